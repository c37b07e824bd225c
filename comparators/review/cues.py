"""Cues for legal review: words in added text that a reviewer may want to look at. A pointer, never a verdict.

The words are in ``resources/lexicons/review-cues.toml``; ``…`` in one stands for up to sixteen characters of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comparators.comparison import Comparison, Row
from comparators.document import Span
from comparators.lexicon import Lexicon, load_lexicon

_GAP = "[^，。；：！？\\n\\t]{0,16}?"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in added text that point at something to look at; ``block`` and ``span`` are of the new draft."""

    category: str
    name: str
    note: str
    block: int
    span: Span
    text: str


def find_cues(comparison: Comparison, lexicon: Lexicon | None = None) -> tuple[Cue, ...]:
    """Return the cues in what was added, in reading order, each kind once for a stretch."""
    table = (lexicon or load_lexicon()).tables.get("review", {})
    patterns = tuple(_patterns(table))
    found: list[Cue] = []
    for row in comparison.rows:
        for block, added in _added(comparison, row):
            text = comparison.new.blocks[block].text
            found += _in_block(patterns, block, text, added)
    return tuple(sorted(found, key=lambda cue: (cue.block, cue.span, cue.category, cue.name)))


def _patterns(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str, re.Pattern[str]]]:
    for each in table.get("cues", ()):
        words = sorted((str(word) for word in each.get("words", ()) if str(word).strip("… ")), key=len, reverse=True)
        if words:
            spelt = "|".join(_GAP.join(map(re.escape, word.split("…"))) for word in words)
            yield str(each.get("category", "")), str(each.get("name", "")), str(each.get("note", "")), re.compile(spelt)


def _added(comparison: Comparison, row: Row) -> Iterator[tuple[int, list[Span]]]:
    """Yield the blocks of a row with the spans that are new in each."""
    if row.kind == "added":
        for block in row.new:
            yield block, [(0, len(comparison.new.blocks[block].text))]
        return
    spans = [edit.new for edit in row.edits if edit.new[1] > edit.new[0] and not edit.noise]
    start = 0
    for block in row.new if spans else ():
        end = start + len(comparison.new.blocks[block].text)
        inside = [
            (max(low, start) - start, min(high, end) - start) for low, high in spans if low < end and high > start
        ]
        if inside:
            yield block, inside
        start = end


def _in_block(
    patterns: tuple[tuple[str, str, str, re.Pattern[str]], ...], block: int, text: str, added: list[Span]
) -> Iterator[Cue]:
    for category, name, note, pattern in patterns:
        for match in pattern.finditer(text):
            if any(low < match.end() and high > match.start() for low, high in added):
                yield Cue(category, name, note, block, match.span(), match[0])
