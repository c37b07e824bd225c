"""Finding the place of an anchor again in another version of the text.

The order of trust: the very position; the quote where it stands once; the quote with what stood before and after; the
same without regard to width, spaces and line ends; last the stretch that resembles quote and context most. What is
found by resemblance says how sure it is, and what is not found is said to be unplaced, never dropped. A place is a
pure function of anchor and document, so that two programs find the same one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from rapidfuzz.distance import Levenshtein

from comparators.document import Document
from comparators.folding import fold_in_place
from comparators.review.anchors import How, Placement, after, before, between, unplaced
from comparators.review.annotations import Anchor, Side
from comparators.review.fitting import fit

GRAM = 3
_VOTES = 1_000
"""So many places of grams are looked at to find where a quote may be."""
_PROBES = 240
"""So many grams of a long quote vote for its place."""
_OCCURRENCES = 3_000
_MANY = 200
"""Of a quote that stands in more places only those with some of its context, or the nearest, are looked at."""
_WEIGHED = 48
"""So many occurrences of a repeated quote are weighed by their context."""
_CANDIDATES = 8
_KEEP = 0.5
"""Below this resemblance a stretch is no place for the quote."""
_LONG = 12
"""A quote from this length on that stands once says by itself where it is."""
_MOST = 4_000
"""Longer quotes are placed by their first and last parts."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the folded text that may be the quote's: how alike it is, and how alike what stands around."""

    start: int
    end: int
    likeness: float
    around: float

    @property
    def score(self) -> float:
        return 0.6 * self.likeness + 0.4 * self.around


