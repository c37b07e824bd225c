"""Pictures, text boxes and notes: which of both documents are the same thing, and what stands inside them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from lxml import etree

from comparators.export.word_package import WordPackage
from comparators.export.word_pieces import DELETED, Symbols, read_pieces, text_of
from comparators.loading.docx_names import ALTERNATE, FALLBACK, TEXTBOX_CONTENT, P, R, W

if TYPE_CHECKING:
    from comparators.export.word_marker import Marker

_ELEMENT = etree._Element
_SHAPES: Final = (ALTERNATE, W + "drawing", W + "pict", W + "object")
_VOLATILE: Final = frozenset(
    {"id", "name", "title", "descr", "anchorId", "editId", "spid", "gfxdata", "relativeHeight"}
)


def shapes_of(root: _ELEMENT) -> list[_ELEMENT]:
    """Return the drawings of a part that stand in runs, none inside another."""
    found: list[_ELEMENT] = []
    inside: set[_ELEMENT] = set()
    for node in root.iter(*_SHAPES):
        if any(ancestor in inside for ancestor in node.iterancestors()):
            continue
        parent = node.getparent()
        if parent is not None and parent.tag == W + "r":
            found.append(node)
            inside.add(node)
    return found


def boxes_of(shape: _ELEMENT) -> list[_ELEMENT]:
    """Return the contents of a shape's own text boxes, those of the fallback last."""
    outer = [
        box
        for box in shape.iter(TEXTBOX_CONTENT)
        if next((a for a in box.iterancestors() if a is shape or a.tag == TEXTBOX_CONTENT), None) is shape
    ]
    return sorted(outer, key=lambda box: any(ancestor.tag == FALLBACK for ancestor in box.iterancestors()))


class Shapes:
    """Names the shapes of both documents: one name for one picture, or for boxes whose texts belong together."""

    def __init__(self, symbols: Symbols, rows: tuple[Mapping[_ELEMENT, int], Mapping[_ELEMENT, int]]) -> None:
        self.pairs: list[tuple[_ELEMENT, _ELEMENT]] = []
        self._symbols = symbols
        self._rows = rows
        self._count = 0

    def name(self, old: tuple[WordPackage, str, _ELEMENT], new: tuple[WordPackage, str, _ELEMENT]) -> None:
        """Name the shapes of a part of each side: ``(package, part, root)``."""
        boxed: tuple[list[_ELEMENT], list[_ELEMENT]] = ([], [])
        for side, (package, part, root) in enumerate((old, new)):
            blobs = _Blobs(package, part)
            for shape in shapes_of(root):
                if boxes_of(shape):
                    boxed[side].append(shape)
                else:
                    self._symbols.names[shape] = ("shape", _look(shape, blobs))
        self._pair_boxes(*boxed)

    def _pair_boxes(self, olds: list[_ELEMENT], news: list[_ELEMENT]) -> None:
        by_row: dict[int, list[int]] = {}
        for j, shape in enumerate(news):
            for row in self._rows_in(shape, 1):
                by_row.setdefault(row, []).append(j)
        taken: set[int] = set()
        left: list[_ELEMENT] = []
        for shape in olds:
            votes = Counter(j for row in self._rows_in(shape, 0) for j in by_row.get(row, ()) if j not in taken)
            best = max(votes, key=lambda j: (votes[j], -j), default=None)
            if best is not None and self._fits(shape, news[best]):
                taken.add(best)
                self._name_pair(shape, news[best])
            else:
                left.append(shape)
        rest = [shape for j, shape in enumerate(news) if j not in taken]
        for shape in left:
            same = next((other for other in rest if self._text(other) == self._text(shape)), None)
            if same is not None and self._fits(shape, same):
                rest.remove(same)
                self._name_pair(shape, same)

    def _name_pair(self, old: _ELEMENT, new: _ELEMENT) -> None:
        self._count += 1
        self._symbols.names[old] = self._symbols.names[new] = ("box", self._count)
        self.pairs.append((old, new))

    @staticmethod
    def _fits(old: _ELEMENT, new: _ELEMENT) -> bool:
        return len(boxes_of(old)) == len(boxes_of(new))

    def _rows_in(self, shape: _ELEMENT, side: int) -> Iterator[int]:
        rows = self._rows[side]
        return (rows[paragraph] for paragraph in shape.iter(P) if paragraph in rows)

    def _text(self, shape: _ELEMENT) -> list[str]:
        return [text_of(read_pieces(paragraph, self._symbols)) for paragraph in shape.iter(P)]

    def finish(self, marker: Marker) -> None:
        """Mark what differs inside the text boxes that stayed."""
        for old, new in self.pairs:
            if not is_deleted(old):
                for before, after in zip(boxes_of(old), boxes_of(new), strict=True):
                    marker.story(before, after)


def is_deleted(node: _ELEMENT) -> bool:
    """Say whether something stands in a deletion."""
    return any(ancestor.tag in DELETED for ancestor in node.iterancestors())


class _Blobs:
    """What the relationships of a part lead to, as digests."""

    def __init__(self, package: WordPackage, part: str) -> None:
        self._package = package
        self._targets = {relation.id: relation for relation in package.relations(part)}
        self._known: dict[str, object] = {}

    def of(self, relation_id: str) -> object:
        if relation_id not in self._known:
            relation = self._targets.get(relation_id)
            if relation is None or relation.external or not self._package.has(relation.target):
                self._known[relation_id] = None if relation is None else relation.target
            else:
                data = self._package.read(relation.target)
                self._known[relation_id] = hashlib.sha1(data, usedforsecurity=False).hexdigest()
        return self._known[relation_id]


def _look(shape: _ELEMENT, blobs: _Blobs) -> object:
    """Return what a shape shows, without names, ids and places in the package."""
    digest = hashlib.sha1(usedforsecurity=False)
    for node in shape.iter():
        if not isinstance(node.tag, str):
            continue
        digest.update(node.tag.encode())
        for key, value in sorted(node.attrib.items()):
            name = str(key)
            local = name.rpartition("}")[2]
            if name.startswith(R):
                digest.update(repr(blobs.of(str(value))).encode())
            elif local not in _VOLATILE and not local.startswith("rsid"):
                digest.update(f"{name}={value!s}".encode())
        digest.update((node.text or "").strip().encode())
    return digest.digest()
