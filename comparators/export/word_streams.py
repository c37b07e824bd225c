"""The differences between raw streams of tokens: what is to be marked inside paragraphs that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from comparators.document import Block
from comparators.export.word_pieces import MARK, Symbols
from comparators.wording.edits import WordDiffer
from comparators.wording.runs import equal_runs

RawEdit = tuple[int, int, int, int]
"""``(old start, old end, new start, new end)`` in tokens."""


def spaced_text(text: str) -> str:
    """Return what a block's text is of a paragraph's tokens, where no token is out of the ordinary."""
    return text.strip()


def shifted(
    edits: Iterable[RawEdit], old: str, new: str, body: tuple[str, str], labels: tuple[int, int]
) -> list[RawEdit] | None:
    """Bring edits of block texts into raw streams, ``None`` where that is not possible.

    ``body`` are the two block texts without their automatic labels, whose lengths are ``labels``: the raw streams
    must be these but for white space at the edges.
    """
    if old.strip() != body[0] or new.strip() != body[1]:
        return None
    leads = len(old) - len(old.lstrip()) - labels[0], len(new) - len(new.lstrip()) - labels[1]
    if leads[0] + labels[0] >= len(old) > 0 or leads[1] + labels[1] >= len(new) > 0:
        return None
    moved: list[RawEdit] = []
    for a0, a1, b0, b1 in edits:
        a0, a1, b0, b1 = max(a0, labels[0]), max(a1, labels[0]), max(b0, labels[1]), max(b1, labels[1])
        if (a0, b0) != (a1, b1):
            moved.append((a0 + leads[0], a1 + leads[0], b0 + leads[1], b1 + leads[1]))
    ends = len(old.rstrip()), len(new.rstrip())
    starts = leads[0] + labels[0], leads[1] + labels[1]
    head = (0, starts[0], 0, starts[1]) if old[: starts[0]] != new[: starts[1]] else None
    tail = (ends[0], len(old), ends[1], len(new)) if old[ends[0] :] != new[ends[1] :] else None
    return tidy([*([head] if head else []), *moved, *([tail] if tail else [])])


def tidy(edits: Iterable[RawEdit]) -> list[RawEdit]:
    """Return edits in order, those that touch on both sides joined."""
    joined: list[RawEdit] = []
    for edit in edits:
        if edit[0] == edit[1] and edit[2] == edit[3]:
            continue
        if joined and edit[0] <= joined[-1][1] and edit[2] <= joined[-1][3]:
            last = joined.pop()
            edit = (last[0], max(last[1], edit[1]), last[2], max(last[3], edit[3]))
        joined.append(edit)
    return joined


def is_exact(edits: Sequence[RawEdit], old: str, new: str) -> bool:
    """Say whether the edits turn ``old`` into ``new`` and leave equal stretches between them."""
    a = b = 0
    for a0, a1, b0, b1 in [*edits, (len(old), len(old), len(new), len(new))]:
        if a0 < a or b0 < b or old[a:a0] != new[b:b0]:
            return False
        a, b = a1, b1
    return True


class RawDiffer:
    """Compares raw streams by words where they are text, by characters where that fails."""

    def __init__(self) -> None:
        self._words: WordDiffer | None = None

    def edits(self, old: str, new: str) -> list[RawEdit]:
        """Return the edits that turn ``old`` into ``new``."""
        if old == new:
            return []
        if not old or not new:
            return [(0, len(old), 0, len(new))]
        if self._words is None:
            self._words = WordDiffer(())
        found = [(*edit.old, *edit.new) for edit in self._words.edits([Block(0, old)], [Block(0, new)])]
        found = tidy(found)
        return found if is_exact(found, old, new) else self.characters(old, new)

    @staticmethod
    def characters(old: str, new: str) -> list[RawEdit]:
        """Return the shortest edits by characters."""
        edits: list[RawEdit] = []
        a = b = 0
        for i, j, size in [*equal_runs(old, new), (len(old), len(new), 0)]:
            edits.append((a, i, b, j))
            a, b = i + size, j + size
        return tidy(edits)


# Paragraph marks in a stream of several paragraphs


def with_marks(edits: Sequence[RawEdit], old: Sequence[int], new: Sequence[int]) -> list[RawEdit]:
    """Put the marks between paragraphs into edits that know none.

    ``old`` and ``new`` are the lengths of the paragraphs of both sides, whose joined texts the edits are about. The
    edits returned count each mark between two paragraphs as one token, and say which marks stay, come and go.
    """
    olds, news = _inner_marks(old), _inner_marks(new)
    result: list[RawEdit] = []
    state = _Walk(olds, news)
    a = b = 0
    for a0, a1, b0, b1 in [*edits, (sum(old), sum(old), sum(new), sum(new))]:
        result += state.through_equal(a, a0, b, b0)
        result += state.through_edit(a0, a1, b0, b1)
        a, b = a1, b1
    return tidy(result)


def _inner_marks(lengths: Sequence[int]) -> list[int]:
    places: list[int] = []
    total = 0
    for length in lengths[:-1]:
        total += length
        places.append(total)
    return places


class _Walk:
    """Where the walk through both streams is: how many marks of each side are behind it."""

    def __init__(self, olds: list[int], news: list[int]) -> None:
        self.olds, self.news = olds, news
        self.i = self.j = 0

    def through_equal(self, a0: int, a1: int, b0: int, b1: int) -> Iterator[RawEdit]:
        """Yield the marks that stand on one side only inside an equal stretch (its edges belong to the edits)."""
        while True:
            old = self.olds[self.i] - a0 if self.i < len(self.olds) and self.olds[self.i] < a1 else None
            new = self.news[self.j] - b0 if self.j < len(self.news) and self.news[self.j] < b1 else None
            if old is None and new is None:
                return
            at = min(place for place in (old, new) if place is not None)
            x, y = a0 + at + self.i, b0 + at + self.j
            dx, dy = int(old == at), int(new == at)
            self.i += dx
            self.j += dy
            if dx != dy:
                yield x, x + dx, y, y + dy

    def through_edit(self, a0: int, a1: int, b0: int, b1: int) -> Iterator[RawEdit]:
        """Yield the pieces that the marks inside an edit (its edges included) cut it into; equal counts pair up."""
        olds, news = self._take(self.olds, self.i, a1), self._take(self.news, self.j, b1)
        kept = min(len(olds), len(news))
        x, y = a0 + self.i, b0 + self.j
        for old, new in zip(olds[:kept], news[:kept], strict=True):
            yield x, old + self.i, y, new + self.j
            self.i, self.j = self.i + 1, self.j + 1
            x, y = old + self.i, new + self.j
        self.i += len(olds) - kept
        self.j += len(news) - kept
        yield x, a1 + self.i, y, b1 + self.j

    @staticmethod
    def _take(marks: list[int], first: int, end: int) -> list[int]:
        last = first
        while last < len(marks) and marks[last] <= end:
            last += 1
        return marks[first:last]


# Fields


def close_fields(edits: list[RawEdit], old: str, new: str, symbols: Symbols) -> list[RawEdit]:
    """Widen edits that reach into the skeleton of a complex field to the whole field, so that none is torn."""
    begin = symbols.of(("fldChar", "begin"))
    if begin not in old and begin not in new:
        return edits
    fields = _fields(old, symbols), _fields(new, symbols)
    while True:
        wider = _widened(edits, fields)
        if wider == edits:
            return edits
        edits = wider


_Field = tuple[int, int, int]


def _fields(text: str, symbols: Symbols) -> list[_Field]:
    """Return begin, end of the code and end of each complete field."""
    begin, middle, end = (symbols.of(("fldChar", kind)) for kind in ("begin", "separate", "end"))
    opened: list[list[int]] = []
    found: list[_Field] = []
    for at, char in enumerate(text):
        if char == begin:
            opened.append([at, at])
        elif char == middle and opened:
            opened[-1][1] = at
        elif char == end and opened:
            first, code = opened.pop()
            found.append((first, code if code > first else at, at + 1))
        elif char == MARK:
            opened.clear()
    return found


def _widened(edits: list[RawEdit], fields: tuple[list[_Field], list[_Field]]) -> list[RawEdit]:
    for side in (0, 1):
        for first, code, end in fields[side]:
            touching = [edit for edit in edits if _tears(edit[2 * side : 2 * side + 2], first, code, end)]
            if not touching:
                continue
            low = min(first, *(edit[2 * side] for edit in touching)), max(end, *(e[2 * side + 1] for e in touching))
            if len(touching) == 1 and touching[0][2 * side : 2 * side + 2] == low:
                continue
            return _cover(edits, side, *low)
    return edits


def _tears(span: Sequence[int], first: int, code: int, end: int) -> bool:
    low, high = span
    if low <= first and high >= end:
        return False
    if low == high:
        return first < low <= code
    return (low <= code and high > first) or (low < end and high >= end)


def _cover(edits: list[RawEdit], side: int, low: int, high: int) -> list[RawEdit]:
    """Return the edits with one that covers ``low`` to ``high`` of a side in place of those it swallows."""
    other = 1 - side
    inside = [edit for edit in edits if edit[2 * side + 1] >= low and edit[2 * side] <= high]
    first, last = inside[0], inside[-1]
    start = min(low, first[2 * side])
    stop = max(high, last[2 * side + 1])
    far_start = first[2 * other] - (first[2 * side] - start)
    far_stop = last[2 * other + 1] + (stop - last[2 * side + 1])
    pair = {side: (start, stop), other: (far_start, far_stop)}
    made: RawEdit = (*pair[0], *pair[1])
    place = edits.index(first)
    return tidy([*edits[:place], made, *edits[place + len(inside) :]])


def refined(edits: Sequence[RawEdit]) -> bool:
    """Say whether edits are in order and do not overlap."""
    return all(a[1] <= b[0] and a[3] <= b[2] for a, b in pairwise(edits))
