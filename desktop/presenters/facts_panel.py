"""产业与目标: what the facts tab shows — chips, tables and the bars of a small chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop.presenters import facts_text

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from comparators.facts.model import Industry, IndustryChange, ResponsibilityChange, TargetChange
    from desktop.words import Words

Tone = Literal["add", "del", "mov", "num", "plain"]
MOST_BARS = 8
_MULTIPLIERS = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}


@dataclass(frozen=True, slots=True)
class Chip:
    """One industry in short: ``＋ 低空经济``, ``6G　探索 → 重点``; ``refs`` are the changes that say just this."""

    refs: tuple[str, ...]
    text: str
    tone: Tone
    tooltip: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a table: its cells, what it leads to, and the tone of its last cell."""

    ref: str
    cells: tuple[str, ...]
    tone: Tone
    group: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One target's two bars, as fractions of the greatest of the two; ``None`` where a side has no such target."""

    ref: str
    label: str
    old: float | None
    new: float | None
    tooltip: str


@dataclass(frozen=True, slots=True)
class FactsView:
    """All that the facts tab shows. ``industry_counts`` are old and new numbers of entries."""

    industry_counts: tuple[int, int]
    target_counts: tuple[int, int]
    chips: tuple[Chip, ...]
    industries: tuple[FactRow, ...]
    targets: tuple[FactRow, ...]
    units: tuple[FactRow, ...]
    bars: tuple[Bar, ...]


def facts_view(comparison: Comparison, words: Words, *, changed_only: bool = False) -> FactsView:
    """Return what the facts tab shows of a comparison."""
    changes = comparison.changes
    return FactsView(
        industry_counts=(len(comparison.old_facts.industries), len(comparison.new_facts.industries)),
        target_counts=(len(comparison.old_facts.targets), len(comparison.new_facts.targets)),
        chips=_chips(changes.industries, words),
        industries=tuple(
            _industry(number, change, words)
            for number, change in enumerate(changes.industries)
            if not (changed_only and change.change == "kept")
        ),
        targets=tuple(
            _target(number, change, words)
            for number, change in enumerate(changes.targets)
            if not (changed_only and change.change == "kept")
        ),
        units=tuple(
            _unit(number, change, words)
            for number, change in enumerate(changes.responsibilities)
            if change.change != "kept"
        ),
        bars=tuple(_bars(changes.targets, words)),
    )


_INDUSTRY_TONES: dict[str, Tone] = {"added": "add", "removed": "del", "retiered": "mov", "renamed": "plain"}


def _chips(changes: Sequence[IndustryChange], words: Words) -> tuple[Chip, ...]:
    """Return a chip for each thing that became of an industry, however many lists say it."""
    alike: dict[tuple[str, Tone], list[int]] = {}
    for number, change in enumerate(changes):
        if change.change != "kept":
            tone = _INDUSTRY_TONES.get(change.change, "plain")
            alike.setdefault((_in_short(change, words), tone), []).append(number)
    return tuple(
        Chip(
            tuple(f"industry:{number}" for number in numbers),
            text if len(numbers) == 1 else f"{text} ×{len(numbers)}",
            tone,
            "\n".join(dict.fromkeys(facts_text.industry_tooltip(changes[number], words) for number in numbers)),
        )
        for (text, tone), numbers in alike.items()
    )


def _in_short(change: IndustryChange, words: Words) -> str:
    old, new = change.old, change.new
    if old is not None and new is not None:
        if change.change == "retiered":
            return words("{name}　{old} → {new}", name=new.name, old=_tier(old.tier, words), new=_tier(new.tier, words))
        return f"{old.name} → {new.name}"
    entry = new or old
    if entry is None:
        return ""
    return f"＋ {_named(entry)}" if new is not None else _named(entry)


def _named(entry: Industry) -> str:
    return f"{entry.name}（{entry.region}）" if entry.region else entry.name


def _tier(tier: str, words: Words) -> str:
    return tier.removesuffix("发展") or tier or words("未分级")


_INDUSTRY_WORDS = {"added": "新增", "removed": "删除", "renamed": "更名", "retiered": "调档", "kept": ""}


def _industry(number: int, change: IndustryChange, words: Words) -> FactRow:
    entry = change.new or change.old
    old, new = change.old, change.new
    group = "" if entry is None else entry.region or entry.tier or words("未分级")
    word = _INDUSTRY_WORDS[change.change]
    return FactRow(
        f"industry:{number}",
        (
            _named(old) if old else "—",
            _named(new) if new else "—",
            _rank(change, words),
            words(word) if word else "",
        ),
        _INDUSTRY_TONES.get(change.change, "plain"),
        group,
        facts_text.industry_tooltip(change, words),
    )


def _rank(change: IndustryChange, words: Words) -> str:
    """Return where an industry ranks, or ranked and now ranks."""
    entry, old = change.new or change.old, change.old
    if entry is None:
        return ""
    if old is not None and old.tier != entry.tier:
        return f"{_tier(old.tier, words)} → {_tier(entry.tier, words)}"
    return entry.tier


def _target(number: int, change: TargetChange, words: Words) -> FactRow:
    target = change.new or change.old
    tone: Tone = "plain"
    if change.change == "added" or change.direction == "raised":
        tone = "add"
    elif change.change == "removed" or change.direction == "lowered":
        tone = "del"
    elif change.change == "changed":
        tone = "num"
    return FactRow(
        f"target:{number}",
        (
            target.subject if target else "",
            facts_text.amount_by_year(change.old, words),
            facts_text.amount_by_year(change.new, words),
            facts_text.ratio(change, words),
        ),
        tone,
        target.section if target else "",
        facts_text.target_tooltip(change, words),
    )


def _unit(number: int, change: ResponsibilityChange, words: Words) -> FactRow:
    note = change.new or change.old
    tones: dict[str, Tone] = {"added": "add", "removed": "del", "units_added": "add", "units_removed": "del"}
    what = facts_text.responsibility_tooltip(change, words)
    return FactRow(
        f"unit:{number}",
        (note.section if note else "", what.replace("\n", "；")),
        tones.get(change.change, "mov"),
        tooltip=words("原稿：{old}\n修改稿：{new}", old=facts_text.units(change.old), new=facts_text.units(change.new)),
    )


def _bars(changes: Sequence[TargetChange], words: Words) -> list[Bar]:
    """Return the bars of the targets that changed, the most changed first, then in reading order."""
    measured = []
    for number, change in enumerate(changes):
        if change.change == "kept" or (change.change == "changed" and change.direction is None):
            continue
        old = _size(change.old.value, change.old.unit) if change.old else None
        new = _size(change.new.value, change.new.unit) if change.new else None
        top = max(old or 0.0, new or 0.0)
        if top <= 0:
            continue
        weight = 2.0 if old is None or new is None else abs(new - old) / top + 1.0
        target = change.new or change.old
        label = target.subject if target else ""
        bar = Bar(
            f"target:{number}",
            label,
            None if old is None else old / top,
            None if new is None else new / top,
            facts_text.target_tooltip(change, words),
        )
        both = old is not None and new is not None
        measured.append((not both, -weight, number, bar))
    chosen = sorted(measured)[:MOST_BARS]
    return [bar for *_, bar in sorted(chosen, key=lambda each: each[2])]


def _size(value: str, unit: str) -> float | None:
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        return None
    for char in unit[:2]:
        number *= _MULTIPLIERS.get(char, 1.0)
        if char not in _MULTIPLIERS:
            break
    return number
