"""From labelled blocks to a grown tree: one pass over the blocks, in reading order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from comparators.document import Block
from comparators.labels import Label
from comparators.structure.front import Head, find_title, signature_blocks, title_block
from comparators.structure.lines import UNNUMBERED, is_title_like
from comparators.structure.placing import Fit, Node, Place, Tree
from comparators.structure.ranks import Ranks, family

# The forms with which a document of its own may begin its numbering.
_OUTERMOST: Final = frozenset({"volume", "division", "chapter", "article", "han", "decimal1", "decimal2", "arabic"})
_BOXES: Final = ("box", "table", "textbox")


@dataclass(slots=True, eq=False)
class Part:
    """A document bound in: where it begins, the label that marks it (附件2), its title block, its root."""

    start: int
    root: Node
    mark: Label | None = None
    head: Head = field(default_factory=lambda: Head((), ""))
    sections: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A number that looks like a drafting error: ``due`` is the number expected, 0 where one came twice."""

    node: Node
    due: int


@dataclass(slots=True)
class Growth:
    """What the pass found: the parts, the innermost section of each block, and what frames the text."""

    parts: list[Part]
    homes: list[Node]
    nodes: list[Node]
    heads: set[int]
    headings: set[int]
    signature: frozenset[int]
    findings: list[Finding]
    guessed_boxes: int


