"""Reviews as JSON: annotations, acts, conflicts and placements with the names that the values have in the engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from comparators.review.acts import Act
from comparators.review.annotations import DECISION_TERMS, Anchor, Annotation, Opinion, Reply

if TYPE_CHECKING:
    from comparators.review.anchors import Placement
    from comparators.review.session import Conflict

SCHEMA = "duigao.review/1"


def encode(**fields: Any) -> bytes:
    """Return an object as JSON, the schema in front; each field, and each item of a list, on a line of its own.

    (``json.dumps`` with an indentation takes ten times as long.)
    """
    lines = [f"{_dump(name)}: {_block(value)}" for name, value in {"schema": SCHEMA, **fields}.items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")


def _block(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_dump, value)) + "\n]"
    return _dump(value)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def annotation_value(annotation: Annotation, placement: Placement | None = None) -> dict[str, Any]:
    """Return an annotation with every field; ``side`` is its anchor's, ``placement`` only where it was asked for."""
    value = _plain(annotation)
    for name in ("anchor", "other", "opinion"):
        if value[name] is not None:
            value[name] = _plain(value[name])
    value["replies"] = [_plain(reply) for reply in annotation.replies]
    value["side"] = annotation.anchor.side if annotation.anchor else ""
    if annotation.opinion is not None:
        value["opinion"]["decision_term"] = DECISION_TERMS[annotation.opinion.decision]
    if placement is not None:
        value["placement"] = {**_plain(placement), "placed": placement.placed}
    return value


def _plain(value: Annotation | Anchor | Opinion | Reply | Placement) -> dict[str, Any]:
    """Return the fields of a value, one level deep (``dataclasses.asdict`` copies all that is below too)."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def annotation_values(
    annotations: Iterable[Annotation], placements: Mapping[str, Placement] | None = None
) -> list[dict[str, Any]]:
    """Return several annotations."""
    known = placements or {}
    return [annotation_value(each, known.get(each.id)) for each in annotations]


def act_value(act: Act) -> dict[str, Any]:
    """Return an act."""
    return act._asdict()


def conflict_value(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict: every version, the last one standing."""
    return {
        "subject": conflict.subject,
        "field": conflict.field,
        "versions": [act_value(act) for act in conflict.versions],
        "standing": conflict.versions[-1].id if conflict.field != "deleted" else "",
    }
