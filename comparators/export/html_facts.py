"""The facts on the side-by-side page: the tables above the rows, and the marks inside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from comparators.comparison import Comparison
from comparators.export.html_marks import Mark, escape
from comparators.export.html_rows import FactMarks
from comparators.export.phrases import (
    industry_effect,
    target_effects,
    target_figures,
    target_label,
    tier,
    unit_effects,
)
from comparators.facts.model import PolicyFacts, TargetChange
from comparators.messages import Language, say

_MOST = 12  # rows of a table before the rest is folded away
_TARGET_ORDER = ("raised", "lowered", "postponed", "advanced", "changed", "added", "removed")


def fact_marks(comparison: Comparison, language: Language) -> tuple[FactMarks, FactMarks]:
    """Return, for each block of the old and of the new document, the marks of the facts that stand in it."""
    tips = _tips(comparison, language)
    return _marks(comparison.old_facts, tips), _marks(comparison.new_facts, tips)


def _marks(facts: PolicyFacts, tips: dict[int, str]) -> FactMarks:
    marks: dict[int, list[Mark]] = defaultdict(list)
    for name, found in (
        ("ind", facts.industries),
        ("tg", facts.targets),
        ("un", facts.responsibilities),
    ):
        for fact in found:
            tip = tips.get(id(fact), "")
            title = f' title="{escape(tip)}"' if tip else ""
            marks[fact.block].append(Mark(fact.span[0], fact.span[1], "span", f' class="{name}"{title}'))
    return {block: tuple(found) for block, found in marks.items()}


def _tips(comparison: Comparison, language: Language) -> dict[int, str]:
    """Return what happened to each fact that changed, by the identity of the fact's value."""
    tips: dict[int, str] = {}
    changes = comparison.changes
    for industry in changes.industries:
        if industry.change != "kept":
            name = say(f"industry-{industry.change}", language)
            text = say("fact-industry", language, change=name, effect=industry_effect(industry, language))
            tips.update((id(each), text) for each in (industry.old, industry.new) if each is not None)
    for target in changes.targets:
        subject = target.new or target.old
        if target.change != "kept" and subject is not None:
            old, new = target_figures(target, language)
            text = say(
                "fact-target",
                language,
                change=say(target_label(target), language),
                subject=subject.subject,
                old=old,
                new=new,
                effects=target_effects(target, language),
            )
            tips.update((id(each), text.strip()) for each in (target.old, target.new) if each is not None)
    for note in changes.responsibilities:
        if note.change != "kept":
            name = say(f"responsibility-{note.change}", language)
            text = say("fact-units", language, change=name, effect=unit_effects(note, language))
            tips.update((id(each), text) for each in (note.old, note.new) if each is not None)
    return tips


def facts_panel(comparison: Comparison, language: Language) -> str:
    """Return the cards above the rows; empty where neither document states a fact."""
    columns = (
        (_industries(comparison, language), _units(comparison, language), _replacements(comparison, language)),
        (_targets(comparison, language), _list_counts(comparison, language)),
    )
    stacks = ["\n".join(card for card in column if card) for column in columns]
    return "\n".join(f'<div class="stack">{stack}</div>' for stack in stacks if stack)


def _card(name: str, head: str, body: str) -> str:
    return f'<section class="card {name}"><h2>{escape(head)}</h2>\n{body}\n</section>'


def _industries(comparison: Comparison, language: Language) -> str:
    old, new = len(comparison.old_facts.industries), len(comparison.new_facts.industries)
    if not old and not new:
        return ""
    rows = []
    for kind in ("added", "removed", "renamed", "retiered"):
        places: dict[str, list[str]] = {}
        for change in comparison.changes.industries:
            fact = change.new or change.old
            if change.change == kind and fact is not None:
                place = say("page-industry-place", language, tier=tier(fact, language), section=fact.section)
                places.setdefault(industry_effect(change, language), []).append(f"{fact.region} {place}".strip())
        if places:
            listed = "".join(_chip(kind, text, found) for text, found in places.items())
            count = sum(map(len, places.values()))
            name = escape(say(f"industry-{kind}", language))
            rows.append(f'<dt class="{kind}">{name}<b>{count}</b></dt><dd>{listed}</dd>')
    kept = sum(change.change == "kept" for change in comparison.changes.industries)
    note = f'<p class="soft">{escape(say("page-kept", language, count=kept))}</p>' if kept else ""
    body = f"<dl>{''.join(rows)}</dl>" if rows else f'<p class="soft">{escape(say("summary-unchanged", language))}</p>'
    return _card("industries", say("summary-industries", language, old=old, new=new), body + note)


def _chip(kind: str, text: str, places: Sequence[str]) -> str:
    """Return one name with where it stands as a tooltip, and how often where more than once."""
    times = f" ×{len(places)}" if len(places) > 1 else ""
    title = escape("；".join(places))
    return f'<span class="chip {kind}" title="{title}">{escape(text)}{times}</span>'


