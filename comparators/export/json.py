"""The JSON of ``inspect`` (``duigao.document/1``) and of ``compare`` (``duigao.comparison/1``).

Fields are named as the contract names them. Records stand one a line, so that two results can be compared line by
line, and everything goes through the C encoder. A lone surrogate is written as its ``\\uXXXX`` escape.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

from comparators.document import Block, Comment, Document, Problem
from comparators.facts.evidence import evidence_text
from comparators.facts.model import (
    Industry,
    IndustryChange,
    ListCount,
    PolicyFacts,
    Responsibility,
    ResponsibilityChange,
    Target,
    TargetChange,
)
from comparators.messages import Language, known, problem_text
from comparators.options import CompareOptions

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row

DOCUMENT_SCHEMA = "duigao.document/1"
COMPARISON_SCHEMA = "duigao.comparison/1"
ROW_KINDS = ("equal", "changed", "added", "removed", "moved", "split", "merged", "renumbered")
INDUSTRY_CHANGES = ("added", "removed", "renamed", "retiered", "kept")
TARGET_CHANGES = ("added", "removed", "changed", "kept")
RESPONSIBILITY_CHANGES = ("lead_changed", "units_added", "units_removed", "added", "removed", "kept")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def document_json(document: Document, facts: PolicyFacts, language: Language = "zh") -> bytes:
    """Return what ``duigao inspect --json`` writes, as UTF-8."""
    return _bytes(
        {
            "schema": DOCUMENT_SCHEMA,
            "path": document.path,
            "format": document.format,
            "title": document.title,
            "sections": [
                {
                    "path": section.path,
                    "number": section.number,
                    "level": section.level,
                    "title": section.title,
                    "first_block": section.first_block,
                    "last_block": section.last_block,
                    "parent": section.parent,
                    "form": section.form,
                }
                for section in document.sections
            ],
            "blocks": [
                {
                    "index": block.index,
                    "kind": block.kind,
                    "section": block.section,
                    "text": block.text,
                    "number": block.number,
                }
                for block in document.blocks
            ],
            "industries": [_industry(each) for each in facts.industries],
            "targets": [_target(each) for each in facts.targets],
            "list_counts": [_list_count(each) for each in facts.list_counts],
            "responsibilities": [_responsibility(each) for each in facts.responsibilities],
            "comments": [_comment(each) for each in document.comments],
            "problems": _problems(document.problems, language),
        }
    )


def comparison_json(comparison: Comparison, language: Language = "zh") -> bytes:
    """Return what ``duigao compare --json`` writes, as UTF-8."""
    old, new, changes = comparison.old, comparison.new, comparison.changes
    return _bytes(
        {
            "schema": COMPARISON_SCHEMA,
            "old": _side(old, comparison.old_facts, language),
            "new": _side(new, comparison.new_facts, language),
            "options": _options(comparison.options),
            "rows": [_row(row, old.blocks, new.blocks) for row in comparison.rows],
            "industries": [_industry_change(each, language) for each in changes.industries],
            "targets": [_target_change(each) for each in changes.targets],
            "responsibilities": [_responsibility_change(each) for each in changes.responsibilities],
            "replacements": [
                {"old": each.old, "new": each.new, "count": each.count} for each in comparison.replacements
            ],
            "summary": summary_counts(comparison),
            "problems": _problems(comparison.problems, language),
        }
    )


def summary_counts(comparison: Comparison) -> dict[str, Any]:
    """Return how many rows, industries, targets and notes on units there are of each kind, and of each noise."""
    changes = comparison.changes
    noise = Counter(kind for row in comparison.rows for kind in row.noise)
    directions = Counter(each.direction for each in changes.targets if each.direction)
    return {
        "rows": _counts(ROW_KINDS, (row.kind for row in comparison.rows)),
        "substance": sum(row.substance for row in comparison.rows),
        "edits": sum(len(row.edits) for row in comparison.rows),
        "noise": dict(sorted(noise.items())),
        "industries": _counts(INDUSTRY_CHANGES, (each.change for each in changes.industries)),
        "targets": _counts(TARGET_CHANGES, (each.change for each in changes.targets))
        | {"raised": directions["raised"], "lowered": directions["lowered"]},
        "responsibilities": _counts(RESPONSIBILITY_CHANGES, (each.change for each in changes.responsibilities)),
        "replacements": len(comparison.replacements),
    }


def _counts(names: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    counted = Counter(found)
    return {name: counted[name] for name in names}


def _bytes(value: Mapping[str, Any]) -> bytes:
    """Encode an object with one line for each member, and for each record of a member that is a list of records."""
    members = []
    for name, member in value.items():
        if isinstance(member, list) and member:
            records = ",\n  ".join(map(_encode, member))
            members.append(f"{_encode(name)}:[\n  {records}\n ]")
        else:
            members.append(f"{_encode(name)}:{_encode(member)}")
    text = "{\n " + ",\n ".join(members) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")  # of a lone surrogate this makes the very escape JSON has for it


def _side(document: Document, facts: PolicyFacts, language: Language) -> dict[str, Any]:
    return {
        "path": document.path,
        "format": document.format,
        "title": document.title,
        "blocks": len(document.blocks),
        "problems": _problems(document.problems, language),
        "list_counts": [_list_count(each) for each in facts.list_counts],
    }


def _problems(problems: Iterable[Problem], language: Language) -> list[dict[str, str]]:
    return [
        {
            "code": each.code,
            "message": problem_text(each, language) if known(each.code) else each.code,
            "where": each.where,
        }
        for each in problems
    ]


def _options(options: CompareOptions) -> dict[str, Any]:
    return {name: getattr(options, name) for name in CompareOptions.__slots__}


def _row(row: Row, old: tuple[Block, ...], new: tuple[Block, ...]) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "old": [{"block": index, "section": old[index].section, "text": old[index].text} for index in row.old],
        "new": [{"block": index, "section": new[index].section, "text": new[index].text} for index in row.new],
        "matched_by": row.matched_by,
        "similarity": round(row.similarity, 4),
        "edits": [{"op": edit.op, "old": edit.old, "new": edit.new, "noise": edit.noise} for edit in row.edits],
        "noise": row.noise,
        "substance": row.substance,
    }


def _industry(industry: Industry | None) -> dict[str, Any] | None:
    if industry is None:
        return None
    return {
        "name": industry.name,
        "tier": industry.tier,
        "region": industry.region,
        "section": industry.section,
        "block": industry.block,
        "span": industry.span,
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "kind": target.kind,
        "subject": target.subject,
        "value": target.value,
        "unit": target.unit,
        "comparator": target.comparator,
        "deadline": target.deadline,
        "section": target.section,
        "block": target.block,
        "span": target.span,
        "subject_span": target.subject_span,
    }


def _list_count(count: ListCount) -> dict[str, Any]:
    return {
        "text": count.text,
        "stated": count.stated,
        "listed": count.listed,
        "section": count.section,
        "block": count.block,
        "span": count.span,
    }


def _responsibility(note: Responsibility | None) -> dict[str, Any] | None:
    if note is None:
        return None
    return {
        "lead": note.lead,
        "others": note.others,
        "section": note.section,
        "block": note.block,
        "span": note.span,
        "unit_spans": note.unit_spans,
    }


def _industry_change(change: IndustryChange, language: Language) -> dict[str, Any]:
    return {
        "change": change.change,
        "old": _industry(change.old),
        "new": _industry(change.new),
        "evidence": evidence_text(change.evidence, language),
    }


def _target_change(change: TargetChange) -> dict[str, Any]:
    return {
        "change": change.change,
        "old": _target(change.old),
        "new": _target(change.new),
        "fields": change.fields,
        "direction": change.direction,
        "ratio": round(change.ratio, 6) if change.ratio is not None and isfinite(change.ratio) else None,
    }


def _responsibility_change(change: ResponsibilityChange) -> dict[str, Any]:
    return {
        "change": change.change,
        "old": _responsibility(change.old),
        "new": _responsibility(change.new),
        "units_added": change.units_added,
        "units_removed": change.units_removed,
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        "anchor": comment.anchor,
        "reply_to": comment.reply_to,
        "resolved": comment.resolved,
    }
