"""批注: the threads with their filters, and beside the list a place to answer, resolve and decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from comparators.review.annotations import DECISION_TERMS, KINDS
from desktop.models.thread_model import ThreadModel, ThreadRole
from desktop.presenters.threads import KIND_WORDS, Thread, ThreadFilter
from desktop.views.filters import filter_box, filter_field
from desktop.views.flow_layout import FlowLayout
from desktop.views.thread_card import ThreadDelegate

if TYPE_CHECKING:
    from desktop.theme import Theme
    from desktop.words import Words


class AnswerEdit(QPlainTextEdit):
    """A small text field that sends with Ctrl+Enter and leaves Tab to the focus."""

    sent = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Escape for this field; the window has another use for it."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send or leave."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ThreadList(QListView):
    """A list that tells its delegate how wide a card may be."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out for the new width."""
        delegate = self.itemDelegate()
        if isinstance(delegate, ThreadDelegate) and delegate.width != self.viewport().width():
            delegate.width = self.viewport().width()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)


class AnnotationsPanel(QWidget):
    """The tab at the right. It says what a person wishes; ids are those of annotations.

    ``thread_chosen`` (id); ``reply_asked`` (id, text); ``body_asked`` (id, text) for the first text of a new thread;
    ``abandoned`` (id) where nothing was written into a new thread;
    ``resolve_asked``, ``decide_asked``, ``edit_asked``, ``delete_asked`` and ``conflict_asked`` (id).
    """

    thread_chosen = Signal(str)
    reply_asked = Signal(str, str)
    body_asked = Signal(str, str)
    resolve_asked = Signal(str)
    decide_asked = Signal(str)
    edit_asked = Signal(str)
    delete_asked = Signal(str)
    conflict_asked = Signal(str)
    abandoned = Signal(str)
    done = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self.model = ThreadModel(words, self)
        self.delegate = ThreadDelegate(theme, words, self)
        self.search = filter_field(words("筛选批注"), words("按文字筛选批注"), self)
        self.state = filter_box(words("状态"), 4, self)
        for label, value in (("全部状态", ""), ("未解决", "open"), ("已解决", "resolved"), ("待定位", "unplaced")):
            self.state.addItem(words(label), value)
        self.kind = filter_box(words("种类"), 4, self)
        self.kind.addItem(words("全部种类"), "")
        for kind in KINDS:
            self.kind.addItem(words(KIND_WORDS[kind]), kind)
        self.decision = filter_box(words("采纳情况"), 4, self)
        self.decision.addItem(words("采纳情况"), None)
        for decision, term in DECISION_TERMS.items():
            self.decision.addItem(words(term), decision)
        self.view = ThreadList(self)
        self.empty = QLabel(words("还没有批注。选中文字后按 Ctrl+Alt+M。"), self)
        self.answer = AnswerEdit(self)
        self.send = QPushButton(words("回复"), self)
        self.resolve = QPushButton(words("解决"), self)
        self.decide = QPushButton(words("采纳情况…"), self)
        self.edit = QPushButton(words("修改…"), self)
        self.delete = QPushButton(words("删去"), self)
        self._fresh = ""
        self._writing_to = ""
        self._drafts: dict[str, str] = {}
        self._read_only = False
        self._set_up()
        self._lay_out()
        self._wire()
        self._show_current()

    def _set_up(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(200)
        self.view.setAccessibleName(self._words("批注清单"))
        self.empty.setObjectName("faint")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.answer.setPlaceholderText(self._words("写下回复，Ctrl+Enter 发送"))
        self.answer.setAccessibleName(self._words("回复"))
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(62)
        self.send.setObjectName("primary")

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(6)
        for box in (self.state, self.kind, self.decision):
            filters.addWidget(box, 1)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.setSpacing(6)
        top.addWidget(self.search)
        top.addLayout(filters)
        buttons = FlowLayout(gap=6)
        for button in (self.send, self.resolve, self.decide, self.edit, self.delete):
            buttons.addWidget(button)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(12, 8, 12, 10)
        bottom.setSpacing(6)
        bottom.addWidget(self.answer)
        bottom.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(bottom)

    def _wire(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._apply)
        self.search.textChanged.connect(lambda: self._typing.start())
        for box in (self.state, self.kind, self.decision):
            box.currentIndexChanged.connect(self._apply)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.clicked.connect(lambda index: self._go(index))
        self.view.activated.connect(lambda index: self._go(index))
        self.send.clicked.connect(self._send)
        self.answer.sent.connect(self._send)
        self.answer.left.connect(self._leave)
        for button, signal in (
            (self.resolve, self.resolve_asked),
            (self.decide, self.decide_asked),
            (self.edit, self.edit_asked),
            (self.delete, self.delete_asked),
        ):
            button.clicked.connect(lambda _=False, signal=signal: self.current_id and signal.emit(self.current_id))

    def hideEvent(self, event: QHideEvent) -> None:
        """Filter now by what was typed, rather than when nobody looks."""
        if self._typing.isActive():
            self._typing.stop()
            self._apply()
        super().hideEvent(event)

    @property
    def current(self) -> Thread | None:
        """The thread selected in the list."""
        thread: Thread | None = self.view.currentIndex().data(ThreadRole.THREAD)
        return thread

    @property
    def current_id(self) -> str:
        """The id of the thread selected, or empty."""
        return "" if self.current is None else self.current.annotation.id

    def set_threads(self, threads: Sequence[Thread]) -> None:
        """Show other threads and keep the one selected."""
        kept = self.current_id
        self.model.set_threads(threads)
        self.view.setVisible(bool(threads))
        self.empty.setVisible(not threads)
        self.follow(kept)
        self._show_current()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self.delegate.theme = theme
        self.view.viewport().update()

    def follow(self, annotation_id: str) -> None:
        """Select an annotation, without going to its place."""
        position = self.model.position_of(annotation_id)
        if position >= 0:
            index = self.model.index(position)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def write(self, annotation_id: str, *, fresh: bool) -> None:
        """Let a person write: the text of a new thread, or an answer."""
        self.follow(annotation_id)
        self._fresh = annotation_id if fresh else ""
        self._show_current()
        self.answer.setFocus()

    def _current_changed(self, index: QModelIndex, _: QModelIndex) -> None:
        self._show_current()
        if self.view.hasFocus():
            self._go(index)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be written, or again."""
        self._read_only = read_only
        self._show_current()

    def _keep_draft(self) -> None:
        """Put by what is being written to one thread when another one is selected."""
        if self.current_id != self._writing_to:
            self._drafts[self._writing_to] = self.answer.toPlainText()
            self._writing_to = self.current_id
            self.answer.setPlainText(self._drafts.pop(self._writing_to, ""))

    def _show_current(self) -> None:
        """Let buttons and the text field say what they do to the thread selected."""
        thread, words = self.current, self._words
        self._keep_draft()
        for widget in (self.answer, self.send, self.resolve, self.decide, self.edit, self.delete):
            widget.setEnabled(thread is not None and not self._read_only)
        if thread is None:
            return
        if self._fresh and self._fresh != thread.annotation.id:
            self._fresh = ""
        resolved = thread.annotation.state == "resolved"
        self.resolve.setText(words("重新打开") if resolved else words("解决"))
        self.decide.setVisible(thread.annotation.kind == "opinion" or thread.annotation.opinion is not None)
        self.send.setText(words("写好了") if self._fresh else words("回复"))
        hint = words("写下批注，Ctrl+Enter 完成") if self._fresh else words("写下回复，Ctrl+Enter 发送")
        self.answer.setPlaceholderText(hint)

    def _leave(self) -> None:
        fresh, self._fresh = self._fresh, ""
        if fresh and fresh == self.current_id and not self.answer.toPlainText().strip():
            self.abandoned.emit(fresh)
        self._show_current()
        self.done.emit()

    def _send(self) -> None:
        text, thread = self.answer.toPlainText().strip(), self.current_id
        if thread and text:
            fresh, self._fresh = self._fresh == thread, ""
            self.answer.clear()
            (self.body_asked if fresh else self.reply_asked).emit(thread, text)
        self._fresh = ""
        self._show_current()
        self.done.emit()

    def _apply(self) -> None:
        kept = self.current_id
        state, kind = str(self.state.currentData() or ""), self.kind.currentData()
        self.model.set_filter(
            ThreadFilter(
                state="" if state == "unplaced" else state,
                kinds=frozenset({kind}) if kind else frozenset(),
                decision=self.decision.currentData(),
                text=self.search.text(),
                unplaced_only=state == "unplaced",
            )
        )
        self.follow(kept)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.thread_chosen.emit(index.data(ThreadRole.THREAD).annotation.id)
