"""A Word paragraph as a row of tokens, and the elements that they stand in: what revisions are computed on.

Other than the loader's text nothing is left out or folded here: zero-width characters, spaces at the edges, tabs and
breaks are tokens. What is no text (a picture, a note's reference, a field's begin) is one token too, a character of
Unicode's private planes that stands for what it shows: two pictures that are the same are the same token. What has no
place in the text (bookmarks, proofing marks, comment ranges) is no token and stays where it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from lxml import etree

from comparators.export.word_accept import accept_all
from comparators.loading.docx_names import ALTERNATE, PPR, RPR, RUN, SDT_CONTENT, VAL, WORD_NS, M, T, W, is_on

_ELEMENT = etree._Element
View = str
"""``now``: the paragraph as it stands, deleted text skipped; ``old``: as it stood before our own revisions."""

MARK: Final = "\U0010fffd"
"""The token of a paragraph's end, where several paragraphs are one stream."""
_FIRST_SYMBOL: Final = 0xF0000
_LAST_SYMBOL: Final = 0x10FFF0

DELETED: Final = frozenset({W + "del", W + "moveFrom"})
INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_REVISIONS: Final = DELETED | INSERTED
TRANSPARENT: Final = frozenset(
    {SDT_CONTENT} | {W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "dir", "bdo")}
)
OPAQUE_IN_PARAGRAPH: Final = frozenset({M + "oMath", M + "oMathPara", ALTERNATE})
_TEXTS: Final = frozenset({T, W + "delText"})
_CHARACTERS: Final = {
    W + "tab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_SILENT: Final = frozenset(
    {RPR, etree.Comment, etree.ProcessingInstruction}
    | {W + name for name in ("lastRenderedPageBreak", "commentReference", "annotationRef")}
)


SILENT: Final = object()
"""The name of a node that is no token: the skeleton of a field that an inserted link became."""


class Piece(NamedTuple):
    """A stretch of tokens from one element: ``text`` is that of ``node``; ``run`` is ``None`` where no run is around.

    ``at`` is where it begins in the paragraph (or stream).
    """

    at: int
    text: str
    node: _ELEMENT
    run: _ELEMENT | None


class Symbols:
    """Gives each thing that is no text a character of its own, the same one wherever it is the same thing."""

    def __init__(self) -> None:
        self._known: dict[object, str] = {}
        self.names: dict[_ELEMENT, object] = {}
        # The ids of the revisions that we made, to tell them from those that were there before.
        self.own: set[str] = set()

    def of(self, key: object) -> str:
        """Return the character that stands for ``key``."""
        known = self._known.get(key)
        if known is None:
            number = _FIRST_SYMBOL + len(self._known)
            known = self._known[key] = chr(number if number < _LAST_SYMBOL else _LAST_SYMBOL)
        return known

    def of_node(self, node: _ELEMENT) -> str:
        """Return the character that stands for an element inside a run or paragraph."""
        given = self.names.get(node)
        return "" if given is SILENT else self.of(given if given is not None else _key(node))

    def same(self, node: _ELEMENT, other: _ELEMENT) -> None:
        """Have ``other`` be the same as ``node``, whatever it looks like."""
        given = self.names.get(node)
        self.names[other] = given if given is not None else _key(node)


def _key(node: _ELEMENT) -> object:
    tag = str(node.tag)
    if tag == W + "fldChar":
        return "fldChar", node.get(W + "fldCharType")
    if tag in (W + "instrText", W + "delInstrText"):
        return "instrText", " ".join((node.text or "").split())
    if tag == W + "br":
        return "br", node.get(W + "type"), node.get(W + "clear")
    if tag == W + "sym":
        return "sym", (node.get(W + "char") or "").upper(), node.get(W + "font")
    if next(node.iter(*_REVISIONS), None) is not None:  # the same formula, whatever became of it
        node = copy_of(node)
        accept_all(node)
    plain = etree.tostring(node, method="c14n", exclusive=True, with_tail=False)
    return tag, hashlib.sha1(plain, usedforsecurity=False).digest()


def read_pieces(paragraph: _ELEMENT, symbols: Symbols, view: View = "now", start: int = 0) -> list[Piece]:
    """Return the tokens of a paragraph in order."""
    pieces: list[Piece] = []
    at = start
    for child in paragraph:
        if child.tag == RUN:
            at = _read_run(child, symbols, pieces, at)
        elif child.tag != PPR:
            at = _read_child(child, symbols, view, pieces, at)
    return pieces


def is_skipped(node: _ELEMENT, symbols: Symbols, view: View) -> bool:
    """Say whether a revision hides what stands in it in this view."""
    if view == "now":
        return node.tag in DELETED
    own = node.get(W + "id") in symbols.own
    return (node.tag in INSERTED and own) or (node.tag in DELETED and not own)


def _read_child(child: _ELEMENT, symbols: Symbols, view: View, pieces: list[Piece], at: int) -> int:
    tag = child.tag
    if tag == RUN:
        return _read_run(child, symbols, pieces, at)
    if tag in _REVISIONS and is_skipped(child, symbols, view):
        return at
    if tag in OPAQUE_IN_PARAGRAPH:
        pieces.append(Piece(at, symbols.of_node(child), child, None))
        return at + 1
    if tag == _BREAK:
        pieces.append(Piece(at, MARK, child, None))
        return at + 1
    if tag in TRANSPARENT or tag in _REVISIONS:
        for inner in child:
            at = _read_child(inner, symbols, view, pieces, at)
    return at


