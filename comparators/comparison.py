"""``compare(old, new)``: the one door to a comparison, and the comparison itself as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from comparators.alignment.aligning import align_documents
from comparators.alignment.pairs import Pair
from comparators.document import Block, Document, Problem
from comparators.facts.model import FactChanges, PolicyFacts
from comparators.lexicon import Lexicon, load_lexicon
from comparators.options import CompareOptions, Noise
from comparators.wording.edits import WordDiffer
from comparators.wording.model import Edit, Replacement
from comparators.wording.replacements import find_replacements
from comparators.work import IDLE, Work

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


class FactFinder(Protocol):
    """Finds the facts of two documents and what became of them, here or in another process."""

    def aligned(self, pairs: Sequence[Pair]) -> None:
        """Be told which blocks stand beside which: asked once, before :attr:`changes`."""

    @property
    def names(self) -> frozenset[str]:
        """The industries and units that the documents name: asked for before all else."""

    @property
    def facts(self) -> tuple[PolicyFacts, PolicyFacts]:
        """The facts of the old document and those of the new one."""

    @property
    def changes(self) -> FactChanges:
        """What became of the facts."""


class FactsHere:
    """Finds the facts in this process, once they are asked for."""

    def __init__(self, old: Document, new: Document, lexicon: Lexicon) -> None:
        self._old, self._new, self._lexicon = old, new, lexicon
        self._pairs: Sequence[Pair] = ()

    def aligned(self, pairs: Sequence[Pair]) -> None:
        """Take the pairs of blocks."""
        self._pairs = pairs

    @property
    def names(self) -> frozenset[str]:
        """The industries and units named."""
        from comparators.facts import names_of

        return names_of(self.facts)

    @cached_property
    def facts(self) -> tuple[PolicyFacts, PolicyFacts]:
        """The facts of both documents."""
        from comparators.facts import Memory, extract_facts

        memory = Memory()
        return extract_facts(self._old, self._lexicon, memory), extract_facts(self._new, self._lexicon, memory)

    @cached_property
    def changes(self) -> FactChanges:
        """What became of the facts."""
        from comparators.facts.fact_changes import fact_changes

        return fact_changes(self._old, self._new, *self.facts, self._pairs, self._lexicon)


def compare(
    old: Document,
    new: Document,
    options: CompareOptions | None = None,
    lexicon: Lexicon | None = None,
    work: Work = IDLE,
    finder: FactFinder | None = None,
) -> Comparison:
    """Compare two documents (as :func:`comparators.load` returns them) and return the comparison.

    ``finder`` finds the facts of both, where the caller has it done elsewhere (in another process). Raises
    :class:`comparators.errors.UsageError` where a pin names a block that is not there, and
    :class:`comparators.errors.Cancelled` once ``work`` says so.
    """
    options = options or CompareOptions()
    lexicon = lexicon or load_lexicon()
    work.step("aligning", 0.0)
    alignment = align_documents(old, new, options, work)
    pairs = alignment.pairs
    work.step("facts", 0.0)
    finder = finder or FactsHere(old, new, lexicon)
    finder.aligned(pairs)
    # The wording stage keeps whole the names of the lexicon and those the drafts list.
    differ = WordDiffer(lexicon.terms | finder.names)
    rows = tuple(
        _row(pair, old.blocks, new.blocks, differ, options) for pair in work.over("wording", pairs, len(pairs))
    )
    replacements = find_replacements(
        ((_text(row.old, old.blocks), _text(row.new, new.blocks), row.edits) for row in rows), options
    )
    work.step("facts", 0.9)
    changes = finder.changes
    old_facts, new_facts = finder.facts
    return Comparison(
        old=old,
        new=new,
        options=options,
        rows=rows,
        old_facts=old_facts,
        new_facts=new_facts,
        changes=changes,
        replacements=replacements,
        problems=alignment.problems,
    )


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
