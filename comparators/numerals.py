"""Numerals as Chinese policy texts write them: ``１００``, ``1,200.5``, ``三百``, ``二〇三五``, ``一百二十点五``.

The base layer that the wording and the facts share; it knows nothing of units. Values are ``Decimal``, so that
what is printed is what is kept.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

HAN_DIGITS: Final = "零〇○一二两三四五六七八九"
HAN_MULTIPLIERS: Final = "十百千万亿"
# A Chinese numeral, greedily: digits and multipliers, perhaps with decimals. Every run of them matches; whether
# it is a number (三百) or a word (一, 万) is for the caller to judge.
HAN_NUMERAL: Final = rf"[{HAN_DIGITS}{HAN_MULTIPLIERS}]+(?:点[零〇○一二三四五六七八九]+)?"
# ``1,200.5`` in digits of either width; a comma counts only before exactly three digits.
ARABIC_NUMERAL: Final = r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"

_VALUES: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_GREAT: Final = {"万": 10**4, "亿": 10**8}
_WIDTH: Final = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("．"): ".", ord("，"): ","}
_ARABIC: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_HAN: Final = re.compile(HAN_NUMERAL)
_LONGEST: Final = 40


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of ``text`` where all of it is one numeral, Arabic of any width or Chinese, else ``None``.

    Mixed forms count (``3万``, ``1万亿``); a bare multiplier is once itself (``千`` is 1000).
    """
    text = text.translate(_WIDTH)
    if not text or len(text) > _LONGEST:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if text[0].isascii() and text[0].isdigit():
        return _mixed(text)
    return _han(text) if _HAN.fullmatch(text) else None


def plain(value: Decimal) -> str:
    """Write ``value`` in ASCII digits without exponent or needless zeros behind a whole number."""
    return f"{value:f}" if value % 1 else f"{value.quantize(Decimal(1)):f}"


def _mixed(text: str) -> Decimal | None:
    """Return the value of digits with multipliers behind them (``3万``, ``1万亿``, ``2.5千``)."""
    match = _ARABIC.match(text)
    if match is None:
        return None
    value = Decimal(match[0].replace(",", ""))
    for char in text[match.end() :]:
        factor = _SMALL.get(char) or _GREAT.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def _han(text: str) -> Decimal:
    whole, _, decimals = text.partition("点")
    value = Decimal(_han_integer(whole))
    if decimals:
        value += Decimal("0." + "".join(str(_VALUES[char]) for char in decimals))
    return value


def _han_integer(text: str) -> int:
    """Return the value of a Chinese integer, by digits (二〇三五) or by multipliers (一亿二千万)."""
    if not any(char in _SMALL or char in _GREAT for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _GREAT:
            section += digit or 0
            if total and total < _GREAT[char]:  # 一万二千亿: all that stands before is multiplied
                total = (total + section) * _GREAT[char]
            else:
                total += (section or 1) * _GREAT[char]
            section, digit = 0, None
        elif char in _SMALL:
            section += (1 if digit is None or digit == 0 else digit) * _SMALL[char]
            digit = None
        else:
            digit = _VALUES[char]
    return total + section + (digit or 0)
