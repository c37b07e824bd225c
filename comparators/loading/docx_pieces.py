"""One paragraph as a piece of a block: its number, its text, its look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from lxml import etree

from comparators.document import Container, Layout
from comparators.loading.docx_names import PPR, VAL, W, is_on
from comparators.loading.docx_numbering import Numbering, separator
from comparators.loading.docx_styles import Style, outline_of, whole
from comparators.loading.docx_text import Atom, Inline, trim

_ELEMENT = etree._Element
# What a w:pPr holds, by tag.
Properties = Mapping[str, _ELEMENT]
NO_PROPERTIES: Final[Properties] = {}
_Look = tuple[int | None, str, bool, bool, float | None, Container, int, bool]

_NUM_PR: Final = W + "numPr"
_OUTLINE: Final = W + "outlineLvl"
_ALIGNMENT: Final = W + "jc"
_PAGE_BREAK: Final = W + "pageBreakBefore"


class Place(NamedTuple):
    """What a block stands in."""

    container: Container
    group: int


class Piece(NamedTuple):
    """One paragraph as printed: ``label`` is computed, ``body`` is ``inline``'s text without outer white space.

    ``paragraphs`` are the ordinals of the ``w:p`` that it comes from.
    """

    label: str
    body: str
    inline: Inline
    paragraphs: tuple[int, ...]
    layout: Layout


def properties_of(paragraph: _ELEMENT) -> Properties:
    """Return what a paragraph's ``w:pPr``, its first child, holds."""
    for child in paragraph:
        return {each.tag: each for each in child} if child.tag == PPR else NO_PROPERTIES
    return NO_PROPERTIES


def value_of(properties: Properties, tag: str) -> str | None:
    """Return the ``w:val`` of a property, ``None`` where it is not set."""
    found = properties.get(tag)
    return None if found is None else found.get(VAL)


def number_of(properties: Properties, style: Style, numbering: Numbering, body: str) -> str:
    """Return the automatic number in front of ``body``, counted on by one, with what separates the two."""
    own = properties.get(_NUM_PR)
    if (own is None and style.number_id is None) or not numbering.instances:
        return ""
    direct: tuple[str | None, int | None] = (None, None)
    if own is not None:
        values = {each.tag: each.get(VAL) for each in own}
        direct = (values.get(W + "numId"), whole(values.get(W + "ilvl")))
    found = numbering.find(direct, style)
    if found is None:
        return ""
    label, suffix = numbering.label(*found)
    label = label.lstrip()
    return label + separator(label, suffix, body)


class Looks:
    """Makes layouts, each only once: a long document has thousands of paragraphs and few looks."""

    def __init__(self) -> None:
        self._known: dict[_Look, Layout] = {}

    def of(self, properties: Properties, style: Style, inline: Inline, place: Place, gap: bool) -> Layout:
        """Put together what a paragraph looks like: its own properties, then its style's."""
        outline, centered = style.outline, style.centered
        if properties:
            if _OUTLINE in properties:
                outline = outline_of(properties[_OUTLINE])
            alignment = value_of(properties, _ALIGNMENT)
            centered = centered if alignment is None else alignment == "center"
            gap = gap or (_PAGE_BREAK in properties and is_on(value_of(properties, _PAGE_BREAK)))
        name = style.name
        if inline.contents and not name.lower().startswith("toc"):
            name = "toc"
        return self.make((outline, name, centered, bool(inline.bold), inline.size or style.size, *place, gap))

    def make(self, look: _Look) -> Layout:
        """Return the layout of these values."""
        layout = self._known.get(look)
        if layout is None:
            layout = self._known[look] = Layout(*look)
        return layout


def atoms_of(columns: Sequence[Sequence[Piece]]) -> tuple[Atom, ...]:
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
            if not piece.inline.atoms and piece.body:  # words drawn as a picture
                atoms.append(Atom(piece.body, None))
    return tuple(trim(atoms))
