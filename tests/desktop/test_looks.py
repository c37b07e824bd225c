"""Themes, text size, language, settings, and where they are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.app import Program
from desktop.dialogs.settings import SettingsDialog
from desktop.settings import Settings, SettingsFile
from desktop.theme import themes
from desktop.words import Words
from tests.desktop.drafts import NEW, OLD, compared
from tests.desktop.person import Person


def background(person: Person) -> str:
    """Return the colour of the paper, as it is painted beside all text."""
    image = person.view.viewport().grab().toImage()
    return image.pixelColor(3, image.height() - 3).name()


def test_themes_follow_each_other_and_are_remembered(short: Person) -> None:
    seen = []
    for _ in range(3):
        short.keys("Ctrl+Alt+T")
        seen.append((short.window.settings.value.theme, background(short)))
    assert {name for name, _ in seen} == set(themes())
    assert len({color for _, color in seen}) >= 2
    kept = json.loads(short.window.settings.path.read_text(encoding="utf-8"))
    assert kept["theme"] == seen[-1][0]


def test_every_theme_has_every_colour() -> None:
    found = themes()
    assert {"light", "dark", "contrast"} <= set(found)
    assert len({frozenset(theme.colors) for theme in found.values()}) == 1


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_text_can_be_read_in_every_theme(name: str) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for text; 7 to 1 (1.4.6) where high contrast is asked for."""
    colors = themes()[name].colors
    least = 7.0 if name == "contrast" else 4.5
    pairs = [("ink", "paper"), ("ink", "panel"), ("soft", "panel"), ("add", "add_bg"), ("del", "del_bg")]
    pairs += [("num", "num_bg"), ("accent", "accent_bg"), ("ink", "select_bg"), ("ink", "find_bg"), ("mov", "row")]
    weak = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


def test_text_grows_and_shrinks_and_the_place_stays(short: Person) -> None:
    short.keys("F8", "F8", "F8", "F8")
    number = short.window.presenter.display_of(short.row)
    before = short.view._store.heights.total
    short.keys("Ctrl+=", "Ctrl+=")
    assert short.window.settings.value.text_size == 18
    assert short.view._store.heights.total > before
    short.keys("Ctrl+-", "Ctrl+-", "Ctrl+-")
    assert short.window.settings.value.text_size == 14
    short.keys("Ctrl+0")
    assert short.window.settings.value.text_size == 15
    assert short.view._current == number
    for _ in range(20):
        short.keys("Ctrl+-")
    assert short.window.settings.value.text_size == 11


def test_settings_are_asked_for_and_used(short: Person) -> None:
    short.answers.settings = [None, {"theme": "dark", "text_size": 20, "author": "李四", "fold": False}]
    short.keys("Ctrl+,")
    assert short.window.settings.value.theme == "light"
    short.keys("Ctrl+,")
    assert short.window.settings.value.theme == "dark"
    assert short.view._store.faces.size == 20
    assert short.window.presenter.fold is False


def test_ignoring_less_compares_again(person: Person) -> None:
    person.open(compared("通知\n加强 领导，落实责任。", "通知\n加强领导，落实责任。"))
    assert person.window.presenter.items == []
    person.answers.settings = [{"ignore": ()}]
    person.keys("Ctrl+,")
    person.wait()
    assert [item.kind for item in person.window.presenter.items] == ["changed"]


def test_the_settings_dialog_gives_back_what_was_set(person: Person, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(author="张三"), themes(), tmp_path, Words(), person.window)
    dialog.show()
    values = dialog.values
    assert values["author"] == "张三"
    assert values["ignore"] == ("width", "space")
    dialog.author.setText("李四")
    dialog.theme.setCurrentIndex(dialog.theme.findData("contrast"))
    dialog.ignore["punctuation"].click()
    dialog.categories.setText("合法性，表述,数据")
    changed = dialog.values
    assert (changed["author"], changed["theme"]) == ("李四", "contrast")
    assert "punctuation" in changed["ignore"]  # type: ignore[operator]
    assert changed["categories"] == ("合法性", "表述", "数据")
    dialog.close()
    dialog.deleteLater()


def test_damaged_settings_are_the_defaults(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"text_size": "large", "theme": 7, "unknown": 1}', "\x00"):
        (tmp_path / "settings.json").write_text(text, encoding="utf-8")
        found = SettingsFile(tmp_path).value
        assert (found.text_size, found.theme) == (15, "light")
    assert SettingsFile(tmp_path).change(text_size=20)
    assert SettingsFile(tmp_path).value.text_size == 20


def test_settings_that_cannot_be_written_hold_for_now(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    found = SettingsFile(tmp_path)
    assert not found.change(theme="dark")
    assert found.value.theme == "dark"


def test_the_window_opens_where_it_was(new_window: Callable[..., Person]) -> None:
    first = new_window()
    first.window.resize(820, 560)
    first.see()
    first.window.close()
    second = new_window()
    assert (second.window.width(), second.window.height()) == (820, 560)


def test_everything_is_english_in_english(new_window: Callable[..., Person]) -> None:
    person = new_window("en")
    person.open(compared(OLD, NEW))
    person.keys("F8", "Alt+Down", "Alt+Shift+Down")
    window = person.window
    shown = [window.windowTitle().split(" — ")[1], window.counts.text(), window.bar.place.text(), person.status]
    shown += [button.text() for button in window.findChildren(QPushButton) if not button.property("tone")]
    shown += [action.text() for action in window.commands.by_name.values()]
    shown += [window.workspace.tabs.tabText(number) for number in range(3)]
    shown += [label.text() for label in window.workspace.facts.findChildren(QLabel)]
    han = [text for text in shown if any("\u4e00" <= char <= "\u9fff" for char in text) and ".txt" not in text]
    assert han == []
    assert window.bar.place.text().endswith(f"/ {len(window.presenter.items)} changes")


def test_another_language_makes_another_window_on_the_same_review(
    new_window: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Person] = []

    def make(folder: Path, ports: object = None, language: str = "", service: object = None) -> object:
        made.append(new_window("", folder))
        return made[-1].window

    program = Program(tmp_path / "data")
    monkeypatch.setattr("desktop.app.make_window", make)
    program.show()
    first = made[0]
    first.see()
    first.open(compared(OLD, NEW))
    path = first.session.path
    first.answers.settings = [{"language": "en"}]
    first.keys("Ctrl+,")
    second = made[1]
    second.wait()
    assert second.session.path == path
    assert not second.session.read_only
    assert second.window.commands["undo"].text() == "Undo"
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [second.window]


def test_a_struck_line_leaves_the_fonts_of_everything_else_alone(short: Person) -> None:
    changes = short.window.workspace.changes
    changes.kind.setCurrentIndex(changes.kind.findData("removed"))
    assert changes.model.shown  # its last line is struck through
    changes.view.grab()
    for theme in themes().values():
        assert not theme.ui_font().strikeOut()
