"""What became of the facts between two versions, on made-up pairs and as properties."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.alignment import align
from comparators.document import Document
from comparators.facts import extract_facts
from comparators.facts.evidence import evidence_text
from comparators.facts.fact_changes import fact_changes
from comparators.facts.fact_changes_targets import compare_targets
from comparators.facts.model import FactChanges, PolicyFacts, Target
from comparators.lexicon import Lexicon, load_lexicon
from comparators.options import CompareOptions
from tests.comparators.facts.policy_texts import document, industry_cases

LEXICON = load_lexicon()


def changes(old: str | Document, new: str | Document, lexicon: Lexicon = LEXICON) -> FactChanges:
    """Return the changes of facts between two texts."""
    first = document(old) if isinstance(old, str) else old
    second = document(new) if isinstance(new, str) else new
    pairs = align(first, second, CompareOptions())
    return fact_changes(first, second, extract_facts(first, lexicon), extract_facts(second, lexicon), pairs, lexicon)


def industries(old: str, new: str) -> list[str]:
    """Return the changes of industries as ``change old→new``."""
    return [
        f"{each.change} {each.old.name if each.old else ''}→{each.new.name if each.new else ''}"
        for each in changes(old, new).industries
    ]


PLAN = """
临江省未来产业方案
一、总体要求
坚持科学布局，推动未来产业发展。
二、发展方向
（一）优先发展4个成长较快的未来产业。
1.未来网络。加快智能计算理论和创新产品突破，构建多模态智慧网络。
2.元宇宙。突破人机交互、数字孪生技术，推进内容集成应用。
3.未来医疗。发展先进诊疗技术，研制人造组织与器官、数字药物等医用器械与装备。
4.氢能与储能。突破氢能储运前沿技术，发展高效制氢、储氢产品。
（二）探索发展潜力巨大的未来产业。围绕量子信息、深地深海、可控核聚变等3个领域的未来产业，加强基础研究。
三、保障措施
（一）加强组织领导。建立推进机制，形成工作合力。（责任单位：省经信厅、省发展改革委、临江银保监局）
（二）加强资金保障。设立未来产业基金。（责任单位：省财政厅、省科技厅）
"""


def test_a_document_beside_itself_keeps_everything() -> None:
    result = changes(PLAN, PLAN)
    every = [each.change for kind in (result.industries, result.responsibilities) for each in kind]
    assert set(every) == {"kept"}
    assert len(result.industries) == 7


def test_an_industry_taken_out_and_one_put_in() -> None:
    new = PLAN.replace("2.元宇宙。突破人机交互、数字孪生技术，推进内容集成应用。\n", "").replace(
        "量子信息、深地深海、", "量子信息、深地深海、脑机接口、"
    )
    got = industries(PLAN, new)
    assert "removed 元宇宙→" in got
    assert "added →脑机接口" in got
    assert Counter(each.split()[0] for each in got) == {"kept": 6, "removed": 1, "added": 1}


def test_a_removed_entry_stands_after_the_one_that_stood_before_it() -> None:
    new = PLAN.replace("2.元宇宙。突破人机交互、数字孪生技术，推进内容集成应用。\n", "")
    got = industries(PLAN, new)
    assert got[got.index("removed 元宇宙→") - 1] == "kept 未来网络→未来网络"


def test_a_name_that_keeps_a_part_is_renamed() -> None:
    new = PLAN.replace("4.氢能与储能。", "4.氢能和绿色燃料。")
    assert "renamed 氢能与储能→氢能和绿色燃料" in industries(PLAN, new)


def test_a_title_whose_body_stays_is_renamed_even_without_a_common_word() -> None:
    new = PLAN.replace("3.未来医疗。", "3.精准诊治。")
    assert "renamed 未来医疗→精准诊治" in industries(PLAN, new)


def test_another_way_to_write_the_joint_is_a_renaming_with_its_evidence() -> None:
    old = PLAN.replace("氢能与储能", "氢能和绿色燃料")
    result = changes(old, old.replace("氢能和绿色燃料", "氢能与绿色燃料"))
    renamed = [each for each in result.industries if each.change == "renamed"]
    assert [evidence_text(each.evidence) for each in renamed] == ["同义写法"]


def test_an_entry_that_moves_to_a_lower_list_is_retiered() -> None:
    new = PLAN.replace("2.元宇宙。突破人机交互、数字孪生技术，推进内容集成应用。\n", "").replace(
        "围绕量子信息、", "围绕元宇宙、量子信息、"
    )
    retiered = [each for each in changes(PLAN, new).industries if each.change == "retiered"]
    assert [(each.old.name, each.old.tier, each.new.tier) for each in retiered if each.old and each.new] == [
        ("元宇宙", "优先发展", "探索发展")
    ]
    assert evidence_text(retiered[0].evidence) == "优先发展→探索发展（降）"
    assert evidence_text(retiered[0].evidence, "en") == "优先发展 → 探索发展 (down)"


def test_a_heading_that_ranks_otherwise_retiers_all_that_stands_under_it() -> None:
    new = PLAN.replace("（二）探索发展潜力巨大", "（二）培育发展潜力巨大")
    assert Counter(each.split()[0] for each in industries(PLAN, new)) == {"kept": 4, "retiered": 3}


def test_a_name_that_still_stands_in_another_list_is_removed_with_a_word_on_where() -> None:
    old = (
        "方案\n一、任务\n（一）优先发展。优先发展甲材料、乙装备等未来产业。\n"
        "（二）前瞻布局。前瞻布局甲材料、丁能源等未来产业。"
    )
    new = old.replace("优先发展甲材料、乙装备", "优先发展乙装备、丙药物")
    gone = [each for each in changes(old, new).industries if each.change == "removed"]
    assert [(each.old.name, evidence_text(each.evidence)) for each in gone if each.old] == [
        ("甲材料", "仍列于一/（二）")
    ]


def test_the_same_name_in_two_cities_is_two_entries() -> None:
    old = (
        "方案\n一、区域布局\n1.云浦市。发挥云浦优势，重点发展人工智能、氢能等未来产业。\n"
        "2.江城市。依托江城园区，重点发展人工智能、低空经济等未来产业。"
    )
    new = old.replace("重点发展人工智能、低空经济", "重点发展低空经济、量子科技")
    gone = [each for each in changes(old, new).industries if each.change == "removed"]
    assert [(each.old.name, each.old.region) for each in gone if each.old] == [("人工智能", "江城市")]


def test_an_industry_that_another_city_is_given_is_removed_here_and_added_there() -> None:
    plan = """
