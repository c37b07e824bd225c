"""What an export will look like, as a little HTML: the first changes, marked as the options say."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from desktop.presenters.rows import is_change

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row
    from desktop.words import Words

MOST_ROWS = 5
_LOOKS = {
    "black": ("<b><u>{}</u></b>", "<s>{}</s>"),
    "color": ('<u><span style="color:#1f4fbf">{}</span></u>', '<s><span style="color:#b3261e">{}</span></s>'),
    "heiti": (
        '<span style="font-family:SimHei,Noto Sans CJK SC"><b>{}</b></span>',
        '<span style="background-color:#d9d9d9">{}</span>',
    ),
    "box": ("<b>{}</b>", '<span style="border:1px solid #000">[{}]</span>'),
}
_WORD = ('<u><span style="color:#1c7a4f">{}</span></u>', '<s><span style="color:#b23a36">{}</span></s>')


def table_preview(
    comparison: Comparison, words: Words, *, columns: int, ellipsis: bool, marks: str, all_rows: bool
) -> str:
    """Return the first rows of the 修改对照表."""
    heads = [words("修订前"), words("修订后")]
    if columns >= 3:
        heads.insert(0, words("章节") if columns == 3 else words("序号"))
    if columns == 4:
        heads.append(words("修订说明"))
    rows = []
    for number, row in enumerate(_rows(comparison, all_rows=all_rows), 1):
        old, new = sides(row, comparison, _LOOKS[marks], ellipsis=ellipsis)
        block = (comparison.new.blocks[row.new[0]] if row.new else comparison.old.blocks[row.old[0]]).section
        cells = [old or f"<i>{words('新增')}</i>", new or f"<i>{words('删除')}</i>"]
        if columns >= 3:
            cells.insert(0, escape(block) if columns == 3 else str(number))
        if columns == 4:
            cells.append("")
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(f'<th bgcolor="#d9d9d9">{escape(each)}</th>' for each in heads)
    return f'<table border="1" cellspacing="0" cellpadding="4" width="100%"><tr>{head}</tr>{"".join(rows)}</table>'


def word_preview(comparison: Comparison, words: Words, *, explain: str) -> str:
    """Return the first changes as tracked changes, with the comments that the program adds."""
    return "".join(
        f"<p>{inline(row, comparison, _WORD)}{_comment(row, words, explain)}</p>"
        for row in _rows(comparison, all_rows=False)
    )


def _comment(row: Row, words: Words, explain: str) -> str:
    if explain == "none" or (explain == "facts" and not row.substance):
        return ""
    return f'<br><span style="color:#8f5400">▸ {escape(words("批注：说明这一处改了什么"))}</span>'


def _rows(comparison: Comparison, *, all_rows: bool) -> Iterable[Row]:
    found = [row for row in comparison.rows if all_rows or is_change(row)]
    inside = [row for row in found if row.kind == "changed"]
    chosen = (inside[:3] + [row for row in found if row.kind in ("added", "removed")][:2]) if not all_rows else found
    return chosen[:MOST_ROWS]


def sides(row: Row, comparison: Comparison, looks: tuple[str, str], *, ellipsis: bool) -> tuple[str, str]:
    """Return both sides of a row as HTML, long unchanged stretches shortened if asked."""
    old = "".join(comparison.old.blocks[index].text for index in row.old)
    new = "".join(comparison.new.blocks[index].text for index in row.new)
    if not row.old or not row.new:
        return escape(_short(old, ellipsis)), escape(_short(new, ellipsis))
    left, right, one, other = [], [], 0, 0
    for edit in row.edits:
        left += [escape(_short(old[one : edit.old[0]], ellipsis)), _look(looks[1], old[slice(*edit.old)])]
        right += [escape(_short(new[other : edit.new[0]], ellipsis)), _look(looks[0], new[slice(*edit.new)])]
        one, other = edit.old[1], edit.new[1]
    left.append(escape(_short(old[one:], ellipsis)))
    right.append(escape(_short(new[other:], ellipsis)))
    return "".join(left), "".join(right)


def inline(row: Row, comparison: Comparison, looks: tuple[str, str]) -> str:
    """Return both sides of a row in one line of HTML."""
    old = "".join(comparison.old.blocks[index].text for index in row.old)
    new = "".join(comparison.new.blocks[index].text for index in row.new)
    if not row.old or not row.new:
        return _look(looks[1], _short(old, True)) + _look(looks[0], _short(new, True))
    parts, at = [], 0
    for edit in row.edits:
        parts += [
            escape(_short(new[at : edit.new[0]], True)),
            _look(looks[1], old[slice(*edit.old)]),
            _look(looks[0], new[slice(*edit.new)]),
        ]
        at = edit.new[1]
    return "".join([*parts, escape(_short(new[at:], True))])


def _look(look: str, text: str) -> str:
    return look.format(escape(text)) if text else ""


def _short(text: str, ellipsis: bool) -> str:
    return text if not ellipsis or len(text) <= 40 else f"{text[:14]}……{text[-14:]}"
