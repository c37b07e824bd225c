"""The 意见汇总表 as a workbook that can be filled in, and the decisions read back from it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from comparators.errors import InputError
from comparators.export.opinion_table import (
    COLUMNS,
    OpinionOptions,
    OpinionRow,
    decision_term,
    opinion_counts,
    opinion_rows,
    opinion_title,
)
from comparators.messages import Language, say
from comparators.review.annotations import DECISIONS, REASON_REQUIRED, Annotation, Decision

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ID_HEAD = "duigao-id"
"""The head of the hidden column that says which opinion a row is."""

_COMMENT = "comment:"  # before the id of what is no opinion
_WIDTHS = (6, 14, 34, 38, 26, 16, 12, 26)  # characters
_CENTERED = frozenset({"number", "section", "proposer", "decision"})
_HEAD_ROW = 3
_ID_COLUMN = len(COLUMNS) + 1
_LONGEST = 32_000  # a cell holds 32,767 characters
_MOST_BYTES = 200_000_000  # unpacked
_SEARCHED_ROWS = 50  # in which the heads are looked for
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OTHER_TERMS: dict[str, Decision] = {
    "已采纳": "adopted",
    "予以采纳": "adopted",
    "全部采纳": "adopted",
    "未采纳": "rejected",
    "不予采纳": "rejected",
    "解释": "explained",
    "已解释": "explained",
    "待定": "pending",
    "未定": "",
    "": "",
}

Decided = tuple[str, Decision, str]
"""An annotation's id, the decision on it, and the reason given."""


def opinion_table_xlsx(annotations: Iterable[Annotation], options: OpinionOptions | None = None) -> bytes:
    """Return the opinions as a workbook of one sheet. The columns 采纳情况 and 不采纳理由 are there to be filled in.

    Every text is written as text: none that begins with ``=``, ``+``, ``-`` or ``@`` can become a formula.
    """
    from openpyxl import Workbook

    options = options or OpinionOptions()
    rows = opinion_rows(annotations, options)
    book = Workbook()
    sheet = cast("Worksheet", book.active)
    sheet.title = say("opinion-sheet", options.language)
    title = opinion_title(options)
    book.properties.title = title
    _top(sheet, title, opinion_counts(rows, options.language), options.language)
    for place, row in enumerate(rows, _HEAD_ROW + 1):
        name = row.id if row.decision is not None else _COMMENT + row.id
        _fill(sheet, place, row.texts(place - _HEAD_ROW, options.language), name)
    _offer_decisions(sheet, rows, options.language)
    _lay_out(sheet, options.language)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _top(sheet: Worksheet, title: str, counts: str, language: Language) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for place, text, name, points in ((1, title, "方正小标宋简体", 22), (2, counts, "仿宋", 14)):
        cell = _put(sheet, place, 1, text)
        cell.font = Font(name=name, size=points)
        cell.alignment = Alignment(horizontal="center" if place == 1 else "left", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=len(COLUMNS))
    heads = [say(f"opinion-head-{name}", language) for name in COLUMNS]
    for column, text in enumerate((*heads, ID_HEAD), 1):
        cell = _put(sheet, _HEAD_ROW, column, text)
        cell.font = Font(name="黑体", size=11)
        cell.fill = PatternFill("solid", fgColor="D9D9D9")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _border()


def _fill(sheet: Worksheet, place: int, texts: Sequence[str], name: str) -> None:
    from openpyxl.styles import Alignment, Font

    font, border = Font(name="仿宋", size=11), _border()
    for column, (head, text) in enumerate(zip(COLUMNS, texts, strict=True), 1):
        cell = _put(sheet, place, column, text)
        cell.font = font
        cell.border = border
        side = "center" if head in _CENTERED else "left"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    _put(sheet, place, _ID_COLUMN, name)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as text, whatever it begins with."""
    cell = cast("Cell", sheet.cell(row, column))
    clean = _UNPRINTABLE.sub("\ufffd", text)
    if len(clean) > _LONGEST:
        clean = clean[:_LONGEST] + "……"
    if clean.isdecimal() and column == 1:
        cell.value = int(clean)
    elif clean:
        cell.value = clean
        cell.data_type = "s"
        # Kept as text even when someone edits the cell.
        cell.quotePrefix = clean[0] in "=+-@\t\r"
    return cell


def _border() -> Any:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _offer_decisions(sheet: Worksheet, rows: Sequence[OpinionRow], language: Language) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if not rows:
        return
    terms = ",".join(decision_term(each, language) for each in DECISIONS if each)
    choice = DataValidation(type="list", formula1=f'"{terms}"', allow_blank=True, showErrorMessage=True)
    choice.errorTitle = say("opinion-head-decision", language)
    choice.error = say("opinion-choose", language, terms=terms.replace(",", say("joiner", language)))
    column = chr(ord("A") + COLUMNS.index("decision"))
    choice.add(f"{column}{_HEAD_ROW + 1}:{column}{_HEAD_ROW + len(rows)}")
    sheet.add_data_validation(choice)


def _lay_out(sheet: Worksheet, language: Language) -> None:
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.column_dimensions[chr(ord("A") + len(COLUMNS))].hidden = True
    sheet.row_dimensions[1].height = 36
    sheet.row_dimensions[2].height = 24
    sheet.row_dimensions[_HEAD_ROW].height = 24
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.print_options.horizontalCentered = True
    before, between, after = say("table-page", language).split("|")
    sheet.oddFooter.center.text = f"{before}&P{between}&N{after}"


def read_opinion_xlsx(data: bytes, name: str = "") -> list[Decided]:
    """Return the decisions in a workbook that :func:`opinion_table_xlsx` made and somebody filled in, row by row.

    Rows may have been deleted, sorted or filtered, columns moved, formulas used (their last computed result counts).
    Opinions without a decision come with ``""``, comments only where one was decided on. Raises :class:`InputError`
    where the file is no such workbook, and, naming the row, where a decision is none of the known ones, lacks its
    reason, is a formula without a result, or cannot be told to belong to an opinion. ``name`` is the file's name, for
    those sentences.
    """
    sheets = _sheets(data, name, computed=True)
    for number, rows in enumerate(sheets):
        heads = _heads(rows)
        if heads is not None:
            return _decisions(rows, heads, _Formulas(data, name, number), name)
    raise InputError("opinion-no-heads", path=name)


Cells = tuple[object, ...]


def _sheets(data: bytes, name: str, *, computed: bool) -> list[list[Cells]]:
    """Return the cells of every sheet; a formula is its last computed result, or itself."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise InputError("opinion-too-large", path=name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl does not know
            book = load_workbook(BytesIO(data), data_only=computed)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises nearly anything over a damaged file
        raise InputError("opinion-not-xlsx", path=name) from error
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


