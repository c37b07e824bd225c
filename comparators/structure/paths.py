"""The section paths, and what each numbered block is: heading, item or box.

A path is the numbers of the sections above, outermost first. A document that stands alone has no step for itself,
also where 附件 stands above its title, or a notice without numbered sections comes before it. A file that binds
several numbered documents has one for each: the number of the part as printed (附件2), else its ordinal (#2), in which
a notice without sections that only passes them on does not count. The text to which only attachments are bound is
the document itself and has no such step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from comparators.document import Block, BlockKind, Section, Span
from comparators.labels import Label
from comparators.structure.lines import close_up
from comparators.structure.placing import Node
from comparators.structure.sections import Growth, Part
from comparators.structure.titles import SLOGAN, TASK

# The share of titles up to which those that there are pass for mere first sentences.
_MOST: Final = 0.45
# How long a sentence may be that is a title since it names a task.
_SHORT_TASK: Final = 20
_LONG_TASK: Final = 28
_SEVERAL: Final = 3
# The share of titles from which those that stand beside each other have them.
_MOST_BESIDE: Final = 0.6
_BRACKETS: Final = {"【": "】", "〔": "〕", "[": "]", "（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections; by ``id`` of a node its path; by block the section it opens, with label, title span and kind."""

    sections: tuple[Section, ...]
    paths: dict[int, str]
    owner: dict[int, Section]
    owned: dict[int, tuple[Label, Span | None, BlockKind]]


def part_steps(parts: Sequence[Part]) -> list[str]:
    """Return the first step of the paths of each part, ``""`` for the document itself."""
    marked = [part for part in parts if part.mark is not None]
    numbered = [part for part in parts if part.sections]
    plain = [part for part in numbered if part.mark is None]
    if len(parts) == 1 or (len(numbered) <= 1 and not plain and len(marked) == 1):
        return [""] * len(parts)
    alone = len(plain) == 1 and plain[0] is _first_told(parts)
    bare = sum(part.mark is not None and not part.mark.value for part in parts)
    steps: list[str] = []
    covers = 1 if not parts[0].sections and parts[0].mark is None else 0
    for ordinal, part in enumerate(parts, 1 - covers):
        if part.mark is not None and (part.mark.value or bare == 1):
            steps.append(part.mark.number)
        elif part.mark is None and (not part.sections or alone or len(numbered) == 1):
            steps.append("")
        else:
            steps.append(f"#{ordinal}")
    return steps


def _first_told(parts: Sequence[Part]) -> Part:
    """Return the first part; a cover without numbered sections before it does not count."""
    for part in parts:
        if part.sections or part.mark is not None:
            return part
    return parts[0]


def outline_of(blocks: Sequence[Block], growth: Growth) -> Outline:
    """Return the sections of what was grown, in document order, with paths, titles and spans."""
    return _Outliner(blocks, growth).build()


