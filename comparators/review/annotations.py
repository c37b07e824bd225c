"""What reviewers say, as values: annotations, their anchors, replies, opinions and decisions.

All texts are plain; times are ISO 8601 strings with an offset, as written by the program that made them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Side = Literal["old", "new"]
Scope = Literal["text", "row", "fact", "document"]
AnnotationKind = Literal["comment", "suggestion", "highlight", "opinion"]
State = Literal["open", "resolved"]
Decision = Literal["", "adopted", "partly", "rejected", "explained", "pending"]

SIDES: tuple[Side, ...] = get_args(Side)
SCOPES: tuple[Scope, ...] = get_args(Scope)
KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)
DECISIONS: tuple[Decision, ...] = get_args(Decision)
CONTEXT = 20
"""How many code points before and after the quote an anchor keeps."""

DECISION_TERMS: dict[Decision, str] = {
    "": "未定",
    "adopted": "采纳",
    "partly": "部分采纳",
    "rejected": "不采纳",
    "explained": "解释说明",
    "pending": "待研究",
}
"""The terms of 意见采纳情况, as the trade writes them."""

REASON_REQUIRED: frozenset[Decision] = frozenset({"partly", "rejected"})
"""The decisions that procedure lets nobody take without a reason."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of one side, kept in the manner of the W3C Web Annotation selectors.

    The position is ``start`` in block ``block`` to ``end`` in block ``last_block`` (code points). ``quote`` is the
    text between, blocks joined by a line feed; ``prefix`` and ``suffix`` are up to :data:`CONTEXT` code points
    before and after, those of the neighbouring blocks too, joined likewise: a whole block keeps its place by them.
    ``section`` is the path the stretch stood in and ``source`` the first 16 digits of the SHA-256 of the file it was
    made on.
    ``unique`` says that the quote stood nowhere else in the draft. A row of a comparison is anchored by the whole of
    its block.
    Source: https://www.w3.org/TR/annotation-model/ sections 4.2.4 and 4.2.5.
    """

    side: Side
    block: int
    start: int
    last_block: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    section: str = ""
    source: str = ""
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a thread."""

    id: str
    author: str
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a unit or a person asked for, and what became of it (意见采纳情况).

    ``private`` marks the proposer as a private person, whose name an export may mask (朱**).
    ``decision_reason`` is required for the decisions in :data:`REASON_REQUIRED`.
    """

    proposer: str = ""
    private: bool = False
    proposal: str = ""
    reason: str = ""
    decision: Decision = ""
    decision_reason: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation as it stands now.

    ``scope`` says what it is about: a stretch of text, a row (pair of blocks), a fact or the whole. ``anchor`` is the
    place on the side it was made on (``None`` for the whole document), ``other`` that on the other side for a pair.
    ``fact`` names the fact (``target:前沿技术``). ``body`` is the comment's text, ``replacement`` the wording that a
    suggestion would put in place of the quote. ``conflicts`` names the fields that two people changed without
    knowing of each other; :meth:`Session.conflicts` shows both versions.
    """

    id: str
    kind: AnnotationKind
    author: str
    time: str
    scope: Scope = "text"
    anchor: Anchor | None = None
    other: Anchor | None = None
    fact: str = ""
    body: str = ""
    replacement: str | None = None
    category: str = ""
    color: str = ""
    tags: tuple[str, ...] = ()
    assigned_to: str = ""
    initials: str = ""
    state: State = "open"
    opinion: Opinion | None = None
    replies: tuple[Reply, ...] = ()
    origin: str = ""
    modified: str = ""
    conflicts: tuple[str, ...] = ()
