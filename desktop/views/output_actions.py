"""The commands that take a review beyond the window: export, print, merge, and the book of checks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt

from comparators.messages import problem_text
from desktop.controller import review_title

if TYPE_CHECKING:
    from comparators.review.merging import MergeReport
    from desktop.exporting import ExportChoice, Exported, Snapshot
    from desktop.jobs import Failure
    from desktop.views.main_window import MainWindow


class OutputActions(QObject):
    """Asks what to write, writes it off the window's thread, and says what was written.

    What only one command needs is imported with it, since the window must be there at once.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _snapshot(self) -> Snapshot | None:
        from desktop.exporting import Snapshot

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
        from desktop.dialogs.export import ExportDraft
        from desktop.exporting import remembered, to_remember

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
        from desktop.exporting import export

        window = self._window
        window.controller.jobs.run(
            "export",
            lambda work: export(snapshot, choice, work),
            self._exported,
            window.controller.fail,
        )

    def _exported(self, made: Exported) -> None:
        window = self._window
        notes = [problem_text(problem, window.words.language) for problem in made.problems]
        window.ports.exported(window, made.files, notes, window.words)

    def print(self) -> None:
        """Ask for a printer and print what the view shows."""
        from desktop.exporting import print_job
        from desktop.printing import print_rows

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

    def merge(self) -> None:
        """Ask for copies and returned Word files, merge them, and show what nobody but a person can decide."""
        from comparators.review.merging import merge

        window, session = self._window, self._window.state.session
        if session is None:
            return
        pattern = f"{window.words('对稿文件和 Word 文件')} (*.duigao *.docx)"
        folder = window.settings.value.last_folder
        paths = window.ports.open_files(
            window, window.words("选择他人的对稿文件或退回的 Word 文件"), folder, pattern, True
        )
        if not paths:
            return
        documents = dict(window.state.documents())
        self._hold(held=True)
        window.controller.jobs.run(
            "merge", lambda _: merge(session, paths, documents), self._merged, self._merge_failed
        )

    def _hold(self, *, held: bool) -> None:
        """Let nobody write to the review while a merge does."""
        window, session = self._window, self._window.state.session
        held = held or session is None or session.read_only
        window.commands.allow(comparison=True, session=not held)
        window.workspace.annotations.set_read_only(held)

    def _merge_failed(self, failure: Failure) -> None:
        self._refresh()
        self._window.controller.fail(failure)

    def _merged(self, report: MergeReport) -> None:
        window = self._window
        self._refresh()
        window.tell(
            window.words(
                "合并了 {n} 个文件：批注 {comments} 条，建议 {suggestions} 条，已有的 {known} 条",
                n=len(report.files),
                comments=sum(each.comments for each in report.files),
                suggestions=sum(each.suggestions for each in report.files),
                known=sum(each.recognised for each in report.files),
            )
        )
        if report.conflicts:
            self.conflicts()

    def _refresh(self) -> None:
        """Show what a merge brought."""
        window, session = self._window, self._window.state.session
        if session is not None:
            self._hold(held=False)
            window.state.undo_stack.clear()
            window.state.annotations_touched()
            window.state.ticks_touched()

    def conflicts(self) -> None:
        """Let a person choose where two people changed the same thing."""
        from desktop.presenters.conflicts import questions

        window, session = self._window, self._window.state.session
        found = () if session is None else session.conflicts()
        if session is None or not found:
            window.tell(window.words("没有冲突"))
            return
        titles = {
            each.id: (each.anchor.quote[:24] if each.anchor is not None else "") for each in session.annotations()
        }
        chosen = window.ports.conflicts(window, questions(found, titles, window.words), window.words)
        for conflict in found:
            act = chosen.get((conflict.subject, conflict.field))
            if act:
                window.controller.act(lambda conflict=conflict, act=act: session.settle(conflict, act))  # type: ignore[misc]
        if chosen:
            self._refresh()

    def checks(self) -> None:
        """Show what is still open and what may be slips."""
        from comparators.review.ledger import make_ledger
        from desktop.dialogs.checks import ChecksDialog
        from desktop.presenters.checks import check_groups

        window, state = self._window, self._window.state
        session, comparison = state.session, state.comparison
        if session is None or comparison is None:
            return
        ledger = make_ledger(session, comparison)

        def row_of(side: str, block: int) -> int:
            return state.row_of("old" if side == "old" else "new", block)

        groups = check_groups(comparison, ledger, window.controller.lexicon(), row_of, window.words)
        dialog = ChecksDialog(groups, window.words, window)
        dialog.chosen.connect(
            lambda line: window.navigator.go_to_ref(line.ref) if line.ref else window.navigator.go_to_row(line.row)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
