"""Printed pages as positions: runs of text and ruled lines, from whichever format gives them."""

from __future__ import annotations

import dataclasses
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.loading.note_marks import raised

_LATIN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,;:!?%)(/'\"-]")
# A gap wider than this many ems parts a line into segments (columns, cells); narrower ones are spaces or none.
SEGMENT_GAP: Final = 1.6
_WORD_GAP: Final = 0.22
_IDEOGRAPH_GAP: Final = 0.85
_SAME_LINE: Final = 0.36


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one piece: one glyph (PDF) or several (OFD, recognised text).

    ``left``, ``right`` and the baseline ``base`` count from the page's top left corner, downwards, in the units of
    the page; ``size`` is the type size in the same units.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, horizontal (``top`` = ``bottom``) or vertical (``left`` = ``right``)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number (from 1), size, text and ruled lines."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """Text on one baseline without a wide gap in it; ``space`` is the white space set before it, if any."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    space: str = ""


@dataclass(slots=True)
class Table:
    """A ruled table or box: the text of its cells by row, and its place on the page."""

    top: float
    bottom: float
    left: float
    right: float
    rows: list[tuple[str, ...]] = field(default_factory=list)
    boxed: list[Segment] = field(default_factory=list)


def plain_character(char: str) -> str:
    """Return the ordinary ideograph for a radical that a font's table of characters gives in its place."""
    if "\u2e80" <= char <= "\u2fdf":
        plain = unicodedata.normalize("NFKC", char)
        return plain if plain != char else _RADICALS.get(char, char)
    return char


# Radicals of the supplement that stand for an ideograph without a compatibility mapping of their own.
_RADICALS: Final = dict(zip("⺟⻓⻔⻚⻛⻜⻢⻥⻦⻩⻬⻰⻅⻉⻋⺠⻄", "母长门页风飞马鱼鸟黄齐龙见贝车民西", strict=True))


def segments_of(runs: Iterable[Run]) -> list[Segment]:
    """Gather runs into segments: lines by baseline, parted at wide gaps; sorted down the page, then across."""
    segments: list[Segment] = []
    for line in _lines(runs):
        segments += _segments(line)
    return segments


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.base, r.left)):
        if lines:
            last = lines[-1][-1]
            if run.base - last.base <= _SAME_LINE * min(run.size, last.size):
                lines[-1].append(run)
                continue
        lines.append([run])
    return _with_raised(lines)


def _with_raised(lines: list[list[Run]]) -> list[list[Run]]:
    """Put raised and lowered characters (small, on a baseline of their own) into the line they belong to."""
    merged: list[list[Run]] = []
    for line in lines:
        if merged and _belongs(merged[-1], line):
            merged[-1] = _joined(merged[-1], line)
        else:
            merged.append(line)
    return merged


def _belongs(upper: list[Run], lower: list[Run]) -> bool:
    small, large = sorted((upper, lower), key=lambda runs: statistics.median(run.size for run in runs))
    size = statistics.median(run.size for run in large)
    if statistics.median(run.size for run in small) > 0.8 * size or len(small) > 8:
        return False
    near = abs(statistics.median(run.base for run in lower) - statistics.median(run.base for run in upper)) < 0.6 * size
    left, right = min(run.left for run in large), max(run.right for run in large)
    return near and all(left - size <= run.left <= right + size for run in small)


def _joined(upper: list[Run], lower: list[Run]) -> list[Run]:
    """Join two lines of which one is small; what is small and raised may be the mark of a note."""
    if statistics.median(run.size for run in upper) >= statistics.median(run.size for run in lower):
        return upper + lower
    parts: list[Run] = []
    for run in sorted(upper, key=lambda r: r.left):
        last = parts[-1] if parts else None
        if last and run.left - last.right < 0.5 * run.size:
            parts[-1] = Run(last.text + run.text, last.left, run.right, last.base, last.size, last.bold)
        else:
            parts.append(run)
    return [dataclasses.replace(run, text=raised(run.text)) for run in parts] + lower


def _segments(line: Sequence[Run]) -> list[Segment]:
    """Cut a line's runs at wide gaps; runs drawn twice on one spot (false bold) count once."""
    parts: list[list[Run]] = []
    spaces: list[str] = []
    pending = ""
    last: Run | None = None
    for run in sorted(line, key=lambda r: r.left):
        if run.text.isspace():
            pending += run.text if last is not None else ""
            continue
        if last is not None and run.text == last.text and abs(run.left - last.left) < 0.25 * run.size:
            continue
        if last is None or run.left - last.right > SEGMENT_GAP * max(run.size, last.size):
            parts.append([run])
            spaces.append(pending)
        else:
            if space := _space(last, run, pending):
                parts[-1].append(Run(space, last.right, run.left, run.base, run.size))
            parts[-1].append(run)
        last, pending = run, ""
    return [_segment(part, space) for part, space in zip(parts, spaces, strict=True)]


def _space(last: Run, run: Run, pending: str) -> str:
    """Return the white space between two runs: what is set there, or what a gap between words stands for."""
    if pending:
        return pending
    gap = (run.left - last.right) / max(run.size, last.size, 0.1)
    both_latin = _LATIN.match(last.text[-1]) and _LATIN.match(run.text[0])
    return " " if gap > (_WORD_GAP if both_latin else _IDEOGRAPH_GAP) else ""


def _segment(part: Sequence[Run], space: str) -> Segment:
    printed = [run for run in part if not run.text.isspace()]
    sizes = [run.size for run in printed for _ in run.text]
    bases = [run.base for run in printed for _ in run.text]
    size = statistics.median(sizes)
    bold = sum(len(run.text) for run in printed if run.bold) * 2 > len(sizes)
    return Segment(
        "".join(run.text for run in part), part[0].left, part[-1].right, statistics.median(bases), size, bold, space
    )
