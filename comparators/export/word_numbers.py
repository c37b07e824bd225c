"""Automatic numbers on both sides: which list of the old document a list of the new one is, and what is brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from comparators.export.word_package import WordPackage, to_bytes
from comparators.export.word_pieces import copy_of
from comparators.export.word_revisions import element
from comparators.loading.docx_names import PPR, VAL, W
from comparators.loading.docx_numbering import Numbering, read_numbering
from comparators.loading.docx_styles import StyleSheet, read_styles, whole

_ELEMENT = etree._Element
Place = tuple[str, int]
"""A list instance (``w:numId``) and a level."""
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


class Lists:
    """The lists of one document and which of them a paragraph counts in."""

    def __init__(self, package: WordPackage) -> None:
        styles, numbering = package.related("styles"), package.related("numbering")
        self.styles: StyleSheet = read_styles(None if styles is None else package.root(styles))
        self.numbering: Numbering = read_numbering(None if numbering is None else package.root(numbering), self.styles)
        self._known: dict[tuple[str | None, str | None, str | None], Place | None] = {}

    def place(self, paragraph: _ELEMENT) -> Place | None:
        """Return the list and level that a paragraph is numbered in, ``None`` for none."""
        if not self.numbering.instances:
            return None
        properties = paragraph.find(PPR)
        style_id = number = level = None
        if properties is not None:
            for child in properties:
                if child.tag == W + "pStyle":
                    style_id = child.get(VAL)
                elif child.tag == W + "numPr":
                    values = {each.tag: each.get(VAL) for each in child}
                    number, level = values.get(W + "numId"), values.get(W + "ilvl")
        key = (style_id, number, level)
        if key not in self._known:
            self._known[key] = self.numbering.find((number, whole(level)), self.styles.of(style_id))
        return self._known[key]

    def looks(self, number_id: str) -> tuple[object, ...]:
        """Return what a list's labels look like, level by level."""
        instance = self.numbering.instances.get(number_id)
        if instance is None:
            return ()
        return tuple((level.form, level.pattern, level.text, level.start, level.suffix) for level in instance.levels)


class Numbers:
    """Which list of the target a list of the source becomes; one that has no like there is brought along."""

    def __init__(self, source: WordPackage, target: WordPackage, fresh: Callable[[], str]) -> None:
        self.old, self.new = Lists(target), Lists(source)
        self._source, self._target = source, target
        self._known: dict[str, str] = {"0": "0"}
        self._taken: set[str] = set()
        self._abstracts: dict[str, str] = {}

    def learn(self, pairs: Iterable[tuple[_ELEMENT, _ELEMENT]]) -> None:
        """Learn from paragraphs that belong together which lists do, the pairs that occur most often first."""
        votes: Counter[tuple[str, str]] = Counter()
        if not self.new.numbering.instances or not self.old.numbering.instances:
            return
        for old, new in pairs:
            before, after = self.old.place(old), self.new.place(new)
            if before is not None and after is not None:
                votes[(after[0], before[0])] += 1
        for (new_id, old_id), _ in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
            self._take(new_id, old_id)

    def _take(self, new_id: str, old_id: str) -> None:
        """Have a list be one of the target's, where neither is spoken for and both look the same."""
        if new_id not in self._known and old_id not in self._taken and self.new.looks(new_id) == self.old.looks(old_id):
            self._known[new_id] = old_id
            self._taken.add(old_id)

    def wanted(self, old: _ELEMENT, new: _ELEMENT) -> Place | bool | None:
        """Return the place in the *source's* lists that a paragraph must take.

        ``None`` stands for none, ``False`` says to leave it."""
        before, after = self.old.place(old), self.new.place(new)
        if after is None:
            return None if before is not None else False
        if before is not None:
            self._take(after[0], before[0])
        if before is not None and before == (self._known.get(after[0]), after[1]):
            return False
        return after

    def of(self, number_id: str) -> str:
        """Return the id in the target of a list of the source."""
        if number_id not in self._known:
            self._known[number_id] = self._bring(number_id)
        return self._known[number_id]

    def _bring(self, number_id: str) -> str:
        source_part = self._source.related("numbering")
        if source_part is None:
            return "0"
        source = self._source.root(source_part)
        number = next((each for each in source.iterchildren(W + "num") if each.get(W + "numId") == number_id), None)
        link = None if number is None else number.find(W + "abstractNumId")
        if number is None or link is None:
            return "0"
        root = self._root()
        abstract_id = self._bring_abstract(link.get(VAL) or "", source, root)
        if abstract_id is None:
            return "0"
        made = str(_next(root, W + "num", W + "numId"))
        copy = copy_of(number)
        copy.set(W + "numId", made)
        for each in copy.iterchildren(W + "abstractNumId"):
            each.set(VAL, abstract_id)
        last = list(root.iterchildren(W + "num", W + "abstractNum"))
        if last:
            last[-1].addnext(copy)
        else:
            root.append(copy)
        return made

    def _bring_abstract(self, abstract_id: str, source: _ELEMENT, root: _ELEMENT) -> str | None:
        if abstract_id in self._abstracts:
            return self._abstracts[abstract_id]
        found = next(
            (e for e in source.iterchildren(W + "abstractNum") if e.get(W + "abstractNumId") == abstract_id), None
        )
        if found is None:
            return None
        made = str(_next(root, W + "abstractNum", W + "abstractNumId"))
        copy = copy_of(found)
        copy.set(W + "abstractNumId", made)
        # Links to styles of the source would take the numbers away from styles of the same name in the target.
        for name in ("nsid", "styleLink", "numStyleLink"):
            for each in copy.findall(W + name):
                copy.remove(each)
        for each in list(copy.iter(W + "pStyle", W + "lvlPicBulletId")):
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
        before = list(root.iterchildren(W + "abstractNum"))
        if before:
            before[-1].addnext(copy)
        else:
            place = sum(1 for each in root if each.tag == W + "numPicBullet")
            root.insert(place, copy)
        self._abstracts[abstract_id] = made
        return made

    def _root(self) -> _ELEMENT:
        part = self._target.related("numbering")
        if part is None:
            part = self._target.free_name("word/numbering.xml")
            self._target.add_part(part, to_bytes(element("numbering")), _TYPE)
            self._target.relate(self._target.main, "numbering", part)
        self._target.touch(part)
        return self._target.root(part)


def _next(root: _ELEMENT, tag: str, attribute: str) -> int:
    return max((whole(each.get(attribute)) or 0 for each in root.iterchildren(tag)), default=0) + 1
