"""The second process that finds the facts: the same result with it, without it, and where it comes to grief."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparators import compare, load, load_lexicon
from comparators.alignment import align
from comparators.cli import beside, main
from comparators.cli.packing import (
    pack_changes,
    pack_document,
    pack_facts,
    pack_pairs,
    unpack_changes,
    unpack_document,
    unpack_facts,
    unpack_pairs,
)
from comparators.facts import Memory, extract_facts
from comparators.options import CompareOptions

OLD = """临江省未来产业行动方案
一、总体要求
到2030年，培育100家𠮷企业，建设中试基地20个。（责任单位：省经信厅、省科技厅）
二、重点任务
优先发展未来网络、元宇宙、空天信息等3个未来产业。对新认定的实验室，最高给予500万元补助。
对新认定的实验室，最高给予500万元补助。
"""
NEW = """临江省未来产业行动方案
一、总体要求
到2035年，培育150家𠮷企业，建设中试基地20个。（责任单位：省科技厅、省数据局）
二、重点任务
优先发展未来网络、空天信息、类脑智能等3个未来产业。对新认定的实验室，最高给予500万元补助。
三、保障措施
对新认定的实验室，最高给予500万元补助。
"""
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "旧.txt", tmp_path / "新.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def compared(drafts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], bytes]:
    def run(two: bool) -> bytes:
        monkeypatch.setattr(beside, "_possible", lambda: two)
        out = tmp_path / "out.json"
        assert main(["compare", *map(str, drafts), "--json", str(out), "--quiet"]) == 0
        return out.read_bytes()

    return run


@needs_fork
def test_two_processes_say_what_one_says(compared: Callable[[bool], bytes]) -> None:
    assert compared(True) == compared(False)


@needs_fork
@pytest.mark.parametrize("after", range(4))
def test_a_helper_that_dies_is_done_without(
    compared: Callable[[bool], bytes], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """It may die before it hears of anything, after either draft, or once it has told the facts."""
    alone = compared(False)
    receive, send = beside.Channel.receive, beside.Channel.send
    here, heard = os.getpid(), [0]

    def dying(self: beside.Channel) -> Any:
        if os.getpid() != here:
            heard[0] += 1
            if heard[0] > after:
                os._exit(1)
        return receive(self)

    def failing(self: beside.Channel, make: Callable[[], Any]) -> None:
        if os.getpid() != here and after == 3:
            raise RuntimeError
        send(self, make)

    monkeypatch.setattr(beside.Channel, "receive", dying)
    monkeypatch.setattr(beside.Channel, "send", failing)
    assert compared(True) == alone


@needs_fork
def test_no_process_is_left_behind(drafts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_possible", lambda: True)
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    assert main(["compare", str(drafts[0]), str(drafts[1].with_name("无.txt")), "--quiet"]) == 3
    assert forked
    with pytest.raises(ChildProcessError):
        os.waitpid(forked[0], os.WNOHANG)


def test_everything_comes_back_as_it_was(drafts: tuple[Path, Path]) -> None:
    old, new = map(load, drafts)
    lexicon, memory = load_lexicon(), Memory()
    facts = tuple(extract_facts(each, lexicon, memory) for each in (old, new))
    pairs = align(old, new, CompareOptions())
    changes = compare(old, new).changes
    document = unpack_document(pack_document(old))
    assert document == old
    assert unpack_pairs(pack_pairs(pairs)) == pairs
    again = tuple(unpack_facts(pack_facts(each)) for each in facts)
    assert again == facts == tuple(extract_facts(each, lexicon) for each in (old, new))
    assert changes.industries
    assert changes.targets
    assert changes.responsibilities
    comparison = compare(old, new)
    packed = pack_changes(comparison.changes, comparison.old_facts, comparison.new_facts)
    assert unpack_changes(packed, *again) == changes
