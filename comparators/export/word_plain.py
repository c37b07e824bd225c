"""A document of any format set in the form of GB/T 9704, block by block, as the ground for tracked changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from comparators.comparison import Comparison
from comparators.document import Block, Document
from comparators.export.word_form import FANG, HEI, KAI, new_package, paragraph, run, table
from comparators.export.word_numbers import Lists
from comparators.export.word_package import WordPackage
from comparators.export.word_sides import Side
from comparators.loading.docx_names import P

_ELEMENT = etree._Element
_STYLES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("volume", "division", "chapter", "section", "han", "heading", "part"), "Heading1"),
    "han_paren": "Heading2",
    **dict.fromkeys(("arabic", "arabic_comma", "decimal"), "Heading3"),
    **dict.fromkeys(("arabic_paren", "arabic_close", "circled"), "Heading4"),
    **dict.fromkeys(("attachment", "appendix", "attached_table"), "Attachment"),
}
_FONTS: Final = {"Heading1": HEI, "Heading2": KAI, "Heading3": FANG, "Heading4": FANG, "Attachment": HEI}
_WIDTH: Final = 8845
_ADDRESSEE: Final = "："
_ATTACHMENT: Final = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]?")


def plain_side(document: Document, *, formatted: bool = True, without: Mapping[int, int] | None = None) -> Side:
    """Return a document as a side of its own making.

    ``without`` says how many characters at a block's beginning are left out, because the other side numbers them.
    """
    made = _Setter(document, without or {})
    package = WordPackage(new_package(made.body()), document.path)
    elements = list(package.root(package.main).iter(P))
    paragraphs = [tuple(elements[number] for number in numbers) for numbers in made.ordinals]
    return Side(document, package, paragraphs, formatted)


class _Setter:
    """Sets blocks one after another and counts the paragraphs that each takes."""

    def __init__(self, document: Document, without: Mapping[int, int]) -> None:
        self._blocks = document.blocks
        self._without = without
        self._forms: dict[int, str] = {}
        for section in document.sections:
            self._forms.setdefault(section.first_block, section.form)
        self.ordinals: list[tuple[int, ...]] = []
        self._count = 0

    def body(self) -> str:
        """Return the body's XML."""
        pieces: list[str] = []
        index = 0
        while index < len(self._blocks):
            block = self._blocks[index]
            if block.layout.container in ("table", "box") and block.layout.group >= 0:
                end = index
                while end < len(self._blocks) and self._same_container(block, self._blocks[end]):
                    end += 1
                pieces.append(self._table(self._blocks[index:end], block.layout.container))
                index = end
                if index == len(self._blocks) or self._blocks[index].layout.container in ("table", "box"):
                    pieces.append(paragraph(""))
                    self._count += 1
                continue
            pieces.append(self._paragraph(block))
            index += 1
        return "".join(pieces)

    @staticmethod
    def _same_container(first: Block, other: Block) -> bool:
        return (first.layout.container, first.layout.group) == (other.layout.container, other.layout.group)

    def _take(self, count: int) -> tuple[int, ...]:
        self._count += count
        return tuple(range(self._count - count, self._count))

    def _text(self, block: Block) -> str:
        return block.text[self._without.get(block.index, 0) :]

    def _table(self, blocks: tuple[Block, ...], container: str) -> str:
        if container == "box":
            inner = ""
            for block in blocks:
                self.ordinals.append(self._take(1))
                inner += paragraph(run(self._text(block)), "TableText")
            return table([[inner]], [_WIDTH])
        rows: list[list[str]] = []
        for block in blocks:
            cells = self._text(block).split("\t")
            lines = [cell.split("\n") for cell in cells]
            self.ordinals.append(self._take(sum(len(each) for each in lines)))
            rows.append(["".join(paragraph(run(line), "TableText") for line in each) for each in lines])
        columns = max(len(row) for row in rows)
        for row in rows:
            if len(row) < columns:
                # A merged cell or an empty one at the end of the row: the columns that are left.
                row.extend([""] * (columns - len(row)))
        return self._padded(rows, columns)

    def _padded(self, rows: list[list[str]], columns: int) -> str:
        widths = [_WIDTH // columns] * columns
        made = table([[cell or _EMPTY for cell in row] for row in rows], widths)
        if any(not cell for row in rows for cell in row):
            self._recount(rows)
        return made

    def _recount(self, rows: list[list[str]]) -> None:
        """Count the empty paragraphs that fill short rows among the others."""
        shift = 0
        for place, row in enumerate(rows, len(self.ordinals) - len(rows)):
            self.ordinals[place] = tuple(number + shift for number in self.ordinals[place])
            shift += sum(1 for cell in row if not cell)
        self._count += shift

    def _paragraph(self, block: Block) -> str:
        self.ordinals.append(self._take(1))
        text = self._text(block)
        form = self._forms.get(block.index, "")
        if _ATTACHMENT.fullmatch(text):
            return paragraph(run(text), "Attachment", "" if block.index else '<w:pageBreakBefore w:val="0"/>')
        if block.kind == "title":
            return paragraph(run(text), "Subtitle" if text[0] in "（(" and text[-1] in "）)" else "Title")
        if block.kind == "signature":
            return paragraph(run(text), "Signature1")
        if block.kind == "note" or block.layout.container in ("footnote", "endnote", "textbox"):
            return paragraph(run(text), "NoteText")
        style = _STYLES.get(form, "")
        if block.kind != "heading" or not style:
            salutation = text.endswith(_ADDRESSEE) and block.index < 8 and len(text) < 60
            return paragraph(run(text), "Salutation1" if salutation else "")
        end = block.title_end - self._without.get(block.index, 0)
        if 0 < end < len(text):  # a run-in heading: the title in its font, the body after it
            head = run(text[:end], _FONTS[style], bold=style == "Heading3")
            return paragraph(head + run(text[end:]))
        return paragraph(run(text), style)


_EMPTY: Final = paragraph("", "TableText")


def typed_numbers(comparison: Comparison, old: Side) -> tuple[dict[int, int], frozenset[_ELEMENT]]:
    """Settle automatic numbers of the old document against numbers typed in the new one.

    Returns how many characters of each new block are left out, because the old paragraph keeps counting, and the old
    paragraphs whose number is switched off, because the new one has another: from there on that whole list is typed.
    """
    lists = Lists(old.package)
    rows = {block: row for row in comparison.rows for block in row.old}
    without: dict[int, int] = {}
    unnumbered: set[_ELEMENT] = set()
    broken: set[str] = set()
    for block in comparison.old.blocks:
        paragraphs = old.paragraphs[block.index]
        place = lists.place(paragraphs[-1]) if paragraphs and block.source.generated else None
        if place is None:
            continue
        counted_in = lists.numbering.instances[place[0]].abstract
        row = rows.get(block.index)
        kept = 0
        if row is not None and len(row.old) == len(row.new) == 1 and row.kind != "moved":
            kept = _same_label(block.text[: block.source.generated], comparison.new.blocks[row.new[0]].text)
        if kept and row is not None and counted_in not in broken:
            without[row.new[0]] = kept
        else:
            broken.add(counted_in)
            unnumbered.update(paragraphs)
    return without, frozenset(unnumbered)


def _same_label(label: str, text: str) -> int:
    """Return the length of ``label`` at the beginning of ``text``, with the space after it; 0 if it is not there."""
    core = label.strip()
    if not core or not text.startswith(core):
        return 0
    return len(text) - len(text[len(core) :].lstrip())
