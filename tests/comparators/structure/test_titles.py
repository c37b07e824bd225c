"""Where a person would end the title of a numbered block, or name none."""

from __future__ import annotations

import pytest

from tests.comparators.structure.drafting import built


def title_of(line: str) -> str:
    (section,) = built(f"{line}\n随后的正文，说明具体内容。").sections
    return section.title


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、总体要求", "总体要求"),
        ("（一）指导思想。坚持创新引领。", "指导思想"),
        ("（一）五大产业。", "五大产业"),
        ("（一）实施“尖峰计划”，实现原始创新突破。坚持需求导向。", "实施“尖峰计划”，实现原始创新突破"),
        ("1.种质资源挖掘技术：围绕水稻开展研究。", "种质资源挖掘技术"),
        ("1.“快进。快出”机制。建立机制。", "“快进。快出”机制"),
        ("1.引培高层次人才（团队）。制定目录。", "引培高层次人才（团队）"),
        ("（三）加强组织领导（责任单位：省发展改革委）", "加强组织领导"),
        ("（三）加强组织领导。（牵头单位：省经信厅；配合单位：省科技厅）", "加强组织领导"),
        ("（四） 新品种选育 ", "新品种选育"),
        ("一、主要目标：", "主要目标"),
        ("第一章　总　　则", "总则"),
        (
            "一、打造具有国际影响力的科技创新策源地，建设具有国际竞争力的现代产业体系",
            "打造具有国际影响力的科技创新策源地，建设具有国际竞争力的现代产业体系",
        ),
        (
            "（十）牢固树立和践行生态优先的发展理念，加快建设美丽临江先行区。",
            "牢固树立和践行生态优先的发展理念，加快建设美丽临江先行区",
        ),
    ],
)
def test_the_title_is_the_line_or_the_sentence_before_the_body(line: str, title: str) -> None:
    assert title_of(line.strip()) == title


@pytest.mark.parametrize(
    "line",
    [
        "（一）支持企业上市；",
        "（一）对年度研发费用超过1000万元的企业，按10%给予补助。同一企业不重复享受。",
        "（二）符合下列条件之一的：",
        "1.各市要建立健全工作推进机制，明确责任分工，加强督促检查。未按期完成的予以通报。",
        "第一条　为了促进发展，制定本办法。",
        "第二条　本办法所称企业包括：",
    ],
)
def test_a_clause_has_no_title(line: str) -> None:
    assert title_of(line) == ""


def test_all_articles_with_a_leading_caption_have_titles() -> None:
    document = built("""
        第一条 管理原则。项目管理遵循公开、公平、公正的原则。
        第二条 申报条件。申报单位应当在本省注册。
        第三条 申报程序。申报单位按要求提交材料。
        """)
    assert [section.title for section in document.sections] == ["管理原则", "申报条件", "申报程序"]


def test_a_task_in_a_few_words_is_a_title_also_where_the_clauses_beside_it_have_none() -> None:
    document = built("""
        一、改革
        （一）转制企业要明确出资人，依法办理登记，并于每年年底前向出资人报告资产状况。
        （二）完善法人治理结构。公司党委成员依法定程序进入董事会。
        （三）从事内容生产的公司应当设立编辑委员会，对内容负责并接受监督检查。
        """)
    assert [section.title for section in document.sections[1:]] == ["", "完善法人治理结构", ""]


def test_articles_that_count_on_below_points_stand_inside_them_and_are_titled_by_their_tasks() -> None:
    document = built("""
        一、支持范围
        （一）投资奖励
        第1条 对新建项目给予奖励，奖励标准由县政府按年度公布。
        （二）绩效奖励
        第2条 对重点项目给予奖励，奖励标准由县政府按年度公布。
        （三）技术进步
        第3条 鼓励企业产品研发。对取得专利的企业给予奖励。
        第4条 鼓励企业科技创新。对高新技术企业给予奖励。
        第5条 支持企业标准创制和品牌建设。对制定标准的企业给予奖励。
        """)
    assert [(section.path, section.title) for section in document.sections[1:]] == [
        ("一/（一）", "投资奖励"),
        ("一/（一）/第1条", ""),
        ("一/（二）", "绩效奖励"),
        ("一/（二）/第2条", ""),
        ("一/（三）", "技术进步"),
        ("一/（三）/第3条", "鼓励企业产品研发"),
        ("一/（三）/第4条", "鼓励企业科技创新"),
        ("一/（三）/第5条", "支持企业标准创制和品牌建设"),
    ]


def test_an_item_may_be_named_by_a_long_number() -> None:
    document = built("""
        一、项目
        9.拓展项目。引进人才。
        10.特聘项目。设立岗位。
        11.121人才梯队项目。培养后备人才。
        """)
    assert document.sections[-1].path == "一/11"
    assert document.sections[-1].title == "121人才梯队项目"


def test_what_a_web_site_prints_above_a_document_is_not_its_title() -> None:
    document = built("""
        简 繁 阅读辅助 关怀版
        请输入搜索关键词
        首页 组织机构 政务服务
        当前位置：首页>政府信息公开>文件通知
        临江省五部门关于印发《临江省智能终端产业发展行动计划》的通知
        临江经信 2025-12-30
        各市、县人民政府：
        现印发给你们，请认真贯彻执行。
        一、总体要求
        坚持目标导向。
        """)
    assert document.title == "临江省五部门关于印发《临江省智能终端产业发展行动计划》的通知"
    assert [block.kind for block in document.blocks[:5]] == ["paragraph"] * 4 + ["title"]


def test_an_action_named_in_quotation_marks_keeps_what_it_is_for() -> None:
    document = built("""
        一、重点行动
        （一）“强基”行动：夯实创新能力
        1.做强平台。建设一批平台。
        （二）“登高”行动：壮大企业梯队，扩大规模。
        """)
    assert [(section.path, section.title) for section in document.sections[1:]] == [
        ("一/（一）", "“强基”行动：夯实创新能力"),
        ("一/（一）/1", "做强平台"),
        ("一/（二）", "“登高”行动"),
    ]
