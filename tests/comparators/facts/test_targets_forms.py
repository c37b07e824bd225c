"""Targets by the form of the sentence: what commits to a quantity, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.document import Block, Document, Layout, Section
from comparators.facts.model import ListCount, Target
from comparators.facts.targets import find_targets
from comparators.lexicon import Lexicon, load_lexicon


def read(text: str, title: str = "临江省行动计划（2024—2028年）") -> list[Target]:
    document = Document(path="", format="txt", title=title, blocks=(Block(index=0, text=text),))
    return list(find_targets(document, load_lexicon(), ()))


def told(text: str) -> list[str]:
    """Return the targets of a sentence as ``kind subject value unit comparator deadline``."""
    return [
        f"{target.kind} {target.subject} {target.value} {target.unit} {target.comparator} {target.deadline}"
        for target in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("取得１００项关键技术突破。", ["goal 关键技术突破 100 项 exactly None"]),
        (
            "突破30项关键技术，规模突破300亿元。",
            ["goal 关键技术 30 项 exactly None", "goal 规模 300 亿元 more_than None"],
        ),
        (
            "培育三百家领军企业和二十个特色园区。",
            ["goal 领军企业 300 家 exactly None", "goal 特色园区 20 个 exactly None"],
        ),
        ("打造百家示范工厂。", ["goal 示范工厂 100 家 exactly None"]),
        ("力争创建国家先导区1个。", ["goal 国家先导区 1 个 exactly None"]),
        (
            "淘汰10万千瓦燃煤机组、20万吨炼钢产能。",
            ["goal 燃煤机组 10 万千瓦 exactly None", "goal 炼钢产能 20 万吨 exactly None"],
        ),
        ("产业规模超千亿元。", ["goal 产业规模 1000 亿元 more_than None"]),
        ("新增就业100万人。", ["goal 新增就业 100 万人 exactly None"]),
        (
            "研发投入占比提高百分之五，能耗下降13.5%左右。",
            ["goal 研发投入占比 5 % exactly None", "goal 能耗 13.5 % about None"],
        ),
        ("企业总数较2023年翻一番。", ["goal 企业总数 1 番 exactly None"]),
        ("城乡居民收入倍差缩小到1.9以内。", ["goal 城乡居民收入倍差 1.9  at_most None"]),
        ("年均增长8%以上，总量达到100家。", ["goal 总量 100 家 exactly None"]),
        ("增加值年均增长8%以上。", ["annual 增加值 8 % at_least None"]),
        ("每年培育企业10家、引进人才20名。", ["annual 企业 10 家 exactly None", "annual 人才 20 名 exactly None"]),
        ("占比从2023年的10%提高到2028年的15%。", ["goal 占比 15 % exactly 2028"]),
        ("力争“十五五”末，企业达到50家。", ["goal 企业 50 家 exactly 2030"]),
        ("100个项目2026年底前建成，投产80个。", ["goal 项目 100 个 exactly 2026", "goal 项目 80 个 exactly 2026"]),
        (
            "到2026年和2028年，企业分别达到50家和80家。",
            ["goal 企业 50 家 exactly 2026", "goal 企业 80 家 exactly 2028"],
        ),
        (
            "工具普及率、数控化率分别超过90%、75%。",
            ["goal 工具普及率 90 % more_than None", "goal 数控化率 75 % more_than None"],
        ),
        ("用地规模持续扩大，达到100平方公里。", ["goal 用地规模 100 平方公里 exactly None"]),
        (
            "担保费率不超过1%，基金存续期最长可至20年。",
            ["limit 担保费率 1 % at_most None", "limit 基金存续期 20 年 at_most None"],
        ),
        ("应当自受理之日起15个工作日内作出决定。", ["limit 作出决定 15 个工作日 at_most None"]),
        (
            "处一万元以上五万元以下的罚款。",
            ["limit 罚款 1 万元 at_least None", "limit 罚款 5 万元 at_most None"],
        ),
        ("对认定的中心给予最高100万元奖励。", ["funding 认定的中心 100 万元 at_most None"]),
        (
            "对甲类项目、乙类项目分别给予最高30万元/项、60万元/项补助。",
            ["funding 甲类项目 30 万元/项 at_most None", "funding 乙类项目 60 万元/项 at_most None"],
        ),
        (
            "对项目，最高分别给予10万元、20万元补助。",
            ["funding 项目 10 万元 at_most None", "funding 项目 20 万元 at_most None"],
        ),
        ("按设备投资额的20%给予企业补助。", ["funding 企业 20 % exactly None"]),
        (
            "拆旧建新厂房80万平方米，增划泊位300个。",
            ["goal 厂房 80 万平方米 exactly None", "goal 泊位 300 个 exactly None"],
        ),
        (
            "嵌入式养老设施达到50个，承保金额突破20亿元。",
            [
                "goal 嵌入式养老设施 50 个 exactly None",
                "goal 承保金额 20 亿元 more_than None",
            ],
        ),
        ("每家实验室汇聚人才100名以上。", ["goal 人才 100 名 at_least None"]),
        (
            "占比每年提高2个百分点，服务市场主体超过300户。",
            [
                "annual 占比 2 个百分点 exactly None",
                "goal 市场主体 300 户 more_than None",
            ],
        ),
        (
            "产值过千亿元，设立50亿元并购基金。",
            [
                "goal 产值 1000 亿元 more_than None",
                "goal 并购基金 50 亿元 exactly None",
            ],
        ),
        (
            "对年营收首次突破1亿元、5亿元的企业，分别奖励10万元、50万元。",
            [
                "funding 年营收首次突破1亿元、5亿元的企业 10 万元 exactly None",
                "funding 年营收首次突破1亿元、5亿元的企业 50 万元 exactly None",
            ],
        ),
    ],
)
def test_a_quantity_that_the_text_commits_to_is_a_target(text: str, targets: list[str]) -> None:
    assert told(text) == targets


@pytest.mark.parametrize(
    "text",
    [
        "根据临政办发〔2023〕9号文件，自2025年1月31日起施行。",
        "构建“315”体系，实施“4个100”工程，推进5G、6G和G60走廊建设。",
        "支持山区26县发展，完善“1+4”机制和10+X布局。",
        "培育一批、若干、数十家企业，建设一个平台。",
        "2023年全省研发经费56亿元，居全国第3位，进入前10%。",
        "截至2023年底，共有高新技术企业500家，同比增长10%。",
        "目前已建成园区20个。",
        "支持年销售收入2000万元以上的企业技术改造。",
        "单户担保金额500万元及以下的，适用本款。",
        "申报企业应当注册满3年，资产负债率不高于70%。",
        "未满18周岁的，由监护人代为申请。",
        "推进三次产业融合，统筹两个方面，落实省委十五届六次全会精神。",
        "从三个方面发力，坚持一体化布局，形成千亿级集群。",
        "支持国家海洋二所、中电52所发展。",
    ],
)
def test_a_number_that_nothing_commits_to_is_none(text: str) -> None:
    assert told(text) == []


def test_the_size_of_a_list_is_kept_apart() -> None:
    text = "培育新能源等5个产业。"
    document = Document(path="", format="txt", blocks=(Block(index=0, text=text),))
    count = ListCount(text="新能源等5个产业", stated=5, listed=None, section="", block=0, span=(2, 10))
    assert find_targets(document, load_lexicon(), [count]) == ()


def document_of(*blocks: tuple[str, str], titles: dict[str, str]) -> Document:
    made = tuple(Block(index=index, text=text, section=section) for index, (section, text) in enumerate(blocks))
    first = {path: next(block.index for block in made if block.section == path) for path in titles}
    sections = tuple(
        Section(path=path, number=path, level=1, title=title, first_block=first[path], last_block=len(made) - 1)
        for path, title in titles.items()
    )
    return Document(path="", format="txt", blocks=made, sections=sections)


def test_a_deadline_governs_the_list_under_it_until_the_next_and_no_other_section() -> None:
    document = document_of(
        ("一", "到2027年，形成体系。"),
        ("一", "——培育企业10家。"),
        ("一", "——建设平台20个。到2030年，建成园区5个。"),
        ("一", "——引进人才6名。"),
        ("二", "——打造场景7个。"),
        titles={"一": "发展目标", "二": "重点任务"},
    )
    found = find_targets(document, load_lexicon(), ())
    assert [target.deadline for target in found] == [2027, 2027, 2030, 2030, None]


def test_without_a_date_the_plan_that_is_named_tells_which_years_are_to_come() -> None:
    found = read("“十二五”期间新上项目80个。2015年蔬菜面积达到16万亩。", title="政府工作报告")
    assert [(target.subject, target.deadline) for target in found] == [("新上项目", 2015), ("蔬菜面积", 2015)]


def test_a_chapter_on_the_basis_and_the_aims_is_no_report() -> None:
    document = document_of(
        ("第一章", "本章说明基础与要求。"),
        ("第一章/第二节", "建成产业集群10个。"),
        ("第二章", "建成产业园30个。"),
        titles={"第一章": "发展基础与总体要求", "第一章/第二节": "布局", "第二章": "发展基础"},
    )
    assert [target.value for target in find_targets(document, load_lexicon(), ())] == ["10"]


def test_a_section_on_what_has_been_reached_has_no_targets() -> None:
    document = document_of(
        ("一", "培育企业100家，规模达到500亿元。"),
        ("二", "培育企业200家。"),
        titles={"一": "发展基础", "二": "夯实发展基础"},
    )
    assert [target.value for target in find_targets(document, load_lexicon(), ())] == ["200"]


def test_a_table_of_indicators_gives_the_aims_and_not_the_base() -> None:
    rows = (
        "指标名称\t单位\t2023年\t2028年\t年均增长（%）\t属性",
        "1.产业规模\t亿元\t3600\t≥8000\t\t预期性",
        "企业数\t家\t100\t1,200左右\t8.5\t预期性",
        "研发强度（%）\t\t2.1\t3.2\t\t约束性",
        "创新中心\t家\t0\t1-2\t\t预期性",
    )
    layout = Layout(container="table", group=1)
    blocks = tuple(Block(index=index, text=row, kind="table", layout=layout) for index, row in enumerate(rows))
    document = Document(path="", format="docx", title="临江省规划（2024—2028年）", blocks=blocks)
    found = find_targets(document, load_lexicon(), ())
    assert [(t.kind, t.subject, t.value, t.unit, t.comparator, t.deadline) for t in found] == [
        ("goal", "产业规模", "8000", "亿元", "at_least", 2028),
        ("goal", "企业数", "1200", "家", "about", 2028),
        ("annual", "企业数", "8.5", "%", "exactly", 2028),
        ("goal", "研发强度", "3.2", "%", "exactly", 2028),
        ("goal", "创新中心", "1-2", "家", "exactly", 2028),
    ]
    assert [blocks[t.block].text[slice(*t.span)] for t in found] == ["8000", "1,200", "8.5", "3.2", "1-2"]


def test_spaces_and_width_leave_subject_value_and_spans_right() -> None:
    text = "到 ２０２７ 年 ，建成 AI 示范 园区 １００ 个 以上 。"
    (target,) = read(text)
    assert (target.value, target.unit, target.comparator, target.deadline) == ("100", "个", "at_least", 2027)
    assert text[slice(*target.span)] == "１００ 个"
    assert target.subject_span is not None
    assert text[slice(*target.subject_span)].replace(" ", "") == target.subject.replace(" ", "") == "AI示范园区"


def test_a_character_outside_the_basic_plane_does_not_shift_spans() -> None:
    text = "𠮷林园区新增企业100家。"
    (target,) = read(text)
    assert text[slice(*target.span)] == "100家"


ALPHABET = (
    "0123456789１２一二三百千万亿年月日个家项%％.，、。；：（）“”《》〔〕"
    "到达至超约以上下内培育建设给予元补助企业平台的和及每年均分别对不低于\t 　A+-—"
)


@given(st.text(alphabet=ALPHABET, max_size=120))
def test_any_text_is_read_without_failing_and_spans_hold_what_is_printed(text: str) -> None:
    for lexicon in (load_lexicon(), Lexicon()):
        document = Document(path="", format="txt", blocks=(Block(index=0, text=text),))
        for target in find_targets(document, lexicon, ()):
            start, end = target.span
            assert 0 <= start < end <= len(text)
            assert any(char.isdigit() or char in "一二三百千万亿" for char in text[start:end])
            if target.subject_span is not None:
                first, last = target.subject_span
                assert 0 <= first < last <= len(text)


def test_one_endless_line_is_read() -> None:
    text = "培育企业10家、" * 1000 + "（" * 1000 + "1个" * 2000
    assert len(read(text)) > 900
