"""The tables of tricky pairs in tests/data/wording, which `regenerate.py` there renews."""

from __future__ import annotations

import pytest

from tests.data.wording.regenerate import HERE, marked, pairs

PAIRS = [
    pytest.param(*pair, id=f"{table.stem}-{number}")
    for table in sorted(HERE.glob("*.txt"))
    for number, pair in enumerate(pairs(table), start=1)
]


@pytest.mark.parametrize(("old", "new", "expected", "terms"), PAIRS)
def test_a_tricky_pair_is_marked_as_a_reader_would(old: str, new: str, expected: str, terms: frozenset[str]) -> None:
    assert marked(old, new, terms) == expected
