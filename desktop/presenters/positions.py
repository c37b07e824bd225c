"""Code points, which the engine counts, and UTF-16 units, which Qt counts: turned into each other here only."""

from __future__ import annotations

from bisect import bisect_left


class Positions:
    """Turns positions in one text both ways. A text without characters beyond U+FFFF costs nothing."""

    __slots__ = ("_beyond", "_units")

    def __init__(self, text: str) -> None:
        beyond: list[int] = []
        if not text.isascii() and max(text, default="") > "\uffff":
            beyond = [index for index, char in enumerate(text) if char > "\uffff"]
        self._beyond = beyond
        self._units = [index + before for before, index in enumerate(beyond)]

    def to_utf16(self, position: int) -> int:
        """Return the UTF-16 position of the code point at ``position``."""
        return position + bisect_left(self._beyond, position)

    def to_code_point(self, position: int) -> int:
        """Return the code point position of a UTF-16 position; inside a surrogate pair, that of the pair."""
        before = bisect_left(self._units, position)
        if before and self._units[before - 1] + 1 == position:
            return self._beyond[before - 1]
        return position - before
