"""Opinions as the record of 意见采纳情况 shows them: counted by decision, private names masked."""

from __future__ import annotations

import pytest

from comparators.review.annotations import Annotation, Decision, Opinion
from comparators.review.opinions import count_opinions, headline, mask_name, proposer_shown


def made(decision: Decision) -> Annotation:
    return Annotation("", "opinion", "甲", "", opinion=Opinion("某单位", decision=decision))


def test_the_headline_counts_opinions_as_the_trade_does() -> None:
    opinions = [made("adopted"), made("adopted"), made("partly"), made("rejected"), Annotation("", "comment", "甲", "")]
    assert headline(count_opinions(opinions)) == "共征集意见4条，采纳2条，部分采纳1条，未采纳1条。"


def test_rarer_decisions_are_told_where_there_are_any() -> None:
    text = headline(count_opinions([made("explained"), made("pending"), made("")]))
    assert text == "共征集意见3条，采纳0条，部分采纳0条，未采纳0条，解释说明1条，待研究1条，未定1条。"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("朱某某", "朱**"),
        ("朱明", "朱*"),
        ("欧阳明日", "欧阳**"),
        ("阿卜杜拉·买买提", "阿**"),
        ("朱明律师", "朱*律师"),
        ("朱某某、李某某", "朱**、李**"),
        ("朱某某（临江市）", "朱**（临江市）"),
        ("John Smith", "J***"),
        ("朱**", "朱**"),
        ("13912345678", "139********"),
        ("", ""),
    ],
)
def test_a_private_name_is_masked_but_for_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_units_are_never_masked_and_persons_only_where_asked() -> None:
    person = Annotation("", "opinion", "甲", "", opinion=Opinion("朱某某", private=True))
    unit = Annotation("", "opinion", "甲", "", opinion=Opinion("临江市科技局"))
    assert proposer_shown(person) == "朱**"
    assert proposer_shown(person, mask=False) == "朱某某"
    assert proposer_shown(unit) == "临江市科技局"
