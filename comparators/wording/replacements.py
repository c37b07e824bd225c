"""A wording that was replaced all through the document: 全文“股东大会”统一修订为“股东会”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comparators.document import Span
from comparators.options import CompareOptions
from comparators.wording.model import Edit, Replacement
from comparators.wording.noise import without_punctuation
from comparators.wording.segmenting import Segment, load_segmenter
from comparators.wording.tokens import number_spans

Row = tuple[str, str, tuple[Edit, ...]]

_LONGEST = 30
_REACH = 8
_BRIDGE = 4
_MOST_JOINED = 3
_LEFT_OVER = 0.1
_SHARED = 0.95
_MOST_TRIED = 100
_MOST_WIDENED = 2
_STOP = re.compile(r"[\s，。；、：！？,;:!?（）()“”‘’「」『』《》〈〉〔〕\[\]]")
# What may be the beginning of a longer word; 的, 由, 和 … are words by themselves.
_OF_A_WORD = re.compile(
    r"[^\W\d_的由和与及或在对向为将被把以于从按各该其本是有不了到并等给经对所至使让请应须可要]|[^\W\d_]{2,4}"
)
# How many words before and after belong to a wording: the fewest that make it stand for itself come first.
_CONTEXTS = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0), (1, 2), (2, 1))


@dataclass(frozen=True, slots=True)
class _Place:
    """One edit of a row, or a few close together, with the text around that both sides share.

    ``ragged`` says that its first edit is less than a word on one side, so that the wording begins before it.
    """

    edits: frozenset[tuple[int, int]]
    old: str
    new: str
    before: str
    after: str
    ragged: bool

    def covers(self, old: str, new: str) -> bool:
        """Say whether this place is ``old`` replaced by ``new``."""
        wide = self.before + self.old + self.after
        return old in wide and wide.replace(old, new) == self.before + self.new + self.after


@dataclass(frozen=True, slots=True)
class _Wording:
    """What was replaced by what, where, and how many words around the edits it takes in."""

    old: str
    new: str
    context: tuple[int, int]
    places: list[_Place]


def find_replacements(rows: Iterable[Row], options: CompareOptions) -> tuple[Replacement, ...]:
    """Return the wordings replaced all through the document, the most frequent first.

    ``rows`` are the texts of both sides (one empty where a side is missing) with their edits. A wording counts if it
    was exchanged ``options.replacement_count`` times or more, (nearly) none of it is left in the new document, and
    most of it became this one other wording. Numbers alone do not count.
    """
    rows = list(rows)
    places = list(_places(rows))
    least = options.replacement_count
    frequent = _frequent(places, least)
    if not frequent:
        return ()
    texts, words = _Texts(rows), _Words(load_segmenter())
    found: list[Replacement] = []
    used: set[tuple[int, int]] = set()
    for wording in _wordings(frequent, words, least)[:_MOST_TRIED]:
        fresh = [place for place in wording.places if not place.edits & used]
        if len(fresh) < least or not texts.taken_over(wording.old, wording.new, len(wording.places)):
            continue
        old, new = _widened(wording, words)
        covered = [place for place in places if not place.edits & used and place.covers(old, new)]
        count = len(_apart(covered))
        if count >= least:
            used.update(edit for place in covered for edit in place.edits)
            found.append(Replacement(old, new, count))
    return tuple(sorted(found, key=lambda each: (-each.count, each.old, each.new)))


def _places(rows: Sequence[Row]) -> Iterator[_Place]:
    for number, (old, new, edits) in enumerate(rows):
        if not old or not new:
            continue
        for first, edit in enumerate(edits):
            if edit.noise:
                continue
            for last in range(first, min(first + _MOST_JOINED, len(edits))):
                if last > first and not _joins(edits[last - 1], edits[last], old):
                    break
                yield _place(number, old, new, edits, (first, last))


def _joins(before: Edit, after: Edit, old: str) -> bool:
    between = old[before.old[1] : after.old[0]]
    return not after.noise and len(between) <= _BRIDGE and not _STOP.search(between)


def _place(number: int, old: str, new: str, edits: Sequence[Edit], span: tuple[int, int]) -> _Place:
    first, last = span
    start, end = edits[first].old[0], edits[last].old[1]
    floor = edits[first - 1].old[1] if first else 0
    ceiling = edits[last + 1].old[0] if last + 1 < len(edits) else len(old)
    before = _STOP.split(old[max(floor, start - _REACH) : start])[-1]
    after = _STOP.split(old[end : min(ceiling, end + _REACH)])[0]
    new_piece = new[edits[first].new[0] : edits[last].new[1]]
    names = frozenset((number, index) for index in range(first, last + 1))
    ragged = min(_length(edits[first].old), _length(edits[first].new)) < 2
    return _Place(names, old[start:end], new_piece, before, after, ragged)


def _length(span: Span) -> int:
    return span[1] - span[0]


def _frequent(places: Sequence[_Place], least: int) -> list[_Place]:
    """Return the places whose wording changed so often enough to matter, and by more than a number."""
    counts = Counter((place.old, place.new) for place in places)
    kept = {
        key
        for key, count in counts.items()
        if count >= least and max(map(len, key)) <= _LONGEST and not _is_number(*key)
    }
    return [place for place in places if (place.old, place.new) in kept]


def _is_number(old: str, new: str) -> bool:
    return _without_numbers(old) == _without_numbers(new)


def _without_numbers(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in number_spans(text):
        if not text[start].isascii() or text[start].isdigit():
            pieces.append(text[done:start])
            done = end
    return without_punctuation("".join([*pieces, text[done:]]))


class _Words:
    """The words of the texts around the edits, each text segmented once."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._known: dict[str, list[str]] = {}

    def around(self, place: _Place, left: int, right: int) -> tuple[str, str] | None:
        """Return the ``left`` words before the place and the ``right`` words after it, if there are as many."""
        before, after = self._of(place.before), self._of(place.after)
        if left > len(before) or right > len(after):
            return None
        return "".join(before[len(before) - left :]), "".join(after[:right])

    def _of(self, text: str) -> list[str]:
        if text not in self._known:
            self._known[text] = self._segment(text)
        return self._known[text]


