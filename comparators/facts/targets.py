"""Targets: the quantities that a document commits to (policy-facts, "Targets").

A quantity counts where the form of the sentence commits to it: an act governs it (培育100家…), a predicate
reaches it (达到8%), a deadline or 每年 governs its sentence, money is granted, or a rule bounds it. What only says
which cases are meant, reports the past or names something is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from comparators.document import Block, Document, Span
from comparators.facts.lines import Line, covers, fold_line
from comparators.facts.model import ListCount, Target
from comparators.facts.targets_judging import judge
from comparators.facts.targets_quantities import HAN_WITH_MEASURE, Quantity, find_quantities
from comparators.facts.targets_scene import clauses, is_listed, masked, scene, section_kinds
from comparators.facts.targets_tables import find_table_targets
from comparators.facts.targets_time import Carry, find_marks, reference_year
from comparators.facts.targets_words import QuantityWords, quantity_words
from comparators.lexicon import Lexicon

# What a year or a plan may begin with: a block may tell the time without having a quantity.
_TIMES: Final = re.compile(r"[0-9０-９]|二[〇零○]|五”?[规期时末间以]|世纪")


def find_targets(document: Document, lexicon: Lexicon, list_counts: Sequence[ListCount]) -> tuple[Target, ...]:
    """Return the targets of ``document`` in reading order; numbers inside ``list_counts`` are none."""
    words = quantity_words(lexicon)
    kinds = section_kinds(document, words)
    goals = {path: kinds.is_goal(path) for path in {block.section for block in document.blocks}}
    reference = reference_year(document)
    worth = re.compile(f"[0-9０-９]|分之|{HAN_WITH_MEASURE.format(''.join(sorted(words.openers)))}")
    counted: dict[int, list[Span]] = {}
    for count in list_counts:
        counted.setdefault(count.block, []).append(count.span)
    found: list[Target] = list(find_table_targets(document, words, reference))
    in_tables = {target.block for target in found}
    carry = Carry()
    for block in document.blocks:
        if block.kind in ("title", "signature") or block.index in in_tables:
            continue
        timed = _TIMES.search(block.text) is not None
        if not timed and not worth.search(block.text):
            continue
        line = fold_line(block.text)
        names = masked(line.text)
        goal = goals[block.section]
        titles = [span for span in names if line.text[span[0]] == "《"]
        marks = find_marks(line, reference, goal, titles) if timed else []
        quantities = _countable(line, block, names, counted.get(block.index, ()), words)
        if quantities and not kinds.is_past(block.section):
            listed = is_listed(line.text[line.place(block.number_end) :])
            years = carry.into(block.section, listed, goal)
            view = scene(block, line, words, tuple(marks), years, goal, reference)
            found.extend(judge(view, clauses(view, quantities)))
        carry.after(block, marks, goal)
    return tuple(sorted(found, key=lambda target: (target.block, target.span)))


def _countable(
    line: Line, block: Block, names: list[Span], counted: Sequence[Span], words: QuantityWords
) -> list[Quantity]:
    """Return the quantities behind the label that stand in no name and in no list count."""
    body = line.place(block.number_end)
    found = []
    for quantity in find_quantities(line.text, words):
        span = line.span(quantity.start, quantity.end)
        inside = covers(names, quantity.start, quantity.end)
        listed = covers(counted, *span)
        if quantity.start >= body and not inside and not listed:
            found.append(quantity)
    return found
