"""One side of a comparison as a Word package: where each block's paragraphs are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from comparators.document import Document
from comparators.export.word_package import WordPackage
from comparators.loading.docx_names import P

_ELEMENT = etree._Element


@dataclass(frozen=True, slots=True)
class Side:
    """A document with its package. ``paragraphs[i]`` are the ``w:p`` of block ``i``, with the part they stand in.

    ``formatted`` says that its look is its own and not one that was made up for it.
    """

    document: Document
    package: WordPackage
    paragraphs: Sequence[tuple[_ELEMENT, ...]]
    formatted: bool = True

    def rows(self, of_block: Mapping[int, int]) -> dict[_ELEMENT, int]:
        """Return the row of the comparison for each paragraph; those of table rows are below -1 (``-2 - row``)."""
        rows: dict[_ELEMENT, int] = {}
        for block, paragraphs in zip(self.document.blocks, self.paragraphs, strict=True):
            row = of_block.get(block.index)
            if row is None:
                continue
            tag = -2 - row if block.layout.container == "table" else row
            for paragraph in paragraphs:
                rows[paragraph] = tag
        return rows


def side_of(document: Document, package: WordPackage, *, formatted: bool = True) -> Side:
    """Return a side whose blocks say where they come from (see :class:`comparators.document.Source`)."""
    ordinals: dict[str, list[_ELEMENT]] = {}
    paragraphs: list[tuple[_ELEMENT, ...]] = []
    for block in document.blocks:
        source = block.source
        if not source.paragraphs or not package.has(source.part):
            paragraphs.append(())
            continue
        if source.part not in ordinals:
            ordinals[source.part] = list(package.root(source.part).iter(P))
        found = ordinals[source.part]
        paragraphs.append(tuple(found[number] for number in source.paragraphs if number < len(found)))
    return Side(document, package, paragraphs, formatted)