临江省未来产业方案
一、空间布局
甲城市重点发展量子信息、虚拟现实等产业；乙城市重点发展合成生物等产业；丙城市、丁城市重点布局新型储能、氢能等产业。
"""
    new = plan.replace("、虚拟现实等产业；乙城市重点发展合成生物", "等产业；乙城市重点发展合成生物、虚拟现实").replace(
        "丙城市、丁城市重点", "丙城市重点"
    )
    told = [
        (each.change, (each.old or each.new).region, evidence_text(each.evidence))  # type: ignore[union-attr]
        for each in changes(plan, new).industries
        if each.change != "kept"
    ]
    assert told == [
        ("removed", "甲城市", "仍列于一（乙城市）"),
        ("added", "乙城市", "原已列于一（甲城市）"),
    ]


def test_width_alone_changes_no_fact() -> None:
    old = PLAN.replace("量子信息、", "量子信息、6G、")
    new = old.replace("6G", "６Ｇ").replace("等3个", "等３个").replace("发展4个", "发展４个")
    assert {each.change for each in changes(old, new).industries} == {"kept"}


def notes(old: str, new: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.change, each.units_added, each.units_removed) for each in changes(old, new).responsibilities]


def test_a_new_lead_is_said_before_anything_else() -> None:
    new = PLAN.replace("省经信厅、省发展改革委、临江银保监局", "省发展改革委、省经信厅、临江银保监局、省商务厅")
    assert notes(PLAN, new) == [("lead_changed", ("省商务厅",), ()), ("kept", (), ())]


def test_units_that_come_and_go_are_listed() -> None:
    new = PLAN.replace("省财政厅、省科技厅", "省财政厅、省国资委")
    assert notes(PLAN, new) == [("kept", (), ()), ("units_added", ("省国资委",), ("省科技厅",))]


def test_a_unit_that_is_only_left_out_is_removed() -> None:
    new = PLAN.replace("省财政厅、省科技厅", "省财政厅")
    assert notes(PLAN, new)[1] == ("units_removed", (), ("省科技厅",))


def test_the_unit_that_took_anothers_place_is_no_change() -> None:
    assert {each[0] for each in notes(PLAN, PLAN.replace("临江银保监局", "临江金融监管局"))} == {"kept"}


def test_a_note_that_is_new_or_gone_lists_all_its_units() -> None:
    new = PLAN.replace("（责任单位：省财政厅、省科技厅）", "")
    assert notes(PLAN, new)[1] == ("removed", (), ("省财政厅", "省科技厅"))
    assert notes(new, PLAN)[1] == ("added", ("省财政厅", "省科技厅"), ())


def target(**fields: object) -> Target:
    """Return a target with the given fields."""
    plain = Target("goal", "高新技术企业", "500", "家", "exactly", 2027, "一", 0, (0, 1))
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "fields", "direction", "ratio"),
    [
        ({}, {"value": "800"}, ("value",), "raised", 0.6),
        ({"value": "12.5", "unit": "%"}, {"value": "10", "unit": "%"}, ("value",), "lowered", -0.2),
        ({"value": "1000", "unit": "万元"}, {"value": "0.1", "unit": "亿元"}, ("unit",), None, None),
        ({"value": "1000", "unit": "万元"}, {"value": "1", "unit": "亿元"}, ("value", "unit"), "raised", 9.0),
        ({"value": "1—2"}, {"value": "1—3"}, ("value",), "raised", 0.5),
        ({}, {"deadline": 2030}, ("deadline",), None, None),
        ({}, {"comparator": "at_least"}, ("comparator",), None, None),
        ({}, {"kind": "annual", "value": "400"}, ("value", "kind"), "lowered", -0.2),
        ({"value": "500"}, {"value": "５００"}, (), None, None),
        ({"value": "5", "unit": "%"}, {"value": "6", "unit": "万元"}, ("value", "unit"), None, None),
        ({"value": "10", "unit": "家"}, {"value": "12", "unit": "个"}, ("value", "unit"), "raised", 0.2),
        ({"value": "0"}, {"value": "5"}, ("value",), "raised", None),
    ],
)
def test_a_target_says_which_fields_changed_and_how_far(
    old: dict[str, object],
    new: dict[str, object],
    fields: tuple[str, ...],
    direction: str | None,
    ratio: float | None,
) -> None:
    change = compare_targets(target(**old), target(**new))
    assert (change.fields, change.direction, change.ratio) == (fields, direction, ratio)
    assert change.change == ("changed" if fields else "kept")


GOALS = """
江城市行动计划
一、主要目标
（一）培育企业。到2027年，培育高新技术企业500家、专精特新企业200家以上，研发投入强度达到3.5%。
（二）建设平台。到2027年，建成未来产业先导区10个。
"""


def targets(old: str, new: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (each.change, (each.new or each.old or target()).subject, each.fields) for each in changes(old, new).targets
    ]


def test_a_raised_number_is_one_change_of_one_target() -> None:
    got = targets(GOALS, GOALS.replace("500家", "800家"))
    assert [each for each in got if each[0] != "kept"] == [("changed", "高新技术企业", ("value",))]


def test_a_target_that_moves_to_another_section_is_kept() -> None:
    new = GOALS.replace("、专精特新企业200家以上", "").replace(
        "建成未来产业先导区10个", "建成未来产业先导区10个，培育专精特新企业200家以上"
    )
    assert {each[0] for each in targets(GOALS, new)} == {"kept"}


def test_a_later_deadline_is_a_change_of_every_target_that_it_governs() -> None:
    got = targets(GOALS, GOALS.replace("到2027年，建成", "到2030年，建成"))
    assert [each for each in got if each[0] != "kept"] == [("changed", "未来产业先导区", ("deadline",))]


def test_a_target_put_in_is_added_in_its_place() -> None:
    got = targets(GOALS, GOALS.replace("研发投入强度", "制造业增加值增长8%，研发投入强度"))
    assert [each[0] for each in got].count("added") == 1
    assert [each[0] for each in got].count("kept") == 4


_TEXTS = [case.text for case in industry_cases()] + [PLAN, GOALS]


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a version of it with lines dropped, moved and cut."""
    text = draw(st.sampled_from(_TEXTS))
    lines = text.strip().split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        act = draw(st.sampled_from(["drop", "move", "cut", "swap"]))
        if act == "drop" and len(lines) > 2:
            lines.pop(at)
        elif act == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif act == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2] or "空"
        else:
            names = lines[at].split("、")
            lines[at] = "、".join([names[-1], *names[1:-1], names[0]]) if len(names) > 1 else lines[at]
    return text, "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(_edited())
