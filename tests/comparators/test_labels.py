"""What is a label at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.labels import Label, match_label


def found(text: str) -> Label:
    label = match_label(text)
    assert label is not None, f"no label in {text!r}"
    return label


@pytest.mark.parametrize(
    ("text", "form", "number", "value", "rest"),
    [
        ("一、总体要求", "han", "一", 1, "总体要求"),
        ("一 、总体要求", "han", "一", 1, "总体要求"),
        ("一百二十、其他", "han", "一百二十", 120, "其他"),
        ("（一）指导思想。", "han_paren", "（一）", 1, "指导思想。"),
        ("(二十一)加强用地", "han_paren", "(二十一)", 21, "加强用地"),
        ("（ 三 ） 目标", "han_paren", "（三）", 3, "目标"),
        ("1.具身智能。", "arabic", "1", 1, "具身智能。"),
        ("１２．未来网络", "arabic", "12", 12, "未来网络"),
        ("8﹒支持平台", "arabic", "8", 8, "支持平台"),
        ("3、加强领导", "arabic_comma", "3", 3, "加强领导"),
        ("（１）主体", "arabic_paren", "（1）", 1, "主体"),
        ("2）申报", "arabic_close", "2）", 2, "申报"),
        ("③材料", "circled", "③", 3, "材料"),
        ("第三编　罚则", "volume", "第三编", 3, "罚则"),
        ("第一部分 基础", "division", "第一部分", 1, "基础"),
        ("第 一 章 总则", "chapter", "第一章", 1, "总则"),
        ("第二节　数据", "section", "第二节", 2, "数据"),
        ("第十二条　本省", "article", "第十二条", 12, "本省"),
        ("第12条 本省", "article", "第12条", 12, "本省"),
        ("第一百〇二条　本省", "article", "第一百〇二条", 102, "本省"),
        ("专栏 1：重点", "box", "专栏1", 1, "重点"),
        ("专栏 2    重点", "box", "专栏2", 2, "重点"),
        ("专栏：“十五五”重点", "box", "专栏", 0, "“十五五”重点"),
        ("【专栏3】重点", "box", "专栏3", 3, "重点"),
        ("附件2", "attachment", "附件2", 2, ""),
        ("附件：", "attachment", "附件", 0, ""),
        ("附：", "attachment", "附", 0, ""),
        ("附2：清单", "attachment", "附2", 2, "清单"),
        ("方向/赛道二：智能终端", "named", "赛道二", 2, "智能终端"),
        ("赛道3：", "named", "赛道3", 3, ""),
        ("附表1　任务", "attached_table", "附表1", 1, "任务"),
        ("10.2.1 分类指导", "decimal", "10.2.1", 1, "分类指导"),
        ("附录A 术语", "appendix", "附录A", 1, "术语"),
        ("2.1.3 省级机构", "decimal", "2.1.3", 3, "省级机构"),
        ("　　（三）加强", "han_paren", "（三）", 3, "加强"),
    ],
)
def test_a_label_has_its_form_its_number_as_in_a_path_and_its_end(
    text: str, form: str, number: str, value: int, rest: str
) -> None:
    label = found(text)
    assert (label.form, label.number, label.value, text[label.end :]) == (form, number, value, rest)
    assert label.certain


def test_an_inserted_article_counts_as_the_first_after_its_number() -> None:
    label = found("第十二条之一　本省")
    assert (label.number, label.value, label.sub) == ("第十二条之一", 12, 1)


def test_item_six_named_6g_is_a_label_but_not_a_certain_one() -> None:
    label = found("6.6G。围绕终端")
    assert (label.form, label.number, label.end, label.certain) == ("arabic", "6", 2, False)


@pytest.mark.parametrize(
    "text", ["1.2025年底前完成", "四、五大工程", "第一章总则", "第二条国家保护", "1 总则", "1.1 编制目的", "一.总则"]
)
def test_what_may_be_text_or_label_is_left_to_its_neighbours(text: str) -> None:
    assert not found(text).certain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.5亿元用于研发",
        "12.5%以上",
        "2025年建成",
        "10个园区",
        "3 所高校",
        "3D打印",
        "5G-A试验网",
        "1+4机制",
        "1、2号线",
        "一、二级市场",
        "三、四线城市",
        "一、二、三产业",
        "七、八月份",
        "（一）项规定的情形",
        "（一）至（三）项",
        "（一）、（二）项",
        "（2025）12号",
        "第十二条规定的",
        "第十二条第一款",
        "第三章的规定",
        "第一款规定",
        "专栏1所列项目",
        "附件中的表格",
        "———技术创新能力增强。",
        "一是加强领导",
        "首先，加强领导",
        "十四五期间",
    ],
)
def test_running_text_is_no_label(text: str) -> None:
    assert match_label(text) is None


@pytest.mark.parametrize(
    "text", ["（一）项目建设", "（一）目标任务", "（二）和谐社会", "（三）及时报送", "1.3D打印", "2.“X”赛道"]
)
def test_a_title_that_begins_like_a_reference_is_still_one(text: str) -> None:
    label = found(text)
    assert text[label.end :] == text.partition("）")[2] or text[label.end :] == text.partition(".")[2]


@given(st.text(alphabet="一二十百第条章节项编之（）()【1２.．、 \t专栏附件①：A年的\n𠮷", max_size=40))
def test_the_end_of_a_label_lies_inside_the_text_and_its_number_has_no_blank(text: str) -> None:
    label = match_label(text)
    if label is not None:
        assert 0 < label.end <= len(text)
        assert label.number
        assert not any(char.isspace() for char in label.number)
        assert label.value >= 0
