"""The review file: what is in it comes back, one program writes at a time, and every failure is one clear sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from comparators.errors import DuigaoError, InputError, OutputError, UsageError
from comparators.messages import error_text
from comparators.options import CompareOptions
from comparators.review.acts import Act
from comparators.review.annotations import Annotation, Opinion
from comparators.review.migrations import SCHEMA_VERSION
from comparators.review.session import Session, change_key
from comparators.review.store import APPLICATION_ID, SourceFile
from tests.comparators.review.reviews import NEW, OLD, at, new_review, note, read, source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "审稿.duigao"


def sentence(error: DuigaoError) -> str:
    """Return what a person is told, after checking that it says what to do in both languages."""
    for language in ("zh", "en"):
        text = error_text(error, language)  # type: ignore[arg-type]
        assert "{" not in text
        assert "\n" not in text
    return error_text(error)


def test_everything_comes_back_when_the_file_is_opened_again(path: Path) -> None:
    document = read(NEW)
    with new_review(path) as session:
        made = session.add(note("请核实𠮷", at(document, "120项以上")))
        session.reply(made.id, "已核实")
        session.resolve(made.id)
        opinion = session.add(
            Annotation(
                "", "opinion", "", "", opinion=Opinion("朱某某", True, "增加表述", "有依据"), tags=("待办", "重要")
            )
        )
        session.decide(opinion.id, "partly", "部分可行")
        session.tick(change_key("旧", "新"))
        session.pin(3, 4)
        session.pin(5, 6, held=False)
        session.set_option("ignore", ["width"])
        before = session.annotations()
    with Session.open(path) as session:
        assert session.annotations() == before
        assert session.source("old") == source(OLD, "征求意见稿.txt")
        assert session.source("new").data == NEW.encode()
        assert session.ticks() == {change_key("旧", "新"): ("甲",)}
        assert session.options() == CompareOptions(ignore=("width",), pins=((3, 4),), unpins=((5, 6),))
        assert [act.field for act in session.history(made.id)] == ["made", "reply", "state"]
        assert session.store.check() == "ok"


def test_a_source_is_kept_byte_for_byte(path: Path) -> None:
    data = bytes(range(256)) * 40
    with Session.create(path, SourceFile("a.docx", data), SourceFile("b.pdf", b"%PDF-1.7\0"), "甲") as session:
        assert session.source("old").data == data
        assert session.source_name("new") == "b.pdf"


def test_odd_names_of_files_make_no_difference(tmp_path: Path) -> None:
    for name in ("百分之100%.duigao", "问?号#井 号.duigao", "a&b=c.duigao"):
        with new_review(tmp_path / name) as session:
            session.add(note("一"))
        with Session.open(tmp_path / name) as session:
            assert len(session.annotations()) == 1


def test_what_was_taken_away_can_be_brought_back_with_its_answers(path: Path) -> None:
    with new_review(path) as session:
        made = session.add(note("一"))
        reply = session.reply(made.id, "答")
        session.delete(made.id)
        assert session.annotations() == ()
        session.delete(made.id, deleted=False)
        session.delete(reply.id)
        assert session.annotations()[0].replies == ()
        session.delete(reply.id, deleted=False)
        assert session.annotations()[0].replies[0].text == "答"


@pytest.mark.parametrize("decision", ["partly", "rejected"])
def test_a_decision_that_needs_a_reason_is_not_taken_without_one(path: Path, decision: str) -> None:
    with new_review(path) as session:
        made = session.add(Annotation("", "opinion", "", "", opinion=Opinion("某单位", proposal="增加")))
        with pytest.raises(UsageError) as told:
            session.decide(made.id, decision)  # type: ignore[arg-type]
        assert "理由" in sentence(told.value)
        assert session.annotation(made.id).opinion == Opinion("某单位", proposal="增加")


def test_unknown_annotations_and_fields_are_refused(path: Path) -> None:
    with new_review(path) as session:
        made = session.add(note("一"))
        for act in (
            lambda: session.reply("f" * 32, "答"),
            lambda: session.delete("f" * 32),
            lambda: session.edit(made.id, "nonsense", "x"),
            lambda: session.add(note("二").__class__(made.id, "comment", "", "")),
        ):
            with pytest.raises(UsageError) as told:
                act()
            assert sentence(told.value)


def test_setting_what_is_set_already_writes_nothing(path: Path) -> None:
    with new_review(path) as session:
        made = session.add(note("一"))
        session.resolve(made.id)
        count = len(session.log)
        session.resolve(made.id)
        assert len(session.log) == count


# -- two programs at once -----------------------------------------------------------------------------------------


def test_the_second_program_may_read_and_is_told_who_writes(path: Path) -> None:
    with new_review(path) as first:
        made = first.add(note("一"))
        with Session.open(path, "乙") as second:
            assert second.read_only
            assert second.store.blocked == "locked"
            assert str(os.getpid()) in second.store.holder
            assert [each.body for each in second.annotations()] == ["一"]
            with pytest.raises(OutputError) as told:
                second.reply(made.id, "答")
            assert told.value.code == "review-locked"
            assert "另一个程序" in sentence(told.value)
        first.reply(made.id, "仍可写")
    with Session.open(path, "乙") as third:
        assert not third.read_only


def test_a_lock_left_behind_by_a_killed_program_holds_nobody_up(path: Path) -> None:
    new_review(path).close()
    code = (
        "import sys, os, signal; from comparators.review.session import Session\n"
        "Session.open(sys.argv[1], '乙'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert list(path.parent.glob(".*.lock"))
    with Session.open(path, "甲") as session:
        assert not session.read_only
        session.add(note("一"))
    assert not list(path.parent.glob(".*.lock"))


# -- what cannot be written -----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise there")
def test_a_read_only_file_can_be_read_and_says_so_when_written_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_review(path) as session:
        session.add(note("一"))
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, whom no permission stops
    with Session.open(path, "乙") as session:
        assert session.read_only
        assert len(session.annotations()) == 1
        with pytest.raises(OutputError) as told:
            session.add(note("二"))
        assert told.value.code == "review-read-only"
        assert "只读" in sentence(told.value)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on file sizes")
def test_a_full_disk_loses_nothing_and_is_told(path: Path) -> None:
    with new_review(path) as session:
        session.add(note("一"))
    size = path.stat().st_size
    code = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
from comparators.errors import OutputError
from comparators.review.annotations import Annotation
from comparators.review.session import Session
session = Session.open(sys.argv[1], '甲')
try:
    session.add(Annotation('', 'comment', '', '', body='长' * 100_000))
except OutputError as error:
    print(error.code, len(session.annotations()))
session.close()
"""
    result = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["review-disk-full", "1"]
    with Session.open(path) as session:
        assert [each.body for each in session.annotations()] == ["一"]
        assert session.store.check() == "ok"
        session.add(note("二"))


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_file_that_vanished_takes_nothing_more_and_can_be_saved_elsewhere(path: Path, tmp_path: Path) -> None:
    with new_review(path) as session:
        session.add(note("一"))
        path.rename(tmp_path / "moved.duigao")
        with pytest.raises(OutputError) as told:
            session.add(note("二"))
        assert told.value.code == "review-vanished"
        assert "另存" in sentence(told.value)
        session.save_copy(tmp_path / "rescued.duigao")
    for name in ("moved.duigao", "rescued.duigao"):
        with Session.open(tmp_path / name) as session:
            assert [each.body for each in session.annotations()] == ["一"]


