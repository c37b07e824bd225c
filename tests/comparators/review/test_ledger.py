"""The ledger: what is not reviewed, not explained, not decided, and what was adopted without any change."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparators.comparison import compare
from comparators.review.annotations import Annotation, Decision, Opinion
from comparators.review.cues import find_cues
from comparators.review.ledger import Ledger, changes_of, make_ledger
from comparators.review.session import Session
from tests.comparators.review.reviews import NEW, OLD, at, new_review, note, read


@pytest.fixture
def session(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A review over the two drafts."""
    with new_review(tmp_path / "a.duigao") as session:
        yield session


def ledger(session: Session) -> Ledger:
    return make_ledger(session, compare(read(OLD), read(NEW)))


def opinion(session: Session, quote: str, decision: Decision = "", reason: str = "", proposal: str = "") -> Annotation:
    """Record an opinion on a quote of the older draft."""
    said = Opinion("某单位", proposal=proposal, decision=decision, decision_reason=reason)
    return session.add(Annotation("", "opinion", "", "", anchor=at(read(OLD), quote, "old"), opinion=said))


def test_changes_count_until_they_are_ticked(session: Session) -> None:
    changes = changes_of(compare(read(OLD), read(NEW)))
    assert len(changes) == 3
    assert ledger(session).unreviewed == changes
    session.tick(changes[0].key)
    assert ledger(session).unreviewed == changes[1:]
    assert ledger(session).reviewed == 1


def test_an_opinion_without_a_decision_is_listed_until_it_has_one(session: Session) -> None:
    made = opinion(session, "突破前沿技术100项")
    assert [each.id for each in ledger(session).undecided] == [made.id]
    session.decide(made.id, "adopted")
    assert ledger(session).undecided == ()


def test_adopted_where_the_text_changed_is_in_order(session: Session) -> None:
    opinion(session, "突破前沿技术100项", "adopted")
    assert ledger(session).adopted_without_change == ()


def test_adopted_where_nothing_changed_is_pointed_out(session: Session) -> None:
    made = opinion(session, "有序开放低空空域", "adopted")
    assert [each.id for each in ledger(session).adopted_without_change] == [made.id]


def test_adopted_where_only_another_sentence_changed_is_pointed_out(session: Session) -> None:
    made = opinion(session, "（一）具身智能", "adopted")
    assert [each.id for each in ledger(session).adopted_without_change] == [made.id]


def test_an_addition_that_was_asked_for_counts_beside_its_place(session: Session) -> None:
    opinion(session, "完善起降设施。", "adopted", proposal="增加一条深海装备的内容")
    assert ledger(session).adopted_without_change == ()


def test_a_change_is_explained_by_an_opinion_or_a_word_of_reason(session: Session) -> None:
    assert len(ledger(session).unexplained) == 3
    opinion(session, "突破前沿技术100项", "adopted")
    assert len(ledger(session).unexplained) == 2
    session.add(note("按省政府常务会议要求增加", at(read(NEW), "前瞻布局深海采矿装备")))
    assert [change.new for change in ledger(session).unexplained] == [read(NEW).blocks[5].text]


def test_a_mark_alone_explains_nothing(session: Session) -> None:
    session.add(Annotation("", "highlight", "", "", anchor=at(read(NEW), "120项以上"), category="数据"))
    assert len(ledger(session).unexplained) == 3


def test_what_has_no_place_is_listed(session: Session) -> None:
    made = session.add(note("何在？", at(read("全然不同的一段话语，讲述另一件事情。"), "讲述另一件事情")))
    assert [each.id for each in ledger(session).unplaced] == [made.id]


def test_renumbering_alone_is_no_change_to_review(tmp_path: Path) -> None:
    old, new = "一、甲事项\n二、乙事项\n", "一、新事项的内容\n二、甲事项\n三、乙事项\n"
    with new_review(tmp_path / "b.duigao", old=old, new=new) as session:
        found = make_ledger(session, compare(read(old), read(new)))
    assert [change.new for change in found.unreviewed] == ["一、新事项的内容"]


# -- cues for legal review ----------------------------------------------------------------------------------------


def test_cue_words_in_added_text_are_pointed_at() -> None:
    cues = find_cues(compare(read(OLD), read(NEW)))
    assert [(cue.category, cue.text) for cue in cues] == [("公平竞争", "给予补助")]
    assert read(NEW).blocks[cues[0].block].text[slice(*cues[0].span)] == "给予补助"


def test_cue_words_that_stood_there_before_are_not() -> None:
    assert find_cues(compare(read(NEW), read(NEW))) == ()


def test_a_cue_points_and_never_judges() -> None:
    from comparators.lexicon import load_lexicon

    for cue in load_lexicon().tables["review"]["cues"]:
        assert "可核对" in cue["note"]
        assert not any(verdict in cue["note"] for verdict in ("违反", "违法", "不得", "无效"))
