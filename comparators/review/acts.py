"""The log of acts that a review is made of, and the state that follows from it.

A review is a set of acts, each with an id of its own; nothing is ever changed in place. An act sets one field of one
subject (an annotation, a reply, a tick, a pin, an option) and names the acts it supersedes (``base``). The state is a
fold over the set, so that merging two reviews is the union of their sets: commutative, associative, and doing it
twice changes nothing. Two acts on one field where neither knew of the other are a conflict: both are shown, the later
one stands until a person decides.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did.

    ``clock`` is one more than the greatest the author's copy had seen (a Lamport clock), so that an act never sorts
    before one it builds on. ``time`` is ISO 8601.
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
    return uuid.uuid4().hex


def now() -> str:
    """Return this moment in ISO 8601 with the local offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of one field: the acts that nothing has superseded, in order; the last one stands."""

    heads: tuple[Act, ...]

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
        self._superseded: set[str] = set()
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
        """Take an act in; answer whether it was new. The order in which acts come makes no difference."""
        if act.id in self._acts:
            return False
        self._acts[act.id] = act
        self.clock = max(self.clock, act.clock)
        self._superseded.update(act.base)
        heads = self._heads.setdefault(act.subject, {}).setdefault(act.field, {})
        for known in act.base:
            heads.pop(known, None)
        if act.id not in self._superseded:
            heads[act.id] = act
        return True

    def subjects(self) -> Iterator[str]:
        """Yield every subject."""
        return iter(self._heads)

    def fields(self, subject: str) -> Mapping[str, Register]:
        """Return the fields of a subject with what is known of each; empty for an unknown subject."""
        return {
            field: Register(tuple(sorted(heads.values(), key=lambda act: act.order)))
            for field, heads in self._heads.get(subject, {}).items()
            if heads
        }

    def heads(self, subject: str, field: str) -> tuple[str, ...]:
        """Return the ids of the acts that a new act on this field supersedes."""
        return tuple(sorted(self._heads.get(subject, {}).get(field, {})))

    def history(self, subject: str) -> tuple[Act, ...]:
        """Return every act on a subject, the superseded ones too, in order."""
        return tuple(act for act in self if act.subject == subject)
