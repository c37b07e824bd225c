"""A person at the window: presses keys, clicks, drops files, and answers what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeySequence, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from comparators.review.annotations import Annotation, Opinion, Side
from comparators.review.session import Session
from desktop.actions import Actions
from desktop.dialogs.export import ExportDraft
from desktop.dialogs.opinion import OpinionDraft
from desktop.dialogs.ports import Ports
from desktop.exporting import ExportChoice
from desktop.opening import Opened, review_path
from desktop.presenters.conflicts import Question
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.views.comparison_view import ComparisonView
from desktop.views.main_window import MainWindow
from desktop.words import Words

_FRESH: dict[int, bytes] = {}


def _fresh_review(opened: Opened, path: Path) -> bytes:
    """Return the bytes of a new review of two drafts: made once for all tests."""
    if id(opened) not in _FRESH:
        Session.create(path, opened.old, opened.new, "张三", opened.comparison.options).close()
        _FRESH[id(opened)] = path.read_bytes()
    return _FRESH[id(opened)]


@dataclass
class Answers:
    """What the person will answer, in order, and what they were asked and told."""

    files: list[list[str]] = field(default_factory=list)
    saves: list[str] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    confirms: list[bool] = field(default_factory=list)
    opinions: list[Opinion | None] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    settings: list[dict[str, object] | None] = field(default_factory=list)
    exports: list[Callable[[ExportDraft], ExportChoice | None]] = field(default_factory=list)
    versions: list[Callable[[Sequence[Question]], dict[tuple[str, str], str]]] = field(default_factory=list)
    printers: list[QPrinter | None] = field(default_factory=list)
    exported: list[Path] = field(default_factory=list)
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def all_used(self) -> bool:
        """Whether everything prepared was asked for."""
        asked = (self.files, self.saves, self.texts, self.confirms, self.opinions, self.commands, self.settings)
        return not any((*asked, self.exports, self.versions, self.printers))

    def ports(self) -> Ports:  # noqa: C901  (one small answer each)
        """Return ports that give these answers."""

        def open_files(_: QWidget, title: str, folder: str, patterns: str, several: bool) -> list[str]:
            self.asked.append((title, folder, patterns, several))
            return self.files.pop(0)

        def save_file(_: QWidget, title: str, path: str, patterns: str) -> str:
            self.asked.append((title, path, patterns))
            return self.saves.pop(0)

        def text(_: QWidget, title: str, label: str, value: str, several_lines: bool) -> str | None:
            self.asked.append((title, label, value, several_lines))
            return self.texts.pop(0)

        def confirm(_: QWidget, title: str, question: str, yes: str, no: str) -> bool:
            self.asked.append((title, question, yes, no))
            return self.confirms.pop(0)

        def failure(_: QWidget, title: str, sentence: str, details: str, words: Words) -> None:
            self.failures.append((sentence, details))

        def palette(_: QWidget, actions: Actions, words: Words) -> QAction:
            return actions[self.commands.pop(0)]

        def opinion(_: QWidget, draft: OpinionDraft, words: Words, decide: bool) -> Opinion | None:
            self.asked.append((draft, decide))
            return self.opinions.pop(0)

        def settings(
            _: QWidget, value: Settings, themes: dict[str, Theme], lexicon: Path, words: Words
        ) -> dict[str, object] | None:
            self.asked.append((value,))
            return self.settings.pop(0)

        def export(_: QWidget, draft: ExportDraft, words: Words) -> ExportChoice | None:
            return self.exports.pop(0)(draft)

        def exported(_: QWidget, files: Sequence[Path], notes: Sequence[str], words: Words) -> None:
            self.exported.extend(files)

        def conflicts(_: QWidget, questions: Sequence[Question], words: Words) -> dict[tuple[str, str], str]:
            return self.versions.pop(0)(questions)

        def printer(_: QWidget, redline: bool) -> QPrinter | None:
            return self.printers.pop(0)

        return Ports(
            export=export,
            exported=exported,
            conflicts=conflicts,
            printer=printer,
            open_files=open_files,
            save_file=save_file,
            text=text,
            confirm=confirm,
            failure=failure,
            palette=palette,
            opinion=opinion,
            settings=settings,
        )


class Person:
    """Works a window as a user does."""

    def __init__(self, window: MainWindow, bot: QtBot, answers: Answers) -> None:
        self.window, self.bot, self.answers = window, bot, answers

    # -- what is seen --------------------------------------------------------------------------------------------

    @property
    def view(self) -> ComparisonView:
        """The comparison view."""
        return self.window.workspace.view

    @property
    def session(self) -> Session:
        """The open session."""
        session = self.window.state.session
        assert session is not None
        return session

    @property
    def notes(self) -> tuple[Annotation, ...]:
        """The annotations as they are in the file."""
        return self.session.annotations()

    @property
    def row(self) -> int:
        """The row selected."""
        return self.window.state.selection.row

    @property
    def on_start_page(self) -> bool:
        """Whether the start page is shown."""
        return self.window.stack.currentIndex() == 0

    @property
    def status(self) -> str:
        """What the status bar tells."""
        return self.window.told.text()

    def row_with(self, text: str, side: Side = "new") -> int:
        """Return the row of the comparison that holds ``text``."""
        comparison = self.window.state.comparison
        assert comparison is not None
        document = comparison.new if side == "new" else comparison.old
        block = next(each.index for each in document.blocks if text in each.text)
        return self.window.state.row_of(side, block)

    def shown(self, text: str, side: Side = "new") -> int:
        """Return the display row that holds ``text`` in its cell of a side."""
        for number, row in enumerate(self.view.rows):
            cell = row.old if side == "old" else row.new
            if cell is not None and text in cell.text:
                return number
        raise AssertionError(f"{text} is not shown")

    # -- what is done --------------------------------------------------------------------------------------------

    def open(self, opened: Opened) -> None:
        """Open two drafts that were compared already, in a new review."""
        window = self.window
        path = review_path(window.settings.path.parent / "reviews", Path(opened.new.name).stem)
        path.write_bytes(_fresh_review(opened, path))
        window.state.show(Session.open(path, "张三"), opened.comparison)
        window.controller.note_recent(is_open=True)
        self.see()

    def see(self) -> None:
        """Let the window do what it does as soon as it can."""
        QApplication.processEvents()

    def wait(self, until: Callable[[], bool] | None = None) -> None:
        """Wait for background work, or for something to be so."""
        self.bot.waitUntil(until or (lambda: not self.window.controller.jobs.busy()), timeout=20_000)
        self.see()

    def keys(self, *sequences: str) -> None:
        """Press keys (``Ctrl+F``, ``F8``) where the focus is."""
        for text in sequences:
            sequence = QKeySequence.fromString(text)
            for number in range(sequence.count()):
                combination = sequence[number]
                target = QApplication.focusWidget() or self.window
                QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            self.see()

    def type(self, text: str) -> None:
        """Type a text where the focus is: Latin letters with keys, everything else through an input method."""
        widget = QApplication.focusWidget()
        assert widget is not None
        if text.isascii():
            QTest.keyClicks(widget, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(widget, event)
        self.see()

    def click(self, widget: QWidget, at: QPoint | None = None, keys: str = "") -> None:
        """Click a widget with the left button."""
        modifiers = Qt.KeyboardModifier.NoModifier
        if "Ctrl" in keys:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        if "Shift" in keys:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, at or widget.rect().center())
        self.see()

    def do(self, name: str) -> None:
        """Choose a command from a menu."""
        action = self.window.commands[name]
        assert action.isEnabled(), f"{name} cannot be chosen now"
        action.trigger()
        self.see()

    def drop(self, widget: QWidget, *paths: str | Path) -> bool:
        """Drop files on a widget; say whether they were taken."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = widget.rect().center()
        buttons, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, buttons, plain)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted():
            return False
        drop = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, buttons, plain)
        QApplication.sendEvent(widget, drop)
        self.see()
        return True

    # -- text ----------------------------------------------------------------------------------------------------

    def point(self, number: int, side: Side, position: int) -> QPoint:
        """Return the point of the viewport where a character of a display row begins; the row is brought into sight."""
        view = self.view
        view.show_row(number)
        self.see()
        y = view._y_of(number)
        assert y is not None
        laid = view._store.laid_out(number)
        layout = laid.old if side == "old" else laid.new
        assert layout is not None
        caret = layout.caret(position)
        x = view.columns.old_x if side == "old" else view.columns.new_x
        return QPoint(round(x + caret.left() + 0.5), round(y + laid.caption + caret.center().y()))

    def select(self, text: str, side: Side = "new", until: str = "") -> None:
        """Select ``text`` with the mouse; to the end of ``until`` in a later row where that is given."""
        first = self.shown(text, side)
        cell = self.view.rows[first].old if side == "old" else self.view.rows[first].new
        assert cell is not None
        start = cell.text.index(text)
        last, end = first, start + len(text)
        if until:
            last = self.shown(until, side)
            other = self.view.rows[last].old if side == "old" else self.view.rows[last].new
            assert other is not None
            end = other.text.index(until) + len(until)
        viewport = self.view.viewport()
        begin = self.point(first, side, start)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
        target = self.point(last, side, end)
        QApplication.sendEvent(viewport, self._moved(target))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=target)
        self.see()

    def _moved(self, at: QPoint) -> QMouseEvent:
        return QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(self.view.viewport().mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )

    def annotate(self, text: str, words: str, side: Side = "new") -> str:
        """Select a text and comment on it; return the annotation's id."""
        before = {each.id for each in self.notes}
        self.select(text, side)
        self.keys("Ctrl+Alt+M")
        self.type(words)
        self.keys("Ctrl+Return")
        return next(each.id for each in self.notes if each.id not in before)
