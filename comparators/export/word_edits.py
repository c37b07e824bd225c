"""Revisions inside paragraphs: tokens taken out and put in, and the marks between paragraphs that come and go."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from comparators.export.word_import import Bringer
from comparators.export.word_pieces import (
    DELETED,
    INSERTED,
    MARK,
    Piece,
    Symbols,
    cut,
    is_stream_mark,
    read_pieces,
    split_ancestors,
    stream_mark,
)
from comparators.export.word_revisions import Kind, Revisions, element, is_in
from comparators.export.word_streams import RawEdit
from comparators.loading.docx_names import PPR, RPR, RUN, P, W

_ELEMENT = etree._Element
_LINKED = frozenset({W + "hyperlink", W + "fldSimple"})


class Source(NamedTuple):
    """The tokens that insertions are taken from, and the paragraphs that the marks between them belong to."""

    pieces: Sequence[Piece]
    paragraphs: Sequence[_ELEMENT] = ()


class Editor:
    """Writes edits into paragraphs of the old document as revisions."""

    def __init__(self, revisions: Revisions, bringer: Bringer, symbols: Symbols) -> None:
        self._revisions = revisions
        self._bringer = bringer
        self._symbols = symbols

    def edit(self, top: _ELEMENT, pieces: list[Piece], source: Source, edits: Sequence[RawEdit]) -> None:
        """Write ``edits`` into ``top``, whose tokens are ``pieces``, from the last to the first."""
        for a0, a1, b0, b1 in reversed(edits):
            place = None
            if a0 < a1:
                place = self._delete(pieces, a0, a1)
            if b0 < b1:
                like, linked = self._beside(pieces, a0)
                nodes = self._bringer.nodes(source.pieces, b0, b1, like, linked)
                if place is None:
                    cut(pieces, a0)
                self._insert(top, pieces, a0, place, nodes)

    def insert_all(self, top: _ELEMENT, pieces: Sequence[Piece], cuts: Sequence[tuple[int, int]]) -> list[_ELEMENT]:
        """Append all ``pieces`` to an empty paragraph as insertions, one for each of ``cuts``; return them."""
        made: list[_ELEMENT] = []
        for start, end in cuts:
            nodes = self._bringer.nodes(pieces, start, end, None, False)
            if nodes:
                wrapper = self._revisions.make("ins")
                wrapper.extend(nodes)
                top.append(wrapper)
                made.append(wrapper)
        return made

    def delete_all(self, top: _ELEMENT, cuts: Sequence[int], *, stays: bool = False) -> list[list[_ELEMENT]]:
        """Mark all of a paragraph as deleted, cut at ``cuts``; return the revisions of each stretch.

        Marks of comments go too, as in Word, unless the paragraph itself ``stays``.
        """
        pieces = read_pieces(top, self._symbols)
        end = pieces[-1].at + len(pieces[-1].text) if pieces else 0
        places = [0, *cuts, end]
        for place in reversed(cuts):
            cut(pieces, place)
        made: list[list[_ELEMENT]] = []
        for start, stop in itertools.pairwise(places):
            units = [piece for piece in pieces if start <= piece.at < stop]
            made.append(self._wrap(units))
        for run in [each for each in top.iter(RUN) if next(each.iterancestors(P)) is top and not is_in(each, DELETED)]:
            if not stays or run.find(W + "commentReference") is None:
                self._revisions.wrap([run], "del")  # nothing to read in it, yet it would keep the paragraph
        return made

    # Taking out

    def _delete(self, pieces: list[Piece], start: int, end: int) -> _ELEMENT | None:
        """Mark the tokens between two places as deleted; return the last revision made."""
        cut(pieces, end)
        first = cut(pieces, start)
        last = first
        while last < len(pieces) and pieces[last].at < end:
            last += 1
        made = self._wrap(pieces[first:last])
        return made[-1] if made else None

    def _wrap(self, pieces: Sequence[Piece]) -> list[_ELEMENT]:
        made: list[_ELEMENT] = []
        for group in _neighbours(pieces):
            if is_stream_mark(group[0]):
                group[0].set("kind", "del")
                made.append(group[0])
            else:
                made.append(self._revisions.wrap(group, "del"))
        return made

    # Putting in

    def _beside(self, pieces: Sequence[Piece], place: int) -> tuple[_ELEMENT | None, bool]:
        """Return the run whose look inserted text takes where it has none, and whether both sides are in one link."""
        before = next((each for each in reversed(pieces) if each.at < place and each.run is not None), None)
        after = next((each for each in pieces if each.at >= place and each.run is not None), None)
        chosen = before if before is not None and before.text != MARK else after
        run = chosen.run if chosen is not None else None
        linked = (
            before is not None
            and after is not None
            and before.run is not None
            and after.run is not None
            and before.run.getparent() is not None
            and is_in(before.run, _LINKED)
            and is_in(after.run, _LINKED)
        )
        return run, linked

    def _insert(
        self, top: _ELEMENT, pieces: list[Piece], place: int, after: _ELEMENT | None, nodes: list[_ELEMENT]
    ) -> None:
        """Put ``nodes`` at a place, after what was deleted there."""
        anchor = after if after is not None else self._anchor(top, pieces, place)
        has_marks = any(is_stream_mark(node) for node in nodes)
        anchor = self._freed(top, anchor, whole=has_marks)
        for group in self._wrapped(nodes):
            if anchor is None:
                position = 1 if len(top) and top[0].tag == PPR else 0
                top.insert(position, group)
            else:
                anchor.addnext(group)
            anchor = group

    def _wrapped(self, nodes: list[_ELEMENT]) -> Iterator[_ELEMENT]:
        wrapper: _ELEMENT | None = None
        for node in nodes:
            if is_stream_mark(node):
                node.set("kind", "ins")
                wrapper = None
                yield node
                continue
            if wrapper is None:
                wrapper = self._revisions.make("ins")
                wrapper.append(node)
                yield wrapper
            else:
                wrapper.append(node)

    def _anchor(self, top: _ELEMENT, pieces: list[Piece], place: int) -> _ELEMENT | None:
        """Return the node after which to insert at a place between tokens, ``None`` for the paragraph's beginning."""
        before = next((each for each in reversed(pieces) if each.at < place), None)
        after = next((each for each in pieces if each.at >= place), None)
        left = None if before is None else _unit(before)
        right = None if after is None else _unit(after)
        if left is None and right is None:
            return None
        if right is not None and (left is None or (right.getparent() is top and left.getparent() is not top)):
            previous = right if right.getparent() is top else _child_of(top, right)
            found = previous.getprevious()
            return None if found is None or found.tag == PPR else found
        if left is None:
            return None
        if right is not None and left.getparent() is right.getparent():
            return left
        return _child_of(top, left) if left.getparent() is not top else left

    def _freed(self, top: _ELEMENT, anchor: _ELEMENT | None, *, whole: bool) -> _ELEMENT | None:
        """Bring an anchor out of revisions that were there before (out of everything where a mark goes in)."""
        while anchor is not None and (parent := anchor.getparent()) is not None and parent is not top:
            if not whole and parent.tag not in INSERTED and not is_in(parent, INSERTED):
                return anchor
            following = anchor.getnext()
            if following is not None:
                split_ancestors(following, _above(parent), self._revisions.doubled)
            anchor = parent
        return anchor


