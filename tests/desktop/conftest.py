"""A window on a folder of its own, a person who works it, and a check that nothing is left behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from comparators.lexicon import load_lexicon
from comparators.options import CompareOptions
from comparators.review.store import SourceFile
from comparators.work import IDLE
from desktop.app import make_window
from desktop.opening import Opened, open_pair
from desktop.views.main_window import MainWindow
from tests.desktop.drafts import LONG_NEW, LONG_OLD, NEW, OLD, compared, sample_paths
from tests.desktop.person import Answers, Person


@pytest.fixture(scope="session")
def samples() -> Opened:
    """The sample drafts, compared."""
    old, new = sample_paths()
    sources = SourceFile(old.name, old.read_bytes()), SourceFile(new.name, new.read_bytes())
    found = open_pair(*sources, CompareOptions(), load_lexicon(), IDLE)
    gc.freeze()
    return found


def _settle() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@pytest.fixture
def new_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Make windows; at the end close them and fail where a widget, thread or timer stays behind."""
    threads = set(threading.enumerate())
    before = {widget for widget in QApplication.topLevelWidgets() if isValid(widget)}
    made: list[Person] = []

    def make(language: str = "zh", folder: Path | None = None, *, tour: bool = False) -> Person:
        answers = Answers()
        window = make_window(folder or tmp_path / "data", answers.ports(), language)
        window.settings.change(tour_done=not tour, author="张三")
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow(), timeout=5_000)
        person = Person(window, qtbot, answers)
        made.append(person)
        return person

    yield make
    QToolTip.hideText()
    for person in made:
        _end(person.window)
    _settle()
    left = [widget for widget in QApplication.topLevelWidgets() if isValid(widget) and widget not in before]
    left = [widget for widget in left if widget.metaObject().className() != "QTipLabel"]
    assert not left, f"widgets left behind: {left}"
    assert set(threading.enumerate()) <= threads, "a thread was left behind"
    for person in made:
        assert person.answers.all_used, f"questions that were not asked: {person.answers}"


def _end(window: MainWindow) -> None:
    """Close a window as a person does, and look whether all of it ends."""
    if not isValid(window):
        return
    jobs, parts = window.controller.jobs, [window.state, window.controller, window.presenter]
    window.close()
    assert not jobs.busy()
    _settle()
    running = [timer for timer in window.findChildren(QTimer) if timer.isActive()]
    assert not running, f"timers left running in {[timer.parent() for timer in running]}"
    children: list[QObject] = [*window.findChildren(QWidget)[:5], *parts, jobs]
    window.deleteLater()
    _settle()
    assert not isValid(window)
    assert not any(isValid(each) for each in children)


@pytest.fixture
def person(new_window: Callable[..., Person]) -> Person:
    """A person before the start page."""
    return new_window()


@pytest.fixture
def reviewer(person: Person, samples: Opened) -> Person:
    """A person with the sample drafts open in a review of their own."""
    person.open(samples)
    return person


@pytest.fixture
def short(person: Person) -> Person:
    """A person with two short drafts open: every kind of change within one page."""
    person.open(compared(OLD, NEW))
    return person


@pytest.fixture
def long(person: Person) -> Person:
    """A person with two drafts of some pages open, with long equal stretches."""
    person.open(compared(LONG_OLD, LONG_NEW))
    return person
