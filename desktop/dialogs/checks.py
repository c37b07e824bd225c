"""核对簿: what is still open before the draft goes out, and what may be slips; a click goes to the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.presenters.checks import CheckGroup, CheckLine

if TYPE_CHECKING:
    from desktop.words import Words


class ChecksDialog(QDialog):
    """Stays open beside the work. ``chosen`` carries the :class:`CheckLine`."""

    chosen = Signal(object)

    def __init__(self, groups: Sequence[CheckGroup], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("核对簿"))
        self.resize(620, 560)
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName(words("核对簿"))
        for group in groups:
            head = QTreeWidgetItem([f"{group.title}　{len(group.lines)}"])
            for line in group.lines:
                item = QTreeWidgetItem([line.text])
                item.setData(0, Qt.ItemDataRole.UserRole, line)
                item.setToolTip(0, line.text)
                head.addChild(item)
            self.tree.addTopLevelItem(head)
            head.setExpanded(0 < len(group.lines) <= 30)
        note = QLabel(words("这里只作提示，结论由您判断。"), self)
        note.setObjectName("faint")
        box = QDialogButtonBox(self)
        box.addButton(words("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree, 1)
        layout.addWidget(note)
        layout.addWidget(box)
        self.tree.itemActivated.connect(self._go)
        self.tree.itemClicked.connect(self._go)

    def _go(self, item: QTreeWidgetItem, _: int) -> None:
        line = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(line, CheckLine):
            self.chosen.emit(line)
