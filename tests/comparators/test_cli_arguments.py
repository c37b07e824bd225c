"""What may stand on the command line, and what a person is told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparators.cli import main
from comparators.cli.arguments import read_compare
from comparators.errors import UsageError


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    old, new = tmp_path / "原稿.txt", tmp_path / "修改稿.txt"
    old.write_text("临江省行动方案\n一、总体要求\n到2027年，培育企业100家。\n", encoding="utf-8")
    new.write_text("临江省行动方案\n一、总体要求\n到2027年，培育企业120家。\n", encoding="utf-8")
    return [str(old), str(new)]


def complaint(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a wrong command and return its one line on standard error."""
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    return shown.err


def test_help_is_chinese_by_default_and_english_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "用法" in capsys.readouterr().out
    assert main(["--lang", "en", "--help"]) == 0
    assert "Usage" in capsys.readouterr().out
    for command in ("compare", "inspect", "open"):
        assert main([command, "--help"]) == 0
        assert "选项" in capsys.readouterr().out
        assert main([command, "-h", "--lang=en"]) == 0
        text = capsys.readouterr().out
        assert "Options" in text
        assert not any("\u4e00" <= each <= "\u9fff" for each in text.replace("对稿", "").replace("修改对照表", ""))


def test_version_names_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("对稿 ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare"], "OLD, NEW"),
        (["compare", "a.docx"], "NEW"),
        (["compare", "a", "b", "c"], "“c”"),
        (["compare", "a", "b", "--jsn", "x"], "--jsn"),
        (["compare", "a", "b", "--json"], "--json"),
        (["compare", "a", "b", "--quiet=1"], "--quiet"),
        (["compare", "a", "b", "--lang", "fr"], "fr"),
        (["compare", "a", "b", "--explain", "some"], "some"),
        (["compare", "a", "b", "--ignore", "width,colour"], "colour"),
        (["compare", "a", "b", "--ignore", ""], "--ignore"),
        (["compare", "a", "b", "--pin", "3"], "--pin"),
        (["compare", "a", "b", "--pin", "3=x"], "3=x"),
        (["compare", "a", "b", "--unpin", "a=1"], "--unpin"),
        (["compare", "a", "b", "--pin", "3=4", "--unpin", "3=4"], "3=4"),
        (["compare", "a", "b", "--word", "-"], "--word"),
        (["compare", "a", "b", "--json", ""], "--json"),
        (["compare", "a", "b", "--json", "-", "--html", "-"], "--html"),
        (["inspect"], "FILE"),
        (["inspect", "a", "--html", "x"], "--html"),
        (["open", "a", "b", "c"], "open"),
        (["diff", "a", "b"], "diff"),
        (["--json", "x"], "--json"),
    ],
)
def test_a_wrong_line_is_answered_in_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in complaint(arguments, capsys)


def test_complaints_come_in_english_wherever_the_language_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["compare", "a", "--lang", "en"],
        ["--lang", "en", "compare", "a"],
        ["compare", "--lang=en", "a"],
    ):
        assert "Missing: NEW" in complaint(arguments, capsys)


def test_options_may_stand_anywhere_around_the_files(drafts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["compare", "--json", "-", *drafts],
        ["compare", drafts[0], "--json", "-", drafts[1]],
        ["compare", *drafts, "--json", "-"],
        ["compare", "--json", "-", "--", *drafts],
    ):
        assert main(arguments) == 0
        assert capsys.readouterr().out.startswith('{\n "schema":"duigao.comparison/1"')


@pytest.mark.parametrize(
    ("given", "ignored"),
    [
        ([], ("width", "space")),
        (["--ignore", "numbering"], ("width", "space", "numbering")),
        (["--ignore", "punctuation,numbering"], ("width", "space", "punctuation", "numbering")),
        (["--ignore", "punctuation", "--ignore", "numbering"], ("width", "space", "punctuation", "numbering")),
        (["--ignore", "none"], ()),
        (["--ignore", "none,numbering"], ("numbering",)),
        (["--ignore", "标点".replace("标点", "punctuation") + "，width"], ("width", "space", "punctuation")),
    ],
)
def test_what_is_ignored_is_added_to_width_and_space_unless_none_is_said(
    given: list[str], ignored: tuple[str, ...]
) -> None:
    assert read_compare(["a", "b", *given], "zh").options.ignore == ignored


def test_pins_are_read_as_pairs_of_blocks() -> None:
    options = read_compare(["a", "b", "--pin", "1=2", "--pin", "3=4", "--pin", "1=2", "--unpin", "5=6"], "zh").options
    assert options.pins == ((1, 2), (3, 4))
    assert options.unpins == ((5, 6),)


def test_a_pin_to_a_block_that_is_not_there_is_wrong_usage(
    drafts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "99" in complaint(["compare", *drafts, "--pin", "99=0"], capsys)


def test_moves_and_author_and_explanations_are_taken_over() -> None:
    request = read_compare(["a", "b", "--no-moves", "--author", "法规处", "--explain", "all", "--quiet"], "zh")
    assert not request.options.moves
    assert (request.author, request.explain, request.quiet) == ("法规处", "all", True)


def test_an_unknown_word_raises_a_usage_error_of_the_engine() -> None:
    with pytest.raises(UsageError):
        read_compare(["a", "b", "--ignore", "everything"], "zh")


def test_without_outputs_a_summary_is_shown_unless_quiet(drafts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *drafts]) == 0
    assert "修改 1 处" in capsys.readouterr().out
    assert main(["compare", *drafts, "--lang", "en"]) == 0
    assert "1 changes" in capsys.readouterr().out
    assert main(["compare", *drafts, "--quiet"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_progress_is_not_shown_where_no_terminal_is(drafts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *drafts, "--json", "-"]) == 0
    assert capsys.readouterr().err == ""


def test_nothing_is_explained_in_the_word_file_unless_asked_for() -> None:
    assert read_compare(["a", "b"], "zh").explain == "none"
