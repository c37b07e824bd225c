"""The heights of many rows and the sums that scrolling needs, each in logarithmic time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """Row heights in pixels: estimates first, exact ones as rows are laid out (a Fenwick tree)."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights = list(heights)
        self._exact = bytearray(len(self._heights))
        size = len(self._heights)
        tree = [0, *self._heights]
        for index in range(1, size + 1):
            above = index + (index & -index)
            if above <= size:
                tree[above] += tree[index]
        self._tree = tree
        self._top_bit = 1 << max(size.bit_length() - 1, 0)

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    def exact(self, row: int) -> bool:
        """Say whether a row's height was measured."""
        return bool(self._exact[row])

    def forget(self) -> None:
        """Take all heights for estimates again."""
        self._exact = bytearray(len(self._heights))

    def measure(self, row: int, height: int) -> int:
        """Set a row's exact height and return by how much it differs from the estimate."""
        difference = height - self._heights[row]
        self._exact[row] = 1
        if difference:
            self._heights[row] = height
            index = row + 1
            while index < len(self._tree):
                self._tree[index] += difference
                index += index & -index
        return difference

    def offset(self, row: int) -> int:
        """Return the sum of the heights above ``row``."""
        total = 0
        while row > 0:
            total += self._tree[row]
            row -= row & -row
        return total

    def offsets(self) -> list[int]:
        """Return where every row begins, and at the end the sum of all heights."""
        return list(accumulate(self._heights, initial=0))

    @property
    def total(self) -> int:
        """The sum of all heights."""
        return self.offset(len(self._heights))

    def row_at(self, offset: int) -> int:
        """Return the row that covers ``offset``; the first or last one for an offset outside."""
        position, step = 0, self._top_bit
        while step:
            ahead = position + step
            if ahead < len(self._tree) and self._tree[ahead] <= offset:
                position = ahead
                offset -= self._tree[ahead]
            step >>= 1
        return min(position, max(len(self._heights) - 1, 0))
