"""``review check``: the ledger, the cues for legal review and the inner consistency of a review's drafts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from comparators.cli.review_json import annotation_values, conflict_value
from comparators.cli.review_listing import list_text
from comparators.cli.review_words import words
from comparators.comparison import Comparison, compare
from comparators.document import Document
from comparators.facts.model import PolicyFacts
from comparators.lexicon import load_lexicon
from comparators.messages import Language, say
from comparators.review.annotations import Side
from comparators.review.consistency import Finding, check_document
from comparators.review.cues import Cue, find_cues
from comparators.review.drafts import load_draft
from comparators.review.ledger import ChangeEntry, Ledger, make_ledger
from comparators.review.opinions import OpinionCounts, count_opinions, headline
from comparators.review.session import Conflict, Session

_FEW = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, by what they looked at."""

    comparison: Comparison
    ledger: Ledger
    opinions: OpinionCounts
    conflicts: tuple[Conflict, ...]
    cues: tuple[Cue, ...]
    findings: dict[Side, tuple[Finding, ...]]


def compared(session: Session) -> Comparison:
    """Return the comparison of a review's drafts with its options. Raises what loading raises."""
    old, new = load_draft(session.source("old")), load_draft(session.source("new"))
    return compare(old, new, session.options())


def check(session: Session) -> Checked:
    """Run every check over a review."""
    comparison, lexicon = compared(session), load_lexicon()
    sides: dict[Side, tuple[Document, PolicyFacts]] = {
        "old": (comparison.old, comparison.old_facts),
        "new": (comparison.new, comparison.new_facts),
    }
    return Checked(
        comparison,
        make_ledger(session, comparison),
        count_opinions(session.annotations()),
        session.conflicts(),
        find_cues(comparison, lexicon),
        {side: check_document(document, facts, lexicon) for side, (document, facts) in sides.items()},
    )


def finding_text(finding: Finding, language: Language) -> str:
    """Return what a finding says."""
    return say(finding.code, language, **dict(finding.params))


def check_value(checked: Checked, language: Language) -> dict[str, Any]:
    """Return the checks as JSON values."""
    ledger = checked.ledger
    return {
        "ledger": {
            "changes": ledger.changes,
            "reviewed": ledger.reviewed,
            "unreviewed": [dataclasses.asdict(each) for each in ledger.unreviewed],
            "undecided": annotation_values(ledger.undecided),
            "reason_missing": annotation_values(ledger.reason_missing),
            "adopted_without_change": annotation_values(ledger.adopted_without_change),
            "unexplained": [dataclasses.asdict(each) for each in ledger.unexplained],
            "unplaced": annotation_values(ledger.unplaced),
        },
        "opinions": dataclasses.asdict(checked.opinions),
        "conflicts": [conflict_value(each) for each in checked.conflicts],
        "cues": [dataclasses.asdict(each) for each in checked.cues],
        "findings": {
            side: [
                {**dataclasses.asdict(each), "params": dict(each.params), "message": finding_text(each, language)}
                for each in findings
            ]
            for side, findings in checked.findings.items()
        },
    }


def check_text(checked: Checked, language: Language) -> str:
    """Return the checks as a person reads them."""
    put = words(language)
    ledger = checked.ledger
    open_ = len(ledger.unreviewed)
    lines = [put("review-ledger-changes", changes=ledger.changes, reviewed=ledger.reviewed, unreviewed=open_)]
    lines += _changes(ledger.unreviewed)
    if checked.opinions.total:
        lines.append(headline(checked.opinions))
    for code, notes in (
        ("undecided", ledger.undecided),
        ("reason-missing", ledger.reason_missing),
        ("adopted", ledger.adopted_without_change),
        ("unplaced", ledger.unplaced),
    ):
        if notes:
            lines.append(put(f"review-ledger-{code}", count=len(notes)))
            lines += [f"  {line}" for line in list_text(notes[:_FEW], None, put).splitlines()[:-1]]
    if ledger.unexplained:
        lines.append(put("review-ledger-unexplained", count=len(ledger.unexplained)))
        lines += _changes(ledger.unexplained)
    if checked.conflicts:
        lines.append(put("review-ledger-conflicts", count=len(checked.conflicts)))
    if checked.cues:
        lines.append(put("review-cues", count=len(checked.cues)))
        lines += [f"  #{cue.block} [{cue.category}] “{cue.text}”：{cue.note}" for cue in checked.cues]
    findings = checked.findings["new"]
    if findings:
        lines.append(put("review-findings", side=put("review-side-new"), count=len(findings)))
        lines += [f"  #{each.block} {finding_text(each, language)}" for each in findings]
    return "\n".join(lines) + "\n"


def _changes(changes: tuple[ChangeEntry, ...]) -> list[str]:
    lines = [f"  {each.id}  {_short(each.old)} → {_short(each.new)}" for each in changes[:_FEW]]
    return [*lines, "  …"] if len(changes) > _FEW else lines


def _short(text: str) -> str:
    text = text.replace("\n", " ").replace("\t", " ")
    return text if len(text) <= 24 else text[:23] + "…"
