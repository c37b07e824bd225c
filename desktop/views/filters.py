"""The fields over a list that say what it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget


def filter_field(hint: str, name: str, parent: QWidget) -> QLineEdit:
    """Return a field for words to filter by; ``name`` is what a screen reader says."""
    field = QLineEdit(parent)
    field.setPlaceholderText(hint)
    field.setClearButtonEnabled(True)
    field.setAccessibleName(name)
    return field


def filter_box(name: str, letters: int, parent: QWidget) -> QComboBox:
    """Return a box to choose from that is content with the room of ``letters``."""
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    return box
