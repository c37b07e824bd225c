"""What reviewers do: annotate, suggest, answer, resolve, decide, tick, pair. All of it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from comparators.review.anchors import make_anchor
from comparators.review.annotations import Anchor, Annotation, AnnotationKind, Decision, Opinion, Side
from desktop import commands
from desktop.views.text_selection import BlockStretch

if TYPE_CHECKING:
    from desktop.controller import Controller
    from desktop.models.state import ReviewState, Selection


class Annotator(QObject):
    """Turns wishes into commands on the session. ``made`` carries the id of a new annotation."""

    made = Signal(str)

    def __init__(self, state: ReviewState, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._controller = state, controller
        self._chosen: tuple[Side, int] | None = None

    def _do(self, command: commands.SessionCommand) -> bool:
        return self._controller.act(lambda: commands.do(self._state, command))

    def _anchor(self, stretch: BlockStretch | None) -> Anchor | None:
        """Return the anchor of the selected text, or of the whole block of the selected row."""
        documents, selection = self._state.documents(), self._state.selection
        session = self._state.session
        if session is None:
            return None
        if stretch is None:
            stretch = self._whole_block(selection)
        if stretch is None:
            return None
        return make_anchor(
            documents[stretch.side],
            stretch.side,
            stretch.block,
            stretch.start,
            stretch.last_block,
            stretch.end,
            session.source_hash(stretch.side)[:16],
        )

    def _whole_block(self, selection: Selection) -> BlockStretch | None:
        comparison = self._state.comparison
        if comparison is None or not 0 <= selection.row < len(comparison.rows):
            return None
        row = comparison.rows[selection.row]
        side: Side = "new" if row.new and (selection.side == "new" or not row.old) else "old"
        blocks = row.new if side == "new" else row.old
        document = comparison.new if side == "new" else comparison.old
        return BlockStretch(side, blocks[0], 0, blocks[-1], len(document.blocks[blocks[-1]].text))

    def add(
        self,
        kind: AnnotationKind,
        stretch: BlockStretch | None,
        *,
        body: str = "",
        replacement: str | None = None,
        category: str = "",
        color: str = "",
        opinion: Opinion | None = None,
    ) -> str:
        """Add an annotation to the selected text or row; return its id, empty where it could not be written."""
        settings = self._controller.settings.value
        anchor = self._anchor(stretch)
        annotation = Annotation(
            id="",
            kind=kind,
            author=settings.author,
            time="",
            scope="document" if anchor is None else "text" if stretch is not None else "row",
            anchor=anchor,
            body=body,
            replacement=replacement,
            category=category,
            color=color,
            initials=settings.initials,
            opinion=opinion,
        )
        command = commands.AddAnnotation(self._state, annotation)
        if not self._do(command) or command.made is None:
            return ""
        self.made.emit(command.made.id)
        return command.made.id

    def set_field(self, annotation_id: str, field: str, value: str) -> None:
        """Set a text field of an annotation."""
        annotation = self._find(annotation_id)
        if annotation is not None:
            self._do(commands.EditAnnotation(self._state, annotation, field, value))

    def reply(self, annotation_id: str, text: str) -> None:
        """Answer in a thread."""
        self._do(commands.AddReply(self._state, annotation_id, text))

    def toggle_resolved(self, annotation_id: str) -> None:
        """Resolve an open thread, reopen a resolved one."""
        annotation = self._find(annotation_id)
        if annotation is not None:
            to = "open" if annotation.state == "resolved" else "resolved"
            self._do(commands.resolve(self._state, annotation, to))  # type: ignore[arg-type]

    def decide(self, annotation_id: str, decision: Decision, reason: str) -> bool:
        """Record what became of an opinion."""
        annotation = self._find(annotation_id)
        return annotation is not None and self._do(commands.decide(self._state, annotation, decision, reason))

    def set_opinion(self, annotation_id: str, opinion: Opinion) -> bool:
        """Set all of an opinion at once."""
        annotation = self._find(annotation_id)
        return annotation is not None and self._do(commands.set_opinion(self._state, annotation, opinion))

    def delete(self, ids: Sequence[str]) -> None:
        """Take annotations away."""
        if ids:
            self._do(commands.DeleteAnnotation(self._state, ids))

    def abandon(self, annotation_id: str) -> None:
        """Take back an annotation just made, into which nothing was written."""
        stack = self._state.undo_stack
        last = stack.command(stack.index() - 1)
        if isinstance(last, commands.AddAnnotation) and last.made is not None and last.made.id == annotation_id:
            stack.undo()
        else:
            self.delete((annotation_id,))

    def tick(self, keys: Sequence[str], ticked: bool) -> bool:
        """Mark changes as reviewed or not."""
        if self._state.read_only:
            self._controller.told.emit(self._state.words("这份对稿只能阅读，不能标记"))
            return False
        command = commands.TickChanges(self._state, keys, ticked)
        return command.does_something and self._do(command)

    def _find(self, annotation_id: str) -> Annotation | None:
        return self._state.annotation(annotation_id)

    # -- pairing by hand -----------------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[Side, int] | None:
        """The block chosen to be paired: side and index."""
        return self._chosen

    def choose(self, side: Side, block: int) -> None:
        """Choose the first block of a pair."""
        self._chosen = (side, block)

    def pair_with(self, side: Side, block: int, compare_again: Callable[[], None]) -> bool:
        """Hold the chosen block and this one together; false where both are of one side."""
        if self._chosen is None or self._chosen[0] == side:
            return False
        other, self._chosen = self._chosen[1], None
        old, new = (other, block) if side == "new" else (block, other)
        return self._do(commands.PinBlocks(self._state, old, new, True, compare_again))

    def unpair(self, row: int, compare_again: Callable[[], None]) -> bool:
        """Hold the blocks of a row apart, or let go of a pair that was held."""
        comparison, session = self._state.comparison, self._state.session
        if comparison is None or session is None or not 0 <= row < len(comparison.rows):
            return False
        found = comparison.rows[row]
        if not found.old or not found.new:
            return False
        pair = (found.old[0], found.new[0])
        held = None if pair in session.options().pins else False
        return self._do(commands.PinBlocks(self._state, *pair, held, compare_again))
