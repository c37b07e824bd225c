"""The window: it lays out the start page and the workspace, and wires views to those who know what to do."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from comparators.messages import known, problem_text, say
from desktop.actions import Actions
from desktop.annotator import Annotator
from desktop.controller import Controller, review_title
from desktop.dialogs.ports import Ports
from desktop.models.state import ReviewState, Selection
from desktop.navigator import Navigator
from desktop.presenters.changes import status_line
from desktop.presenters.display import is_strip
from desktop.presenters.facts_panel import facts_view
from desktop.presenters.outline import OutlineNode, outline
from desktop.presenters.overview import Mark, change_marks, note_marks
from desktop.presenters.spoken import row_spoken
from desktop.review_presenter import ReviewPresenter
from desktop.style import style_sheet
from desktop.views.elided import ElidedLabel
from desktop.views.start_page import StartPage, dropped_paths
from desktop.views.top_bar import TopBar
from desktop.views.welcome import Welcome
from desktop.views.window_actions import WindowActions
from desktop.views.workspace import Workspace

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from desktop.theme import Theme
    from desktop.words import Words

WAITED_FOR = ("open", "export", "merge")
"""The channels whose work a person waits for: its progress is shown and can be cancelled."""


class MainWindow(QMainWindow):
    """One window with one review. ``rebuild_asked`` asks the application for a new window (another language)."""

    rebuild_asked = Signal()

    def __init__(
        self,
        state: ReviewState,
        controller: Controller,
        themes: dict[str, Theme],
        words: Words,
        ports: Ports | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.state, self.controller, self.themes, self.words = state, controller, themes, words
        self.ports = ports or Ports()
        self.settings = controller.settings
        self.commands = Actions(words, self)
        self.presenter = ReviewPresenter(state, self)
        self.start = StartPage(self.theme, words, self)
        self.bar = TopBar(self.commands, words, self)
        self.workspace = Workspace(self.theme, words, self)
        self.navigator = Navigator(state, self.presenter, self.workspace, self)
        self.annotator = Annotator(state, controller, self)
        self._comparison_shown: Comparison | None = None
        self._theme_used = ""
        self._change_marks: list[Mark] = []
        self._build()
        self.welcome = Welcome(self)
        self.window_actions = WindowActions(self)
        self._wire()
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(820, 520)
        self.restore_window()
        self.apply_theme()
        self._show_start()

    # -- building ------------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self.themes.get(self.settings.value.theme) or self.themes["light"]

    def _build(self) -> None:
        review = QWidget(self)
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.workspace.problems)
        column.addWidget(self.workspace, 1)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.start)
        self.stack.addWidget(review)
        self.setCentralWidget(self.stack)
        for action in self.commands.by_name.values():
            self.addAction(action)
        self._build_status()

    def _build_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.counts = ElidedLabel(self)
        self.told = ElidedLabel(self)
        for label in (self.counts, self.told):
            label.setMinimumWidth(60)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.saved = QLabel(self)
        self.where = QLabel(self)
        self.working = QLabel(self)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.stop = QPushButton(self.words("取消"), self)
        self.stop.setObjectName("link")
        self.stop.clicked.connect(self.cancel_work)
        bar.addWidget(self.counts, 3)
        bar.addWidget(self.told, 2)
        for widget in (self.working, self.progress, self.stop, self.saved, self.where):
            bar.addPermanentWidget(widget)
        self._set_working(False)

    def _wire(self) -> None:
        state, place, start = self.state, self.workspace, self.start
        state.comparison_changed.connect(self._comparison_changed)
        state.annotations_changed.connect(self._annotations_changed)
        state.ticks_changed.connect(self._ticks_changed)
        state.selection_changed.connect(self._selection_changed)
        state.command_failed.connect(lambda error: self.controller.act(_raiser(error)))
        self.presenter.rows_reset.connect(self._rows_reset)
        self.presenter.rows_replaced.connect(self._rows_replaced)
        self.navigator.hits_changed.connect(self.bar.find_bar.set_count)
        self.navigator.sides_counted.connect(self.bar.find_bar.set_sides)
        self.navigator.place_changed.connect(self.bar.set_place)
        self.controller.failed.connect(self.show_failure)
        self.controller.damaged.connect(self.offer_rescue)
        self.controller.told.connect(self.tell)
        self.controller.saved.connect(self._saved)
        jobs = self.controller.jobs
        jobs.started.connect(lambda channel: self._set_working(channel in WAITED_FOR or jobs.busy(*WAITED_FOR)))
        jobs.finished.connect(lambda _: self._set_working(jobs.busy(*WAITED_FOR)))
        jobs.progressed.connect(self._progressed)
        start.open_asked.connect(self.commands["open_review"].trigger)
        place.outline.section_chosen.connect(self._section_chosen)
        place.overview.asked.connect(self._overview_asked)
        place.changes.change_chosen.connect(lambda row: self.navigator.go_to_row(row))
        place.changes.tick_asked.connect(lambda keys, ticked: self.annotator.tick(keys, ticked))
        place.facts.ref_chosen.connect(self.navigator.go_to_ref)
        place.facts.changed_only.connect(lambda _: self._show_facts())
        notes = place.annotations
        notes.thread_chosen.connect(lambda each: self.navigator.go_to_ref(f"annotation:{each}"))
        notes.reply_asked.connect(self.annotator.reply)
        notes.body_asked.connect(lambda each, text: self.annotator.set_field(each, "body", text))
        notes.resolve_asked.connect(self.annotator.toggle_resolved)
        notes.decide_asked.connect(lambda _: self.window_actions.decide())
        notes.edit_asked.connect(lambda _: self.window_actions.edit_annotation())
        notes.delete_asked.connect(lambda each: self.annotator.delete((each,)))
        notes.abandoned.connect(self.annotator.abandon)
        notes.done.connect(place.view.setFocus)
        self._wire_view()

    def _wire_view(self) -> None:
        view = self.workspace.view
        view.row_clicked.connect(self._row_clicked)
        view.ref_clicked.connect(self.navigator.go_to_ref)
        view.fold_clicked.connect(self._fold_clicked)
        view.jump_clicked.connect(self._jump_clicked)
        view.text_selected.connect(self._text_selected)
        view.scrolled.connect(self.workspace.overview.set_seen)
        view.menu_requested.connect(self._context_menu)
        self.bar.find_bar.wanted.connect(self.navigator.find)
        self.bar.find_bar.stepped.connect(self.navigator.step_hit)
        self.bar.find_bar.left.connect(view.setFocus)

    # -- look ----------------------------------------------------------------------------------------------------

    def apply_theme(self) -> None:
        """Use the theme and text size of the settings everywhere."""
        theme, settings = self.theme, self.settings.value
        if theme.key != self._theme_used:  # styling all widgets anew takes a while
            self._theme_used = theme.key
            self.setStyleSheet(style_sheet(theme))
            self.start.set_theme(theme)
            self.workspace.set_theme(theme)
        self.workspace.view.set_theme(theme, settings.text_size, settings.line_width)
        self._show_overview()

    def restore_window(self) -> None:
        """Put the window where it was, if that is still on a screen."""
        kept = self.settings.value.window
        if kept:
            self.restoreGeometry(QByteArray(base64.b64decode(kept)))

    # -- start page ----------------------------------------------------------------------------------------------

    def _show_start(self) -> None:
        self.stack.setCurrentIndex(0)
        self.start.set_way_back(False)
        self.start.set_recents(self.controller.recents.all())
        self.commands.allow(comparison=False, session=False)
        self.setWindowTitle(self.words("对稿"))
        self.told.clear()
        self.counts.clear()
        self.saved.clear()
        self.where.clear()

    # -- following the state -------------------------------------------------------------------------------------

    def _comparison_changed(self) -> None:
        comparison, session = self.state.comparison, self.state.session
        self.navigator.forget()
        if comparison is not None and session is not None:
            self.stack.setCurrentIndex(1)  # first, so that rows are measured once, for the room they have
        self.presenter.fold = self.settings.value.fold
        self.presenter.rebuild()
        if comparison is None or session is None:
            self._show_start()
            return
        place = self.workspace
        place.view.viewport().repaint()  # the rows first: to fill the panels takes as long again
        roots = outline(comparison, lambda side, block: self.state.row_of("old" if side == "old" else "new", block))
        place.outline.set_nodes(roots)
        place.changes.set_sections([(node.path, node.label) for node in roots if node.presence != "removed"])
        place.changes.model.set_items(self.presenter.items, self.presenter.ticks)
        self.bar.set_drafts(session.source_name("old"), session.source_name("new"))
        place.set_names(
            comparison.old.title or session.source_name("old"), comparison.new.title or session.source_name("new")
        )
        self._show_facts()
        self._show_threads()
        self._show_problems()
        self.commands.allow(comparison=True, session=not session.read_only)
        place.annotations.set_read_only(session.read_only)
        self.bar.set_place(*self.navigator.change_number())
        self._show_status()
        self.window_actions.follow_view()
        self._title()
        self.welcome.opened()
        place.view.setFocus()

    def _rows_reset(self) -> None:
        view, comparison = self.workspace.view, self.state.comparison
        same, self._comparison_shown = comparison is self._comparison_shown, comparison
        top = view.rows[view.top_row].rows[0] if same and view.rows else -1
        view.set_rows(self.presenter.rows, self.presenter.view)
        if top >= 0:
            view.show_row(self.presenter.display_of(top), at=0.0)
        self._show_overview()
        row = self.state.selection.row
        if row >= 0:
            number = self.presenter.display_of(row)
            view.set_current(number)
            view.put_caret(number, self.state.selection.side)
            if top < 0:
                view.show_row(number)
        self.navigator.find_again()

    def _rows_replaced(self, changed: dict[int, object]) -> None:
        self.workspace.view.replace_rows(changed)  # type: ignore[arg-type]
        row = self.state.selection.row
        if row >= 0 and self.presenter.display_of(row) in changed:
            self._say_row(row)

    def _show_overview(self) -> None:
        self._change_marks = change_marks(self.workspace.view.rows, self.workspace.view.offsets())
        self._show_overview_notes()

    def _show_overview_notes(self) -> None:
        notes = note_marks(self.presenter.annotated(), self.workspace.view.offsets())
        self.workspace.overview.set_marks([*self._change_marks, *notes])

    def _show_facts(self) -> None:
        if self.state.comparison is not None:
            only = self.workspace.facts.only.isChecked()
            self.workspace.facts.set_view(facts_view(self.state.comparison, self.words, changed_only=only))

    def _show_threads(self) -> None:
        self.workspace.annotations.set_threads(self.presenter.threads)
        self.workspace.set_counts(len(self.presenter.items), len(self.presenter.threads))

    def _show_problems(self) -> None:
        comparison = self.state.comparison
        found = [] if comparison is None else [*comparison.old.problems, *comparison.new.problems, *comparison.problems]
        lines = [problem_text(problem, self.words.language) for problem in found]
        self.told.setToolTip("\n".join(lines))
        if lines:
            self.tell(self.words("读取时有 {n} 点说明（悬停查看）", n=len(lines)))
        self.told.setAccessibleDescription("；".join(lines))

    def _show_status(self) -> None:
        comparison = self.state.comparison
        if comparison is not None:
            reviewed = self.presenter.reviewed_keys()
            done = sum(item.key in reviewed for item in self.presenter.items)
            self.counts.setText("　　".join(status_line(comparison, self.presenter.items, done, self.words)))

    def _annotations_changed(self, ids: tuple[str, ...]) -> None:
        self.presenter.annotations_changed(ids)
        self._show_threads()
        self._show_overview_notes()

    def _ticks_changed(self) -> None:
        self.presenter.ticks_changed()
        self.workspace.changes.model.set_ticks(self.presenter.ticks)
        self._show_status()

    def _selection_changed(self, selection: Selection) -> None:
        place = self.workspace
        if selection.row >= 0:
            place.view.set_current(self.presenter.display_of(selection.row))
            self._say_row(selection.row)
            place.outline.follow(selection.row)
            place.changes.follow(selection.row)
        kind, _, name = selection.ref.partition(":")
        if kind == "annotation":
            place.annotations.follow(name)
            place.tabs.setCurrentWidget(place.annotations)
        elif kind in ("industry", "target", "unit"):
            place.facts.follow(selection.ref)
            place.tabs.setCurrentWidget(place.facts)
        self.where.setText(self._where(selection))

    def _say_row(self, row: int) -> None:
        number = self.presenter.display_of(row)
        if number >= 0:
            self.workspace.view.say(row_spoken(self.presenter.rows[number], self._section(row), self.words))

    def _where(self, selection: Selection) -> str:
        comparison = self.state.comparison
        if comparison is None or not 0 <= selection.row < len(comparison.rows):
            return ""
        return self.words("{section}　第 {n} 行", section=self._section(selection.row), n=selection.row + 1)

    def _section(self, number: int) -> str:
        comparison = self.state.comparison
        if comparison is None:
            return ""
        row = comparison.rows[number]
        block = comparison.new.blocks[row.new[0]] if row.new else comparison.old.blocks[row.old[0]]
        return block.section or self.words("文首")

    def _saved(self, time: str) -> None:
        self.saved.setText(self.words("已保存 {time}", time=time) if self.state.session is not None else "")
        self._title()

    def _title(self) -> None:
        session = self.state.session
        if session is not None:
            state = self.words("只读") if session.read_only else self.words("已保存")
            self.setWindowTitle(f"{review_title(session)} — {state} — {self.words('对稿')}")

    # -- what views say ------------------------------------------------------------------------------------------

    def _row_clicked(self, number: int) -> None:
        row = self.presenter.rows[number]
        if not is_strip(row):
            side = self.workspace.view.selection.side or "new"
            self.state.select(Selection(row=row.rows[0], side=side))

    def _fold_clicked(self, number: int) -> None:
        row = self.presenter.rows[number].rows[0]
        self.presenter.unfold(row)
        self.navigator.go_to_row(row)

    def _jump_clicked(self, number: int) -> None:
        """Go from the strip that a block left to its new place, or from there back to the strip."""
        row = self.presenter.rows[number]
        if is_strip(row):
            self.navigator.go_to_row(row.jump)
            return
        rows = enumerate(self.presenter.rows)
        strip = next((n for n, each in rows if is_strip(each) and each.kind == "moved" and row.jump in each.rows), -1)
        if strip >= 0:
            self.workspace.view.show_row(strip, at=0.3)
            self.workspace.view.put_caret(strip, "new")

    def _text_selected(self, _: object) -> None:
        selection = self.workspace.view.selection
        self.tell(self.words("已选 {n} 字", n=len(selection.text())) if not selection.empty else "")

    def _section_chosen(self, node: OutlineNode) -> None:
        self.navigator.go_to_row(node.row, side=node.side)

    def _overview_asked(self, fraction: float) -> None:
        view = self.workspace.view
        bar = view.verticalScrollBar()
        bar.setValue(int(fraction * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def _context_menu(self, at: QPoint, number: int) -> None:
        if 0 <= number < len(self.presenter.rows):
            self._row_clicked(number)
        menu = QMenu(self)
        for name in (
            "comment",
            "suggest",
            "opinion",
            "highlight",
            "",
            "tick",
            "choose_old",
            "pair",
            "unpair",
            "",
            "copy",
        ):
            if name:
                menu.addAction(self.commands[name])
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # -- work and trouble ----------------------------------------------------------------------------------------

    def _set_working(self, working: bool) -> None:
        for widget in (self.working, self.progress, self.stop):
            widget.setVisible(working)
        if working:
            self.progress.setRange(0, 0)
            self.working.setText(self.words("处理中…"))

    def _progressed(self, channel: str, stage: str, fraction: float) -> None:
        if channel not in WAITED_FOR:
            return
        self.working.setText(say(stage, self.words.language) if known(stage) else self.words("处理中…"))
        self.progress.setRange(0, 100)
        self.progress.setValue(int(fraction * 100))

    def cancel_work(self) -> None:
        """Stop what is under way; what was open stays."""
        for channel in WAITED_FOR:
            if self.controller.jobs.cancel(channel):
                self.tell(self.words("已取消"))

    def tell(self, text: str) -> None:
        """Say something in the status bar."""
        self.told.setText(text)

    def offer_rescue(self, path: str, sentence: str) -> None:
        """Offer to save what can be saved of a damaged review; the damaged file itself is never touched."""
        question = sentence + "\n" + self.words("要把还能读出的内容另存成一个新文件吗？原文件不动。")
        if self.ports.confirm(self, self.words("对稿"), question, self.words("抢救"), self.words("不用")):
            self.controller.rescue(path)

    def show_failure(self, sentence: str, details: str) -> None:
        """Say what went wrong: on the start page where nothing is open, else in a dialog."""
        if self.stack.currentIndex() == 0 and not details:
            self.start.set_problem(sentence)
        else:
            self.ports.failure(self, self.words("对稿"), sentence, details, self.words)

    # -- files dropped anywhere, closing -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dropped anywhere on the window."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.welcome.take_files(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is on disk already: note where we were and end the work."""
        self.controller.jobs.shut_down()
        self.controller.close()
        geometry = bytes(self.saveGeometry().data())
        self.settings.change(window=base64.b64encode(geometry).decode("ascii"))
        event.accept()

    def quit(self) -> None:
        """Close the window and end the program."""
        self.close()
        QApplication.quit()


def _raiser(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act
