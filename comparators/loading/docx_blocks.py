"""From the body of a Word document to blocks: paragraphs, rows of tables, boxes, text boxes and notes in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from comparators.document import Block, BlockKind, Container, Layout, Source
from comparators.errors import InputError
from comparators.loading.docx_anchors import Anchors
from comparators.loading.docx_names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    ID,
    PPR,
    RPR,
    TBL,
    TC,
    TEXTBOX_CONTENT,
    TR,
    VAL,
    P,
    R,
    V,
    W,
    is_on,
)
from comparators.loading.docx_numbering import Numbering, separator
from comparators.loading.docx_styles import Style, StyleSheet, outline_of, whole
from comparators.loading.docx_text import Atom, Inline, Mark, TextReader, trim
from comparators.options import LoadLimits
from comparators.work import Work

_ELEMENT = etree._Element


class Place(NamedTuple):
    """What a block stands in."""

    container: Container
    group: int


class Story(NamedTuple):
    """One part with running text: its name, the ordinal of each ``w:p`` in it, and its reader."""

    part: str
    ordinals: Mapping[_ELEMENT, int]
    reader: TextReader


class Piece(NamedTuple):
    """One paragraph as printed: ``label`` is computed, ``inline`` read, ``paragraphs`` are its ordinals."""

    label: str
    inline: Inline
    paragraphs: tuple[int, ...]
    layout: Layout

    @property
    def body(self) -> str:
        """The text after the label, without outer white space."""
        return self.inline.text.strip()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says beside its text, and how it is to be read.

    ``notes`` maps ``footnote`` and ``endnote`` to their story and to their elements by id. ``shown`` names the
    file in what is said. With ``trace`` the atoms of each block are kept.
    """

    styles: StyleSheet
    numbering: Numbering
    notes: Mapping[str, tuple[Story, Mapping[str, _ELEMENT]]]
    limits: LoadLimits
    work: Work
    shown: str = ""
    trace: bool = False


