"""Where two people set one thing differently without knowing of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from comparators.review.acts import AUTOMATIC, Act, Register, Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that people set differently without knowing of each other: every version, the last one standing.

    The field ``deleted`` is in conflict where somebody took away what somebody else went on writing; the versions
    are then the taking away and what was written, and the annotation stays until a person decides.
    """

    subject: str
    field: str
    versions: tuple[Act, ...]


def in_conflict(subject: str, field: str, register: Register) -> bool:
    """Say whether a field of a subject was set differently by people who did not know of each other."""
    if field == "reply" or field.startswith(AUTOMATIC) or not register.in_conflict:
        return False
    if subject.startswith("source:"):  # one draft under two names is one draft
        return len({str(cast("Mapping[str, Value]", head.value)["sha256"]) for head in register.heads}) > 1
    return True
