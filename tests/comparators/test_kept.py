"""What is kept between two starts of the program: never needed, never stale, and the same as made anew."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from array import array
from dataclasses import FrozenInstanceError, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from comparators import compilations
from comparators import kept as store
from comparators.compilations import kept_compilations
from comparators.kept import keep, keep_mapped, kept, look_up, look_up_mapped, read_tables


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(compilations, "_PLACE", tmp_path / "compilations.py")


def test_a_result_is_made_once(tmp_path: Path) -> None:
    made = []

    def make() -> dict[str, list[int]]:
        made.append(1)
        return {"甲": [1, 2]}

    first, second = (kept(tmp_path / "place", ("stamp", 1), make) for _ in range(2))
    assert first == second == {"甲": [1, 2]}
    assert len(made) == 1


def test_a_result_of_something_else_is_made_again(tmp_path: Path) -> None:
    keep(tmp_path / "place", ("stamp", 1), "old")
    assert look_up(tmp_path / "place", ("stamp", 2)) is None
    assert kept(tmp_path / "place", ("stamp", 2), lambda: "new") == "new"


@pytest.mark.parametrize("damage", [b"", b"\x00", b"nonsense", b"\xe9\x03\x00\x00\x00"])
def test_a_damaged_store_is_made_again(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path / "place", ("stamp",), "result")
    store._store(tmp_path / "place").write_bytes(damage)
    assert kept(tmp_path / "place", ("stamp",), lambda: "again") == "again"
    assert look_up(tmp_path / "place", ("stamp",)) == "again"


def test_large_blocks_are_mapped_as_they_were(tmp_path: Path) -> None:
    blocks = [array("Q", range(5)).tobytes(), b"", "甲乙丙".encode(), bytes(13)]
    keep_mapped(tmp_path / "place", ("stamp", 1), 42, blocks)
    assert look_up_mapped(tmp_path / "place", ("stamp", 2)) is None
    found = look_up_mapped(tmp_path / "place", ("stamp", 1))
    assert found is not None
    assert found[0] == 42
    assert list(map(bytes, found[1])) == blocks
    assert found[1][0].cast("Q").tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("kept_bytes", [0, 4, 9, 60])
def test_a_mapped_store_cut_short_is_made_again(tmp_path: Path, kept_bytes: int) -> None:
    keep_mapped(tmp_path / "place", ("stamp",), 1, [bytes(100)])
    place = store._store(tmp_path / "place")
    place.write_bytes(place.read_bytes()[:kept_bytes])
    assert look_up_mapped(tmp_path / "place", ("stamp",)) is None
    assert look_up_mapped(tmp_path / "nowhere", ("stamp",)) is None


def test_nothing_is_written_where_python_may_write_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept(tmp_path / "place", ("stamp",), lambda: "result") == "result"
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("in the way")
    assert kept(tmp_path / "place", ("stamp",), lambda: "result") == "result"


def test_what_cannot_be_kept_is_returned_all_the_same(tmp_path: Path) -> None:
    result = object()
    assert kept(tmp_path / "place", ("stamp",), lambda: result) is result
    assert list(tmp_path.glob("__pycache__/*")) == []


def test_an_edited_table_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "units.toml").write_text('units = ["省经信厅"]\n', encoding="utf-8")
    assert read_tables(folder) == {"units": {"units": ["省经信厅"]}}
    (folder / "units.toml").write_text('units = ["省经信厅", "省数据局"]\n', encoding="utf-8")
    (folder / "acts.toml").write_text('acts = ["培育"]\n', encoding="utf-8")
    assert read_tables(folder) == {"units": {"units": ["省经信厅", "省数据局"]}, "acts": {"acts": ["培育"]}}


EXPRESSIONS = (
    (r"(?P<number>[0-9]+)(?:个|家)(?P<rest>[\u4e00-\u9fff]*)", 0),
    (r"(?<=，)[\u4e00-\u9fffA-Za-z\U00020000-\U0003ffff]{2,}(?!。)", 0),
    (r"(?i)straße|ǆ|İ", re.IGNORECASE),
    (r"^ a (b) # a note", re.VERBOSE | re.MULTILINE),
    (r"(a)|(?P<second>b)\b(?(1)c|d)", re.DOTALL | re.ASCII),
)
TEXT = "到2030年，培育100家𠮷企业，建设Lab中心。 ab STRASSE ab bd\nab ac"


@pytest.mark.parametrize(("expression", "flags"), EXPRESSIONS)
def test_a_kept_expression_is_the_one_that_was_compiled(expression: str, flags: int) -> None:
    plain = re.compile(expression, flags)
    for _ in range(2):
        re.purge()
        with kept_compilations():
            again = re.compile(expression, flags)
        assert again == plain
        assert (again.groups, again.groupindex, again.flags) == (plain.groups, plain.groupindex, plain.flags)
        assert [(each.span(), each.groups()) for each in again.finditer(TEXT)] == [
            (each.span(), each.groups()) for each in plain.finditer(TEXT)
        ]
    assert [path.name for path in compilations._PLACE.parent.glob("__pycache__/*.kept")]


_LISTS_EXPRESSIONS = """
import sys

from comparators import compilations
from comparators.cli import beside, main

made = []
pattern = compilations._Store.pattern
def note(store, expression, flags=0):
    made.append(f"{flags} {expression!a}")
    return pattern(store, expression, flags)
compilations._Store.pattern = note
beside._possible = lambda: False  # all in this process

assert main(["compare", *sys.argv[1:3], "--json", sys.argv[3]]) == 0
print(*sorted(made), sep="\\n")
"""


def test_each_start_compiles_the_same_expressions_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Otherwise what is kept is of no use, and grows with each start."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("方案\n一、目标\n到2027年，建成平台100家，重点发展甲产业、乙产业等产业。\n", encoding="utf-8")
    new.write_text("方案\n一、目标\n到2027年，建成平台150家，重点发展甲产业、丙产业等产业。\n", encoding="utf-8")
    found = {
        subprocess.run(
            [sys.executable, "-c", _LISTS_EXPRESSIONS, str(old), str(new), str(tmp_path / "x.json")],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert found.pop().count(b"\n") > 100


def test_a_wrong_expression_says_so_as_ever() -> None:
    with kept_compilations(), pytest.raises(re.error, match="unterminated character set"):
        re.compile("[甲")


def test_re_is_left_as_it_was_found() -> None:
    before = re._compiler.compile  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), kept_compilations():
        raise ZeroDivisionError
    assert re._compiler.compile is before  # type: ignore[attr-defined]


def test_another_make_of_re_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re._compiler, "_code")  # type: ignore[attr-defined]
    before = re._compiler.compile  # type: ignore[attr-defined]
    with kept_compilations():
        assert re._compiler.compile is before  # type: ignore[attr-defined]


def test_a_value_made_of_kept_methods_is_the_one_that_dataclasses_make() -> None:
    def make() -> Any:
        @dataclass(frozen=True, slots=True)
        class Span:
            """Where something stands."""

            start: int
            end: int = 7
            inside: list[int] = field(default_factory=list, compare=False)

        return Span

    plain = make()
    for _ in range(2):
        with kept_compilations():
            kept_one = make()
        assert repr(kept_one(1)).endswith("Span(start=1, end=7, inside=[])")
        assert kept_one(1) == kept_one(1, 7, [3])
        assert hash(kept_one(1, 2)) == hash(plain(1, 2))
        assert kept_one.__init__.__annotations__ == plain.__init__.__annotations__
        with pytest.raises(FrozenInstanceError):
            kept_one(1).start = 2
    assert "exec" not in vars(dataclasses)
