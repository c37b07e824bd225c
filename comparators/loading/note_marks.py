"""Marks of footnotes on printed pages: the small raised 1 is no part of the text, and says where its note belongs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Final

from comparators.loading.lines import Line, Paragraph

# A raised mark on its way through a line's text, and one whose note was found: characters that stand in no text.
_RAISED, _FOUND, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_ANY: Final = re.compile(f"([{_RAISED}{_FOUND}])([^{_END}]*){_END}")
_MARK: Final = re.compile(r"[\[〔(（]?\d{1,3}[\])）〕]?|[①-⑳]|\*{1,3}")

Anchor = tuple[int, str, Line]
"""A mark in the text: its page, the mark, the line that it stands in."""


def raised(text: str) -> str:
    """Return raised text as it goes into a line: set apart where it can be the mark of a note."""
    return f"{_RAISED}{text}{_END}" if _MARK.fullmatch(text) else text


def plain(text: str) -> str:
    """Return a text with its raised marks as ordinary characters."""
    return _ANY.sub(r"\2", text) if _END in text else text


def with_notes(text: str, notes: Iterable[str]) -> str:
    """Return a text with those marks kept apart that one of the ``notes`` on the page begins with."""
    if _END not in text:
        return text
    known = tuple(notes)

    def judged(match: re.Match[str]) -> str:
        mark = match[2]
        return f"{_FOUND}{mark}{_END}" if any(note.startswith(mark) for note in known) else mark

    return _ANY.sub(judged, text)


def without_marks(text: str) -> tuple[str, list[str]]:
    """Return a text without the marks whose notes were found, and those marks."""
    if _END not in text:
        return text, []
    return _ANY.sub("", text), [match[2] for match in _ANY.finditer(text)]


def place_notes(
    notes: Sequence[Paragraph], anchors: Sequence[Anchor], paragraphs: Sequence[Paragraph], lines: Sequence[Line]
) -> tuple[dict[int, list[Paragraph]], list[Paragraph]]:
    """Return the notes by the paragraph (its index) that refers to them, without their marks, and those left over."""
    order = {id(line): index for index, line in enumerate(lines)}
    starts = [order.get(id(paragraph.first), -1) for paragraph in paragraphs]
    placed: dict[int, list[Paragraph]] = {}
    rest: list[Paragraph] = []
    for note in notes:
        found = next(((mark, at) for page, mark, at in anchors if page == note.first.page and _is_of(note, mark)), None)
        if found is None:
            rest.append(note)
            continue
        mark, line = found
        host = max((index for index, start in enumerate(starts) if 0 <= start <= order[id(line)]), default=-1)
        bare = dataclasses.replace(note, text=note.text[len(mark) :].lstrip())
        if host < 0:
            rest.append(bare)
        else:
            placed.setdefault(host, []).append(bare)
    return placed, rest


def _is_of(note: Paragraph, mark: str) -> bool:
    return note.text.startswith(mark) and bool(note.text[len(mark) :].strip())
