"""Boxes (专栏): a step of their own, with numbers of their own, that end without a border."""

from __future__ import annotations

from dataclasses import replace

from comparators.document import Document, Layout
from comparators.structure import build_structure
from tests.comparators.structure.drafting import built, draft, kind_of, paths, section_of, titles, told


def test_a_box_is_a_step_inside_its_section_and_the_numbering_goes_on_behind_it() -> None:
    document = built("""
        二、布局
        （一）领域
        发展以下领域。
        专栏1：领域指引
        1.具身智能。发展整机。
        2.量子科技。发展计算。
        （二）区域
        专栏 2   区域指引
        1.江城。发展甲。
        三、保障
        """)
    assert paths(document) == [
        "二", "二/（一）", "二/（一）/专栏1", "二/（一）/专栏1/1", "二/（一）/专栏1/2",
        "二/（二）", "二/（二）/专栏2", "二/（二）/专栏2/1", "三",
    ]  # fmt: skip
    assert titles(document)["二/（一）/专栏1"] == "领域指引"
    assert kind_of(document, "专栏1") == "box"
    assert kind_of(document, "1.具身智能") == "item"
    assert told(document, "box-end-guessed")[0].params == (("count", 2),)


def test_a_box_may_number_in_the_same_forms_as_the_text_around_it() -> None:
    document = built("""
        一、任务
        （一）产业
        1.做强支柱产业。突破技术。
        专栏1 支柱产业
        （一）数字产业
        1.安防。发展安防。
        2.芯片。发展芯片。
        （二）健康产业
        3.医药。发展医药。
        2.培育新兴产业。开展培育。
        （二）平台
        """)
    assert paths(document)[3:] == [
        "一/（一）/1/专栏1", "一/（一）/1/专栏1/（一）", "一/（一）/1/专栏1/（一）/1", "一/（一）/1/专栏1/（一）/2",
        "一/（一）/1/专栏1/（二）", "一/（一）/1/专栏1/（二）/3", "一/（一）/2", "一/（二）",
    ]  # fmt: skip


def test_a_number_goes_on_outside_a_box_where_it_cannot_go_on_inside() -> None:
    document = built("""
        （一）合作
        1.政府间合作。深化合作。
        2.载体体系。建设载体。
        专栏：载体
        1.基地：是重要载体。
        2.中心：是重要平台。
        3.机构：是重要机构。
        3.开放程度。提升程度。
        """)
    assert paths(document)[-2:] == ["（一）/2/专栏/3", "（一）/3"]
    assert titles(document)["（一）/2/专栏/1"] == "基地"


def test_a_box_with_borders_ends_where_they_end() -> None:
    document = built("""
        一、布局
        （一）领域
        |专栏1：领域
        |1.甲。发展甲。
        |补充说明的文字。
        边框之外的文字。
        （二）区域
        专栏2：区域
        |1.乙。发展乙。
        又是边框之外的文字。
        """)
    assert section_of(document, "补充说明") == "一/（一）/专栏1/1"
    assert section_of(document, "边框之外") == "一/（一）"
    assert section_of(document, "又是边框之外") == "一/（二）"
    assert not told(document, "box-end-guessed")


def test_a_box_of_plain_paragraphs_ends_at_the_next_number_of_the_text() -> None:
    document = built("""
        一、平台
        （一）主体
        专栏4 主体工程
        实验室。建设实验室。
        大学。建设大学。
        （二）布局
        """)
    assert section_of(document, "大学") == "一/（一）/专栏4"
    assert paths(document)[-1] == "一/（二）"


def test_boxes_do_not_stand_in_boxes() -> None:
    document = built("""
        一、平台
        专栏1：甲
        1.子。建设。
        专栏2：乙
        1.丑。建设。
        """)
    assert paths(document) == ["一", "一/专栏1", "一/专栏1/1", "一/专栏2", "一/专栏2/1"]


def test_a_gap_ends_a_box_whose_items_stand_close_together() -> None:
    blocks = list(
        draft("""
        一、布局
        专栏1：领域
        1.甲。发展甲。
        2.乙。发展乙。
        综合考虑各方面因素。
        """).blocks
    )
    blocks[4] = replace(blocks[4], layout=Layout(gap_before=True))
    document = build_structure(Document("稿.txt", "txt", blocks=tuple(blocks)))
    assert section_of(document, "综合考虑") == "一"


def test_a_row_across_a_table_may_be_the_heading_of_a_box() -> None:
    document = built("""
        一、布局
        &专栏1 主要指标
        &指标/数值
        &产值/100
        表后的文字。
        """)
    assert paths(document) == ["一", "一/专栏1"]
    assert [block.kind for block in document.blocks[1:4]] == ["box", "table", "table"]
    assert section_of(document, "产值") == "一/专栏1"
    assert section_of(document, "表后") == "一"


def test_items_of_a_box_may_be_numbered_from_01_without_a_mark() -> None:
    document = built("""
        一、任务
        （一）产品
        打造标志性产品。
        专栏2：标志性产品
        01人形机器人。突破伺服电机。
        02新型显示。研究量子点显示。
        03 6G网络设备。开展传输研究。
        二、保障
        12家企业参加试点。
        """)
    assert paths(document)[2:] == [
        "一/（一）/专栏2", "一/（一）/专栏2/01", "一/（一）/专栏2/02", "一/（一）/专栏2/03", "二",
    ]  # fmt: skip
    assert titles(document)["一/（一）/专栏2/03"] == "6G网络设备"


def test_a_box_may_have_a_title_and_no_number() -> None:
    document = built("""
        一、任务
        （一）要素
        保障用地。
        专栏　重点工程
        1.强基工程。建成中心。
        2.赋能工程。建成平台。
        二、保障
        """)
    assert paths(document)[2:] == ["一/（一）/专栏", "一/（一）/专栏/1", "一/（一）/专栏/2", "二"]
    assert titles(document)["一/（一）/专栏"] == "重点工程"