class BlockReader:
    """Reads the stories of one document into :attr:`blocks`, in reading order.

    A footnote and a text box follow the paragraph (or the whole table) that they hang on. :attr:`atoms` are, where
    they are kept, those of each block: joined they give its text. :attr:`chunks` are the embedded documents:
    the number of blocks before each, and its relationship.
    """

    def __init__(self, story: Story, setting: Setting) -> None:
        self.blocks: list[Block] = []
        self.atoms: list[tuple[Atom, ...]] = []
        self.anchors = Anchors(self.blocks)
        self.chunks: list[tuple[int, str]] = []
        self._story = story
        self._setting = setting
        self._pending: tuple[Inline, list[int]] | None = None
        self._cell: list[Piece] | None = None
        self._after: list[Mark] = []
        self._groups = -1
        self._gap = False
        self._length = 0

    def read(self, body: _ELEMENT) -> None:
        """Read the whole body."""
        self._contents(body, Place("body", -1))
        self._hang_on()
        self.anchors.close()

    # Containers

    def _contents(self, parent: _ELEMENT, place: Place) -> None:
        """Read all that a body, cell, text box or note holds."""
        self._among_blocks(parent, place)
        self._flush(place)

    def _among_blocks(self, parent: _ELEMENT, place: Place) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, place)
            elif tag == TBL:
                self._flush(place)
                self._table(child, place)
            elif tag == W + "altChunk":
                self._flush(place)
                self.chunks.append((len(self.blocks), child.get(_RELATION_ID) or ""))
            elif tag in (W + "commentRangeStart", W + "commentRangeEnd"):
                self.anchors.between(Mark(0, child.tag.rpartition("}")[2], child))
            elif tag in (W + "del", W + "moveFrom"):
                self._story.reader.dropped["revisions"] += 1
            elif tag == ALTERNATE:
                chosen = child.find(CHOICE)
                chosen = child.find(FALLBACK) if chosen is None else chosen
                if chosen is not None:
                    self._among_blocks(chosen, place)
            elif tag in _WRAPPERS:
                self._among_blocks(child, place)

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    # Paragraphs

    def _paragraph(self, paragraph: _ELEMENT, place: Place) -> None:
        properties = paragraph.find(PPR)
        style_id = None if properties is None else _value(properties, "pStyle")
        style = self._setting.styles.of(style_id)
        story = self._story
        inline = story.reader.read(paragraph, style)
        ordinals = [story.ordinals[paragraph]]
        if self._pending is not None:
            before, earlier = self._pending
            before.extend(inline)
            inline, ordinals, self._pending = before, earlier + ordinals, None
        if properties is not None and self._has_no_mark(properties, inline, style):
            self._pending = (inline, ordinals if inline.length else [])
            return
        self._emit(inline, ordinals, properties, style, place)

    def _has_no_mark(self, properties: _ELEMENT, inline: Inline, style: Style) -> bool:
        """Say whether the paragraph runs on into the next: its mark is deleted, moved away or hidden."""
        mark = properties.find(RPR)
        if mark is None:
            return False
        if mark.find(_INS) is not None or mark.find(_MOVE_TO) is not None:
            self._story.reader.dropped["revisions"] += 1
        if mark.find(_DEL) is not None or mark.find(_MOVE_FROM) is not None:
            self._story.reader.dropped["revisions"] += 1
            return True
        vanish = mark.find(_VANISH)
        if vanish is not None and is_on(vanish.get(VAL)):
            # Word hides the mark of an empty paragraph at a table's end to no effect.
            return inline.length > 0 or mark.find(W + "specVanish") is not None or self._all_hidden(properties)
        return False

    def _all_hidden(self, properties: _ELEMENT) -> bool:
        """Say whether the paragraph of these properties holds runs, though nothing of it shows."""
        paragraph = properties.getparent()
        return paragraph is not None and paragraph.find(W + "r") is not None

    def _flush(self, place: Place) -> None:
        """End what is still waiting for a paragraph to run on into, since none follows."""
        if self._pending is None:
            return
        (inline, ordinals), self._pending = self._pending, None
        self._emit(inline, ordinals, None, self._setting.styles.default, place)

    def _emit(
        self,
        inline: Inline,
        ordinals: list[int],
        properties: _ELEMENT | None,
        style: Style,
        place: Place,
    ) -> None:
        """Turn what was read into a block, or into a piece of the table row that is being read."""
        body = inline.text.strip()
        label = self._label(properties, style, body)
        if not body and not label:
            self._gap = True
            for mark in inline.marks:
                self._place_mark(mark, None)
        else:
            layout = _layout(properties, style, inline, place, self._gap or _breaks_page(properties))
            piece = Piece(label, inline, tuple(ordinals), layout)
            self._gap = False
            if self._cell is not None:
                self._cell.append(piece)
                return
            self._add([[piece]], layout)
        if self._cell is None:
            self._hang_on()

    def _label(self, properties: _ELEMENT | None, style: Style, body: str) -> str:
        """Return the automatic number in front of ``body``, with what separates the two."""
        if not self._setting.numbering.instances:
            return ""
        own = None if properties is None else properties.find(_NUM_PR)
        direct = None if own is None else (_value(own, "numId"), whole(_value(own, "ilvl")))
        if direct is None and style.number_id is None:
            return ""
        found = self._setting.numbering.find(direct, style)
        if found is None:
            return ""
        label, suffix = self._setting.numbering.label(*found)
        label = label.lstrip()
        return label + separator(label, suffix, body)

    # Tables

    def _table(self, table: _ELEMENT, place: Place) -> None:
        rows = [cells for row in _flatten(table, TR) if (cells := self._cells(row))]
        if self._cell is not None:  # a table inside a cell: its text joins the cell's
            for cells in rows:
                for cell in cells:
                    self._contents(cell, place)
            return
        group = self._new_group()
        if all(len(cells) == 1 for cells in rows):
            for cells in rows:
                self._contents(cells[0], Place("box", group))
            return
        for cells in rows:
            self._row(cells, Place("table", group))
        self._hang_on()

    def _cells(self, row: _ELEMENT) -> list[_ELEMENT]:
        """Return the cells of a row that show: none of a deleted row, none that continues the cell above."""
        properties = row.find(W + "trPr")
        if properties is not None:
            if properties.find(_DEL) is not None:
                self._story.reader.dropped["revisions"] += 1
                return []
            self._story.reader.dropped["revisions"] += len(properties.findall(_INS))
        cells = []
        for cell in _flatten(row, TC):
            own = cell.find(W + "tcPr")
            if own is None or not _is_merged_away(own):
                cells.append(cell)
        return cells

    def _row(self, cells: list[_ELEMENT], place: Place) -> None:
        """Read a row of a table into one block."""
        columns: list[list[Piece]] = []
        for cell in cells:
            self._cell = []
            self._contents(cell, place)
            columns.append(self._cell)
        self._cell = None
        pieces = [piece for column in columns for piece in column]
        if pieces:
            bold = all(piece.layout.bold for piece in pieces)
            first = pieces[0].layout
            layout = Layout(style=first.style, bold=bold, size=first.size, container="table", group=place.group)
            self._add(columns, layout)

    # Blocks

    def _add(self, columns: list[list[Piece]], layout: Layout) -> None:
        """Make one block of the pieces of each column; lines part pieces, tabs part columns."""
        starts: list[int] = []
        text = ""
        for index, column in enumerate(columns):
            text += "\t" if index else ""
            for line, piece in enumerate(column):
                text += "\n" if line else ""
                starts.append(len(text))
                text += piece.label + piece.body
        pieces = [piece for column in columns for piece in column]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        note = layout.container in ("footnote", "endnote")
        kind: BlockKind = "note" if note else "table" if layout.container == "table" else "paragraph"
        paragraphs = tuple(ordinal for piece in pieces for ordinal in piece.paragraphs)
        source = Source(self._story.part, paragraphs, min(len(pieces[0].label), len(text)))
        index = len(self.blocks)
        self.blocks.append(Block(index, text, kind, source=source, layout=layout))
        self.anchors.opened(index)
        for piece, start in zip(pieces, starts, strict=True):
            if piece.inline.marks:
                self._place_marks(piece, index, max(start - lead, 0))
        if self._setting.trace:
            self.atoms.append(_atoms(columns))
        self._watch(len(text))

    def _watch(self, length: int) -> None:
        """Keep within the limit of text, and let a person stop the work."""
        limits = self._setting.limits
        self._length += length
        if self._length > limits.max_text:
            raise InputError("input-text-too-long", path=self._setting.shown, limit=limits.max_text)
        if len(self.blocks) % 512 == 0:
            self._setting.work.step("loading", min(len(self.blocks) / (len(self._story.ordinals) + 1), 1.0))

    def _place_marks(self, piece: Piece, block: int, start: int) -> None:
        text = piece.inline.text
        lead = len(text) - len(text.lstrip())
        body = len(text.strip())
        for mark in piece.inline.marks:
            offset = start + len(piece.label) + min(max(mark.at - lead, 0), body)
            self._place_mark(mark, (block, offset))

    def _place_mark(self, mark: Mark, position: tuple[int, int] | None) -> None:
        """Anchor a comment, or keep a note or shape for when the paragraph or table is over."""
        if not mark.kind.startswith("comment"):
            self._after.append(mark)
        elif position is None:
            self.anchors.between(mark)
        else:
            self.anchors.at(mark, position)

    # What hangs on a paragraph

    def _hang_on(self) -> None:
        """Read the notes and text boxes that were referred to since the last call."""
        while self._after:
            marks, self._after = self._after, []
            for mark in marks:
                if mark.kind in ("footnoteReference", "endnoteReference"):
                    self._note(mark)
                else:
                    self._text_boxes(mark.node)

    def _note(self, mark: Mark) -> None:
        """Read a footnote or endnote; its mark, here and in the note, adds no text."""
        name: Container = "footnote" if mark.kind == "footnoteReference" else "endnote"
        if name not in self._setting.notes:
            return
        story, elements = self._setting.notes[name]
        note = elements.get(mark.node.get(ID) or "")
        if note is None:
            return
        here, self._story = self._story, story
        self._contents(note, Place(name, self._new_group()))
        self._story = here

    def _text_boxes(self, shape: _ELEMENT) -> None:
        """Read the text boxes of a drawing, and the words that VML draws as a picture (WordArt)."""
        for node in shape.iter(TEXTBOX_CONTENT, _TEXT_PATH):
            if _is_elsewhere(node, shape):
                continue
            place = Place("textbox", self._new_group())
            if node.tag == TEXTBOX_CONTENT:
                self._contents(node, place)
            elif (node.get("string") or "").strip():
                piece = Piece(" ".join((node.get("string") or "").split()), Inline(), (), Layout())
                self._add([[piece]], Layout(container="textbox", group=place.group))


