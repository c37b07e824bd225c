"""The commands that get the review out: export, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from desktop.controller import review_title
from desktop.dialogs.export import ExportDraft
from desktop.exporting import ExportChoice, Snapshot, export, print_job, remembered, to_remember
from desktop.printing import print_rows

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


class OutputActions(QObject):
    """Asks what to write, writes it off the window's thread, and says what was written."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _snapshot(self) -> Snapshot | None:
        state, settings = self._window.state, self._window.settings.value
        session, comparison = state.session, state.comparison
        if session is None or comparison is None:
            return None
        annotations = state.annotations()
        places = {each.id: place for each in annotations if (place := state.placement(each.id)) is not None}
        return Snapshot(
            comparison,
            session.source("old"),
            session.source("new"),
            annotations,
            places,
            settings.author,
            settings.initials,
            self._window.themes["light"],
            self._window.words,
        )

    def export(self) -> None:
        """Ask what to export, and export it."""
        window, snapshot = self._window, self._snapshot()
        session = window.state.session
        if snapshot is None or session is None:
            return
        settings = window.settings.value
        folder = str(settings.export.get("folder") or _documents())
        last = remembered(settings.export, folder, review_title(session).replace("/", " "))
        opinions = sum(each.kind == "opinion" for each in snapshot.annotations)
        choice = window.ports.export(window, ExportDraft(last, snapshot.comparison, opinions), window.words)
        if choice is None:
            return
        window.settings.change(export={**to_remember(choice), "folder": choice.folder})
        self.write(snapshot, choice)

    def write(self, snapshot: Snapshot, choice: ExportChoice) -> None:
        """Write the files chosen off the window's thread."""
        window = self._window
        window.controller.jobs.run(
            "export",
            lambda work: export(snapshot, choice, work),
            lambda files: window.ports.exported(window, files, window.words),
            window.controller.fail,
        )

    def print(self) -> None:
        """Ask for a printer and print what the view shows."""
        window, snapshot = self._window, self._snapshot()
        if snapshot is None:
            return
        redline = window.presenter.view == "redline"
        printer = window.ports.printer(window, redline)
        if printer is None:
            return
        job = print_job(snapshot, redline=redline)
        window.controller.jobs.run(
            "export",
            lambda work: print_rows(printer, job, snapshot.theme, work),
            lambda pages: window.tell(window.words("已送打印：{n} 页", n=pages)),
            window.controller.fail,
        )


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
