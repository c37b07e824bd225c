"""A newer draft takes the place of the old one: annotations go along, later versions build on it, none is dropped."""

from __future__ import annotations

import shutil
from pathlib import Path

from comparators.review.anchors import HIGH_CONFIDENCE
from comparators.review.session import Session
from tests.comparators.review.reviews import NEW, at, new_review, note, read, source


def test_annotations_follow_a_draft_through_several_versions(tmp_path: Path) -> None:
    versions = [
        NEW.replace("支持整机企业开展中试验证", "支持整机和零部件企业开展中试验证"),
        NEW.replace("支持整机企业开展中试验证", "鼓励整机和零部件企业开展中试熟化验证"),
        NEW.replace("支持整机企业开展中试验证", "鼓励整机和核心零部件企业加快中试熟化"),
    ]
    with new_review(tmp_path / "a.duigao") as session:
        made = session.add(note("核实", at(read(NEW), "支持整机企业开展中试验证")))
        for text in versions:
            session.replace_source("new", source(text), read(text))
            place = session.placements({"new": read(text)})[made.id]
            block = read(text).blocks[place.block].text
            assert "整机" in block[place.start : place.end]
            assert "中试" in block[place.start : place.end]
        assert place.confidence < HIGH_CONFIDENCE  # it says that it drifted
        assert session.annotation(made.id).anchor == made.anchor  # what its author marked is still known


def test_what_has_no_place_is_listed_and_finds_it_again_when_the_text_returns(tmp_path: Path) -> None:
    without = NEW.replace("（二）低空经济。有序开放低空空域，完善起降设施。\n", "")
    with new_review(tmp_path / "a.duigao") as session:
        made = session.add(note("核实", at(read(NEW), "有序开放低空空域")))
        session.replace_source("new", source(without), read(without))
        assert not session.placements({"new": read(without)})[made.id].placed
        assert session.annotations()[0].id == made.id
        session.replace_source("new", source(NEW), read(NEW))
        place = session.placements({"new": read(NEW)})[made.id]
        assert (place.how, place.confidence) == ("position", 1.0)


def test_two_copies_that_take_the_same_newer_draft_merge_to_one_state(tmp_path: Path) -> None:
    text = NEW.replace("平台5个", "公共平台6个以上").replace("具身智能", "具身智能产业")
    with new_review(tmp_path / "a.duigao") as session:
        session.add(note("核实", at(read(NEW), "建设公共服务平台5个")))
    shutil.copyfile(tmp_path / "a.duigao", tmp_path / "b.duigao")
    acts = []
    for name in ("a", "b"):
        with Session.open(tmp_path / f"{name}.duigao", name) as session:
            session.replace_source("new", source(text), read(text))
            acts.append([act for act in session.log if act.field.startswith("placed:")])
    assert {act.id for act in acts[0]} == {act.id for act in acts[1]} != set()
    with Session.open(tmp_path / "a.duigao") as ours, Session.open(tmp_path / "b.duigao", read_only=True) as theirs:
        ours.merge_acts(theirs.log)
        assert ours.conflicts() == ()
        assert ours.source("new").data == text.encode()


def test_pairs_held_by_hand_are_let_go_with_the_draft_they_were_made_on(tmp_path: Path) -> None:
    with new_review(tmp_path / "a.duigao") as session:
        session.pin(1, 2)
        session.replace_source("new", source(NEW + "尾。"), read(NEW + "尾。"))
        assert session.options().pins == ()


def test_places_are_not_worked_out_again_for_the_same_drafts(tmp_path: Path) -> None:
    document = read(NEW)
    with new_review(tmp_path / "a.duigao") as session:
        made = session.add(note("核实", at(document, "省科技厅")))
        first = session.placements({"new": document})
        assert session.placements({"new": document})[made.id] is first[made.id]
        moved = session.edit(made.id, "anchor", list(_fields(at(document, "低空空域"))))
        assert moved.anchor is not None
        assert session.placements({"new": document})[made.id].block == moved.anchor.block


def _fields(anchor: object) -> list[object]:
    return [getattr(anchor, name) for name in anchor.__dataclass_fields__]  # type: ignore[attr-defined]