def _above(node: _ELEMENT) -> _ELEMENT:
    parent = node.getparent()
    return node if parent is None else parent


def _unit(piece: Piece) -> _ELEMENT:
    """Return what is moved as one: the run, or what stands in none; what deletes it where that is so."""
    node = piece.node if piece.run is None else piece.run
    parent = node.getparent()
    return parent if parent is not None and parent.tag in DELETED else node


def _child_of(top: _ELEMENT, node: _ELEMENT) -> _ELEMENT:
    while (parent := node.getparent()) is not None and parent is not top:
        node = parent
    return node


def _neighbours(pieces: Sequence[Piece]) -> Iterator[list[_ELEMENT]]:
    """Yield the runs of pieces in groups of siblings that follow one another."""
    group: list[_ELEMENT] = []
    for piece in pieces:
        node = piece.node if piece.run is None else piece.run
        if group and node is group[-1]:
            continue
        if group and (is_stream_mark(node) or is_stream_mark(group[-1]) or group[-1].getnext() is not node):
            yield group
            group = []
        group.append(node)
    if group:
        yield group


# Several paragraphs as one stream


def join(paragraphs: Sequence[_ELEMENT]) -> _ELEMENT:
    """Move the content of paragraphs into one working element, placeholders where the marks between them are."""
    stream = element("p")
    for index, paragraph in enumerate(paragraphs):
        stream.extend([child for child in paragraph if child.tag != PPR])
        if index < len(paragraphs) - 1:
            stream.append(stream_mark("old"))
    return stream


def part_again(
    stream: _ELEMENT,
    olds: Sequence[_ELEMENT],
    news: Sequence[_ELEMENT],
    bringer: Bringer,
    revisions: Revisions,
) -> list[tuple[_ELEMENT, _ELEMENT | None]]:
    """Give a working element's content back to paragraphs, new ones where marks were put in.

    Returns all paragraphs in order, each with the one of the new document whose mark it has.
    """
    result: list[tuple[_ELEMENT, _ELEMENT | None]] = []
    old, new = 0, 0
    content: list[_ELEMENT] = []
    for child in [*stream, None]:
        if child is not None and not is_stream_mark(child):
            content.append(child)
            continue
        kind: Kind | None = None if child is None else _kind(child)
        if kind == "ins":
            paragraph = bringer.paragraph(news[new], olds[old])
            olds[old].addprevious(paragraph)
        else:
            paragraph = olds[old]
            old += 1
        counterpart = None if kind == "del" else news[new]
        new += kind != "del"
        paragraph.extend(content)
        content = []
        if kind is not None:
            revisions.mark(paragraph, kind)
        result.append((paragraph, counterpart))
    return result


def _kind(mark: _ELEMENT) -> Kind | None:
    kind = mark.get("kind")
    return "ins" if kind == "ins" else "del" if kind == "del" else None


def run_properties(run: _ELEMENT | None) -> _ELEMENT | None:
    """Return a run's ``w:rPr``."""
    return None if run is None else run.find(RPR)