class _Heads:
    """Where the columns stand that are read."""

    def __init__(self, row: int, columns: dict[str, int]) -> None:
        self.row = row
        self.id = columns["id"]
        self.decision = columns["decision"]
        self.reason = columns.get("reason", -1)


def _heads(rows: Sequence[Cells]) -> _Heads | None:
    known = {ID_HEAD: "id"}
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        known[_folded(say("opinion-head-decision", language))] = "decision"
        known[_folded(say("opinion-head-decision-reason", language))] = "reason"
    for number, cells in enumerate(rows[:_SEARCHED_ROWS]):
        found: dict[str, int] = {}
        for column, value in enumerate(cells):
            if (head := known.get(_folded(value))) is not None:
                found.setdefault(head, column)
        if "id" in found and "decision" in found:
            return _Heads(number, found)
    return None


class _Formulas:
    """The cells as written rather than as computed, read only once they are asked for."""

    def __init__(self, data: bytes, name: str, sheet: int) -> None:
        self._source = (data, name)
        self._sheet = sheet
        self._rows: list[Cells] | None = None

    def has(self, row: int, column: int) -> bool:
        """Say whether a formula stands there."""
        if self._rows is None:
            self._rows = _sheets(*self._source, computed=False)[self._sheet]
        value = self._rows[row][column] if row < len(self._rows) and column < len(self._rows[row]) else None
        return isinstance(value, str) and value.startswith("=")


def _decisions(rows: Sequence[Cells], heads: _Heads, formulas: _Formulas, name: str) -> list[Decided]:
    made: dict[str, Decided] = {}
    for number, cells in _filled(rows, heads):
        annotation = _text(cells, heads.id)
        written = _text(cells, heads.decision)
        reason = _text(cells, heads.reason)
        for column, text in ((heads.decision, written), (heads.reason, reason)):
            if not text and column >= 0 and formulas.has(number, column):
                raise InputError("opinion-formula", path=name, row=number + 1)
        if not annotation:
            if written or reason:
                raise InputError("opinion-no-id", path=name, row=number + 1)
            continue
        decision = _decision(written, name, number + 1)
        if annotation.startswith(_COMMENT):
            if not decision:
                continue
            annotation = annotation.removeprefix(_COMMENT)
        if decision in REASON_REQUIRED and not reason:
            raise InputError("opinion-reason-missing", path=name, row=number + 1, decision=written)
        decided = (annotation, decision, reason)
        if made.setdefault(annotation, decided) != decided:
            raise InputError("opinion-twice", path=name, row=number + 1)
    return list(made.values())


def _filled(rows: Sequence[Cells], heads: _Heads) -> Iterator[tuple[int, Cells]]:
    for number, cells in enumerate(rows):
        if number > heads.row and any(value is not None for value in cells):
            yield number, cells


def _decision(written: str, name: str, row: int) -> Decision:
    folded = _folded(written)
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        for each in DECISIONS:
            if folded == _folded(decision_term(each, language)):
                return each
    if folded in _OTHER_TERMS:
        return _OTHER_TERMS[folded]
    terms = say("joiner").join(decision_term(each, "zh") for each in DECISIONS if each)
    raise InputError("opinion-unknown-decision", path=name, row=row, value=written[:40], terms=terms)


def _text(cells: Cells, column: int) -> str:
    if not 0 <= column < len(cells) or cells[column] is None:
        return ""
    return str(cells[column]).strip()


def _folded(value: object) -> str:
    """Return a head or a term without white space and case."""
    return "".join(value.split()).casefold() if isinstance(value, str) else ""
