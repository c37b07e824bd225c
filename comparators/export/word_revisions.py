"""The elements that mark a revision (ISO/IEC 29500-1, 17.13.5), each with its own id, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final, Literal

from lxml import etree

from comparators.loading.docx_names import ID, PPR, RPR, WORD_NS, P, W

_ELEMENT = etree._Element
Kind = Literal["ins", "del", "moveFrom", "moveTo"]

_NSMAP: Final = {"w": WORD_NS}
_IDS: Final = re.compile(rb"""\bw:id\s*=\s*["'](\d{1,10})["']""")
_MARKS: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_AFTER_RPR: Final = (W + "sectPr", W + "pPrChange")
_HIGHEST: Final = 1_000_000_000
_RENAMED: Final = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_RESTORED: Final = {after: before for before, after in _RENAMED.items()}


def element(name: str, **attributes: str) -> _ELEMENT:
    """Return a new element of WordprocessingML; attribute names are of it too."""
    made = etree.Element(W + name, nsmap=_NSMAP)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


class Revisions:
    """Makes revision elements. Ids are unique against all in ``parts`` (raw XML); ``own`` collects those made here."""

    def __init__(self, author: str, date: str, parts: Iterable[bytes], own: set[str]) -> None:
        self.author = author
        self.date = date
        self.count = 0
        self._own = own
        used = {int(found) for part in parts for found in _IDS.findall(part)}
        self._ids = _free(used)

    def next_id(self) -> str:
        """Return an id that nothing else has."""
        return str(next(self._ids))

    def make(self, kind: str) -> _ELEMENT:
        """Return an empty revision element of that name."""
        self.count += 1
        number = self.next_id()
        self._own.add(number)
        return element(kind, id=number, author=self.author, date=self.date)

    def doubled(self, number: str) -> str:
        """Return an id for the second half of a revision that was cut in two."""
        made = self.next_id()
        if number in self._own:
            self._own.add(made)
        return made

    def wrap(self, nodes: list[_ELEMENT], kind: Kind) -> _ELEMENT:
        """Put siblings that follow one another into a revision element in their place, and return it."""
        made = self.make(kind)
        nodes[0].addprevious(made)
        for node in nodes:
            if kind == "del":
                rename_deleted(node)
            made.append(node)
        return made

    def mark(self, paragraph: _ELEMENT, kind: Kind) -> None:
        """Mark a paragraph's own mark (its end) as inserted, deleted or moved."""
        properties = paragraph_properties(paragraph)
        run = properties.find(RPR)
        if run is None:
            run = element("rPr")
            place = next((child for child in properties if child.tag in _AFTER_RPR), None)
            if place is None:
                properties.append(run)
            else:
                place.addprevious(run)
        before = sum(1 for child in run if child.tag in _MARKS)
        run.insert(before, self.make(kind))

    def change_properties(self, paragraph: _ELEMENT, wanted: list[_ELEMENT], names: Iterable[str]) -> None:
        """Give a paragraph the properties ``wanted`` in place of those in ``names``, the old ones kept as a change."""
        properties = paragraph_properties(paragraph)
        if properties.find(W + "pPrChange") is not None:
            return
        before = element("pPr")
        for child in properties:
            if child.tag not in (RPR, W + "sectPr", W + "pPrChange"):
                before.append(deepcopy(child))
        for name in names:
            for child in properties.findall(W + name):
                properties.remove(child)
        for child in wanted:
            put_in_order(properties, child)
        change = self.make("pPrChange")
        change.append(before)
        properties.append(change)

    def mark_row(self, row: _ELEMENT, kind: Literal["ins", "del"]) -> None:
        """Mark a table row as inserted or deleted."""
        properties = row.find(W + "trPr")
        if properties is None:
            properties = element("trPr")
            place = 0
            while place < len(row) and row[place].tag == W + "tblPrEx":
                place += 1
            row.insert(place, properties)
        change = properties.find(W + "trPrChange")
        made = self.make(kind)
        if change is None:
            properties.append(made)
        else:
            change.addprevious(made)


def _free(used: set[int]) -> Iterator[int]:
    start = max((number for number in used if number < _HIGHEST), default=0)
    number = start + 1
    while True:
        if number not in used:
            yield number
        number += 1


def rename_deleted(node: _ELEMENT) -> None:
    """Give the text of a deleted run the names that deleted text has; a text box inside it keeps its own."""
    for child in node:
        if child.tag in _RENAMED:
            child.tag = _RENAMED[str(child.tag)]


def restore_deleted(node: _ELEMENT) -> None:
    """Take :func:`rename_deleted` back, for the runs in a deletion."""
    for run in node:
        for child in run:
            if child.tag in _RESTORED:
                child.tag = _RESTORED[str(child.tag)]


def paragraph_properties(paragraph: _ELEMENT) -> _ELEMENT:
    """Return a paragraph's ``w:pPr``, made where it has none."""
    if len(paragraph) and paragraph[0].tag == PPR:
        return paragraph[0]
    properties = paragraph.find(PPR)
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties


# The order of the elements in w:pPr (CT_PPrBase); only those that this room puts in need be right.
_ORDERED_NAMES: Final = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
    "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_ORDER: Final = tuple(W + name for name in _ORDERED_NAMES.split())
_RANK: Final = {tag: rank for rank, tag in enumerate(_ORDER)}


def put_in_order(properties: _ELEMENT, child: _ELEMENT) -> None:
    """Put a property into ``w:pPr`` at the place that the schema gives it."""
    rank = _RANK.get(str(child.tag), 0)
    for place, other in enumerate(properties):
        if _RANK.get(str(other.tag), 0) > rank:
            properties.insert(place, child)
            return
    properties.append(child)


def is_in(node: _ELEMENT, tags: frozenset[str]) -> bool:
    """Say whether ``node`` stands inside an element of one of these names, within its paragraph."""
    for ancestor in node.iterancestors():
        if ancestor.tag in tags:
            return True
        if ancestor.tag == P:
            return False
    return False


def identifier(node: _ELEMENT) -> str:
    """Return an element's ``w:id``."""
    return node.get(ID) or ""
