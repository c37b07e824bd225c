"""The outline of both documents, with counts of changes; clicking a section goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.outline_model import OutlineLine, OutlineModel, OutlineRole
from desktop.views.into_sight import IntoSight

if TYPE_CHECKING:
    from desktop.presenters.outline import OutlineNode
    from desktop.theme import Theme
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex

_MOST_PICTURES = 500  # of sections, about 25 kB each


class OutlineDelegate(QStyledItemDelegate):
    """Paints a section's title with its badge at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every section the same room."""
        return QSize(80, 27)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one section: from a picture of it where there is one, since each jump paints all of them again."""
        theme, state, rect = self.theme, option.state, QRect(option.rect)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        fill = "accent_bg" if selected else "row" if state & QStyle.StateFlag.State_MouseOver else ""
        if fill:
            painter.fillRect(rect, theme.color(fill))
        line: OutlineLine = index.data(OutlineRole.LINE)
        ink = "accent" if selected else "del" if line.tone == "del" else "ink" if line.top else "soft"
        scale = painter.device().devicePixelRatio()
        key = (theme.key, theme.ui_size, line, ink, rect.width(), rect.height(), scale)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap((QSizeF(rect.size()) * scale).toSize())
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as inner:
                self._paint_line(inner, QRect(QPoint(0, 0), rect.size()), line, ink)
            if len(self._pictures) >= _MOST_PICTURES:
                self._pictures.clear()
            self._pictures[key] = picture
        painter.drawPixmap(rect.topLeft(), picture)

    def _paint_line(self, painter: QPainter, rect: QRect, line: OutlineLine, ink: str) -> None:
        theme = self.theme
        room = rect.adjusted(4, 0, -(self._badge(painter, rect, line.badge, line.tone) + 14), 0)
        painter.setFont(theme.ui_font())
        painter.setPen(theme.color(ink))
        elided = QFontMetrics(theme.ui_font()).elidedText(line.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)

    def _badge(self, painter: QPainter, rect: QRect, badge: str, tone: str) -> int:
        """Paint the badge and return its width."""
        if not badge:
            return 0
        theme = self.theme
        font = theme.ui_font(11)
        width = max(QFontMetrics(font).horizontalAdvance(badge) + 12, 20)
        place = QRect(rect.right() - width - 10, rect.center().y() - 8, width, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line") if tone == "plain" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("paper" if tone == "plain" else f"{tone}_bg"))
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(theme.color("soft" if tone == "plain" else tone))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, badge)
        return width


class OutlinePanel(QWidget):
    """The panel at the left. ``section_chosen`` carries the :class:`OutlineNode`."""

    section_chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = OutlineModel(words, self)
        self.tree = QTreeView(self)
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName(words("目录"))
        self.delegate = OutlineDelegate(theme, self.tree)
        self.tree.setItemDelegate(self.delegate)
        heading = QLabel(words("目　录"), self)
        heading.setObjectName("heading")
        heading.setContentsMargins(16, 12, 16, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.tree, 1)
        self.tree.clicked.connect(self._chosen)
        self.tree.activated.connect(self._chosen)
        self.tree.selectionModel().currentChanged.connect(self._moved)
        self._following = False
        self._sight = IntoSight(self.tree)

    def set_nodes(self, roots: list[OutlineNode]) -> None:
        """Show another outline; short ones all open, long ones to the second level."""
        self.model.set_nodes(roots)
        self.tree.expandToDepth(2 if sum(1 + len(node.children) for node in roots) < 400 else 0)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme."""
        self.delegate.theme = theme
        self.tree.viewport().update()

    def follow(self, row: int) -> None:
        """Select the section that holds a row of the comparison, without going there."""
        node = self.model.node_at_row(row)
        if node is not None:
            index = self.model.index_of(node)
            self._following = True
            self._sight.make_current(index)
            self._following = False

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        """Go along with the arrow keys."""
        if self.tree.hasFocus() and not self._following:
            self._chosen(index)

    def _chosen(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node is not None:
            self.section_chosen.emit(node)
