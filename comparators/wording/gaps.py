"""The differences between what two texts share, as a person would mark them.

A gap is a stretch of the old text beside one of the new: ``(old start, old end, new start, new end)``. The runs of a
longest common subsequence leave gaps that fall inside words and chance matches inside rewritten phrases; here they
become edits that begin and end between words, at the least cost in characters marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

from comparators.wording.runs import Run, equal_tokens
from comparators.wording.tokens import FREE, HARD, NAME, Boundaries

Gap = tuple[int, int, int, int]

_Kept = tuple[int, int, int, Any]
"""Kept characters as a run, and the kept run before it."""

_EDIT = 1
"""What one more edit costs, in characters marked."""
_CELLS = 20_000
"""Up to this many pairs of characters a gap is solved exactly (about 1 ms), beyond it token by token."""
_BRIDGE = 3
_MARGIN, _REACH = 16, 160
_CLAUSE_END = frozenset("，。；、：！？（）“”《》,;:!?() \t\n")
_SENTENCE_END = frozenset("。；！？")
_PAUSE = frozenset("，、,：")
_OPENING, _CLOSING = frozenset("（(“‘《〈「『〔[【"), frozenset("）)”’》〉」』〕]】")
_MOST_STEPS = 80


def gaps_between(runs: Sequence[Run], old_length: int, new_length: int) -> list[Gap]:
    """Return what lies between ``runs``."""
    gaps: list[Gap] = []
    old_done = new_done = 0
    for i, j, size in [*runs, (old_length, new_length, 0)]:
        if old_done < i or new_done < j:
            gaps.append((old_done, i, new_done, j))
        old_done, new_done = i + size, j + size
    return gaps


def windows_around(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the windows of ``text`` whose words must be known: the clauses around each span, those that touch joined.

    A window ends at a mark that no word spans, so its words are those of the whole text.
    """
    windows: list[tuple[int, int]] = []
    for start, end in spans:
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        else:
            low = max(0, start - _REACH)
            start = max(0, start - _MARGIN)
            while start > low and text[start - 1] not in _CLAUSE_END:
                start -= 1
        high = min(len(text), end + _REACH)
        end = min(len(text), end + _MARGIN)
        while end < high and text[end - 1] not in _CLAUSE_END:
            end += 1
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def at_words(gaps: Sequence[Gap], old: Boundaries, new: Boundaries) -> list[Gap]:
    """Widen each gap until it begins and ends between words on both sides; gaps that meet become one."""
    old_length, new_length = len(old.costs) - 1, len(new.costs) - 1
    widened: list[Gap] = []
    for number, (a0, a1, b0, b1) in enumerate(gaps):
        floor, new_floor = (widened[-1][1], widened[-1][3]) if widened else (0, 0)
        while a0 > floor and b0 > new_floor and (old.opening(a0) or new.opening(b0)):
            a0, b0 = a0 - 1, b0 - 1
        ceiling = gaps[number + 1][0] if number + 1 < len(gaps) else old_length
        new_ceiling = gaps[number + 1][2] if number + 1 < len(gaps) else new_length
        while a1 < ceiling and b1 < new_ceiling and (old.costs[a1] or new.costs[b1]):
            a1, b1 = a1 + 1, b1 + 1
        if widened and a0 <= floor and b0 <= new_floor:
            a0, _, b0, _ = widened.pop()
        widened.append((a0, a1, b0, b1))
    return widened


def together(gaps: Sequence[Gap]) -> list[Gap]:
    """Join rewritten gaps with a short run between them where they can be solved as one.

    A longest common subsequence may keep a comma and lose the word beside it: ``甲、乙`` → ``乙、甲``.
    """
    joined: list[Gap] = []
    for gap in gaps:
        if joined and gap[0] - joined[-1][1] <= _BRIDGE:
            a0, a1, b0, b1 = joined[-1]
            both = a1 > a0 and b1 > b0 and gap[1] > gap[0] and gap[3] > gap[2]
            if both and (gap[1] - a0) * (gap[3] - b0) <= _CELLS:
                joined[-1] = (a0, gap[1], b0, gap[3])
                continue
        joined.append(gap)
    return joined


