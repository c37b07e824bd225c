"""Which rows a 修改对照表 lists, in which entries, under which chapter, and what its closing notes sum up instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from comparators.comparison import Comparison, Row
from comparators.document import Block, Document
from comparators.export.comparison_table_options import TableOptions
from comparators.export.comparison_table_text import readable
from comparators.export.phrases import is_change
from comparators.messages import Language, say
from comparators.wording.model import Replacement

_PARTS = frozenset({"part", "attachment", "attached_table", "appendix", "volume", "division", "chapter", "section"})
_CHAPTERS = frozenset({"han", "heading", "decimal"})
_MOST_MERGED = 12  # rows in one entry
_LONGEST_MERGED = 1200  # code points in one entry
_TITLE = 40  # code points of a section's title shown above its text


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered row of the table: the comparison's rows in it (by number), its chapter, its place on each side.

    ``old_place`` and ``new_place`` are the opening words of the section that the text stands in, ``""`` where the text
    opens it itself, where the entry before stands in it too, or where a side has nothing.
    """

    rows: tuple[int, ...]
    chapter: str = ""
    old_place: str = ""
    new_place: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of the table, and how many rows are not in it: only ``replaced``, only ``minor``, only ``spaced``.

    ``minor`` counts rows with nothing but changes of punctuation, numbering and the like, ``spaced`` those with
    nothing but differences of space or width that the comparison ignores. They are counted whether listed or not.
    """

    entries: tuple[Entry, ...]
    replaced: int
    minor: int
    spaced: int


def listing(comparison: Comparison, options: TableOptions) -> Listing:
    """Return what a table with ``options`` lists of ``comparison``."""
    replaced = _Replaced(comparison.replacements)
    texts = _Texts(comparison)
    kept: list[int] = []
    counts = {"replaced": 0, "minor": 0, "spaced": 0}
    for number, row in enumerate(comparison.rows):
        reason = _left_out(row, texts, replaced)
        if reason:
            counts[reason] += 1
        if options.rows == "all" or (not reason and is_change(row)):
            kept.append(number)
    places = _Chapters(comparison, options.language)
    entries: list[Entry] = []
    last = [-1, -1]
    for numbers in _merged(comparison, kept):
        first = comparison.rows[numbers[0]]
        chapter = places.chapter(first) if options.chapters else ""
        shown = []
        for side, (outline, indices) in enumerate(((places.old, first.old), (places.new, first.new))):
            head, words = outline.opening(indices, grouped=bool(chapter))
            shown.append(words if head != last[side] else "")
            last[side] = head if indices else last[side]
        entries.append(Entry(numbers, chapter, *shown))
    return Listing(tuple(entries), **counts)


def _left_out(row: Row, texts: _Texts, replaced: _Replaced) -> str:
    """Return why the closing notes can speak for a row: ``replaced``, ``minor``, ``spaced``, or ``""``."""
    if row.kind not in ("equal", "renumbered", "changed"):
        return ""
    if row.substance:
        return "replaced" if replaced.explain(row, *texts.of(row)) else ""
    if not row.noise:
        return ""
    return "minor" if row.kind != "equal" or not {"width", "space"}.issuperset(row.noise) else "spaced"


class _Texts:
    def __init__(self, comparison: Comparison) -> None:
        self._old, self._new = comparison.old.blocks, comparison.new.blocks

    def of(self, row: Row) -> tuple[str, str]:
        return "".join(self._old[index].text for index in row.old), "".join(self._new[index].text for index in row.new)


class _Replaced:
    """Knows the wordings that were replaced all through the document."""

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._new = {each.old: each.new for each in replacements if each.old}
        # The longest first, so that one wording inside another is not taken for it.
        wordings = sorted(self._new, key=lambda each: (-len(each), each))
        self._pattern = re.compile("|".join(map(re.escape, wordings))) if wordings else None

    def explain(self, row: Row, old: str, new: str) -> bool:
        """Say whether replacing them, and putting small differences right, is all that was done to the row."""
        if self._pattern is None:
            return False
        pieces = []
        at = 0
        for edit in row.edits:
            start, end = edit.old
            pieces += [old[at:start], new[edit.new[0] : edit.new[1]] if edit.noise else old[start:end]]
            at = end
        settled = "".join([*pieces, old[at:]])
        return self._pattern.sub(lambda found: self._new[found[0]], settled) == new


def _merged(comparison: Comparison, numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the rows of each entry: a clause added or removed with its paragraphs is one, and so is a table."""
    open_: list[int] = []
    length = 0
    for number in numbers:
        size = _length(comparison, number)
        if open_ and not (
            len(open_) < _MOST_MERGED
            and length + size <= _LONGEST_MERGED
            and number == open_[-1] + 1
            and _belong(comparison, open_[-1], number)
        ):
            yield tuple(open_)
            open_, length = [], 0
        open_.append(number)
        length += size
    if open_:
        yield tuple(open_)


