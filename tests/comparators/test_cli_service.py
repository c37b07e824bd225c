"""The process that stands ready: the same comparison as here, cancelled at once, its failures told here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comparators import compare
from comparators.cli.service import Draft, Service
from comparators.errors import Cancelled, InputError, UsageError
from comparators.loading import read_data
from comparators.options import CompareOptions, LoadLimits
from comparators.structure import build_structure
from comparators.work import IDLE, Work
from tests.benchmarks.policy_text import as_docx, make_pair


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    found = Service()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, Draft]:
    pair = make_pair(5_000, 30)
    return Draft("原稿.docx", as_docx(pair.old)), Draft("修改稿.docx", as_docx(pair.new))


def test_it_finds_what_is_found_here(service: Service, drafts: tuple[Draft, Draft]) -> None:
    stages: list[str] = []
    work = Work(lambda stage, _: stages.append(stage))
    found = service.compare(*drafts, CompareOptions(), None, work)
    old, new = (build_structure(read_data(each.data, each.name, LoadLimits(), IDLE)) for each in drafts)
    assert found == compare(old, new)
    assert {"loading", "aligning", "wording"} <= set(stages)


def test_it_is_stopped_in_the_middle_and_ready_again(service: Service, drafts: tuple[Draft, Draft]) -> None:
    stopped: list[str] = []
    work = Work(lambda stage, _: stopped.append(stage), lambda: bool(stopped))
    with pytest.raises(Cancelled):
        service.compare(*drafts, CompareOptions(), None, work)
    assert service.compare(*drafts, CompareOptions(), None, IDLE).rows


def test_what_cannot_be_read_is_told_as_it_would_be_here(service: Service, drafts: tuple[Draft, Draft]) -> None:
    with pytest.raises(InputError) as told:
        service.compare(drafts[0], Draft("坏.docx", drafts[1].data[:900]), CompareOptions(), None, IDLE)
    assert "坏.docx" in str(told.value.params)
    with pytest.raises(UsageError):
        service.compare(*drafts, CompareOptions(pins=((99_999, 0),)), None, IDLE)
    assert service.compare(*drafts, CompareOptions(), None, IDLE).rows


def test_it_goes_by_a_persons_own_words(service: Service, tmp_path: Path) -> None:
    (tmp_path / "industries-mine.toml").write_text('[[industry]]\nname = "临江石"\naliases = ["江石"]\n', "utf-8")
    old, new = (Draft("稿.txt", f"一、重点\n重点发展{name}、生物制造等产业。".encode()) for name in ("江石", "临江石"))
    with_words = service.compare(old, new, CompareOptions(), tmp_path, IDLE)
    assert "renamed" in {each.change for each in with_words.changes.industries}


def test_one_that_was_killed_is_started_anew(drafts: tuple[Draft, Draft]) -> None:
    service = Service()
    service.start()
    service.stop()
    assert service.compare(*drafts, CompareOptions(), None, IDLE).rows
    service.stop()
