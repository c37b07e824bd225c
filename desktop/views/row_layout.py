"""How a cell's text is broken into lines, and where its stretches stand on the screen.

Positions taken and given are code points of the cell's text; pixels are relative to the cell's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop.presenters.positions import Positions

if TYPE_CHECKING:
    from desktop.presenters.display import Cell, DisplayRow, TextStyle
    from desktop.theme import Theme

PAD_X = 20
PAD_Y = 9
FOLD_HEIGHT = 30
TABLE_PAD = 8
_INKS = {"target": "num", "insert": "add", "delete": "del"}
_INK_ORDER = {"target": 0, "insert": 1, "delete": 2}


@dataclass(frozen=True, slots=True)
class Face:
    """The type of one text style: its font, its line height in pixels, room above, and whether it is centred."""

    font: QFont
    line: float
    above: int = 0
    centered: bool = False
    height: float = field(init=False)
    ascent: float = field(init=False)

    def __post_init__(self) -> None:
        metrics = QFontMetricsF(self.font)
        object.__setattr__(self, "height", metrics.height())
        object.__setattr__(self, "ascent", metrics.ascent())


@dataclass(slots=True)
class Faces:
    """The type of every text style under one theme and text size."""

    theme: Theme
    size: int
    _made: dict[TextStyle, Face] = field(default_factory=dict)

    def __getitem__(self, style: TextStyle) -> Face:
        face = self._made.get(style)
        if face is None:
            face = self._made[style] = self._make(style)
        return face

    def _make(self, style: TextStyle) -> Face:
        theme, size = self.theme, self.size
        bold, medium = QFont.Weight.DemiBold, QFont.Weight.Medium
        match style:
            case "title":
                return Face(theme.text_font(size + 6, bold), (size + 6) * 1.5, 10, centered=True)
            case "chapter":
                return Face(theme.ui_font(size + 1, bold), (size + 1) * 1.6, 10)
            case "section":
                return Face(theme.ui_font(size, medium), size * 1.65, 2)
            case "box_title":
                return Face(theme.ui_font(size, bold), size * 1.65, 2)
            case "table":
                return Face(theme.text_font(size - 1), (size - 1) * 1.6)
            case "note":
                return Face(theme.text_font(size - 2), (size - 2) * 1.6)
            case _:
                return Face(theme.text_font(size), size * theme.line_height)


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a cell: a whole cell has one, a table row one for each of its table's columns.

    ``start`` is where the part begins in the cell's text (code points).
    """

    layout: QTextLayout
    positions: Positions
    start: int
    length: int
    x: float
    width: float


