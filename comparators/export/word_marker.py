"""Tracked changes: the old document's containers brought to what the new one's hold, by revisions alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from lxml import etree

from comparators.comparison import Comparison
from comparators.document import Problem
from comparators.export.word_edits import Editor, Source, join, part_again
from comparators.export.word_import import Bringer
from comparators.export.word_moves import Moves
from comparators.export.word_pieces import MARK, Piece, Symbols, copy_of, read_pieces
from comparators.export.word_places import Places
from comparators.export.word_revisions import Revisions, element
from comparators.export.word_stories import Item, Match, Matcher, items_of
from comparators.export.word_streams import (
    RawDiffer,
    RawEdit,
    close_fields,
    is_exact,
    shifted,
    with_marks,
)
from comparators.export.word_tables import Tables
from comparators.export.word_views import views
from comparators.loading.docx_names import PPR, VAL, W

_ELEMENT = etree._Element


class Marker:
    """Marks one comparison's differences in the old document's tree."""

    def __init__(
        self,
        comparison: Comparison,
        rows: tuple[dict[_ELEMENT, int], dict[_ELEMENT, int]],
        symbols: Symbols,
        revisions: Revisions,
        bringer: Bringer,
        moved: frozenset[int],
    ) -> None:
        self.places = Places()
        self.problems: list[Problem] = []
        # Paragraphs whose automatic number goes, because the new text has it typed.
        self.unnumbered: frozenset[_ELEMENT] = frozenset()
        self.moves = Moves(comparison, moved, revisions)
        self.symbols = symbols
        self.bringer = bringer
        self.revisions = revisions
        self.editor = Editor(revisions, bringer, symbols)
        self._comparison = comparison
        self.rows = rows
        self._differ = RawDiffer()
        self._tables = Tables(self)
        self.matcher = Matcher(frozenset(self.moves.rows))

    # Containers

    @contextmanager
    def working_on(self, part: str, source_part: str) -> Iterator[None]:
        """Have what is brought go into another part, and come from one."""
        bringer = self.bringer
        before = bringer.part, bringer.source_part
        bringer.part, bringer.source_part = part, source_part
        try:
            yield
        finally:
            bringer.part, bringer.source_part = before

    def story(self, old: _ELEMENT, new: _ELEMENT) -> None:
        """Bring what ``old`` holds to what ``new`` holds."""
        olds, news = self.items(old, 0), self.items(new, 1)
        matches = self.matcher.match(olds, news)
        i = j = 0
        last: _ELEMENT | None = None
        for match in [*matches, Match((len(olds),), (len(news),))]:
            gone, come = olds[i : match.old[0]], news[j : match.new[0]]
            for item in gone:
                self.remove(item)
                last = self.end_of(item)
            following = olds[match.old[0]].node if match.old[0] < len(olds) else None
            for item in come:
                last = self._put(old, self.added(item), last, following)
            if match.old[0] < len(olds):
                last = self.pair([olds[k] for k in match.old], [news[k] for k in match.new], match)
            i, j = match.old[-1] + 1, match.new[-1] + 1

    def items(self, container: _ELEMENT, side: int) -> list[Item]:
        """Return the items of a container of the old (0) or new (1) side."""
        return items_of(container, self.symbols, self.rows[side])

    def _put(
        self, container: _ELEMENT, nodes: list[_ELEMENT], last: _ELEMENT | None, following: _ELEMENT | None
    ) -> _ELEMENT | None:
        """Put new nodes after ``last`` (or before what follows); return the last of them."""
        if last is not None and following is not None and last.getparent() is not following.getparent():
            last = last if last.getparent() is container else None
        for node in nodes:
            if last is not None:
                last.addnext(node)
            elif following is not None:
                following.addprevious(node)
            else:
                self._append(container, node)
            last = node
        return last

    @staticmethod
    def _append(container: _ELEMENT, node: _ELEMENT) -> None:
        place = len(container)
        while place and container[place - 1].tag == W + "sectPr":
            place -= 1
        container.insert(place, node)

    @staticmethod
    def end_of(item: Item) -> _ELEMENT:
        """Return the node after which something is put that follows an item."""
        following = item.node.getnext()
        return following if following is not None and following.tag.endswith("RangeEnd") else item.node

    # What came and went

    def remove(self, item: Item) -> None:
        """Mark an item of the old document as deleted."""
        if item.kind == "tbl":
            self._tables.remove(item.node)
        elif item.kind == "p":
            self.remove_paragraph(item)
        elif item.kind == "other":
            self.problems.append(Problem("word-kept-embedded"))

    def remove_paragraph(self, item: Item, *, mark: bool = True) -> None:
        """Mark a paragraph's content as deleted, and its mark unless that must stay."""
        cuts = self.moves.cuts(item.row, item.raw, 0) if mark else []
        made = self.editor.delete_all(item.node, cuts)
        if mark:
            self.revisions.mark(item.node, "del")
            self.moves.left(item.row, item.node, made)
        self.places.note("old", [(item.node, item.raw)], [item.node])

    def added(self, item: Item) -> list[_ELEMENT]:
        """Return an item of the new document as inserted."""
        if item.kind == "tbl":
            return [self._tables.added(item.node)]
        if item.kind == "p":
            return [self.added_paragraph(item)]
        self.problems.append(Problem("word-left-out-embedded"))
        return []

    def added_paragraph(self, item: Item, *, mark: bool = True) -> _ELEMENT:
        """Return a paragraph of the new document as inserted, its mark too unless it is in an inserted row."""
        made = self.bringer.paragraph(item.node, self._like(item.node))
        pieces = read_pieces(item.node, self.symbols)
        cuts = [0, *(self.moves.cuts(item.row, item.raw, 1) if mark else []), len(item.raw)]
        wrappers = self.editor.insert_all(made, pieces, list(itertools.pairwise(cuts)))
        if mark:
            self.revisions.mark(made, "ins")
            if len(wrappers) == len(cuts) - 1:
                self.moves.arrived(item.row, made, wrappers)
        self.places.note("new", [(item.node, item.raw)], [made])
        return made

    def _like(self, _source: _ELEMENT) -> _ELEMENT | None:
        return None

    # What stayed

    def pair(self, olds: Sequence[Item], news: Sequence[Item], match: Match) -> _ELEMENT:
        """Mark what differs between items that belong together; return the last node of them."""
        first = olds[0]
        if first.kind == "tbl":
            self._tables.pair(first.node, news[0].node)
        elif first.kind == "p":
            return self._paragraphs(olds, news, match)
        return olds[-1].node

    def _paragraphs(self, olds: Sequence[Item], news: Sequence[Item], match: Match) -> _ELEMENT:
        if len(olds) == len(news) == 1 and olds[0].raw == news[0].raw:
            self._renumber(olds[0].node, news[0].node)
            self._placed(olds, news, [olds[0].node])
            return olds[0].node
        backup = [copy_of(item.node) for item in olds]
        count = self.revisions.count
        try:
            made = self._marked(olds, news, self._plan(olds, news, match))
            if match.whole and made:
                self._restyle(made[-1], news[-1].node)
        except (ValueError, IndexError, TypeError, AttributeError):
            made = []
        if not made or not self._holds(made, olds, news):
            self.revisions.count = count
            made = self._replaced(olds, news, made, backup)
        return made[-1]

    def _holds(self, made: Sequence[_ELEMENT], olds: Sequence[Item], news: Sequence[Item]) -> bool:
        """Say whether accepting gives the new paragraphs and rejecting the old ones, to the character."""
        return views(made, self.symbols, "now") == [item.raw for item in news] and views(made, self.symbols, "old") == [
            item.raw for item in olds
        ]

    def _marked(self, olds: Sequence[Item], news: Sequence[Item], edits: list[RawEdit]) -> list[_ELEMENT]:
        """Write edits, paragraph marks among them as tokens, into paragraphs; return these in order."""
        pieces_new: list[Piece] = []
        for index, item in enumerate(news):
            at = pieces_new[-1].at + len(pieces_new[-1].text) if pieces_new else 0
            if index:
                pieces_new.append(Piece(at, MARK, item.node, None))
                at += 1
            pieces_new += read_pieces(item.node, self.symbols, "now", at)
        source = Source(pieces_new)
        nodes, news_nodes = [item.node for item in olds], [item.node for item in news]
        if len(olds) == len(news) == 1:
            top = nodes[0]
            self.editor.edit(top, read_pieces(top, self.symbols), source, edits)
            self._renumber(top, news_nodes[0])
            self._placed(olds, news, [top])
            return [top]
        stream = join(nodes)
        self.editor.edit(stream, read_pieces(stream, self.symbols), source, edits)
        result = part_again(stream, nodes, news_nodes, self.bringer, self.revisions)
        made = [paragraph for paragraph, _ in result]
        for paragraph, counterpart in result:
            if counterpart is not None and paragraph in nodes and not self._restyle(paragraph, counterpart):
                self._renumber(paragraph, counterpart)
        self._placed(olds, news, made)
        return made

    def _placed(self, olds: Sequence[Item], news: Sequence[Item], made: Sequence[_ELEMENT]) -> None:
        self.places.note("old", [(item.node, item.raw) for item in olds], made)
        self.places.note("new", [(item.node, item.raw) for item in news], made)

    def _restyle(self, old: _ELEMENT, new: _ELEMENT) -> bool:
        """Give a mark that now ends other text the style of that text, where it is another; say whether it was."""
        if not self.bringer.formatted:
            return False
        wanted = self.bringer.paragraph(new).find(PPR)
        before = old.find(PPR)
        if _style(wanted) == _style(before):
            return False
        kept = (W + "rPr", W + "sectPr", W + "pPrChange")
        names = [] if before is None else [str(child.tag).removeprefix(W) for child in before if child.tag not in kept]
        properties = [] if wanted is None else [child for child in wanted if child.tag not in kept]
        self.revisions.change_properties(old, properties, names)
        return True

    def _renumber(self, old: _ELEMENT, new: _ELEMENT) -> None:
        """Have a paragraph counted in the list that the new document counts it in."""
        wanted = self.bringer.numbers.wanted(old, new) if self.bringer.formatted else False
        if old in self.unnumbered:
            wanted = None
        if wanted is False:
            return
        if isinstance(wanted, tuple):
            self.revisions.change_properties(old, self.bringer.numbering(*wanted), ["numPr"])
        else:
            none = element("numPr")
            none.append(element("numId", val="0"))
            self.revisions.change_properties(old, [none], ["numPr"])

    def _plan(self, olds: Sequence[Item], news: Sequence[Item], match: Match) -> list[RawEdit]:
        """Return the edits between paragraphs, marks between them counted as tokens."""
        core = match.core if match.core != (0, 0) else (len(olds), len(news))
        old, new = ("".join(item.raw for item in olds[: core[0]]), "".join(item.raw for item in news[: core[1]]))
        edits = [(0, len(old), 0, len(new))] if match.whole else self._edits(olds[0].row, old, new)
        old_rest = sum(len(item.raw) for item in olds[core[0] :])
        new_rest = sum(len(item.raw) for item in news[core[1] :])
        if old_rest or new_rest:
            edits = [*edits, (len(old), len(old) + old_rest, len(new), len(new) + new_rest)]
        if len(olds) > 1 or len(news) > 1:
            edits = with_marks(edits, [len(item.raw) for item in olds], [len(item.raw) for item in news])
        whole_old, whole_new = (MARK.join(item.raw for item in side) for side in (olds, news))
        edits = close_fields(
            [edit for edit in edits if edit[0] < edit[1] or edit[2] < edit[3]], whole_old, whole_new, self.symbols
        )
        if not is_exact(edits, whole_old, whole_new):
            raise ValueError("edits do not rebuild the text")
        return edits

    def _edits(self, row_index: int, old: str, new: str) -> list[RawEdit]:
        """Return the edits between two texts: those of the comparison where they are about the very same text."""
        if row_index >= 0:
            row = self._comparison.rows[row_index]
            blocks_old = [self._comparison.old.blocks[index] for index in row.old]
            blocks_new = [self._comparison.new.blocks[index] for index in row.new]
            if blocks_old and blocks_new:
                labels = blocks_old[0].source.generated, blocks_new[0].source.generated
                bodies = (
                    "".join(block.text for block in blocks_old)[labels[0] :],
                    "".join(block.text for block in blocks_new)[labels[1] :],
                )
                found = shifted(((*edit.old, *edit.new) for edit in row.edits), old, new, bodies, labels)
                if found is not None and is_exact(found, old, new):
                    return found
        return self._differ.edits(old, new)

    def _replaced(
        self, olds: Sequence[Item], news: Sequence[Item], made: Sequence[_ELEMENT], backup: Sequence[_ELEMENT]
    ) -> list[_ELEMENT]:
        """Replace paragraphs wholly where finer marks could not be made, and say so."""
        text = next((item.raw for item in olds if item.raw.strip()), "")
        self.problems.append(Problem("word-replaced-whole", "", (("text", _quoted(text)),)))
        anchor = olds[-1].node
        for paragraph in made:
            if paragraph is not anchor and (parent := paragraph.getparent()) is not None:
                parent.remove(paragraph)
        for child in list(anchor):
            anchor.remove(child)
        copies = [*backup[:-1], anchor]
        anchor.extend(list(backup[-1]))
        for copy in backup[:-1]:
            anchor.addprevious(copy)
            self.editor.delete_all(copy, [])
            self.revisions.mark(copy, "del")
        result = list(copies[:-1])
        for item in news[:-1]:
            inserted = self.added_paragraph(Item("p", item.node, item.raw))
            anchor.addprevious(inserted)
            result.append(inserted)
        self.editor.delete_all(anchor, [], stays=True)
        pieces = read_pieces(news[-1].node, self.symbols)
        self.editor.insert_all(anchor, pieces, [(0, len(news[-1].raw))])
        self._renumber(anchor, news[-1].node)
        result.append(anchor)
        self._placed(olds, news, result)
        return result


def _style(properties: _ELEMENT | None) -> str | None:
    style = None if properties is None else properties.find(W + "pStyle")
    return None if style is None else style.get(VAL)


def _quoted(text: str) -> str:
    shown = "".join(char for char in text if char.isprintable() and char < "\U000f0000").strip()
    return shown if len(shown) <= 20 else shown[:20] + "…"
