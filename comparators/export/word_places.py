"""Where the characters of both documents' blocks stand in the file that is being made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from comparators.export.word_pieces import Piece, Symbols, is_hidden, read_pieces
from comparators.loading.docx_names import W
from comparators.loading.docx_symbols import symbol
from comparators.loading.docx_text import INVISIBLE

_ELEMENT = etree._Element
SideName = Literal["old", "new"]
_HIDDEN: Final = re.compile(f"[{INVISIBLE}\U000f0000-\U0010ffff]")
_SHOWN: Final = {"\u2011": "-", "\n": "\n", "\t": "\t"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of one side: the tokens ``start`` to ``start + length`` of that side's view of ``made``."""

    made: tuple[_ELEMENT, ...]
    start: int
    length: int


@dataclass(slots=True)
class Places:
    """Where the paragraphs of both sides are in the file that is being made."""

    old: dict[_ELEMENT, Stretch] = field(default_factory=dict)
    new: dict[_ELEMENT, Stretch] = field(default_factory=dict)

    def note(self, side: SideName, paragraphs: Sequence[tuple[_ELEMENT, str]], made: Sequence[_ELEMENT]) -> None:
        """Take note that ``paragraphs`` (with their tokens) of a side are now ``made``."""
        places = self.old if side == "old" else self.new
        start = 0
        for paragraph, raw in paragraphs:
            places[paragraph] = Stretch(tuple(made), start, len(raw))
            start += len(raw)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file: before the token ``offset`` of ``paragraph``, counted in ``view``."""

    paragraph: _ELEMENT
    offset: int
    view: str


class Finder:
    """Finds the spots of offsets in blocks of one side."""

    def __init__(
        self,
        side: SideName,
        places: Places,
        blocks: Sequence[tuple[_ELEMENT, ...]],
        texts: Sequence[str],
        symbols: Symbols,
    ) -> None:
        self._places = places.old if side == "old" else places.new
        self._view = "old" if side == "old" else "now"
        self._blocks = blocks
        self._texts = texts
        self._symbols = symbols

    def spot(self, block: int, offset: int, *, end: bool) -> Spot | None:
        """Return the place before (``end``: behind) the character at a block's ``offset``; ``None`` if it has none."""
        found: Spot | None = None
        cursor = 0
        for paragraph in self._blocks[block]:
            stretch = self._places.get(paragraph)
            if stretch is None:
                continue
            shown = self._shown(stretch)
            body = "".join(char for char, _ in shown)
            begin = self._texts[block].find(body, cursor) if body else -1
            if begin < 0:
                if found is None:
                    found = self._at(stretch, 0)
                continue
            cursor = begin + len(body)
            inside = min(max(offset - begin, 0), len(body))
            if end and inside:
                found = self._at(stretch, shown[inside - 1][1] + 1, end=True)
            elif inside < len(body):
                found = self._at(stretch, shown[inside][1])
            else:
                found = self._at(stretch, shown[-1][1] + 1, end=True)
            if offset < cursor or (end and offset == cursor):
                break
        return found

    def _at(self, stretch: Stretch, offset: int, *, end: bool = False) -> Spot:
        """Return the spot at a token of a stretch's view, in the paragraph that holds it."""
        left = offset
        for paragraph in stretch.made:
            pieces = read_pieces(paragraph, self._symbols, self._view)
            length = pieces[-1].at + len(pieces[-1].text) if pieces else 0
            if left < length or (end and left == length) or paragraph is stretch.made[-1]:
                return Spot(paragraph, min(left, length), self._view)
            left -= length
        raise AssertionError("a stretch has paragraphs")

    def _shown(self, stretch: Stretch) -> list[tuple[str, int]]:
        """Return the characters that the loader reads of a stretch, each with its token; no white space outside."""
        shown: list[tuple[str, int]] = []
        at = 0
        for paragraph in stretch.made:
            pieces = read_pieces(paragraph, self._symbols, self._view, at)
            for piece in pieces:
                if piece.run is None or not is_hidden(piece.run):
                    shown += _characters(piece)
            if pieces:
                at = pieces[-1].at + len(pieces[-1].text)
        stop = stretch.start + stretch.length
        shown = [(char, place) for char, place in shown if stretch.start <= place < stop]
        while shown and not shown[0][0].strip():
            shown.pop(0)
        while shown and not shown[-1][0].strip():
            shown.pop()
        return shown


def _characters(piece: Piece) -> list[tuple[str, int]]:
    if piece.node.tag == W + "sym":
        return [(char, piece.at) for char in symbol(piece.node.get(W + "char"), piece.node.get(W + "font"))]
    if piece.node.tag == W + "ptab":
        return [("\t", piece.at)]
    is_text = piece.node.tag in (W + "t", W + "delText")
    result: list[tuple[str, int]] = []
    for index, char in enumerate(piece.text):
        char = (" " if char in "\t\n\r" else char) if is_text else _SHOWN.get(char, char)
        if not _HIDDEN.match(char):
            result.append((char, piece.at + index))
    return result
