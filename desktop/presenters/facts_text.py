"""Facts and their changes in a reader's words: the short forms that tooltips, tables and chips share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comparators.facts.evidence import evidence_text

if TYPE_CHECKING:
    from comparators.facts.model import (
        Comparator,
        IndustryChange,
        Responsibility,
        ResponsibilityChange,
        Target,
        TargetChange,
    )
    from desktop.words import Words

COMPARATOR_SIGNS: dict[Comparator, str] = {
    "exactly": "",
    "at_least": "≥",
    "more_than": ">",
    "at_most": "≤",
    "about": "约",
}


def amount(target: Target | None, words: Words) -> str:
    """Return a target's amount: ``≥500家``; an em dash for none."""
    if target is None:
        return "—"
    sign = COMPARATOR_SIGNS[target.comparator]
    return f"{words(sign) if sign else ''}{target.value}{target.unit}"


def amount_by_year(target: Target | None, words: Words) -> str:
    """Return a target's amount with its year or rhythm: ``≥500家·2030``, ``20个/年``."""
    if target is None:
        return "—"
    text = amount(target, words)
    if target.kind == "annual":
        text += words("/年")
    return f"{text}·{target.deadline}" if target.deadline is not None else text


def ratio(change: TargetChange, words: Words) -> str:
    """Return what became of a target in a few signs: ``↑67%``, ``新增``, ``延后``."""
    if change.change == "added":
        return words("新增")
    if change.change == "removed":
        return words("删除")
    if change.direction is not None:
        arrow = "↑" if change.direction == "raised" else "↓"
        return arrow if change.ratio is None else f"{arrow}{abs(change.ratio):.0%}"
    if "deadline" in change.fields and change.old and change.new and change.old.deadline and change.new.deadline:
        return words("延后") if change.new.deadline > change.old.deadline else words("提前")
    if change.change == "changed":
        return words("有变化")
    return ""


def target_tooltip(change: TargetChange, words: Words) -> str:
    """Return ``前沿技术 100项 → 120项 ↑20%``."""
    target = change.new or change.old
    subject = target.subject if target is not None else ""
    if change.change == "kept":
        return words("{subject} {amount}（未变）", subject=subject, amount=amount_by_year(target, words))
    if change.old is None or change.new is None:
        return f"{subject} {amount_by_year(target, words)} {ratio(change, words)}"
    old, new = amount_by_year(change.old, words), amount_by_year(change.new, words)
    return f"{subject} {old} → {new} {ratio(change, words)}".strip()


def industry_tooltip(change: IndustryChange, words: Words) -> str:
    """Return what became of an industry: ``零磁医疗：从特色赛道中删除``."""
    old, new = change.old, change.new
    if old is not None and new is not None:
        if change.change == "renamed":
            return words("更名：{old} → {new}", old=old.name, new=new.name)
        if change.change == "retiered":
            return words(
                "{name}：{old} → {new}", name=new.name, old=old.tier or words("未分级"), new=new.tier or words("未分级")
            )
        return words("{name}（保留）", name=new.name)
    entry = new or old
    if entry is None:
        return ""
    tier = entry.tier or words("产业")
    text = "{name}：新增于{tier}" if new is not None else "{name}：从{tier}中删除"
    told = words(text, name=entry.name, tier=tier)
    return f"{told}\n{evidence_text(change.evidence, words.language)}" if change.evidence else told


def units(note: Responsibility | None) -> str:
    """Return all units of a note, the lead first."""
    return "—" if note is None else "、".join((note.lead, *note.others))


def responsibility_tooltip(change: ResponsibilityChange, words: Words) -> str:
    """Return what became of the responsible units of a section."""
    old, new = change.old, change.new
    lines = []
    if change.change == "lead_changed" and old is not None and new is not None:
        lines.append(words("牵头：{old} → {new}", old=old.lead, new=new.lead))
    if change.units_added:
        lines.append(words("新增：{units}", units="、".join(change.units_added)))
    if change.units_removed:
        lines.append(words("删除：{units}", units="、".join(change.units_removed)))
    if not lines:
        lines.append({"added": words("新增责任单位"), "removed": words("删除责任单位")}.get(change.change, units(new)))
    return "\n".join(lines)
