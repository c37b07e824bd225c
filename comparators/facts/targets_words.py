"""The words that help to read quantities, as frozen tables from the lexicon.

They come from the tables ``measures``, ``comparators``, ``funding`` and ``targets``; each may be empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from comparators.facts.model import Comparator
from comparators.lexicon import Lexicon, Table

Measure = Literal["count", "money", "rate", "mass", "time", "other", "bare"]
_MEASURES: tuple[Measure, ...] = ("count", "money", "rate", "mass", "time", "other")
_COMPARATORS: tuple[Comparator, ...] = ("exactly", "at_least", "more_than", "at_most", "about")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Measures with their class, comparators by where they stand, and the word lists for sentences.

    ``words["acts"]`` is the list ``acts`` of ``targets.toml`` or ``funding.toml``, empty where neither has it.
    """

    measures: Mapping[str, Measure] = field(default_factory=dict)
    not_before: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Comparator] = field(default_factory=dict)
    after: Mapping[str, Comparator] = field(default_factory=dict)
    between: Mapping[str, Comparator] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists.get(name, _NONE)


def quantity_words(lexicon: Lexicon) -> QuantityWords:
    """Return the tables of ``lexicon`` in the form that the finders look words up in."""
    measures, comparators = lexicon.table("measures"), lexicon.table("comparators")
    lists = {
        name: frozenset(words)
        for table in (lexicon.table("funding"), lexicon.table("targets"))
        for name, words in table.items()
        if isinstance(words, list)
    }
    return QuantityWords(
        measures={word: measure for measure in _MEASURES for word in measures.get(measure, ())},
        not_before=dict(measures.get("not_before", {})),
        before=_by_word(comparators.get("before", {})),
        after=_by_word(comparators.get("after", {})),
        between=_by_word(comparators.get("between", {})),
        lists=lists,
    )


def _by_word(table: Table) -> dict[str, Comparator]:
    return {word: comparator for comparator in _COMPARATORS for word in table.get(comparator, ())}


def longest_end(text: str, words: frozenset[str] | Mapping[str, object], longest: int = 8) -> str:
    """Return the longest of ``words`` that ``text`` ends with, or ``""``."""
    for length in range(min(longest, len(text)), 0, -1):
        if text[-length:] in words:
            return text[-length:]
    return ""


def longest_start(text: str, words: frozenset[str] | Mapping[str, object], longest: int = 8) -> str:
    """Return the longest of ``words`` that ``text`` begins with, or ``""``."""
    for length in range(min(longest, len(text)), 0, -1):
        if text[:length] in words:
            return text[:length]
    return ""
