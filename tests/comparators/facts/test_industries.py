"""Industries: what a document lists, found by form; the cases stand in tests/data/facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.document import Document
from comparators.facts.industries import find_industries
from comparators.lexicon import Lexicon, load_lexicon
from comparators.loading import load_file
from comparators.structure import build_structure
from tests.comparators.facts.policy_texts import Case, as_parts, document, industry_cases

LEXICON = load_lexicon()


def found(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, str, str, str]]:
    """Return the industries of ``text`` as (name, tier, region, section)."""
    return [as_parts(entry) for entry in find_industries(document(text), lexicon)]


def names(text: str) -> list[str]:
    return [name for name, *_ in found(text)]


@pytest.mark.parametrize("case", industry_cases(), ids=lambda case: case.name)
def test_a_text_gives_the_industries_that_a_careful_reader_lists(case: Case) -> None:
    wanted = case.industries
    if case.tiers_optional:
        wanted = tuple((name, "", region, section) for name, _, region, section in wanted)
    got = []
    for name, tier, region, section in found(case.text):
        if (name, section) not in case.optional:
            got.append((name, "" if case.tiers_optional else tier, region, section))
    assert sorted(got) == sorted(wanted)


def test_most_is_found_by_form_alone_with_an_empty_lexicon() -> None:
    right = wrong = missed = 0
    for case in industry_cases():
        wanted = {(name, section) for name, _, _, section in case.industries}
        got = {(name, section) for name, _, _, section in found(case.text, Lexicon())} - case.optional
        right += len(wanted & got)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


@pytest.mark.parametrize("start", ["000", "003"])
def test_the_real_documents_give_what_was_worked_out_by_hand(
    start: str, seed: Callable[[str], Path], gold: Callable[[str], dict[str, Any]]
) -> None:
    entries = gold(start)["industries"]
    wanted = {_key(entry) for entry in entries if not entry["optional"]}
    optional = {(entry["name"], entry["section"]) for entry in entries if entry["optional"]}
    got = {as_parts(entry) for entry in find_industries(build_structure(load_file(seed(start))), LEXICON)}
    assert {entry for entry in got if (entry[0], entry[3]) not in optional} | (got & wanted) == wanted


def _key(entry: dict[str, Any]) -> tuple[str, str, str, str]:
    return entry["name"], entry["tier"], entry["region"], entry["section"]


def test_full_width_letters_and_digits_are_written_as_ascii_and_spaces_go() -> None:
    assert names("标题\n一、任务\n培育 ６Ｇ、新一代 ３Ｄ 打印等未来产业。") == ["6G", "新一代3D打印"]


def test_a_stated_size_decides_whether_the_last_joint_is_part_of_a_name() -> None:
    assert names("标题\n一、任务\n打造钢铁、氢能及储能两大产业集群。") == ["钢铁", "氢能及储能"]
    assert names("标题\n一、任务\n打造钢铁、氢能及储能三大产业集群。") == ["钢铁", "氢能", "储能"]


def test_a_name_known_elsewhere_in_the_text_decides_too() -> None:
    text = "标题\n一、任务\n发展甲烷制品、乙醇燃料等产业。培育丙酮新材、甲烷制品和乙醇燃料等产业。"
    assert names(text)[-3:] == ["丙酮新材", "甲烷制品", "乙醇燃料"]


def test_a_tier_comes_from_the_act_then_the_class_then_the_heading() -> None:
    text = (
        "标题\n一、探索发展一批未来产业\n优先布局甲材料、乙材料等产业，布局丙材料、丁材料等特色赛道，"
        "培育戊材料、己材料等产业。"
    )
    assert [tier for _, tier, _, _ in found(text)] == [
        "优先布局", "优先布局", "特色赛道", "特色赛道", "探索发展", "探索发展",
    ]  # fmt: skip


def test_a_character_outside_the_first_plane_counts_once() -> None:
    entry = find_industries(document("标题\n一、任务\n𠮷地培育𠮷金属、合成生物等未来产业。"), LEXICON)[0]
    assert (entry.name, entry.span) == ("𠮷金属", (4, 7))


def _fold(text: str) -> str:
    return re.sub(r"\s", "", text.translate({ord("０") + n: ord("0") + n for n in range(10)}))


@pytest.mark.parametrize("case", industry_cases(), ids=lambda case: case.name)
def test_the_span_of_an_entry_is_where_its_name_is_printed(case: Case) -> None:
    made = document(case.text)
    for entry in find_industries(made, LEXICON):
        printed = made.blocks[entry.block].text[slice(*entry.span)]
        assert printed.replace("Ｇ", "G").replace("＋", "+") == entry.name
        assert made.blocks[entry.block].section == entry.section


_PIECES = st.sampled_from([
    "重点发展", "前瞻布局", "人工智能", "、", "和", "等", "未来产业", "领域", "，", "。", "“", "”", "（", "）", "9个",
    "的", "一、", "（一）", "1.", "专栏1：", "\n", "\t", "宁波。", "：", "６Ｇ", "𠮷", "新赛道", "以及", "产业链", " ",
    "在", "三大", "“X”", "主导产业：", "——", "地区\t重点产业",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_no_text_breaks_the_finder_and_every_span_lies_in_its_block(text: str) -> None:
    made = document(text)
    seen = set()
    for entry in find_industries(made, LEXICON):
        start, end = entry.span
        assert 0 <= start < end <= len(made.blocks[entry.block].text)
        assert entry.name
        assert (entry.block, entry.span) not in seen
        seen.add((entry.block, entry.span))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    find_industries(document(text), LEXICON)


def test_a_document_without_blocks_names_nothing() -> None:
    assert find_industries(Document("empty.txt", "txt"), LEXICON) == ()
