"""The review's place: outline, both drafts with their overview, and the tabs at the right. Layout only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.views.annotations_panel import AnnotationsPanel
from desktop.views.change_list import ChangeList
from desktop.views.comparison_view import ComparisonView
from desktop.views.elided import ElidedLabel
from desktop.views.facts_panel import FactsPanel
from desktop.views.outline_panel import OutlinePanel
from desktop.views.overview_bar import OverviewBar

if TYPE_CHECKING:
    from desktop.theme import Theme
    from desktop.words import Words


class Workspace(QWidget):
    """Holds the views of one review."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.outline = OutlinePanel(theme, words, self)
        self.view = ComparisonView(theme, self)
        self.view.setAccessibleName(words("对照正文"))
        self.overview = OverviewBar(theme, words, self)
        self.changes = ChangeList(theme, words, self)
        self.facts = FactsPanel(theme, words, self)
        self.annotations = AnnotationsPanel(theme, words, self)
        self.old_name, self.new_name = ElidedLabel(self), ElidedLabel(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(words("侧栏"))
        self.tabs.setUsesScrollButtons(False)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.addTab(self.changes, words("修改清单"))
        self.tabs.addTab(self.facts, words("产业与目标"))
        self.tabs.addTab(self.annotations, words("批注"))
        self.problems = QLabel(self)
        self.problems.setObjectName("problem")
        self.problems.setWordWrap(True)
        self.problems.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(self.outline)
        self.splitter.addWidget(self._center())
        self.splitter.addWidget(self.tabs)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([232, 820, 372])
        self.outline.setMinimumWidth(120)
        self.tabs.setMinimumWidth(240)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _center(self) -> QWidget:
        names = QWidget(self)
        names.setObjectName("bar")
        names.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(names)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for label in (self.old_name, self.new_name):
            label.setObjectName("soft")
            label.setContentsMargins(20, 7, 20, 7)
            label.setMinimumWidth(60)
            row.addWidget(label, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.view, 1)
        body.addWidget(self.overview)
        center = QWidget(self)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(names)
        column.addLayout(body, 1)
        return center

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the drafts their room first: on a small window the panels at the sides are narrower."""
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        if before != now and (before < 0 or _sides(before) != _sides(now)):
            left, right = _sides(now)
            self.splitter.setSizes([left, max(now - left - right, 0), right])

    def set_names(self, old: str, new: str) -> None:
        """Show over the columns what stands in them."""
        self.old_name.setText(self._words("原稿　{name}", name=old))
        self.new_name.setText(self._words("修改稿　{name}", name=new))
        self.old_name.setToolTip(old)
        self.new_name.setToolTip(new)

    def set_counts(self, changes: int, annotations: int) -> None:
        """Show counts on the tabs."""
        self.tabs.setTabText(0, self._words("修改清单 {n}", n=changes))
        self.tabs.setTabText(2, self._words("批注 {n}", n=annotations))

    def set_theme(self, theme: Theme) -> None:
        """Use another theme around the text; the text's own follows with its size."""
        for part in (self.outline, self.overview, self.changes, self.facts, self.annotations):
            part.set_theme(theme)


def _sides(width: int) -> tuple[int, int]:
    """Return how wide the outline and the tabs are in a window of a width."""
    if width >= 1900:
        return 280, 500
    if width >= 1300:
        return 232, 372
    return (180, 300) if width >= 1100 else (164, 256)
