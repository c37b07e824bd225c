"""The rows of the side-by-side page: both sides, folds over long equal stretches, links between moved places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from comparators.comparison import Comparison, Row
from comparators.document import Block, Document
from comparators.export.html_marks import Mark, MarkedText, escape, paragraphs
from comparators.export.phrases import is_change
from comparators.messages import Language, say

FactMarks = Mapping[int, tuple[Mark, ...]]

_FOLD_AT_LEAST = 3  # rows
_QUOTE = 18  # code points of a moved block shown at its old place


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints rows of one comparison. The fact marks are by block, for the old and the new document."""

    comparison: Comparison
    language: Language
    old_facts: FactMarks
    new_facts: FactMarks
    old_levels: Mapping[int, int]
    new_levels: Mapping[int, int]

    def rows(self) -> Iterator[str]:
        """Yield the rows of the page's table, in order."""
        ghosts = self._ghosts()
        shown = self._visible(ghosts.keys())
        starts = {first for first, _, _ in self._departures()}
        numbered = enumerate(self.comparison.rows)
        for visible, group in groupby(numbered, key=lambda each: shown[each[0]]):
            members = list(group)
            painted = [self._row(number, row, number in starts) for number, row in members]
            if visible:
                for (number, _), html in zip(members, painted, strict=True):
                    yield html
                    yield from ghosts.get(number, ())
            else:
                yield self._fold([row for _, row in members], painted)

    def _visible(self, places: Collection[int]) -> list[bool]:
        """Say for each row whether it stands open: changes, what is next to them, chapter headings, short runs."""
        rows = self.comparison.rows
        open_ = [_stands_out(row) or number in places for number, row in enumerate(rows)]
        near = [
            open_[number]
            or (number > 0 and open_[number - 1])
            or (number + 1 < len(rows) and open_[number + 1])
            or self._is_chapter(row)
            for number, row in enumerate(rows)
        ]
        shown = list(near)
        start = 0
        for visible, group in groupby(near):
            length = len(list(group))
            if not visible and length < _FOLD_AT_LEAST:
                shown[start : start + length] = [True] * length
            start += length
        return shown

    def _is_chapter(self, row: Row) -> bool:
        return bool(row.new) and self.new_levels.get(row.new[0], 9) <= 2 and self._heads(row)

    def _heads(self, row: Row) -> bool:
        block = self.comparison.new.blocks[row.new[0]]
        return block.kind == "heading" and block.title_end >= len(block.text)

    def _row(self, number: int, row: Row, arrives: bool) -> str:
        language = self.language
        kind = row.kind
        change = is_change(row)
        minor = kind == "changed" and not row.substance
        classes = f"{kind}{' chg' if change else ''}{' minor' if minor else ''}"
        name = say(f"kind-{kind}", language)
        mark = escape(say(f"mark-{kind}", language))
        gutter = f'<abbr title="{escape(name)}">{mark}</abbr>' if kind != "equal" else ""
        note = self._moved_note(number, row) if arrives else ""
        return (
            f'<tr id="r{number}" class="{classes}">'
            f"{self._cell('old', row, self.comparison.old, row.old, self.old_facts, self.old_levels)}"
            f'<td class="gut">{gutter}</td>'
            f"{self._cell('new', row, self.comparison.new, row.new, self.new_facts, self.new_levels, note)}</tr>\n"
        )

    def _cell(
        self,
        side: str,
        row: Row,
        document: Document,
        indices: tuple[int, ...],
        facts: FactMarks,
        levels: Mapping[int, int],
        note: str = "",
    ) -> str:
        if not indices:
            return f'<td class="{side} none"></td>'
        blocks = [document.blocks[index] for index in indices]
        marked = MarkedText(
            tuple(block.text for block in blocks),
            (tuple(self._edit_marks(side, row, blocks)), tuple(_moved_over(facts, blocks)), _titles(blocks)),
        )
        inner = "".join(
            f'<p class="{_look(block, levels)}">{html}</p>'
            for block, html in zip(blocks, paragraphs(marked), strict=True)
        )
        return f'<td class="{side}">{note}{inner}</td>'

    def _edit_marks(self, side: str, row: Row, blocks: Sequence[Block]) -> Iterator[Mark]:
        tag = "del" if side == "old" else "ins"
        if row.kind in ("added", "removed"):
            yield Mark(0, sum(len(block.text) for block in blocks), tag)
        for edit in row.edits:
            if edit.noise not in self.comparison.options.ignore:
                start, end = edit.old if side == "old" else edit.new
                yield Mark(start, end, tag, ' class="minor"' if edit.noise else "")

    def _fold(self, rows: Sequence[Row], painted: Sequence[str]) -> str:
        renumbered = sum(row.kind == "renumbered" for row in rows)
        code = "page-fold-renumbered" if renumbered else "page-fold"
        text = escape(say(code, self.language, count=len(rows), renumbered=renumbered))
        return (
            f'<tr class="fold"><td colspan="3"><details><summary>{text}</summary><table class="rows inner">'
            f"{COLUMNS}<tbody>\n{''.join(painted)}</tbody></table></details></td></tr>\n"
        )

    def _moved_note(self, number: int, row: Row) -> str:
        place = _place(self.comparison.old, row.old[0], self.language)
        text = escape(say("page-moved-from", self.language, place=place))
        return f'<a class="from" id="to{number}" href="#from{number}">{text}</a>'

    def _departures(self) -> Iterator[tuple[int, int, int]]:
        """Yield, for each run of rows that moved together, its first and last row and the row it stood after."""
        rows = self.comparison.rows
        holder = {row.old[0]: number for number, row in enumerate(rows) if row.old}
        after = 0
        run: list[int] = []
        for index in range(len(self.comparison.old.blocks)):
            number = holder.get(index)
            if number is None:
                continue
            if run and number == run[-1] + 1 and rows[number].kind == "moved":
                run.append(number)
                continue
            if run:
                yield run[0], run[-1], after
                run = []
            if rows[number].kind == "moved":
                run = [number]
            else:
                after = number
        if run:
            yield run[0], run[-1], after

    def _ghosts(self) -> dict[int, list[str]]:
        """Return, for each row's number, the rows that stand after it in place of what moved away."""
        ghosts: dict[int, list[str]] = defaultdict(list)
        mark = escape(say("mark-moved", self.language))
        for first, last, after in self._departures():
            row = self.comparison.rows[first]
            text = self.comparison.old.blocks[row.old[0]].text
            quote = escape(text[:_QUOTE] + ("…" if len(text) > _QUOTE or last > first else ""))
            place = _place(self.comparison.new, row.new[0], self.language)
            code = "page-moved-to" if first == last else "page-moved-to-many"
            link = escape(say(code, self.language, place=place, count=last - first + 1))
            ghosts[after].append(
                f'<tr class="ghost"><td class="old"><a class="from" id="from{first}" href="#to{first}">{link}</a>'
                f'<p>{quote}</p></td><td class="gut">{mark}</td><td class="new none"></td></tr>\n'
            )
        return ghosts


