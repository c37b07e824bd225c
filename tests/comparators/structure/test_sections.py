"""The tree of sections that a reader would draw, from made-up drafts of every kind."""

from __future__ import annotations

from tests.comparators.structure.drafting import built, kind_of, paths, section_of, titles, told

PLAN = """
临江省人民政府
关于培育未来产业的指导意见
各市、县人民政府：
为培育未来产业，提出如下意见。
一、总体要求
（一）指导思想。坚持创新引领，统筹推进。
（二）发展目标。到2030年，建成先导区10个。
———创新能力增强。突破技术100项。
二、重点任务
（一）优先发展 ２ 个产业
1．未来网络。建设网络试验设施。
2.6G。开展技术试验。
（二）完善生态，打造高地
1.强化人才支撑。引进团队。
三、保障措施
（一）加强领导。建立机制。（责任单位：省发展改革委）
"""


def test_a_plan_has_chapters_points_and_run_in_items() -> None:
    document = built(PLAN)
    assert titles(document) == {
        "一": "总体要求",
        "一/（一）": "指导思想",
        "一/（二）": "发展目标",
        "二": "重点任务",
        "二/（一）": "优先发展 ２ 个产业",
        "二/（一）/1": "未来网络",
        "二/（一）/2": "6G",
        "二/（二）": "完善生态，打造高地",
        "二/（二）/1": "强化人才支撑",
        "三": "保障措施",
        "三/（一）": "加强领导",
    }
    assert document.title == "临江省人民政府关于培育未来产业的指导意见"


def test_text_before_the_first_heading_has_the_empty_path_and_a_dash_opens_no_section() -> None:
    document = built(PLAN)
    assert section_of(document, "为培育") == ""
    assert section_of(document, "———创新") == "一/（二）"
    assert kind_of(document, "———创新") == "paragraph"


def test_a_run_in_heading_keeps_its_body_and_says_where_the_title_ends() -> None:
    block = next(block for block in built(PLAN).blocks if block.text.startswith("（一）指导思想"))
    assert block.kind == "heading"
    assert block.text[: block.number_end] == "（一）"
    assert block.text[block.number_end : block.title_end] == "指导思想"
    assert block.text[block.title_end :].startswith("。坚持")


def test_numbers_that_run_on_keep_the_chapter_in_front() -> None:
    document = built("""
        一、要求
        （一）思想。坚持。
        二、任务
        （二）壮大。发展。
        1.甲行动。实施甲。
        （三）培育。发展。
        2.乙行动。实施乙。
        三、保障
        （四）组织。加强。
        """)
    assert paths(document) == [
        "一", "一/（一）", "二", "二/（二）", "二/（二）/1", "二/（三）", "二/（三）/2", "三", "三/（四）",
    ]  # fmt: skip
    assert not document.problems


def test_chapters_may_stand_above_han_numbers_and_articles_above_items() -> None:
    document = built("""
        第一章 总则
        一、目的
        二、依据
        第二章 任务
        一、甲
        （一）乙
        1.丙
        （1）丁
        ①戊
        """)
    assert paths(document)[-1] == "第二章/一/（一）/1/（1）/①"
    assert [section.level for section in document.sections][-1] == 6


def test_a_document_may_turn_the_customary_order_round() -> None:
    document = built("""
        1.第一项工作
        （一）准备
        （二）实施
        2.第二项工作
        （一）准备
        （二）实施
        """)
    assert paths(document) == ["1", "1/（一）", "1/（二）", "2", "2/（一）", "2/（二）"]


LAW = """
^临江省数据促进条例
（2025年3月1日临江省人民代表大会常务委员会通过）
目　　录
第一章　总则
第二章　数据
第一节　公共数据
第一章　总　　则
第一条　为了促进数据发展，根据有关法律，制定本条例。
第二章　数　　据
第一节　公共数据
第二条【目录】公共数据实行目录管理。
第三条　公共数据分为下列类别：
（一）无条件共享；
（二）有条件共享：
1.经主管部门同意的；
2.经提供单位同意的。
（三）不予共享。
前款规定的类别由省数据主管部门确定。
第二节　企业数据
第四条　企业依法使用数据。
第四条之一　企业应当建立台账。
第五条　本条例自2025年5月1日起施行。
"""


def test_a_law_has_chapters_sections_articles_and_items() -> None:
    document = built(LAW)
    assert paths(document) == [
        "第一章", "第一章/第一条", "第二章", "第二章/第一节", "第二章/第一节/第二条", "第二章/第一节/第三条",
        "第二章/第一节/第三条/（一）", "第二章/第一节/第三条/（二）", "第二章/第一节/第三条/（二）/1",
        "第二章/第一节/第三条/（二）/2", "第二章/第一节/第三条/（三）", "第二章/第二节", "第二章/第二节/第四条",
        "第二章/第二节/第四条之一", "第二章/第二节/第五条",
    ]  # fmt: skip
    assert not told(document, "number-gap")


def test_an_article_has_a_title_only_where_a_caption_is_printed() -> None:
    document = built(LAW)
    assert titles(document)["第二章/第一节/第二条"] == "目录"
    assert titles(document)["第一章"] == "总则"
    assert [title for path, title in titles(document).items() if path.rpartition("/")[2][-1] in "条）12"] == [
        "", "目录", "", "", "", "", "", "", "", "",
    ]  # fmt: skip


def test_a_paragraph_after_the_items_of_an_article_is_the_next_kuan_of_the_article() -> None:
    assert section_of(built(LAW), "前款规定") == "第二章/第一节/第三条"


