"""One line of text, folded so that rules read one form of each character, with the way back to what is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comparators.document import Span

_WIDTH: Final = (
    {0xFF10 + n: chr(0x30 + n) for n in range(10)}
    | {0xFF21 + n: chr(0x41 + n) for n in range(26)}
    | {0xFF41 + n: chr(0x61 + n) for n in range(26)}
    | {ord(full): plain for full, plain in zip("％．＋／－＜＞＝～〜·", "%.+/-<>=~~・", strict=True)}
)
# Marks go the other way: rules are written with Chinese punctuation.
_MARKS: Final = {
    ord(plain): full for plain, full in zip("(),;:?!｡､「」『』", "（），；：？！。、“”“”", strict=True)
} | {0x2236: "："}
_FOLD: Final = _WIDTH | _MARKS
# Most lines need no folding, and looking is much faster than translating.
_UNFOLDED: Final = re.compile("[" + "".join(re.escape(chr(code)) for code in _FOLD) + "]")
_SPACE: Final = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
_ODD: Final = re.compile(f"{_UNFOLDED.pattern[:-1]}{_SPACE.pattern[1:]}")
_SPACES: Final = re.compile(r"[^\S\t]+|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+")
# The comma first: what an expression begins with is looked for fastest.
_THOUSANDS: Final = re.compile(r"，(?<=[0-9]，)(?=[0-9]{3}(?![0-9]))")
_ENCLOSED: Final = re.compile(
    r"（[^（）\t]{0,300}）|“(?:[^“”\t]{0,24}|[^“”\t，；]{0,200})”|《[^《》\t]{0,200}》|【[^【】\t]{0,200}】|〔[^〔〕\t]{0,60}〕"
)
_QUOTED: Final = re.compile(r"“(?:[^“”\t]{0,24}|[^“”\t，；]{0,200})”|《[^《》\t]{0,200}》|〔[^〔〕\t]{0,60}〕")
_INNER: Final = {ord(char): "\x01" for char in "，。；：！？、和与及或并"}


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text as rules read it.

    ``text`` has half-width digits and letters, Chinese punctuation and no white space but tabs and the space
    behind a Latin word before another or a number (60 GW is read as 60GW). ``places`` leads from its offsets to
    those of ``raw``; empty where they are the same.
    """

    raw: str
    text: str
    places: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the code points of ``raw`` that ``text[start:end]`` stands for."""
        if not self.places or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` with its characters as printed, without the white space dropped."""
        if not self.places:
            return self.raw[start:end]
        return "".join(
            char if not (char := self.raw[place]).isspace() else self.text[start + offset]
            for offset, place in enumerate(self.places[start:end])
        )

    def place(self, raw: int) -> int:
        """Return the offset in ``text`` of the first character at or behind ``raw``."""
        if not self.places:
            return min(raw, len(self.text))
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle] < raw:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=4096)
def fold_line(raw: str) -> Line:
    """Return ``raw`` as a :class:`Line`; each kind of fact reads the same blocks, one after the other."""
    if _ODD.search(raw) is None:
        return Line(raw, _THOUSANDS.sub(",", raw) if "，" in raw else raw)
    text = raw.translate(_FOLD) if _UNFOLDED.search(raw) else raw
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    if _SPACE.search(text) is None:
        return Line(raw, text)
    kept: list[str] = []
    places: list[int] = []
    end = 0
    for match in _SPACES.finditer(text):
        kept.append(text[end : match.start()])
        places.extend(range(end, match.start()))
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if len(around) == 2 and around.isascii() and around.isalnum() and not around[0].isdigit():
            kept.append(" ")
            places.append(match.start())
        end = match.end()
    kept.append(text[end:])
    places.extend(range(end, len(text)))
    return Line(raw, "".join(kept), tuple(places))


def flatten(text: str) -> str:
    """Return ``text`` with the punctuation and connectives inside brackets and quotation marks blotted out."""
    return _ENCLOSED.sub(lambda match: match[0].translate(_INNER), text)


def quoted_spans(text: str) -> list[Span]:
    """Return the spans inside quotation marks, titles 《》 and the brackets of document numbers 〔〕."""
    return [match.span() for match in _QUOTED.finditer(text)]


def bracketed_spans(text: str) -> list[Span]:
    """Return the spans between round brackets, the brackets not included."""
    return [(match.start() + 1, match.end() - 1) for match in _ENCLOSED.finditer(text) if match[0][0] == "（"]


def covers(spans: Sequence[Span], start: int, end: int) -> Span | None:
    """Return the one of ``spans`` (in order, apart from each other) that holds ``start`` to ``end``, if any does."""
    index = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return spans[index] if index >= 0 and end <= spans[index][1] else None
