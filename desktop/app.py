"""The application: it makes everything, passes each what it needs, and is the only place that knows all of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.controller import Controller
from desktop.dialogs.ports import Ports
from desktop.jobs import Jobs
from desktop.models.state import ReviewState
from desktop.recents import Recents
from desktop.settings import SettingsFile
from desktop.theme import themes
from desktop.views.main_window import MainWindow
from desktop.words import Words


def make_window(folder: Path, ports: Ports | None = None, language: str = "") -> MainWindow:
    """Make a window whose settings, list of reviews and reviews are kept under ``folder``."""
    settings = SettingsFile(folder)
    words = Words("en" if (language or settings.value.language) == "en" else "zh")
    state = ReviewState(words)
    jobs = Jobs()
    controller = Controller(state, jobs, settings, Recents(folder), folder / "reviews", words)
    window = MainWindow(state, controller, themes(), words, ports)
    for part in (state, jobs, controller):
        part.setParent(window)
    return window


def main(arguments: Sequence[str] = (), language: str = "") -> int:
    """Open the window: on nothing, on a pair of drafts, or on a review file. Return the exit status."""
    import platformdirs

    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("duigao")
    folder = Path(platformdirs.user_data_dir("duigao", appauthor=False))
    window = make_window(folder, language=language)
    window.show()
    if arguments:
        window.take_files(list(arguments))
    return int(application.exec())
