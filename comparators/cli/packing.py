"""Documents, pairs, facts and changes as plain columns, which :mod:`marshal` passes on at once, and back again.

Values of one kind travel field by field, and are made again field by field: for thousands of them that takes less than
half the time of calling each one's ``__init__``. A second process imports this while another waits: what makes
comparisons is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

from comparators.alignment.pairs import Pair
from comparators.document import Block, Comment, Document, Layout, Problem, Section, Source
from comparators.facts.model import (
    FactChanges,
    Industry,
    IndustryChange,
    ListCount,
    PolicyFacts,
    Responsibility,
    ResponsibilityChange,
    Target,
    TargetChange,
)

Kind = TypeVar("Kind")
Columns = list[list[Any]]
"""The values of many things of one kind, field by field."""

_REST: tuple[tuple[str, type[Any]], ...] = (
    ("sections", Section),
    ("comments", Comment),
    ("problems", Problem),
)
_FACTS: tuple[tuple[str, type[Any]], ...] = (
    ("industries", Industry),
    ("targets", Target),
    ("list_counts", ListCount),
    ("responsibilities", Responsibility),
)
_CHANGES: tuple[tuple[str, type[Any]], ...] = (
    ("industries", IndustryChange),
    ("targets", TargetChange),
    ("responsibilities", ResponsibilityChange),
)


def pack_all(kind: type[Any], values: Iterable[Any]) -> Columns:
    """Return values of one ``kind``, a frozen class with slots, field by field."""
    every = list(values)
    return [list(map(attrgetter(each.name), every)) for each in fields(kind)]


def unpack_all(kind: type[Kind], columns: Sequence[Sequence[Any]]) -> tuple[Kind, ...]:
    """Return the values that :func:`pack_all` took apart."""
    made: list[Kind] = list(map(object.__new__, repeat(kind, len(columns[0]) if columns else 0)))
    for each, column in zip(fields(kind), columns, strict=True):  # type: ignore[arg-type]
        deque(map(getattr(kind, each.name).__set__, made, column), maxlen=0)
    return tuple(made)


def pack_document(document: Document, sources: bool = True) -> tuple[Any, ...]:
    """Return a document field by field, its blocks without their ``sources`` where nobody will ask for them."""
    layouts: dict[Layout, int] = {}
    *own, places, looks = pack_all(Block, document.blocks)
    looks = [layouts.setdefault(look, len(layouts)) for look in looks]
    packed = pack_all(Source, places) if sources else []
    rest = (pack_all(kind, getattr(document, name)) for name, kind in _REST)
    return document.path, document.format, document.title, own, packed, looks, pack_all(Layout, layouts), *rest


def unpack_document(packed: tuple[Any, ...]) -> Document:
    """Return the document of :func:`pack_document`."""
    path, form, title, own, places, looks, packed_layouts, *rest = packed
    layouts = unpack_all(Layout, packed_layouts)
    sources = unpack_all(Source, places) if places else [Source()] * len(looks)
    return Document(
        path,
        form,
        title,
        unpack_all(Block, [*own, sources, [layouts[look] for look in looks]]),
        *(unpack_all(kind, found) for (_, kind), found in zip(_REST, rest, strict=True)),
    )


def pack_pairs(pairs: Sequence[Pair]) -> Columns:
    """Return pairs field by field."""
    return pack_all(Pair, pairs)


def unpack_pairs(packed: Columns) -> tuple[Pair, ...]:
    """Return the pairs of :func:`pack_pairs`."""
    return unpack_all(Pair, packed)


def pack_facts(facts: PolicyFacts) -> tuple[Any, ...]:
    """Return the facts of a document field by field."""
    return tuple(pack_all(kind, getattr(facts, name)) for name, kind in _FACTS)


def unpack_facts(packed: tuple[Any, ...]) -> PolicyFacts:
    """Return the facts of :func:`pack_facts`."""
    return PolicyFacts(*(unpack_all(kind, found) for (_, kind), found in zip(_FACTS, packed, strict=True)))


def pack_changes(changes: FactChanges, old: PolicyFacts, new: PolicyFacts) -> tuple[Any, ...]:
    """Return changes field by field, each fact as its place among those of its document, -1 where there is none."""
    packed = []
    for name, kind in _CHANGES:
        kinds, *facts = pack_all(kind, getattr(changes, name))
        sides = []
        for side, column in zip((old, new), facts, strict=False):
            places = {id(fact): at for at, fact in enumerate(getattr(side, name))}
            sides.append([-1 if fact is None else places[id(fact)] for fact in column])
        packed.append([kinds, *sides, *facts[2:]])
    return tuple(packed)


def unpack_changes(packed: tuple[Any, ...], old: PolicyFacts, new: PolicyFacts) -> FactChanges:
    """Return the changes of :func:`pack_changes`, of the facts given."""
    found: list[Any] = []
    for (name, kind), (kinds, first, second, *rest) in zip(_CHANGES, packed, strict=True):
        before, after = (*getattr(old, name), None), (*getattr(new, name), None)  # -1 leads to the last
        sides = [before[at] for at in first], [after[at] for at in second]
        found.append(unpack_all(kind, [kinds, *sides, *rest]))
    return FactChanges(*found)
