"""Painting a thread as a card: who and when, the quote, what was said, the answers, the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.models.thread_model import ThreadRole

if TYPE_CHECKING:
    from desktop.presenters.threads import Thread
    from desktop.theme import Theme
    from desktop.words import Words

Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_MARGIN = 5
_MOST_LINES = 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


class ThreadDelegate(QStyledItemDelegate):
    """Paints cards and knows how high they are."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self.width = 340
        self._heights: dict[str, tuple[int, Thread, int]] = {}

    def _body_font(self) -> QFont:
        return self.theme.ui_font(13)

    def _quote_font(self) -> QFont:
        return self.theme.text_font(13)

    def _lines(self, thread: Thread) -> list[tuple[str, str]]:
        """Return the parts of a card in order: (kind, text)."""
        each = thread.annotation
        parts: list[tuple[str, str]] = [("who", "")]
        if each.anchor is not None and each.anchor.quote:
            parts.append(("quote", each.anchor.quote.replace("\n", " ")))
        if each.body:
            parts.append(("body", each.body))
        if each.replacement is not None:
            parts.append(("change", self._words("替换为：{text}", text=each.replacement or self._words("（删去）"))))
        opinion = each.opinion
        if opinion is not None:
            if opinion.proposal:
                parts.append(("change", self._words("意见：{text}", text=opinion.proposal)))
            if opinion.decision_reason:
                parts.append(("reply", self._words("理由：{text}", text=opinion.decision_reason)))
        parts += [("reply", f"↳ {reply.author}　{reply.text}") for reply in each.replies]
        if each.conflicts:
            parts.append(("warn", self._words("两人同时改过，请选定一个版本")))
        if thread.unplaced:
            parts.append(("warn", self._words("待定位：原文已改，找不到对应位置")))
        elif thread.doubtful:
            parts.append(("warn", self._words("位置按相似文字推定，请核对")))
        return parts

    def _height(self, kind: str, text: str, width: int) -> int:
        if kind == "who":
            return 20
        font = self._quote_font() if kind == "quote" else self._body_font()
        metrics = QFontMetrics(font)
        room = width - (10 if kind == "quote" else 0)
        tall = metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, text).height()
        most = 2 if kind == "quote" else _MOST_LINES
        return min(tall, metrics.lineSpacing() * most) + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a card's size."""
        thread: Thread = index.data(ThreadRole.THREAD)
        known = self._heights.get(thread.annotation.id)
        if known is None or known[0] != self.width or known[1] is not thread:
            width = self.width - 2 * (_PAD + _MARGIN) - 6
            tall = sum(self._height(kind, text, width) for kind, text in self._lines(thread))
            known = self._heights[thread.annotation.id] = self.width, thread, tall + 2 * (8 + _MARGIN)
        return QSize(self.width, known[2])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        thread: Thread = index.data(ThreadRole.THREAD)
        theme = self.theme
        rect = QRect(option.rect).adjusted(_PAD, _MARGIN, -_PAD, -_MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(theme.color("accent" if selected else "line"), 1.6 if selected else 1))
        painter.setBrush(theme.color("paper"))
        painter.drawRoundedRect(rect, 6, 6)
        painter.fillRect(QRect(rect.left(), rect.top() + 3, 3, rect.height() - 6), theme.color(self._edge(thread)))
        y, left = rect.top() + 8, rect.left() + _PAD
        width = self.width - 2 * (_PAD + _MARGIN) - 6
        for kind, text in self._lines(thread):
            tall = self._height(kind, text, width)
            self._part(painter, QRect(left, y, width, tall), kind, text, thread)
            y += tall
        painter.restore()

    def _edge(self, thread: Thread) -> str:
        if thread.annotation.conflicts or thread.unplaced:
            return "del"
        return "line" if thread.annotation.state == "resolved" else "note"

    def _part(self, painter: QPainter, rect: QRect, kind: str, text: str, thread: Thread) -> None:
        theme = self.theme
        if kind == "who":
            self._who(painter, rect, thread)
            return
        painter.setFont(self._quote_font() if kind == "quote" else self._body_font())
        ink = {"quote": "soft", "reply": "soft", "warn": "del", "change": "add"}.get(kind, "ink")
        if thread.annotation.state == "resolved":
            ink = "faint"
        if kind == "quote":
            painter.fillRect(QRect(rect.left(), rect.top() + 1, 2, rect.height() - 5), theme.color("line"))
            rect = rect.adjusted(10, 0, 0, 0)
        painter.setPen(theme.color(ink))
        metrics = painter.fontMetrics()
        lines = max((rect.height() - 4 + metrics.leading()) // metrics.lineSpacing(), 1)
        painter.setClipRect(rect.adjusted(0, 0, 0, -(rect.height() - lines * metrics.lineSpacing())))
        painter.drawText(rect, _WRAP, text)
        painter.setClipping(False)

    def _who(self, painter: QPainter, rect: QRect, thread: Thread) -> None:
        theme = self.theme
        bold = theme.ui_font(12, QFont.Weight.DemiBold)
        right = rect.right()
        if thread.badge:
            right = self._badge(painter, rect, thread) - 6
        painter.setFont(bold)
        painter.setPen(theme.color("ink"))
        name = thread.annotation.author or self._words("未署名")
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
        used = QFontMetrics(bold).horizontalAdvance(name) + 8
        small = theme.ui_font(12)
        painter.setFont(small)
        painter.setPen(theme.color("soft"))
        place = QRect(rect.left() + used, rect.top(), right - rect.left() - used, rect.height())
        text = QFontMetrics(small).elidedText(
            f"{thread.when}　{thread.heading}", Qt.TextElideMode.ElideRight, max(place.width(), 0)
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def _badge(self, painter: QPainter, rect: QRect, thread: Thread) -> int:
        theme, font = self.theme, self.theme.ui_font(11)
        tone = thread.badge_tone
        width = QFontMetrics(font).horizontalAdvance(thread.badge) + 16
        place = QRect(rect.right() - width, rect.top() + 1, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{tone}_bg" if tone != "plain" else "row"))
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(theme.color(tone if tone != "plain" else "soft"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, thread.badge)
        return place.left()
