"""Every Chinese text of the window has its English, and no English is left over."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from comparators.files import resource
from comparators.review.annotations import DECISION_TERMS
from desktop.words import Words

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
HAN = re.compile(r"[\u4e00-\u9fff]")
DATA = {
    # what is looked for in drafts and in file names, units of numbers, and the reader's own lists: not said to anybody
    "征求意见稿",
    "正式稿",
    "专栏",
    "一二三四五六七八九十百",
    "发展",
    "万",
    "亿",
    "千",
    "百",
    "合法性",
    "表述",
    "数据",
    "格式",
    "公平竞争",
    "中文",
    # names of files
    "（修订稿）.docx",
    "（修改对照表）.docx",
    "（意见汇总表）.docx",
    "（意见汇总表）.xlsx",
    "（对照）.html",
    "（对照）.pdf",
    # the form of a lexicon's entries
    '# [[industry]]\n# name = "低空经济"\n# aliases = ["低空产业"]\n# narrower = ["无人机"]\n',
    '# [[unit]]\n# name = "省数据局"\n# formerly = ["省大数据局"]\n',
}
"""Chinese in the code that is not shown as a sentence of the window (or, as 中文, is shown in Chinese on purpose)."""


def literals(path: Path) -> Iterator[str]:
    """Yield the Chinese string literals of a file, without docstrings and the settings' internal help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg == "metadata":
            skipped.update(id(each) for each in ast.walk(node))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in skipped else None
        if isinstance(text, str) and HAN.search(text):
            yield text


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(resource("translations", "en.toml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """The Chinese texts of the window, each with a file that says it."""
    found = {text: path.name for path in sorted(DESKTOP.rglob("*.py")) for text in literals(path)}
    return {**found, **dict.fromkeys(DECISION_TERMS.values(), "annotations.py")}


def test_every_text_has_its_english(english: dict[str, str], used: dict[str, str]) -> None:
    missing = {text: name for text, name in used.items() if text not in english and text not in DATA}
    assert not missing


def test_no_english_is_left_over(english: dict[str, str], used: dict[str, str]) -> None:
    assert set(english) <= set(used)


def test_both_languages_fill_in_the_same(english: dict[str, str]) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {key for key, value in english.items() if names(key) != names(value)} == set()


def test_english_is_english(english: dict[str, str]) -> None:
    example = "条款编号或标题中的字，如 三/（二）："
    assert {key for key, value in english.items() if HAN.search(value) or not value.strip()} <= {example}


def test_words_speak_their_language_and_fill_in_what_is_missing_from_neither() -> None:
    assert Words("zh")("批注 {n}", n=3) == "批注 3"
    assert Words("en")("批注 {n}", n=3) == "Annotations 3"
    assert Words("en")("没有译文的话") == "没有译文的话"
