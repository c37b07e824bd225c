"""修改清单 as a Qt list model: filtered by the presenter's filter, ticked through commands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.models.listing import Index, ListingModel
from desktop.presenters.changes import KIND_WORDS, ChangeFilter, ChangeItem

if TYPE_CHECKING:
    from desktop.words import Words


class ChangeRole(IntEnum):
    """What a change can be asked for beside its text."""

    ITEM = Qt.ItemDataRole.UserRole + 1
    REVIEWERS = Qt.ItemDataRole.UserRole + 2


class ChangeModel(ListingModel[ChangeItem]):
    """The changes that a filter keeps, named by their rows. ``tick_asked`` carries the keys to tick and whether to."""

    tick_asked = Signal(object, bool)
    counted = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: Sequence[ChangeItem] = ()
        self._ticks: Mapping[str, tuple[str, ...]] = {}
        self._filter = ChangeFilter()

    def set_items(self, items: Sequence[ChangeItem], ticks: Mapping[str, tuple[str, ...]]) -> None:
        """Show other changes."""
        self._all, self._ticks = items, ticks
        self.beginResetModel()
        self._take(self._kept())
        self.endResetModel()
        self.counted.emit()

    def set_filter(self, wanted: ChangeFilter) -> None:
        """Show the changes that ``wanted`` keeps."""
        self._filter = wanted
        self._refilter()

    def key_of(self, item: ChangeItem) -> Hashable:
        """Name a change by its row."""
        return item.row

    def set_ticks(self, ticks: Mapping[str, tuple[str, ...]]) -> None:
        """Show other ticks."""
        self._ticks = ticks
        if self._filter.reviewed is not None:
            self._refilter()
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _kept(self) -> list[ChangeItem]:
        return [item for item in self._all if self._filter.keeps(item, item.key in self._ticks)]

    def _refilter(self) -> None:
        self.show_items(self._kept())
        self.counted.emit()

    @property
    def items(self) -> Sequence[ChangeItem]:
        """All changes, filtered or not."""
        return self._all

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
