"""What the structure stage has to say: what it guessed, what it left out, what looks like a drafting error."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from comparators.document import Block, Problem
from comparators.structure.paths import Outline
from comparators.structure.sections import Growth

OWN_CODES: Final = frozenset(
    {"duplicate-number", "number-gap", "more-numbers", "contents-skipped", "parts-bound", "box-end-guessed"}
)
# How many doubtful numbers are told one by one.
_MOST: Final = 40


def remarks(
    blocks: Sequence[Block], growth: Growth, outline: Outline, contents: Collection[int]
) -> tuple[Problem, ...]:
    """Return the problems of a structure, those of single numbers in document order, then those of the whole."""
    found: list[Problem] = []
    for finding in growth.findings[:_MOST]:
        block = blocks[finding.node.block]
        path = outline.owner[block.index].path
        where = place_of(block)
        if finding.due:
            number = finding.node.label.number if finding.node.label else ""
            params = (("path", path), ("number", number), ("due", finding.due))
            found.append(Problem("number-gap", where, params))
        else:
            found.append(Problem("duplicate-number", where, (("path", path),)))
    if len(growth.findings) > _MOST:
        found.append(Problem("more-numbers", "", (("count", len(growth.findings) - _MOST),)))
    if contents:
        found.append(Problem("contents-skipped", place_of(blocks[min(contents)]), (("count", len(contents)),)))
    bound = [section for section in outline.sections if section.form == "part"]
    if len(bound) > 1:
        names = "、".join(section.path for section in bound)
        found.append(Problem("parts-bound", "", (("count", len(bound)), ("names", names))))
    if growth.guessed_boxes:
        found.append(Problem("box-end-guessed", "", (("count", growth.guessed_boxes),)))
    return tuple(found)


def place_of(block: Block) -> str:
    """Return where a block stands in its file, for people."""
    if block.source.pages is not None:
        return f"第{block.source.pages[0]}页"
    if block.source.lines is not None:
        return f"第{block.source.lines[0]}行"
    return f"第{block.index + 1}段"
