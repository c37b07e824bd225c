"""Outputs are written whole or not at all, never over an input, and all are checked before the work begins."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from comparators.cli import main
from comparators.review.session import Session

RUN = [sys.executable, "-m", "comparators"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("临江省行动方案\n到2027年，培育企业100家。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("临江省行动方案\n到2027年，培育企业120家。\n", encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(folder: Path, status: int, *outputs: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run compare with these outputs, expect it to fail and to leave everything as it was."""
    before = files(folder)
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), *outputs]) == status
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert files(folder) == before
    return shown.err


def test_an_output_is_never_written_over_an_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "soft.txt").symlink_to(folder / "a.txt")
    (folder / "hard.txt").hardlink_to(folder / "b.txt")
    (folder / "sub").mkdir()
    for name in ("a.txt", "b.txt", "soft.txt", "hard.txt", "sub/../a.txt"):
        for kind in ("--json", "--html"):
            said = refused(folder, 4, kind, str(folder / name), capsys=capsys)
            assert "会被覆盖" in said


def test_two_outputs_in_one_place_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sub").mkdir()
    (folder / "link.out").symlink_to(folder / "x.out")
    for first, second in (("x.out", "x.out"), ("x.out", "sub/../x.out"), ("x.out", "link.out")):
        refused(folder, 2, "--json", str(folder / first), "--html", str(folder / second), capsys=capsys)


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    assert "文件夹" in refused(folder, 4, "--json", str(folder / "sub"), capsys=capsys)
    assert "不存在" in refused(folder, 4, "--json", str(folder / "none" / "x.json"), capsys=capsys)
    assert "不存在" in refused(folder, 4, "--json", str(folder / "a.txt" / "x.json"), capsys=capsys)
    assert "太长" in refused(folder, 4, "--json", str(folder / ("长" * 200)), capsys=capsys)
    (folder / "loop").symlink_to(folder / "loop")
    before = set(folder.iterdir())
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", str(folder / "loop")]) == 4
    assert set(folder.iterdir()) == before


def test_one_output_that_cannot_be_written_keeps_the_others_from_being_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(folder, 4, "--json", str(folder / "x.json"), "--html", str(folder / "no" / "x.html"), capsys=capsys)


def test_what_a_link_leads_to_is_replaced_and_the_link_kept(folder: Path) -> None:
    (folder / "real.json").write_text("old")
    (folder / "link.json").symlink_to(folder / "real.json")
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", str(folder / "link.json")]) == 0
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "real.json").read_bytes())["schema"] == "duigao.comparison/1"


def test_an_existing_output_is_replaced_and_keeps_its_permissions(folder: Path) -> None:
    target = folder / "x.json"
    target.write_text("old")
    target.chmod(0o640)
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", str(target)]) == 0
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(files(folder)) == ["a.txt", "b.txt", "x.json"]


def test_text_goes_to_standard_output_beside_files(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    page = folder / "x.html"
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", "-", "--html", str(page)]) == 0
    assert json.loads(capsysbinary.readouterr().out)["rows"]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_review_can_be_saved_and_opened_again(folder: Path) -> None:
    saved = folder / "x.duigao"
    arguments = ["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--session", str(saved)]
    assert main([*arguments, "--author", "法规处", "--ignore", "punctuation", "--pin", "1=1"]) == 0
    assert sorted(files(folder)) == ["a.txt", "b.txt", "x.duigao"]
    with Session.open(saved, read_only=True) as session:
        assert session.source("old").data == (folder / "a.txt").read_bytes()
        assert session.source_name("new") == "b.txt"
        assert session.options().ignore == ("width", "space", "punctuation")
        assert session.options().pins == ((1, 1),)


def test_a_device_is_written_into_and_stays_a_device(folder: Path) -> None:
    assert main(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", os.devnull]) == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "空间不足" in refused(folder, 4, "--json", "/dev/full", capsys=capsys)
    for arguments in (["--help"], ["compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", "-"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*RUN, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 4
        assert done.stderr.decode().count("\n") == 1


def test_a_file_cut_short_by_a_limit_is_taken_away_again(folder: Path) -> None:
    before = files(folder)
    done = subprocess.run(
        [*RUN, "compare", str(folder / "a.txt"), str(folder / "b.txt"), "--html", str(folder / "x.html")],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert done.returncode == 4, done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert files(folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_or_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    assert "权限" in refused(folder, 4, "--json", str(closed / "x.json"), capsys=capsys)
    kept = folder / "kept.json"
    kept.write_text("{}")
    kept.chmod(0o400)
    assert "只读" in refused(folder, 4, "--json", str(kept), capsys=capsys)


def test_a_reader_that_has_had_enough_ends_the_program_quietly(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*RUN, "compare", str(folder / "a.txt"), str(folder / "b.txt"), "--json", "-"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_closed_standard_streams_do_no_harm(folder: Path) -> None:
    command = " ".join([*RUN, "compare", str(folder / "a.txt"), str(folder / "b.txt")])
    assert subprocess.run(["sh", "-c", f"{command} --json - >&-"], capture_output=True, check=False).returncode == 4
    assert subprocess.run(["sh", "-c", f"{command} --quiet 2>&-"], capture_output=True, check=False).returncode == 0
    done = subprocess.run(["sh", "-c", f"{command} --foo 2>&-"], capture_output=True, check=False)
    assert done.returncode == 2
