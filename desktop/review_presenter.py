"""What the open review looks like now: display rows and everything beside them, kept in step with the state.

It computes through the presenters and tells the window what changed; it knows no widget.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from comparators.review.annotations import Side
from desktop.models.state import ReviewState
from desktop.presenters.changes import ChangeItem, change_items, fact_refs
from desktop.presenters.display import CellSpan, DisplayRow, View
from desktop.presenters.rows import RowsInput, annotation_marks, build_rows, display_row, fact_marks
from desktop.presenters.threads import Thread, threads


class ReviewPresenter(QObject):
    """Keeps the display rows of the state's comparison. ``rows_replaced`` carries {display row: row}."""

    rows_reset = Signal()
    rows_replaced = Signal(object)

    def __init__(self, state: ReviewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.view: View = "side_by_side"
        self.fold = True
        self.rows: list[DisplayRow] = []
        self.items: list[ChangeItem] = []
        self.threads: list[Thread] = []
        self._expanded: set[int] = set()
        self._shown: dict[int, int] = {}
        self._facts: Mapping[tuple[Side, int], list[CellSpan]] = {}
        self._given: RowsInput | None = None
        self._refs: dict[int, list[str]] = {}

    # -- building ------------------------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Compute everything for another comparison."""
        comparison = self._state.comparison
        self._expanded.clear()
        self.items, self._facts = [], {}
        if comparison is not None:
            self._facts = fact_marks(comparison, self._state.words)
            self._refs = fact_refs(comparison, self._row_of)
            self.items = change_items(comparison, self._state.row_key, self._refs)
        self._rethread()
        self.rearrange()

    def rearrange(self) -> None:
        """Compute the display rows again: another view, folds opened or closed."""
        self._given = self._input()
        self.rows = build_rows(self._given) if self._given is not None else []
        self._shown = {index: number for number, row in enumerate(self.rows) for index in _stands_for(row)}
        self.rows_reset.emit()

    def _input(self) -> RowsInput | None:
        comparison = self._state.comparison
        if comparison is None:
            return None
        reviewed = self.reviewed_keys()
        keys = {item.row: item.key for item in self.items}
        return RowsInput(
            comparison=comparison,
            words=self._state.words,
            view=self.view,
            marks=self._marks(),
            reviewed=lambda row: keys.get(row) in reviewed,
            expanded=frozenset(self._expanded),
            fold=self.fold,
            notes=self._notes(),
        )

    def _marks(self) -> dict[tuple[Side, int], list[CellSpan]]:
        places: dict[str, tuple[Side, int, int, int, int]] = {}
        for thread in self.threads:
            each = thread.annotation
            place = self._state.placement(each.id)
            if each.anchor is not None and place is not None and place.placed:
                places[each.id] = (each.anchor.side, place.block, place.start, place.last_block, place.end)
        marks = annotation_marks((thread.annotation for thread in self.threads), places, self._state.documents())
        return {key: [*self._facts.get(key, ()), *marks.get(key, ())] for key in {*self._facts, *marks}}

    def _notes(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for thread in self.threads:
            if thread.row >= 0:
                found[thread.row] = found.get(thread.row, 0) + 1
        return found

    def _rethread(self) -> None:
        self.threads = threads(self._state.annotations(), self._state.placement, self._row_of, self._state.words)

    def _row_of(self, side: str, block: int) -> int:
        return self._state.row_of("old" if side == "old" else "new", block)

    # -- what changed --------------------------------------------------------------------------------------------

    def annotations_changed(self) -> None:
        """Compute again the rows whose annotations differ."""
        before = {thread.row for thread in self.threads}
        self._rethread()
        self._replace(before | {thread.row for thread in self.threads})

    def ticks_changed(self) -> None:
        """Compute again the rows whose ticks differ."""
        reviewed = self.reviewed_keys()
        self._replace({item.row for item in self.items if self._is_shown_reviewed(item.row) != (item.key in reviewed)})

    def _is_shown_reviewed(self, row: int) -> bool:
        number = self._shown.get(row)
        return number is not None and self.rows[number].reviewed

    def _replace(self, rows: set[int]) -> None:
        given = self._given = self._input()
        if given is None:
            return
        changed = {}
        for row in sorted(rows):
            number = self._shown.get(row)
            if number is None or self.rows[number].kind == "fold":
                continue
            fresh = display_row(row, given)
            if fresh != self.rows[number]:
                changed[number] = self.rows[number] = fresh
        if changed:
            self.rows_replaced.emit(changed)

    def reviewed_keys(self) -> set[str]:
        """Return the keys of the changes that somebody reviewed."""
        session = self._state.session
        return set() if session is None else set(session.ticks())

    # -- places --------------------------------------------------------------------------------------------------

    def display_of(self, row: int) -> int:
        """Return the display row that shows a row of the comparison, or -1."""
        return self._shown.get(row, -1)

    def unfold(self, row: int) -> bool:
        """Open the fold that hides a row of the comparison; say whether there was one."""
        number = self._shown.get(row)
        if number is None or self.rows[number].kind != "fold":
            return False
        self._expanded.add(self.rows[number].rows[0])
        self.rearrange()
        return True


def _stands_for(row: DisplayRow) -> tuple[int, ...]:
    """Return the comparison's rows that a display row shows; a strip only leads to its row."""
    if row.kind == "moved" and row.old is None and row.new is None:
        return ()
    return row.rows
