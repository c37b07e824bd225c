"""Asking for an opinion (意见) and for what became of it (采纳情况)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from comparators.review.annotations import DECISION_TERMS, REASON_REQUIRED, Decision, Opinion
from desktop.dialogs.parts import buttons

if TYPE_CHECKING:
    from desktop.words import Words


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """What a person is asked about: the quote shown, and the opinion as it stands."""

    quote: str
    opinion: Opinion


class OpinionDialog(QDialog):
    """Proposer, proposal, reason; decision with its reason, which 部分采纳 and 不采纳 require."""

    def __init__(self, draft: OpinionDraft, words: Words, *, decide: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("采纳情况") if decide else words("意见"))
        self.resize(480, 420)
        self._words, self._opinion = words, draft.opinion
        self.quote = QLabel(draft.quote[:200], self)
        self.quote.setWordWrap(True)
        self.quote.setObjectName("soft")
        self.proposer = QLineEdit(draft.opinion.proposer, self)
        self.private = QCheckBox(words("个人（导出时可隐去姓名）"), self)
        self.private.setChecked(draft.opinion.private)
        self.proposal = self._text(draft.opinion.proposal)
        self.reason = self._text(draft.opinion.reason)
        self.decision = QComboBox(self)
        for key, term in DECISION_TERMS.items():
            self.decision.addItem(words(term), key)
        self.decision.setCurrentIndex(list(DECISION_TERMS).index(draft.opinion.decision))
        self.decision_reason = self._text(draft.opinion.decision_reason)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(self)
        self.ok = buttons(self.buttons, words("确定"), words)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.decision.currentIndexChanged.connect(lambda _: self.problem.hide())
        (self.decision if decide else self.proposal if draft.opinion.proposer else self.proposer).setFocus()

    def _text(self, value: str) -> QPlainTextEdit:
        edit = QPlainTextEdit(value, self)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(58)
        return edit

    def _lay_out(self) -> None:
        words = self._words
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, widget in (
            ("提出单位/个人", self.proposer),
            ("", self.private),
            ("修改意见", self.proposal),
            ("理由", self.reason),
            ("采纳情况", self.decision),
            ("采纳说明", self.decision_reason),
        ):
            form.addRow(words(label) if label else "", widget)
            if label:
                widget.setAccessibleName(words(label))
        layout = QVBoxLayout(self)
        if self.quote.text():
            layout.addWidget(self.quote)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    @property
    def value(self) -> Opinion:
        """The opinion as it stands in the dialog."""
        decision: Decision = self.decision.currentData() or ""
        return Opinion(
            proposer=self.proposer.text().strip(),
            private=self.private.isChecked(),
            proposal=self.proposal.toPlainText().strip(),
            reason=self.reason.toPlainText().strip(),
            decision=decision,
            decision_reason=self.decision_reason.toPlainText().strip(),
        )

    def accept(self) -> None:
        """Take the answer, if it says what procedure requires."""
        value = self.value
        if value.decision in REASON_REQUIRED and not value.decision_reason:
            self.problem.setText(self._words("“部分采纳”和“不采纳”须写明理由。"))
            self.problem.show()
            self.decision_reason.setFocus()
            return
        if not value.proposal and not value.decision:
            self.problem.setText(self._words("请写下修改意见。"))
            self.problem.show()
            self.proposal.setFocus()
            return
        super().accept()


def ask(parent: QWidget, draft: OpinionDraft, words: Words, decide: bool) -> Opinion | None:
    """Ask for an opinion, or for what became of it; ``None`` where the person changes their mind."""
    dialog = OpinionDialog(draft, words, decide=decide, parent=parent)
    answer = dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer
