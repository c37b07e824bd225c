"""Printed lines: what the readers of wrapped formats hand to the taking out of furniture and the undoing of wraps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that is not blank.

    ``text`` has no outer white space. ``left`` and ``right`` are where it begins and ends, in ems (the width of one
    ideograph) from the left edge of the text. ``blank`` counts the blank lines above it. ``measure`` is the right
    edge that a full line reaches, 0 where only its neighbours tell. ``tail`` says that white space followed it,
    ``page_start`` that a page begins with it, ``ideographic`` that ideographic spaces indent it; ``lead`` counts the
    characters of its indent.
    ``number`` counts from 1, in the file or, on printed pages, on its page.
    """

    text: str
    number: int
    left: float = 0.0
    right: float = 0.0
    blank: int = 0
    page: int = 0
    page_start: bool = False
    tail: bool = False
    measure: float = 0.0
    size: float = 0.0
    bold: bool = False
    centered: bool = False
    cells: tuple[str, ...] = ()
    ideographic: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined into one text; ``first`` and ``last`` are its first and last line."""

    text: str
    first: Line
    last: Line
    centered: bool = False
    gap_before: bool = False
    tabular: bool = False


def width(text: str) -> float:
    """Return how wide ``text`` prints, in ems: ASCII half a one, all else a whole one."""
    return len(text) - len(text.encode("ascii", errors="ignore")) / 2


def ascii_digits(text: str) -> str:
    """Return ``text`` with full-width digits as ASCII."""
    return text.translate(_DIGITS)


def split_lines(text: str) -> list[Line]:
    """Cut a plain text at its line feeds and form feeds into its lines that are not blank."""
    lines: list[Line] = []
    blank, page, page_start, number = 0, 0, False, 0
    paged = "\f" in text
    for number, raw in enumerate(text.split("\n"), 1):
        for order, piece in enumerate(raw.split("\f") if paged else (raw,)):
            if order:
                page, page_start = page + 1, True
            stripped = piece.strip()
            if not stripped:
                blank += not order
                continue
            lead = piece[: len(piece) - len(piece.lstrip())]
            left = width(lead.replace("\t", "    ")) if lead else 0.0
            lines.append(
                Line(
                    stripped,
                    number,
                    left,
                    left + width(stripped),
                    blank,
                    page + 1 if paged else 0,
                    page_start,
                    len(piece) > len(lead) + len(stripped),
                    ideographic="\u3000" in lead,
                    lead=len(lead),
                )
            )
            blank, page_start = 0, False
    return lines


BLANKS: Final = re.compile(r"\s+")
