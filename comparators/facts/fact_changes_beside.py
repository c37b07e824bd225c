"""What stands beside what, for facts: blocks and sections of two documents as the alignment paired them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from comparators.alignment.pairs import Pair
from comparators.document import Document

T = TypeVar("T")

# A bucket with more candidates than this is compared only near the diagonal, so that time stays near-linear.
_BUCKET: Final = 4096
_WINDOW: Final = 24


@dataclass(frozen=True, slots=True)
class Beside:
    """Which new blocks stand beside an old one, and which new sections answer to an old section."""

    blocks: dict[int, frozenset[int]]
    sections: dict[str, frozenset[str]]
    similarity: dict[tuple[int, int], float]

    def block_pair(self, old: int, new: int) -> bool:
        """Say whether the alignment put the two blocks beside each other."""
        return new in self.blocks.get(old, ())


def find_beside(old: Document, new: Document, pairs: Sequence[Pair]) -> Beside:
    """Read the alignment: ``pairs`` speak of block indices, the result of section paths too."""
    blocks: dict[int, set[int]] = defaultdict(set)
    similarity: dict[tuple[int, int], float] = {}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for first in pair.old:
            for second in pair.new:
                blocks[first].add(second)
                similarity[first, second] = pair.similarity
                weight = min(len(old.blocks[first].text), len(new.blocks[second].text))
                votes[old.blocks[first].section][new.blocks[second].section] += weight
    sections: dict[str, set[str]] = defaultdict(set)
    for path, counted in votes.items():
        most = max(counted.values())
        sections[path].update(each for each, count in counted.items() if count * 2 > most)
    heads = {section.first_block: section.path for section in new.sections}
    for section in old.sections:
        for second in blocks.get(section.first_block, ()):
            if second in heads:
                sections[section.path].add(heads[second])
    return Beside(
        {index: frozenset(found) for index, found in blocks.items()},
        {path: frozenset(found) for path, found in sections.items()},
        similarity,
    )


class Matching(dict[int, int]):
    """Pairs of facts found so far, old index to new index, each used at most once."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: set[int] = set()

    def join(self, old: int, new: int) -> None:
        """Pair two facts that are both still free."""
        self[old] = new
        self.taken.add(new)

    def by_key(
        self,
        old: Iterable[tuple[int, Iterable[Hashable]]],
        new: Iterable[tuple[int, Hashable]],
    ) -> None:
        """Pair free facts in order where one of the old one's keys is the new one's."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, key in new:
            if index not in self.taken:
                waiting[key].append(index)
        for found in waiting.values():
            found.reverse()
        for index, keys in old:
            if index in self:
                continue
            for key in keys:
                if waiting.get(key):
                    self.join(index, waiting[key].pop())
                    break

    def by_score(
        self, old: Sequence[int], new: Sequence[int], score: Callable[[int, int], float], least: float
    ) -> None:
        """Pair free facts, best first, where ``score`` reaches ``least``; ties go to the earlier ones."""
        free_old = [index for index in old if index not in self]
        free_new = [index for index in new if index not in self.taken]
        whole = len(free_old) * len(free_new) <= _BUCKET
        scored: list[tuple[float, int, int]] = []
        for row, first in enumerate(free_old):
            middle = row * len(free_new) // max(len(free_old), 1)
            near = free_new if whole else free_new[max(0, middle - _WINDOW) : middle + _WINDOW]
            scored.extend((-value, first, second) for second in near if (value := score(first, second)) >= least)
        for _, first, second in sorted(scored):
            if first not in self and second not in self.taken:
                self.join(first, second)


def in_order(
    old_count: int, new_count: int, matching: Matching, change: Callable[[int | None, int | None], T]
) -> tuple[T, ...]:
    """Return one change for each pair and each fact left over, in the new document's order.

    A fact that is only in the old document stands after the change that holds its predecessor there.
    """
    after: dict[int | None, list[int]] = defaultdict(list)
    anchor: int | None = None
    for index in range(old_count):
        if index in matching:
            anchor = matching[index]
        else:
            after[anchor].append(index)
    back = {second: first for first, second in matching.items()}
    result = [change(index, None) for index in after[None]]
    for index in range(new_count):
        result.append(change(back.get(index), index))
        result.extend(change(gone, None) for gone in after.get(index, ()))
    return tuple(result)


def likeness(first: str, second: str) -> float:
    """Return how much two short names share, 0 to 1: the Dice measure over their pairs of characters."""
    if first == second:
        return 1.0
    pairs, others = _bigrams(first), _bigrams(second)
    total = sum(pairs.values()) + sum(others.values())
    return 2 * sum((pairs & others).values()) / total if total else 0.0


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else Counter([text])
