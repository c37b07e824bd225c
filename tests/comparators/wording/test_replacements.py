from __future__ import annotations

from collections.abc import Iterable

import pytest

from comparators.document import Block
from comparators.options import CompareOptions
from comparators.wording.edits import WordDiffer
from comparators.wording.model import Replacement
from comparators.wording.replacements import find_replacements

SENTENCES = (
    "{}是公司的权力机构，每年召开一次。",
    "召开{}应当提前二十日通知。",
    "经{}审议通过后施行，并报告临时{}。",
    "董事会向{}报告工作，到2025年完成。",
)


def everywhere(old: str, new: str) -> list[tuple[str, str]]:
    return [(form.format(old, old), form.format(new, new).replace("2025", "2030")) for form in SENTENCES]


def found(pairs: Iterable[tuple[str, str]], least: int = 3) -> tuple[Replacement, ...]:
    differ = WordDiffer()
    rows = [(old, new, differ.edits([Block(0, old)], [Block(0, new)])) for old, new in pairs]
    return find_replacements(rows, CompareOptions(replacement_count=least))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("股东大会", "股东会"),
        ("省发展和改革委员会", "省发展改革委"),
        ("氢能与绿色燃料", "氢能和绿色燃料"),
        ("企业", "企业家"),
        ("AI+", "人工智能+"),
        ("监事会", "审计委员会"),
    ],
)
def test_a_wording_replaced_all_through_is_reported_once_with_its_count(old: str, new: str) -> None:
    (replacement,) = found(everywhere(old, new))
    assert replacement.count == 5
    assert replacement.old in old
    assert replacement.new in new
    assert old.replace(replacement.old, replacement.new) == new


def test_the_word_around_a_character_left_out_is_recovered() -> None:
    assert found(everywhere("股东大会", "股东会")) == (Replacement("股东大会", "股东会", 5),)


def test_a_wording_that_is_still_in_use_was_not_replaced() -> None:
    kept = [("推动工作落实。", "推动工作落实。")] * 5
    assert found([("各市推动规划实施。", "各市推进规划实施。"), ("推动合作。", "推进合作。"), *kept, *kept]) == ()


def test_fewer_than_the_least_count_is_no_replacement() -> None:
    pairs = everywhere("股东大会", "股东会")[:2]
    assert found(pairs) == ()
    assert found(pairs, least=2) == (Replacement("股东大会", "股东会", 2),)


@pytest.mark.parametrize(
    ("old", "new"), [("2025年", "2027年"), ("100项", "150项"), ("一百家", "三百家"), ("（试行）", "(试行)")]
)
def test_numbers_and_noise_are_no_replacement(old: str, new: str) -> None:
    assert found(everywhere(old, new)) == ()


def test_a_word_replaced_by_many_others_is_not_one_replacement() -> None:
    news = ("审计委员会", "董事会", "经理层", "职工大会", "党委会")
    assert (
        found([(f"由监事会负责第{number}项。", f"由{new}负责第{number}项。") for number, new in enumerate(news)]) == ()
    )