def test_every_fact_stands_in_exactly_one_change_in_the_new_order(pair: tuple[str, str]) -> None:
    first, second = document(pair[0]), document(pair[1])
    before, after = extract_facts(first, LEXICON), extract_facts(second, LEXICON)
    result = fact_changes(first, second, before, after, align(first, second, CompareOptions()), LEXICON)
    for kind in ("industries", "targets", "responsibilities"):
        found = getattr(result, kind)
        old = [each.old for each in found if each.old is not None]
        assert [each.new for each in found if each.new is not None] == list(getattr(after, kind))
        assert Counter(map(repr, old)) == Counter(map(repr, getattr(before, kind)))
        assert all(
            (each.change == "added") == (each.old is None) and (each.change == "removed") == (each.new is None)
            for each in found
        )


@pytest.mark.parametrize("text", _TEXTS, ids=lambda text: text.strip().split("\n")[0][:20])
def test_no_text_differs_from_itself(text: str) -> None:
    result = changes(text, text)
    every = (*result.industries, *result.targets, *result.responsibilities)
    assert {each.change for each in every} <= {"kept"}


def test_without_any_fact_there_is_no_change() -> None:
    empty = document("标题")
    assert fact_changes(empty, empty, PolicyFacts(), PolicyFacts(), (), LEXICON) == FactChanges()
