"""The text of one Word paragraph, and the way back from each code point to the element that it stands in.

This is the one layer that says what a ``w:p`` reads as; the loader's blocks and the Word exporters stand on it.

:func:`read_paragraph` walks the paragraph once and returns :class:`Inline`: ``text`` and the ``atoms`` that it is
made of. An :class:`Atom` is a stretch of text from one element: ``atom.text[i]`` is code point
``atom.start + i`` of ``atom.node.text`` where the node is a ``w:t`` or ``m:t``; any other node (``w:tab``,
``w:br``, ``w:noBreakHyphen``, ``w:sym``) is one code point. So an offset of a block's text leads to its run by
adding up ``len(atom.text)``, and a run is cut for an edit at ``atom.start + i``. Text that stands in no element
(an automatic number, the tab between two cells) is an atom whose node is ``None``.

What is read and what is not:

- ``w:ins`` and ``w:moveTo`` are read, ``w:del`` and ``w:moveFrom`` are not: the paragraph as if accepted;
- of a field only the result; of alternate content only the choice; of ruby only the base text;
- hidden text, soft hyphens and zero-width characters are left out, and counted in :attr:`TextReader.dropped`;
- white space at the edges of a ``w:t`` without ``xml:space="preserve"`` is left out, as Word does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from comparators.loading.docx_names import (
    ALTERNATE,
    CHART,
    CHOICE,
    DIAGRAM,
    FALLBACK,
    OFFICE,
    PIC,
    PPR,
    RPR,
    RUN,
    SDT_CONTENT,
    TEXTBOX_CONTENT,
    VAL,
    M,
    T,
    V,
    W,
    is_on,
)
from comparators.loading.docx_styles import NO_STYLES, PLAIN, Style, StyleSheet, whole
from comparators.loading.docx_symbols import symbol

_ELEMENT = etree._Element
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
INVISIBLE: Final = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ODD: Final = re.compile(f"[\t\n\r{INVISIBLE}]")
_VISIBLE: Final = re.compile(f"[^{INVISIBLE}]+")
_CONTENTS: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_CIRCLED: Final = re.compile(r"\\o.{0,20}?\(\s*[○〇◯□△◇]\s*[,，]\s*([^,，()]{1,4}?)\s*\)", re.IGNORECASE | re.DOTALL)
_SYMEX: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_VANISH: Final = W + "vanish"
_BOLD: Final = W + "b"
_RUN_STYLE: Final = W + "rStyle"
_PICTURES: Final = (PIC + "pic", CHART + "chart", DIAGRAM + "relIds", V + "imagedata", OFFICE + "OLEObject")
_EDGE: Final = " \t\n\r"
_SIZE: Final = W + "sz"
_BLANKS: Final = str.maketrans("\t\n\r", "   ")


class Atom(NamedTuple):
    """A stretch of text from one element; see the module's description. ``run`` is the ``w:r`` around it."""

    text: str
    node: _ELEMENT | None
    start: int = 0
    run: _ELEMENT | None = None


class Mark(NamedTuple):
    """Something without text of its own that stands before code point ``at`` of the paragraph.

    ``kind`` is the local name of ``node``: commentRangeStart, commentRangeEnd, commentReference,
    footnoteReference, endnoteReference, drawing, pict, object.
    """

    at: int
    kind: str
    node: _ELEMENT


@dataclass(slots=True)
class Inline:
    """What one or more paragraphs read as, before outer white space is taken off.

    ``bold`` is true where all visible runs are, ``None`` where there are none; ``size`` is that of the first, in
    points, ``None`` where it sets none. ``contents`` is true inside a table of contents.
    """

    atoms: list[Atom] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    bold: bool | None = None
    size: float | None = None
    contents: bool = False

    @property
    def text(self) -> str:
        """The text of all atoms."""
        atoms = self.atoms
        return atoms[0].text if len(atoms) == 1 else "".join([atom.text for atom in atoms])

    def extend(self, other: Inline) -> None:
        """Append what the next paragraph reads as (the mark between the two is deleted)."""
        self.marks.extend(mark._replace(at=mark.at + self.length) for mark in other.marks)
        if not self.atoms:
            self.bold, self.size = other.bold, other.size
        elif other.atoms:
            self.bold = self.bold and other.bold
        self.atoms.extend(other.atoms)
        self.length += other.length
        self.contents = self.contents or other.contents


