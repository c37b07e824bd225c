"""Which differences mean nothing: width, space, punctuation and numbering."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from comparators.folding import drop_spaces, fold, fold_width
from comparators.options import Noise

_WORDS = re.compile(r"[0-9A-Za-z]+(?:\.[0-9]+)*|[%‰+＋]")
_KEPT_MARKS = frozenset("%‰&@#*/\\+＋§")


def kind_of_noise(old: str, new: str, before: str = "", after: str = "") -> Noise | Literal[""]:
    """Say which insignificant difference it is to have ``new`` where ``old`` was, ``""`` if one of substance.

    ``before`` and ``after`` are the characters that stand around. A number stays the same number: ``1 00`` → ``100``,
    ``1:2`` → ``12`` and ``1—3`` → ``1、3`` are of substance, whatever the characters changed.
    """
    plain_old, plain_new = fold_width(old), fold_width(new)
    if plain_old == plain_new:
        return "width"
    if (old + new).isalnum():
        return ""
    if _WORDS.findall(_unspaced(plain_old)) != _WORDS.findall(_unspaced(plain_new)):
        spaced = drop_spaces(plain_old) == drop_spaces(plain_new) and not any(map(str.isdigit, plain_old))
        return "space" if spaced else ""
    if drop_spaces(plain_old) == drop_spaces(plain_new):
        return "space"
    if before.isdigit() and after.isdigit() and fold(old) != fold(new):
        return ""
    return "punctuation" if without_punctuation(plain_old) == without_punctuation(plain_new) else ""


def without_punctuation(text: str) -> str:
    """Return ``text`` without punctuation and spaces; signs that carry meaning (``%``, ``+``, ``/`` …) stay."""
    return "".join(char for char in drop_spaces(text) if char in _KEPT_MARKS or not _is_punctuation(char))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or char in "~～`´|─"


def _unspaced(text: str) -> str:
    """Drop thousands separators, so that ``1,000`` and ``1000`` are one number."""
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
