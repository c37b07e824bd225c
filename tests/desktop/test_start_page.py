"""The start page: choosing two drafts in every way there is, recent reviews, samples, and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.app import Program
from desktop.opening import Opened
from desktop.views.start_page import RecentCard
from tests.desktop.drafts import NEW, OLD, compared, sample_paths
from tests.desktop.person import Answers, Person


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "征求意见稿.txt", tmp_path / "正式稿.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def place_text(person: Person, side: str) -> str:
    return person.window.start.places[side].accessibleDescription()  # type: ignore[index]


def cards(person: Person) -> list[RecentCard]:
    layout = person.window.start.recents
    found = [layout.itemAt(index).widget() for index in range(layout.count())]
    return [each for each in found if isinstance(each, RecentCard)]


def test_two_files_dropped_are_compared_at_once(person: Person, files: tuple[Path, Path]) -> None:
    assert person.on_start_page
    assert person.drop(person.window.start.places["old"], *files)
    person.wait()
    assert not person.on_start_page
    assert person.window.windowTitle() == "征求意见稿 → 正式稿 — 已保存 — 对稿"
    assert person.view.hasFocus()


def test_one_file_goes_where_it_is_dropped_and_says_what_is_in_it(person: Person, files: tuple[Path, Path]) -> None:
    person.drop(person.window.start.places["new"], files[1])
    person.wait()
    assert person.on_start_page
    assert "正式稿.txt" in place_text(person, "new")
    assert "4 章" in place_text(person, "new")
    assert "还没有文件" in place_text(person, "old")
    assert not person.window.start.go.isEnabled()


def test_the_second_file_dropped_on_the_window_fills_the_other_place(person: Person, files: tuple[Path, Path]) -> None:
    person.drop(person.window, files[0])
    person.drop(person.window, files[1])
    person.wait()
    assert "征求意见稿.txt" in place_text(person, "old")
    assert "正式稿.txt" in place_text(person, "new")
    person.click(person.window.start.go)
    person.wait()
    assert not person.on_start_page


def test_choosing_both_by_keyboard(person: Person, files: tuple[Path, Path]) -> None:
    start = person.window.start
    start.places["old"].setFocus()
    person.answers.files = [[str(files[0])], [str(files[1])]]
    person.keys("Return")
    start.places["new"].setFocus()
    person.keys("Space")
    assert [asked[0] for asked in person.answers.asked] == ["选择原稿", "选择修改稿"]
    person.wait()
    assert start.go.hasFocus()
    person.keys("Space")
    person.wait()
    assert person.session.source_name("old") == "征求意见稿.txt"


def test_a_click_asks_for_a_file_and_giving_up_changes_nothing(person: Person) -> None:
    person.answers.files = [[]]
    person.click(person.window.start.places["old"])
    assert person.answers.asked[0][0] == "选择原稿"
    assert "还没有文件" in place_text(person, "old")


def test_chosen_files_are_swapped(person: Person, files: tuple[Path, Path]) -> None:
    start = person.window.start
    person.drop(start.places["old"], files[1])
    person.click(start.swap)
    person.wait()
    assert "正式稿.txt" in place_text(person, "new")
    assert "还没有文件" in place_text(person, "old")


def test_ctrl_n_asks_for_two_files(person: Person, files: tuple[Path, Path]) -> None:
    person.answers.files = [[str(each) for each in files]]
    person.keys("Ctrl+N")
    person.wait()
    assert person.session.source_name("new") == "正式稿.txt"


def test_a_file_that_cannot_be_read_says_so_and_what_to_do(
    person: Person, tmp_path: Path, files: tuple[Path, Path]
) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    start = person.window.start
    person.drop(start.places["old"], bad)
    person.wait()
    assert "不能读取" in place_text(person, "old")
    assert start.problem.isVisible()
    assert "坏.docx" in start.problem.text()
    assert not start.go.isEnabled()
    person.drop(person.window, files[0])
    person.wait()
    assert "征求意见稿.txt" in place_text(person, "old")
    assert not start.problem.isVisible()


def test_two_files_of_which_one_is_missing(person: Person, tmp_path: Path, files: tuple[Path, Path]) -> None:
    person.drop(person.window, files[0], tmp_path / "没有.docx")
    person.wait()
    assert person.on_start_page
    assert "没有.docx" in person.window.start.problem.text()


def test_the_samples_open_with_one_click(person: Person) -> None:
    person.click(person.window.start.samples)
    person.wait()
    assert person.session.source_name("old") == sample_paths()[0].name
    person.keys("Ctrl+W")
    person.do("open_samples")
    person.wait()
    assert person.session.source_name("old") == sample_paths()[0].name
    assert len(person.window.presenter.items) > 10


def test_recent_reviews_say_how_far_they_are_and_open_with_a_click(reviewer: Person) -> None:
    reviewer.keys("F8", "Ctrl+T")
    title, done = reviewer.window.windowTitle().split(" — ")[0], len(reviewer.window.presenter.items)
    reviewer.annotate("人形机器人", "依据？")
    reviewer.keys("Ctrl+W")
    assert reviewer.on_start_page
    card = cards(reviewer)[0]
    assert title in card.accessibleName()
    assert f"未核对 {done - 1} / {done}" in card.accessibleName()
    assert "批注 1" in card.accessibleName()
    reviewer.click(card)
    reviewer.wait()
    assert len(reviewer.notes) == 1
    assert len(reviewer.session.ticks()) == 1


def test_a_review_whose_file_is_gone_is_not_offered(short: Person) -> None:
    path = short.session.path
    short.keys("Ctrl+W")
    assert len(cards(short)) == 1
    path.unlink()
    short.window.start.set_recents(short.window.controller.recents.all())
    assert cards(short) == []


def test_ctrl_o_opens_a_review_and_one_that_is_no_review_says_so(short: Person, tmp_path: Path) -> None:
    path = tmp_path / "副本.duigao"
    short.answers.saves = [str(path)]
    short.keys("Ctrl+Shift+S")
    short.keys("Ctrl+W")
    short.answers.files = [[str(path)]]
    short.keys("Ctrl+O")
    short.wait()
    assert short.session.path == path
    short.keys("Ctrl+W")
    other = tmp_path / "假.duigao"
    other.write_text("no review", encoding="utf-8")
    short.answers.files = [[str(other)]]
    short.click(short.window.start.open)
    short.wait()
    assert "假.duigao" in short.window.start.problem.text()


def test_a_review_can_be_dropped_anywhere(short: Person, tmp_path: Path) -> None:
    path = tmp_path / "副本.duigao"
    short.answers.saves = [str(path)]
    short.do("save_as")
    short.keys("Ctrl+W")
    assert short.drop(short.window, path)
    short.wait()
    assert short.session.path == path


def test_two_files_dropped_while_a_review_is_open_are_compared(short: Person, files: tuple[Path, Path]) -> None:
    before = short.session.path
    assert short.drop(short.window, *files)
    short.wait()
    assert short.session.path != before
    assert not short.on_start_page


def test_one_file_dropped_while_a_review_is_open_waits_for_the_other_and_there_is_a_way_back(
    short: Person, files: tuple[Path, Path]
) -> None:
    before = short.session.path
    short.drop(short.window, files[0])
    short.wait()
    assert short.on_start_page
    assert "征求意见稿.txt" in place_text(short, "old")
    assert short.window.start.back.isVisible()
    short.click(short.window.start.back)
    assert not short.on_start_page
    assert short.session.path == before
    assert short.view.hasFocus()


def test_what_is_no_file_cannot_be_dropped(person: Person) -> None:
    assert not person.drop(person.window)
    assert not person.drop(person.window.start.places["old"])


def test_after_a_review_the_places_are_empty_again(person: Person, files: tuple[Path, Path]) -> None:
    person.drop(person.window, *files)
    person.wait()
    person.keys("Ctrl+W")
    assert "还没有文件" in place_text(person, "old")
    assert not person.window.start.go.isEnabled()


def test_replacing_and_swapping_the_drafts(short: Person, tmp_path: Path) -> None:
    newer = tmp_path / "再改稿.txt"
    newer.write_text(NEW.replace("500家以上", "600家以上"), encoding="utf-8")
    note = short.annotate("低空经济", "请说明")
    short.answers.files = [[str(newer)]]
    short.do("replace_new")
    short.wait()
    assert short.session.source_name("new") == "再改稿.txt"
    assert short.row_with("600家") >= 0
    assert short.window.state.placement(note) is not None
    older = tmp_path / "更早稿.txt"
    older.write_text(OLD.replace("300家", "200家"), encoding="utf-8")
    short.answers.files = [[str(older)]]
    short.do("replace_old")
    short.wait()
    assert short.row_with("200家", "old") >= 0
    short.do("swap")
    short.wait()
    assert short.session.source_name("old") == "再改稿.txt"
    assert short.session.source_name("new") == "更早稿.txt"
    assert [each.body for each in short.notes] == []


def test_the_command_line_opens_files_and_reviews(
    new_window: Callable[..., Person],
    qtbot: object,
    tmp_path: Path,
    files: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = new_window()
    program = Program(tmp_path / "data")
    monkeypatch.setattr("desktop.app.make_window", lambda *_, **__: person.window)
    program.show([str(each) for each in files])
    person.wait()
    path = person.session.path
    person.keys("Ctrl+W")
    program.show([str(path)])
    person.wait()
    assert person.session.path == path


def test_after_a_kill_the_next_start_offers_what_was_open(new_window: Callable[..., Person], samples: Opened) -> None:
    first = new_window()
    first.open(compared(OLD, NEW))
    first.annotate("低空经济", "请说明")
    path = first.session.path
    first.session.close()  # what a killed process leaves: its file, and the list that says it was open
    second = new_window()
    second.answers.confirms = [True]
    second.window.welcome.offer_left_open()
    assert "没有正常关闭" in second.answers.asked[-1][1]
    second.wait()
    assert second.session.path == path
    assert [each.body for each in second.notes] == ["请说明"]


def test_declining_the_offer_is_not_asked_again(new_window: Callable[..., Person]) -> None:
    first = new_window()
    first.open(compared(OLD, NEW))
    first.session.close()
    second = new_window()
    second.answers.confirms = [False]
    second.window.welcome.offer_left_open()
    second.window.welcome.offer_left_open()
    assert second.on_start_page
    assert len(second.answers.asked) == 1


def test_a_review_closed_in_order_is_not_offered(new_window: Callable[..., Person]) -> None:
    first = new_window()
    first.open(compared(OLD, NEW))
    first.window.close()
    second = new_window()
    second.window.welcome.offer_left_open()
    assert second.answers.asked == []


def test_links_and_buttons_have_words(person: Person) -> None:
    texts = [button.text() for button in person.window.start.findChildren(QPushButton) if button.isVisible()]
    assert texts == ["开始对照", "用示例试一试", "打开对稿文件…"]
    assert Answers().all_used
