"""Both drafts, row beside row, in one scroll. Rows are laid out when they are seen and never before.

The view knows which row stands at its top and how far that row is scrolled out; the scroll bar follows. Measuring a
row that was only estimated therefore never makes the text jump.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from comparators.review.annotations import Side
from desktop.views.row_layout import CellLayout, Faces
from desktop.views.row_painter import Columns, Marks, RowPainter
from desktop.views.row_store import LaidOut, RowStore
from desktop.views.text_selection import Place, TextSelection

if TYPE_CHECKING:
    from desktop.presenters.display import CellSpan, DisplayRow, View
    from desktop.theme import Theme

Hits = Mapping[tuple[int, Side], Sequence[tuple[int, int]]]
"""What a search found: (display row, side) to stretches of the cell's text."""


class ComparisonView(QAbstractScrollArea):
    """Shows display rows. It tells what was clicked or selected and leaves it to others what that means.

    ``row_clicked`` carries a display row; ``ref_clicked`` a span's ref; ``fold_clicked`` and ``jump_clicked`` the
    display row of a strip or caption; ``text_selected`` a :class:`TextSelection`; ``scrolled`` the top and bottom of
    what is seen as fractions of the whole; ``menu_requested`` a global position and the display row under it.
    """

    row_clicked = Signal(int)
    ref_clicked = Signal(str)
    fold_clicked = Signal(int)
    jump_clicked = Signal(int)
    text_selected = Signal(object)
    scrolled = Signal(float, float)
    menu_requested = Signal(QPoint, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = RowStore(Faces(theme, theme.text_size))
        self._painter = RowPainter(theme)
        self._top, self._hidden = 0, 0
        self._current = -1
        self._hover = -1
        self._hits: Hits = {}
        self._current_hit: tuple[int, Side, int, int] | None = None
        self.selection = TextSelection(self._store)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._sync_bar)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(10)
        self._ahead.timeout.connect(self._lay_out_ahead)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_bar)

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[DisplayRow]:
        """The display rows."""
        return self._store.rows

    @property
    def columns(self) -> Columns:
        """Where the columns stand just now."""
        return self._store.columns

    def set_rows(self, rows: Sequence[DisplayRow], view: View) -> None:
        """Show other rows, from the top."""
        self._store.set_rows(rows, view)
        self.selection.clear()
        self._top = self._hidden = 0
        self._current = self._hover = -1
        self._hits, self._current_hit = {}, None
        self._refresh()

    def replace_rows(self, changed: dict[int, DisplayRow]) -> None:
        """Show some rows differently and stay where we are."""
        self._store.replace(changed)
        self._refresh()

    def set_theme(self, theme: Theme, text_size: int, max_column: int) -> None:
        """Use another theme, text size or line width (pixels) and stay where we are."""
        top = self._top
        self._painter = RowPainter(theme)
        self._store.max_column = max_column
        self._store.set_faces(Faces(theme, text_size))
        self._top, self._hidden = min(top, max(len(self.rows) - 1, 0)), 0
        self._refresh()

    def set_current(self, row: int) -> None:
        """Frame a display row; -1 for none."""
        if row != self._current:
            self._current = row
            self.viewport().update()

    def set_hits(self, hits: Hits, current: tuple[int, Side, int, int] | None = None) -> None:
        """Mark what a search found; ``current`` is (display row, side, start, end)."""
        self._hits, self._current_hit = hits, current
        self.viewport().update()

    def say(self, text: str) -> None:
        """Let screen readers hear what the current row is."""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- scrolling -----------------------------------------------------------------------------------------------

    @property
    def top_row(self) -> int:
        """The display row at the top of what is seen."""
        return self._top

    def show_row(self, row: int, *, at: float | None = None) -> None:
        """Bring a display row into sight: ``at`` a fraction of the height from the top, or wherever it needs least."""
        if not 0 <= row < len(self.rows):
            return
        height = self.viewport().height()
        if at is None:
            y = self._y_of(row)
            tall = self._store.laid_out(row).height
            if y is not None and y >= 0 and y + min(tall, height) <= height:
                return
            at = 0.25
        self._top, self._hidden = row, -int(height * at)
        self._normalise()
        self._refresh()

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by ``pixels``, up if negative. What stays in sight is moved and not painted again."""
        if not self.rows:
            return
        heights = self._store.heights
        top, hidden = self._top, self._hidden
        self._hidden += pixels
        self._normalise()
        moved = heights.offset(self._top) + self._hidden - heights.offset(top) - hidden
        if abs(moved) < self.viewport().height():
            self.viewport().scroll(0, -moved)
        else:
            self.viewport().update()
        self._sync_bar()
        self._ahead.start()

    def offsets(self) -> list[int]:
        """Return where every display row begins, in pixels, and at the end the height of the whole."""
        return self._store.heights.offsets()

    def _y_of(self, row: int) -> int | None:
        """Return the y of a row if it is in or next to what is seen."""
        y = -self._hidden
        height = self.viewport().height()
        for index in range(self._top, len(self.rows)):
            if index == row:
                return y
            y += self._store.laid_out(index).height
            if y > height:
                return None
        return None

    def _normalise(self) -> None:
        """Let ``_hidden`` lie within the top row, and no emptiness below the last row or above the first."""
        last = len(self.rows) - 1
        while self._hidden < 0 and self._top > 0:
            self._top -= 1
            self._hidden += self._store.laid_out(self._top).height
        self._hidden = max(self._hidden, 0)
        while self._top < last and self._hidden >= (height := self._store.laid_out(self._top).height):
            self._hidden -= height
            self._top += 1
        self._fill_bottom()

    def _fill_bottom(self) -> None:
        """Scroll back where rows end above the bottom edge."""
        room = self.viewport().height() + self._hidden
        for index in range(self._top, len(self.rows)):
            room -= self._store.laid_out(index).height
            if room <= 0:
                return
        self._hidden -= room
        while self._hidden < 0 and self._top > 0:
            self._top -= 1
            self._hidden += self._store.laid_out(self._top).height
        self._hidden = max(self._hidden, 0)

    def _refresh(self) -> None:
        self.viewport().update()
        self._sync_bar()
        if self.rows and self.isVisible():
            self._ahead.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lay nothing out ahead for nobody."""
        self._ahead.stop()
        self._settle.stop()
        super().hideEvent(event)

    def _lay_out_ahead(self) -> None:
        """Lay out one row of the next or the previous page while there is time, and come again for the others."""
        reach = self.viewport().height() * 2
        for rows in (range(self._top, len(self.rows)), range(self._top - 1, -1, -1)):
            room = reach
            for index in rows:
                fresh = not self._store.is_laid_out(index)
                room -= self._store.laid_out(index).height
                if fresh:
                    self._ahead.start(0)
                    return
                if room <= 0:
                    break

    def _sync_bar(self) -> None:
        """Let the scroll bar say where we are; measured heights may have changed the whole."""
        heights, height = self._store.heights, self.viewport().height()
        bar = self.verticalScrollBar()
        with QSignalBlocker(bar):
            bar.setRange(0, max(heights.total - height, 0))
            bar.setPageStep(height)
            bar.setSingleStep(40)
            bar.setValue(heights.offset(self._top) + self._hidden)
        total = max(heights.total, 1)
        top = heights.offset(self._top) + self._hidden
        self.scrolled.emit(top / total, min((top + height) / total, 1.0))

    def _on_bar(self, value: int) -> None:
        if not self.rows:
            return
        moved = value - self._store.heights.offset(self._top) - self._hidden
        if abs(moved) <= 2 * self.viewport().height():
            self.scroll_by(moved)
            return
        self._top = self._store.heights.row_at(value)
        self._hidden = value - self._store.heights.offset(self._top)
        self._normalise()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay rows out for the new width, with the same row at the top."""
        super().resizeEvent(event)
        if self._store.set_width(self.viewport().width()):
            self._hidden = 0
        if self.rows:
            self._normalise()
        self._refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll three lines a step, or as far as the touch pad says."""
        pixels = event.pixelDelta().y() or int(event.angleDelta().y() / 120 * 3 * 28)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not pixels:
            event.ignore()
            return
        self.scroll_by(-pixels)
        event.accept()

    # -- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._store.faces.theme
        painter.fillRect(event.rect(), theme.color("paper"))
        total = self._store.heights.total
        y, index = -self._hidden, self._top
        height, width = self.viewport().height(), self.viewport().width()
        while y < height and index < len(self.rows):
            laid = self._store.laid_out(index)
            if y + laid.height > event.rect().top() and y < event.rect().bottom() + 1:
                self._paint_row(painter, index, laid, QRectF(0, y, width, laid.height))
            y += laid.height
            index += 1
        if self._store.heights.total != total:
            self._settle.start()

    def _paint_row(self, painter: QPainter, index: int, laid: LaidOut, rect: QRectF) -> None:
        row, columns = self.rows[index], self.columns
        if laid.old is None and laid.new is None:
            self._painter.strip(painter, rect, row, index == self._hover)
            return
        self._painter.background(painter, rect, row, columns)
        if laid.caption:
            above = QRectF(columns.new_x + 20, rect.top() + 2, columns.new_width - 20, laid.caption)
            self._painter.caption(painter, above, row)
        for side, layout, x in (("old", laid.old, columns.old_x), ("new", laid.new, columns.new_x)):
            if layout is not None:
                marks = self._marks(index, "old" if side == "old" else "new")
                at = QPointF(x, rect.top() + laid.caption)
                self._painter.cell(painter, at, layout, marks)
                caret = self.selection.caret
                if caret is not None and (caret.row, caret.side) == (index, side) and self.hasFocus():
                    self._painter.caret(painter, layout.caret(caret.position).translated(at))
        if index == self._current:
            self._outline(painter, rect, row)

    def _outline(self, painter: QPainter, rect: QRectF, row: DisplayRow) -> None:
        columns = self.columns
        for cell, x, width in (
            (row.old, columns.old_x, columns.old_width),
            (row.new, columns.new_x, columns.new_width),
        ):
            if (
                cell is not None
                and width
                and (self.selection.side in (None, cell.side) or self.rows[self._current].rows)
            ):
                self._painter.outline(painter, QRectF(x, rect.top(), width, rect.height()))

    def _marks(self, index: int, side: Side) -> Marks:
        current = self._current_hit
        return Marks(
            self.selection.in_cell(index, side),
            self._hits.get((index, side), ()),
            current[2:] if current is not None and current[:2] == (index, side) else None,
        )

    # -- mouse ---------------------------------------------------------------------------------------------------

    def place_at(self, point: QPointF) -> Place | None:
        """Return the row, side and text position under a point of the viewport, or ``None`` beside all rows."""
        index, top = self._row_under(point.y())
        if index < 0:
            return None
        columns, laid = self.columns, self._store.laid_out(index)
        side: Side = "old" if point.x() < columns.gutter_x + columns.gutter_width / 2 and columns.old_width else "new"
        layout = laid.old if side == "old" else laid.new
        if layout is None:
            return Place(index, side, -1)
        x = columns.old_x if side == "old" else columns.new_x
        return Place(index, side, layout.position_at(QPointF(point.x() - x, point.y() - top - laid.caption)))

    def _row_under(self, y: float) -> tuple[int, int]:
        top = -self._hidden
        for index in range(self._top, len(self.rows)):
            bottom = top + self._store.laid_out(index).height
            if top <= y < bottom:
                return index, top
            if top > self.viewport().height():
                break
            top = bottom
        return -1, 0

    def span_at(self, point: QPointF) -> CellSpan | None:
        """Return the innermost span with a tooltip or a ref under a point."""
        index, top = self._row_under(point.y())
        place = self.place_at(point)
        if index < 0 or place is None or place.position < 0:
            return None
        layout = self._layout(index, place.side)
        if layout is None:
            return None
        x = self.columns.old_x if place.side == "old" else self.columns.new_x
        local = QPointF(point.x() - x, point.y() - top - self._store.laid_out(index).caption)
        found = [
            span
            for span in layout.cell.spans
            if (span.tooltip or span.ref) and any(rect.contains(local) for rect in layout.rects(span.start, span.end))
        ]
        return min(
            found, key=lambda span: (span.end - span.start, not span.ref.startswith("annotation:")), default=None
        )

    def _layout(self, index: int, side: Side) -> CellLayout | None:
        laid = self._store.laid_out(index)
        return laid.old if side == "old" else laid.new

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, open a fold, or follow a move."""
        place = self.place_at(event.position())
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        row, laid = self.rows[place.row], self._store.laid_out(place.row)
        if laid.old is None and laid.new is None:
            (self.jump_clicked if row.kind == "moved" else self.fold_clicked).emit(place.row)
            return
        if laid.caption and event.position().y() < self._row_under(event.position().y())[1] + laid.caption:
            self.jump_clicked.emit(place.row)
            return
        self.row_clicked.emit(place.row)
        if place.position >= 0:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.selection.begin(place, extend=extend)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection; show what can be clicked."""
        place = self.place_at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and place is not None:
            if self.selection.extend(place):
                self.viewport().update()
            return
        strip = place is not None and self.rows[place.row].old is None and self.rows[place.row].new is None
        hover = place.row if strip and place is not None else -1
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()
        over_text = place is not None and place.position >= 0
        shape = Qt.CursorShape.PointingHandCursor if strip else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape if strip or over_text else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was selected, or which mark was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.selection.empty:
            span = self.span_at(event.position())
            if span is not None and span.ref:
                self.ref_clicked.emit(span.ref)
                return
        self.text_selected.emit(self.selection)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word under the mouse."""
        place = self.place_at(event.position())
        if place is not None and place.position >= 0:
            self.selection.select_word(place)
            self.viewport().update()
            self.text_selected.emit(self.selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the mouse, or of the current row when asked for by keyboard."""
        place = self.place_at(QPointF(event.pos()))
        row = self._current if event.reason() == QContextMenuEvent.Reason.Keyboard or place is None else place.row
        self.menu_requested.emit(event.globalPos(), row)

    def viewportEvent(self, event: object) -> bool:
        """Show tooltips of spans."""
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            span = self.span_at(QPointF(event.pos()))
            if span is not None and span.tooltip:
                QToolTip.showText(event.globalPos(), span.tooltip, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- keyboard ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret and select with the arrow keys, scroll by pages, copy."""
        from desktop.views.view_keys import handle_key

        if not handle_key(self, event):
            super().keyPressEvent(event)

    def caret_moved(self) -> None:
        """Bring the caret's row into sight and tell what is selected."""
        caret = self.selection.caret
        if caret is not None:
            self.show_row(caret.row)
            self.row_clicked.emit(caret.row)
        self.text_selected.emit(self.selection)
        self.viewport().update()

    def put_caret(self, row: int, side: Side) -> None:
        """Put the caret at the beginning of a row, on ``side`` if that has text there, selecting nothing."""
        if not 0 <= row < len(self.rows):
            return
        shown = self.rows[row]
        if (shown.old if side == "old" else shown.new) is None:
            side = "new" if side == "old" else "old"
        self.selection.begin(Place(row, side, 0))
        self.viewport().update()
