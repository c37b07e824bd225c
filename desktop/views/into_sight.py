"""Brings what is current in a list into sight a moment later, once for many changes that follow each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

_MOMENT = 12  # milliseconds, less than a frame: what a person jumped to is painted first


class IntoSight(QObject):
    """Makes an item of ``view`` current now and scrolls to it soon: scrolling paints the whole list again."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MOMENT)
        self._timer.timeout.connect(self._scroll)
        view.installEventFilter(self)

    def make_current(self, index: QModelIndex) -> None:
        """Make ``index`` current and bring it into sight soon; at once where nobody looks."""
        by_itself = self._view.hasAutoScroll()
        self._view.setAutoScroll(False)
        self._view.setCurrentIndex(index)
        self._view.setAutoScroll(by_itself)
        if self._view.isVisible():
            self._timer.start()
        else:
            self._scroll()

    @property
    def waiting(self) -> bool:
        """Whether the list is still to be scrolled."""
        return self._timer.isActive()

    def _scroll(self) -> None:
        self._timer.stop()
        self._view.scrollTo(self._view.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll now rather than when nobody looks."""
        if event.type() == QEvent.Type.Hide and self._timer.isActive():
            self._scroll()
        return False
