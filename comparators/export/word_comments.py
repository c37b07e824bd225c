"""Real Word comments: anchored to their characters, answered in threads, open or resolved ([MS-DOCX] 2.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from comparators.export.word_package import WordPackage, to_bytes
from comparators.export.word_pieces import DELETED, INSERTED, Symbols, cut, read_pieces, split_ancestors
from comparators.export.word_places import SideName, Spot
from comparators.export.word_revisions import Revisions, element
from comparators.export.word_views import mark_is_gone
from comparators.loading.docx_names import ID, MC, PPR, W14, W15, WORD_NS, P, W
from comparators.loading.docx_styles import whole

_ELEMENT = etree._Element
_W14_NS, _W15_NS = W14[1:-1], W15[1:-1]
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EXTENDED_REL: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_PEOPLE_REL: Final = "http://schemas.microsoft.com/office/2011/relationships/people"
_PARAGRAPH_ID: Final = re.compile(rb'paraId="([0-9A-Fa-f]{8})"')
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BAD: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIGHEST: Final = 0x7FFFFFFE


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, when (ISO 8601; ``""`` for the date of the revisions)."""

    author: str
    text: str
    date: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers, about ``start`` in block ``block`` to ``end`` in block ``last_block`` of a side."""

    side: SideName
    block: int
    start: int
    last_block: int
    end: int
    first: Said
    replies: tuple[Said, ...] = ()
    resolved: bool = False


class Comments:
    """Writes comments into a package, beside those that are there."""

    def __init__(self, package: WordPackage, revisions: Revisions, symbols: Symbols) -> None:
        self._package = package
        self._revisions = revisions
        self._symbols = symbols
        self.count = 0
        self._root = self._part("comments", "comments", f"{_TYPES}comments+xml", "comments")
        self._next = max((whole(each.get(ID)) or 0 for each in self._root), default=-1) + 1
        self._paragraph_ids = {
            found.upper()
            for name in package.names()
            if name.startswith("word/") and name.endswith(".xml")
            for found in _PARAGRAPH_ID.findall(package.read(name))
        }
        self._last_id = 0x10000000

    def add(self, thread: Thread, start: Spot, end: Spot) -> None:
        """Add a thread about what stands between two spots."""
        said = (thread.first, *thread.replies)
        numbers = [str(self._next + index) for index in range(len(said))]
        self._next += len(said)
        self._anchor(numbers, start, end)
        parent = ""
        for number, each in zip(numbers, said, strict=True):
            paragraph_id = self._comment(number, each)
            self._extend(paragraph_id, parent, thread.resolved)
            parent = parent or paragraph_id
            self._person(each.author)
        self.count += 1

    # Anchors

    def _anchor(self, numbers: Sequence[str], start: Spot, end: Spot) -> None:
        """Put the ends of the range and the references in, the end first so that the start's place still holds."""
        nodes: list[_ELEMENT] = []
        for number in numbers:
            nodes.append(element("commentRangeEnd", id=number))
            run = element("r")
            run.append(element("commentReference", id=number))
            nodes.append(run)
        is_point = start.paragraph is end.paragraph and start.offset == end.offset and start.view == end.view
        self._put(end, nodes, behind=not is_point)
        self._put(start, [element("commentRangeStart", id=number) for number in numbers], behind=False)

    def _put(self, spot: Spot, nodes: Sequence[_ELEMENT], *, behind: bool) -> None:
        """Put nodes at a spot: ``behind`` the token before it, else before the token at it."""
        pieces = read_pieces(spot.paragraph, self._symbols, spot.view)
        index = cut(pieces, spot.offset)
        if behind and index:
            piece = pieces[index - 1]
            anchor = self._freed(piece.node if piece.run is None else piece.run, after=True)
            for node in reversed(nodes):
                anchor.addnext(node)
            return
        if index < len(pieces):
            piece = pieces[index]
            anchor = self._freed(piece.node if piece.run is None else piece.run, after=False)
            for node in nodes:
                anchor.addprevious(node)
            return
        last = self._freed(pieces[-1].run or pieces[-1].node, after=True) if pieces else None
        for node in reversed(nodes):
            if last is None:
                spot.paragraph.insert(1 if len(spot.paragraph) and spot.paragraph[0].tag == PPR else 0, node)
            else:
                last.addnext(node)

    def _freed(self, node: _ELEMENT, *, after: bool) -> _ELEMENT:
        """Return the node beside which to put something so that it stands in no revision: they are cut there."""
        parent = node.getparent()
        paragraph = next(node.iterancestors(P), None)
        if paragraph is not None and mark_is_gone(paragraph, self._symbols, "now"):
            return node  # it goes with its paragraph, which must not stay for its sake
        while parent is not None and parent.tag in INSERTED | DELETED:
            following = node.getnext() if after else node
            above = parent.getparent()
            if above is None:
                break
            if following is not None and (not after or following is not node):
                if after:
                    split_ancestors(following, above, self._revisions.doubled)
                    node = parent
                else:
                    node = split_ancestors(node, above, self._revisions.doubled)
            else:
                node = parent
            parent = node.getparent()
        return node

    # Parts

    def _comment(self, number: str, said: Said) -> str:
        made = element("comment", id=number, author=said.author, date=said.date or self._revisions.date)
        made.set(W + "initials", said.initials or said.author[:1])
        identifier = ""
        for index, line in enumerate(_BAD.sub("", said.text).split("\n")):
            paragraph = element("p")
            identifier = self._paragraph_id()
            paragraph.set(W14 + "paraId", identifier)
            if not index:
                mark = element("r")
                mark.append(element("annotationRef"))
                paragraph.append(mark)
            run = element("r")
            text = element("t")
            text.text = line
            text.set(_SPACE, "preserve")
            run.append(text)
            paragraph.append(run)
            made.append(paragraph)
        self._root.append(made)
        return identifier

    def _paragraph_id(self) -> str:
        while True:
            self._last_id = (self._last_id + 0x1D2B) % _HIGHEST
            made = f"{self._last_id:08X}"
            if made.encode() not in self._paragraph_ids:
                self._paragraph_ids.add(made.encode())
                return made

    def _extend(self, paragraph_id: str, parent: str, resolved: bool) -> None:
        root = self._part("commentsExtended", "commentsEx", f"{_TYPES}commentsExtended+xml", _EXTENDED_REL)
        made = etree.SubElement(root, W15 + "commentEx")
        made.set(W15 + "paraId", paragraph_id)
        if parent:
            made.set(W15 + "paraIdParent", parent)
        made.set(W15 + "done", "1" if resolved else "0")

    def _person(self, author: str) -> None:
        root = self._part("people", "people", f"{_TYPES}people+xml", _PEOPLE_REL)
        if any(each.get(W15 + "author") == author for each in root):
            return
        person = etree.SubElement(root, W15 + "person")
        person.set(W15 + "author", author)
        presence = etree.SubElement(person, W15 + "presenceInfo")
        presence.set(W15 + "providerId", "None")
        presence.set(W15 + "userId", author)

    def _part(self, kind: str, root_name: str, content_type: str, relation: str) -> _ELEMENT:
        """Return the root of a part of comments, made where the document has none."""
        name = self._package.related(kind)
        if name is None:
            names = {"w": WORD_NS, "w14": _W14_NS, "w15": _W15_NS, "mc": MC[1:-1]}
            space = W if kind == "comments" else W15
            root: _ELEMENT = etree.Element(space + root_name, nsmap=names)
            root.set(MC + "Ignorable", "w14 w15")
            name = self._package.free_name(f"word/{kind}.xml")
            self._package.add_part(name, to_bytes(root), content_type)
            self._package.relate(self._package.main, relation, name)
        self._package.touch(name)
        return self._package.root(name)
