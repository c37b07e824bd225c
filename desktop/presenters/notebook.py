"""The threads of a review with their marks in the texts and their numbers by row, kept up one annotation at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from comparators.review.annotations import Annotation, Side
from desktop.presenters.rows import annotation_marks
from desktop.presenters.threads import Thread, in_order, threads

if TYPE_CHECKING:
    from comparators.document import Document
    from comparators.review.anchors import Placement
    from desktop.presenters.display import CellSpan
    from desktop.words import Words

Key = tuple[Side, int]


class Notebook:
    """Holds what annotations look like. ``marks`` (of facts too) and ``counts`` stay the same objects all along.

    ``marks`` are spans by (side, block); ``counts`` numbers of annotations by row of the comparison.
    """

    def __init__(
        self,
        facts: Mapping[Key, Sequence[CellSpan]],
        documents: Mapping[Side, Document],
        row_of: Callable[[str, int], int],
        words: Words,
    ) -> None:
        self._facts, self._documents, self._row_of, self._words = facts, documents, row_of, words
        self._threads: dict[str, Thread] = {}
        self._rows: dict[str, set[int]] = {}
        self._spans: dict[str, dict[Key, list[CellSpan]]] = {}
        self._at: dict[Key, dict[str, None]] = {}
        self.threads: list[Thread] = []
        self.marks: dict[Key, Sequence[CellSpan]] = dict(facts)
        self.counts: dict[int, int] = {}

    def thread(self, annotation_id: str) -> Thread | None:
        """Return the thread of an annotation, or ``None``."""
        return self._threads.get(annotation_id)

    def fill(self, annotations: Iterable[Annotation], placement_of: Callable[[str], Placement | None]) -> set[int]:
        """Hold these annotations and no others; return the rows that look different or may."""
        touched: set[int] = set()
        for name in list(self._threads):
            touched |= self._take_out(name)
        for each in annotations:
            touched |= self._put(each, placement_of(each.id))
        self.threads = in_order(self._threads.values())
        return touched

    def update(
        self,
        ids: Iterable[str],
        annotation_of: Callable[[str], Annotation | None],
        placement_of: Callable[[str], Placement | None],
    ) -> set[int]:
        """Look at some annotations again; return the rows that look different or may."""
        touched: set[int] = set()
        for name in ids:
            touched |= self._take_out(name)
            annotation = annotation_of(name)
            if annotation is not None:
                touched |= self._put(annotation, placement_of(name))
        self.threads = in_order(self._threads.values())
        return touched

    def _take_out(self, name: str) -> set[int]:
        thread = self._threads.pop(name, None)
        if thread is None:
            return set()
        if thread.row >= 0:
            self.counts[thread.row] -= 1
            if not self.counts[thread.row]:
                del self.counts[thread.row]
        for key in self._spans.pop(name, {}):
            del self._at[key][name]
            self._mark(key)
        return self._rows.pop(name, set())

    def _put(self, each: Annotation, place: Placement | None) -> set[int]:
        thread = threads((each,), lambda _: place, self._row_of, self._words)[0]
        self._threads[each.id] = thread
        rows = {thread.row} - {-1}
        if each.anchor is not None and place is not None and place.placed:
            side = each.anchor.side
            where = {each.id: (side, place.block, place.start, place.last_block, place.end)}
            self._spans[each.id] = annotation_marks((each,), where, self._documents)
            rows |= {self._row_of(side, block) for block in range(place.block, place.last_block + 1)} - {-1}
            for key in self._spans[each.id]:
                self._at.setdefault(key, {})[each.id] = None
                self._mark(key)
        if thread.row >= 0:
            self.counts[thread.row] = self.counts.get(thread.row, 0) + 1
        self._rows[each.id] = rows
        return set(rows)

    def _mark(self, key: Key) -> None:
        """Put together again what is marked in one block."""
        spans = [*self._facts.get(key, ())]
        for name in self._at.get(key, ()):
            spans += self._spans[name][key]
        if spans:
            self.marks[key] = spans
        else:
            self.marks.pop(key, None)
