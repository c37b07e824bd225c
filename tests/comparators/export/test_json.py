"""The JSON of the contracts: its fields by name, and text that no reader chokes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comparators import CompareOptions, compare, inspect, load
from comparators.document import Block, Document, Problem
from comparators.export.json import comparison_json, document_json

OLD = """临江省行动方案
一、主要目标
到2027年，突破前沿技术100项。
（责任单位：省科技厅、省经信厅）
二、保障措施
加强组织领导。
"""
NEW = (
    OLD.replace("100项", "120项")
    .replace("省科技厅、省经信厅", "省经信厅、省科技厅")
    .replace("加强组织领导", "强化宣传")
)


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Document, Document]:
    for name, text in (("a.txt", OLD), ("b.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load(tmp_path / "a.txt"), load(tmp_path / "b.txt")


def test_a_comparison_has_the_fields_of_the_contract(drafts: tuple[Document, Document]) -> None:
    read = json.loads(comparison_json(compare(*drafts)))
    assert read["schema"] == "duigao.comparison/1"
    assert {
        "old",
        "new",
        "options",
        "rows",
        "industries",
        "targets",
        "responsibilities",
        "replacements",
        "summary",
    } <= (read.keys())
    assert {"path", "format", "title", "blocks", "problems"} <= read["old"].keys()
    assert read["new"]["blocks"] == len(drafts[1].blocks)
    row = next(row for row in read["rows"] if row["edits"])
    assert {"id", "kind", "old", "new", "matched_by", "similarity", "edits"} <= row.keys()
    assert row["old"][0].keys() == {"block", "section", "text"}
    assert {"op", "old", "new"} <= row["edits"][0].keys()
    target = read["targets"][0]
    assert {"change", "old", "new", "fields", "direction", "ratio"} <= target.keys()
    assert {"kind", "subject", "value", "unit", "comparator", "deadline", "section", "block", "span"} <= (
        target["new"].keys()
    )
    assert (target["fields"], target["direction"], target["ratio"]) == (["value"], "raised", 0.2)
    note = read["responsibilities"][0]
    assert {"change", "old", "new", "units_added", "units_removed"} <= note.keys()
    assert {"lead", "others", "section", "block", "span"} <= note["new"].keys()
    assert read["options"]["ignore"] == ["width", "space"]
    assert read["summary"]["targets"]["raised"] == 1


def test_a_document_has_the_fields_of_the_contract(drafts: tuple[Document, Document]) -> None:
    read = json.loads(document_json(drafts[0], inspect(drafts[0])))
    assert read["schema"] == "duigao.document/1"
    assert {"path", "format", "title", "sections", "blocks", "problems"} <= read.keys()
    assert {"industries", "targets", "list_counts", "responsibilities"} <= read.keys()
    assert {"path", "number", "level", "title", "first_block", "last_block"} <= read["sections"][0].keys()
    assert {"index", "kind", "section", "text"} <= read["blocks"][0].keys()
    assert read["path"] == drafts[0].path


def test_records_stand_one_a_line_and_chinese_is_written_as_it_is(drafts: tuple[Document, Document]) -> None:
    text = comparison_json(compare(*drafts)).decode("utf-8")
    lines = [line for line in text.splitlines() if line.startswith('  {"id":')]
    assert len(lines) == len(json.loads(text)["rows"])
    assert "突破前沿技术" in text


def test_lone_surrogates_and_control_characters_survive() -> None:
    text = "a\ud83d\x00\u2028𠮷"
    document = Document("x\udcff.txt", "txt", "", (Block(0, text),))
    data = comparison_json(compare(document, document))
    read = json.loads(data)
    assert read["rows"][0]["old"][0]["text"] == text
    assert read["old"]["path"] == "x\udcff.txt"
    data.decode("utf-8")


def test_problems_are_said_in_the_language_asked_for(drafts: tuple[Document, Document]) -> None:
    problem = Problem("output-is-folder", "第3页", (("path", "x"),))
    document = Document("a.txt", "txt", "", drafts[0].blocks, problems=(problem, Problem("no-such-code")))
    for language, said in (("zh", "文件夹"), ("en", "folder")):
        read = json.loads(document_json(document, inspect(document), language))  # type: ignore[arg-type]
        assert said in read["problems"][0]["message"]
        assert read["problems"][0]["where"] == "第3页"
        assert read["problems"][1]["message"] == "no-such-code"


def test_options_are_written_into_the_result(drafts: tuple[Document, Document]) -> None:
    options = CompareOptions(ignore=("punctuation",), pins=((0, 0),), moves=False)
    read = json.loads(comparison_json(compare(*drafts, options)))
    assert read["options"]["ignore"] == ["punctuation"]
    assert read["options"]["pins"] == [[0, 0]]
    assert read["options"]["moves"] is False
