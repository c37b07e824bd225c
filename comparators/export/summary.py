"""The summary that a drafter reads in the terminal: counts, industries, targets, units, notes on reading."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from comparators.document import Document, Problem
from comparators.export.phrases import (
    dated_figure,
    industry_effect,
    is_change,
    target_effects,
    target_figures,
    target_label,
    unit_effects,
)
from comparators.facts.model import PolicyFacts
from comparators.messages import Language, known, problem_text, say

if TYPE_CHECKING:
    from comparators.comparison import Comparison

MOST = 15  # entries of one kind before the rest is only counted
_NAMED_KINDS = ("changed", "added", "removed", "moved", "split", "merged")
_TARGET_LABELS = ("raised", "lowered", "postponed", "advanced", "changed", "added", "removed")
_INDENT = "  "


def comparison_summary(comparison: Comparison, language: Language = "zh") -> str:
    """Return the summary of a comparison: plain text, lines ended by a line feed."""
    blocks = [
        [comparison.old.title or comparison.old.path, f"{_INDENT}→ {comparison.new.title or comparison.new.path}"],
        _counts(comparison, language),
        _industries(comparison, language),
        _targets(comparison, language),
        _units(comparison, language),
        _replacements(comparison, language),
        _list_counts(comparison, language),
        _problems(comparison, language),
        [say("summary-hint", language)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def document_summary(document: Document, facts: PolicyFacts, language: Language = "zh") -> str:
    """Return the summary of one document: plain text, lines ended by a line feed."""
    head = say(
        "inspect-head",
        language,
        title=document.title or say("inspect-untitled", language),
        format=document.format,
        characters=f"{sum(len(block.text) for block in document.blocks):,}",
        blocks=f"{len(document.blocks):,}",
        sections=f"{len(document.sections):,}",
    )
    by_tier: dict[tuple[str, str], list[str]] = {}
    for industry in facts.industries:
        by_tier.setdefault((industry.region, industry.tier or say("tier-none", language)), []).append(industry.name)
    industries = []
    for (region, tier), names in by_tier.items():
        listed = say("joiner", language).join(dict.fromkeys(names))
        code = "inspect-region-tier" if region else "inspect-tier"
        industries.append(say(code, language, region=region, tier=tier, names=listed))
    targets = [
        (each.section, say(f"target-kind-{each.kind}", language), each.subject, dated_figure(each, language))
        for each in facts.targets
    ]
    units = [(each.section, say("joiner", language).join((each.lead, *each.others))) for each in facts.responsibilities]
    blocks = [
        [head],
        _listed(say("inspect-industries", language, count=len(facts.industries)), industries, language),
        _listed(say("inspect-targets", language, count=len(facts.targets)), _columns(targets), language),
        _listed(say("inspect-units", language, count=len(facts.responsibilities)), _columns(units), language),
    ]
    wrong = _mismatches((("", facts),), language)
    if wrong:
        blocks.append(_listed(say("summary-list-counts", language), wrong, language))
    notes = _problem_lines("", document.problems, language)
    if notes:
        blocks.append(_listed(say("summary-problems", language), notes, language))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _listed(head: str, lines: Sequence[str], language: Language, most: int = 4 * MOST) -> list[str]:
    shown = [f"{_INDENT}{line}" for line in lines[:most]] or [_INDENT + say("inspect-none", language)]
    if len(lines) > most:
        shown.append(_INDENT + say("summary-more", language, count=len(lines) - most))
    return [head, *shown]


def _counts(comparison: Comparison, language: Language) -> list[str]:
    changes = [row for row in comparison.rows if is_change(row)]
    kinds: Counter[str] = Counter(row.kind for row in changes)
    moved_and_changed = sum(row.kind == "moved" and row.substance for row in changes)
    parts = []
    for kind in _NAMED_KINDS:
        if kind == "moved" and moved_and_changed:
            parts.append(say("summary-moved-changed", language, count=kinds[kind], changed=moved_and_changed))
        elif kinds[kind]:
            parts.append(say("summary-part", language, name=say(f"kind-{kind}", language), count=kinds[kind]))
    join = say("summary-part-joiner", language).join
    lines = [
        say("summary-counts", language, total=len(changes), parts=join(parts))
        if changes
        else say("summary-counts-none", language)
    ]
    apart = []
    renumbered = sum(row.kind == "renumbered" for row in comparison.rows)
    minor = sum(row.kind == "changed" and not row.substance for row in comparison.rows)
    if renumbered:
        apart.append(say("summary-only-numbering", language, count=renumbered))
    if minor:
        apart.append(say("summary-only-minor", language, count=minor))
    ignored = Counter(noise for row in comparison.rows if row.kind == "equal" for noise in row.noise)
    for noise, count in sorted(ignored.items()):
        apart.append(say("summary-minor-part", language, name=say(f"noise-{noise}", language), count=count))
    if apart:
        lines.append(say("summary-minor", language, parts=join(apart)))
    return lines


def _industries(comparison: Comparison, language: Language) -> list[str]:
    changes = comparison.changes.industries
    lines = []
    for kind in ("added", "removed", "renamed", "retiered"):
        # One name may stand in several lists: it is told once, with how often.
        found = Counter(industry_effect(each, language) for each in changes if each.change == kind)
        if not found:
            continue
        names = [
            text if count == 1 else say("summary-times", language, text=text, count=count)
            for text, count in found.items()
        ]
        if kind in ("added", "removed"):
            names = [say("joiner", language).join(names)]
        lines += _labelled(say(f"industry-{kind}", language), names, language)
    old, new = len(comparison.old_facts.industries), len(comparison.new_facts.industries)
    return _section(say("summary-industries", language, old=old, new=new), lines, bool(old or new), language)


def _targets(comparison: Comparison, language: Language) -> list[str]:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for change in comparison.changes.targets:
        target = change.new or change.old
        if change.change == "kept" or target is None:
            continue
        old, new = target_figures(change, language)
        figures = f"{old} → {new}" if change.change == "changed" else (new if change.new else old)
        cells = (target.subject, figures, target_effects(change, language), target.section)
        groups.setdefault(target_label(change), []).append(cells)
    lines = []
    for label in _TARGET_LABELS:
        if rows := groups.get(f"target-{label}"):
            lines += _labelled(say(f"target-{label}", language), _columns(rows), language)
    count_old, count_new = len(comparison.old_facts.targets), len(comparison.new_facts.targets)
    head = say("summary-targets", language, old=count_old, new=count_new)
    return _section(head, lines, bool(count_old or count_new), language)


def _units(comparison: Comparison, language: Language) -> list[str]:
    rows = []
    for change in comparison.changes.responsibilities:
        note = change.new or change.old
        if change.change == "kept" or note is None:
            continue
        label = say(f"responsibility-{change.change}", language)
        rows.append((label, note.section or say("section-none", language), unit_effects(change, language)))
    old, new = len(comparison.old_facts.responsibilities), len(comparison.new_facts.responsibilities)
    lines = _cut([_INDENT + line for line in _columns(rows)], language)
    return _section(say("summary-units", language, old=old, new=new), lines, bool(old or new), language)


def _replacements(comparison: Comparison, language: Language) -> list[str]:
    lines = []
    for each in comparison.replacements:
        code = "summary-replacement"
        if not each.new:
            code = "summary-replacement-dropped"
        elif not each.old:
            code = "summary-replacement-inserted"
        lines.append(_INDENT + say(code, language, old=each.old, new=each.new, count=each.count))
    return [say("summary-replacements", language), *_cut(lines, language)] if lines else []


def _list_counts(comparison: Comparison, language: Language) -> list[str]:
    sides = (("side-old", comparison.old_facts), ("side-new", comparison.new_facts))
    lines = _mismatches(((say(code, language), facts) for code, facts in sides), language)
    return [say("summary-list-counts", language), *(_INDENT + line for line in lines)] if lines else []


def _mismatches(sides: Iterable[tuple[str, PolicyFacts]], language: Language) -> list[str]:
    lines = []
    for side, facts in sides:
        for each in facts.list_counts:
            if each.listed is None or each.listed == each.stated:
                continue
            line = say(
                "summary-list-count",
                language,
                side=side,
                section=each.section or say("section-none", language),
                text=each.text,
                stated=each.stated,
                listed=each.listed,
            )
            lines.append(line.strip("　 "))
    return lines


def _problems(comparison: Comparison, language: Language) -> list[str]:
    lines = [
        *_problem_lines(say("side-old", language), comparison.old.problems, language),
        *_problem_lines(say("side-new", language), comparison.new.problems, language),
        *_problem_lines("", comparison.problems, language),
    ]
    return [say("summary-problems", language), *(_INDENT + line for line in lines)] if lines else []


def _problem_lines(side: str, problems: Iterable[Problem], language: Language) -> list[str]:
    """Return one line for each different sentence, with how often it was said where more than once."""
    said = Counter(problem_text(each, language) if known(each.code) else each.code for each in problems)
    lines = [
        text if count == 1 else say("summary-times", language, text=text, count=count) for text, count in said.items()
    ]
    return [f"{side}{'　' if side and language == 'zh' else ': ' if side else ''}{line}" for line in lines]


def _section(head: str, lines: list[str], any_at_all: bool, language: Language) -> list[str]:
    if not any_at_all:
        return []
    return [head, *(lines or [_INDENT + say("summary-unchanged", language)])]


def _labelled(label: str, lines: Sequence[str], language: Language) -> list[str]:
    """Put a label before the first line and hang the others under it."""
    hang = " " * (_columns_of(label) + 2)
    shown = [f"{_INDENT}{label if index == 0 else hang[:-2]}  {line}" for index, line in enumerate(lines)]
    return _cut(shown, language)


def _cut(lines: list[str], language: Language) -> list[str]:
    if len(lines) <= MOST:
        return lines
    return [*lines[:MOST], _INDENT + say("summary-more", language, count=len(lines) - MOST)]


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Line cells up in columns, counting a Chinese character as two places."""
    if not rows:
        return []
    widths = [min(40, max(_columns_of(row[column]) for row in rows)) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = (cell + " " * (width - _columns_of(cell)) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join(padded).rstrip())
    return lines


def _columns_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