COLUMNS = '<colgroup><col class="side"><col class="mid"><col class="side"></colgroup>'


def levels(document: Document) -> dict[int, int]:
    """Return the level of each block that heads a section."""
    found: dict[int, int] = {}
    for section in document.sections:
        found.setdefault(section.first_block, section.level)
    return found


def _stands_out(row: Row) -> bool:
    return row.kind not in ("equal", "renumbered")


def _look(block: Block, levels: Mapping[int, int]) -> str:
    if block.kind == "heading":
        return f"h{min(levels.get(block.index, 3), 4)}" + ("" if block.title_end >= len(block.text) else " run")
    return {"title": "title", "box": "box", "table": "table", "note": "note", "signature": "signature"}.get(
        block.kind, "body"
    )


def _titles(blocks: Iterable[Block]) -> tuple[Mark, ...]:
    """Mark the title of a run-in heading, whose body stands in the same block."""
    marks = []
    at = 0
    for block in blocks:
        if block.kind == "heading" and 0 < block.title_end < len(block.text):
            marks.append(Mark(at, at + block.title_end, "b"))
        at += len(block.text)
    return tuple(marks)


def _moved_over(facts: FactMarks, blocks: Iterable[Block]) -> Iterator[Mark]:
    at = 0
    for block in blocks:
        for mark in facts.get(block.index, ()):
            yield mark._replace(start=mark.start + at, end=mark.end + at)
        at += len(block.text)


def _place(document: Document, index: int, language: Language) -> str:
    return document.blocks[index].section or say("section-none", language)
