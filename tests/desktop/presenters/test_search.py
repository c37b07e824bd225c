from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from comparators.review.annotations import Side
from desktop.presenters.display import Cell, DisplayRow
from desktop.presenters.search import MOST_HITS, Hit, find, find_clause, same_letters, stretches
from tests.desktop.drafts import NEW, OLD, compared


def row(old: str | None, new: str | None) -> DisplayRow:
    cells = [None if text is None else Cell("new", text, (), "body") for text in (old, new)]
    return DisplayRow("changed", (0,), *cells)


def test_hits_come_in_reading_order_the_old_side_first() -> None:
    found = find([row("产业与产业", "产业"), row(None, "新产业")], "产业")
    assert found == [Hit(0, "old", 0, 2), Hit(0, "old", 3, 5), Hit(0, "new", 0, 2), Hit(1, "new", 1, 3)]


def test_letter_case_and_width_make_no_difference() -> None:
    assert [(hit.start, hit.end) for hit in find([row(None, "６Ｇ与6g")], "6G")] == [(0, 2), (3, 5)]


def test_letters_that_become_two_are_found_in_their_places() -> None:
    assert list(stretches("die Straße, STRASSE", same_letters("straße"))) == [(4, 10), (12, 19)]
    assert list(stretches("İİ平台", same_letters("平台"))) == [(2, 4)]


@given(st.text(alphabet="aAßİ𠮷产ﬁ１1", max_size=12), st.text(alphabet="aAßİ𠮷产ﬁ１1", min_size=1, max_size=3))
def test_what_is_found_reads_as_what_was_wanted(text: str, wanted: str) -> None:
    letters = same_letters(wanted)
    for start, end in stretches(text, letters):
        assert 0 <= start < end <= len(text)
        assert letters in same_letters(text[start:end])
    if wanted in text:
        assert next(stretches(text, letters), None) is not None


def test_folds_are_looked_into() -> None:
    fold = DisplayRow("fold", (7, 8), label="⋯ 2 段相同 ⋯")

    def hidden(inside: int) -> Iterable[tuple[Side, str]]:
        return [("old", "有产业"), ("new", "有产业")] if inside == 8 else [("new", "没有")]

    assert find([fold], "产业", hidden) == [Hit(0, "old", 1, 3, 8), Hit(0, "new", 1, 3, 8)]


def test_hits_end_where_there_are_too_many() -> None:
    assert len(find([row("一" * 30_000, "一" * 30_000)], "一")) == MOST_HITS


def test_nothing_is_wanted() -> None:
    assert find([row("产业", "产业")], "") == []


def test_clauses_are_found_by_path_number_and_title() -> None:
    document = compared(OLD, NEW).comparison.new
    paths = [section.path for section in document.sections]

    def found(wanted: str) -> str:
        index = find_clause(document, wanted)
        return "" if index is None else paths[index]

    assert found("三/（二）") == "三/（二）"
    assert found("三/(二)") == "三/（二）"
    assert found("三/二") == "三/（二）"
    assert found("二") == "二"
    assert found("企业培育") == "三/（二）"
    assert found("九/（九）") == ""
    assert found(" ") == ""
