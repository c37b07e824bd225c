"""What holds for any lines whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.document import Block, Document, Layout
from comparators.labels import match_label
from comparators.messages import known
from comparators.structure import build_structure

_STARTS = [
    "一、", "二、", "三、", "（一）", "（二）", "（三）", "1.", "2.", "3.", "4.", "（1）", "（2）", "①", "②",
    "第一章 ", "第二章 ", "第一节 ", "第一条 ", "第二条 ", "第二条之一 ", "专栏1：", "专栏 2 ",
    "附件1", "附件2 ", "附件：1.", "1 ", "1.1 ", "1.2 ", "2.1.1 ", "6.6G", "", "", "", "———", "目录",
]  # fmt: skip
_RESTS = [
    "", "总体要求", "指导思想。坚持创新。", "临江省甲产业发展规划", "为了促进发展，制定本办法。", "无条件共享；",
    "甲……3",
    "2025年6月1日", "临江省人民政府", "（此件公开发布）", "【目录】实行目录管理。", "建设𠮷地：发展产业。", "\n换行",
]  # fmt: skip
_LAYOUTS = [
    Layout(),
    Layout(),
    Layout(),
    Layout(outline=1),
    Layout(outline=2),
    Layout(outline=4),
    Layout(centered=True),
    Layout(container="box", group=1),
    Layout(container="table", group=2),
    Layout(container="footnote"),
]
_LINES = st.lists(st.tuples(st.sampled_from(_STARTS), st.sampled_from(_RESTS), st.sampled_from(_LAYOUTS)), max_size=40)


def document_of(lines: list[tuple[str, str, Layout]]) -> Document:
    blocks = []
    for start, rest, layout in lines:
        kind = "table" if layout.container == "table" else "paragraph"
        blocks.append(Block(len(blocks), (start + rest).strip() or "空", kind, layout=layout))
    return Document("稿.txt", "txt", blocks=tuple(blocks))


@settings(deadline=None, max_examples=200)
@given(_LINES)
def test_texts_stay_sections_nest_and_a_second_run_changes_nothing(lines: list[tuple[str, str, Layout]]) -> None:
    before = document_of(lines)
    after = build_structure(before)
    assert [(b.index, b.text, b.layout, b.source) for b in after.blocks] == [
        (b.index, b.text, b.layout, b.source) for b in before.blocks
    ]
    assert build_structure(after) == after
    assert all(known(problem.code) for problem in after.problems)
    _check_sections(after)
    _check_blocks(after)


def _check_sections(document: Document) -> None:
    sections = document.sections
    assert [s.first_block for s in sections] == sorted(s.first_block for s in sections)
    for place, section in enumerate(sections):
        assert 0 <= section.first_block <= section.last_block < len(document.blocks)
        assert section.level == section.path.count("/") + 1
        assert section.path.endswith(section.number)
        assert section.parent < place
        if section.parent < 0:
            assert section.path == section.number
            continue
        parent = sections[section.parent]
        assert section.path == f"{parent.path}/{section.number}"
        assert parent.first_block <= section.first_block <= section.last_block <= parent.last_block
        assert section.level == parent.level + 1
    for level in {section.level for section in sections}:
        spans = [(s.first_block, s.last_block) for s in sections if s.level == level]
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def _check_blocks(document: Document) -> None:
    innermost = [""] * len(document.blocks)
    for section in document.sections:  # in document order: an inner section overwrites the outer one
        for index in range(section.first_block, section.last_block + 1):
            innermost[index] = section.path
    for block in document.blocks:
        assert block.section == innermost[block.index]
        assert 0 <= block.number_end <= len(block.text)
        assert block.title_end == 0 or block.number_end < block.title_end <= len(block.text)
        if block.number:
            label = match_label(block.text)
            assert label is not None
            assert (label.number, label.end) == (block.number, block.number_end)
            assert block.section.split("/")[-1] == block.number
        else:
            assert (block.number_end, block.title_end) == (0, 0)
