"""What rapidfuzz is asked: how alike two texts are, and which elements two sequences have in common."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

_SURROGATES = (0xD800, 0xE000)
_MOST_SYMBOLS = 0x10FFFF - 0x1000


def ratio(old: str, new: str, cutoff: float = 0.0) -> float:
    """Return how alike two texts are: twice the length of their longest common subsequence by their lengths.

    0 where it is below ``cutoff``.
    """
    return float(Indel.normalized_similarity(old, new, score_cutoff=cutoff or None))


def common_subsequence(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return the places ``(old, new)`` of a longest common subsequence of two sequences of small numbers.

    Takes time and memory in proportion to ``len(old) * len(new) / 64``; the caller keeps that in bounds.
    """
    pairs: list[tuple[int, int]] = []
    if not old or not new:
        return pairs
    numbers: dict[int, int] = {}
    first = [numbers.setdefault(item, len(numbers)) for item in old]
    second = [numbers.setdefault(item, len(numbers)) for item in new]
    if len(numbers) < _MOST_SYMBOLS:  # strings of such symbols are compared quicker than lists
        operations = LCSseq.opcodes(_spell(first), _spell(second))
    else:
        operations = LCSseq.opcodes(first, second)
    for operation in operations:
        if operation.tag == "equal":
            pairs.extend(
                zip(
                    range(operation.src_start, operation.src_end),
                    range(operation.dest_start, operation.dest_end),
                    strict=True,
                )
            )
    return pairs


def longest_shared(old: str, new: str) -> str:
    """Return the longest stretch that a longest common subsequence of two texts has in one piece on both sides."""
    stretches = (old[each.src_start : each.src_end] for each in LCSseq.opcodes(old, new) if each.tag == "equal")
    return max(stretches, key=len, default="")


def best_window(wanted: str, text: str) -> tuple[int, int]:
    """Return the stretch of ``text`` (code points) that resembles ``wanted`` most, ``(0, 0)`` where none does."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not wanted or not text:
        return 0, 0
    if len(wanted) >= len(text):
        return 0, len(text)
    found = partial_ratio_alignment(wanted, text)
    return (found.dest_start, found.dest_end) if found is not None else (0, 0)


def _spell(numbers: Sequence[int]) -> str:
    low, high = _SURROGATES
    return "".join(chr(number if number < low else number + high - low) for number in numbers)
