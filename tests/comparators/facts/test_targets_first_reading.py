"""Targets of sentences and short documents whose gold was written before anything was extracted from them.

In tests/data/facts/targets_*reading.txt a case begins with ``> ``, further lines of a document with ``| ``; its
targets follow: subject = value = unit = kind, readings separated by `` / ``, ``*`` for any, a leading ``?`` for what
is neither wanted nor wrong. The kind may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from comparators import load
from comparators.document import Block, Document
from comparators.facts import extract_facts
from comparators.facts.model import Target
from comparators.folding import fold
from comparators.lexicon import load_lexicon

FOLDER = Path(__file__).resolve().parents[2] / "data" / "facts"


@dataclass
class Case:
    text: str
    gold: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    """Yield the cases of all files."""
    for path in sorted(FOLDER.glob("targets_*reading.txt")):
        case: Case | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("> "):
                if case is not None:
                    yield case
                case = Case(line[2:])
            elif case is not None and line.startswith("| "):
                case.text += "\n" + line[2:]
            elif case is not None and line.strip() and not line.startswith("#"):
                case.gold.append(line)
        if case is not None:
            yield case


def plain(text: str) -> str:
    """Return ``text`` without what does not count: width, spaces, quotation marks."""
    return fold(text).replace('"', "").replace("'", "").replace(" ", "")


def fits(line: str, target: Target) -> bool:
    """Say whether ``target`` is what a line of gold wants."""
    subjects, value, unit, *kind = (part.strip() for part in line.removeprefix("?").split(" ="))
    return (
        plain(target.value) == plain(value)
        and plain(target.unit) == plain(unit)
        and ("*" in subjects.split(" / ") or plain(target.subject) in [plain(name) for name in subjects.split(" / ")])
        and (not kind or target.kind == kind[0])
    )


def document(text: str, folder: Path) -> Document:
    if "\n" not in text:
        block = Block(index=0, text=text)
        return Document(path="", format="txt", title="临江省行动计划（2024—2028年）", blocks=(block,))
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.text[:12])
def test_the_targets_are_those_written_down_beforehand(case: Case, tmp_path: Path) -> None:
    left = list(extract_facts(document(case.text, tmp_path), load_lexicon()).targets)
    missed = []
    for line in sorted(case.gold, key=lambda line: (line.startswith("?"), "*" in line)):
        hit = next((target for target in left if fits(line, target)), None)
        if hit is not None:
            left.remove(hit)
        elif not line.startswith("?"):
            missed.append(line)
    assert (missed, left) == ([], [])
