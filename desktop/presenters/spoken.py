"""What a screen reader says of the row where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.presenters.changes import KIND_WORDS
from desktop.presenters.rows import is_change_kind

if TYPE_CHECKING:
    from comparators.comparison import RowKind
    from desktop.presenters.display import DisplayRow
    from desktop.words import Words

_EXCERPT = 120


def row_spoken(row: DisplayRow, section: str, words: Words) -> str:
    """Return a row's kind, section, state, and the beginnings of its texts, for a listener."""
    if row.kind == "fold":
        return row.label
    kind: RowKind = row.kind
    parts = [words(KIND_WORDS[kind]), section, row.label]
    if is_change_kind(kind):
        parts.append(words("已核对") if row.reviewed else words("未核对"))
    if row.annotations:
        parts.append(words("{n} 条批注", n=row.annotations))
    if row.old is not None and row.new is not None and row.old.text == row.new.text:
        parts.append(_excerpt(row.new.text))
    else:
        parts += [words("原稿：{text}", text=_excerpt(row.old.text))] if row.old is not None else []
        parts += [words("修改稿：{text}", text=_excerpt(row.new.text))] if row.new is not None else []
    return "，".join(filter(None, parts))


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
