"""The passes of the alignment, one after the other.

Passes, each of which takes what the ones before it left: pinned, exact, in place, sections (headings), similar,
split and merged, moved, openings. Then the pairs that break the order of the rest are called moved, and all are put in
reading order.
"""

from __future__ import annotations

from dataclasses import dataclass

from comparators.alignment.candidates import Near, nearest
from comparators.alignment.exact import extend, match_exact
from comparators.alignment.in_place import match_in_place
from comparators.alignment.matching import Matching
from comparators.alignment.moved import match_along, match_moved
from comparators.alignment.openings import match_openings
from comparators.alignment.order import give_up_strays
from comparators.alignment.pairs import Pair
from comparators.alignment.pinned import check_pins, pin_pairs
from comparators.alignment.prepared import prepare
from comparators.alignment.rows import make_rows
from comparators.alignment.scoring import Scorer
from comparators.alignment.sections import SectionMap, Vote, match_headings
from comparators.alignment.similar import GapFiller, match_strong
from comparators.alignment.splits import match_splits
from comparators.document import Document, Problem
from comparators.options import CompareOptions
from comparators.work import IDLE, Work


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs in the new document's order, and what could not be searched as thoroughly as the rest."""

    pairs: tuple[Pair, ...]
    problems: tuple[Problem, ...] = ()


def align(old: Document, new: Document, options: CompareOptions, work: Work = IDLE) -> tuple[Pair, ...]:
    """Return the pairs of two structured documents in the new one's order; see :func:`align_documents`."""
    return align_documents(old, new, options, work).pairs


def align_documents(old: Document, new: Document, options: CompareOptions, work: Work = IDLE) -> Alignment:
    """Align two documents as the structure stage returns them.

    Every block stands in exactly one pair. A removed block follows the pair that holds its predecessor. Labels
    (``Block.number_end``), width, spaces and forms of quotation marks make no difference between texts. Raises
    :class:`comparators.errors.UsageError` for pins that cannot be held, :class:`comparators.errors.Cancelled`.
    """
    check_pins(len(old.blocks), len(new.blocks), options)
    left, right = prepare(old, new)
    matching = Matching(left, right, options.unpins)
    pin_pairs(matching, options)
    work.step("aligning", 0.1)
    complete = match_exact(matching, options)
    if matching.in_order():
        return Alignment(make_rows(matching, set()))
    work.step("aligning", 0.3)
    scorer = Scorer(left, right)
    match_in_place(matching, scorer)
    near = nearest(scorer, matching.free_old(), matching.free_new())
    match_strong(matching, near, options)
    extend(matching)
    sections = SectionMap(left, right, _votes(matching, near))
    sections.align()
    match_headings(matching, sections, scorer)
    work.step("aligning", 0.5)
    filler = GapFiller(matching, sections, scorer, near, options)
    give_up_strays(matching, sections, filler.weight, options)
    filler.fill((0, len(left)), (0, len(right)), work)
    _fill_moved(filler, matching, sections, work)
    match_splits(matching, scorer, options)
    if options.moves:
        match_moved(matching, near, scorer, options)
    match_along(matching, scorer, options)
    match_openings(matching, scorer)
    moved = give_up_strays(matching, sections, filler.weight, options)
    problems = [Problem("alignment-windowed")] if not complete else []
    if filler.coarse:
        problems.append(Problem("alignment-coarse"))
    return Alignment(make_rows(matching, moved), tuple(problems))


def _votes(matching: Matching, near: Near) -> list[Vote]:
    """Return what speaks for sections belonging together: blocks paired, and the nearest of those that are not."""
    lengths = matching.old.lengths
    votes: list[Vote] = [(old, new, float(lengths[old])) for old, new in matching.pairs()]
    for old, ranked in near.items():
        score, new = ranked[0]
        if matching.free(old, new):
            votes.append((old, new, score * lengths[old]))
    return votes


def _fill_moved(filler: GapFiller, matching: Matching, sections: SectionMap, work: Work) -> None:
    """Fill the gaps inside sections that stand in another order than the rest, the innermost first."""
    for old, new in reversed(sections.joined()):
        first, second = sections.old.nodes[old], sections.new.nodes[new]
        if matching.free_old(first.first, first.last + 1) and matching.free_new(second.first, second.last + 1):
            filler.fill((first.first, first.last + 1), (second.first, second.last + 1), work)
