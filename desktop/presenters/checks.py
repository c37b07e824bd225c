"""What the ledger, the consistency checks and the cues say, as lines that lead to their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comparators.messages import say
from comparators.review.consistency import Finding, check_document
from comparators.review.cues import find_cues

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from comparators.lexicon import Lexicon
    from comparators.review.annotations import Annotation
    from comparators.review.ledger import ChangeEntry, Ledger
    from desktop.words import Words

_MOST = 46


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: what it says, and where it leads — a row of the comparison and perhaps an annotation."""

    text: str
    row: int = -1
    ref: str = ""


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Lines of one kind under a heading."""

    title: str
    lines: tuple[CheckLine, ...]


def check_groups(
    comparison: Comparison,
    ledger: Ledger,
    lexicon: Lexicon,
    row_of: Callable[[str, int], int],
    words: Words,
) -> list[CheckGroup]:
    """Return all groups, those with nothing in them too: that nothing is open is worth knowing."""
    findings = check_document(comparison.new, comparison.new_facts, lexicon)
    cues = find_cues(comparison, lexicon)
    return [
        CheckGroup(words("未核对的修改"), _changes(ledger.unreviewed)),
        CheckGroup(words("没有处理结果的意见"), _notes(ledger.undecided)),
        CheckGroup(words("缺少理由的处理结果"), _notes(ledger.reason_missing)),
        CheckGroup(words("标为采纳而正文未改的意见"), _notes(ledger.adopted_without_change)),
        CheckGroup(words("没有意见也没有说明的修改"), _changes(ledger.unexplained)),
        CheckGroup(words("待定位的批注"), _notes(ledger.unplaced)),
        CheckGroup(words("修改稿中可能的差错"), tuple(_finding(each, row_of, words) for each in findings)),
        CheckGroup(
            words("合法性审查提示（新增文字）"),
            tuple(CheckLine(f"{cue.name}：{_cut(cue.text)}　{cue.note}", row_of("new", cue.block)) for cue in cues),
        ),
    ]


def _changes(entries: Iterable[ChangeEntry]) -> tuple[CheckLine, ...]:
    return tuple(CheckLine(_cut(entry.new or entry.old), entry.row) for entry in entries)


def _notes(annotations: Iterable[Annotation]) -> tuple[CheckLine, ...]:
    return tuple(CheckLine(_note(each), ref=f"annotation:{each.id}") for each in annotations)


def _note(each: Annotation) -> str:
    opinion = each.opinion
    text = opinion.proposal if opinion is not None and opinion.proposal else each.body
    who = opinion.proposer if opinion is not None and opinion.proposer else each.author
    return _cut(f"{who}：{text or (each.anchor.quote if each.anchor is not None else '')}")


def _finding(finding: Finding, row_of: Callable[[str, int], int], words: Words) -> CheckLine:
    return CheckLine(say(finding.code, words.language, **dict(finding.params)), row_of("new", finding.block))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