class CellLayout:
    """A cell laid out at a width."""

    def __init__(self, cell: Cell, width: int, face: Face, theme: Theme) -> None:
        self.cell = cell
        self.width = width
        self.face = face
        self._theme = theme
        self._rects: dict[tuple[int, int], list[QRectF]] = {}
        self.parts = self._table_parts() if cell.style == "table" and "\t" in cell.text else [self._whole()]
        tallest = max(
            (part.layout.lineAt(part.layout.lineCount() - 1) for part in self.parts),
            key=lambda line: line.y(),
        )
        self.height = int(tallest.y() + face.line + 2 * PAD_Y + face.above + 0.999)

    @property
    def top(self) -> float:
        """Where the text begins below the cell's top."""
        return float(PAD_Y + self.face.above)

    def _whole(self) -> Part:
        x = float(PAD_X + self.cell.indent * 18)
        return self._part(self.cell.text, 0, x, max(40.0, self.width - x - PAD_X))

    def _table_parts(self) -> list[Part]:
        texts = self.cell.text.split("\t")
        width = (self.width - 2 * PAD_X) / len(texts)
        parts, start = [], 0
        for column, text in enumerate(texts):
            x = PAD_X + column * width
            parts.append(self._part(text, start, x + TABLE_PAD, max(24.0, width - 2 * TABLE_PAD)))
            start += len(text) + 1
        return parts

    def _part(self, text: str, start: int, x: float, width: float) -> Part:
        layout = QTextLayout(text.replace("\n", "\u2028"), self.face.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.face.centered:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        positions = Positions(text)
        layout.setFormats(self._formats(start, len(text), positions))
        layout.beginLayout()
        y, lead = 0.0, (self.face.line - self.face.height) / 2
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, y + lead))
            y += self.face.line
        layout.endLayout()
        return Part(layout, positions, start, len(text), x, width)

    def _formats(self, start: int, length: int, positions: Positions) -> list[QTextLayout.FormatRange]:
        """Return the colours and weights of the stretches; later ones go over earlier ones."""
        found = []
        for span in sorted(self.cell.spans, key=lambda each: _INK_ORDER.get(each.style, -1)):
            first, last = max(span.start - start, 0), min(span.end - start, length)
            if span.style not in _INKS or first >= last:
                continue
            range_ = QTextLayout.FormatRange()
            range_.start = positions.to_utf16(first)
            range_.length = positions.to_utf16(last) - range_.start
            text_format = QTextCharFormat()
            text_format.setForeground(self._theme.color(_INKS[span.style]))
            if span.style == "target":
                text_format.setFontWeight(QFont.Weight.DemiBold)
            range_.format = text_format
            found.append(range_)
        return found

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles that a stretch covers, one for each line it runs over. They are kept."""
        found = self._rects.get((start, end))
        if found is None:
            found = self._rects[start, end] = [
                rect for part in self.parts for rect in self._part_rects(part, start, end)
            ]
        return found

    def _part_rects(self, part: Part, start: int, end: int) -> Iterator[QRectF]:
        first, last = max(start, part.start), min(end, part.start + part.length)
        if first >= last:
            return
        one = part.positions.to_utf16(first - part.start)
        other = part.positions.to_utf16(last - part.start)
        line = part.layout.lineForTextPosition(one)
        number, count = line.lineNumber(), part.layout.lineCount()
        while True:
            begin = line.textStart()
            stop = begin + line.textLength()
            left, right = _x(line, max(begin, one)), _x(line, min(stop, other))
            if right < left:  # a stretch that runs from right to left
                left, right = right, left
            yield QRectF(part.x + left, self.top + line.y(), right - left, self.face.height)
            number += 1
            if stop >= other or number >= count:
                return
            line = part.layout.lineAt(number)

    def baseline(self) -> float:
        """Return how far below a rectangle's top the baseline stands."""
        return self.face.ascent

    def position_at(self, point: QPointF) -> int:
        """Return the code point position nearest to ``point``."""
        part = min(self.parts, key=lambda each: _distance(each, point.x()))
        y = point.y() - self.top
        number = min(max(int(y // self.face.line), 0), part.layout.lineCount() - 1)
        line = part.layout.lineAt(number)
        if not line.isValid():
            return part.start
        unit = line.xToCursor(point.x() - part.x)
        return part.start + min(part.positions.to_code_point(unit), part.length)

    def contains_text(self, point: QPointF, position: int) -> bool:
        """Say whether ``point`` is on the character at or just before ``position``."""
        return any(rect.contains(point) for rect in self.rects(max(0, position - 1), position + 1))

    def caret(self, position: int) -> QRectF:
        """Return the rectangle of a caret at ``position``."""
        for part in self.parts:
            if part.start <= position <= part.start + part.length:
                unit = part.positions.to_utf16(position - part.start)
                line = part.layout.lineForTextPosition(unit)
                if not line.isValid():
                    return QRectF(part.x, self.top, 1.5, self.face.line)
                return QRectF(part.x + _x(line, unit), self.top + line.y(), 1.5, self.face.height)
        return QRectF(PAD_X, self.top, 1.5, self.face.line)


def _x(line: QTextLine, unit: int) -> float:
    """Return the x of a UTF-16 position: PySide answers with the position beside it."""
    answer: Any = line.cursorToX(unit)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def _distance(part: Part, x: float) -> float:
    return max(part.x - x, x - part.x - part.width, 0.0)


def estimate(row: DisplayRow, width: int, faces: Faces) -> int:
    """Return about how high a row will be, without laying it out: Chinese characters are as wide as they are high."""
    if row.kind == "fold":
        return FOLD_HEIGHT
    return max(estimate_cell(cell, width, faces) for cell in (row.old, row.new) if cell is not None)


def estimate_cell(cell: Cell, width: int, faces: Faces) -> int:
    """Return about how high a cell will be."""
    face = faces[cell.style]
    room = width - 2 * PAD_X - cell.indent * 18
    if cell.style == "table" and "\t" in cell.text:
        texts = cell.text.split("\t")
        column = max(room / len(texts) - 2 * TABLE_PAD, 24)
        lines = max(_lines(text, column, face) for text in texts)
    else:
        lines = _lines(cell.text, max(room, 40), face)
    return int(lines * face.line + 2 * PAD_Y + face.above + 0.999)


def _lines(text: str, width: float, face: Face) -> int:
    per_line = max(int(width // face.font.pixelSize()), 1)
    if "\n" not in text:
        return -(-len(text) // per_line) or 1
    return sum(-(-len(line) // per_line) or 1 for line in text.split("\n"))
