"""Where an annotation given on the command line stands, and where those of a review stand now."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from typing import TYPE_CHECKING

from comparators.errors import UsageError
from comparators.messages import say
from comparators.review.acts import Value
from comparators.review.anchors import make_anchor
from comparators.review.annotations import KINDS, SIDES, Anchor, Annotation, Opinion
from comparators.review.drafts import text_of
from comparators.review.session import Session
from comparators.review.values import opinion_value

if TYPE_CHECKING:
    from comparators.document import Document
    from comparators.review.anchors import Placement


def anchor_from(given: Namespace, session: Session) -> Anchor:
    """Return the anchor that ``--quote`` or ``--block`` names. Raises :class:`UsageError` where it names none."""
    sha256 = session.source_hash(given.side)
    document = text_of(session.store, sha256)
    if given.quote is not None:
        place = _quoted(given, document)
    else:
        last = given.block if given.last_block is None else given.last_block
        length = len(document.blocks[last].text) if 0 <= last < len(document.blocks) else 0
        place = (given.block, given.start or 0, last, length if given.end is None else given.end)
    try:
        return make_anchor(document, given.side, *place, sha256[:16])
    except ValueError as error:
        side = _side(given)
        params = {"block": place[0], "start": place[1], "end": place[3]}
        raise UsageError("review-no-place", side=side, **params) from error


def _side(given: Namespace) -> str:
    return say(f"review-side-{given.side}", given.lang)


def _quoted(given: Namespace, document: Document) -> tuple[int, int, int, int]:
    """Find a quote with what was said to stand around it: word for word, else without regard to width and spaces."""
    starts, at = [], 0
    for block in document.blocks:
        starts.append(at)
        at += len(block.text) + 1
    text = "\n".join(block.text for block in document.blocks)
    prefix, quote, suffix = (each.replace("\r\n", "\n") for each in (given.prefix, given.quote, given.suffix))
    whole = prefix + quote + suffix
    found = []
    place = text.find(whole) if whole else -1
    while place >= 0:
        found.append(place + len(prefix))
        place = text.find(whole, place + 1)
    spots = [_spot(starts, start, start + len(quote)) for start in found] or _folded(given, document)
    if given.block is not None:
        spots = [spot for spot in spots if spot[0] == given.block]
    if not spots:
        raise UsageError("review-no-quote", quote=given.quote, side=_side(given))
    if len(spots) > 1:
        raise UsageError("review-many-quotes", quote=given.quote, side=_side(given), count=len(spots))
    return spots[0]


def _spot(starts: list[int], start: int, end: int) -> tuple[int, int, int, int]:
    from bisect import bisect_right

    first = bisect_right(starts, start) - 1
    last = max(first, bisect_right(starts, max(start, end - 1)) - 1)
    return first, start - starts[first], last, end - starts[last]


def _folded(given: Namespace, document: Document) -> list[tuple[int, int, int, int]]:
    from comparators.review.placing import Placer

    anchor = Anchor(given.side, 0, 0, 0, 0, given.quote, given.prefix, given.suffix)
    return Placer(document).spots(anchor)


def places(session: Session) -> dict[str, Placement]:
    """Return where every anchored annotation stands now."""
    return session.placements({side: text_of(session.store, session.source_hash(side)) for side in SIDES})


def field_value(annotation: Annotation, field: str, value: str) -> tuple[str, Value]:
    """Return a field and its value as the session takes them, from words on the command line.

    A field of the opinion is written ``opinion.proposer``; ``true`` and ``1`` make ``opinion.private`` true.
    """
    if field == "tags":
        return field, [each.strip() for each in value.replace("，", ",").split(",") if each.strip()]
    if field == "kind" and value not in KINDS:
        raise UsageError("usage-choice", option="kind", value=value, choices=", ".join(KINDS))
    if field == "state" and value not in ("open", "resolved"):
        raise UsageError("usage-choice", option="state", value=value, choices="open, resolved")
    name = field.removeprefix("opinion.")
    if name != field:
        known = {each.name for each in dataclasses.fields(Opinion)}
        if name not in known:
            raise UsageError("review-no-such-field", field=field, fields=", ".join(f"opinion.{each}" for each in known))
        if name == "decision":
            from comparators.cli.review_arguments import decision_or_none

            value = decision_or_none(value)
        given: str | bool = value.strip().lower() in ("true", "1", "是") if name == "private" else value
        return "opinion", opinion_value(dataclasses.replace(annotation.opinion or Opinion(), **{name: given}))  # type: ignore[arg-type]
    if field in ("anchor", "other", "opinion"):
        raise UsageError("review-no-such-field", field=field, fields="body, category, replacement, …, opinion.proposal")
    return field, value
