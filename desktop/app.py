"""The application: it makes everything, passes each what it needs, and is the only place that knows all of it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from comparators.cli.service import Service
from comparators.files import resource
from desktop.controller import Controller
from desktop.jobs import Jobs
from desktop.models.state import ReviewState
from desktop.recents import Recents
from desktop.settings import SettingsFile
from desktop.theme import themes
from desktop.views.main_window import MainWindow
from desktop.words import Words

if TYPE_CHECKING:
    from desktop.dialogs.ports import Ports


def make_window(
    folder: Path, ports: Ports | None = None, language: str = "", service: Service | None = None
) -> MainWindow:
    """Make a window whose settings, list of reviews and reviews are kept under ``folder``.

    Drafts are compared in ``service``'s process, without one in a thread of this process.
    """
    # A window holds many values for long: looking through all of them for garbage, often, makes it stutter.
    gc.set_threshold(50_000, 20, 50)
    settings = SettingsFile(folder)
    words = Words("en" if (language or settings.value.language) == "en" else "zh")
    state = ReviewState(words)
    jobs = Jobs()
    controller = Controller(state, jobs, settings, Recents(folder), folder / "reviews", words, service=service)
    window = MainWindow(state, controller, themes(), words, ports)
    for part in (state, jobs, controller):
        part.setParent(window)
    return window


@dataclass(slots=True, weakref_slot=True)
class Program:
    """Holds the window, and makes another one where the language changes."""

    folder: Path
    language: str = ""
    service: Service | None = None
    window: MainWindow | None = None

    def show(self, files: Sequence[str] = ()) -> None:
        """Show a window, on ``files`` where there are any; else offer what a crash left open."""
        window = self.window = make_window(self.folder, language=self.language, service=self.service)
        window.rebuild_asked.connect(self._rebuild)
        window.show()
        if files:
            window.controller.warm_up()
            window.welcome.take_files(list(files))
        else:
            QTimer.singleShot(150, window, window.controller.warm_up)
            QTimer.singleShot(0, window, window.welcome.offer_left_open)
            QTimer.singleShot(0, window, window.welcome.offer_tour)

    def _rebuild(self) -> None:
        """Make the window again in the language of the settings, on the review that was open."""
        old = self.window
        if old is None:
            return
        session = old.state.session
        files = [] if session is None else [str(session.path)]
        self.language = ""
        old.close()
        old.deleteLater()
        self.show(files)


def main(arguments: Sequence[str] = (), language: str = "") -> int:
    """Open the window: on nothing, on a pair of drafts, or on a review file. Return the exit status."""
    import platformdirs

    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("duigao")
    QApplication.setWindowIcon(QIcon(str(resource("icons", "duigao.svg"))))
    service = Service()
    program = Program(Path(platformdirs.user_data_dir("duigao", appauthor=False)), language, service)
    program.show(arguments)
    try:
        return int(QApplication.exec())
    finally:
        service.stop()
