"""Tables, boxes, text boxes and notes of a Word document as blocks in reading order."""

from __future__ import annotations

from comparators.document import Document
from comparators.loading import docx
from tests.comparators.loading.docx_files import (
    level,
    load,
    numbered,
    numbering,
    p,
    package,
    r,
    table,
    texts,
    told,
    xml,
)


def shape(*inner: str) -> str:
    """A text box as Word writes it: the shape, and beside it the same for old programs."""
    content = f"<w:txbxContent>{''.join(inner)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def note(kind: str, number: int, *inner: str) -> str:
    return f'<w:{kind} w:id="{number}">{"".join(inner)}</w:{kind}>'


def refer(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def containers(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.layout.container, block.text) for block in document.blocks]


def test_a_row_of_a_table_is_one_block() -> None:
    document = load(p("前") + table((p("指标"), p("目标值")), (p("企业数"), p("300家") + p("（2027年）"))) + p("后"))
    assert containers(document) == [
        ("paragraph", "body", "前"),
        ("table", "table", "指标\t目标值"),
        ("table", "table", "企业数\t300家\n（2027年）"),
        ("paragraph", "body", "后"),
    ]
    assert document.blocks[2].source.paragraphs == (3, 4, 5)
    assert document.blocks[1].layout.group == document.blocks[2].layout.group >= 0


def test_two_tables_are_two_groups() -> None:
    row = (p("甲"), p("乙"))
    groups = [block.layout.group for block in load(table(row) + p("") + table(row)).blocks]
    assert groups[0] != groups[1]


def test_empty_cells_keep_their_place_and_empty_rows_are_none() -> None:
    assert texts(table((p("甲"), p(""), p("丙")), (p(""), p(""), p("")))) == ["甲\t\t丙"]


def test_merged_cells_are_read_once() -> None:
    span, first = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    continued = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table(
        (span + p("表头"), p("丙")), (first + p("类别"), p("1"), p("2")), (continued + p("类别"), p("3"), p("4"))
    )
    assert texts(rows) == ["表头\t丙", "类别\t1\t2", "3\t4"]


def test_a_nested_table_joins_the_text_of_its_cell() -> None:
    inner = table((p("内一"), p("内二")))
    assert texts(table((p("左") + inner + p("尾"), p("右")))) == ["左\n内一\n内二\n尾\t右"]


def test_a_table_of_one_cell_is_a_box() -> None:
    document = load(table((p("专栏1 重大工程") + p("1.甲工程。") + p("2.乙工程。"),)) + p("正文"))
    assert containers(document) == [
        ("paragraph", "box", "专栏1 重大工程"),
        ("paragraph", "box", "1.甲工程。"),
        ("paragraph", "box", "2.乙工程。"),
        ("paragraph", "body", "正文"),
    ]
    assert len({block.layout.group for block in document.blocks[:3]}) == 1


def test_a_table_of_one_column_is_a_box_and_a_table_in_it_is_a_table() -> None:
    document = load(table((p("专栏2"),), (p("说明") + table((p("甲"), p("乙"))),)))
    assert containers(document) == [
        ("paragraph", "box", "专栏2"),
        ("paragraph", "box", "说明"),
        ("table", "table", "甲\t乙"),
    ]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    row = (
        f"<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{p('甲')}</w:tc></w:sdtContent></w:sdt>"
        f"<w:tc>{p('乙')}</w:tc></w:tr></w:sdtContent></w:sdt>"
    )
    assert texts(f"<w:tbl>{row}</w:tbl>") == ["甲\t乙"]


def test_a_row_that_a_revision_deletes_is_left_out_and_told() -> None:
    rows = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('删')}</w:tc><w:tc>{p('删')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{p('增')}</w:tc><w:tc>{p('留')}</w:tc></w:tr></w:tbl>"
    )
    document = load(rows)
    assert [block.text for block in document.blocks] == ["增\t留"]
    assert told(document) == {"docx-revisions": 2}


def test_numbers_inside_cells_are_part_of_the_text() -> None:
    row = table((numbered("甲") + numbered("乙"), numbered("丙")))
    parts = {"numbering.xml": numbering(level(0, "decimal", "%1."))}
    document = load(row, parts)
    assert document.blocks[0].text == "1.甲\n2.乙\t3.丙"
    assert document.blocks[0].source.generated == 2
    (atoms,) = docx.trace(package(row, parts), "稿.docx").atoms
    assert [(atom.text, atom.node is None) for atom in atoms] == [
        ("1.", True), ("甲", False), ("\n", True), ("2.", True), ("乙", False), ("\t", True), ("3.", True),
        ("丙", False),
    ]  # fmt: skip


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    document = load(p("正文", shape(p("框内一"), p("框内二"))) + p("下文"))
    assert containers(document) == [
        ("paragraph", "body", "正文"),
        ("paragraph", "textbox", "框内一"),
        ("paragraph", "textbox", "框内二"),
        ("paragraph", "body", "下文"),
    ]


