"""The palette, the page of shortcuts, the manual, the tour, the dialogs themselves, and what listeners hear."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QDialog, QLabel, QWidget

from comparators.review.annotations import Opinion
from desktop.actions import ACTIONS, GROUPS
from desktop.dialogs.help import HelpDialog
from desktop.dialogs.opinion import OpinionDialog, OpinionDraft
from desktop.dialogs.palette import Palette
from desktop.dialogs.settings import SettingsDialog
from desktop.settings import Settings
from desktop.theme import themes
from desktop.views.tour import Tour
from desktop.words import Words
from tests.desktop.person import Person

TESTS = Path(__file__).parent


# -- commands ----------------------------------------------------------------------------------------------------------


def test_every_command_can_be_done_and_is_tested(person: Person) -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py"))
    untested = [
        spec.name
        for spec in ACTIONS
        if f'"{spec.name}"' not in sources and not any(f'"{keys}"' in sources for keys in spec.keys)
    ]
    assert not untested
    actions, output = person.window.window_actions, person.window.window_actions._output
    nobody = {spec.name for spec in ACTIONS if not hasattr(actions, spec.name) and not hasattr(output, spec.name)}
    assert not nobody


def test_no_two_commands_share_keys_and_every_group_is_listed() -> None:
    keys = [QKeySequence.fromString(each).toString() for spec in ACTIONS for each in spec.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)
    assert {spec.group for spec in ACTIONS} == set(GROUPS)


def test_commands_that_need_a_review_cannot_be_used_without_one(person: Person) -> None:
    for spec in ACTIONS:
        assert person.window.commands[spec.name].isEnabled() == (spec.needs == "")


def test_quitting_closes_the_window(short: Person) -> None:
    short.keys("Ctrl+Q")
    assert not short.window.isVisible()
    assert short.window.state.session is None


# -- palette, help, tour -----------------------------------------------------------------------------------------------


@pytest.fixture
def palette(short: Person) -> Iterator[Palette]:
    dialog = Palette(short.window.commands, Words(), short.window)
    dialog.show()
    short.see()
    dialog.field.setFocus()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def test_the_palette_finds_a_command_by_its_name_and_does_it(short: Person, palette: Palette) -> None:
    short.type("下一处")
    assert palette.list.item(0).text().startswith("下一处修改")
    short.keys("Return")
    assert palette.chosen is short.window.commands["next_change"]


def test_the_palette_is_walked_through_with_arrows_and_knows_english_names(short: Person, palette: Palette) -> None:
    short.type("annot")
    assert palette.list.count() >= 3
    short.keys("Down", "Down", "Up")
    assert palette.list.currentRow() == 1
    short.keys("Escape")
    assert palette.chosen is None


def test_the_palette_lists_only_what_can_be_used(person: Person) -> None:
    dialog = Palette(person.window.commands, Words(), person.window)
    names = {dialog.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(dialog.list.count())}
    assert names == {spec.name for spec in ACTIONS if not spec.needs and spec.name != "palette"}
    dialog.deleteLater()


def test_ctrl_shift_p_does_what_was_chosen(short: Person) -> None:
    short.answers.commands = ["next_change"]
    short.keys("Ctrl+Shift+P")
    assert short.row == short.window.presenter.items[0].row


def help_pages() -> list[HelpDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, HelpDialog)]


def test_the_page_of_shortcuts_lists_every_key(short: Person) -> None:
    short.keys("Ctrl+/")
    page = help_pages()[0]
    text = page.page.toPlainText()
    for spec in ACTIONS:
        for keys in spec.keys:
            native = QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)
            assert native in text, (spec.name, native)
    page.close()
    short.see()


def test_f1_opens_the_manual_and_escape_closes_it_for_good(short: Person) -> None:
    for _ in range(2):
        short.window.activateWindow()
        short.wait(short.window.isActiveWindow)
        short.keys("F1")
        page = help_pages()[0]
        assert "对稿" in page.page.toPlainText()
        page.page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        QTest.qWait(0)
        short.wait(lambda: not help_pages())


def test_the_manual_in_english(new_window: Callable[..., Person]) -> None:
    person = new_window("en")
    person.do("manual")
    page = help_pages()[0]
    text = page.page.toPlainText()
    assert "F8" in text
    assert sum("\u4e00" <= char <= "\u9fff" for char in text) < len(text) / 20
    page.close()
    person.see()


def test_about_says_what_this_is(person: Person) -> None:
    person.do("about")
    assert person.answers.failures[0][0].startswith("对稿 ")


def tour(person: Person) -> Tour | None:
    found = [each for each in person.window.findChildren(Tour) if each.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_first_start_shows_a_tour_of_four_steps_once(new_window: Callable[..., Person]) -> None:
    person = new_window(tour=True)
    person.window.welcome.offer_tour()
    card = tour(person)
    assert card is not None
    seen = []
    for _ in range(4):
        seen.append(card.title.text())
        assert card.next.hasFocus()
        assert person.window.rect().contains(card.geometry())
        person.keys("Space")
    assert seen == ["放入两稿", "逐条看修改", "看清产业与目标", "批注与导出"]
    assert tour(person) is None
    assert person.window.settings.value.tour_done
    person.window.welcome.offer_tour()
    assert tour(person) is None


def test_the_tour_over_a_review_can_be_left_with_escape(short: Person) -> None:
    short.do("tour")
    short.do("tour")
    card = tour(short)
    assert card is not None
    short.window.resize(1_000, 600)
    short.see()
    assert short.window.rect().contains(card.geometry())
    short.keys("Escape")
    assert tour(short) is None
    assert short.view.hasFocus()


# -- dialogs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("decision", ["partly", "rejected"])
def test_an_opinion_dialog_insists_on_the_reason_that_procedure_wants(person: Person, decision: str) -> None:
    draft = OpinionDraft("500家以上", Opinion("省发展改革委", proposal="提高目标"))
    dialog = OpinionDialog(draft, Words(), decide=True, parent=person.window)
    dialog.show()
    dialog.decision.setCurrentIndex(dialog.decision.findData(decision))
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.problem.isVisible()
    assert "须写明理由" in dialog.problem.text()
    dialog.decision_reason.setPlainText("与上位规划一致")
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    expected = dataclasses.replace(draft.opinion, decision=decision, decision_reason="与上位规划一致")  # type: ignore[arg-type]
    assert dialog.value == expected
    dialog.deleteLater()


def test_an_opinion_needs_words(person: Person) -> None:
    dialog = OpinionDialog(OpinionDraft("", Opinion()), Words(), decide=False, parent=person.window)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    dialog.proposal.setPlainText("建议")
    dialog.accept()
    assert dialog.value.proposal == "建议"
    dialog.deleteLater()


# -- listeners ---------------------------------------------------------------------------------------------------------


def above(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent


def nameless(root: QWidget) -> list[str]:
    """Return the widgets that can take the keyboard's focus and have no name for a listener."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()
        inside = any(isinstance(each, QComboBox | QAbstractSpinBox) for each in above(widget))
        if not name and not inside:
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def test_everything_that_takes_the_focus_has_a_name(reviewer: Person) -> None:
    reviewer.annotate("人形机器人", "依据？")
    assert nameless(reviewer.window) == []


