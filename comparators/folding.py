"""Folding: one form for characters that readers take for the same, so that texts compare by their words.

Three tables, each mapping one code point to at most one, so that a folding without dropping keeps offsets:

- *width* (``fold_width``): full-width ASCII (``！`` to ``～``) to half-width; half-width CJK marks
  (``｡｢｣､･``) and currency signs to their usual form; small forms (``﹪``), Kangxi radicals and
  compatibility ideographs, which PDF fonts put in the place of the usual character, to that character.
- *space*: every white space (tab, line feed, no-break, ideographic, typographic) is one class; characters
  without any width (zero-width space and joiners, byte order mark, soft hyphen, direction marks) belong.
- *marks*: quotation marks (``“”「」『』〝〞`` to ``"``, ``‘’`` to ``'``), dashes (``—–―－−‐`` to ``-``),
  brackets (``〔〕【】`` to ``[]``), middle dots, wave dashes and ellipses to one form each.

Letter case is kept, and so is everything else: folding never changes what a word or a number says.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_WIDTHLESS = (
    "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f"
)
# Kangxi radicals, compatibility ideographs, small forms, half-width CJK marks, full-width currency signs.
_COMPATIBILITY = (
    (0x2E80, 0x2FDF),
    (0xF900, 0xFAFF),
    (0xFE50, 0xFE6B),
    (0xFF61, 0xFF65),
    (0xFFE0, 0xFFE6),
    (0x2F800, 0x2FA1F),
)
_MARKS = {
    '"': "“”„‟「」『』〝〞〟",
    "'": "‘’‚‛´`",
    "-": "‐‑‒–—―−─━⸺⸻",
    "[": "〔【〖",
    "]": "〕】〗",
    "·": "•・‧∙⋅",
    "~": "〜∼",
    "…": "⋯",
}


def _width_table() -> dict[str, str]:
    table = {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)}
    for first, last in _COMPATIBILITY:
        for char in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain != char:
                table[char] = plain
    return table


_WIDTH = _width_table()
_FORMS = {**_WIDTH, **{form: plain for plain, forms in _MARKS.items() for form in forms}}
_FORMS.update({form: _FORMS.get(plain, plain) for form, plain in _WIDTH.items()})
# Without the ideographs beyond U+FFFF: a search for those takes ten times as long.
_WORDS = {form: plain for form, plain in _WIDTH.items() if form <= "\uffff" and (plain.isalnum() or plain in "%+-./&#")}
_WIDE_WORD = re.compile(f"[{''.join(_WORDS)}]")
_BLANK = dict.fromkeys(_SPACES + _WIDTHLESS, " ")
_DROP = dict.fromkeys(_SPACES + _WIDTHLESS, "")
_IN_PLACE = {**_FORMS, **_BLANK}
_FOLD = {**_FORMS, **_DROP}
_MANY = 60


def fold(text: str) -> str:
    """Return ``text`` folded and without spaces: the same for two texts that say the same."""
    return _apply(_FOLD, text)


def fold_in_place(text: str) -> str:
    """Return ``text`` folded, with a blank for every space: every offset stays where it was."""
    return _apply(_IN_PLACE, text)


def fold_width(text: str) -> str:
    """Return ``text`` with only its widths folded; every offset stays where it was."""
    return _apply(_WIDTH, text)


def fold_words(text: str) -> str:
    """Return ``text`` with letters, digits and the signs inside numbers folded in width, in place.

    Marks between words keep their width: a full-width comma never separates thousands.
    """
    return _apply(_WORDS, text) if _WIDE_WORD.search(text) else text


def drop_spaces(text: str) -> str:
    """Return ``text`` without white space and characters that have no width."""
    return _apply(_DROP, text)


def _apply(table: dict[str, str], text: str) -> str:
    """Map characters by ``table``. None of its results is again a key, so the order does not matter.

    Texts hold few different marks: replacing one after the other takes half the time of ``str.translate``.
    """
    found = table.keys() & set(text)
    if len(found) > _MANY:
        return text.translate({ord(char): plain for char, plain in table.items()})
    for char in found:
        text = text.replace(char, table[char])
    return text
