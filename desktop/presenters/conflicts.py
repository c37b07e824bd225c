"""Conflicts of a review as questions to a person: every version with who and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comparators.review.annotations import DECISION_TERMS, Decision
from desktop.presenters.threads import short_time

if TYPE_CHECKING:
    from comparators.review.acts import Value
    from comparators.review.session import Conflict
    from desktop.words import Words

FIELD_WORDS = {
    "body": "批注内容",
    "replacement": "建议的文字",
    "opinion": "意见与采纳情况",
    "state": "是否解决",
    "category": "分类",
    "assigned_to": "指派给",
    "tags": "标签",
    "deleted": "是否删除",
    "file": "文稿",
    "value": "比较选项",
    "held": "手工配对",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a field: who wrote it and when, and how it reads. ``key`` is the act's id."""

    key: str
    author: str
    time: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One conflict: what it is about, and its versions, the one that stands now last."""

    subject: str
    field: str
    title: str
    versions: tuple[Version, ...]


def questions(conflicts: Iterable[Conflict], titles: Mapping[str, str], words: Words) -> list[Question]:
    """Return the conflicts as questions; ``titles`` say what a subject is about, by its id."""
    return [
        Question(
            conflict.subject,
            conflict.field,
            f"{words(FIELD_WORDS.get(conflict.field, conflict.field))}　{titles.get(conflict.subject, '')}".strip(),
            tuple(
                Version(act.id, act.author, short_time(act.time), value_text(act.value, words))
                for act in conflict.versions
            ),
        )
        for conflict in conflicts
    ]


def value_text(value: Value, words: Words) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, dict):
        decision = cast("Decision", value.get("decision", ""))
        if "decision" in value or "proposal" in value:
            parts = [str(value.get("proposal", "")), words(DECISION_TERMS.get(decision, "未定"))]
            return "　".join(filter(None, [*parts, str(value.get("decision_reason", ""))]))
        return str(value.get("name") or value.get("body") or "")
    if isinstance(value, bool):
        return words("是") if value else words("否")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value or words("（空）"))
