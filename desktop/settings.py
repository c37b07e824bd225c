"""The settings: each declared once with its type, default and meaning; kept as JSON in the platform's place."""

from __future__ import annotations

import contextlib
import getpass
import json
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from comparators.errors import OutputError
from comparators.files import write_whole

FILE_NAME = "settings.json"


def _user() -> str:
    with contextlib.suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set. Every field is listed in the settings dialog under its ``help``."""

    author: str = field(default_factory=_user, metadata={"help": "署名：批注与修订的作者"})
    initials: str = field(default="", metadata={"help": "缩写：Word 批注中的简称"})
    organisation: str = field(default="", metadata={"help": "单位：意见汇总表中的提出单位"})
    language: str = field(default="zh", metadata={"help": "界面语言"})
    theme: str = field(default="light", metadata={"help": "主题"})
    text_size: int = field(default=15, metadata={"help": "正文字号（像素）"})
    line_width: int = field(default=900, metadata={"help": "每栏最大宽度（像素）"})
    ignore: tuple[str, ...] = field(default=("width", "space"), metadata={"help": "不作为修改显示的差异"})
    moves: bool = field(default=True, metadata={"help": "识别移动的段落"})
    fold: bool = field(default=True, metadata={"help": "折叠相同的长段"})
    view: str = field(default="side_by_side", metadata={"help": "打开时的视图"})
    categories: tuple[str, ...] = field(
        default=("合法性", "表述", "数据", "格式", "公平竞争"), metadata={"help": "批注分类"}
    )
    tour_done: bool = field(default=False, metadata={"help": "已看过入门引导"})
    export: dict[str, Any] = field(default_factory=dict, metadata={"help": "上次的导出选项"})
    window: str = field(default="", metadata={"help": "窗口的位置和大小"})
    last_folder: str = field(default="", metadata={"help": "上次打开的文件夹"})


class SettingsFile:
    """Reads and writes the settings. A file that is missing or damaged gives the defaults."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.value = self._read()

    def _read(self) -> Settings:
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Settings()
        if not isinstance(data, dict):
            return Settings()
        defaults = Settings()
        taken: dict[str, Any] = {}
        for each in fields(Settings):
            value, default = data.get(each.name), getattr(defaults, each.name)
            if isinstance(default, tuple) and isinstance(value, list):
                value = tuple(str(item) for item in value)
            if type(value) is type(default):
                taken[each.name] = value
        return replace(defaults, **taken)

    def change(self, **values: object) -> bool:
        """Set some settings and keep them; false where they could not be written (they hold for this run)."""
        self.value = replace(self.value, **values)  # type: ignore[arg-type]
        data = json.dumps(asdict(self.value), ensure_ascii=False, indent=1).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, partial(_write, data))
        except (OSError, OutputError):
            return False
        return True


def _write(data: bytes, out: BinaryIO) -> None:
    out.write(data)