def test_lines_of_a_table_of_contents_open_no_sections() -> None:
    document = built(LAW)
    contents = document.blocks[2:6]
    assert {(block.kind, block.section) for block in contents} == {("paragraph", "")}
    assert told(document, "contents-skipped")[0].params == (("count", 4),)


def test_contents_with_leaders_end_where_the_text_begins() -> None:
    document = built("""
        临江省规划
        目  录
        一、基础……………………1
        （一）现状 ..................... 2
        二、任务\t7
        一、基础
        （一）现状。良好。
        二、任务
        """)
    assert paths(document) == ["一", "一/（一）", "二"]
    assert document.sections[0].first_block == 5


def test_emergency_plans_number_in_decimals() -> None:
    document = built("""
        临江省应急预案
        1 总则
        1.1 编制目的
        为了应急。
        1.2 适用范围
        2 组织体系
        2.1 领导机构
        2.1.1 省级机构
        （1）主要职责。组织协调。
        3 级以上响应由省启动。
        2.2 办事机构
        """)
    assert paths(document) == [
        "1", "1/1.1", "1/1.2", "2", "2/2.1", "2/2.1/2.1.1", "2/2.1/2.1.1/（1）", "2/2.2",
    ]  # fmt: skip


def test_decimals_hang_under_the_chapter_of_their_first_number() -> None:
    document = built("""
        临江省纲要
        五、强化产业引领
        总的要求。
        5.1 发挥引领作用
        5.1.1 增强自主能力。建设平台。
        5.2 促进集群发展
        六、优化布局
        """)
    assert paths(document) == ["五", "五/5.1", "五/5.1/5.1.1", "五/5.2", "六"]


def test_a_part_of_a_plan_may_begin_in_the_middle_of_its_decimals() -> None:
    document = built("""
        临江省纲要
        10.2 建设节点城市
        实施战略。
        10.2.1 分类指导新城。建设平台。
        10.3 建设承载区
        实施战略。
        """)
    assert paths(document) == ["10.2", "10.2/10.2.1", "10.3"]


def test_markdown_headings_and_plain_numbered_paragraphs_make_one_tree() -> None:
    document = built("""
        # 临江省行动计划
        ### 一、总体要求
        文字。
        #### （一）五大产业。
        1. 甲产业。发展甲。
        2. 乙产业。发展乙。
        #### （二）前沿领域
        ### 二、保障
        ### 原文链接
        网址。
        """)
    assert titles(document) == {
        "一": "总体要求",
        "一/（一）": "五大产业",
        "一/（一）/1": "甲产业",
        "一/（一）/2": "乙产业",
        "一/（二）": "前沿领域",
        "二": "保障",
    }
    assert kind_of(document, "原文链接") == "heading"
    assert section_of(document, "网址") == ""


def test_a_label_alone_on_its_line_takes_the_next_line_for_its_title() -> None:
    document = built("""
        第一部分
        总体要求
        一、思路
        第二部分
        重点任务
        """)
    assert titles(document) == {"第一部分": "总体要求", "第一部分/一": "思路", "第二部分": "重点任务"}
    assert kind_of(document, "总体要求") == "heading"


def test_clauses_have_no_title_and_are_items() -> None:
    document = built("""
        一、支持政策
        （一）支持企业申报项目，符合条件的给予最高500万元补助；
        （二）支持高校建设平台；
        （三）其他。
        以上政策由省财政厅解释。
        二、附则
        """)
    assert [title for path, title in titles(document).items() if "/" in path] == ["", "", ""]
    assert {block.kind for block in document.blocks if block.section.startswith("一/")} == {"item"}
    assert section_of(document, "以上政策") == "一"


def test_first_sentences_are_no_titles_where_most_points_have_none() -> None:
    document = built("""
        一、各部门要认真履行职责，各司其职，密切配合，形成合力，共同推进工作落实到位。要加强协调。
        二、会议每月召开一次。如有需要可以临时召开，由主任决定，必要时邀请有关方面参加。
        三、各市要加强组织领导，完善工作机制，细化责任分工，抓好任务落实，确保取得实效。要加强督查。
        """)
    assert set(titles(document).values()) == {""}


def test_a_skipped_and_a_repeated_number_are_told_as_drafting_errors() -> None:
    document = built("""
        一、任务
        （一）发展甲产业。壮大甲。
        （一）发展乙产业。壮大乙。
        （四）发展丙产业。壮大丙。
        二、保障
        """)
    assert paths(document) == ["一", "一/（一）", "一/（一）", "一/（四）", "二"]
    assert [dict(problem.params)["path"] for problem in told(document, "duplicate-number")] == ["一/（一）"]
    assert [dict(problem.params)["due"] for problem in told(document, "number-gap")] == [2]
    assert told(document, "number-gap")[0].where == "第4段"


def test_quantities_and_references_at_the_start_of_a_line_open_no_section() -> None:
    document = built("""
        一、任务
        1.建设园区。投入
        1.5亿元用于园区。
        第三条规定的除外。
        2.建设平台。投入资金。
        """)
    assert paths(document) == ["一", "一/1", "一/2"]


def test_an_item_may_begin_with_the_year_it_is_about() -> None:
    document = built("""
        一、主要目标
        （一）到2025年，培育企业100家。
        （二）到二〇三〇年，培育企业300家。
        二、附则
        （一）至（二）项所列企业名单另行公布。
        """)
    assert paths(document) == ["一", "一/（一）", "一/（二）", "二"]


def test_rows_of_a_table_and_notes_open_no_section() -> None:
    document = built("""
        一、指标
        &序号/指标
        &1.产值/100
        二、保障
        """)
    assert paths(document) == ["一", "二"]
    assert section_of(document, "1.产值") == "一"
    assert kind_of(document, "1.产值") == "table"
