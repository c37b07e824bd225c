from __future__ import annotations

import pytest

from comparators.wording.noise import kind_of_noise


@pytest.mark.parametrize(
    ("old", "new", "noise"),
    [
        ("１００", "100", "width"),
        ("，", ",", "width"),
        ("AI", "ＡＩ", "width"),
        (" ", "", "space"),
        ("", "\u200b", "space"),
        ("Open AI", "OpenAI", "space"),
        ("（ 试行）", "(试行)", "space"),
        ("“", "「", "punctuation"),
        ("；", "。", "punctuation"),
        ("", "（", "punctuation"),
        ("——", "—", "punctuation"),
        ("1,000", "1000", "punctuation"),
        ("1 00", "100", ""),
        ("8.5", "85", ""),
        ("1:2", "12", ""),
        ("8%", "8", ""),
        ("AI+", "AI", ""),
        ("推动", "推进", ""),
        ("、", "和", ""),
    ],
)
def test_a_difference_is_named_by_what_it_changes(old: str, new: str, noise: str) -> None:
    assert kind_of_noise(old, new) == noise


def test_a_mark_between_two_numbers_means_something() -> None:
    assert kind_of_noise("—", "、", "1", "3") == ""
    assert kind_of_noise("—", "-", "1", "3") == "punctuation"
    assert kind_of_noise("—", "、", "省", "3") == "punctuation"
