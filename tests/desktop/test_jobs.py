"""Work in the background: progress, cancelling, replacing, late results, failures, the end of the program."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from comparators.errors import InputError
from comparators.work import Work
from desktop.jobs import Failure, Jobs


class Outcome:
    def __init__(self) -> None:
        self.results: list[object] = []
        self.failures: list[Failure] = []
        self.dropped = 0

    def drop(self) -> None:
        self.dropped += 1


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    found = Jobs()
    yield found
    assert found.shut_down()


@pytest.fixture
def outcome() -> Outcome:
    return Outcome()


def stepping(work: Work) -> str:
    """Go on until somebody stops it."""
    for _ in range(2_000):
        work.step("wording", 0.5)
        time.sleep(0.005)
    return "too late"


def run(jobs: Jobs, outcome: Outcome, function: Callable[[Work], object], channel: str = "open") -> None:
    jobs.run(channel, function, outcome.results.append, outcome.failures.append, dropped=outcome.drop)


def test_a_result_comes_back_on_the_windows_thread(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    jobs.run(
        "open",
        lambda _: threading.current_thread(),
        lambda found: threads.extend((found, threading.current_thread())),
        outcome.failures.append,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threads[1]
    assert threads[1] is threading.main_thread()
    assert not jobs.busy()


def test_progress_is_told(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    steps: list[tuple[str, float]] = []

    def job(work: Work) -> None:
        work.step("loading", 0.25)
        work.step("aligning", 0.75)

    jobs.run("open", job, outcome.results.append, outcome.failures.append, lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: bool(outcome.results))
    assert steps == [("loading", 0.25), ("aligning", 0.75)]


def test_cancelling_takes_no_time_and_nothing_comes_of_it(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    finished: list[str] = []
    steps: list[int] = []

    def counting(work: Work) -> None:
        for number in range(2_000):
            steps.append(number)
            work.step("wording", 0.5)
            time.sleep(0.005)

    jobs.finished.connect(finished.append)
    run(jobs, outcome, counting)
    qtbot.waitUntil(lambda: len(steps) > 2)
    assert jobs.busy("open")
    assert jobs.cancel("open")
    assert not jobs.busy()
    assert finished == ["open"]
    assert outcome.dropped == 1
    taken = len(steps)
    assert jobs.shut_down()
    assert len(steps) <= taken + 1, "the worker went on past the next time it asked"
    qtbot.wait(20)
    assert (outcome.results, outcome.failures) == ([], [])
    assert not jobs.cancel("open")


def test_a_newer_request_replaces_the_older_one(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    run(jobs, outcome, stepping)
    run(jobs, outcome, lambda _: "new")
    qtbot.waitUntil(lambda: bool(outcome.results))
    assert outcome.results == ["new"]
    assert outcome.dropped == 1


def test_a_late_result_is_dropped(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def deaf(_: Work) -> str:
        go_on.wait(5)
        return "old"

    run(jobs, outcome, deaf)
    run(jobs, outcome, lambda _: "new")
    go_on.set()
    qtbot.waitUntil(lambda: bool(outcome.results))
    jobs.shut_down()
    qtbot.wait(20)
    assert outcome.results == ["new"]


def test_channels_do_not_disturb_each_other(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    run(jobs, outcome, lambda _: "a", "glance-old")
    run(jobs, outcome, lambda _: "b", "glance-new")
    qtbot.waitUntil(lambda: len(outcome.results) == 2)
    assert sorted(map(str, outcome.results)) == ["a", "b"]


def test_an_error_for_people_and_a_defect_are_told_apart(jobs: Jobs, outcome: Outcome, qtbot: QtBot) -> None:
    def wrong(_: Work) -> None:
        raise InputError("missing", path="a.docx")

    def defect(_: Work) -> None:
        raise ZeroDivisionError("by zero")

    run(jobs, outcome, wrong, "open")
    run(jobs, outcome, defect, "export")
    qtbot.waitUntil(lambda: len(outcome.failures) == 2)
    told = next(failure for failure in outcome.failures if failure.error is not None)
    assert told.error is not None
    assert told.error.code == "missing"
    other = next(failure for failure in outcome.failures if failure.error is None)
    assert "ZeroDivisionError: by zero" in other.details


def test_the_end_of_the_program_cancels_everything(jobs: Jobs, outcome: Outcome) -> None:
    for channel in ("open", "export", "glance-old"):
        run(jobs, outcome, stepping, channel)
    assert jobs.shut_down(1_000)
    assert not jobs.busy()
    assert outcome.dropped == 3
