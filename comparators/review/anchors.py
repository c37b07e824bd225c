"""Anchors and the places they lead to. How a place is found again is :mod:`comparators.review.placing`'s business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from comparators.document import Block, Document
from comparators.review.annotations import CONTEXT, Anchor, Side

How = Literal["position", "quote", "context", "similar", "unplaced"]

HIGH_CONFIDENCE = 0.9
"""From here on a place is shown as certain."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor stands in a document now: ``block``/``start`` to ``last_block``/``end`` in code points.

    ``confidence`` is 0 to 1; ``how`` names the rule that found it. For ``unplaced`` the position is that of the
    anchor, which means nothing there.
    """

    block: int
    start: int
    last_block: int
    end: int
    confidence: float
    how: How

    @property
    def placed(self) -> bool:
        """Whether the anchor has a place at all."""
        return self.how != "unplaced"


def make_anchor(
    document: Document, side: Side, block: int, start: int, last_block: int, end: int, source: str = ""
) -> Anchor:
    """Return the anchor of a stretch. Raises ``ValueError`` where the stretch is not in the document."""
    blocks = document.blocks
    if not (0 <= block <= last_block < len(blocks)):
        raise ValueError("no such block")
    first, last = blocks[block].text, blocks[last_block].text
    if not (0 <= start <= len(first) and 0 <= end <= len(last) and (block < last_block or start <= end)):
        raise ValueError("no such stretch")
    quote = between(blocks, block, start, last_block, end)
    return Anchor(
        side=side,
        block=block,
        start=start,
        last_block=last_block,
        end=end,
        quote=quote,
        prefix=before(blocks, block, start),
        suffix=after(blocks, last_block, end),
        section=blocks[block].section,
        source=source,
        unique=bool(quote) and _stands_once(blocks, quote),
    )


def _stands_once(blocks: Sequence[Block], quote: str) -> bool:
    text = "\n".join(block.text for block in blocks)
    first = text.find(quote)
    return text.find(quote, first + 1) < 0


def unplaced(anchor: Anchor) -> Placement:
    """Return the placement of an anchor whose place is not known."""
    return Placement(anchor.block, anchor.start, anchor.last_block, anchor.end, 0.0, "unplaced")


def between(blocks: Sequence[Block], block: int, start: int, last_block: int, end: int) -> str:
    """Return the text of a stretch, blocks joined by a line feed."""
    if block == last_block:
        return blocks[block].text[start:end]
    middle = (each.text for each in blocks[block + 1 : last_block])
    return "\n".join((blocks[block].text[start:], *middle, blocks[last_block].text[:end]))


def before(blocks: Sequence[Block], block: int, start: int, length: int = CONTEXT) -> str:
    """Return up to ``length`` code points before a place, blocks joined by a line feed."""
    text = blocks[block].text[max(0, start - length) : start]
    while len(text) < length and block > 0:
        block -= 1
        text = f"{blocks[block].text[-length:]}\n{text}"
    return text[-length:]


def after(blocks: Sequence[Block], block: int, end: int, length: int = CONTEXT) -> str:
    """Return up to ``length`` code points after a place, blocks joined by a line feed."""
    text = blocks[block].text[end : end + length]
    while len(text) < length and block < len(blocks) - 1:
        block += 1
        text = f"{text}\n{blocks[block].text[:length]}"
    return text[:length]
