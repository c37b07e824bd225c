"""What always holds of an alignment, for any two documents."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparators.alignment import align
from comparators.alignment.pairs import Pair
from comparators.document import Document
from comparators.options import CompareOptions
from tests.comparators.alignment.drafts import draft
from tests.comparators.alignment.mutations import Line, accuracy, edited, made_up, printed

LINES = (
    "一、低空物流",
    "二、低空物流",
    "二、深海装备",
    "（一）发展目标",
    "（二）发展目标。到2028年建成起降点120个。",
    "1.航线网络。临江市布局三条跨海航线，云溪县开通药品配送。",
    "2.航线网络。临江市布局五条跨海航线，云溪县开通生鲜配送。",
    "第一条 运营企业应当每年提交安全评估报告。",
    "第二条 运营企业应当每年提交安全评估报告。",
    "运营企业应当每年提交安全评估报告。由市级部门组织专家复核。",
    "由市级部门组织专家复核。",
    "（责任单位：省经信厅、省科技厅）",
    "（责任单位：省交通运输厅）",
    "1|低空物流|省交通运输厅",
    "2|深海装备|省经信厅",
    "𠮷田工坊承接首批采样机器人试制任务。",
    "　",
    "#临江省低空物流管理办法",
)
drafts = st.lists(st.sampled_from(LINES), max_size=14).map(lambda lines: draft(*lines))
PLAIN = CompareOptions()
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_contract(pairs: tuple[Pair, ...], old: Document, new: Document) -> None:
    """Each block once; kinds as their sides say; new order; a removed block after the row of its predecessor."""
    assert sorted(block for pair in pairs for block in pair.old) == list(range(len(old.blocks)))
    assert sorted(block for pair in pairs for block in pair.new) == list(range(len(new.blocks)))
    shapes = {"added": (0, 1), "removed": (1, 0), "paired": (1, 1), "moved": (1, 1)}
    for pair in pairs:
        shape = len(pair.old), len(pair.new)
        if pair.kind in shapes:
            assert shape == shapes[pair.kind]
        else:
            assert shape[0 if pair.kind == "split" else 1] == 1
            assert max(shape) > 1
        assert (pair.matched_by == "") == (0 in shape)
        assert 0 <= pair.similarity <= 1
    firsts = [pair.new[0] for pair in pairs if pair.new]
    assert firsts == sorted(firsts)
    place = {block: row for row, pair in enumerate(pairs) for block in pair.old}
    for row, pair in enumerate(pairs):
        if pair.kind == "removed":
            host = place[pair.old[0] - 1] if pair.old[0] else -1
            assert host < row
            assert all(between.kind == "removed" for between in pairs[host + 1 : row])
    in_order = [pair.old[0] for pair in pairs if pair.kind == "paired"]
    assert in_order == sorted(in_order)


@quick
@given(drafts, drafts)
def test_the_contract_holds_for_any_two_documents(old, new):
    assert_contract(align(old, new, PLAIN), old, new)


@quick
@given(drafts, drafts)
def test_without_moves_nothing_moved(old, new):
    pairs = align(old, new, replace(PLAIN, moves=False))
    assert_contract(pairs, old, new)
    assert all(pair.kind != "moved" for pair in pairs)


@quick
@given(drafts)
def test_a_document_against_itself_is_all_exact(document):
    pairs = align(document, document, PLAIN)
    assert [(pair.kind, pair.old, pair.new) for pair in pairs] == [
        ("paired", (block,), (block,)) for block in range(len(document.blocks))
    ]
    assert all((pair.matched_by, pair.similarity) == ("exact", 1.0) for pair in pairs)


@quick
@given(drafts, drafts, st.data())
def test_pins_and_unpins_are_held_for_any_two_documents(old, new, data):
    if not old.blocks or not new.blocks:
        return
    olds, news = st.integers(0, len(old.blocks) - 1), st.integers(0, len(new.blocks) - 1)
    pins = data.draw(st.lists(st.tuples(olds, news), max_size=4, unique_by=(lambda pin: pin[0], lambda pin: pin[1])))
    unpins = [pair for pair in data.draw(st.lists(st.tuples(olds, news), max_size=6)) if pair not in pins]
    pairs = align(old, new, replace(PLAIN, pins=tuple(pins), unpins=tuple(unpins)))
    assert_contract(pairs, old, new)
    together = {(left, right) for pair in pairs for left in pair.old for right in pair.new}
    assert set(pins) <= together
    assert not together & set(unpins)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40), st.sampled_from((1, 3)))
def test_the_contract_holds_for_edited_policies(seed, edits, copies):
    base = made_up(4_000, seed, copies)
    new, truth = edited(base, edits, seed + 1)
    old_draft, new_draft = printed(base), printed(new)
    pairs = align(old_draft, new_draft, PLAIN)
    assert_contract(pairs, old_draft, new_draft)
    if copies == 1:
        assert accuracy(pairs, truth)[0] > 0.85


@pytest.mark.parametrize(
    ("length", "edits", "copies", "least"),
    [(5_000, 30, 1, 0.97), (100_000, 300, 1, 0.995), (100_000, 100, 10, 0.99)],
)
def test_known_edits_are_found_where_they_were_made(length, edits, copies, least):
    base = made_up(length, 7, copies)
    new, truth = edited(base, edits, 8)
    assert accuracy(align(printed(base), printed(new), PLAIN), truth)[0] >= least


@pytest.mark.slow
@pytest.mark.parametrize("copies", [1, 10])
def test_known_edits_are_found_in_a_million_characters(copies):
    base = made_up(1_000_000, 9, copies)
    new, truth = edited(base, 1_000, 10)
    assert accuracy(align(printed(base), printed(new), PLAIN), truth)[0] >= 0.995


def test_inserted_and_deleted_clauses_renumber_the_rest_and_change_nothing():
    base = made_up(20_000, 3)
    new, truth = edited(base, 40, 4, kinds=("insert", "delete", "clause"))
    pairs = align(printed(base), printed(new), PLAIN)
    assert accuracy(pairs, truth)[0] == 1.0
    assert {pair.similarity for pair in pairs if pair.kind == "paired"} == {1.0}


def test_swapped_sections_are_moved_in_a_long_document():
    base = made_up(60_000, 5)
    new, _ = edited(base, 20, 6, kinds=("section",))
    assert {pair.kind for pair in align(printed(base), printed(new), PLAIN)} == {"paired", "moved"}


def _stairs(count: int) -> list[Line]:
    return [Line("", f"第{number}号航线由临江市运营并按季报告。") for number in range(count)]


def test_a_document_of_nearly_equal_lines_keeps_them_in_order():
    lines = _stairs(200)
    new = lines[:80] + lines[100:]
    pairs = align(printed(lines), printed(new), PLAIN)
    assert sum(pair.kind == "removed" for pair in pairs) == 20
    assert {pair.kind for pair in pairs} == {"paired", "removed"}


_SCRIPT = """
from tests.comparators.alignment.mutations import edited, made_up, printed
from comparators.alignment import align
from comparators.options import CompareOptions
base = made_up(30_000, 1, 2)
new, _ = edited(base, 120, 2)
print(align(printed(base), printed(new), CompareOptions()))
"""


def test_the_same_rows_come_out_whatever_the_hash_seed():
    root = Path(__file__).resolve().parents[3]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith(b"(Pair(")
