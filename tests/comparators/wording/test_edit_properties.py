"""What always holds of edits, over random texts and over realistic sentences edited at random."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.document import Block
from comparators.wording.edits import WordDiffer
from comparators.wording.model import Edit
from comparators.wording.noise import kind_of_noise

DIFFER = WordDiffer({"省经信厅", "省科技厅", "低空经济", "氢能与储能", "各市、县〔市、区〕政府"})
PARTS = (
    *"到2025年，、。；：“”（）()１５０8.5%‰一二百亿万元家项的和与推进动人工智能AIG-+ \u3000\t\u200b𠮷😀临江省",
    "\x00",
    "\ud800",
    "到2025年",
    "１００项",
    "8.5%",
    "二〇三〇年",
    "一百亿元",
    "百分之五",
    "1,000亿元",
    "AI+",
    "5G-A",
    "ＡＩ",
    "推动产业发展",
    "省经信厅、省科技厅",
    "低空经济",
    "各市、县〔市、区〕政府",
    "“未来产业先导区”",
    "加强组织领导。",
)
TEXT = st.lists(st.sampled_from(PARTS), max_size=24).map("".join)
NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[〇二三四五六七八九十百千]{2,}")


@st.composite
def pair_of_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same with some of its parts left out, put in or exchanged."""
    parts = draw(st.lists(st.sampled_from(PARTS), max_size=30))
    edited = list(parts)
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(edited)))
        edited[place : place + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(PARTS), max_size=2))
    return "".join(parts), "".join(edited)


def edits_of(old: str, new: str) -> tuple[Edit, ...]:
    return DIFFER.edits([Block(0, old)], [Block(0, new)])


def check(edits: tuple[Edit, ...], old: str, new: str) -> None:
    place = new_place = 0
    for edit in edits:
        assert old[place : edit.old[0]] == new[new_place : edit.new[0]]
        piece, new_piece = old[slice(*edit.old)], new[slice(*edit.new)]
        assert piece != new_piece
        assert edit.op == ("insert" if not piece else "delete" if not new_piece else "replace")
        place, new_place = edit.old[1], edit.new[1]
    assert old[place:] == new[new_place:]


@given(st.one_of(pair_of_texts(), st.tuples(TEXT, TEXT), st.tuples(st.text(), st.text())))
@settings(max_examples=400, deadline=None)
def test_replaying_the_edits_turns_the_old_text_into_the_new(pair: tuple[str, str]) -> None:
    old, new = pair
    edits = edits_of(old, new)
    check(edits, old, new)
    for before, after in pairwise(edits):
        assert before.old[1] < after.old[0]
        assert before.new[1] < after.new[0]


@given(st.text())
@settings(max_examples=50, deadline=None)
def test_a_text_has_no_edits_against_itself(text: str) -> None:
    assert edits_of(text, text) == ()


@given(st.lists(TEXT, min_size=1, max_size=3), st.lists(TEXT, min_size=1, max_size=3), st.data())
@settings(max_examples=200, deadline=None)
def test_split_and_merged_blocks_replay_as_their_joined_texts(
    olds: list[str], news: list[str], data: st.DataObject
) -> None:
    sides = [
        [Block(i, text, number_end=data.draw(st.integers(0, min(3, len(text))))) for i, text in enumerate(side)]
        for side in (olds, news)
    ]
    check(DIFFER.edits(*sides), "".join(olds), "".join(news))


@given(pair_of_texts())
@settings(max_examples=300, deadline=None)
def test_no_edit_cuts_a_number_or_a_latin_word(pair: tuple[str, str]) -> None:
    old, new = pair
    edits = edits_of(old, new)
    for text, spans in ((old, [edit.old for edit in edits]), (new, [edit.new for edit in edits])):
        places = {place for span in spans for place in span}
        for match in NUMBER.finditer(text):
            inside = places & set(range(match.start() + 1, match.end()))
            assert not inside, (match.group(), text)


@given(pair_of_texts())
@settings(max_examples=200, deadline=None)
def test_an_edit_of_substance_changes_more_than_width_and_spaces(pair: tuple[str, str]) -> None:
    old, new = pair
    for edit in edits_of(old, new):
        piece, new_piece = old[slice(*edit.old)], new[slice(*edit.new)]
        around = old[edit.old[0] - 1 : edit.old[0]], old[edit.old[1] : edit.old[1] + 1]
        assert edit.noise == kind_of_noise(piece, new_piece, *around)


@pytest.mark.parametrize("length", [9_000, 100_000])
def test_a_very_long_paragraph_with_few_edits_is_marked_exactly(length: int) -> None:
    sentence = "支持龙头企业牵头组建创新联合体，突破{}项关键技术，"
    old = "".join(sentence.format(number) for number in range(length // 25))
    new = old.replace("突破7项", "突破9项", 1).replace("，突破120项", "，攻克120项", 1)
    new = new.replace("突破250项关键", "突破250项重大关键", 1)
    marked = [(old[slice(*edit.old)], new[slice(*edit.new)]) for edit in edits_of(old, new)]
    assert marked == [("7", "9"), ("突破", "攻克"), ("", "重大")]


def test_two_long_paragraphs_with_nothing_in_common_are_one_replacement_each_side() -> None:
    old, new = "甲乙丙丁" * 12_500, "东西南北" * 12_500
    check(edits_of(old, new), old, new)
    assert len(edits_of(old, new)) == 1


def test_a_very_long_text_that_repeats_itself_is_still_marked_where_it_changed() -> None:
    rng = random.Random(1)
    clauses = [
        f"支持{field}{act}，" for field in "甲乙丙丁戊己庚辛" for act in ("攻关", "中试", "应用", "集聚", "引才")
    ]
    pieces = rng.choices(clauses, k=9_000)
    edited = [*pieces]
    for place in (1_000, 4_000, 8_000):
        edited[place] = "鼓励企业先行先试，"
    old, new = "".join(pieces), "".join(edited)
    edits = edits_of(old, new)
    check(edits, old, new)
    assert len(edits) <= 6
    assert sum(edit.old[1] - edit.old[0] for edit in edits) <= 3 * len(pieces[0])
