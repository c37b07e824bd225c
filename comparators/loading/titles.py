"""A title over several lines is one title: its lines are short, so that no measure tells that they belong together."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Final

from comparators.labels import match_label
from comparators.loading.joining import join_pieces
from comparators.loading.lines import Paragraph
from comparators.loading.marks import TITLE_END
from comparators.loading.unwrap import Habits, first_unit

_NO_TITLE: Final = re.compile(
    r"[（(].*[）)]$|.*(?:文件|号)$|.*〔\d{4}〕|[\d〇○零一二三四五六七八九０-９]{4}\s*年.*[月日]$"
    r"|(?:签发人|密级|目\s*录|序号|来源|发布|日期|索引号|文号)"
)
_YEARS: Final = re.compile(r"[（(]\s*\d{4}\s*年?\s*[—–―－~～至-]+\s*\d{4}\s*年?\s*[）)]")
_LONGEST: Final = 45
_MOST_LINES: Final = 4


def join_titles(paragraphs: Sequence[Paragraph], habits: Habits) -> list[Paragraph]:
    """Join the lines of titles, where a title may stand: at the start, under 附件 and at the top of a page."""
    joined: list[Paragraph] = []
    index, may_stand = 0, True
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        label = match_label(paragraph.text)
        attachment = label is not None and label.form == "attachment" and label.end >= len(paragraph.text)
        count = 0
        # In a double-spaced text a page's first line follows the last of the page before without a blank one.
        page_top = paragraph.first.page_start or (habits.spacing > 0 and not paragraph.first.blank)
        if may_stand or page_top:
            count = _title_lines(paragraphs[index : index + _MOST_LINES])
            if count == 1 and index + 1 < len(paragraphs) and _runs_over(paragraph, paragraphs[index + 1]):
                count = 2
        if count > 1:
            parts = paragraphs[index : index + count]
            text = join_pieces([part.text for part in parts], anywhere=bool(habits.exact))
            joined.append(dataclasses.replace(parts[0], text=text, last=parts[-1].last))
        else:
            count = 1
            joined.append(paragraph)
        # The head of the document, down to its first label or sentence, may hold a title anywhere.
        may_stand = attachment or (may_stand and label is None and _short(paragraph))
        index += count
    return joined


def _title_lines(parts: Sequence[Paragraph]) -> int:
    """Return how many of the parts are the lines of one title; 0 or 1 where there is nothing to join."""
    for count, part in enumerate(parts, 1):
        text = part.text
        if not _short(part) or match_label(text) is not None or _NO_TITLE.match(text):
            return 0
        if TITLE_END.search(text) and not _goes_on(parts[count:]):
            return count
        if count > 1 and not _same_look(parts[0], part):
            return 0
    return 0


def _runs_over(title: Paragraph, rest: Paragraph) -> bool:
    """Say whether the years after a title stand on a line of their own because they did not fit beside it."""
    line = title.last
    if not line.measure or not _YEARS.fullmatch(rest.text) or not _same_look(title, rest):
        return False
    return line.right - line.left + first_unit(rest.text) >= line.measure - 0.5


def _goes_on(rest: Sequence[Paragraph]) -> bool:
    """Say whether the title goes on although it could end here: …印发《…方案》 / 的通知."""
    return bool(rest) and rest[0].text[0] == "的" and len(rest[0].text) <= 12


def _short(part: Paragraph) -> bool:
    return len(part.text) <= _LONGEST and part.text[-1] not in "。；：，、;:," and not part.tabular


def _same_look(first: Paragraph, other: Paragraph) -> bool:
    return not first.first.size or abs(first.first.size - other.first.size) <= 0.15 * first.first.size
