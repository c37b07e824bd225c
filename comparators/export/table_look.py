"""The look that the tables for the office share: landscape A4, grey repeated heads, the fonts of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparators.export.word_writer import (
    HEITI,
    KAITI,
    XIAOBIAOSONG,
    Page,
    Style,
    cell,
    field,
    font,
    paragraph,
    run,
    shading,
    size,
    table_row,
)
from comparators.messages import Language, say

PAGE = Page(top=1134, right=1134, bottom=1021, left=1134, footer=567)
MIDDLE = '<w:vAlign w:val="center"/>'
WHOLE_ROW = 12
"""Lines up to which a row is kept on one page."""

_GREY = shading("D9D9D9")
_CHARACTER = 210  # twips
_LINES = '<w:spacing w:line="320" w:lineRule="exact"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="420"/>'

STYLES = (
    Style(
        "DuigaoTitle",
        "Table Title",
        font(XIAOBIAOSONG) + size(44),
        '<w:keepNext/><w:spacing w:before="120" w:after="120" w:line="600" w:lineRule="exact"/><w:jc w:val="center"/>',
    ),
    Style("DuigaoDrafts", "Table Drafts", font(KAITI) + size(24), '<w:spacing w:after="120"/><w:jc w:val="center"/>'),
    Style("DuigaoCounts", "Table Counts", size(28), '<w:keepNext/><w:spacing w:after="120"/>'),
    Style(
        "DuigaoText",
        "Table Introduction",
        size(24),
        '<w:spacing w:line="420" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="480"/>'
        '<w:jc w:val="both"/>',
    ),
    Style(
        "DuigaoCaption",
        "Table Caption",
        font(HEITI) + size(24),
        '<w:keepNext/><w:spacing w:before="120" w:after="60"/>',
    ),
    Style("DuigaoHead", "Table Head", font(HEITI) + size(22), f'<w:keepNext/>{_LINES}<w:jc w:val="center"/>'),
    Style("DuigaoChapter", "Table Chapter", font(HEITI) + size(21), f'<w:keepNext/>{_LINES}<w:jc w:val="left"/>'),
    Style("DuigaoCell", "Table Cell", "", f'{_LINES}<w:jc w:val="both"/>'),
    Style("DuigaoRemark", "Table Remark", "", f'{_LINES}<w:jc w:val="left"/>'),
    Style("DuigaoClause", "Table Clause", "", f'{_LINES}{_INDENT}<w:jc w:val="both"/>'),
    Style("DuigaoCenter", "Table Centered", "", f'{_LINES}<w:jc w:val="center"/>'),
    Style("DuigaoBetween", "Between Tables", size(2), '<w:spacing w:line="20" w:lineRule="exact"/>'),
    Style("DuigaoNone", "Table Added or Removed", font(HEITI), f'{_LINES}<w:jc w:val="center"/>'),
)


def head_row(names: Sequence[str], widths: Sequence[int], *, new_page: bool = False) -> str:
    """Return the row of a table's heads, repeated on every page; it may begin a ``new_page``."""
    look = "<w:keepNext/><w:pageBreakBefore/>" if new_page else ""
    cells = [
        cell(paragraph(run(name), "DuigaoHead", look), width, _GREY + MIDDLE)
        for name, width in zip(names, widths, strict=True)
    ]
    return table_row(cells, header=True, height=454)


def lines(lengths: Iterable[int], width: int) -> int:
    """Return about how many lines paragraphs of so many characters take in a cell ``width`` twips wide."""
    room = max(1, (width - 170) // _CHARACTER)
    return sum(max(1, -(-length // room)) for length in lengths)


def page_number(language: Language) -> str:
    """Return the runs of a footer: 第 1 页　共 12 页."""
    before, between, after = say("table-page", language).split("|")
    return run(before) + field("PAGE") + run(between) + field("NUMPAGES") + run(after)
