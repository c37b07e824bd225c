"""修改清单 as a Qt list model: filtered by the presenter's filter, ticked through commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.presenters.changes import KIND_WORDS, ChangeFilter, ChangeItem
from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex


class ChangeRole(IntEnum):
    """What a change can be asked for beside its text."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    REVIEWERS = Qt.ItemDataRole.UserRole + 2


class ChangeModel(QAbstractListModel):
    """The changes that a filter keeps. ``tick_asked`` carries the keys to tick and whether to."""

    tick_asked = Signal(object, bool)

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: Sequence[ChangeItem] = ()
        self._shown: list[ChangeItem] = []
        self._ticks: Mapping[str, tuple[str, ...]] = {}
        self._filter = ChangeFilter()

    def set_items(self, items: Sequence[ChangeItem], ticks: Mapping[str, tuple[str, ...]]) -> None:
        """Show other changes."""
        self._all, self._ticks = items, ticks
        self._refilter()

    def set_filter(self, wanted: ChangeFilter) -> None:
        """Show the changes that ``wanted`` keeps."""
        self._filter = wanted
        self._refilter()

    def set_ticks(self, ticks: Mapping[str, tuple[str, ...]]) -> None:
        """Show other ticks."""
        self._ticks = ticks
        if self._filter.reviewed is not None:
            self._refilter()
        elif self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _refilter(self) -> None:
        self.beginResetModel()
        self._shown = [item for item in self._all if self._filter.keeps(item, item.key in self._ticks)]
        self.endResetModel()

    @property
    def items(self) -> Sequence[ChangeItem]:
        """All changes, filtered or not."""
        return self._all

    @property
    def shown(self) -> Sequence[ChangeItem]:
        """The changes that the filter keeps."""
        return self._shown

    def position_of(self, row: int) -> int:
        """Return where the change of a comparison's row stands in the list, or -1."""
        return next((position for position, item in enumerate(self._shown) if item.row == row), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See :class:`QAbstractItemModel`."""
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else base

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a change's text, tick, or what a screen reader says."""
        if not index.isValid():
            return None
        item = self._shown[index.row()]
        kind = self._words(KIND_WORDS[item.kind])
        answers: dict[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: f"{kind} {item.section} {item.before} → {item.after}",
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(item, kind),
            Qt.ItemDataRole.CheckStateRole: lambda: (
                Qt.CheckState.Checked if item.key in self._ticks else Qt.CheckState.Unchecked
            ),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tooltip(item),
            ChangeRole.ITEM: lambda: item,
            ChangeRole.REVIEWERS: lambda: self._ticks.get(item.key, ()),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def _spoken(self, item: ChangeItem, kind: str) -> str:
        state = self._words("已核对") if item.key in self._ticks else self._words("未核对")
        return f"{kind}，{item.section}，{item.before}，{item.after}，{state}"

    def _tooltip(self, item: ChangeItem) -> str:
        names = self._ticks.get(item.key, ())
        return self._words("{names} 已核对", names="、".join(names)) if names else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a tick; the model shows it once the session has it on disk."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        state = value if isinstance(value, Qt.CheckState) else Qt.CheckState(int(str(value)))
        self.tick_asked.emit((self._shown[index.row()].key,), state == Qt.CheckState.Checked)
        return True
