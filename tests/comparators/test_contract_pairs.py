"""What always holds, for any two drafts: on the samples and on every ordered pair of the real documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from comparators import CompareOptions, compare, load
from comparators.document import Document
from comparators.export.json import comparison_json

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*"))
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.docx"))
PAIRS = [
    *permutations(SAMPLES, 2),
    *((old, new) for old, new in permutations(SEEDS, 2)),
]


@cache
def document(path: Path) -> Document:
    return load(path)


@cache
def result(old: Path, new: Path) -> dict[str, Any]:
    """Return the comparison as its reader gets it: through JSON."""
    read: dict[str, Any] = json.loads(comparison_json(compare(document(old), document(new))))
    return read


def label(path: Path) -> str:
    return path.stem[-5:] if path.suffix == ".docx" else path.stem[:3]


each_pair = pytest.mark.parametrize(("old", "new"), PAIRS, ids=[f"{label(a)}-{label(b)}" for a, b in PAIRS])
each_draft = pytest.mark.parametrize("path", [*SAMPLES, *SEEDS], ids=label)


@each_pair
def test_every_block_stands_in_exactly_one_row(old: Path, new: Path) -> None:
    rows = result(old, new)["rows"]
    for side, path in (("old", old), ("new", new)):
        blocks = sorted(block["block"] for row in rows for block in row[side])
        assert blocks == list(range(len(document(path).blocks)))


@each_pair
def test_a_row_has_the_sides_that_its_kind_says(old: Path, new: Path) -> None:
    sizes = {
        "added": lambda old, new: (old, new) == (0, 1),
        "removed": lambda old, new: (old, new) == (1, 0),
        "split": lambda old, new: old == 1 and new > 1,
        "merged": lambda old, new: old > 1 and new == 1,
    }
    for row in result(old, new)["rows"]:
        fits = sizes.get(row["kind"], lambda old, new: (old, new) == (1, 1))
        assert fits(len(row["old"]), len(row["new"])), row["id"]


@each_pair
def test_putting_the_new_pieces_in_turns_the_old_text_into_the_new_one(old: Path, new: Path) -> None:
    for row in result(old, new)["rows"]:
        if not row["old"] or not row["new"]:
            assert row["edits"] == []
            continue
        before = "".join(block["text"] for block in row["old"])
        after = "".join(block["text"] for block in row["new"])
        built, at, new_at = [], 0, 0
        for edit in row["edits"]:
            (start, end), (new_start, new_end) = edit["old"], edit["new"]
            assert before[at:start] == after[new_at:new_start]
            assert edit["op"] == {(True, False): "insert", (False, True): "delete"}.get(
                (start == end, new_start == new_end), "replace"
            )
            built += [before[at:start], after[new_start:new_end]]
            at, new_at = end, new_end
        assert "".join(built) + before[at:] == after


@each_pair
def test_rows_stand_in_the_new_order_with_removed_ones_after_their_predecessor(old: Path, new: Path) -> None:
    rows = result(old, new)["rows"]
    placed = [block["block"] for row in rows for block in row["new"]]
    assert placed == sorted(placed)
    row_of = {block["block"]: number for number, row in enumerate(rows) for block in row["old"]}
    for number, row in enumerate(rows):
        if row["kind"] != "removed":
            continue
        before = row["old"][0]["block"] - 1
        start = row_of[before] + 1 if before >= 0 else 0
        assert all(each["kind"] == "removed" for each in rows[start:number]), row["id"]


@each_pair
def test_the_summary_counts_what_is_there(old: Path, new: Path) -> None:
    read = result(old, new)
    assert sum(read["summary"]["rows"].values()) == len(read["rows"])
    for name in ("industries", "targets", "responsibilities"):
        for change, count in read["summary"][name].items():
            if change not in ("raised", "lowered"):
                assert count == sum(each["change"] == change for each in read[name])
    for side, path in (("old", old), ("new", new)):
        assert read[side]["blocks"] == len(document(path).blocks)


@each_draft
def test_a_document_compared_with_itself_gives_equal_rows_alone(path: Path) -> None:
    read = json.loads(comparison_json(compare(document(path), document(path), CompareOptions(ignore=()))))
    assert {row["kind"] for row in read["rows"]} == {"equal"}
    assert not any(row["edits"] for row in read["rows"])
    for name in ("industries", "targets", "responsibilities"):
        assert {each["change"] for each in read[name]} <= {"kept"}
    assert read["replacements"] == []


@each_draft
def test_facts_and_sections_point_into_the_text(path: Path) -> None:
    from comparators import inspect
    from comparators.export.json import document_json

    read = json.loads(document_json(document(path), inspect(document(path))))
    assert [block["index"] for block in read["blocks"]] == list(range(len(read["blocks"])))
    for name in ("industries", "targets", "list_counts", "responsibilities"):
        for fact in read[name]:
            start, end = fact["span"]
            assert 0 <= start < end <= len(read["blocks"][fact["block"]]["text"])
    for section in read["sections"]:
        assert 0 <= section["first_block"] <= section["last_block"] < len(read["blocks"])
    assert all(problem["message"] for problem in read["problems"])


@pytest.mark.parametrize(
    ("old", "new"), [SAMPLES, SEEDS[1:3]] if len(SEEDS) > 2 else [SAMPLES], ids=["samples", "seeds"][: 1 + bool(SEEDS)]
)
def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(old: Path, new: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "comparators", "compare", str(old), str(new), "--json", "-"],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
