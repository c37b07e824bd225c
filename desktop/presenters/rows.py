"""From a comparison to the rows that the window shows: cells, styled stretches, folds, and where moves lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comparators.review.annotations import Annotation, Side
from desktop.presenters import facts_text
from desktop.presenters.cells import in_cell, indent, text_style
from desktop.presenters.display import Cell, CellBlock, CellSpan, DisplayRow, View
from desktop.presenters.redline import redline_cell

if TYPE_CHECKING:
    from comparators.comparison import Comparison, Row, RowKind
    from comparators.document import Document
    from desktop.words import Words

FOLD_FROM = 4
"""A stretch of at least so many rows without a change is folded."""

_SIGNS = {
    "changed": "✎",
    "renumbered": "№",
    "added": "＋",
    "removed": "−",
    "moved": "⇅",
    "split": "⑂",
    "merged": "⑃",
    "equal": "",
}
HIGHLIGHT_COLORS = {
    "": "note_bg",
    "yellow": "note_bg",
    "green": "note_green_bg",
    "blue": "note_blue_bg",
    "pink": "note_pink_bg",
    "purple": "note_purple_bg",
}

BlockSpans = Mapping[tuple[Side, int], Sequence[CellSpan]]
"""Marks by (side, block); their offsets count in the block's text."""


@dataclass(frozen=True, slots=True)
class RowsInput:
    """All that the rows are made from."""

    comparison: Comparison
    words: Words
    view: View = "side_by_side"
    marks: BlockSpans = field(default_factory=dict)
    reviewed: Callable[[int], bool] = field(default=lambda _: False)
    expanded: frozenset[int] = frozenset()
    fold: bool = True
    notes: Mapping[int, int] = field(default_factory=dict)


def fact_marks(comparison: Comparison, words: Words) -> dict[tuple[Side, int], list[CellSpan]]:
    """Return the marks of industries, targets and responsible units on both sides, with their tooltips."""
    found: dict[tuple[Side, int], list[CellSpan]] = {}

    def put(side: Side, block: int, span: CellSpan) -> None:
        found.setdefault((side, block), []).append(span)

    for number, change in enumerate(comparison.changes.industries):
        tip = facts_text.industry_tooltip(change, words)
        for side, industry in (("old", change.old), ("new", change.new)):
            if industry is not None:
                put(_side(side), industry.block, CellSpan(*industry.span, "industry", tip, f"industry:{number}"))
    for number, target_change in enumerate(comparison.changes.targets):
        tip = facts_text.target_tooltip(target_change, words)
        for side, target in (("old", target_change.old), ("new", target_change.new)):
            if target is not None:
                put(_side(side), target.block, CellSpan(*target.span, "target", tip, f"target:{number}"))
    for number, unit_change in enumerate(comparison.changes.responsibilities):
        if unit_change.change == "kept":
            continue
        tip = facts_text.responsibility_tooltip(unit_change, words)
        for side, note in (("old", unit_change.old), ("new", unit_change.new)):
            if note is not None:
                put(_side(side), note.block, CellSpan(*note.span, "unit", tip, f"unit:{number}"))
    return found


def annotation_marks(
    annotations: Iterable[Annotation],
    places: Mapping[str, tuple[Side, int, int, int, int]],
    documents: Mapping[Side, Document],
) -> dict[tuple[Side, int], list[CellSpan]]:
    """Return the marks of annotations; ``places`` are (side, block, start, last block, end) by annotation id."""
    found: dict[tuple[Side, int], list[CellSpan]] = {}
    for each in annotations:
        place = places.get(each.id)
        if place is None:
            continue
        side, first, start, last, end = place
        style = {"highlight": "highlight", "suggestion": "suggestion"}.get(each.kind, "annotation")
        color = HIGHLIGHT_COLORS.get(each.color, "note_bg") if each.kind == "highlight" else ""
        tip = f"{each.author}：{each.body}" if each.body else each.author
        for block in range(first, last + 1):
            text = documents[side].blocks[block].text
            left, right = (start if block == first else 0), (end if block == last else len(text))
            span = CellSpan(left, right, style, tip, f"annotation:{each.id}", color)  # type: ignore[arg-type]
            found.setdefault((side, block), []).append(span)
    return found