def test_everything_in_dialogs_has_a_name(person: Person, tmp_path: Path) -> None:
    opinion = OpinionDialog(OpinionDraft("", Opinion()), Words(), decide=True, parent=person.window)
    settings = SettingsDialog(Settings(), themes(), tmp_path, Words(), person.window)
    for dialog in (opinion, settings):
        assert nameless(dialog) == []
        dialog.deleteLater()


def test_a_listener_hears_the_row_that_is_current(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    interface = QAccessible.queryAccessibleInterface(short.view)
    heard = interface.text(QAccessible.Text.Description)
    assert heard.startswith("修改，三/（一），未核对，")
    assert "1000万元" in heard
    assert "1500万元" in heard
    short.view.setFocus()
    short.keys("Ctrl+T")
    assert "，已核对，" in interface.text(QAccessible.Text.Description)
    short.keys("Down")
    assert interface.text(QAccessible.Text.Description) != heard
    assert interface.text(QAccessible.Text.Name) == "对照正文"


def test_lists_tell_listeners_what_their_items_are(short: Person) -> None:
    model = short.window.workspace.changes.model
    spoken = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("修改，")
    assert spoken.endswith("未核对")


def test_tab_goes_round_the_window_and_comes_back(short: Person) -> None:
    first, seen = short.view, []
    first.setFocus()
    for _ in range(60):
        short.keys("Tab")
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is first:
            break
        seen.append(widget)
    assert QApplication.focusWidget() is first
    assert len(seen) == len(set(seen)) > 8
    assert short.window.bar.find_bar.field in seen
    assert short.window.workspace.outline.tree in seen
    assert short.window.workspace.changes.view in seen
    labels = [widget for widget in seen if isinstance(widget, QLabel)]
    assert labels == []


def test_the_caret_is_seen_where_the_focus_is(short: Person) -> None:
    short.window.navigator.go_to_row(short.row_with("1500万元"))
    short.view.setFocus()
    short.keys("Right", "Right")
    number = short.window.presenter.display_of(short.row)
    at = short.point(number, "new", 2)
    focused = short.view.viewport().grab().toImage()
    short.window.bar.find_bar.field.setFocus()
    short.see()
    other = short.view.viewport().grab().toImage()
    ratio = focused.devicePixelRatio()
    pixels = [(round(at.x() * ratio) + dx, round(at.y() * ratio)) for dx in (-1, 0, 1)]
    assert any(focused.pixel(x, y) != other.pixel(x, y) for x, y in pixels)