def trim(atoms: Iterable[Atom]) -> list[Atom]:
    """Return the atoms without the white space that the text begins and ends with."""
    kept = list(atoms)
    first = 0
    while first < len(kept) and not kept[first].text.strip():
        first += 1
    while len(kept) > first and not kept[-1].text.strip():
        kept.pop()
    kept = kept[first:]
    if kept:
        text = kept[0].text.lstrip()
        kept[0] = kept[0]._replace(text=text, start=kept[0].start + len(kept[0].text) - len(text))
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


@dataclass(slots=True)
class _Field:
    """A field begun in this paragraph: whether its result has begun, its code, and how long the text was then."""

    code: str = ""
    in_result: bool = False
    length: int = 0


class TextReader:
    """Reads the paragraphs of one part in document order (fields may run over several of them).

    ``dropped`` counts what was left out or is only partly read: ``hidden`` and ``invisible`` in characters,
    ``pictures``, ``formulas``, ``revisions`` and ``subdocuments`` in pieces.
    """

    def __init__(
        self,
        styles: StyleSheet = NO_STYLES,
        dropped: Counter[str] | None = None,
        *,
        may_hide: bool = True,
    ) -> None:
        self.dropped: Counter[str] = Counter() if dropped is None else dropped
        self._styles = styles
        # Where nothing in the part hides text, no run need be asked.
        self._may_hide = may_hide or bool(styles.hidden_runs)
        # How many fields are open, over paragraphs; and which of them is a table of contents (0: none).
        self._depth = 0
        self._contents = 0
        self._fields: list[_Field] = []
        self._style = PLAIN
        self._inline = Inline()

    def read(self, paragraph: _ELEMENT, style: Style = PLAIN) -> Inline:
        """Return what ``paragraph``, whose style is ``style``, reads as."""
        self._style = style
        inline = self._inline = Inline(contents=self._contents > 0)
        # A field's code never runs past its paragraph; were one left open, the rest would be lost.
        self._fields.clear()
        for child in paragraph:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag != PPR:
                self._among_runs(child)
        inline.contents = inline.contents or self._contents > 0
        return inline

    def _among_runs(self, element: _ELEMENT) -> None:
        """Read what stands beside runs: one of the known elements, or a wrapper around more runs."""
        tag = element.tag
        if tag == RUN:
            self._run(element)
        elif tag in _AMONG_RUNS:
            _AMONG_RUNS[tag](self, element)
        elif tag not in _SKIPPED:
            for child in element:
                self._among_runs(child)

    def _run(self, run: _ELEMENT) -> None:
        """Read a run."""
        inline = self._inline
        hidden = self._style.hidden
        before = inline.length
        properties = None
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if hidden or not text:
                    self.dropped["hidden"] += len((text or "").strip())
                elif text[0] in _EDGE or text[-1] in _EDGE or self._fields or _ODD.search(text):
                    self._text(child, run)
                else:  # by far the most frequent case, spelt out
                    inline.atoms.append(Atom(text, child, 0, run))
                    inline.length += len(text)
            elif tag == RPR:
                properties = child
                if self._may_hide:
                    hidden = self._is_hidden(child)
            elif tag in _IN_RUN and (not hidden or tag in _EVEN_HIDDEN):
                _IN_RUN[tag](self, child, run)
        if inline.bold is not False and inline.length > before:
            self._look(properties)

    def _is_hidden(self, properties: _ELEMENT) -> bool:
        hidden = self._style.hidden
        for each in properties:
            tag = each.tag
            if tag == _VANISH:
                return is_on(each.get(VAL))
            if tag == _RUN_STYLE and each.get(VAL) in self._styles.hidden_runs:
                hidden = True
        return hidden

    def _look(self, properties: _ELEMENT | None) -> None:
        """Take note of a visible run's weight and, for the first one, its size (``w:sz``, in half points)."""
        inline = self._inline
        bold, size = self._style.bold, None
        for each in () if properties is None else properties:
            tag = each.tag
            if tag == _BOLD:
                bold = is_on(each.get(VAL))
            elif tag == _RUN_STYLE:
                bold = bold or each.get(VAL) in self._styles.bold_runs
            elif tag == _SIZE:
                size = whole(each.get(VAL))
        if inline.bold is None and size:
            inline.size = size / 2
        inline.bold = bold

    def _text(self, node: _ELEMENT, run: _ELEMENT | None) -> None:
        """Take a ``w:t`` or ``m:t``: what Word shows of it."""
        text = node.text
        if not text:
            return
        start = 0
        if (text[0] in _EDGE or text[-1] in _EDGE) and node.get(_SPACE) != "preserve":
            start = len(text) - len(text.lstrip(_EDGE))
            text = text.strip(_EDGE)
        if not _ODD.search(text):
            self._add(text, node, run, start)
            return
        for piece in _VISIBLE.finditer(text):
            self._add(piece[0].translate(_BLANKS), node, run, start + piece.start())
        self.dropped["invisible"] += len(text) - sum(len(piece) for piece in _VISIBLE.findall(text))

    def _add(self, text: str, node: _ELEMENT, run: _ELEMENT | None, start: int = 0) -> None:
        if text and not (self._fields and self._in_code()):
            self._inline.atoms.append(Atom(text, node, start, run))
            self._inline.length += len(text)

    def _in_code(self) -> bool:
        return not all(each.in_result for each in self._fields)

    def _symbol(self, node: _ELEMENT, run: _ELEMENT | None) -> None:
        self._add(symbol(node.get(W + "char"), node.get(W + "font")), node, run)

    def _emoji(self, node: _ELEMENT, run: _ELEMENT | None) -> None:
        self._add(symbol(node.get(_SYMEX + "char"), ""), node, run)

    def _soft_hyphen(self, _node: _ELEMENT, _run: _ELEMENT | None) -> None:
        self.dropped["invisible"] += 1

    def _mark(self, node: _ELEMENT, _run: _ELEMENT | None = None) -> None:
        self._inline.marks.append(Mark(self._inline.length, etree.QName(node).localname, node))

    def _shape(self, node: _ELEMENT, _run: _ELEMENT | None) -> None:
        """Leave a shape's text boxes to the caller; count what of it is a picture."""
        self._mark(node)
        if next(node.iter(*_PICTURES), None) is not None:
            self.dropped["pictures"] += 1

    def _field_char(self, node: _ELEMENT, run: _ELEMENT | None) -> None:
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            self._depth += 1
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].length = self._inline.length
        elif kind == "end":
            self._depth = max(self._depth - 1, 0)
            if self._depth < self._contents:
                self._contents = 0
            if self._fields:
                self._end_field(self._fields.pop(), node, run)

    def _end_field(self, ended: _Field, node: _ELEMENT, run: _ELEMENT | None) -> None:
        """Read an EQ field, which prints its code and has no result: 带圈字符 is one, the rest are formulas."""
        if ended.code.strip()[:2].upper() != "EQ" or (ended.in_result and self._inline.length > ended.length):
            return
        circled = _CIRCLED.search(ended.code)
        if circled:
            self._add(_circled(circled[1]), node, run)
        else:
            self.dropped["formulas"] += 1

    def _field_code(self, node: _ELEMENT, _run: _ELEMENT | None) -> None:
        code = node.text or ""
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].code += code
        if not self._contents and _CONTENTS.match(code):
            self._contents = max(self._depth, 1)

    def _alternate(self, element: _ELEMENT, run: _ELEMENT | None = None) -> None:
        """Read the choice of an alternate content, never the fallback beside it."""
        chosen = element.find(CHOICE)
        chosen = element.find(FALLBACK) if chosen is None else chosen
        for child in () if chosen is None else chosen:
            if child.tag == T:
                self._text(child, run)
            elif child.tag in _IN_RUN:
                _IN_RUN[child.tag](self, child, run)
            else:
                self._among_runs(child)

    def _ruby(self, node: _ELEMENT, _run: _ELEMENT | None) -> None:
        for base in node.iterchildren(W + "rubyBase"):
            for child in base:
                self._among_runs(child)

    def _content_control(self, element: _ELEMENT) -> None:
        for content in element.iterchildren(SDT_CONTENT):
            for child in content:
                self._among_runs(child)

    def _formula(self, element: _ELEMENT) -> None:
        self.dropped["formulas"] += 1
        for node in element.iter(M + "t"):
            # In a formula a revision may stand inside a run (ISO/IEC 29500-1, 22.1.2.87).
            if next(node.iterancestors(W + "del", W + "moveFrom"), None) is None:
                self._text(node, next(node.iterancestors(M + "r"), None))

    def _removed(self, element: _ELEMENT) -> None:
        """Pass over deleted text; a comment may still begin or end in it."""
        self.dropped["revisions"] += 1
        for node in element.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
            self._mark(node)

    def _inserted(self, element: _ELEMENT) -> None:
        self.dropped["revisions"] += 1
        for child in element:
            self._among_runs(child)

    def _subdocument(self, _element: _ELEMENT) -> None:
        self.dropped["subdocuments"] += 1


