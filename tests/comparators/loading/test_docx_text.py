"""What a Word paragraph reads as."""

from __future__ import annotations

import pytest

from comparators.loading import docx
from tests.comparators.loading.docx_files import field, load, p, package, r, styled, texts, told, xml

INS = '<w:ins w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z">'
DEL = '<w:del w:id="2" w:author="甲" w:date="2025-01-01T00:00:00Z">'


def deleted(text: str) -> str:
    return f"{DEL}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


def test_the_runs_of_a_paragraph_join_without_a_gap() -> None:
    assert texts(p("到20", "30年，培育", "企业𠮷家")) == ["到2030年，培育企业𠮷家"]


def test_outer_white_space_is_no_text_but_inner_is() -> None:
    assert texts(p("\u3000\u3000临江省 人民政府 ")) == ["临江省 人民政府"]


def test_space_at_the_edge_of_a_text_counts_only_where_it_is_preserved() -> None:
    bare = "<w:p><w:r><w:t>一是 </w:t></w:r><w:r><w:t> 二是</w:t></w:r></w:p>"
    assert texts(bare) == ["一是二是"]
    assert texts(p("一是 ", "二是")) == ["一是 二是"]


def test_line_ends_inside_a_text_are_blanks_as_word_shows_them() -> None:
    assert texts(p("甲\n乙\t丙")) == ["甲 乙 丙"]


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    run = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"
        "<w:noBreakHyphen/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r>"
    )
    assert texts(p(run)) == ["甲\t乙\n丙-丁\n戊"]


def test_soft_hyphens_and_zero_width_characters_are_dropped_and_told() -> None:
    document = load(p("产\u200b业\u00ad", "<w:r><w:softHyphen/></w:r>", "\ufeff集群"))
    assert [block.text for block in document.blocks] == ["产业集群"]
    assert told(document) == {"docx-invisible": 4}


def test_hidden_text_is_dropped_and_told() -> None:
    hidden = r("内部说明", "<w:vanish/>")
    shown = r("公开", '<w:vanish w:val="0"/>')
    document = load(p("正文", hidden, shown))
    assert [block.text for block in document.blocks] == ["正文公开"]
    assert told(document) == {"docx-hidden": 4}


def test_text_that_a_style_hides_is_dropped_too() -> None:
    styles = xml(
        "styles",
        '<w:style w:type="character" w:styleId="Note"><w:name w:val="note"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    body = p("甲", r("密", '<w:rStyle w:val="Note"/>')) + styled("全段隐藏", "Secret") + p("乙")
    document = load(body, {"styles.xml": styles})
    assert [block.text for block in document.blocks] == ["甲", "乙"]
    assert told(document) == {"docx-hidden": 5}


def test_links_tags_and_content_controls_are_read_through() -> None:
    link = f'<w:hyperlink r:id="x">{r("链接")}</w:hyperlink>'
    tag = f'<w:smartTag w:element="a"><w:smartTagPr/>{r("标记")}</w:smartTag>'
    custom = f'<w:customXml w:element="a">{r("自定义")}</w:customXml>'
    control = f"<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
    assert texts(p(link, tag, custom, control)) == ["链接标记自定义控件"]


def test_content_controls_around_paragraphs_are_read_through() -> None:
    body = f"<w:sdt><w:sdtContent>{p('甲')}<w:sdt><w:sdtContent>{p('乙')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    assert texts(body + p("丙")) == ["甲", "乙", "丙"]


def test_of_a_field_only_the_result_is_read() -> None:
    simple = f'<w:fldSimple w:instr="REF a">{r("第三条")}</w:fldSimple>'
    assert texts(p("按", field("REF b \\h", r("第二条")), "和", simple, "办理")) == ["按第二条和第三条办理"]


def test_a_field_inside_the_code_of_another_prints_nothing() -> None:
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("PAGE", r("7"))
        + '<w:r><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("结果")
        + field("DATE", r("今天"))
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(p(outer, "。")) == ["结果今天。"]


def test_a_field_that_never_ends_does_not_swallow_the_rest() -> None:
    open_code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    assert texts(p("甲", open_code) + p("乙")) == ["甲", "乙"]


def test_a_character_in_a_circle_is_read_from_its_field() -> None:
    circled = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○</w:instrText></w:r>'
        '<w:r><w:instrText>,3)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(p(circled, "专业化产业平台")) == ["③专业化产业平台"]


def test_paragraphs_of_a_table_of_contents_can_be_told_by_their_style() -> None:
    body = (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "一、总体要求",
            "<w:r><w:tab/></w:r>",
            field("PAGEREF a", r("1")),
        )
        + p("二、主要目标")
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("正文")
    )
    blocks = load(body).blocks
    assert [(block.text, block.layout.style) for block in blocks] == [
        ("一、总体要求\t1", "toc"),
        ("二、主要目标", "toc"),
        ("正文", ""),
    ]


def test_symbols_read_as_the_characters_that_look_like_them() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    plain = '<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>'
    broken = '<w:r><w:sym w:font="宋体" w:char="D800"/><w:sym w:char="zz"/></w:r>'
    assert texts(p(tick, plain, broken, "完")) == ["✓①完"]


