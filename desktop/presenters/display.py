"""The values that the comparison view paints: rows of cells, cells of text with styled spans.

Spans count code points of the cell's text; ``positions`` turns them into Qt's UTF-16 units where a view needs those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from comparators.comparison import RowKind
    from comparators.review.annotations import Side

View = Literal["side_by_side", "redline", "changes_only"]
SpanStyle = Literal["insert", "delete", "noise", "industry", "target", "unit", "annotation", "highlight", "suggestion"]
TextStyle = Literal[
    "title", "chapter", "section", "subsection", "body", "box", "box_title", "table", "note", "signature"
]


@dataclass(frozen=True, slots=True)
class CellSpan:
    """A stretch of a cell's text that looks or behaves differently.

    ``tooltip`` says what happened there (``前沿技术 100项 → 120项 ↑20%``); ``ref`` names what is selected by a click:
    ``annotation:<id>``, ``industry:<n>``, ``target:<n>``, ``unit:<n>`` (indices into the comparison's changes) or "".
    ``color`` is a theme colour's name where the style leaves it open (highlights).
    """

    start: int
    end: int
    style: SpanStyle
    tooltip: str = ""
    ref: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A stretch of a cell that is a block's own text: cell code points ``start`` to ``end``, block's from ``offset``.

    A side-by-side cell has one for each of its blocks; a redline cell one for each stretch of either side.
    """

    side: Side
    block: int
    start: int
    end: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row: the texts of its blocks, joined by a line feed where a row holds several.

    ``side`` is the side the text is from; in the redline view a cell holds both sides' text and ``side`` is ``new``.
    """

    side: Side
    text: str
    blocks: tuple[CellBlock, ...]
    style: TextStyle
    spans: tuple[CellSpan, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class DisplayRow:
    """One line of the view: a row of the comparison, or a fold that stands for several equal ones.

    ``rows`` are indices of the comparison's rows (more than one for a fold or a strip). A missing cell is a hatched
    place; where both are missing the row is a strip with its ``label`` (a fold, or where blocks moved away from).
    ``jump`` is the comparison row where the other end of a move stands, or -1; ``label`` is then the move's word
    (``移自 二/（一）``). ``group`` numbers neighbouring rows of one table or box, -1 for none.
    """

    kind: RowKind | Literal["fold"]
    rows: tuple[int, ...]
    old: Cell | None = None
    new: Cell | None = None
    gutter: str = ""
    label: str = ""
    jump: int = -1
    group: int = -1
    reviewed: bool = False
    annotations: int = 0


def is_strip(row: DisplayRow) -> bool:
    """Say whether a row is a strip: a fold, or the place that blocks moved away from."""
    return row.old is None and row.new is None
