"""``duigao review`` from the command line, as a script would use it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comparators.cli import main
from comparators.cli.review_arguments import COMMANDS
from comparators.cli.review_words import words
from comparators.review.session import Session
from tests.comparators.review.reviews import NEW, OLD

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _keep_collecting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gc.disable", lambda: None)  # a command may; the tests go on


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review made by ``review create``."""
    (tmp_path / "旧.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "新.txt").write_text(NEW, encoding="utf-8")
    path = tmp_path / "审稿.duigao"
    assert run("create", tmp_path / "旧.txt", tmp_path / "新.txt", path, "--quiet") == 0
    return path


def run(*arguments: object) -> int:
    return main(["review", *map(str, arguments)])


def answer(capsys: Capture, *arguments: object) -> dict[str, Any]:
    """Run a command with ``--json`` and return what it says."""
    capsys.readouterr()
    assert run(*arguments, "--json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    value: dict[str, Any] = json.loads(out)
    assert value["schema"] == "duigao.review/1"
    return value


def refusal(capsys: Capture, status: int, *arguments: object) -> str:
    """Run a command that fails and return the one line it says."""
    capsys.readouterr()
    assert run(*arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def added(capsys: Capture, review: Path, *arguments: object) -> str:
    name: str = answer(capsys, "add", review, *arguments)["annotation"]["id"]
    return name


def test_an_annotation_is_added_answered_edited_resolved_and_listed(review: Path, capsys: Capture) -> None:
    name = added(capsys, review, "--quote", "120项以上", "--text", "依据？", "--author", "甲", "--category", "数据")
    answer(capsys, "reply", review, name[:6], "--text", "见附件", "--author", "乙")
    answer(capsys, "edit", review, name, "--field", "tags", "--value", "待办，重要")
    answer(capsys, "resolve", review, name)
    listed = answer(capsys, "list", review)
    assert listed["count"] == 1
    (made,) = listed["annotations"]
    assert (made["id"], made["author"], made["body"], made["state"]) == (name, "甲", "依据？", "resolved")
    assert (made["side"], made["anchor"]["quote"], made["anchor"]["block"]) == ("new", "120项以上", 2)
    assert [(reply["author"], reply["text"]) for reply in made["replies"]] == [("乙", "见附件")]
    assert made["tags"] == ["待办", "重要"]
    assert [act["field"] for act in answer(capsys, "history", review, name)["acts"]] == [
        "made",
        "reply",
        "tags",
        "state",
    ]
    answer(capsys, "resolve", review, name, "--reopen")
    assert answer(capsys, "list", review, "--state", "resolved")["count"] == 0


def test_opinions_are_decided_with_their_reason(review: Path, capsys: Capture) -> None:
    arguments = ("--side", "old", "--block", 2, "--proposer", "朱某某", "--private", "--proposal", "提高目标")
    name = added(capsys, review, *arguments)
    assert "理由" in refusal(capsys, 2, "decide", review, name, "--decision", "不采纳")
    made = answer(capsys, "decide", review, name, "--decision", "部分采纳", "--reason", "分步提高")["annotation"]
    assert made["kind"] == "opinion"
    assert made["opinion"]["decision"] == "partly"
    assert made["opinion"]["decision_term"] == "部分采纳"
    assert answer(capsys, "list", review, "--decision", "none")["count"] == 0
    assert answer(capsys, "list", review, "--decision", "partly")["count"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--quote", "没有这句话", "--text", "x"), "找不到"),
        (("--quote", "省科技厅", "--text", "x"), "2 次"),
        (("--block", 99, "--text", "x"), "没有这个位置"),
        (("--block", 1, "--start", 3, "--end", 1, "--text", "x"), "没有这个位置"),
        (("--block", "一", "--text", "x"), "整数"),
        ((), "空的"),
        (("--kind", "joke", "--text", "x"), "comment"),
        (("--decision", "maybe", "--text", "x"), "采纳"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_what_cannot_be_added_is_told_and_adds_nothing(
    review: Path, capsys: Capture, arguments: tuple[object, ...], said: str
) -> None:
    assert said in refusal(capsys, 2, "add", review, *arguments)
    assert answer(capsys, "list", review)["count"] == 0


def test_a_repeated_quote_is_told_by_what_stands_around_it_or_by_its_block(review: Path, capsys: Capture) -> None:
    for arguments, block in ((("--prefix", "50家。\n（责任单位：省经信厅、"), 3), (("--block", 6), 6)):
        name = added(capsys, review, "--quote", "省科技厅", "--text", "x", *arguments)
        made = next(each for each in answer(capsys, "list", review)["annotations"] if each["id"] == name)
        assert made["anchor"]["block"] == block


def test_a_quote_is_found_without_regard_to_width_and_spaces(review: Path, capsys: Capture) -> None:
    name = added(capsys, review, "--quote", "突破 前沿技术１２０项", "--text", "x")
    made = answer(capsys, "list", review)["annotations"][0]
    assert (made["id"], made["anchor"]["quote"]) == (name, "突破前沿技术120项")


def test_filters_keep_what_fits(review: Path, capsys: Capture) -> None:
    added(capsys, review, "--quote", "120项以上", "--text", "甲的话", "--author", "甲", "--tag", "急", "--assign", "丙")
    added(capsys, review, "--side", "old", "--quote", "100项", "--replacement", "110项", "--author", "乙")
    added(capsys, review, "--text", "总体意见", "--category", "表述")
    for filters, count in {
        ("--by", "甲"): 1,
        ("--kind", "suggestion"): 1,
        ("--side", "old"): 1,
        ("--category", "表述"): 1,
        ("--tag", "急"): 1,
        ("--assign", "丙"): 1,
        ("--text", "110"): 1,
        ("--state", "open"): 3,
        ("--by", "甲", "--kind", "suggestion"): 0,
    }.items():
        assert answer(capsys, "list", review, *filters)["count"] == count, filters


def test_deleting_can_be_taken_back(review: Path, capsys: Capture) -> None:
    name = added(capsys, review, "--text", "总体意见")
    answer(capsys, "delete", review, name)
    assert answer(capsys, "list", review)["count"] == 0
    answer(capsys, "delete", review, name, "--restore")
    assert answer(capsys, "list", review)["count"] == 1


def test_copies_are_merged_and_their_conflicts_listed(review: Path, tmp_path: Path, capsys: Capture) -> None:
    name = added(capsys, review, "--text", "原话")
    copy = tmp_path / "副本.duigao"
    shutil.copyfile(review, copy)
    answer(capsys, "edit", review, name, "--field", "body", "--value", "甲改", "--author", "甲")
    answer(capsys, "edit", copy, name, "--field", "body", "--value", "乙改", "--author", "乙")
    added(capsys, copy, "--text", "乙另加", "--author", "乙")
    out = tmp_path / "合并.duigao"
    merged = answer(capsys, "merge", review, copy, "--out", out)
    assert len(merged["conflicts"]) == answer(capsys, "conflicts", out)["count"] == 1
    said = {version["value"] for version in merged["conflicts"][0]["versions"]}
    assert said == {"甲改", "乙改"}
    assert answer(capsys, "list", review)["count"] == 1  # the first one is left as it was
    assert answer(capsys, "merge", review, copy)["files"][0]["acts"] == 2
    assert answer(capsys, "merge", review, copy)["files"][0]["acts"] == 0
    assert answer(capsys, "list", review)["annotations"] == answer(capsys, "list", out)["annotations"]
    assert "副本" in refusal(capsys, 2, "merge", review, review)


def test_a_newer_draft_takes_its_place_and_the_unplaced_are_listed(
    review: Path, tmp_path: Path, capsys: Capture
) -> None:
    kept = added(capsys, review, "--quote", "有序开放低空空域", "--text", "一")
    lost = added(capsys, review, "--quote", "前瞻布局深海采矿装备", "--text", "二")
    newer = tmp_path / "第三稿.txt"
    newer.write_text("前言。\n" + NEW.replace("（三）深海装备。前瞻布局深海采矿装备。\n", ""), encoding="utf-8")
    told = answer(capsys, "replace", review, newer)
    assert (told["placed"], told["unplaced_ids"]) == (1, [lost])
    assert [each["id"] for each in answer(capsys, "list", review, "--unplaced")["annotations"]] == [lost]
    places = {each["id"]: each["placement"] for each in answer(capsys, "list", review, "--places")["annotations"]}
    assert places[kept]["placed"]
    assert places[kept]["block"] == 8


def test_the_check_lists_changes_until_all_are_ticked(review: Path, capsys: Capture) -> None:
    checked = answer(capsys, "check", review)
    assert checked["ledger"]["changes"] == 3
    assert [cue["text"] for cue in checked["cues"]] == ["给予补助"]
    first = checked["ledger"]["unreviewed"][0]["id"]
    assert answer(capsys, "tick", review, first)["left"] == 2
    assert answer(capsys, "tick", review, "--all")["left"] == 0
    assert answer(capsys, "check", review)["ledger"]["unreviewed"] == []
    assert answer(capsys, "tick", review, first, "--undo")["left"] == 1
    assert "999" in refusal(capsys, 2, "tick", review, "999=")
    assert run("check", review) == 0
    assert "未核对 1 处" in capsys.readouterr().out


def test_a_damaged_review_is_salvaged_into_a_new_one(review: Path, tmp_path: Path, capsys: Capture) -> None:
    added(capsys, review, "--text", "要紧的话")
    damaged = tmp_path / "damaged.duigao"
    damaged.write_bytes(b"\0" * 100 + review.read_bytes()[100:])
    assert "salvage" in refusal(capsys, 3, "list", damaged)
    saved = answer(capsys, "salvage", damaged, tmp_path / "saved.duigao")
    assert saved["annotations"] == 1
    assert answer(capsys, "list", tmp_path / "saved.duigao")["annotations"][0]["body"] == "要紧的话"
    assert "已经存在" in refusal(capsys, 4, "salvage", damaged, tmp_path / "saved.duigao")


def test_opinions_are_exported(review: Path, tmp_path: Path, capsys: Capture) -> None:
    added(capsys, review, "--block", 2, "--proposer", "朱某某", "--private", "--proposal", "提高目标")
    for option, name, magic in (
        ("--table", "t.docx", b"PK"),
        ("--table", "t.xlsx", b"PK"),
        ("--word", "w.docx", b"PK"),
    ):
        assert run("export", review, option, tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().startswith(magic)
    assert run("export", review, "--json", tmp_path / "e.json") == 0
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["count"] == 1
    before = review.read_bytes()
    assert refusal(capsys, 2, "export", review)
    assert refusal(capsys, 4, "export", review, "--word", review)
    assert review.read_bytes() == before


def test_the_second_program_may_list_but_not_add(review: Path, capsys: Capture) -> None:
    with Session.open(review, "甲"):
        assert answer(capsys, "list", review)["count"] == 0
        assert "另一个程序" in refusal(capsys, 4, "add", review, "--text", "x")


def test_a_missing_file_an_unknown_command_and_a_draft_are_told(tmp_path: Path, capsys: Capture) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(NEW, encoding="utf-8")
    assert "找不到" in refusal(capsys, 3, "list", tmp_path / "none.duigao")
    assert "不是对稿的审稿文件" in refusal(capsys, 3, "list", draft)
    assert "frobnicate" in refusal(capsys, 2, "frobnicate")
    assert "ID" in refusal(capsys, 2, "reply", draft)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(command: str, language: str, capsys: Capture) -> None:
    assert run(command, "--help", "--lang", language) == 0
    out = capsys.readouterr().out
    assert words(language)(f"review-about-{command}")[:10] in out  # type: ignore[arg-type]
    assert "review-help" not in out


def test_comparing_saves_a_review_but_never_over_another(review: Path, tmp_path: Path, capsys: Capture) -> None:
    saved = tmp_path / "比对.duigao"
    arguments = ["compare", str(tmp_path / "旧.txt"), str(tmp_path / "新.txt"), "--session", str(saved), "--quiet"]
    assert main(arguments) == 0
    added(capsys, saved, "--quote", "120项以上", "--text", "要紧的话")
    assert main(arguments) == 4
    assert "已经存在" in capsys.readouterr().err
    assert answer(capsys, "list", saved)["count"] == 1


def test_adding_and_listing_read_neither_drafts_nor_formats(review: Path) -> None:
    code = (
        "import sys; from comparators.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "heavy = [name for name in sys.modules if name.split('.')[0] in ('lxml', 'rapidfuzz', 'docx', 'rjieba')\n"
        "         or name.startswith(('comparators.loading', 'comparators.alignment', 'comparators.facts'))]\n"
        "sys.exit(status or (f'imported {heavy}' if heavy else 0))"
    )
    for arguments in (
        ["add", str(review), "--quote", "120项以上", "--text", "x", "--quiet"],
        ["list", str(review), "--kind", "comment", "--json"],
        ["add", str(review), "--text", "x"],
    ):
        result = subprocess.run([sys.executable, "-c", code, "review", *arguments], capture_output=True, text=True)
        assert (result.returncode, result.stderr) == (0, "")
