"""The rows of the view with their heights and layouts: estimated for all, laid out for those that were seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.presenters.heights import Heights
from desktop.views.row_layout import FOLD_HEIGHT, CellLayout, Faces, estimate_cell
from desktop.views.row_painter import CAPTION, Columns

if TYPE_CHECKING:
    from desktop.presenters.display import Cell, DisplayRow, View

GUTTER = 34
MOST_LAYOUTS = 600
MAX_COLUMN = 900


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One row laid out: its cells and its whole height; ``caption`` is the height of the line above a moved row."""

    old: CellLayout | None
    new: CellLayout | None
    height: int
    caption: int


class RowStore:
    """Keeps rows, heights and the layouts used last. Anything that changes the width or the type drops the layouts."""

    def __init__(self, faces: Faces) -> None:
        self.rows: Sequence[DisplayRow] = ()
        self.view: View = "side_by_side"
        self.columns = Columns(0, 0, 0, GUTTER, 0, 0)
        self.heights = Heights(())
        self.max_column = MAX_COLUMN
        self._faces = faces
        self._laid: OrderedDict[int, LaidOut] = OrderedDict()
        self._width = 0

    def set_rows(self, rows: Sequence[DisplayRow], view: View) -> None:
        """Show other rows."""
        self.rows, self.view = rows, view
        self._arrange()

    def replace(self, changed: dict[int, DisplayRow]) -> None:
        """Show some rows differently, the others as they are."""
        rows = list(self.rows)
        for index, row in changed.items():
            rows[index] = row
            self._laid.pop(index, None)
        self.rows = rows

    def set_width(self, width: int) -> bool:
        """Take the viewport's width; say whether that changed anything."""
        if width == self._width:
            return False
        self._width = width
        self._arrange()
        return True

    def set_faces(self, faces: Faces) -> None:
        """Use another theme or text size."""
        self._faces = faces
        self._arrange()

    @property
    def faces(self) -> Faces:
        """The type in use."""
        return self._faces

    def _arrange(self) -> None:
        self.columns = self._columns()
        self._laid.clear()
        self.heights = Heights(map(self._estimate, self.rows))

    def _columns(self) -> Columns:
        """Divide the width; on a wide screen the columns stand in the middle, no wider than reads well."""
        if self.view == "redline":
            width = max(min(self._width - GUTTER, int(self.max_column * 1.2)), 120)
            left = max((self._width - GUTTER - width) // 2, 0)
            return Columns(left, 0, left, GUTTER, left + GUTTER, width)
        width = max(min((self._width - GUTTER) // 2, self.max_column), 80)
        left = max((self._width - GUTTER - 2 * width) // 2, 0)
        return Columns(left, width, left + width, GUTTER, left + width + GUTTER, width)

    def _estimate(self, row: DisplayRow) -> int:
        if row.old is None and row.new is None:
            return FOLD_HEIGHT
        caption = CAPTION if row.label else 0
        sides = ((row.old, self.columns.old_width), (row.new, self.columns.new_width))
        return caption + max(
            estimate_cell(cell, width, self._faces) for cell, width in sides if cell is not None and width
        )

    def is_laid_out(self, index: int) -> bool:
        """Say whether a row's layout is at hand."""
        return index in self._laid

    def laid_out(self, index: int) -> LaidOut:
        """Return a row laid out, and note its exact height."""
        found = self._laid.get(index)
        if found is not None:
            self._laid.move_to_end(index)
            return found
        row = self.rows[index]
        old = self._lay(row.old, self.columns.old_width)
        new = self._lay(row.new, self.columns.new_width)
        caption = CAPTION if row.label and (old or new) else 0
        height = max((each.height for each in (old, new) if each is not None), default=FOLD_HEIGHT) + caption
        found = self._laid[index] = LaidOut(old, new, height, caption)
        if len(self._laid) > MOST_LAYOUTS:
            self._laid.popitem(last=False)
        self.heights.measure(index, height)
        return found

    def _lay(self, cell: Cell | None, width: int) -> CellLayout | None:
        if cell is None or not width:
            return None
        return CellLayout(cell, width, self._faces[cell.style], self._faces.theme)