_RELATION_ID: Final = R + "id"
_TEXT_PATH: Final = V + "textpath"
_INS: Final = W + "ins"
_DEL: Final = W + "del"
_MOVE_FROM: Final = W + "moveFrom"
_MOVE_TO: Final = W + "moveTo"
_VANISH: Final = W + "vanish"
_NUM_PR: Final = W + "numPr"
_WRAPPERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")
)


def story_of(part: str, root: _ELEMENT, reader: TextReader) -> Story:
    """Return a part as a story: its paragraphs are counted as :class:`comparators.document.Source` says."""
    return Story(part, {paragraph: index for index, paragraph in enumerate(root.iter(P))}, reader)


def _value(properties: _ELEMENT, name: str) -> str | None:
    found = properties.find(W + name)
    return None if found is None else found.get(VAL)


def _flatten(parent: _ELEMENT, wanted: str) -> Iterator[_ELEMENT]:
    """Yield the rows of a table or the cells of a row, those inside content controls and the like as well."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _flatten(child, wanted)


def _is_merged_away(properties: _ELEMENT) -> bool:
    """Say whether a cell shows nothing of its own: it continues a merged one, or is deleted."""
    for name in ("vMerge", "hMerge"):
        merge = properties.find(W + name)
        if merge is not None and merge.get(VAL, "continue") == "continue":
            return True
    return properties.find(W + "cellDel") is not None


def _is_elsewhere(node: _ELEMENT, shape: _ELEMENT) -> bool:
    """Say whether ``node`` is read with an inner text box, or is the fallback of what is read."""
    for ancestor in node.iterancestors():
        if ancestor is shape:
            return False
        if ancestor.tag in (TEXTBOX_CONTENT, FALLBACK):
            return True
    return False


def _breaks_page(properties: _ELEMENT | None) -> bool:
    found = None if properties is None else properties.find(W + "pageBreakBefore")
    return found is not None and is_on(found.get(VAL))


def _layout(properties: _ELEMENT | None, style: Style, inline: Inline, place: Place, gap: bool) -> Layout:
    """Put together what a paragraph looks like: its own properties, then its style's."""
    outline, centered = style.outline, style.centered
    if properties is not None:
        level, alignment = properties.find(W + "outlineLvl"), _value(properties, "jc")
        outline = outline if level is None else outline_of(level)
        centered = centered if alignment is None else alignment == "center"
    name = style.name
    if inline.contents and not name.lower().startswith("toc"):
        name = "toc"
    return Layout(
        outline=outline,
        style=name,
        centered=centered,
        bold=bool(inline.bold),
        size=inline.size or style.size,
        container=place.container,
        group=place.group,
        gap_before=gap,
    )


def _atoms(columns: list[list[Piece]]) -> tuple[Atom, ...]:
    """Return the atoms that a block's text is made of, those of labels and separators included."""
    atoms: list[Atom] = []
    for index, column in enumerate(columns):
        if index:
            atoms.append(Atom("\t", None))
        for line, piece in enumerate(column):
            if line:
                atoms.append(Atom("\n", None))
            if piece.label:
                atoms.append(Atom(piece.label, None))
            atoms.extend(trim(piece.inline.atoms))
    return tuple(trim(atoms))
