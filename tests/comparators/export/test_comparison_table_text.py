"""What is marked and what is left out in the cells of a 修改对照表: nothing is lost, cuts fall where one reads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparators import compare, load
from comparators.document import Block
from comparators.export.comparison_table_text import Paragraph, both_sides
from comparators.wording.edits import WordDiffer

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "samples").glob("*.docx"))


def block(text: str, index: int = 0, title_end: int = 0) -> Block:
    return Block(index, text, title_end=title_end)


def sides(old: list[Block], new: list[Block]) -> tuple[str, str]:
    """Return both sides with gaps as 【】 and marked words in [ ], paragraphs divided by a slash."""
    edits = WordDiffer(frozenset()).edits(old, new)
    made = both_sides(old, new, edits, frozenset(), shorten=True)
    return shown(made.old), shown(made.new)


def shown(paragraphs: tuple[Paragraph, ...]) -> str:
    forms = {"plain": "{}", "marked": "[{}]", "gap": "【】"}
    return "/".join("".join(forms[piece.kind].format(piece.text) for piece in pieces) for pieces in paragraphs)


FILLER = "坚持统筹推进各项重点任务，健全协同机制。完善政策支持体系，强化要素保障，优化营商环境。"


def test_whole_sentences_around_a_change_stay() -> None:
    text = f"（一）总体思路。{FILLER * 3}到2027年培育企业100家。{FILLER * 3}"
    old, new = sides([block(text, title_end=7)], [block(text.replace("100", "120"), title_end=7)])
    assert old == "（一）总体思路。【】到2027年培育企业[100]家。【】"
    assert new == "（一）总体思路。【】到2027年培育企业[120]家。【】"


def test_a_long_sentence_is_cut_between_clauses() -> None:
    clause = "推动产业链上下游协同发展，"
    old, new = sides(
        [block(clause * 9 + "培育企业100家，" + clause * 9)], [block(clause * 9 + "培育企业120家，" + clause * 9)]
    )
    assert old.replace("100", "120") == new
    before, change, after = new.split("【】")[-3:]
    assert before.endswith("，")
    assert change.startswith("推动")
    assert change.endswith("，")
    assert after == ""


def test_short_stretches_stay_whole() -> None:
    old, new = sides([block("建设一批中试基地，提高验证能力100次。")], [block("建设一批中试基地，提高验证能力120次。")])
    assert "【】" not in old + new


def test_a_cut_does_not_part_a_quotation() -> None:
    text = f"（一）思路。{FILLER}坚持“创新引领、场景牵引、开放协同、生态共建”的思路，构建全链条体系，"
    _, new = sides([block(text + "培育企业100家。", title_end=6)], [block(text + "培育企业120家。", title_end=6)])
    kept = new.split("【】")[-1]
    assert kept.count("“") == kept.count("”")


def test_a_deletion_at_the_start_of_a_sentence_is_not_left_out_with_what_stands_before() -> None:
    text = f"一、总则。{FILLER * 2}统一部署。{FILLER * 2}"
    old, new = sides([block(text)], [block(text.replace("统一部署。", ""))])
    assert "[统一部署。]" in old
    assert "【】" in new


def test_where_a_paragraph_was_split_the_words_around_stay() -> None:
    first, second = f"（一）任务。{FILLER * 2}组织实施专项。", f"建设中试平台。{FILLER * 2}"
    old, new = sides([block(first + second, title_end=6)], [block(first, 0, 6), block(second, 1)])
    assert "组织实施专项。建设中试平台。" in old
    assert "组织实施专项。/建设中试平台。" in new
    assert old.count("【】") == new.count("【】") == 2


def test_the_cells_of_a_table_row_stay_apart() -> None:
    row = f"1\t{FILLER * 2}\t100项"
    old, new = sides([block(row)], [block(row.replace("100", "120"))])
    assert new.startswith("1\t坚持统筹推进各项重点任务，健全协同机制。【】\t")
    assert new.endswith("\t[120]项")
    assert old.endswith("\t[100]项")


@pytest.mark.parametrize("shorten", [True, False])
def test_nothing_is_lost_and_both_sides_leave_out_the_same(shorten: bool) -> None:
    comparison = compare(load(SAMPLES[0]), load(SAMPLES[1]))
    for row in comparison.rows:
        if not row.old or not row.new:
            continue
        old = [comparison.old.blocks[index] for index in row.old]
        new = [comparison.new.blocks[index] for index in row.new]
        made = both_sides(old, new, row.edits, frozenset(("width", "space")), shorten=shorten)
        for blocks, paragraphs in ((old, made.old), (new, made.new)):
            assert ["".join(piece.text for piece in each) for each in paragraphs] == [each.text for each in blocks]
        gaps = [[piece.text for each in side for piece in each if piece.kind == "gap"] for side in (made.old, made.new)]
        assert bool(gaps[0]) == bool(gaps[1])
        if not row.noise:
            assert "".join(gaps[0]) == "".join(gaps[1])
        assert shorten or not gaps[0]
