"""The field that finds words on both sides, with its count and its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

if TYPE_CHECKING:
    from desktop.words import Words


class FindField(QLineEdit):
    """A line that steps with Enter and Shift+Enter and gives up with Escape."""

    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape for this field; the window has another use for it."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step or give up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Tells what to find (``wanted``, a moment after typing), to which hit to go (``stepped``: 1 or -1)."""

    wanted = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.field = FindField(self)
        self.field.setPlaceholderText(words("查找两侧　Ctrl+F"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(110)
        self.field.setAccessibleName(words("查找两侧"))
        self.count = QLabel(self)
        self.count.setObjectName("faint")
        self.count.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.count)
        layout.addWidget(self.field)
        self._buttons = [self._button("‹", words("上一个匹配"), -1), self._button("›", words("下一个匹配"), 1)]
        for button in self._buttons:
            layout.addWidget(button)
            button.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(lambda: self._typing.start())
        self.field.stepped.connect(self._step)
        self.field.left.connect(self.left)

    def _button(self, text: str, name: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.stepped.emit(by))
        return button

    def _step(self, by: int) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.wanted.emit(self.field.text())
        self.stepped.emit(by)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing once nobody looks."""
        self._typing.stop()
        super().hideEvent(event)

    def set_sides(self, old: int, new: int) -> None:
        """Say how many hits either side has."""
        self.count.setToolTip(self._words("原稿 {old} 处，修改稿 {new} 处", old=old, new=new))
        self.count.setAccessibleDescription(self.count.toolTip())

    def set_count(self, current: int, total: int) -> None:
        """Show which of how many hits is current; -1 for no search."""
        searching = total >= 0
        self.count.setVisible(searching)
        for button in self._buttons:
            button.setVisible(searching and total > 0)
        if searching:
            none = self._words("没有匹配")
            self.count.setText(f"{current + 1} / {total}" if total else none)
