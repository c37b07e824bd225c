"""批注 as a Qt list model: filtered by the presenter's filter."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.presenters.threads import Thread, ThreadFilter
from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex


class ThreadRole(IntEnum):
    """What a thread can be asked for beside its text."""

    THREAD = Qt.ItemDataRole.UserRole + 1


class ThreadModel(QAbstractListModel):
    """The threads that a filter keeps."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: Sequence[Thread] = ()
        self._shown: list[Thread] = []
        self._positions: dict[str, int] = {}
        self._filter = ThreadFilter()

    def set_threads(self, threads: Sequence[Thread]) -> None:
        """Show other threads."""
        self._all = threads
        self._refilter()

    def set_filter(self, wanted: ThreadFilter) -> None:
        """Show the threads that ``wanted`` keeps."""
        self._filter = wanted
        self._refilter()

    def _refilter(self) -> None:
        self.beginResetModel()
        self._shown = [thread for thread in self._all if self._filter.keeps(thread)]
        self._positions = {thread.annotation.id: number for number, thread in enumerate(self._shown)}
        self.endResetModel()

    @property
    def threads(self) -> Sequence[Thread]:
        """All threads, filtered or not."""
        return self._all

    @property
    def shown(self) -> Sequence[Thread]:
        """The threads that the filter keeps."""
        return self._shown

    def position_of(self, annotation_id: str) -> int:
        """Return where an annotation stands in the list, or -1."""
        return self._positions.get(annotation_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """See :class:`QAbstractItemModel`."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a thread's text, itself, or what a screen reader says."""
        if not index.isValid():
            return None
        thread = self._shown[index.row()]
        each = thread.annotation
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{each.author} {thread.heading} {each.body}"
            case Qt.ItemDataRole.AccessibleTextRole:
                quote = each.anchor.quote if each.anchor is not None else ""
                answers = self._words("{n} 条回复", n=len(each.replies))
                lost = self._words("待定位") if thread.unplaced else ""
                return "，".join(
                    filter(None, (each.author, thread.heading, thread.badge, lost, quote, each.body, answers))
                )
            case ThreadRole.THREAD:
                return thread
        return None
