"""修改清单: every change with its tick, and filters by kind, section, reviewed or not, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QHideEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.change_model import ChangeModel, ChangeRole
from desktop.presenters.changes import KIND_WORDS, ChangeFilter, ChangeItem
from desktop.views.filters import filter_box, filter_field
from desktop.views.into_sight import IntoSight

if TYPE_CHECKING:
    from comparators.comparison import RowKind
    from desktop.theme import Theme
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex
_TONES: dict[str, str] = {
    "changed": "num",
    "added": "add",
    "removed": "del",
    "moved": "mov",
    "split": "mov",
    "merged": "mov",
}
_BOX = 18
_HEIGHT = 64
_TICK = (QPoint(-4, 0), QPoint(-1, 3), QPoint(5, -4))


class ChangeDelegate(QStyledItemDelegate):
    """Paints a change: its tick, kind, section, and the words before and after."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every change the same room."""
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one change."""
        item: ChangeItem = index.data(ChangeRole.ITEM)
        theme, rect = self.theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_bg"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("row"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ticked = bool(index.data(ChangeRole.REVIEWERS))
        self._tick(painter, self.box(rect), ticked)
        left = rect.left() + 40
        width = self._kind(painter, QRect(left, rect.top() + 8, 80, 18), item)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("faint"))
        section = item.section or self._words("文首")
        painter.drawText(
            QRect(left + width + 8, rect.top() + 8, rect.right() - left - width - 16, 18),
            Qt.AlignmentFlag.AlignVCenter,
            section,
        )
        self._words_of(painter, QRect(left, rect.top() + 28, rect.right() - left - 12, 34), item, faded=ticked)
        painter.restore()

    @staticmethod
    def box(rect: QRect) -> QRect:
        """Return where the tick stands in an item."""
        return QRect(rect.left() + 12, rect.top() + 8, _BOX, _BOX)

    def _tick(self, painter: QPainter, box: QRect, ticked: bool) -> None:
        theme = self.theme
        painter.setPen(QPen(theme.color("add" if ticked else "faint"), 1.4))
        painter.setBrush(theme.color("add_bg" if ticked else "paper"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if ticked:
            painter.setPen(QPen(theme.color("add"), 2))
            painter.drawPolyline([box.center() + each for each in _TICK])

    def _kind(self, painter: QPainter, rect: QRect, item: ChangeItem) -> int:
        theme, font = self.theme, self.theme.ui_font(11)
        tone = _TONES.get(item.kind, "num")
        text = self._words(KIND_WORDS[item.kind])
        width = QFontMetrics(font).horizontalAdvance(text) + 14
        place = QRect(rect.left(), rect.top(), width, rect.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{tone}_bg"))
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(theme.color(tone))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return width

    def _words_of(self, painter: QPainter, rect: QRect, item: ChangeItem, *, faded: bool) -> None:
        """Paint the words before (struck through) over the words after, one line each."""
        theme = self.theme
        metrics = QFontMetrics(theme.ui_font())
        both = bool(item.before and item.after and item.before != item.after)
        lines = []
        if item.before and (both or item.kind == "removed"):
            lines.append((item.before, "del"))
        if item.after and item.kind != "removed":
            lines.append((item.after, "ink"))
        for number, (text, tone) in enumerate(lines[:2]):
            font = theme.ui_font()
            font.setStrikeOut(tone == "del")
            painter.setFont(font)
            painter.setPen(theme.color("faint" if faded else tone))
            line = QRect(rect.left(), rect.top() + number * 17, rect.width(), 17)
            painter.drawText(
                line,
                Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()),
            )

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tick where the box was clicked."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            hit = self.box(QRect(option.rect)).adjusted(-8, -6, 8, 8).contains(event.position().toPoint())
            if hit and isinstance(model, ChangeModel):
                ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
                return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return False


class ChangeList(QWidget):
    """The tab at the right. ``change_chosen`` carries a row of the comparison; ``tick_asked`` keys and a state."""

    change_chosen = Signal(int)
    tick_asked = Signal(object, bool)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self.model = ChangeModel(words, self)
        self.delegate = ChangeDelegate(theme, words, self)
        self.search = filter_field(words("筛选文字"), words("按文字筛选修改"), self)
        self.kind = filter_box(words("修改种类"), 5, self)
        self.kind.addItem(words("全部种类"), "")
        for kind in ("changed", "added", "removed", "moved", "split", "merged"):
            self.kind.addItem(words(KIND_WORDS[kind]), kind)
        self.section = filter_box(words("章节"), 5, self)
        self.state = filter_box(words("核对状态"), 5, self)
        for label, state in (("全部", None), ("未核对", False), ("已核对", True)):
            self.state.addItem(words(label), state)
        self.substance = QCheckBox(words("略去仅标点、格式的"), self)
        self.count = QLabel(self)
        self.count.setObjectName("faint")
        self.view = self._list()
        self._sight = IntoSight(self.view)
        self.tick_button = QPushButton(words("标记所选已核对"), self)
        self._lay_out()
        self._wire()

    def _list(self) -> QListView:
        view = QListView(self)
        view.setModel(self.model)
        view.setItemDelegate(self.delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self._words("修改清单"))
        return view

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(6)
        for box in (self.kind, self.section, self.state):
            filters.addWidget(box, 1)
        below = QHBoxLayout()
        below.addWidget(self.substance)
        below.addStretch(1)
        below.addWidget(self.count)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 6)
        top.setSpacing(6)
        top.addWidget(self.search)
        top.addLayout(filters)
        top.addLayout(below)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(12, 6, 12, 8)
        bottom.addWidget(self.tick_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(bottom)

    def _wire(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(120)
        self._typing.timeout.connect(self._apply)
        self.search.textChanged.connect(lambda: self._typing.start())
        for box in (self.kind, self.section, self.state):
            box.currentIndexChanged.connect(self._apply)
        self.substance.toggled.connect(self._apply)
        self.model.tick_asked.connect(self.tick_asked)
        self.model.counted.connect(self._show_count)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.tick_button.clicked.connect(self.tick_selected)
        tick = QAction(self)
        tick.setShortcut(QKeySequence(Qt.Key.Key_Space))
        tick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        tick.triggered.connect(self.tick_selected)
        self.view.addAction(tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """Filter now by what was typed, rather than when nobody looks."""
        if self._typing.isActive():
            self._typing.stop()
            self._apply()
        super().hideEvent(event)

    def set_sections(self, paths: list[tuple[str, str]]) -> None:
        """Offer sections to filter by: (path, label)."""
        self.section.blockSignals(True)
        self.section.clear()
        self.section.addItem(self._words("全部章节"), "")
        for path, label in paths:
            self.section.addItem(label, path)
        self.section.blockSignals(False)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self.delegate.theme = theme
        self.view.viewport().update()

    def follow(self, row: int) -> None:
        """Make the change of a comparison's row current, without going there."""
        position = self.model.position_of(row)
        if position >= 0 and self.view.currentIndex().row() != position:
            self._sight.make_current(self.model.index(position))

    def tick_selected(self) -> None:
        """Tick the selected changes, or take their ticks away where all have one."""
        chosen = [index.data(ChangeRole.ITEM).key for index in self.view.selectionModel().selectedIndexes()]
        if chosen:
            done = all(bool(index.data(ChangeRole.REVIEWERS)) for index in self.view.selectionModel().selectedIndexes())
            self.tick_asked.emit(tuple(chosen), not done)

    def _apply(self) -> None:
        kind: RowKind | str = self.kind.currentData() or ""
        self.model.set_filter(
            ChangeFilter(
                kinds=frozenset({kind}) if kind else frozenset(),  # type: ignore[arg-type]
                section=str(self.section.currentData() or ""),
                reviewed=self.state.currentData(),
                text=self.search.text(),
                substance_only=self.substance.isChecked(),
            )
        )

    def _show_count(self) -> None:
        shown, total = len(self.model.shown), len(self.model.items)
        text = self._words("{n} 处", n=total) if shown == total else self._words("{m} / {n} 处", m=shown, n=total)
        self.count.setText(text)

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        """Go along with the arrow keys."""
        if self.view.hasFocus():
            self._chosen(index)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.change_chosen.emit(index.data(ChangeRole.ITEM).row)
