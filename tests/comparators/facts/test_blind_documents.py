"""Facts of made-up documents whose gold was written by hand before anything was extracted from them.

One fact a line in tests/data/facts/blind_*.toml, its fields separated by ``|``: ``/`` separates readings that are
equally good, ``*`` stands for any, a last ``?`` marks what is neither wanted nor wrong.

sections: path | title; industries: section | name | tier | region;
targets: section (or two, separated by a space) | kind | subject | value | unit | comparator | deadline;
responsibilities: section | lead | others separated by ``、`` (by ``；`` where a unit has a ``、`` in its name).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from comparators import load
from comparators.document import Document
from comparators.facts import extract_facts
from comparators.facts.model import Industry, PolicyFacts, Responsibility, Target
from comparators.lexicon import load_lexicon

FOLDER = Path(__file__).resolve().parents[2] / "data" / "facts"
NAMES = sorted(path.stem for path in FOLDER.glob("blind_*.toml"))

Fact = TypeVar("Fact")
Read = tuple[Document, PolicyFacts, dict[str, Any]]


@pytest.fixture(scope="module", params=NAMES)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a document, its facts, and the gold."""
    data = tomllib.loads((FOLDER / f"{request.param}.toml").read_text(encoding="utf-8"))
    path = tmp_path_factory.mktemp("blind") / f"document.{data['format']}"
    path.write_text(data["text"], encoding="utf-8")
    document = load(path)
    return document, extract_facts(document, load_lexicon()), data


def fields(line: str, count: int) -> tuple[list[str], bool]:
    """Return the fields of a line of gold, and whether it is optional."""
    parts = [part.strip() for part in line.split("|")]
    optional = parts[-1] == "?"
    parts = parts[:-1] if optional else parts
    return [*parts, *[""] * (count - len(parts))][:count], optional


def fits(wanted: str, found: str) -> bool:
    """Say whether ``found`` is one of the readings of ``wanted``; a unit such as %/年 has a ``/`` of its own."""
    readings = [reading.strip() for reading in wanted.split("/")]
    joined = ["/".join(readings[at : at + 2]) for at in range(len(readings) - 1)]
    return "*" in readings or found in readings or found in joined


def differences(
    lines: Sequence[str], found: Sequence[Fact], count: int, same: Callable[[list[str], Fact], bool]
) -> tuple[list[str], list[Fact]]:
    """Return the lines of gold that no fact fits, and the facts that fit no line."""
    left = list(found)
    missed = []
    for line in sorted(lines, key=lambda line: fields(line, count)[1]):
        wanted, optional = fields(line, count)
        hit = next((fact for fact in left if same(wanted, fact)), None)
        if hit is not None:
            left.remove(hit)
        elif not optional:
            missed.append(line)
    return missed, left


def same_section(wanted: list[str], found: tuple[str, str]) -> bool:
    return wanted[0] == found[0] and (wanted[1] == "*" or wanted[1] == found[1])


def same_industry(wanted: list[str], found: Industry) -> bool:
    section, name, tier, region = wanted
    return section == found.section and all(map(fits, (name, tier, region), (found.name, found.tier, found.region)))


def same_target(wanted: list[str], found: Target) -> bool:
    deadline = "null" if found.deadline is None else str(found.deadline)
    printed = (found.kind, found.subject, found.value, found.unit, found.comparator, deadline)
    return found.section in wanted[0].split(" ") and all(map(fits, wanted[1:], printed))


def same_units(wanted: list[str], found: Responsibility) -> bool:
    others = [unit for unit in wanted[2].split("；" if "；" in wanted[2] else "、") if unit]
    return (wanted[0], wanted[1], others) == (found.section, found.lead, list(found.others))


def test_every_section_is_found_with_its_path_and_title(read: Read) -> None:
    document, _, gold = read
    found = [(section.path, section.title) for section in document.sections]
    assert differences(gold["sections"], found, 2, same_section) == ([], [])


def test_every_industry_is_found_with_its_tier_and_region(read: Read) -> None:
    _, facts, gold = read
    assert differences(gold["industries"], facts.industries, 4, same_industry) == ([], [])


def test_every_target_is_found_with_all_its_fields(read: Read) -> None:
    _, facts, gold = read
    assert differences(gold["targets"], facts.targets, 7, same_target) == ([], [])


def test_every_note_on_units_is_found(read: Read) -> None:
    _, facts, gold = read
    assert differences(gold["responsibilities"], facts.responsibilities, 3, same_units) == ([], [])
