"""A whole review with the keyboard alone, from the samples to the end."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from comparators.review.annotations import Opinion
from comparators.review.session import Session
from desktop.exporting import KINDS
from tests.desktop.person import Person

OPINION = Opinion("省发展改革委", proposal="建议进一步提高目标", reason="与规划纲要一致")


def open_samples(person: Person) -> None:
    for _ in range(12):
        if person.window.start.samples.hasFocus():
            break
        person.keys("Tab")
    person.keys("Space")
    person.wait()


def select_some_words(person: Person) -> str:
    person.keys(*["Right"] * 3, *["Shift+Right"] * 4)
    return person.view.selection.text()


def test_a_full_review_by_keyboard(person: Person, tmp_path: Path) -> None:
    open_samples(person)
    window = person.window
    items = window.presenter.items
    assert len(items) > 20

    quotes = []
    person.keys("F8")
    for number, item in enumerate(items):
        assert person.row == item.row
        if number in (2, 7):
            quotes.append(select_some_words(person))
            person.keys("Ctrl+Alt+M")
            person.type("please explain" if number == 2 else "请说明依据")
            person.keys("Ctrl+Return")
        elif number == 12:
            quotes.append(select_some_words(person))
            person.answers.opinions = [OPINION]
            person.keys("Ctrl+Alt+O")
        person.keys("Shift+F8")
    assert "未核对 0" in window.counts.text()

    panel = window.workspace.annotations
    person.keys("Alt+3", "Home")
    while panel.current is None or panel.current.annotation.kind != "opinion":
        person.keys("Down")
    decided = dataclasses.replace(OPINION, decision="partly", decision_reason="已按两档上调")
    person.answers.opinions = [decided]
    person.keys("Ctrl+Alt+D")
    person.keys("Alt+0", "F9", "Ctrl+Alt+Return")
    person.type("answered")
    person.keys("Ctrl+Return", "Ctrl+Alt+K")

    out = tmp_path / "out"
    out.mkdir()
    person.answers.exports = [lambda draft: dataclasses.replace(draft.choice, kinds=KINDS, folder=str(out))]
    person.keys("Ctrl+E")
    person.wait()
    assert len(person.answers.exported) == len(KINDS)
    assert all(each.stat().st_size > 1_000 for each in out.iterdir())

    path = person.session.path
    person.keys("Ctrl+W")
    assert person.on_start_page
    with Session.open(path) as review:
        notes = review.annotations()
        assert {each.anchor.quote for each in notes if each.anchor is not None} == set(quotes)
        assert {each.body for each in notes} == {"please explain", "请说明依据", OPINION.reason}
        assert [each.opinion for each in notes if each.opinion is not None] == [decided]
        assert sum(len(each.replies) for each in notes) == 1
        assert [each.state for each in notes].count("resolved") == 1
        assert set(review.ticks()) == {item.key for item in items}
