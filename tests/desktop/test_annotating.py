"""Annotations from the window: written, answered, resolved, decided, changed, deleted, filtered, undone and redone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from comparators.review.annotations import Opinion
from comparators.review.session import Session
from desktop.views.annotations_panel import AnnotationsPanel
from tests.desktop.drafts import NEW
from tests.desktop.person import Person


@pytest.fixture
def panel(short: Person) -> AnnotationsPanel:
    return short.window.workspace.annotations


def spans(person: Person, style: str) -> list[str]:
    return [
        cell.text[span.start : span.end]
        for row in person.view.rows
        for cell in (row.old, row.new)
        if cell is not None
        for span in cell.spans
        if span.style == style
    ]


def on_disk(person: Person) -> list[str]:
    """Return the texts of the annotations as another program reads them from the file now."""
    with Session.open(person.session.path, read_only=True) as other:
        return [each.body for each in other.annotations()]


OPINION = Opinion("省发展改革委", proposal="建议提高目标", reason="与规划一致")


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_comment_is_written_with_keys_alone_and_is_on_disk_at_once(short: Person, panel: AnnotationsPanel) -> None:
    short.select("低空经济")
    short.keys("Ctrl+Alt+M")
    assert panel.answer.hasFocus()
    assert short.window.workspace.tabs.currentWidget() is panel
    short.type("依据是什么？")
    short.keys("Ctrl+Return")
    note = short.notes[0]
    assert (note.kind, note.body, note.author) == ("comment", "依据是什么？", "张三")
    assert note.anchor is not None
    assert (note.anchor.quote, note.anchor.side) == ("低空经济", "new")
    assert on_disk(short) == ["依据是什么？"]
    assert "已保存" in short.window.windowTitle()
    assert short.window.saved.text().startswith("已保存 ")
    assert short.view.hasFocus()
    assert spans(short, "annotation") == ["低空经济"]
    assert short.window.workspace.tabs.tabText(2) == "批注 1"


def test_a_comment_on_the_old_side_and_over_several_rows(short: Person) -> None:
    short.select("鼓励各市按照", "old", until="差异化布局")
    short.keys("Ctrl+Alt+M")
    short.type("why")
    short.keys("Ctrl+Return")
    anchor = short.notes[0].anchor
    assert anchor is not None
    assert anchor.side == "old"
    short.select("（三）场景开放", until="（四）国际合作")
    short.keys("Ctrl+Alt+M")
    short.type("both")
    short.keys("Ctrl+Return")
    anchor = next(each for each in short.notes if each.body == "both").anchor
    assert anchor is not None
    assert anchor.quote.count("\n") == 2
    assert len([text for text in spans(short, "annotation") if text == "（三）场景开放"]) == 1


def test_with_nothing_selected_the_row_is_commented(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    short.view.setFocus()
    short.keys("Ctrl+Alt+M")
    short.type("row")
    short.keys("Ctrl+Return")
    note = short.notes[0]
    assert note.scope == "row"
    assert note.anchor is not None
    assert note.anchor.quote.startswith("攻关项目")


def test_a_new_comment_left_empty_is_taken_back(short: Person, panel: AnnotationsPanel) -> None:
    short.select("低空经济")
    short.keys("Ctrl+Alt+M", "Escape")
    assert short.notes == ()
    assert short.view.hasFocus()
    short.select("低空经济")
    short.keys("Ctrl+Alt+M")
    short.type("kept")
    short.keys("Escape")
    assert len(short.notes) == 1
    assert panel.answer.toPlainText() == "kept"


def test_what_is_being_written_stays_with_its_thread(short: Person, panel: AnnotationsPanel) -> None:
    first, second = short.annotate("低空经济", "甲"), short.annotate("创新驱动", "乙")
    panel.follow(first)
    panel.answer.setFocus()
    short.type("an answer to the first")
    panel.follow(second)
    assert panel.answer.toPlainText() == ""
    short.type("to the second")
    panel.follow(first)
    assert panel.answer.toPlainText() == "an answer to the first"
    panel.answer.setFocus()
    short.keys("Ctrl+Return")
    by_id = {each.id: [reply.text for reply in each.replies] for each in short.notes}
    assert by_id == {first: ["an answer to the first"], second: []}


def test_a_suggestion_shows_as_one(short: Person) -> None:
    short.select("1500万元")
    short.answers.texts = ["1200万元"]
    short.keys("Ctrl+Alt+R")
    note = short.notes[0]
    assert (note.kind, note.replacement) == ("suggestion", "1200万元")
    assert spans(short, "suggestion") == ["1500万元"]


def test_a_suggestion_needs_words_to_replace_and_another_wording(short: Person) -> None:
    short.keys("F8", "Ctrl+Alt+R")
    assert short.status == "请先选中要替换的文字"
    short.select("1500万元")
    short.answers.texts = [None]
    short.keys("Ctrl+Alt+R")
    short.answers.texts = ["1500万元"]
    short.keys("Ctrl+Alt+R")
    assert short.notes == ()


def test_a_highlight(short: Person) -> None:
    short.select("量子信息")
    short.keys("Ctrl+Alt+H")
    assert (short.notes[0].kind, short.notes[0].color) == ("highlight", "yellow")
    assert spans(short, "highlight") == ["量子信息"]


def test_an_opinion_and_what_became_of_it(short: Person, panel: AnnotationsPanel) -> None:
    short.select("500家以上")
    short.answers.opinions = [OPINION]
    short.keys("Ctrl+Alt+O")
    note = short.notes[0]
    assert note.opinion == OPINION
    draft, decide = short.answers.asked[-1]
    assert (draft.quote, decide) == ("500家以上", False)
    panel.follow(note.id)
    decided = dataclasses.replace(OPINION, decision="partly", decision_reason="已提高")
    short.answers.opinions = [decided]
    short.keys("Ctrl+Alt+D")
    assert short.notes[0].opinion == decided
    assert panel.current is not None
    assert panel.current.badge == "部分采纳"


def test_a_decision_without_its_reason_is_refused_and_nothing_changes(short: Person, panel: AnnotationsPanel) -> None:
    short.select("500家以上")
    short.answers.opinions = [OPINION, dataclasses.replace(OPINION, decision="rejected")]
    short.keys("Ctrl+Alt+O")
    panel.follow(short.notes[0].id)
    short.keys("Ctrl+Alt+D")
    assert short.notes[0].opinion == OPINION
    assert len(short.answers.failures) == 1


# -- threads -----------------------------------------------------------------------------------------------------------


def test_answering_resolving_and_reopening(short: Person, panel: AnnotationsPanel) -> None:
    note = short.annotate("低空经济", "依据？")
    panel.follow(note)
    short.keys("Ctrl+Alt+Return")
    assert panel.answer.hasFocus()
    short.type("附省财政厅函")
    short.click(panel.send)
    assert [reply.text for reply in short.notes[0].replies] == ["附省财政厅函"]
    short.keys("Ctrl+Alt+K")
    assert short.notes[0].state == "resolved"
    assert panel.resolve.text() == "重新打开"
    short.click(panel.resolve)
    assert short.notes[0].state == "open"


def test_changing_the_text_of_an_annotation(short: Person, panel: AnnotationsPanel) -> None:
    panel.follow(short.annotate("低空经济", "依据"))
    short.answers.texts = ["依据何在"]
    short.click(panel.edit)
    assert short.notes[0].body == "依据何在"
    short.select("1500万元")
    short.answers.texts = ["1200万元", "1300万元"]
    short.keys("Ctrl+Alt+R")
    panel.follow(next(each.id for each in short.notes if each.kind == "suggestion"))
    short.click(panel.edit)
    assert {each.replacement for each in short.notes} == {None, "1300万元"}


def test_changing_an_opinion_asks_for_all_of_it(short: Person, panel: AnnotationsPanel) -> None:
    short.select("500家以上")
    short.answers.opinions = [OPINION, dataclasses.replace(OPINION, proposal="建议改为600家")]
    short.keys("Ctrl+Alt+O")
    panel.follow(short.notes[0].id)
    assert panel.decide.isVisible()
    short.click(panel.edit)
    assert short.notes[0].opinion is not None
    assert short.notes[0].opinion.proposal == "建议改为600家"


def test_deleting_by_key_and_by_button(short: Person, panel: AnnotationsPanel) -> None:
    first, second = short.annotate("低空经济", "甲"), short.annotate("创新驱动", "乙")
    panel.follow(first)
    short.keys("Ctrl+Alt+Backspace")
    panel.follow(second)
    short.click(panel.delete)
    assert short.notes == ()
    assert spans(short, "annotation") == []
    assert panel.empty.isVisible()
    assert not panel.send.isEnabled()


def test_everything_is_undone_and_redone(short: Person, panel: AnnotationsPanel) -> None:
    note = short.annotate("低空经济", "依据？")
    panel.follow(note)
    short.answers.texts = ["改过的话"]
    short.click(panel.edit)
    panel.write(note, fresh=False)
    short.type("answer")
    short.keys("Ctrl+Return")
    short.keys("Ctrl+Alt+K")
    short.select("500家以上")
    short.answers.opinions = [OPINION]
    short.keys("Ctrl+Alt+O")
    short.select("量子信息")
    short.keys("Ctrl+Alt+H")
    panel.follow(note)
    short.keys("Ctrl+Alt+Backspace")
    short.keys("F8", "Ctrl+T")

    def look() -> tuple[object, ...]:
        stripped = tuple(dataclasses.replace(each, modified="", replies=each.replies) for each in short.notes)
        return stripped, short.session.ticks(), spans(short, "annotation"), spans(short, "highlight")

    end = look()
    stack = short.window.state.undo_stack
    steps, seen = stack.count(), [end]
    assert steps == 8
    short.view.setFocus()
    for _ in range(steps):
        short.keys("Ctrl+Z")
        seen.append(look())
    assert short.notes == ()
    assert short.session.ticks() == {}
    assert spans(short, "annotation") == spans(short, "highlight") == []
    for number in range(steps):
        short.keys("Ctrl+Y" if number % 2 else "Ctrl+Shift+Z")
        assert look() == seen[-2 - number]


def test_choosing_a_thread_goes_to_its_place_by_click_and_by_keyboard(short: Person, panel: AnnotationsPanel) -> None:
    short.annotate("创新驱动", "甲")
    short.annotate("国际大科学", "乙")
    short.window.navigator.go_to_row(0)
    view = panel.view
    second = panel.model.index(1)
    short.click(view.viewport(), view.visualRect(second).center() - QPoint(0, 5))
    assert short.row == short.row_with("国际大科学")
    view.setFocus()
    short.keys("Up")
    assert short.row == short.row_with("创新驱动")


def test_a_click_on_annotated_words_opens_their_thread(short: Person, panel: AnnotationsPanel) -> None:
    first = short.annotate("低空经济", "甲")
    short.annotate("创新驱动", "乙")
    number = short.shown("低空经济")
    cell = short.view.rows[number].new
    assert cell is not None
    short.click(short.view.viewport(), short.point(number, "new", cell.text.index("低空") + 1))
    assert panel.current_id == first


def test_filters_of_the_annotations(short: Person, panel: AnnotationsPanel) -> None:
    panel.follow(short.annotate("创新驱动", "甲"))
    short.keys("Ctrl+Alt+K")
    short.annotate("国际大科学", "乙")
    short.select("500家以上")
    short.answers.opinions = [OPINION]
    short.keys("Ctrl+Alt+O")

    def shown() -> list[str]:
        return [thread.annotation.kind + thread.annotation.body for thread in panel.model.shown]

    panel.search.setFocus()
    short.type("乙")
    short.wait(lambda: shown() == ["comment乙"])
    panel.search.clear()
    short.wait(lambda: len(shown()) == 3)
    panel.state.setFocus()
    short.keys("Down")
    assert shown() == ["opinion与规划一致", "comment乙"]
    short.keys("Down")
    assert shown() == ["comment甲"]
    short.keys("Home")
    panel.kind.setCurrentIndex(panel.kind.findData("opinion"))
    assert shown() == ["opinion与规划一致"]
    panel.kind.setCurrentIndex(0)
    panel.decision.setCurrentIndex(panel.decision.findData("adopted"))
    assert shown() == []


def test_a_review_open_elsewhere_can_be_read_and_not_written(new_window: object, short: Person) -> None:
    short.annotate("低空经济", "依据？")
    path = short.session.path
    second: Person = new_window()  # type: ignore[operator]
    second.window.controller.open_review(str(path))
    assert second.status == "此文件正由另一程序编辑或不可写：只能阅读"
    second.wait()
    assert "只读" in second.window.windowTitle()
    assert not second.window.commands["comment"].isEnabled()
    panel = second.window.workspace.annotations
    second.window.workspace.tabs.setCurrentWidget(panel)
    panel.follow(second.notes[0].id)
    assert not any(button.isEnabled() for button in panel.findChildren(QPushButton))
    second.window.workspace.tabs.setCurrentWidget(second.window.workspace.changes)
    second.keys("F8")
    second.click(second.window.workspace.changes.tick_button)
    assert second.session.ticks() == {}
    assert "只能阅读" in second.status
    assert second.answers.failures == []


def test_an_annotation_made_in_another_view_is_about_the_same_words(short: Person) -> None:
    short.keys("Ctrl+2")
    short.annotate("低空经济", "甲")
    short.keys("Ctrl+3")
    short.annotate("国际大科学", "乙")
    quotes = {each.anchor.quote for each in short.notes if each.anchor is not None}
    assert quotes == {"低空经济", "国际大科学"}
    short.keys("Ctrl+1")
    assert spans(short, "annotation") == ["低空经济", "国际大科学"]


def test_annotations_find_their_places_again_in_a_newer_draft(short: Person, tmp_path: Path) -> None:
    note = short.annotate("低空经济", "甲")
    lost = short.annotate("支持企业参与国际大科学计划", "乙")
    path = tmp_path / "三稿.txt"
    text = NEW.replace("二、发展布局", "二、总体布局与发展方向").replace(
        "支持企业参与国际大科学计划，建设海外研发中心。", "另行制定。"
    )
    path.write_text(text, encoding="utf-8")
    short.answers.files = [[str(path)]]
    short.do("replace_new")
    short.wait()
    placed = short.window.state.placement(note)
    assert placed is not None
    assert placed.placed
    gone = short.window.state.placement(lost)
    assert gone is not None
    if not gone.placed:
        assert "1 条批注待定位" in short.status


def test_what_is_annotated_while_a_newer_draft_is_read_finds_its_place_in_it_too(short: Person, tmp_path: Path) -> None:
    first, second = short.annotate("创新驱动", "甲"), short.annotate("低空经济", "乙")
    held = next(each for each in short.notes if each.id == second)
    short.session.delete(second)
    newer = tmp_path / "newer.txt"
    newer.write_text(NEW.replace("低空经济", "、发展低空经济"), encoding="utf-8")
    before = short.window.state.comparison
    short.answers.files = [[str(newer)]]
    short.do("replace_new")
    second = short.session.add(dataclasses.replace(held, id="")).id  # before the comparison is there
    assert short.window.state.comparison is before
    short.wait(lambda: short.window.state.comparison is not before)
    comparison, state = short.window.state.comparison, short.window.state
    assert comparison is not None
    for note, words in ((first, "创新驱动"), (second, "低空经济")):
        place = state.placement(note)
        assert place is not None
        assert place.placed
        assert comparison.new.blocks[place.block].text[place.start : place.end] == words
