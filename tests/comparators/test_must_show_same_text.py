"""The same text, however it was written down, is the same: in rows, in sections, in facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comparators import CompareOptions, Comparison, Document, compare, load
from tests.comparators.made_up_policies import LAW, PLAN, Line, kinds, numbered, texts, told, wrapped, write

DRAFTS = pytest.mark.parametrize("draft", [PLAN, LAW], ids=["plan", "law"])


def assert_same(old: Document, new: Document) -> None:
    comparison = compare(old, new)
    assert told(comparison) == []
    assert [section.path for section in old.sections] == [section.path for section in new.sections]
    assert facts_kept(comparison)


def facts_kept(comparison: Comparison) -> bool:
    changes = comparison.changes
    return all(each.change == "kept" for each in (*changes.industries, *changes.targets, *changes.responsibilities))


@DRAFTS
@pytest.mark.parametrize("form", ["md", "docx", "html"])
def test_in_another_format(draft: tuple[Line, ...], form: str, tmp_path: Path) -> None:
    plain, other = load(write(draft, tmp_path / "甲.txt")), load(write(draft, tmp_path / f"乙.{form}"))
    assert [block.text for block in plain.blocks] == texts(draft)
    assert_same(plain, other)
    itself = compare(other, other, CompareOptions(ignore=()))
    assert {row.kind for row in itself.rows} == {"equal"}


@DRAFTS
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_in_another_encoding(draft: tuple[Line, ...], encoding: str, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_bytes("\n".join(texts(draft)).encode(encoding))
    assert_same(load(write(draft, tmp_path / "甲.txt")), load(tmp_path / "乙.txt"))


@DRAFTS
@pytest.mark.parametrize("columns", [24, 28, 33, 38])
@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"])
def test_hard_wrapped(draft: tuple[Line, ...], columns: int, separator: str, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_bytes(wrapped(draft, columns).replace("\n", separator).encode())
    assert_same(load(write(draft, tmp_path / "甲.txt")), load(tmp_path / "乙.txt"))


def test_rows_set_with_white_space_stay_rows_and_swallow_no_heading(tmp_path: Path) -> None:
    rows = [
        "阶段  时间  主要工作",
        "启动部署  2026年6月底前  制定细化方案，明确责任分工",
        "总结提升  2028年10月至12月  总结经验做法，形成长效机制",
    ]
    body = wrapped(PLAN, 28)
    (tmp_path / "甲.txt").write_text(f"{body}\n四、工作安排\n" + "\n".join(rows) + "\n五、附则\n", encoding="utf-8")
    document = load(tmp_path / "甲.txt")
    assert [block.text for block in document.blocks][-5:] == ["四、工作安排", *rows, "五、附则"]


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isdigit() else char for char in text)


NOISES: dict[str, Callable[[str], str]] = {
    "full-width digits": full_width,
    "half-width marks": lambda text: text.translate(str.maketrans("，：；（）", ",:;()")),
    "no-break spaces before": lambda text: f"\u00a0\u00a0{text}",
    "zero-width space inside": lambda text: f"{text[:6]}\u200b{text[6:]}",
    "soft hyphen inside": lambda text: f"{text[:6]}\u00ad{text[6:]}",
    "ideographic space inside": lambda text: f"{text[:4]}　{text[4:]}",
    "spaces behind": lambda text: f"{text}  ",
}


@pytest.mark.parametrize("noise", NOISES)
def test_with_other_widths_and_spaces(noise: str, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text("\n".join(map(NOISES[noise], texts(PLAN))), encoding="utf-8")
    comparison = compare(load(write(PLAN, tmp_path / "甲.txt")), load(tmp_path / "乙.txt"))
    assert kinds(comparison) == {}
    assert facts_kept(comparison)


def test_with_other_quotation_marks_and_dashes_no_change_is_of_substance(tmp_path: Path) -> None:
    old = [words.replace("先导区", "“先导区”") for words in texts(PLAN)]
    new = [words.replace("“", "「").replace("”", "」") for words in old]
    for name, lines in (("甲", old), ("乙", new)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    comparison = compare(load(tmp_path / "甲.txt"), load(tmp_path / "乙.txt"))
    assert {row.noise for row in comparison.rows if row.kind == "changed"} == {("punctuation",)}
    assert not any(row.substance for row in comparison.rows)
    assert facts_kept(comparison)


def test_the_numbers_of_word_are_those_that_are_typed(tmp_path: Path) -> None:
    for draft in (PLAN, LAW):
        blocks = load(write(draft, tmp_path / "甲.docx")).blocks
        assert [block.text for block in blocks] == texts(draft)
        generated = [block.source.generated for block in blocks]
        assert generated == [len(number) for _, number, _ in numbered(draft)]
