"""What a Word document reads as once all its revisions are accepted or rejected: the last look before a file goes out.

Nothing here knows how the revisions were made. A reading is the text of every paragraph in order, with a line for
each row and cell of a table, so that two documents with the same reading are the same, paragraph by paragraph and cell
by cell; pictures, notes and formulas are words in brackets.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, Literal, NamedTuple

from lxml import etree

from comparators.export.word_package import WordPackage
from comparators.loading.docx_names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    ID,
    PPR,
    RPR,
    RUN,
    SDT_CONTENT,
    TBL,
    TC,
    TEXTBOX_CONTENT,
    TR,
    M,
    P,
    W,
)

_ELEMENT = etree._Element
Resolve = Literal["accept", "reject"]

_ROW: Final = "\x1e"
_CELL: Final = "\x1f"
_GONE: Final = {
    "accept": frozenset({W + "del", W + "moveFrom"}),
    "reject": frozenset({W + "ins", W + "moveTo"}),
}
_REVISIONS: Final = frozenset().union(*_GONE.values())
_WRAPPERS: Final = frozenset({SDT_CONTENT} | {W + name for name in ("sdt", "customXml", "smartTag", "hyperlink")})
_WORDS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_NOTES: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SHAPES: Final = frozenset({W + name for name in ("drawing", "pict", "object")})
_NO_TEXT: Final = frozenset({PPR, RPR, FALLBACK, W + "instrText", W + "delInstrText"})


class Reading(NamedTuple):
    """The lines of a document's body, and those of each note that it refers to, in order."""

    body: list[str]
    notes: list[list[str]]


def reading(package: WordPackage, resolve: Resolve) -> Reading:
    """Return what a package reads as with all revisions accepted or rejected; nothing in it is changed."""
    body = package.root(package.main).find(W + "body")
    reader = _Reader(_GONE[resolve])
    if body is not None:
        reader.story(body)
    stories: dict[tuple[str, str], _ELEMENT] = {}
    for kind in {kind for kind, _ in reader.notes}:
        part = package.related(f"{kind}s")
        for note in () if part is None else package.root(part).iterchildren(W + kind):
            stories[kind, note.get(ID) or ""] = note
    notes: list[list[str]] = []
    for key in reader.notes:
        inner = _Reader(_GONE[resolve])
        if key in stories:
            inner.story(stories[key])
        notes.append(inner.lines)
    return Reading(reader.lines, notes)


def doubled_ids(package: WordPackage) -> int:
    """Return how many revisions of the document have an id that another one has."""
    counts = Counter(node.get(ID) for node in package.root(package.main).iter(*_REVISIONS))
    return sum(count - 1 for count in counts.values())


class _Reader:
    def __init__(self, gone: frozenset[str]) -> None:
        self.lines: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self._gone = gone
        self._has_runs = False

    def story(self, container: _ELEMENT) -> None:
        pending = ""
        ran_on = False
        for child in container:
            tag = child.tag
            if tag == P:
                if not ran_on:
                    self._has_runs = False
                text = pending + self._paragraph(child)
                pending, ran_on = "", False
                if not self._mark_is_gone(child):
                    self.lines.append(text)
                elif _is_followed(child):
                    pending, ran_on = text, True
                elif self._has_runs:
                    self.lines.append(text)
            elif tag == TBL:
                self._rows(child)
            elif tag in _WRAPPERS or (tag in _REVISIONS and tag not in self._gone):
                self.story(child)

    def _rows(self, parent: _ELEMENT) -> None:
        for child in parent:
            tag = child.tag
            if tag == TR:
                properties = child.find(W + "trPr")
                if properties is None or not any(each.tag in self._gone for each in properties):
                    self.lines.append(_ROW)
                    self._cells(child)
            elif tag in _WRAPPERS or (tag in _REVISIONS and tag not in self._gone):
                self._rows(child)

    def _cells(self, parent: _ELEMENT) -> None:
        for child in parent:
            if child.tag == TC:
                self.lines.append(_CELL)
                self.story(child)
            elif child.tag in _WRAPPERS:
                self._cells(child)

    def _mark_is_gone(self, paragraph: _ELEMENT) -> bool:
        properties = paragraph.find(PPR)
        run = None if properties is None else properties.find(RPR)
        return run is not None and any(each.tag in self._gone for each in run)

    def _paragraph(self, paragraph: _ELEMENT) -> str:
        words: list[str] = []
        self._inline(paragraph, words)
        return "".join(words)

    def _inline(self, parent: _ELEMENT, words: list[str]) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._has_runs = True
                self._run(child, words)
            elif tag in self._gone or tag in _NO_TEXT or not isinstance(tag, str):
                continue
            elif tag.startswith(M):
                words.append("[formula]")
            else:
                self._inline(child, words)

    def _run(self, run: _ELEMENT, words: list[str]) -> None:
        for child in run:
            tag = child.tag
            if tag in (_TEXT, _DELETED_TEXT):
                words.append(child.text or "")
            elif tag in _WORDS:
                words.append(_WORDS[tag])
            elif tag == W + "br":
                kind = child.get(W + "type", "textWrapping")
                words.append("\n" if kind == "textWrapping" else f"[{kind}]")
            elif tag == W + "sym":
                words.append(f"[{child.get(W + 'char')}]")
            elif tag in _NOTES:
                words.append("[note]")
                self.notes.append((_NOTES[tag], child.get(ID) or ""))
            elif tag in _SHAPES:
                words.append("[picture]")
                self._boxes(child)
            elif tag == ALTERNATE:
                chosen = child.find(CHOICE)
                if chosen is not None:
                    self._run(chosen, words)

    def _boxes(self, shape: _ELEMENT) -> None:
        """Read the text boxes of a shape, before the paragraph that it stands in."""
        if next(shape.iter(TEXTBOX_CONTENT), None) is None:
            return
        had_runs = self._has_runs
        for child in shape:
            if child.tag == TEXTBOX_CONTENT:
                self.story(child)
            elif child.tag != FALLBACK and isinstance(child.tag, str):
                self._boxes(child)
        self._has_runs = had_runs


_TEXT: Final = W + "t"
_DELETED_TEXT: Final = W + "delText"


def _is_followed(paragraph: _ELEMENT) -> bool:
    """Say whether a paragraph follows that this one can run on into; marks of ranges between them are nothing."""
    following = paragraph.getnext()
    while following is not None and following.tag not in (P, TBL, W + "sdt", W + "sectPr"):
        following = following.getnext()
    return following is not None and following.tag == P
