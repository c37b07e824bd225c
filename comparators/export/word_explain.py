"""Comments that say what a change is in the terms of the trade, and reviewers' annotations as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from comparators.comparison import Comparison, Row
from comparators.export.phrases import dated_figure, figure, is_change, percent, target_label, tier
from comparators.export.word_comments import Said, Thread
from comparators.export.word_options import WordOptions
from comparators.facts.model import Industry, IndustryChange, Responsibility, ResponsibilityChange, Target, TargetChange
from comparators.messages import Language, say
from comparators.review.anchors import Placement
from comparators.review.annotations import DECISION_TERMS, Anchor, Annotation, Side

_Fact = Industry | Target | Responsibility


def explanations(comparison: Comparison, options: WordOptions) -> Iterator[Thread]:
    """Yield the automatic comments that ``options.explain`` asks for."""
    if options.explain == "none":
        return
    told: dict[tuple[str, int, int, int], list[str]] = {}
    for old, new, text in _facts(comparison, options.language):
        fact = new or old
        if fact is not None:
            told.setdefault(("new" if new else "old", fact.block, *fact.span), []).append(text)
    for (side, block, start, end), texts in told.items():
        yield _thread(side, block, (start, end), "\n".join(texts), options)
    if options.explain == "all":
        covered = {(side, block) for side, block, _, _ in told}
        yield from _rows(comparison, options, covered)


def _thread(side: str, block: int, span: tuple[int, int], text: str, options: WordOptions) -> Thread:
    said = Said(options.author, text, options.date, options.initials)
    return Thread("new" if side == "new" else "old", block, span[0], block, span[1], said)


def _facts(comparison: Comparison, language: Language) -> Iterator[tuple[_Fact | None, _Fact | None, str]]:
    changes = comparison.changes
    for industry in changes.industries:
        if industry.change != "kept":
            yield industry.old, industry.new, industry_words(industry, language)
    for target in changes.targets:
        if target.change != "kept":
            yield target.old, target.new, target_words(target, language)
    for unit in changes.responsibilities:
        if unit.change != "kept":
            yield unit.old, unit.new, unit_words(unit, language)


def industry_words(change: IndustryChange, language: Language = "zh") -> str:
    """Return what happened to an industry: ``新增产业：低空经济``."""
    old, new = change.old, change.new
    names = {
        "old": old.name if old else "",
        "new": new.name if new else "",
        "old_tier": tier(old, language) if old else "",
        "new_tier": tier(new, language) if new else "",
    }
    return say(f"word-industry-{change.change}", language, **names)


def target_words(change: TargetChange, language: Language = "zh") -> str:
    """Return what happened to a target: ``目标提高：前沿技术 100项→120项，增长20%``."""
    old, new = change.old, change.new
    if old is None or new is None:
        only = new or old
        if only is None:
            return ""
        label = "target-added" if new else "target-removed"
        return say(
            "word-target-one",
            language,
            label=say(label, language),
            subject=only.subject,
            figure=dated_figure(only, language),
        )
    show = dated_figure if "deadline" in change.fields else figure
    text = say(
        "word-target-changed",
        language,
        label=say(target_label(change), language),
        subject=new.subject,
        old=show(old, language),
        new=show(new, language),
    )
    if change.direction and change.ratio is not None:
        text += say(f"word-target-{change.direction}", language, percent=percent(change.ratio))
    return text


def unit_words(change: ResponsibilityChange, language: Language = "zh") -> str:
    """Return what happened to the units that answer for a task: ``牵头单位由省科技厅改为省经信厅``."""
    old, new = change.old, change.new
    join = say("joiner", language).join
    if old is None or new is None:
        only = new or old
        code = "word-unit-added" if new else "word-unit-removed"
        return "" if only is None else say(code, language, units=join((only.lead, *only.others)))
    parts = [say("word-unit-lead", language, old=old.lead, new=new.lead)] if old.lead != new.lead else []
    added = [unit for unit in change.units_added if unit != new.lead]
    removed = [unit for unit in change.units_removed if unit != old.lead]
    if added:
        parts.append(say("word-unit-plus", language, units=join(added)))
    if removed:
        parts.append(say("word-unit-minus", language, units=join(removed)))
    return say("clause-joiner", language).join(parts)


def _rows(comparison: Comparison, options: WordOptions, covered: set[tuple[str, int]]) -> Iterator[Thread]:
    """Yield a comment on each changed row that no fact's comment tells of."""
    for row in comparison.rows:
        if (
            not is_change(row)
            or any(("new", b) in covered for b in row.new)
            or any(("old", b) in covered for b in row.old)
        ):
            continue
        side = "new" if row.new else "old"
        blocks = row.new if row.new else row.old
        document = comparison.new if row.new else comparison.old
        span = _first_edit(row, len(document.blocks[blocks[0]].text)) if row.new else None
        whole = (0, len(document.blocks[blocks[0]].text))
        text = say("word-row", options.language, kind=say(f"kind-{row.kind}", options.language))
        yield _thread(side, blocks[0], span or whole, text, options)


def _first_edit(row: Row, length: int) -> tuple[int, int] | None:
    for edit in row.edits:
        if edit.new[0] < length:
            return edit.new[0], max(min(edit.new[1], length), edit.new[0])
    return None


# What reviewers said


def annotation_threads(
    comparison: Comparison,
    annotations: Iterable[Annotation],
    placements: Mapping[str, Placement],
    language: Language = "zh",
) -> Iterator[Thread]:
    """Yield annotations as threads; what has no place stands at the beginning and says what it was about."""
    for annotation in annotations:
        anchor = annotation.anchor or annotation.other
        said = Said(annotation.author, _body(annotation, language), annotation.time, annotation.initials)
        replies = tuple(Said(reply.author, reply.text, reply.time) for reply in annotation.replies)
        resolved = annotation.state == "resolved"
        place = None if anchor is None else _place(comparison, anchor, placements.get(annotation.id))
        if anchor is None or place is None:
            if anchor is not None:
                text = say("word-unplaced", language, quote=anchor.quote, text=said.text)
                said = Said(said.author, text, said.date, said.initials)
            side: Side = "new" if comparison.new.blocks else "old"
            blocks = comparison.new.blocks or comparison.old.blocks
            if blocks:
                yield Thread(side, 0, 0, 0, len(blocks[0].text), said, replies, resolved)
            continue
        yield Thread(anchor.side, *place, said, replies, resolved)


def _place(comparison: Comparison, anchor: Anchor, placement: Placement | None) -> tuple[int, int, int, int] | None:
    if placement is not None and not placement.placed:
        return None
    found = placement or anchor
    blocks = (comparison.old if anchor.side == "old" else comparison.new).blocks
    if not (0 <= found.block <= found.last_block < len(blocks)):
        return None
    return found.block, found.start, found.last_block, found.end


def _body(annotation: Annotation, language: Language) -> str:
    lines = [annotation.body] if annotation.body else []
    if annotation.replacement is not None:
        code = "word-suggestion" if annotation.replacement else "word-suggestion-delete"
        lines.append(say(code, language, text=annotation.replacement))
    opinion = annotation.opinion
    if opinion is not None:
        for code, text in (
            ("word-opinion-proposer", opinion.proposer),
            ("word-opinion-proposal", opinion.proposal),
            ("word-opinion-reason", opinion.reason),
            ("word-opinion-decision", DECISION_TERMS[opinion.decision] if opinion.decision else ""),
            ("word-opinion-decision-reason", opinion.decision_reason),
        ):
            if text:
                lines.append(say(code, language, text=text))
    return "\n".join(lines) or say("word-highlight", language)
