"""Targets: the quantities that a document commits to (policy-facts, "Targets").

A quantity counts where the form of the sentence commits to it: an act governs it (培育100家…), a predicate
reaches it (达到8%), a deadline or 每年 governs its sentence, money is granted, or a rule bounds it. What only says
which cases are meant, reports the past or names something is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.document import Block, Document, Span
from comparators.facts.lines import Line, covers, fold_line
from comparators.facts.memory import Memory
from comparators.facts.model import ListCount, Target
from comparators.facts.targets_indicators import find_indicator
from comparators.facts.targets_judging import judge
from comparators.facts.targets_leads import Recipients
from comparators.facts.targets_quantities import HAN_WITH_MEASURE, Quantity, find_quantities
from comparators.facts.targets_scene import clauses, is_listed, masked, scene, section_kinds
from comparators.facts.targets_tables import find_table_targets
from comparators.facts.targets_time import Carry, Mark, find_marks, reference_year
from comparators.facts.targets_words import QuantityWords, words_of
from comparators.lexicon import Lexicon

# What a year or a plan may begin with: a block may tell the time without having a quantity.
_TIMES: Final = re.compile(r"[0-9０-９]|二[〇零○]|五”?[规期时末间以]|世纪")


@dataclass(slots=True)
class _Reading:
    """What a block's text says whoever its neighbours are; ``judged`` are its targets by what is carried into it:
    years, and whom the sections around it grant money.
    """

    line: Line
    marks: tuple[Mark, ...]
    quantities: list[Quantity]
    listed: bool
    judged: dict[tuple[tuple[int, ...], str], list[Target]] = field(default_factory=dict)


def find_targets(
    document: Document, lexicon: Lexicon, list_counts: Sequence[ListCount], memory: Memory | None = None
) -> tuple[Target, ...]:
    """Return the targets of ``document`` in reading order; numbers inside ``list_counts`` are none.

    A text that ``memory`` has seen is not read again.
    """
    words = words_of(lexicon, memory)
    kinds = section_kinds(document, words)
    paths = {block.section for block in document.blocks}
    goals = {path: kinds.is_goal(path) for path in paths}
    past = {path for path in paths if kinds.is_past(path)}
    dated = reference_year(document, guess=False)
    reference = dated or reference_year(document)
    worth = re.compile(f"[0-9０-９]|分之|{HAN_WITH_MEASURE.format(''.join(sorted(words.openers)))}")
    known: dict[tuple[object, ...], _Reading | None] = (memory or Memory()).room("targets")
    counted: dict[int, tuple[Span, ...]] = {}
    for count in list_counts:
        counted[count.block] = (*counted.get(count.block, ()), count.span)
    found: list[Target] = list(find_table_targets(document, words, dated))
    in_tables = {target.block for target in found}
    carry, recipients = Carry(), Recipients()
    for block in document.blocks:
        if block.kind in ("title", "signature") or block.index in in_tables:
            continue
        recipients.after(block)
        goal, spans = goals[block.section], counted.get(block.index, ())
        key = (block.text, block.number_end, block.title_end, goal, reference, spans)
        if key not in known:
            known[key] = _read(block, reference, spans, words, worth)
        reading = known[key]
        if reading is None:
            continue
        if reading.quantities and block.section not in past:
            years, whom = carry.into(block.section, reading.listed, goal), recipients.into(block)
            if (years, whom) not in reading.judged:
                view = scene(block, reading.line, words, reading.marks, years, goal, reference, whom)
                indicator = find_indicator(view, reading.quantities)
                judged = judge(view, clauses(view, reading.quantities)) if indicator is None else indicator
                reading.judged[years, whom] = judged
            found.extend(_in(block, target) for target in reading.judged[years, whom])
        carry.after(block, reading.marks, goal)
    return tuple(sorted(found, key=lambda target: (target.block, target.span)))


def _read(
    block: Block,
    reference: int,
    counted: Sequence[Span],
    words: QuantityWords,
    worth: re.Pattern[str],
) -> _Reading | None:
    """Read the times and quantities of a block, ``None`` where it can have neither."""
    timed = _TIMES.search(block.text) is not None
    if not timed and not worth.search(block.text):
        return None
    line = fold_line(block.text)
    names = masked(line.text)
    titles = [span for span in names if line.text[span[0]] == "《"]
    marks = find_marks(line, reference, titles) if timed else []
    quantities = _countable(line, block, names, counted, words)
    listed = is_listed(line.text[line.place(block.number_end) :])
    return _Reading(line, tuple(marks), quantities, listed)


def _in(block: Block, target: Target) -> Target:
    """Return ``target``, which was found in a block of the same text, as one of ``block``."""
    if target.block == block.index and target.section == block.section:
        return target
    return Target(
        target.kind,
        target.subject,
        target.value,
        target.unit,
        target.comparator,
        target.deadline,
        block.section,
        block.index,
        target.span,
        target.subject_span,
    )


def _countable(
    line: Line, block: Block, names: list[Span], counted: Sequence[Span], words: QuantityWords
) -> list[Quantity]:
    """Return the quantities behind the label that stand in no name and in no list count."""
    body = line.place(block.number_end)
    found = []
    for quantity in find_quantities(line.text, words):
        span = line.span(quantity.start, quantity.end)
        inside = covers(names, quantity.start, quantity.end)
        listed = quantity.measure not in ("rate", "money", "mass") and covers(counted, *span)
        if quantity.start >= body and not inside and not listed:
            found.append(quantity)
    return found