def solve(gap: Gap, old_text: str, new_text: str, old: Boundaries, new: Boundaries) -> list[Gap]:
    """Return the edits inside ``gap``: the fewest characters marked, words kept whole, few fragments."""
    a0, a1, b0, b1 = gap
    if a0 == a1 or b0 == b1:
        return [gap]
    left, right = old_text[a0:a1], new_text[b0:b1]
    if left == right:
        return []
    if set(left).isdisjoint(right):
        return [gap]
    if len(left) * len(right) > _CELLS:
        return _by_tokens(gap, old_text, new_text, old, new)
    return [(a0 + i, a0 + p, b0 + j, b0 + q) for i, p, j, q in _least_marked(left, right, gap, old, new)]


def _by_tokens(gap: Gap, old_text: str, new_text: str, old: Boundaries, new: Boundaries) -> list[Gap]:
    a0, a1, b0, b1 = gap
    olds, news = _token_places(old, a0, a1), _token_places(new, b0, b1)
    shared = equal_tokens(
        [old_text[i:p] for i, p in pairwise(olds)],
        [new_text[j:q] for j, q in pairwise(news)],
    )
    edits: list[Gap] = []
    for i, p, j, q in gaps_between(shared, len(olds) - 1, len(news) - 1):
        inner = (olds[i], olds[p], news[j], news[q])
        if 0 < (inner[1] - inner[0]) * (inner[3] - inner[2]) <= _CELLS:
            edits += solve(inner, old_text, new_text, old, new)
        else:
            edits.append(inner)
    return edits


def _token_places(found: Boundaries, start: int, end: int) -> list[int]:
    inside = (place for place in range(start + 1, end) if found.opening(place) == FREE)
    return [start, *inside, end]


def _least_marked(left: str, right: str, gap: Gap, old: Boundaries, new: Boundaries) -> list[Gap]:
    """Solve a gap exactly: the kept characters that leave the least cost.

    Each character marked costs one, each edit ``_EDIT``, each of its boundaries what the places on both sides cost.
    ``best[j]`` is the least cost, less the places themselves, of opening an edit at column ``j`` in a row so far, so
    that only pairs of equal characters need a look.
    """
    opening, closing = _Costs(old, gap[0], gap[1], _EDIT), _Costs(new, gap[2], gap[3], 0)
    if opening.has_names and closing.has_names:
        opening.raise_names()
        closing.raise_names()
    old_open, old_close, new_open, new_close = opening.open, opening.close, closing.open, closing.close
    columns: dict[str, list[int]] = {}
    for j, char in enumerate(right):
        columns.setdefault(char, []).append(j)
    never = HARD * HARD
    origin: _Kept = (0, 0, 0, None)
    best = [_EDIT] + [never] * len(right)
    came = [origin] * (len(right) + 1)
    row: dict[int, tuple[int, _Kept]] = {0: (0, origin)}
    for i, char in enumerate(left):
        ends: dict[int, tuple[int, _Kept]] = {}
        if char in columns:
            least = list(accumulate(best, min))
            for j in columns[char]:
                cost, (a, b, size, before) = row.get(j, (never, origin))
                start = least[j] + i + j + old_close[i] + new_close[j]
                if start < cost:
                    cost, a, b, size, before = start, i, j, 0, came[best.index(least[j])]
                if cost < HARD:
                    ends[j + 1] = (cost, (a, b, size + 1, before))
            for j, (cost, run) in ends.items():
                opened = cost + old_open[i + 1] + new_open[j] - i - 1 - j
                if opened < best[j]:
                    best[j], came[j] = opened, run
        row = ends
    whole = min(best)
    cost, last = row.get(len(right), (never, origin))
    if whole + len(left) + len(right) <= cost:
        last = came[best.index(whole)]
    return gaps_between(_runs_to(last), len(left), len(right))


def _runs_to(last: _Kept) -> list[Run]:
    runs: list[Run] = []
    kept: _Kept | None = last
    while kept:
        i, j, size, kept = kept
        runs.append((i, j, size))
    return runs[::-1]


class _Costs:
    """What it costs to open and to close an edit at each place of one side of a gap, whose ends are free."""

    __slots__ = ("close", "has_names", "names", "open")

    def __init__(self, found: Boundaries, start: int, end: int, edit: int) -> None:
        self.close = list(found.costs[start : end + 1])
        self.close[0] = self.close[-1] = FREE
        self.open = [cost + edit for cost in self.close]
        self.names = [place - start for place in range(start + 1, end) if place in found.names] if found.names else []
        self.has_names = bool(self.names)
        if found.joints:
            for place in range(start + 1, end + 1):
                if place in found.joints:
                    self.open[place - start] = HARD

    def raise_names(self) -> None:
        for place in self.names:
            self.open[place] += NAME
            self.close[place] += NAME


