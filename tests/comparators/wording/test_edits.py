from __future__ import annotations

import subprocess
import sys

import pytest

from comparators.document import Block
from comparators.wording.edits import WordDiffer
from comparators.wording.model import Edit


def pieces(old: str, new: str, *terms: str) -> list[tuple[str, str]]:
    edits = WordDiffer(terms).edits([Block(0, old)], [Block(0, new)])
    return [(old[slice(*edit.old)], new[slice(*edit.new)]) for edit in edits]


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("突破１００项", "突破１５０项", ("１００", "１５０")),
        ("增长8.5个百分点", "增长10.2个百分点", ("8.5", "10.2")),
        ("到二〇二五年", "到二〇三〇年", ("二〇二五", "二〇三〇")),
        ("达到一百亿元", "达到二百亿元", ("一百亿", "二百亿")),
        ("下降百分之五", "下降百分之八", ("百分之五", "百分之八")),
    ],
)
def test_a_number_is_marked_whole_whatever_it_is_written_in(old: str, new: str, marks: tuple[str, str]) -> None:
    ((left_out, put_in),) = pieces(old, new)
    assert left_out.startswith(marks[0])
    assert put_in.startswith(marks[1])


def test_equal_texts_have_no_edits_and_need_no_dictionary() -> None:
    script = (
        "import sys; from comparators.document import Block; from comparators.wording.edits import WordDiffer\n"
        "assert WordDiffer({'省经信厅'}).edits([Block(0, '推动')], [Block(0, '推动')]) == ()\n"
        "assert 'rjieba' not in sys.modules and 'jieba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_name_in_full_width_letters_is_known_by_its_half_width_form() -> None:
    assert pieces("发展ＡＩ算力网络", "发展ＡＩ算法网络", "AI算力网络", "AI算法网络") == [
        ("ＡＩ算力网络", "ＡＩ算法网络")
    ]


def test_a_renumbered_clause_whose_text_changed_too_keeps_both_apart() -> None:
    old, new = Block(0, "3.大力发展低空经济。", number_end=2), Block(0, "（4）培育低空经济。", number_end=3)
    assert WordDiffer().edits([old], [new]) == (
        Edit("replace", (0, 2), (0, 3), "numbering"),
        Edit("replace", (2, 6), (3, 5), ""),
    )


def test_a_split_paragraph_differs_by_the_label_it_was_given() -> None:
    old = [Block(0, "（一）加强领导。各市要落实责任。", number_end=3)]
    new = [Block(0, "（一）加强领导。", number_end=3), Block(1, "（二）各市要落实责任。", number_end=3)]
    assert WordDiffer().edits(old, new) == (Edit("insert", (8, 8), (8, 11), "numbering"),)


def test_paragraphs_only_split_have_no_edits() -> None:
    whole, parts = [Block(0, "加强领导。落实责任。")], [Block(0, "加强领导。"), Block(1, "落实责任。")]
    assert WordDiffer().edits(whole, parts) == ()


def test_an_added_or_emptied_text_is_one_edit() -> None:
    assert WordDiffer().edits([Block(0, "")], [Block(0, "推动")]) == (Edit("insert", (0, 0), (0, 2)),)
    assert WordDiffer().edits([Block(0, "推动")], []) == (Edit("delete", (0, 2), (0, 0)),)


def test_a_web_address_is_not_one_word() -> None:
    old = "见https://www.example.gov.cn/art/2025/5/1/art_1229_4001.html"
    assert pieces(old, old.replace("4001", "4002")) == [("4001", "4002")]
