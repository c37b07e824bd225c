"""Fourth pass: align the two trees of sections, so that blocks are looked for in the section they belong to.

Sections belong together by what stands in them, by their titles and, least, by their numbers: a retitled section
with the same body is the same section, a number alone identifies nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from comparators.alignment.chains import heaviest_chain
from comparators.alignment.matching import Matching
from comparators.alignment.prepared import Node, Side
from comparators.alignment.scoring import Scorer
from comparators.alignment.similarity import ratio

Vote = tuple[int, int, float]
"""An old block, a new block, and how much code points' worth of evidence they are that their sections agree."""

# Score from which two sections under one parent are the same one, and under different parents.
LEAST_SCORE = 0.3
LEAST_ELSEWHERE = 0.45
_LEAST_TITLE = 0.5
_LEAST_TITLE_LENGTH = 4
# Children compared all with all; beyond, only those that share text, title or number.
_MOST_CHILDREN = 400
# A heading with a body in one block, under the same title, is the same clause down to this score.
_LEAST_RUN_IN = 0.25


class SectionMap:
    """Which section (node) of one side is which of the other; -1 for none."""

    def __init__(self, old: Side, new: Side, votes: Iterable[Vote]) -> None:
        self.old = old
        self.new = new
        self.to_new = [-1] * len(old.nodes)
        self.to_old = [-1] * len(new.nodes)
        self._titles = [Counter(node.title for node in side.nodes) for side in (old, new)]
        self._votes = _collect(old, new, votes)
        self._partners: dict[int, list[int]] = defaultdict(list)
        for first, second in self._votes:
            self._partners[first].append(second)

    def agree(self, old: int, new: int) -> bool | None:
        """Say whether two blocks stand in the same section; ``None`` where nothing is known of either's."""
        first, second = self.old.node_of[old], self.new.node_of[new]
        if self.to_new[first] == second:
            return True
        if self.to_new[first] < 0 and self.to_old[second] < 0:
            return None
        # One that is without a partner may have been dissolved into the section around it.
        if self.to_new[first] < 0 and self.to_new[self.old.nodes[first].parent] == second:
            return None
        if self.to_old[second] < 0 and self.to_old[self.new.nodes[second].parent] == first:
            return None
        return False

    def votes(self, old: int, new: int) -> float:
        """Return how many code points two sections have in common."""
        return self._votes.get((old, new), 0.0)

    def join(self, old: int, new: int) -> None:
        """Make two sections the same."""
        self.to_new[old], self.to_old[new] = new, old

    def joined(self) -> list[tuple[int, int]]:
        """Return the pairs of sections, the whole documents apart, in the old document's order."""
        return [(old, new) for old, new in enumerate(self.to_new) if old and new > 0]

    def align(self) -> None:
        """Align the trees from the top down, then what was moved under another parent."""
        waiting = [(0, 0)]
        self.join(0, 0)
        while waiting:
            pair = waiting.pop()
            waiting.extend(self._children(*pair))
            if not waiting:
                waiting.extend(self._elsewhere())

    def score(self, old: int, new: int) -> float:
        """Return from 0 to 1 how much two sections are the same."""
        first, second = self.old.nodes[old], self.new.nodes[new]
        if first.table != second.table:
            return 0.0
        title = _titles(first, second)
        sizes = (self.old.size(old), self.new.size(new))
        votes = self.votes(old, new)
        content = min(1.0, (votes / max(1, max(sizes)) + votes / max(1, min(sizes))) / 2)
        number = 0.1 if first.number and first.number == second.number else 0.0
        if first.table:
            return 0.85 * content + 0.15
        if title >= 1.0:
            return 0.5 + 0.4 * content + number
        if title < _LEAST_TITLE and content < 0.2:
            return 0.0
        return 0.45 * title + 0.45 * content + number

    def _holds_elsewhere(self, old: int, new: int) -> bool:
        """Say whether two sections under different parents share a third of the text, or a title of their own."""
        if self.votes(old, new) * 3 >= self.old.size(old):
            return True
        title = self.old.nodes[old].title
        return (
            len(title) >= _LEAST_TITLE_LENGTH
            and title == self.new.nodes[new].title
            and self._titles[0][title] == self._titles[1][title] == 1
        )

    def _children(self, old: int, new: int) -> list[tuple[int, int]]:
        """Align the sections directly under two sections that agree; return the pairs found."""
        first = [node for node in self.old.children[old] if self.to_new[node] < 0]
        second = [node for node in self.new.children[new] if self.to_old[node] < 0]
        found = self._ends(first, second)
        if not first or not second:
            return found
        scored = [
            (left, right, score)
            for left, right in self._likely(first, second)
            if (score := self.score(left, right)) >= LEAST_SCORE
        ]
        points = [(left, right, self._weight(left, right, score)) for left, right, score in scored]
        for index in heaviest_chain(points):
            self.join(*points[index][:2])
            found.append(points[index][:2])
        for left, right, _ in sorted(scored, key=lambda each: (-each[2], each[0], each[1])):
            if self.to_new[left] < 0 and self.to_old[right] < 0:
                self.join(left, right)
                found.append((left, right))
        return found

    def _ends(self, first: list[int], second: list[int]) -> list[tuple[int, int]]:
        """Join, and take off both lists, what is plainly the same at their beginnings and ends."""
        found: list[tuple[int, int]] = []
        for end in (0, -1):
            while first and second and self._plain(first[end], second[end]):
                found.append((first.pop(end), second.pop(end)))
                self.join(*found[-1])
        return found

    def _plain(self, old: int, new: int) -> bool:
        title = self.old.nodes[old].title
        if not title or title != self.new.nodes[new].title:
            return False
        return 2 * self.votes(old, new) >= max(self.old.size(old), self.new.size(new))

    def _weight(self, old: int, new: int, score: float) -> int:
        """Weigh a pair of sections by its score and by what the sections have in common."""
        return int(1_000 * score * (1 + self.votes(old, new) ** 0.5 / 8)) + 1

    def _likely(self, first: list[int], second: list[int]) -> list[tuple[int, int]]:
        if len(first) * len(second) <= _MOST_CHILDREN:
            return [(left, right) for left in first for right in second]
        by_title: dict[str, list[int]] = defaultdict(list)
        by_number: dict[str, list[int]] = defaultdict(list)
        inside = set(second)
        for right in second:
            node = self.new.nodes[right]
            by_title[node.title].append(right)
            by_number[node.number].append(right)
        likely: list[tuple[int, int]] = []
        for left in first:
            node = self.old.nodes[left]
            partners = [right for right in self._partners[left] if right in inside]
            for group in (by_title[node.title] if node.title else [], by_number[node.number]):
                partners.extend(group[:4])
            likely.extend((left, right) for right in dict.fromkeys(partners))
        return likely

    def _elsewhere(self) -> list[tuple[int, int]]:
        """Pair sections that are left, whatever stands above them, by what they have in common."""
        scored = [
            (score, left, right)
            for left, right in self._votes
            if self.to_new[left] < 0
            and self.to_old[right] < 0
            and (score := self.score(left, right)) >= LEAST_ELSEWHERE
            and self._holds_elsewhere(left, right)
        ]
        found: list[tuple[int, int]] = []
        for _, left, right in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
            if self.to_new[left] < 0 and self.to_old[right] < 0:
                self.join(left, right)
                found.append((left, right))
        return found