def build_rows(given: RowsInput) -> list[DisplayRow]:
    """Return the rows to show, folds included."""
    comparison = given.comparison
    places = _moved_from(comparison)
    shown = list(_strips(-1, given, places))
    for run, changed in _runs(comparison.rows, given.notes if given.view != "changes_only" else {}):
        if changed or not given.fold:
            shown += _plain(run, given, places)
        else:
            shown += _equal_run(run, given, places, last=run[-1] == len(comparison.rows) - 1)
    return shown


def is_change(row: Row) -> bool:
    """Say whether a reader should look at a row: anything but equal or only renumbered."""
    return is_change_kind(row.kind)


def is_change_kind(kind: RowKind) -> bool:
    """Say whether a reader should look at rows of a kind."""
    return kind not in ("equal", "renumbered")


def display_row(index: int, given: RowsInput) -> DisplayRow:
    """Return how one row of the comparison is shown."""
    row, comparison, words = given.comparison.rows[index], given.comparison, given.words
    old = None if given.view == "redline" else _cell(row, "old", comparison, given.marks)
    if given.view == "redline":
        new: Cell | None = redline_cell(row, comparison, given.marks)
    else:
        new = _cell(row, "new", comparison, given.marks)
    label, jump = "", -1
    if row.kind == "moved":
        section = comparison.old.blocks[row.old[0]].section
        label = words("⇅ 移自 {section}", section=section) if section else words("⇅ 由别处移来")
        jump = index
    elif row.kind in ("split", "merged"):
        label = (
            words("一段拆为 {n} 段", n=len(row.new)) if row.kind == "split" else words("{n} 段并为一段", n=len(row.old))
        )
    blocks = comparison.new.blocks if row.new else comparison.old.blocks
    return DisplayRow(
        kind=row.kind,
        rows=(index,),
        old=old,
        new=new,
        gutter=_SIGNS[row.kind],
        label=label,
        jump=jump,
        group=blocks[(row.new or row.old)[0]].layout.group,
        reviewed=is_change(row) and given.reviewed(index),
        annotations=given.notes.get(index, 0),
    )


def _side(name: str) -> Side:
    return "old" if name == "old" else "new"


def _runs(rows: Sequence[Row], notes: Mapping[int, int]) -> Iterable[tuple[range, bool]]:
    """Yield runs of neighbouring rows that are all to be seen (changed or annotated) or all not."""
    start = 0
    shown = [is_change(row) or index in notes for index, row in enumerate(rows)]
    for index in range(1, len(rows) + 1):
        if index == len(rows) or shown[index] != shown[start]:
            yield range(start, index), shown[start]
            start = index


def _moved_from(comparison: Comparison) -> dict[int, list[int]]:
    """Return after which row (its index, -1 for the top) blocks once stood that moved away, with the moved rows."""
    row_of = {block: index for index, row in enumerate(comparison.rows) for block in row.old}
    found: dict[int, list[int]] = {}
    for index, row in enumerate(comparison.rows):
        if row.kind != "moved":
            continue
        before = row.old[0] - 1
        while before >= 0 and comparison.rows[row_of[before]].kind == "moved":
            before -= 1
        found.setdefault(row_of[before] if before >= 0 else -1, []).append(index)
    return found


def _strips(after: int, given: RowsInput, places: Mapping[int, Sequence[int]]) -> Iterable[DisplayRow]:
    """Yield one strip for the blocks that stood after a row and moved away; it leads to the first of them."""
    moved = places.get(after)
    if moved and given.view == "side_by_side":
        section = given.comparison.new.blocks[given.comparison.rows[moved[0]].new[0]].section
        label = given.words("⇅ {n} 段由此移至 {section}", n=len(moved), section=section or given.words("别处"))
        yield DisplayRow("moved", tuple(moved), label=label, jump=moved[0])


