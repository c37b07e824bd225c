from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.presenters.heights import Heights

ROWS = st.lists(st.integers(1, 300), min_size=1, max_size=60)
CHANGES = st.lists(st.tuples(st.integers(0, 1_000), st.integers(1, 300)), max_size=20)


@given(ROWS, CHANGES)
def test_sums_are_those_of_the_list(rows: list[int], changes: list[tuple[int, int]]) -> None:
    heights = Heights(rows)
    for row, height in changes:
        row %= len(rows)
        assert heights.measure(row, height) == height - rows[row]
        rows[row] = height
    assert heights.total == sum(rows)
    assert heights.offsets() == [sum(rows[:index]) for index in range(len(rows) + 1)]
    assert [heights.offset(index) for index in range(len(rows) + 1)] == heights.offsets()


@given(ROWS, st.integers(-50, 20_000))
def test_the_row_at_a_height_covers_it(rows: list[int], offset: int) -> None:
    heights = Heights(rows)
    row = heights.row_at(offset)
    if 0 <= offset < heights.total:
        assert heights.offset(row) <= offset < heights.offset(row + 1)
    else:
        assert row == (0 if offset < 0 else len(rows) - 1)


def test_measured_rows_are_known_until_they_are_forgotten() -> None:
    heights = Heights([10, 20, 30])
    heights.measure(1, 25)
    assert [heights.exact(row) for row in range(3)] == [False, True, False]
    heights.forget()
    assert not heights.exact(1)


def test_no_rows_have_no_height() -> None:
    heights = Heights(())
    assert (heights.total, heights.offsets(), heights.row_at(5)) == (0, [0], 0)
