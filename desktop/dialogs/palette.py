"""The command palette: type a few characters of a command, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.actions import ACTIONS, Actions, keys_text

if TYPE_CHECKING:
    from desktop.words import Words


class Palette(QDialog):
    """Lists the commands that can be used now, those first whose name begins with what was typed."""

    def __init__(self, actions: Actions, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("命令面板"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.resize(520, 420)
        self._actions, self._words = actions, words
        self.chosen: QAction | None = None
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(words("输入命令的名字"))
        self.field.setAccessibleName(words("命令"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(words("可用的命令"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(lambda _: self._choose())
        self._fill("")

    def _fill(self, wanted: str) -> None:
        wanted = wanted.strip().casefold()
        self.list.clear()
        found = []
        for number, spec in enumerate(ACTIONS):
            action = self._actions[spec.name]
            text = action.text().casefold()
            names = f"{text} {spec.name.replace('_', ' ')} {spec.text.casefold()}"
            if action.isEnabled() and spec.name != "palette" and _matches(wanted, names):
                found.append((not text.startswith(wanted), wanted not in names, number, spec.name))
        for *_, name in sorted(found):
            action = self._actions[name]
            item = QListWidgetItem(f"{action.text()}　{keys_text(action)}".rstrip("　"))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Enter work from the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = self._actions[item.data(Qt.ItemDataRole.UserRole)]
            self.accept()


def _matches(wanted: str, text: str) -> bool:
    """Say whether the characters of ``wanted`` stand in ``text`` in their order."""
    at = 0
    for char in wanted:
        at = text.find(char, at) + 1
        if at == 0:
            return False
    return True


def ask(parent: QWidget, actions: Actions, words: Words) -> QAction | None:
    """Let a person choose a command; ``None`` where they change their mind."""
    dialog = Palette(actions, words, parent)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