def _equal_run(run: range, given: RowsInput, places: Mapping[int, Sequence[int]], last: bool) -> Iterable[DisplayRow]:
    """Yield a run without changes: folded but for the row after a change and the headings before the next one."""
    rows = given.comparison.rows
    if given.view == "changes_only":
        yield from (display_row(index, given) for index in _headings_before(run, given) if not last)
        return
    head = 1 if run.start > 0 else _title_rows(run, given)
    tail = 0 if last else max(len(_headings_before(run, given)), 1)
    hidden = range(run.start + head, max(run.stop - tail, run.start + head))
    broken = any(index in places for index in hidden)
    if len(hidden) < FOLD_FROM or hidden.start in given.expanded or broken:
        yield from _plain(run, given, places)
        return
    yield from _plain(range(run.start, hidden.start), given, places)
    renumbered = sum(rows[index].kind == "renumbered" for index in hidden)
    label = given.words("⋯ {n} 段相同 ⋯", n=len(hidden))
    if renumbered:
        label = given.words("⋯ {n} 段相同，其中 {m} 段仅编号不同 ⋯", n=len(hidden), m=renumbered)
    yield DisplayRow("fold", tuple(hidden), label=label)
    yield from _plain(range(hidden.stop, run.stop), given, places)


def _plain(run: range, given: RowsInput, places: Mapping[int, Sequence[int]]) -> Iterable[DisplayRow]:
    for index in run:
        yield display_row(index, given)
        yield from _strips(index, given, places)


def _title_rows(run: range, given: RowsInput) -> int:
    """Return how many rows at the very top are the title: they are always shown."""
    count = 0
    for index in run:
        row = given.comparison.rows[index]
        block = given.comparison.new.blocks[row.new[0]]
        if block.kind != "title":
            break
        count += 1
    return max(count, 1)


def _headings_before(run: range, given: RowsInput) -> list[int]:
    """Return the headings that end a run: they say where the change after it stands."""
    found: list[int] = []
    for index in reversed(run):
        row = given.comparison.rows[index]
        block = given.comparison.new.blocks[row.new[0]]
        if block.kind not in ("heading", "box") or block.title_end < len(block.text.rstrip("。")):
            break
        found.insert(0, index)
    return found


def _cell(row: Row, side: Side, comparison: Comparison, marks: BlockSpans) -> Cell | None:
    indices = row.old if side == "old" else row.new
    if not indices:
        return None
    document = comparison.old if side == "old" else comparison.new
    blocks = [document.blocks[index] for index in indices]
    pieces, starts = [], []
    at = joined = 0
    for block in blocks:
        pieces.append(CellBlock(side, block.index, at, at + len(block.text)))
        starts.append((joined, at))
        at += len(block.text) + 1
        joined += len(block.text)
    spans = list(_edit_spans(row, side, starts, at - 1))
    for piece in pieces:
        for mark in marks.get((side, piece.block), ()):
            start, end = piece.start + mark.start, piece.start + mark.end
            spans.append(CellSpan(start, end, mark.style, mark.tooltip, mark.ref, mark.color))
    return Cell(
        side=side,
        text="\n".join(block.text for block in blocks),
        blocks=tuple(pieces),
        style=text_style(blocks[0], document),
        spans=tuple(spans),
        indent=indent(blocks[0]),
    )


def _edit_spans(row: Row, side: Side, starts: Sequence[tuple[int, int]], length: int) -> Iterable[CellSpan]:
    """Yield what was added or removed, in cell offsets; ``starts`` are (offset in the joined text, in the cell)."""
    if row.kind == "added" or row.kind == "removed":
        yield CellSpan(0, length, "insert" if side == "new" else "delete")
        return
    for edit in row.edits:
        start, end = edit.old if side == "old" else edit.new
        if start == end:
            continue
        style = "noise" if edit.noise else "insert" if side == "new" else "delete"
        yield from (
            CellSpan(one, other, style)  # type: ignore[arg-type]
            for one, other in in_cell(start, end, starts)
        )
