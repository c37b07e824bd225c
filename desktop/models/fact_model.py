"""Industries, targets and responsible units as Qt table models."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from desktop.presenters.facts_panel import FactRow

Index = QModelIndex | QPersistentModelIndex


class FactRole(IntEnum):
    """What a cell can be asked for beside its text."""

    REF = Qt.ItemDataRole.UserRole + 1
    TONE = Qt.ItemDataRole.UserRole + 2


class FactModel(QAbstractTableModel):
    """Rows of one kind of fact under the given headings; the tone is that of the last column."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: Sequence[FactRow] = ()

    def set_rows(self, rows: Sequence[FactRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[FactRow]:
        """The rows shown."""
        return self._rows

    def position_of(self, ref: str) -> int:
        """Return where a fact stands, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.ref == ref), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text, tooltip, ref or tone."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()] if index.column() < len(row.cells) else ""
            case Qt.ItemDataRole.ToolTipRole:
                return row.tooltip
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(filter(None, row.cells))
            case FactRole.REF:
                return row.ref
            case FactRole.TONE:
                return row.tone if index.column() == len(self._headings) - 1 else "plain"
        return None
