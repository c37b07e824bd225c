"""How a changed fact is said in the terms of the trade, in a few words: for the summary, the page, Word comments."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from comparators.facts.model import Industry, IndustryChange, ResponsibilityChange, Target, TargetChange
from comparators.messages import Language, say

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row

_COMPARATORS = {"exactly": "", "at_least": "≥", "more_than": "＞", "at_most": "≤"}


def figure(target: Target, language: Language = "zh") -> str:
    """Return a target's figure in short: ``≥500家``, ``约20个``, ``每年50项``; the deadline is not in it."""
    tight = language == "zh" or not target.unit[:1].isalpha()
    text = target.value + target.unit if tight else say("figure-unit", language, value=target.value, unit=target.unit)
    if target.comparator == "about":
        text = say("figure-about", language, figure=text)
    else:
        text = _COMPARATORS[target.comparator] + text
    return say("figure-annual", language, figure=text) if target.kind == "annual" else text


def dated_figure(target: Target, language: Language = "zh") -> str:
    """Return a target's figure with the year by which: ``≥500家（2030年）``."""
    text = figure(target, language)
    if target.deadline is None:
        return text
    return say("figure-deadline", language, figure=text, year=target.deadline)


def target_label(change: TargetChange) -> str:
    """Return the message code of what happened to a target: raised, lowered, postponed, advanced, changed …"""
    if change.change != "changed":
        return f"target-{change.change}"
    if change.direction:
        return f"target-{change.direction}"
    years = _years(change)
    if years and set(change.fields) == {"deadline"}:
        return "target-postponed" if years > 0 else "target-advanced"
    return "target-changed"


def target_effects(change: TargetChange, language: Language = "zh") -> str:
    """Return by how much a target changed: ``↑20%，推迟3年``; empty where figures say it all."""
    parts = []
    if change.direction and change.ratio is not None:
        parts.append(("↑" if change.direction == "raised" else "↓") + percent(change.ratio))
    old, new = change.old, change.new
    if old is not None and new is not None:
        years = _years(change)
        if years:
            code = "effect-postponed" if years > 0 else "effect-advanced"
            parts.append(say(code, language, years=abs(years)))
        elif old.deadline != new.deadline:
            code = "effect-deadline-set" if old.deadline is None else "effect-deadline-dropped"
            parts.append(say(code, language))
        if old.kind != new.kind:
            kinds = {side: say(f"target-kind-{each.kind}", language) for side, each in (("old", old), ("new", new))}
            parts.append(say("effect-kind", language, **kinds))
    return say("clause-joiner", language).join(parts)


def target_figures(change: TargetChange, language: Language = "zh") -> tuple[str, str]:
    """Return the figures on both sides, with deadlines where these changed; a missing side is ``—``."""
    show = dated_figure if change.change != "changed" or "deadline" in change.fields else figure
    return (
        show(change.old, language) if change.old else "—",
        show(change.new, language) if change.new else "—",
    )


def percent(ratio: float) -> str:
    """Return the size of a ratio as a percentage with no needless decimals: 0.2 → ``20%``, 0.0345 → ``3.5%``."""
    value = abs(Decimal(str(ratio))) * 100
    if value < 10:
        return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP).normalize():f}%"
    return f"{value.quantize(Decimal(1), ROUND_HALF_UP):f}%"


def tier(industry: Industry, language: Language = "zh") -> str:
    """Return an industry's tier, or the words for none."""
    return industry.tier or say("tier-none", language)


def industry_effect(change: IndustryChange, language: Language = "zh") -> str:
    """Return what happened to an industry, without its kind: ``低空经济``, ``6G：探索发展 → 重点发展``."""
    old, new = change.old, change.new
    if old is None or new is None:
        only = new or old
        return only.name if only else ""
    if change.change == "renamed":
        return f"{old.name} → {new.name}"
    if change.change == "retiered":
        return f"{new.name}：{tier(old, language)} → {tier(new, language)}"
    return new.name


def unit_effects(change: ResponsibilityChange, language: Language = "zh") -> str:
    """Return what happened to a note on responsible units: ``牵头 省科技厅 → 省经信厅，增 省财政厅``."""
    join = say("joiner", language).join
    old, new = change.old, change.new
    if old is None or new is None:
        only = new or old
        return join((only.lead, *only.others)) if only else ""
    parts = []
    if old.lead != new.lead:
        parts.append(say("unit-lead", language, old=old.lead, new=new.lead))
    # The old lead leaving and the new one coming is said already.
    added = [unit for unit in change.units_added if unit != new.lead]
    removed = [unit for unit in change.units_removed if unit != old.lead]
    if added:
        parts.append(say("unit-plus", language, units=join(added)))
    if removed:
        parts.append(say("unit-minus", language, units=join(removed)))
    return say("clause-joiner", language).join(parts)


def is_change(row: Row) -> bool:
    """Say whether a row counts as a change: not what is equal, only renumbered, or only of small differences."""
    if row.kind in ("equal", "renumbered"):
        return False
    return row.kind != "changed" or row.substance


def section_of(row: Row, comparison: Comparison) -> str:
    """Return the path of the section a row stands in: the new document's, the old one's for a removed row."""
    if row.new:
        return comparison.new.blocks[row.new[0]].section
    return comparison.old.blocks[row.old[0]].section


def _years(change: TargetChange) -> int:
    """Return by how many years the deadline moved, 0 where one of them is missing."""
    if change.old is None or change.new is None or change.old.deadline is None or change.new.deadline is None:
        return 0
    return change.new.deadline - change.old.deadline
