"""The JSON of ``inspect`` (``duigao.document/1``) and of ``compare`` (``duigao.comparison/1``).

Fields are named as the contract names them. Records stand one a line, so that two results can be compared line by
line; those there are thousands of are put together here, their texts by the C encoder. A lone surrogate is written
as its ``\\uXXXX`` escape.
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
    from comparators.wording.model import Edit

DOCUMENT_SCHEMA = "duigao.document/1"
COMPARISON_SCHEMA = "duigao.comparison/1"
ROW_KINDS = ("equal", "changed", "added", "removed", "moved", "split", "merged", "renumbered")
INDUSTRY_CHANGES = ("added", "removed", "renamed", "retiered", "kept")
TARGET_CHANGES = ("added", "removed", "changed", "kept")
RESPONSIBILITY_CHANGES = ("lead_changed", "units_added", "units_removed", "added", "removed", "kept")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_text = json.encoder.encode_basestring
_NULL = "null"


class _Encoded(str):
    """A member that is JSON already."""

    __slots__ = ()


class _Records(list[str]):
    """The records of a member, each of them JSON already: what has many goes past the general encoder."""

    __slots__ = ()


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
            "industries": _Records(map(_industry, facts.industries)),
            "targets": _Records(map(_target, facts.targets)),
            "list_counts": _Records(map(_list_count, facts.list_counts)),
            "responsibilities": _Records(map(_responsibility, facts.responsibilities)),
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
            "rows": _Records(_row(row, old.blocks, new.blocks) for row in comparison.rows),
            "industries": _Records(_industry_change(each, language) for each in changes.industries),
            "targets": _Records(map(_target_change, changes.targets)),
            "responsibilities": _Records(map(_responsibility_change, changes.responsibilities)),
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
            records = ",\n  ".join(member if isinstance(member, _Records) else map(_encode, member))
            members.append(f"{_encode(name)}:[\n  {records}\n ]")
        else:
            members.append(f"{_encode(name)}:{member if isinstance(member, _Encoded) else _encode(member)}")
    text = "{\n " + ",\n ".join(members) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")  # of a lone surrogate this makes the very escape JSON has for it


def _side(document: Document, facts: PolicyFacts, language: Language) -> _Encoded:
    return _Encoded(
        f'{{"path":{_text(document.path)},"format":"{document.format}","title":{_text(document.title)}'
        f',"blocks":{len(document.blocks)},"problems":{_encode(_problems(document.problems, language))}'
        f',"list_counts":{_list(map(_list_count, facts.list_counts))}}}'
    )


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


def _row(row: Row, old: tuple[Block, ...], new: tuple[Block, ...]) -> str:
    return (
        f'{{"id":"{row.id}","kind":"{row.kind}"'
        f',"old":{_list(_part_of_row(index, old[index]) for index in row.old)}'
        f',"new":{_list(_part_of_row(index, new[index]) for index in row.new)}'
        f',"matched_by":"{row.matched_by}","similarity":{round(row.similarity, 4)!r}'
        f',"edits":{_list(map(_edit, row.edits))}'
        f',"noise":{_texts(row.noise)},"substance":{_truth(row.substance)}}}'
    )


def _part_of_row(index: int, block: Block) -> str:
    return f'{{"block":{index},"section":{_text(block.section)},"text":{_text(block.text)}}}'


def _edit(edit: Edit) -> str:
    return f'{{"op":"{edit.op}","old":{_span(edit.old)},"new":{_span(edit.new)},"noise":"{edit.noise}"}}'


def _industry(industry: Industry | None) -> str:
    if industry is None:
        return _NULL
    return (
        f'{{"name":{_text(industry.name)},"tier":{_text(industry.tier)},"region":{_text(industry.region)}'
        f"{_place(industry)}}}"
    )


def _target(target: Target | None) -> str:
    if target is None:
        return _NULL
    return (
        f'{{"kind":"{target.kind}","subject":{_text(target.subject)},"value":{_text(target.value)}'
        f',"unit":{_text(target.unit)},"comparator":"{target.comparator}","deadline":{_number(target.deadline)}'
        f'{_place(target)},"subject_span":{_span(target.subject_span)}}}'
    )


def _list_count(count: ListCount) -> str:
    return f'{{"text":{_text(count.text)},"stated":{count.stated},"listed":{_number(count.listed)}{_place(count)}}}'


def _responsibility(note: Responsibility | None) -> str:
    if note is None:
        return _NULL
    return (
        f'{{"lead":{_text(note.lead)},"others":{_texts(note.others)}{_place(note)}'
        f',"unit_spans":{_list(map(_span, note.unit_spans))}}}'
    )


def _place(fact: Industry | Target | ListCount | Responsibility) -> str:
    return f',"section":{_text(fact.section)},"block":{fact.block},"span":{_span(fact.span)}'


def _industry_change(change: IndustryChange, language: Language) -> str:
    return (
        f'{{"change":"{change.change}","old":{_industry(change.old)},"new":{_industry(change.new)}'
        f',"evidence":{_text(evidence_text(change.evidence, language))}}}'
    )


def _target_change(change: TargetChange) -> str:
    ratio = round(change.ratio, 6) if change.ratio is not None and isfinite(change.ratio) else None
    direction = f'"{change.direction}"' if change.direction else _NULL
    return (
        f'{{"change":"{change.change}","old":{_target(change.old)},"new":{_target(change.new)}'
        f',"fields":{_texts(change.fields)},"direction":{direction},"ratio":{_number(ratio)}}}'
    )


def _responsibility_change(change: ResponsibilityChange) -> str:
    return (
        f'{{"change":"{change.change}","old":{_responsibility(change.old)},"new":{_responsibility(change.new)}'
        f',"units_added":{_texts(change.units_added)},"units_removed":{_texts(change.units_removed)}}}'
    )


def _list(records: Iterable[str]) -> str:
    return f"[{','.join(records)}]"


def _texts(texts: Iterable[str]) -> str:
    return _list(map(_text, texts))


def _span(span: tuple[int, int] | None) -> str:
    return _NULL if span is None else f"[{span[0]},{span[1]}]"


def _number(number: float | None) -> str:
    return _NULL if number is None else repr(number)


def _truth(value: bool) -> str:
    return "true" if value else "false"


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
