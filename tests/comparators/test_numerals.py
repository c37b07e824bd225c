"""Numerals as policy texts write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.numerals import parse_numeral, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１００", "100"),
        ("1,200.5", "1200.5"),
        ("１２．５", "12.5"),
        ("三百", "300"),
        ("二十", "20"),
        ("十二", "12"),
        ("两千", "2000"),
        ("一百零五", "105"),
        ("九万三千", "93000"),
        ("一亿二千万", "120000000"),
        ("一万二千亿", "1200000000000"),
        ("一万亿", "1000000000000"),
        ("二〇三五", "2035"),
        ("一百二十点五", "120.5"),
        ("3万", "30000"),
        ("2.5千", "2500"),
        ("1万亿", "1000000000000"),
        ("千", "1000"),
    ],
)
def test_a_numeral_has_its_value(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "若干", "一批", "百分之五", "12家", "1,20", "3万家", "第三"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert parse_numeral(text) is None


def test_a_whole_number_is_written_without_needless_zeros() -> None:
    assert plain(Decimal("300.00")) == "300"
    assert plain(Decimal("12.5")) == "12.5"
    assert plain(Decimal("1E+3")) == "1000"


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_below_ten_thousand_is_read_back(number: int) -> None:
    digits, units = "零一二三四五六七八九", ["千", "百", "十", ""]
    written = "".join(
        digits[int(digit)] + (unit if digit != "0" else "") for digit, unit in zip(f"{number:04}", units, strict=True)
    )
    written = written.strip("零")
    while "零零" in written:
        written = written.replace("零零", "零")
    assert parse_numeral(written) == number


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert parse_numeral(text) is None or parse_numeral(text) >= 0
