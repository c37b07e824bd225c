"""Files that hold more than one document, what frames a document, and what only lists its attachments."""

from __future__ import annotations

from tests.comparators.structure.drafting import built, kind_of, paths, section_of, titles, told


def test_documents_bound_together_begin_anew_with_a_number_or_the_ordinal() -> None:
    document = built("""
        附件1
        临江省甲产业发展规划
        为发展甲产业，制定本规划。
        一、总体要求
        （一）思想。坚持。
        二、保障
        （一）组织。加强领导。
        临江省乙产业
        发展规划
        （2025—2030年）
        为发展乙产业，制定本规划。
        一、总体要求
        （一）思想。坚持。
        """)
    assert paths(document) == [
        "附件1", "附件1/一", "附件1/一/（一）", "附件1/二", "附件1/二/（一）", "#2", "#2/一", "#2/一/（一）",
    ]  # fmt: skip
    assert titles(document)["附件1"] == "临江省甲产业发展规划"
    assert titles(document)["#2"] == "临江省乙产业发展规划（2025—2030年）"
    assert section_of(document, "为发展乙产业") == "#2"
    assert [section.form for section in document.sections if section.level == 1] == ["part", "part"]
    assert told(document, "parts-bound")[0].params == (("count", 2), ("names", "附件1、#2"))


def test_one_document_below_a_bare_mark_is_no_binding() -> None:
    document = built("""
        附件
        临江省未来产业实施意见
        （征求意见稿）
        为培育未来产业，提出如下意见。
        一、主要目标
        二、重点任务
        """)
    assert paths(document) == ["一", "二"]
    assert [block.kind for block in document.blocks[:3]] == ["title"] * 3
    assert document.title == "临江省未来产业实施意见（征求意见稿）"


NOTICE = """
临江省人民政府办公厅关于印发临江省低空经济行动方案的通知
临政办发〔2025〕12号
各市、县人民政府，省政府直属各单位：
《临江省低空经济行动方案》已经省政府同意，现印发给你们。
附件：1.临江省低空经济行动方案
2.任务分工表
临江省人民政府办公厅
２０２５年６月１日
（此件公开发布）
临江省低空经济行动方案
为发展低空经济，制定本方案。
一、总体要求
二、重点任务
（一）完善设施。建设网络。
抄送：省委各部门。
临江省人民政府办公厅 ２０２５年６月２日印发
"""


def test_a_notice_that_only_passes_a_plan_on_leaves_its_paths_alone() -> None:
    document = built(NOTICE)
    assert paths(document) == ["一", "二", "二/（一）"]
    assert document.title == "临江省人民政府办公厅关于印发临江省低空经济行动方案的通知"
    assert kind_of(document, "临江省低空经济行动方案") == "title"


def test_signature_date_and_tail_are_told_from_the_text_and_stand_in_no_section() -> None:
    document = built(NOTICE)
    kinds = {block.text: block.kind for block in document.blocks}
    signed = [text for text, kind in kinds.items() if kind == "signature"]
    assert signed == [
        "临江省人民政府办公厅",
        "２０２５年６月１日",
        "（此件公开发布）",
        "抄送：省委各部门。",
        "临江省人民政府办公厅 ２０２５年６月２日印发",
    ]
    assert document.sections[-1].last_block == 13
    assert section_of(document, "抄送") == ""


def test_the_list_of_attachments_at_the_end_of_a_notice_opens_no_section() -> None:
    document = built(NOTICE)
    assert section_of(document, "2.任务分工表") == ""
    assert kind_of(document, "2.任务分工表") == "paragraph"


def test_a_notice_with_sections_and_a_plan_with_sections_are_two_documents() -> None:
    document = built("""
        关于印发考核办法的通知
        各市人民政府：
        现就有关事项通知如下：
        一、高度重视。
        二、抓好落实。
        临江省人民政府
        二〇二五年六月一日
        临江省考核办法
        第一章 总则
        第一条 为了考核，制定本办法。
        """)
    assert paths(document) == ["#1", "#1/一", "#1/二", "#2", "#2/第一章", "#2/第一章/第一条"]


def test_the_text_to_which_attachments_are_bound_keeps_its_own_paths() -> None:
    document = built("""
        关于做好申报工作的通知
        各市经信局：
        一、申报条件
        二、申报要求
        附件：1. 申报书
        2. 汇总表
        临江省经济和信息化厅
        2025年7月1日
        附件1
        申报书
        一、企业情况
        附件2
        汇总表
        填报单位：
        """)
    assert paths(document) == ["一", "二", "附件1", "附件1/一", "附件2"]
    assert titles(document)["附件2"] == "汇总表"


def test_attachments_listed_line_by_line_above_the_signature_are_no_parts() -> None:
    document = built("""
        关于征求意见的通知
        各市经信局：
        请认真研究，提出意见。
        附件1：临江省产业方案
        附件2：意见反馈表
        临江省经济和信息化厅
        2025年7月1日
        附件1
        临江省产业方案
        一、总体要求
        附件2
        意见反馈表
        一、填报说明
        """)
    assert paths(document) == ["附件1", "附件1/一", "附件2", "附件2/一"]


def test_a_date_in_the_middle_of_the_text_signs_nothing() -> None:
    document = built("""
        一、安排
        （一）动员。
        2025年6月1日
        （二）总结。
        """)
    assert kind_of(document, "2025年6月1日") == "paragraph"


def test_what_a_decree_publishes_gives_the_document_its_title() -> None:
    document = built("""
        ^临江省人民政府令
        ^第88号
        现公布《临江省数据办法》，自2025年8月1日起施行。
        省长 张三
        2025年7月1日
        ^临江省数据办法
        第一条 为了管理数据，制定本办法。
        第二条 数据应当安全。
        """)
    assert document.title == "临江省数据办法"
    assert paths(document) == ["第一条", "第二条"]


def test_two_bare_marks_are_told_apart_by_the_ordinal() -> None:
    document = built("""
        附件
        临江省甲方案
        一、总体要求
        附件
        临江省乙方案
        一、总体要求
        """)
    assert paths(document) == ["#1", "#1/一", "#2", "#2/一"]


def test_attachments_may_be_marked_and_listed_with_one_character() -> None:
    document = built("""
        云浦市人工智能工作方案
        一、总体要求
        （一）目标。坚持目标导向。
        二、保障措施
        一是加强领导。成立专班。
        附：1.重点任务分解表
        2.重点项目清单
        附1
        云浦市重点任务分解表
        市经信局牵头落实。
        附2云浦市重点项目清单
        项目从略。
        """)
    assert paths(document) == ["一", "一/（一）", "二", "附1", "附2"]
    assert titles(document)["附2"] == "云浦市重点项目清单"
    assert section_of(document, "2.重点项目清单") == "二"


def test_a_file_named_as_an_attachment_binds_nothing_and_a_first_entry_may_lack_its_point() -> None:
    document = built("""
        关于印发临江省开源体系建设实施意见的通知
        各市人民政府：
        现将实施意见印发给你们。
        附件：关于印发实施意见的通知.pdf
        临江省开源体系建设实施意见
        一、总体要求
        坚持目标导向。
        二、重点任务
        坚持问题导向。
        附件：1任务分解清单
        2.项目清单
        """)
    assert paths(document) == ["一", "二"]


def test_a_picture_that_is_attached_is_no_attachment() -> None:
    assert paths(built("一、总体要求\n附3张图说明情况。")) == ["一"]
