"""The log of acts that a review is made of, and the state that follows from it.

A review is a set of acts, each with an id of its own; nothing is ever changed in place. An act sets one field of one
subject (an annotation, a reply, a tick, a pin, an option) and names the acts it supersedes (``base``). The state is a
fold over the set, so that merging two reviews is the union of their sets: commutative, associative, and doing it
twice changes nothing. Two acts on one field where neither knew of the other are a conflict: both are shown, the later
one stands until a person decides.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]

AUTOMATIC = "placed:"
"""Fields that begin so hold what the program worked out from the rest: nobody's doing, never a conflict."""

SAME_AS = AUTOMATIC + "same-as"
"""The field that says which of the review's own annotations one that came back in a Word file is."""


class Act(NamedTuple):
    """One thing that somebody did.

    ``clock`` is one more than the greatest the author's copy had seen (a Lamport clock), so that an act never sorts
    before one it builds on. ``time`` is ISO 8601. A named tuple, since a review holds tens of thousands.
    """

    id: str
    clock: int
    time: str
    author: str
    subject: str
    field: str
    value: Value
    base: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str]:
        """The place in the one order that every copy agrees on."""
        return self.clock, self.id


def new_id() -> str:
    """Return a new id: 32 hexadecimal digits."""
    return os.urandom(16).hex()


def now() -> str:
    """Return this moment in ISO 8601 with the local offset, to the second."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")


class Register:
    """What is known of one field: the acts that nothing has superseded, in order; the last one stands."""

    __slots__ = ("heads",)

    def __init__(self, heads: Iterable[Act]) -> None:
        self.heads = tuple(sorted(heads, key=lambda act: act.order))

    @property
    def act(self) -> Act:
        """The act that stands."""
        return self.heads[-1]

    @property
    def value(self) -> Value:
        """The value that stands."""
        return self.heads[-1].value

    @property
    def in_conflict(self) -> bool:
        """Whether two people set different values without knowing of each other."""
        return any(head.value != self.heads[-1].value for head in self.heads[:-1])


class Log:
    """A set of acts with the state that follows from them, kept up to date as acts are added."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts: dict[str, Act] = {}
        self._heads: dict[str, dict[str, dict[str, Act]]] = {}
        self._superseded: set[tuple[str, str, str]] = set()
        self.clock = 0
        for act in acts:
            self.add(act)

    def __len__(self) -> int:
        return len(self._acts)

    def __contains__(self, act_id: object) -> bool:
        return act_id in self._acts

    def __iter__(self) -> Iterator[Act]:
        """Yield the acts in the one order that every copy agrees on."""
        return iter(sorted(self._acts.values(), key=lambda act: act.order))

    def add(self, act: Act) -> bool:
        """Take an act in; answer whether that made a difference. The order in which acts come makes none.

        Two acts with one id (a file was tampered with, or two programs read one Word file differently) are settled
        the same way in every copy: the one whose text sorts first is kept.
        """
        known = self._acts.get(act.id)
        if known is not None:
            if known == act or _spelt(known) <= _spelt(act):
                return False
            self._rebuild(act)
            return True
        self._acts[act.id] = act
        if act.clock > self.clock:
            self.clock = act.clock
        subject, field = act.subject, act.field
        fields = self._heads.get(subject)
        if fields is None:
            fields = self._heads[subject] = {}
        heads = fields.get(field)
        if heads is None:
            heads = fields[field] = {}
        for known_id in act.base:
            self._superseded.add((known_id, subject, field))
            heads.pop(known_id, None)
        if not self._superseded or (act.id, subject, field) not in self._superseded:
            heads[act.id] = act
        return True

    def _rebuild(self, act: Act) -> None:
        acts = [act if each.id == act.id else each for each in self._acts.values()]
        self._acts, self._heads, self._superseded = {}, {}, set()
        for each in acts:
            self.add(each)

    def act(self, act_id: str) -> Act | None:
        """Return one act."""
        return self._acts.get(act_id)

    def subjects(self) -> Iterator[str]:
        """Yield every subject."""
        return iter(self._heads)

    def fields(self, subject: str) -> Mapping[str, Register]:
        """Return the fields of a subject with what is known of each; empty for an unknown subject."""
        return {field: Register(heads.values()) for field, heads in self._heads.get(subject, {}).items() if heads}

    def register(self, subject: str, field: str) -> Register | None:
        """Return what is known of one field, ``None`` where nothing is."""
        heads = self._heads.get(subject, {}).get(field)
        return Register(heads.values()) if heads else None

    def made(self, subject: str) -> Act | None:
        """Return the act that made a subject, ``None`` where no act did."""
        act = self._acts.get(subject)
        return act if act is not None and act.field == "made" and act.subject == subject else None

    def is_plain(self, subject: str) -> bool:
        """Say whether nothing was done to a subject but the making of it."""
        return len(self._heads.get(subject, ())) == 1

    def field_names(self, subject: str) -> Sequence[str]:
        """Return the names of a subject's fields."""
        return tuple(self._heads.get(subject, ()))

    def heads(self, subject: str, field: str) -> tuple[str, ...]:
        """Return the ids of the acts that a new act on this field supersedes."""
        return tuple(sorted(self._heads.get(subject, {}).get(field, ())))

    def history(self, subject: str) -> tuple[Act, ...]:
        """Return every act on a subject, the superseded ones too, in order."""
        found = [act for act in self._acts.values() if act.subject == subject]
        return tuple(sorted(found, key=lambda act: act.order))


def _spelt(act: Act) -> str:
    return json.dumps(act, ensure_ascii=True, sort_keys=True)
