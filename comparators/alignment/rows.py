"""The pairs in the order in which a person reads them."""

from __future__ import annotations

from collections import defaultdict

from comparators.alignment.matching import FREE, Match, Matching
from comparators.alignment.pairs import Pair, PairKind


def make_rows(matching: Matching, moved: set[int]) -> tuple[Pair, ...]:
    """Return all pairs in the new document's order.

    A removed block follows the pair that holds its predecessor in the old document, wherever that pair stands; the
    first block of the old document, if removed, stands at the very top.
    """
    rows: dict[int, Pair] = {}  # by first new block
    host: dict[int, int] = {}  # old block -> first new block of its row
    for match in matching.matches():
        rows[match.new[0]] = _pair(match, moved)
        host.update(dict.fromkeys(match.old, match.new[0]))
    removed: dict[int, list[int]] = defaultdict(list)  # first new block of a row -> old blocks gone after it
    place = -1
    for old, partner in enumerate(matching.to_new):
        if partner == FREE:
            removed[place].append(old)
        else:
            place = host[old]
    result = [_removed(old) for old in removed[-1]]
    for new, partner in enumerate(matching.to_old):
        if partner == FREE:
            result.append(Pair("added", (), (new,)))
        elif new in rows:
            result.append(rows[new])
            result.extend(_removed(old) for old in removed.get(new, ()))
    return tuple(result)


def _removed(old: int) -> Pair:
    return Pair("removed", (old,), ())


def _pair(match: Match, moved: set[int]) -> Pair:
    kind: PairKind
    if len(match.new) > 1:
        kind = "split"
    elif len(match.old) > 1:
        kind = "merged"
    else:
        kind = "moved" if match.old[0] in moved else "paired"
    return Pair(kind, match.old, match.new, match.by, match.similarity)
