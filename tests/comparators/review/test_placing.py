"""Annotations find their places again in another version of the draft, say how sure that is, and are never dropped."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparators.document import Block, Document
from comparators.review.anchors import HIGH_CONFIDENCE, Placement, make_anchor
from comparators.review.annotations import Anchor
from comparators.review.placing import Placer
from tests.comparators.review.redrafting import document, draft, redraft

MODEST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def found(texts: list[str], anchor: Anchor) -> tuple[Placement, str]:
    """Place an anchor in texts and return the placement with the text there."""
    place = Placer(document(texts)).place(anchor)
    joined = [texts[index] for index in range(place.block, min(place.last_block, len(texts) - 1) + 1)]
    if not place.placed:
        return place, ""
    if place.block == place.last_block:
        return place, joined[0][place.start : place.end]
    return place, "\n".join([joined[0][place.start :], *joined[1:-1], joined[-1][: place.end]])


def anchored(texts: list[str], quote: str, nth: int = 0) -> Anchor:
    """Return the anchor of a quote, which may run over blocks."""
    joined = "\n".join(texts)
    at = -1
    for _ in range(nth + 1):
        at = joined.index(quote, at + 1)
    first = joined.count("\n", 0, at)
    last = joined.count("\n", 0, at + len(quote))
    start = at - (joined.rfind("\n", 0, at) + 1)
    end = at + len(quote) - (joined.rfind("\n", 0, at + len(quote)) + 1)
    return make_anchor(document(texts), "new", first, start, last, end)


TEXTS = [
    "一、主要目标",
    "到2028年，突破前沿技术100项，培育骨干企业50家。",
    "（责任单位：省经信厅、省科技厅）",
    "二、重点任务",
    "支持整机企业开展中试验证，建设公共服务平台3个，组织供需对接。",
    "（责任单位：省经信厅、省科技厅）",
    "有序开放低空空域，完善起降设施，培育通航企业。",
]


def test_unchanged_text_keeps_the_very_position() -> None:
    place, text = found(TEXTS, anchored(TEXTS, "培育骨干企业50家"))
    assert (place.how, place.confidence, text) == ("position", 1.0, "培育骨干企业50家")


def test_a_quote_follows_its_sentence_to_another_block() -> None:
    moved = [*TEXTS[:1], "为加快培育未来产业，制定本方案。", TEXTS[4], *TEXTS[1:4], *TEXTS[5:]]
    place, text = found(moved, anchored(TEXTS, "建设公共服务平台3个"))
    assert (place.block, text) == (2, "建设公共服务平台3个")
    assert place.confidence >= HIGH_CONFIDENCE


def test_a_changed_quote_is_found_and_said_to_have_changed() -> None:
    changed = [text.replace("突破前沿技术100项", "突破前沿技术和关键产品120项") for text in TEXTS]
    place, text = found(changed, anchored(TEXTS, "突破前沿技术100项"))
    assert text == "突破前沿技术和关键产品120项"
    assert place.how == "similar"


def test_a_quote_that_is_gone_is_unplaced() -> None:
    place, _ = found([*TEXTS[:4], *TEXTS[5:]], anchored(TEXTS, "支持整机企业开展中试验证，建设公共服务平台3个"))
    assert not place.placed


@pytest.mark.parametrize("nth", [0, 1])
def test_a_repeated_quote_is_told_by_what_stands_around_it(nth: int) -> None:
    anchor = anchored(TEXTS, "（责任单位：省经信厅、省科技厅）", nth)
    place, _ = found(["前言。", *TEXTS], anchor)
    assert place.block == (3, 6)[nth]
    assert place.confidence >= HIGH_CONFIDENCE


def test_a_repeated_quote_whose_surroundings_are_gone_is_doubtful() -> None:
    anchor = anchored(TEXTS, "（责任单位：省经信厅、省科技厅）", 1)
    place, _ = found(
        [TEXTS[0], "（责任单位：省经信厅、省科技厅）", "甲。", "（责任单位：省经信厅、省科技厅）", "乙。"], anchor
    )
    assert place.confidence < HIGH_CONFIDENCE


def test_a_block_split_in_two_keeps_a_quote_that_now_runs_over_both() -> None:
    quote = "开展中试验证，建设公共服务平台3个"
    split = [*TEXTS[:4], "支持整机企业开展中试验证，", "建设公共服务平台3个，组织供需对接。", *TEXTS[5:]]
    place, text = found(split, anchored(TEXTS, quote))
    assert text == "开展中试验证，\n建设公共服务平台3个"
    assert place.confidence >= HIGH_CONFIDENCE


def test_a_quote_over_two_blocks_is_found_where_they_were_merged() -> None:
    quote = "培育骨干企业50家。\n（责任单位：省经信厅"
    merged = [TEXTS[0], TEXTS[1] + TEXTS[2], *TEXTS[3:]]
    place, text = found(merged, anchored(TEXTS, quote))
    assert text == quote.replace("\n", "")
    assert place.confidence >= HIGH_CONFIDENCE


def test_widths_and_spaces_make_no_difference() -> None:
    wide = [text.replace("100", "１００").replace("，", "， ") for text in TEXTS]
    place, text = found(wide, anchored(TEXTS, "突破前沿技术100项，培育"))
    assert text == "突破前沿技术１００项， 培育"
    assert place.confidence >= HIGH_CONFIDENCE


def test_a_place_between_two_characters_stays_between_them() -> None:
    anchor = make_anchor(document(TEXTS), "new", 4, 13, 4, 13)
    place, _ = found(["前言。", *TEXTS], anchor)
    assert (place.block, place.start, place.end) == (5, 13, 13)


def test_an_empty_document_leaves_everything_unplaced() -> None:
    assert not Placer(Document("", "txt")).place(anchored(TEXTS, "省科技厅")).placed


def test_characters_beyond_the_first_plane_count_once() -> None:
    texts = ["𠮷𠮷市政府办公室关于𠮷州的通知", "附件"]
    place, text = found(["新加的一段", *texts], anchored(texts, "𠮷州的"))
    assert text == "𠮷州的"
    assert place.start == 10


def test_a_stretch_outside_the_document_is_refused() -> None:
    for stretch in ((9, 0, 9, 0), (0, 0, 0, 99), (0, 3, 0, 2), (1, 0, 0, 0), (-1, 0, 0, 0)):
        with pytest.raises(ValueError, match="no such"):
            make_anchor(document(TEXTS), "new", *stretch)


@given(st.integers(0, 10**9))
@MODEST
def test_a_quote_that_survives_unchanged_and_unique_is_placed_exactly(seed: int) -> None:
    choose = random.Random(seed)
    texts = draft(choose, choose.randrange(3, 40))
    block = choose.randrange(len(texts))
    start = choose.randrange(len(texts[block]))
    end = choose.randrange(start + 1, len(texts[block]) + 1)
    fresh = redraft(texts, choose, (block, start, end), share=0.0, elsewhere=choose.choice([0.0, 0.05, 0.3]))
    anchor = make_anchor(document(texts), "new", block, start, block, end)
    if "\n".join(texts).count(anchor.quote) == "\n".join(fresh.texts).count(anchor.quote) == 1:
        truth = fresh.truth(block, start, end)
        place = Placer(document(fresh.texts)).place(anchor)
        assert (place.block, place.start) == truth[0]
        assert (place.last_block, place.end - 1) == truth[-1]


@given(
    st.lists(st.text("甲乙丙丁，。1 \u3000", max_size=12), min_size=1, max_size=5),
    st.lists(st.text("甲乙丙丁，。1 \u3000", max_size=12), max_size=3),
    st.data(),
)
@MODEST
def test_whatever_comes_around_it_a_unique_quote_is_placed_exactly(
    texts: list[str], around: list[str], data: st.DataObject
) -> None:
    block = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[block])))
    end = data.draw(st.integers(start, len(texts[block])))
    anchor = make_anchor(document(texts), "new", block, start, block, end)
    fresh = [*around, *texts]
    if anchor.quote and "\n".join(texts).count(anchor.quote) == "\n".join(fresh).count(anchor.quote) == 1:
        place, text = found(fresh, anchor)
        assert text == anchor.quote
        assert (place.block, place.start) == (block + len(around), start)


@given(st.text(), st.text(), st.integers(0, 30), st.integers(0, 30))
@MODEST
def test_any_two_texts_give_a_place_inside_the_document(old: str, new: str, start: int, length: int) -> None:
    texts = old.split("\n")
    start = min(start, len(texts[0]))
    anchor = make_anchor(document(texts), "old", 0, start, 0, min(len(texts[0]), start + length))
    fresh = Document("", "txt", blocks=tuple(Block(index, text) for index, text in enumerate(new.split("\n"))))
    place = Placer(fresh).place(anchor)
    assert place == Placer(fresh).place(anchor)
    if place.placed:
        assert 0 <= place.block <= place.last_block < len(fresh.blocks)
        assert 0 <= place.start <= len(fresh.blocks[place.block].text)
        assert 0 <= place.end <= len(fresh.blocks[place.last_block].text)


def test_with_a_third_of_the_quote_changed_95_of_100_are_placed_right_and_no_wrong_one_is_called_sure() -> None:
    right = sure_and_wrong = total = 0
    for seed in range(200):
        choose = random.Random(seed)
        texts = draft(choose, choose.randrange(5, 40))
        block = choose.choice([index for index, text in enumerate(texts) if len(text) >= 8])
        length = min(len(texts[block]), choose.randrange(8, 50))
        start = choose.randrange(0, len(texts[block]) - length + 1)
        fresh = redraft(texts, choose, (block, start, start + length), share=1 / 3)
        truth = fresh.truth(block, start, start + length)
        place = Placer(document(fresh.texts)).place(
            make_anchor(document(texts), "new", block, start, block, start + length)
        )
        wanted = set(range(truth[0][1], truth[-1][1] + 1))
        there = set(range(place.start, place.end)) if place.block == place.last_block == truth[0][0] else set()
        good = len(wanted & there) >= 0.5 * len(wanted | there)
        total, right = total + 1, right + good
        sure_and_wrong += place.confidence >= HIGH_CONFIDENCE and not good
    assert right >= 0.95 * total
    assert sure_and_wrong == 0
