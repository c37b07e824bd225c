"""Themes: a data file each in ``resources/themes``, read into one value that views paint with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont

from comparators.files import resource

UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
TEXT_FAMILIES = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "FangSong",
    "AR PL UMing CN",
    "serif",
)


@dataclass(frozen=True)
class Theme:
    """Colours by name and the sizes of type; ``text_size`` and ``ui_size`` are in pixels at 96 dots an inch."""

    key: str
    name_zh: str
    name_en: str
    dark: bool
    colors: dict[str, str]
    ui_size: int = 13
    text_size: int = 15
    line_height: float = 1.75

    def color(self, name: str) -> QColor:
        """Return a colour by its name in the theme file; ``KeyError`` for a name that no theme has."""
        return _color(self.colors[name])

    def ui_font(self, size: int = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of panels and bars, the caller's to change."""
        return QFont(_font(UI_FAMILIES, size or self.ui_size, weight))

    def text_font(self, size: int = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of the drafts' text, the caller's to change."""
        return QFont(_font(TEXT_FAMILIES, size or self.text_size, weight))


@cache
def _color(name: str) -> QColor:
    return QColor(name)


@cache
def _font(families: tuple[str, ...], size: int, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font


def themes(folder: Path | None = None) -> dict[str, Theme]:
    """Return the themes there are, by the names of their files."""
    found = {}
    for path in sorted((folder or resource("themes")).glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = Theme(path.stem, data["name_zh"], data["name_en"], data["dark"], data["colors"])
    return found
