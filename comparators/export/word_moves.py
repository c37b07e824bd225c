"""Moved paragraphs: deleted here and inserted there until both are in place, and then made one move."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from comparators.comparison import Comparison
from comparators.export.word_pieces import Symbols, read_pieces
from comparators.export.word_revisions import Revisions, element, restore_deleted
from comparators.export.word_streams import RawEdit, is_exact, shifted
from comparators.loading.docx_names import PPR, RPR, W

_ELEMENT = etree._Element


@dataclass(slots=True)
class _Move:
    """A move in the making: which stretches are equal on both sides, and the revisions around each."""

    edits: list[RawEdit] | None = None
    left: tuple[_ELEMENT, list[list[_ELEMENT]]] | None = None
    arrived: tuple[_ELEMENT, list[list[_ELEMENT]]] | None = None


@dataclass(slots=True)
class _Ranges:
    """How many names have been given to ranges of moves, and the moves by row."""

    names: int = 0
    moves: dict[int, _Move] = field(default_factory=dict)


class Moves:
    """Collects the two halves of each moved row. ``rows`` are the rows of the comparison that have moved."""

    def __init__(self, comparison: Comparison, rows: frozenset[int], revisions: Revisions) -> None:
        self.rows = rows
        self._comparison = comparison
        self._revisions = revisions
        self._moves: dict[int, _Move] = {}
        self._texts: dict[int, list[str | None]] = {}

    def offer(self, row: int, old: str, new: str) -> None:
        """Take note of the raw texts of a moved row; what is equal in them moves, the rest comes and goes."""
        found = self._comparison.rows[row]
        before, after = self._comparison.old.blocks[found.old[0]], self._comparison.new.blocks[found.new[0]]
        labels = before.source.generated, after.source.generated
        bodies = before.text[labels[0] :], after.text[labels[1] :]
        edits = shifted(((*edit.old, *edit.new) for edit in found.edits), old, new, bodies, labels)
        if edits is None or not is_exact(edits, old, new):
            edits = [] if old == new else None
        self._moves[row] = _Move(edits)

    def cuts(self, row: int, raw: str, side: int) -> list[int]:
        """Return where a moved paragraph's text is cut so that what moved is apart from what changed."""
        move = self._moves.get(row)
        if move is None or not move.edits:
            return []
        places = {edit[2 * side + end] for edit in move.edits for end in (0, 1)}
        return sorted(place for place in places if 0 < place < len(raw))

    def left(self, row: int, paragraph: _ELEMENT, stretches: list[list[_ELEMENT]]) -> None:
        """Take note of a paragraph that was marked as deleted, stretch by stretch."""
        if row in self._moves:
            self._moves[row].left = (paragraph, stretches)

    def arrived(self, row: int, paragraph: _ELEMENT, stretches: list[_ELEMENT]) -> None:
        """Take note of a paragraph that was inserted, stretch by stretch."""
        if row in self._moves:
            self._moves[row].arrived = (paragraph, [[each] for each in stretches])

    def finish(self) -> None:
        """Make moves of all pairs of halves."""
        number = 0
        for row in sorted(self._moves):
            move = self._moves[row]
            if move.edits is None or move.left is None or move.arrived is None:
                continue
            number += 1
            self._turn(*move.left, _changed(move.edits, 0), "moveFrom", f"move{number}")
            self._turn(*move.arrived, _changed(move.edits, 1), "moveTo", f"move{number}")

    def _turn(
        self,
        paragraph: _ELEMENT,
        stretches: list[list[_ELEMENT]],
        changed: list[tuple[int, int]],
        kind: str,
        name: str,
    ) -> None:
        at = 0
        before = "del" if kind == "moveFrom" else "ins"
        for stretch in stretches:
            length = sum(_length(each) for each in stretch)
            if not any(start <= at and at + length <= end and start < end for start, end in changed):
                for each in stretch:
                    if each.tag == W + before:
                        restore_deleted(each)
                        each.tag = W + kind
            at += length
        run = paragraph.find(f"{PPR}/{RPR}")
        for child in () if run is None else run:
            if child.tag == W + before and child.get(W + "author") == self._revisions.author:
                child.tag = W + kind
                break
        number = self._revisions.next_id()
        start = element(f"{kind}RangeStart", id=number, author=self._revisions.author, date=self._revisions.date)
        start.set(W + "name", name)
        place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
        paragraph.insert(place, start)
        paragraph.addnext(element(f"{kind}RangeEnd", id=number))


def _changed(edits: list[RawEdit], side: int) -> list[tuple[int, int]]:
    return [(edit[2 * side], edit[2 * side + 1]) for edit in edits]


def _length(revision: _ELEMENT) -> int:
    # The content alone, for the revision itself hides it in one view or the other.
    return sum(len(piece.text) for piece in read_pieces(revision, Symbols()))
