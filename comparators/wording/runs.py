"""What two texts share: runs of equal characters in the same order, found without the cost of their product."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz.distance import Indel

Run = tuple[int, int, int]
"""A run of equal characters: where it starts in the old text, where in the new one, and its length."""

_WHOLE = 4_000_000
_PIECEWISE = 16_000_000
_PIECE = re.compile(r"[^，。；、：！？,;!?\n]{0,200}[，。；、：！？,;!?\n]?")


def equal_runs(old: str, new: str) -> list[Run]:
    """Return a longest common subsequence of the two texts as runs, in order; a near-longest one for long texts.

    Texts whose lengths multiply to more than ``_WHOLE`` are first compared clause by clause, and where even a
    stretch of differing clauses is longer than that, it counts as having nothing in common.
    """
    head = _common_prefix(old, new)
    tail = _common_suffix(old, new, min(len(old), len(new)) - head)
    runs = [(0, 0, head)] if head else []
    old_end, new_end = len(old) - tail, len(new) - tail
    if head < old_end and head < new_end:
        inner = _inner(old[head:old_end], new[head:new_end])
        runs += [(i + head, j + head, size) for i, j, size in inner]
    if tail:
        runs.append((old_end, new_end, tail))
    return _joined(runs)


def equal_tokens(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Return a longest common subsequence of two lists of tokens, as runs of tokens."""
    return [(b.a, b.b, b.size) for b in Indel.editops(old, new).as_matching_blocks() if b.size]


def _inner(old: str, new: str) -> list[Run]:
    if len(old) * len(new) <= _WHOLE:
        return equal_tokens(old, new)
    olds, news = _PIECE.findall(old), _PIECE.findall(new)
    runs: list[Run] = []
    old_at, new_at, old_done, new_done = _starts(olds), _starts(news), 0, 0
    for i, j, size in [*_equal_pieces(olds, news), (len(olds), len(news), 0)]:
        runs += _between(old, new, (old_at[old_done], old_at[i]), (new_at[new_done], new_at[j]))
        if size:
            runs.append((old_at[i], new_at[j], old_at[i + size] - old_at[i]))
        old_done, new_done = i + size, j + size
    return runs


def _between(old: str, new: str, old_span: tuple[int, int], new_span: tuple[int, int]) -> list[Run]:
    (i, old_end), (j, new_end) = old_span, new_span
    if i == old_end or j == new_end or (old_end - i) * (new_end - j) > _PIECEWISE:
        return []
    return [(a + i, b + j, size) for a, b, size in equal_tokens(old[i:old_end], new[j:new_end])]


def _equal_pieces(old: list[str], new: list[str]) -> list[Run]:
    if len(old) * len(new) <= _PIECEWISE:
        return equal_tokens(old, new)
    return _unique_pieces(old, new)


def _unique_pieces(old: list[str], new: list[str]) -> list[Run]:
    """Return the pieces that stand once in each list, in the longest order common to both (patience)."""
    in_old = {piece: place for place, piece in enumerate(old) if piece}
    once = in_old.keys() & set(new) - _repeated(old) - _repeated(new)
    tails: list[int] = []
    chain: list[tuple[int, int, int]] = []
    ends: list[int] = []
    for j, piece in enumerate(new):
        if piece not in once:
            continue
        i = in_old[piece]
        rank = bisect_left(tails, i)
        chain.append((i, j, ends[rank - 1] if rank else -1))
        if rank == len(tails):
            tails.append(i)
            ends.append(len(chain) - 1)
        else:
            tails[rank], ends[rank] = i, len(chain) - 1
    runs: list[Run] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        i, j, last = chain[last]
        runs.append((i, j, 1))
    return runs[::-1]


def _repeated(pieces: list[str]) -> set[str]:
    seen: set[str] = set()
    return {piece for piece in pieces if piece in seen or seen.add(piece)}  # type: ignore[func-returns-value]


def _starts(pieces: list[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for i, j, size in runs:
        if joined:
            p, q, length = joined[-1]
            if p + length == i and q + length == j:
                joined[-1] = (p, q, length + size)
                continue
        joined.append((i, j, size))
    return joined


def _common_prefix(old: str, new: str) -> int:
    low, high = 0, min(len(old), len(new))
    if old[:high] == new[:high]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _common_suffix(old: str, new: str, limit: int) -> int:
    low, high = 0, limit
    if high <= 0:
        return 0
    if old[len(old) - high :] == new[len(new) - high :]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle
    return low
