"""Conflicts after merging: every version side by side; a person chooses, nobody else does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from desktop.dialogs.parts import buttons

if TYPE_CHECKING:
    from desktop.presenters.conflicts import Question
    from desktop.words import Words


class ConflictsDialog(QDialog):
    """Shows each conflict with its versions; what is not chosen stays as it is and stays a conflict."""

    def __init__(self, questions: Sequence[Question], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("两人改过同一处"))
        self.resize(640, 480)
        self.choices: dict[tuple[str, str], list[QRadioButton]] = {}
        inner = QWidget(self)
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        for question in questions:
            column.addWidget(self._question(question, words, inner))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        about = QLabel(words("各版本都在这里，由您选定；没有选的保持原样，以后还可以再选。"), self)
        about.setObjectName("soft")
        about.setWordWrap(True)
        box = QDialogButtonBox(self)
        buttons(box, words("确定"), words)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(area, 1)
        layout.addWidget(box)

    def _question(self, question: Question, words: Words, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        frame.setObjectName("card")
        column = QVBoxLayout(frame)
        title = QLabel(question.title, frame)
        title.setObjectName("title")
        title.setWordWrap(True)
        column.addWidget(title)
        for version in question.versions:
            button = QRadioButton(f"{version.author or words('未署名')}　{version.time}　{version.text}", frame)
            button.setProperty("key", version.key)
            column.addWidget(button)
            self.choices.setdefault((question.subject, question.field), []).append(button)
        return frame

    @property
    def value(self) -> dict[tuple[str, str], str]:
        """The acts chosen, by (subject, field)."""
        return {
            place: str(button.property("key"))
            for place, group in self.choices.items()
            for button in group
            if button.isChecked()
        }


def ask(parent: QWidget, questions: Sequence[Question], words: Words) -> dict[tuple[str, str], str]:
    """Let a person choose among versions; empty where they choose none."""
    dialog = ConflictsDialog(questions, words, parent)
    answer = dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else {}
    dialog.deleteLater()
    return answer
