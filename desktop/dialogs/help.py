"""Help in the window: the manual, the page of shortcuts, what this program is."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from comparators.files import resource
from desktop.actions import ACTIONS, GROUPS, Actions, all_keys_text

if TYPE_CHECKING:
    from desktop.words import Words


class HelpDialog(QDialog):
    """A page of text that can be read beside the work."""

    def __init__(self, title: str, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 640)
        self.page = QTextBrowser(self)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(title)
        buttons = QDialogButtonBox(self)
        buttons.addButton(words("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)


def shortcuts_html(actions: Actions, words: Words) -> str:
    """Return the page of shortcuts: every command that has keys, by group."""
    parts = []
    for group in GROUPS:
        rows = [
            f"<tr><td width='220'>{escape(actions[spec.name].text())}</td>"
            f"<td><b>{escape(all_keys_text(actions[spec.name]))}</b></td></tr>"
            for spec in ACTIONS
            if spec.group == group and spec.keys
        ]
        parts.append(f"<h3>{escape(words(group))}</h3><table cellpadding='4'>{''.join(rows)}</table>")
    return "".join(parts)


def show_shortcuts(parent: QWidget, actions: Actions, words: Words) -> HelpDialog:
    """Show the page of shortcuts."""
    dialog = HelpDialog(words("快捷键一览"), words, parent)
    dialog.page.setHtml(shortcuts_html(actions, words))
    dialog.show()
    return dialog


def show_manual(parent: QWidget, words: Words) -> HelpDialog:
    """Show the manual."""
    dialog = HelpDialog(words("使用说明"), words, parent)
    path = resource("help", f"manual.{words.language}.md")
    dialog.page.setMarkdown(path.read_text(encoding="utf-8"))
    dialog.show()
    return dialog
