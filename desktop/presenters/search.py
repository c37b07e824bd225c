"""Finding: words over both sides, and clauses by their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from comparators.folding import fold
from desktop.presenters.display import Cell, DisplayRow, is_strip

if TYPE_CHECKING:
    from comparators.document import Document
    from comparators.review.annotations import Side

MOST_HITS = 20_000
_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff01-\uff5e]")


class Hit(NamedTuple):
    """One place found: a stretch of a display row's cell.

    ``inside`` is the row of the comparison where the display row is a fold that hides it, or -1.
    """

    row: int
    side: Side
    start: int
    end: int
    inside: int = -1


def same_letters(text: str) -> str:
    """Return ``text`` as it is compared: without the difference of letter case and of full-width letters."""
    return (text.translate(_WIDTH) if _WIDE.search(text) else text).casefold()


def find(
    rows: Sequence[DisplayRow],
    wanted: str,
    hidden: Callable[[int], Iterable[tuple[Side, str]]] = lambda _: (),
) -> list[Hit]:
    """Return where ``wanted`` stands, at most :data:`MOST_HITS` places, in reading order, the old side first.

    ``hidden`` gives the texts by side that a fold hides of a row of the comparison.
    """
    letters = same_letters(wanted)
    found: list[Hit] = []
    if not letters:
        return found
    for index, row in enumerate(rows):
        if row.kind == "fold":
            for inside in row.rows:
                for side, text in hidden(inside):
                    found += [Hit(index, side, start, end, inside) for start, end in stretches(text, letters)]
        elif not is_strip(row):
            found += _in_row(index, row, letters)
        if len(found) >= MOST_HITS:
            return found[:MOST_HITS]
    return found


def _in_row(index: int, row: DisplayRow, letters: str) -> Iterator[Hit]:
    cells: tuple[tuple[Side, Cell | None], ...] = (("old", row.old), ("new", row.new))
    for side, cell in cells:
        if cell is not None:
            for start, end in stretches(cell.text, letters):
                yield Hit(index, side, start, end)


def stretches(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield where ``letters`` stand in ``text`` (code points), also where a letter becomes two (ß, İ)."""
    folded = same_letters(text)
    places: Sequence[int] = range(len(text))
    if len(folded) != len(text):
        places = [index for index, char in enumerate(text) for _ in same_letters(char)]
    at = folded.find(letters)
    while at >= 0:
        yield places[at], places[at + len(letters) - 1] + 1
        at = folded.find(letters, at + len(letters))


def find_clause(document: Document, wanted: str) -> int | None:
    """Return the index of the section that ``wanted`` names: a path (三/（二）), its end, or words of its title."""
    wanted = fold(wanted).strip().strip("/")
    if not wanted:
        return None
    paths = [fold(section.path) for section in document.sections]
    for test in (
        lambda path, _: path == wanted,
        lambda path, _: path.endswith("/" + wanted),
        lambda path, _: path.replace("(", "").replace(")", "") == wanted.replace("(", "").replace(")", ""),
        lambda path, _: path.startswith(wanted),
        lambda _, title: wanted in title,
    ):
        for index, section in enumerate(document.sections):
            if test(paths[index], fold(section.title)):
                return index
    return None
