"""Killed at any moment, a review loses nothing that it has reported done."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comparators.review.session import Session
from tests.comparators.review.reviews import new_review, note

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
SCRIPT = Path(__file__).with_name("scripted_session.py")


def killed_after(path: Path, seed: int, acts: int, lines: int, grains: int) -> list[list[str]]:
    """Run the script, kill it ``grains`` moments after it reported ``lines`` acts, and return what it reported."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path), str(seed), str(acts)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    reported = []
    for _ in range(lines):
        line = process.stdout.readline()
        if not line:
            break
        reported.append(line.rstrip("\n").split("\t"))
    for _ in range(grains):
        sum(range(2_000))
    process.kill()
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    return [*reported, *(line.split("\t") for line in rest.split("\n")[:-1])]


def check_all_there(path: Path, reported: list[list[str]]) -> None:
    """Open the review as the next program would and look for every act that was reported done."""
    with Session.open(path, "乙") as session:
        assert not session.read_only
        assert session.store.check() == "ok"
        count = len(session.log)
        for kind, *words in reported:
            assert IS_THERE[kind](session, words), (kind, words)
        assert session.source("new").data
        session.add(note("还能写"))
        assert len(session.log) == count + 1


def says(session: Session, name: str, body: str) -> bool:
    """Say whether an annotation said so at some time."""
    said = [act.value.get("body", "") if isinstance(act.value, dict) else act.value for act in session.history(name)]
    return body in said


IS_THERE: dict[str, Callable[[Session, list[str]], bool]] = {
    "add": lambda session, words: says(session, words[0], words[1]),
    "body": lambda session, words: says(session, words[0], words[1]),
    "act": lambda session, words: words[0] in session.log,
    "tick": lambda session, words: session.ticks()[words[0]] == ("甲",),
    "pin": lambda session, words: session.log.register(f"pin:{words[0]}={words[0]}", "held") is not None,
    "clock": lambda session, words: session.log.clock >= int(words[0]),
    "source": lambda session, words: any(
        isinstance(act.value, dict) and act.value["sha256"] == words[0] for act in session.history("source:new")
    ),
    "end": lambda session, words: True,
}


def kill_many(tmp_path: Path, times: int, acts: int) -> None:
    choose = random.Random(20_260_101)
    for number in range(times):
        path = tmp_path / f"{number}.duigao"
        new_review(path).close()
        reported = killed_after(path, number, acts, choose.randrange(0, acts), choose.randrange(0, 200))
        check_all_there(path, reported)


def test_killed_at_random_moments_it_keeps_every_act_that_was_reported_done(tmp_path: Path) -> None:
    kill_many(tmp_path, times=12, acts=150)


@pytest.mark.slow
@pytest.mark.bench
def test_killed_at_200_random_moments_of_1000_acts_it_keeps_every_act(tmp_path: Path) -> None:
    kill_many(tmp_path, times=200, acts=1_000)
