"""All settings in one dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from comparators.options import NOISES
from desktop.dialogs.lexicon import LexiconEditor
from desktop.dialogs.parts import buttons

if TYPE_CHECKING:
    from desktop.settings import Settings
    from desktop.theme import Theme
    from desktop.words import Words

_NOISE_WORDS = {"width": "全角与半角", "space": "空格", "punctuation": "标点", "numbering": "编号"}


class SettingsDialog(QDialog):
    """Who signs, how it looks, what is ignored, what exports begin with, and the lexicons."""

    def __init__(
        self, settings: Settings, themes: dict[str, Theme], lexicons: Path, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("设置"))
        self.resize(640, 520)
        self._settings, self._words, self._themes = settings, words, themes
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(words("设置"))
        self.tabs.addTab(self._person(), words("署名"))
        self.tabs.addTab(self._look(), words("外观"))
        self.tabs.addTab(self._comparing(), words("比较"))
        self.tabs.addTab(LexiconEditor(lexicons, words, self), words("词库"))
        box = QDialogButtonBox(self)
        buttons(box, words("确定"), words)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(box)

    def _page(self) -> tuple[QWidget, QFormLayout]:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(16, 16, 16, 16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        return page, form

    def _person(self) -> QWidget:
        page, form = self._page()
        self.author = QLineEdit(self._settings.author, page)
        self.initials = QLineEdit(self._settings.initials, page)
        self.organisation = QLineEdit(self._settings.organisation, page)
        form.addRow(self._words("姓名"), self.author)
        form.addRow(self._words("缩写"), self.initials)
        form.addRow(self._words("单位"), self.organisation)
        self.language = QComboBox(page)
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(1 if self._settings.language == "en" else 0)
        form.addRow(self._words("界面语言"), self.language)
        return page

    def _look(self) -> QWidget:
        page, form = self._page()
        self.theme = QComboBox(page)
        for key, theme in self._themes.items():
            self.theme.addItem(theme.name_en if self._words.language == "en" else theme.name_zh, key)
        self.theme.setCurrentIndex(max(self.theme.findData(self._settings.theme), 0))
        self.text_size = self._number(11, 30, self._settings.text_size, page)
        self.line_width = self._number(300, 2400, self._settings.line_width, page)
        self.line_width.setSingleStep(50)
        self.categories = QLineEdit("、".join(self._settings.categories), page)
        form.addRow(self._words("主题"), self.theme)
        form.addRow(self._words("正文字号（像素）"), self.text_size)
        form.addRow(self._words("每栏最大宽度（像素）"), self.line_width)
        form.addRow(self._words("批注分类"), self.categories)
        return page

    def _number(self, least: int, most: int, value: int, parent: QWidget) -> QSpinBox:
        box = QSpinBox(parent)
        box.setRange(least, most)
        box.setValue(value)
        return box

    def _comparing(self) -> QWidget:
        page, form = self._page()
        group = QGroupBox(self._words("不作为修改显示的差异（仍会计数）"), page)
        column = QVBoxLayout(group)
        self.ignore = {name: QCheckBox(self._words(_NOISE_WORDS[name]), group) for name in NOISES}
        for name, box in self.ignore.items():
            box.setChecked(name in self._settings.ignore)
            column.addWidget(box)
        self.moves = QCheckBox(self._words("识别移动的段落"), page)
        self.moves.setChecked(self._settings.moves)
        self.fold = QCheckBox(self._words("折叠相同的长段"), page)
        self.fold.setChecked(self._settings.fold)
        form.addRow(group)
        form.addRow(self.moves)
        form.addRow(self.fold)
        return page

    @property
    def values(self) -> dict[str, object]:
        """The settings as they stand in the dialog, by name."""
        categories = [
            each.strip() for each in self.categories.text().replace(",", "、").replace("，", "、").split("、")
        ]
        return {
            "author": self.author.text().strip(),
            "initials": self.initials.text().strip(),
            "organisation": self.organisation.text().strip(),
            "language": self.language.currentData(),
            "theme": self.theme.currentData(),
            "text_size": self.text_size.value(),
            "line_width": self.line_width.value(),
            "categories": tuple(each for each in categories if each),
            "ignore": tuple(name for name, box in self.ignore.items() if box.isChecked()),
            "moves": self.moves.isChecked(),
            "fold": self.fold.isChecked(),
        }


def ask(
    parent: QWidget, settings: Settings, themes: dict[str, Theme], lexicons: Path, words: Words
) -> dict[str, object] | None:
    """Ask for settings; ``None`` where the person changes their mind."""
    dialog = SettingsDialog(settings, themes, lexicons, words, parent)
    answer = dialog.values if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return answer
