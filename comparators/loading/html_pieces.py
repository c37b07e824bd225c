"""An HTML tree walked into pieces: paragraphs, headings, numbered items, rows of tables, boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from comparators.document import Container
from comparators.loading.lines import width
from comparators.loading.pieces import Piece, split_at_breaks

Element = etree._Element
_BLOCK_TAGS: Final = frozenset(
    re.findall(
        r"\S+",
        """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form founder-content h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary
    table tbody td tfoot th thead tr ucapcontent ul
    """,
    )
)
_SKIPPED: Final = frozenset(["rt", "rp", "script", "style", "head", "title", "noscript", "template"])
_HEADING: Final = re.compile(r"h[1-6]")
_CENTERED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NOT_CENTERED: Final = re.compile(r"text-align\s*:\s*(?:left|right|justify|start|end)", re.IGNORECASE)
_INDENT: Final = re.compile(r"text-indent\s*:\s*(\d+(?:\.\d+)?)\s*(em|px|pt)?", re.IGNORECASE)
_PRE: Final = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_NO_NUMBERS: Final = re.compile(r"list-style[\w-]*\s*:[^;]{0,40}none", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_WRAPPED: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\uffef“”‘’—…])[ \t]*\n[ \t\n]*(?=[\u2e80-\u9fff\uf900-\uffef“”‘’—…])"
)
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_NOTE_TARGET: Final = re.compile(r"#(?:_ftn|_edn|sdfootnote|sdendnote|fn|footnote)")
_NOTE_MARK: Final = re.compile(r"\s*(?:[\[〔(（]?\d{1,3}[\])）〕]?|[①-⑳]|\*{1,3}|↩\ufe0e?)\s*")
_BREAK: Final = "\x1e"
_LONG_CELL: Final = 150


def _is_note_mark(link: Element) -> bool:
    """Say whether a link is the mark of a footnote, as Word, LibreOffice and converters of Markdown write it."""
    target = (link.get("href") or "").lower()
    return (
        _NOTE_TARGET.match(target) is not None and _NOTE_MARK.fullmatch("".join(map(str, link.itertext()))) is not None
    )


@dataclass(slots=True)
class _Run:
    """The text gathered since the last break, and what is known of the element it stands in."""

    parts: list[str] = field(default_factory=list)
    line: int = 0
    last_line: int = 0
    bold: int = 0
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element passes on to the text inside it."""

    outline: int | None = None
    centered: bool = False
    bold: bool = False
    pre: bool = False
    indent: float = 0.0
    container: Container = "body"
    group: int = -1


