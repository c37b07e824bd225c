"""The summary that a drafter reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparators import Document, compare, inspect, load
from comparators.export.phrases import percent
from comparators.export.summary import comparison_summary, document_summary

OLD = """临江省未来产业行动方案
一、主要目标
到2027年，突破前沿技术100项，建设先导区20个。
二、重点领域
重点发展具身智能、元宇宙、量子信息等未来产业。
（责任单位：省科技厅、省经信厅）
三、保障措施
加强组织领导，统筹推进各项工作。
"""
NEW = (
    OLD.replace("100项", "120项")
    .replace("20个", "15个")
    .replace("元宇宙", "低空经济")
    .replace("省科技厅、省经信厅", "省经信厅、省科技厅")
)


def read(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name)


def test_what_changed_is_said_with_figures_and_names(tmp_path: Path) -> None:
    text = comparison_summary(compare(read(tmp_path, "a.txt", OLD), read(tmp_path, "b.txt", NEW)))
    assert "修改 3 处：改写 3" in text
    assert "100项 → 120项" in text
    assert "↑20%" in text
    assert "↓25%" in text
    assert "低空经济" in text
    assert "元宇宙" in text
    assert "牵头 省科技厅 → 省经信厅" in text


def test_it_is_all_english_on_request_but_for_the_drafts_own_words(tmp_path: Path) -> None:
    comparison = compare(read(tmp_path, "a.txt", OLD), read(tmp_path, "b.txt", NEW))
    text = comparison_summary(comparison, "en")
    for word in ("changes", "Industries", "Targets", "Responsible units", "raised", "lowered", "lead 省科技厅"):
        assert word in text
    for word in ("修改", "产业（", "目标", "牵头", "新增"):
        assert word not in text.replace("主要目标", "")


def test_equal_drafts_are_said_to_be_equal(tmp_path: Path) -> None:
    same = read(tmp_path, "a.txt", OLD)
    assert "没有实质修改" in comparison_summary(compare(same, same))


def test_renumbering_is_counted_apart(tmp_path: Path) -> None:
    old = read(
        tmp_path,
        "a.txt",
        "方案\n一、总体要求\n坚持创新驱动发展。\n二、重点任务\n实施重大专项攻关。\n三、保障措施\n加强组织领导和统筹协调。\n",
    )
    new = read(
        tmp_path,
        "b.txt",
        "方案\n一、总体要求\n坚持创新驱动发展。\n二、发展目标\n到二〇三〇年建成体系。\n三、重点任务\n实施重大专项攻关。\n四、保障措施\n加强组织领导和统筹协调。\n",
    )
    text = comparison_summary(compare(old, new))
    assert "修改 2 处：新增 2" in text
    assert "仅编号调整 2 处" in text


def test_one_document_is_summed_up(tmp_path: Path) -> None:
    document = read(tmp_path, "a.txt", OLD)
    text = document_summary(document, inspect(document))
    assert "临江省未来产业行动方案" in text
    assert "重点发展：具身智能、元宇宙、量子信息" in text
    assert "100项（2027年）" in text
    assert "省科技厅、省经信厅" in text


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(0.2, "20%"), (-0.25, "25%"), (0.0345, "3.5%"), (0.666667, "67%"), (2.0, "200%"), (0.05, "5%"), (99.0, "9900%")],
)
def test_percentages_carry_no_needless_decimals(ratio: float, shown: str) -> None:
    assert percent(ratio) == shown
