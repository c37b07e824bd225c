"""Sixth pass: one block that became several neighbours, and several neighbours that became one.

Looked for around blocks that are left over: a neighbour whose wording stands in the block beside it, so that the
pieces put together give the whole.
"""

from __future__ import annotations

from comparators.alignment.matching import FREE, Match, Matching
from comparators.alignment.scoring import Scorer
from comparators.alignment.similarity import ratio
from comparators.options import CompareOptions

# Pieces that one block may be divided into.
MOST_PIECES = 32
# Share of a piece's wording that must stand in the whole, and how much the piece must better the likeness: by so
# much, or (a title parted from a long body) by such a share of what was missing.
_LEAST_CONTAINED = 0.7
_LEAST_GAIN = 0.02
_LEAST_SHARE = 0.5
# Blocks past the end of a gap that are looked at as the whole.
_REACH = 3
# Longer blocks are not looked at: a text in one block is no paragraph.
_LONGEST = 8_000


class SplitFinder:
    """Finds wholes on one side whose pieces stand on the other; ``whole`` is 0 for splits, 1 for merges."""

    def __init__(self, matching: Matching, scorer: Scorer, options: CompareOptions, whole: int) -> None:
        self.matching = matching
        self.scorer = scorer
        self.options = options
        self.whole = whole
        self.sides = (matching.old, matching.new)
        self.wholes = self.sides[whole]
        self.pieces = self.sides[1 - whole]
        self.to_piece = matching.to_new if whole == 0 else matching.to_old
        self.to_whole = matching.to_old if whole == 0 else matching.to_new

    def find(self) -> None:
        """Turn left-over blocks that are pieces of a block beside them into groups."""
        for piece in range(len(self.pieces)):
            if self.to_whole[piece] == FREE:
                for whole in self._wholes(piece):
                    if self._try(whole, piece):
                        break

    def _wholes(self, piece: int) -> list[int]:
        """Return the blocks that ``piece`` may be a piece of: partners of its neighbours, and those free beside."""
        left, right = piece - 1, piece + 1
        while left >= 0 and self.to_whole[left] == FREE and piece - left < MOST_PIECES:
            left -= 1
        while right < len(self.pieces) and self.to_whole[right] == FREE and right - piece < MOST_PIECES:
            right += 1
        found: dict[int, None] = {}
        for neighbour, step in ((left, 1), (right, -1)):
            if not 0 <= neighbour < len(self.pieces) or self.to_whole[neighbour] < 0:
                continue
            whole = self.to_whole[neighbour]
            found[whole] = None
            for _ in range(_REACH):
                whole += step
                if not 0 <= whole < len(self.wholes) or self.to_piece[whole] != FREE:
                    break
                found[whole] = None
        if left < 0:
            found.update(dict.fromkeys(self._free_from(0, 1)))
        if right >= len(self.pieces):
            found.update(dict.fromkeys(self._free_from(len(self.wholes) - 1, -1)))
        return [whole for whole in found if self._holds(whole, piece)]

    def _free_from(self, whole: int, step: int) -> list[int]:
        found: list[int] = []
        while 0 <= whole < len(self.wholes) and self.to_piece[whole] == FREE and len(found) < _REACH:
            found.append(whole)
            whole += step
        return found

    def _holds(self, whole: int, piece: int) -> bool:
        """Say whether a block is longer than a piece and has its wording."""
        if self._pinned(whole):
            return False
        partner = self.to_piece[whole]
        if partner >= 0 and self.wholes.ids[whole] == self.pieces.ids[partner]:
            return False
        return self._contains(whole, piece)

    def _contains(self, whole: int, piece: int) -> bool:
        if not self.pieces.lengths[piece] < self.wholes.lengths[whole] <= _LONGEST:
            return False
        if self.pieces.keys[piece] in self.wholes.keys[whole]:
            return True
        return self.scorer.contained(1 - self.whole, piece, whole) >= _LEAST_CONTAINED

    def _try(self, whole: int, piece: int) -> bool:
        """Gather the pieces of a whole around a first one; make the group if together they give the whole."""
        partner = self.to_piece[whole]
        first = last = piece
        if partner >= 0:
            if abs(partner - piece) > MOST_PIECES:
                return False
            first, last = min(piece, partner), max(piece, partner)
        inside = range(first, last + 1)
        if any(each != partner and not self._may_join(whole, each) for each in inside):
            return False
        before = 0.0 if partner < 0 else self._likeness(whole, partner, partner)
        score = self._likeness(whole, first, last)
        while last - first + 1 < MOST_PIECES:
            wider = [
                (self._likeness(whole, left, right), left, right)
                for left, right in ((first - 1, last), (first, last + 1))
                if self._may_join(whole, left if left < first else right)
            ]
            if not wider:
                break
            best = max(wider, key=lambda each: (each[0], each[1]))
            if best[0] <= score:
                break
            score, first, last = best
        gain = score - before
        if first == last or score < self.options.split_similarity:
            return False
        if gain < _LEAST_GAIN and gain < _LEAST_SHARE * (1 - before):
            return False
        self._group(whole, tuple(range(first, last + 1)), score)
        return True

    def _may_join(self, whole: int, piece: int) -> bool:
        if not 0 <= piece < len(self.pieces) or self.to_whole[piece] != FREE:
            return False
        pair = (whole, piece) if self.whole == 0 else (piece, whole)
        return pair not in self.matching.forbidden and self._contains(whole, piece)

    def _likeness(self, whole: int, first: int, last: int) -> float:
        return ratio(self.wholes.keys[whole], "".join(self.pieces.keys[first : last + 1]))

    def _pinned(self, whole: int) -> bool:
        old = whole if self.whole == 0 else self.matching.to_old[whole]
        return old in self.matching.pinned

    def _group(self, whole: int, pieces: tuple[int, ...], score: float) -> None:
        if self.whole == 0:
            self.matching.group(Match((whole,), pieces, "split", score))
        else:
            self.matching.group(Match(pieces, (whole,), "merged", score))


def match_splits(matching: Matching, scorer: Scorer, options: CompareOptions) -> None:
    """Find splits, then merges."""
    for whole in (0, 1):
        SplitFinder(matching, scorer, options, whole).find()
