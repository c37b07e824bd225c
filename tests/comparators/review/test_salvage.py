"""A damaged review: what can be saved is saved into a new file, what was lost is said, the damaged one is untouched."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from comparators.errors import DuigaoError, InputError, OutputError
from comparators.review.carving import carve
from comparators.review.salvage import Salvaged, salvage
from comparators.review.session import Session
from tests.comparators.review.reviews import NEW, OLD, at, new_review, note, read

COUNT = 700


@pytest.fixture(scope="module")
def whole_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review with many annotations, some packed and some not."""
    path = tmp_path_factory.mktemp("whole") / "a.duigao"
    document = read(NEW)
    with new_review(path, old=OLD * 60, new=NEW * 60) as session:
        session.add_all(note(f"批注{number}，请核实。", at(document, "省科技厅")) for number in range(COUNT - 50))
        for number in range(50):
            session.add(note(f"单独{number}"))
    return path


@pytest.fixture
def whole(whole_file: Path) -> bytes:
    """The bytes of that review."""
    return whole_file.read_bytes()


def saved(tmp_path: Path, data: bytes) -> tuple[Salvaged, int]:
    """Salvage bytes; return the report and how many annotations the new file opens with."""
    damaged, out = tmp_path / "damaged.duigao", tmp_path / "saved.duigao"
    damaged.write_bytes(data)
    report = salvage(damaged, out)
    assert damaged.read_bytes() == data
    with Session.open(out, "甲") as session:
        assert session.store.check() == "ok"
        found = len(session.annotations())
        session.add(note("接着写"))
    return report, found


def test_a_sound_review_is_saved_whole(tmp_path: Path, whole: bytes) -> None:
    report, found = saved(tmp_path, whole)
    assert report.whole
    assert found == report.annotations == COUNT
    assert report.sources == ("征求意见稿.txt", "正式稿.txt")


def test_with_its_header_destroyed_everything_else_is_saved(tmp_path: Path, whole: bytes) -> None:
    report, found = saved(tmp_path, random.Random(1).randbytes(4096) + whole[4096:])
    assert found == COUNT
    assert report.lost_sources == ()
    assert not report.sound


@pytest.mark.parametrize("share", [0.8, 0.9, 0.97])
def test_of_a_truncated_review_the_beginning_is_saved(tmp_path: Path, whole: bytes, share: float) -> None:
    report, found = saved(tmp_path, whole[: int(len(whole) * share)])
    assert found == report.annotations > 0
    assert not report.whole


def test_overwritten_in_the_middle_it_loses_little_and_says_what(tmp_path: Path, whole: bytes) -> None:
    middle = len(whole) // 2 // 4096 * 4096
    report, found = saved(tmp_path, whole[:middle] + random.Random(2).randbytes(4096) + whole[middle + 4096 :])
    assert found >= COUNT - 300
    assert report.lost_acts or report.lost_sources or found == COUNT
    assert report.annotations == found


def test_a_draft_whose_bytes_changed_is_said_to_be_lost(tmp_path: Path, whole: bytes) -> None:
    at_ = whole.rindex("深海采矿".encode())
    report, found = saved(tmp_path, whole[:at_] + b"\0" * 12 + whole[at_ + 12 :])
    assert report.lost_sources == ("正式稿.txt",)
    assert found == COUNT
    with Session.open(tmp_path / "saved.duigao") as session, pytest.raises(InputError) as told:
        session.source("new")
    assert told.value.code == "review-source-lost"


def test_where_nothing_is_left_that_is_said_and_nothing_written(tmp_path: Path) -> None:
    for data in (b"", b"PK\x03\x04" + b"x" * 9_000, "普通文字".encode() * 900):
        path = tmp_path / "none.duigao"
        path.write_bytes(data)
        with pytest.raises(InputError) as told:
            salvage(path, tmp_path / "out.duigao")
        assert told.value.code == "review-nothing-to-save"
        assert not (tmp_path / "out.duigao").exists()


def test_an_existing_file_is_not_written_over(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "a.duigao"
    path.write_bytes(whole)
    with pytest.raises(OutputError) as told:
        salvage(path, path)
    assert told.value.code == "review-exists"


@given(st.integers(0, 10**9))
@example(85065940)  # what SQLite finds wrong quotes bytes that are no text
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_damage_whatsoever_ends_in_a_defect(tmp_path: Path, whole_file: Path, seed: int) -> None:
    choose = random.Random(seed)
    data = bytearray(whole_file.read_bytes())
    for _ in range(choose.randrange(1, 6)):
        place = choose.randrange(len(data))
        length = choose.choice([1, 16, 500, 5_000])
        data[place : place + length] = choose.choice([bytes(length), choose.randbytes(length), b""])
    damaged, out = tmp_path / "damaged.duigao", tmp_path / "saved.duigao"
    damaged.write_bytes(data)
    out.unlink(missing_ok=True)
    with contextlib.suppress(DuigaoError), Session.open(damaged, read_only=True) as session:
        session.annotations()
    report = salvage(damaged, out)
    with Session.open(out) as session:
        assert len(session.annotations()) == report.annotations


@given(st.binary(max_size=9_000))
@settings(max_examples=40, deadline=None)
def test_carving_reads_any_bytes_without_failing(data: bytes) -> None:
    list(carve(b"SQLite format 3\0\x10\x00" + data))
    list(carve(data))
