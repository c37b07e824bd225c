"""The text of one entry of a 修改对照表: what is marked on each side, and what is left out as 「……」."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from comparators.document import Block, Span
from comparators.wording.model import Edit

PieceKind = Literal["plain", "marked", "gap"]

_LEAST_GAP = 24  # code points worth leaving out
_REACH = 48  # how far from a change a sentence's end is looked for
_FAR = 32  # how much further for a clause's end, before the cut falls anywhere
_NEAR = 8  # the least that is kept beside a change where its sentence is cut
_LEAD = 24  # how much of an unchanged clause without a title is kept at its start
_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("（", "）"), ("《", "》"), ("(", ")"))
_SENTENCE = re.compile("[。；！？;!?][”’」』）)]*")
_CLAUSE = re.compile("[，：、,:][”’」』）)]*")


class Piece(NamedTuple):
    """A stretch of a side's text, or a gap in it (its text is then what was left out)."""

    text: str
    kind: PieceKind = "plain"


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of an entry as paragraphs; a side without text is empty."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]


def one_side(blocks: Sequence[Block], kind: PieceKind = "plain") -> tuple[Paragraph, ...]:
    """Return blocks as paragraphs that are marked, or not, as wholes."""
    return tuple((Piece(block.text, kind),) for block in blocks)


def readable(text: str) -> str:
    """Return a table row's text with its cells divided by a line; the lines inside a cell run on."""
    return text.replace("\t", "｜").replace("\n", "　")


def both_sides(
    old: Sequence[Block], new: Sequence[Block], edits: Sequence[Edit], ignored: frozenset[str], *, shorten: bool
) -> Sides:
    """Return both sides with their edits marked, those of an ``ignored`` noise apart.

    With ``shorten``, long stretches without a marked edit become gaps, the same on both sides, cut between sentences
    or, failing that, between clauses. The start of each paragraph (its label and title) always stays.
    """
    shown = [edit for edit in edits if edit.noise not in ignored]
    gaps: list[tuple[Span, Span]] = []
    if shorten:
        to_new = _Places([(edit.old, edit.new) for edit in edits])
        to_old = _Places([(edit.new, edit.old) for edit in edits])
        text = "".join(block.text for block in new)
        for start, end in _gaps(text, _breaks(old, new, to_new), [edit.new for edit in shown]):
            left, right = to_old.after(start), to_old.before(end)
            if left < right:
                gaps.append(((left, right), (start, end)))
    return Sides(
        _paragraphs(old, [edit.old for edit in shown], [gap[0] for gap in gaps]),
        _paragraphs(new, [edit.new for edit in shown], [gap[1] for gap in gaps]),
    )


class _Places:
    """Leads from a place in the one text to that in the other; inside an edit, to its end."""

    def __init__(self, edits: Sequence[tuple[Span, Span]]) -> None:
        self._spans = [here for here, _ in edits]
        self._others = [there for _, there in edits]
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]

    def after(self, place: int) -> int:
        """Return the place where what follows ``place`` begins: past an edit that stands there."""
        return self._from(bisect_right(self._ends, place), place)

    def before(self, place: int) -> int:
        """Return the place where what comes before ``place`` ends: short of an edit that stands there."""
        return self._from(bisect_left(self._starts, place), place)

    def _from(self, number: int, place: int) -> int:
        """Count on from the last of the first ``number`` edits, no further than the next one."""
        mapped = self._others[number - 1][1] + max(0, place - self._ends[number - 1]) if number else place
        return min(mapped, self._others[number][0]) if number < len(self._others) else mapped


class _Break(NamedTuple):
    """A place where a paragraph or a cell begins, with how much of its start must stay."""

    place: int
    lead: int


def _breaks(old: Sequence[Block], new: Sequence[Block], to_new: _Places) -> list[_Break]:
    """Return where paragraphs and cells begin on either side, as places of the new text, in order."""
    found: dict[int, int] = {}
    at = 0
    for block in new:
        found[at] = max(block.title_end, block.number_end)
        for match in re.finditer("[\t\n]", block.text):
            found.setdefault(at + match.end(), 0)
        at += len(block.text)
    found.setdefault(at, 0)
    at = 0
    for block in old[:-1]:
        at += len(block.text)
        found.setdefault(to_new.after(at), 0)
    return [_Break(place, found[place]) for place in sorted(found)]