def _wordings(places: Sequence[_Place], words: _Words, least: int) -> list[_Wording]:
    """Return the wordings that the places may stand for, from the bare piece to the piece among its neighbours.

    Those of several edits come first, then the most frequent, then the shortest.
    """
    found: dict[tuple[str, str], _Wording] = {}
    bare = Counter((place.old, place.new) for place in places)
    for place in places:
        for context in _CONTEXTS:
            around = words.around(place, *context)
            if around is None or not _stands(place, *context):
                continue
            old, new = (around[0] + piece + around[1] for piece in (place.old, place.new))
            found.setdefault((old, new), _Wording(old, new, context, [])).places.append(place)
    frequent = [each for each in found.values() if len(each.places) >= max(least, _share(each, bare))]
    return sorted(
        frequent,
        key=lambda each: (-len(each.places[0].edits), -len(each.places), len(each.old + each.new), each.old, each.new),
    )


def _share(wording: _Wording, bare: Counter[tuple[str, str]]) -> float:
    """Return how often a wording must occur: a whole word among neighbours nearly as often as the word at all."""
    place = wording.places[0]
    if wording.context == (0, 0) or min(len(place.old), len(place.new)) < 2:
        return 0
    return 0.8 * bare[place.old, place.new]


def _stands(place: _Place, left: int, right: int) -> bool:
    """Say whether a piece with that many neighbours is a wording of its own, not a fragment."""
    shorter, longer = sorted((place.old, place.new), key=len)
    if len(place.edits) > 1:
        return not place.ragged or left >= 1 or not place.before
    if len(shorter) >= 2:
        return True
    if not shorter and len(longer) >= 2:
        return left + right >= 1
    if len(longer) == 1:
        return (left >= 1 or not place.before) and (right >= 1 or not place.after) and left + right >= 1
    return left >= 1 or (not place.before and right >= 1)


def _widened(wording: _Wording, words: _Words) -> tuple[str, str]:
    """Take in the further words that (nearly) all places share, for a wording that takes in some already.

    One that takes in none may be the end of a longer word (创新|共同体): it takes in a word or two before it.
    """
    old, new = wording.old, wording.new
    left, right = wording.context
    bare = not left and not right
    if bare and len({words.around(place, 0, 1) for place in wording.places}) == 1:
        return old, new  # one sentence over and over says nothing of where the word begins
    for step_left, step_right in ((1, 0),) if bare else ((0, 1), (1, 0)):
        while not (bare and left == _MOST_WIDENED):
            around = [words.around(place, left + step_left, right + step_right) for place in wording.places]
            shared, count = Counter(around).most_common(1)[0]
            if shared is None or count < _SHARED * len(around) or (bare and not _OF_A_WORD.fullmatch(shared[0])):
                break
            left, right = left + step_left, right + step_right
            place = wording.places[around.index(shared)]
            old, new = (shared[0] + piece + shared[1] for piece in (place.old, place.new))
    return old, new


def _apart(places: Sequence[_Place]) -> list[_Place]:
    """Leave out the places that lie inside another of them."""
    seen: set[tuple[int, int]] = set()
    apart: list[_Place] = []
    for place in sorted(places, key=lambda each: (-len(each.edits), min(each.edits))):
        if not place.edits & seen:
            seen |= place.edits
            apart.append(place)
    return apart


class _Texts:
    """Both documents as wholes, to count a wording in."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._paired_old = "\n".join(old for old, new, _ in rows if new)
        self._new = "\n".join(new for _, new, _ in rows)

    def taken_over(self, old: str, new: str, count: int) -> bool:
        """Say whether ``old`` is as good as gone and ``new`` took most of its places."""
        before = _own_count(self._paired_old, old, new)
        left = _own_count(self._new, old, new)
        return count * 2 >= before and left <= _LEFT_OVER * max(before, count)


def _own_count(text: str, wording: str, other: str) -> int:
    """Count ``wording`` where it is not part of ``other`` (企业 in 企业家)."""
    count = text.count(wording)
    return count - text.count(other) * other.count(wording) if wording and wording in other else count
