"""The comparison on paper: rows painted as on the screen, in the light theme, broken into pages.

Lengths are pixels at 96 dots an inch; the painter is scaled to the device. Runs on any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from comparators.work import IDLE, Work
from desktop.views.row_layout import CellLayout, Faces
from desktop.views.row_painter import CAPTION, Columns, Marks, RowPainter

if TYPE_CHECKING:
    from desktop.presenters.display import Cell, DisplayRow
    from desktop.theme import Theme
    from desktop.words import Words

_GUTTER = 26
_HEAD = 26
_FOOT = 24
_STRIP = 24
_TEXT_SIZE = 12


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What goes on paper: rows, one column or two, the heads over the columns, and the words in use."""

    rows: Sequence[DisplayRow]
    redline: bool
    old_name: str
    new_name: str
    words: Words


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row laid out for paper."""

    row: DisplayRow
    old: CellLayout | None
    new: CellLayout | None
    height: float
    caption: int


def write_pdf(path: Path, job: PrintJob, theme: Theme, work: Work = IDLE) -> None:
    """Write the comparison as a PDF; landscape A4 for two columns, portrait for one."""
    writer = QPdfWriter(str(path))
    writer.setResolution(288)
    writer.setTitle(job.new_name)
    writer.setCreator("Duigao")
    writer.setPageLayout(page_layout(redline=job.redline))
    print_rows(writer, job, theme, work)


def page_layout(*, redline: bool) -> QPageLayout:
    """Return the page that a view is printed on."""
    orientation = QPageLayout.Orientation.Portrait if redline else QPageLayout.Orientation.Landscape
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter
    )


def print_rows(device: QPagedPaintDevice, job: PrintJob, theme: Theme, work: Work = IDLE) -> int:
    """Print on a device; return the number of pages. Raises ``OSError`` where the device cannot be written to."""
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("cannot print")
    try:
        scale = device.logicalDpiX() / 96
        painter.scale(scale, scale)
        paper = _Paper(painter, device, job, theme, device.width() / scale, device.height() / scale)
        for number, row in enumerate(job.rows):
            if number % 50 == 0:
                work.step("printing", number / max(len(job.rows), 1))
            paper.put(row)
        paper.end_page()
        return paper.page
    finally:
        painter.end()


class _Paper:
    """Puts rows on pages, one after the other; a row higher than a page is cut at the page's end."""

    def __init__(
        self, painter: QPainter, device: QPagedPaintDevice, job: PrintJob, theme: Theme, width: float, height: float
    ) -> None:
        self._painter, self._device, self._job, self._theme = painter, device, job, theme
        self._width, self._height = width, height
        self._faces = Faces(theme, _TEXT_SIZE)
        self._rows = RowPainter(theme)
        column = int((width - _GUTTER) / 2)
        if job.redline:
            self._columns = Columns(0, 0, 0, _GUTTER, _GUTTER, int(width) - _GUTTER)
        else:
            self._columns = Columns(0, column, column, _GUTTER, column + _GUTTER, column)
        self.page = 0
        self._y = 0.0
        self._begin_page()

    def put(self, row: DisplayRow) -> None:
        """Put a row below the last one, on a new page where it does not fit."""
        placed = self._lay(row)
        bottom = self._height - _FOOT
        if self._y + placed.height > bottom and self._y > _HEAD:
            self.end_page()
            self._device.newPage()
            self._begin_page()
        done = 0.0
        while True:
            room = bottom - self._y
            part = min(placed.height - done, room)
            self._paint(placed, self._y - done, QRectF(0, self._y, self._width, part))
            self._y += part
            done += part
            if done >= placed.height - 0.5:
                return
            self.end_page()
            self._device.newPage()
            self._begin_page()

    def _lay(self, row: DisplayRow) -> _Placed:
        old = self._cell(row.old, self._columns.old_width)
        new = self._cell(row.new, self._columns.new_width)
        caption = CAPTION if row.label and (old or new) else 0
        height = max((each.height for each in (old, new) if each is not None), default=_STRIP) + caption
        return _Placed(row, old, new, float(height), caption)

    def _cell(self, cell: Cell | None, width: int) -> CellLayout | None:
        if cell is None or not width:
            return None
        return CellLayout(cell, width, self._faces[cell.style], self._theme)

    def _paint(self, placed: _Placed, top: float, clip: QRectF) -> None:
        painter, columns = self._painter, self._columns
        rect = QRectF(0, top, self._width, placed.height)
        painter.save()
        painter.setClipRect(clip)
        if placed.old is None and placed.new is None:
            self._rows.strip(painter, rect, placed.row, hovered=False)
            painter.restore()
            return
        self._rows.background(painter, rect, placed.row, columns)
        if placed.caption:
            at = QRectF(columns.new_x + 20, top + 2, columns.new_width - 20, placed.caption)
            self._rows.caption(painter, at, placed.row)
        for layout, x in ((placed.old, columns.old_x), (placed.new, columns.new_x)):
            if layout is not None:
                self._rows.cell(painter, QPointF(x, top + placed.caption), layout, Marks())
        painter.restore()

    def _begin_page(self) -> None:
        self.page += 1
        painter, theme, job = self._painter, self._theme, self._job
        painter.setFont(theme.ui_font(11))
        painter.setPen(theme.color("soft"))
        flags = Qt.AlignmentFlag.AlignVCenter
        if job.redline:
            text = (
                job.words("原稿　{name}", name=job.old_name) + "　→　" + job.words("修改稿　{name}", name=job.new_name)
            )
            painter.drawText(QRectF(0, 0, self._width, _HEAD - 4), flags, text)
        else:
            for x, text in (
                (self._columns.old_x, job.words("原稿　{name}", name=job.old_name)),
                (self._columns.new_x, job.words("修改稿　{name}", name=job.new_name)),
            ):
                painter.drawText(QRectF(x + 20, 0, self._columns.new_width - 20, _HEAD - 4), flags, text)
        painter.setPen(theme.color("line"))
        painter.drawLine(QPointF(0, _HEAD - 2), QPointF(self._width, _HEAD - 2))
        self._y = float(_HEAD)

    def end_page(self) -> None:
        """Put the page's number at its foot."""
        painter = self._painter
        painter.setFont(self._theme.ui_font(10))
        painter.setPen(self._theme.color("soft"))
        foot = QRectF(0, self._height - _FOOT + 4, self._width, _FOOT - 4)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"— {self.page} —")
