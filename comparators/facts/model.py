"""The three kinds of fact that reviewers follow, and their changes, as values (see ``policy-facts``).

``block`` is the index of the block the fact stands in and ``span`` its code points there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comparators.document import Span

TargetKind = Literal["goal", "annual", "funding", "limit"]
Comparator = Literal["exactly", "at_least", "more_than", "at_most", "about"]


@dataclass(frozen=True, slots=True)
class Industry:
    """A name that the document itself lists as an industry, field, track or cluster to develop."""

    name: str
    tier: str
    region: str
    section: str
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that the document commits to. ``span`` covers number and unit, ``subject_span`` the subject."""

    kind: TargetKind
    subject: str
    value: str
    unit: str
    comparator: Comparator
    deadline: int | None
    section: str
    block: int
    span: Span
    subject_span: Span | None = None


@dataclass(frozen=True, slots=True)
class ListCount:
    """The size of a list as stated beside the number of items listed: a mismatch is a drafting error.

    ``listed`` is ``None`` where the document does not list the items anywhere.
    """

    text: str
    stated: int
    listed: int | None
    section: str
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A note that says who answers for a task. ``unit_spans`` are those of lead and others, in that order."""

    lead: str
    others: tuple[str, ...]
    section: str
    block: int
    span: Span
    unit_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """All the facts of one document, each kind in reading order."""

    industries: tuple[Industry, ...] = ()
    targets: tuple[Target, ...] = ()
    list_counts: tuple[ListCount, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()


Clue = tuple[str, tuple[str, ...]]
"""What speaks for a change: a code and the names it is about (see :mod:`comparators.facts.evidence`)."""
Evidence = tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class IndustryChange:
    """What became of an industry entry, and what speaks for that."""

    change: Literal["added", "removed", "renamed", "retiered", "kept"]
    old: Industry | None
    new: Industry | None
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What became of a target. ``fields`` names those that changed; ``ratio`` is new value / old value - 1."""

    change: Literal["added", "removed", "changed", "kept"]
    old: Target | None
    new: Target | None
    fields: tuple[str, ...] = ()
    direction: Literal["raised", "lowered"] | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class ResponsibilityChange:
    """What became of a note on responsible units, for the aligned pair of sections."""

    change: Literal["lead_changed", "units_added", "units_removed", "added", "removed", "kept"]
    old: Responsibility | None
    new: Responsibility | None
    units_added: tuple[str, ...] = ()
    units_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactChanges:
    """The changes of all facts between two documents, in the new document's order, removed ones in their place."""

    industries: tuple[IndustryChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    responsibilities: tuple[ResponsibilityChange, ...] = ()
