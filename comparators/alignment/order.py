"""Which matches keep the order of the rest, which have moved, and which are too slight to have moved."""

from __future__ import annotations

from collections.abc import Callable

from comparators.alignment.chains import heaviest_chain
from comparators.alignment.matching import Match, Matching
from comparators.alignment.sections import SectionMap
from comparators.options import CompareOptions

Weight = Callable[[int, int], int]


def _runs(matching: Matching) -> list[list[Match]]:
    """Join matches that follow each other directly on both sides."""
    joined: list[list[Match]] = []
    for match in matching.matches():
        last = joined[-1][-1] if joined else None
        if last and last.old[-1] + 1 == match.old[0] and last.new[-1] + 1 == match.new[0]:
            joined[-1].append(match)
        else:
            joined.append([match])
    return joined


def _chain(runs: list[list[Match]], matching: Matching, weight: Weight) -> list[int]:
    """Return which runs keep their order: the heaviest chain of them."""
    return heaviest_chain(
        [(run[0].old[0], run[0].new[0], sum(_weigh(match, matching, weight) for match in run)) for run in runs]
    )


def _weigh(match: Match, matching: Matching, weight: Weight) -> int:
    if len(match.old) > 1 or len(match.new) > 1:
        return sum(4 + matching.old.lengths[old] for old in match.old) * 2
    return weight(match.old[0], match.new[0])


def give_up_strays(matching: Matching, sections: SectionMap, weight: Weight, options: CompareOptions) -> set[int]:
    """Give up pairs out of order that are no move; return the first old blocks of the matches that moved.

    A pair out of order is a move if it is long enough together with its neighbours, or the heading of a section
    whose body went along. Where moves are not wanted only pins and groups stay out of order.
    """
    runs = _runs(matching)
    kept = set(_chain(runs, matching, weight))
    moved: set[int] = set()
    for index, run in enumerate(runs):
        if index in kept:
            continue
        length = sum(matching.old.lengths[old] for match in run for old in match.old)
        for match in run:
            single = len(match.old) == len(match.new) == 1 and match.old[0] not in matching.pinned
            long_enough = length >= options.min_move_length or _leads(match, matching, sections)
            if single and not (options.moves and long_enough):
                matching.unpair(match.old[0])
            else:
                moved.add(match.old[0])
    return moved


def _leads(match: Match, matching: Matching, sections: SectionMap) -> bool:
    """Say whether a pair are the headings of two sections that have more in common than that."""
    old, new = match.old[0], match.new[0]
    first, second = sections.old.node_of[old], sections.new.node_of[new]
    if sections.to_new[first] != second or sections.old.nodes[first].head != old:
        return False
    inside = sections.old.nodes[first]
    return any(
        sections.new.nodes[second].first <= matching.to_new[block] <= sections.new.nodes[second].last
        for block in range(inside.first + 1, inside.last + 1)
    )
