"""The lexicon: what an expert writes in TOML, and what the engine asks of it."""

from __future__ import annotations

from pathlib import Path

from comparators.lexicon import Lexicon, load_lexicon


def test_a_former_unit_leads_to_the_one_that_took_its_place() -> None:
    lexicon = load_lexicon()
    assert lexicon.current_unit("浙江银保监局") == "浙江金融监管局"
    assert lexicon.current_unit("省大数据局") == "省数据局"
    assert lexicon.current_unit("中国银保监会") == "国家金融监督管理总局"


def test_a_succession_holds_for_a_province_that_no_entry_names() -> None:
    assert load_lexicon().current_unit("临江银保监局") == "临江金融监管局"


def test_a_unit_without_a_successor_stays_itself() -> None:
    assert load_lexicon().current_unit("省科技厅") == "省科技厅"


def test_names_written_with_another_joint_are_one_industry() -> None:
    assert load_lexicon().relation("氢能与绿色燃料", "氢能和绿色燃料") == "alias"


def test_a_part_of_an_industry_is_narrower_and_the_whole_is_broader() -> None:
    lexicon = load_lexicon()
    assert lexicon.relation("脑科学与类脑智能", "类脑智能") == "narrower"
    assert lexicon.relation("类脑智能", "脑科学与类脑智能") == "broader"
    assert lexicon.relation("类脑智能", "新能源汽车") == ""


def test_every_name_is_a_term_for_the_wording_stage() -> None:
    terms = load_lexicon().terms
    assert {"低空经济", "氢能与绿色燃料", "浙江银保监局", "省数据局"} <= terms


def test_an_expert_adds_a_file_beside_the_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('[[unit]]\nname = "甲局"\nformerly = ["乙局"]\n', encoding="utf-8")
    (tmp_path / "units-mine.toml").write_text('[[unit]]\nname = "丙局"\nformerly = ["甲局"]\n', encoding="utf-8")
    assert load_lexicon(tmp_path).current_unit("乙局") == "丙局"


def test_successions_that_go_in_a_circle_end() -> None:
    lexicon = Lexicon(successions={"甲局": "乙局", "乙局": "甲局"})
    assert lexicon.current_unit("甲局") in ("甲局", "乙局")


def test_an_empty_lexicon_knows_nothing_and_breaks_nothing() -> None:
    lexicon = Lexicon()
    assert lexicon.terms == frozenset()
    assert lexicon.relation("甲", "乙") == ""
    assert lexicon.table("measures") == {}


def test_tiers_rank_from_the_highest_down() -> None:
    lexicon = load_lexicon()
    first, last = lexicon.tier_rank("优先发展"), lexicon.tier_rank("探索发展")
    assert first is not None
    assert last is not None
    assert first < last
    assert lexicon.tier_rank("特色赛道") is None
