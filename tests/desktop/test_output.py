"""Getting a review out and others' reviews in: export, preview, printing, merging, conflicts, the book of checks."""

from __future__ import annotations

import dataclasses
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from comparators.review.annotations import Opinion
from comparators.review.session import Session
from desktop.dialogs.checks import ChecksDialog
from desktop.dialogs.conflicts import ConflictsDialog
from desktop.dialogs.export import ExportDialog, ExportDraft
from desktop.exporting import KINDS, ExportChoice
from desktop.presenters.conflicts import Question, Version
from desktop.words import Words
from tests.desktop.person import Person

OPINION = Opinion("省发展改革委", proposal="建议提高目标", reason="与规划一致")


def export(person: Person, folder: Path, *kinds: str, **options: object) -> list[Path]:
    """Press Ctrl+E, choose files and options, and wait for the files."""

    def choose(draft: ExportDraft) -> ExportChoice:
        return dataclasses.replace(draft.choice, kinds=kinds, folder=str(folder), stem="方案", **options)  # type: ignore[arg-type]

    person.answers.exports = [choose]
    person.keys("Ctrl+E")
    person.wait()
    found = list(person.answers.exported)
    person.answers.exported.clear()
    return found


# -- export ------------------------------------------------------------------------------------------------------------


def test_every_kind_of_file_is_written_and_opens(reviewer: Person, tmp_path: Path) -> None:
    reviewer.window.annotator.add("opinion", None, opinion=OPINION)
    files = export(reviewer, tmp_path, *KINDS)
    names = {path.name for path in files}
    assert len(names) == len(KINDS)
    by_kind = dict(zip(KINDS, files, strict=True))
    with zipfile.ZipFile(by_kind["word"]) as package:
        body = package.read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "<w:del " in body
    table = docx.Document(str(by_kind["table"])).tables[-1]
    assert "修订前" in [cell.text for cell in table.rows[0].cells]
    assert any(
        "建议提高目标" in cell.text
        for row in docx.Document(str(by_kind["opinions"])).tables[0].rows
        for cell in row.cells
    )
    sheet = openpyxl.load_workbook(by_kind["opinions_xlsx"]).active
    assert sheet is not None
    assert any("建议提高目标" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "<!doctype html>" in by_kind["html"].read_text(encoding="utf-8").lower()
    assert by_kind["pdf"].read_bytes().startswith(b"%PDF")


def test_the_choice_is_remembered(reviewer: Person, tmp_path: Path) -> None:
    export(reviewer, tmp_path, "html", columns=3, marks="color", ellipsis=False)
    seen: list[ExportChoice] = []
    reviewer.answers.exports = [lambda draft: seen.append(draft.choice)]
    reviewer.keys("Ctrl+E")
    assert (seen[0].kinds, seen[0].columns, seen[0].marks, seen[0].ellipsis) == (("html",), 3, "color", False)
    assert seen[0].folder == str(tmp_path)


def test_an_export_that_cannot_be_written_is_told_and_leaves_nothing(short: Person, tmp_path: Path) -> None:
    (tmp_path / "方案（对照）.html").mkdir()
    assert export(short, tmp_path, "html") == []
    assert len(short.answers.failures) == 1
    sentence, details = short.answers.failures.pop()
    assert "方案（对照）.html" in sentence
    assert details == ""
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_preview_shows_what_the_options_do(short: Person) -> None:
    comparison = short.window.state.comparison
    assert comparison is not None
    draft = ExportDraft(ExportChoice(folder=str(short.session.path.parent), stem="方案"), comparison, 0)
    dialog = ExportDialog(draft, Words(), short.window)
    dialog.show()
    before = dialog.table_page.toHtml()
    dialog.columns.setCurrentIndex(dialog.columns.findData(2))
    assert "修订说明" in before
    assert "修订说明" not in dialog.table_page.toHtml()
    dialog.marks.setCurrentIndex(dialog.marks.findData("color"))
    assert "#1f4fbf" in dialog.table_page.toHtml()
    dialog.kinds["opinions"].setChecked(True)
    assert "还没有意见" in dialog.problem.text()
    assert dialog.problem.isVisible()
    for box in dialog.kinds.values():
        box.setChecked(False)
    assert not dialog.ok.isEnabled()
    dialog.kinds["html"].setChecked(True)
    dialog.folder.setText("/nowhere/at/all")
    dialog.ok.click()
    assert dialog.isVisible()
    assert "文件夹" in dialog.problem.text()
    dialog.close()
    dialog.deleteLater()


def test_printing_prints_what_the_view_shows(short: Person, tmp_path: Path) -> None:
    for view, name in (("Ctrl+1", "side.pdf"), ("Ctrl+2", "redline.pdf")):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / name))
        short.keys(view)
        short.answers.printers = [printer]
        short.keys("Ctrl+P")
        short.wait()
        assert "已送打印" in short.window.told.text()
        assert (tmp_path / name).read_bytes().startswith(b"%PDF")


