"""Documents made from plain lines, for the tests of facts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comparators.document import Block, Document
from comparators.facts.model import Industry
from comparators.structure import build_structure

DATA = Path(__file__).resolve().parents[2] / "data" / "facts"


def document(text: str, path: str = "made-up.txt") -> Document:
    """Return the structured document whose blocks are the lines of ``text``; a line with tabs is a table row."""
    lines = [line for line in text.strip("\n").split("\n") if line.strip()]
    return build_structure(
        Document(
            path,
            "txt",
            blocks=tuple(
                Block(index, line, "table" if "\t" in line else "paragraph") for index, line in enumerate(lines)
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One made-up text with the industries a careful reader lists in it: (name, tier, region, section)."""

    name: str
    text: str
    industries: tuple[tuple[str, str, str, str], ...]
    optional: frozenset[tuple[str, str]]
    tiers_optional: bool


@cache
def industry_cases() -> tuple[Case, ...]:
    """Return all cases of ``tests/data/facts/industries_*.toml``."""
    cases = []
    for path in sorted(DATA.glob("industries_*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            optional = [_parts(line) for line in entry.get("optional", ())]
            cases.append(
                Case(
                    entry["name"],
                    entry["text"],
                    tuple(_parts(line) for line in entry["industries"]),
                    frozenset((name, section) for name, _, _, section in optional),
                    entry.get("tiers_optional", False),
                )
            )
    return tuple(cases)


def _parts(line: str) -> tuple[str, str, str, str]:
    name, tier, region, section = (part.strip() for part in line.split("|"))
    return name, tier, region, section


def as_parts(entry: Industry) -> tuple[str, str, str, str]:
    """Return an entry as a case writes it down."""
    return entry.name, entry.tier, entry.region, entry.section
