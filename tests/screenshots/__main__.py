"""Pictures of the window on the sample drafts: ``make screenshots``. Needs a screen, for example Xvfb's."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from comparators.review.annotations import Opinion
from desktop.app import make_window
from desktop.dialogs.export import ExportDialog, ExportDraft
from desktop.dialogs.ports import Ports
from desktop.exporting import ExportChoice
from desktop.views.main_window import MainWindow
from desktop.words import Words


def settle(window: MainWindow) -> None:
    """Let work and painting come to an end."""
    QTest.qWait(30)
    while window.controller.jobs.busy():
        QTest.qWait(10)
    QTest.qWait(120)


class Studio:
    """Takes pictures of one window and puts them in a folder."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        ports = Ports(
            text=lambda *_: "培育重点企业500家以上",
            opinion=self._opinion,
            export=self._export,
        )
        self.window = make_window(work, ports)
        self.window.settings.change(author="法规处", tour_done=True)
        self.window.show()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window or of a dialog."""
        settle(self.window)
        (widget or self.window).grab().save(str(self._folder / f"{name}.png"))

    def run(self, *names: str) -> None:
        """Do what commands say."""
        for name in names:
            self.window.commands[name].trigger()
            settle(self.window)

    def _opinion(self, _: QWidget, __: object, ___: Words, decide: bool) -> Opinion:
        decision = ("partly", "目标已提高，时限不变。") if decide else ("", "")
        return Opinion("省发展改革委", False, "建议提高企业培育目标。", "与省规划衔接", *decision)  # type: ignore[arg-type]

    def _export(self, parent: QWidget, draft: ExportDraft, words: Words) -> ExportChoice | None:
        dialog = ExportDialog(draft, words, parent)
        dialog.folder.setText(str(Path.home() / "文档"))
        dialog.preview.setCurrentIndex(1)
        dialog.show()
        self.picture("export-dialog", dialog)
        dialog.close()
        dialog.deleteLater()
        return None

    def annotate(self) -> None:
        """Write a comment with an answer, a suggestion and an opinion with its decision."""
        window, panel = self.window, self.window.workspace.annotations
        view = window.workspace.view

        def select(steps: int) -> None:
            view.setFocus()
            for _ in range(6):
                QTest.keyClick(view, Qt.Key.Key_Right)
            for _ in range(steps):
                QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

        self.run("next_change", "next_change", "next_change", "next_change", "next_change")
        select(14)
        self.run("comment")
        panel.answer.setPlainText("提高目标的依据？请补充测算说明。")
        panel.send.click()
        settle(window)
        self.run("reply")
        panel.answer.setPlainText("已附测算表。")
        panel.send.click()
        settle(window)
        self.run("next_change")
        select(10)
        self.run("suggest", "next_change", "opinion", "decide", "tick", "previous_change", "tick")


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as work:
        studio = Studio(folder, Path(work))
        window = studio.window
        window.resize(1440, 900)
        studio.run("open_samples")
        studio.annotate()
        window.controller.close()
        studio.picture("start")
        window.controller.open_review(window.controller.recents.all()[0].path)
        studio.picture("comparison")
        studio.run("next_change", "next_change", "next_change", "next_change", "next_change")
        studio.run("focus_facts")
        studio.picture("facts")
        studio.run("focus_annotations", "next_annotation")
        studio.picture("annotations")
        studio.run("redline")
        studio.picture("redline")
        studio.run("changes_only", "focus_changes")
        studio.picture("changes-only")
        studio.run("side_by_side", "theme")
        _each_theme(studio, window.themes)
        studio.run("export")
        window.resize(1024, 700)
        studio.picture("small")
        window.resize(2560, 1440)
        studio.picture("large")
        window.close()
    application.processEvents()


def _each_theme(studio: Studio, themes: dict[str, object]) -> None:
    window = studio.window
    for key in themes:
        window.settings.change(theme=key)
        window.apply_theme()
        if key != "light":
            studio.run("focus_facts")
            studio.picture(key)
    window.settings.change(theme="light")
    window.apply_theme()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
