"""The differences between what two texts share, as a person would mark them.

A gap is a stretch of the old text beside one of the new: ``(old start, old end, new start, new end)``. The runs of a
longest common subsequence leave gaps that fall inside words and chance matches inside rewritten phrases; here they
become edits that begin and end between words, at the least cost in characters marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from comparators.wording.runs import Run, equal_tokens
from comparators.wording.tokens import FREE, HARD, NAME, Boundaries

Gap = tuple[int, int, int, int]

_EDIT = 1
"""What one more edit costs, in characters marked."""
_CELLS = 1_500
"""Up to this many pairs of characters a gap is solved exactly (about 1 ms), beyond it token by token."""
_BRIDGE, _BRIDGED_CELLS = 3, 600
_MARGIN, _REACH = 24, 160
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
            if both and (gap[1] - a0) * (gap[3] - b0) <= _BRIDGED_CELLS:
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
    """Solve a small gap exactly, by dynamic programming over characters.

    Each character marked costs one, each edit ``_EDIT``, each of its boundaries what the places on both sides cost.
    ``kept[j]`` and ``edited[j]`` are the least costs to reach a pair of places with the last character kept, or
    inside an edit; ``ways`` remembers which step led there.
    """
    a0, b0 = gap[0], gap[2]
    n, m = len(left), len(right)
    never = HARD * HARD
    old_open = [old.opening(a0 + i) + _EDIT for i in range(n + 1)]
    new_open = [new.opening(b0 + j) for j in range(m + 1)]
    old_close, new_close = old.costs[a0 : a0 + n + 1], new.costs[b0 : b0 + m + 1]
    old_names = [i for i in range(n + 1) if a0 + i in old.names] if old.names and new.names else []
    new_names = [j for j in range(m + 1) if b0 + j in new.names] if old_names else []
    if new_names:
        for i in old_names:
            old_open[i], old_close[i] = old_open[i] + NAME, old_close[i] + NAME
        for j in new_names:
            new_open[j], new_close[j] = new_open[j] + NAME, new_close[j] + NAME
    old_open[0], new_open[0], old_close[0], new_close[0] = _EDIT, 0, FREE, FREE
    old_close[n] = new_close[m] = FREE
    kept = [0] + [never] * m
    edited = [never] + [_EDIT + j for j in range(1, m + 1)]
    ways: list[bytearray] = [bytearray([0] + [3] + [2] * (m - 1))]
    for i in range(1, n + 1):
        char = left[i - 1]
        way = bytearray(m + 1)
        above_kept, above_edited = kept, edited
        kept, edited = [never] * (m + 1), [never] * (m + 1)
        start = old_open[i - 1]
        for j in range(m + 1):
            # Bits 0 and 1 of a way: how an edit came here; bit 2: a kept character closed an edit.
            best, step = above_edited[j] + 1, 0
            cost = above_kept[j] + start + new_open[j] + 1
            if cost < best:
                best, step = cost, 1
            if j:
                cost = edited[j - 1] + 1
                if cost < best:
                    best, step = cost, 2
                cost = kept[j - 1] + old_open[i] + new_open[j - 1] + 1
                if cost < best:
                    best, step = cost, 3
                if char == right[j - 1]:
                    stay = above_kept[j - 1]
                    close = above_edited[j - 1] + old_close[i - 1] + new_close[j - 1]
                    if close < stay:
                        stay, step = close, step | 4
                    kept[j] = stay
            edited[j] = best
            way[j] = step
        ways.append(way)
    return _trace(ways, in_edit=edited[m] <= kept[m])


def _trace(ways: list[bytearray], in_edit: bool) -> list[Gap]:
    i, j = len(ways) - 1, len(ways[0]) - 1
    edits: list[Gap] = []
    end = (i, j)
    while i or j:
        step = ways[i][j]
        if in_edit:
            how = step & 3
            i, j = (i, j - 1) if how & 2 else (i - 1, j)
            if how & 1:
                edits.append((i, end[0], j, end[1]))
                in_edit = False
        else:
            i, j = i - 1, j - 1
            if step & 4:
                in_edit, end = True, (i, j)
    return edits[::-1]


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
    if size > 3:
        return False
    old_marked = before[1] - before[0] + after[1] - after[0]
    new_marked = before[3] - before[2] + after[3] - after[2]
    if min(old_marked, new_marked) < 4 * size or any(char in "。；、" for char in between):
        return False
    return old_marked + new_marked >= size * (24 if between[0] in "，：" else 14)
