"""Making an anchor, and finding its place again in another version of the text.

The order of trust: the very position; the quote where it stands once; the quote with what stood before and after;
last the stretch that resembles quote and context most. What is found by resemblance says how sure it is, and what is
not found is said to be unplaced, never dropped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from comparators.alignment.similarity import best_window, ratio
from comparators.document import Block, Document
from comparators.review.annotations import CONTEXT, Anchor, Side

How = Literal["position", "quote", "context", "similar", "unplaced"]

HIGH_CONFIDENCE = 0.9
"""From here on a place is shown as certain."""

_KEEP = 0.62
"""Below this resemblance a stretch is no place for the quote."""

_MARGIN = 0.08
"""A fuzzy place must be this much better than the next best elsewhere, else it is doubtful."""

_CANDIDATES = 12


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
    return Anchor(
        side=side,
        block=block,
        start=start,
        last_block=last_block,
        end=end,
        quote=_between(blocks, block, start, last_block, end),
        prefix=first[max(0, start - CONTEXT) : start],
        suffix=last[end : end + CONTEXT],
        section=blocks[block].section,
        source=source,
    )


def _between(blocks: Sequence[Block], block: int, start: int, last_block: int, end: int) -> str:
    if block == last_block:
        return blocks[block].text[start:end]
    middle = (each.text for each in blocks[block + 1 : last_block])
    return "\n".join((blocks[block].text[start:], *middle, blocks[last_block].text[:end]))


class Placer:
    """Finds the places of many anchors in one document."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for block in self._blocks:
            starts.append(position)
            position += len(block.text) + 1
        return starts

    @cached_property
    def _text(self) -> str:
        return "\n".join(block.text for block in self._blocks)

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        """Pairs of characters, each with the blocks it stands in (those in too many blocks say nothing)."""
        index: dict[str, list[int]] = {}
        for block in self._blocks:
            for gram in _grams(block.text):
                index.setdefault(gram, []).append(block.index)
        return index

    def place(self, anchor: Anchor) -> Placement:
        """Return where ``anchor`` stands now. Deterministic; the work does not grow with the document's square."""
        if self._at_position(anchor):
            return Placement(anchor.block, anchor.start, anchor.last_block, anchor.end, 1.0, "position")
        if not anchor.quote:
            return self._place_point(anchor)
        found = self._occurrences(anchor.quote)
        if len(found) == 1:
            return self._placement(found[0], len(anchor.quote), self._sure_of_quote(anchor, found[0]), "quote")
        if found:
            return self._choose(anchor, found)
        return self._similar(anchor)

    def _at_position(self, anchor: Anchor) -> bool:
        """Whether quote, prefix and suffix stand exactly where they stood."""
        if anchor.last_block >= len(self._blocks):
            return False
        first, last = self._blocks[anchor.block].text, self._blocks[anchor.last_block].text
        if anchor.start > len(first) or anchor.end > len(last):
            return False
        return (
            _between(self._blocks, anchor.block, anchor.start, anchor.last_block, anchor.end) == anchor.quote
            and first[max(0, anchor.start - CONTEXT) : anchor.start] == anchor.prefix
            and last[anchor.end : anchor.end + CONTEXT] == anchor.suffix
            and (bool(anchor.quote) or bool(anchor.prefix) or bool(anchor.suffix))
        )

    def _sure_of_quote(self, anchor: Anchor, offset: int) -> float:
        """A quote of some length that stands once is certain; a short one needs its context to be."""
        return 1.0 if len(anchor.quote) >= 4 else max(0.85, self._context(anchor, offset))

    def _occurrences(self, quote: str, limit: int = 2_000) -> list[int]:
        found: list[int] = []
        at = self._text.find(quote)
        while at >= 0 and len(found) < limit:
            found.append(at)
            at = self._text.find(quote, at + 1)
        return found

    def _choose(self, anchor: Anchor, found: Sequence[int]) -> Placement:
        """Choose among several places of the quote by context, then section, then nearness to the old place."""
        near = self._starts[min(anchor.block, len(self._starts) - 1)] + anchor.start
        scored = sorted(
            (
                (
                    self._context(anchor, offset) + 0.05 * (self._section(offset) == anchor.section),
                    -abs(offset - near),
                    offset,
                )
                for offset in found
            ),
            reverse=True,
        )
        best, second = scored[0], scored[1]
        clear = best[0] - second[0]
        confidence = 0.6 + 0.35 * min(1.0, clear / 0.3) if best[0] >= 0.5 else 0.55
        return self._placement(best[2], len(anchor.quote), round(confidence, 3), "context")

    def _context(self, anchor: Anchor, offset: int) -> float:
        """How much of the context stands around ``offset``, 0 to 1."""
        before = self._text[max(0, offset - len(anchor.prefix)) : offset]
        end = offset + len(anchor.quote)
        after = self._text[end : end + len(anchor.suffix)]
        if not anchor.prefix and not anchor.suffix:
            edges = (offset == 0 or self._text[offset - 1] == "\n") + (self._text[end : end + 1] in ("", "\n"))
            return edges / 2
        length = len(anchor.prefix) + len(anchor.suffix)
        return (
            ratio(before, anchor.prefix) * len(anchor.prefix) + ratio(after, anchor.suffix) * len(anchor.suffix)
        ) / (length or 1)

    def _section(self, offset: int) -> str:
        return self._blocks[bisect_right(self._starts, offset) - 1].section

    def _place_point(self, anchor: Anchor) -> Placement:
        """Place an empty quote (removed text, an insertion point) between its prefix and suffix."""
        for before, after in ((anchor.prefix, anchor.suffix), (anchor.prefix, ""), ("", anchor.suffix)):
            if len(before) + len(after) < 4:
                continue
            found = self._occurrences(before + after, 2)
            if len(found) == 1:
                sure = 0.95 if before and after else 0.75
                return self._placement(found[0] + len(before), 0, sure, "context")
        return _unplaced(anchor)

    def _similar(self, anchor: Anchor) -> Placement:
        """Find the stretch that resembles the quote most, in the blocks that share most with it and its context."""
        whole = anchor.prefix + anchor.quote + anchor.suffix
        best: list[tuple[float, int, int, int]] = []
        for block in self._candidates(whole):
            text = self._blocks[block].text
            start, end = self._window(anchor, text)
            likeness = ratio(anchor.quote, text[start:end])
            around = self._around(anchor, text, start, end)
            place = 0.04 * (self._blocks[block].section == anchor.section)
            score = 0.68 * likeness + 0.28 * around + place
            best.append((score, block, start, end))
        best.sort(key=lambda each: (-each[0], abs(each[1] - anchor.block), each[1]))
        if not best or best[0][0] < _KEEP or best[0][2] == best[0][3]:
            return _unplaced(anchor)
        score, block, start, end = best[0]
        runner_up = best[1][0] if len(best) > 1 else 0.0
        confidence = min(0.97, score) if score - runner_up >= _MARGIN else min(0.7, score)
        return Placement(block, start, block, end, round(confidence, 3), "similar")

    def _window(self, anchor: Anchor, text: str) -> tuple[int, int]:
        """Bound the quote in ``text``: by its context where that stands there, else by resemblance."""
        left = text.find(anchor.prefix[-8:]) if len(anchor.prefix) >= 4 else -1
        if left >= 0:
            left += len(anchor.prefix[-8:])
        elif not anchor.prefix:
            left = 0
        right = text.find(anchor.suffix[:8], max(left, 0)) if len(anchor.suffix) >= 4 else -1
        if not anchor.suffix:
            right = len(text)
        limit = 2 * len(anchor.quote) + 12
        if 0 <= left <= right <= left + limit:
            return left, right
        return best_window(anchor.quote, text)

    def _around(self, anchor: Anchor, text: str, start: int, end: int) -> float:
        before = text[max(0, start - CONTEXT) : start]
        after = text[end : end + CONTEXT]
        return (ratio(before, anchor.prefix) + ratio(after, anchor.suffix)) / 2

    def _candidates(self, whole: str) -> list[int]:
        """Return the blocks that share the most of the rarer pairs of characters with ``whole``."""
        votes: dict[int, float] = {}
        many = max(50, len(self._blocks) // 10)
        for gram in _grams(whole):
            blocks = self._grams.get(gram, ())
            if not blocks or len(blocks) > many:
                continue
            weight = 1.0 / len(blocks) ** 0.5
            for block in blocks:
                votes[block] = votes.get(block, 0.0) + weight
        ranked = sorted(votes.items(), key=lambda each: (-each[1], each[0]))
        return [block for block, _ in ranked[:_CANDIDATES]]

    def _placement(self, offset: int, length: int, confidence: float, how: How) -> Placement:
        block = bisect_right(self._starts, offset) - 1
        last = bisect_right(self._starts, offset + length) - 1
        if last > block and offset + length == self._starts[last] and length:
            last, end = last - 1, len(self._blocks[last - 1].text)
        else:
            end = offset + length - self._starts[last]
        return Placement(block, offset - self._starts[block], last, end, confidence, how)


def _grams(text: str) -> Iterable[str]:
    return dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1))


def _unplaced(anchor: Anchor) -> Placement:
    return Placement(anchor.block, anchor.start, anchor.last_block, anchor.end, 0.0, "unplaced")
