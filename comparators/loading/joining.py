"""How the pieces of a wrapped paragraph are put together, and which spaces are the printer's alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from comparators.labels import match_label

JoinedText = str
# A hyphen at a line's end, where it may divide a word.
SOFT_HYPHEN: Final = "\u00ad"
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
# A space between an ideograph (or a full-width mark) and a number, Latin word or sign, as justified lines leave it.
_CJK: Final = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff08-\uff0f\uff1a-\uff20"
    "\U00020000-\U0003ffff“”‘’—…"
)
_SIGN: Final = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ＋+%％‰±～~"
_PRINTERS: Final = re.compile(rf"(?<=[{_CJK}]) (?=[{_SIGN}])|(?<=[{_SIGN}]) (?=[{_CJK}])")
_SPACED_NUMBER: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])")
_TIGHT_NUMBER: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_CAPTION: Final = re.compile(r"[表图]\s?\d{1,3}(?:[-－—.]\d{1,2})?\s+")
_IMPRINT: Final = re.compile(r"\S{2,30}[ \u3000]+\S{4}\s?年\s?\S{1,2}\s?月\s?\S{1,3}\s?日\s?印发")


def join_pieces(pieces: Sequence[str], anywhere: bool = False) -> JoinedText:
    """Join the lines of one paragraph.

    Ideographs are joined without a space, Latin words with one; a number, a hyphenated word and (``anywhere``, where
    the wrap falls inside words too) a Latin word go on without one.
    """
    if len(pieces) == 1:
        return pieces[0]
    joined = [pieces[0]]
    for before, after in pairwise(pieces):
        if before[-1] == SOFT_HYPHEN:
            divided = before[-2:-1].islower() and after[0].isascii() and after[0].islower()
            joined[-1] = joined[-1][:-1] + ("" if divided else "-")
        elif _needs_space(before, after, anywhere):
            joined.append(" ")
        joined.append(after)
    return "".join(joined)


def _needs_space(before: str, after: str, anywhere: bool) -> bool:
    last, first = before[-1], after[0]
    if anywhere or not last.isascii() or not first.isascii():
        both = _LATIN.match(last) and _LATIN.match(first)
        return bool(both) and not anywhere
    if last.isdigit() and (first.isdigit() or first in ".,%-/~"):
        return False
    if last in "-/(['\"" or first in ")]}'\",.;:!?%-/":
        return False
    return not (last == "." and first.isdigit())


def without_printers_spaces(text: str) -> tuple[str, int]:
    """Take out the single spaces between ideographs and numbers or Latin words; return the text and their count.

    The space after a label (专栏1 重点工程) parts it from the title and stays.
    """
    if " " not in text or _IMPRINT.fullmatch(text):
        return text, 0
    label = match_label(text)
    caption = None if label else _CAPTION.match(text)
    end = label.end if label else caption.end() if caption else 0
    if not end or not text[end - 1].isspace():
        return _PRINTERS.subn("", text)
    head, more = _PRINTERS.subn("", text[:end].rstrip())
    tail, count = _PRINTERS.subn("", text[end:])
    return head + text[len(text[:end].rstrip()) : end] + tail, count + more


def are_printers(texts: Sequence[str]) -> bool:
    """Say whether spaces stand between ideographs and numbers nearly everywhere: then typesetting put them there."""
    spaced = sum(len(_SPACED_NUMBER.findall(text)) for text in texts)
    tight = sum(len(_TIGHT_NUMBER.findall(text)) for text in texts)
    return spaced >= 8 and spaced >= 4 * tight


def has_tabs(text: str) -> bool:
    """Say whether the text is a row of cells."""
    return "\t" in text
