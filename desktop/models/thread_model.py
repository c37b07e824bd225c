"""批注 as a Qt list model: filtered by the presenter's filter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.models.listing import Index, ListingModel
from desktop.presenters.threads import Thread, ThreadFilter

if TYPE_CHECKING:
    from desktop.words import Words


class ThreadRole(IntEnum):
    """What a thread can be asked for beside its text."""

    THREAD = Qt.ItemDataRole.UserRole + 1


class ThreadModel(ListingModel[Thread]):
    """The threads that a filter keeps, named by their annotations' ids."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: Sequence[Thread] = ()
        self._filter = ThreadFilter()

    def set_threads(self, threads: Sequence[Thread]) -> None:
        """Show other threads."""
        self._all = threads
        self._refilter()

    def set_filter(self, wanted: ThreadFilter) -> None:
        """Show the threads that ``wanted`` keeps."""
        self._filter = wanted
        self._refilter()

    def key_of(self, item: Thread) -> Hashable:
        """Name a thread by its annotation."""
        return item.annotation.id

    def _refilter(self) -> None:
        self.show_items([thread for thread in self._all if self._filter.keeps(thread)])

    @property
    def threads(self) -> Sequence[Thread]:
        """All threads, filtered or not."""
        return self._all

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
