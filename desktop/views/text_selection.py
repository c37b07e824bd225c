"""The stretch of text selected in the comparison view: by mouse or keyboard, on one side, over one or more rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comparators.review.annotations import Side
    from desktop.presenters.display import Cell
    from desktop.views.row_store import RowStore


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position of a cell's text: display row, side, code point (-1 where the side has no cell there)."""

    row: int
    side: Side
    position: int


@dataclass(frozen=True, slots=True)
class BlockStretch:
    """A selected stretch in terms of the document: blocks and code points in their texts."""

    side: Side
    block: int
    start: int
    last_block: int
    end: int


class TextSelection:
    """From where (``anchor``) to where (``caret``) text is selected; both on one side."""

    def __init__(self, store: RowStore) -> None:
        self._store = store
        self.anchor: Place | None = None
        self.caret: Place | None = None

    @property
    def side(self) -> Side | None:
        """The side selected on; ``None`` for nothing."""
        return None if self.caret is None else self.caret.side

    @property
    def empty(self) -> bool:
        """Whether no character is selected."""
        return self.anchor is None or self.anchor == self.caret

    def clear(self) -> None:
        """Select nothing, with no caret."""
        self.anchor = self.caret = None

    def begin(self, place: Place, *, extend: bool = False) -> None:
        """Put the caret at ``place``, selecting nothing or from where the selection began."""
        if not (extend and self.anchor is not None and self.anchor.side == place.side):
            self.anchor = place
        self.caret = place

    def extend(self, place: Place) -> bool:
        """Select to ``place`` if that is on the side where the selection began; say whether anything changed."""
        if self.anchor is None or place.side != self.anchor.side or place.position < 0 or place == self.caret:
            return False
        self.caret = place
        return True

    def select_word(self, place: Place) -> None:
        """Select the run of characters of one kind around ``place``."""
        cell = self._cell(place.row, place.side)
        if cell is None:
            return
        start = end = min(place.position, len(cell.text))
        while start > 0 and _kind(cell.text[start - 1]) == _kind(cell.text[min(end, len(cell.text) - 1)]):
            start -= 1
        while end < len(cell.text) and _kind(cell.text[end]) == _kind(cell.text[start]):
            end += 1
        self.anchor, self.caret = Place(place.row, place.side, start), Place(place.row, place.side, end)

    def in_cell(self, row: int, side: Side) -> tuple[int, int] | None:
        """Return the selected stretch of one cell, or ``None``."""
        if self.anchor is None or self.caret is None or self.empty or self.caret.side != side:
            return None
        first, last = sorted((self.anchor, self.caret))
        cell = self._cell(row, side)
        if cell is None or not first.row <= row <= last.row:
            return None
        start = first.position if row == first.row else 0
        end = last.position if row == last.row else len(cell.text)
        return (start, end) if start < end else None

    def text(self) -> str:
        """Return the selected text, rows joined by line feeds."""
        pieces = []
        if self.anchor is not None and self.caret is not None:
            for row in range(min(self.anchor.row, self.caret.row), max(self.anchor.row, self.caret.row) + 1):
                stretch = self.in_cell(row, self.caret.side)
                cell = self._cell(row, self.caret.side)
                if stretch is not None and cell is not None:
                    pieces.append(cell.text[slice(*stretch)])
        return "\n".join(pieces)

    def stretch(self) -> BlockStretch | None:
        """Return what is selected in terms of the document, or ``None`` where no block's text is selected."""
        if self.anchor is None or self.caret is None:
            return None
        found: list[tuple[Side, int, int, int]] = []
        for row in range(min(self.anchor.row, self.caret.row), max(self.anchor.row, self.caret.row) + 1):
            cell, selected = self._cell(row, self.caret.side), self.in_cell(row, self.caret.side)
            if cell is None or selected is None:
                continue
            for piece in cell.blocks:
                start, end = max(piece.start, selected[0]), min(piece.end, selected[1])
                if start < end:
                    shift = piece.offset - piece.start
                    found.append((piece.side, piece.block, start + shift, end + shift))
        sides = {side for side, *_ in found}
        side: Side = "new" if "new" in sides else "old"
        found = [each for each in found if each[0] == side]
        if not found:
            return None
        first = min(found, key=lambda each: (each[1], each[2]))
        last = max(found, key=lambda each: (each[1], each[3]))
        return BlockStretch(side, first[1], first[2], last[1], last[3])

    def _cell(self, row: int, side: Side) -> Cell | None:
        if not 0 <= row < len(self._store.rows):
            return None
        shown = self._store.rows[row]
        return shown.old if side == "old" else shown.new


def _kind(char: str) -> str:
    if char.isascii() and char.isalnum():
        return "latin"
    if char.isspace():
        return "space"
    return "word" if char.isalnum() else char
