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
    RPR,
    RUN,
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
from comparators.loading.docx_numbering import Numbering
from comparators.loading.docx_pieces import (
    Looks,
    Piece,
    Place,
    Properties,
    atoms_of,
    number_of,
    properties_of,
    value_of,
)
from comparators.loading.docx_styles import Style, StyleSheet
from comparators.loading.docx_text import Atom, Inline, Mark, TextReader
from comparators.options import LoadLimits
from comparators.work import Work

_ELEMENT = etree._Element


class Story(NamedTuple):
    """One part with running text: its name, the ordinal of each ``w:p`` in it, and its reader."""

    part: str
    ordinals: Mapping[_ELEMENT, int]
    reader: TextReader


class _Unended(NamedTuple):
    """A paragraph as read, with the properties and style that its mark gives it."""

    inline: Inline
    paragraphs: tuple[int, ...]
    properties: Properties
    style: Style


class _Row(NamedTuple):
    """A row of a table: the cells that show, and the ends of comment ranges beside them."""

    cells: list[_ELEMENT]
    marks: list[_ELEMENT]


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
        self._pending: _Unended | None = None
        self._cell: list[Piece] | None = None
        self._after: list[Mark] = []
        self._noted: set[_ELEMENT] = set()
        self._looks = Looks()
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
            elif tag in _RANGE:
                self._between([child], tag.rpartition("}")[2])
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
        properties = properties_of(paragraph)
        style = self._setting.styles.of(value_of(properties, _STYLE))
        inline = self._story.reader.read(paragraph, style)
        ordinals: tuple[int, ...] = (self._story.ordinals[paragraph],)
        if self._pending is not None:
            before, self._pending = self._pending, None
            before.inline.extend(inline)
            inline, ordinals = before.inline, before.paragraphs + ordinals
        unended = _Unended(inline, ordinals, properties, style)
        mark = properties.get(RPR)
        if mark is not None and self._runs_on(mark, inline, paragraph):
            self._pending = unended if inline.length else unended._replace(paragraphs=())
        else:
            self._end(unended, place)

    def _runs_on(self, mark: _ELEMENT, inline: Inline, paragraph: _ELEMENT) -> bool:
        """Say whether a paragraph runs on into the next: its mark is deleted, moved away or hidden."""
        kinds = {each.tag: each for each in mark}
        self._story.reader.dropped["revisions"] += len(_REVISIONS & kinds.keys())
        if _DEL in kinds or _MOVE_FROM in kinds:
            return True
        if _VANISH not in kinds or not is_on(kinds[_VANISH].get(VAL)):
            return False
        # The hidden mark of a paragraph without runs hides nothing; with runs, the paragraph is hidden whole.
        return inline.length > 0 or _SPEC_VANISH in kinds or paragraph.find(RUN) is not None

    def _flush(self, place: Place) -> None:
        """End what is still waiting for a paragraph to run on into, since none follows."""
        if self._pending is not None:
            unended, self._pending = self._pending, None
            if unended.inline.text.strip():
                self._end(unended, place)
            else:  # its mark is gone and nothing is left of it: not even its automatic number
                for mark in unended.inline.marks:
                    self._place_mark(mark, None)

    def _end(self, unended: _Unended, place: Place) -> None:
        """Turn what was read into a block, or into a piece of the table row that is being read."""
        inline, ordinals, properties, style = unended
        body = inline.text.strip()
        label = number_of(properties, style, self._setting.numbering, body)
        if not body and not label:
            self._gap = True
            for mark in inline.marks:
                self._place_mark(mark, None)
        else:
            layout = self._looks.of(properties, style, inline, place, self._gap)
            piece = Piece(label, body, inline, ordinals, layout)
            self._gap = False
            if self._cell is not None:
                self._cell.append(piece)
                return
            self._add_paragraph(piece)
        if self._after and self._cell is None:
            self._hang_on()

    # Tables

    def _table(self, table: _ELEMENT, place: Place) -> None:
        rows = [row for child in _flatten(table, TR) if (row := self._show(child)).cells or row.marks]
        if self._cell is not None:  # a table inside a cell: its text joins the cell's
            for row in rows:
                for cell in row.cells:
                    self._contents(cell, place)
            return
        boxed = all(len(row.cells) < 2 for row in rows)
        here = Place("box" if boxed else "table", self._new_group())
        for row in rows:
            self._between(row.marks, "commentRangeStart")
            if boxed:
                for cell in row.cells:
                    self._contents(cell, here)
            else:
                self._row(row.cells, here)
            self._between(row.marks, "commentRangeEnd")
        if self._after:
            self._hang_on()

    def _show(self, row: _ELEMENT) -> _Row:
        """Return what of a row shows: nothing of a deleted one, no cell that continues the one above."""
        if row.tag in _RANGE:  # between rows
            return _Row([], [row])
        properties = row.find(W + "trPr")
        if properties is not None:
            if properties.find(_DEL) is not None:
                self._story.reader.dropped["revisions"] += 1
                return _Row([], [])
            self._story.reader.dropped["revisions"] += len(properties.findall(_INS))
        children = list(_flatten(row, TC))
        cells = [child for child in children if child.tag == TC and not _is_merged_away(child)]
        return _Row(cells, [child for child in children if child.tag != TC])

    def _between(self, nodes: list[_ELEMENT], kind: str) -> None:
        """Anchor the ends of comment ranges that stand beside paragraphs, not in them."""
        for node in nodes:
            if node.tag == W + kind:
                self.anchors.between(Mark(0, kind, node))

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
            first = pieces[0].layout
            bold = all(piece.layout.bold for piece in pieces)
            look = self._looks.make((None, first.style, False, bold, first.size, *place, first.gap_before))
            self._add_row(columns, pieces, look)

    # Blocks

    def _add_paragraph(self, piece: Piece) -> None:
        """Make a block of one paragraph."""
        label, body = piece.label, piece.body
        kind: BlockKind = "note" if piece.layout.container in ("footnote", "endnote") else "paragraph"
        text = (label + body).rstrip() if label else body
        self._add(text, kind, Source(self._story.part, piece.paragraphs, min(len(label), len(text))), piece.layout)
        if piece.inline.marks:
            self._place_marks(piece, 0)
        if self._setting.trace:
            self.atoms.append(atoms_of([[piece]]))

    def _add_row(self, columns: list[list[Piece]], pieces: list[Piece], layout: Layout) -> None:
        """Make a block of the pieces in each column of a row; lines part pieces, tabs part columns."""
        starts: list[int] = []
        text = ""
        for index, column in enumerate(columns):
            text += "\t" if index else ""
            for line, piece in enumerate(column):
                text += "\n" if line else ""
                starts.append(len(text))
                text += piece.label + piece.body
        lead = starts[0]  # the tabs of empty cells before
        text = text.strip()
        paragraphs = tuple(ordinal for piece in pieces for ordinal in piece.paragraphs)
        generated = min(len(pieces[0].label), len(text))
        self._add(text, "table", Source(self._story.part, paragraphs, generated), layout)
        for piece, start in zip(pieces, starts, strict=True):
            if piece.inline.marks:
                self._place_marks(piece, start - lead)
        if self._setting.trace:
            self.atoms.append(atoms_of(columns))

    def _add(self, text: str, kind: BlockKind, source: Source, layout: Layout) -> None:
        index = len(self.blocks)
        self.blocks.append(Block(index, text, kind, source=source, layout=layout))
        self.anchors.opened(index)
        self._watch(len(text))

    def _watch(self, length: int) -> None:
        """Keep within the limit of text, and let a person stop the work."""
        limits = self._setting.limits
        self._length += length
        if self._length > limits.max_text:
            raise InputError("input-text-too-long", path=self._setting.shown, limit=limits.max_text)
        if len(self.blocks) % 512 == 0:
            self._setting.work.step("loading", min(len(self.blocks) / (len(self._story.ordinals) + 1), 1.0))

    def _place_marks(self, piece: Piece, start: int) -> None:
        """Give the marks of a piece that begins at ``start`` of the newest block their places in it."""
        text = piece.inline.text
        lead = len(text) - len(text.lstrip())
        block = self.blocks[-1].index
        for mark in piece.inline.marks:
            offset = start + len(piece.label) + min(max(mark.at - lead, 0), len(piece.body))
            self._place_mark(mark, (block, min(offset, len(self.blocks[-1].text))))

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
        if note is None or note in self._noted:  # a note that refers to itself would never end
            return
        self._noted.add(note)
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
            elif words := " ".join((node.get("string") or "").split()):
                layout = Layout(container=place.container, group=place.group)
                self._add_paragraph(Piece("", words, Inline(), (), layout))


_RELATION_ID: Final = R + "id"
_TEXT_PATH: Final = V + "textpath"
_INS: Final = W + "ins"
_DEL: Final = W + "del"
_MOVE_FROM: Final = W + "moveFrom"
_MOVE_TO: Final = W + "moveTo"
_VANISH: Final = W + "vanish"
_SPEC_VANISH: Final = W + "specVanish"
_STYLE: Final = W + "pStyle"
_RANGE: Final = frozenset({W + "commentRangeStart", W + "commentRangeEnd"})
_REVISIONS: Final = frozenset({_INS, _DEL, _MOVE_FROM, _MOVE_TO})
_WRAPPERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")
)


def _flatten(parent: _ELEMENT, wanted: str) -> Iterator[_ELEMENT]:
    """Yield the rows of a table or the cells of a row, in content controls and the like too, and what of comment
    ranges stands among them.
    """
    for child in parent:
        if child.tag == wanted or child.tag in _RANGE:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _flatten(child, wanted)


def _is_merged_away(cell: _ELEMENT) -> bool:
    """Say whether a cell shows nothing of its own: it continues a merged one, or is deleted."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return False
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
