"""The keys of the comparison view: the caret, selecting, paging, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from desktop.views.text_selection import Place

if TYPE_CHECKING:
    from comparators.review.annotations import Side
    from desktop.views.comparison_view import ComparisonView

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def handle_key(view: ComparisonView, event: QKeyEvent) -> bool:
    """Do what a key means in ``view``; say whether it meant anything."""
    key = Qt.Key(event.key())
    plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.matches(QKeySequence.StandardKey.Copy):
        QGuiApplication.clipboard().setText(view.selection.text())
    elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and plain:
        page = view.viewport().height() - 40
        view.scroll_by(page if key == Qt.Key.Key_PageDown else -page)
    elif key == Qt.Key.Key_Home and not extend:
        view.show_row(0, at=0.0)
    elif key == Qt.Key.Key_End and not extend:
        view.show_row(len(view.rows) - 1, at=0.0)
    elif key in _STEPS and plain:
        _step(view, _STEPS[key], extend=extend)
    elif key in _ROWS and plain:
        _row(view, _ROWS[key], extend=extend)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.selection.caret is not None:
        return _enter(view, view.selection.caret.row)
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        _edge(view, to_end=key == Qt.Key.Key_End)
    else:
        return False
    return True


def _here(view: ComparisonView) -> Place:
    """Return the caret, put at the top of what is seen where there is none yet."""
    caret = view.selection.caret
    if caret is not None and caret.row < len(view.rows):
        return caret
    row = view.top_row
    side: Side = "new" if view.rows and view.rows[row].new is not None else "old"
    place = Place(row, side, 0)
    view.selection.begin(place)
    return place


def _length(view: ComparisonView, row: int, side: Side) -> int:
    cell = view.rows[row].old if side == "old" else view.rows[row].new
    return -1 if cell is None else len(cell.text)


def _step(view: ComparisonView, by: int, *, extend: bool) -> None:
    if not view.rows:
        return
    here, anchor = _here(view), view.selection.anchor
    if not extend and anchor is not None and anchor != here:  # as everywhere: an arrow goes to the selection's edge
        edge = min(anchor, here) if by < 0 else max(anchor, here)
        view.selection.begin(edge)
        view.caret_moved()
        return
    position = here.position + by
    if 0 <= position <= _length(view, here.row, here.side):
        view.selection.begin(Place(here.row, here.side, position), extend=extend)
        view.caret_moved()
    elif by > 0:
        _row(view, 1, extend=extend, at=0)
    else:
        _row(view, -1, extend=extend, at=1 << 30)


def _row(view: ComparisonView, by: int, *, extend: bool, at: int = -1) -> None:
    """Go to the row above or below, to the same position in its text or to ``at``."""
    if not view.rows:
        return
    here = _here(view)
    if at >= 0:
        here = Place(here.row, here.side, at)
    row = here.row + by
    while 0 <= row < len(view.rows):
        length = _length(view, row, here.side)
        if length >= 0 or not extend:
            position = min(here.position, length) if length >= 0 else -1
            side: Side = here.side
            if length < 0:
                side = "old" if here.side == "new" else "new"
                position = min(max(here.position, 0), max(_length(view, row, side), 0))
            view.selection.begin(Place(row, side, max(position, 0)), extend=extend)
            view.caret_moved()
            return
        row += by


def _edge(view: ComparisonView, *, to_end: bool) -> None:
    """Select to the beginning or the end of the cell."""
    if not view.rows:
        return
    here = _here(view)
    position = _length(view, here.row, here.side) if to_end else 0
    view.selection.begin(Place(here.row, here.side, max(position, 0)), extend=True)
    view.caret_moved()


def _enter(view: ComparisonView, row: int) -> bool:
    shown = view.rows[row]
    if shown.old is None and shown.new is None:
        (view.jump_clicked if shown.kind == "moved" else view.fold_clicked).emit(row)
        return True
    return False


def switch_side(view: ComparisonView) -> None:
    """Move the caret to the other side of its row."""
    if not view.rows:
        return
    here = _here(view)
    side: Side = "old" if here.side == "new" else "new"
    if _length(view, here.row, side) >= 0:
        view.selection.begin(Place(here.row, side, 0))
        view.caret_moved()
