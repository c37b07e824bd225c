"""The tree of sections, grown label by label: which list a number goes on in, and where a new one hangs.

The forms' order is the document's own (:mod:`comparators.structure.ranks`). A box (专栏) is a scope of its own with
numbers of its own; it ends where its container ends or, in plain text without borders, where a number goes on
outside it and not inside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple

from comparators.document import Block, Layout, Span
from comparators.labels import Label
from comparators.structure.ranks import Ranks, family
from comparators.structure.titles import SLOGAN, title_span

_BOXES: Final = ("box", "table", "textbox")


class Fit(IntEnum):
    """How well a label goes on in a scope, the worst first."""

    OTHER = 0  # out of sequence: a gap, a number used before, a list that begins in the middle
    RESTART = 1  # 1 again, in a list that is open
    RUN = 2  # goes on with the numbers of a list that was closed: （八） after （七） of the chapter before
    START = 3  # 1 of a new list
    EXACT = 4  # the next number of an open list


@dataclass(slots=True, eq=False)
class Node:
    """A section as it grows, or the root of a part (without a label).

    ``runs`` has, in boxes and roots, the last value of each form that was opened anywhere below them; ``newest`` has
    the last child of each form. ``unfinished`` says that its text ends in a semicolon, ``sentence`` that the title is
    a whole sentence and the whole block, ``withheld`` is such a sentence taken for a clause, until sections stand
    below it; ``gapped`` says that gaps stand between the items of a box. ``group`` is the
    container that a box is known to stand in. ``last`` is the last block, set when the node is closed.
    """

    block: int
    label: Label | None = None
    parent: Node | None = None
    family: str = ""
    rank: float = -1.0
    layout: Layout = field(default_factory=Layout)
    scope: bool = False
    group: tuple[str, int] | None = None
    runs: dict[str, tuple[int, int]] = field(default_factory=dict)
    newest: dict[str, Node] = field(default_factory=dict)
    title: Span | None = None
    withheld: Span | None = None
    in_article: bool = False
    unfinished: bool = False
    sentence: bool = False
    gapped: bool = False
    last: int = -1

    def last_of(self, name: str) -> int:
        """Return the number of the last child of a form, 0 if there is none."""
        newest = self.newest.get(name)
        return newest.label.value if newest is not None and newest.label is not None else 0


class Place(NamedTuple):
    """Where a label goes: ``depth`` of its parent in the stack, how well it fits, the number that was due."""

    depth: int
    fit: Fit
    due: int = 0


class Tree:
    """The open sections, outermost first, with the part's root at the bottom of ``stack``, and all ever opened."""

    __slots__ = ("_ranks", "boxes", "nodes", "root", "stack")

    def __init__(self, ranks: Ranks) -> None:
        self._ranks = ranks
        self.nodes: list[Node] = []
        self.boxes = 0
        self.root = Node(0, scope=True)
        self.stack = [self.root]

    def new_part(self, block: int) -> Node:
        """Close everything and begin a new part at ``block``."""
        self.close_to(0, block)
        self.root.last = block - 1
        self.root = Node(block, scope=True)
        self.stack = [self.root]
        return self.root

    def close_to(self, depth: int, block: int) -> None:
        """Close what stands deeper than ``depth`` in the stack: the block before ``block`` is its last."""
        while len(self.stack) > depth + 1:
            node = self.stack.pop()
            node.last = block - 1
            self.boxes -= node.scope

    def top(self) -> Node:
        """Return the innermost open section."""
        return self.stack[-1]

    def find(self, label: Label, block: Block) -> Place:
        """Return where ``label`` goes best, inside the innermost box first, then outside it."""
        high = len(self.stack)
        low = self._scope_below(high)
        inner = self._fit(label, block, low, high)
        best = inner
        while low > 0:
            high, low = low, self._scope_below(low)
            outer = self._fit(label, block, low, high)
            if self._prefers(outer, best, label, block):
                best = outer
        return best

    def _scope_below(self, high: int) -> int:
        depth = high - 1
        while not self.stack[depth].scope:
            depth -= 1
        return depth

    def _prefers(self, outer: Place, inner: Place, label: Label, block: Block) -> bool:
        """Say whether a label leaves the box: it goes on outside, and not, or not so well, inside."""
        if outer.fit is Fit.EXACT and inner.fit is Fit.EXACT:
            return self._looks_like_outside(outer, inner, label, block)
        if outer.fit in (Fit.EXACT, Fit.RUN) and inner.fit < Fit.RUN:
            return True
        if outer.fit is Fit.OTHER and inner.fit is Fit.OTHER:
            return outer.due > 0 and (inner.due == 0 or outer.due <= label.value < inner.due)
        return False

    def _looks_like_outside(self, outer: Place, inner: Place, label: Label, block: Block) -> bool:
        """Where a number goes on both in the box and outside, let the look decide: the siblings' size and style."""
        name = family(label)
        looks = [
            next((_look(node.layout) for node in self.stack[place.depth + 1 :] if node.family == name), None)
            for place in (outer, inner)
        ]
        own = _look(block.layout)
        return looks[0] != looks[1] and own == looks[0]

    def _fit(self, label: Label, block: Block, low: int, high: int) -> Place:
        """Return how ``label`` fits into the scope ``stack[low]`` with what is open in it, up to ``high``."""
        name = family(label)
        scope = self.stack[low]
        if name.startswith("decimal") and name != "decimal1":
            place = self._fit_decimal(label, low, high)
            if place is not None:
                return place
        for depth in range(high - 1, low, -1):
            node = self.stack[depth]
            if node.label is not None and node.family == name:
                return Place(depth - 1, _continues(node.label, label), node.label.value + 1)
        depth = self._parent(label, block, low, high)
        last, sub = scope.runs.get(name, (0, 0))
        if label.value == 1 and not label.sub:
            return Place(depth, Fit.START)
        if last and (label.value == last + 1 or (label.value == last and label.sub == sub + 1)):
            return Place(depth, Fit.RUN)
        return Place(depth, Fit.OTHER, 0 if scope.scope and not last and low else last + 1)

    def _parent(self, label: Label, block: Block, low: int, high: int) -> int:
        """Return the depth of the section in which a new list of this form hangs."""
        rank, outline = self._ranks.of(label), block.layout.outline
        depth = high - 1
        while depth > low:
            node = self.stack[depth]
            level = node.layout.outline
            declared_deeper = outline is None or level is None or level < outline
            if node.rank < rank and declared_deeper:
                break
            depth -= 1
        return depth

    def _fit_decimal(self, label: Label, low: int, high: int) -> Place | None:
        """Place 1.2.3 under 1.2, and 1.2 under 1 or 1. or 一、 or 第一章, where that is open."""
        prefix, _, _ = label.number.rpartition(".")
        value = int(prefix.rpartition(".")[2])
        chapters = ("chapter", "division") if "." in prefix else ("chapter", "division", "volume", "han")
        for depth in range(high - 1, low, -1):
            node = self.stack[depth]
            above = node.label
            if above is None:
                continue
            if above.number == prefix or (above.form in chapters and above.value == value):
                last = node.last_of(family(label))
                if label.value == last + 1:
                    return Place(depth, Fit.EXACT if last else Fit.START)
                return Place(depth, Fit.OTHER, last + 1)
        return None

    def open(self, label: Label, block: Block, place: Place, *, box: bool = False) -> Node:
        """Open the section of ``label`` at its place and return it."""
        self.close_to(place.depth, block.index)
        parent = self.stack[-1]
        node = Node(
            block.index,
            label,
            parent,
            family(label),
            self._ranks.of(label),
            block.layout,
            scope=box,
        )
        if box and block.layout.container in _BOXES:
            node.group = (block.layout.container, block.layout.group)
        elder = parent.newest.get(node.family)
        if parent.title is None:
            parent.title = parent.withheld
        node.in_article = parent.in_article or label.form == "article"
        node.title = _title(node, block, elder)
        parent.newest[node.family] = node
        node.unfinished = block.text.endswith(("；", ";"))
        scope = self.stack[self._scope_below(len(self.stack))]
        scope.runs[node.family] = (label.value, label.sub)
        self.nodes.append(node)
        self.boxes += box
        self.stack.append(node)
        return node

    def box_depth(self) -> int:
        """Return the depth below which a box that begins now hangs: boxes do not stand in boxes."""
        for depth, node in enumerate(self.stack):
            if depth and node.scope:
                return depth - 1
        return len(self.stack) - 1


def _title(node: Node, block: Block, elder: Node | None) -> Span | None:
    """Return the span of a section's title. One in a list of clauses has none, as the others have none."""
    if node.label is None:
        return None
    declared = block.layout.outline is not None
    span = title_span(block.text, node.label, in_article=node.in_article, declared=declared)
    if span is None or declared:
        return span
    rest = block.text[span[1] :].strip()
    node.sentence = bool(rest) and not rest.strip("。； ")
    if elder is None or elder.last > elder.block or not node.sentence:
        return span
    if elder.title is None:
        titled = not elder.unfinished and span[1] - span[0] <= SLOGAN
    else:
        titled = not elder.sentence or min(span[1] - span[0], elder.title[1] - elder.title[0]) <= SLOGAN
    if not titled:
        node.withheld = span
    return span if titled else None


def _continues(last: Label, label: Label) -> Fit:
    if label.value == last.value + 1 and not label.sub:
        return Fit.EXACT
    if label.value == last.value and label.sub == last.sub + 1:
        return Fit.EXACT
    return Fit.RESTART if label.value == 1 and not label.sub else Fit.OTHER


def _look(layout: Layout) -> tuple[object, ...]:
    return (layout.container, layout.group, layout.outline, layout.style, layout.size, layout.bold)
