"""The names of two drafts, short enough to stand beside each other."""

from __future__ import annotations

from itertools import takewhile

_WORTH = 6  # characters that two names must share for it to be worth leaving them out
_OPENING = "（(【[《「“"


def apart(old: str, new: str) -> str:
    """Return what tells ``new`` from ``old``: their common beginning is left out, but never part of a word or bracket.

    ``方案（征求意见稿）.docx``, ``方案（正式稿）.docx`` → ``（正式稿）.docx``.
    """
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    shared = new[:end]
    stem = new.rpartition(".")[0] or new
    opened = max(shared.rfind(bracket) for bracket in _OPENING)
    if opened >= 0 and not any(shared.find(bracket, opened) >= 0 for bracket in "）)】]》」”"):
        end = opened
    while end and new[end - 1].isascii() and new[end - 1].isalnum() and new[end : end + 1].isalnum():
        end -= 1
    if end < _WORTH or end >= len(stem):
        return new
    rest = new[end:]
    return rest if rest[0] in _OPENING else f"…{rest}"
