"""The questions that the window asks a person, each one callable that a test can replace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from comparators.review.annotations import Opinion
    from desktop.actions import Actions
    from desktop.dialogs.export import ExportDraft
    from desktop.dialogs.opinion import OpinionDraft
    from desktop.exporting import ExportChoice
    from desktop.presenters.conflicts import Question
    from desktop.settings import Settings
    from desktop.theme import Theme
    from desktop.words import Words


def open_files(parent: QWidget, title: str, folder: str, patterns: str, several: bool) -> list[str]:
    """Ask for files to open; an empty list where the person changes their mind."""
    if several:
        return QFileDialog.getOpenFileNames(parent, title, folder, patterns)[0]
    path = QFileDialog.getOpenFileName(parent, title, folder, patterns)[0]
    return [path] if path else []


def save_file(parent: QWidget, title: str, path: str, patterns: str) -> str:
    """Ask where to save; empty where the person changes their mind."""
    return QFileDialog.getSaveFileName(parent, title, path, patterns)[0]


def text(parent: QWidget, title: str, label: str, value: str, several_lines: bool) -> str | None:
    """Ask for a text; ``None`` where the person changes their mind."""
    if several_lines:
        answer, ok = QInputDialog.getMultiLineText(parent, title, label, value)
    else:
        answer, ok = QInputDialog.getText(parent, title, label, text=value)
    return answer if ok else None


def confirm(parent: QWidget, title: str, question: str, yes: str, no: str) -> bool:
    """Ask a question with two answers."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=parent)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is accept


def failure(parent: QWidget, title: str, sentence: str, details: str, words: Words) -> None:
    """Say what went wrong, with details that can be copied."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, sentence, parent=parent)
    box.addButton(words("知道了"), QMessageBox.ButtonRole.AcceptRole)
    if details:
        box.setDetailedText(details)
    box.exec()


def exported(parent: QWidget, files: Sequence[Path], notes: Sequence[str], words: Words) -> None:
    """Say what was written and what to know about it, with a way to its folder."""
    names = "\n".join(path.name for path in files)
    box = QMessageBox(
        QMessageBox.Icon.Information, words("导出"), words("已导出：\n{names}", names=names), parent=parent
    )
    box.setInformativeText("\n".join(notes))
    box.addButton(words("好"), QMessageBox.ButtonRole.AcceptRole)
    folder = box.addButton(words("打开文件夹"), QMessageBox.ButtonRole.ActionRole)
    box.exec()
    if box.clickedButton() is folder and files:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0].parent)))


def printer(parent: QWidget, redline: bool) -> QPrinter | None:
    """Ask for a printer; ``None`` where the person changes their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from desktop.printing import page_layout

    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    chosen.setPageLayout(page_layout(redline=redline))
    dialog = QPrintDialog(chosen, parent)
    answer = chosen if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer


def command(parent: QWidget, actions: Actions, words: Words) -> QAction | None:
    """Ask for a command by its name."""
    from desktop.dialogs import palette

    return palette.ask(parent, actions, words)


def opinion(parent: QWidget, draft: OpinionDraft, words: Words, deciding: bool) -> Opinion | None:
    """Ask for an opinion, or for what became of it."""
    from desktop.dialogs import opinion as dialog

    return dialog.ask(parent, draft, words, deciding)


def export(parent: QWidget, draft: ExportDraft, words: Words) -> ExportChoice | None:
    """Ask what to write."""
    from desktop.dialogs import export as dialog

    return dialog.ask(parent, draft, words)


def conflicts(parent: QWidget, questions: Sequence[Question], words: Words) -> dict[tuple[str, str], str]:
    """Ask which of two values holds."""
    from desktop.dialogs import conflicts as dialog

    return dialog.ask(parent, questions, words)


def settings(
    parent: QWidget, held: Settings, themes: dict[str, Theme], lexicons: Path, words: Words
) -> dict[str, object] | None:
    """Ask for the settings."""
    from desktop.dialogs import settings as dialog

    return dialog.ask(parent, held, themes, lexicons, words)


@dataclass(frozen=True, slots=True)
class Ports:
    """How the window asks. The defaults show the dialogs, which are imported when first asked for."""

    open_files: Callable[[QWidget, str, str, str, bool], list[str]] = open_files
    save_file: Callable[[QWidget, str, str, str], str] = save_file
    text: Callable[[QWidget, str, str, str, bool], str | None] = text
    confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
    failure: Callable[[QWidget, str, str, str, Words], None] = failure
    palette: Callable[[QWidget, Actions, Words], QAction | None] = command
    opinion: Callable[[QWidget, OpinionDraft, Words, bool], Opinion | None] = opinion
    export: Callable[[QWidget, ExportDraft, Words], ExportChoice | None] = export
    conflicts: Callable[[QWidget, Sequence[Question], Words], dict[tuple[str, str], str]] = conflicts
    exported: Callable[[QWidget, Sequence[Path], Sequence[str], Words], None] = exported
    printer: Callable[[QWidget, bool], QPrinter | None] = printer
    settings: Callable[[QWidget, Settings, dict[str, Theme], Path, Words], dict[str, object] | None] = settings
