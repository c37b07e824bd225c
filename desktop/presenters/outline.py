"""The outline of both documents in one tree, with how much changed in each section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from desktop.presenters.rows import is_change

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from comparators.review.annotations import Side

Presence = Literal["both", "added", "removed"]


@dataclass(slots=True)
class OutlineNode:
    """One section: its number and title as shown, the row to go to, and how many changed rows it holds."""

    path: str
    label: str
    presence: Presence
    row: int
    side: Side
    section: int
    changes: int = 0
    children: list[OutlineNode] = field(default_factory=list)


def outline(comparison: Comparison, row_of: Callable[[str, int], int]) -> list[OutlineNode]:
    """Return the tree of the new document's sections with the removed ones of the old one in their places."""
    counts = _counts(comparison)
    new_nodes, roots = _tree(comparison, "new", row_of)
    old_to_new = _section_pairs(comparison)
    old_nodes: dict[int, OutlineNode] = {}
    for index, section in enumerate(comparison.old.sections):
        pair = old_to_new.get(index)
        if pair is not None:
            old_nodes[index] = new_nodes[pair]
            continue
        node = OutlineNode(
            section.path,
            _label(section.number, section.title),
            "removed",
            row_of("old", section.first_block),
            "old",
            index,
        )
        old_nodes[index] = node
        siblings = old_nodes[section.parent].children if section.parent in old_nodes else roots
        siblings.insert(bisect_left(siblings, node.row, key=lambda each: each.row), node)
    paired = set(old_to_new.values())
    for index, node in new_nodes.items():
        node.presence = "both" if index in paired else "added"
    for index, node in new_nodes.items():
        section = comparison.new.sections[index]
        node.changes = _between(counts["new"], section.first_block, section.last_block)
    for index, node in old_nodes.items():
        section = comparison.old.sections[index]
        gone = _between(counts["old"], section.first_block, section.last_block)
        node.changes += gone
    return roots


def _tree(
    comparison: Comparison, side: Side, row_of: Callable[[str, int], int]
) -> tuple[dict[int, OutlineNode], list[OutlineNode]]:
    nodes: dict[int, OutlineNode] = {}
    roots: list[OutlineNode] = []
    for index, section in enumerate(comparison.new.sections):
        label = _label(section.number, section.title)
        node = OutlineNode(section.path, label, "both", row_of(side, section.first_block), side, index)
        nodes[index] = node
        (nodes[section.parent].children if section.parent in nodes else roots).append(node)
    return nodes, roots


def _label(number: str, title: str) -> str:
    """Return ``一、总体要求``: the number with the mark that it is printed with."""
    if not number:
        return title
    if number[-1] in "）)":
        return f"{number}{title}"
    if number.isdigit():
        return f"{number}. {title}"
    if len(number) <= 3 and all(char in "一二三四五六七八九十百" for char in number):
        return f"{number}、{title}"
    return f"{number}　{title}"


def _section_pairs(comparison: Comparison) -> dict[int, int]:
    """Return which old section stands beside which new one: those whose headings share a row."""
    new_at = {section.first_block: index for index, section in reversed(list(enumerate(comparison.new.sections)))}
    row_of_old = {block: row for row in comparison.rows for block in row.old}
    found: dict[int, int] = {}
    taken: set[int] = set()
    for index, section in enumerate(comparison.old.sections):
        row = row_of_old.get(section.first_block)
        pair = new_at.get(row.new[0]) if row is not None and row.new else None
        if pair is not None and pair not in taken:
            found[index] = pair
            taken.add(pair)
    return found


def _counts(comparison: Comparison) -> dict[Side, Sequence[int]]:
    """Return running counts of changed rows by block: those on the new side, and those that only the old side has."""
    new, old = [0] * (len(comparison.new.blocks) + 1), [0] * (len(comparison.old.blocks) + 1)
    for row in comparison.rows:
        if is_change(row):
            if row.new:
                new[row.new[0] + 1] += 1
            else:
                old[row.old[0] + 1] += 1
    for counts in (new, old):
        for index in range(1, len(counts)):
            counts[index] += counts[index - 1]
    return {"new": new, "old": old}


def _between(counts: Sequence[int], first: int, last: int) -> int:
    return counts[last + 1] - counts[first]
