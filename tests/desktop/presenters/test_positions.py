from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.presenters.positions import Positions

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("产业𠮷👩\u200d🔬א 1\n"), st.characters(exclude_categories=["Cs"])))


@given(TEXTS)
def test_positions_count_as_utf16_does(text: str) -> None:
    positions = Positions(text)
    for index in range(len(text) + 1):
        assert positions.to_utf16(index) == len(text[:index].encode("utf-16-le")) // 2


@given(TEXTS)
def test_there_and_back_is_the_same_place(text: str) -> None:
    positions = Positions(text)
    for index in range(len(text) + 1):
        assert positions.to_code_point(positions.to_utf16(index)) == index


def test_inside_a_pair_of_units_is_the_character_itself() -> None:
    positions = Positions("a𠮷b")
    assert [positions.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]
