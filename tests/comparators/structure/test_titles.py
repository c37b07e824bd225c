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
