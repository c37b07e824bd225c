"""The overview beside the scroll bar: where in the whole document changes and annotations stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.presenters.display import DisplayRow

_TONES = {
    "changed": "num",
    "added": "add",
    "removed": "del",
    "moved": "mov",
    "split": "mov",
    "merged": "mov",
}


class Mark(NamedTuple):
    """One mark: from ``top`` to ``bottom`` as fractions of the whole, a theme colour, the display row it leads to."""

    top: float
    bottom: float
    color: str
    row: int
    note: bool = False


def change_marks(rows: Sequence[DisplayRow], offsets: Sequence[int]) -> list[Mark]:
    """Return the marks of changed rows; neighbours of one kind become one.

    ``offsets`` say in pixels where each row begins, and at the end where the last one ends.
    """
    found: list[Mark] = []
    whole = max(offsets[-1], 1)
    begin, color_before, end = 0, "", -1
    for index, row in enumerate(rows):
        color = _TONES.get(row.kind)
        if color is None or (row.old is None and row.new is None):
            continue
        if color != color_before or index != end:
            if color_before:
                found.append(Mark(offsets[begin] / whole, offsets[end] / whole, color_before, begin))
            begin, color_before = index, color
        end = index + 1
    if color_before:
        found.append(Mark(offsets[begin] / whole, offsets[end] / whole, color_before, begin))
    return found


def note_marks(rows: Iterable[int], offsets: Sequence[int]) -> list[Mark]:
    """Return the marks of annotated display rows."""
    whole = max(offsets[-1], 1)
    return [Mark(offsets[row] / whole, offsets[row + 1] / whole, "note", row, note=True) for row in sorted(rows)]
