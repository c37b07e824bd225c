"""Finding: words over both sides, and clauses by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparators.document import Document
from comparators.folding import fold
from comparators.review.annotations import Side
from desktop.presenters.display import DisplayRow

MOST_HITS = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found: a stretch of a display row's cell."""

    row: int
    side: Side
    start: int
    end: int


def find(rows: Sequence[DisplayRow], wanted: str) -> list[Hit]:
    """Return where ``wanted`` stands, letter case ignored, at most :data:`MOST_HITS` places, in reading order."""
    wanted = wanted.casefold()
    found: list[Hit] = []
    if not wanted:
        return found
    for index, row in enumerate(rows):
        for side, cell in (("old", row.old), ("new", row.new)):
            if cell is None:
                continue
            text = cell.text.casefold()
            if len(text) != len(cell.text):
                text = cell.text.lower() if len(cell.text.lower()) == len(cell.text) else cell.text
            at = text.find(wanted)
            while at >= 0 and len(found) < MOST_HITS:
                found.append(Hit(index, "old" if side == "old" else "new", at, at + len(wanted)))
                at = text.find(wanted, at + len(wanted))
    return found


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
