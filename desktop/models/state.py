"""The state that every view of the window follows: one comparison, its review session, and what is selected.

It holds no widget and computes no comparison. Views read it and connect to its signals; what a person does to the
session goes through the commands in ``desktop.commands``, never past them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from comparators.review.anchors import Placement
from comparators.review.session import Session, change_key
from desktop.words import Words

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row
    from comparators.document import Document
    from comparators.review.annotations import Annotation, Side


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: a row of the comparison (-1: none), and in it perhaps a stretch of a block, or a thing.

    ``start`` and ``end`` are code points of block ``block`` to ``last_block`` on ``side``. ``ref`` names a thing:
    ``annotation:<id>``, ``industry:<n>``, ``target:<n>``, ``unit:<n>`` (indices into the comparison's fact changes),
    ``section:<side>:<index>``.
    """

    row: int = -1
    side: Side = "new"
    block: int = -1
    start: int = 0
    last_block: int = -1
    end: int = 0
    ref: str = ""

    @property
    def has_text(self) -> bool:
        """Whether a stretch of text is selected."""
        return self.block >= 0 and (self.block, self.start) != (self.last_block, self.end)


NOTHING = Selection()


class ReviewState(QObject):
    """One open review. ``selection_changed`` carries the selection; ``annotations_changed`` the ids concerned."""

    comparison_changed = Signal()
    annotations_changed = Signal(object)
    ticks_changed = Signal()
    selection_changed = Signal(object)
    session_changed = Signal()
    command_failed = Signal(object)

    def __init__(self, words: Words | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words or Words()
        self.undo_stack = QUndoStack(self)
        self._session: Session | None = None
        self._comparison: Comparison | None = None
        self._placements: dict[str, Placement] = {}
        self._ticks: dict[str, tuple[str, ...]] = {}
        self._selection = NOTHING
        self._rows_of: dict[Side, dict[int, int]] = {"old": {}, "new": {}}

    # -- what is open --------------------------------------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self._session

    @property
    def comparison(self) -> Comparison | None:
        """The comparison shown."""
        return self._comparison

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._session is None or self._session.read_only

    def show(self, session: Session, comparison: Comparison, keep_undo: bool = False) -> None:
        """Show ``comparison`` with ``session``; an earlier session is closed.

        With ``keep_undo`` the same drafts were compared again: what can be undone and what is selected stay.
        """
        if self._session is not None and self._session is not session:
            self._session.close()
        selected = self._blocks_selected() if keep_undo else None
        self._session, self._comparison = session, comparison
        if not keep_undo:
            self.undo_stack.clear()
        self._rows_of = {
            "old": {block: index for index, row in enumerate(comparison.rows) for block in row.old},
            "new": {block: index for index, row in enumerate(comparison.rows) for block in row.new},
        }
        self._placements = session.placements(self.documents())
        self._ticks = session.ticks()
        self._selection = NOTHING
        if selected is not None:
            self._selection = Selection(row=self.row_of(*selected), side=selected[0])
        self.session_changed.emit()
        self.comparison_changed.emit()
        if selected is not None:
            self.selection_changed.emit(self._selection)

    def _blocks_selected(self) -> tuple[Side, int] | None:
        """Return a block of the selected row, by which the row is found again in another comparison."""
        if self._comparison is None or not 0 <= self._selection.row < len(self._comparison.rows):
            return None
        row = self._comparison.rows[self._selection.row]
        if row.old and (self._selection.side == "old" or not row.new):
            return "old", row.old[0]
        return "new", row.new[0]

    def close(self) -> None:
        """Close the session and show nothing."""
        if self._session is not None:
            self._session.close()
        self._session, self._comparison, self._placements, self._ticks = None, None, {}, {}
        self.undo_stack.clear()
        self._rows_of = {"old": {}, "new": {}}
        self._selection = NOTHING
        self.session_changed.emit()
        self.comparison_changed.emit()

    def documents(self) -> Mapping[Side, Document]:
        """Return the two drafts by side."""
        if self._comparison is None:
            return {}
        return {"old": self._comparison.old, "new": self._comparison.new}

    # -- rows ----------------------------------------------------------------------------------------------------

    def row_of(self, side: Side, block: int) -> int:
        """Return the index of the row that holds a block, or -1."""
        return self._rows_of[side].get(block, -1)

    def row_key(self, row: Row) -> str:
        """Return the name under which a row is ticked as reviewed."""
        assert self._comparison is not None  # noqa: S101
        old = "".join(self._comparison.old.blocks[index].text for index in row.old)
        new = "".join(self._comparison.new.blocks[index].text for index in row.new)
        return _key(old, new)

    # -- annotations and ticks -----------------------------------------------------------------------------------

    def annotations(self) -> tuple[Annotation, ...]:
        """Return all annotations."""
        return () if self._session is None else self._session.annotations()

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return an annotation as it stands; ``None`` for one that was taken away."""
        if self._session is None or annotation_id not in self._session.log or self._session.deleted(annotation_id):
            return None
        return self._session.annotation(annotation_id)

    def placement(self, annotation_id: str) -> Placement | None:
        """Return where an annotation stands now; ``None`` for one about the whole document."""
        return self._placements.get(annotation_id)

    def annotations_touched(self, *ids: str) -> None:
        """Tell the views that annotations came, changed or went: those named, or any where none is."""
        if self._session is not None and not all(map(self._keeps_its_place, ids or ("",))):
            self._placements = self._session.placements(self.documents())
        self.annotations_changed.emit(ids)

    def _keeps_its_place(self, annotation_id: str) -> bool:
        """Say whether what happened to an annotation leaves it where it was; note the place of one just made."""
        annotation = self.annotation(annotation_id)
        if annotation is None or annotation.anchor is None:
            return bool(annotation_id)
        anchor, place = annotation.anchor, self._placements.get(annotation_id)
        if place is None and self._session is not None:
            if anchor.source != self._session.source_hash(anchor.side)[: len(anchor.source)] or not anchor.source:
                return False
            place = Placement(anchor.block, anchor.start, anchor.last_block, anchor.end, 1.0, "position")
            self._placements[annotation_id] = place
        return True

    @property
    def ticks(self) -> Mapping[str, tuple[str, ...]]:
        """The reviewed changes: key to the names of those who reviewed them. Not changed in place."""
        return self._ticks

    def ticks_touched(self, *keys: str) -> None:
        """Tell the views that ticks changed: those of the changes named, or any where none is."""
        if self._session is not None:
            if keys:
                fresh = {key: self._session.ticked_by(key) for key in keys}
                self._ticks = {key: names for key, names in {**self._ticks, **fresh}.items() if names}
            else:
                self._ticks = self._session.ticks()
        self.ticks_changed.emit()

    # -- selection -----------------------------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """What is selected."""
        return self._selection

    def select(self, selection: Selection) -> None:
        """Select something everywhere."""
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)


@lru_cache(maxsize=65_536)
def _key(old: str, new: str) -> str:
    return change_key(old, new)
