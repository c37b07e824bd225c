"""Last pass: what is left over is looked for in the whole of the other document."""

from __future__ import annotations

from comparators.alignment.candidates import Near
from comparators.alignment.matching import Matching
from comparators.alignment.scoring import Scorer
from comparators.options import CompareOptions


def match_moved(matching: Matching, near: Near, scorer: Scorer, options: CompareOptions) -> None:
    """Pair left-over blocks of like text, the most alike first.

    Text that occurs elsewhere as well says nothing of where it came from, and short text neither: such blocks move
    only with a neighbour.
    """
    found = [
        (score, old, new)
        for old, ranked in near.items()
        for score, new in ranked
        if score >= options.move_similarity
        and matching.free(old, new)
        and matching.old.counts[old] == matching.new.counts[new] == 1
        and min(matching.old.lengths[old], matching.new.lengths[new]) >= options.min_move_length
    ]
    for _score, old, new in sorted(found, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2])):
        same = matching.old.ids[old] == matching.new.ids[new]
        matching.pair(old, new, "moved", 1.0 if same else scorer.plain(old, new))


def match_along(matching: Matching, scorer: Scorer, options: CompareOptions) -> None:
    """Pair free neighbours of pairs, outwards, where they are alike: what went along with the block beside it."""
    for step in (-1, 1):
        for here, there in matching.beside(step):
            while matching.free(here, there) and _alike(here, there, matching, scorer, options):
                same = matching.old.ids[here] == matching.new.ids[there]
                by = "exact" if same else "moved"
                matching.pair(here, there, by, 1.0 if same else scorer.plain(here, there))
                here, there = here + step, there + step


def _alike(old: int, new: int, matching: Matching, scorer: Scorer, options: CompareOptions) -> bool:
    if matching.old.ids[old] == matching.new.ids[new]:
        return True
    if scorer.is_note(0, old) and scorer.is_note(1, new):
        return True
    first, second = matching.old.blocks[old], matching.new.blocks[new]
    return first.kind == second.kind and scorer.score(old, new) >= options.pair_similarity
