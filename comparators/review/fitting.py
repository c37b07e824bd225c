"""Laying a quote with its context over a stretch of text: where the quote's ends come to lie."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment


def fit(whole: str, start: int, end: int, text: str) -> tuple[int, int]:
    """Lay ``whole`` over ``text`` and return where its ``start`` and ``end`` come to lie.

    The ends of ``text`` that are no part of ``whole`` are cut off first, so that they do not pull at it.
    """
    low, high = _trim(whole, text)
    operations = Levenshtein.opcodes(whole, text[low:high])
    first = last = None
    runs: list[list[int]] = []
    for operation in operations:
        if operation.tag == "equal":
            runs.append([operation.src_start, operation.src_end, operation.dest_start, operation.dest_end, 1])
        elif runs and not runs[-1][4]:
            runs[-1][1], runs[-1][3] = operation.src_end, operation.dest_end
        else:
            runs.append([operation.src_start, operation.src_end, operation.dest_start, operation.dest_end, 0])
    for begin, stop, there, until, equal in runs:
        if first is None and begin <= start <= stop:
            first = _lead(start, begin, stop, there, until, bool(equal))
        if last is None and begin <= end <= stop and (end > begin or end == start):
            last = _tail(end, begin, stop, there, until, bool(equal))
    first = 0 if first is None else first
    last = high - low if last is None else last
    return low + min(first, last), low + max(first, last)


def _lead(at: int, begin: int, stop: int, there: int, until: int, equal: bool) -> int | None:
    """Return where a quote's beginning lies in a run, ``None`` where the next run says it better."""
    if equal:
        return there + at - begin if at < stop else None
    if begin == stop or at == stop:  # something new stands before the quote
        return until
    if at == begin:
        return there
    return there + min(until - there, at - begin)


def _tail(at: int, begin: int, stop: int, there: int, until: int, equal: bool) -> int:
    """Return where a quote's end lies in a run."""
    if equal:
        return there + at - begin
    if at == stop:
        return until
    return max(there, until - (stop - at))


def _trim(whole: str, text: str) -> tuple[int, int]:
    """Return the stretch of ``text`` that ``whole`` covers best, by where its first and last pieces stand."""
    if len(whole) >= len(text):
        return 0, len(text)
    found = partial_ratio_alignment(whole, text)
    if found is None or found.dest_end <= found.dest_start:
        return 0, len(text)
    slack = max(8, len(whole) // 3)
    low, high = max(0, found.dest_start - slack), min(len(text), found.dest_end + slack)
    # Leave out what stands before the first and after the last piece that both have in common.
    matches = [
        op for op in Levenshtein.opcodes(whole, text[low:high]) if op.tag == "equal" and op.src_end - op.src_start > 1
    ]
    if not matches:
        return found.dest_start, found.dest_end
    lead, tail = matches[0], matches[-1]
    return (
        low + max(0, lead.dest_start - lead.src_start),
        low + min(high - low, tail.dest_end + len(whole) - tail.src_end),
    )
