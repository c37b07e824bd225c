"""The column 修订说明: what happened to an entry, in the terms of the trade, and what reviewers said about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from comparators.comparison import Comparison, Row
from comparators.export.phrases import percent, target_figures, target_label, tier
from comparators.facts.model import IndustryChange, ResponsibilityChange, TargetChange
from comparators.messages import Language, say
from comparators.review.annotations import Annotation

_NUMERALS = "〇一两三四五六七八九十"


class Remarks:
    """Says what happened to the rows of one comparison."""

    def __init__(self, comparison: Comparison, annotations: Iterable[Annotation], language: Language) -> None:
        self._comparison = comparison
        self._language: Language = language
        self._facts = _fact_remarks(comparison, language)
        self._said, self.unplaced = _placed(comparison, annotations)

    def of(self, numbers: Sequence[int]) -> list[str]:
        """Return the remarks on an entry, one for each line: form, facts, then what reviewers said."""
        rows = [self._comparison.rows[number] for number in numbers]
        lines = [line for row in rows for line in form_remarks(row, self._comparison, self._language)]
        changes: list[IndustryChange] = []
        for number in numbers:
            changes += self._facts.industries.get(number, ())
        lines += industry_remarks(changes, self._language)
        for number in numbers:
            lines += self._facts.others.get(number, ())
        for number in numbers:
            lines += [annotation_remark(each, self._language) for each in self._said.get(number, ())]
        return list(dict.fromkeys(line for line in lines if line))

    def outside(self, listed: Iterable[int]) -> int:
        """Return how many annotations stand at rows that are not ``listed``, or at no row at all."""
        shown = set(listed)
        return self.unplaced + sum(len(found) for number, found in self._said.items() if number not in shown)


def form_remarks(row: Row, comparison: Comparison, language: Language) -> list[str]:
    """Return what happened to a row as a whole: where it was moved from, into how many it was split …"""
    if row.kind == "moved":
        place = comparison.old.blocks[row.old[0]].section or say("section-none", language)
        return [say("table-moved-changed" if row.substance else "table-moved", language, place=place)]
    if row.kind in ("split", "merged"):
        count = len(row.new if row.kind == "split" else row.old)
        words = _NUMERALS[count] if language == "zh" and count < len(_NUMERALS) else str(count)
        return [say(f"table-{row.kind}", language, count=words)]
    if row.kind in ("changed", "renumbered", "equal") and row.noise and not row.substance:
        names = say("joiner", language).join(say(f"noise-{each}", language) for each in row.noise)
        return [say("table-minor", language, names=names)]
    return []


def industry_remarks(changes: Sequence[IndustryChange], language: Language) -> list[str]:
    """Return what happened to industries: 新增产业：低空经济、商业航天."""
    lines = []
    for kind in ("added", "removed"):
        names = [(each.new or each.old) for each in changes if each.change == kind]
        if joined := say("joiner", language).join(dict.fromkeys(each.name for each in names if each)):
            lines.append(say(f"table-industries-{kind}", language, names=joined))
    for each in changes:
        if each.old is None or each.new is None:
            continue
        if each.change == "renamed":
            lines.append(say("table-industry-renamed", language, old=each.old.name, new=each.new.name))
        elif each.change == "retiered":
            tiers = {"old": tier(each.old, language), "new": tier(each.new, language)}
            lines.append(say("table-industry-retiered", language, name=each.new.name, **tiers))
    return lines


def target_remark(change: TargetChange, language: Language) -> str:
    """Return what happened to a target: 目标提高：前沿技术 100项→120项，增长20%."""
    target = change.new or change.old
    if target is None or change.change == "kept":
        return ""
    kind = say(f"table-kind-{target.kind}", language)
    label = target_label(change).removeprefix("target-")
    old, new = target_figures(change, language)
    if change.change in ("added", "removed") or change.old is None or change.new is None:
        figure = new if change.new else old
        text = say(f"table-target-{label}", language, kind=kind, subject=target.subject, figure=figure)
        return text.strip()
    years = {"old": change.old.deadline or 0, "new": change.new.deadline or 0}
    if label in ("postponed", "advanced"):
        return say(f"table-target-{label}", language, kind=kind, subject=target.subject, **years)
    if old == new and change.old.subject != change.new.subject:
        subjects = {"old": change.old.subject, "new": change.new.subject}
        return say("table-target-subject", language, kind=kind, figure=new, **subjects)
    parts = [say(f"table-target-{label}", language, kind=kind, subject=target.subject, old=old, new=new).strip()]
    if change.direction and change.ratio is not None:
        parts.append(say(f"table-{change.direction}-by", language, percent=percent(change.ratio)))
    return say("clause-joiner", language).join(parts)


def unit_remarks(change: ResponsibilityChange, language: Language) -> list[str]:
    """Return what happened to a note on responsible units: 牵头单位由A改为B; 增加责任单位：C."""
    join = say("joiner", language).join
    old, new = change.old, change.new
    if change.change == "kept":
        return []
    if old is None or new is None:
        only = new or old
        units = join((only.lead, *only.others)) if only else ""
        return [say("table-units-added" if new else "table-units-removed", language, units=units)]
    lines = []
    if old.lead != new.lead:
        lines.append(say("table-lead", language, old=old.lead, new=new.lead))
    for code, named, lead in (
        ("table-units-plus", change.units_added, new.lead),
        ("table-units-minus", change.units_removed, old.lead),
    ):
        if listed := join(unit for unit in named if unit != lead):
            lines.append(say(code, language, units=listed))
    return lines


def annotation_remark(annotation: Annotation, language: Language) -> str:
    """Return what a reviewer said, as the column has room for it; an opinion with what became of it."""
    opinion = annotation.opinion
    if annotation.kind == "opinion" and opinion is not None:
        text = say("table-opinion", language, proposer=opinion.proposer, text=opinion.proposal or annotation.body)
        if opinion.decision:
            decision = say(f"decision-{opinion.decision}", language)
            text += say("table-opinion-decision", language, decision=decision, reason=opinion.decision_reason)
        return text.strip("：: ")
    if annotation.replacement is not None:
        wording = say("table-suggestion", language, text=annotation.replacement)
        return say("table-clauses", language, first=wording, second=annotation.body) if annotation.body else wording
    return annotation.body


class _Facts:
    """The changes of facts by the number of the row they are told at: industries as values, the others as words."""

    def __init__(self) -> None:
        self.industries: dict[int, list[IndustryChange]] = defaultdict(list)
        self.others: dict[int, list[str]] = defaultdict(list)


def _fact_remarks(comparison: Comparison, language: Language) -> _Facts:
    old_rows, new_rows = _rows_of(comparison)
    facts = _Facts()

    def at(change: IndustryChange | TargetChange | ResponsibilityChange) -> int:
        if change.new is not None:
            return new_rows.get(change.new.block, -1)
        return old_rows.get(change.old.block, -1) if change.old is not None else -1

    changes = comparison.changes
    for industry in changes.industries:
        if industry.change != "kept":
            facts.industries[at(industry)].append(industry)
    for target in changes.targets:
        facts.others[at(target)].append(target_remark(target, language))
    for note in changes.responsibilities:
        facts.others[at(note)] += unit_remarks(note, language)
    return facts


def _rows_of(comparison: Comparison) -> tuple[Mapping[int, int], Mapping[int, int]]:
    old = {index: number for number, row in enumerate(comparison.rows) for index in row.old}
    new = {index: number for number, row in enumerate(comparison.rows) for index in row.new}
    return old, new


def _placed(
    comparison: Comparison, annotations: Iterable[Annotation]
) -> tuple[Mapping[int, Sequence[Annotation]], int]:
    """Return the annotations by the number of the row they stand at, and how many stand nowhere."""
    given = tuple(annotations)
    if not given:
        return {}, 0
    from comparators.review.placing import Placer

    old_rows, new_rows = _rows_of(comparison)
    sides = {"old": (Placer(comparison.old), old_rows), "new": (Placer(comparison.new), new_rows)}
    said: dict[int, list[Annotation]] = defaultdict(list)
    unplaced = 0
    for each in given:
        if each.kind == "highlight" and not each.body:
            continue
        number = -1
        if each.anchor is not None:
            placer, rows = sides[each.anchor.side]
            placement = placer.place(each.anchor)
            number = rows.get(placement.block, -1) if placement.placed else -1
        if number < 0:
            unplaced += 1
        else:
            said[number].append(each)
    return said, unplaced
