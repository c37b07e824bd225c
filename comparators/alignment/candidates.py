"""Which blocks may belong together: an index of rare pieces of text finds them without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest

from comparators.alignment.scoring import Scorer

# A piece of text that stands in more blocks than this is too common to lead to a partner.
MOST_PLACES = 24
# Partners looked at for a block.
MOST_PARTNERS = 4
# Pieces kept of a block: this many divided by the code points of all blocks, within bounds.
_ALL_PIECES = 24_000_000
_LEAST_PIECES = 24
_MOST_PIECES = 160

Near = dict[int, list[tuple[float, int]]]
"""For old blocks their most similar new ones, ``(score, new block)``, best first."""


def nearest(scorer: Scorer, old: Sequence[int], new: Sequence[int]) -> Near:
    """Return the blocks of ``new`` that are most similar to each of ``old``.

    Only blocks with a partner stand in the result. Linear in the length of the texts.
    """
    most = _most_pieces(scorer, old, new)
    places: dict[str, list[int]] = defaultdict(list)
    for block in new:
        for piece in _pieces(scorer.core(1, block), most):
            places[piece].append(block)
    found: Near = {}
    for block in old:
        partners = _partners(_pieces(scorer.core(0, block), most), places)
        scored = [(scorer.score(block, partner), partner) for partner in partners]
        ranked = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
        if ranked:
            found[block] = ranked
    return found


def _partners(pieces: list[str], places: dict[str, list[int]]) -> list[int]:
    """Return the blocks that share most pieces, rarer pieces counting more."""
    votes: dict[int, float] = defaultdict(float)
    for piece in pieces:
        at = places.get(piece)
        if at and len(at) <= MOST_PLACES:
            share = 1 / len(at)
            for block in at:
                votes[block] += share
    return [block for _, block in nsmallest(MOST_PARTNERS, [(-vote, block) for block, vote in votes.items()])]


def _most_pieces(scorer: Scorer, old: Sequence[int], new: Sequence[int]) -> int:
    """Return how many pieces to keep of a block, fewer the more text there is to look through."""
    total = sum(scorer.old.lengths[block] for block in old) + sum(scorer.new.lengths[block] for block in new)
    return max(_LEAST_PIECES, min(_MOST_PIECES, _ALL_PIECES // max(1, total)))


def _pieces(text: str, most: int) -> list[str]:
    """Return the pieces of a text, each once; of a long text those that begin with certain characters."""
    pieces = map("".join, zip(text, text[1:], text[2:], strict=False))
    if len(text) <= most:
        return list(dict.fromkeys(pieces)) or [text]
    # A mask of the low bits: what a longer text keeps, a shorter one keeps as well.
    mask = (1 << (len(text) // most).bit_length()) - 1
    return list(dict.fromkeys(piece for piece in pieces if not ord(piece[0]) & mask))
