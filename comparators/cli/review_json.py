"""Reviews as JSON: annotations, acts, conflicts and placements with the names that the values have in the engine."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from comparators.review.acts import Act
from comparators.review.annotations import DECISION_TERMS, Annotation

if TYPE_CHECKING:
    from comparators.review.anchors import Placement
    from comparators.review.session import Conflict

SCHEMA = "duigao.review/1"


def encode(**fields: Any) -> bytes:
    """Return an object as JSON, with the schema in front."""
    text = json.dumps({"schema": SCHEMA, **fields}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def annotation_value(annotation: Annotation, placement: Placement | None = None) -> dict[str, Any]:
    """Return an annotation with every field; ``side`` is its anchor's, ``placement`` only where it was asked for."""
    value: dict[str, Any] = {}
    for field in dataclasses.fields(annotation):
        each = getattr(annotation, field.name)
        if dataclasses.is_dataclass(each) and not isinstance(each, type):
            each = dataclasses.asdict(each)
        elif field.name == "replies":
            each = [dataclasses.asdict(reply) for reply in each]
        value[field.name] = each
    value["side"] = annotation.anchor.side if annotation.anchor else ""
    if annotation.opinion is not None:
        value["opinion"]["decision_term"] = DECISION_TERMS[annotation.opinion.decision]
    if placement is not None:
        value["placement"] = {**dataclasses.asdict(placement), "placed": placement.placed}
    return value


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
