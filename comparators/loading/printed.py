"""Printed pages read in order: furniture out by its place, columns and tables found, wraps undone by geometry."""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from comparators.document import Block, BlockKind, Container, Layout, Problem, Source
from comparators.loading.furniture import head_key, is_page_number
from comparators.loading.joining import SOFT_HYPHEN, are_printers, without_printers_spaces
from comparators.loading.lines import Line, Paragraph, ascii_digits
from comparators.loading.note_marks import Anchor, place_notes, plain, with_notes, without_marks
from comparators.loading.printed_columns import Flow, flows_of
from comparators.loading.printed_tables import find_tables
from comparators.loading.sheets import Segment, Sheet, Table, segments_of
from comparators.loading.titles import join_titles
from comparators.loading.unwrap import Habits, is_indented, unwrap
from comparators.work import Work

_ZONE: Final = 0.13
_COUNTING: Final = re.compile(r"[0-9]{1,4}")
_NOTE_SIZE: Final = 0.88
_NOTE_MARK: Final = re.compile(r"(?:\[?\d{1,3}\]?|[①-⑳]|\*{1,3}|注\s*\d*\s*[：:])\s*\S")


@dataclass(slots=True)
class _Page:
    """A page on its way: its sheet, the text that stands in no table, its tables, its footnotes."""

    sheet: Sheet
    segments: list[Segment]
    tables: list[Table]
    notes: list[Segment]


def read_sheets(sheets: Sequence[Sheet], problems: list[Problem], work: Work) -> tuple[Block, ...]:
    """Turn printed pages into blocks; what is taken out is added to ``problems``."""
    pages: list[_Page] = []
    for sheet in work.over("loading", sheets, len(sheets), every=32):
        tables, rest = find_tables(sheet)
        pages.append(_Page(sheet, segments_of(rest), tables, []))
    body = _body_size(pages)
    _take_out_furniture(pages, problems)
    _set_notes_apart(pages, body)
    _find_marks(pages)
    _drop_repeated_headers(pages, problems)
    lines: list[Line] = []
    boxes: dict[int, tuple[Container, int]] = {}
    anchors: list[Anchor] = []
    groups = 0
    for page in pages:
        flows = flows_of(page.segments, page.tables, page.sheet.width)
        for flow in flows:
            if flow.container != "body":
                groups += 1
            made = _lines_of(flow, page.sheet.number, body, first=flow is flows[0], anchors=anchors)
            boxes.update({id(line): (flow.container, groups) for line in made if flow.container != "body"})
            lines += made
    notes = [line for page in pages for line in _lines_of(Flow(page.notes), page.sheet.number, body, first=False)]
    return _blocks(lines, notes, anchors, boxes, problems)


