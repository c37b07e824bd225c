"""Whatever goes wrong ends in one sentence, the right exit status, and nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from comparators.cli import main
from comparators.cli.interrupts import Interrupts

ROOT = Path(__file__).resolve().parents[2]
RUN = [sys.executable, "-m", "comparators"]
GOOD = "临江省行动方案\n一、总体要求\n到2027年，培育企业100家。\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def unreadable(path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Compare with a bad file on either side and inspect it; return what was said."""
    out = good.parent / "out.json"
    for arguments in (["compare", str(path), str(good)], ["compare", str(good), str(path)], ["inspect", str(path)]):
        assert main([*arguments, "--json", str(out)]) == 3
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.count("\n") == 1
        assert path.name in shown.err
        assert not out.exists()
    return shown.err


def test_a_missing_file_is_told_by_name(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unreadable(tmp_path / "没有.docx", good, capsys)


def test_a_folder_is_no_draft(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    unreadable(tmp_path / "folder", good, capsys)


def test_an_empty_file_has_no_text(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    unreadable(tmp_path / "empty.txt", good, capsys)


def test_a_truncated_word_file_is_damaged(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = tmp_path / "whole.docx"
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr("word/document.xml", "<w/>" * 1000)
    (tmp_path / "cut.docx").write_bytes(whole.read_bytes()[:60])
    unreadable(tmp_path / "cut.docx", good, capsys)


def test_binary_under_a_text_name_is_refused(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    unreadable(tmp_path / "binary.txt", good, capsys)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text(GOOD)
    (tmp_path / "secret.txt").chmod(0)
    unreadable(tmp_path / "secret.txt", good, capsys)


def test_a_name_with_odd_characters_keeps_the_complaint_on_one_line(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(tmp_path / "two\nlines\x1b[31m.docx"), str(good)]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_a_name_that_is_no_unicode_is_no_obstacle(tmp_path: Path, good: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(name, "wb") as file:  # noqa: PTH123  (a name in bytes)
        file.write(GOOD.encode())
    done = subprocess.run([*RUN, "compare", name, str(good), "--json", "-"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\udcff" in done.stdout
    done = subprocess.run([*RUN, "compare", name, str(good)], capture_output=True, check=False)
    assert done.returncode == 0
    done = subprocess.run([*RUN, "compare", name + b"x", str(good)], capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


def test_odd_characters_in_the_text_reach_json_and_page_unharmed(tmp_path: Path, good: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("临江省𠮷方案\n一、<b>总体</b> & “要求”\x07\u202e\n到2027年，培育企业100家🙂。\n", encoding="utf-8")
    page = tmp_path / "page.html"
    assert main(["compare", str(odd), str(good), "--html", str(page), "--json", str(tmp_path / "x.json")]) == 0
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;" in text
    assert "\x07" not in text


def test_a_defect_is_one_sentence_unless_the_trace_is_asked_for(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("comparators.comparison.align_documents", broken)
    assert main(["compare", str(good), str(good)]) == 1
    said = capsys.readouterr().err
    assert "boom" in said
    assert said.count("\n") == 1
    monkeypatch.setenv("DUIGAO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["compare", str(good), str(good)])


def test_too_little_memory_is_told(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("comparators.comparison.align_documents", greedy)
    assert main(["compare", str(good), str(good)]) == 3
    assert "内存不足" in capsys.readouterr().err


def test_what_this_build_lacks_is_told_in_one_sentence(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comparators.cli.commands.find_spec", lambda _: None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for arguments in (
        ["compare", str(good), str(good), "--word", str(good.parent / "x.docx")],
        ["compare", str(good), str(good), "--table", str(good.parent / "x.docx")],
        ["open", str(good), str(good)],
        [],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert sorted(path.name for path in good.parent.iterdir()) == ["good.txt"]


def test_the_window_needs_a_screen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "没有图形界面" in capsys.readouterr().err


def _long(path: Path, seed: int) -> Path:
    line = "（{0}）加快推进产业发展，到2027年培育企业{1}家，完善{2}项支持政策，推动{0}个领域融合发展。\n"
    path.write_text("".join(line.format(n, n * seed, n % 7) for n in range(12_000)), encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_work_with_130_and_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    pty = pytest.importorskip("pty")
    old, new = _long(tmp_path / "a.txt", 3), _long(tmp_path / "b.txt", 5)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*RUN, "compare", str(old), str(new), "--json", str(tmp_path / "x.json")],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
    )
    os.close(theirs)
    shown = b""
    while b"[" not in shown:  # the progress bar: the work is under way
        shown += os.read(ours, 1000)
    process.send_signal(number)
    out, _ = process.communicate(timeout=60)
    while True:
        try:
            shown += os.read(ours, 1000)
        except OSError:  # how a pseudo-terminal says that its other end was closed
            break
    os.close(ours)
    assert process.returncode == 130
    assert out == b""
    assert shown.decode().rstrip().rpartition("\r")[2].startswith("duigao: 已中断")  # the bar is wiped away
    assert "Traceback" not in shown.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_an_interrupt_before_anything_is_loaded_is_answered_too(tmp_path: Path) -> None:
    """The import of the command line is where it falls: the first thing that takes any time."""
    (tmp_path / "sitecustomize.py").write_text(
        "import builtins, sys\n"
        "plain = builtins.__import__\n"
        "def stopped(name, *rest, **more):\n"
        "    if name == 'comparators.cli' and sys.argv[1:2] == ['compare']:\n"
        "        builtins.__import__ = plain\n"
        "        raise KeyboardInterrupt\n"
        "    return plain(name, *rest, **more)\n"
        "builtins.__import__ = stopped\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [*RUN, "compare", "a", "b", "--lang=en"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.startswith("duigao: Interrupted")
    assert done.stderr.count("\n") == 1


def test_an_interrupt_waits_until_a_file_is_in_place() -> None:
    interrupts = Interrupts()
    done = []

    def put_in_place() -> None:
        with interrupts, interrupts.held():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        put_in_place()
    assert done == ["whole"]
    assert interrupts.asked()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
