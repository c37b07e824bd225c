"""What the passes have found so far: a working state that each pass adds to and :mod:`rows` reads out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comparators.alignment.chains import heaviest_chain
from comparators.alignment.prepared import Side

FREE = -1
GROUPED = -2


@dataclass(frozen=True, slots=True)
class Match:
    """Old and new blocks that belong together, the pass that found it and its score."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    by: str
    similarity: float


class Matching:
    """Which blocks are matched. Each block stands in at most one match; forbidden pairs are never made."""

    def __init__(self, old: Side, new: Side, forbidden: Iterable[tuple[int, int]] = ()) -> None:
        self.old = old
        self.new = new
        self.forbidden = frozenset(forbidden)
        self.to_new = [FREE] * len(old)
        self.to_old = [FREE] * len(new)
        self._found: dict[int, Match] = {}  # by first old block
        self.pinned: set[int] = set()  # first old blocks of matches that a person made

    def free(self, old: int, new: int) -> bool:
        """Say whether both blocks exist, are without a match, and may be paired."""
        return (
            0 <= old < len(self.to_new)
            and 0 <= new < len(self.to_old)
            and self.to_new[old] == FREE
            and self.to_old[new] == FREE
            and (old, new) not in self.forbidden
        )

    def pair(self, old: int, new: int, by: str, similarity: float) -> bool:
        """Match two blocks if they are free; say whether it was done."""
        if not self.free(old, new):
            return False
        self.to_new[old], self.to_old[new] = new, old
        self._found[old] = Match((old,), (new,), by, similarity)
        return True

    def pair_all(self, pairs: Run, by: str, similarity: float) -> None:
        """Match pairs of blocks that are known to be free."""
        for old, new in pairs:
            self.to_new[old], self.to_old[new] = new, old
            self._found[old] = Match((old,), (new,), by, similarity)

    def beside(self, step: int) -> Run:
        """Return the places beside the pairs, ``step`` (1 or -1) away on both sides, that are free."""
        to_new, to_old = self.to_new, self.to_old
        return [
            (old + step, new + step)
            for old, new in enumerate(to_new)
            if new >= 0
            and 0 <= old + step < len(to_new)
            and to_new[old + step] == FREE
            and 0 <= new + step < len(to_old)
            and to_old[new + step] == FREE
        ]

    def group(self, match: Match) -> None:
        """Match several blocks with one; those pairs inside the group that stood before are given up."""
        for old in match.old:
            self.unpair(old)
        for new in match.new:
            if self.to_old[new] >= 0:
                self.unpair(self.to_old[new])
        for old in match.old:
            self.to_new[old] = GROUPED
        for new in match.new:
            self.to_old[new] = GROUPED
        self._found[match.old[0]] = match

    def unpair(self, old: int) -> None:
        """Give up the pair of an old block, if it has one."""
        new = self.to_new[old]
        if new >= 0:
            self.to_new[old] = self.to_old[new] = FREE
            del self._found[old]

    def match_of(self, old: int) -> Match:
        """Return the match whose first old block is ``old``."""
        return self._found[old]

    def matches(self) -> list[Match]:
        """Return all matches in the old document's order."""
        return [self._found[old] for old in sorted(self._found)]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the matches of one block with one, in the old document's order."""
        for old, new in enumerate(self.to_new):
            if new >= 0:
                yield old, new

    def in_order(self) -> bool:
        """Say whether every block of both sides has its partner, in the same order."""
        return len(self.to_new) == len(self.to_old) and self.to_new == list(range(len(self.to_new)))

    def free_old(self, first: int = 0, last: int | None = None) -> list[int]:
        """Return the old blocks without a match, from ``first`` to before ``last``."""
        stop = len(self.to_new) if last is None else last
        return [index for index in range(first, stop) if self.to_new[index] == FREE]

    def free_new(self, first: int = 0, last: int | None = None) -> list[int]:
        """Return the new blocks without a match, from ``first`` to before ``last``."""
        stop = len(self.to_old) if last is None else last
        return [index for index in range(first, stop) if self.to_old[index] == FREE]


Run = list[tuple[int, int]]
"""Pairs whose blocks follow each other directly in both documents."""


def runs(pairs: Iterable[tuple[int, int]]) -> list[Run]:
    """Join pairs, given in old order, to runs."""
    found: list[Run] = []
    for old, new in pairs:
        if found and found[-1][-1] == (old - 1, new - 1):
            found[-1].append((old, new))
        else:
            found.append([(old, new)])
    return found


def split_runs(found: Sequence[Run], weights: Sequence[int]) -> tuple[list[Run], list[Run]]:
    """Divide runs into those on the heaviest chain and those off it, each in old order."""
    chain = heaviest_chain([(*run[0], weight) for run, weight in zip(found, weights, strict=True)])
    on = [found[index] for index in chain]
    kept = set(chain)
    return on, [run for index, run in enumerate(found) if index not in kept]