def _body_size(pages: Iterable[_Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _take_out_furniture(pages: Sequence[_Page], problems: list[Problem]) -> None:
    """Take out page numbers and running heads: what stands in the outer zones and counts or repeats."""
    zones = [_zone_rows(page) for page in pages]
    counts: Counter[tuple[str, bool]] = Counter()
    for rows in zones:
        counts.update({(head_key(text), top) for text, top, _ in rows})
    numbers: list[tuple[int, str]] = []
    heads: list[tuple[int, str]] = []
    offsets = Counter(
        int(found[0]) - page.sheet.number
        for page, rows in zip(pages, zones, strict=True)
        for text, _, _ in rows
        if (found := _COUNTING.search(ascii_digits(text))) and (len(text) < 5 or is_page_number(text))
    )
    for page, rows in zip(pages, zones, strict=True):
        gone: set[int] = set()
        for text, top, segments in rows:
            if is_page_number(text) or _counts(text, page.sheet.number, offsets, len(pages)):
                numbers.append((page.sheet.number, text))
            elif counts[head_key(text), top] >= max(2, 0.25 * len(pages)) and text[-1] not in "。；，":
                heads.append((page.sheet.number, text))
            else:
                continue
            gone |= set(map(id, segments))
        page.segments = [segment for segment in page.segments if id(segment) not in gone]
    for code, pieces in (("text-page-numbers", numbers), ("text-running-heads", heads)):
        if pieces:
            listed = "；".join(f"第{number}页“{text}”" for number, text in pieces)
            problems.append(Problem(code, f"第{pieces[0][0]}页", (("count", len(pieces)), ("pieces", listed))))


def _zone_rows(page: _Page) -> list[tuple[str, bool, list[Segment]]]:
    """Return the rows of text in the outer zones of a page as ``(text, at the top, segments)``.

    A page number (— 8 —) below all else on its page is in the zone, however wide the margin is.
    """
    height = page.sheet.height
    tops = [s for s in page.segments if s.base <= _ZONE * height]
    feet = [s for s in page.segments if s.base - 0.5 * s.size >= (1 - _ZONE) * height]
    if not feet and page.segments:
        lowest = max(page.segments, key=lambda s: s.base)
        below = all(table.bottom <= lowest.base for table in page.tables)
        feet = [lowest] if below and is_page_number(lowest.text) else []
    rows: list[tuple[str, bool, list[Segment]]] = []
    for segments, top in ((tops, True), (feet, False)):
        by_base: list[list[Segment]] = []
        for segment in segments:
            if by_base and abs(segment.base - by_base[-1][-1].base) <= 0.4 * segment.size:
                by_base[-1].append(segment)
            else:
                by_base.append([segment])
        # The outermost three rows only: body text may reach into the zone.
        outermost = by_base[:3] if top else by_base[-3:]
        rows += [(" ".join(s.text for s in row), top, row) for row in outermost]
    return rows


def _counts(text: str, number: int, offsets: Counter[int], pages: int) -> bool:
    """Say whether a bare number counts the pages: it runs along with them."""
    digits = ascii_digits(text)
    if not digits.isdecimal() or len(digits) > 4:
        return False
    together = offsets[int(digits) - number]
    return together >= max(2, 0.4 * pages) or (pages == 1 and int(digits) == 1)


def _set_notes_apart(pages: Sequence[_Page], body: float) -> None:
    """Move footnotes (small type at a page's foot, a mark before it) out of the running text."""
    for page in pages:
        segments = sorted(page.segments, key=lambda s: s.base)
        start = len(segments)
        while start and segments[start - 1].size <= _NOTE_SIZE * body:
            start -= 1
        low = start < len(segments) and segments[start].base > 0.5 * page.sheet.height
        if start and low and _NOTE_MARK.match(plain(segments[start].text)):
            page.notes = [_with_text(segment, plain(segment.text)) for segment in segments[start:]]
            page.segments = segments[:start]


def _find_marks(pages: Sequence[_Page]) -> None:
    """Keep apart the raised marks that a note on their page begins with; what else is raised is text (10³)."""
    for page in pages:
        notes = [note.text for note in page.notes]
        page.segments = [_with_text(segment, with_notes(segment.text, notes)) for segment in page.segments]
        for table in page.tables:
            table.boxed = [_with_text(segment, with_notes(segment.text, notes)) for segment in table.boxed]
            table.rows = [tuple(without_marks(with_notes(cell, notes))[0] for cell in row) for row in table.rows]


def _with_text(segment: Segment, text: str) -> Segment:
    return segment if text is segment.text else dataclasses.replace(segment, text=text)


def _drop_repeated_headers(pages: Sequence[_Page], problems: list[Problem]) -> None:
    """Drop the header row that a table repeats at the top of the page on which it goes on."""
    dropped: list[tuple[int, str]] = []
    for before, after in pairwise(pages):
        upper = max(before.tables, key=lambda t: t.bottom, default=None)
        lower = min(after.tables, key=lambda t: t.top, default=None)
        if upper is None or lower is None or len(lower.rows) < 2 or not upper.rows:
            continue
        reaches = all(s.base <= upper.bottom for s in before.segments)
        begins = all(s.base >= lower.top for s in after.segments)
        if reaches and begins and upper.rows[0] == lower.rows[0]:
            dropped.append((after.sheet.number, " ".join(lower.rows[0])))
            del lower.rows[0]
    if dropped:
        listed = "；".join(f"第{number}页“{text}”" for number, text in dropped)
        problems.append(
            Problem("pdf-repeated-headers", f"第{dropped[0][0]}页", (("count", len(dropped)), ("pieces", listed)))
        )


def _lines_of(flow: Flow, page: int, body: float, first: bool, anchors: list[Anchor] | None = None) -> list[Line]:
    """Turn a flow's segments into lines, measured in ems from the flow's left edge; note marks go to ``anchors``."""
    if flow.rows:
        flow.rows = [tuple(without_marks(cell)[0] for cell in cells) for cells in flow.rows]
        return [
            Line("\t".join(cells).strip("\t"), number, page=page, page_start=first and number == 1, cells=cells)
            for number, cells in enumerate(flow.rows, 1)
        ]
    rows = flow.joined()
    if not rows:
        return []
    left, right = flow.margins(body)
    steps = [b.base - a.base for a, b in pairwise(rows) if b.base > a.base]
    leading = statistics.median_low(steps) if steps else 2 * body
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        em = max(row.size, 0.5)
        start, end, measure = (row.left - left) / em, (row.right - left) / em, (right - left) / em
        step = row.base - rows[number - 2].base if number > 1 else leading
        middle = abs((start + end) / 2 - measure / 2) < 0.8
        text, marks = without_marks(row.text)
        lines.append(
            Line(
                text,
                number,
                max(0.0, start),
                end,
                blank=max(0, round(step / leading) - 1) if step > 1.6 * leading else 0,
                page=page,
                page_start=first and number == 1,
                measure=measure,
                size=row.size,
                bold=row.bold,
                centered=middle and start > 2.6 and end < measure - 2,
            )
        )
        if anchors is not None:
            anchors += [(page, mark, lines[-1]) for mark in marks]
    return [line for line in lines if line.text]


def _blocks(
    lines: Sequence[Line],
    notes: Sequence[Line],
    anchors: Sequence[Anchor],
    boxes: dict[int, tuple[Container, int]],
    problems: list[Problem],
) -> tuple[Block, ...]:
    measure = statistics.median([line.measure for line in lines if line.measure] or [0.0])
    habits = Habits(True, measure or 28.0, indented=is_indented(lines, measure))
    placed: list[tuple[Paragraph, BlockKind, Container, int]] = []
    paragraphs = join_titles(_by_container(lines, boxes, habits), habits)
    noted, rest = place_notes(unwrap(notes, habits), anchors, paragraphs, lines)
    for index, paragraph in enumerate(paragraphs):
        container, group = boxes.get(id(paragraph.first), ("body", -1))
        placed.append((paragraph, "table" if container == "table" else "paragraph", container, group))
        placed += [(note, "note", "footnote", -1) for note in noted.get(index, ())]
    placed += [(paragraph, "note", "footnote", -1) for paragraph in rest]
    blocks: list[Block] = []
    printers, gone = are_printers([paragraph.text for paragraph, *_ in placed]), 0
    for paragraph, kind, container, group in placed:
        text, count = paragraph.text.replace(SOFT_HYPHEN, "-"), 0
        if printers and kind != "table":
            text, count = without_printers_spaces(text)
        gone += count
        blocks.append(_block(len(blocks), text, paragraph, kind, container, group))
    if gone:
        problems.append(Problem("text-printers-spaces", params=(("count", gone),)))
    return tuple(blocks)


def _by_container(lines: Sequence[Line], boxes: dict[int, tuple[Container, int]], habits: Habits) -> list[Paragraph]:
    """Undo wraps in each run of lines of one container; the body goes on around no box."""
    paragraphs: list[Paragraph] = []
    run: list[Line] = []
    inside: tuple[Container, int] = ("body", -1)
    for line in lines:
        place = boxes.get(id(line), ("body", -1))
        if place != inside and run:
            paragraphs += unwrap(run, habits)
            run = []
        inside = place
        run.append(line)
    return [*paragraphs, *unwrap(run, habits)]


def _block(index: int, text: str, paragraph: Paragraph, kind: BlockKind, container: Container, group: int) -> Block:
    first, last = paragraph.first, paragraph.last
    return Block(
        index,
        text,
        kind,
        source=Source(pages=(first.page, last.page), lines=(first.number, last.number)),
        layout=Layout(
            centered=paragraph.centered,
            bold=first.bold,
            size=round(first.size, 1) or None,
            container=container,
            group=group,
            gap_before=paragraph.gap_before,
        ),
    )
