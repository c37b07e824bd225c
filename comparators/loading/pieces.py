"""Pieces of marked-up text (HTML, Markdown) and how they become blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.document import Block, BlockKind, Container, Layout, Source
from comparators.loading.joining import join_pieces
from comparators.loading.lines import Line, Paragraph, width
from comparators.loading.marks import begins_by_itself, ends_sentence
from comparators.loading.titles import join_titles
from comparators.loading.unwrap import Habits, find_habits, unwrap

UNWRAPPED: Final = Habits(wrapped=False)
# A line longer than this was never broken by a wrap: one paragraph a line.
_LONG: Final = 60.0


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two breaks of the markup; ``text`` may hold line feeds where a line was broken by hand."""

    text: str
    line: int = 0
    last_line: int = 0
    outline: int | None = None
    centered: bool = False
    bold: bool = False
    kind: BlockKind = "paragraph"
    container: Container = "body"
    group: int = -1
    # How far each line of ``text`` is indented, in ems; () for not at all.
    indents: tuple[float, ...] = field(default=())


def to_blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Make blocks of pieces, line breaks inside them undone or taken as a paragraph's end."""
    blocks: list[Block] = []
    for piece in _unwrapped(_joined_titles(pieces)):
        if not piece.text:
            continue
        lines = (piece.line, max(piece.line, piece.last_line)) if piece.line else None
        layout = Layout(
            outline=piece.outline,
            centered=piece.centered,
            bold=piece.bold,
            container=piece.container,
            group=piece.group,
        )
        blocks.append(Block(len(blocks), piece.text, piece.kind, source=Source(lines=lines), layout=layout))
    return tuple(blocks)


def split_at_breaks(piece: Piece) -> list[Piece]:
    """Cut a piece at the broken lines where a paragraph begins, and join the others.

    A heading's lines are one title; in running text a line that ends a sentence, or one after which a label, an
    indent or a date begins, ends its paragraph.
    """
    if "\n" not in piece.text or piece.kind == "table":
        return [piece]
    texts = piece.text.split("\n")
    indents = piece.indents or (0.0,) * len(texts)
    lines = [
        Line(text.strip(), piece.line + n, indent, indent + width(text.strip()))
        for n, (text, indent) in enumerate(zip(texts, indents, strict=True))
        if text.strip()
    ]
    if not lines:
        return []
    if piece.outline is not None:
        return [_replaced(piece, join_pieces([line.text for line in lines]), lines[0].number, lines[-1].number)]
    habits = find_habits(lines)
    wrapped = habits.wrapped and len(lines) > 3
    paragraphs = unwrap(lines, habits) if wrapped else join_titles(_broken(lines), UNWRAPPED)
    return [_replaced(piece, p.text, p.first.number, p.last.number) for p in paragraphs]


def _broken(lines: Sequence[Line]) -> list[Paragraph]:
    """Take each line broken by hand for a paragraph, unless it stops in mid-sentence and the next goes on."""
    paragraphs: list[Paragraph] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines):
            a, b = lines[index - 1], lines[index]
            goes_on = not ends_sentence(a.text) and ends_sentence(b.text) and width(a.text) > 12
            if a.text[-1] in "，、" or (goes_on and b.left < 1 and not begins_by_itself(b.text)):
                continue
        part = lines[start:index]
        paragraphs.append(Paragraph(join_pieces([line.text for line in part]), part[0], part[-1]))
        start = index
    return paragraphs


def _replaced(piece: Piece, text: str, first: int, last: int) -> Piece:
    line = first if piece.line else 0
    last_line = max(last, piece.last_line if last - piece.line + 1 >= len(piece.text.split("\n")) else last)
    return Piece(
        text,
        line,
        last_line if line else 0,
        piece.outline,
        piece.centered,
        piece.bold,
        piece.kind,
        piece.container,
        piece.group,
    )


def _joined_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the lines of a title that stand in centred paragraphs of their own at the start."""
    head = 0
    while head < len(pieces) and head < 6 and pieces[head].centered and "\n" not in pieces[head].text:
        head += 1
    if head < 2:
        return list(pieces)
    lines = [Line(p.text, n, right=width(p.text)) for n, p in enumerate(pieces[:head]) if p.text]
    joined: list[Piece] = []
    for title in join_titles([Paragraph(line.text, line, line) for line in lines], UNWRAPPED):
        first, last = pieces[title.first.number], pieces[title.last.number]
        joined.append(_replaced(first, title.text, first.line, last.line) if first is not last else first)
    return [*joined, *pieces[head:]]


def _unwrapped(pieces: Sequence[Piece]) -> list[Piece]:
    """Undo hard wraps in a page that holds each printed line as a paragraph of its own."""
    plain = [p for p in pieces if p.kind == "paragraph" and p.outline is None and "\n" not in p.text]
    lines = [Line(p.text, n, right=width(p.text)) for n, p in enumerate(plain) if p.text]
    longest = max((line.right for line in lines), default=0.0)
    habits = find_habits(lines) if longest <= _LONG and len(lines) >= 8 else UNWRAPPED
    if not habits.wrapped or len(plain) < len(pieces) * 0.8:
        return list(pieces)
    result: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.kind == "paragraph" and piece.outline is None and not piece.centered:
            run.append(piece)
            continue
        result += _unwrapped_run(run, habits)
        run = []
        if piece is not None:
            result.append(piece)
    return result


def _unwrapped_run(run: Sequence[Piece], habits: Habits) -> list[Piece]:
    lines = [Line(p.text, n, right=width(p.text)) for n, p in enumerate(run) if p.text]
    return [
        _replaced(run[p.first.number], p.text, run[p.first.number].line, run[p.last.number].line)
        for p in unwrap(lines, habits)
    ]
