"""Labels and buttons whose text is shortened to the room there is; the whole text stays in ``text()`` and the tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget


class ElidedLabel(QLabel):
    """A line of text that ends in ``…`` where there is no room for all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        room = self.contentsRect()
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            painter, room, Qt.AlignmentFlag.AlignVCenter, option.palette, self.isEnabled(), text, self.foregroundRole()
        )


class ElidedButton(QPushButton):
    """A button with a long name, shortened in the middle to the room there is."""

    _LEAST, _MOST = 136, 380

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self._MOST)

    def set_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole name."""
        hint = super().sizeHint()
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._name) + 34, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Be content with little, a short name with its own width."""
        return QSize(min(self.sizeHint().width(), self._LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width() - 30, 40)
        self.setText(QFontMetrics(self.font()).elidedText(self._name, Qt.TextElideMode.ElideMiddle, room))
