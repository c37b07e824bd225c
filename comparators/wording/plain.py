"""A text for matching: words in one width, spaces out of the way, and the way back to the text as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comparators.folding import fold_words

_BLANKS = re.compile("[\\s\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]+")
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is what is compared; ``index[i]`` is where its character ``i`` stands in ``printed``.

    ``index`` is ``None`` where nothing was left out: then every offset is the same in both.
    """

    printed: str
    text: str
    index: list[int] | None

    def at(self, place: int) -> int:
        """Return where the character at ``place`` stands in the printed text (its length for the end)."""
        if self.index is None:
            return place
        return self.index[place] if place < len(self.index) else len(self.printed)

    def after(self, place: int) -> int:
        """Return where the character before ``place`` ends in the printed text (0 for the start)."""
        return self.at(place - 1) + 1 if place else 0

    def letters(self, start: int, end: int) -> str:
        """Return the characters ``start`` to ``end`` as printed, without the spaces that were left out."""
        if self.index is None:
            return self.printed[start:end]
        return "".join(map(self.printed.__getitem__, self.index[start:end]))

    def spaced(self, start: int, end: int) -> list[int]:
        """Return the places from ``start`` to ``end`` before whose character something was left out."""
        if self.index is None or start == end:
            return []
        index = self.index
        first = [start] if index[start] != self.after(start) else []
        return first + [place for place in range(start + 1, end) if index[place] - index[place - 1] > 1]


def make_plain(printed: str) -> Plain:
    """Return ``printed`` as it is compared.

    Spaces are left out, but for one blank where a gap parts two Latin words or numbers or two cells of a table:
    ``10 20`` is not ``1020``.
    """
    folded = fold_words(printed)
    if " " not in folded and folded.isprintable():
        return Plain(printed, folded, None)
    pieces: list[str] = []
    index: list[int] = []
    done = 0
    for match in _BLANKS.finditer(folded):
        start, end = match.span()
        pieces.append(folded[done:start])
        index.extend(range(done, start))
        if _separates(folded, start, end):
            pieces.append(" ")
            index.append(start)
        done = end
    pieces.append(folded[done:])
    index.extend(range(done, len(folded)))
    return Plain(printed, "".join(pieces), index)


def _separates(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    if "\t" in text[start:end] or "\n" in text[start:end]:
        return True
    return bool(_LATIN.match(text, start - 1) and _LATIN.match(text, end))
