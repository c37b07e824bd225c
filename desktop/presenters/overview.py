"""The overview beside the scroll bar: where in the whole document changes and annotations stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.presenters.display import DisplayRow

_TONES = {
    "changed": "num",
    "added": "add",
    "removed": "del",
    "moved": "mov",
    "split": "mov",
    "merged": "mov",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: from ``top`` to ``bottom`` as fractions of the whole, a theme colour, the display row it leads to."""

    top: float
    bottom: float
    color: str
    row: int
    note: bool = False


def overview(rows: Sequence[DisplayRow], offsets: Sequence[int]) -> list[Mark]:
    """Return the marks of changed rows and, beside them, of annotated ones; neighbours of one kind become one.

    ``offsets`` say in pixels where each row begins, and at the end where the last one ends.
    """
    found: list[Mark] = []
    notes: list[Mark] = []
    whole = max(offsets[-1], 1)
    marked = [(index, row) for index, row in enumerate(rows) if row.kind in _TONES or row.annotations]
    for index, row in marked:
        if row.old is None and row.new is None:
            continue
        color = _TONES.get(row.kind)
        top, bottom = offsets[index] / whole, offsets[index + 1] / whole
        if color is not None:
            last = found[-1] if found else None
            if last is not None and last.color == color and last.bottom >= top:
                found[-1] = Mark(last.top, bottom, color, last.row)
            else:
                found.append(Mark(top, bottom, color, index))
        if row.annotations:
            notes.append(Mark(top, bottom, "note", index, note=True))
    return found + notes
