"""What a reviewer must be shown when clauses come, go, move, part and join, in whatever format the drafts are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from comparators import CompareOptions
from tests.comparators.made_up_policies import FORMATS, LAW, PLAN, Line, compared, kinds, told

Draft = tuple[Line, ...]
_ALL = {"plan": PLAN, "law": LAW}
CLAUSES: dict[str, tuple[str, tuple[Line, ...]]] = {
    "a section of four paragraphs": (
        "培育新兴产业",
        (
            ("h2", "改造传统产业"),
            (
                "text",
                "实施钢铁、化工、建材等行业节能降碳改造，建设绿色工厂一百二十家，单位工业增加值能耗下降百分之十三点五。",
            ),
            ("text", "推动老旧装置更新改造，对列入计划的项目给予贷款贴息。"),
            ("text", "（责任单位：省经信厅、省生态环境厅）"),
        ),
    ),
    "a chapter": (
        "保障措施",
        (("h1", "开放合作"), ("text", "深化与周边省份产能合作，建设跨境经济合作区两个，年度进出口总额超过四百亿元。")),
    ),
    "the first chapter": (
        "总体要求",
        (("h1", "发展形势"), ("text", "我省工业经济总量跃上新台阶，但产业层次不高、创新能力不强的问题仍然突出。")),
    ),
    "an item": ("稀贵金属", (("h3", "硅光伏。壮大硅光伏产业链，建成单晶硅片产能120吉瓦，提高电池片转化效率。"),)),
    "an article": (
        "省数据主管部门",
        (("article", "县级以上人民政府应当将数据流通纳入国民经济和社会发展规划，所需经费列入本级财政预算。"),),
    ),
    "an article with items": (
        "登记凭证有效期",
        (
            ("article", "有下列情形之一的，不予登记："),
            ("item", "数据来源不合法的；"),
            ("item", "存在权属争议尚未解决的；"),
            ("text", "不予登记的，应当书面说明理由。"),
        ),
    ),
    "a chapter of articles": (
        "数据交易",
        (
            ("chapter", "数据安全"),
            ("article", "数据处理者应当建立健全全流程数据安全管理制度，组织开展安全教育培训。"),
            ("article", "发生数据安全事件时，应当立即采取处置措施，并在二十四小时内向主管部门报告。"),
        ),
    ),
    "an item of an article": ("数据来源合法性", (("item", "数据安全承诺书；"),)),
}


def at(draft: Draft, words: str) -> int:
    return next(index for index, line in enumerate(draft) if line[1].startswith(words))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_put_in_is_added_and_those_after_it_are_only_renumbered(
    clause: str, form: str, tmp_path: Path
) -> None:
    before, lines = CLAUSES[clause]
    draft: Draft = next(each for each in _ALL.values() if any(line[1].startswith(before) for line in each))
    place = at(draft, before)
    longer = (*draft[:place], *lines, *draft[place:])
    put_in, taken_out = compared(draft, longer, tmp_path, form), compared(longer, draft, tmp_path, form)
    assert set(kinds(put_in)) == {"added", "renumbered"}, told(put_in)
    assert kinds(put_in)["added"] == len(lines)
    assert set(kinds(taken_out)) == {"removed", "renumbered"}, told(taken_out)
    assert kinds(taken_out)["removed"] == len(lines)


SWAPS = [
    ("plan", "做强优势产业", "培育新兴产业", "布局未来产业"),
    ("plan", "培育新兴产业", "布局未来产业", "保障措施"),
    ("plan", "总体要求", "重点任务", "保障措施"),
    ("law", "省数据主管部门", "申请数据登记", "登记凭证有效期"),
    ("law", "数据登记", "数据交易", "附则"),
    ("law", "依法设立", "数据交易双方", "附则"),
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("swap", SWAPS, ids=lambda swap: f"{swap[1]}-{swap[2]}")
def test_two_sections_that_changed_places_are_moved(swap: tuple[str, ...], form: str, tmp_path: Path) -> None:
    draft = _ALL[swap[0]]
    first, second, end = (at(draft, words) for words in swap[1:])
    swapped = (*draft[:first], *draft[second:end], *draft[first:second], *draft[end:])
    found = compared(draft, swapped, tmp_path, form)
    assert "moved" in kinds(found)
    assert set(kinds(found)) <= {"moved", "renumbered"}, told(found)
    apart = compared(draft, swapped, tmp_path, form, CompareOptions(moves=False))
    assert set(kinds(apart)) <= {"added", "removed", "renumbered"}, told(apart)


def divided() -> Iterator[tuple[str, Draft, tuple[str, ...], int]]:
    """Yield every paragraph that can be cut at commas: where it stands, and its parts."""
    for name, draft in _ALL.items():
        for index, (kind, words) in enumerate(draft):
            cuts = [match.end() for match in re.finditer("[，。；]", words) if 12 < match.end() < len(words) - 12]
            if kind not in ("text", "article") or words.startswith("（责任") or not cuts:
                continue
            ends = [0, cuts[0], cuts[-1], len(words)] if cuts[-1] - cuts[0] > 12 else [0, cuts[0], len(words)]
            parts = tuple(f"{words[a : b - 1]}。" for a, b in itertools.pairwise(ends))
            yield f"{name}-{index}-{len(parts)}", draft, parts, index


@pytest.mark.parametrize(
    ("draft", "parts", "index"), [each[1:] for each in divided()], ids=[each[0] for each in divided()]
)
def test_a_paragraph_parted_is_split_and_put_together_it_is_merged(
    draft: Draft, parts: tuple[str, ...], index: int, tmp_path: Path
) -> None:
    kind = draft[index][0]
    pieces: Draft = ((kind, parts[0]), *(("text", part) for part in parts[1:]))
    parted = (*draft[:index], *pieces, *draft[index + 1 :])
    assert kinds(compared(draft, parted, tmp_path)) == {"split": 1}
    assert kinds(compared(parted, draft, tmp_path)) == {"merged": 1}


def test_a_short_title_set_apart_from_its_long_body_is_split(tmp_path: Path) -> None:
    index = at(PLAN, "主要目标")
    title, body = PLAN[index][1].split("|")
    parted = (*PLAN[:index], ("h2", title), ("text", body), *PLAN[index + 1 :])
    assert kinds(compared(PLAN, parted, tmp_path)) == {"split": 1}


def test_a_paragraph_that_moved_and_changed_is_one_row_with_its_edit(tmp_path: Path) -> None:
    index = at(PLAN, "支持园区建设")
    words = PLAN[index][1].replace("500万元", "800万元")
    moved = (*PLAN[:index], *PLAN[index + 1 :], ("text", words))
    found = compared(PLAN, moved, tmp_path)
    assert kinds(found) == {"moved": 1}
    row = next(row for row in found.rows if row.kind == "moved")
    old = found.old.blocks[row.old[0]].text
    assert [old[slice(*edit.old)] for edit in row.edits] == ["500"]


def test_pins_hold_and_unpins_part_whatever_the_texts(tmp_path: Path) -> None:
    free = compared(PLAN, PLAN, tmp_path)
    index = at(PLAN, "前瞻布局")
    held = compared(PLAN, PLAN, tmp_path, options=CompareOptions(pins=((index, index + 1),)))
    assert any((row.old, row.new) == ((index,), (index + 1,)) for row in held.rows)
    apart = compared(PLAN, PLAN, tmp_path, options=CompareOptions(unpins=((index, index),)))
    assert not any((row.old, row.new) == ((index,), (index,)) for row in apart.rows)
    assert kinds(free) == {}
    assert kinds(apart) == {"removed": 1, "added": 1}


def test_boilerplate_never_makes_a_pair(tmp_path: Path) -> None:
    note = "（责任单位：省经信厅、省发展改革委、省科技厅，各市、县〔市、区〕政府）"
    old = (("h1", "任务"), ("text", f"有关部门要加强组织领导，按照职责分工推进冷链仓储建设。{note}"))
    new = (("h1", "任务"), ("text", f"有关部门要加强组织领导，按照职责分工推进古籍修复培训。{note}"))
    assert kinds(compared(old, new, tmp_path)) == {"removed": 1, "added": 1}


def test_a_small_pair_is_searched_thoroughly_and_says_so_by_saying_nothing(tmp_path: Path) -> None:
    rewritten = tuple((kind, f"{words[:4]}{words[::-1]}" if kind == "text" else words) for kind, words in PLAN)
    assert compared(PLAN, rewritten, tmp_path).problems == ()


@pytest.mark.parametrize("ignored", ["punctuation", "numbering"])
def test_what_is_ignored_is_counted_and_no_change(ignored: str, tmp_path: Path) -> None:
    index = at(PLAN, "稀贵金属")
    new = (*PLAN[:index], ("h3", PLAN[index][1].replace("制备、", "制备，")), *PLAN[index + 1 :])
    new = tuple(line for line in new if not line[1].startswith("绿色铝材"))
    plain = compared(PLAN, new, tmp_path)
    ignoring = compared(PLAN, new, tmp_path, options=replace(CompareOptions(), ignore=("width", "space", ignored)))  # type: ignore[arg-type]
    assert {row.noise for row in plain.rows if row.noise} == {("numbering", "punctuation")}
    assert [row.kind for row in plain.rows if row.noise] == ["changed"]
    assert [row.kind for row in ignoring.rows if row.noise] == ["renumbered" if ignored == "punctuation" else "changed"]
