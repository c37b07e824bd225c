"""``compare(old, new)``: the one door to a comparison, and the comparison itself as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from comparators.alignment import align_documents
from comparators.alignment.pairs import Pair
from comparators.document import Block, Document, Problem
from comparators.facts.fact_changes import fact_changes
from comparators.facts.model import FactChanges, PolicyFacts
from comparators.lexicon import Lexicon, load_lexicon
from comparators.options import CompareOptions, Noise
from comparators.wording.edits import WordDiffer
from comparators.wording.model import Edit, Replacement
from comparators.wording.replacements import find_replacements
from comparators.work import IDLE, Work

BothFacts = Callable[[], tuple[PolicyFacts, PolicyFacts]]
RowKind = Literal["equal", "changed", "added", "removed", "moved", "split", "merged", "renumbered"]


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand beside each other, and how they differ.

    ``id`` is ``old blocks=new blocks`` (``12=14``, ``7=``, ``3=4,5``). ``edits`` count code points in each side's
    block texts joined without a separator; where an edit is of a kind that ``options.ignore`` names it stands here
    all the same, with its ``noise``, and does not make the row a changed one. ``noise`` lists the kinds of
    insignificant difference in the row; ``substance`` says whether there is any other.
    """

    id: str
    kind: RowKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    matched_by: str = ""
    similarity: float = 0.0
    edits: tuple[Edit, ...] = ()
    noise: tuple[Noise, ...] = ()
    substance: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side, what changed, and what that means in the terms of the trade."""

    old: Document
    new: Document
    options: CompareOptions
    rows: tuple[Row, ...]
    old_facts: PolicyFacts
    new_facts: PolicyFacts
    changes: FactChanges
    replacements: tuple[Replacement, ...]
    problems: tuple[Problem, ...] = ()


def compare(
    old: Document,
    new: Document,
    options: CompareOptions | None = None,
    lexicon: Lexicon | None = None,
    work: Work = IDLE,
    facts: BothFacts | None = None,
) -> Comparison:
    """Compare two documents (as :func:`comparators.load` returns them) and return the comparison.

    ``facts`` gives the facts of both, where the caller extracts them itself (in another process); it is asked only
    once they are needed. Raises :class:`comparators.errors.UsageError` where a pin names a block that is not there, and
    :class:`comparators.errors.Cancelled` once ``work`` says so.
    """
    options = options or CompareOptions()
    lexicon = lexicon or load_lexicon()
    work.step("aligning", 0.0)
    alignment = align_documents(old, new, options, work)
    pairs = alignment.pairs
    work.step("facts", 0.0)
    old_facts, new_facts = facts() if facts else both_facts(old, new, lexicon)
    differ = WordDiffer(_terms(lexicon, old_facts, new_facts))
    rows = tuple(
        _row(pair, old.blocks, new.blocks, differ, options) for pair in work.over("wording", pairs, len(pairs))
    )
    work.step("facts", 0.9)
    return Comparison(
        old=old,
        new=new,
        options=options,
        rows=rows,
        old_facts=old_facts,
        new_facts=new_facts,
        changes=fact_changes(old, new, old_facts, new_facts, pairs, lexicon),
        replacements=find_replacements(
            ((_text(row.old, old.blocks), _text(row.new, new.blocks), row.edits) for row in rows), options
        ),
        problems=alignment.problems,
    )


def both_facts(old: Document, new: Document, lexicon: Lexicon) -> tuple[PolicyFacts, PolicyFacts]:
    """Return the facts of two documents."""
    from comparators.facts import Memory, extract_facts

    memory = Memory()
    return extract_facts(old, lexicon, memory), extract_facts(new, lexicon, memory)


def _terms(lexicon: Lexicon, *facts: PolicyFacts) -> frozenset[str]:
    """Return the names that the wording stage keeps whole: those of the lexicon and those the drafts list."""
    names = set(lexicon.terms)
    for each in facts:
        names.update(industry.name for industry in each.industries)
        for note in each.responsibilities:
            names.update((note.lead, *note.others))
    return frozenset(names)


def _text(indices: tuple[int, ...], blocks: tuple[Block, ...]) -> str:
    return "".join(blocks[index].text for index in indices)


def _row(
    pair: Pair,
    old: tuple[Block, ...],
    new: tuple[Block, ...],
    differ: WordDiffer,
    options: CompareOptions,
) -> Row:
    name = f"{','.join(map(str, pair.old))}={','.join(map(str, pair.new))}"
    if not pair.old or not pair.new:
        kind: RowKind = "removed" if pair.old else "added"
        return Row(name, kind, pair.old, pair.new, substance=True)
    edits = differ.edits([old[index] for index in pair.old], [new[index] for index in pair.new])
    noise: tuple[Noise, ...] = tuple(sorted({edit.noise for edit in edits if edit.noise}))
    return Row(
        name,
        _kind(pair, edits, options),
        pair.old,
        pair.new,
        pair.matched_by,
        pair.similarity,
        edits,
        noise,
        substance=any(not edit.noise for edit in edits),
    )


def _kind(pair: Pair, edits: tuple[Edit, ...], options: CompareOptions) -> RowKind:
    """Name the row: what alignment found first, then what its edits amount to once the ignored ones are gone."""
    if pair.kind in ("moved", "split", "merged"):
        return pair.kind
    shown = {edit.noise for edit in edits if edit.noise not in options.ignore}
    if not shown:
        return "equal"
    return "renumbered" if shown == {"numbering"} else "changed"
