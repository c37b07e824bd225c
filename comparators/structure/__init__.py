"""The structure of a document: title block, sections, boxes, parts, signature.

``build_structure`` is the one door. It goes by the labels (:mod:`comparators.labels`), by their order in this very
document (:mod:`.ranks`), and takes the layout as evidence. Rules of the section path: see ``paths``.
"""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Block, BlockKind, Document, Section
from comparators.labels import Label, match_label
from comparators.structure.attachments import settle_attachments
from comparators.structure.contents import contents_lines
from comparators.structure.paths import Outline, outline_of
from comparators.structure.remarks import OWN_CODES, remarks
from comparators.structure.sections import Growth, grow

# A decree only publishes: 国务院令第707号. The document is what it publishes.
_DECREE: Final = re.compile(r"令\s*(?:（?第.{1,20}号）?)?$")


def build_structure(document: Document) -> Document:
    """Return ``document`` with the kind, section, number and title of each block, its sections and its title.

    Texts, order and layout of the blocks stay as they are. What was guessed or looks like a drafting error is added
    to ``problems``. Applied to its own result it returns that result. Time is linear in the length of the document.
    """
    blocks = document.blocks
    labels = [_label_of(block) for block in blocks]
    contents = contents_lines(blocks, labels)
    for index in contents:
        labels[index] = None
    marks = settle_attachments(blocks, labels)
    growth = grow(blocks, labels, contents, marks)
    outline = outline_of(blocks, growth)
    kept = tuple(problem for problem in document.problems if problem.code not in OWN_CODES)
    return Document(
        path=document.path,
        format=document.format,
        title=_title(document, growth),
        blocks=tuple(_finish(block, growth, outline) for block in blocks),
        sections=outline.sections,
        comments=document.comments,
        problems=kept + remarks(blocks, growth, outline, contents),
    )


def _label_of(block: Block) -> Label | None:
    """Return the label of a block; notes have none that counts, rows of tables only that of a box (专栏) across all."""
    if block.kind == "note" or block.layout.container in ("footnote", "endnote"):
        return None
    if block.layout.container == "table" or block.kind == "table":
        label = None if "\t" in block.text else match_label(block.text)
        return label if label is not None and label.form == "box" else None
    return match_label(block.text)


def _title(document: Document, growth: Growth) -> str:
    """Return the printed title, else the one that the file declares."""
    titles = [part.head.title for part in growth.parts if part.head.title]
    if len(titles) > 1 and _DECREE.search(titles[0]):
        return titles[1]
    return titles[0] if titles else document.title


def _finish(block: Block, growth: Growth, outline: Outline) -> Block:
    index = block.index
    section = outline.owner.get(index)
    path = outline.paths[id(growth.homes[index])]
    if section is None or index in growth.heads:
        kind = _plain_kind(block, growth)
        return Block(index, block.text, kind, path, source=block.source, layout=block.layout)
    label, span, kind = outline.owned[index]
    return Block(
        index,
        block.text,
        kind,
        section.path,
        section.number,
        label.end,
        span[1] if span else 0,
        block.source,
        block.layout,
    )


def _plain_kind(block: Block, growth: Growth) -> BlockKind:
    index = block.index
    if block.kind in ("table", "note") and block.layout.container != "body":
        return block.kind
    if index in growth.heads:
        return "title"
    if index in growth.signature:
        return "signature"
    if index in growth.headings:
        return "heading"
    return block.kind if block.kind in ("table", "note") else "paragraph"


__all__ = ["Section", "build_structure"]
