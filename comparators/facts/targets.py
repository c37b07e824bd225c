"""Targets: the quantities that a document commits to (policy-facts, "Targets").

A quantity counts where the form of the sentence commits to it: an act governs it (培育100家…), a predicate
reaches it (达到8%), a deadline or 每年 governs its sentence, money is granted, or a rule bounds it. What only says
which cases are meant, reports the past or names something is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from comparators.document import Document, Span
from comparators.facts.lines import fold_line
from comparators.facts.model import ListCount, Target
from comparators.facts.targets_judging import judge
from comparators.facts.targets_quantities import find_quantities
from comparators.facts.targets_scene import Scene, clauses, is_listed, masked, scene, section_kinds
from comparators.facts.targets_tables import find_table_targets
from comparators.facts.targets_time import Carry, find_marks, reference_year
from comparators.facts.targets_words import quantity_words
from comparators.lexicon import Lexicon

# A block without any of these has neither a quantity nor a year.
_WORTH: Final = re.compile(r"[0-9０-９]|[一二两三四五六七八九十百千][\u4e00-\u9fff]|十[一二三四五六七八]?五”")


def find_targets(document: Document, lexicon: Lexicon, list_counts: Sequence[ListCount]) -> tuple[Target, ...]:
    """Return the targets of ``document`` in reading order; numbers inside ``list_counts`` are none."""
    words = quantity_words(lexicon)
    kinds = section_kinds(document, words)
    reference = reference_year(document)
    counted: dict[int, list[Span]] = {}
    for count in list_counts:
        counted.setdefault(count.block, []).append(count.span)
    found: list[Target] = list(find_table_targets(document, words, reference))
    in_tables = {target.block for target in found}
    carry = Carry()
    for block in document.blocks:
        if block.kind in ("title", "signature") or block.index in in_tables or not _WORTH.search(block.text):
            continue
        line = fold_line(block.text)
        names = masked(line.text)
        goal = kinds.is_goal(block.section)
        marks = find_marks(line, reference, goal, [span for span in names if line.text[span[0]] == "《"])
        listed = is_listed(line.text[line.place(block.number_end) :])
        if not kinds.is_past(block.section):
            view = replace(
                scene(block, line, words),
                marks=tuple(marks),
                carried=carry.into(block.section, listed, goal),
                goal=goal,
                reference=reference,
            )
            found.extend(_read(view, names, counted.get(block.index, ())))
        carry.after(block, marks, goal)
    return tuple(sorted(found, key=lambda target: (target.block, target.span)))


def _read(view: Scene, names: list[Span], counted: Sequence[Span]) -> list[Target]:
    """Return the targets of one block."""
    line = view.line
    quantities = []
    for quantity in find_quantities(line.text, view.words):
        span = line.span(quantity.start, quantity.end)
        inside = any(first < quantity.start and quantity.end < last for first, last in names)
        listed = any(first <= span[0] and span[1] <= last for first, last in counted)
        if quantity.start >= view.body and not inside and not listed:
            quantities.append(quantity)
    return judge(view, clauses(view, quantities)) if quantities else []
