"""A clause rewritten so much that it is hardly alike, which took over a long stretch of the old one word for word."""

from __future__ import annotations

from comparators.alignment.candidates import Near
from comparators.alignment.matching import Matching
from comparators.alignment.scoring import Scorer
from comparators.alignment.similarity import longest_shared

# Characters in a row that nobody writes twice by chance, in two texts that are this much alike otherwise, with no
# other text coming as near as this.
_LONG = 15
_LEAST = 0.3
_LEAD = 0.06
_EDGES = "，,、。；;：:"


def leader(matching: Matching, near: Near, old: int) -> int:
    """Return the free new block that is nearest to ``old``, clearly so; -1 where none is."""
    ranked = [(score, block) for score, block in near.get(old, ()) if matching.free(old, block)]
    if not ranked or ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - _LEAD):
        return -1
    return ranked[0][1]


def taken_over(matching: Matching, scorer: Scorer, old: int, new: int) -> bool:
    """Say whether two blocks share a long stretch that stands nowhere else. Looks through both documents.

    Only for blocks that stand where the other would: moved text has to be more alike than that.
    """
    if "table" in (matching.old.blocks[old].kind, matching.new.blocks[new].kind):
        return False
    stretch = longest_shared(scorer.gist(0, old), scorer.gist(1, new)).strip(_EDGES)
    if len(stretch) < _LONG:
        return False
    return not any(
        stretch in text
        for side, chosen in ((matching.old, old), (matching.new, new))
        for block, text in enumerate(side.keys)
        if block != chosen
    )