def test_of_ruby_only_the_base_text_is_read() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('lín')}</w:rt><w:rubyBase>{r('临')}</w:rubyBase></w:ruby></w:r>"
    assert texts(p(ruby, "江")) == ["临江"]


def test_formulas_are_read_as_characters_and_told() -> None:
    formula = "<m:oMath><m:r><m:t>y=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:sSup></m:oMath>"
    document = load(p("其中", formula, "为指数"))
    assert document.blocks[0].text == "其中y=x为指数"
    assert told(document) == {"docx-formulas": 1}


def test_what_a_revision_deletes_inside_a_formula_is_not_read() -> None:
    formula = "<m:oMath><m:r><m:t>A=</m:t></m:r><m:r><w:del><m:t>2</m:t></w:del></m:r><m:r><m:t>π</m:t></m:r></m:oMath>"
    assert texts(p("即", formula)) == ["即A=π"]


def test_of_alternate_content_only_the_choice_is_read() -> None:
    alternate = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{r("新")}</mc:Choice>'
        f"<mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    emoji = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="E" w16se:char="1F600"/>'
        "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(p(alternate, emoji)) == ["新😀"]


def test_a_fallback_alone_is_read() -> None:
    assert texts(p(f"<mc:AlternateContent><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>")) == ["旧"]


def test_revisions_are_read_as_accepted_and_told() -> None:
    moved = f'<w:moveFrom w:id="3">{r("旧处")}</w:moveFrom><w:moveTo w:id="4">{r("新处")}</w:moveTo>'
    document = load(p("目标", deleted("100"), f"{INS}{r('150')}</w:ins>", "项", moved))
    assert document.blocks[0].text == "目标150项新处"
    assert told(document) == {"docx-revisions": 4}


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = f"<w:rPr>{DEL[:-1]}/></w:rPr>"
    body = p("前半句，", properties=mark) + p("后半句。") + p("下一段")
    document = load(body)
    assert [(block.text, block.source.paragraphs) for block in document.blocks] == [
        ("前半句，后半句。", (0, 1)),
        ("下一段", (2,)),
    ]
    assert told(document) == {"docx-revisions": 1}


def test_a_paragraph_deleted_whole_leaves_nothing() -> None:
    mark = f"<w:rPr>{DEL[:-1]}/></w:rPr>"
    document = load(p("甲") + p(deleted("乙"), properties=mark) + p("丙"))
    assert [(block.text, block.source.paragraphs) for block in document.blocks] == [("甲", (0,)), ("丙", (2,))]


def test_a_style_separator_joins_a_heading_and_its_text() -> None:
    body = p("指导思想。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("以创新为动力。")
    assert texts(body) == ["指导思想。以创新为动力。"]


def test_every_code_point_leads_back_to_its_element() -> None:
    body = (
        p("\u3000甲", r("乙\u200b丙𠮷"), "<w:r><w:tab/><w:t>丁</w:t></w:r>", deleted("删"), f"{INS}{r('戊 ')}</w:ins>")
        + p("附", properties=f"<w:rPr>{DEL[:-1]}/></w:rPr>")
        + p("件")
    )
    traced = docx.trace(package(body), "稿.docx")
    for block, atoms in zip(traced.document.blocks, traced.atoms, strict=True):
        assert "".join(atom.text for atom in atoms) == block.text
        for atom in atoms:
            assert atom.node is not None
            if atom.node.tag.endswith("}t"):
                assert (atom.node.text or "")[atom.start : atom.start + len(atom.text)] == atom.text
            assert atom.run is not None
            assert atom.run.tag.endswith("}r")


def test_weight_and_size_are_taken_from_the_runs_and_the_style() -> None:
    styles = xml(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="base"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="文件标题"/><w:basedOn w:val="B"/></w:style>',
    )
    body = (
        styled("标题", "T")
        + p("正文")
        + p(r("黑", "<w:b/>"), "体")
        + p(r("大", '<w:b/><w:sz w:val="36"/>'), properties='<w:jc w:val="center"/>')
        + p(r("不粗", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="T"/><w:jc w:val="left"/>')
    )
    found = [
        (b.layout.style, b.layout.centered, b.layout.bold, b.layout.size)
        for b in load(body, {"styles.xml": styles}).blocks
    ]
    assert found == [
        ("文件标题", True, True, 22),
        ("", False, False, 16),
        ("", False, False, 16),
        ("", True, True, 18),
        ("文件标题", False, False, 22),
    ]


@pytest.mark.parametrize(
    ("properties", "outline"),
    [
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="H1"/>', 1),
        ('<w:pStyle w:val="Mine"/>', 1),
        ('<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="H3"/>', 3),
        ("", None),
    ],
)
def test_outline_levels_come_from_the_paragraph_or_its_styles(properties: str, outline: int | None) -> None:
    styles = xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="一级"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="我的"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/></w:style>',
    )
    assert load(p("甲", properties=properties), {"styles.xml": styles}).blocks[0].layout.outline == outline


def test_empty_paragraphs_and_page_breaks_are_gaps() -> None:
    blocks = load(p("甲") + p("乙") + p("") + p("丙") + p("丁", properties="<w:pageBreakBefore/>")).blocks
    assert [block.layout.gap_before for block in blocks] == [False, False, True, True]