class _Pass:
    """The state of the one pass."""

    def __init__(
        self,
        blocks: Sequence[Block],
        labels: Sequence[Label | None],
        contents: Collection[int],
        marks: Collection[int],
    ) -> None:
        self.blocks, self.labels, self.contents, self.marks = blocks, labels, contents, marks
        self.tree = Tree(Ranks(label for label in labels if label is not None))
        self.after = _next_of_family(labels)
        self.multi = {label.number.split(".")[0] for label in labels if label and family(label) == "decimal2"}
        self.findings: list[Finding] = []
        self.headings: set[int] = set()
        self.homes: list[Node] = []
        self.last_label = -1
        first = Part(0, self.tree.root)
        first.head = title_block(blocks, labels, 0, contents)
        self.parts = [first]
        self.heads = set(first.head.indices)
        self.signature = signature_blocks(blocks, labels, self.heads)

    def run(self) -> Growth:
        for index, block in enumerate(self.blocks):
            label = self.labels[index]
            if self.tree.boxes:
                self._leave_containers(block)
            if index in self.marks:
                self._begin_part(index, label)
            elif self._follows_signature(index):
                self._begin_part(index, None)
            elif index in self.signature:
                self.tree.close_to(0, index)
            elif index in self.contents or index in self.heads:
                pass
            elif label is not None:
                self._take(label, block)
            else:
                self._take_plain(block)
            self.homes.append(self.tree.top())
        self.tree.close_to(0, len(self.blocks))
        self.tree.root.last = len(self.blocks) - 1
        return Growth(
            self.parts,
            self.homes,
            self.tree.nodes,
            self.heads,
            self.headings,
            self.signature,
            self.findings,
            sum(node.scope and node.group is None for node in self.tree.nodes),
        )

    def _leave_containers(self, block: Block) -> None:
        """End a box whose container the text has left."""
        own = (block.layout.container, block.layout.group)
        for depth, node in enumerate(self.tree.stack):
            if not depth or not node.scope:
                continue
            if node.group is None:
                if own[0] in _BOXES and self.homes and self.homes[-1] is node:
                    node.group = own  # the label 专栏1 stands above its box
            elif node.group != own:
                self.tree.close_to(depth - 1, block.index)
            return

    def _follows_signature(self, index: int) -> bool:
        """Say whether below a signature the title of another document stands: what a notice passes on."""
        if index - 1 not in self.signature or index in self.signature or self.labels[index] is not None:
            return False
        return is_title_like(self.blocks[index]) and find_title(self.blocks, self.labels, index, index + 3) == index

    def _begin_part(self, index: int, mark: Label | None) -> None:
        """Begin a part at ``index``, unless nothing stands above it: then the mark is that of the first part."""
        part = self.parts[-1]
        if index and any(place not in self.contents for place in range(part.start, index)):
            part = Part(index, self.tree.new_part(index))
            self.parts.append(part)
        part.mark = mark
        part.head = title_block(self.blocks, self.labels, index, self.contents)
        self.heads.update(part.head.indices)
        self.last_label = index

    def _take(self, label: Label, block: Block) -> None:
        if label.form == "box":
            self._open_box(label, block)
            return
        place = self.tree.find(label, block)
        if not self._believes(label, place, block):
            self._take_plain(block)
            return
        if self._begins_document(label, place, block):
            place = self.tree.find(label, block)
        self._note(label, place, block)
        node = self.tree.open(label, block, place)
        self._count(node)
        if self.tree.boxes and block.layout.gap_before:
            box = next(node for node in self.tree.stack[1:] if node.scope)
            box.gapped = box.gapped or block.index > box.block + 1

    def _open_box(self, label: Label, block: Block) -> None:
        depth = self.tree.box_depth()
        node = self.tree.open(label, block, Place(depth, Fit.START), box=True)
        self._count(node)

    def _count(self, node: Node) -> None:
        self.parts[-1].sections += 1
        self.last_label = node.block

    def _believes(self, label: Label, place: Place, block: Block) -> bool:
        """Say whether a label that may be running text is one, by the numbers before and after it."""
        if label.certain:
            return True
        # A chapter without 1.1 in it is one beside others that have it, where its line is but a title.
        bare = label.form == "decimal" and "." not in label.number and label.number not in self.multi
        if bare and not (self.multi and is_title_like(block)):
            return False
        if place.fit in (Fit.EXACT, Fit.RUN):
            return True
        if place.fit is Fit.START and label.form == "decimal" and block.text[label.end - 1].isspace():
            above = self.tree.stack[place.depth].label
            if above is not None and label.number.startswith(f"{above.number}."):
                return True
        following = self.after.get(id(label), 0)
        if place.fit is Fit.OTHER and label.form == "decimal" and "." in label.number and is_title_like(block):
            return following == label.value + 1  # part of a plan: 10.2 Title, 10.3 Title
        return place.fit in (Fit.START, Fit.RESTART) and following == 2

    def _begins_document(self, label: Label, place: Place, block: Block) -> bool:
        """Begin a new part where the outermost numbering starts again below the title of a document."""
        part = self.parts[-1]
        if label.value != 1 or label.sub or family(label) not in _OUTERMOST or not part.sections:
            return False
        outermost = place.depth == 0
        if place.fit not in (Fit.START, Fit.RESTART) or (family(label) == "arabic" and not outermost):
            return False
        if place.fit is Fit.START and not outermost and family(label) == "decimal2":
            return False
        low = self.last_label + 1
        if self._titles_itself(self.last_label):
            low += 1
        title = find_title(self.blocks, self.labels, low, block.index)
        if title < 0 or not (outermost or title > 0):
            return False
        self._split_at(title, block.index)
        return True

    def _titles_itself(self, index: int) -> bool:
        """Say whether the title of the section opened at ``index`` stands on the next line."""
        label = self.labels[index] if index >= 0 else None
        return label is not None and label.end >= len(self.blocks[index].text)

    def _split_at(self, title: int, now: int) -> None:
        """Begin a part at ``title``, some blocks back: they belong to it and no longer to what was open."""
        node: Node | None = self.tree.nodes[-1]
        part = Part(title, self.tree.new_part(title))
        while node is not None:  # what an unnumbered heading in between has closed too late
            node.last = min(node.last, title - 1)
            node = node.parent
        part.head = title_block(self.blocks, self.labels, title, self.contents)
        self.heads.update(part.head.indices)
        self.parts.append(part)
        for index in range(title, now):
            self.homes[index] = self.tree.root
        self.headings.difference_update(range(title, now))

    def _note(self, label: Label, place: Place, block: Block) -> None:
        """Keep what looks like a drafting error: a number that came before, or one that was left out."""
        if place.fit is not Fit.OTHER and not (place.fit is Fit.RESTART and place.due == 2):
            return
        node = Node(block.index, label)
        parent = self.tree.stack[place.depth]
        last = parent.last_of(family(label))
        if last and label.value <= last:
            self.findings.append(Finding(node, 0))
        elif place.due and label.value > place.due:
            self.findings.append(Finding(node, place.due))

    def _take_plain(self, block: Block) -> None:
        """Take a block without a label: the title of the section above it, an unnumbered heading, or text."""
        index = block.index
        if self.tree.boxes and block.layout.gap_before:
            self._leave_box_at_gap(block)
        above = self.tree.top()
        if self._is_title_of(above, block):
            self.headings.add(index)
            return
        outline = block.layout.outline
        heading = outline is not None and len(block.text) <= 60
        if not heading and not (len(block.text) < 12 and UNNUMBERED.fullmatch(block.text)):
            self._leave_clauses(block)
            return
        self.headings.add(index)
        if outline is None or block.layout.container != "body":
            return
        depth = len(self.tree.stack) - 1
        while depth > 0 and _not_above(self.tree.stack[depth], outline):
            depth -= 1
        self.tree.close_to(depth, index)

    def _leave_box_at_gap(self, block: Block) -> None:
        """End a box without a border at a gap, unless gaps stand between its own items too."""
        for depth, node in enumerate(self.tree.stack):
            if not depth or not node.scope:
                continue
            if node.group is None and node.newest and not node.gapped:
                self.tree.close_to(depth - 1, block.index)
            node.gapped = True
            return

    def _leave_clauses(self, block: Block) -> None:
        """Go back to what holds a list of clauses once the list is over: a paragraph behind it is none of its items.

        In an article that paragraph is the next 款. An item with a title keeps the paragraphs that follow it.
        """
        depth = len(self.tree.stack) - 1
        if block.kind == "table" or not self._is_clause(self.tree.stack[depth]):
            return
        while depth > 0 and self._is_clause(self.tree.stack[depth]):
            depth -= 1
        self.tree.close_to(depth, block.index)

    def _is_clause(self, node: Node) -> bool:
        """Say whether a section is one of a list of clauses; with several sentences it is a text of its own."""
        label = node.label
        if label is None or node.title is not None or node.scope or label.form in ("article", "han"):
            return False
        text = self.blocks[node.block].text
        return text.endswith(("。", "；", ";")) and (
            node.in_article or node.unfinished or "。" not in text[label.end : -1]
        )

    def _is_title_of(self, above: Node, block: Block) -> bool:
        """Say whether ``block`` is the title of a label that stands alone on the line before it."""
        if above.label is None or above.block != block.index - 1 or above.label.form == "article":
            return False
        alone = above.label.end >= len(self.blocks[above.block].text)
        return alone and is_title_like(block)


def _not_above(node: Node, outline: int) -> bool:
    level = node.layout.outline
    return level is None or level >= outline


def _next_of_family(labels: Sequence[Label | None]) -> dict[int, int]:
    """Return, for each uncertain label, the value of the next label of its form."""
    following: dict[str, int] = {}
    found: dict[int, int] = {}
    for label in reversed(labels):
        if label is None:
            continue
        name = family(label)
        if not label.certain:
            found[id(label)] = following.get(name, 0)
        following[name] = label.value
    return found


def grow(
    blocks: Sequence[Block],
    labels: Sequence[Label | None],
    contents: Collection[int],
    marks: Collection[int],
) -> Growth:
    """Return the sections of ``blocks``, whose ``labels`` were recognised line by line.

    ``contents`` are the blocks of a table of contents, ``marks`` those at which an attachment begins.
    """
    return _Pass(blocks, labels, contents, marks).run()
