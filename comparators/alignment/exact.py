"""Second pass: anchor on blocks of equal text.

A longest common subsequence of the whole blocks gives what is equal in place, also in a document that repeats
itself; blocks whose text occurs once on each side give what is equal elsewhere. A text that repeats is no evidence
of its own: it counts with its neighbours, and is left to later passes where it stands alone.
"""

from __future__ import annotations

import itertools

from comparators.alignment.matching import FREE, Matching, Run, runs, split_runs
from comparators.alignment.prepared import Side
from comparators.alignment.similarity import common_subsequence
from comparators.options import CompareOptions

# Cells of the table of a common subsequence: 20,000 blocks by 20,000 take 0.1 s and 50 MB.
MOST_CELLS = 400_000_000
_WINDOW = 8_000
# Code points of equal text, divided by how often it occurs, from which a run is believed by itself.
_BELIEVED = 24


def match_exact(matching: Matching, options: CompareOptions) -> bool:
    """Pair blocks of equal text; say whether the documents were small enough to be searched in one go."""
    old, new = matching.old, matching.new
    in_place, complete = _in_place(matching)
    candidates = dict(_slide(in_place, matching))
    candidates.update(_once(old, new))
    found = runs((index, partner) for index, partner in sorted(candidates.items()) if matching.free(index, partner))
    on, off = split_runs(found, [_weight(run, old, new) for run in found])
    for run in on:
        if _believed(run, matching):
            _take(run, matching)
    if options.moves:
        for run in off:
            if _unique_length(run, old, new) >= options.min_move_length:
                _take(run, matching)
    extend(matching)
    return complete


def extend(matching: Matching) -> None:
    """Let matches grow over neighbours of equal text, whatever their length and number."""
    old, new = matching.old.ids, matching.new.ids
    for step in (1, -1):
        for here, there in matching.beside(step):
            while matching.free(here, there) and old[here] == new[there]:
                matching.pair(here, there, "exact", 1.0)
                here, there = here + step, there + step


def _in_place(matching: Matching) -> tuple[Run, bool]:
    """Return the pairs of a longest common subsequence of the free blocks."""
    first, second = matching.old.ids, matching.new.ids
    start, stop = 0, min(len(first), len(second))
    while start < stop and first[start] == second[start]:
        start += 1
    tail = 0
    while tail < stop - start and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    ends = len(first) - tail, len(second) - tail
    pairs = [(index, index) for index in range(start)]
    complete = (ends[0] - start) * (ends[1] - start) <= MOST_CELLS
    middle = (first[start : ends[0]], second[start : ends[1]])
    found = common_subsequence(*middle) if complete else _windowed(*middle)
    pairs.extend((start + index, start + partner) for index, partner in found)
    pairs.extend((ends[0] + index, ends[1] + index) for index in range(tail))
    return pairs, complete


def _windowed(old: tuple[int, ...], new: tuple[int, ...]) -> Run:
    """Return pairs of a common subsequence found window by window: linear, at the price of far shifts unseen."""
    pairs: Run = []
    left = right = 0
    while left < len(old) and right < len(new):
        found = common_subsequence(old[left : left + _WINDOW], new[right : right + _WINDOW])
        last = left + _WINDOW >= len(old) and right + _WINDOW >= len(new)
        kept = found if last else [pair for pair in found if max(pair) < _WINDOW * 3 // 4]
        pairs.extend((left + index, right + partner) for index, partner in kept)
        if last:
            break
        step = (kept[-1][0] + 1, kept[-1][1] + 1) if kept else (_WINDOW // 2, _WINDOW // 2)
        left, right = left + step[0], right + step[1]
    return pairs


def _slide(pairs: Run, matching: Matching) -> Run:
    """Shift insertions and deletions between equal blocks to where a person sees them: from a heading on.

    Of ``H P N`` against ``H P N H2 P2 N`` the subsequence may pair the last ``N`` and call ``N H2 P2`` inserted.
    """
    found = [list(run) for run in runs(pairs)]
    for before, after in itertools.pairwise(found):
        shift = _shift(before, after, matching)
        for _ in range(-shift):
            before.pop()
            after.insert(0, (after[0][0] - 1, after[0][1] - 1))
        for _ in range(shift):
            after.pop(0)
            before.append((before[-1][0] + 1, before[-1][1] + 1))
    return [pair for run in found for pair in run]


def _shift(before: Run, after: Run, matching: Matching) -> int:
    """Return how many blocks to move from ``after`` to ``before`` (negative: the other way)."""
    gap_old, gap_new = after[0][0] - before[-1][0] - 1, after[0][1] - before[-1][1] - 1
    if bool(gap_old) == bool(gap_new):
        return 0
    side = matching.new if gap_new else matching.old
    place = 1 if gap_new else 0
    first, stop = before[-1][place] + 1, after[0][place]
    down = 0
    while down < len(after) - 1 and side.ids[first + down] == side.ids[stop + down]:
        down += 1
    up = 0
    while up < len(before) - 1 and side.ids[first - 1 - up] == side.ids[stop - 1 - up]:
        up += 1
    # Prefer a gap that begins with the highest heading, then the lowest place.
    return max(range(-up, down + 1), key=lambda shift: (-_depth(side, first + shift), shift))


def _depth(side: Side, block: int) -> int:
    """Return how deep the section is that begins at a block; deep for a block that begins none."""
    node = side.node_of[block]
    if side.nodes[node].first != block or node == 0:
        return 1_000
    depth = 0
    while node > 0:
        node, depth = side.nodes[node].parent, depth + 1
    return depth


def _once(old: Side, new: Side) -> list[tuple[int, int]]:
    """Return the pairs of blocks whose text occurs once on each side."""
    places = {number: index for index, number in enumerate(new.ids) if new.counts[index] == 1}
    return [
        (index, places[number]) for index, number in enumerate(old.ids) if old.counts[index] == 1 and number in places
    ]


def _repeats(pair: tuple[int, int], old: Side, new: Side) -> int:
    return max(old.counts[pair[0]], new.counts[pair[1]])


def _weight(run: Run, old: Side, new: Side) -> int:
    """Weigh a run by its length, less where all of it repeats elsewhere."""
    total = sum(8 + old.lengths[index] for index, _ in run)
    return max(1, 16 * total // min(_repeats(pair, old, new) for pair in run))


def _unique_length(run: Run, old: Side, new: Side) -> int:
    return sum(old.lengths[pair[0]] for pair in run if _repeats(pair, old, new) == 1)


def _believed(run: Run, matching: Matching) -> bool:
    """Say whether a run on the chain is evidence by itself: unique, long for its number, or at an end."""
    old, new = matching.old, matching.new
    if any(_repeats(pair, old, new) == 1 for pair in run):
        return True
    if run[0] == (0, 0) or run[-1] == (len(old) - 1, len(new) - 1):
        return True
    neighbours = (matching.to_new[run[0][0] - 1], matching.to_old[run[0][1] - 1])
    if FREE not in neighbours and neighbours == (run[0][1] - 1, run[0][0] - 1):
        return True
    total = sum(old.lengths[index] for index, _ in run)
    return len(run) >= 3 or total >= _BELIEVED * min(4, min(_repeats(pair, old, new) for pair in run))


def _take(run: Run, matching: Matching) -> None:
    matching.pair_all(run, "exact", 1.0)
