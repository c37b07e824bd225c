"""修改清单: every change as one line, and the filters over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comparators.folding import fold
from desktop.presenters.rows import is_change

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row, RowKind
    from comparators.facts.model import IndustryChange, ResponsibilityChange, TargetChange
    from desktop.words import Words

KIND_WORDS: dict[RowKind, str] = {
    "changed": "修改",
    "added": "新增",
    "removed": "删除",
    "moved": "移动",
    "split": "拆分",
    "merged": "合并",
    "renumbered": "仅编号",
    "equal": "相同",
}
_CONTEXT = 8
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One change: ``row`` indexes the comparison's rows, ``key`` names it for ticks.

    ``before`` and ``after`` are the words taken away and put in, with a little of what stands around; ``facts`` are
    the refs of industries, targets and units that the row touches.
    """

    row: int
    key: str
    kind: RowKind
    section: str
    before: str
    after: str
    substance: bool
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """What the list shows: kinds (all if empty), a section with all inside it, reviewed or not, words, substance."""

    kinds: frozenset[RowKind] = frozenset()
    section: str = ""
    reviewed: bool | None = None
    text: str = ""
    substance_only: bool = False

    def keeps(self, item: ChangeItem, reviewed: bool) -> bool:
        """Say whether an item is shown."""
        if self.kinds and item.kind not in self.kinds:
            return False
        if self.section and not f"{item.section}/".startswith(f"{self.section}/"):
            return False
        if self.reviewed is not None and reviewed != self.reviewed:
            return False
        if self.substance_only and not item.substance:
            return False
        return not self.text or fold(self.text) in fold(item.before + "\n" + item.after)


def change_items(comparison: Comparison, key_of: Callable[[Row], str], refs: dict[int, list[str]]) -> list[ChangeItem]:
    """Return every change in the order of the rows; ``refs`` are the facts that each row touches."""
    return [
        _item(index, row, comparison, key_of(row), tuple(refs.get(index, ())))
        for index, row in enumerate(comparison.rows)
        if is_change(row)
    ]


def _item(index: int, row: Row, comparison: Comparison, key: str, facts: tuple[str, ...]) -> ChangeItem:
    old = "".join(comparison.old.blocks[each].text for each in row.old)
    new = "".join(comparison.new.blocks[each].text for each in row.new)
    block = comparison.new.blocks[row.new[0]] if row.new else comparison.old.blocks[row.old[0]]
    before, after = excerpts(row, old, new)
    return ChangeItem(index, key, row.kind, block.section, before, after, row.substance, facts)


def excerpts(row: Row, old: str, new: str) -> tuple[str, str]:
    """Return what was taken away and what was put in, each cut to a line."""
    if not row.old or not row.new:
        return _cut(old), _cut(new)
    shown = [edit for edit in row.edits if not edit.noise] or list(row.edits)
    if not shown:
        return "", _cut(new)
    first, last = shown[0], shown[-1]
    before = old[max(0, first.old[0] - _CONTEXT) : last.old[1] + _CONTEXT]
    after = new[max(0, first.new[0] - _CONTEXT) : last.new[1] + _CONTEXT]
    return _cut(before), _cut(after)


def _cut(text: str) -> str:
    text = text.replace("\n", " ").replace("\t", " ")
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def fact_refs(comparison: Comparison, row_of: Callable[[str, int], int]) -> dict[int, list[str]]:
    """Return for each row the refs of the facts that changed in it."""
    found: dict[int, list[str]] = {}
    changes: dict[str, Sequence[IndustryChange | TargetChange | ResponsibilityChange]] = {
        "industry": comparison.changes.industries,
        "target": comparison.changes.targets,
        "unit": comparison.changes.responsibilities,
    }
    for name, each in changes.items():
        for number, change in enumerate(each):
            if change.change == "kept":
                continue
            sides = (("old", change.old), ("new", change.new))
            rows = {row_of(side, fact.block) for side, fact in sides if fact is not None}
            for row in sorted(rows - {-1}):
                found.setdefault(row, []).append(f"{name}:{number}")
    return found


def status_line(comparison: Comparison, items: Sequence[ChangeItem], reviewed: int, words: Words) -> list[str]:
    """Return the pieces of the status bar: counts of changes, of facts, and what is not yet reviewed."""
    count = {kind: sum(item.kind == kind for item in items) for kind in KIND_WORDS}
    renumbered = sum(row.kind == "renumbered" for row in comparison.rows)
    pieces = [
        words(
            "{n} 处修改：增 {added}　删 {removed}　改 {changed}　移 {moved}",
            n=len(items),
            added=count["added"],
            removed=count["removed"],
            changed=count["changed"] + count["split"] + count["merged"],
            moved=count["moved"],
        )
    ]
    if renumbered:
        pieces.append(words("仅编号 {n}（已折叠）", n=renumbered))
    industries = [change.change for change in comparison.changes.industries]
    pieces.append(
        words(
            "产业 ＋{added} −{removed} ⇄{moved}",
            added=industries.count("added"),
            removed=industries.count("removed"),
            moved=industries.count("renamed") + industries.count("retiered"),
        )
    )
    directions = [change.direction for change in comparison.changes.targets]
    pieces.append(words("目标 ↑{up} ↓{down}", up=directions.count("raised"), down=directions.count("lowered")))
    pieces.append(words("未核对 {n}", n=len(items) - reviewed))
    return pieces