def slide(edits: list[Gap], old_text: str, new_text: str, old: Boundaries, new: Boundaries) -> list[Gap]:
    """Move each insertion and deletion that could as well stand a little further to where a reader expects it.

    ``A、C`` → ``A、B、C`` is the insertion of ``B、``; a sentence goes with its own full stop.
    """
    slid: list[Gap] = []
    for number, edit in enumerate(edits):
        a0, a1, b0, b1 = edit
        if (a0 == a1) == (b0 == b1):
            slid.append(edit)
            continue
        # At least one character stays between neighbours, so that no two edits meet.
        low = slid[-1][1] + 1 if slid else 0
        high = edits[number + 1][0] - 1 if number + 1 < len(edits) else len(old_text)
        if a0 == a1:
            shift = _best_shift(new_text, (b0, b1), a0, (low, high), new, old)
        else:
            low = slid[-1][3] + 1 if slid else 0
            high = edits[number + 1][2] - 1 if number + 1 < len(edits) else len(new_text)
            shift = _best_shift(old_text, (a0, a1), b0, (low, high), old, new)
        slid.append((a0 + shift, a1 + shift, b0 + shift, b1 + shift))
    return slid


def _best_shift(
    text: str, span: tuple[int, int], point: int, limits: tuple[int, int], own: Boundaries, other: Boundaries
) -> int:
    """Return by how much to move ``span`` of ``text``, which has nothing but ``point`` on the other side."""
    start, end = span
    best, best_shift = _slot_cost(text, start, end, own) + 2 * other.opening(point), 0
    for direction in (-1, 1):
        shift = 0
        while abs(shift) < _MOST_STEPS:
            if direction < 0:
                free = point + shift > limits[0] and start + shift > 0
                if not free or text[start + shift - 1] != text[end + shift - 1]:
                    break
            else:
                free = point + shift < limits[1] and end + shift < len(text)
                if not free or text[start + shift] != text[end + shift]:
                    break
            shift += direction
            cost = _slot_cost(text, start + shift, end + shift, own) + 2 * other.opening(point + shift)
            if cost < best:
                best, best_shift = cost, shift
    return best_shift


def _slot_cost(text: str, start: int, end: int, own: Boundaries) -> int:
    """Return how unnatural it is to mark ``text[start:end]`` alone; less is better."""
    cost = 4 * (own.opening(start) + own.costs[end])
    before = text[start - 1] if start else "。"
    first, last = text[start], text[end - 1]
    if last in _SENTENCE_END:
        return cost - 6 if before in _SENTENCE_END else cost
    if last in _PAUSE:
        return cost - 4 if before in _PAUSE or before in _SENTENCE_END or before in _OPENING else cost
    if first in _OPENING and last in _CLOSING:
        return cost - 4
    if first in _CLOSING or last in _OPENING:
        return cost + 3
    return cost - 1 if first in _PAUSE else cost


def absorb(edits: list[Gap], old_text: str) -> list[Gap]:
    """Join edits that only a chance match parts: a short run between two rewritten phrases, at little extra cost.

    Enumeration commas and full stops keep phrases apart: ``A、B`` → ``C、D`` stays two edits.
    """
    joined: list[Gap] = []
    for edit in edits:
        if joined and _is_chance(joined[-1], edit, old_text):
            a0, _, b0, _ = joined.pop()
            edit = (a0, edit[1], b0, edit[3])
        joined.append(edit)
    return joined


def _is_chance(before: Gap, after: Gap, old_text: str) -> bool:
    between = old_text[before[1] : after[0]]
    size = len(between)
    beside = old_text[before[1] - 1 : before[1]], old_text[after[0] : after[0] + 1]
    if size > 3 or any(map(str.isdigit, beside)):
        return False
    old_marked = before[1] - before[0] + after[1] - after[0]
    new_marked = before[3] - before[2] + after[3] - after[2]
    if min(old_marked, new_marked) < 4 * size or any(char in "。；、" for char in between):
        return False
    return old_marked + new_marked >= size * (24 if between[0] in "，：" else 14)
