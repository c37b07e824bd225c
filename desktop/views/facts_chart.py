"""A small chart: two bars for each target that changed, the old draft's and the new one's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

if TYPE_CHECKING:
    from desktop.presenters.facts_panel import Bar
    from desktop.theme import Theme
    from desktop.words import Words

_LABEL = 18
_WIDTH = 13


class FactsChart(QWidget):
    """Bars in pairs; ``bar_chosen`` carries the ref of the target clicked."""

    bar_chosen = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(104)
        self.setAccessibleName(words("目标变化图"))

    def sizeHint(self) -> QSize:
        """Ask for a strip."""
        return QSize(300, 104)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self.setVisible(bool(bars))
        self.setAccessibleDescription("；".join(bar.tooltip for bar in bars))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = theme
        self.update()

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars shown."""
        return self._bars

    def _place(self, number: int) -> QRectF:
        width = self.width() / max(len(self._bars), 1)
        width = min(width, 90.0)
        return QRectF(number * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars with their labels."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - _LABEL - 2
        painter.setPen(theme.color("line"))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(self.width(), floor + 0.5))
        font = theme.ui_font(11)
        metrics = QFontMetrics(font)
        for number, bar in enumerate(self._bars):
            place = self._place(number)
            for value, color, shift in ((bar.old, "faint", -_WIDTH - 1.5), (bar.new, "accent", 1.5)):
                if value is None:
                    continue
                tall = max(value * (floor - 8), 2.0)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color(color))
                painter.drawRoundedRect(QRectF(place.center().x() + shift, floor - tall, _WIDTH, tall), 2, 2)
            painter.setPen(theme.color("soft"))
            painter.setFont(font)
            room = int(place.width() - 4)
            text = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, room)
            label = QRectF(place.left() + 2, floor + 3, room, _LABEL - 2)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)

    def _bar_at(self, x: float) -> Bar | None:
        return next((bar for number, bar in enumerate(self._bars) if self._place(number).contains(x, 1)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the target clicked."""
        bar = self._bar_at(event.position().x())
        if bar is not None:
            self.bar_chosen.emit(bar.ref)

    def event(self, event: object) -> bool:
        """Show what a pair of bars says."""
        if isinstance(event, QHelpEvent):
            bar = self._bar_at(event.pos().x())
            QToolTip.showText(event.globalPos(), bar.tooltip if bar is not None else "", self)
            return True
        return super().event(event)  # type: ignore[arg-type]
