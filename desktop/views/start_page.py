"""The start page: two places for the drafts, the reviews opened last, the samples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.presenters.threads import short_time

if TYPE_CHECKING:
    from comparators.review.annotations import Side
    from desktop.recents import Recent
    from desktop.theme import Theme
    from desktop.words import Words


def dropped_paths(data: QMimeData) -> list[str]:
    """Return the local files that were dropped."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class DropPlace(QWidget):
    """A place for one draft: drop a file, click, or press Enter. ``dropped`` carries paths."""

    dropped = Signal(object)
    asked = Signal()

    def __init__(self, title: str, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._theme, self._words = title, theme, words
        self._name, self._note, self._wrong = "", "", False
        self._hot = False
        self.setAcceptDrops(True)
        self.setMinimumSize(220, 170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say()

    def sizeHint(self) -> QSize:
        """Ask for the room of the drawing."""
        return QSize(340, 200)

    def set_file(self, name: str, note: str, *, wrong: bool = False) -> None:
        """Show a chosen file and what is in it, or what is wrong with it."""
        self._name, self._note, self._wrong = name, note, wrong
        self._say()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = theme
        self.update()

    def _say(self) -> None:
        empty = self._words("还没有文件；拖到这里，或点击选择")
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(f"{self._name} {self._note}" if self._name else empty)
        self.setToolTip(self._note if self._wrong else self._name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the place, empty or with its file."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full = bool(self._name)
        edge = "del" if self._wrong else "accent" if full or self._hot or self.hasFocus() else "faint"
        pen = QPen(theme.color(edge), 2.0 if self.hasFocus() else 1.4)
        if not full:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        fill = "del_bg" if self._wrong else "accent_bg" if self._hot or full else "paper"
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        middle = self.height() / 2
        self._line(painter, middle - 36, self._title, theme.ui_font(16, theme.ui_font().Weight.DemiBold), "ink")
        name = self._name or self._words("拖到这里，或点击选择")
        self._line(painter, middle - 6, name, theme.ui_font(14), "ink" if full else "soft")
        note = self._note or self._words("Word、WPS、PDF、OFD、Markdown、网页、文本")
        self._line(painter, middle + 20, note, theme.ui_font(12), "del" if self._wrong else "faint")

    def _line(self, painter: QPainter, y: float, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        room = self.width() - 32
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(16, y, room, 24), Qt.AlignmentFlag.AlignCenter, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_paths(event.mimeData()):
            self._hot = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Cool down."""
        self._hot = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files dropped."""
        self._hot = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Warm up under the mouse."""
        self._hot = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Cool down."""
        self._hot = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for a file."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a file by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class RecentCard(QPushButton):
    """One review opened before: its title, when, how much of it was reviewed."""

    def __init__(self, recent: Recent, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = recent
        self._theme = theme
        done = recent.changes > 0 and recent.reviewed >= recent.changes
        if done:
            state = words("已核对完")
        else:
            state = words("未核对 {n} / {m}", n=recent.changes - recent.reviewed, m=recent.changes)
        self._line = f"{short_time(recent.time)} · {state} · {words('批注 {n}', n=recent.annotations)}"
        self.setMinimumHeight(76)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{recent.title} {self._line}")
        self.setToolTip(recent.path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with its bar of progress."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if hot else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        room = self.width() - 28
        title = theme.ui_font(14, theme.ui_font().Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(theme.color("ink"))
        text = QFontMetrics(title).elidedText(self.recent.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(14, 10, room, 22), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("soft"))
        painter.drawText(QRectF(14, 32, room, 20), Qt.AlignmentFlag.AlignVCenter, self._line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(QRectF(14, 60, room, 4), 2, 2)
        if self.recent.changes:
            painter.setBrush(theme.color("add"))
            share = min(self.recent.reviewed / self.recent.changes, 1.0)
            painter.drawRoundedRect(QRectF(14, 60, room * share, 4), 2, 2)


class StartPage(QWidget):
    """What is seen first. It says what is wished and leaves the doing to others.

    ``files_dropped`` carries paths; ``choose_asked`` a side; ``recent_chosen`` a path.
    """

    files_dropped = Signal(object, str)
    choose_asked = Signal(str)
    swap_asked = Signal()
    compare_asked = Signal()
    samples_asked = Signal()
    open_asked = Signal()
    recent_chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._words = theme, words
        self.places: dict[Side, DropPlace] = {
            "old": DropPlace(words("原稿"), theme, words, self),
            "new": DropPlace(words("修改稿"), theme, words, self),
        }
        self.swap = QToolButton(self)
        self.swap.setObjectName("flat")
        self.swap.setText("⇄")
        self.swap.setToolTip(words("交换两稿"))
        self.swap.setAccessibleName(words("交换两稿"))
        self.go = QPushButton(words("开始对照"), self)
        self.go.setObjectName("primary")
        self.go.setMinimumSize(116, 42)
        self.go.setEnabled(False)
        self.samples = self._link(words("用示例试一试"))
        self.open = self._link(words("打开对稿文件…"))
        self.back = self._link(words("回到打开的对稿"))
        self.back.hide()
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.title = QLabel(words("对稿"), self)
        self.recents = QVBoxLayout()
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _lay_out(self) -> None:
        words = self._words
        about = QLabel(words("两稿并排，改了什么一目了然：条款、产业、目标、责任单位。"), self)
        about.setObjectName("soft")
        about.setWordWrap(True)
        two = QHBoxLayout()
        two.setSpacing(14)
        two.addWidget(self.places["old"], 1)
        two.addWidget(self.swap)
        two.addWidget(self.places["new"], 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go)
        row.addWidget(self.samples)
        row.addWidget(self.open)
        row.addWidget(self.back)
        row.addStretch(1)
        tip = QLabel(words("全程离线：文件不离开本机。"), self)
        tip.setObjectName("faint")
        left = QVBoxLayout()
        left.setContentsMargins(56, 56, 48, 40)
        left.addWidget(self.title)
        left.addWidget(about)
        left.addSpacing(22)
        left.addLayout(two)
        left.addSpacing(10)
        left.addWidget(self.problem)
        left.addSpacing(8)
        left.addLayout(row)
        left.addSpacing(22)
        left.addWidget(tip)
        left.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QFrame(self)
        side.setObjectName("panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(340)
        heading = QLabel(self._words("最近"), side)
        heading.setObjectName("heading")
        inner = QWidget(side)
        inner.setObjectName("panel")
        self.recents.setContentsMargins(0, 0, 8, 0)
        self.recents.setSpacing(10)
        inner.setLayout(self.recents)
        area = QScrollArea(side)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(side)
        column.setContentsMargins(28, 60, 20, 20)
        column.addWidget(heading)
        column.addSpacing(6)
        column.addWidget(area, 1)
        return side

    def _wire(self) -> None:
        for side, place in self.places.items():
            place.dropped.connect(lambda paths, side=side: self.files_dropped.emit(paths, side))
            place.asked.connect(lambda side=side: self.choose_asked.emit(side))
        self.swap.clicked.connect(self.swap_asked)
        self.go.clicked.connect(self.compare_asked)
        self.samples.clicked.connect(self.samples_asked)
        self.open.clicked.connect(self.open_asked)
        self.back.clicked.connect(self.back_asked)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = theme
        font = theme.text_font(32, theme.text_font().Weight.DemiBold)
        families = ", ".join(f"'{name}'" for name in font.families())
        self.title.setStyleSheet(f"font-family: {families}; font-size: 32px; font-weight: 600;")
        for place in self.places.values():
            place.set_theme(theme)

    def set_file(self, side: Side, path: str, note: str, *, wrong: bool = False) -> None:
        """Show the file chosen for a side."""
        self.places[side].set_file(Path(path).name, note, wrong=wrong)

    def set_ready(self, ready: bool) -> None:
        """Allow comparing or not."""
        self.go.setEnabled(ready)
        if ready:
            self.go.setFocus()

    def set_way_back(self, there_is: bool) -> None:
        """Offer to go back to the review that is open, or not."""
        self.back.setVisible(there_is)

    def set_problem(self, text: str) -> None:
        """Say what is wrong; nothing for an empty text."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def set_recents(self, recents: Sequence[Recent]) -> None:
        """List the reviews opened last."""
        while (item := self.recents.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for recent in recents:
            card = RecentCard(recent, self._theme, self._words)
            card.clicked.connect(lambda _=False, path=recent.path: self.recent_chosen.emit(path))
            self.recents.addWidget(card)
        if not recents:
            empty = QLabel(self._words("还没有对过的稿件。"))
            empty.setObjectName("faint")
            self.recents.addWidget(empty)
        self.recents.addStretch(1)
