"""The export dialog: which files, with which options, and how they will look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.dialogs.parts import buttons
from desktop.exporting import KIND_WORDS, KINDS, ExportChoice, Kind
from desktop.presenters.export_preview import table_preview, word_preview

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from desktop.words import Words


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """What the dialog begins with: the last choice, the comparison to show, and how many opinions there are."""

    choice: ExportChoice
    comparison: Comparison
    opinions: int


class ExportDialog(QDialog):
    """Files at the left, options below them, the preview at the right."""

    def __init__(self, draft: ExportDraft, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("导出"))
        self.resize(1080, 700)
        self._draft, self._words = draft, words
        choice = draft.choice
        self.kinds: dict[Kind, QCheckBox] = {kind: QCheckBox(words(KIND_WORDS[kind]), self) for kind in KINDS}
        for kind, box in self.kinds.items():
            box.setChecked(kind in choice.kinds)
        self.stem = QLineEdit(choice.stem, self)
        self.folder = QLineEdit(choice.folder, self)
        self.explain = self._combo(
            (("facts", "说明产业、目标、责任单位的变化"), ("all", "每处修改都说明"), ("none", "不加")), choice.explain
        )
        self.comments = self._check("带上批注", choice.comments)
        self.moves = self._check("移动的段落标为“移动”", choice.moves)
        self.rows = self._combo((("changed", "只列修改之处"), ("all", "列出全部条款")), choice.rows)
        self.columns = self._combo(
            ((4, "四栏：序号、修订前、修订后、修订说明"), (3, "三栏：章节、原稿、修改稿"), (2, "两栏：修订前、修订后")),
            choice.columns,
        )
        self.marks = self._combo(
            (
                ("black", "黑白：加粗下划线、删除线"),
                ("color", "彩色：蓝色、红色"),
                ("heiti", "黑体、阴影"),
                ("box", "黑体、方框"),
            ),
            choice.marks,
        )
        self.ellipsis = self._check("长段未改文字略为“……”", choice.ellipsis)
        self.chapters = self._check("按章分组", choice.chapters)
        self.summary = self._check("文前附修改概况", choice.summary)
        self.mask_names = self._check("隐去个人姓名", choice.mask)
        self.all_notes = self._check("批注和建议也列入", choice.all_notes)
        self.pdf_redline = self._check("PDF 用合并视图（纵向）", choice.pdf_redline)
        self.preview = QTabWidget(self)
        self.word_page, self.table_page = QTextBrowser(self), QTextBrowser(self)
        self.preview.addTab(self.word_page, words("修订稿预览"))
        self.preview.addTab(self.table_page, words("对照表预览"))
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(self)
        self.ok = buttons(self.buttons, words("导出"), words)
        self._lay_out()
        self._wire()
        self._changed()

    def _combo(self, items: tuple[tuple[object, str], ...], value: object) -> QComboBox:
        box = QComboBox(self)
        for key, text in items:
            box.addItem(self._words(text), key)
        box.setCurrentIndex(max(box.findData(value), 0))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _check(self, text: str, value: bool) -> QCheckBox:
        box = QCheckBox(self._words(text), self)
        box.setChecked(value)
        return box

    def _group(self, title: str, rows: tuple[tuple[str, QWidget], ...]) -> QGroupBox:
        group = QGroupBox(self._words(title), self)
        form = QFormLayout(group)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, widget in rows:
            if label:
                form.addRow(self._words(label), widget)
                widget.setAccessibleName(self._words(label))
            else:
                form.addRow(widget)
        return group

    def _lay_out(self) -> None:
        words = self._words
        left = QVBoxLayout()
        files = QGroupBox(words("导出哪些"), self)
        column = QVBoxLayout(files)
        for box in self.kinds.values():
            column.addWidget(box)
        left.addWidget(files)
        self.word_group = self._group(
            "Word 修订稿", (("自动批注", self.explain), ("", self.comments), ("", self.moves))
        )
        self.table_group = self._group(
            "修改对照表",
            (
                ("内容", self.rows),
                ("栏目", self.columns),
                ("标记", self.marks),
                ("", self.ellipsis),
                ("", self.chapters),
                ("", self.summary),
            ),
        )
        self.opinion_group = self._group("意见汇总表", (("", self.mask_names), ("", self.all_notes)))
        for group in (self.word_group, self.table_group, self.opinion_group):
            left.addWidget(group)
        left.addWidget(self.pdf_redline)
        left.addStretch(1)
        inner = QWidget(self)
        inner.setObjectName("page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setContentsMargins(0, 0, 10, 0)
        inner.setLayout(left)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setMinimumWidth(inner.minimumSizeHint().width() + 28)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = QHBoxLayout()
        top.addWidget(area)
        top.addWidget(self.preview, 1)
        browse = QPushButton(words("选择…"), self)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.addRow(words("文件名"), self.stem)
        form.addRow(words("文件夹"), place)
        self.stem.setAccessibleName(words("文件名"))
        self.folder.setAccessibleName(words("文件夹"))
        layout = QVBoxLayout(self)
        layout.addLayout(top, 1)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _wire(self) -> None:
        checks = (
            self.comments,
            self.moves,
            self.ellipsis,
            self.chapters,
            self.summary,
            self.mask_names,
            self.all_notes,
            self.pdf_redline,
            *self.kinds.values(),
        )
        for box in checks:
            box.toggled.connect(self._changed)
        for combo in (self.explain, self.rows, self.columns, self.marks):
            combo.currentIndexChanged.connect(self._changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @property
    def value(self) -> ExportChoice:
        """The choice as it stands in the dialog."""
        return replace(
            self._draft.choice,
            kinds=tuple(kind for kind, box in self.kinds.items() if box.isChecked()),
            stem=self.stem.text().strip(),
            folder=self.folder.text().strip(),
            explain=self.explain.currentData(),
            comments=self.comments.isChecked(),
            moves=self.moves.isChecked(),
            rows=self.rows.currentData(),
            columns=self.columns.currentData(),
            marks=self.marks.currentData(),
            ellipsis=self.ellipsis.isChecked(),
            chapters=self.chapters.isChecked(),
            summary=self.summary.isChecked(),
            mask=self.mask_names.isChecked(),
            all_notes=self.all_notes.isChecked(),
            pdf_redline=self.pdf_redline.isChecked(),
        )

    def _changed(self, *_: object) -> None:
        """Show what the options do, and only those that matter."""
        choice, words, comparison = self.value, self._words, self._draft.comparison
        self.word_group.setVisible("word" in choice.kinds)
        self.table_group.setVisible("table" in choice.kinds)
        opinions = "opinions" in choice.kinds or "opinions_xlsx" in choice.kinds
        self.opinion_group.setVisible(opinions)
        self.pdf_redline.setVisible("pdf" in choice.kinds)
        self.ok.setEnabled(bool(choice.kinds))
        self.problem.setVisible(opinions and self._draft.opinions == 0 and not choice.all_notes)
        self.problem.setText(words("还没有意见，意见汇总表将是空表。"))
        self.word_page.setHtml(_paper(word_preview(comparison, words, explain=choice.explain)))
        self.table_page.setHtml(
            _paper(
                table_preview(
                    comparison,
                    words,
                    columns=choice.columns,
                    ellipsis=choice.ellipsis,
                    marks=choice.marks,
                    all_rows=choice.rows == "all",
                )
            )
        )

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._words("选择文件夹"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def accept(self) -> None:
        """Take the choice, if files can be written there."""
        choice = self.value
        if not choice.stem or not choice.folder or not Path(choice.folder).is_dir():
            self.problem.setText(self._words("请填写文件名，并选择一个存在的文件夹。"))
            self.problem.show()
            (self.folder if choice.stem else self.stem).setFocus()
            return
        super().accept()


def _paper(body: str) -> str:
    """Set a preview on white paper, whatever the theme."""
    style = "background:#ffffff;color:#111111;font-family:'FangSong','Noto Serif CJK SC',serif;font-size:13px;"
    return f'<html><body style="{style}">{body}</body></html>'


def ask(parent: QWidget, draft: ExportDraft, words: Words) -> ExportChoice | None:
    """Ask what to export; ``None`` where the person changes their mind."""
    dialog = ExportDialog(draft, words, parent)
    answer = dialog.value if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer
