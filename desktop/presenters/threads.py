"""批注: what the annotations tab shows — threads with their quotes, states and answers — and the filters over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comparators.folding import fold
from comparators.review.anchors import HIGH_CONFIDENCE, Placement
from comparators.review.annotations import DECISION_TERMS, Annotation, AnnotationKind, Decision

if TYPE_CHECKING:
    from desktop.words import Words

KIND_WORDS: dict[AnnotationKind, str] = {
    "comment": "批注",
    "suggestion": "建议",
    "highlight": "标记",
    "opinion": "意见",
}
DEFAULT_CATEGORIES = ("合法性", "表述", "数据", "格式", "公平竞争")


@dataclass(frozen=True, slots=True)
class Thread:
    """One annotation as a card. ``row`` is the row it stands in (-1: none); ``state_tone`` colours the badge."""

    annotation: Annotation
    row: int
    section: str
    unplaced: bool
    doubtful: bool
    when: str
    badge: str
    badge_tone: str
    heading: str


@dataclass(frozen=True, slots=True)
class ThreadFilter:
    """What the tab shows: open or resolved, kinds, an author, a category, a decision, words, only unplaced ones."""

    state: str = ""
    kinds: frozenset[AnnotationKind] = frozenset()
    author: str = ""
    category: str = ""
    decision: Decision | None = None
    text: str = ""
    unplaced_only: bool = False

    def keeps(self, thread: Thread) -> bool:
        """Say whether a thread is shown."""
        each = thread.annotation
        if self.state and each.state != self.state:
            return False
        if self.kinds and each.kind not in self.kinds:
            return False
        if self.author and self.author not in (each.author, *(reply.author for reply in each.replies)):
            return False
        if self.category and each.category != self.category:
            return False
        if self.decision is not None and (each.opinion is None or each.opinion.decision != self.decision):
            return False
        if self.unplaced_only and not thread.unplaced:
            return False
        return not self.text or fold(self.text) in fold(_all_text(each))


def _all_text(each: Annotation) -> str:
    parts = [each.author, each.body, each.replacement or "", each.category, *each.tags]
    parts += [reply.text for reply in each.replies] + [reply.author for reply in each.replies]
    if each.anchor is not None:
        parts.append(each.anchor.quote)
    if each.opinion is not None:
        parts += [each.opinion.proposer, each.opinion.proposal, each.opinion.reason, each.opinion.decision_reason]
    return "\n".join(parts)


def threads(
    annotations: Iterable[Annotation],
    placement_of: Callable[[str], Placement | None],
    row_of: Callable[[str, int], int],
    words: Words,
) -> list[Thread]:
    """Return the annotations as cards, in the order of the rows they stand in; those without a place come last."""
    return in_order(_thread(each, placement_of(each.id), row_of, words) for each in annotations)


def in_order(found: Iterable[Thread]) -> list[Thread]:
    """Return threads in the order of the rows they stand in; those without a place come last."""
    return sorted(found, key=lambda thread: (thread.row < 0, thread.row, thread.annotation.time, thread.annotation.id))


def _thread(each: Annotation, place: Placement | None, row_of: Callable[[str, int], int], words: Words) -> Thread:
    unplaced = place is not None and not place.placed
    row = -1
    if place is not None and place.placed and each.anchor is not None:
        row = row_of(each.anchor.side, place.block)
    badge, tone = _badge(each, words)
    return Thread(
        annotation=each,
        row=row,
        section=each.anchor.section if each.anchor is not None else "",
        unplaced=unplaced,
        doubtful=place is not None and place.placed and place.confidence < HIGH_CONFIDENCE,
        when=short_time(each.time),
        badge=badge,
        badge_tone=tone,
        heading=words(KIND_WORDS[each.kind]) + (f"·{each.category}" if each.category else ""),
    )


def _badge(each: Annotation, words: Words) -> tuple[str, str]:
    if each.opinion is not None and each.opinion.decision:
        tone = {"adopted": "add", "partly": "num", "rejected": "del"}.get(each.opinion.decision, "plain")
        return words(DECISION_TERMS[each.opinion.decision]), tone
    if each.state == "resolved":
        return words("已解决"), "add"
    if each.kind == "opinion":
        return words("待定"), "num"
    return "", "plain"


def short_time(time: str) -> str:
    """Return ``05-19 10:02`` from an ISO 8601 time; what cannot be read comes back as it is."""
    return f"{time[5:10]} {time[11:16]}" if len(time) >= 16 and time[4:5] == "-" else time
