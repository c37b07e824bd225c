from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.folding import drop_spaces, fold, fold_in_place, fold_width

TEXT = st.text(st.sampled_from("省ＡＩA1１，,。.“”「」\"'——－- \u3000\xa0\u200b\t⽂文﹪%％〔［[𠮷😀·・"), max_size=40)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("到２０２５年，突破３Ｄ打印", "到2025年,突破3D打印"),
        ("目　　录", "目录"),
        ("人工\u200b智\xa0能", "人工智能"),
        ("“AI+”「AI＋」", '"AI+""AI+"'),
        ("2025—2027年", "2025-2027年"),
        ("各市、县〔市、区〕政府", "各市、县[市、区]政府"),
        ("增长８．５％", "增长8.5%"),
        ("⼈⼯智能", "人工智能"),
        ("达･芬奇", "达·芬奇"),
        ("𠮷林", "𠮷林"),
    ],
)
def test_texts_that_say_the_same_fold_to_one_form(printed: str, plain: str) -> None:
    assert fold(printed) == plain


def test_words_and_letter_case_are_left_as_they_are() -> None:
    assert fold("AI不是ai，一不是-") == "AI不是ai,一不是-"


@given(TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for folding in (fold, fold_in_place, fold_width, drop_spaces):
        assert folding(folding(text)) == folding(text)


@given(TEXT)
def test_folding_in_place_keeps_every_offset(text: str) -> None:
    assert len(fold_in_place(text)) == len(fold_width(text)) == len(text)
    assert drop_spaces(fold_in_place(text)) == fold(text)


def test_a_text_of_very_many_marks_folds_like_any_other() -> None:
    letters = "".join(chr(0xFF01 + offset) for offset in range(94))
    assert fold_width(letters) == "".join(chr(0x21 + offset) for offset in range(94))
    assert fold(letters) == "".join(fold(letter) for letter in letters)
