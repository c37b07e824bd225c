"""The 修改对照表: both drafts side by side in one Word table, as it is handed to leaders and other departments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from comparators.comparison import Comparison, Row
from comparators.document import Block
from comparators.export.comparison_table_front import (
    SmallTable,
    closing_notes,
    drafts,
    industry_table,
    opening,
    table_title,
    target_table,
)
from comparators.export.comparison_table_listing import Entry, Listing, listing
from comparators.export.comparison_table_options import Look, TableOptions
from comparators.export.comparison_table_remarks import Remarks
from comparators.export.comparison_table_text import Paragraph, Piece, Sides, both_sides, one_side, readable
from comparators.export.table_look import MIDDLE, PAGE, STYLES, WHOLE_ROW, head_row, lines, page_number
from comparators.export.word_writer import (
    HEITI,
    KAITI,
    cell,
    font,
    package,
    paragraph,
    run,
    shading,
    table,
    table_row,
)
from comparators.messages import say
from comparators.review.annotations import SIDES, Side

if TYPE_CHECKING:
    from comparators.review.annotations import Annotation

_LIGHT = shading("F2F2F2")
_MOST_ENTRIES = 400  # of one table: the time that word processors take to lay one out grows faster than its rows
_WIDE = 4000  # twips from which a column of a small table holds names rather than figures

# Elements of w:rPr in the order the schema asks for.
_LOOKS: dict[Look, str] = {
    "heiti": font(HEITI),
    "bold": "<w:b/><w:bCs/>",
    "strike": "<w:strike/>",
    "red": '<w:color w:val="C00000"/>',
    "blue": '<w:color w:val="0033CC"/>',
    "underline": '<w:u w:val="single"/>',
    "box": '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>',
    "shade": shading("BFBFBF"),
    "none": "",
}


def comparison_table(
    comparison: Comparison, options: TableOptions | None = None, annotations: Iterable[Annotation] = ()
) -> bytes:
    """Return the 修改对照表 of a comparison as a .docx.

    ``annotations`` are told beside the rows they stand at (in the column 修订说明; with fewer columns, under the new
    text); those at rows that the table leaves out are counted in the closing notes.
    """
    options = options or TableOptions()
    found = listing(comparison, options)
    remarks = Remarks(comparison, annotations, options.language)
    painter = _Painter(comparison, options, remarks)
    title = table_title(comparison, options)
    outside = remarks.outside(number for entry in found.entries for number in entry.rows)
    body = [
        paragraph(run(title), "DuigaoTitle"),
        *painter.front(found),
        painter.main(found),
        *painter.notes(closing_notes(comparison, found, options, outside)),
    ]
    return package("".join(body), title=title, footer=page_number(options.language), styles=STYLES, page=PAGE)


def render(comparison: Comparison, request: Any) -> bytes:
    """Return the table as the command line asked for it."""
    return comparison_table(comparison, request.table)


class _Painter:
    """Turns entries into rows of a Word table."""

    def __init__(self, comparison: Comparison, options: TableOptions, remarks: Remarks) -> None:
        self._comparison = comparison
        self._options = options
        self._language = options.language
        self._remarks = remarks
        self._ignored = frozenset(comparison.options.ignore)
        self._widths = {
            2: (7285, 7285),
            3: (1570, 6500, 6500),
            4: (680, 5320, 5320, 3250),
        }[options.columns]
        self._looks: dict[Side, str] = {"old": _look(options.marks.removed), "new": _look(options.marks.added)}

    # -- before and after ---------------------------------------------------------------------------------------

    def front(self, found: Listing) -> Iterator[str]:
        """Yield the drafts' names, the opening summary with its small tables, and the legend."""
        language = self._language
        for line in drafts(self._comparison, language):
            yield paragraph(run(line), "DuigaoDrafts")
        if self._options.summary:
            for text in opening(self._comparison, found, self._options):
                yield paragraph(run(text), "DuigaoText")
            small = (
                ("table-industries", industry_table(self._comparison, language), (1400, 1000, 12170)),
                ("table-targets", target_table(self._comparison, language), (1200, 5000, 2500, 2500, 1770, 1600)),
            )
            for code, each, widths in small:
                if each is not None:
                    yield paragraph(run(say(code, language)), "DuigaoCaption")
                    yield _small_table(each, widths)
                    if each.note:
                        yield paragraph(run(each.note), "DuigaoText")
        if found.entries:
            yield paragraph(run(say("table-rows", language)), "DuigaoCaption") if self._options.summary else ""
            yield paragraph(self._legend(), "DuigaoCell", '<w:keepNext/><w:spacing w:after="80"/>')

    def _legend(self) -> str:
        language = self._language
        removed, added = (say(f"table-legend-{each}", language) for each in ("removed", "added"))
        parts = [
            run(say("table-legend", language)),
            run(removed, self._looks["old"]),
            run(say("table-legend-left", language)),
            run(added, self._looks["new"]),
            run(say("table-legend-right", language)),
            run(say("table-legend-gap" if self._options.ellipsis else "table-legend-end", language)),
        ]
        return "".join(parts)

    def notes(self, notes: Sequence[str]) -> Iterator[str]:
        """Yield the closing notes, numbered where there are several."""
        if not notes:
            return
        language = self._language
        yield paragraph(run(say("table-notes", language)), "DuigaoCaption")
        for number, note in enumerate(notes, 1):
            label = say("table-note-number", language, number=number) if len(notes) > 1 else ""
            yield paragraph(run(label + note), "DuigaoText")

    # -- the rows -----------------------------------------------------------------------------------------------

    def main(self, found: Listing) -> str:
        """Return the table itself; a very long one as several, each from a new page on."""
        names = {2: ("old", "new"), 3: ("section", "old", "new"), 4: ("number", "old", "new", "remark")}
        heads = [say(f"table-head-{each}", self._language) for each in names[self._options.columns]]
        tables = []
        for first in range(0, max(1, len(found.entries)), _MOST_ENTRIES):
            rows = [head_row(heads, self._widths, new_page=first > 0)]
            rows += self._rows(found, first, first + _MOST_ENTRIES)
            tables.append(table(rows, self._widths))
        if not found.entries:
            nothing = self._wide(run(say("table-no-rows", self._language)), "DuigaoNone", "")
            tables = [table([head_row(heads, self._widths), nothing], self._widths)]
        # Without a paragraph between them, neighbouring tables are one.
        return paragraph("", "DuigaoBetween").join(tables)

    def _rows(self, found: Listing, first: int, last: int) -> Iterator[str]:
        chapter = found.entries[first - 1].chapter if first else ""
        for number, entry in enumerate(found.entries[first:last], first + 1):
            if entry.chapter and entry.chapter != chapter:
                yield self._wide(run(entry.chapter), "DuigaoChapter", _LIGHT)
            chapter = entry.chapter
            yield self._entry(number, entry)

    def _wide(self, runs: str, style: str, fill: str) -> str:
        content = paragraph(runs, style)
        return table_row([cell(content, sum(self._widths), fill + MIDDLE, span=len(self._widths))], whole=True)

    def _entry(self, number: int, entry: Entry) -> str:
        rows = [self._comparison.rows[each] for each in entry.rows]
        sides = self._sides(rows)
        remarks = self._remarks.of(entry.rows)
        count = len(self._widths)
        widths = self._widths[1:3] if count > 2 else self._widths
        old, new = (self._side(side, rows, sides, entry) for side in SIDES)
        if count < 4:
            new += "".join(paragraph(run(f"〔{line}〕", font(KAITI)), "DuigaoClause") for line in remarks)
        cells = [
            cell(old, widths[0], "" if sides.old else MIDDLE),
            cell(new, widths[1], "" if sides.new else MIDDLE),
        ]
        if count == 3:
            cells.insert(0, cell(paragraph(run(self._section(rows[0])), "DuigaoCenter"), self._widths[0], MIDDLE))
        if count == 4:
            cells.insert(0, cell(paragraph(run(str(number)), "DuigaoCenter"), self._widths[0], MIDDLE))
            told = "".join(paragraph(run(line), "DuigaoRemark") for line in remarks) or paragraph("", "DuigaoRemark")
            cells.append(cell(told, self._widths[3]))
        tall = max(lines(_lengths(sides.old), widths[0]), lines(_lengths(sides.new), widths[1]))
        if count == 4:
            tall = max(tall, lines(map(len, remarks), self._widths[3]))
        return table_row(cells, whole=tall <= WHOLE_ROW)

    def _section(self, row: Row) -> str:
        block = self._blocks(row, "new" if row.new else "old")[0]
        return block.section or say("table-head-title" if block.kind == "title" else "section-none", self._language)

    def _blocks(self, row: Row, side: Side) -> list[Block]:
        if side == "old":
            return [self._comparison.old.blocks[index] for index in row.old]
        return [self._comparison.new.blocks[index] for index in row.new]

    def _sides(self, rows: Sequence[Row]) -> Sides:
        first = rows[0]
        if len(rows) > 1 or first.kind in ("added", "removed"):
            old = [block for row in rows for block in self._blocks(row, "old")]
            new = [block for row in rows for block in self._blocks(row, "new")]
            return Sides(one_side(old, "marked"), one_side(new, "marked"))
        shorten = self._options.ellipsis and first.kind not in ("equal", "renumbered")
        old, new = self._blocks(first, "old"), self._blocks(first, "new")
        return both_sides(old, new, first.edits, self._ignored, shorten=shorten)

    def _side(self, side: Side, rows: Sequence[Row], sides: Sides, entry: Entry) -> str:
        """Return a cell's paragraphs; where the side has nothing, the word for that."""
        paragraphs, place = (sides.old, entry.old_place) if side == "old" else (sides.new, entry.new_place)
        if not paragraphs:
            return paragraph(run(say(f"table-{side}-none", self._language)), "DuigaoNone")
        made = []
        if place:
            style = "DuigaoCell" if "｜" in place else "DuigaoClause"
            made.append(paragraph(run(say("table-place", self._language, place=place)), style))
        blocks = [block for row in rows for block in self._blocks(row, side)]
        for block, pieces in zip(blocks, paragraphs, strict=True):
            runs = (self._run(piece, side, cells="\t" in block.text) for piece in pieces)
            style = {"title": "DuigaoCenter", "table": "DuigaoCell"}.get(block.kind, "DuigaoClause")
            made.append(paragraph("".join(runs), style))
        return "".join(made)

    def _run(self, piece: Piece, side: Side, *, cells: bool) -> str:
        if piece.kind == "gap":
            return run(say("table-gap", self._language))
        return run(readable(piece.text) if cells else piece.text, self._looks[side] if piece.kind == "marked" else "")


def _look(looks: Sequence[Look]) -> str:
    """Return the run properties of a combination of looks, in the order the schema asks for."""
    return "".join(_LOOKS[each] for each in _LOOKS if each in looks)


def _lengths(paragraphs: Sequence[Paragraph]) -> list[int]:
    return [2 + sum(2 if piece.kind == "gap" else len(piece.text) for piece in pieces) for pieces in paragraphs]


def _small_table(each: SmallTable, widths: Sequence[int]) -> str:
    """Return a small table; names stand at the left, figures in the middle."""
    rows = [head_row(each.heads, widths)]
    for values in each.rows:
        cells = [
            cell(paragraph(run(value), "DuigaoRemark" if width > _WIDE else "DuigaoCenter"), width, MIDDLE)
            for value, width in zip(values, widths, strict=True)
        ]
        rows.append(table_row(cells, whole=True))
    return table(rows, widths)