def test_ordinals_count_every_paragraph_of_the_part() -> None:
    document = load(p("正文", shape(p("框"))) + p("下文"))
    # The box stands twice in the file, as a shape and as its fallback.
    assert [block.source.paragraphs for block in document.blocks] == [(0,), (1,), (3,)]


def test_an_old_text_box_without_a_shape_beside_it_is_read() -> None:
    content = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(p("文", box)) == ["文", "框"]


def test_a_paragraph_that_only_holds_a_text_box_gives_its_box() -> None:
    assert texts(p("前") + p(shape(p("框"))) + p("后")) == ["前", "框", "后"]


def test_a_text_box_in_a_table_follows_the_table() -> None:
    assert texts(table((p("甲", shape(p("框"))), p("乙")), (p("丙"), p("丁")))) == ["甲\t乙", "丙\t丁", "框"]


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    assert texts(p("文", shape(p("外", shape(p("内")))))) == ["文", "外", "内"]


def test_words_drawn_as_a_picture_are_read() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="临江省人民政府文件"/></v:shape></w:pict></w:r>'
    document = load(p(art) + p("正文"))
    assert containers(document)[0] == ("paragraph", "textbox", "临江省人民政府文件")
    (atoms, _) = docx.trace(package(p(art) + p("正文")), "稿.docx").atoms
    assert "".join(atom.text for atom in atoms) == "临江省人民政府文件"


def test_pictures_are_told() -> None:
    picture = "<w:r><w:drawing><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></w:drawing></w:r>"
    assert told(load(p("图1", picture) + p(picture))) == {"docx-pictures": 2}


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    footnotes = xml(
        "footnotes",
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note("footnote", 1, p("<w:r><w:footnoteRef/></w:r>", " 注一"), p("注一续"))
        + note("footnote", 2, p("没有引用")),
    )
    endnotes = xml("endnotes", note("endnote", 1, p("尾注")))
    body = p("产业", refer("footnote", 1), "集群", refer("endnote", 1)) + p("下文", refer("footnote", 9))
    document = load(body, {"footnotes.xml": footnotes, "endnotes.xml": endnotes})
    assert containers(document) == [
        ("paragraph", "body", "产业集群"),
        ("note", "footnote", "注一"),
        ("note", "footnote", "注一续"),
        ("note", "endnote", "尾注"),
        ("paragraph", "body", "下文"),
    ]
    assert (document.blocks[2].source.part, document.blocks[2].source.paragraphs) == ("word/footnotes.xml", (2,))


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    footnotes = xml("footnotes", note("footnote", 1, p("注", refer("footnote", 1), refer("footnote", 2))))
    body = p("文", refer("footnote", 1), refer("footnote", 1))
    assert texts(body, {"footnotes.xml": footnotes}) == ["文", "注"]


def test_a_note_referred_to_in_a_table_follows_the_table() -> None:
    footnotes = xml("footnotes", note("footnote", 1, p("注")))
    body = table((p("甲", refer("footnote", 1)), p("乙")), (p("丙"), p("丁")))
    assert texts(body, {"footnotes.xml": footnotes}) == ["甲\t乙", "丙\t丁", "注"]


def test_what_a_header_says_beside_the_page_number_is_told_and_not_read() -> None:
    header = xml("hdr", p("临江省文件 · 征求意见稿"))
    footer = xml("ftr", p("— ", "<w:fldSimple w:instr='PAGE'>" + r("12") + "</w:fldSimple>", " —"))
    document = load(p("正文"), {"header1.xml": header, "header2.xml": header, "footer1.xml": footer})
    assert [block.text for block in document.blocks] == ["正文"]
    assert told(document) == {"docx-header": "临江省文件 · 征求意见稿"}


def test_every_block_of_a_mixed_document_leads_back_to_its_atoms() -> None:
    footnotes = xml("footnotes", note("footnote", 1, p("注")))
    body = (
        numbered("总则")
        + table((p("甲 ") + p(" 乙"), p("")), (p(""), p("丙", refer("footnote", 1))))
        + table((p("专栏", shape(p("框"))),))
        + p(" 尾 ")
    )
    parts = {"footnotes.xml": footnotes, "numbering.xml": numbering(level(0, "chineseCounting", "%1、"))}
    traced = docx.trace(package(body, parts), "稿.docx")
    for block, atoms in zip(traced.document.blocks, traced.atoms, strict=True):
        assert "".join(atom.text for atom in atoms) == block.text
    assert set(traced.roots) == {"word/document.xml", "word/footnotes.xml"}
    assert [block.index for block in traced.document.blocks] == list(range(len(traced.document.blocks)))
