"""The package around a Word document: where its parts are, and what may be missing."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from comparators.document import Document
from comparators.errors import Cancelled, InputError
from comparators.loading import docx, load_file
from comparators.options import LoadLimits
from comparators.work import Work
from tests.comparators.loading.docx_files import (
    MAIN_TYPE,
    comment_part,
    level,
    load,
    numbered,
    numbering,
    p,
    package,
    texts,
    told,
    xml,
)


def read(data: bytes) -> Document:
    return docx.read(data, "稿.docx", LoadLimits())


def test_a_strict_document_is_read_like_any_other() -> None:
    parts = {"numbering.xml": numbering(level(0, "chineseCounting", "%1、"))}
    plain = read(package(numbered("总则") + p("正文"), parts))
    strict = read(package(numbered("总则") + p("正文"), parts, strict=True))
    assert plain.blocks == strict.blocks
    assert [block.text for block in strict.blocks] == ["一、总则", "正文"]


def test_the_document_part_is_found_by_its_relationship() -> None:
    document = read(package(p("正文"), {"footnotes.xml": xml("footnotes", "")}, main="parts/main2.xml"))
    assert document.blocks[0].text == "正文"
    assert document.blocks[0].source.part == "parts/main2.xml"


def test_the_document_part_is_found_by_its_content_type_where_relationships_are_lost() -> None:
    source = zipfile.ZipFile(io.BytesIO(package(p("正文"), main="parts/main2.xml")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if "_rels" not in name:
                target.writestr(name, source.read(name))
    assert read(out.getvalue()).blocks[0].text == "正文"


def test_part_names_differ_in_more_than_case_and_slashes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/Word/Document.xml" ContentType="{MAIN_TYPE}"/></Types>'
        )
        target.writestr("Word\\Document.xml", xml("document", f"<w:body>{p('正文')}</w:body>"))
    assert read(out.getvalue()).blocks[0].text == "正文"


def test_missing_optional_parts_are_no_problem() -> None:
    document = load(p("正文", properties='<w:pStyle w:val="Nowhere"/>'))
    assert document.problems == ()


def test_damaged_optional_parts_are_told() -> None:
    document = load(p("正文"), {"styles.xml": "<w:styles>", "numbering.xml": "junk", "footnotes.xml": "<"})
    assert document.blocks[0].text == "正文"
    assert [problem.where for problem in document.problems] == [
        "word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
    ]  # fmt: skip


def test_a_style_that_is_based_on_itself_does_no_harm() -> None:
    styles = xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>',
    )
    assert texts(p("甲", properties='<w:pStyle w:val="A"/>'), {"styles.xml": styles}) == ["甲"]


def test_an_embedded_word_document_is_read_in_its_place() -> None:
    inner = package(p("嵌入一") + p("嵌入二"))
    body = (
        p("前")
        + '<w:altChunk r:id="r0"/>'
        + p('<w:commentRangeStart w:id="1"/>', "后", '<w:commentRangeEnd w:id="1"/>')
    )
    document = load(body, {"chunk1.docx": inner, "comments.xml": comment_part(1, "问")})
    assert [(block.index, block.text) for block in document.blocks] == [
        (0, "前"), (1, "嵌入一"), (2, "嵌入二"), (3, "后"),
    ]  # fmt: skip
    assert document.blocks[1].source.part == "word/chunk1.docx"
    assert document.blocks[1].source.paragraphs == ()
    assert document.comments[0].anchor == (3, 0, 3, 1)
    assert told(document) == {"docx-chunk": "word/chunk1.docx"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chunk1.txt", "嵌入的文字。\n"),
        ("chunk1.htm", "<html><body><p>嵌入的文字。</p></body></html>"),
        (
            "chunk1.mht",
            'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; type="text/html"\r\n\r\n--b\r\n'
            "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            "<html><body><p>嵌入的文字。</p></body></html>\r\n--b--\r\n",
        ),
    ],
)
def test_an_embedded_page_or_text_is_read_in_its_place(name: str, content: str) -> None:
    document = load(p("前") + '<w:altChunk r:id="r0"/>' + p("后"), {name: content.encode()})
    assert [block.text for block in document.blocks] == ["前", "嵌入的文字。", "后"]


def test_an_embedded_document_that_cannot_be_read_is_told() -> None:
    body = p("前") + '<w:altChunk r:id="r0"/><w:altChunk r:id="nowhere"/>'
    document = load(body, {"chunk1.docx": b"PK\x03\x04 broken"})
    assert [block.text for block in document.blocks] == ["前"]
    assert [problem.code for problem in document.problems] == ["docx-chunk-unread", "docx-chunk-unread"]


def test_embedded_documents_inside_each_other_come_to_an_end() -> None:
    data = package(p("最内"))
    for depth in range(12):
        data = package(p(f"第{depth}层") + '<w:altChunk r:id="r0"/>', {"chunk1.docx": data})
    document = read(data)
    assert document.blocks[0].text == "第11层"
    assert "docx-chunk-unread" in {problem.code for problem in document.problems}


def test_atoms_stay_with_their_blocks_where_a_document_is_embedded() -> None:
    traced = docx.trace(
        package(p("前") + '<w:altChunk r:id="r0"/>' + p("后"), {"chunk1.docx": package(p("中"))}), "稿.docx"
    )
    assert ["".join(atom.text for atom in atoms) for atoms in traced.atoms] == ["前", "中", "后"]
    assert [atoms[0].node is None for atoms in traced.atoms] == [False, True, False]


def test_too_much_text_is_refused() -> None:
    limits = dataclasses.replace(LoadLimits(), max_text=10)
    with pytest.raises(InputError) as caught:
        docx.read(package(p("十二个字的一段话在这里了")), "稿.docx", limits)
    assert caught.value.code == "input-text-too-long"


def test_a_person_may_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(package(p("甲") * 2000))
    asked = iter([False, False] + [True] * 100)
    with pytest.raises(Cancelled):
        load_file(path, work=Work(cancelled=lambda: next(asked)))


def test_a_file_keeps_the_path_it_was_given_by(tmp_path: Path) -> None:
    path = tmp_path / "无后缀"
    path.write_bytes(package(p("正文")))
    document = load_file(str(path))
    assert (document.path, document.format) == (str(path), "docx")


def test_what_python_docx_writes_by_default_is_read(tmp_path: Path) -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("一、总体要求", 1)
    made.add_paragraph("甲", style="List Number")
    made.add_paragraph("乙", style="List Number")
    path = tmp_path / "稿.docx"
    made.save(str(path))
    document = load_file(path)
    assert [(block.text, block.layout.outline) for block in document.blocks] == [
        ("一、总体要求", 1), ("1.甲", None), ("2.乙", None),
    ]  # fmt: skip
    assert document.problems == ()