def _read_run(run: _ELEMENT, symbols: Symbols, pieces: list[Piece], at: int) -> int:
    hidden = is_hidden(run)
    for node in run:
        tag = node.tag
        if tag in _TEXTS:
            text = node.text
            if text:
                if hidden:  # nobody reads it: not the same as the same words in plain sight
                    text = "".join([symbols.of(("hidden", char)) for char in text])
                pieces.append(Piece(at, text, node, run))
                at += len(text)
            continue
        if tag in _SILENT:
            continue
        text = _CHARACTERS.get(tag)
        if text is None:
            plain = tag == W + "br" and node.get(W + "type", "textWrapping") == "textWrapping"
            text = "\n" if plain else symbols.of_node(node)
            if not text:
                continue
        if hidden and text in "\t\n":
            text = symbols.of(("hidden", text))
        pieces.append(Piece(at, text, node, run))
        at += 1
    return at


def is_hidden(run: _ELEMENT) -> bool:
    """Say whether a run says of itself that it is hidden text."""
    properties = run.find(RPR)
    vanish = None if properties is None else properties.find(_VANISH)
    return vanish is not None and is_on(vanish.get(VAL))


_VANISH: Final = W + "vanish"
_BREAK: Final = "{urn:duigao}mark"


def stream_mark(label: str) -> _ELEMENT:
    """Return a placeholder for the end of a paragraph inside a stream."""
    return etree.Element(_BREAK, {"of": label})


def is_stream_mark(node: _ELEMENT) -> bool:
    """Say whether an element is such a placeholder."""
    return node.tag == _BREAK


def text_of(pieces: Iterable[Piece]) -> str:
    """Return all tokens as one string."""
    return "".join([piece.text for piece in pieces])


# Cutting

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_EDGES: Final = " \t\n\r"


def slice_text(node: _ELEMENT, text: str) -> _ELEMENT:
    """Return a copy of a ``w:t`` with another text, spaces at its edges kept where the cut made them edges."""
    copy = _like(node)
    copy.text = text
    keep_spaces(copy)
    return copy


def _like(node: _ELEMENT) -> _ELEMENT:
    """Return an empty element of the same name with the same attributes."""
    made = etree.Element(node.tag, nsmap={"w": WORD_NS})
    for key, value in node.attrib.items():
        made.set(key, value)
    return made


def keep_spaces(node: _ELEMENT) -> None:
    """Have the spaces at the edges of a text count."""
    text = node.text or ""
    if text and (text[0] in _EDGES or text[-1] in _EDGES):
        node.set(_SPACE, "preserve")


def cut(pieces: list[Piece], offset: int) -> int:
    """Cut the run at ``offset`` so that a run begins there; return the index of the piece that begins there.

    ``pieces`` is brought up to date. Returns ``len(pieces)`` for the end.
    """
    index = _index_at(pieces, offset)
    if index == len(pieces):
        return index
    piece = pieces[index]
    inner = offset - piece.at
    run = piece.run
    if run is None:
        return index
    if inner == 0:
        if index == 0 or pieces[index - 1].run is not run:
            return index
        right = _tail_run(run, piece.node)
        _give(pieces, index, run, right)
        return index
    left, rest = piece.text[:inner], piece.text[inner:]
    text = piece.node.text or ""
    node = slice_text(piece.node, text[inner:])
    piece.node.addnext(node)
    piece.node.text = text[:inner]
    keep_spaces(piece.node)
    right = _tail_run(run, node)
    pieces[index] = piece._replace(text=left)
    pieces.insert(index + 1, Piece(offset, rest, node, right))
    _give(pieces, index + 2, run, right)
    return index + 1


def _index_at(pieces: list[Piece], offset: int) -> int:
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle].at + len(pieces[middle].text) <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _give(pieces: list[Piece], index: int, run: _ELEMENT, right: _ELEMENT) -> None:
    while index < len(pieces) and pieces[index].run is run:
        pieces[index] = pieces[index]._replace(run=right)
        index += 1


def _tail_run(run: _ELEMENT, first: _ELEMENT) -> _ELEMENT:
    """Move ``first`` and what follows it in its run into a new run with the same formatting, put after it."""
    right = _like(run)
    properties = run.find(RPR)
    if properties is not None:
        right.append(copy_of(properties))
    following = [first, *first.itersiblings()]
    right.extend(following)
    run.addnext(right)
    return right


def copy_of(node: _ELEMENT) -> _ELEMENT:
    """Return a deep copy without what stands after the element."""
    import copy

    made = copy.deepcopy(node)
    made.tail = None
    return made


def split_ancestors(node: _ELEMENT, top: _ELEMENT, fresh: Callable[[str], str]) -> _ELEMENT:
    """Split the elements between ``top`` and ``node`` before ``node``; return the child of ``top`` that begins with it.

    ``fresh`` gives the ids of the revisions that are doubled by it, from those they had.
    """
    while (parent := node.getparent()) is not top and parent is not None:
        if node.getprevious() is None:
            node = parent
            continue
        right = _like(parent)
        number = right.get(W + "id")
        if number is not None:
            right.set(W + "id", fresh(number))
        right.extend([node, *node.itersiblings()])
        parent.addnext(right)
        node = right
    return node