def match_headings(matching: Matching, sections: SectionMap, scorer: Scorer) -> None:
    """Pair the headings of sections that agree."""
    for old, new in sections.joined():
        first, second = sections.old.nodes[old], sections.new.nodes[new]
        if first.head < 0 or second.head < 0 or not matching.free(first.head, second.head):
            continue
        title = _titles(first, second)
        alone = sections.old.titles_only(first.head) and sections.new.titles_only(second.head)
        score = scorer.score(first.head, second.head)
        if not alone and score < (_LEAST_RUN_IN if title >= 0.8 else 0.5):
            continue
        if first.number and first.number == second.number:
            by = "number"
        else:
            by = "title" if title >= _LEAST_TITLE else "section"
        same = sections.old.ids[first.head] == sections.new.ids[second.head]
        value = 1.0 if same else scorer.plain(first.head, second.head)
        matching.pair(first.head, second.head, "exact" if same else by, value)


def _titles(first: Node, second: Node) -> float:
    if not first.title or not second.title:
        return 0.0
    return 1.0 if first.title == second.title else min(0.99, ratio(first.title, second.title, _LEAST_TITLE))


def _collect(old: Side, new: Side, votes: Iterable[Vote]) -> dict[tuple[int, int], float]:
    """Sum up votes for the sections of the blocks and for all sections around them."""
    inner: dict[tuple[int, int], float] = defaultdict(float)
    for left, right, weight in votes:
        inner[old.node_of[left], new.node_of[right]] += weight
    total: dict[tuple[int, int], float] = defaultdict(float)
    for (left, right), weight in inner.items():
        above = _line(new, right)
        for node in _line(old, left):
            for other in above:
                total[node, other] += weight
    return total


def _line(side: Side, node: int) -> list[int]:
    line: list[int] = []
    while node > 0:
        line.append(node)
        node = side.nodes[node].parent
    return line
