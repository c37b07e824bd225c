"""Plain text: any encoding in use, hard-wrapped or one paragraph a line, with or without page furniture."""

from __future__ import annotations

from comparators.document import Block, Document, Layout, Problem, Source
from comparators.loading.encodings import decode
from comparators.loading.furniture import take_out_furniture
from comparators.loading.joining import without_printers_spaces
from comparators.loading.lines import Paragraph, split_lines
from comparators.loading.tables import split_rows
from comparators.loading.titles import join_titles
from comparators.loading.unwrap import find_habits, unwrap
from comparators.options import LoadLimits
from comparators.work import Work


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read a plain text file. Raises :class:`comparators.errors.InputError` where it is no text or too long."""
    decoded = decode(data, path, limits)
    work.step("loading", 0.2)
    lines, taken_out = take_out_furniture(split_lines(decoded.text))
    work.step("loading", 0.5)
    habits = find_habits(lines)
    paragraphs = split_rows(join_titles(unwrap(lines, habits), habits))
    work.step("loading", 0.9)
    problems = [*decoded.problems, *taken_out]
    blocks = to_blocks(paragraphs, problems, printers_spaces=habits.wrapped)
    return Document(path, "txt", blocks=blocks, problems=tuple(problems))


def to_blocks(paragraphs: list[Paragraph], problems: list[Problem], printers_spaces: bool) -> tuple[Block, ...]:
    """Make blocks of paragraphs; ``printers_spaces`` says that justification left spaces that are to go."""
    blocks: list[Block] = []
    gone, group, in_table = 0, 0, False
    for paragraph in paragraphs:
        text = paragraph.text
        if printers_spaces and not paragraph.tabular:
            text, count = without_printers_spaces(text)
            gone += count
        group += paragraph.tabular and not in_table
        in_table = paragraph.tabular
        first, last = paragraph.first, paragraph.last
        blocks.append(
            Block(
                len(blocks),
                text,
                "table" if in_table else "paragraph",
                source=Source(
                    lines=(first.number, last.number),
                    pages=(first.page, last.page) if first.page else None,
                ),
                layout=Layout(
                    centered=paragraph.centered,
                    bold=first.bold,
                    size=first.size or None,
                    container="table" if in_table else "body",
                    group=group if in_table else -1,
                    gap_before=paragraph.gap_before,
                ),
            )
        )
    if gone:
        problems.append(Problem("text-printers-spaces", params=(("count", gone),)))
    return tuple(blocks)
