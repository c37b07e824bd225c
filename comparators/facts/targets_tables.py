"""Tables of indicators: rows of a name, a unit, the value of the base year and that of the year to reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Final, Literal

from comparators.document import Block, Document, Span
from comparators.facts.lines import fold_line
from comparators.facts.model import Comparator, Target, TargetKind
from comparators.facts.targets_subjects import subject_before
from comparators.facts.targets_time import plan_end, year
from comparators.facts.targets_words import QuantityWords

Role = Literal["name", "unit", "goal", "annual", "other"]

_YEAR: Final = re.compile(r"(20[0-9]{2})年?")
_PLAN: Final = re.compile(r"“?(十[一二三四五六七八]?)五”?(?:期?末|目标|规划)")
_BASE: Final = re.compile(r"实际|现状|基期|基数|基准|完成|现值|初值|当前")
_AIM: Final = re.compile(r"目标|预期|规划值|计划")
_ANNUAL: Final = re.compile(r"年均|增速|增长")
_CUMULATIVE: Final = re.compile(r"累计")
_NAME: Final = re.compile(r"指标|名称|内容|项目|领域")
_UNIT: Final = re.compile(r"^(?:计量)?单位$")
_NUMBERED: Final = re.compile(r"^[（(]?[0-9]{1,2}[.、）)]?(?=[^0-9.%])|^[（(][一二三四五六七八九十]+[）)]")
_UNIT_IN_NAME: Final = re.compile(
    r"（(?P<unit>%|‰|[^（）]{0,2}(?:[个万亿千百]|元|家|项|人|件|吨|年|岁|张|公里|平方|千瓦|亩|公顷|倍)[^（）]{0,10})）$"
)
_VALUE: Final = re.compile(
    r"[〔\[【（]?(?P<before>≥|>=|>|≤|<=|<|约|不低于|不少于|超过|突破|不超过|达到)?(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[-—–~][0-9]+(?:\.[0-9]+)?)?)"
    r"(?P<unit>%|‰|个百分点|[万亿]{0,2}[元个家项人件吨年岁]?)?(?P<after>左右|以上|以下|以内)?[〕\]】）]?(?:（[^（）]{0,12}）)?"
)
_COMPARATORS: Final[dict[str, Comparator]] = {
    "≥": "at_least",
    ">=": "at_least",
    "不低于": "at_least",
    "不少于": "at_least",
    "以上": "at_least",
    ">": "more_than",
    "超过": "more_than",
    "突破": "more_than",
    "≤": "at_most",
    "<=": "at_most",
    "<": "at_most",
    "不超过": "at_most",
    "以下": "at_most",
    "以内": "at_most",
    "约": "about",
    "左右": "about",
}
_HEAD_ROWS: Final = 3
# The head of a table that plain text has lost the lines of: 序号 指标名称 单位 2025年 2027年.
_SPACED_HEAD: Final = re.compile(r"\s*(?:序号\s+|类别\s+)?(?:主要|具体)?(?:指标|名称)[^\s。，]{0,6}\s+[^。，]{1,60}$")
_FEWEST_CELLS: Final = 3


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of a column are, for which year, and the unit that its head gives them."""

    role: Role
    year: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """The text of a cell, and where in its row it starts."""

    text: str
    start: int


def find_table_targets(document: Document, words: QuantityWords, reference: int) -> Iterator[Target]:
    """Yield the targets of the document's tables of indicators; other tables give none.

    A column of values counts where its head names a year behind ``reference`` or says that it is an aim; that of the
    base year never does: without a ``reference`` (0) it is the first of several years.
    """
    rows = [block for block in document.blocks if block.kind == "table" and "\t" in block.text]
    for _, group in groupby(rows, key=lambda block: (block.layout.group, block.section)):
        yield from _table(list(group), words, reference)
    for start, head in enumerate(document.blocks):
        if head.kind != "table" and _SPACED_HEAD.match(head.text) and len(cells := _cells(head.text)) >= _FEWEST_CELLS:
            below = takewhile(lambda row: len(_cells(row.text)) == len(cells), document.blocks[start + 1 :])
            yield from _table([head, *below], words, reference)


def _table(rows: Sequence[Block], words: QuantityWords, reference: int) -> Iterator[Target]:
    columns: list[_Column] = []
    for position, block in enumerate(rows):
        cells = _cells(block.text)
        if not columns:
            heads = _columns([cell.text for cell in cells], reference)
            if position < _HEAD_ROWS and any(head.role in ("goal", "annual") for head in heads):
                columns = heads
            continue
        if len(cells) >= 2:
            yield from _row(block, cells, columns, words)


