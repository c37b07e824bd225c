"""The overview beside the scroll bar: where in the whole document changes and annotations stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def overview(rows: Sequence[DisplayRow], fraction: Callable[[int], float]) -> list[Mark]:
    """Return the marks of changed rows and, beside them, of annotated ones; neighbours of one kind become one."""
    found: list[Mark] = []
    for index, row in enumerate(rows):
        color = _TONES.get(row.kind)
        if (color is None and not row.annotations) or (row.old is None and row.new is None):
            continue
        top, bottom = fraction(index), fraction(index + 1)
        if color is not None:
            last = found[-1] if found else None
            if last is not None and not last.note and last.color == color and last.bottom >= top:
                found[-1] = Mark(last.top, bottom, color, last.row)
            else:
                found.append(Mark(top, bottom, color, index))
        if row.annotations:
            found.append(Mark(top, bottom, "note", index, note=True))
    return found
