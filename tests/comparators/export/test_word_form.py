"""Where the old draft is no .docx: a new document in the form of GB/T 9704, with the revisions in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from docx.shared import Mm

from comparators import Document, compare, load
from comparators.cli import main
from comparators.export.word_form import FALLBACKS
from comparators.export.word_markup import mark_up
from comparators.export.word_options import WordOptions
from tests.support import word_oracle as oracle
from tests.support.word_drafts import Para, Run
from tests.support.word_drafts import docx as draft

OLD = """临江省低空经济行动方案
（征求意见稿）
各市人民政府：
一、总体要求
（一）指导思想。坚持创新引领。
到2027年，建成起降点100个。
"""
NEW = """临江省低空经济行动方案
各市人民政府：
一、总体要求
（一）指导思想。坚持创新引领、安全为先。
到2027年，建成起降点120个。
二、保障措施
加强组织领导。
"""
PLAIN = WordOptions(explain="none", date="2026-05-18T09:00:00Z")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Document, Document]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load(tmp_path / "old.txt"), load(tmp_path / "new.txt")


def made(pair: tuple[Document, Document]) -> bytes:
    return mark_up(compare(*pair), b"", b"", PLAIN).data


def test_the_text_of_both_drafts_is_in_it(pair: tuple[Document, Document]) -> None:
    root = oracle.part(made(pair))
    assert oracle.paragraphs(oracle.rejected(root)) == [block.text for block in pair[0].blocks]
    assert oracle.paragraphs(oracle.accepted(root)) == [block.text for block in pair[1].blocks]


def test_page_and_title_are_those_of_the_standard(pair: tuple[Document, Document]) -> None:
    document = python_docx.Document(io.BytesIO(made(pair)))
    section = document.sections[0]
    assert section.top_margin is not None
    for found, wanted in (
        (section.top_margin, 37),
        (section.left_margin, 28),
        (section.right_margin, 26),
        (section.bottom_margin, 35),
        (section.page_width, 210),
    ):
        assert found == pytest.approx(Mm(wanted), abs=Mm(0.1))
    assert document.settings.odd_and_even_pages_header_footer
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].style.font.size is not None
    assert document.paragraphs[0].style.font.size.pt == 22
    assert [p.text for p in section.footer.paragraphs] == ["— 1 —"]
    assert [p.text for p in section.even_page_footer.paragraphs] == ["— 1 —"]


def test_fonts_that_may_be_missing_have_one_to_take_instead(pair: tuple[Document, Document]) -> None:
    fonts = zipfile.ZipFile(io.BytesIO(made(pair))).read("word/fontTable.xml").decode()
    for name, other in FALLBACKS.items():
        assert f'w:name="{name}"><w:altName w:val="{other}"/>' in fonts


def test_a_table_in_plain_text_is_a_table(tmp_path: Path) -> None:
    text = "# 方案\n\n| 任务 | 单位 |\n| --- | --- |\n| 布局先导区{}个 | 省经信厅 |\n\n以上。\n"
    for name, number in (("old.md", "20"), ("new.md", "15")):
        (tmp_path / name).write_text(text.format(number), encoding="utf-8")
    root = oracle.part(made((load(tmp_path / "old.md"), load(tmp_path / "new.md"))))
    assert oracle.cells(oracle.accepted(root)) == [[[["任务"], ["单位"]], [["布局先导区15个"], ["省经信厅"]]]]
    assert oracle.marked_characters(root) <= 10


def test_automatic_numbers_of_the_old_file_agree_with_those_typed_in_the_new_text(tmp_path: Path) -> None:
    items = [
        Para((Run("工作任务"),)),
        *(Para((Run(text),), numbered=1) for text in ("加快攻关", "完善平台", "强化保障")),
    ]
    (tmp_path / "old.docx").write_bytes(draft(list(items)))
    typed = "工作任务\n（一）加快攻关\n（二）新增场景\n（三）完善平台\n（四）强化保障\n"
    (tmp_path / "new.txt").write_text(typed, encoding="utf-8")
    old, new = load(tmp_path / "old.docx"), load(tmp_path / "new.txt")
    data = mark_up(compare(old, new), (tmp_path / "old.docx").read_bytes(), b"", PLAIN).data
    package = zipfile.ZipFile(io.BytesIO(data))
    out = tmp_path / "accepted.docx"
    with zipfile.ZipFile(out, "w") as target:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = oracle.etree.tostring(oracle.accepted(oracle.etree.fromstring(content)))
            target.writestr(name, content)
    assert [block.text for block in load(out).blocks] == typed.split()


def test_the_command_line_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEW, encoding="utf-8")
    out = tmp_path / "out.docx"
    arguments = ["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--word", str(out), "--author", "李四"]
    assert main([*arguments, "--quiet"]) == 0
    text = zipfile.ZipFile(out).read("word/document.xml").decode()
    assert 'w:author="李四"' in text
    assert "起降点" in text
