"""Several copies of a review become one: in any order, as often as one likes, with every conflict shown."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparators.errors import InputError, UsageError
from comparators.review.acts import Act, Log
from comparators.review.annotations import Annotation, Opinion
from comparators.review.merging import merge
from comparators.review.session import Session
from tests.comparators.review.reviews import NEW, OLD, at, new_review, note, read, source

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def state(session: Session) -> tuple[object, ...]:
    """Return everything that a person sees of a review."""
    return (
        session.annotations(),
        session.conflicts(),
        session.ticks(),
        session.options(),
        session.source("old"),
        session.source("new"),
        list(session.log),
    )


def do_something(session: Session, choose: random.Random, texts: list[str]) -> None:
    """Do one random act."""
    made = [each.id for each in session.annotations()]
    kind = choose.randrange(10 if made else 3)
    if kind <= 1:
        session.add(note(f"批注{choose.random()}", at(read(NEW), "省科技厅", nth=choose.randrange(2))))
    elif kind == 2:
        session.tick(f"{choose.randrange(3):016x}", choose.random() < 0.7)
    elif kind == 3:
        session.reply(choose.choice(made), "答")
    elif kind == 4:
        session.resolve(choose.choice(made), choose.choice(["open", "resolved"]))
    elif kind == 5:
        session.edit(choose.choice(made), "body", choose.choice(["改一", "改二"]))
    elif kind == 6:
        session.decide(choose.choice(made), choose.choice(["adopted", "partly"]), "理由")
    elif kind == 7:
        session.delete(choose.choice(made), choose.random() < 0.7)
    elif kind == 8:
        session.pin(1, choose.randrange(3), choose.choice([True, False, None]))
    else:
        text = choose.choice(texts)
        session.replace_source("new", source(text), read(text))


def copies(folder: Path, seed: int) -> list[Path]:
    """Make a review and three copies in each of which somebody went on alone."""
    choose = random.Random(seed)
    texts = [NEW.replace("5个", "6个"), NEW.replace("省科技厅", "省科学技术厅"), NEW]
    base = folder / "base.duigao"
    with new_review(base) as session:
        for _ in range(choose.randrange(6)):
            do_something(session, choose, texts)
    paths = [folder / f"{name}.duigao" for name in "abc"]
    for path in paths:
        shutil.copyfile(base, path)
        with Session.open(path, path.stem) as session:
            for _ in range(choose.randrange(1, 8)):
                do_something(session, choose, texts)
    return paths


def merged(folder: Path, name: str, *paths: Path) -> Path:
    """Merge copies, the first taking in the others one by one, into a new file."""
    target = folder / f"{name}.duigao"
    shutil.copyfile(paths[0], target)
    with Session.open(target, "合并") as session:
        merge(session, paths[1:])
    return target


def seen(path: Path) -> tuple[object, ...]:
    with Session.open(path, read_only=True) as session:
        assert session.store.check() == "ok"
        return state(session)


@given(st.integers(0, 10**9))
@FEW
def test_merging_knows_no_order_and_repeating_it_changes_nothing(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        a, b, c = copies(folder, seed)
        ab, ba = merged(folder, "ab", a, b), merged(folder, "ba", b, a)
        assert seen(ab) == seen(ba)
        assert seen(merged(folder, "aa", a, a)) == seen(a)
        assert seen(merged(folder, "abb", ab, b, a)) == seen(ab)
        bc = merged(folder, "bc", b, c)
        assert seen(merged(folder, "ab_c", ab, c)) == seen(merged(folder, "a_bc", a, bc))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.integers(0, 3), st.integers(0, 5)), max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_acts_come_makes_no_difference(rows: list[tuple[int, int, int, int]]) -> None:
    acts = [
        Act(f"{name:032x}", clock, "", "", f"{subject:032x}", "f", value, (f"{value:032x}",))
        for clock, (name, subject, value, _) in enumerate(rows)
    ]
    one, other = Log(acts), Log(reversed(acts))
    assert list(one) == list(other)
    subjects = {act.subject for act in acts}
    assert all(one.heads(subject, "f") == other.heads(subject, "f") for subject in subjects)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, str]:
    """Two copies of a review with one annotation."""
    with new_review(tmp_path / "a.duigao") as session:
        made = session.add(Annotation("", "opinion", "", "", body="原话", opinion=Opinion("某单位", proposal="增加")))
    shutil.copyfile(tmp_path / "a.duigao", tmp_path / "b.duigao")
    return tmp_path / "a.duigao", tmp_path / "b.duigao", made.id


def test_what_two_people_set_differently_is_shown_side_by_side_until_one_decides(two: tuple[Path, Path, str]) -> None:
    ours, theirs, name = two
    with Session.open(theirs, "乙") as session:
        session.decide(name, "rejected", "无依据")
    with Session.open(ours, "甲") as session:
        session.decide(name, "adopted")
        (conflict,) = merge(session, [theirs]).conflicts
        assert {(act.author, act.value["decision"]) for act in conflict.versions} == {  # type: ignore[index,call-overload]
            ("甲", "adopted"),
            ("乙", "rejected"),
        }
        assert session.annotation(name).conflicts == ("opinion",)
        session.decide(name, "explained")
        assert session.conflicts() == ()
        merge(session, [theirs])
        assert session.annotation(name).opinion.decision == "explained"  # type: ignore[union-attr]


def test_the_same_change_made_twice_is_no_conflict(two: tuple[Path, Path, str]) -> None:
    ours, theirs, name = two
    for path, author in ((ours, "甲"), (theirs, "乙")):
        with Session.open(path, author) as session:
            session.resolve(name)
    with Session.open(ours, "甲") as session:
        assert merge(session, [theirs]).conflicts == ()


def test_what_one_took_away_while_another_answered_stays_until_one_decides(two: tuple[Path, Path, str]) -> None:
    ours, theirs, name = two
    with Session.open(theirs, "乙") as session:
        session.reply(name, "我有补充")
    with Session.open(ours, "甲") as session:
        session.delete(name)
        report = merge(session, [theirs])
        assert [each.field for each in report.conflicts] == ["deleted"]
        assert [each.replies[0].text for each in session.annotations()] == ["我有补充"]
        session.delete(name)
        assert session.annotations() == ()
        assert session.conflicts() == ()


def test_a_review_made_on_its_own_brings_its_annotations_onto_our_drafts(tmp_path: Path) -> None:
    longer = "前言。\n" + NEW
    with new_review(tmp_path / "a.duigao", "甲") as session:
        session.add(note("我的"))
    with new_review(tmp_path / "b.duigao", "乙", old=OLD, new=longer) as session:
        session.add(note("他的", at(read(longer), "深海采矿装备")))
    with Session.open(tmp_path / "a.duigao", "甲") as session:
        assert merge(session, [tmp_path / "b.duigao"]).conflicts == ()
        assert session.source("new").data == NEW.encode()
        assert {each.body for each in session.annotations()} == {"我的", "他的"}
        theirs = next(each for each in session.annotations() if each.body == "他的")
        place = session.placements({"new": read(NEW)})[theirs.id]
        text = read(NEW).blocks[place.block].text
        assert text[place.start : place.end] == "深海采矿装备"


def test_copies_that_both_replaced_the_draft_show_it_as_a_conflict_and_keep_both(two: tuple[Path, Path, str]) -> None:
    ours, theirs, _ = two
    for path, text in ((ours, NEW + "甲稿。"), (theirs, NEW + "乙稿。")):
        with Session.open(path, path.stem) as session:
            session.replace_source("new", source(text))
    with Session.open(ours, "甲") as session:
        (conflict,) = merge(session, [theirs]).conflicts
        assert conflict.subject == "source:new"
        for act in conflict.versions:
            assert session.store.source(str(act.value["sha256"])).data  # type: ignore[index,call-overload]


def test_what_cannot_be_merged_is_told_and_changes_nothing(two: tuple[Path, Path, str], tmp_path: Path) -> None:
    ours, _, _ = two
    text = tmp_path / "意见.txt"
    text.write_text("意见", encoding="utf-8")
    damaged = tmp_path / "damaged.duigao"
    damaged.write_bytes(b"\0" * 5_000)
    with Session.open(ours, "甲") as session:
        before = state(session)
        for path, code in ((text, "review-merge-format"), (damaged, "review-damaged")):
            with pytest.raises(InputError) as told:
                merge(session, [path])
            assert told.value.code == code
        with pytest.raises((InputError, UsageError)):
            merge(session, [tmp_path / "missing.duigao"])
        assert state(session) == before
