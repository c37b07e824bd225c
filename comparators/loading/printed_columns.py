"""Reading order on a page: columns side by side, rows of cells without rules, tables in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from comparators.document import Container
from comparators.loading.sheets import Segment, Table

_MIN_SIDE: Final = 5
_MOST_SEGMENTS: Final = 600


@dataclass(slots=True)
class Flow:
    """Text that is read on end: a column, a box, or the rows of a table."""

    segments: list[Segment] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    container: Container = "body"
    left: float = 0.0
    right: float = 0.0

    def joined(self) -> list[Segment]:
        """Return the flow's lines: segments on one baseline made one."""
        rows: list[Segment] = []
        for segment in self.segments:
            last = rows[-1] if rows else None
            if (
                last
                and abs(segment.base - last.base) <= 0.4 * max(segment.size, last.size)
                and segment.left >= last.right
            ):
                text = last.text + (segment.space or " ") + segment.text
                rows[-1] = Segment(text, last.left, segment.right, last.base, last.size, last.bold, last.space)
            else:
                rows.append(segment)
        return rows

    def margins(self, body: float) -> tuple[float, float]:
        """Return the left and right edge between which full lines stand."""
        rows = self.joined()
        # A mark beside the text (a line number, an initial) is no margin.
        lefts = [row.left for row in rows if row.right - row.left > 2.5 * body] or [row.left for row in rows]
        rights = sorted((row.right for row in rows), reverse=True)
        left = min(lefts)
        right = next((a for a, b in pairwise(rights) if a - b < 0.8 * body), rights[0])
        return min(left, self.left or left), max(right, self.right or right)


def flows_of(segments: Sequence[Segment], tables: Sequence[Table], width: float) -> list[Flow]:
    """Return a page's flows in reading order."""
    flows: list[Flow] = []
    rest = sorted(segments, key=lambda s: (s.base, s.left))
    for table in sorted(tables, key=lambda t: (t.top, t.left)):
        above = [s for s in rest if s.base <= table.top + 1]
        rest = [s for s in rest if s.base > table.top + 1]
        flows += _columns(above)
        if table.rows:
            flows.append(Flow(rows=table.rows, container="table"))
        else:
            flows.append(Flow(table.boxed, container="box"))
    flows += _columns(rest)
    left, right = _page_margins(segments)
    if not any(flow.left for flow in flows):
        for flow in flows:
            if flow.container == "body":
                flow.left, flow.right = left, right
    return [flow for flow in flows if flow.segments or flow.rows]


def _page_margins(segments: Sequence[Segment]) -> tuple[float, float]:
    if len(segments) < 4:
        return 0.0, 0.0
    body = sorted(s.size for s in segments)[len(segments) // 2]
    return Flow(list(segments)).margins(body)


def _columns(segments: Sequence[Segment]) -> list[Flow]:
    """Cut the page at its gutter, if it has one, and read the columns one after the other."""
    gutter = _gutter(segments)
    if gutter is None:
        return _with_rows(segments)
    flows: list[Flow] = []
    left: list[Segment] = []
    right: list[Segment] = []
    for segment in segments:
        if segment.right <= gutter + 1:
            left.append(segment)
        elif segment.left >= gutter - 1:
            right.append(segment)
        else:
            flows += [*_side(left), *_side(right), Flow([segment])]
            left, right = [], []
    return [*flows, *_side(left), *_side(right)]


def _side(segments: Sequence[Segment]) -> list[Flow]:
    if not segments:
        return []
    flows = _columns(segments)
    left, right = _page_margins(segments)
    for flow in flows:
        if flow.container == "body" and not flow.left:
            flow.left, flow.right = left, right
    return flows


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return the middle of the gap between two columns of running text; ``None`` where there is none."""
    if not 2 * _MIN_SIDE <= len(segments) <= _MOST_SEGMENTS:
        return None
    low, high = min(s.left for s in segments), max(s.right for s in segments)
    span = high - low
    best: tuple[int, float] | None = None
    for x in {s.left for s in segments}:
        if not low + 0.2 * span <= x <= low + 0.8 * span:
            continue
        left = [s for s in segments if s.right <= x]
        right = [s for s in segments if s.left >= x - 0.5]
        crossing = len(segments) - len(left) - len(right)
        if len(left) < _MIN_SIDE or len(right) < _MIN_SIDE or crossing > 0.35 * (len(left) + len(right)):
            continue
        if _is_prose(left) and _is_prose(right) and _side_by_side(left, right):
            score = len(left) + len(right) - 2 * crossing
            if best is None or score > best[0]:
                best = (score, (max(s.right for s in left) + x) / 2)
    return best[1] if best else None


def _is_prose(side: Sequence[Segment]) -> bool:
    """Say whether a side's lines are wrapped text: most reach its right edge, and they are long."""
    edge, start = sorted(s.right for s in side)[-2], min(s.left for s in side)
    size = sorted(s.size for s in side)[len(side) // 2]
    full = sum(1 for s in side if s.right >= edge - 1.6 * size)
    return full >= 0.45 * len(side) and edge - start >= 7 * size


def _side_by_side(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    top, bottom = max(left[0].base, right[0].base), min(left[-1].base, right[-1].base)
    return bottom > top


def _with_rows(segments: Sequence[Segment]) -> list[Flow]:
    """Find rows of cells that line up without rules; return them as tables between the running text."""
    rows: list[list[Segment]] = []
    for segment in segments:
        if rows and abs(segment.base - rows[-1][0].base) <= 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    flows: list[Flow] = []
    text: list[Segment] = []
    index = 0
    while index < len(rows):
        end = _aligned_rows(rows, index)
        if end - index >= 3:
            if text:
                flows.append(Flow(text))
            cells = [tuple(s.text for s in row) for row in rows[index:end]]
            flows.append(Flow(rows=cells, container="table"))
            text, index = [], end
        else:
            text += sorted(rows[index], key=lambda s: s.left)
            index += 1
    if text:
        flows.append(Flow(text))
    return flows


def _aligned_rows(rows: Sequence[Sequence[Segment]], start: int) -> int:
    """Return where the run of rows ends that have as many cells as the first, each under the one above."""
    first = rows[start]
    if len(first) < 2:
        return start
    end = start + 1
    while end < len(rows) and len(rows[end]) == len(first):
        pairs = zip(rows[end - 1], rows[end], strict=True)
        size = first[0].size
        if not all(_lines_up(a, b, size) for a, b in pairs):
            break
        end += 1
    return end


def _lines_up(a: Segment, b: Segment, size: float) -> bool:
    middle = abs((a.left + a.right) - (b.left + b.right)) / 2
    return min(abs(a.left - b.left), abs(a.right - b.right), middle) <= 0.8 * size
