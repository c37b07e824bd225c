"""A block as the finders of targets see it: its folded line, its clauses, its times and what its section is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.document import Block, Document, Span
from comparators.facts.headings import looks_ahead
from comparators.facts.lines import Line, bracketed_spans, covers, flatten, fold_line, quoted_spans
from comparators.facts.model import Comparator, Target, TargetKind
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_time import Mark
from comparators.facts.targets_words import QuantityWords, any_of

_DELIMITER: Final = re.compile(r"[，。；：！？\t]")
_SENTENCE_END: Final = re.compile(r"[。；！？\t]")
# A remark behind a full stop, who answers for it say, is a sentence of its own, and what follows it the next one.
_REMARK: Final = re.compile(r"(?<=[。；])（[^（）]{2,}）(?=[^，。；、）])")
# Nobody writes clauses or sentences that long: beyond it only the surroundings of a quantity are looked at.
_LONGEST: Final = 600
_WINDOW: Final = 80
_LONGEST_TITLE: Final = 24
# 应当符合下列条件：(一)…: what follows says which cases are meant.
_CONDITIONS: Final = re.compile(r"(?:下列|以下|如下)(?:基本|相应)?条件[：:]$")
_AND_HOW_MUCH: Final = re.compile(
    r"[和与及、](?:支持|补助|奖励|资助|扶持|补贴|奖补)?(?:标准|方式|额度|措施|政策|内容|程序|办法|期限)"
)
_TASK: Final = re.compile(r"工程|行动|计划|项目|再造|任务|提升|强化")
_ATTAINED: Final = re.compile(
    r"(?:取得|见到|形成|实现)(?:[^，。]{0,4}新|更大|更加)[^，。]{0,6}$|成效(?:更加|较为|十分)?(?:显著|明显|突出|凸显)$"
)
_ORDINAL: Final = re.compile(r"[0-9]{1,2}[.、](?![0-9])|（?[0-9]{1,2}[）)]|[①-⑳]")
_CAPTIONED: Final = ("】", "］", "]")  # 第八条【支持企业做大】对…
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
    label begins; ``recipient`` is whom the sections around it grant money.
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
    recipient: str = ""

    def sentence(self, position: int) -> Span:
        """Return the sentence around ``position``, semicolons ending sentences too; of a very long one its middle."""
        index = self.sentence_number(position)
        start = self.sentence_ends[index - 1] + 1 if index else self.body
        end = self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.flat)
        if end - start <= _LONGEST:
            return start, end
        return max(start, position - _LONGEST), min(end, position + _LONGEST)

    def sentence_number(self, position: int) -> int:
        """Return the ordinal of the sentence around ``position``."""
        return bisect_right(self.sentence_ends, position)

    def marks_before(self, position: int) -> Iterator[Mark]:
        """Yield the times that end before ``position``, the nearest first."""
        for index in range(bisect_right(self.marks, position, key=lambda mark: mark.end) - 1, -1, -1):
            yield self.marks[index]

    def marks_behind(self, position: int) -> Iterator[Mark]:
        """Yield the times that begin at ``position`` or behind it, the nearest first."""
        for index in range(bisect_left(self.marks, position, key=lambda mark: mark.start), len(self.marks)):
            yield self.marks[index]


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
    goals, past, tasks = (any_of(words[name]) for name in ("goal_titles", "past_titles", "task_openings"))
    conditions = any_of(words["condition_titles"])
    goal_paths: set[str] = set()
    past_paths: set[str] = set()
    for section in document.sections:
        title = fold_line(section.title).text
        if tasks.match(title):
            continue
        lead = document.blocks[section.first_block].text
        if lead.endswith(("：", ":")) and _CONDITIONS.search(lead):
            past_paths.add(section.path)
        if goals.search(title):
            goal_paths.add(section.path)
        elif len(title) <= _LONGEST_TITLE and (
            _reports(past, title)
            or (conditions.search(title) and not _AND_HOW_MUCH.search(title))
            or title in ("基础", "形势")
        ):
            past_paths.add(section.path)
    return SectionKinds(frozenset(goal_paths), frozenset(past_paths))


def _reports(past: re.Pattern[str], title: str) -> bool:
    """Say whether a title announces a report: 产业基础 does, 产业基础再造工程 does not."""
    found = past.search(title)
    if found is not None and _ATTAINED.search(title):  # 示范应用取得新成效 is a goal
        return False
    return found is not None and _TASK.search(title, found.end()) is None and not looks_ahead(title)


def scene(
    block: Block,
    line: Line,
    words: QuantityWords,
    marks: tuple[Mark, ...],
    carried: tuple[int, ...],
    goal: bool,
    reference: int,
    recipient: str = "",
) -> Scene:
    """Return the scene of ``block`` (the fields as in :class:`Scene`)."""
    flat = _REMARK.sub(lambda match: match[0][:-1] + "。", flatten(line.text))
    return Scene(
        line=line,
        flat=flat,
        block=block,
        words=words,
        marks=marks,
        carried=carried,
        goal=goal,
        reference=reference,
        sentence_ends=tuple(match.start() for match in _SENTENCE_END.finditer(flat)),
        brackets=tuple(bracketed_spans(line.text)),
        body=line.place(_body(block)),
        recipient=recipient,
    )


def _body(block: Block) -> int:
    """Return where the text behind the label, and behind a caption in brackets, begins."""
    captioned = block.text[block.title_end - 1 : block.title_end] in _CAPTIONED and block.title_end > block.number_end
    return block.title_end if captioned else block.number_end


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
        bracket = covers(scene.brackets, quantity.start, quantity.end)
        if bracket is None:
            start, end = _between(delimiters, quantity.start, scene.body, len(scene.flat))
        else:
            inner = [match.start() for match in _DELIMITER.finditer(scene.line.text, *bracket)]
            start, end = _between(inner, quantity.start, *bracket)
        ordinal = _ORDINAL.match(scene.flat, start, end)
        start = ordinal.end() if ordinal and ordinal.end() <= quantity.start else start
        if end - start > 2 * _LONGEST:
            start, end = max(start, quantity.start - _WINDOW), min(end, quantity.end + _WINDOW)
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


def make_target(
    scene: Scene,
    kind: TargetKind,
    quantity: Quantity,
    subject: Span | None,
    comparator: Comparator,
    deadline: int | None,
    name: str = "",
) -> Target:
    """Return a quantity of the scene as a target, its ``subject`` given by offsets, else by a ``name`` from above."""
    line = scene.line
    return Target(
        kind=kind,
        subject=line.printed(*subject) if subject else name,
        value=quantity.value,
        unit=quantity.unit,
        comparator=comparator,
        deadline=deadline,
        section=scene.block.section,
        block=scene.block.index,
        span=line.span(quantity.start, quantity.end),
        subject_span=line.span(*subject) if subject else None,
    )
