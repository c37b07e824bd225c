"""The outline as a Qt tree model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from desktop.presenters.outline import OutlineNode
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex

Tone = Literal["add", "del", "plain"]

_NONE = QModelIndex()
_TONES: dict[str, Tone] = {"added": "add", "removed": "del", "both": "plain"}


class OutlineRole(IntEnum):
    """What a node can be asked for beside its text."""

    NODE = Qt.ItemDataRole.UserRole + 1
    LINE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section as its line shows it: ``tone`` is that of its badge, ``top`` says whether it has none above it."""

    text: str
    badge: str
    tone: Tone
    top: bool


class OutlineModel(QAbstractItemModel):
    """A tree of sections with counts of changes."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._roots: list[OutlineNode] = []
        # For each section, by its id: its place among its siblings, and the index of the one above it. Trees ask for
        # that a dozen times for each line they paint.
        self._places: dict[int, int] = {}
        self._above: dict[int, QModelIndex] = {}
        self._lines: dict[int, OutlineLine] = {}

    def set_nodes(self, roots: list[OutlineNode]) -> None:
        """Show another outline."""
        self.beginResetModel()
        self._roots = roots
        self._places, self._above, self._lines = {}, {}, {}
        self._place(_NONE, roots)
        self.endResetModel()

    def _place(self, above: QModelIndex, nodes: list[OutlineNode]) -> None:
        for row, node in enumerate(nodes):
            self._places[id(node)] = row
            self._above[id(node)] = above
            if node.children:
                self._place(self.createIndex(row, 0, node), node.children)

    def _nodes(self, parent: Index) -> list[OutlineNode]:
        node = self.node(parent)
        return self._roots if node is None else node.children

    def node(self, index: Index) -> OutlineNode | None:
        """Return the section an index stands for; ``None`` for the root."""
        node: OutlineNode | None = index.internalPointer() if index.isValid() else None
        return node

    def index_of(self, node: OutlineNode) -> QModelIndex:
        """Return the index of a section."""
        return self.createIndex(self._places[id(node)], 0, node)

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

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """See :class:`QAbstractItemModel`."""
        nodes = self._nodes(parent)
        if column != 0 or not 0 <= row < len(nodes):
            return QModelIndex()
        return self.createIndex(row, 0, nodes[row])

    def parent(self, index: Index = _NONE) -> Any:
        """See :class:`QAbstractItemModel`."""
        return self._above[id(index.internalPointer())] if index.isValid() else _NONE

    def rowCount(self, parent: Index = _NONE) -> int:
        """See :class:`QAbstractItemModel`."""
        return len(self._nodes(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NONE) -> int:
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
            case OutlineRole.LINE:
                return self._line(node)
        return None

    def _line(self, node: OutlineNode) -> OutlineLine:
        line = self._lines.get(id(node))
        if line is None:
            top = not self._above[id(node)].isValid()
            tone = _TONES[node.presence]
            line = self._lines[id(node)] = OutlineLine(node.label, self._badge(node), tone, top)
        return line

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
