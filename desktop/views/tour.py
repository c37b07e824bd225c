"""The first-run tour: four steps, each beside the part of the window it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is beside, and what it says."""

    target: Callable[[], QWidget]
    title: str
    text: str


class Tour(QFrame):
    """A card that walks through the steps. ``finished`` is emitted once, at the end or when it is left."""

    finished = Signal()

    def __init__(self, steps: Sequence[Step], words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._steps, self._words, self._window, self._at = steps, words, parent, 0
        self.setObjectName("tour")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(320)
        self.setAccessibleName(words("入门引导"))
        self.title, self.text, self.count = QLabel(self), QLabel(self), QLabel(self)
        self.title.setObjectName("title")
        self.text.setWordWrap(True)
        self.count.setObjectName("faint")
        self.skip, self.next = QPushButton(words("跳过"), self), QPushButton(self)
        self.skip.setObjectName("link")
        self.next.setObjectName("primary")
        buttons = QHBoxLayout()
        buttons.addWidget(self.count)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        self.next.clicked.connect(self.advance)
        self.skip.clicked.connect(self.end)
        parent.installEventFilter(self)
        self._show_step()

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._at

    def advance(self) -> None:
        """Go to the next step, or end after the last."""
        if self._at + 1 >= len(self._steps):
            self.end()
            return
        self._at += 1
        self._show_step()

    def end(self) -> None:
        """Take the tour away."""
        self._window.removeEventFilter(self)
        self.hide()
        self.finished.emit()
        self.deleteLater()

    def _show_step(self) -> None:
        step = self._steps[self._at]
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.count.setText(f"{self._at + 1} / {len(self._steps)}")
        last = self._at + 1 == len(self._steps)
        self.next.setText(self._words("开始使用") if last else self._words("下一步"))
        self.next.setAccessibleDescription(f"{step.title}。{step.text}")
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.next.setFocus()

    def _place(self) -> None:
        """Stand beside the step's target, inside the window."""
        window, target = self._window, self._steps[self._at].target()
        at = target.mapTo(window, QPoint(0, 0))
        x = at.x() + target.width() + 12
        if x + self.width() > window.width() - 12:
            x = at.x() - self.width() - 12
        if x < 12:
            x = min(max(at.x() + 24, 12), window.width() - self.width() - 12)
        y = min(max(at.y() + 40, 12), window.height() - self.height() - 40)
        self.move(x, y)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for the tour; the window has another use for it."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place while the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)