class Walker:
    """Walks one tree without recursion, so that no depth of nesting overruns the stack."""

    def __init__(self, first_group: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.groups = first_group
        self._counters: dict[Element, int] = {}
        self._run = _Run()

    def walk(self, root: Element) -> list[Piece]:
        """Return the pieces of ``root`` in reading order."""
        stack: list[tuple[str, Element, _Place]] = [("open", root, _Place())]
        while stack:
            step, element, place = stack.pop()
            if step == "open":
                self._open(element, place, stack, root)
            elif step == "tail":
                self._add(element.tail, place, element)
            else:
                self._flush(place)
        self._flush(_Place())
        return self.pieces

    def _open(self, element: Element, place: _Place, stack: list[tuple[str, Element, _Place]], root: Element) -> None:
        tag = element.tag
        if element is not root:
            stack.append(("tail", element, place))
        if not isinstance(tag, str) or tag in _SKIPPED or (tag == "a" and _is_note_mark(element)):
            return
        if tag == "br":
            self._run.parts.append(_BREAK)
            return
        inner = place
        if tag in _BLOCK_TAGS:
            self._flush(place)
            if tag == "table" and is_data_table(element):
                self._table(element, place)
                return
            inner = self._inside(element, place)
            if tag == "li":
                self._run.prefix = self._list_number(element)
            stack.append(("close", element, inner))
        elif tag in ("b", "strong"):
            inner = _with(place, bold=True)
        stack.extend(("open", child, inner) for child in reversed(element))
        self._add(element.text, inner, element)

    def _inside(self, element: Element, place: _Place) -> _Place:
        tag, style = element.tag, element.get("style") or ""
        align = (element.get("align") or "").lower()
        centered = place.centered
        if tag == "center" or align == "center" or _CENTERED.search(style):
            centered = True
        elif align or _NOT_CENTERED.search(style):
            centered = False
        match = _INDENT.search(style)
        indent = place.indent
        if match:
            indent = float(match[1]) / {"px": 16.0, "pt": 16.0}.get((match[2] or "em").lower(), 1.0)
        container, group = place.container, place.group
        if tag == "table" and container == "body" and _is_box(element):
            self.groups += 1
            container, group = "box", self.groups
        outline = int(tag[1]) if isinstance(tag, str) and _HEADING.fullmatch(tag) else place.outline
        return _Place(
            outline,
            centered,
            place.bold,
            place.pre or tag == "pre" or bool(_PRE.search(style)),
            indent,
            container,
            group,
        )

    def _add(self, text: str | None, place: _Place, element: Element) -> None:
        if not text:
            return
        run = self._run
        if place.pre:
            text = text.replace("\r\n", "\n").replace("\n", _BREAK)
        run.parts.append(text)
        if not text.isspace():
            line = source_line(element)
            run.line = run.line or line
            run.last_line = max(run.last_line, line)
            run.bold += len(text.strip()) if place.bold else 0

    def _flush(self, place: _Place) -> None:
        run, self._run = self._run, _Run()
        raw = collapse("".join(run.parts))
        if not raw.strip():
            if run.prefix:
                self._run.prefix = run.prefix  # <li><p>…: the number belongs to the paragraph inside
            return
        lines = raw.split("\n")
        indents = tuple(
            width(line) - width(line.lstrip()) + (place.indent if not n else 0) for n, line in enumerate(lines)
        )
        lines = [line.strip() for line in lines]
        kept = [(text, indent) for text, indent in zip(lines, indents, strict=True) if text]
        text = run.prefix + "\n".join(text for text, _ in kept)
        piece = Piece(
            text,
            run.line,
            run.last_line,
            place.outline,
            place.centered,
            run.bold * 10 >= 9 * len("".join(text.split())),
            container=place.container,
            group=place.group,
            indents=tuple(indent for _, indent in kept),
        )
        self.pieces += split_at_breaks(piece)

    def _list_number(self, item: Element) -> str:
        """Return the number that a browser prints before an item of an ordered list, with a space after it."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or _NO_NUMBERS.search(parent.get("style") or ""):
            return ""
        value = _number(item.get("value"), self._counters.get(parent, _number(parent.get("start"), 1) - 1) + 1)
        self._counters[parent] = value
        return _numeral(value, parent.get("type") or "1") + ". "

    def _table(self, table: Element, place: _Place) -> None:
        self.groups += 1
        group = self.groups
        caption = table.find("caption")
        if caption is not None and (text := cell_text(caption)):
            self.pieces.append(Piece(text, source_line(caption), centered=True))
        for row in table.iter("tr"):
            cells = [cell_text(cell) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                text = "\t".join(cells).strip()
                line = source_line(row)
                self.pieces.append(Piece(text, line, line, kind="table", container="table", group=group))


def _with(place: _Place, bold: bool) -> _Place:
    return _Place(place.outline, place.centered, bold, place.pre, place.indent, place.container, place.group)


def source_line(element: Element) -> int:
    """Return the line on which an element begins, 0 where it is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def collapse(text: str) -> str:
    """Collapse white space as a browser does, an end of line between ideographs to none; breaks become line feeds."""
    text = _SPACE.sub(" ", _WRAPPED.sub("", text)).replace("\u00a0", " ")
    return text.replace(_BREAK, "\n") if _BREAK in text else text


def cell_text(cell: Element) -> str:
    """Return a cell's text; its paragraphs are joined by line feeds."""
    inner = Walker().walk(cell)
    return "\n".join(piece.text.replace("\t", " ") for piece in inner)


def is_data_table(table: Element) -> bool:
    """Say whether a table holds data in rows and columns, rather than the page's layout or a box around text."""
    if next((t for t in table.iter("table") if t is not table), None) is not None:
        return False
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    if max((len(cells) for cells in rows), default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    sizes = sorted(len("".join(map(str, cell.itertext())).strip()) for cell in cells)
    if len(rows) == 1 and sizes[-1] > _LONG_CELL:
        return False
    total = sum(sizes)
    # One cell with nearly all the text, paragraphs in it: a page laid out by a table.
    return not (total > 1000 and sizes[-1] > 0.8 * total)


def _is_box(table: Element) -> bool:
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    nested = next((t for t in table.iter("table") if t is not table), None)
    single = max((len(cells) for cells in rows), default=0) == 1
    text = "".join(map(str, table.itertext()))
    return nested is None and single and 0 < len(text) < 20_000


def _number(text: str | None, default: int) -> int:
    return (
        int(text)
        if text and text.strip().isascii() and text.strip().lstrip("-").isdigit() and len(text) < 7
        else default
    )


def _numeral(value: int, form: str) -> str:
    if form in "aA" and 1 <= value <= 26:
        return chr(ord(form) + value - 1)
    if form in "iI" and 1 <= value < 40:
        digits, rest = "", value
        for worth, letters in _ROMAN:
            while rest >= worth:
                digits, rest = digits + letters, rest - worth
        return digits if form == "i" else digits.upper()
    return str(value)
