"""The gaps between anchors: where the blocks stand that are still without a partner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comparators.alignment.matching import Matching, runs, split_runs


@dataclass(frozen=True, slots=True)
class Gap:
    """Free blocks of both sides between two anchors."""

    old: list[int]
    new: list[int]


def find_gaps(
    matching: Matching, old: tuple[int, int], new: tuple[int, int], weight: Callable[[int, int], int]
) -> Iterator[Gap]:
    """Yield the gaps with free blocks on both sides, inside a stretch of each side (first block, past the last)."""
    found = runs((left, right) for left in range(*old) if new[0] <= (right := matching.to_new[left]) < new[1])
    chain, _ = split_runs(found, [sum(weight(*pair) for pair in run) for run in found])
    left, right = old[0], new[0]
    for run in [*chain, [(old[1], new[1])]]:
        if left < run[0][0] and right < run[0][1]:
            gap = Gap(matching.free_old(left, run[0][0]), matching.free_new(right, run[0][1]))
            if gap.old and gap.new:
                yield gap
        left, right = run[-1][0] + 1, run[-1][1] + 1
