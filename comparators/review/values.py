"""How annotations, anchors and opinions are written down as values of acts, and read back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import cast

from comparators.review.acts import Act, Value
from comparators.review.annotations import Anchor, Annotation, AnnotationKind, Opinion, Reply, Scope, State

PLAIN_FIELDS = frozenset(
    {
        "kind",
        "scope",
        "fact",
        "body",
        "replacement",
        "category",
        "color",
        "assigned_to",
        "initials",
        "state",
        "origin",
    }
)
"""The fields of an annotation that are one text each (``replacement`` may be none)."""

EDITABLE = PLAIN_FIELDS | {"tags", "anchor", "other", "opinion"}

_ANCHOR_FIELDS = tuple(each.name for each in dataclasses.fields(Anchor))
_ANCHOR_KINDS = (str, int, int, int, int, str, str, str, str, str, bool)
_FEWEST_ANCHOR_FIELDS = 6
_OPINION_FIELDS = frozenset(each.name for each in dataclasses.fields(Opinion))
_BLANK = Annotation("", "comment", "", "")


def made_value(annotation: Annotation) -> dict[str, Value]:
    """Return what an annotation's first act records: the fields that say something, and no others."""
    value: dict[str, Value] = {
        field: getattr(annotation, field)
        for field in sorted(PLAIN_FIELDS)
        if getattr(annotation, field) != getattr(_BLANK, field)
    }
    if annotation.tags:
        value["tags"] = list(annotation.tags)
    for name, anchor in (("anchor", annotation.anchor), ("other", annotation.other)):
        if anchor is not None:
            value[name] = anchor_value(anchor)
    if annotation.opinion is not None:
        value["opinion"] = opinion_value(annotation.opinion)
    return value


def anchor_value(anchor: Anchor) -> Value:
    """Return an anchor as a list, its fields in the order of :class:`Anchor`."""
    return [getattr(anchor, field) for field in _ANCHOR_FIELDS]


def anchor_of(value: Value) -> Anchor | None:
    """Return the anchor of a value that :func:`anchor_value` made; fields of a later version are passed over.

    What damage has made of one is none: the annotation stands without its place.
    """
    if not isinstance(value, list) or len(value) < _FEWEST_ANCHOR_FIELDS:
        return None
    fields = value[: len(_ANCHOR_FIELDS)]
    fits = all(isinstance(field, kind) for field, kind in zip(fields, _ANCHOR_KINDS, strict=False))
    return Anchor(*fields) if fits and fields[0] in ("old", "new") else None  # type: ignore[arg-type]


def opinion_value(opinion: Opinion) -> Value:
    """Return what an opinion says, without its empty fields."""
    return {field: value for field, value in dataclasses.asdict(opinion).items() if value}


def opinion_of(value: Value) -> Opinion | None:
    """Return the opinion of a value that :func:`opinion_value` made; fields of a later version are passed over."""
    if not isinstance(value, dict):
        return None
    return Opinion(**{key: each for key, each in value.items() if key in _OPINION_FIELDS})  # type: ignore[arg-type]


def annotation_from(
    name: str,
    made: Act,
    values: Mapping[str, Value],
    replies: tuple[Reply, ...],
    modified: str = "",
    conflicts: tuple[str, ...] = (),
) -> Annotation:
    """Return the annotation that the values of its fields amount to."""
    say = values.get
    tags = say("tags")
    return Annotation(
        name,
        cast("AnnotationKind", say("kind", "comment")),
        made.author,
        made.time,
        cast("Scope", say("scope", "text")),
        anchor_of(say("anchor")),
        anchor_of(say("other")),
        cast("str", say("fact", "")),
        cast("str", say("body", "")),
        cast("str | None", say("replacement")),
        cast("str", say("category", "")),
        cast("str", say("color", "")),
        tuple(map(str, tags)) if isinstance(tags, list) else (),
        cast("str", say("assigned_to", "")),
        cast("str", say("initials", "")),
        cast("State", say("state", "open")),
        opinion_of(say("opinion")),
        replies,
        cast("str", say("origin", "")),
        modified,
        conflicts,
    )
