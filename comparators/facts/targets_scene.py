"""A block as the finders of targets see it: its folded line, its clauses, its times and what its section is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.document import Block, Document, Section, Span
from comparators.facts.lines import Line, bracketed_spans, flatten, fold_line, quoted_spans
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_time import Mark
from comparators.facts.targets_words import QuantityWords

_DELIMITER: Final = re.compile(r"[，。；：！？\t]")
_SENTENCE_END: Final = re.compile(r"[。；！？\t]")
_LISTED: Final = re.compile(r"[—–\-]{1,3}|[·•●○■◆▪▶★*]|[一二三四五六七八九十]是|（?[0-9]{1,2}[）)]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two delimiters, or between brackets, with its quantities."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    enclosed: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of a block before its quantities are judged. Offsets are those of ``line.text``.

    ``flat`` is the text with punctuation inside brackets blotted out. ``carried`` are the years that govern the
    block from its start; ``goal`` says that its section states goals; ``body`` is where the text behind the
    label begins.
    """

    line: Line
    flat: str
    block: Block
    words: QuantityWords
    marks: tuple[Mark, ...] = ()
    carried: tuple[int, ...] = ()
    goal: bool = False
    reference: int = 0
    sentence_ends: tuple[int, ...] = ()
    brackets: tuple[Span, ...] = ()
    body: int = 0

    def sentence(self, position: int) -> Span:
        """Return the sentence around ``position``, semicolons ending sentences too."""
        index = bisect_right(self.sentence_ends, position)
        start = self.sentence_ends[index - 1] + 1 if index else self.body
        end = self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.flat)
        return start, end


@dataclass(frozen=True, slots=True)
class SectionKinds:
    """Which sections state goals and which report the past, by the paths of the sections."""

    goals: frozenset[str] = field(default_factory=frozenset)
    past: frozenset[str] = field(default_factory=frozenset)

    def is_goal(self, path: str) -> bool:
        """Say whether ``path`` or a section around it states goals."""
        return any(part in self.goals for part in _paths(path))

    def is_past(self, path: str) -> bool:
        """Say whether ``path`` or a section around it reports what has been reached, or sets conditions."""
        return any(part in self.past for part in _paths(path))


def _paths(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def section_kinds(document: Document, words: QuantityWords) -> SectionKinds:
    """Sort the sections of ``document`` by their titles."""
    goals: set[str] = set()
    past: set[str] = set()
    for section in document.sections:
        title = fold_line(section.title).text
        if any(word in title for word in words["goal_titles"]) and not _is_task(title, words):
            goals.add(section.path)
        elif _reports(section, title, words):
            past.add(section.path)
    return SectionKinds(frozenset(goals), frozenset(past))


def _is_task(title: str, words: QuantityWords) -> bool:
    return any(title.startswith(word) for word in words["task_openings"])


def _reports(section: Section, title: str, words: QuantityWords) -> bool:
    if any(title.endswith(word) for word in words["condition_titles"]):
        return True
    if _is_task(title, words) or len(title) > 24:
        return False
    return any(word in title for word in words["past_titles"]) or title in ("基础", "形势")


def scene(block: Block, line: Line, words: QuantityWords) -> Scene:
    """Return the scene of ``block`` without its times."""
    flat = flatten(line.text)
    return Scene(
        line=line,
        flat=flat,
        block=block,
        words=words,
        sentence_ends=tuple(match.start() for match in _SENTENCE_END.finditer(flat)),
        brackets=tuple(bracketed_spans(line.text)),
        body=line.place(block.number_end),
    )


def is_listed(text: str) -> bool:
    """Say whether a folded text opens as an item of a list without sections does (——, 一是, （1）, ①)."""
    return _LISTED.match(text) is not None


def masked(text: str) -> list[Span]:
    """Return the spans in which numbers are names: quotation marks, titles, document numbers."""
    return quoted_spans(text)


def clauses(scene: Scene, quantities: Iterable[Quantity]) -> list[Clause]:
    """Group ``quantities`` by the clause they stand in, from left to right; brackets hold clauses of their own."""
    delimiters = [match.start() for match in _DELIMITER.finditer(scene.flat)]
    groups: dict[tuple[int, int, bool], list[Quantity]] = {}
    for quantity in quantities:
        bracket = next((span for span in scene.brackets if span[0] <= quantity.start < span[1]), None)
        if bracket is None:
            start, end = _between(delimiters, quantity.start, scene.body, len(scene.flat))
        else:
            inner = [match.start() for match in _DELIMITER.finditer(scene.line.text, *bracket)]
            start, end = _between(inner, quantity.start, *bracket)
        groups.setdefault((start, end, bracket is not None), []).append(quantity)
    return [
        Clause(start, end, tuple(group), enclosed)
        for (start, end, enclosed), group in sorted(groups.items(), key=lambda item: item[1][0].start)
    ]


def _between(delimiters: Sequence[int], position: int, first: int, last: int) -> Span:
    index = bisect_right(delimiters, position)
    return (
        max(delimiters[index - 1] + 1, first) if index else first,
        delimiters[index] if index < len(delimiters) else last,
    )
