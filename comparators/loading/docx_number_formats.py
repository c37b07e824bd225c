"""How Word writes an automatic number: the values of ``w:numFmt`` (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

import re
from typing import Final

_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PARENTHESISED: Final = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_FULL_STOP: Final = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
# One character for each value; beyond the last Word writes plain digits.
_SERIES: Final[dict[str, str]] = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _PARENTHESISED,
    "decimalEnclosedFullstop": _FULL_STOP,
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
# Digits, the units 10, 100, 1,000, and the two larger ones.
_PLAIN: Final = ("〇一二三四五六七八九", "十百千", "万")
_LEGAL_SIMPLIFIED: Final = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万")
_LEGAL_TRADITIONAL: Final = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬")
_THOUSANDS: Final[dict[str, tuple[str, str, str]]] = {
    "chineseCountingThousand": _PLAIN,
    "taiwaneseCountingThousand": _PLAIN,
    "japaneseCounting": _PLAIN,
    "chineseLegalSimplified": _LEGAL_SIMPLIFIED,
    "ideographLegalTraditional": _LEGAL_TRADITIONAL,
}
_FULL_WIDTH: Final = {ord("0") + n: ord("０") + n for n in range(10)}
_MAX_LETTERS: Final = 780


def format_number(value: int, form: str, pattern: str = "") -> str:
    """Return ``value`` written in the number format ``form``; ``""`` for a bullet or none.

    ``pattern`` is the ``w:format`` of a ``custom`` format (``001, 002, 003, ...``). A form that is not known is
    written in digits, and so is a value that a form cannot write.
    """
    if form in ("none", "bullet"):
        return ""
    if value < 1:
        return f"{value:02d}" if form == "decimalZero" else str(value)
    if form in _SERIES:
        series = _SERIES[form]
        return series[value - 1] if value <= len(series) else str(value)
    if form in _THOUSANDS:
        return _thousands(value, *_THOUSANDS[form], one_ten="egal" in form)
    if form in ("chineseCounting", "taiwaneseCounting"):
        return _counting(value)
    if form in ("upperLetter", "lowerLetter"):
        text = chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, _MAX_LETTERS // 26)
        return text if form == "upperLetter" else text.lower()
    if form in ("upperRoman", "lowerRoman"):
        text = _roman(value)
        return text if form == "upperRoman" else text.lower()
    return _digits(value, form, pattern)


def _digits(value: int, form: str, pattern: str) -> str:
    """Write the forms that are digits in another dress."""
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate(_FULL_WIDTH)
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_PLAIN[0][int(digit)] for digit in str(value))
    if form == "ideographZodiacTraditional":
        return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "numberInDash":
        return f"- {value} -"
    if form == "hex":
        return f"{value:X}"
    if form == "ordinal":
        return f"{value}{_ordinal_suffix(value)}"
    if form == "custom":
        zeros = re.match(r"0*1\b", pattern)
        return str(value).zfill(len(zeros[0])) if zeros else str(value)
    return str(value)


def _ordinal_suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _roman(value: int) -> str:
    if value > 32_767:
        return str(value)
    text = ""
    for weight, letters in _ROMAN:
        count, value = divmod(value, weight)
        text += letters * count
    return text


def _counting(value: int) -> str:
    """Write 十一 and 九十九 with 十, and what is larger digit by digit (一〇一), as Word does for this form."""
    digits = _PLAIN[0]
    if value >= 100:
        return "".join(digits[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")


def _thousands(value: int, digits: str, units: str, ten_thousand: str, *, one_ten: bool) -> str:
    """Write a number with its units; ``one_ten`` writes 壹拾 for 10, else 十."""
    if value >= 10**8:
        return str(value)
    high, low = divmod(value, 10_000)
    text = _four(high, digits, units) + ten_thousand if high else ""
    if low:
        if high and low < 1000:
            text += digits[0]
        text += _four(low, digits, units)
    if not one_ten and text.startswith(digits[1] + units[0]):
        text = text[1:]
    return text


def _four(value: int, digits: str, units: str) -> str:
    """Write a number below ten thousand, one zero for a gap inside it."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return text
