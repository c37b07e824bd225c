"""PDF with a text layer, through pypdfium2; scans through the optional recogniser."""

from __future__ import annotations

import contextlib
import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from comparators.document import Document, Problem
from comparators.errors import InputError
from comparators.loading.encodings import clean
from comparators.loading.joining import SOFT_HYPHEN
from comparators.loading.printed import read_sheets
from comparators.loading.sheets import Rule, Run, Sheet, plain_character
from comparators.options import LoadLimits
from comparators.work import Work

_PASSWORD: Final = 4
_TAIL: Final = 4096
_THIN: Final = 3.0
_MOST_RULES: Final = 5_000
# What pdfium makes up where it sees a gap or a line's end, and how it gives a hyphen at a line's end.
_MADE_UP: Final = frozenset(map(ord, " \r\n-\u00ad\u0002"))
_HYPHENS: Final = frozenset((0x02, 0xAD, 0xFFFE))


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read a PDF. Raises :class:`InputError` where it is encrypted, damaged, too long, or a scan that is not read."""
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise InputError("pdf-damaged", path=path)  # what was cut off would be missing without a word
    problems: list[Problem] = []
    with _opened(data, path) as pdf:
        count = len(pdf)
        if count == 0:
            raise InputError("pdf-damaged", path=path)
        if count > limits.max_pages:
            raise InputError("pdf-too-many-pages", path=path, count=count, limit=limits.max_pages)
        sheets, empty = _sheets(pdf, path, limits, work, problems)
        if len(empty) == count:
            from comparators.loading.scans import recognised

            sheets = recognised(pdf, path, work, problems)
        elif empty:
            pages = "、".join(f"第{number}页" for number in empty)
            problems.append(Problem("pdf-pages-without-text", pages, (("count", len(empty)), ("pages", pages))))
    blocks = read_sheets(sheets, problems, work)
    return Document(path, "pdf", blocks=blocks, problems=tuple(problems))


@contextlib.contextmanager
def _opened(data: bytes, path: str) -> Iterator[Any]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = pypdfium2.raw.FPDF_GetLastError()
        encrypted = code == _PASSWORD or "assword" in str(error)
        raise InputError("pdf-encrypted" if encrypted else "pdf-damaged", path=path) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _sheets(
    pdf: Any, path: str, limits: LoadLimits, work: Work, problems: list[Problem]
) -> tuple[list[Sheet], list[int]]:
    """Read every page; return the pages and the numbers of those that hold pictures but no text."""
    import pypdfium2

    sheets: list[Sheet] = []
    empty: list[int] = []
    turned, letters = 0, 0
    for number in work.over("loading", range(1, len(pdf) + 1), len(pdf), every=8):
        try:
            page = pdf[number - 1]
        except pypdfium2.PdfiumError as error:
            raise InputError("pdf-damaged-page", path=path, page=number) from error
        try:
            sheet, rotated = _sheet(page, number)
            sheets.append(sheet)
            turned += rotated
            letters += len(sheet.runs)
            if not sheet.runs and any(True for _ in page.get_objects(filter=[3], max_depth=3)):
                empty.append(number)
        finally:
            page.close()
        if letters > limits.max_text:
            raise InputError("text-too-long", path=path, count=letters, limit=limits.max_text)
    if turned:
        problems.append(Problem("pdf-turned-text", params=(("count", turned),)))
    if letters == 0:
        empty = list(range(1, len(pdf) + 1))
    return sheets, empty


def _sheet(page: Any, number: int) -> tuple[Sheet, int]:
    """Return a page as it is seen (turned as it says), and how many characters on it are set askew."""
    view = _View(page.get_bbox(), page.get_rotation())
    textpage = page.get_textpage()
    try:
        runs, turned = _runs(textpage.raw, view)
    finally:
        textpage.close()
    width, height = page.get_size()
    return Sheet(number, width, height, tuple(runs), tuple(_rules(page, view))), turned


@dataclass(frozen=True, slots=True)
class _View:
    """From a page's own coordinates (upwards, unturned) to those of the page as seen, from its top left corner."""

    box: tuple[float, float, float, float]
    rotation: int

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is seen."""
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y

    def is_upright(self, a: float, b: float) -> bool:
        """Say whether text that runs in direction ``(a, b)`` is seen running from left to right."""
        if not self.rotation:
            return a > 0 and abs(b) <= 0.12 * a
        x0, y0 = self.at(0, 0)
        x1, y1 = self.at(a, b)
        return x1 > x0 and abs(y1 - y0) <= 0.12 * (x1 - x0)


def _runs(textpage: Any, view: _View) -> tuple[list[Run], int]:
    """Return the glyphs of a page, without those that pdfium makes up and those that are set askew."""
    import pypdfium2.raw as pdfium

    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    unicode_at, is_generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    runs: list[Run] = []
    turned, high = 0, 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = unicode_at(textpage, index)
        if code in _MADE_UP and is_generated(textpage, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = _character(code)
        if not char or not pdfium.FPDFText_GetLooseCharBox(textpage, index, rect):
            continue
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        if not view.is_upright(matrix.a, matrix.b):
            turned += not char.isspace()
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        left, right = view.at(rect.left, rect.bottom)[0], view.at(rect.right, rect.top)[0]
        run = Run(char, min(left, right), max(left, right), view.at(x.value, y.value)[1], max(size, 0.5))
        if runs and (run.left, run.right, run.base) == (runs[-1].left, runs[-1].right, runs[-1].base):
            run = _same_glyph(runs.pop(), run)
        runs.append(run)
    return runs, turned


def _same_glyph(first: Run, second: Run) -> Run:
    """Join the characters that one glyph stands for (ﬁ, a dash drawn in one); the same one drawn twice counts once."""
    if first.text[-1] == second.text and first.right - first.left < 1.5 * first.size:
        return first
    return Run(first.text + second.text, first.left, first.right, first.base, first.size)


def _rules(page: Any, view: _View) -> Iterator[Rule]:
    """Yield the ruled lines of a page: thin filled boxes and the straight strokes of paths."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        if not pdfium.FPDFPageObj_GetBounds(item.raw, left, bottom, right, top):
            continue
        pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
        width, height = right.value - left.value, top.value - bottom.value
        found: list[tuple[float, float, float, float]] = []
        if min(width, height) <= _THIN:
            found = [(left.value, bottom.value, right.value, top.value)]
        elif stroke.value:
            found = _strokes(item.raw)
        for x0, y0, x1, y1 in found:
            count += 1
            if count > _MOST_RULES:
                return
            xs, ys = zip(view.at(x0, y0), view.at(x1, y1), strict=True)
            yield _rule(min(xs), min(ys), max(xs), max(ys))


def _rule(left: float, top: float, right: float, bottom: float) -> Rule:
    """Return the middle line of a thin box."""
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle)
    middle = (left + right) / 2
    return Rule(middle, top, middle, bottom)


def _strokes(path: Any) -> list[tuple[float, float, float, float]]:
    """Return the straight horizontal and vertical strokes of a path, in the page's coordinates."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    found: list[tuple[float, float, float, float]] = []
    start = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        at = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = at
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            found.append((*last, *at))
        if pdfium.FPDFPathSegment_GetClose(segment):
            found.append((*at, *start))
        last = at
    return [f for f in found if (abs(f[0] - f[2]) < 1) != (abs(f[1] - f[3]) < 1)]


def _character(code: int) -> str:
    if code in _HYPHENS:
        return SOFT_HYPHEN
    if code in (0, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd" if code else ""
    char = plain_character(chr(code))
    if char in "\r\n":
        return ""
    return clean(char)[0] if char < " " or "\u007f" <= char <= "\u00ad" or "\u2000" <= char <= "\u206f" else char
