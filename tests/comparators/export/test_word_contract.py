"""Accepting all gives the new draft, rejecting all the old one, whatever the two are; by an oracle of its own."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparators import compare, load
from comparators.document import Document
from comparators.errors import InputError
from comparators.export.word_markup import Marked, mark_up
from comparators.export.word_options import WordOptions
from comparators.loading import docx
from comparators.options import LoadLimits
from comparators.structure import build_structure
from tests.support import word_drafts as drafts
from tests.support import word_oracle as oracle

PLAIN = WordOptions(explain="none", date="2026-05-18T09:00:00Z")
SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"


def read(data: bytes) -> Document:
    return build_structure(docx.read(data, "稿.docx", LoadLimits()))


def marked(old: bytes, new: bytes, options: WordOptions = PLAIN) -> Marked:
    return mark_up(compare(read(old), read(new)), old, new, options)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), edits=st.integers(0, 8))
def test_any_edit_script_is_accepted_and_rejected_to_the_character(seed: int, edits: int) -> None:
    chance = random.Random(seed)
    before = drafts.draft(chance)
    after = drafts.edited(before, chance, edits)
    old, new = drafts.docx(before), drafts.docx(after, salt=7)
    if not read(old).blocks or not read(new).blocks:
        return
    made = marked(old, new)
    oracle.assert_all(old, new, made.data)
    assert not [problem.code for problem in made.problems]


@pytest.mark.parametrize("swapped", [False, True])
def test_the_samples_are_accepted_and_rejected_to_the_character(swapped: bool) -> None:
    paths = sorted(SAMPLES.glob("*.docx"), reverse=swapped)
    old, new = (path.read_bytes() for path in paths)
    made = mark_up(compare(load(paths[0]), load(paths[1])), old, new, PLAIN)
    oracle.assert_all(old, new, made.data)
    assert made.problems == ()


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), list(permutations(("000", "001", "002", "003", "004"), 2)))
def test_real_documents_set_in_word_are_accepted_and_rejected(
    seed: Callable[[str], Path], first: str, second: str
) -> None:
    chance = random.Random(5)
    old, new = (drafts.docx(drafts.from_document(load(seed(name)), chance)) for name in (first, second))
    oracle.assert_all(old, new, marked(old, new).data)


def test_a_document_beside_itself_comes_out_as_it_went_in() -> None:
    data = (sorted(SAMPLES.glob("*.docx"))[0]).read_bytes()
    made = marked(data, data)
    assert oracle.changed_parts(data, made.data) == set()


def _installed() -> list[Path]:
    import docx as python_docx

    return sorted(Path(python_docx.__file__).parent.rglob("*.docx"))


@pytest.mark.parametrize("path", _installed(), ids=lambda path: path.name)
def test_files_of_installed_packages_go_through(path: Path) -> None:
    data, other = path.read_bytes(), drafts.docx([drafts.Para((drafts.Run("一、总则"),))])
    try:
        made = marked(other, data), marked(data, other)
    except InputError:
        pytest.skip("refused by the loader")
    oracle.assert_all(other, data, made[0].data)
    oracle.assert_all(data, other, made[1].data)
