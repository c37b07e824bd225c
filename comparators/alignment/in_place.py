"""Third pass: pair blocks in place that are plainly the same but for a few words, the usual case, told cheaply."""

from __future__ import annotations

from collections.abc import Sequence

from comparators.alignment.gaps import Gap, find_gaps
from comparators.alignment.matching import Matching
from comparators.alignment.scoring import Scorer
from comparators.alignment.similarity import ratio

# Score from which two blocks are plainly the same, and how far the next best must be behind.
STRONG = 0.75
LEAD = 0.08
# Cells of a gap that is looked at as a whole; a larger one is walked through with a window of this many blocks.
_SMALL = 16
_WINDOW = 4
_SHORT = 20

Cells = dict[tuple[int, int], float]


def match_in_place(matching: Matching, scorer: Scorer) -> None:
    """Pair what is plainly the same in the gaps between anchors."""
    lengths = matching.old.lengths
    spans = (0, len(matching.old)), (0, len(matching.new))
    for gap in list(find_gaps(matching, *spans, lambda old, _: 4 + lengths[old])):
        old = [block for block in gap.old if _telling(block, 0, matching)]
        new = [block for block in gap.new if _telling(block, 1, matching)]
        _Walk(matching, scorer).go(Gap(old, new))


def titled(matching: Matching, old: int, new: int) -> bool:
    """Say whether one of two blocks is a heading alone, which goes with its section."""
    return matching.old.titles_only(old) or matching.new.titles_only(new)


def _telling(block: int, side: int, matching: Matching) -> bool:
    """Say whether a block is long enough, no heading and no row of a table: those need more than a likeness."""
    document = (matching.old, matching.new)[side]
    if document.blocks[block].kind == "table" or document.lengths[block] < _SHORT:
        return False
    return not document.titles_only(block)


class _Walk:
    def __init__(self, matching: Matching, scorer: Scorer) -> None:
        self.matching = matching
        self.scorer = scorer
        self._scores: Cells = {}

    def go(self, gap: Gap) -> None:
        """Pair the blocks of a gap: all of a small one, of a large one from both ends as far as it goes."""
        if len(gap.old) * len(gap.new) <= _SMALL:
            self._pair(self._plain(gap.old, gap.new))
            return
        left, right = self._walk(gap.old, gap.new)
        self._walk(gap.old[left:][::-1], gap.new[right:][::-1])

    def _walk(self, old: Sequence[int], new: Sequence[int]) -> tuple[int, int]:
        """Walk along both sides; return how far."""
        left = right = 0
        while left < len(old) and right < len(new):
            ahead, beside = old[left : left + _WINDOW], new[right : right + _WINDOW]
            plain = self._plain(ahead, beside)
            if not plain:
                break
            first = min(plain, key=lambda pair: (ahead.index(pair[0]) + beside.index(pair[1]), ahead.index(pair[0])))
            self._pair([first])
            left += ahead.index(first[0]) + 1
            right += beside.index(first[1]) + 1
        return left, right

    def _pair(self, pairs: list[tuple[int, int]]) -> None:
        for old, new in pairs:
            self.matching.pair(old, new, "similar", self.scorer.plain(old, new))

    def _plain(self, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pairs that are plainly the same, no other pair with one of the two coming near."""
        cells = {(left, right): self._score(left, right) for left in old for right in new}
        return [pair for pair, score in cells.items() if score >= STRONG and _leads(pair, cells)]

    def _score(self, old: int, new: int) -> float:
        known = self._scores.get((old, new))
        if known is None:
            known = ratio(self.scorer.gist(0, old), self.scorer.gist(1, new), STRONG - LEAD)
            self._scores[old, new] = known
        return known


def _leads(pair: tuple[int, int], cells: Cells) -> bool:
    others = [score for other, score in cells.items() if (other[0] == pair[0]) != (other[1] == pair[1])]
    return max(others, default=0.0) <= cells[pair] - LEAD