def test_an_existing_review_is_never_written_over(path: Path) -> None:
    with new_review(path) as session:
        session.add(note("一"))
    with pytest.raises(OutputError) as told:
        new_review(path)
    assert told.value.code == "review-exists"
    with Session.open(path) as session:
        assert len(session.annotations()) == 1


def test_a_review_in_a_missing_folder_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as told:
        new_review(tmp_path / "没有" / "审稿.duigao")
    assert told.value.code == "output-no-folder"
    assert list(tmp_path.iterdir()) == []


# -- what cannot be read ------------------------------------------------------------------------------------------


def test_what_is_no_review_is_told_as_such(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t(x)")
    connection.close()
    text, named = tmp_path / "draft.txt", tmp_path / "draft.duigao"
    for each in (text, named):
        each.write_text("不是审稿文件，是一份改了名的文稿。" * 20, encoding="utf-8")
    cases = {
        tmp_path / "missing.duigao": "review-missing",
        tmp_path: "review-not-ours",
        text: "review-not-ours",
        named: "review-not-ours",
        other: "review-not-ours",
    }
    for each, code in cases.items():
        with pytest.raises(InputError) as told:
            Session.open(each)
        assert told.value.code == code
        assert str(each) in sentence(told.value)


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"\0" * 8192, b"PK\x03\x04" + b"x" * 500])
def test_a_review_that_is_none_any_more_is_told_as_damaged(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(InputError) as told:
        Session.open(path)
    assert told.value.code == "review-damaged"
    assert "salvage" in sentence(told.value)
    assert path.read_bytes() == data


def test_a_newer_schema_is_left_alone(path: Path) -> None:
    new_review(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(InputError) as told:
        Session.open(path)
    assert told.value.code == "review-newer"
    assert "升级" in sentence(told.value)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*"))


# -- older versions -----------------------------------------------------------------------------------------------


def version_1(path: Path) -> list[Act]:
    """Write a review of schema version 1 by hand, and return its acts."""
    sources = [source(OLD, "old.txt"), source(NEW, "new.txt")]
    acts = [
        Act(f"{side:032x}", 1, "2025-01-02T03:04:05+08:00", "甲", f"source:{name}", "file",
            {"sha256": each.sha256, "name": each.name})
        for side, (name, each) in enumerate(zip(("old", "new"), sources, strict=True), 1)
    ]  # fmt: skip
    anchor: list[object] = ["new", 2, 0, 2, 6, "到2028年", "", "，突破前沿技术120项", "一", "0" * 16]
    for number in range(300):
        name = f"{number + 16:032x}"
        value = {"kind": "comment", "body": f"批注{number}", "anchor": anchor}
        acts.append(Act(name, number + 2, "2025-01-02T03:04:05+08:00", "乙", name, "made", value))  # type: ignore[arg-type]
    acts.append(Act("f" * 32, 400, "2025-01-03T03:04:05+08:00", "丙", f"{16:032x}", "state", "resolved"))
    acts.append(Act("e" * 32, 401, "2025-01-03T03:04:06+08:00", "丙", f"{16:032x}", "state", "open", ("f" * 32,)))
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=1;"
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE acts(id BLOB NOT NULL, clock INTEGER NOT NULL, time TEXT NOT NULL, author TEXT NOT NULL,"
        " subject TEXT, field TEXT NOT NULL, value TEXT NOT NULL, base BLOB);"
        "CREATE TABLE sources(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL);"
        "CREATE TABLE cache(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"
    )
    import json

    with connection:
        connection.executemany("INSERT INTO sources VALUES(?, ?, ?)", ((s.sha256, s.name, s.data) for s in sources))
        connection.executemany(
            "INSERT INTO acts VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    bytes.fromhex(a.id),
                    a.clock,
                    a.time,
                    a.author,
                    None if a.subject == a.id else a.subject,
                    a.field,
                    json.dumps(a.value),
                    b"".join(map(bytes.fromhex, a.base)) or None,
                )
                for a in acts
            ),
        )
    connection.close()
    return acts


