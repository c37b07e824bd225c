"""What goes wrong: full disks, files that go away, odd drafts, work that is stopped. Nothing is lost, nothing odd."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from comparators.cli.service import Service
from comparators.errors import OutputError
from comparators.review.session import Session
from comparators.work import Work
from desktop import opening
from desktop.presenters.display import is_strip
from tests.desktop.drafts import NEW, OLD, compared
from tests.desktop.person import Person


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every review file be on a disk that is full."""

    def refuse(self: object, *_: object, **__: object) -> None:
        raise OutputError("output-failed", path="评审.duigao", folder="", reason="No space left on device")

    monkeypatch.setattr("comparators.review.store.Store.append", refuse)


# -- background work ---------------------------------------------------------------------------------------------------


def slow(work: Work) -> None:
    for _ in range(400):
        work.step("wording", 0.4)
        time.sleep(0.005)


def test_work_shows_what_is_being_done_and_is_cancelled(
    short: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = opening.load_draft
    monkeypatch.setattr(opening, "load_draft", lambda source, work: (slow(work), real(source, work))[1])
    window, before = short.window, short.session.path
    path = tmp_path / "新稿.txt"
    path.write_text(NEW, encoding="utf-8")
    window.controller.open_pair(str(path), str(path))
    short.wait(lambda: window.progress.value() == 40)
    assert window.working.text()
    assert window.stop.isVisible()
    began = time.process_time()  # not the clock on the wall: others may be using this machine
    short.click(window.stop)
    assert time.process_time() - began < 0.2
    assert not window.stop.isVisible()
    assert short.status == "已取消"
    assert short.session.path == before
    short.keys("F8")
    assert short.row >= 0


def test_drafts_are_compared_in_a_process_of_their_own(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, told = Service(), list[str]()
    person.window.controller.failed.connect(lambda sentence, _: told.append(sentence))
    monkeypatch.setattr(person.window.controller, "_service", service)
    monkeypatch.setattr(opening, "load_draft", lambda *_: pytest.fail("read in the window's own process"))
    old, new, bad = tmp_path / "原稿.txt", tmp_path / "修改稿.txt", tmp_path / "坏.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04" + b"\x07" * 500)
    person.window.controller.open_pair(str(old), str(bad))
    person.wait()
    assert "坏.txt" in told[0]
    person.window.controller.open_pair(str(old), str(new))
    person.window.controller.jobs.cancel("open")
    assert person.on_start_page
    person.window.controller.open_pair(str(old), str(new))
    person.wait()
    assert not person.on_start_page
    assert person.window.presenter.items
    service.stop()


def test_a_review_whose_opening_is_replaced_is_let_go_of(short: Person, tmp_path: Path) -> None:
    copy = tmp_path / "副本.duigao"
    copy.write_bytes(short.session.path.read_bytes())
    window = short.window
    window.controller.open_review(str(copy))
    path = tmp_path / "新稿.txt"
    path.write_text(NEW, encoding="utf-8")
    window.controller.open_pair(str(path), str(path))
    short.wait()
    with Session.open(copy) as again:
        assert not again.read_only


def test_closing_while_drafts_are_compared_again(short: Person) -> None:
    short.window.controller.compare_again()
    short.keys("Ctrl+W")
    short.wait()
    assert short.on_start_page
    assert short.window.state.session is None


def test_saving_elsewhere_while_drafts_are_compared_again(short: Person, tmp_path: Path) -> None:
    short.window.controller.compare_again()
    short.answers.saves = [str(tmp_path / "另存")]
    short.do("save_as")
    short.wait()
    assert short.session.path == tmp_path / "另存.duigao"
    short.annotate("低空经济", "甲")
    assert len(short.notes) == 1


def test_a_defect_is_told_with_details_to_copy(short: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("comparators.comparison.compare", defect)
    short.window.controller.compare_again()
    short.wait()
    sentence, details = short.answers.failures[0]
    assert sentence.startswith("程序出了错，您的文件和批注没有受影响")
    assert "ZeroDivisionError: by zero" in details
    assert not short.on_start_page


def test_closing_the_window_while_files_are_read(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "新稿.txt"
    path.write_text(NEW * 50, encoding="utf-8")
    person.drop(person.window, path, path)
    person.window.close()
    assert not person.window.controller.jobs.busy()


# -- disks and files ---------------------------------------------------------------------------------------------------


def test_a_full_disk_says_so_and_the_window_shows_what_is_saved(short: Person, full_disk: None) -> None:
    short.select("低空经济")
    short.keys("Ctrl+Alt+M")
    short.view.setFocus()
    short.keys("F8", "Ctrl+T")
    assert len(short.answers.failures) == 2
    assert "No space left on device" in short.answers.failures[0][0]
    assert short.notes == ()
    assert short.session.ticks() == {}
    assert not short.view.rows[short.window.presenter.display_of(short.row)].reviewed
    assert not short.window.state.undo_stack.canUndo()


def test_an_undo_that_cannot_be_written_changes_nothing(short: Person, request: pytest.FixtureRequest) -> None:
    short.annotate("低空经济", "甲")
    request.getfixturevalue("full_disk")
    short.keys("Ctrl+Z")
    assert len(short.answers.failures) == 1
    assert [each.body for each in short.notes] == ["甲"]


def test_closing_with_a_full_disk_loses_nothing(short: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    short.annotate("低空经济", "甲")
    path = short.session.path

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.recents.write_whole", refuse)
    monkeypatch.setattr("desktop.settings.write_whole", refuse)
    short.window.close()
    with Session.open(path) as again:
        assert [each.body for each in again.annotations()] == ["甲"]


def test_a_place_that_cannot_be_written_is_told_when_saving_elsewhere(short: Person, tmp_path: Path) -> None:
    before = short.session.path
    short.answers.saves = [str(tmp_path / "没有" / "评审.duigao")]
    short.keys("Ctrl+Shift+S")
    assert len(short.answers.failures) == 1
    assert short.session.path == before
    short.annotate("低空经济", "甲")
    assert len(short.notes) == 1


def test_drafts_may_be_deleted_while_their_review_is_open(person: Person, tmp_path: Path) -> None:
    files = [tmp_path / "原.txt", tmp_path / "新.txt"]
    for path, text in zip(files, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    person.drop(person.window, *files)
    person.wait()
    for path in files:
        path.unlink()
    person.annotate("低空经济", "甲")
    person.window.controller.compare_again()
    person.wait()
    review = person.session.path
    person.keys("Ctrl+W")
    person.window.controller.open_review(str(review))
    person.wait()
    assert [each.body for each in person.notes] == ["甲"]


def test_the_same_review_opened_again_in_its_own_window_stays_writable(short: Person) -> None:
    path = short.session.path
    short.window.controller.open_review(str(path))
    short.wait()
    assert not short.session.read_only
    short.annotate("低空经济", "甲")
    assert len(short.notes) == 1


# -- odd drafts --------------------------------------------------------------------------------------------------------


def walk(person: Person) -> None:
    """Do a little of everything."""
    for keys in ("F8", "F8", "F7", "PgDown", "Home", "Alt+Down", "Alt+Shift+Down", "F9", "Ctrl+2", "Ctrl+3", "Ctrl+1"):
        person.keys(keys)
    person.keys("Ctrl+Tab", "Right", "Shift+Right", "Shift+End", "Down", "Up", "Ctrl+Alt+M")
    for tab in ("Alt+1", "Alt+2", "Alt+3", "Alt+0"):
        person.keys(tab)
    assert not person.window.grab().isNull()


PARAGRAPH = "为推动未来产业发展，制定本通知。"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PARAGRAPH, PARAGRAPH.replace("推动", "加快")),
        (PARAGRAPH, PARAGRAPH),
        (PARAGRAPH, "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。"),
        (OLD, "菜谱\n一、原料\n鸡蛋三个，番茄两个。\n二、做法\n先炒鸡蛋，再炒番茄。"),
        ("通知👩‍🔬\nשלום עולם 123 مرحبا\n𠮷野家在江州市。", "通知👨‍🔬\nשלום עולם 456 مرحبا\n𠮷野家在海城市。"),
        ("一" * 30_000, "一" * 29_999 + "二"),
    ],
    ids=["one paragraph", "the same", "unrelated poem", "unrelated plan", "right to left and emoji", "one long line"],
)
def test_odd_pairs_of_drafts_can_be_worked_with(person: Person, old: str, new: str) -> None:
    person.open(compared(old, new))
    walk(person)
    assert person.answers.failures == []


def test_a_side_without_any_text(person: Person, tmp_path: Path) -> None:
    import dataclasses

    from comparators.comparison import compare

    opened = compared(OLD, NEW)
    empty = dataclasses.replace(opened.comparison.old, blocks=(), sections=(), title="")
    for old, new in ((empty, opened.comparison.new), (opened.comparison.old, empty)):
        person.open(dataclasses.replace(opened, comparison=compare(old, new)))
        walk(person)
        assert all(is_strip(row) or (row.old is None) != (row.new is None) for row in person.view.rows)
    assert person.answers.failures == []


def test_a_comparison_without_changes_says_so(person: Person) -> None:
    person.open(compared(OLD, OLD))
    assert person.window.bar.place.text() == "没有修改"
    person.keys("F8", "F7", "Alt+Down", "F9", "Shift+F8")
    assert person.row == -1
    assert person.window.counts.text().startswith("0 处修改")


def test_two_thousand_annotations_stay_quick_and_whole(reviewer: Person) -> None:
    from comparators.review.acts import Act, new_id, now
    from comparators.review.anchors import make_anchor
    from comparators.review.annotations import Annotation
    from comparators.review.session import made_value

    comparison, session = reviewer.window.state.comparison, reviewer.session
    assert comparison is not None
    blocks = [block for block in comparison.new.blocks if len(block.text) > 10]
    acts = []
    for number in range(2_000):
        block = blocks[number % len(blocks)]
        start = number // len(blocks) % 6
        anchor = make_anchor(comparison.new, "new", block.index, start, block.index, start + 4)
        made = Annotation(new_id(), "comment", "李四", now(), anchor=anchor, body=f"第{number}条")
        acts.append(Act(made.id, number + 10, made.time, made.author, made.id, "made", made_value(made)))
    session.merge_acts(acts)
    reviewer.window.state.annotations_touched()
    reviewer.see()
    panel = reviewer.window.workspace.annotations
    assert panel.model.rowCount() == 2_000
    assert reviewer.window.workspace.tabs.tabText(2) == "批注 2000"
    reviewer.keys("Alt+3")
    last = panel.model.index(1_999)
    reviewer.wait(lambda: panel.view.visualRect(last).isValid())
    reviewer.keys("End")
    assert panel.view.currentIndex().row() == 1_999
    before = reviewer.view.rows[reviewer.window.presenter.display_of(reviewer.row)].annotations
    reviewer.keys("Alt+0", "Ctrl+Alt+M")
    reviewer.type("one more")
    reviewer.keys("Ctrl+Return")
    assert panel.model.rowCount() == 2_001
    assert reviewer.view.rows[reviewer.window.presenter.display_of(reviewer.row)].annotations == before + 1
    reviewer.keys("Ctrl+Z")
    assert panel.model.rowCount() == 2_000


def test_events_after_closing_do_no_harm(short: Person) -> None:
    view = short.view
    short.window.close()
    QApplication.sendEvent(view, QEvent(QEvent.Type.FontChange))
    short.window._rows_reset()
    short.see()
