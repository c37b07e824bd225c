"""Both drafts row beside row: what is shown where, folds, views, moves, tooltips, and selecting text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from desktop.presenters.display import is_strip
from tests.desktop.person import Person


def click_row(person: Person, number: int, side: str = "new", position: int = 0) -> None:
    person.click(person.view.viewport(), person.point(number, side, position))  # type: ignore[arg-type]


def strip(person: Person, kind: str) -> int:
    return next(n for n, row in enumerate(person.view.rows) if is_strip(row) and row.kind == kind)


def click_strip(person: Person, number: int) -> None:
    view = person.view
    view.show_row(number)
    person.see()
    y = view._y_of(number)
    assert y is not None
    person.click(view.viewport(), QPoint(view.viewport().width() // 2, y + 12))


def wheel(person: Person, steps: int) -> None:
    viewport = person.view.viewport()
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(viewport.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    person.see()


def test_both_sides_of_a_row_begin_at_the_same_height(short: Person) -> None:
    for number, row in enumerate(short.view.rows):
        if row.old is not None and row.new is not None:
            assert short.point(number, "old", 0).y() == short.point(number, "new", 0).y()


def test_both_sides_stay_in_step_wherever_one_scrolls(long: Person) -> None:
    view = long.view
    for _ in range(12):
        wheel(long, 1)
        row, shown = view.top_row, view.rows[view.top_row]
        assert shown.old is None or shown.new is None or shown.old.text[:6] == shown.new.text[:6] or row == 0
    assert view.top_row > 0
    wheel(long, -40)
    assert view.top_row == 0
    assert view.verticalScrollBar().value() == 0


def test_pages_and_ends_by_keyboard(long: Person) -> None:
    long.do("fold")
    bar = long.view.verticalScrollBar()
    long.keys("PgDown")
    assert bar.value() > 0
    long.keys("End")
    assert bar.value() == bar.maximum()
    long.keys("PgUp")
    assert bar.value() < bar.maximum()
    long.keys("Home")
    assert bar.value() == 0


def test_the_scroll_bar_goes_anywhere_and_back(long: Person) -> None:
    long.do("fold")
    bar = long.view.verticalScrollBar()
    for part in (0.5, 0.9, 0.1, 1.0, 0.0):
        bar.setValue(int(bar.maximum() * part))
        long.see()
        assert abs(bar.value() - bar.maximum() * part) < 300
    assert long.view.top_row == 0


def test_a_fold_opens_with_a_click_and_with_enter(long: Person) -> None:
    number = strip(long, "fold")
    hidden = long.view.rows[number].rows
    click_strip(long, number)
    assert long.view.rows[number].rows == (hidden[0],)
    assert long.row == hidden[0]
    later = strip(long, "fold")
    hidden = long.view.rows[later].rows
    long.window.navigator.go_to_row(hidden[0] - 1)
    long.view.setFocus()
    long.keys("Down", "Return")
    assert long.view.rows[later].rows == (hidden[0],)


def test_folding_can_be_switched_off_and_is_remembered(long: Person) -> None:
    before = len(long.view.rows)
    long.keys("Ctrl+Shift+F")
    assert not any(row.kind == "fold" for row in long.view.rows)
    assert len(long.view.rows) > before
    assert not long.window.commands["fold"].isChecked()
    assert long.window.settings.value.fold is False
    long.keys("Ctrl+Shift+F")
    assert len(long.view.rows) == before


def test_the_three_views(short: Person) -> None:
    commands = short.window.commands
    assert commands["side_by_side"].isChecked()
    short.keys("Ctrl+2")
    assert commands["redline"].isChecked()
    assert not commands["side_by_side"].isChecked()
    text = short.view.rows[short.shown("1500")].new
    assert text is not None
    assert "1000" in text.text
    assert short.view.columns.old_width == 0
    short.keys("Ctrl+3")
    assert {row.kind for row in short.view.rows} != {"equal"}
    assert all("创新驱动" not in row.new.text for row in short.view.rows if row.new is not None)
    short.keys("Ctrl+1")
    assert short.view.columns.old_width > 0
    for button, name in zip(short.window.bar.views, ("side_by_side", "redline", "changes_only"), strict=True):
        short.click(button)
        assert short.window.presenter.view == name


def test_changing_the_view_stays_at_the_place(long: Person) -> None:
    long.keys("F8", "F8", "F8")
    row = long.row
    for keys in ("Ctrl+2", "Ctrl+1", "Ctrl+3", "Ctrl+1"):
        long.keys(keys)
        assert long.row == row
        number = long.window.presenter.display_of(row)
        assert long.view._y_of(number) is not None


def test_a_moved_paragraph_leads_there_and_back(short: Person) -> None:
    number = strip(short, "moved")
    click_strip(short, number)
    moved = short.window.presenter.display_of(short.row)
    assert "支持龙头企业" in short.view.rows[moved].new.text  # type: ignore[union-attr]
    caption = short.point(moved, "new", 0) - QPoint(0, 34)
    short.click(short.view.viewport(), caption)
    caret = short.view.selection.caret
    assert caret is not None
    assert caret.row == number
    assert short.view._y_of(number) is not None


def test_the_way_back_leads_to_the_strip_of_that_move(person: Person) -> None:
    from tests.desktop.drafts import compared

    parts = [f"第{n}项任务由第{n}个部门负责推进落实，年底前取得实质进展。" for n in "一二三四五六七八九"]
    first, second = "建设未来产业先导区，形成可复制的经验做法。", "完善容错纠错机制，鼓励改革创新干事创业。"
    old = "\n".join(["实施方案", first, *parts[:4], second, *parts[4:]])
    new = "\n".join(["实施方案", *parts[:4], *parts[4:7], second, parts[7], first, parts[8]])
    person.open(compared(old, new))
    strips = [n for n, row in enumerate(person.view.rows) if is_strip(row) and row.kind == "moved"]
    assert len(strips) == 2
    for text in (first, second):
        person.window.navigator.go_to_row(person.row_with(text))
        number = person.window.presenter.display_of(person.row)
        person.window._jump_clicked(number)
        caret = person.view.selection.caret
        assert caret is not None
        assert person.row_with(text) in person.view.rows[caret.row].rows


def test_tooltips_say_what_happened(short: Person) -> None:
    number = short.shown("500家")
    cell = short.view.rows[number].new
    assert cell is not None
    at = short.point(number, "new", cell.text.index("500") + 1)
    viewport = short.view.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert QToolTip.text() == "重点企业 300家·2027 → ≥500家·2030 ↑67%"
    beside = short.point(short.shown("创新驱动"), "new", 0)
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, beside, viewport.mapToGlobal(beside)))
    short.wait(lambda: not QToolTip.isVisible())


def test_a_click_on_a_target_selects_it_in_its_table(short: Person) -> None:
    number = short.shown("500家")
    cell = short.view.rows[number].new
    assert cell is not None
    click_row(short, number, "new", cell.text.index("500") + 1)
    assert short.window.state.selection.ref.startswith("target:")
    assert short.window.workspace.tabs.currentWidget() is short.window.workspace.facts
    assert short.window.workspace.facts.targets.selectionModel().hasSelection()


def test_selecting_by_mouse_copies_exactly_that(short: Person) -> None:
    short.select("量子信息、低空经济")
    assert short.status == "已选 9 字"
    short.keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "量子信息、低空经济"


def test_selecting_over_rows_takes_one_side_alone(short: Person) -> None:
    short.select("（三）场景开放", until="（四）国际合作")
    text = short.view.selection.text()
    assert text.startswith("（三）场景开放\n每年发布")
    assert text.endswith("\n（四）国际合作")
    stretch = short.view.selection.stretch()
    assert stretch is not None
    assert stretch.side == "new"
    short.select("鼓励各市", "old")
    stretch = short.view.selection.stretch()
    assert stretch is not None
    assert stretch.side == "old"


@pytest.mark.parametrize("text", ["𠮷祥", "江畔👩‍🔬示范", "示范区先行"])
def test_characters_beyond_the_first_plane_are_selected_whole(short: Person, text: str) -> None:
    short.select(text)
    assert short.view.selection.text() == text
    stretch = short.view.selection.stretch()
    comparison = short.window.state.comparison
    assert stretch is not None
    assert comparison is not None
    assert comparison.new.blocks[stretch.block].text[stretch.start : stretch.end] == text


def test_text_from_right_to_left_is_selected_by_its_letters(person: Person) -> None:
    from tests.desktop.drafts import compared

    old = "合作备忘录\n双方以שלום עולם为题举办论坛，𠮷林与会。"
    person.open(compared(old, old.replace("论坛", "研讨会")))
    person.view.setFocus()
    number = person.shown("שלום")
    cell = person.view.rows[number].new
    assert cell is not None
    person.window.navigator.go_to_row(person.row_with("שלום"))
    start = cell.text.index("שלום")
    person.keys(*["Right"] * start, *["Shift+Right"] * 9)
    assert person.view.selection.text() == "שלום עולם"
    laid = person.view._store.laid_out(number).new
    assert laid is not None
    rects = laid.rects(start, start + 9)
    assert rects
    assert all(rect.width() > 0 for rect in rects)
    person.annotate("𠮷林", "核对")
    anchor = person.notes[0].anchor
    assert anchor is not None
    assert anchor.quote == "𠮷林"


def test_selecting_by_keyboard(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("500家"))
    short.view.setFocus()
    short.keys("Right", "Shift+Right", "Shift+Right")
    assert short.view.selection.text() == "20"
    short.keys("Shift+End")
    assert short.view.selection.text().endswith("10个。")
    short.keys("Shift+Home")
    assert short.view.selection.text() == "到"
    short.keys("Shift+Down", "Shift+Down")
    assert "\n" in short.view.selection.text()
    short.keys("Left")
    assert short.view.selection.empty


def test_arrow_keys_go_from_row_to_row_and_select_them_everywhere(short: Person) -> None:
    short.keys("F8")
    first = short.row
    short.keys("Down")
    assert short.row == first + 1
    short.keys("Up")
    assert short.row == first


def test_ctrl_tab_goes_to_the_other_side(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    short.view.setFocus()
    short.keys("Ctrl+Tab")
    assert short.view.selection.side == "old"
    short.keys("Shift+End")
    assert "1000万元" in short.view.selection.text()
    short.keys("Ctrl+Tab")
    assert short.view.selection.side == "new"


def test_a_double_click_selects_a_word(short: Person) -> None:
    number = short.shown("1500万元")
    cell = short.view.rows[number].new
    assert cell is not None
    at = short.point(number, "new", cell.text.index("1500") + 2)
    QTest.mouseDClick(short.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert short.view.selection.text() == "1500"


def test_shift_and_click_extends_the_selection(short: Person) -> None:
    number = short.shown("每年发布")
    click_row(short, number, "new", 0)
    short.click(short.view.viewport(), short.point(number, "new", 4), keys="Shift")
    assert short.view.selection.text() == "每年发布"


def test_the_context_menu_offers_what_can_be_done_with_the_row(short: Person) -> None:
    number = short.shown("1500万元")
    at = short.point(number, "new", 3)
    short.window._context_menu(short.view.viewport().mapToGlobal(at), number)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[:4] == ["添加批注", "建议替换…", "提出意见…", "标记"]
    assert short.row == short.row_with("1500万元")
    menu.close()
    short.see()


def test_the_names_of_both_drafts_stand_over_their_columns(short: Person) -> None:
    place = short.window.workspace
    assert place.old_name.text() == "原稿　临江省未来产业培育行动方案（征求意见稿）"
    assert "正式稿" in place.new_name.text()


def test_the_window_can_be_small_or_large(short: Person) -> None:
    for width, height in ((820, 520), (1024, 700), (2560, 1440)):
        short.window.resize(width, height)
        short.see()
        columns = short.view.columns
        assert columns.old_width == columns.new_width > 0
        assert columns.new_x + columns.new_width <= short.view.viewport().width()
        assert not short.window.grab().isNull()


def test_what_is_seen_can_be_painted_in_every_view_and_theme(reviewer: Person) -> None:
    reviewer.annotate("人形机器人", "依据？")
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        reviewer.keys(keys, "Ctrl+Alt+T")
        assert not reviewer.window.grab().isNull()


def test_arrows_go_on_into_the_next_row_and_back(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("（三）场景开放"))
    short.view.setFocus()
    short.keys(*["Right"] * 8)
    caret = short.view.selection.caret
    assert caret is not None
    assert "每年发布" in short.view.rows[caret.row].new.text  # type: ignore[union-attr]
    assert caret.position == 0
    short.keys("Left")
    caret = short.view.selection.caret
    assert caret is not None
    assert caret.position == len("（三）场景开放")
