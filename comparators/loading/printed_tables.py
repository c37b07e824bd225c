"""Ruled tables on a printed page: the grid from its lines, the text from what stands in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from comparators.loading.joining import join_pieces
from comparators.loading.marks import begins_by_itself, ends_sentence
from comparators.loading.sheets import Rule, Run, Segment, Sheet, Table, segments_of

_NEAR: Final = 2.5
_MOST_CROSSINGS: Final = 400_000
# A frame around nearly the whole page holds no table.
_FRAME: Final = 0.75


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of one table: the edges of its rows and columns, and the rules themselves."""

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def find_tables(sheet: Sheet) -> tuple[list[Table], list[Run]]:
    """Return the ruled tables and boxes of a page, and the runs that stand in none."""
    rest = list(sheet.runs)
    tables: list[Table] = []
    for grid in _grids(sheet.rules):
        height = grid.rows[-1] - grid.rows[0]
        if len(grid.rows) == 2 and len(grid.columns) == 2 and height > _FRAME * sheet.height:
            continue
        inside = [run for run in rest if _holds(grid, run)]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [run for run in rest if id(run) not in taken]
        tables.append(_table(grid, inside))
    return tables, rest


def _grids(rules: Sequence[Rule]) -> Iterable[_Grid]:
    across = _merged([r for r in rules if r.top == r.bottom and r.right - r.left > 8])
    down = _merged_down([r for r in rules if r.left == r.right and r.bottom - r.top > 5])
    if not across or not down or len(across) * len(down) > _MOST_CROSSINGS:
        return
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.left - _NEAR <= v.left <= h.right + _NEAR and v.top - _NEAR <= h.top <= v.bottom + _NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    for horizontal, vertical in groups.values():
        rows, columns = _edges(r.top for r in horizontal), _edges(r.left for r in vertical)
        if len(rows) >= 2 and len(columns) >= 2:
            yield _Grid(rows, columns, tuple(horizontal), tuple(vertical))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Join horizontal rules that continue one another."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.top / _NEAR), r.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - rule.top) <= _NEAR and rule.left <= last.right + _NEAR:
            joined[-1] = Rule(last.left, last.top, max(last.right, rule.right), last.top)
        else:
            joined.append(rule)
    return joined


def _merged_down(rules: list[Rule]) -> list[Rule]:
    turned = _merged([Rule(r.top, r.left, r.bottom, r.left) for r in rules])
    return [Rule(r.top, r.left, r.top, r.right) for r in turned]


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2 * _NEAR:
            edges.append(value)
    return tuple(edges)


def _holds(grid: _Grid, run: Run) -> bool:
    x, y = (run.left + run.right) / 2, run.base - 0.35 * run.size
    return grid.columns[0] - _NEAR <= x <= grid.columns[-1] + _NEAR and grid.rows[0] <= y <= grid.rows[-1]


def _table(grid: _Grid, runs: Sequence[Run]) -> Table:
    table = Table(grid.rows[0], grid.rows[-1], grid.columns[0], grid.columns[-1])
    cells = _cells(grid, runs)
    if all(len(row) <= 1 for row in cells):
        for row in cells:
            for _, right, inside in row:
                del right
                table.boxed += segments_of(inside)
        return table
    for row in cells:
        texts = tuple(_cell_text(segments_of(inside), left, right) for left, right, inside in row)
        if any(texts):
            table.rows.append(texts)
    return table


def _cells(grid: _Grid, runs: Sequence[Run]) -> list[list[tuple[float, float, list[Run]]]]:
    """Return the cells of each row as ``(left, right, runs)``; a merged cell stands in its first row alone."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}
    for r in range(height):
        middle = (grid.rows[r] + grid.rows[r + 1]) / 2
        for c in range(width):
            center = (grid.columns[c] + grid.columns[c + 1]) / 2
            if c and not _crosses(grid.down, grid.columns[c], middle):
                owner[r, c] = owner[r, c - 1]
            elif r and not _lies_under(grid.across, grid.rows[r], center):
                owner[r, c] = owner[r - 1, c]
    inside: dict[tuple[int, int], list[Run]] = {cell: [] for cell in dict.fromkeys(owner.values())}
    for run in runs:
        r = _band(grid.rows, run.base - 0.35 * run.size)
        c = _band(grid.columns, (run.left + run.right) / 2)
        inside[owner[r, c]].append(run)
    result: list[list[tuple[float, float, list[Run]]]] = [[] for _ in range(height)]
    for (r, c), found in inside.items():
        last = max(column for (row, column), cell in owner.items() if cell == (r, c) and row == r)
        result[r].append((grid.columns[c], grid.columns[last + 1], found))
    return result


def _crosses(down: Sequence[Rule], x: float, y: float) -> bool:
    return any(abs(r.left - x) <= 2 * _NEAR and r.top - _NEAR <= y <= r.bottom + _NEAR for r in down)


def _lies_under(across: Sequence[Rule], y: float, x: float) -> bool:
    return any(abs(r.top - y) <= 2 * _NEAR and r.left - _NEAR <= x <= r.right + _NEAR for r in across)


def _band(edges: Sequence[float], value: float) -> int:
    for index in range(len(edges) - 2):
        if value < edges[index + 1]:
            return index
    return len(edges) - 2


def _cell_text(segments: Sequence[Segment], left: float, right: float) -> str:
    """Join a cell's lines: those that fill it go on, a short one ends a paragraph (a line feed)."""
    lines = rows_of(segments)
    if not lines:
        return ""
    paragraphs: list[list[str]] = [[lines[0][0]]]
    inner = max(s.right for s in segments)
    for (above, edge, size), (text, _, _) in pairwise(lines):
        short = edge < max(inner, right - 0.12 * (right - left)) - 1.6 * size and len(lines) > 1
        final = ends_sentence(above)
        if (begins_by_itself(text) and (final or short)) or (short and final and above[-1] not in "）)"):
            paragraphs.append([text])
        else:
            paragraphs[-1].append(text)
    return "\n".join(join_pieces(lines).replace("\t", " ") for lines in paragraphs)


def rows_of(segments: Sequence[Segment]) -> list[tuple[str, float, float]]:
    """Return the lines of a cell as ``(text, right edge, size)``, segments on one baseline joined."""
    rows: list[tuple[str, float, float, float]] = []
    for segment in segments:
        if rows and abs(segment.base - rows[-1][3]) <= 0.4 * segment.size:
            text, _, size, base = rows[-1]
            rows[-1] = (f"{text} {segment.text}", segment.right, size, base)
        else:
            rows.append((segment.text, segment.right, segment.size, segment.base))
    return [(text, edge, size) for text, edge, size, _ in rows]
