"""Revisions that a document already has: read as accepted in the new one, kept or accepted in the old one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from comparators.loading.docx_names import PPR, RPR, SDT_CONTENT, TBL, TC, TR, P, W

_ELEMENT = etree._Element
_GONE: Final = (W + "del", W + "moveFrom")
_COME: Final = (W + "ins", W + "moveTo")
_RANGES: Final = tuple(W + kind + "Range" + end for kind in ("moveFrom", "moveTo") for end in ("Start", "End"))
_CELLS: Final = (W + "cellIns", W + "cellDel", W + "cellMerge")
_CHANGE_NAMES: Final = (
    "pPrChange rPrChange tblPrChange tblPrExChange trPrChange tcPrChange sectPrChange tblGridChange numberingChange"
)
_CHANGES: Final = tuple(W + name for name in _CHANGE_NAMES.split())
_MARK_PROPERTIES: Final = f"{PPR}/{RPR}"


def has_revisions(root: _ELEMENT) -> bool:
    """Say whether a part has any revision."""
    return next(root.iter(*_GONE, *_COME, *_CHANGES, *_CELLS), None) is not None


def has_deep_revisions(root: _ELEMENT) -> bool:
    """Say whether a part has revisions that others cannot well be laid upon.

    These are deleted or moved paragraph marks, and inserted or deleted rows and cells. Text that was inserted or
    deleted inside a paragraph, paragraphs that were inserted and changes of formatting can stay beneath.
    """
    if next(root.iter(*_CELLS, *_RANGES), None) is not None:
        return True
    for element in root.iter(*_GONE, *_COME):
        parent = element.getparent()
        tag = None if parent is None else parent.tag
        if tag == W + "trPr" or (tag == RPR and element.tag in _GONE):
            return True
        if tag not in (RPR, None) and next(element.iterchildren(P, TBL, TR, TC), None) is not None:
            return True
    return False


def accept_all(root: _ELEMENT) -> None:
    """Accept all revisions of a part in place. Paragraphs whose mark goes are joined with the one after them."""
    if not has_revisions(root):
        return
    for element in list(root.iter(*_RANGES)):
        _drop(element)
    for row in list(root.iter(TR)):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            _drop(row)
    for mark in list(root.iter(W + "cellDel")):
        properties = mark.getparent()
        cell = None if properties is None else properties.getparent()
        if cell is not None and cell.tag == TC:
            _drop(cell)
    _settle_text(root)


def _settle_text(root: _ELEMENT) -> None:
    joined = [p for p in root.iter(P) if any(child.tag in _GONE for child in _mark_of(p))]
    for element in list(root.iter(*_GONE)):
        _drop(element)
    for element in list(root.iter(*_COME)):
        _unwrap(element)
    for paragraph in joined:
        _join(paragraph)
    for element in [*root.iter(*_CHANGES), *root.iter(*_CELLS)]:
        _drop(element)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            _drop(table)


def _mark_of(paragraph: _ELEMENT) -> Iterator[_ELEMENT]:
    properties = paragraph.find(_MARK_PROPERTIES)
    return iter(() if properties is None else properties)


def _drop(element: _ELEMENT) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: _ELEMENT) -> None:
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _join(paragraph: _ELEMENT) -> None:
    following = paragraph.getnext()
    while following is not None and following.tag not in (P, TBL):
        following = following.getnext()
    content = [child for child in paragraph if child.tag != PPR]
    if following is not None and following.tag == P:
        place = 1 if len(following) and following[0].tag == PPR else 0
        for child in reversed(content):
            following.insert(place, child)
        _drop(paragraph)
        return
    parent = paragraph.getparent()
    if next(paragraph.iter(W + "r"), None) is not None or parent is None:
        return
    # A cell, box or note keeps one paragraph; a content control may be left empty.
    if parent.tag == SDT_CONTENT or following is not None or len(parent.findall(P)) > 1:
        _drop(paragraph)
