"""Made-up drafts for the tests of structure: one line of text is one block."""

from __future__ import annotations

from comparators.document import Block, Document, Layout, Problem
from comparators.structure import build_structure


def draft(text: str) -> Document:
    """Make a document of lines, as a loader would: ``#`` marks a declared heading, ``^`` a centred line.

    ``|`` marks a line in a box with borders and ``&`` a row of a table (cells divided by ``/``).
    """
    blocks: list[Block] = []
    group = 0
    before = ""
    for raw in text.strip("\n").split("\n"):
        line = raw.strip()
        if not line:
            continue
        mark = line[0] if line[0] in "#^|&" else ""
        if mark in ("|", "&") and mark != before:
            group += 1
        before = mark
        blocks.append(_block(len(blocks), line, mark, group))
    return Document("稿.txt", "txt", blocks=tuple(blocks))


def _block(index: int, line: str, mark: str, group: int) -> Block:
    if mark == "#":
        text = line.lstrip("#")
        return Block(index, text.strip(), layout=Layout(outline=len(line) - len(text)))
    if mark == "^":
        return Block(index, line[1:], layout=Layout(centered=True))
    if mark == "|":
        return Block(index, line[1:], layout=Layout(container="box", group=group))
    if mark == "&":
        text = line[1:].replace("/", "\t")
        return Block(index, text, "table", layout=Layout(container="table", group=group))
    return Block(index, line)


def built(text: str) -> Document:
    """Return the structure of the draft ``text``."""
    return build_structure(draft(text))


def paths(document: Document) -> list[str]:
    """Return the paths of all sections, in order."""
    return [section.path for section in document.sections]


def titles(document: Document) -> dict[str, str]:
    """Return the title of each section by its path."""
    return {section.path: section.title for section in document.sections}


def section_of(document: Document, start: str) -> str:
    """Return the section of the only block whose text begins with ``start``."""
    (found,) = [block.section for block in document.blocks if block.text.startswith(start)]
    return found


def kind_of(document: Document, start: str) -> str:
    """Return the kind of the first block whose text begins with ``start``."""
    return next(block.kind for block in document.blocks if block.text.startswith(start))


def told(document: Document, code: str) -> list[Problem]:
    """Return the problems named ``code``."""
    return [problem for problem in document.problems if problem.code == code]
