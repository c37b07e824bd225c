"""The lexicon editor: the program's own words to read, a person's additions to write."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from comparators.errors import OutputError
from comparators.files import resource, write_whole
from comparators.lexicon import load_lexicon
from comparators.messages import error_text

if TYPE_CHECKING:
    from desktop.words import Words

_TEMPLATES = {
    "industries": '# [[industry]]\n# name = "低空经济"\n# aliases = ["低空产业"]\n# narrower = ["无人机"]\n',
    "units": '# [[unit]]\n# name = "省数据局"\n# formerly = ["省大数据局"]\n',
}


def own_path(folder: Path, table: str) -> Path:
    """Return the file that holds a person's additions to a table."""
    return folder / f"{table}-mine.toml"


class LexiconEditor(QWidget):
    """Edits one table at a time; nothing is kept that could not be read again."""

    def __init__(self, folder: Path, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._words = folder, words
        self.table = QComboBox(self)
        for name in sorted({path.stem.split("-")[0] for path in resource("lexicons").glob("*.toml")}):
            self.table.addItem(name, name)
        self.table.setAccessibleName(words("词表"))
        self.given, self.own = QPlainTextEdit(self), QPlainTextEdit(self)
        self.given.setReadOnly(True)
        self.given.setAccessibleName(words("程序自带的词"))
        self.own.setAccessibleName(words("我的补充"))
        self.own.setTabChangesFocus(True)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setObjectName("soft")
        self.save = QPushButton(words("保存补充"), self)
        panes = QSplitter(self)
        for label, pane in ((words("程序自带的词"), self.given), (words("我的补充"), self.own)):
            box = QWidget(panes)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(QLabel(label, box))
            column.addWidget(pane)
            panes.addWidget(box)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(panes, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.save)
        self.table.currentIndexChanged.connect(self._show)
        self.save.clicked.connect(self.keep)
        self._show()

    @property
    def _name(self) -> str:
        return str(self.table.currentData())

    def _show(self) -> None:
        name = self._name
        texts = [path.read_text(encoding="utf-8") for path in sorted(resource("lexicons").glob(f"{name}*.toml"))]
        self.given.setPlainText("\n".join(texts))
        try:
            own = own_path(self._folder, name).read_text(encoding="utf-8")
        except OSError:
            own = _TEMPLATES.get(name, "")
        self.own.setPlainText(own)
        self.note.setText(self._words("补充写法与左边相同；保存后下次比较起用。"))

    def keep(self) -> bool:
        """Keep the additions if they can be read; else say where they are wrong."""
        text, words = self.own.toPlainText(), self._words
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.note.setText(words("没有保存：写法有误（{reason}）", reason=str(error)))
            return False
        path = own_path(self._folder, self._name)
        before = path.read_bytes() if path.exists() else None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, partial(_put, text.encode()))
            load_lexicon(own=self._folder)
        except OutputError as error:
            self.note.setText(error_text(error, words.language))
            return False
        except (KeyError, TypeError, AttributeError, ValueError, OSError) as error:
            if before is None:
                path.unlink(missing_ok=True)
            else:
                write_whole(path, partial(_put, before))
            self.note.setText(words("没有保存：词条缺少需要的内容（{reason}）", reason=str(error)))
            return False
        self.note.setText(words("已保存。"))
        return True


def _put(data: bytes, out: BinaryIO) -> None:
    out.write(data)
