"""The questions that the window asks a person, each one callable that a test can replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from comparators.review.annotations import Opinion
from desktop.actions import Actions
from desktop.dialogs import opinion, palette, settings
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


@dataclass(frozen=True, slots=True)
class Ports:
    """How the window asks. The defaults show the dialogs."""

    open_files: Callable[[QWidget, str, str, str, bool], list[str]] = open_files
    save_file: Callable[[QWidget, str, str, str], str] = save_file
    text: Callable[[QWidget, str, str, str, bool], str | None] = text
    confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
    failure: Callable[[QWidget, str, str, str, Words], None] = failure
    palette: Callable[[QWidget, Actions, Words], QAction | None] = palette.ask
    opinion: Callable[[QWidget, opinion.OpinionDraft, Words, bool], Opinion | None] = opinion.ask
    settings: Callable[[QWidget, Settings, dict[str, Theme], Words], dict[str, object] | None] = settings.ask
