"""产业与目标: chips of industries, a chart and a table of targets, a table of responsible units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.fact_model import FactModel, FactRole
from desktop.views.facts_chart import FactsChart
from desktop.views.flow_layout import FlowLayout

if TYPE_CHECKING:
    from desktop.presenters.facts_panel import Chip, FactsView
    from desktop.theme import Theme
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex
MOST_CHIPS = 60
_ROW = 30


class ToneDelegate(QStyledItemDelegate):
    """Colours the last column by what happened."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Set the colour of the text."""
        super().initStyleOption(option, index)
        tone = str(index.data(FactRole.TONE) or "plain")
        if tone != "plain":
            palette = option.palette
            palette.setColor(palette.ColorRole.Text, self.theme.color(tone))
            palette.setColor(palette.ColorRole.HighlightedText, self.theme.color(tone))
            option.palette = palette
        option.textElideMode = Qt.TextElideMode.ElideRight

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell with a line below it."""
        super().paint(painter, option, index)
        painter.setPen(self.theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class FactsPanel(QWidget):
    """The tab at the right. ``ref_chosen`` carries the ref of what was clicked; ``changed_only`` a wish."""

    ref_chosen = Signal(str)
    changed_only = Signal(bool)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme, self._words = theme, words
        self._delegate = ToneDelegate(theme, self)
        self._chips_of: dict[str, QPushButton] = {}
        self._current_chip = ""
        self.industry_title, self.target_title, self.unit_title = (self._heading() for _ in range(3))
        self.chips = QWidget(self)
        self._flow = FlowLayout(self.chips)
        self.only = QCheckBox(words("只看有变化的"), self)
        self.only.setChecked(True)
        self.chart = FactsChart(theme, words, self)
        self.industries = self._table((words("原稿"), words("修改稿"), words("层级"), words("变化")), words("产业"))
        self.targets = self._table((words("目标"), words("原稿"), words("修改稿"), words("变化")), words("目标"))
        self.units = self._table((words("条款"), words("变化")), words("责任单位"))
        self._lay_out()
        self.chart.bar_chosen.connect(self.ref_chosen)
        self.only.toggled.connect(self.changed_only)

    def _heading(self) -> QLabel:
        label = QLabel(self)
        label.setObjectName("heading")
        return label

    def _table(self, headings: tuple[str, ...], name: str) -> QTableView:
        table = QTableView(self)
        table.setModel(FactModel(headings, table))
        table.setItemDelegate(self._delegate)
        table.setAccessibleName(name)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setResizeContentsPrecision(0)  # measures the rows that are seen, not thousands
        last = len(headings) - 1
        if last > 1:
            header.setSectionResizeMode(last, QHeaderView.ResizeMode.ResizeToContents)
        else:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.clicked.connect(self._chosen)
        table.activated.connect(self._chosen)
        table.selectionModel().currentRowChanged.connect(lambda index, _: self._moved(table, index))
        return table

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        for widget in (
            self.industry_title,
            self.chips,
            self.industries,
            self.target_title,
            self.chart,
            self.targets,
            self.unit_title,
            self.units,
        ):
            column.addWidget(widget)
            if widget in (self.industries, self.targets):
                column.addSpacing(8)
        column.insertWidget(0, self.only)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self._area = area

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self._theme = self._delegate.theme = theme
        self.chart.set_theme(theme)
        current = self._chips_of.get(self._current_chip)
        for chip in set(self._chips_of.values()):
            chip.setStyleSheet(_chip_style(theme, str(chip.property("tone")), current=chip is current))

    def set_view(self, view: FactsView) -> None:
        """Show the facts of a comparison."""
        words = self._words
        old, new = view.industry_counts
        self.industry_title.setText(words("产业　{old} → {new}", old=old, new=new))
        old, new = view.target_counts
        self.target_title.setText(words("目标　{old} → {new}　（灰：原稿　蓝：修改稿）", old=old, new=new))
        self.unit_title.setText(words("责任单位　{n} 处有变化", n=len(view.units)))
        self._set_chips(view.chips)
        self.chart.set_bars(view.bars)
        for table, rows in ((self.industries, view.industries), (self.targets, view.targets), (self.units, view.units)):
            model = table.model()
            assert isinstance(model, FactModel)  # noqa: S101
            model.set_rows(rows)
            table.setVisible(bool(rows))
            table.setFixedHeight(min(len(rows), 12) * _ROW + 30)

    def _set_chips(self, chips: tuple[Chip, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._chips_of = {}
        for chip in chips[:MOST_CHIPS]:
            button = QPushButton(chip.text, self.chips)
            button.setProperty("tone", chip.tone)
            button.setStyleSheet(_chip_style(self._theme, chip.tone, current=False))
            button.setToolTip(chip.tooltip)
            button.setAccessibleDescription(chip.tooltip)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, refs=chip.refs: self._chip_chosen(refs))
            self._flow.addWidget(button)
            self._chips_of.update(dict.fromkeys(chip.refs, button))
        self.chips.setVisible(bool(chips))
        self.chips.updateGeometry()

    def _chip_chosen(self, refs: tuple[str, ...]) -> None:
        """Go to the change that a chip stands for, to the next one where it stands for several."""
        at = refs.index(self._current_chip) + 1 if self._current_chip in refs else 0
        self.ref_chosen.emit(refs[at % len(refs)])

    def take_focus(self) -> None:
        """Take the keyboard's focus: to the targets, or to the first table that there is."""
        tables = [table for table in (self.targets, self.industries, self.units) if not table.isHidden()]
        (tables[0] if tables else self.only).setFocus()

    def follow(self, ref: str) -> None:
        """Show a fact as the current one, without going there."""
        before, chosen = self._chips_of.get(self._current_chip), self._chips_of.get(ref)
        for chip in filter(None, (before, chosen)):
            chip.setStyleSheet(_chip_style(self._theme, str(chip.property("tone")), current=chip is chosen))
        self._current_chip = ref
        for table in (self.industries, self.targets, self.units):
            model = table.model()
            assert isinstance(model, FactModel)  # noqa: S101
            position = model.position_of(ref)
            if position >= 0 and table.currentIndex().row() == position and table.selectionModel().hasSelection():
                continue
            if position >= 0:
                table.selectRow(position)
                self._area.ensureWidgetVisible(table, 0, 0)
            else:
                table.clearSelection()

    def _moved(self, table: QTableView, index: QModelIndex) -> None:
        """Go along with the arrow keys."""
        if table.hasFocus():
            self._chosen(index)

    def _chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self.ref_chosen.emit(str(index.data(FactRole.REF)))


def _chip_style(theme: Theme, tone: str, *, current: bool) -> str:
    colors = theme.colors
    fill, ink = (colors["paper"], colors["ink"]) if tone in ("plain", "num") else (colors[f"{tone}_bg"], colors[tone])
    edge = colors["accent"] if current else colors["line"] if tone in ("plain", "num") else fill
    strike = "text-decoration: line-through;" if tone == "del" else ""
    return (
        f"QPushButton {{ background: {fill}; color: {ink}; border: 1px solid {edge}; border-radius: 10px;"
        f" padding: 1px 8px; font-size: 12px; {strike} }}"
        f" QPushButton:focus, QPushButton:hover {{ border: 1px solid {colors['accent']}; padding: 1px 8px; }}"
    )
