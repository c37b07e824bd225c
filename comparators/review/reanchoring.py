"""What becomes of annotations when a draft is replaced: each finds its place anew, and the next version builds on it.

An annotation keeps the anchor that its author gave it for good. What the program works out for a later draft stands
beside it, in a field of its own for each draft (``placed:<source>``), as an act whose id, clock and time follow from
the annotation and the draft alone: two copies that replace the same draft write the same acts, and merging them gives
each once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from comparators.document import Document
from comparators.review.acts import AUTOMATIC, Act, Value
from comparators.review.anchors import HIGH_CONFIDENCE, Placement, unplaced
from comparators.review.annotations import Anchor, Annotation, Side
from comparators.review.placing import Placer
from comparators.review.values import anchor_of, anchor_value

if TYPE_CHECKING:
    from comparators.review.session import Session

Step = tuple[Act, Anchor, float]
"""One anchor that an annotation has or had: the act that says so, the anchor, and how sure that is (0 to 1)."""


def trail(session: Session, annotation: Annotation) -> tuple[Step, ...]:
    """Return the anchors of an annotation, the newest draft's first, its author's own last."""
    if annotation.anchor is None:
        return ()
    log = session.log
    moved = log.register(annotation.id, "anchor") or log.register(annotation.id, "made")
    if moved is None:
        return ()
    root = moved.act
    placed: list[Step] = []
    for field in log.field_names(annotation.id):
        if field.startswith(AUTOMATIC):
            register = log.register(annotation.id, field)
            for act in register.heads if register else ():
                value = cast("Mapping[str, Value]", act.value)
                anchor = anchor_of(value.get("anchor"))
                if value.get("root") == root.id and anchor is not None:
                    placed.append((act, anchor, float(cast("float", value.get("confidence", 0.0)))))
    placed.sort(key=lambda step: step[0].order, reverse=True)
    return (*placed, (root, annotation.anchor, 1.0))


def place(placer: Placer, steps: tuple[Step, ...], source: str) -> Placement:
    """Return where an annotation stands: by its anchor on this very draft, else by the newest that finds a place."""
    best: Placement | None = None
    for _, anchor, sure in sorted(steps, key=lambda step: step[1].source != source):
        found = placer.place(anchor)
        if not found.placed:
            continue
        confidence = round(found.confidence * sure, 3)
        found = Placement(found.block, found.start, found.last_block, found.end, confidence, found.how)
        if confidence >= HIGH_CONFIDENCE or anchor.source == source:
            return found
        if best is None or confidence > best.confidence:
            best = found
    return best if best is not None else unplaced(steps[-1][1])


def placements(
    session: Session,
    documents: Mapping[Side, Document],
    kept: dict[Side, tuple[Document, dict[str, tuple[object, Placement]]]],
) -> dict[str, Placement]:
    """Return where every anchored annotation stands; ``kept`` remembers what was worked out for the same drafts."""
    placers: dict[Side, Placer] = {}
    sources: dict[Side, str] = {}
    for side, document in documents.items():
        if side not in kept or kept[side][0] is not document:
            kept[side] = (document, {})
        sources[side] = session.source_hash(side)[:16]
        placers[side] = Placer(document, sources[side])
    found: dict[str, Placement] = {}
    for each in session.annotations():
        if each.anchor is None or each.anchor.side not in placers:
            continue
        side = each.anchor.side
        memory = kept[side][1]
        known = memory.get(each.id)
        if known is None or known[0] is not each:  # the annotation as it stands is a new value once it changed
            known = memory[each.id] = (each, place(placers[side], trail(session, each), sources[side]))
        found[each.id] = known[1]
    return found


def steps_of(session: Session, side: Side) -> tuple[tuple[Annotation, tuple[Step, ...]], ...]:
    """Return the annotations of ``side``, each with its anchors: all that finding their places anew depends on."""
    return tuple(
        (each, trail(session, each))
        for each in session.annotations()
        if each.anchor is not None and each.anchor.side == side
    )


def reanchored(
    steps: tuple[tuple[Annotation, tuple[Step, ...]], ...], side: Side, document: Document, sha256: str
) -> list[Act]:
    """Return the acts that write down where annotations stand in ``document``.

    Those whose words and surroundings did not change need none, and those without a place get none: they keep their
    anchors and may find their place in the draft after this one. It takes a while for many; any thread may do it.
    """
    return list(_reanchored(steps, side, document, sha256[:16]))


def reanchor(session: Session, side: Side, document: Document, sha256: str) -> list[Act]:
    """Return the acts of :func:`reanchored` for the annotations as they are now."""
    return reanchored(steps_of(session, side), side, document, sha256)


def _reanchored(
    annotations: tuple[tuple[Annotation, tuple[Step, ...]], ...], side: Side, document: Document, source: str
) -> Iterator[Act]:
    placer = Placer(document, source)
    for each, steps in annotations:
        if any(anchor.source == source for _, anchor, _ in steps):
            continue
        found = place(placer, steps, source)
        if not found.placed:
            continue
        fresh = placer.anchor(found, side)
        newest = steps[0][1]
        same = (fresh.quote, fresh.prefix, fresh.suffix) == (newest.quote, newest.prefix, newest.suffix)
        if same and found.confidence >= HIGH_CONFIDENCE and found.how != "context":
            continue
        yield _placed(each, steps, fresh, found.confidence)


def _placed(annotation: Annotation, steps: tuple[Step, ...], anchor: Anchor, confidence: float) -> Act:
    parent, root = steps[0][0], steps[-1][0]
    value: dict[str, Value] = {"root": root.id, "anchor": anchor_value(anchor), "confidence": confidence}
    spelt = json.dumps([annotation.id, parent.id, value], ensure_ascii=True, sort_keys=True)
    name = hashlib.sha256(spelt.encode()).hexdigest()[:32]
    return Act(name, parent.clock + 1, parent.time, "", annotation.id, f"{AUTOMATIC}{anchor.source}", value)
