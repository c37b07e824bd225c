"""Finding and moving: to changes, industries, targets, annotations, clauses and hits, back and forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.models.state import ReviewState, Selection
from desktop.presenters.search import Hit, find, find_clause

if TYPE_CHECKING:
    from comparators.facts.model import IndustryChange, TargetChange
    from comparators.review.annotations import Side
    from desktop.review_presenter import ReviewPresenter
    from desktop.views.workspace import Workspace

MOST_HISTORY = 200


class Navigator(QObject):
    """Moves the selection and brings it into sight.

    ``hits_changed`` carries the current hit and how many there are, ``sides_counted`` how many on either side.
    """

    hits_changed = Signal(int, int)
    sides_counted = Signal(int, int)
    place_changed = Signal(int, int)

    def __init__(
        self, state: ReviewState, presenter: ReviewPresenter, place: Workspace, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._presenter, self._place = state, presenter, place
        self._history: list[Selection] = []
        self._at = -1
        self._moving = False
        self._hits: list[Hit] = []
        self._marks: dict[tuple[int, Side], list[tuple[int, int]]] = {}
        self._hit = -1
        self._wanted = ""
        state.selection_changed.connect(self._remember)

    # -- selecting -----------------------------------------------------------------------------------------------

    def go_to_row(self, row: int, *, ref: str = "", side: Side = "new") -> None:
        """Select a row of the comparison and bring it into sight, opening the fold that hides it."""
        comparison = self._state.comparison
        if comparison is None or not 0 <= row < len(comparison.rows):
            return
        self._presenter.unfold(row)
        number = self._presenter.display_of(row)
        if number < 0:
            self._presenter.view = "side_by_side"
            self._presenter.rearrange()
            self._presenter.unfold(row)
            number = self._presenter.display_of(row)
        self._place.view.set_current(number)
        self._place.view.show_row(number)
        self._place.view.put_caret(number, side)
        self._state.select(Selection(row=row, side=side, ref=ref))

    def go_to_ref(self, ref: str) -> None:
        """Select a fact or an annotation and bring its row into sight."""
        row, side = self.row_of_ref(ref)
        if row >= 0:
            self.go_to_row(row, ref=ref, side=side)
        else:
            self._state.select(Selection(ref=ref))

    def row_of_ref(self, ref: str) -> tuple[int, Side]:
        """Return the row and side where a fact or an annotation stands; -1 for one without a place."""
        kind, _, name = ref.partition(":")
        comparison = self._state.comparison
        if comparison is None:
            return -1, "new"
        if kind == "annotation":
            thread = self._presenter.thread_of(name)
            anchor = thread.annotation.anchor if thread is not None else None
            return (-1 if thread is None else thread.row), ("new" if anchor is None else anchor.side)
        changes: Sequence[object] = {
            "industry": comparison.changes.industries,
            "target": comparison.changes.targets,
            "unit": comparison.changes.responsibilities,
        }.get(kind, ())
        change = changes[int(name)] if name.isdigit() and int(name) < len(changes) else None
        new, old = getattr(change, "new", None), getattr(change, "old", None)
        if new is not None:
            return self._state.row_of("new", new.block), "new"
        return (self._state.row_of("old", old.block), "old") if old is not None else (-1, "new")

    # -- changes, facts, annotations -------------------------------------------------------------------------------

    def step_change(self, by: int) -> None:
        """Go to the next (1) or previous (-1) change."""
        rows = [item.row for item in self._presenter.items]
        here = self._state.selection.row
        ahead = [row for row in rows if (row > here if by > 0 else row < here)]
        if ahead:
            self.go_to_row(ahead[0] if by > 0 else ahead[-1])

    def change_number(self) -> tuple[int, int]:
        """Return which change is current (0: none) and how many there are."""
        rows = [item.row for item in self._presenter.items]
        row = self._state.selection.row
        return (rows.index(row) + 1 if row in rows else 0), len(rows)

    def step_fact(self, kind: str, by: int) -> None:
        """Go to the next or previous industry or target that changed."""
        comparison = self._state.comparison
        if comparison is None:
            return
        changes: Sequence[IndustryChange | TargetChange] = (
            comparison.changes.industries if kind == "industry" else comparison.changes.targets
        )
        refs = [f"{kind}:{number}" for number, change in enumerate(changes) if change.change != "kept"]
        self._step(refs, by)

    def step_annotation(self, by: int) -> None:
        """Go to the next or previous annotation."""
        self._step([f"annotation:{thread.annotation.id}" for thread in self._presenter.threads], by)

    def _step(self, refs: list[str], by: int) -> None:
        if not refs:
            return
        current = self._state.selection.ref
        if current in refs:
            number = refs.index(current) + by
        else:
            here = self._state.selection.row
            rows = [self.row_of_ref(ref)[0] for ref in refs]
            after = next((n for n, row in enumerate(rows) if row > here), len(refs))
            number = after if by > 0 else after - 1
        if 0 <= number < len(refs):
            self.go_to_ref(refs[number])

    # -- clauses -------------------------------------------------------------------------------------------------

    def go_to_clause(self, wanted: str) -> bool:
        """Go to the clause that a person names (三/（二）); say whether there is one. The new draft comes first."""
        comparison = self._state.comparison
        if comparison is None:
            return False
        for side, document in (("new", comparison.new), ("old", comparison.old)):
            index = find_clause(document, wanted)
            if index is not None:
                chosen: Side = "new" if side == "new" else "old"
                row = self._state.row_of(chosen, document.sections[index].first_block)
                self.go_to_row(row, side=chosen)
                return True
        return False

    # -- words ---------------------------------------------------------------------------------------------------

    def find(self, wanted: str) -> None:
        """Mark every place where ``wanted`` stands, and go to the first at or after the current row."""
        self._wanted = wanted
        self._look()
        self._hit = -1
        if self._hits:
            here = max(self._place.view.top_row, 0)
            self._hit = next((number for number, hit in enumerate(self._hits) if hit.row >= here), 0)
        self._show_hits(go=True)

    def step_hit(self, by: int) -> None:
        """Go to the next or previous hit, round at the ends."""
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self._show_hits(go=True)

    def find_again(self) -> None:
        """Find in rows that were computed again, without moving."""
        if self._wanted:
            self._look()
            self._hit = min(self._hit, len(self._hits) - 1)
            self._show_hits(go=False)

    def _look(self) -> None:
        self._hits = find(self._presenter.rows, self._wanted, self._presenter.hidden)
        self._marks = {}
        for hit in self._hits:
            self._marks.setdefault((hit.row, hit.side), []).append((hit.start, hit.end))
        old = sum(hit.side == "old" for hit in self._hits)
        self.sides_counted.emit(old, len(self._hits) - old)

    def _show_hits(self, *, go: bool) -> None:
        if go and 0 <= self._hit < len(self._hits) and self._hits[self._hit].inside >= 0:
            self._presenter.unfold(self._hits[self._hit].inside)  # the rows are new now, and so are the hits
        current = self._hits[self._hit] if 0 <= self._hit < len(self._hits) else None
        where = None if current is None else (current.row, current.side, current.start, current.end)
        self._place.view.set_hits(self._marks, where)
        if go and current is not None:
            self._place.view.show_row(current.row)
        self.hits_changed.emit(self._hit, len(self._hits) if self._wanted else -1)

    # -- back and forward ----------------------------------------------------------------------------------------

    def _remember(self, selection: Selection) -> None:
        current, total = self.change_number()
        self.place_changed.emit(current, total)
        if self._moving or selection.row < 0:
            return
        if self._history and self._history[self._at].row == selection.row:
            self._history[self._at] = selection
            return
        del self._history[self._at + 1 :]
        self._history.append(selection)
        del self._history[:-MOST_HISTORY]
        self._at = len(self._history) - 1

    def travel(self, by: int) -> None:
        """Go back (-1) or forward (1) through the places visited."""
        target = self._at + by
        if 0 <= target < len(self._history):
            self._at = target
            self._moving = True
            try:
                selection = self._history[target]
                self.go_to_row(selection.row, ref=selection.ref, side=selection.side)
            finally:
                self._moving = False

    def forget(self) -> None:
        """Begin a new history, for another comparison."""
        self._history, self._at = [], -1
        self._hits, self._marks, self._hit, self._wanted = [], {}, -1, ""
        self.hits_changed.emit(-1, -1)
