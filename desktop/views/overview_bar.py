"""The whole document beside the scroll bar: its changes and annotations; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from desktop.presenters.overview import Mark
    from desktop.theme import Theme
    from desktop.words import Words

WIDTH = 18
_FEW = 400
"""How many marks are painted with round corners; of more nobody would see them."""


class OverviewBar(QWidget):
    """Marks of changes and annotations, and a frame around what is seen. ``asked`` carries a fraction of the whole."""

    asked = Signal(float)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marks: Sequence[Mark] = ()
        self._seen = (0.0, 1.0)
        self._painted: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(words("修改概览"))
        self.setToolTip(words("全文的修改与批注；点击可跳转"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Ask for the bar's width."""
        return QSize(WIDTH, 100)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = theme
        self._painted = None
        self.update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks."""
        self._marks = marks
        self._painted = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the marks anew."""
        self._painted = None
        super().resizeEvent(event)

    def set_seen(self, top: float, bottom: float) -> None:
        """Frame what is seen, as fractions of the whole."""
        if (top, bottom) != self._seen:
            self._seen = (top, bottom)
            self.update()

    @property
    def marks(self) -> Sequence[Mark]:
        """The marks shown."""
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, kept from the last time where they are the same, and the frame."""
        if self._painted is None or self._painted.devicePixelRatio() != self.devicePixelRatioF():
            self._painted = self._paint_marks()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.height() - 4
        soft = QColor(self._theme.color("soft"))
        painter.setPen(QPen(soft, 1.5))
        soft.setAlpha(26)
        painter.setBrush(soft)
        top, bottom = (2 + each * height for each in self._seen)
        painter.drawRoundedRect(QRectF(1.5, top, WIDTH - 3, max(bottom - top, 6.0)), 3, 3)

    def _paint_marks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        found = QPixmap(self.size() * ratio)
        found.setDevicePixelRatio(ratio)
        found.fill(self._theme.color("panel"))
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("line"))
        painter.drawLine(0, 0, 0, self.height())
        height = self.height() - 4
        painter.setPen(Qt.PenStyle.NoPen)
        many = len(self._marks) > _FEW
        last: tuple[int, int, str] | None = None
        for mark in self._marks:
            top = 2 + mark.top * height
            tall = max((mark.bottom - mark.top) * height, 3.0)
            if (pixel := (int(top), int(tall), mark.color)) == last:
                continue  # nobody would see it
            last = pixel
            left, wide = (WIDTH - 5.5, 4.0) if mark.note else (4.0, WIDTH - 11.0)
            if many:
                painter.fillRect(QRectF(left, top, wide, tall).toRect(), self._theme.color(mark.color))
            else:
                painter.setBrush(self._theme.color(mark.color))
                painter.drawRoundedRect(QRectF(left, top, wide, tall), 1.5, 1.5)
        painter.end()
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position().y())

    def _ask(self, y: float) -> None:
        self.asked.emit(min(max((y - 2) / max(self.height() - 4, 1), 0.0), 1.0))
