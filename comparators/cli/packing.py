"""Documents, pairs, facts and changes as plain tuples, which :mod:`marshal` passes on at once, and back again.

A second process imports this while another waits: what makes comparisons is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

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

_REST: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("sections", Section),
    ("comments", Comment),
    ("problems", Problem),
)
_FACTS = (
    ("industries", Industry),
    ("targets", Target),
    ("list_counts", ListCount),
    ("responsibilities", Responsibility),
)
_CHANGES = (
    ("industries", IndustryChange),
    ("targets", TargetChange),
    ("responsibilities", ResponsibilityChange),
)


def values_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that gives the values of all fields of one of ``kind``."""
    return attrgetter(*(each.name for each in fields(kind)))


def pack_all(kind: Any, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Return values of one ``kind`` as tuples."""
    return list(map(values_of(kind), values))


def pack_document(document: Document, sources: bool = True) -> tuple[Any, ...]:
    """Return a document as tuples, its blocks without their ``sources`` where nobody will ask for them."""
    layouts: dict[Layout, int] = {}
    blocks = [(*_BLOCK(block), layouts.setdefault(block.layout, len(layouts))) for block in document.blocks]
    places = [_SOURCE(block.source) for block in document.blocks] if sources else []
    rest = (pack_all(kind, getattr(document, name)) for name, kind in _REST)
    return document.path, document.format, document.title, blocks, places, pack_all(Layout, layouts), *rest


def unpack_document(packed: tuple[Any, ...]) -> Document:
    """Return the document of :func:`pack_document`."""
    path, form, title, blocks, places, packed_layouts, *rest = packed
    layouts = [Layout(*values) for values in packed_layouts]
    block: Callable[..., Block] = Block
    sources = [Source(*values) for values in places] or [Source()] * len(blocks)
    return Document(
        path,
        form,
        title,
        tuple(
            block(*values, source=source, layout=layouts[layout])
            for (*values, layout), source in zip(blocks, sources, strict=True)
        ),
        *(tuple(kind(*values) for values in found) for (_, kind), found in zip(_REST, rest, strict=True)),
    )


_BLOCK = attrgetter(*(each.name for each in fields(Block) if each.name not in ("source", "layout")))
_SOURCE = values_of(Source)


def pack_pairs(pairs: Sequence[Pair]) -> list[tuple[Any, ...]]:
    """Return pairs as tuples."""
    return pack_all(Pair, pairs)


def unpack_pairs(packed: list[tuple[Any, ...]]) -> tuple[Pair, ...]:
    """Return the pairs of :func:`pack_pairs`."""
    return tuple(Pair(*values) for values in packed)


def pack_facts(facts: PolicyFacts) -> tuple[Any, ...]:
    """Return the facts of a document as tuples."""
    return tuple(pack_all(kind, getattr(facts, name)) for name, kind in _FACTS)


def unpack_facts(packed: tuple[Any, ...]) -> PolicyFacts:
    """Return the facts of :func:`pack_facts`."""
    kinds: tuple[Callable[..., Any], ...] = tuple(kind for _, kind in _FACTS)
    return PolicyFacts(*(tuple(kind(*values) for values in found) for kind, found in zip(kinds, packed, strict=True)))


def pack_changes(changes: FactChanges, old: PolicyFacts, new: PolicyFacts) -> tuple[Any, ...]:
    """Return changes as tuples, each fact as its place among those of its document."""
    packed = []
    for name, kind in _CHANGES:
        first, second = ({id(fact): at for at, fact in enumerate(getattr(facts, name))} for facts in (old, new))
        packed.append(
            [
                (change, None if old is None else first[id(old)], None if new is None else second[id(new)], *rest)
                for change, old, new, *rest in pack_all(kind, getattr(changes, name))
            ]
        )
    return tuple(packed)


def unpack_changes(packed: tuple[Any, ...], old: PolicyFacts, new: PolicyFacts) -> FactChanges:
    """Return the changes of :func:`pack_changes`, of the facts given."""
    found: list[Any] = []
    for (name, kind), changes in zip(_CHANGES, packed, strict=True):
        make: Callable[..., Any] = kind
        first, second = getattr(old, name), getattr(new, name)
        found.append(
            tuple(
                make(change, None if a is None else first[a], None if b is None else second[b], *rest)
                for change, a, b, *rest in changes
            )
        )
    return FactChanges(*found)
