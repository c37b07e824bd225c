"""Lists of a review for people: annotations, the history of one, conflicts; and the filters of ``review list``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from comparators.review.acts import Act, Value
from comparators.review.annotations import DECISION_TERMS, Annotation
from comparators.review.session import Conflict, Session

if TYPE_CHECKING:
    from comparators.review.anchors import Placement

Say = Callable[..., str]
_SHORT = 8
_HIGH = 0.9


def find(session: Session, given: Namespace) -> tuple[Annotation, ...]:
    """Return the annotations that fit every filter."""
    equal = {"kind": given.kind, "state": given.state, "category": given.category, "assigned_to": given.assign}
    usual = {"kind": "comment", "state": "open"}

    def wanted(made: Act, values: Mapping[str, Value]) -> bool:
        if given.by is not None and made.author != given.by:
            return False
        if any(each is not None and values.get(name, usual.get(name, "")) != each for name, each in equal.items()):
            return False
        anchor = values.get("anchor")
        if given.side is not None and not (isinstance(anchor, list) and anchor[0] == given.side):
            return False
        tags = values.get("tags")
        if given.tag is not None and not (isinstance(tags, list) and given.tag in tags):
            return False
        if given.decision is not None and not _decided(values.get("opinion"), given.decision):
            return False
        return given.text is None or _holds(values, given.text)

    return session.find(wanted)


def _decided(opinion: Value, decision: str) -> bool:
    return isinstance(opinion, dict) and opinion.get("decision", "") == decision


def _holds(values: Mapping[str, Value], text: str) -> bool:
    anchor, opinion = values.get("anchor"), values.get("opinion")
    texts = [values.get("body"), values.get("replacement"), values.get("category")]
    texts += [anchor[5]] if isinstance(anchor, list) and len(anchor) > 5 else []
    texts += list(opinion.values()) if isinstance(opinion, dict) else []
    return any(isinstance(each, str) and text in each for each in texts)


def list_text(annotations: Sequence[Annotation], placements: Mapping[str, Placement] | None, say: Say) -> str:
    """Return annotations one under the other, as a person reads them."""
    if not annotations:
        return say("review-list-empty") + "\n"
    lines = [line for each in annotations for line in _lines(each, (placements or {}).get(each.id), say)]
    return "\n".join([*lines, say("review-list-total", count=len(annotations))]) + "\n"


def _lines(annotation: Annotation, placement: Placement | None, say: Say) -> list[str]:
    head = [annotation.id[:_SHORT], say(f"review-kind-{annotation.kind}"), say(f"review-state-{annotation.state}")]
    if annotation.category:
        head.append(f"[{annotation.category}]")
    head += [annotation.author, annotation.time[:16].replace("T", " ")]
    if placement is not None and placement.confidence < _HIGH:
        head.append(say("review-doubtful" if placement.placed else "review-unplaced"))
    if annotation.conflicts:
        head.append(f"{say('review-conflict')}: {', '.join(annotation.conflicts)}")
    lines = ["  ".join(head), f"    {_place(annotation, placement, say)}"]
    if annotation.replacement is not None:
        lines.append(f"    {say('review-suggests')}“{annotation.replacement}”")
    if annotation.body:
        lines.append(f"    {annotation.body}")
    opinion = annotation.opinion
    if opinion is not None:
        said = (opinion.proposer, opinion.proposal, opinion.reason, DECISION_TERMS[opinion.decision])
        lines.append("    " + " | ".join(each for each in (*said, opinion.decision_reason) if each))
    lines += [
        f"    ↳ {reply.author}  {reply.time[:16].replace('T', ' ')}  {reply.text}" for reply in annotation.replies
    ]
    return lines


def _place(annotation: Annotation, placement: Placement | None, say: Say) -> str:
    anchor = annotation.anchor
    if anchor is None:
        return say("review-whole")
    quote = anchor.quote.replace("\n", "⏎")
    block = placement.block if placement is not None and placement.placed else anchor.block
    side = say(f"review-side-{anchor.side}")
    return f"{side} {anchor.section} #{block} “{quote if len(quote) <= 60 else quote[:59] + '…'}”"


def history_text(acts: Sequence[Act]) -> str:
    """Return the acts on an annotation, one a line."""
    return "".join(
        f"{act.time[:19].replace('T', ' ')}  {act.author}  {act.field}: {_short(act.value)}\n" for act in acts
    )


def conflicts_text(conflicts: Sequence[Conflict], say: Say) -> str:
    """Return conflicts with every version, the one that stands marked."""
    if not conflicts:
        return say("review-conflicts-none") + "\n"
    lines = []
    for conflict in conflicts:
        subject = conflict.subject if ":" in conflict.subject else conflict.subject[:_SHORT]
        lines.append(f"{subject}  {conflict.field}")
        for act in conflict.versions:
            stands = act is conflict.versions[-1] and conflict.field != "deleted"
            mark = f"  ← {say('review-standing')}" if stands else ""
            said = f"{act.field}: " if act.field != conflict.field else ""
            lines.append(f"    {act.author}  {act.time[:16].replace('T', ' ')}  {said}{_short(act.value)}{mark}")
    return "\n".join(lines) + "\n"


def _short(value: Value) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{name}={_short(each)}" for name, each in value.items() if name not in ("anchor", "other"))
    text = str(value).replace("\n", " ")
    return text if len(text) <= 120 else text[:119] + "…"
