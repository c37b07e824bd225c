"""How much two rows of tables are the same row: by their cells, those that many rows have in common counting low."""

from __future__ import annotations

from collections import Counter

from comparators.alignment.prepared import Side, body
from comparators.alignment.similarity import ratio
from comparators.folding import fold

_FIGURE = 0.3  # how much a cell of figures counts beside one of words


class RowScorer:
    """Scores rows of the tables of two documents."""

    def __init__(self, old: Side, new: Side) -> None:
        self._cells = (_cells(old), _cells(new))
        self._counts = tuple(Counter(cell for row in rows.values() for cell in row) for rows in self._cells)

    def score(self, old: int, new: int) -> float | None:
        """Return from 0 to 1 how much two blocks are the same row; ``None`` unless both have the same columns."""
        first, second = self._cells[0].get(old, ()), self._cells[1].get(new, ())
        if len(first) != len(second) or len(first) < 2:
            return None
        total = shared = 0.0
        for left, right in zip(first, second, strict=True):
            weight = max(self._weight(0, left), self._weight(1, right))
            total += weight
            shared += weight * (1.0 if left == right else ratio(left, right))
        return shared / total if total else None

    def _weight(self, side: int, cell: str) -> float:
        if not cell:
            return 0.0
        weight = min(len(cell), 60) / self._counts[side][cell]
        return weight if any("\u4e00" <= char <= "\u9fff" for char in cell[:20]) else weight * _FIGURE


def _cells(side: Side) -> dict[int, tuple[str, ...]]:
    return {block.index: tuple(map(fold, body(block).split("\t"))) for block in side.blocks if block.kind == "table"}
