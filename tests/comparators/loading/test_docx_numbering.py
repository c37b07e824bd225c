"""Automatic numbers, which stand in no text."""

from __future__ import annotations

import pytest

from comparators.loading.docx_number_formats import format_number
from tests.comparators.loading.docx_files import level, load, numbered, numbering, p, styled, texts, xml

CHAPTERS = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
)


def listed(body: str, *lists: str, instances: str = "") -> list[str]:
    return texts(body, {"numbering.xml": numbering(*lists, instances=instances)})


def test_numbers_are_put_in_front_and_said_to_be_generated() -> None:
    body = numbered("总体要求") + numbered("指导思想", 1) + p("正文")
    blocks = load(body, {"numbering.xml": numbering(CHAPTERS)}).blocks
    assert [(block.text, block.source.generated) for block in blocks] == [
        ("一、总体要求", 2),
        ("（一）指导思想", 3),
        ("正文", 0),
    ]


def test_a_level_starts_anew_under_each_of_the_level_above() -> None:
    body = "".join(numbered("x", depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2, 3, 1, 2))
    assert [text[:-1] for text in listed(body, CHAPTERS)] == [
        "一、", "（一）", "（二）", "1.", "2.", "二、", "（一）", "1.", "（1）", "（二）", "1.",
    ]  # fmt: skip


def test_a_level_that_is_told_so_runs_on_across_chapters() -> None:
    running = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("x", depth) for depth in (0, 1, 1, 0, 1))
    assert [text[:-1] for text in listed(body, running)] == ["一、", "（一）", "（二）", "二、", "（三）"]


