"""What the open review looks like now: display rows and everything beside them, kept in step with the state.

It computes through the presenters and tells the window what changed; it knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.presenters.changes import ChangeItem, change_items, fact_refs
from desktop.presenters.display import CellSpan, DisplayRow, View, is_strip
from desktop.presenters.notebook import Notebook
from desktop.presenters.rows import RowsInput, build_rows, display_row, fact_marks

if TYPE_CHECKING:
    from comparators.review.annotations import Side
    from desktop.models.state import ReviewState
    from desktop.presenters.threads import Thread


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
        self._expanded: set[int] = set()
        self._shown: dict[int, int] = {}
        self._items_of: dict[int, ChangeItem] = {}
        self._notebook = Notebook({}, {}, self._row_of, state.words)
        self._given: RowsInput | None = None
        self.ticks: Mapping[str, tuple[str, ...]] = {}

    # -- building ------------------------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Compute everything for another comparison."""
        comparison = self._state.comparison
        self._expanded.clear()
        self.items = []
        facts: Mapping[tuple[Side, int], list[CellSpan]] = {}
        if comparison is not None:
            facts = fact_marks(comparison, self._state.words)
            self.items = change_items(comparison, self._state.row_key, fact_refs(comparison, self._row_of))
        self._items_of = {item.row: item for item in self.items}
        self.ticks = self._state.ticks
        self._notebook = Notebook(facts, self._state.documents(), self._row_of, self._state.words)
        self._notebook.fill(self._state.annotations(), self._state.placement)
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
        return RowsInput(
            comparison=comparison,
            words=self._state.words,
            view=self.view,
            marks=self._notebook.marks,
            reviewed=self._is_reviewed,
            expanded=frozenset(self._expanded),
            fold=self.fold,
            notes=self._notebook.counts,
        )

    def _is_reviewed(self, row: int) -> bool:
        item = self._items_of.get(row)
        return item is not None and item.key in self.ticks

    def _row_of(self, side: str, block: int) -> int:
        return self._state.row_of("old" if side == "old" else "new", block)

    # -- what changed --------------------------------------------------------------------------------------------

    @property
    def threads(self) -> list[Thread]:
        """The annotations as cards, in the order of the rows."""
        return self._notebook.threads

    def thread_of(self, annotation_id: str) -> Thread | None:
        """Return the card of an annotation, or ``None``."""
        return self._notebook.thread(annotation_id)

    def annotations_changed(self, ids: Sequence[str] = ()) -> None:
        """Compute again what these annotations look like, or all of them where none is named."""
        state = self._state
        if ids:
            touched = self._notebook.update(ids, state.annotation, state.placement)
        else:
            touched = self._notebook.fill(state.annotations(), state.placement)
        self._replace(touched)

    def ticks_changed(self) -> None:
        """Compute again the rows whose ticks differ."""
        before, self.ticks = self.ticks, self._state.ticks
        differ = before.keys() ^ self.ticks.keys()
        self._replace({item.row for item in self.items if item.key in differ})

    def _replace(self, rows: set[int]) -> None:
        given = self._given
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
        return set(self.ticks)

    def item_of(self, row: int) -> ChangeItem | None:
        """Return the change that a row of the comparison is, or ``None``."""
        return self._items_of.get(row)

    def hidden(self, row: int) -> Iterable[tuple[Side, str]]:
        """Yield the texts by side of a row of the comparison that a fold hides, as they would be shown."""
        given, comparison = self._given, self._state.comparison
        if given is None or comparison is None:
            return
        found = comparison.rows[row]
        if self.view != "redline":
            yield "old", "\n".join(comparison.old.blocks[each].text for each in found.old)
        elif found.edits:
            cell = display_row(row, given).new
            yield "new", "" if cell is None else cell.text
            return
        yield "new", "\n".join(comparison.new.blocks[each].text for each in found.new)

    def annotated(self) -> set[int]:
        """Return the display rows with annotations."""
        return {self._shown[row] for row in self._notebook.counts if row in self._shown}

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
    if row.kind == "moved" and is_strip(row):
        return ()
    return row.rows
