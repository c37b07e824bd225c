"""One command for each thing a person does to the session, so that everything can be undone and redone.

Doing, undoing and redoing write to the session before they return: what the window shows as done is on disk. Where
writing fails (disk full, file taken away) nothing has changed: :func:`do` raises, and a failing undo or redo, which Qt
calls and through which no exception can pass, is told by the state's ``command_failed``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from comparators.errors import DuigaoError
from comparators.review.annotations import Annotation, Decision, Opinion, State

if TYPE_CHECKING:
    from comparators.review.acts import Value
    from comparators.review.session import Session
    from desktop.models.state import ReviewState

_WRITING = 1


def do(state: ReviewState, command: SessionCommand) -> None:
    """Do what a command says and put it on the undo stack. Raises :class:`DuigaoError`; then nothing has changed."""
    command.do()
    state.undo_stack.push(command)


class SessionCommand(QUndoCommand):
    """A command on the state's session."""

    def __init__(self, state: ReviewState, text: str) -> None:
        super().__init__(state.words(text))
        self._state = state
        self._done = False

    def apply(self) -> None:
        """Do it. Raises :class:`DuigaoError` where it cannot be written."""
        raise NotImplementedError

    def revert(self) -> None:
        """Undo it. Raises :class:`DuigaoError` where it cannot be written."""
        raise NotImplementedError

    def do(self) -> None:
        """Do it now, before it goes on the stack."""
        self.apply()
        self._done = True

    def redo(self) -> None:
        """Do it again; the first call, by the stack that took the command, finds it done."""
        if self._done:
            self._done = False
            return
        self._guarded(self.apply)

    def undo(self) -> None:
        """Undo it."""
        self._guarded(self.revert)

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except DuigaoError as error:
            self.setObsolete(True)
            self._state.command_failed.emit(error)

    @property
    def _session(self) -> Session:
        session = self._state.session
        if session is None:
            raise RuntimeError("no session is open")
        return session