def test_a_level_may_start_anew_only_after_a_certain_one() -> None:
    lists = (
        level(0, "decimal", "第%1编")
        + level(1, "decimal", "第%2章")
        + level(2, "decimal", "第%3条", '<w:lvlRestart w:val="1"/>')
    )
    body = "".join(numbered("x", depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [text.split()[0] for text in listed(body, lists)] == [
        "第1编", "第1章", "第1条", "第2章", "第2条", "第2编", "第1章", "第1条",
    ]  # fmt: skip


def test_numbers_of_several_levels_are_joined_and_legal_ones_are_digits() -> None:
    lists = (
        level(0, "chineseCounting", "第%1章", '<w:suff w:val="space"/>')
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1.%2.%3")
    )
    body = numbered("总则", 0) + numbered("范围", 1) + numbered("细则", 2)
    assert listed(body, lists) == ["第一章 总则", "1.1 范围", "一.1.1 细则"]


def test_two_instances_of_one_list_count_on() -> None:
    second = '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    body = numbered("甲") + numbered("乙", 0, 7) + numbered("丙")
    assert listed(body, CHAPTERS, instances=second) == ["一、甲", "二、乙", "三、丙"]


def test_an_instance_may_start_anew_and_then_counts_on() -> None:
    second = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = numbered("甲") + numbered("乙") + numbered("丙", 0, 7) + numbered("丁", 0, 7) + numbered("戊")
    assert listed(body, CHAPTERS, instances=second) == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_an_instance_may_write_a_level_in_its_own_way() -> None:
    second = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>'
    )
    assert listed(numbered("甲", 0, 7), CHAPTERS, instances=second) == ["A)甲"]


def test_a_list_may_start_elsewhere_than_at_one() -> None:
    assert listed(numbered("甲") + numbered("乙"), level(0, "decimal", "%1.", start=9)) == ["9.甲", "10.乙"]


def test_a_level_that_was_passed_over_counts_as_met() -> None:
    body = numbered("小节", 1) + numbered("大节", 0)
    assert listed(body, CHAPTERS) == ["（一）小节", "二、大节"]


def test_a_style_brings_its_number_and_its_level() -> None:
    lists = level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    styles = xml(
        "styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Bare"><w:name w:val="bare"/><w:basedOn w:val="H1"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>',
    )
    body = (
        styled("甲", "H1") + styled("乙", "H2") + styled("丙", "Own") + styled("丁", "Bare")
        + p("戊", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + styled("己", "H1")
    )  # fmt: skip
    parts = {"numbering.xml": numbering(lists), "styles.xml": styles}
    assert texts(body, parts) == ["一、甲", "（一）乙", "（二）丙", "丁", "戊", "二、己"]


def test_a_list_may_be_that_of_a_numbering_style() -> None:
    styles = xml(
        "styles",
        '<w:style w:type="numbering" w:styleId="Outline"><w:name w:val="outline"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    lists = '<w:styleLink w:val="Outline"/>' + CHAPTERS
    linked = '<w:numStyleLink w:val="Outline"/>'
    parts = {"numbering.xml": numbering(lists, linked), "styles.xml": styles}
    assert texts(numbered("甲", 0, 2) + numbered("乙", 0, 1), parts) == ["一、甲", "二、乙"]


def test_bullets_are_no_text() -> None:
    assert listed(numbered("要点"), level(0, "bullet", "\uf0b7")) == ["要点"]


def test_a_paragraph_that_a_revision_deletes_is_not_counted() -> None:
    gone = p(
        "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    assert listed(numbered("甲") + gone + numbered("丙"), CHAPTERS) == ["一、甲", "二、丙"]


def test_a_deleted_paragraph_before_a_table_leaves_no_number_behind() -> None:
    gone = p(
        "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    table = f"<w:tbl><w:tr><w:tc>{p('任务')}</w:tc><w:tc>{p('单位')}</w:tc></w:tr></w:tbl>"
    assert listed(numbered("甲") + gone + table + numbered("丙"), CHAPTERS) == ["一、甲", "任务\t单位", "二、丙"]


@pytest.mark.parametrize(
    ("text", "suffix", "body", "printed"),
    [
        ("%1、", "tab", "总则", "1、总则"),
        ("%1.", "tab", "总则", "1.总则"),
        ("%1.", "tab", "6G", "1. 6G"),
        ("%1.", "nothing", "6G", "1.6G"),
        ("%1.", "space", "总则", "1. 总则"),
        ("第%1条", "tab", "为了", "第1条 为了"),
        ("第%1条", "nothing", "为了", "第1条为了"),
        ("%1", "tab", "范围", "1 范围"),
    ],
)
def test_what_parts_number_and_text_is_what_print_shows_as_text(
    text: str, suffix: str, body: str, printed: str
) -> None:
    lists = level(0, "decimal", text, f'<w:suff w:val="{suffix}"/>')
    blocks = load(numbered(body), {"numbering.xml": numbering(lists)}).blocks
    assert blocks[0].text == printed
    assert blocks[0].source.generated == len(printed) - len(body)


def test_a_list_that_is_not_there_gives_no_number() -> None:
    assert listed(numbered("甲", 0, 99) + numbered("乙", 15), CHAPTERS) == ["甲", "乙"]
    assert texts(numbered("甲")) == ["甲"]


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalFullWidth", {1: "１", 25: "２５"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {2: "b"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerRoman", {9: "ix"}),
        ("chineseCounting", {9: "九", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 101: "一百〇一", 110: "一百一十", 1024: "一千〇二十四"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 105: "壹佰零伍"}),
        ("ideographLegalTraditional", {3: "參"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子"}),
        ("ideographDigital", {20: "二〇"}),
        ("taiwaneseCountingThousand", {12: "十二"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("numberInDash", {3: "- 3 -"}),
        ("hex", {255: "FF"}),
        ("none", {3: ""}),
        ("unheardOf", {3: "3"}),
        ("chineseCounting", {0: "0", -1: "-1"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, values: dict[int, str]) -> None:
    assert {value: format_number(value, form) for value in values} == values


def test_a_custom_format_pads_with_zeros() -> None:
    assert format_number(7, "custom", "001, 002, 003, ...") == "007"
