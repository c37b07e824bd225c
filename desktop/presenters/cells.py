"""How a block is set in a cell: its text style, its indent, and how joined texts map into the cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comparators.document import Block, Document
    from desktop.presenters.display import TextStyle

_LEVELS: tuple[TextStyle, ...] = ("chapter", "section", "subsection")


def in_cell(start: int, end: int, starts: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield a stretch of the joined text in cell offsets, cut where a line feed stands between two blocks."""
    for number, (joined, at) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else end
        first, last = max(start, joined), min(end, stop)
        if first < last:
            yield first - joined + at, last - joined + at


def text_style(block: Block, document: Document) -> TextStyle:
    """Return how a block is set: headings by their level, everything else by its kind."""
    match block.kind:
        case "title":
            return "title"
        case "heading":
            if block.title_end < len(block.text) - 1:
                return "body"
            return _LEVELS[min(block.section.count("/"), 2)]
        case "box":
            return "box_title"
        case "table":
            return "table"
        case "note":
            return "note"
        case "signature":
            return "signature"
        case _:
            return "box" if block.layout.container == "box" or "专栏" in block.section else "body"


def indent(block: Block) -> int:
    """Return how many steps a block is indented: by its depth, for what carries a number."""
    if block.kind in ("title", "table", "signature", "note"):
        return 0
    return min(max(block.section.count("/") - 1, 0), 3) if block.kind in ("heading", "item", "box") else 0
