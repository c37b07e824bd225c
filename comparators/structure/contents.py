"""The table of contents: lines that look like headings and are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comparators.document import Block
from comparators.labels import Label
from comparators.structure.lines import ends_in_page, has_leader, is_contents_head

_LONGEST: Final = 400
_LONGEST_ENTRY: Final = 90


def contents_lines(blocks: Sequence[Block], labels: Sequence[Label | None]) -> frozenset[int]:
    """Return the indices of the blocks that make a table of contents, its heading included.

    With the heading 目录, the lines that end in a page number, or those up to where the first entry comes again as a
    heading; without it, three or more lines running that end in dots and a page number.
    """
    found: set[int] = set()
    index = 0
    while index < len(blocks):
        text = blocks[index].text
        if is_contents_head(text):
            end = _end_of_contents(blocks, labels, index + 1)
            if end > index + 1:
                found.update(range(index, end))
                index = end
                continue
        elif has_leader(text):
            end = index
            while end < len(blocks) and has_leader(blocks[end].text):
                end += 1
            if end - index >= 3:
                found.update(range(index, end))
            index = end
            continue
        index += 1
    return frozenset(found)


def _end_of_contents(blocks: Sequence[Block], labels: Sequence[Label | None], start: int) -> int:
    """Return the index behind the last entry of the contents that begin at ``start`` (``start`` if there are none)."""
    end = start
    limit = min(len(blocks), start + _LONGEST)
    while end < limit and len(blocks[end].text) <= _LONGEST_ENTRY and ends_in_page(blocks[end].text):
        end += 1
    if end > start:
        return end
    first = next((index for index in range(start, min(start + 3, limit)) if labels[index] is not None), None)
    if first is None:
        return start
    entry = _bare(blocks[first].text)
    for index in range(first + 1, limit):
        text = blocks[index].text
        if entry and _bare(text).startswith(entry) and labels[index] is not None:
            return index
        if len(text) > _LONGEST_ENTRY:
            break
    return start


def _bare(text: str) -> str:
    return "".join(text[:_LONGEST_ENTRY].split())