class AddAnnotation(SessionCommand):
    """Add an annotation; undo takes it away, with the text that was written into it right afterwards."""

    def __init__(self, state: ReviewState, annotation: Annotation) -> None:
        super().__init__(state, "添加批注")
        self._annotation = annotation
        self.made: Annotation | None = None

    def apply(self) -> None:
        """Add it, or bring it back."""
        if self.made is None:
            self.made = self._session.add(self._annotation)
        else:
            self._session.delete(self.made.id, deleted=False)
        self._state.annotations_touched(self.made.id)

    def revert(self) -> None:
        """Take it away."""
        if self.made is not None:
            self._session.delete(self.made.id)
            self._state.annotations_touched(self.made.id)

    def id(self) -> int:
        """Offer to take in the command that follows (see :class:`QUndoCommand`)."""
        return _WRITING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the first text of the annotation made."""
        return isinstance(other, EditAnnotation) and self.made is not None and other.subject == self.made.id


class DeleteAnnotation(SessionCommand):
    """Take annotations away; undo brings them back."""

    def __init__(self, state: ReviewState, ids: Sequence[str]) -> None:
        super().__init__(state, "删除批注")
        self._ids = tuple(ids)

    def apply(self) -> None:
        """Take them away."""
        self._set(deleted=True)

    def revert(self) -> None:
        """Bring them back."""
        self._set(deleted=False)

    def _set(self, *, deleted: bool) -> None:
        for each in self._ids:
            self._session.delete(each, deleted=deleted)
        self._state.annotations_touched(*self._ids)


class EditAnnotation(SessionCommand):
    """Set one field of an annotation; undo sets it back."""

    def __init__(self, state: ReviewState, annotation: Annotation, field: str, value: Value, text: str = "") -> None:
        super().__init__(state, text or "修改批注")
        self._id, self._field, self._value = annotation.id, field, value
        before = getattr(annotation, field)
        if isinstance(before, Opinion):
            before = dataclasses.asdict(before)
        self._before: Value = list(before) if isinstance(before, tuple) else before
        self._first = field == "body" and not before

    @property
    def subject(self) -> str:
        """The id of the annotation."""
        return self._id

    def id(self) -> int:
        """Name the first text of an annotation as part of making it."""
        return _WRITING if self._first else -1

    def apply(self) -> None:
        """Set the new value."""
        self._session.edit(self._id, self._field, self._value)
        self._state.annotations_touched(self._id)

    def revert(self) -> None:
        """Set the earlier value."""
        self._session.edit(self._id, self._field, self._before)
        self._state.annotations_touched(self._id)


def resolve(state: ReviewState, annotation: Annotation, to: State) -> EditAnnotation:
    """Return the command that resolves or reopens a thread."""
    return EditAnnotation(state, annotation, "state", to, "解决批注" if to == "resolved" else "重新打开批注")


def decide(state: ReviewState, annotation: Annotation, decision: Decision, reason: str) -> EditAnnotation:
    """Return the command that records what became of an opinion."""
    opinion = dataclasses.replace(annotation.opinion or Opinion(), decision=decision, decision_reason=reason)
    return EditAnnotation(state, annotation, "opinion", dataclasses.asdict(opinion), "记录采纳情况")


def set_opinion(state: ReviewState, annotation: Annotation, opinion: Opinion) -> EditAnnotation:
    """Return the command that sets all of an opinion."""
    return EditAnnotation(state, annotation, "opinion", dataclasses.asdict(opinion), "修改意见")


class AddReply(SessionCommand):
    """Answer in a thread; undo takes the answer away."""

    def __init__(self, state: ReviewState, annotation_id: str, text: str) -> None:
        super().__init__(state, "回复批注")
        self._id, self._text = annotation_id, text
        self._reply = ""

    def apply(self) -> None:
        """Add the answer, or bring it back."""
        if self._reply:
            self._session.delete(self._reply, deleted=False)
        else:
            self._reply = self._session.reply(self._id, self._text).id
        self._state.annotations_touched(self._id)

    def revert(self) -> None:
        """Take the answer away."""
        self._session.delete(self._reply)
        self._state.annotations_touched(self._id)


class TickChanges(SessionCommand):
    """Mark changes as reviewed or not; undo marks them as they were."""

    def __init__(self, state: ReviewState, keys: Sequence[str], ticked: bool) -> None:
        super().__init__(state, "标记已核对" if ticked else "取消已核对")
        author, ticks = self._session.author, state.ticks
        self._keys = tuple(key for key in dict.fromkeys(keys) if (author in ticks.get(key, ())) != ticked)
        self._ticked = ticked

    @property
    def does_something(self) -> bool:
        """Whether any of the changes is marked otherwise now."""
        return bool(self._keys)

    def apply(self) -> None:
        """Mark them."""
        self._set(self._ticked)

    def revert(self) -> None:
        """Mark them as they were."""
        self._set(not self._ticked)

    def _set(self, ticked: bool) -> None:
        self._session.tick_all(self._keys, ticked)
        self._state.ticks_touched(*self._keys)


class PinBlocks(SessionCommand):
    """Hold a pair of blocks together or apart; ``compare_again`` is called after redo and undo."""

    def __init__(
        self,
        state: ReviewState,
        old_block: int,
        new_block: int,
        held: bool | None,
        compare_again: Callable[[], None],
    ) -> None:
        super().__init__(state, "手工配对" if held else "取消配对")
        self._pair = (old_block, new_block)
        options = self._session.options()
        self._before = True if self._pair in options.pins else False if self._pair in options.unpins else None
        self._held = held
        self._compare_again = compare_again

    def apply(self) -> None:
        """Hold the pair."""
        self._session.pin(*self._pair, self._held)
        self._compare_again()

    def revert(self) -> None:
        """Let the pair be as it was."""
        self._session.pin(*self._pair, self._before)
        self._compare_again()
