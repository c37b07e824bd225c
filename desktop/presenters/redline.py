"""Both sides of a row in one text, as a redline shows them: what was removed before what was added in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.presenters.cells import text_style
from desktop.presenters.display import Cell, CellBlock, CellSpan, SpanStyle

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row
    from comparators.review.annotations import Side


@dataclass(slots=True)
class _Writer:
    """Writes stretches of either side one after the other and remembers where they came from."""

    starts: dict[Side, list[tuple[int, int, int]]]
    marks: Mapping[tuple[Side, int], Sequence[CellSpan]]
    text: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[CellBlock] = field(default_factory=list)
    spans: list[CellSpan] = field(default_factory=list)
    last: int = -1

    def put(self, side: Side, joined: str, start: int, end: int, style: SpanStyle | None) -> None:
        """Write ``joined[start:end]`` of a side, block by block."""
        for block, first, stop in self.starts[side]:
            left, right = max(start, first), min(end, stop)
            if left >= right:
                continue
            if side == "new" and self.last not in (-1, block):
                self.text.append("\n")
                self.length += 1
            if side == "new":
                self.last = block
            at = self.length
            self.text.append(joined[left:right])
            self.length += right - left
            self.blocks.append(CellBlock(side, block, at, self.length, left - first))
            if style is not None:
                self.spans.append(CellSpan(at, self.length, style))
            for mark in self.marks.get((side, block), ()):
                one, other = max(mark.start, left - first), min(mark.end, right - first)
                if one < other and (side == "new" or style is not None):
                    shift = at - (left - first)
                    self.spans.append(
                        CellSpan(one + shift, other + shift, mark.style, mark.tooltip, mark.ref, mark.color)
                    )


def redline_cell(row: Row, comparison: Comparison, marks: Mapping[tuple[Side, int], Sequence[CellSpan]]) -> Cell:
    """Return the one cell of a row in the redline view."""
    old_blocks = [comparison.old.blocks[index] for index in row.old]
    new_blocks = [comparison.new.blocks[index] for index in row.new]
    old, new = "".join(each.text for each in old_blocks), "".join(each.text for each in new_blocks)
    starts: dict[Side, list[tuple[int, int, int]]] = {"old": [], "new": []}
    for side, blocks in (("old", old_blocks), ("new", new_blocks)):
        at = 0
        for block in blocks:
            starts["old" if side == "old" else "new"].append((block.index, at, at + len(block.text)))
            at += len(block.text)
    writer = _Writer(starts, marks)
    if not row.old or not row.new:
        writer.put("old", old, 0, len(old), "delete")
        writer.put("new", new, 0, len(new), "insert")
    else:
        at = 0
        for edit in row.edits:
            writer.put("new", new, at, edit.new[0], None)
            writer.put("old", old, *edit.old, "noise" if edit.noise else "delete")
            writer.put("new", new, *edit.new, "noise" if edit.noise else "insert")
            at = edit.new[1]
        writer.put("new", new, at, len(new), None)
    blocks = new_blocks or old_blocks
    document = comparison.new if new_blocks else comparison.old
    return Cell(
        side="new" if new_blocks else "old",
        text="".join(writer.text),
        blocks=tuple(writer.blocks),
        style=text_style(blocks[0], document),
        spans=tuple(writer.spans),
    )
