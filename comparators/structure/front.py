"""What frames a text: the title block above it, and the signature, date and tail below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from comparators.document import Block
from comparators.labels import Label
from comparators.structure.lines import (
    UNNUMBERED,
    close_up,
    is_apparatus,
    is_date,
    is_parenthesis,
    is_site_frame,
    is_tail,
    is_title_like,
    is_unit,
    names_document,
)

_LONGEST_HEAD: Final = 14
_MOST_SIGNERS: Final = 20
_TITLE_STYLES: Final = ("title", "subtitle", "标题", "副标题")
_TAKES_BODY: Final = ("关于", "印发", "转发", "批转")
_PASSED: Final = re.compile(r"通过|公布|修[订正]|施行|发布|批准")
_SOURCE_AND_DAY: Final = re.compile(
    r".{0,20}(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?"
)  # 某厅2025-09-05
_UNIT_AND_DATE: Final = re.compile(
    r"(.{2,40}?)\s*([0-9０-９一二]{1}[0-9０-９〇○零一二三四五六七八九]{3}\s*年.{3,12}日)\s*"
)


class Head:
    """A title block: the indices of its blocks, and the title that they print."""

    __slots__ = ("indices", "title")

    def __init__(self, indices: tuple[int, ...], title: str) -> None:
        self.indices = indices
        self.title = title


def title_block(blocks: Sequence[Block], labels: Sequence[Label | None], start: int, contents: Collection[int]) -> Head:
    """Return the title block that begins at ``start``, where a document or a part of one begins."""
    lines: list[int] = []
    strong = -1
    for index in range(start, min(start + _LONGEST_HEAD, len(blocks))):
        block, label = blocks[index], labels[index]
        if start == 0 and label is None and is_site_frame(block.text):
            continue
        if index in contents or (label is not None and label.form != "attachment") or UNNUMBERED.fullmatch(block.text):
            break
        own = is_title_like(block) and not is_tail(block.text)
        if not (own or is_apparatus(block.text) or is_parenthesis(block.text)):
            break
        lines.append(index)
        if own and label is None and _is_strong(block):
            strong = len(lines) - 1
    if strong < 0:
        marked = bool(lines) and labels[lines[0]] is not None
        keep = min(len(lines), 2 if marked else 1)
    else:
        keep = strong + 1
    while 0 < keep < len(lines) and _follows_title(blocks[lines[keep]].text):
        keep += 1
    kept = tuple(lines[:keep])
    return Head(kept, _title_of([blocks[index] for index in kept if labels[index] is None]))


def _is_strong(block: Block) -> bool:
    layout = block.layout
    titled = layout.style.casefold() in _TITLE_STYLES
    return titled or layout.centered or layout.outline == 1 or names_document(block.text)


def _follows_title(text: str) -> bool:
    return is_parenthesis(text) or is_apparatus(text) or is_date(text)


def _title_of(lines: Sequence[Block]) -> str:
    """Join the lines of a title: without number, date and notes of passing, with the issuing body before 关于."""
    texts = [close_up(" ".join(block.text.split())) for block in lines if not is_apparatus(block.text)]
    kept: list[str] = []
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if is_date(text) or _SOURCE_AND_DAY.fullmatch(text) or (is_parenthesis(text) and _PASSED.search(text)):
            continue
        if is_unit(text) and following and not following.startswith(_TAKES_BODY) and names_document(following):
            continue
        kept.append(text)
    return "".join(kept)


def find_title(blocks: Sequence[Block], labels: Sequence[Label | None], low: int, high: int) -> int:
    """Return where a title begins between ``low`` and ``high`` (exclusive), the last one there is, or -1."""
    for index in range(min(high, len(blocks)) - 1, low - 1, -1):
        block = blocks[index]
        if labels[index] is None and is_title_like(block) and _is_strong(block) and not is_date(block.text):
            return _top_of_title(blocks, labels, low, index)
    return -1


def _top_of_title(blocks: Sequence[Block], labels: Sequence[Label | None], low: int, index: int) -> int:
    first = max(low, index - 3)
    while index > first:
        above = blocks[index - 1]
        if labels[index - 1] is not None or is_date(above.text) or is_tail(above.text):
            break
        if not (is_title_like(above) or is_apparatus(above.text)):
            break
        index -= 1
    return index


def signature_blocks(blocks: Sequence[Block], labels: Sequence[Label | None], heads: Collection[int]) -> frozenset[int]:
    """Return the blocks that sign and close a document: issuing bodies, date, 抄送, 印发, （此件公开发布）.

    A date inside the text closes nothing: after a signature no numbering goes on.
    """
    found: set[int] = set()
    ahead = _next_values(labels)
    started = False
    for index, block in enumerate(blocks):
        text = block.text
        started = started or (index not in heads and (labels[index] is not None or text.endswith(("。", "：", ":"))))
        if len(text) > 600 or not started or index in heads or block.layout.container != "body":
            continue
        if is_tail(text):
            found.add(index)
        elif ahead[index] <= 1 and (is_date(text) or _is_unit_and_date(text)):
            found.add(index)
            found.update(_signers(blocks, labels, index))
    return frozenset(found)


def _is_unit_and_date(text: str) -> bool:
    match = _UNIT_AND_DATE.fullmatch(text) if len(text) <= 70 and "日" in text else None
    return match is not None and is_date(match[2]) and is_unit(match[1])


def _signers(blocks: Sequence[Block], labels: Sequence[Label | None], date: int) -> list[int]:
    found: list[int] = []
    for index in range(date - 1, max(-1, date - 1 - _MOST_SIGNERS), -1):
        if labels[index] is not None or not is_unit(blocks[index].text):
            break
        found.append(index)
    return found


def _next_values(labels: Sequence[Label | None]) -> list[int]:
    """Return, for each block, the value of the first certain label behind it (0 if there is none)."""
    values = [0] * len(labels)
    value = 0
    for index in range(len(labels) - 1, -1, -1):
        values[index] = value
        label = labels[index]
        if label is not None and label.certain:
            value = 1 if label.form in ("attachment", "appendix", "attached_table") else label.value
    return values
