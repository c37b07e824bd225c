"""The outline as a Qt tree model."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from desktop.presenters.outline import OutlineNode
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex


class OutlineRole(IntEnum):
    """What a node can be asked for beside its text."""

    NODE = Qt.ItemDataRole.UserRole + 1
    BADGE = Qt.ItemDataRole.UserRole + 2
    TONE = Qt.ItemDataRole.UserRole + 3


class OutlineModel(QAbstractItemModel):
    """A tree of sections with counts of changes."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._roots: list[OutlineNode] = []
        self._places: dict[int, tuple[OutlineNode | None, int]] = {}

    def set_nodes(self, roots: list[OutlineNode]) -> None:
        """Show another outline."""
        self.beginResetModel()
        self._roots = roots
        self._places = {}
        self._place(None, roots)
        self.endResetModel()

    def _place(self, parent: OutlineNode | None, nodes: list[OutlineNode]) -> None:
        for row, node in enumerate(nodes):
            self._places[id(node)] = (parent, row)
            self._place(node, node.children)

    def _nodes(self, parent: Index) -> list[OutlineNode]:
        node = self.node(parent)
        return self._roots if node is None else node.children

    def node(self, index: Index) -> OutlineNode | None:
        """Return the section an index stands for; ``None`` for the root."""
        node: OutlineNode | None = index.internalPointer() if index.isValid() else None
        return node

    def index_of(self, node: OutlineNode) -> QModelIndex:
        """Return the index of a section."""
        _, row = self._places[id(node)]
        return self.createIndex(row, 0, node)

    def node_at_row(self, row: int) -> OutlineNode | None:
        """Return the innermost section that holds a row of the comparison."""
        found: OutlineNode | None = None
        nodes = self._roots
        while True:
            before = [node for node in nodes if 0 <= node.row <= row and node.presence != "removed"]
            if not before:
                return found
            found = before[-1]
            nodes = found.children

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        nodes = self._nodes(parent)
        if column != 0 or not 0 <= row < len(nodes):
            return QModelIndex()
        return self.createIndex(row, 0, nodes[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        node = self.node(index)
        if node is None:
            return QModelIndex()
        above = self._places[id(node)][0]
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return len(self._nodes(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a section's text, badge, or what a screen reader says."""
        node = self.node(index)
        if node is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return node.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{node.label} {self._badge_spoken(node)}"
            case OutlineRole.NODE:
                return node
            case OutlineRole.BADGE:
                return self._badge(node)
            case OutlineRole.TONE:
                return {"added": "add", "removed": "del"}.get(node.presence, "plain")
        return None

    def _badge(self, node: OutlineNode) -> str:
        if node.presence == "added":
            return self._words("增")
        if node.presence == "removed":
            return self._words("删")
        return str(node.changes) if node.changes else ""

    def _badge_spoken(self, node: OutlineNode) -> str:
        if node.presence != "both":
            return self._words("新增的章节") if node.presence == "added" else self._words("删除的章节")
        return self._words("{n} 处修改", n=node.changes)
