"""Fifth pass: fill the gaps between anchors with blocks that are alike, in order, so that the sum is best."""

from __future__ import annotations

from comparators.alignment.candidates import Near, nearest
from comparators.alignment.chains import heaviest_chain
from comparators.alignment.gaps import Gap, find_gaps
from comparators.alignment.in_place import LEAD, STRONG, titled
from comparators.alignment.matching import Matching
from comparators.alignment.scoring import Scorer
from comparators.alignment.sections import SectionMap
from comparators.alignment.taken_over import leader, taken_over
from comparators.options import CompareOptions
from comparators.work import Work

# Pairs of blocks of one gap that are all scored; of a larger gap only those the index of pieces proposes.
MOST_CELLS = 10_000
# Pairs scored this way in one comparison.
CELL_BUDGET = 150_000
# Blocks of large gaps for which partners are looked for once more, inside the gap alone.
SEARCH_BUDGET = 3_000
# Pairs looked at for a stretch taken over, each in all of both documents.
STRETCH_BUDGET = 300
_LEAST_TITLED = 0.3
# In one and the same section a little less likeness will do: its heading vouches for the block as well.
_SAME_SECTION = 0.85
_NEVER = 2.0


def match_strong(matching: Matching, near: Near, options: CompareOptions) -> None:
    """Pair free blocks, wherever they stand, that are each other's best and clearly so."""
    best: dict[int, tuple[float, int]] = {}
    for old, ranked in near.items():
        for score, new in ranked:
            if new not in best or (-score, old) < (-best[new][0], best[new][1]):
                best[new] = (score, old)
    for old in sorted(near):
        score, new = near[old][0]
        if score < STRONG or best[new][1] != old:
            continue
        if len(near[old]) > 1 and near[old][1][0] > score - LEAD:
            continue
        if titled(matching, old, new):
            continue
        if min(matching.old.lengths[old], matching.new.lengths[new]) < options.min_move_length:
            continue
        matching.pair(old, new, "similar", score)


class GapFiller:
    """Pairs the blocks inside gaps."""

    def __init__(
        self, matching: Matching, sections: SectionMap, scorer: Scorer, near: Near, options: CompareOptions
    ) -> None:
        self.near = near
        self.matching = matching
        self.sections = sections
        self.scorer = scorer
        self.options = options
        self.cells = CELL_BUDGET
        self.searches = SEARCH_BUDGET
        self.stretches = STRETCH_BUDGET
        self.coarse = False  # whether the budget ran out

    def fill(self, old: tuple[int, int], new: tuple[int, int], work: Work) -> None:
        """Fill all gaps between the anchors inside a stretch of each side (first block, past the last)."""
        gaps = list(find_gaps(self.matching, old, new, self.weight))
        for gap in work.over("aligning", gaps, len(gaps)):
            self._fill(gap)

    def weight(self, old: int, new: int) -> int:
        """Weigh a pair as an anchor: by its length, a heading also by what its section holds."""
        side = self.matching.old
        weight = 4 + side.lengths[old]
        node = side.node_of[old]
        if node and side.nodes[node].head == old:
            weight += int(self.sections.votes(node, self.sections.to_new[node])) // 2
        return weight

    def _fill(self, gap: Gap) -> None:
        cells = len(gap.old) * len(gap.new)
        if cells <= min(MOST_CELLS, self.cells):
            self.cells -= cells
            pairs = [(old, new) for old in gap.old for new in gap.new]
        else:
            pairs = self._likely(gap)
        points: list[tuple[int, int, int]] = []
        for old, new in pairs:
            gain = self._gain(old, new)
            if gain > 0:
                points.append((old, new, gain))
        for index in heaviest_chain(points):
            self._pair(*points[index][:2])

    def _likely(self, gap: Gap) -> list[tuple[int, int]]:
        """Return the pairs of a large gap that the index of pieces proposes."""
        out_of_budget = len(gap.old) > self.searches
        self.coarse |= out_of_budget
        if 2 * len(gap.old) >= len(self.near) or out_of_budget:
            # What was found in the whole document serves: the gap is most of it, or the budget has run out.
            inside = set(gap.new)
            return [(old, new) for old in gap.old for _, new in self.near.get(old, ()) if new in inside]
        self.searches -= len(gap.old)
        near = nearest(self.scorer, gap.old, gap.new)
        return [(old, new) for old, ranked in near.items() for _, new in ranked]

    def _pair(self, old: int, new: int) -> None:
        same = self.matching.old.ids[old] == self.matching.new.ids[new]
        value = 1.0 if same else self.scorer.plain(old, new)
        self.matching.pair(old, new, "exact" if same else "similar", value)

    def _gain(self, old: int, new: int) -> int:
        """Return what pairing two blocks is worth; 0 where they do not belong together."""
        if (old, new) in self.matching.forbidden:
            return 0
        agree = self.sections.agree(old, new)
        score = self.scorer.score(old, new)
        if self.scorer.is_note(0, old) and self.scorer.is_note(1, new):
            # A note of units says nothing of the clause: its place decides.
            score = max(0.5, self.scorer.plain(old, new)) if agree or self._follows(old, new) else 0.0
            least = 0.5
        else:
            least = self._least(old, new, agree)
        if score < least and (least == _NEVER or not self._taken_over(old, new)):
            return 0
        first, second = self.matching.old.blocks[old], self.matching.new.blocks[new]
        bonus = 0.1 if agree else 0.0
        bonus += 0.04 if first.number and first.number == second.number else 0.0
        bonus += 0.02 if first.kind == second.kind else 0.0
        length = min(200, self.matching.old.lengths[old], self.matching.new.lengths[new])
        return max(1, int(1_000 * (score - 0.2 + bonus) * (1 + length / 40)))

    def _taken_over(self, old: int, new: int) -> bool:
        if not self.stretches or leader(self.matching, self.near, old) != new:
            return False
        self.stretches -= 1
        return taken_over(self.matching, self.scorer, old, new)

    def _follows(self, old: int, new: int) -> bool:
        """Say whether the blocks before these two are a pair."""
        return old > 0 and new > 0 and self.matching.to_new[old - 1] == new - 1

    def _least(self, old: int, new: int, agree: bool | None) -> float:
        """Return the score from which two blocks belong together."""
        if not agree and titled(self.matching, old, new):
            return _NEVER  # a heading goes with its section
        least = self.options.pair_similarity
        if agree:
            least *= _SAME_SECTION
        if agree is False:
            least = max(least, self.options.move_similarity)
        first, second = self.matching.old.blocks[old], self.matching.new.blocks[new]
        if first.kind != second.kind and "table" in (first.kind, second.kind):
            least = max(least, 0.8)
        if first.kind == second.kind == "title":
            least = min(least, _LEAST_TITLED)
        return least