def _one(text: str) -> Callable[[TextReader, _ELEMENT, _ELEMENT | None], None]:
    """Return the handler of an element that prints as the one character ``text``."""

    def handle(reader: TextReader, node: _ELEMENT, run: _ELEMENT | None) -> None:
        reader._add(text, node, run)

    return handle


def _circled(text: str) -> str:
    value = int(text) if text.isdecimal() and len(text) < 3 else 0
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else text


_IN_RUN: Final[Mapping[str, Callable[[TextReader, _ELEMENT, _ELEMENT | None], None]]] = {
    W + "tab": _one("\t"),
    W + "ptab": _one("\t"),
    W + "br": _one("\n"),
    W + "cr": _one("\n"),
    W + "noBreakHyphen": _one("-"),
    W + "softHyphen": TextReader._soft_hyphen,
    W + "sym": TextReader._symbol,
    _SYMEX + "symEx": TextReader._emoji,
    W + "fldChar": TextReader._field_char,
    W + "instrText": TextReader._field_code,
    W + "footnoteReference": TextReader._mark,
    W + "endnoteReference": TextReader._mark,
    W + "commentReference": TextReader._mark,
    W + "drawing": TextReader._shape,
    W + "pict": TextReader._shape,
    W + "object": TextReader._shape,
    W + "ruby": TextReader._ruby,
    ALTERNATE: TextReader._alternate,
}
_EVEN_HIDDEN: Final = frozenset({W + "fldChar", W + "instrText", W + "commentReference"})
_AMONG_RUNS: Final[Mapping[str, Callable[[TextReader, _ELEMENT], None]]] = {
    W + "ins": TextReader._inserted,
    W + "moveTo": TextReader._inserted,
    W + "del": TextReader._removed,
    W + "moveFrom": TextReader._removed,
    W + "sdt": TextReader._content_control,
    W + "commentRangeStart": TextReader._mark,
    W + "commentRangeEnd": TextReader._mark,
    W + "subDoc": TextReader._subdocument,
    M + "oMath": TextReader._formula,
    ALTERNATE: TextReader._alternate,
}
_SKIPPED: Final = frozenset(
    {PPR, RPR, FALLBACK, TEXTBOX_CONTENT, M + "oMathParaPr"}
    | {W + name for name in ("smartTagPr", "customXmlPr", "fldData", "rt")}
)
