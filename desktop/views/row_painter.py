"""Painting one row of the comparison: colours and shapes from the theme, text from the cell's layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

if TYPE_CHECKING:
    from desktop.presenters.display import CellSpan, DisplayRow
    from desktop.theme import Theme
    from desktop.views.row_layout import CellLayout

BAR = 3
CAPTION = 22
_BAR_COLORS = {
    "changed": "num",
    "renumbered": "line",
    "added": "add",
    "removed": "del",
    "moved": "mov",
    "split": "mov",
    "merged": "mov",
}
_FILLS = {
    "insert": "add_bg",
    "delete": "del_bg",
    "target": "num_bg",
    "annotation": "note_bg",
    "suggestion": "note_bg",
}
_FILL_ORDER = ("highlight", "annotation", "suggestion", "target", "insert", "delete")
_LINES = {
    "insert": ("add", Qt.PenStyle.SolidLine, 1.5, 3.0),
    "industry": ("ind", Qt.PenStyle.DotLine, 2.0, 5.0),
    "unit": ("soft", Qt.PenStyle.DashLine, 1.0, 5.0),
    "annotation": ("note", Qt.PenStyle.SolidLine, 2.0, 5.0),
    "suggestion": ("accent", Qt.PenStyle.DashLine, 2.0, 5.0),
    "noise": ("faint", Qt.PenStyle.DotLine, 1.5, 3.0),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: x and width of either side and of the gutter between them, in pixels."""

    old_x: int
    old_width: int
    gutter_x: int
    gutter_width: int
    new_x: int
    new_width: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies over a cell's text just now: the selected stretch and the hits of a search (code points)."""

    selected: tuple[int, int] | None = None
    hits: Sequence[tuple[int, int]] = ()
    current_hit: tuple[int, int] | None = None


class RowPainter:
    """Paints rows with one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._hatch = QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern)

    def background(self, painter: QPainter, rect: QRectF, row: DisplayRow, columns: Columns) -> None:
        """Paint the paper of both cells, the hatched place of a missing one, and the gutter with its sign."""
        theme = self._theme
        for cell, x, width in (
            (row.old, columns.old_x, columns.old_width),
            (row.new, columns.new_x, columns.new_width),
        ):
            if cell is None and width:
                place = QRectF(x, rect.top(), width, rect.height())
                painter.fillRect(place.toRect(), theme.color("row"))
                painter.fillRect(place.toRect(), self._hatch)
            elif cell is not None and cell.style in ("box", "box_title"):
                painter.fillRect(QRectF(x + 8, rect.top(), width - 16, rect.height()), theme.color("row"))
                painter.fillRect(QRectF(x + 8, rect.top(), 2, rect.height()), theme.color("line"))
        self._gutter(painter, rect, row, columns)

    def _gutter(self, painter: QPainter, rect: QRectF, row: DisplayRow, columns: Columns) -> None:
        theme = self._theme
        place = QRectF(columns.gutter_x, rect.top(), columns.gutter_width, rect.height())
        painter.fillRect(place.toRect(), theme.color("row"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.topRight(), place.bottomRight())
        color = _BAR_COLORS.get(row.kind)
        if color is None:
            return
        painter.fillRect(QRectF(place.left(), rect.top(), BAR, rect.height()), theme.color(color))
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color("faint" if row.reviewed else color if color != "line" else "faint"))
        sign = QRectF(place.left() + BAR, rect.top() + 8, place.width() - BAR, 24)
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "✓" if row.reviewed else row.gutter)

    def strip(self, painter: QPainter, rect: QRectF, row: DisplayRow, hovered: bool) -> None:
        """Paint a fold, or the place that a block moved away from."""
        theme = self._theme
        painter.fillRect(rect, theme.color("accent_bg" if hovered else "row"))
        painter.setPen(QPen(theme.color("line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft() - QPointF(0, 1), rect.bottomRight() - QPointF(0, 1))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("mov" if row.kind == "moved" else "accent" if hovered else "soft"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, row.label)

    def caption(self, painter: QPainter, rect: QRectF, row: DisplayRow) -> None:
        """Paint the line above a moved row that says where it came from."""
        painter.setFont(self._theme.ui_font(12))
        painter.setPen(self._theme.color("mov"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.label)

    def outline(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the frame of the current row."""
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)

    def cell(self, painter: QPainter, at: QPointF, layout: CellLayout, marks: Marks) -> None:
        """Paint a cell's stretches, its text, and what lies over it."""
        theme = self._theme
        spans = layout.cell.spans
        for style in _FILL_ORDER:
            for span in spans:
                if span.style == style:
                    self._fill(painter, at, layout, span.start, span.end, self._fill_color(span))
        for start, end in marks.hits:
            self._fill(painter, at, layout, start, end, theme.color("find_bg"))
        if marks.current_hit is not None:
            self._fill(painter, at, layout, *marks.current_hit, theme.color("find_current_bg"))
        if marks.selected is not None:
            self._fill(painter, at, layout, *marks.selected, theme.color("select_bg"))
        painter.setPen(theme.color("ink"))
        for part in layout.parts:
            part.layout.draw(painter, at + QPointF(part.x, layout.top))
        if len(layout.parts) > 1:
            self._rules(painter, at, layout)
        for span in spans:
            if span.style == "delete":
                self._strike(painter, at, layout, span)
            elif span.style in _LINES:
                self._underline(painter, at, layout, span)

    def caret(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the caret."""
        painter.fillRect(rect, self._theme.color("accent"))

    def _fill_color(self, span: CellSpan) -> QColor:
        return self._theme.color(span.color or _FILLS.get(span.style, "note_bg"))

    def _fill(self, painter: QPainter, at: QPointF, layout: CellLayout, start: int, end: int, color: QColor) -> None:
        for rect in layout.rects(start, end):
            painter.fillRect(rect.translated(at).adjusted(0, -1, 0, 1).toRect(), color)

    def _underline(self, painter: QPainter, at: QPointF, layout: CellLayout, span: CellSpan) -> None:
        name, pattern, width, below = _LINES[span.style]
        painter.setPen(QPen(self._theme.color(name), width, pattern))
        for rect in layout.rects(span.start, span.end):
            y = at.y() + rect.top() + layout.baseline() + below
            painter.drawLine(QPointF(at.x() + rect.left(), y), QPointF(at.x() + rect.right(), y))

    def _strike(self, painter: QPainter, at: QPointF, layout: CellLayout, span: CellSpan) -> None:
        painter.setPen(QPen(self._theme.color("del"), 1.5))
        for rect in layout.rects(span.start, span.end):
            y = at.y() + rect.center().y()
            painter.drawLine(QPointF(at.x() + rect.left(), y), QPointF(at.x() + rect.right(), y))

    def _rules(self, painter: QPainter, at: QPointF, layout: CellLayout) -> None:
        """Paint the lines of a table row."""
        painter.setPen(QPen(self._theme.color("line"), 1))
        first, last = layout.parts[0], layout.parts[-1]
        box = QRectF(at.x() + first.x - 8, at.y(), last.x + last.width - first.x + 16, layout.height)
        painter.drawRect(box)
        for part in layout.parts[1:]:
            x = at.x() + part.x - 8
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
