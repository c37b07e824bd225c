"""What opens a document: its title goes with the other's title, and the paragraph under it with the other's.

Last year's plan and this year's may share few words there, and still nobody would look for the one elsewhere.
"""

from __future__ import annotations

from comparators.alignment.matching import Matching
from comparators.alignment.prepared import Side
from comparators.alignment.scoring import Scorer

# Below these two titles, or two paragraphs under titles that are a pair, have nothing in common but the language.
_LEAST_TITLE = 0.2
_LEAST_PARAGRAPH = 0.1
_LEAST_LENGTH = 20  # of an opening paragraph: whom a document is addressed to is shorter


def match_openings(matching: Matching, scorer: Scorer) -> None:
    """Pair free titles, and free opening paragraphs under titles that are a pair."""
    old, new = _title(matching.old), _title(matching.new)
    if old < 0 or new < 0:
        return
    _pair(matching, scorer, old, new, _LEAST_TITLE)
    if matching.to_new[old] == new:
        _pair(matching, scorer, _opening(matching.old), _opening(matching.new), _LEAST_PARAGRAPH)


def _pair(matching: Matching, scorer: Scorer, old: int, new: int, least: float) -> None:
    if matching.free(old, new) and scorer.plain(old, new) >= least:
        matching.pair(old, new, "opening", scorer.plain(old, new))


def _front(side: Side) -> range:
    """Return the blocks before the first section."""
    return range(min((node.first for node in side.nodes[1:]), default=0))


def _title(side: Side) -> int:
    """Return the longest line of the title, -1 where there is none."""
    titles = [block for block in _front(side) if side.blocks[block].kind == "title"]
    return max(titles, key=lambda block: (side.lengths[block], -block), default=-1)


def _opening(side: Side) -> int:
    """Return the last paragraph before the first section, -1 where there is none."""
    paragraphs = [block for block in _front(side) if side.blocks[block].kind == "paragraph"]
    return next((block for block in reversed(paragraphs) if side.lengths[block] >= _LEAST_LENGTH), -1)
