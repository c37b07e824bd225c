from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.document import Document
from comparators.loading import markdown
from comparators.loading.markdown_inline import plain_text, without_emphasis
from comparators.messages import problem_text
from comparators.options import LoadLimits
from comparators.work import IDLE


def load(source: str) -> Document:
    return markdown.read(source.encode(), "方案.md", LoadLimits(), IDLE)


def texts(source: str) -> list[str]:
    return [block.text for block in load(source).blocks]


def test_front_matter_gives_the_title_and_is_told() -> None:
    document = load("---\ntitle: 临江省未来产业行动方案\ndate: 2026-01-01\ntags:\n---\n\n一、总体要求\n")
    assert document.title == "临江省未来产业行动方案"
    assert [block.text for block in document.blocks] == ["一、总体要求"]
    assert document.blocks[0].source.lines == (7, 7)
    assert "2026-01-01" in problem_text(document.problems[0])


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert texts("---\n\n一、总体要求\n\n---\n\n二、任务\n") == ["一、总体要求", "二、任务"]


def test_headings_keep_their_level() -> None:
    document = load("# 方案 #\n\n### 一、总体要求\n\n二、任务\n---\n\n####（一）网络\n\n三、保障 {#id}\n======\n")
    assert [(b.text, b.layout.outline) for b in document.blocks] == [
        ("方案", 1),
        ("一、总体要求", 3),
        ("二、任务", 2),
        ("（一）网络", 4),
        ("三、保障", 1),
    ]


def test_a_rule_under_a_sentence_makes_no_heading_of_it() -> None:
    document = load("坚持创新驱动。\n---\n下一段。\n")
    assert [(b.text, b.layout.outline) for b in document.blocks] == [("坚持创新驱动。", None), ("下一段。", None)]


def test_printed_numbers_stay_and_bullets_go() -> None:
    assert texts("1. 通用人工智能。发展。\n2. 低空经济。\n\n- 第一\n* 第二\n+ [x] 第三\n\n3\\. 转义\n") == [
        "1. 通用人工智能。发展。",
        "2. 低空经济。",
        "第一",
        "第二",
        "第三",
        "3. 转义",
    ]


def test_lines_of_one_paragraph_are_joined_as_the_script_asks() -> None:
    assert texts("推动产业集群做大\n做强，发展 deep\nlearning 技术。") == [
        "推动产业集群做大做强，发展 deep learning 技术。"
    ]
    assert texts("2. 低空经济。发展\n   起来。") == ["2. 低空经济。发展起来。"]


def test_a_line_that_begins_with_a_label_begins_a_paragraph() -> None:
    assert texts("一、总体要求\n坚持创新。\n（一）目标。到2027年，突破100项。\n（二）原则。坚持系统观念。") == [
        "一、总体要求",
        "坚持创新。",
        "（一）目标。到2027年，突破100项。",
        "（二）原则。坚持系统观念。",
    ]


def test_four_blanks_before_a_line_are_no_code() -> None:
    assert texts("    　　加快发展未来产业。\n") == ["加快发展未来产业。"]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("**一、总体**要求", "一、总体要求"),
        ("***重要***、_说明_、~~删~~", "重要、说明、删"),
        ("增加值27000*、2.5*", "增加值27000*、2.5*"),
        ("snake_case_name", "snake_case_name"),
        ('[链接](http://a.b/c_(d) "题")后', "链接后"),
        ("`code_x`与<span style='x'>标签</span>", "code_x与标签"),
        ("A&amp;B&nbsp;&lt;C&gt; 3 < 5", "A&B <C> 3 < 5"),
        ("**“引号”**。", "“引号”。"),
        ("见[^1]", "见"),
        ("\\*不是强调\\*", "*不是强调*"),
        ("<https://a.b/c>", "https://a.b/c"),
        ("“*”号", "“*”号"),
    ],
)
def test_marks_inside_a_line_go_and_text_stays(source: str, printed: str) -> None:
    assert plain_text(source, {})[0] == printed


def test_tags_that_centre_a_title_are_seen() -> None:
    document = load(
        "**<div align='center'>临江省未来产业行动方案</div>**\n**<div align='center'>（征求意见稿）</div>**\n"
    )
    assert [(b.text, b.layout.centered) for b in document.blocks] == [
        ("临江省未来产业行动方案", True),
        ("（征求意见稿）", True),
    ]


def test_each_row_of_a_table_is_a_block() -> None:
    pipes = "| 指标 | 2027年 |\n|:--|--:|\n| **增加值** | 1\\|2 |\n"
    tags = "<table><tr><td>单位</td>\n\n<td>任务</td></tr></table>\n"
    document = load(f"{pipes}\n{tags}")
    assert [(b.text, b.kind, b.layout.group) for b in document.blocks] == [
        ("指标\t2027年", "table", 1),
        ("增加值\t1|2", "table", 1),
        ("单位\t任务", "table", 2),
    ]


def test_a_pipe_in_running_text_makes_no_table() -> None:
    assert texts("按照A|B两类管理。\n继续推进。") == ["按照A|B两类管理。继续推进。"]


def test_comments_pictures_and_definitions_are_left_out_and_told() -> None:
    document = load("一、总体<!--more-->要求\n\n![图](a.png)\n\n[条款]见下。\n\n[条款]: http://a.b\n\n[^1]: 脚注。\n")
    assert [(b.text, b.kind) for b in document.blocks] == [
        ("一、总体要求", "paragraph"),
        ("条款见下。", "paragraph"),
        ("脚注。", "note"),
    ]
    assert {p.code for p in document.problems} == {"markdown-comments", "markdown-pictures", "markdown-definitions"}


def test_quotes_and_signatures_stand_on_their_own() -> None:
    assert texts("> 一、引言\n\n特此通知。\n临江省经信厅\n2026年3月1日\n") == [
        "一、引言",
        "特此通知。",
        "临江省经信厅",
        "2026年3月1日",
    ]


def test_the_seed_reads_as_people_read_it(seed) -> None:  # type: ignore[no-untyped-def]
    document = markdown.read(seed("003").read_bytes(), "003.md", LoadLimits(), IDLE)
    assert document.title.startswith("杭州市人民政府关于印发")
    assert [b.text for b in document.blocks if b.layout.outline == 3] == [
        "一、总体要求",
        "二、重点领域",
        "三、主要任务",
        "四、保障措施",
        "原文链接",
    ]
    items = [b.text for b in document.blocks if b.text[0].isdigit()]
    assert [item.split(".")[0] for item in items] == [str(n) for n in [*range(1, 6), *range(1, 15)]]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("发展产业*_~=`[]()<>!#|-> \\1.a\n&"), max_size=80))
def test_no_marks_however_wild_lose_an_ideograph(source: str) -> None:
    document = load(source)
    left_out = "".join(str(dict(p.params).get("pieces", "")) for p in document.problems)
    printed = "".join(block.text for block in document.blocks) + left_out
    for char in "发展产业":
        assert printed.count(char) >= source.count(char) or "](" in source or "<" in source


@given(st.text(st.sampled_from("发*_ a"), max_size=40))
def test_emphasis_takes_out_marks_alone(source: str) -> None:
    assert [c for c in without_emphasis(source) if c not in "*_"] == [c for c in source if c not in "*_"]