def _targets(comparison: Comparison, language: Language) -> str:
    old, new = len(comparison.old_facts.targets), len(comparison.new_facts.targets)
    if not old and not new:
        return ""
    changes = [each for each in comparison.changes.targets if each.change != "kept"]
    changes.sort(key=lambda each: _TARGET_ORDER.index(target_label(each).removeprefix("target-")))
    heads = ("page-column-target", "page-column-old", "page-column-new", "page-column-change", "page-column-section")
    rows = [_target_row(change, language) for change in changes]
    body = _table([say(head, language) for head in heads], rows, language)
    kept = len(comparison.changes.targets) - len(changes)
    note = f'<p class="soft">{escape(say("page-kept", language, count=kept))}</p>' if kept else ""
    return _card("targets", say("summary-targets", language, old=old, new=new), body + note)


def _target_row(change: TargetChange, language: Language) -> str:
    target = change.new or change.old
    if target is None:
        return ""
    label = target_label(change)
    old, new = target_figures(change, language)
    effect = target_effects(change, language)
    # 推迟1年 says itself what it is.
    name = "" if label in ("target-postponed", "target-advanced") else escape(say(label, language))
    if not name:
        name, effect = escape(effect), ""
    return (
        f"<tr><td>{escape(target.subject)}</td><td class=n>{escape(old)}</td><td class=n>{escape(new)}</td>"
        f'<td class="{label}"><b>{name}</b> {escape(effect)}{_bars(change)}</td>'
        f"<td class=sec>{escape(target.section)}</td></tr>"
    )


def _bars(change: TargetChange) -> str:
    """Return two bars, the old value over the new one, where a value was raised or lowered."""
    if change.direction is None or change.old is None or change.new is None:
        return ""
    try:
        old, new = Decimal(change.old.value), Decimal(change.new.value)
    except InvalidOperation:
        return ""
    most = max(old, new)
    if most <= 0 or min(old, new) < 0:
        return ""
    widths = (old / most * 100, new / most * 100)
    return (
        '<span class="bars" aria-hidden="true">'
        + "".join(f'<i style="width:{w:.0f}%"></i>' for w in widths)
        + "</span>"
    )


def _units(comparison: Comparison, language: Language) -> str:
    changes = [each for each in comparison.changes.responsibilities if each.change != "kept"]
    old, new = len(comparison.old_facts.responsibilities), len(comparison.new_facts.responsibilities)
    if not old and not new:
        return ""
    rows = []
    for change in changes:
        note = change.new or change.old
        if note is not None:
            name = escape(say(f"responsibility-{change.change}", language))
            section = escape(note.section or say("section-none", language))
            effect = escape(unit_effects(change, language))
            label = f'<td class="u-{change.change}"><b>{name}</b></td>'
            rows.append(f"<tr><td class=sec>{section}</td>{label}<td>{effect}</td></tr>")
    heads = [say(code, language) for code in ("page-column-section", "page-column-change", "page-column-units")]
    kept = len(comparison.changes.responsibilities) - len(changes)
    note_html = f'<p class="soft">{escape(say("page-kept", language, count=kept))}</p>' if kept else ""
    body = _table(heads, rows, language)
    return _card("units", say("summary-units", language, old=old, new=new), body + note_html)


def _replacements(comparison: Comparison, language: Language) -> str:
    items = [
        f"<li><del>{escape(each.old)}</del> → <ins>{escape(each.new)}</ins> <span class=soft>×{each.count}</span></li>"
        for each in comparison.replacements
    ]
    return _card("plain", say("summary-replacements", language), f"<ul>{''.join(items)}</ul>") if items else ""


def _list_counts(comparison: Comparison, language: Language) -> str:
    items = []
    for side, facts in (("side-old", comparison.old_facts), ("side-new", comparison.new_facts)):
        for each in facts.list_counts:
            if each.listed is not None and each.listed != each.stated:
                text = say(
                    "summary-list-count",
                    language,
                    side=say(side, language),
                    section=each.section or say("section-none", language),
                    text=each.text,
                    stated=each.stated,
                    listed=each.listed,
                )
                items.append(f"<li>{escape(text)}</li>")
    return _card("plain warn", say("summary-list-counts", language), f"<ul>{''.join(items)}</ul>") if items else ""


def _table(heads: Sequence[str], rows: Iterable[str], language: Language) -> str:
    """Return a table; the rows past the first dozen stand in a fold."""
    lines = list(rows)
    if not lines:
        return f'<p class="soft">{escape(say("summary-unchanged", language))}</p>'
    head = "<thead><tr>" + "".join(f"<th>{escape(each)}</th>" for each in heads) + "</tr></thead>"
    first = f'<table class="t">{head}<tbody>{"".join(lines[:_MOST])}</tbody></table>'
    if len(lines) <= _MOST:
        return first
    more = escape(say("page-more", language, count=len(lines) - _MOST))
    rest = f'<table class="t"><tbody>{"".join(lines[_MOST:])}</tbody></table>'
    return f"{first}<details><summary>{more}</summary>{rest}</details>"