def _cells(text: str) -> list[_Cell]:
    """Return the cells of a row, those of one in plain text parted by spaces."""
    if "\t" not in text:
        return [_Cell(fold_line(cell[0]).text, cell.start()) for cell in re.finditer(r"\S+", text)]
    cells: list[_Cell] = []
    start = 0
    for part in text.split("\t"):
        cells.append(_Cell(fold_line(part).text.strip(), start))
        start += len(part) + 1
    return cells


def _columns(heads: Sequence[str], reference: int) -> list[_Column]:
    years = [year(match[1]) for head in heads if (match := _YEAR.search(head))]
    base = min(years) if len(years) > 1 and not reference else reference
    columns = [_column(head, base) for head in heads]
    if not any(column.role == "name" for column in columns):
        first = next((index for index, column in enumerate(columns) if column.role != "other"), len(columns))
        if first:
            columns[first - 1] = _Column("name")
    return columns


def _column(head: str, base: int) -> _Column:
    if _UNIT.match(head):
        return _Column("unit")
    named = _UNIT_IN_NAME.search(head)
    unit = "%" if "%" in head else named["unit"] if named else ""
    match, plan = _YEAR.search(head), _PLAN.search(head)
    at = year(match[1]) if match else plan_end(plan[1]) if plan else None
    if _ANNUAL.search(head) and not _AIM.search(head):
        return _Column("annual", at, unit)
    if (match or plan) and not _BASE.search(head) and (_AIM.search(head) or (at or 0) > base):
        return _Column("goal", at, unit)
    if not match and (_AIM.search(head) or _CUMULATIVE.search(head)) and not _BASE.search(head) and len(head) <= 8:
        return _Column("goal", None, unit)
    return _Column("name") if _NAME.search(head) and len(head) <= 8 else _Column("other")


def _row(block: Block, cells: Sequence[_Cell], columns: Sequence[_Column], words: QuantityWords) -> Iterator[Target]:
    shift = len(columns) - len(cells)  # a merged first cell stands only in the first of its rows
    shift = shift if shift > 0 else 0
    aligned = list(zip(cells, columns[shift:], strict=False))
    name = next((cell for cell, column in aligned if column.role == "name" and cell.text), None)
    if name is None:
        return
    subject = _NUMBERED.sub("", name.text)
    in_name = _UNIT_IN_NAME.search(subject)
    named_unit = in_name["unit"] if in_name else ""
    subject = subject[: in_name.start()] if in_name else subject
    found = subject_before(subject, 0, len(subject), words)
    subject = subject[found.start :] if found.act and found.end > found.start else subject
    unit = next((cell.text.strip("-—–/") for cell, column in aligned if column.role == "unit"), "") or named_unit
    last = max((column.year or 0 for column in columns if column.role == "goal"), default=0)
    for cell, column in aligned:
        match = _VALUE.fullmatch(cell.text) if column.role in ("goal", "annual") else None
        if match:
            yield _target(block, cell, column, match, subject, unit, last, _place(block.text, name, subject))


def _target(
    block: Block,
    cell: _Cell,
    column: _Column,
    match: re.Match[str],
    subject: str,
    unit: str,
    last: int,
    subject_span: Span | None,
) -> Target:
    kind: TargetKind = (
        "annual" if (column.role == "annual" or unit.endswith("/年")) and cell.text[:1] not in "〔[【" else "goal"
    )
    own = match["unit"] or ("%" if column.role == "annual" else column.unit or unit)
    comparator: Comparator = _COMPARATORS.get(match["after"] or match["before"] or "", "exactly")
    raw = re.split(r"\t" if "\t" in block.text else r"\s", block.text[cell.start :], maxsplit=1)[0]
    line = fold_line(raw)
    begin = line.text.find(match["number"])
    start, end = line.span(begin, begin + len(match["number"]) + len(match["unit"] or ""))
    return Target(
        kind=kind,
        subject=subject,
        value=match["number"].replace(",", ""),
        unit=own,
        comparator=comparator,
        deadline=column.year or last or None,
        section=block.section,
        block=block.index,
        span=(cell.start + start, cell.start + end),
        subject_span=subject_span,
    )


def _place(text: str, name: _Cell, subject: str) -> Span | None:
    start = text.find(subject, name.start)
    return (start, start + len(subject)) if start >= 0 else None
