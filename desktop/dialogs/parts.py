"""What dialogs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QPushButton

if TYPE_CHECKING:
    from desktop.words import Words


def buttons(box: QDialogButtonBox, accept: str, words: Words) -> QPushButton:
    """Put an accepting and a cancelling button in a box; return the accepting one, painted as the one to press."""
    button = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    button.setObjectName("primary")
    button.setDefault(True)
    button.style().unpolish(button)  # the box has polished it under its old name
    button.style().polish(button)
    box.addButton(words("取消"), QDialogButtonBox.ButtonRole.RejectRole)
    return button
