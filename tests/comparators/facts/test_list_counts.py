"""Stated sizes of lists beside the number of items listed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.document import Block, Document, Section
from comparators.facts.list_counts import find_list_counts
from comparators.lexicon import Lexicon, load_lexicon


def counts(*texts: str) -> list[tuple[str, int, int | None]]:
    blocks = tuple(Block(index=index, text=text) for index, text in enumerate(texts))
    found = find_list_counts(Document(path="", format="txt", blocks=blocks), load_lexicon())
    return [(count.text, count.stated, count.listed) for count in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("围绕新能源、新材料、生物医药等３个领域，推动集聚。", ("生物医药等３个领域", 3, 3)),
        (
            "重点发展新能源、新材料、生物医药、数字创意等5个成长性好、带动力强的产业。",
            ("数字创意等5个成长性好、带动力强的产业", 5, 4),
        ),
        ("实施“强链、补链、延链”三大工程，做强产业。", ("“强链、补链、延链”三大工程", 3, 3)),
        ("打造数字经济、生命健康、新材料三大高地。", ("数字经济、生命健康、新材料三大高地", 3, 3)),
        ("基金投资采取直接投资、子基金和跟投三种模式。", ("直接投资、子基金和跟投三种模式", 3, 3)),
        ("省、市协同共建甲区、乙区、丙区三个集聚区。", ("甲区、乙区、丙区三个集聚区", 3, 3)),
        ("其中装备、医药、地信三大主导产业占比达到60%以上。", ("装备、医药、地信三大主导产业", 3, 3)),
        (
            "支持临江大学、江州大学、海陵大学和江南理工大学4所高校建设一流学科。",
            ("临江大学、江州大学、海陵大学和江南理工大学4所高校", 4, 4),
        ),
        ("建设粮油、煤化工、绿色果蔬等“三大产业集群”，提质增效。", ("三大产业集群", 3, 3)),
        ("发展零碳负碳（碳捕集利用）、虚拟现实等2个未来产业。", ("虚拟现实等2个未来产业", 2, 2)),
        ("重点抓好以下3个方面：加强领导、落实责任、强化考核。", ("3个方面", 3, 3)),
    ],
)
def test_a_list_in_the_sentence_is_counted(text: str, found: tuple[str, int, int]) -> None:
    assert counts(text) == [found]


def test_a_list_cut_short_is_counted_where_it_stands_in_full() -> None:
    assert counts(
        "优先发展新能源等4个产业。",
        "围绕新能源、新材料、生物医药、数字创意等4个产业，加强攻关。",
    ) == [("新能源等4个产业", 4, 4), ("数字创意等4个产业", 4, 4)]


def test_a_heading_counts_the_sections_it_announces() -> None:
    blocks = (
        Block(
            index=0,
            text="（一）优先发展3个先导产业",
            kind="heading",
            section="（一）",
            number="（一）",
            number_end=3,
            title_end=13,
        ),
        Block(index=1, text="1.新能源。", kind="heading", section="（一）/1", number="1", number_end=2, title_end=6),
        Block(index=2, text="2.新材料。", kind="heading", section="（一）/2", number="2", number_end=2, title_end=6),
    )
    sections = (
        Section(path="（一）", number="（一）", level=1, title="优先发展3个先导产业", first_block=0, last_block=2),
        Section(path="（一）/1", number="1", level=2, title="新能源", first_block=1, last_block=1, parent=0),
        Section(path="（一）/2", number="2", level=2, title="新材料", first_block=2, last_block=2, parent=0),
    )
    (count,) = find_list_counts(Document(path="", format="txt", blocks=blocks, sections=sections), load_lexicon())
    assert (count.text, count.stated, count.listed) == ("3个先导产业", 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "深入学习贯彻党的二十大精神。",
        "围绕三大科创高地建设，加快创新。",
        "引进3名人才、5个团队、8个项目，建设平台。",
        "培育龙头企业、骨干企业100家。",
        "到2025年，力争甲、乙等10个以上园区达标。",
        "坚持省、市、县三级联动。",
        "充分利用国际国内两个市场、两种资源，扩大开放。",
    ],
)
def test_what_states_no_size_of_a_list_is_left_out(text: str) -> None:
    assert counts(text) == []


@given(st.text(alphabet="等3五大个类工程产业领域、，。：；“”（）和及一二十新能源 a\t", max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    document = Document(path="", format="txt", blocks=(Block(index=0, text=text),))
    for lexicon in (Lexicon(), load_lexicon()):
        for count in find_list_counts(document, lexicon):
            assert 0 <= count.span[0] < count.span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "力争“十四五”末做优做强新能源、商贸物流、建筑业3个千亿级产业集群。",
            "新能源、商贸物流、建筑业3个千亿级产业集群",
        ),
        ("巩固提升装备制造、康养食品2个优势产业。", "装备制造、康养食品2个优势产业"),
        ("推动都市农业、家纺箱包2个产业集群达到千亿级。", "都市农业、家纺箱包2个产业集群"),
    ],
)
def test_the_act_before_a_whole_list_and_what_it_is_to_become_are_no_part_of_the_count(text: str, wanted: str) -> None:
    assert [stated for stated, *_ in counts(text)] == [wanted]


def test_a_count_may_stand_behind_its_name_and_before_the_list() -> None:
    text = "其中，先行赛道2个（绿色石化、智能汽车）、未来赛道3个（时空智能、海洋科技）。"
    assert counts(text) == [("先行赛道2个", 2, 2), ("未来赛道3个", 3, 2)]


@pytest.mark.parametrize(
    ("under", "listed"),
    [
        ("重点培育人形机器人、量子测控、氢能装备等集群，实施一群一策。", 3),
        ("重点培育人形机器人、量子测控、氢能装备、基因检测等集群，实施一群一策。", None),
        ("坚持开放合作，实施一群一策。", None),
    ],
)
def test_a_heading_counts_what_the_paragraph_under_it_lists(under: str, listed: int | None) -> None:
    heading = Block(index=0, text="（一）培育三大未来集群", kind="heading", section="（一）", number="（一）")
    heading = replace(heading, number_end=3, title_end=len(heading.text))
    section = Section("（一）", "（一）", 1, "培育三大未来集群", 0, 1)
    body = Block(index=1, text=under, section="（一）")
    document = Document(path="", format="txt", blocks=(heading, body), sections=(section,))
    assert [(each.stated, each.listed) for each in find_list_counts(document, load_lexicon())] == [(3, listed)]
