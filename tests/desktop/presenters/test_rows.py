from __future__ import annotations

from itertools import pairwise

import pytest

from comparators.comparison import Comparison
from desktop.opening import Opened
from desktop.presenters.display import Cell, DisplayRow, View, is_strip
from desktop.presenters.rows import RowsInput, build_rows, is_change
from desktop.words import Words
from tests.desktop.drafts import LONG_NEW, LONG_OLD, NEW, OLD, compared

WORDS = Words()


def build(comparison: Comparison, view: View = "side_by_side", **given: object) -> list[DisplayRow]:
    return build_rows(RowsInput(comparison, WORDS, view, **given))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def short() -> Comparison:
    return compared(OLD, NEW).comparison


@pytest.fixture(scope="module")
def long() -> Comparison:
    return compared(LONG_OLD, LONG_NEW).comparison


def texts(rows: list[DisplayRow], side: str) -> list[str]:
    cells = [row.old if side == "old" else row.new for row in rows]
    return [line for cell in cells if cell is not None for line in cell.text.split("\n")]


def test_unfolded_rows_hold_every_block_of_both_drafts_once(short: Comparison) -> None:
    rows = build(short, fold=False)
    assert sorted(texts(rows, "old")) == sorted(line for each in short.old.blocks for line in each.text.split("\n"))
    assert texts(rows, "new") == [line for each in short.new.blocks for line in each.text.split("\n")]


def test_folds_and_shown_rows_stand_for_every_row_once_and_in_order(long: Comparison) -> None:
    rows = [row for row in build(long) if row.kind == "fold" or not is_strip(row)]
    assert [index for row in rows for index in row.rows] == list(range(len(long.rows)))


def test_no_change_is_ever_folded(long: Comparison) -> None:
    hidden = [index for row in build(long) if row.kind == "fold" for index in row.rows]
    assert hidden
    assert not any(is_change(long.rows[index]) for index in hidden)


def test_the_title_at_the_top_and_the_row_before_a_change_are_shown(long: Comparison) -> None:
    rows = build(long)
    assert rows[0].new is not None
    assert "临江省产业发展规划" in rows[0].new.text
    for before, row in pairwise(rows):
        assert not (before.kind == "fold" and row.kind not in ("equal", "fold"))


def test_an_opened_fold_shows_its_rows_and_leaves_the_others_closed(long: Comparison) -> None:
    folds = [row for row in build(long) if row.kind == "fold"]
    opened = build(long, expanded=frozenset({folds[0].rows[0]}))
    left = [row for row in opened if row.kind == "fold"]
    assert [row.rows for row in left] == [row.rows for row in folds[1:]]
    assert len(opened) == len(build(long)) + len(folds[0].rows) - 1


def test_a_fold_says_how_much_is_the_same(long: Comparison) -> None:
    fold = next(row for row in build(long) if row.kind == "fold")
    assert fold.label == f"⋯ {len(fold.rows)} 段相同 ⋯"


def test_an_annotated_row_is_not_folded(long: Comparison) -> None:
    fold = next(row for row in build(long) if row.kind == "fold")
    inside = fold.rows[len(fold.rows) // 2]
    rows = build(long, notes={inside: 1})
    shown = next(row for row in rows if row.rows == (inside,))
    assert shown.annotations == 1


def test_a_moved_paragraph_says_from_where_and_leaves_a_strip_that_leads_to_it(short: Comparison) -> None:
    rows = build(short)
    moved = next(row for row in rows if row.kind == "moved" and not is_strip(row))
    strip = next(row for row in rows if row.kind == "moved" and is_strip(row))
    assert moved.label == "⇅ 移自 三/（一）"
    assert "移至 三/（二）" in strip.label
    assert strip.jump == moved.rows[0]
    assert moved.rows[0] in strip.rows


def test_only_the_side_by_side_view_has_strips(short: Comparison) -> None:
    for view in ("redline", "changes_only"):
        assert not any(row.kind == "moved" and is_strip(row) for row in build(short, view))


def test_changes_only_shows_changes_with_the_headings_over_them(short: Comparison) -> None:
    rows = build(short, "changes_only")
    assert {row.rows[0] for row in rows if row.kind not in ("equal", "renumbered")} == {
        index for index, row in enumerate(short.rows) if is_change(row)
    }
    for row in rows:
        if row.kind == "equal":
            assert row.new is not None
            assert row.new.style in ("title", "chapter", "section", "subsection", "box_title")


def _kept(cell: Cell, dropped: str) -> str:
    """Return a redline's text without what one side has alone."""
    text = list(cell.text)
    for span in cell.spans:
        if span.style == dropped:
            text[span.start : span.end] = [""] * (span.end - span.start)
    return "".join(text)


@pytest.mark.parametrize("which", ["short", "samples"])
def test_a_redline_accepted_is_the_new_text_and_rejected_the_old_one(
    which: str, short: Comparison, samples: Opened
) -> None:
    comparison = short if which == "short" else samples.comparison
    for row in build(comparison, "redline", fold=False):
        assert row.new is not None
        found = comparison.rows[row.rows[0]]
        pieces = sorted((block.start, block) for block in row.new.blocks)
        new = "".join(row.new.text[b.start : b.end] for _, b in pieces if b.side == "new")
        assert new == "".join(comparison.new.blocks[index].text for index in found.new)
        gone = [span for span in row.new.spans if span.style == "delete"]
        old_only = "".join(row.new.text[b.start : b.end] for _, b in pieces if b.side == "old")
        if not any(edit.noise for edit in found.edits):
            assert "".join(row.new.text[span.start : span.end] for span in gone) == old_only
            old = "".join(comparison.old.blocks[index].text for index in found.old)
            if found.old:
                assert _kept(row.new, "insert").replace("\n", "") == old.replace("\n", "")


def test_every_piece_of_a_cell_is_its_blocks_text(samples: Opened) -> None:
    comparison = samples.comparison
    for view in ("side_by_side", "redline"):
        for row in build(comparison, view, fold=False):  # type: ignore[arg-type]
            for cell in filter(None, (row.old, row.new)):
                for piece in cell.blocks:
                    document = comparison.old if piece.side == "old" else comparison.new
                    text = document.blocks[piece.block].text
                    length = piece.end - piece.start
                    assert cell.text[piece.start : piece.end] == text[piece.offset : piece.offset + length]


def test_marks_of_facts_stand_on_their_words_in_every_view(short: Comparison) -> None:
    from desktop.presenters.rows import fact_marks

    marks = fact_marks(short, WORDS)
    for view in ("side_by_side", "redline"):
        found = [
            (span, cell.text[span.start : span.end])
            for row in build(short, view, fold=False, marks=marks)  # type: ignore[arg-type]
            for cell in (row.old, row.new)
            if cell is not None
            for span in cell.spans
            if span.style == "target" and "重点企业" in span.tooltip
        ]
        assert found
        assert any("500" in text for _, text in found)
        assert all("300家·2027 → ≥500家·2030 ↑67%" in span.tooltip for span, _ in found)


def test_a_row_is_shown_as_reviewed_only_where_it_is_a_change(short: Comparison) -> None:
    rows = build(short, reviewed=lambda _: True)
    assert {row.kind for row in rows if row.reviewed}.isdisjoint({"equal", "renumbered", "fold"})
    assert any(row.reviewed for row in rows)