def _gaps(text: str, breaks: Sequence[_Break], edits: Sequence[Span]) -> Iterator[Span]:
    """Yield what can be left out of ``text``: in each paragraph or cell, what lies far from its start and its edits."""
    number = 0
    for start, end in pairwise(breaks):
        at = _after_lead(text, start, end.place)
        while number < len(edits) and edits[number][1] < start.place:
            number += 1
        for first, last in edits[number:]:
            if first > end.place:
                break
            if first < last and (first == end.place or last == start.place):
                continue  # it ends where this begins, or begins where this ends
            cut = _before_edit(text, at, max(first, start.place))
            if cut - at >= _LEAST_GAP:
                yield at, cut
            at = max(at, _after_edit(text, min(last, end.place), end.place))
        cut = _end(text, at, end.place)
        if cut - at >= _LEAST_GAP:
            yield at, cut


def _end(text: str, at: int, end: int) -> int:
    """Return where a gap at the end of a paragraph ends: where the next one was split off, words before it stay."""
    if end == len(text):
        return end
    return end - 1 if text[end - 1] in "\t\n" else _before_edit(text, at, end - 1)


def _after_lead(text: str, start: _Break, end: int) -> int:
    """Return where the start of a paragraph that must stay ends: its title, else its first clause."""
    if start.lead:
        place = start.place + start.lead
        place += text[place : place + 1] in ("。", "：", ":", ".")
        return min(place, end) if place - start.place > 6 else _first_end(text, place, end)
    return _first_end(text, start.place, end)


def _first_end(text: str, start: int, end: int) -> int:
    reach = min(end, start + _LEAD)
    found = _SENTENCE.search(text, start, reach) or _CLAUSE.search(text, start + 4, reach)
    return found.end() if found else reach


def _after_edit(text: str, place: int, end: int) -> int:
    """Return where the context after an edit ends: with its sentence, else with a clause, else anywhere."""
    reach = min(end, place + _REACH)
    for pattern, least in ((_SENTENCE, 0), (_CLAUSE, _NEAR)):
        for match in pattern.finditer(text, min(place + least, reach), reach):
            if _closed(text[place : match.end()]):
                return match.end()
    found = _CLAUSE.search(text, reach, min(end, reach + _FAR))
    return found.end() if found else reach


def _before_edit(text: str, start: int, place: int) -> int:
    """Return where the context before an edit begins: with its sentence, else with a clause, else anywhere."""
    reach = max(start, place - _REACH)
    if reach == start:
        return start
    for pattern, least, near in ((_SENTENCE, 0, 0), (_CLAUSE, _NEAR, _REACH // 2)):
        ends = [match.end() for match in pattern.finditer(text, reach, max(reach, place - least))]
        whole = [end for end in ends if _opened(text[end:place])]
        if whole:
            return next((end for end in whole if place - end <= near), whole[-1])
    ends = [match.end() for match in _CLAUSE.finditer(text, max(start, reach - _FAR), reach)]
    return ends[-1] if ends else reach


def _closed(text: str) -> bool:
    """Say whether quotation marks and brackets that open in ``text`` close in it."""
    return all(text.count(first) <= text.count(last) for first, last in _PAIRS)


def _opened(text: str) -> bool:
    """Say whether quotation marks and brackets that close in ``text`` open in it."""
    return all(text.count(first) >= text.count(last) for first, last in _PAIRS)


def _paragraphs(blocks: Sequence[Block], marks: Sequence[Span], gaps: Sequence[Span]) -> tuple[Paragraph, ...]:
    """Cut a side's blocks into pieces; ``marks`` and ``gaps`` do not overlap."""
    stretches = sorted([(*mark, "marked") for mark in marks if mark[0] < mark[1]] + [(*gap, "gap") for gap in gaps])
    result: list[Paragraph] = []
    start = number = 0
    for block in blocks:
        end = start + len(block.text)
        pieces: list[Piece] = []
        at = start
        while number < len(stretches) and stretches[number][0] < end:
            first, last, kind = stretches[number]
            if first > at:
                pieces.append(Piece(block.text[at - start : first - start]))
            at = max(at, first)
            stop = min(last, end)
            pieces.append(Piece(block.text[at - start : stop - start], kind))  # type: ignore[arg-type]
            at = stop
            if last > end:
                break
            number += 1
        if at < end:
            pieces.append(Piece(block.text[at - start :]))
        result.append(tuple(pieces))
        start = end
    return tuple(result)
