"""The real documents: sections as worked out by hand, and what must hold in the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparators.document import Document
from comparators.loading import load_file
from comparators.structure import build_structure


def structure_of(path: Path) -> Document:
    return build_structure(load_file(path))


@pytest.mark.parametrize("name", ["000", "003"])
def test_the_sections_are_those_found_by_hand(
    name: str, seed: Callable[[str], Path], gold: Callable[[str], dict[str, Any]]
) -> None:
    wanted = [(section["path"], section["title"]) for section in gold(name)["sections"]]
    found = [(section.path, section.title) for section in structure_of(seed(name)).sections]
    assert found == wanted


def test_points_that_run_on_across_chapters_are_all_found(seed: Callable[[str], Path]) -> None:
    document = structure_of(seed("001"))
    assert [section.path for section in document.sections if section.level == 2][-1] == "八/（二十四）"
    assert sum(section.level == 2 for section in document.sections) == 24
    assert sum(section.level == 1 for section in document.sections) == 8


def test_the_items_of_a_box_end_where_the_text_goes_on(seed: Callable[[str], Path]) -> None:
    found = {section.path: section.title for section in structure_of(seed("002")).sections}
    assert found["二/（一）/专栏1/6"] == "6G"
    assert found["二/（二）/专栏2/11"] == "丽水"
    assert [path for path in found if path.startswith("二/") and path.count("/") == 1] == [
        "二/（一）", "二/（二）", "二/（三）", "二/（四）",
    ]  # fmt: skip


def test_eight_plans_in_one_file_are_eight_parts_without_a_numbering_error(seed: Callable[[str], Path]) -> None:
    document = structure_of(seed("004"))
    parts = [section for section in document.sections if section.form == "part"]
    assert [part.path for part in parts] == ["附件1", *(f"#{n}" for n in range(2, 9))]
    assert all(part.title.endswith("“十四五”规划") for part in parts)
    assert sum(section.form == "box" for section in document.sections) == 21
    assert not {"number-gap", "duplicate-number"} & {problem.code for problem in document.problems}