class _Outliner:
    def __init__(self, blocks: Sequence[Block], growth: Growth) -> None:
        self.blocks, self.growth = blocks, growth
        self.sections: list[Section] = []
        self.paths: dict[int, str] = {}
        self.places: dict[int, int] = {}
        self.boxed: dict[int, bool] = {}
        self.owner: dict[int, Section] = {}
        self.owned: dict[int, tuple[Label, Span | None, BlockKind]] = {}

    def build(self) -> Outline:
        self._drop_stray_titles()
        parts = self.growth.parts
        steps = part_steps(parts)
        nodes = iter(self.growth.nodes)
        node = next(nodes, None)
        for order, part in enumerate(parts):
            self._open_part(part, steps[order])
            end = parts[order + 1].start if order + 1 < len(parts) else len(self.blocks)
            while node is not None and node.block < end:
                self._open_node(node)
                node = next(nodes, None)
        return Outline(tuple(self.sections), self.paths, self.owner, self.owned)

    def _drop_stray_titles(self) -> None:
        """Take back titles that turn out to be none.

        A first sentence is the title of a section only where most sections of its form have one, or all that stand
        beside it, or where it names a task (完善治理结构。) before a body; a sentence that is all there is of a section
        is its title only where it is very short or nearly all of its form have one, and of an article never.
        """
        forms: dict[str, list[Node]] = {}
        siblings: dict[tuple[int, str], list[Node]] = {}
        for node in self.growth.nodes:
            forms.setdefault(node.family, []).append(node)
            siblings.setdefault((id(node.parent), node.family), []).append(node)
        titled = {
            name
            for name, nodes in forms.items()
            if name != "article" and 3 * sum(map(_is_sure, nodes)) >= 2 * len(nodes)
        }
        stray = {name for name, nodes in forms.items() if _share(nodes) <= _MOST}
        for node in self.growth.nodes:
            if node.title is None or not self._is_first_sentence(node, node.title):
                continue
            beside = siblings[id(node.parent), node.family]
            alone = _is_alone(node) and not (node.family in titled and any(map(_is_sure, beside)))
            few = node.family in stray and not _mostly_titled(beside)
            if alone or (few and not self._names_task(node, beside)):
                node.title = None

    def _names_task(self, node: Node, beside: Sequence[Node]) -> bool:
        """Say whether the first sentence of a section names a task in a few words, or so do others beside it.

        Of articles, whose sentences are rules, several beside each other must do so.
        """
        if node.title is None or _is_alone(node) or not TASK.match(self._text(node, node.title)):
            return False
        tasks = sum(each.title is not None and TASK.match(self._text(each, each.title)) is not None for each in beside)
        if node.family == "article":
            return tasks >= _SEVERAL
        words = self._text(node, node.title)
        if len(words) <= _SHORT_TASK and "，" not in words:
            return True
        return tasks > 1 and len(words) <= _LONG_TASK

    def _is_first_sentence(self, node: Node, span: Span) -> bool:
        block = self.blocks[node.block]
        ends_sentence = block.text[span[1] : span[1] + 1] == "。" or node.family == "article"
        return ends_sentence and block.layout.outline is None and block.text[span[0]] not in _BRACKETS

    def _text(self, node: Node, span: Span) -> str:
        return self.blocks[node.block].text[span[0] : span[1]]

    def _open_part(self, part: Part, step: str) -> None:
        root = part.root
        self.paths[id(root)] = step
        self.places[id(root)] = -1
        self.boxed[id(root)] = False
        if not step:
            return
        title = part.head.title
        label = part.mark
        if label is not None:
            rest = self.blocks[part.start].text[label.end :].strip()
            title = rest or title
        section = Section(step, step, 1, title, part.start, root.last, -1, "part")
        self.places[id(root)] = len(self.sections)
        self.sections.append(section)
        if label is not None and label.number == step:
            end = len(self.blocks[part.start].text)
            span = (label.end, end) if end > label.end else None
            self.owner[part.start] = section
            self.owned[part.start] = (label, span, "title")

    def _open_node(self, node: Node) -> None:
        label, parent = node.label, node.parent
        if label is None or parent is None:  # only roots lack them, and roots are not opened here
            return
        above = self.paths[id(parent)]
        path = f"{above}/{label.number}" if above else label.number
        self.paths[id(node)] = path
        self.boxed[id(node)] = self.boxed[id(parent)] or node.scope
        span, title = node.title, self._title(node, label)
        place = self.places[id(parent)]
        level = 1 if place < 0 else self.sections[place].level + 1
        section = Section(path, label.number, level, title, node.block, node.last, place, label.form)
        self.places[id(node)] = len(self.sections)
        self.sections.append(section)
        self.owner[node.block] = section
        self.owned[node.block] = (label, span, self._kind(node, title))

    def _title(self, node: Node, label: Label) -> str:
        if node.title is not None:
            return _tidy(self._text(node, node.title))
        text = self.blocks[node.block].text
        below = node.block + 1
        if label.end >= len(text) and below in self.growth.headings and below <= node.last:
            return _tidy(self.blocks[below].text)
        return ""

    def _kind(self, node: Node, title: str) -> BlockKind:
        if node.scope:
            return "box"
        if self.boxed[id(node)]:
            return "item"
        if title or (node.label is not None and node.label.form in ("volume", "division", "chapter", "section")):
            return "heading"
        return "item"


def _share(nodes: Sequence[Node]) -> float:
    """Return the share of sections that have a title."""
    return sum(node.title is not None for node in nodes) / len(nodes)


def _mostly_titled(nodes: Sequence[Node]) -> bool:
    """Say whether sections that stand beside each other are titled: all of two, most of more."""
    return len(nodes) > 1 and _share(nodes) >= (1 if len(nodes) < _SEVERAL else _MOST_BESIDE)


def _is_alone(node: Node) -> bool:
    """Say whether a title is a sentence that is all there is of its section, and not very short."""
    if node.title is None or not node.sentence or node.last != node.block:
        return False
    return node.family == "article" or node.title[1] - node.title[0] > SLOGAN


def _is_sure(node: Node) -> bool:
    """Say whether a section has a title beyond doubt."""
    return node.title is not None and not _is_alone(node)


def _tidy(title: str) -> str:
    """Return a title without the brackets around it and the spaces that only spread its characters (总　　则)."""
    title = title.strip()
    if title[:1] in _BRACKETS and title[-1] == _BRACKETS[title[0]] and title.count(title[0]) == 1:
        title = title[1:-1].strip()
    return close_up(title)
