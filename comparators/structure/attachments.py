"""Where an attachment begins, and where a notice only lists its attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from comparators.document import Block
from comparators.labels import Label, match_label
from comparators.structure.lines import is_date, is_title_like, is_unit

_MARKS: Final = ("attachment", "appendix")
_LONGEST_TITLE: Final = 80
_SECOND: Final = 2
_FIRST_ENTRY: Final = re.compile(r"[1１](?=[\u4e00-\u9fff])")  # 附件：1任务清单, with 2.项目清单 on the next line
_FILE: Final = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar)$", re.IGNORECASE)


def settle_attachments(blocks: Sequence[Block], labels: list[Label | None]) -> frozenset[int]:
    """Return the blocks at which an attachment (附件1, 附录A) begins; take the labels of mere lists out of ``labels``.

    A list stands at the end of a notice: ``附件：1.…`` with ``2.…`` on the next line, or ``附件1：…`` line upon line
    before the signature. A sentence that begins with 附件 is neither.
    """
    marks: list[int] = []
    for index, label in enumerate(labels):
        if label is None or label.form not in (*_MARKS, "attached_table"):
            continue
        rest = blocks[index].text[label.end :].strip()
        if label.form == "attached_table":
            if not _may_be_title(rest):
                labels[index] = None
        elif _begins_list(blocks, labels, index, rest):
            _strike_list(blocks, labels, index)
        elif _may_be_title(rest):
            marks.append(index)
        else:
            labels[index] = None
    later: dict[str, int] = {}
    kept: list[int] = []
    for index in reversed(marks):
        label = labels[index]
        if label is None:
            continue
        if _is_listed(blocks, labels, index, label, later):
            _strike_list(blocks, labels, index, label.value + 1)
            continue
        later[label.number] = index
        kept.append(index)
    return frozenset(kept)


def _may_be_title(rest: str) -> bool:
    return len(rest) <= _LONGEST_TITLE and not rest.endswith(("。", "；", "，", ";"))


def _begins_list(blocks: Sequence[Block], labels: Sequence[Label | None], index: int, rest: str) -> bool:
    """Say whether 附件： with its first entry on the same line, or on the next, begins a list; a file's name is one."""
    if rest:
        first = match_label(rest)
        if first is not None:
            return first.form in ("arabic", "arabic_comma") and first.value == 1
        following = labels[index + 1] if index + 1 < len(labels) else None
        second = following is not None and following.form in ("arabic", "arabic_comma") and following.value == _SECOND
        return _FILE.search(rest) is not None or (second and _FIRST_ENTRY.match(rest) is not None)
    following = labels[index + 1] if index + 1 < len(labels) else None
    return (
        following is not None
        and following.form in ("arabic", "arabic_comma")
        and following.value == 1
        and blocks[index].text.rstrip().endswith(("：", ":"))
        and is_title_like(blocks[index + 1])
    )


def _strike_list(blocks: Sequence[Block], labels: list[Label | None], index: int, expected: int = 0) -> None:
    labels[index] = None
    for place in range(index + 1, len(labels)):
        label = labels[place]
        if label is None or label.form not in ("arabic", "arabic_comma") or len(blocks[place].text) > _LONGEST_TITLE:
            return
        if expected and label.value != expected:
            return
        labels[place] = None
        expected = label.value + 1


def _is_listed(
    blocks: Sequence[Block], labels: Sequence[Label | None], index: int, label: Label, later: dict[str, int]
) -> bool:
    """Say whether this 附件1：… is but listed: it comes again below, ends the text, or stands above a signature."""
    title = blocks[index].text[label.end :].strip()
    if not title:
        return False
    if index + 1 == len(blocks):
        return True
    if label.number in later and (label.value or _bears(blocks, later[label.number], title)):
        return True
    if any(_is_entry(blocks, labels, neighbour) for neighbour in (index - 1, index + 1)):
        return True
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return is_date(following) or (is_unit(following) and index + 2 < len(blocks) and is_date(blocks[index + 2].text))


def _bears(blocks: Sequence[Block], index: int, title: str) -> bool:
    """Say whether the attachment that begins at ``index`` has this title, on its own line or behind the mark."""
    lines = "".join("".join(block.text.split()) for block in blocks[index : index + 4])
    return "".join(title.split()).rstrip("。") in lines


def _is_entry(blocks: Sequence[Block], labels: Sequence[Label | None], index: int) -> bool:
    """Say whether the block is 附件2：… with its title on the same line."""
    label = match_label(blocks[index].text) if 0 <= index < len(blocks) else None
    return label is not None and label.form == "attachment" and bool(blocks[index].text[label.end :].strip())
