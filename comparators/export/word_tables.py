"""Tables: rows are matched by what stands in them, cells by their place in the row, and the rest is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from comparators.export.word_revisions import element
from comparators.export.word_stories import Match
from comparators.loading.docx_names import SDT_CONTENT, TC, TR, VAL, P, W

if TYPE_CHECKING:
    from comparators.export.word_marker import Marker

_ELEMENT = etree._Element
_WRAPPERS: Final = frozenset({SDT_CONTENT} | {W + name for name in ("sdt", "customXml", "ins", "moveTo")})
_PROPERTIES: Final = frozenset(W + name for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr"))


class Tables:
    """Marks what differs between tables; everything inside a cell goes back to the marker."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker

    def pair(self, old: _ELEMENT, new: _ELEMENT) -> None:
        """Mark what differs between two tables that belong together."""
        olds = [item for item in self._marker.items(old, 0) if item.kind == "tr"]
        news = [item for item in self._marker.items(new, 1) if item.kind == "tr"]
        last: _ELEMENT | None = None
        i = j = 0
        for match in [*self._marker.matcher.match(olds, news), Match((len(olds),), (len(news),))]:
            for item in olds[i : match.old[0]]:
                self._remove_row(item.node)
                last = item.node
            following = olds[match.old[0]].node if match.old[0] < len(olds) else None
            for item in news[j : match.new[0]]:
                last = self._put(old, self._added_row(item.node), last, following)
            if following is not None:
                last = self._pair_row(olds[match.old[0]].node, news[match.new[0]].node)
            i, j = match.old[-1] + 1, match.new[-1] + 1

    @staticmethod
    def _put(table: _ELEMENT, row: _ELEMENT, last: _ELEMENT | None, following: _ELEMENT | None) -> _ELEMENT:
        if last is not None:
            last.addnext(row)
        elif following is not None:
            following.addprevious(row)
        else:
            table.append(row)
        return row

    def _pair_row(self, old: _ELEMENT, new: _ELEMENT) -> _ELEMENT:
        """Mark what differs between two rows; rows of another make are exchanged whole."""
        olds, news = _cells(old), _cells(new)
        if [_make(cell) for cell in olds] == [_make(cell) for cell in news]:
            for before, after in zip(olds, news, strict=True):
                self._marker.story(before, after)
            return old
        self._remove_row(old)
        row = self._added_row(new)
        old.addnext(row)
        return row

    def remove(self, table: _ELEMENT) -> None:
        """Mark a whole table as deleted."""
        for row in _rows(table):
            self._remove_row(row)

    def _remove_row(self, row: _ELEMENT) -> None:
        marker = self._marker
        for cell in _cells(row):
            for item in marker.items(cell, 0):
                if item.kind == "tbl":
                    self.remove(item.node)
                elif item.kind == "p":
                    marker.remove_paragraph(item, mark=False)
        marker.revisions.mark_row(row, "del")

    def added(self, table: _ELEMENT) -> _ELEMENT:
        """Return a whole table of the new document as inserted."""
        made = element("tbl")
        for child in table:
            if child.tag in _PROPERTIES:
                made.append(self._marker.bringer.table_properties(child))
        for row in _rows(table):
            made.append(self._added_row(row))
        return made

    def _added_row(self, row: _ELEMENT) -> _ELEMENT:
        made = element("tr")
        for child in row:
            if child.tag in _PROPERTIES:
                made.append(self._marker.bringer.table_properties(child))
        for cell in _cells(row):
            made.append(self._added_cell(cell))
        self._marker.revisions.mark_row(made, "ins")
        return made

    def _added_cell(self, cell: _ELEMENT) -> _ELEMENT:
        marker = self._marker
        made = element("tc")
        for child in cell:
            if child.tag in _PROPERTIES:
                made.append(marker.bringer.table_properties(child))
        for item in marker.items(cell, 1):
            if item.kind == "tbl":
                made.append(self.added(item.node))
            elif item.kind == "p":
                made.append(marker.added_paragraph(item, mark=False))
        if not len(made) or made[-1].tag != P:
            made.append(element("p"))
        return made


def _rows(table: _ELEMENT) -> list[_ELEMENT]:
    return _inside(table, TR)


def _cells(row: _ELEMENT) -> list[_ELEMENT]:
    return _inside(row, TC)


def _inside(parent: _ELEMENT, wanted: str) -> list[_ELEMENT]:
    found: list[_ELEMENT] = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += _inside(child, wanted)
    return found


def _make(cell: _ELEMENT) -> tuple[str, str]:
    """Return what must be alike for two cells to be one: how many columns it spans, and whether it goes on above."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return "1", ""
    span, merge = properties.find(W + "gridSpan"), properties.find(W + "vMerge")
    return (
        "1" if span is None else span.get(VAL) or "1",
        "" if merge is None else merge.get(VAL) or "continue",
    )
