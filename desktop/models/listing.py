"""A Qt list model over values: what stays is not touched, so that selection and scrolling stay too."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


class ListingModel(QAbstractListModel, Generic[T]):
    """Shows a sequence. Subclasses say what names an item (``key_of``) and answer ``data``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[T] = []
        self._keys: list[Hashable] = []
        self._positions: dict[Hashable, int] = {}

    def key_of(self, item: T) -> Hashable:
        """Return what names an item while its look may change."""
        raise NotImplementedError

    @property
    def shown(self) -> Sequence[T]:
        """What the list shows."""
        return self._shown

    def position_of(self, key: Hashable) -> int:
        """Return where an item stands in the list, or -1."""
        return self._positions.get(key, -1)

    def show_items(self, items: list[T]) -> None:
        """Show other items: one stretch that came or went is inserted or removed, more is a new list."""
        old, new = self._keys, [self.key_of(each) for each in items]
        head, most = 0, min(len(old), len(new))
        while head < most and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < most - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, come = len(old) - head - tail, len(new) - head - tail
        before = self._shown
        if gone and come:
            self.beginResetModel()
            self._take(items)
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._take(items, new)
            self.endRemoveRows()
        elif come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._take(items, new)
            self.endInsertRows()
        else:
            self._take(items, new)
        shift = len(items) - len(before)
        stayed = [(n, n) for n in range(head)] + [(n, n + shift) for n in range(len(before) - tail, len(before))]
        for was, now in stayed:
            if before[was] is not items[now] and before[was] != items[now]:
                self.dataChanged.emit(self.index(now), self.index(now))

    def _take(self, items: list[T], keys: list[Hashable] | None = None) -> None:
        self._shown = items
        self._keys = [self.key_of(item) for item in items] if keys is None else keys
        self._positions = {key: number for number, key in enumerate(self._keys)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 0 if parent.isValid() else len(self._shown)
