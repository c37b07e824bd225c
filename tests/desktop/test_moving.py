"""Going from change to change, to industries, targets, annotations, clauses and hits, back and forward."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from desktop.presenters.display import is_strip
from tests.desktop.person import Person


def outline_labels(person: Person) -> str:
    tree = person.window.workspace.outline.tree
    return str(tree.currentIndex().data())


# -- changes -----------------------------------------------------------------------------------------------------------


def test_f8_goes_through_every_change_and_stops_at_the_last(reviewer: Person) -> None:
    rows = [item.row for item in reviewer.window.presenter.items]
    for number, row in enumerate(rows, start=1):
        reviewer.keys("F8")
        assert reviewer.row == row
        assert reviewer.window.bar.place.text() == f"<b>{number}</b> / {len(rows)} 处修改"
    reviewer.keys("F8")
    assert reviewer.row == rows[-1]


def test_f7_goes_back_from_change_to_change(short: Person) -> None:
    short.keys("F8", "F8", "F8", "F7")
    assert short.row == short.window.presenter.items[1].row
    short.keys("F7", "F7", "F7")
    assert short.row == short.window.presenter.items[0].row


def test_the_buttons_do_the_same(short: Person) -> None:
    short.click(short.window.bar.next)
    short.click(short.window.bar.next)
    short.click(short.window.bar.previous)
    assert short.row == short.window.presenter.items[0].row


def test_a_selected_change_is_selected_everywhere(reviewer: Person) -> None:
    place = reviewer.window.workspace
    for _ in range(8):
        reviewer.keys("F8")
        item = place.changes.view.currentIndex()
        assert place.changes.model.shown[item.row()].row == reviewer.row
        number = reviewer.window.presenter.display_of(reviewer.row)
        assert reviewer.view._current == number
        assert reviewer.view._y_of(number) is not None
        assert reviewer.window.where.text().endswith(f"第 {reviewer.row + 1} 行")
    assert outline_labels(reviewer)


# -- facts and annotations ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "forward", "backward"), [("industry", "Alt+Down", "Alt+Up"), ("target", "Alt+Shift+Down", "Alt+Shift+Up")]
)
def test_alt_and_arrows_go_through_facts_that_changed(reviewer: Person, kind: str, forward: str, backward: str) -> None:
    changes = reviewer.window.state.comparison.changes  # type: ignore[union-attr]
    every = changes.industries if kind == "industry" else changes.targets
    refs = [f"{kind}:{n}" for n, change in enumerate(every) if change.change != "kept"]
    assert len(refs) >= 3
    seen = []
    for _ in refs:
        reviewer.keys(forward)
        seen.append(reviewer.window.state.selection.ref)
    assert seen == refs
    reviewer.keys(backward)
    assert reviewer.window.state.selection.ref == refs[-2]
    assert reviewer.window.workspace.tabs.currentWidget() is reviewer.window.workspace.facts


def test_f9_goes_from_annotation_to_annotation(short: Person) -> None:
    made = [short.annotate(text, "？") for text in ("低空经济", "1500万元", "创新驱动")]
    short.keys("Home", "Ctrl+Alt+1", "Ctrl+Alt+1")
    short.window.navigator.go_to_row(0)
    short.view.setFocus()
    seen = []
    for _ in made:
        short.keys("F9")
        seen.append(short.window.state.selection.ref.removeprefix("annotation:"))
    assert seen == [made[2], made[0], made[1]]
    short.keys("Shift+F9")
    assert short.window.state.selection.ref.endswith(made[0])
    assert short.window.workspace.annotations.current_id == made[0]


# -- clauses, back and forward -----------------------------------------------------------------------------------------


def test_ctrl_g_goes_to_a_clause(short: Person) -> None:
    short.answers.texts = ["三/（二）"]
    short.keys("Ctrl+G")
    assert short.row == short.row_with("（二）企业培育")
    assert outline_labels(short) == "（二）企业培育"
    short.answers.texts = ["九/（九）"]
    short.keys("Ctrl+G")
    assert short.status == "没有“九/（九）”这一条款"
    short.answers.texts = [None]
    short.keys("Ctrl+G")
    assert short.row == short.row_with("（二）企业培育")


def test_back_and_forward(short: Person) -> None:
    short.keys("F8", "F8", "F8")
    rows = [item.row for item in short.window.presenter.items[:3]]
    short.keys("Alt+Left")
    assert short.row == rows[1]
    short.keys("Alt+Left", "Alt+Left", "Alt+Left")
    assert short.row == rows[0]
    short.keys("Alt+Right")
    assert short.row == rows[1]
    short.answers.texts = ["四"]
    short.keys("Ctrl+G", "Alt+Right")
    assert short.row == short.row_with("四、保障措施")
    short.keys("Alt+Left")
    assert short.row == rows[1]


def test_the_outline_goes_to_its_sections_by_click_and_by_keyboard(short: Person) -> None:
    tree, model = short.window.workspace.outline.tree, short.window.workspace.outline.model
    tasks = next(model.index(n, 0) for n in range(model.rowCount()) if "重点任务" in str(model.index(n, 0).data()))
    short.click(tree.viewport(), tree.visualRect(tasks).center())
    assert short.row == short.row_with("三、重点任务")
    tree.setFocus()
    short.keys("Down")
    assert short.row == short.row_with("（一）科研攻关")


def test_the_overview_shows_every_change_and_a_click_goes_there(long: Person) -> None:
    long.do("fold")
    bar = long.window.workspace.overview
    marks = [mark for mark in bar.marks if not mark.note]
    assert len(marks) == 4
    last = marks[-1]
    long.click(bar, QPoint(9, round(2 + last.top * (bar.height() - 4))))
    assert long.view._y_of(last.row) is not None
    note = long.annotate("第5项工作", "？")
    assert note
    assert [mark.note for mark in bar.marks].count(True) == 1


# -- words -------------------------------------------------------------------------------------------------------------


def find(person: Person, text: str) -> None:
    person.keys("Ctrl+F")
    person.type(text)
    person.keys("Return")


def test_ctrl_f_marks_and_counts_the_hits_of_both_sides(short: Person) -> None:
    find(short, "先导区")
    bar = short.window.bar.find_bar
    assert bar.count.text() == "2 / 4"
    assert bar.count.toolTip() == "原稿 2 处，修改稿 2 处"
    assert sum(len(each) for each in short.view._hits.values()) == 4
    short.keys("Return", "Return", "Return")
    assert bar.count.text() == "1 / 4"
    short.keys("Shift+Return")
    assert bar.count.text() == "4 / 4"
    short.keys("Escape")
    assert bar.field.text() == ""
    assert short.view.hasFocus()
    short.wait(lambda: not bar.count.isVisible())
    assert short.view._hits == {}


def test_f3_steps_through_the_hits_from_the_text(short: Person) -> None:
    find(short, "先导区")
    short.view.setFocus()
    short.keys("F3")
    assert short.window.bar.find_bar.count.text() == "3 / 4"
    short.keys("Shift+F3")
    assert short.window.bar.find_bar.count.text() == "2 / 4"


def test_hits_inside_folds_are_counted_and_shown(long: Person) -> None:
    find(long, "第70项工作")
    assert long.window.bar.find_bar.count.text() in ("1 / 2", "2 / 2")
    current = long.view._current_hit
    assert current is not None
    shown = long.view.rows[current[0]]
    assert not is_strip(shown)
    assert "第70项工作" in shown.new.text  # type: ignore[union-attr]
    assert long.view._y_of(current[0]) is not None


def test_what_is_nowhere_says_so(short: Person) -> None:
    find(short, "人工降雨")
    assert short.window.bar.find_bar.count.text() == "没有匹配"


def test_hits_follow_the_view(short: Person) -> None:
    find(short, "先导区")
    short.view.setFocus()
    short.keys("Ctrl+2")
    assert short.window.bar.find_bar.count.text().endswith("/ 2")
    short.keys("Ctrl+1")
    assert short.window.bar.find_bar.count.text().endswith("/ 4")


def test_the_selected_words_are_what_is_looked_for(short: Person) -> None:
    short.select("场景清单")
    short.keys("Ctrl+F", "Return")
    assert short.window.bar.find_bar.field.text() == "场景清单"
    assert short.window.bar.find_bar.count.text().endswith("/ 2")


def test_twenty_thousand_hits_are_counted_and_stepped_through(person: Person, tmp_path: Path) -> None:
    from tests.desktop.drafts import compared

    line = "一体推进" * 100
    text = "通知\n" + "\n".join(f"{line}第{n}号。" for n in range(30))
    person.open(compared(text, text + "\n一体落实。"))
    find(person, "一")
    assert person.window.bar.find_bar.count.text().endswith("/ 6001")
    person.keys("Return", "Return")
    assert person.window.bar.find_bar.count.text().endswith("/ 6001")


def test_copying_and_undoing_in_a_field_is_about_the_field(short: Person) -> None:
    short.annotate("低空经济", "请说明")
    short.select("量子信息")
    short.keys("Ctrl+F")
    field = short.window.bar.find_bar.field
    field.clear()
    short.type("abc")
    short.keys("Ctrl+A", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "abc"
    short.keys("Ctrl+Z")
    assert field.text() != "abc"
    assert len(short.notes) == 1
