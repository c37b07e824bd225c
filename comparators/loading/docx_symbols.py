"""Characters of symbol fonts (``w:sym``), which a text can only hold as the Unicode character that looks the same."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0x80: "⓪", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻",
    0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
} | {0x81 + n: chr(0x2460 + n) for n in range(10)} | {0x8C + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "◉",
    0x9A: "◎", 0xA2: "■", 0xA3: "□", 0xAE: "◆", 0xAF: "◇",
}  # fmt: skip
_GREEK: Final = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL: Final = {
    0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x7E: "∼", 0xA3: "≤", 0xA5: "∞",
    0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xD0: "∠", 0xD6: "√",
    0xD7: "⋅", 0xE5: "∑", 0xF2: "∫",
} | {0x61 + n: char for n, char in enumerate(_GREEK)} | {0x57: "Ω", 0x44: "Δ", 0x53: "Σ", 0x46: "Φ"}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(char: str | None, font: str | None) -> str:
    """Return the character that ``w:char`` (hexadecimal) shows in ``w:font``; ``""`` where it shows none.

    Symbol fonts keep their glyphs at F000–F0FF of the private use area; one that is not known here stays there,
    so that the two sides of a comparison still agree on it.
    """
    try:
        code = int(char or "", 16)
    except ValueError:
        return ""
    table = _FONTS.get((font or "").strip().lower(), {})
    if code & 0xFF in table and (code < 0x100 or 0xF000 <= code <= 0xF0FF):
        return table[code & 0xFF]
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    return chr(code)
