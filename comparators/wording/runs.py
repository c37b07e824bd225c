"""What two texts share: runs of equal characters in the same order, found without the cost of their product."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

Run = tuple[int, int, int]
"""A run of equal characters: where it starts in the old text, where in the new one, and its length."""

_CELLS = 64_000_000
"""Up to this product of their lengths two sequences are compared as they are: some milliseconds and 8 MB."""
_DEEPEST = 12
_PIECE = re.compile(r"[^，。；、：！？,;:!?\n]{0,200}[，。；、：！？,;:!?\n]?")


def equal_runs(old: str, new: str) -> list[Run]:
    """Return a longest common subsequence of the two texts as runs, in order; a near-longest one for long texts.

    Texts whose lengths multiply to more than ``_CELLS`` are first compared clause by clause, and where even a
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
    """Return a longest common subsequence of two lists of tokens, as runs of tokens; near-longest for long lists."""
    return _joined(list(_common(old, new, 0)))


def _inner(old: str, new: str) -> list[Run]:
    if len(old) * len(new) <= _CELLS:
        return _shortest(old, new)
    olds, news = _PIECE.findall(old), _PIECE.findall(new)
    runs: list[Run] = []
    old_at, new_at, old_done, new_done = _starts(olds), _starts(news), 0, 0
    for i, j, size in [*equal_tokens(olds, news), (len(olds), len(news), 0)]:
        a, b, p, q = old_at[old_done], new_at[new_done], old_at[i], new_at[j]
        if a < p and b < q and (p - a) * (q - b) <= _CELLS:
            runs += [(c + a, d + b, length) for c, d, length in _shortest(old[a:p], new[b:q])]
        if size:
            runs.append((p, q, old_at[i + size] - p))
        old_done, new_done = i + size, j + size
    return runs


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    return [(block.a, block.b, block.size) for block in Indel.editops(old, new).as_matching_blocks() if block.size]


def _common(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Run]:
    """Yield equal runs of two sequences: between pieces that stand once in each, until the rest is short enough."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    if head:
        yield 0, 0, head
    old_inner, new_inner = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_inner) * len(new_inner) <= _CELLS:
        inner: Iterable[Run] = _shortest(old_inner, new_inner) if old_inner and new_inner else ()
    else:
        inner = _between_anchors(old_inner, new_inner, depth + 1)
    for i, j, size in inner:
        yield i + head, j + head, size
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def _between_anchors(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Run]:
    if depth > _DEEPEST:
        return
    # Where no clause is unique (a text that repeats itself), a few in a row may be.
    anchors = _unique(old, new, 1) or _unique(old, new, 4) or _unique(old, new, 16)
    if not anchors:
        return
    old_done = new_done = 0
    for i, j, size in [*anchors, (len(old), len(new), 0)]:
        if i < old_done or j < new_done:  # overlaps the anchor before
            continue
        for a, b, length in _common(old[old_done:i], new[new_done:j], depth):
            yield a + old_done, b + new_done, length
        if size:
            yield i, j, size
        old_done, new_done = i + size, j + size


def _unique(old: Sequence[str], new: Sequence[str], size: int) -> list[Run]:
    """Return the stretches of ``size`` that stand once in each, in the longest order common to both (patience)."""
    in_old = _once(old, size)
    tails: list[int] = []
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []
    for stretch, j in _once(new, size).items():
        i = in_old.get(stretch)
        if i is None:
            continue
        rank = bisect_left(tails, i)
        chain.append((i, j, ends[rank - 1] if rank else -1))
        tails[rank : rank + 1], ends[rank : rank + 1] = [i], [len(chain) - 1]
    runs: list[Run] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        i, j, last = chain[last]
        runs.append((i, j, size))
    return runs[::-1]


def _once(pieces: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Return where each stretch of ``size`` pieces stands that occurs only once, in order."""
    stretches = list(zip(*(pieces[start:] for start in range(size)), strict=False))
    counts = Counter(stretches)
    return {stretch: place for place, stretch in enumerate(stretches) if counts[stretch] == 1}


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
