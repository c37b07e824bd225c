"""Ticking changes, the list of changes with its filters, the facts tab, and pairing by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from desktop.models.change_model import ChangeRole
from desktop.presenters.display import is_strip
from desktop.views.change_list import ChangeDelegate, ChangeList
from desktop.views.facts_panel import FactsPanel
from tests.desktop.person import Person


@pytest.fixture
def changes(short: Person) -> ChangeList:
    return short.window.workspace.changes


@pytest.fixture
def facts(reviewer: Person) -> FactsPanel:
    reviewer.keys("Alt+2")
    return reviewer.window.workspace.facts


def kinds(changes: ChangeList) -> list[str]:
    return [item.kind for item in changes.model.shown]


def place(changes: ChangeList, number: int) -> QPoint:
    rect = changes.view.visualRect(changes.model.index(number))
    return QPoint(rect.left() + 80, rect.center().y())


# -- ticks -------------------------------------------------------------------------------------------------------------


def test_ctrl_t_ticks_the_change_and_takes_the_tick_away(short: Person) -> None:
    short.keys("F8", "Ctrl+T")
    number = short.window.presenter.display_of(short.row)
    assert short.view.rows[number].reviewed
    assert len(short.session.ticks()) == 1
    total = len(short.window.presenter.items)
    assert f"未核对 {total - 1}" in short.window.counts.text()
    short.keys("Ctrl+T")
    assert not short.view.rows[number].reviewed
    assert short.session.ticks() == {}


def test_shift_f8_ticks_and_goes_on_to_the_end(short: Person) -> None:
    items = short.window.presenter.items
    short.keys("F8")
    for item in items:
        assert short.row == item.row
        short.keys("Shift+F8")
    assert set(short.session.ticks()) == {item.key for item in items}
    assert "未核对 0" in short.window.counts.text()


def test_an_unchanged_row_has_no_tick(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("创新驱动"))
    short.keys("Ctrl+T")
    assert short.session.ticks() == {}
    assert not short.window.state.undo_stack.canUndo()


def test_a_click_on_the_box_ticks_and_elsewhere_goes_there(short: Person, changes: ChangeList) -> None:
    view = changes.view
    box = ChangeDelegate.box(view.visualRect(changes.model.index(1))).center()
    short.click(view.viewport(), box)
    assert list(short.session.ticks()) == [changes.model.shown[1].key]
    short.click(view.viewport(), place(changes, 2))
    assert short.row == changes.model.shown[2].row
    assert len(short.session.ticks()) == 1


def test_several_changes_are_chosen_and_ticked_at_once(short: Person, changes: ChangeList) -> None:
    view = changes.view
    short.click(view.viewport(), place(changes, 0))
    short.click(view.viewport(), place(changes, 2), keys="Ctrl")
    short.keys("Space")
    assert set(short.session.ticks()) == {changes.model.shown[n].key for n in (0, 2)}
    short.keys("Ctrl+Z")
    assert short.session.ticks() == {}
    short.click(view.viewport(), place(changes, 0))
    short.click(view.viewport(), place(changes, 3), keys="Shift")
    short.click(changes.tick_button)
    assert len(short.session.ticks()) == 4
    short.click(changes.tick_button)
    assert short.session.ticks() == {}


def test_the_list_is_walked_through_by_keyboard(short: Person, changes: ChangeList) -> None:
    short.keys("Alt+1")
    assert changes.view.hasFocus()
    changes.view.setCurrentIndex(changes.model.index(0))
    for item in changes.model.shown:
        assert short.row == item.row
        short.keys("Space", "Down")
    assert len(short.session.ticks()) == len(changes.model.shown)
    short.keys("Alt+0")
    assert short.view.hasFocus()


# -- filters -----------------------------------------------------------------------------------------------------------


def test_filtering_by_kind_and_section(short: Person, changes: ChangeList) -> None:
    every = len(changes.model.shown)
    changes.kind.setFocus()
    short.keys("Down")
    assert set(kinds(changes)) == {"changed"}
    assert changes.count.text() == f"{len(kinds(changes))} / {every} 处"
    short.keys("Home")
    changes.section.setCurrentIndex(changes.section.findText("三、重点任务"))
    assert {item.section[0] for item in changes.model.shown} == {"三"}
    changes.section.setCurrentIndex(0)
    assert changes.count.text() == f"{every} 处"


def test_filtering_by_words_and_substance(short: Person, changes: ChangeList) -> None:
    changes.search.setFocus()
    short.type("1500")
    short.wait(lambda: len(changes.model.shown) == 1)
    changes.search.clear()
    short.wait(lambda: len(changes.model.shown) > 1)
    short.click(changes.substance, QPoint(8, changes.substance.height() // 2))
    assert all(item.substance for item in changes.model.shown)


def test_what_is_ticked_leaves_the_list_of_what_is_left(short: Person, changes: ChangeList) -> None:
    changes.state.setCurrentIndex(changes.state.findData(False))
    every = [item.key for item in changes.model.shown]
    short.keys("Alt+1")
    changes.view.setCurrentIndex(changes.model.index(1))
    short.keys("Space")
    assert [item.key for item in changes.model.shown] == [every[0], *every[2:]]
    assert changes.view.currentIndex().row() >= 0
    changes.state.setCurrentIndex(changes.state.findData(True))
    assert [item.key for item in changes.model.shown] == [every[1]]
    index = changes.model.index(0)
    assert index.data(ChangeRole.REVIEWERS) == ("张三",)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "张三 已核对"
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("已核对")


# -- facts -------------------------------------------------------------------------------------------------------------


def test_every_row_of_every_table_leads_to_its_place(reviewer: Person, facts: FactsPanel) -> None:
    for table in (facts.industries, facts.targets, facts.units):
        model = table.model()
        for row in range(min(model.rowCount(), 4)):
            index = model.index(row, 0)
            table.scrollTo(index)
            facts._area.ensureWidgetVisible(table)
            reviewer.see()
            reviewer.click(table.viewport(), table.visualRect(index).center())
            ref = reviewer.window.state.selection.ref
            assert ref == model.rows[row].ref  # type: ignore[attr-defined]
            assert reviewer.row == reviewer.window.navigator.row_of_ref(ref)[0] >= 0
            assert reviewer.view._y_of(reviewer.window.presenter.display_of(reviewer.row)) is not None


def test_tables_are_walked_through_by_keyboard(reviewer: Person, facts: FactsPanel) -> None:
    assert facts.targets.hasFocus()
    facts.targets.setCurrentIndex(facts.targets.model().index(0, 0))
    reviewer.keys("Down")
    assert reviewer.window.state.selection.ref == facts.targets.model().rows[1].ref  # type: ignore[attr-defined]
    assert facts.targets.hasFocus()


def test_chips_lead_to_their_industries(reviewer: Person, facts: FactsPanel) -> None:
    ref, chip = next(iter(facts._chips_of.items()))
    reviewer.click(chip)
    assert reviewer.window.state.selection.ref == ref
    assert chip.accessibleDescription()
    assert chip.text()


def test_a_chip_of_several_lists_leads_from_one_to_the_next(reviewer: Person, facts: FactsPanel) -> None:
    chip = next(chip for chip in facts._chips_of.values() if chip.text() == "元宇宙 ×2")
    refs = [ref for ref, each in facts._chips_of.items() if each is chip]
    assert len(refs) == 2
    for ref in (*refs, refs[0]):
        reviewer.click(chip)
        assert reviewer.window.state.selection.ref == ref


def test_a_bar_of_the_chart_leads_to_its_target(reviewer: Person, facts: FactsPanel) -> None:
    chart = facts.chart
    assert len(chart.bars) >= 2
    for number, bar in enumerate(chart.bars):
        reviewer.click(chart, chart._place(number).center().toPoint())
        assert reviewer.window.state.selection.ref == bar.ref
        assert facts.targets.selectionModel().hasSelection()


def test_facts_that_did_not_change_are_shown_on_request(reviewer: Person, facts: FactsPanel) -> None:
    before = facts.targets.model().rowCount()
    reviewer.click(facts.only, QPoint(8, facts.only.height() // 2))
    assert facts.targets.model().rowCount() > before
    assert facts.only.isChecked() is False


def test_the_headings_count(reviewer: Person, facts: FactsPanel) -> None:
    comparison = reviewer.window.state.comparison
    assert comparison is not None
    old, new = len(comparison.old_facts.industries), len(comparison.new_facts.industries)
    assert facts.industry_title.text() == f"产业　{old} → {new}"
    assert all(isinstance(table, QTableView) for table in (facts.industries, facts.targets, facts.units))


# -- pairing -----------------------------------------------------------------------------------------------------------


def pair(person: Person, old: str, new: str) -> None:
    person.window.navigator.go_to_row(person.row_with(old, "old"), side="old")
    person.view.setFocus()
    person.keys("Ctrl+Alt+P")
    person.window.navigator.go_to_row(person.row_with(new, "new"), side="new")
    person.view.setFocus()
    person.keys("Ctrl+Alt+Shift+P")
    person.wait()


def test_two_paragraphs_are_paired_by_hand_and_again_apart(short: Person) -> None:
    pair(short, "鼓励各市按照", "支持企业参与国际大科学")
    row = short.row_with("鼓励各市按照", "old")
    assert row == short.row_with("支持企业参与国际大科学", "new")
    assert short.session.options().pins
    assert short.row == row
    short.keys("Ctrl+Z")
    short.wait()
    assert short.row_with("鼓励各市按照", "old") != short.row_with("支持企业参与国际大科学", "new")
    assert short.session.options().pins == ()
    short.keys("Ctrl+Y")
    short.wait()
    short.window.navigator.go_to_row(short.row_with("支持企业参与国际大科学"))
    short.keys("Ctrl+Alt+U")
    short.wait()
    assert short.row_with("鼓励各市按照", "old") != short.row_with("支持企业参与国际大科学", "new")
    assert short.session.options().pins == ()


def test_a_pair_that_was_found_is_taken_apart_for_good(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    short.keys("Ctrl+Alt+U")
    short.wait()
    assert short.row_with("1000万元", "old") != short.row_with("1500万元")
    short.keys("Ctrl+T")
    path = short.session.path
    short.keys("Ctrl+W")
    short.window.controller.open_review(str(path))
    short.wait()
    assert short.row_with("1000万元", "old") != short.row_with("1500万元")


def test_pairing_needs_one_paragraph_of_each_draft(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    short.view.setFocus()
    short.keys("Ctrl+Alt+Shift+P")
    assert short.status == "请先在另一稿选定要配对的一段"
    short.keys("Ctrl+Alt+P")
    assert "已选定一方" in short.status
    short.window.navigator.go_to_row(short.row_with("500家"))
    short.view.setFocus()
    short.keys("Ctrl+Alt+Shift+P")
    assert short.status == "请先在另一稿选定要配对的一段"
    short.window.navigator.go_to_row(short.row_with("（四）国际合作"))
    short.keys("Ctrl+Alt+U")
    assert short.status == "这一行没有配对"


def test_ticks_and_annotations_survive_a_new_comparison(short: Person) -> None:
    short.annotate("低空经济", "甲")
    short.window.navigator.go_to_row(short.row_with("500家"))
    short.keys("Ctrl+T")
    pair(short, "鼓励各市按照", "支持企业参与国际大科学")
    assert [each.body for each in short.notes] == ["甲"]
    assert short.view.rows[short.window.presenter.display_of(short.row_with("500家"))].reviewed
    assert sum(row.annotations for row in short.view.rows if not is_strip(row)) == 1


def test_panels_are_hidden_and_shown(short: Person) -> None:
    work = short.window.workspace
    short.keys("Ctrl+Alt+1")
    assert not work.outline.isVisible()
    short.keys("Ctrl+Alt+2")
    assert not work.tabs.isVisible()
    assert not short.window.commands["show_panel"].isChecked()
    short.keys("Ctrl+Alt+1", "Ctrl+Alt+2")
    assert work.outline.isVisible()
    assert work.tabs.isVisible()


@pytest.mark.parametrize(("keys", "name"), [("Alt+1", "changes"), ("Alt+2", "facts"), ("Alt+3", "annotations")])
def test_alt_and_a_number_go_to_a_tab_even_a_hidden_one(short: Person, keys: str, name: str) -> None:
    short.keys("Ctrl+Alt+2", keys)
    tabs = short.window.workspace.tabs
    assert tabs.isVisible()
    assert tabs.currentWidget() is getattr(short.window.workspace, name)
    short.keys("Escape")
    assert short.view.hasFocus()
    QTest.qWait(0)