# -- merging -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(short: Person, tmp_path: Path) -> Path:
    """A copy of the review in which a colleague changed a comment that was changed here too."""
    note = short.window.annotator.add("comment", None, body="原话")
    path = tmp_path / "同事.duigao"
    shutil.copy(short.session.path, path)
    with Session.open(path, "李四") as theirs:
        theirs.edit(note, "body", "李四的说法")
        theirs.reply(note, "请看附件")
    short.window.annotator.set_field(note, "body", "张三的说法")
    return path


def test_a_colleagues_copy_is_merged_and_the_conflict_is_the_persons_to_settle(short: Person, copy: Path) -> None:
    asked: list[Question] = []

    def choose(questions: list[Question]) -> dict[tuple[str, str], str]:
        asked.extend(questions)
        theirs = next(each for each in questions[0].versions if each.author == "李四")
        return {(questions[0].subject, questions[0].field): theirs.key}

    short.answers.files = [[str(copy)]]
    short.answers.versions = [choose]  # type: ignore[list-item]
    short.window.commands["merge"].trigger()
    short.wait()
    assert {each.text for each in asked[0].versions} == {"李四的说法", "张三的说法"}
    note = short.notes[0]
    assert (note.body, note.conflicts, [each.text for each in note.replies]) == ("李四的说法", (), ["请看附件"])
    assert "合并了 1 个文件" in short.window.told.text()
    short.window.commands["conflicts"].trigger()
    assert short.window.told.text() == "没有冲突"


def test_merging_twice_changes_nothing(short: Person, copy: Path) -> None:
    for _ in range(2):
        short.answers.files = [[str(copy)]]
        short.answers.versions = [lambda _: {}]
        short.window.commands["merge"].trigger()
        short.wait()
    assert len(short.notes) == 1
    assert len(short.notes[0].replies) == 1
    assert short.notes[0].conflicts == ("body",)


def test_a_file_that_is_no_review_is_told_and_work_goes_on(short: Person, tmp_path: Path) -> None:
    path = tmp_path / "坏.duigao"
    path.write_bytes(b"not a review at all" * 20)
    short.answers.files = [[str(path)]]
    short.window.commands["merge"].trigger()
    short.wait()
    assert "坏.duigao" in short.answers.failures.pop()[0]
    assert short.window.annotator.add("comment", None, body="还能写")


def test_the_conflict_dialog_chooses_nothing_by_itself(short: Person) -> None:
    versions = (Version("a", "甲", "05-19 10:02", "一"), Version("b", "乙", "05-19 10:03", "二"))
    dialog = ConflictsDialog([Question("s", "body", "批注内容", versions)], Words(), short.window)
    assert dialog.value == {}
    dialog.choices["s", "body"][1].click()
    assert dialog.value == {("s", "body"): "b"}
    dialog.deleteLater()


# -- the book of checks ------------------------------------------------------------------------------------------------


def test_the_book_of_checks_leads_to_what_is_open(reviewer: Person) -> None:
    note = reviewer.window.annotator.add("opinion", None, opinion=OPINION)
    reviewer.keys("Ctrl+Alt+L")
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ChecksDialog))
    heads = {
        str(dialog.tree.topLevelItem(number).text(0)).split("　")[0]: dialog.tree.topLevelItem(number)
        for number in range(dialog.tree.topLevelItemCount())
    }
    assert heads["没有处理结果的意见"].childCount() == 1
    assert heads["未核对的修改"].childCount() > 20
    assert any(
        "实际列出" in heads["修改稿中可能的差错"].child(n).text(0)
        for n in range(heads["修改稿中可能的差错"].childCount())
    )
    dialog.tree.itemActivated.emit(heads["没有处理结果的意见"].child(0), 0)
    assert reviewer.window.state.selection.ref == f"annotation:{note}"
    second = heads["未核对的修改"].child(3)
    dialog.tree.itemActivated.emit(second, 0)
    changes = [item for item in reviewer.window.presenter.items if item.substance or item.kind == "moved"]
    assert reviewer.row == changes[3].row
    dialog.close()


# -- a damaged review --------------------------------------------------------------------------------------------------


def damage(person: Person, path: Path) -> Path:
    """Close the open review and leave a copy of it with a page overwritten in the middle."""
    shutil.copy(person.session.path, path)
    data = bytearray(path.read_bytes())
    for at in range(4_096, 8_192):
        data[at] = 0
    path.write_bytes(bytes(data))
    person.keys("Ctrl+W")
    return path


def test_what_can_be_saved_of_a_damaged_review_is_saved_and_opened(short: Person, tmp_path: Path) -> None:
    short.window.annotator.add("comment", None, body="重要的话")
    path = damage(short, tmp_path / "坏了.duigao")
    before = path.read_bytes()
    short.answers.confirms = [True]
    short.window.controller.open_review(str(path))
    short.wait()
    assert not short.on_start_page
    assert [each.body for each in short.notes] == ["重要的话"]
    assert "抢救" in short.session.path.name
    assert path.read_bytes() == before


def test_nobody_has_to_rescue(short: Person, tmp_path: Path) -> None:
    path = damage(short, tmp_path / "坏了.duigao")
    short.answers.confirms = [False]
    short.window.controller.open_review(str(path))
    short.wait()
    assert short.on_start_page
    assert [each.name for each in tmp_path.glob("*.duigao")] == ["坏了.duigao"]
