"""The words that help to read quantities, as frozen tables from the lexicon.

They come from the tables ``measures``, ``comparators``, ``funding`` and ``targets``; each may be empty.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from comparators.facts.memory import Memory
from comparators.facts.model import Comparator
from comparators.lexicon import Lexicon, Table

Measure = Literal["count", "money", "rate", "mass", "time", "other", "bare"]
_MEASURES: tuple[Measure, ...] = ("count", "money", "rate", "mass", "time", "other")
_COMPARATORS: tuple[Comparator, ...] = ("exactly", "at_least", "more_than", "at_most", "about")
# The lists that texts are searched for, rather than looked up in.
_SEARCHED = ("grants", "raised", "loans", "past", "past_openings", "commitments", "inner_acts")

# What is cut from the end of a subject, looked up as one.
_TAILS = ("reach", "change", "adverbs")


class WordList(frozenset[str]):
    """Words with the lengths that those beginning, and those ending, with a character have, the longest first.

    Most look-ups find nothing, and one look at the first or last character says so. Either is worked out when it is
    first asked for: of many lists nobody asks for one of them.
    """

    __slots__ = ("ends", "starts")
    starts: dict[str, tuple[int, ...]]
    ends: dict[str, tuple[int, ...]]

    def __getattr__(self, name: str) -> dict[str, tuple[int, ...]]:
        """Work out ``starts`` or ``ends``."""
        if name not in self.__slots__:
            raise AttributeError(name)
        lengths = _lengths(self, 0 if name == "starts" else -1)
        setattr(self, name, lengths)
        return lengths


def _lengths(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """Return the lengths by character; sets of lengths are bits of a number, of which there are few different ones."""
    bits: dict[str, int] = {}
    for word in words:
        if word:
            char = word[at]
            bits[char] = bits.get(char, 0) | 1 << len(word)
    known = {found: tuple(n for n in range(found.bit_length(), 0, -1) if found >> n & 1) for found in {*bits.values()}}
    return {char: known[found] for char, found in bits.items()}


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Measures with their class, comparators by where they stand, and the word lists for sentences.

    ``words["acts"]`` is the list ``acts`` of ``targets.toml`` or ``funding.toml``, empty where neither has it.
    ``openers`` are the characters that measures begin with, ``before_ends`` and ``after_starts`` those that
    comparators end and begin with: a look at one character spares most look-ups.
    """

    measures: Mapping[str, Measure] = field(default_factory=dict)
    not_before: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Comparator] = field(default_factory=dict)
    after: Mapping[str, Comparator] = field(default_factory=dict)
    between: Mapping[str, Comparator] = field(default_factory=dict)
    lists: Mapping[str, WordList] = field(default_factory=dict)
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    before_ends: frozenset[str] = frozenset()
    after_starts: frozenset[str] = frozenset()

    def named(self, name: str, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Say whether any word of the list ``name`` stands in ``text[start:end]``."""
        pattern = self.patterns.get(name)
        return pattern is not None and pattern.search(text, start, end) is not None

    def last(self, name: str, text: str) -> int:
        """Return where the last word of the list ``name`` begins in ``text``, -1 where there is none."""
        pattern = self.patterns.get(name)
        return max((match.start() for match in pattern.finditer(text)), default=-1) if pattern else -1

    def __getitem__(self, name: str) -> WordList:
        return self.lists.get(name, _NONE)


_NONE = WordList(())


def words_of(lexicon: Lexicon, memory: Memory | None) -> QuantityWords:
    """Return :func:`quantity_words` of ``lexicon``, which ``memory`` keeps."""
    room = (memory or Memory()).room("words")
    if "quantities" not in room:
        room["quantities"] = quantity_words(lexicon)
    words: QuantityWords = room["quantities"]
    return words


def quantity_words(lexicon: Lexicon) -> QuantityWords:
    """Return the tables of ``lexicon`` in the form that the finders look words up in."""
    measures, comparators = lexicon.table("measures"), lexicon.table("comparators")
    lists = {
        name: WordList(words)
        for table in (lexicon.table("funding"), lexicon.table("targets"))
        for name, words in table.items()
        if isinstance(words, list)
    }
    lists["acts"] = WordList(lists.get("acts", _NONE) | lists.get("verbs", _NONE))
    lists["tails"] = WordList(word for name in _TAILS for word in lists.get(name, ()))
    by_word = {word: measure for measure in _MEASURES for word in measures.get(measure, ())}
    before, after = _by_word(comparators.get("before", {})), _by_word(comparators.get("after", {}))
    return QuantityWords(
        measures=by_word,
        not_before=dict(measures.get("not_before", {})),
        before=before,
        after=after,
        between=_by_word(comparators.get("between", {})),
        lists=lists,
        patterns={name: any_of(lists[name]) for name in _SEARCHED if name in lists},
        openers=frozenset(word[0] for word in by_word),
        before_ends=frozenset(word[-1] for word in before),
        after_starts=frozenset(word[0] for word in after),
    )


def _by_word(table: Table) -> dict[str, Comparator]:
    return {word: comparator for comparator in _COMPARATORS for word in table.get(comparator, ())}


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of ``words``, the longest first; nothing where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def longest_end(text: str, words: frozenset[str] | Mapping[str, object], longest: int = 8) -> str:
    """Return the longest of ``words`` that ``text`` ends with, or ``""``."""
    known = words.ends.get(text[-1:], ()) if isinstance(words, WordList) else range(longest, 0, -1)
    if not known:
        return ""
    top = min(longest, len(text))
    for length in known:
        if length <= top and text[-length:] in words:
            return text[-length:]
    return ""


def longest_start(text: str, words: frozenset[str] | Mapping[str, object], longest: int = 8) -> str:
    """Return the longest of ``words`` that ``text`` begins with, or ``""``."""
    known = words.starts.get(text[:1], ()) if isinstance(words, WordList) else range(longest, 0, -1)
    if not known:
        return ""
    top = min(longest, len(text))
    for length in known:
        if length <= top and text[:length] in words:
            return text[:length]
    return ""