def test_a_review_of_an_older_version_is_brought_up_to_date(path: Path) -> None:
    acts = version_1(path)
    with Session.open(path, "甲") as session:
        assert list(session.log) == sorted(acts, key=lambda act: act.order)
        assert session.annotation(f"{16:032x}").state == "open"
        assert session.source("new").data == NEW.encode()
        session.add(note("新的"))
    with Session.open(path) as session:
        assert len(session.annotations()) == 301
        assert session.store.check() == "ok"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    connection.close()


def test_a_review_of_an_older_version_can_be_read_where_it_cannot_be_written(path: Path) -> None:
    acts = version_1(path)
    before = path.read_bytes()
    with Session.open(path, read_only=True) as session:
        assert list(session.log) == sorted(acts, key=lambda act: act.order)
    assert path.read_bytes() == before


# -- a journal left behind ------------------------------------------------------------------------------------------


def test_half_an_act_left_behind_is_undone_also_for_those_who_only_read(path: Path, tmp_path: Path) -> None:
    with new_review(path) as session:
        session.add(note("一"))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    for number in range(500):
        connection.execute("INSERT INTO acts(clock, act) VALUES(?, ?)", (number, "half written " * 100))
    copy = tmp_path / "copy.duigao"
    shutil.copyfile(path, copy)
    shutil.copyfile(f"{path}-journal", f"{copy}-journal")
    connection.execute("ROLLBACK")
    connection.close()
    for read_only in (True, False):
        with Session.open(copy, "甲", read_only=read_only) as session:
            assert [each.body for each in session.annotations()] == ["一"]
