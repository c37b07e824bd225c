"""Lists of a review for people: annotations, the history of one, conflicts; and the filters of ``review list``."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from comparators.review.acts import Act, Value
from comparators.review.annotations import DECISION_TERMS, Annotation
from comparators.review.migrations import MADE
from comparators.review.session import Conflict, Session

if TYPE_CHECKING:
    from comparators.review.anchors import Placement

Say = Callable[..., str]
Test = Callable[[Act, Mapping[str, Value]], bool]
_SHORT = 8
_HIGH = 0.9


def find(session: Session, given: Namespace) -> tuple[Annotation, ...]:
    """Return the annotations that fit every filter."""
    tests = tuple(_tests(given))
    return session.find(lambda made, values: all(test(made, values) for test in tests))


def needles(given: Namespace) -> tuple[str, ...]:
    """Return what the line of an annotation must hold to fit the filters, if nothing was done to it since."""
    names = (("category", given.category), ("assigned_to", given.assign))
    found = [f'"{name}":{_spelt(each)}' for name, each in names if each]
    if given.kind not in (None, "comment"):  # a comment is not written down as one
        found.append(f'"kind":"{given.kind}"')
    if given.side is not None:
        found.append(f'"anchor":["{given.side}"')
    if given.by is not None:
        found.append(f"{_spelt(given.by)}{MADE}")
    found += [_spelt(each) for each in (given.tag,) if each]
    found += [_spelt(each)[1:-1] for each in (given.text,) if each]
    return tuple(found)


def _spelt(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _tests(given: Namespace) -> Iterator[Test]:
    """Yield a test for each filter that was given, the cheap ones first."""
    if given.by is not None:
        yield lambda made, values: made.author == given.by
    equal = (("kind", given.kind, "comment"), ("state", given.state, "open"), ("category", given.category, ""))
    for name, wanted, usual in (*equal, ("assigned_to", given.assign, "")):
        if wanted is not None:
            yield _equals(name, wanted, usual)
    if given.side is not None:
        yield lambda made, values: isinstance(values.get("anchor"), list) and values["anchor"][0] == given.side  # type: ignore[index]
    if given.tag is not None:
        yield lambda made, values: given.tag in (values.get("tags") or ())  # type: ignore[operator]
    if given.decision is not None:
        yield lambda made, values: _decided(values.get("opinion"), given.decision)
    if given.text is not None:
        yield lambda made, values: _holds(values, given.text)


def _equals(name: str, wanted: str, usual: str) -> Test:
    return lambda made, values: values.get(name, usual) == wanted


def _decided(opinion: Value, decision: str) -> bool:
    return isinstance(opinion, dict) and opinion.get("decision", "") == decision


def _holds(values: Mapping[str, Value], text: str) -> bool:
    for name in ("body", "replacement", "category"):
        value = values.get(name)
        if isinstance(value, str) and text in value:
            return True
    anchor, opinion = values.get("anchor"), values.get("opinion")
    if isinstance(anchor, list) and text in str(anchor[5]):
        return True
    return isinstance(opinion, dict) and any(text in each for each in opinion.values() if isinstance(each, str))


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
