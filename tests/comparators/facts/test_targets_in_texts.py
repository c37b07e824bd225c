"""Targets, list counts and responsible units in made-up texts of many kinds, with what is to be found in each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from comparators import load
from comparators.document import Document
from comparators.facts.list_counts import find_list_counts
from comparators.facts.responsibilities import find_responsibilities
from comparators.facts.targets import find_targets
from comparators.lexicon import load_lexicon
from tests.comparators.facts.target_scoring import (
    Score,
    entry_of,
    score_responsibilities,
    score_targets,
)

FOLDER = Path(__file__).resolve().parents[2] / "data" / "targets"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(name: str, folder: Path) -> tuple[Document, dict[str, Any]]:
    """Return the document of a made-up text, loaded as a file, and what is to be found in it."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    path = folder / f"{name}.txt"
    path.write_text(data["text"].strip() + "\n", encoding="utf-8")
    return load(path), data


def target_score(document: Document, data: dict[str, Any]) -> Score:
    lexicon = load_lexicon()
    found = find_targets(document, lexicon, find_list_counts(document, lexicon))
    return score_targets(found, [entry_of(row) for row in data["targets"]])


@pytest.mark.parametrize("name", TEXTS)
def test_the_targets_of_a_text_are_found_and_no_others(name: str, tmp_path: Path) -> None:
    score = target_score(*read(name, tmp_path))
    assert (score.missed, score.invented) == ([], [])


@pytest.mark.parametrize("name", TEXTS)
def test_kind_comparator_and_deadline_are_right(name: str, tmp_path: Path) -> None:
    assert target_score(*read(name, tmp_path)).fields_wrong == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_note_on_responsible_units_is_read(name: str, tmp_path: Path) -> None:
    document, data = read(name, tmp_path)
    score = score_responsibilities(find_responsibilities(document, load_lexicon()), data.get("responsibilities", []))
    assert (score.missed, score.invented) == ([], [])


@pytest.mark.parametrize("name", TEXTS)
def test_list_counts_stand_beside_what_is_listed(name: str, tmp_path: Path) -> None:
    document, data = read(name, tmp_path)
    found = [
        [count.text, count.stated, -1 if count.listed is None else count.listed, count.section]
        for count in find_list_counts(document, load_lexicon())
    ]
    assert found == data.get("list_counts", [])
