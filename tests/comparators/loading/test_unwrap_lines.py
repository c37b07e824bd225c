from __future__ import annotations

import pytest

from comparators.loading.joining import join_pieces, without_printers_spaces
from comparators.loading.lines import split_lines
from comparators.loading.titles import join_titles
from comparators.loading.unwrap import find_habits, unwrap

# Enough wrapped text for the habits to show: 21 or 22 ideographs a line.
BEFORE = """围绕人工智能、生物制造等重点领域加快产业布
局，推动产业集群做大做强，形成新的经济增长极
，支持链主企业牵头组建创新联合体，开展协同攻
关，完善全链条服务。
"""


def paragraphs(text: str) -> list[str]:
    lines = split_lines(text)
    habits = find_habits(lines)
    return [paragraph.text for paragraph in join_titles(unwrap(lines, habits), habits)]


def after(text: str) -> list[str]:
    found = paragraphs(BEFORE * 3 + text)
    assert [p[:4] for p in found[:3]] == ["围绕人工"] * 3
    return found[3:]


@pytest.mark.parametrize(
    "cut",
    [
        "研发投入强度大幅度提升，达到地区生产总值的１２\n.5%以上。",
        "到二十一世纪中叶即将到来的时候，力争在20\n25年建成先导区。",
        "加快科技成果转化和产业化的步伐和力度。（责\n任单位：省经信厅、省科技厅）",
        "建立政府主导、企业主体、社会参与的“三位一\n体”协同推进机制。",
        "未来产业先导区建设专项资金安排总规模达到了\n1.5亿元，支持先导区建设。",
        "到规划期末也就是说在全面完成各项任务的到了\n2025 年，建成先导区。",
        "推动全省范围内符合条件的重点城市特别是其中\n一、二级城市先行先试。",
        "对符合规定条件的单位和个人，按照前款第一项\n（一）项规定给予支持。",
        "每年培育国家级的专精特新小巨人企业数量达到\n10 个以上，持续壮大。",
        "深入实施全省统一部署的重大科技基础设施项目\n——超重力离心模拟装置。",
        "加快发展新一代信息技术、高端装备、新材料、\n1.5代氢能等新兴产业。",
    ],
)
def test_a_wrap_may_fall_anywhere(cut: str) -> None:
    joined = after(cut + "\n")
    assert ["".join(text.split()) for text in joined] == ["".join(cut.split())]


@pytest.mark.parametrize(
    "start",
    [
        "（二）优化布局。",
        "二、重点任务",
        "2.空天信息。",
        "———创新能力增强。",
        "第三条 本办法适用于本省。",
        "专栏2 重点工程",
        "附件2",
        "抄送：省委办公厅。",
    ],
)
def test_a_label_after_a_sentence_begins_a_paragraph(start: str) -> None:
    full = "推动产业集群做大做强，形成新的经济的增长极。\n"
    assert after(f"{full}{start}\n")[-1] == start


def test_a_heading_over_two_lines_is_one() -> None:
    heading = "三、坚持新发展理念的引领，加快构建科技精准合\n作新格局\n（一）总体思路。坚持系统观念。\n"
    assert after(heading) == ["三、坚持新发展理念的引领，加快构建科技精准合作新格局", "（一）总体思路。坚持系统观念。"]


def test_a_heading_that_fills_its_line_does_not_swallow_the_body() -> None:
    body = "围绕重点领域推进科技攻关，加快形成新质生产力\n，构建现代化产业体系。\n"
    assert (
        after(f"（三）深化科技体制机制改革，激发创新主体活力\n{body}")[0]
        == "（三）深化科技体制机制改革，激发创新主体活力"
    )


def test_who_signs_and_the_date_stand_alone() -> None:
    text = "（责任单位：省发展改革委、省经信厅、省科技厅）\n临江省人民政府办公厅\n2026年3月28日\n（此件公开发布）\n"
    assert after(text)[-3:] == ["临江省人民政府办公厅", "2026年3月28日", "（此件公开发布）"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("临江省人民政府办公厅\n关于培育未来产业的实施意见", "临江省人民政府办公厅关于培育未来产业的实施意见"),
        (
            "临江省实施“星火计划”培育未来产业\n行动方案（2026—2030年）",
            "临江省实施“星火计划”培育未来产业行动方案（2026—2030年）",
        ),
        ("临江省人民政府关于印发临江省未来产业行动方案\n的通知", "临江省人民政府关于印发临江省未来产业行动方案的通知"),
        ("附件1\n\n临江省农业农村科技创新发展\n“十五五”规划", "临江省农业农村科技创新发展“十五五”规划"),
    ],
)
def test_the_lines_of_a_title_are_one(lines: str, title: str) -> None:
    assert title in paragraphs(f"{lines}\n\n各市、县人民政府：\n\n为培育未来产业，提出如下意见。\n")


def test_lines_of_a_table_of_contents_stay_apart() -> None:
    contents = "前言........................................1\n附录说明....................................28\n"
    assert after("目录\n" + contents) == ["目录", *contents.split("\n")[:-1]]


def test_a_list_of_names_is_not_wrapped_text() -> None:
    names = "省发展和改革委员会\n省经济和信息化厅\n省科学技术厅\n省自然资源厅\n省生态环境厅\n省市场监督管理局\n" * 3
    assert paragraphs(names) == names.split("\n")[:-1]


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (["推动产", "业"], "推动产业"),
        (["deep", "learning"], "deep learning"),
        (["end-to-", "end"], "end-to-end"),
        (["达到12", ".5%"], "达到12.5%"),
        (["到20", "25年"], "到2025年"),
        (["采用AI", "技术"], "采用AI技术"),
        (["infor\u00ad", "mation"], "information"),
        (["制\u00ad", "储"], "制-储"),
    ],
)
def test_pieces_are_joined_as_their_script_asks(pieces: list[str], joined: str) -> None:
    assert join_pieces(pieces) == joined


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("到 ２０２５ 年，发展 ９ 个产业", "到２０２５年，发展９个产业"),
        ("“平台 ＋赋能”与 AI 智能体", "“平台＋赋能”与AI智能体"),
        ("deep learning 模型", "deep learning模型"),
        ("专栏 1 重点工程", "专栏1 重点工程"),
        ("（一） 新品种选育", "（一） 新品种选育"),
        ("临江省人民政府办公厅 2026 年 3 月 8 日印发", "临江省人民政府办公厅 2026 年 3 月 8 日印发"),
    ],
)
def test_only_the_printers_spaces_go(printed: str, text: str) -> None:
    assert without_printers_spaces(printed)[0] == text
