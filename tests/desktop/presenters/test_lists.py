"""What the outline, the list of changes, the facts tab, the annotations and the overview are told to show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparators.comparison import Comparison
from comparators.facts.model import Industry, IndustryChange, Target, TargetChange
from comparators.review.anchors import Placement, make_anchor
from comparators.review.annotations import Annotation, Opinion, Reply
from desktop.opening import Opened
from desktop.presenters import facts_text
from desktop.presenters.changes import ChangeFilter, ChangeItem, change_items, fact_refs, status_line
from desktop.presenters.display import Cell, DisplayRow
from desktop.presenters.facts_panel import facts_view
from desktop.presenters.notebook import Notebook
from desktop.presenters.outline import OutlineNode, outline
from desktop.presenters.overview import Mark, change_marks, note_marks
from desktop.presenters.rows import is_change
from desktop.presenters.spoken import row_spoken
from desktop.presenters.threads import ThreadFilter, short_time, threads
from desktop.words import Words
from tests.desktop.drafts import NEW, OLD, compared

WORDS = Words()


@pytest.fixture(scope="module")
def short() -> Comparison:
    return compared(OLD, NEW).comparison


def row_of(comparison: Comparison, side: str, block: int) -> int:
    blocks = ((row.old if side == "old" else row.new) for row in comparison.rows)
    return next((index for index, each in enumerate(blocks) if block in each), -1)


def items(comparison: Comparison) -> list[ChangeItem]:
    refs = fact_refs(comparison, lambda side, block: row_of(comparison, side, block))
    return change_items(comparison, lambda row: row.id, refs)


def walk(nodes: list[OutlineNode]) -> list[OutlineNode]:
    return [each for node in nodes for each in (node, *walk(node.children))]


# -- changes -----------------------------------------------------------------------------------------------------------


def test_every_change_is_listed_once_in_the_order_of_the_rows(short: Comparison) -> None:
    assert [item.row for item in items(short)] == [n for n, row in enumerate(short.rows) if is_change(row)]


def test_a_change_shows_the_words_taken_away_and_put_in(short: Comparison) -> None:
    found = next(item for item in items(short) if "攻关项目" in item.after)
    assert "1000" in found.before
    assert "1500" in found.after
    assert found.section == "三/（一）"


def test_a_change_names_the_facts_it_touches(short: Comparison) -> None:
    found = next(item for item in items(short) if "500家" in item.after)
    assert any(ref.startswith("target:") for ref in found.facts)


def test_filters_keep_by_kind_section_state_words_and_substance(short: Comparison) -> None:
    every = items(short)

    def kept(wanted: ChangeFilter, reviewed: set[str] = frozenset()) -> list[ChangeItem]:  # type: ignore[assignment]
        return [item for item in every if wanted.keeps(item, item.key in reviewed)]

    assert kept(ChangeFilter()) == every
    assert {item.kind for item in kept(ChangeFilter(kinds=frozenset({"added"})))} == {"added"}
    assert {item.section.split("/")[0] for item in kept(ChangeFilter(section="三"))} == {"三"}
    first = every[0]
    assert kept(ChangeFilter(reviewed=True), {first.key}) == [first]
    assert first not in kept(ChangeFilter(reviewed=False), {first.key})
    assert [item.section for item in kept(ChangeFilter(text="１５００万"))] == ["三/（一）"]
    assert all(item.substance for item in kept(ChangeFilter(substance_only=True)))


def test_a_section_does_not_keep_those_whose_number_only_begins_alike() -> None:
    item = ChangeItem(0, "k", "changed", "二十/（一）", "a", "b", substance=True)
    assert not ChangeFilter(section="二").keeps(item, False)
    assert ChangeFilter(section="二十").keeps(item, False)


def test_the_status_bar_adds_up(short: Comparison) -> None:
    every = items(short)
    first, *_, last = status_line(short, every, 2, WORDS)
    kinds = [item.kind for item in every]
    assert first.startswith(f"{len(every)} 处修改：增 {kinds.count('added')}")
    assert last == f"未核对 {len(every) - 2}"


# -- outline -----------------------------------------------------------------------------------------------------------


def test_the_outline_counts_changes_and_tells_new_sections(short: Comparison) -> None:
    roots = outline(short, lambda side, block: row_of(short, side, block))
    nodes = {node.label: node for node in walk(roots)}
    assert nodes["（四）国际合作"].presence == "added"
    assert nodes["一、总体要求"].changes == 1
    assert nodes["一、总体要求"].children[0].changes == 0
    assert sum(node.changes for node in roots) <= len(items(short))


def test_a_section_taken_away_stands_in_its_place() -> None:
    comparison = compared(NEW, OLD).comparison
    roots = outline(comparison, lambda side, block: row_of(comparison, side, block))
    tasks = next(node for node in roots if "重点任务" in node.label)
    assert [node.presence for node in tasks.children] == ["both", "both", "both", "removed"]
    assert tasks.children[-1].changes >= 1


def test_a_comparison_with_itself_has_no_badges() -> None:
    comparison = compared(OLD, OLD).comparison
    nodes = walk(outline(comparison, lambda side, block: row_of(comparison, side, block)))
    assert {(node.changes, node.presence) for node in nodes} == {(0, "both")}


# -- facts -------------------------------------------------------------------------------------------------------------


def test_the_facts_tab_counts_what_the_comparison_holds(samples: Opened) -> None:
    comparison = samples.comparison
    view = facts_view(comparison, WORDS)
    changes = comparison.changes
    assert view.industry_counts == (len(comparison.old_facts.industries), len(comparison.new_facts.industries))
    assert len(view.industries) == len(changes.industries)
    assert len(view.targets) == len(changes.targets)
    changed = [f"industry:{number}" for number, each in enumerate(changes.industries) if each.change != "kept"]
    assert sorted(ref for chip in view.chips for ref in chip.refs) == sorted(changed)
    assert len({chip.text for chip in view.chips}) == len(view.chips)
    assert len(view.units) == sum(change.change != "kept" for change in changes.responsibilities)
    only = facts_view(comparison, WORDS, changed_only=True)
    assert len(only.targets) == sum(change.change != "kept" for change in changes.targets)
    assert {row.ref for row in only.targets} <= {row.ref for row in view.targets}


def test_the_bars_of_a_target_are_as_its_numbers(short: Comparison) -> None:
    bar = next(bar for bar in facts_view(short, WORDS).bars if "重点企业" in bar.label)
    assert bar.new == 1.0
    assert bar.old == pytest.approx(0.6)
    assert bar.tooltip == "重点企业 300家·2027 → ≥500家·2030 ↑67%"


def test_numbers_of_other_units_are_weighed_alike(short: Comparison) -> None:
    old = Target("goal", "投资", "9000", "万元", "exactly", None, "一", 0, (0, 1))
    new = replace(old, value="1", unit="亿元")
    change = TargetChange("changed", old, new, ("value", "unit"), "raised", 0.11)
    changes = replace(short.changes, targets=(change,))
    bar = facts_view(replace(short, changes=changes), WORDS).bars[0]
    assert (bar.old, bar.new) == (pytest.approx(0.9), 1.0)


def test_tooltips_say_what_happened() -> None:
    entry = Industry("零磁医疗", "特色赛道", "", "二", 0, (0, 4))
    assert facts_text.industry_tooltip(IndustryChange("removed", entry, None), WORDS) == "零磁医疗：从特色赛道中删除"
    assert facts_text.industry_tooltip(IndustryChange("added", None, entry), WORDS) == "零磁医疗：新增于特色赛道"
    other = replace(entry, tier="重点发展")
    assert (
        facts_text.industry_tooltip(IndustryChange("retiered", entry, other), WORDS) == "零磁医疗：特色赛道 → 重点发展"
    )
    old = Target("goal", "前沿技术", "100", "项", "exactly", None, "一", 0, (0, 1))
    change = TargetChange("changed", old, replace(old, value="120"), ("value",), "raised", 0.2)
    assert facts_text.target_tooltip(change, WORDS) == "前沿技术 100项 → 120项 ↑20%"
    late = replace(old, deadline=2030)
    moved = TargetChange("changed", replace(old, deadline=2027), late, ("deadline",))
    assert facts_text.target_tooltip(moved, WORDS) == "前沿技术 100项·2027 → 100项·2030 延后"


# -- annotations -------------------------------------------------------------------------------------------------------


def note(comparison: Comparison, text: str, name: str, **fields: object) -> tuple[Annotation, Placement]:
    block = next(each for each in comparison.new.blocks if text in each.text)
    start = block.text.index(text)
    anchor = make_anchor(comparison.new, "new", block.index, start, block.index, start + len(text))
    made = Annotation(name, "comment", "张三", f"2026-05-19T10:0{len(name)}:00+08:00", anchor=anchor)
    return replace(made, **fields), Placement(  # type: ignore[arg-type]
        block.index, start, block.index, start + len(text), 1.0, "position"
    )


@pytest.fixture
def three(short: Comparison) -> dict[str, tuple[Annotation, Placement]]:
    decided = Opinion("省发展改革委", proposal="提高目标", decision="partly", decision_reason="已提高")
    made = [
        note(short, "国际大科学计划", "c", kind="opinion", opinion=decided, category="数据"),
        note(short, "创新驱动", "a", body="是否补充？", replies=(Reply("r", "李四", "", "已补充"),)),
        note(short, "1500万元", "b", state="resolved", kind="suggestion", replacement="1200万元"),
    ]
    return {each.id: (each, place) for each, place in made}


def test_threads_stand_in_the_order_of_the_text_and_lost_ones_last(
    short: Comparison, three: dict[str, tuple[Annotation, Placement]]
) -> None:
    lost = replace(three["a"][0], id="lost")
    places = {name: place for name, (_, place) in three.items()} | {"lost": Placement(0, 0, 0, 0, 0.0, "unplaced")}
    found = threads(
        [lost, *(each for each, _ in three.values())], places.get, lambda side, block: row_of(short, side, block), WORDS
    )
    assert [thread.annotation.id for thread in found] == ["a", "b", "c", "lost"]
    assert found[-1].unplaced
    assert [thread.badge for thread in found] == ["", "已解决", "部分采纳", ""]
    assert found[2].heading == "意见·数据"


def test_thread_filters(short: Comparison, three: dict[str, tuple[Annotation, Placement]]) -> None:
    found = threads(
        [each for each, _ in three.values()],
        lambda name: three[name][1],
        lambda side, block: row_of(short, side, block),
        WORDS,
    )

    def kept(wanted: ThreadFilter) -> list[str]:
        return [thread.annotation.id for thread in found if wanted.keeps(thread)]

    assert kept(ThreadFilter(state="resolved")) == ["b"]
    assert kept(ThreadFilter(kinds=frozenset({"opinion"}))) == ["c"]
    assert kept(ThreadFilter(author="李四")) == ["a"]
    assert kept(ThreadFilter(category="数据")) == ["c"]
    assert kept(ThreadFilter(decision="partly")) == ["c"]
    assert kept(ThreadFilter(text="已补充")) == ["a"]
    assert kept(ThreadFilter(text="1200万")) == ["b"]
    assert kept(ThreadFilter(unplaced_only=True)) == []


def test_a_notebook_kept_up_is_the_same_as_a_fresh_one(
    short: Comparison, three: dict[str, tuple[Annotation, Placement]]
) -> None:
    documents = {"old": short.old, "new": short.new}

    def fresh() -> Notebook:
        return Notebook({}, documents, lambda side, block: row_of(short, side, block), WORDS)  # type: ignore[arg-type]

    present = {name: each for name, (each, _) in three.items()}
    kept = fresh()
    for name in ("c", "a", "b"):
        rows = kept.update((name,), present.get, lambda each: three[each][1])
        assert rows == {row_of(short, "new", three[name][1].block)}
    present["a"] = replace(present["a"], body="改过")
    del present["b"]
    kept.update(("a", "b", "unknown"), present.get, lambda each: three[each][1])
    whole = fresh()
    whole.fill(present.values(), lambda each: three[each][1])
    assert kept.threads == whole.threads
    assert kept.marks == whole.marks
    assert kept.counts == whole.counts
    assert kept.fill((), lambda _: None) == {row_of(short, "new", three[name][1].block) for name in ("a", "c")}
    assert (kept.threads, kept.marks, kept.counts) == ([], {}, {})


def test_a_note_over_two_blocks_touches_both_rows(short: Comparison) -> None:
    first = next(each.index for each in short.new.blocks if "创新驱动" in each.text)
    anchor = make_anchor(short.new, "new", first, 0, first + 1, 2)
    each = Annotation("x", "comment", "张三", "", anchor=anchor)
    place = Placement(first, 0, first + 1, 2, 1.0, "position")
    notebook = Notebook({}, {"old": short.old, "new": short.new}, lambda s, b: row_of(short, s, b), WORDS)
    assert notebook.fill((each,), lambda _: place) == {row_of(short, "new", first), row_of(short, "new", first + 1)}
    assert set(notebook.marks) == {("new", first), ("new", first + 1)}


def test_times_are_short_where_they_can_be_read() -> None:
    assert short_time("2026-05-19T10:02:33+08:00") == "05-19 10:02"
    assert short_time("gestern") == "gestern"


# -- overview and speech -----------------------------------------------------------------------------------------------


def shown(kind: str) -> DisplayRow:
    cell = Cell("new", "文", (), "body")
    return DisplayRow(kind, (0,), cell, cell)  # type: ignore[arg-type]


def test_neighbours_of_one_kind_are_one_mark() -> None:
    rows = [shown("equal"), shown("changed"), shown("changed"), shown("added"), shown("equal"), shown("added")]
    marks = change_marks(rows, [0, 10, 20, 30, 40, 50, 100])
    assert marks == [Mark(0.1, 0.3, "num", 1), Mark(0.3, 0.4, "add", 3), Mark(0.5, 1.0, "add", 5)]


def test_notes_have_marks_of_their_own() -> None:
    assert note_marks({4, 2}, [0, 10, 20, 30, 40, 50]) == [
        Mark(0.4, 0.6, "note", 2, note=True),
        Mark(0.8, 1.0, "note", 4, note=True),
    ]


def test_strips_and_empty_documents_have_no_marks() -> None:
    assert change_marks([DisplayRow("moved", (3,), jump=3)], [0, 30]) == []
    assert change_marks([], [0]) == note_marks((), [0]) == []


def test_a_listener_hears_kind_section_state_and_both_texts() -> None:
    old, new = Cell("old", "三百家", (), "body"), Cell("new", "五百家", (), "body")
    row = DisplayRow("changed", (3,), old, new, reviewed=True, annotations=2)
    assert row_spoken(row, "一/（二）", WORDS) == "修改，一/（二），已核对，2 条批注，原稿：三百家，修改稿：五百家"
    same = DisplayRow("equal", (3,), new, new)
    assert row_spoken(same, "一", WORDS) == "相同，一，五百家"