class _Folded:
    """A text without widths and spaces, with the way back to the text, and an index of its grams."""

    def __init__(self, text: str) -> None:
        blank = fold_in_place(text)
        self.text = blank.replace(" ", "")
        self._back = [at for at, char in enumerate(blank) if char != " "]
        self._length = len(text)

    @cached_property
    def grams(self) -> dict[str, list[int]]:
        """Every gram with the places it stands at, in order."""
        index: dict[str, list[int]] = {}
        text = self.text
        for at in range(len(text) - GRAM + 1):
            index.setdefault(text[at : at + GRAM], []).append(at)
        return index

    def start(self, at: int) -> int:
        """Return where the folded character ``at`` stands in the text."""
        return self._back[at] if at < len(self._back) else self._length

    def end(self, at: int) -> int:
        """Return where the folded character before ``at`` ends in the text."""
        return self._back[at - 1] + 1 if at else 0

    def at(self, offset: int) -> int:
        """Return how many folded characters stand before ``offset`` of the text."""
        return bisect_left(self._back, offset)

    def find(self, wanted: str, limit: int = _OCCURRENCES) -> list[int]:
        """Return the places of ``wanted``, by the index where it is long enough."""
        if not wanted:
            return []
        if len(wanted) < GRAM:
            return _scan(self.text, wanted, limit)
        steps = range(0, len(wanted) - GRAM + 1, max(1, (len(wanted) - GRAM) // 8))
        rarest: tuple[Sequence[int], int] | None = None
        for step in steps:
            places = self.grams.get(wanted[step : step + GRAM])
            if not places:
                return []
            if rarest is None or len(places) < len(rarest[0]):
                rarest = (places, step)
        found: list[int] = []
        standing, step = rarest if rarest is not None else ((), 0)
        for place in standing:
            if self.text.startswith(wanted, place - step) and place >= step:
                found.append(place - step)
                if len(found) == limit:
                    break
        return found


def _scan(text: str, wanted: str, limit: int) -> list[int]:
    found: list[int] = []
    at = text.find(wanted)
    while at >= 0 and len(found) < limit:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


class Placer:
    """Finds the places of many anchors in one document; ``source`` is the beginning of its file's SHA-256."""

    def __init__(self, document: Document, source: str = "") -> None:
        self._blocks = document.blocks
        self._source = source

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
    def _folded(self) -> _Folded:
        return _Folded(self._text)

    def place(self, anchor: Anchor) -> Placement:
        """Return where ``anchor`` stands now. Deterministic; the work does not grow with the document's square."""
        if not self._blocks:
            return unplaced(anchor)
        if self._at_position(anchor) and self._is_sure_of_position(anchor):
            return Placement(anchor.block, anchor.start, anchor.last_block, anchor.end, 1.0, "position")
        quote = _fold(anchor.quote)
        if not quote:
            return self._place_blank(anchor) if anchor.quote else self._place_point(anchor)
        prefix, suffix = _fold(anchor.prefix), _fold(anchor.suffix)
        found = self._exactly(anchor, quote)
        if not found:
            return self._similar(anchor, quote, prefix, suffix)
        if len(found) > 1:
            return self._choose(anchor, quote, prefix, suffix, found)
        around = self._around(prefix, suffix, found[0], found[0] + len(quote))
        exact = _Found(found[0], found[0] + len(quote), 1.0, around)
        rival = self._rival(anchor, quote, prefix, suffix, exact)
        if rival is not None and _outweighs(rival, exact) and not anchor.unique:
            return self._placement(rival.start, rival.end, 0.7, "similar")
        sure = _sure_of_one(anchor, len(quote), around)
        if rival is not None and rival.around > around + 0.1:
            sure = min(sure, 0.7)
        return self._literal(anchor, exact.start, exact.end, sure, "quote")

    def _rival(self, anchor: Anchor, quote: str, prefix: str, suffix: str, exact: _Found) -> _Found | None:
        """Return a changed stretch elsewhere that the context speaks for, where it does not speak for the quote's."""
        if exact.around >= 0.9 or len(quote) > _MOST:
            return None
        found = self._best(prefix, quote, suffix, self._candidates(prefix + quote + suffix))
        rivals = (each for each in found if _apart(each, exact) and each.likeness >= 0.4 and each.end > each.start)
        return max(rivals, key=lambda each: (each.around, -each.start), default=None)

    def anchor(self, place: Placement, side: Side) -> Anchor:
        """Return the anchor of a place in this document, as :func:`make_anchor` does, without reading all of it."""
        blocks = self._blocks
        quote = between(blocks, place.block, place.start, place.last_block, place.end)
        return Anchor(
            side,
            place.block,
            place.start,
            place.last_block,
            place.end,
            quote,
            before(blocks, place.block, place.start),
            after(blocks, place.last_block, place.end),
            blocks[place.block].section,
            self._source,
            bool(quote) and self._stands_once(quote),
        )

    def _stands_once(self, quote: str) -> bool:
        folded = _fold(quote)
        if not folded:
            return len(_scan(self._text, quote, 2)) == 1
        found = self._folded.find(folded, 20)
        return len(found) == 1 or sum(self._text.startswith(quote, self._folded.start(at)) for at in found) == 1

    def spots(self, anchor: Anchor) -> list[tuple[int, int, int, int]]:
        """Return where prefix, quote and suffix stand together, as folded: block and code points, first and last."""
        prefix, quote = _fold(anchor.prefix), _fold(anchor.quote)
        found = self._folded.find(prefix + quote + _fold(anchor.suffix))
        places = (self._placement(at + len(prefix), at + len(prefix) + len(quote), 1.0, "quote") for at in found)
        return [(each.block, each.start, each.last_block, each.end) for each in places]

    def holds(self, text: str) -> bool:
        """Say whether the document holds ``text``, without regard to width, spaces and line ends."""
        return bool(self._folded.find(_fold(text), 1))

    # -- the very position --------------------------------------------------------------------------------------

    def _at_position(self, anchor: Anchor) -> bool:
        """Whether quote, prefix and suffix stand exactly where they stood."""
        blocks = self._blocks
        if not 0 <= anchor.block <= anchor.last_block < len(blocks):
            return False
        if anchor.start > len(blocks[anchor.block].text) or anchor.end > len(blocks[anchor.last_block].text):
            return False
        return (
            between(blocks, anchor.block, anchor.start, anchor.last_block, anchor.end) == anchor.quote
            and before(blocks, anchor.block, anchor.start, len(anchor.prefix)) == anchor.prefix
            and after(blocks, anchor.last_block, anchor.end, len(anchor.suffix)) == anchor.suffix
        )

    def _is_sure_of_position(self, anchor: Anchor) -> bool:
        """Whether what stands there can be no other: on the draft itself, or since it stands nowhere else."""
        if self._source and self._source == anchor.source:
            return True
        whole = _fold(anchor.prefix + anchor.quote + anchor.suffix)
        return bool(whole) and len(self._folded.find(whole, 2)) == 1

    # -- the quote as it was ------------------------------------------------------------------------------------

    def _exactly(self, anchor: Anchor, quote: str) -> list[int]:
        """Return where the quote stands: character for character where it does so, else as folded."""
        found = self._folded.find(quote)
        if 1 < len(found) < _OCCURRENCES:
            text = self._text
            literal = [at for at in found if text.startswith(anchor.quote, self._folded.start(at))]
            return literal or found
        return found

    def _choose(self, anchor: Anchor, quote: str, prefix: str, suffix: str, found: Sequence[int]) -> Placement:
        """Choose among several places of the quote by context, then section, then nearness to the old place."""
        near = self._folded.at(self._starts[min(anchor.block, len(self._starts) - 1)] + anchor.start)
        if len(found) > _MANY:
            found = self._narrowed(quote, prefix, suffix) or nsmallest(
                _MANY, found, key=lambda at: (abs(at - near), at)
            )
        quick = sorted(found, key=lambda at: (-self._quick(prefix, suffix, at, at + len(quote)), abs(at - near)))
        scored = []
        for at in quick[:_WEIGHED]:
            around = self._around(prefix, suffix, at, at + len(quote))
            section = self._section(at) == anchor.section
            scored.append((around + 0.04 * section, -abs(at - near), at, around))
        scored.sort(reverse=True)
        best, second = scored[0], scored[1][3] if len(scored) > 1 else 0.0
        exact = _Found(best[2], best[2] + len(quote), 1.0, best[3])
        rival = self._rival(anchor, quote, prefix, suffix, exact)
        if rival is not None and _outweighs(rival, exact):
            return self._placement(rival.start, rival.end, 0.7, "similar")
        clear = best[3] - max(second, rival.around if rival is not None else 0.0)
        if (best[3] >= 0.85 and clear >= 0.3) or (best[3] >= 0.6 and clear >= 0.4):
            confidence = 0.97
        else:
            confidence = 0.45 + 0.4 * min(1.0, max(clear, 0.0) / 0.4) * best[3]
        return self._literal(anchor, best[2], best[2] + len(quote), confidence, "context")

    def _literal(self, anchor: Anchor, start: int, end: int, confidence: float, how: How) -> Placement:
        """Return the place of a quote found as folded, with the spaces at its edges where they still stand."""
        blank = fold_in_place(anchor.quote)
        offset = self._folded.start(start) - (len(blank) - len(blank.lstrip(" ")))
        if offset >= 0 and self._text.startswith(anchor.quote, offset):
            return self._at(offset, offset + len(anchor.quote), round(confidence, 3), how)
        return self._placement(start, end, confidence, how)

    def _narrowed(self, quote: str, prefix: str, suffix: str) -> list[int]:
        """Return the places of a very frequent quote that have a little of its context on either side."""
        left, right = prefix[-4:], suffix[:4]
        before = {at + len(left) for at in self._folded.find(left + quote, _MANY)} if left else set()
        return sorted(before | set(self._folded.find(quote + right, _MANY) if right else ()))

    def _quick(self, prefix: str, suffix: str, start: int, end: int) -> int:
        """Count how many characters next to a place are those of the context."""
        text = self._folded.text
        left = right = 0
        while left < len(prefix) and start > left and text[start - left - 1] == prefix[-left - 1]:
            left += 1
        while right < len(suffix) and end + right < len(text) and text[end + right] == suffix[right]:
            right += 1
        return left + right

    def _around(self, prefix: str, suffix: str, start: int, end: int) -> float:
        """Say how alike what stands around a place is to the context, 0 to 1."""
        text = self._folded.text
        if not prefix and not suffix:
            return float(start == 0 and end == len(text))
        left, right = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
        alike = _alike(prefix, left) * len(prefix) + _alike(suffix, right) * len(suffix)
        return alike / (len(prefix) + len(suffix))

    def _section(self, at: int) -> str:
        return self._blocks[bisect_right(self._starts, self._folded.start(at)) - 1].section

    def _place_blank(self, anchor: Anchor) -> Placement:
        """Place a quote of white space alone."""
        for left, right in ((anchor.prefix, anchor.suffix), ("", "")):
            found = _scan(self._text, left + anchor.quote + right, 2)
            if len(found) == 1:
                at = found[0] + len(left)
                return self._at(at, at + len(anchor.quote), 0.95 if left or right else 0.8, "quote")
        return self._place_point(anchor)

    def _place_point(self, anchor: Anchor) -> Placement:
        """Place an empty quote (removed text, an insertion point) between its prefix and suffix."""
        prefix, suffix = _fold(anchor.prefix), _fold(anchor.suffix)
        choices = (
            (prefix, suffix, 0.95),
            (prefix[-8:], suffix[:8], 0.92),
            (prefix, "", 0.8),
            ("", suffix, 0.8),
            (prefix[-8:], "", 0.7),
            ("", suffix[:8], 0.7),
        )
        for left, right, sure in choices:
            if len(left) + len(right) < 6:
                continue
            found = self._folded.find(left + right, 2)
            if len(found) == 1:
                at = found[0] + len(left)
                return self._point(anchor, at, sure if min(len(left), len(right)) >= 4 or sure < 0.9 else 0.85)
        spread = self._candidates(prefix + suffix)
        best = self._best(prefix, "", suffix, spread)
        if not best or best[0].around < 0.7 or len(prefix + suffix) < 6:
            return unplaced(anchor)
        return self._point(anchor, best[0].start, 0.6 * best[0].around)

    def _point(self, anchor: Anchor, at: int, confidence: float) -> Placement:
        """Put a point where the prefix ends, or where the suffix begins if it began a block."""
        begins_block = not anchor.prefix or anchor.prefix.endswith("\n")
        offset = self._folded.start(at) if begins_block else self._folded.end(at)
        return self._at(offset, offset, round(confidence, 3), "context")

    # -- what resembles it --------------------------------------------------------------------------------------

    def _similar(self, anchor: Anchor, quote: str, prefix: str, suffix: str) -> Placement:
        """Find the stretch that resembles quote and context most."""
        if len(quote) > _MOST:
            return self._by_parts(anchor, quote, prefix, suffix)
        best = self._best(prefix, quote, suffix, self._candidates(prefix + quote + suffix))
        if not best or best[0].score < _KEEP or best[0].end <= best[0].start:
            return unplaced(anchor)
        first = best[0]
        rival = next((each.score for each in best[1:] if _apart(each, first)), 0.0)
        return self._placement(first.start, first.end, _sure_of_similar(first, rival, len(quote)), "similar")

    def _by_parts(self, anchor: Anchor, quote: str, prefix: str, suffix: str) -> Placement:
        """Place a long quote by its beginning and its end, each with the context that it has."""
        size = _MOST // 8
        head = self._best(prefix, quote[:size], quote[size : 2 * size], self._candidates(prefix + quote[: 2 * size]))
        tail = self._best(
            quote[-2 * size : -size], quote[-size:], suffix, self._candidates(quote[-2 * size :] + suffix)
        )
        if not head or not tail or min(head[0].score, tail[0].score) < _KEEP or tail[0].end <= head[0].start:
            return unplaced(anchor)
        length = tail[0].end - head[0].start
        sure = min(head[0].score, tail[0].score, 0.95 if 0.7 < length / len(quote) < 1.4 else 0.6)
        return self._placement(head[0].start, tail[0].end, sure, "similar")

    def _candidates(self, whole: str) -> list[int]:
        """Return where ``whole`` may begin in the folded text: where its rarer grams agree on a place.

        The rarest grams vote first, up to a number of votes that does not grow with the document.
        """
        grams = self._folded.grams
        width = max(24, len(whole) // 6)
        last = len(whole) - GRAM + 1
        probes = [(grams.get(whole[at : at + GRAM], ()), at) for at in range(0, last, max(1, last // _PROBES))]
        votes: dict[int, float] = {}
        left = _VOTES
        for places, at in sorted(probes, key=lambda probe: (len(probe[0]), probe[1])):
            left -= len(places)
            if left < 0:
                break
            weight = 1.0 / len(places) ** 0.5 if places else 0.0
            for place in places:
                bin_ = (place - at) // width
                votes[bin_] = votes.get(bin_, 0.0) + weight
        few = 0.25 * max(votes.values(), default=0.0)
        strong = [bin_ for bin_, vote in votes.items() if vote >= few]
        joint = {at: votes.get(at, 0.0) + votes.get(at + 1, 0.0) for bin_ in strong for at in (bin_ - 1, bin_)}
        ranked = nsmallest(_CANDIDATES, joint, key=lambda bin_: (-joint[bin_], bin_))
        return [bin_ * width for bin_ in ranked]

    def _best(self, prefix: str, quote: str, suffix: str, begins: Sequence[int]) -> list[_Found]:
        """Fit prefix, quote and suffix to the text at each of the places, best first."""
        whole = prefix + quote + suffix
        slack = max(24, len(whole) // 6) + 16
        found = {}
        for begin in begins:
            low = max(0, begin - slack)
            high = min(len(self._folded.text), begin + len(whole) + 2 * slack)
            start, end = fit(whole, len(prefix), len(prefix) + len(quote), self._folded.text[low:high])
            start, end = start + low, end + low
            likeness = _alike(quote, self._folded.text[start:end]) if quote else 1.0
            found[start, end] = _Found(start, end, likeness, self._around(prefix, suffix, start, end))
        return sorted(found.values(), key=lambda each: (-each.score, each.start))

    # -- back to blocks -----------------------------------------------------------------------------------------

    def _placement(self, start: int, end: int, confidence: float, how: How) -> Placement:
        return self._at(self._folded.start(start), self._folded.end(end), round(confidence, 3), how)

    def _at(self, start: int, end: int, confidence: float, how: How) -> Placement:
        block = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end) - 1 if end > start else block
        return Placement(block, start - self._starts[block], last, end - self._starts[last], confidence, how)


def _fold(text: str) -> str:
    return fold_in_place(text).replace(" ", "")


def _alike(first: str, second: str) -> float:
    return float(Levenshtein.normalized_similarity(first, second)) if first or second else 1.0


def _outweighs(rival: _Found, exact: _Found) -> bool:
    """Say whether the context speaks so clearly for a changed stretch that a copy of the quote elsewhere is none."""
    return rival.likeness >= 0.5 and rival.around >= 0.7 and rival.around >= exact.around + 0.3


def _sure_of_one(anchor: Anchor, length: int, around: float) -> float:
    """Say how sure a quote that stands once is: the shorter it is the more its context must agree."""
    if around >= 0.5 or (length >= _LONG and (around >= 0.25 or anchor.unique)):
        return 1.0
    if not anchor.prefix and not anchor.suffix:
        return 1.0 if length >= _LONG else 0.85
    return 0.89 if length >= _LONG else 0.8


def _sure_of_similar(found: _Found, rival: float, length: int) -> float:
    """Say how sure a resembling stretch is: by its score, and by how far it leads the next best elsewhere."""
    lead = found.score - rival
    if lead < 0.12:
        return min(0.6, found.score)
    if found.likeness >= 0.6 and found.around >= 0.7 and lead >= 0.25 and length >= 4:
        return min(0.97, 0.9 + 0.1 * (found.score - 0.6))
    return min(0.85, found.score)


def _apart(one: _Found, other: _Found) -> bool:
    """Say whether two stretches are different places rather than two readings of one."""
    return one.end <= other.start or other.end <= one.start