def _length(comparison: Comparison, number: int) -> int:
    row = comparison.rows[number]
    return sum(len(comparison.old.blocks[i].text) for i in row.old) + sum(
        len(comparison.new.blocks[i].text) for i in row.new
    )


def _belong(comparison: Comparison, before: int, after: int) -> bool:
    rows = comparison.rows[before], comparison.rows[after]
    if rows[0].kind != rows[1].kind or rows[0].kind not in ("added", "removed"):
        return False
    blocks = comparison.new.blocks if rows[0].kind == "added" else comparison.old.blocks
    first, second = (blocks[(row.new or row.old)[0]] for row in rows)
    if second.index != first.index + 1 or first.kind == "title":
        return False
    if first.kind == "table" or second.kind == "table":
        return first.kind == second.kind and first.layout.group == second.layout.group
    return bool(second.section) and first.section == second.section and not second.number


class _Outline:
    """The chapters and the innermost sections of one document's blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._chapters: dict[int, str] = {}
        self.heads: dict[int, int] = {}
        self._inner: dict[int, int] = {}
        self._tables: dict[int, int] = {}
        for block in document.blocks:
            if block.kind == "table":
                self._tables.setdefault(block.layout.group, block.index)
        titles: list[str] = []
        for number, section in enumerate(document.sections):
            above = titles[section.parent] if section.parent >= 0 else ""
            top = section.parent < 0 or document.sections[section.parent].form in _PARTS
            own = self._title(number) if section.form in _PARTS or (section.form in _CHAPTERS and top) else ""
            titles.append(f"{above}　{own}".strip("　") if own else above)
            for index in range(section.first_block, section.last_block + 1):
                self._inner[index] = number
                if own:
                    self._chapters[index] = titles[number]
                    self.heads[index] = section.first_block

    def _title(self, number: int) -> str:
        """Return a chapter's heading as printed; ``""`` for one that is a paragraph rather than a chapter."""
        section = self._document.sections[number]
        block = self._document.blocks[section.first_block]
        if section.form in ("part", "attachment", "attached_table", "appendix"):
            return f"{section.number}　{section.title}".strip("　")
        if section.last_block == section.first_block or 0 < block.title_end < len(block.text):
            return ""
        return _one_line(block.text)

    def chapter(self, index: int) -> str:
        return self._chapters.get(index, "")

    def opening(self, indices: tuple[int, ...], *, grouped: bool) -> tuple[int, str]:
        """Return the block that heads the section around a text, and its opening words to be shown above the text.

        There are no words where the text opens the section itself, and none under the row with the chapter's title.
        """
        if not indices:
            return -1, ""
        block = self._document.blocks[indices[0]]
        if block.kind == "table":
            return self._table_opening(block)
        if block.index not in self._inner:
            return -1, ""
        first = self._document.sections[self._inner[block.index]].first_block
        if block.number or first == block.index or (grouped and self.heads.get(block.index) == first):
            return first, ""
        head = self._document.blocks[first]
        title = _one_line(head.text[: head.title_end] if head.title_end else head.text)
        return first, title[:_TITLE] or head.number

    def _table_opening(self, block: Block) -> tuple[int, str]:
        """Return a table's first row and its words, which say what the cells of the others are."""
        first = self._tables.setdefault(block.layout.group, block.index)
        text = readable(self._document.blocks[first].text)
        return first, text if first < block.index and len(text) <= 2 * _TITLE else ""


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip("。．.：: ")


class _Chapters:
    """Finds the chapter that a row belongs under: the new document's wherever the old chapter lives on in it."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self._language: Language = language
        self.old, self.new = _Outline(comparison.old), _Outline(comparison.new)
        self._partner: Mapping[int, int] = {row.old[0]: row.new[0] for row in comparison.rows if row.old and row.new}

    def chapter(self, row: Row) -> str:
        if row.new:
            return self.new.chapter(row.new[0])
        head = self.old.heads.get(row.old[0], -1)
        partner = self._partner.get(head, -1)
        if self.new.heads.get(partner) == partner:
            return self.new.chapter(partner)
        chapter = self.old.chapter(row.old[0])
        return say("table-old-chapter", self._language, chapter=chapter) if chapter else ""
