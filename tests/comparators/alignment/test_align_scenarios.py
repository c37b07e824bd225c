"""What a reviewer sees when two drafts are aligned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparators.alignment import align
from comparators.alignment.pairs import Pair
from comparators.document import Document
from comparators.errors import UsageError
from comparators.messages import error_text
from comparators.options import CompareOptions
from tests.comparators.alignment.drafts import draft

PLAIN = CompareOptions()


def kinds(old: Document, new: Document, options: CompareOptions = PLAIN) -> list[str]:
    """Return the rows as ``kind old=new``."""
    return [
        f"{pair.kind} {','.join(map(str, pair.old))}={','.join(map(str, pair.new))}"
        for pair in align(old, new, options)
    ]


def pair_of(pairs: tuple[Pair, ...], new: int) -> Pair:
    return next(pair for pair in pairs if new in pair.new)


ARTICLES = (
    "第一条 为了规范临江省低空物流航线管理，保障飞行安全，制定本办法。",
    "第二条 本省行政区域内低空物流航线的划设、使用和监督管理，适用本办法。",
    "第三条 省交通运输厅建立航线数据目录，每季度向社会公布一次开放航段。",
    "第四条 运营企业购置三架以上货运无人机的，由所在地县级财政给予一次性奖励。",
    "第五条 起降场地选址避开学校、医院和居民集中居住区五百米以上。",
    "第六条 违反航线划设要求造成他人损害的，运营企业承担赔偿责任。",
)


def renumbered(*bodies: str) -> Document:
    numerals = "一二三四五六七八九十"
    return draft(*(f"第{numerals[index]}条 {body.split(' ', 1)[1]}" for index, body in enumerate(bodies)))


def test_a_document_against_itself_is_all_exact():
    pairs = align(draft(*ARTICLES), draft(*ARTICLES), PLAIN)
    assert [(pair.kind, pair.old, pair.new) for pair in pairs] == [("paired", (i,), (i,)) for i in range(6)]
    assert {(pair.matched_by, pair.similarity) for pair in pairs} == {("exact", 1.0)}


def test_two_empty_documents_have_no_rows():
    assert align(draft(), draft(), PLAIN) == ()


def test_an_empty_document_leaves_all_added_or_all_removed():
    assert kinds(draft(), draft(*ARTICLES[:2])) == ["added =0", "added =1"]
    assert kinds(draft(*ARTICLES[:2]), draft()) == ["removed 0=", "removed 1="]


def test_an_inserted_article_is_the_only_added_row_though_all_later_ones_are_renumbered():
    inserted = "第二条 航线经营实行备案制，备案材料由市级空管协调办公室受理。"
    new = renumbered(ARTICLES[0], inserted, *ARTICLES[1:])
    pairs = align(draft(*ARTICLES), new, PLAIN)
    assert [pair.kind for pair in pairs] == ["paired", "added", *["paired"] * 5]
    assert all(pair.similarity == 1.0 for pair in pairs if pair.kind == "paired")


def test_a_deleted_article_is_the_only_removed_row():
    new = renumbered(*ARTICLES[:2], *ARTICLES[3:])
    assert kinds(draft(*ARTICLES), new) == [
        "paired 0=0",
        "paired 1=1",
        "removed 2=",
        "paired 3=2",
        "paired 4=3",
        "paired 5=4",
    ]


CHAPTERS = (
    "一、完善低空物流网络",
    "到2028年，临江市建成低空物流起降点120个，航线里程突破3000公里。",
    "支持云溪县探索山区无人机配送药品，由县卫生健康局按季通报进展。",
    "二、培育深海装备产业",
    "依托东浦港布局深海采样机器人总装基地，引入三家以上整机企业。",
    "建立深海装备首台套目录，对列入目录的产品给予保费补贴。",
    "海试费用由省科技厅和企业按四六比例分担，单个项目不超过三百万元。",
    "三、保障措施",
    "省政府办公厅会同有关部门每半年开展一次评估，评估结果向社会公开。",
)


def test_two_swapped_sections_are_moved_and_nothing_is_added_or_removed():
    new = draft(f"一、{CHAPTERS[3][2:]}", *CHAPTERS[4:7], f"二、{CHAPTERS[0][2:]}", *CHAPTERS[1:3], *CHAPTERS[7:])
    assert kinds(draft(*CHAPTERS), new) == [
        "paired 3=0",
        "paired 4=1",
        "paired 5=2",
        "paired 6=3",
        "moved 0=4",
        "moved 1=5",
        "moved 2=6",
        "paired 7=7",
        "paired 8=8",
    ]


def test_a_short_heading_moves_along_with_its_body():
    old = draft(
        "一、总则", "低空物流航线由省交通运输厅统一划设并公布。", "二、分工", *CHAPTERS[1:3], "三、罚则", *CHAPTERS[4:7]
    )
    new = draft(
        "一、分工", *CHAPTERS[1:3], "二、罚则", *CHAPTERS[4:7], "三、总则", "低空物流航线由省交通运输厅统一划设并公布。"
    )
    rows = align(old, new, PLAIN)
    assert {pair.kind for pair in rows} == {"paired", "moved"}
    assert [pair.old for pair in rows if pair.kind == "moved"] == [(0,), (1,)]


def test_swapped_sections_with_reworded_paragraphs_are_still_moved():
    reworded = CHAPTERS[1].replace("120个", "150个").replace("临江市", "临江市和北渡区")
    new = draft(
        f"一、{CHAPTERS[3][2:]}", *CHAPTERS[4:7], f"二、{CHAPTERS[0][2:]}", reworded, CHAPTERS[2], *CHAPTERS[7:]
    )
    pairs = align(draft(*CHAPTERS), new, PLAIN)
    assert {pair.kind for pair in pairs} == {"paired", "moved"}
    assert (pair_of(pairs, 5).old, pair_of(pairs, 5).kind) == ((1,), "moved")
    assert pair_of(pairs, 5).similarity < 1


def test_a_paragraph_that_moved_and_changed_is_one_moved_row():
    old = draft(*CHAPTERS)
    changed = CHAPTERS[6].replace("三百万元", "五百万元").replace("四六", "三七")
    new = draft(*CHAPTERS[:6], *CHAPTERS[7:], changed)
    assert "moved 6=8" in kinds(old, new)
    assert len(kinds(old, new)) == len(CHAPTERS)


def test_without_moves_a_moved_paragraph_is_removed_and_added():
    old = draft(*CHAPTERS)
    new = draft(*CHAPTERS[:6], *CHAPTERS[7:], CHAPTERS[6])
    rows = kinds(old, new, replace(PLAIN, moves=False))
    assert "removed 6=" in rows
    assert "added =8" in rows
    assert not any(row.startswith("moved") for row in rows)


def test_a_paragraph_moved_over_a_heading_moves_and_the_heading_stays():
    old = draft(*CHAPTERS)
    new = draft(*CHAPTERS[:2], *CHAPTERS[3:6], CHAPTERS[2], *CHAPTERS[6:])
    moved = [row for row in kinds(old, new) if row.startswith("moved")]
    assert moved == ["moved 2=5"]
    lifted = draft(*CHAPTERS[:3], CHAPTERS[4], CHAPTERS[3], *CHAPTERS[5:])
    assert [row for row in kinds(old, lifted) if row.startswith("moved")] == ["moved 4=3"]


LONG = (
    "建立航线监测网络，对起降点、充电桩和中转仓实行统一编码，数据每日汇入省级平台。",
    "运营企业应当在每年三月底前提交上一年度安全评估报告，由市级部门组织专家复核。",
    "复核不合格的，责令限期整改；整改期间暂停新增航线审批，但不影响应急救援飞行。",
)


def test_a_paragraph_cut_in_two_is_split():
    old = draft("一、监测", LONG[0] + LONG[1], "二、其他", LONG[2])
    new = draft("一、监测", LONG[0], LONG[1], "二、其他", LONG[2])
    assert kinds(old, new) == ["paired 0=0", "split 1=1,2", "paired 2=3", "paired 3=4"]


def test_a_paragraph_cut_in_three_uneven_parts_is_split():
    old = draft("一、监测", "".join(LONG))
    new = draft("一、监测", *LONG)
    assert kinds(old, new) == ["paired 0=0", "split 1=1,2,3"]


def test_two_paragraphs_joined_are_merged():
    old = draft("一、监测", LONG[0], LONG[1], "二、其他", LONG[2])
    new = draft("一、监测", LONG[0] + LONG[1], "二、其他", LONG[2])
    assert kinds(old, new) == ["paired 0=0", "merged 1,2=1", "paired 3=2", "paired 4=3"]


def test_a_split_paragraph_may_be_reworded_a_little():
    old = draft("一、监测", LONG[0] + LONG[1], "二、其他", LONG[2])
    new = draft("一、监测", LONG[0].replace("每日", "每小时"), LONG[1], "二、其他", LONG[2])
    assert "split 1=1,2" in kinds(old, new)


def test_a_paragraph_added_below_a_changed_one_is_no_split():
    old = draft("一、监测", LONG[0], "二、其他", LONG[2])
    new = draft("一、监测", LONG[0].replace("每日", "每小时"), LONG[1], "二、其他", LONG[2])
    assert kinds(old, new) == ["paired 0=0", "paired 1=1", "added =2", "paired 2=3", "paired 3=4"]


NOTE = "（责任单位：省经信厅、省发展改革委、省科技厅，各市、县〔市、区〕政府）"


def test_paragraphs_that_share_but_the_note_of_units_are_not_paired():
    old = draft("一、任务", "建设低空物流起降点一百二十个。" + NOTE, "二、其他", LONG[2])
    new = draft("一、任务", "培养农村公路养护工匠五千名。" + NOTE, "二、其他", LONG[2])
    assert kinds(old, new) == ["paired 0=0", "removed 1=", "added =1", "paired 2=2", "paired 3=3"]


def test_a_note_alone_stays_with_its_clause_when_the_clause_before_it_goes():
    old = draft("（一）建设起降点", LONG[0], NOTE, "（二）报告制度", LONG[1], NOTE)
    new = draft("（一）报告制度", LONG[1], NOTE)
    assert kinds(old, new) == ["removed 0=", "removed 1=", "removed 2=", "paired 3=0", "paired 4=1", "paired 5=2"]


def test_a_clause_inserted_between_equal_notes_takes_its_own_note():
    old = draft("（一）建设起降点", LONG[0], NOTE, "（二）报告制度", LONG[1], NOTE)
    new = draft("（一）建设起降点", LONG[0], NOTE, "（二）整改", LONG[2], NOTE, "（三）报告制度", LONG[1], NOTE)
    assert [row for row in kinds(old, new) if not row.startswith("paired")] == ["added =3", "added =4", "added =5"]


def test_clauses_of_set_phrases_are_not_paired():
    old = draft("一、任务", "有关部门要加强组织领导，依法依规按照职责分工推进冷链仓储建设。", LONG[0])
    new = draft("一、任务", "有关部门要加强组织领导，依法依规按照职责分工推进古籍修复培训。", LONG[0], LONG[1])
    assert "removed 1=" in kinds(old, new)


def test_a_rewritten_clause_under_the_same_heading_is_changed():
    old = draft("（一）强化金融支持。鼓励银行设立低空物流专项贷款，利率下浮不少于三十个基点。", LONG[0])
    new = draft("（一）强化金融支持。引导银行和担保机构设立低空物流专项贷款，贴息比例不超过百分之二。", LONG[0])
    assert kinds(old, new) == ["paired 0=0", "paired 1=1"]


def test_a_retitled_section_with_the_same_body_is_changed():
    old = draft("一、监测网络", *LONG, "二、罚则", CHAPTERS[2])
    new = draft("一、统一编码与安全复核", *LONG, "二、罚则", CHAPTERS[2])
    assert kinds(old, new)[0] == "paired 0=0"


def test_a_new_section_under_an_old_number_is_no_change_of_the_old_one():
    old = draft("一、低空物流", LONG[0], "二、深海装备", *CHAPTERS[4:6])
    new = draft(
        "一、低空物流",
        LONG[0],
        "二、茶叶加工",
        "推广茶叶机械化采摘，建设三个加工示范园。",
        "三、深海装备",
        *CHAPTERS[4:6],
    )
    assert [row for row in kinds(old, new) if not row.startswith("paired")] == ["added =2", "added =3"]


def test_equal_titles_in_different_chapters_stay_in_their_chapters():
    old = draft("一、低空物流", "（一）发展目标", LONG[0], "二、深海装备", "（一）发展目标", CHAPTERS[4])
    new = draft("一、深海装备", "（一）发展目标", CHAPTERS[4])
    assert kinds(old, new) == ["removed 0=", "removed 1=", "removed 2=", "paired 3=0", "paired 4=1", "paired 5=2"]


TABLE = (
    "序号|任务|责任单位|时限",
    "1|建成低空物流调度中心|省交通运输厅|2026年底",
    "2|发布深海装备首台套目录|省经信厅|2026年底",
    "3|完成农村公路养护改革|省交通运输厅|2027年底",
    "4|出台茶叶加工标准|省市场监管局|2027年底",
)


def test_a_row_deleted_and_another_inserted_are_just_that():
    old = draft("一、任务表", *TABLE)
    new = draft(
        "一、任务表", TABLE[0], TABLE[1], "2|完成农村公路养护改革|省交通运输厅|2027年底",
        "3|建立森林防火瞭望网|省应急管理厅|2027年底", TABLE[4],
    )  # fmt: skip
    assert kinds(old, new) == [
        "paired 0=0", "paired 1=1", "paired 2=2", "removed 3=", "paired 4=3", "added =4", "paired 5=5",
    ]  # fmt: skip


def test_a_row_replaced_by_another_with_the_same_unit_and_date_is_removed_and_added():
    old = draft("一、任务表", *TABLE)
    new = draft("一、任务表", *TABLE[:3], "3|编制跨境电商清单|省交通运输厅|2027年底", TABLE[4])
    rows = kinds(old, new)
    assert "removed 4=" in rows
    assert "added =4" in rows


def test_a_row_with_another_date_is_changed():
    old = draft("一、任务表", *TABLE)
    new = draft("一、任务表", *TABLE[:3], TABLE[3].replace("2027年底", "2028年6月"), TABLE[4])
    assert kinds(old, new) == [f"paired {index}={index}" for index in range(6)]


def test_only_width_quotation_marks_and_spaces_differ_and_all_is_exact():
    old = draft("一、目标", "到２０２８年，建成“三纵两横”航线　１２０条。")
    new = draft("一、目标", "到2028年，建成「三纵两横」航线120条。")
    assert {pair.matched_by for pair in align(old, new, PLAIN)} == {"exact"}


def test_a_removed_block_follows_the_row_of_its_predecessor():
    old = draft("甲起降点建在临江市。", LONG[0], CHAPTERS[2], LONG[1])
    new = draft(LONG[1], LONG[0])
    rows = kinds(old, new)
    assert rows[0] == "removed 0="
    assert rows[rows.index("removed 2=") - 1].endswith("1=1")


def test_pins_are_held_even_across_other_pairs():
    old, new = draft(*ARTICLES), draft(*ARTICLES)
    pairs = align(old, new, replace(PLAIN, pins=((1, 4),)))
    assert pair_of(pairs, 4) == Pair("moved", (1,), (4,), "pinned", pair_of(pairs, 4).similarity)
    assert sorted(block for pair in pairs for block in pair.old) == list(range(6))


def test_a_pin_in_order_is_paired():
    old = draft(LONG[0], "甲", CHAPTERS[2])
    new = draft(LONG[0], "完全不同的一段话", CHAPTERS[2])
    pairs = align(old, new, replace(PLAIN, pins=((1, 1),)))
    assert (pairs[1].kind, pairs[1].matched_by) == ("paired", "pinned")


def test_one_old_block_pinned_with_two_new_ones_is_split_and_the_reverse_merged():
    old, new = draft(*LONG), draft(*CHAPTERS[:4])
    split = align(old, new, replace(PLAIN, pins=((1, 1), (1, 2))))
    assert [(pair.kind, pair.new) for pair in split if pair.old == (1,)] == [("split", (1, 2))]
    merged = align(old, new, replace(PLAIN, pins=((0, 1), (1, 1))))
    assert [(pair.kind, pair.old) for pair in merged if pair.new == (1,)] == [("merged", (0, 1))]


def test_an_unpinned_pair_is_never_made():
    old, new = draft(*ARTICLES), draft(*ARTICLES)
    rows = kinds(old, new, replace(PLAIN, unpins=((2, 2),)))
    assert "paired 2=2" not in rows
    assert "removed 2=" in rows
    assert "added =2" in rows


@pytest.mark.parametrize(
    ("pins", "unpins", "code"),
    [
        (((9, 0),), (), "pin-no-old-block"),
        (((0, -1),), (), "pin-no-new-block"),
        ((), ((0, 9),), "pin-no-new-block"),
        (((0, 0),), ((0, 0),), "pin-and-unpin"),
        (((0, 0), (0, 1), (1, 1)), (), "pin-contradiction"),
    ],
)
def test_pins_that_cannot_be_held_are_a_usage_error(pins, unpins, code):
    with pytest.raises(UsageError) as caught:
        align(draft(*LONG), draft(*LONG), replace(PLAIN, pins=pins, unpins=unpins))
    assert caught.value.code == code
    named = "{}={}".format(*(pins or unpins)[-2 if len(pins) > 1 else 0])
    assert named in error_text(caught.value, "zh")
    assert named in error_text(caught.value, "en")


# -- openings ----------------------------------------------------------------------------------------------------------

LAST_YEAR = (
    "#临江省人民政府办公厅关于培育发展未来产业的指导意见",
    "各市、县（市、区）人民政府：",
    "为加快培育发展未来产业，增强发展动能，经省政府同意，现提出如下意见。",
    "一、总体要求",
    "到2025年，培育重点企业100家。",
)
THIS_YEAR = (
    "#临江省实施“灯塔计划”壮大未来产业行动方案（2026—2030年）",
    "根据省委关于建设创新临江的部署，为抢抓新一轮科技革命机遇，壮大未来产业，制定本方案。",
    "一、总体要求",
    "健全培育机制，布局先导区三个。",
)


def test_titles_and_opening_paragraphs_stand_beside_each_other_however_rewritten():
    pairs = align(draft(*LAST_YEAR), draft(*THIS_YEAR), PLAIN)
    assert (pair_of(pairs, 0).old, pair_of(pairs, 0).matched_by) == ((0,), "opening")
    assert (pair_of(pairs, 1).old, pair_of(pairs, 1).matched_by) == ((2,), "opening")
    assert [pair.kind for pair in pairs if pair.old == (1,)] == ["removed"]


def test_openings_that_share_nothing_are_left_apart_and_so_are_pairs_forbidden():
    other = draft("#深海养殖场安全守则", "下水前检查缆绳、面罩与气瓶压力表是否完好无损，有疑问即上报队长。", "一、装备")
    pairs = align(draft(*LAST_YEAR), other, PLAIN)
    assert "opening" not in {pair.matched_by for pair in pairs}
    forbidden = CompareOptions(unpins=((0, 0),))
    pairs = align(draft(*LAST_YEAR), draft(*THIS_YEAR), forbidden)
    assert (pair_of(pairs, 0).old, pair_of(pairs, 1).old) == ((), ())


# -- taken over --------------------------------------------------------------------------------------------------------

BEFORE = (
    "第一条 为了规范临江省低空物流航线管理，保障飞行安全，制定本办法。",
    "第二条 建立投入增长机制，提高科技资金占比，带动社会资本投入。针对初创期、成长期、成熟期设计差异化的投入方式。",
    "第三条 起降场地选址避开学校、医院和居民集中居住区五百米以上。",
)
AFTER = (
    BEFORE[0],
    "第二条 企业敢投、银行愿贷、保险能赔，分担失败的风险。针对初创期、成长期、成熟期设计差异化的投入方式，"
    "对首台套给予保费补偿，损失由省级风险池按比例承担。",
    BEFORE[2],
)


def test_a_clause_rewritten_around_a_long_stretch_is_changed():
    pairs = align(draft(*BEFORE), draft(*AFTER), PLAIN)
    assert kinds(draft(*BEFORE), draft(*AFTER)) == ["paired 0=0", "paired 1=1", "paired 2=2"]
    assert pair_of(pairs, 1).similarity < PLAIN.pair_similarity


def test_a_stretch_that_stands_elsewhere_too_says_nothing():
    boilerplate = "第四条 企业名录。针对初创期、成长期、成熟期设计差异化的投入方式。"
    old, new = draft(*BEFORE, boilerplate), draft(*AFTER, boilerplate)
    assert kinds(old, new) == ["paired 0=0", "removed 1=", "added =1", "paired 2=2", "paired 3=3"]
