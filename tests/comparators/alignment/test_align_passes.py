"""Each pass by itself."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.alignment import exact
from comparators.alignment.boilerplate import without_note, without_phrases
from comparators.alignment.candidates import nearest
from comparators.alignment.chains import heaviest_chain
from comparators.alignment.exact import match_exact
from comparators.alignment.in_place import match_in_place
from comparators.alignment.matching import Match, Matching
from comparators.alignment.prepared import prepare
from comparators.alignment.scoring import Scorer
from comparators.alignment.sections import SectionMap
from comparators.alignment.similar import GapFiller
from comparators.alignment.similarity import common_subsequence, ratio
from comparators.alignment.splits import match_splits
from comparators.folding import fold
from comparators.options import CompareOptions
from comparators.work import IDLE
from tests.comparators.alignment.drafts import draft

PLAIN = CompareOptions()
A = "临江市布局三条跨海航线，云溪县开通药品配送。"
B = "深海采样机器人由东浦港总装，海试费用由企业承担。"
C = "茶叶加工园推广机械化采摘，建成三个示范车间。"
NOTE = "（责任单位：省经信厅、省科技厅，各市、县〔市、区〕政府）"


def exact_pairs(old, new, options=PLAIN):
    matching = Matching(*prepare(draft(*old), draft(*new)))
    match_exact(matching, options)
    return list(matching.pairs())


points = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 9)), max_size=7)


@given(points)
def test_the_heaviest_chain_is_as_heavy_as_any(points):
    def rises(chosen):
        return all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(chosen))

    found = [points[index] for index in heaviest_chain(points)]
    assert rises(found)
    best = max(
        sum(point[2] for point in chosen)
        for size in range(len(points) + 1)
        for chosen in itertools.combinations(sorted(points), size)
        if rises(chosen)
    )
    assert sum(point[2] for point in found) == best


@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_a_common_subsequence_is_common_and_rises(old, new):
    found = common_subsequence(old, new)
    assert all(old[left] == new[right] for left, right in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(found))


def test_a_common_subsequence_copes_with_more_symbols_than_fit_below_the_surrogates():
    many = list(range(60_000))
    assert len(common_subsequence(many, many[:30_000] + many[40_000:])) == 50_000


def test_ratio_is_zero_below_the_cutoff():
    assert ratio("低空物流", "深海装备", 0.5) == 0.0
    assert ratio("低空物流", "低空物流") == 1.0


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        "（牵头单位：省商务厅；配合单位：省财政厅、各市政府）",
        "（省交通运输厅牵头，省公安厅、省应急管理厅配合）",
        "（农业农村部、工业和信息化部等按职责分工负责）",
    ],
)
def test_a_closing_note_of_units_is_taken_off(note):
    assert without_note(fold(A + note)) == fold(A)
    assert without_note(fold(note)) == ""


def test_other_parentheses_at_the_end_stay():
    text = fold("培育人才（团队）五百个（含柔性引进）")
    assert without_note(text) == text


def test_set_phrases_are_taken_out():
    assert without_phrases("依法依规推进冷链建设") == "冷链建设"


def test_equal_blocks_in_place_are_paired_by_context_where_they_repeat():
    assert exact_pairs([A, NOTE, B, NOTE], [A, NOTE, B, NOTE, C]) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_an_insertion_begins_at_its_heading_and_not_at_the_note_before_it():
    old = ["（一）航线", A, NOTE, "三、其他", C]
    new = ["（一）航线", A, NOTE, "（二）装备", B, NOTE, "三、其他", C]
    assert exact_pairs(old, new) == [(0, 0), (1, 1), (2, 2), (3, 6), (4, 7)]


def test_a_short_text_that_occurs_elsewhere_as_well_is_no_anchor():
    old = ["略", A, B]
    new = [C, "略", "略"]
    assert exact_pairs(old, new) == []


def test_a_repeated_document_is_matched_copy_by_copy():
    base = [A, B, C, NOTE] * 10
    new = [*base[:17], "全新的一段内容，写明省级航线枢纽的选址标准。", *base[17:]]
    assert exact_pairs(base, new) == [(index, index + (index >= 17)) for index in range(40)]


def test_documents_too_long_for_one_table_are_matched_window_by_window(monkeypatch):
    monkeypatch.setattr(exact, "MOST_CELLS", 100)
    monkeypatch.setattr(exact, "_WINDOW", 40)
    base = [f"第{number % 37}号航线由临江市运营。" for number in range(300)]
    new = ["甲甲甲", *base[:120], *base[130:], "乙乙乙"]
    matching = Matching(*prepare(draft(*base), draft(*new)))
    assert match_exact(matching, PLAIN) is False
    assert sum(1 for _ in matching.pairs()) >= 280


def scorer_of(old, new):
    sides = prepare(draft(*old), draft(*new))
    return Scorer(*sides), sides


def test_the_score_of_blocks_that_share_but_their_note_is_low():
    scorer, _ = scorer_of([A + NOTE], [B + NOTE])
    assert scorer.score(0, 0) < 0.3
    assert scorer.plain(0, 0) > 0.5


def test_the_score_of_a_row_is_that_of_its_own_cells():
    rows = [
        "低空物流中心|省交通运输厅|2026年底",
        "深海装备目录|省交通运输厅|2026年底",
        "茶叶标准|省交通运输厅|2026年底",
    ]
    scorer, _ = scorer_of(rows, [*rows, "森林瞭望网|省交通运输厅|2026年底"])
    assert scorer.score(0, 3) < 0.5
    assert scorer.score(0, 0) == 1.0


def test_nearest_finds_the_reworded_block_wherever_it_stands():
    scorer, _ = scorer_of([A, B, C], [C, B.replace("总装", "试制"), A.replace("三条", "五条")])
    near = nearest(scorer, [0, 1, 2], [0, 1, 2])
    assert [near[old][0][1] for old in range(3)] == [2, 1, 0]


def test_plain_rewordings_are_paired_in_place():
    sides = prepare(draft(A, B, C), draft(A, B.replace("总装", "试制"), C))
    matching = Matching(*sides)
    match_exact(matching, PLAIN)
    match_in_place(matching, Scorer(*sides))
    assert list(matching.pairs()) == [(0, 0), (1, 1), (2, 2)]


def test_a_long_stretch_of_rewordings_is_walked_through_from_both_ends():
    old = [f"{A[:-1]}，第{number}期由{B}" for number in range(30)]
    new = [line.replace("药品", "生鲜") for line in old]
    del new[12:15]
    sides = prepare(draft(*old), draft(*new))
    matching = Matching(*sides)
    match_in_place(matching, Scorer(*sides))
    assert all(left - right in (0, 3) for left, right in matching.pairs())


def sections_of(old, new):
    documents = draft(*old), draft(*new)
    sides = prepare(*documents)
    matching = Matching(*sides)
    match_exact(matching, PLAIN)
    sections = SectionMap(*sides, [(left, right, 20.0) for left, right in matching.pairs()])
    sections.align()
    return {(sides[0].nodes[left].title, sides[1].nodes[right].title) for left, right in sections.joined()}


def test_sections_are_aligned_by_title_and_by_what_stands_in_them():
    old = ["一、航线", A, "二、装备", B, "三、茶叶", C]
    new = ["一、装备", B, "二、采摘与加工", C, "三、航线", A]
    assert sections_of(old, new) == {("航线", "航线"), ("装备", "装备"), ("茶叶", "采摘与加工")}


def test_a_section_that_went_under_another_chapter_is_found_there():
    old = ["一、航线", "（一）装备", B, "二、茶叶", C]
    new = ["一、航线", A, "二、茶叶", C, "（一）装备", B]
    assert ("装备", "装备") in sections_of(old, new)


def test_gaps_are_filled_in_order_so_that_the_sum_is_best():
    old = [A, B, C]
    new = [A.replace("三条", "五条"), C.replace("三个", "五个")]
    sides = prepare(draft(*old), draft(*new))
    matching, scorer = Matching(*sides), Scorer(*sides)
    sections = SectionMap(*sides, [])
    sections.align()
    filler = GapFiller(matching, sections, scorer, {}, PLAIN)
    filler.fill((0, 3), (0, 2), IDLE)
    assert list(matching.pairs()) == [(0, 0), (2, 1)]


def split_groups(old, new, found):
    sides = prepare(draft(*old), draft(*new))
    matching = Matching(*sides)
    for left, right in found:
        matching.pair(left, right, "similar", 0.6)
    match_splits(matching, Scorer(*sides), PLAIN)
    return [(match.old, match.new) for match in matching.matches() if len(match.old) + len(match.new) > 2]


def test_a_split_is_seen_from_the_half_that_is_paired_and_from_none():
    assert split_groups([A + B], [A, B], [(0, 1)]) == [((0,), (0, 1))]
    assert split_groups([A + B], [A, B], []) == [((0,), (0, 1))]


def test_a_merge_is_seen_the_same_way():
    assert split_groups([A, B, C], [A + B, C], [(2, 1)]) == [((0, 1), (0,))]


def test_a_foreign_paragraph_between_the_halves_is_no_piece():
    assert split_groups([A + B], [A, C, B], [(0, 0)]) == []


def test_a_group_takes_the_place_of_the_pairs_in_it():
    matching = Matching(*prepare(draft(A, B), draft(A, B)))
    matching.pair(0, 0, "exact", 1.0)
    matching.group(Match((0,), (0, 1), "split", 0.9))
    assert list(matching.pairs()) == []
    assert [match.by for match in matching.matches()] == ["split"]
    assert matching.free_old() == [1]
    assert matching.free_new() == []
