"""The heaviest chain: of many matches the ones that keep their order, so that what is left has moved."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

Point = tuple[int, int, int]
"""A place in the old sequence, a place in the new one, and a weight above zero."""


def heaviest_chain(points: Sequence[Point]) -> list[int]:
    """Return the indices of the points that form the heaviest chain rising strictly in both places.

    In the order of the chain. Points may share a place (candidates that exclude each other). Of chains of one
    weight the one that comes first in the order of the points wins, so the result is the same in every run.
    Takes ``n log n`` time.
    """
    order = sorted(range(len(points)), key=lambda index: (points[index][0], -points[index][1]))
    if _rises(points, order):
        return order
    rank = {place: number for number, place in enumerate(sorted({point[1] for point in points}), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)  # a Fenwick tree of prefix maxima
    total = [0] * len(points)
    before = [-1] * len(points)
    for index in order:
        _, place, weight = points[index]
        last = _prefix_maximum(best, rank[place] - 1)
        total[index], before[index] = last[0] + weight, last[1]
        _raise(best, rank[place], (total[index], index))
    chain: list[int] = []
    index = _prefix_maximum(best, len(rank))[1]
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _rises(points: Sequence[Point], order: Sequence[int]) -> bool:
    """Say whether all points form one chain as they are, which is the usual case."""
    return all(points[a][0] < points[b][0] and points[a][1] < points[b][1] for a, b in itertools.pairwise(order))


def _prefix_maximum(tree: list[tuple[int, int]], position: int) -> tuple[int, int]:
    found = (0, -1)
    while position > 0:
        if tree[position][0] > found[0]:
            found = tree[position]
        position &= position - 1
    return found


def _raise(tree: list[tuple[int, int]], position: int, value: tuple[int, int]) -> None:
    while position < len(tree):
        if value[0] > tree[position][0]:
            tree[position] = value
        position += position & -position
