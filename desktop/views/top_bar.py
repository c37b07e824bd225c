"""The bar at the top: the two drafts, the views, the way through the changes, finding, getting it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.actions import ACTIONS, GROUPS, Actions, keys_text
from desktop.presenters.names import apart
from desktop.views.elided import ElidedButton
from desktop.views.find_bar import FindBar

if TYPE_CHECKING:
    from desktop.words import Words

_VIEWS = ("side_by_side", "redline", "changes_only")


class _Segment(QPushButton):
    """A button of a row of which one is chosen: it keeps the room that its text needs in bold."""

    def sizeHint(self) -> QSize:
        hint, bold = super().sizeHint(), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(more, 0), hint.height())


class TopBar(QWidget):
    """Buttons for the commands used all the time; all others are in the menu behind ☰."""

    def __init__(self, actions: Actions, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions, self._words = actions, words
        self.menu_button = self._tool("☰", words("菜单"))
        self.menu_button.setMenu(self._menu())
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.old, self.new = self._draft("replace_old"), self._draft("replace_new")
        self.swap = self._bound("⇄", "swap")
        self.views = self._segments()
        self.previous, self.next = self._bound("‹ F7", "previous_change"), self._bound("F8 ›", "next_change")
        self.place = QLabel(self)
        self.place.setObjectName("soft")
        self.find_bar = FindBar(words, self)
        self.export = QPushButton(words("导出 Word ▾"), self)
        self.export.setObjectName("primary")
        self.export.clicked.connect(actions["export"].trigger)
        self.export.setToolTip(self._tip("export"))
        self._lay_out()

    def _tool(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("flat")
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _tip(self, name: str) -> str:
        action = self._actions[name]
        keys = keys_text(action)
        return f"{action.text()}　{keys}" if keys else action.text()

    def _bound(self, text: str, name: str) -> QToolButton:
        action = self._actions[name]
        button = self._tool(text, self._tip(name))
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def _draft(self, name: str) -> ElidedButton:
        button = ElidedButton(self)
        button.clicked.connect(self._actions[name].trigger)
        return button

    def _segments(self) -> list[_Segment]:
        group = QButtonGroup(self)
        buttons = []
        for number, name in enumerate(_VIEWS):
            action = self._actions[name]
            button = _Segment(action.text(), self)
            button.setObjectName("segment")
            button.setProperty("place", "first" if number == 0 else "last" if number == len(_VIEWS) - 1 else "middle")
            button.setCheckable(True)
            button.setToolTip(self._tip(name))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            group.addButton(button)
            buttons.append(button)
        return buttons

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for group in GROUPS:
            part = menu.addMenu(self._words(group))
            for spec in ACTIONS:
                if spec.group == group:
                    part.addAction(self._actions[spec.name])
        return menu

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 14, 8)
        layout.setSpacing(8)
        layout.addWidget(self.menu_button)
        layout.addWidget(self.old)
        layout.addWidget(self.swap)
        layout.addWidget(self.new)
        layout.addSpacing(6)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self.views:
            segments.addWidget(button)
        layout.addLayout(segments)
        layout.addSpacing(4)
        layout.addWidget(self.previous)
        layout.addWidget(self.place)
        layout.addWidget(self.next)
        layout.addStretch(1)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.export)

    def set_drafts(self, old: str, new: str) -> None:
        """Show the names of the two drafts: the first whole, of the second what tells it from the first."""
        for button, name, shown, tip in ((self.old, old, old, "原稿"), (self.new, new, apart(old, new), "修改稿")):
            button.set_name(shown)
            button.setToolTip(f"{self._words(tip)}：{name}")
            button.setAccessibleName(f"{self._words(tip)} {name}")

    def set_place(self, current: int, total: int) -> None:
        """Show which of how many changes is current (0: none)."""
        if current:
            text = self._words("<b>{n}</b> / {m} 处修改", n=current, m=total)
        else:
            text = self._words("<b>{m}</b> 处修改", m=total)
        self.place.setText(text if total else self._words("没有修改"))
