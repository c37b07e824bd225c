"""Values of acts as they are read back, whole or damaged."""

from __future__ import annotations

import pytest

from comparators.review.acts import Value
from comparators.review.annotations import Anchor
from comparators.review.values import anchor_of, anchor_value

ANCHOR = Anchor("old", 3, 0, 3, 4, "一般规定", "前", "后", "一", "0123456789abcdef", True)


def test_an_anchor_is_read_back_as_it_was_written() -> None:
    assert anchor_of(anchor_value(ANCHOR)) == ANCHOR


def test_a_field_of_a_later_version_is_passed_over() -> None:
    value = anchor_value(ANCHOR)
    assert isinstance(value, list)
    assert anchor_of([*value, "later"]) == ANCHOR


@pytest.mark.parametrize(
    "value",
    [
        None,
        "old",
        [],
        ["old", 3, 0, 3],
        ["neither", 3, 0, 3, 4, "一"],
        ["old", "3", 0, 3, 4, "一"],
        ["old", 3, 0, 3, 4, 5],
    ],
)
def test_what_damage_has_made_of_an_anchor_is_none(value: Value) -> None:
    assert anchor_of(value) is None
