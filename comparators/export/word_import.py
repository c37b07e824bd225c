"""What comes from the new document into the old one's package: text with its formatting, and all that it needs there.

Styles come along under their own ids where these are free; a style that the old document knows by name is taken to be
that one, as Word does when it pastes. Lists, pictures and addresses are brought when something first needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lxml import etree

from comparators.document import Problem
from comparators.export.word_numbers import Numbers
from comparators.export.word_package import WordPackage, copy_part
from comparators.export.word_pieces import MARK, SILENT, Piece, Symbols, copy_of, slice_text, stream_mark
from comparators.export.word_revisions import Revisions, element
from comparators.loading.docx_names import ALTERNATE, PPR, RPR, VAL, W14, P, R, T, W

_ELEMENT = etree._Element
_DROPPED_IN_RPR: Final = frozenset(W + name for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo"))
_DROPPED_IN_PPR: Final = frozenset(W + name for name in ("pPrChange", "sectPr", "rPr"))
_DROPPED_NAMES: Final = (
    "commentRangeStart commentRangeEnd commentReference bookmarkStart bookmarkEnd proofErr permStart permEnd"
)
_DROPPED_INSIDE: Final = tuple(W + name for name in _DROPPED_NAMES.split())
_STYLED: Final = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_NOTES: Final = frozenset({W + "footnoteReference", W + "endnoteReference"})
_WP_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_R_ATTRIBUTES: Final = R


class Styles:
    """Which style of the target a style of the source becomes."""

    def __init__(self, source: WordPackage, target: WordPackage) -> None:
        self._source = source
        self._target = target
        self._known: dict[tuple[str, str], str | None] = {}
        self.numbers: Numbers | None = None

    def of(self, style_id: str, kind: str) -> str | None:
        """Return the id in the target of a style of the source, brought along where needed; ``None`` for none."""
        key = (kind, style_id)
        if key not in self._known:
            self._known[key] = None  # a style that leads back to itself
            self._known[key] = self._find(style_id, kind)
        return self._known[key]

    def _find(self, style_id: str, kind: str) -> str | None:
        part, source_part = self._target.related("styles"), self._source.related("styles")
        if part is None or source_part is None:
            return None
        style = _style(self._source.root(source_part), style_id, kind)
        if style is None:
            return None
        root = self._target.root(part)
        if _is_default(style):
            return None  # the default needs no name
        name = _name(style)
        for other in _styles(root, kind):
            if _name(other) == name:
                return other.get(W + "styleId")
        return self._bring(style, kind, root, part)

    def _bring(self, style: _ELEMENT, kind: str, root: _ELEMENT, part: str) -> str:
        used = {each.get(W + "styleId") for each in root.iterchildren(W + "style")}
        own = style.get(W + "styleId") or "s"
        made, number = own, 1
        while made in used:
            made, number = f"{own}_{number}", number + 1
        self._known[(kind, own)] = made
        copy = copy_of(style)
        copy.set(W + "styleId", made)
        root.append(copy)
        self._target.touch(part)
        for tag, other_kind in (("basedOn", kind), ("next", "paragraph"), ("link", "")):
            self._map(copy, tag, other_kind or ("character" if kind == "paragraph" else "paragraph"))
        for number_id in copy.iter(W + "numId"):
            mapped = self.numbers.of(number_id.get(VAL) or "0") if self.numbers is not None else "0"
            number_id.set(VAL, mapped)
        return made

    def _map(self, style: _ELEMENT, tag: str, kind: str) -> None:
        child = style.find(W + tag)
        if child is None:
            return
        mapped = self.of(child.get(VAL) or "", kind)
        if mapped is None and tag == "basedOn":  # on the default, as far as there is one
            part = self._target.related("styles")
            root = None if part is None else self._target.root(part)
            default = next((s for s in _styles(root, kind) if _is_default(s)), None) if root is not None else None
            mapped = None if default is None else default.get(W + "styleId")
        if mapped is None:
            style.remove(child)
        else:
            child.set(VAL, mapped)


def _styles(root: _ELEMENT, kind: str) -> Iterator[_ELEMENT]:
    return (style for style in root.iterchildren(W + "style") if style.get(W + "type", "paragraph") == kind)


def _style(root: _ELEMENT, style_id: str, kind: str) -> _ELEMENT | None:
    return next((style for style in _styles(root, kind) if style.get(W + "styleId") == style_id), None)


def _is_default(style: _ELEMENT) -> bool:
    return style.get(W + "default") in ("1", "true", "on")


def _name(style: _ELEMENT) -> str:
    name = style.find(W + "name")
    return ((None if name is None else name.get(VAL)) or style.get(W + "styleId") or "").lower()


class Bringer:
    """Makes elements for the old document out of those of the new one.

    ``formatted`` is false where the new document has no formatting of its own worth keeping: text then looks like
    what stands beside it. ``part`` and ``source_part`` are the parts that are being worked on.
    """

    def __init__(
        self,
        source: WordPackage,
        target: WordPackage,
        symbols: Symbols,
        revisions: Revisions,
        *,
        formatted: bool,
    ) -> None:
        self.formatted = formatted
        self.part, self.source_part = target.main, source.main
        self.problems: list[Problem] = []
        self.bring_note: Callable[[_ELEMENT], str | None] = lambda _reference: None
        self.styles = Styles(source, target)
        self.numbers = Numbers(source, target, revisions.next_id)
        self.styles.numbers = self.numbers
        self._source, self._target = source, target
        self._symbols, self._revisions = symbols, revisions
        self._parts: dict[str, str] = {}

    # Paragraphs

    def paragraph(self, source: _ELEMENT, like: _ELEMENT | None = None) -> _ELEMENT:
        """Return a new, empty paragraph with the properties of ``source`` (of ``like`` where that has none)."""
        made = element("p")
        properties = source.find(PPR) if self.formatted else None if like is None else like.find(PPR)
        if properties is None:
            return made
        copy = element("pPr")
        for child in properties:
            # A number of its own that the text beside it has is not this text's.
            if child.tag not in _DROPPED_IN_PPR and (self.formatted or child.tag != W + "numPr"):
                copy.append(copy_of(child))
        run = properties.find(RPR)
        if run is not None and len(kept := self._run_properties(run)):
            copy.append(kept)
        if self.formatted:
            self._adapt(copy)
        if len(copy):
            made.append(copy)
        return made

    def numbering(self, number_id: str, level: int) -> list[_ELEMENT]:
        """Return the ``w:numPr`` of a list of the new document."""
        made = element("numPr")
        made.append(element("ilvl", val=str(level)))
        made.append(element("numId", val=self.numbers.of(number_id)))
        return [made]

    # Runs

    def nodes(
        self, pieces: Sequence[Piece], start: int, end: int, like: _ELEMENT | None, linked: bool
    ) -> list[_ELEMENT]:
        """Return runs (and placeholders of paragraph marks) with the tokens ``start`` to ``end`` of the new document.

        ``like`` is the run beside the place they go to, ``linked`` says that this is inside a hyperlink.
        """
        made: list[_ELEMENT] = []
        run: _ELEMENT | None = None
        source: _ELEMENT | None = None
        link: _ELEMENT | None = None
        for piece, text in _within(pieces, start, end):
            here = None if linked else _link_around(piece, pieces, start, end)
            if here is not link:
                made += self._link_end(link) if link is not None else []
                made += self._link_begin(here) if here is not None else []
                link, source = here, None
            if piece.run is None:
                source = None
                made.append(stream_mark("new") if piece.text == MARK else self._opaque(piece.node))
                continue
            if run is None or piece.run is not source:
                run, source = self._run(piece.run, like), piece.run
                made.append(run)
            run.append(slice_text(piece.node, text) if piece.node.tag == T else self._in_run(piece.node))
        return made + (self._link_end(link) if link is not None else [])

    def _run(self, source: _ELEMENT, like: _ELEMENT | None) -> _ELEMENT:
        run = element("r")
        properties = source.find(RPR) if self.formatted else None if like is None else like.find(RPR)
        if properties is not None and len(kept := self._run_properties(properties)):
            run.append(kept)
        return run

    def _run_properties(self, properties: _ELEMENT) -> _ELEMENT:
        kept = element("rPr")
        for child in properties:
            if child.tag not in _DROPPED_IN_RPR:
                kept.append(copy_of(child))
        if self.formatted:
            self._adapt(kept)
        return kept

    def _in_run(self, node: _ELEMENT) -> _ELEMENT:
        if node.tag in _NOTES:
            copy = copy_of(node)
            number = self.bring_note(node)
            if number is not None:
                copy.set(W + "id", number)
            self._same(node, copy)
            return copy
        if len(node) or node.tag == ALTERNATE:
            return self._opaque(node)
        copy = copy_of(node)
        self._relations(copy)
        return copy

    def _opaque(self, node: _ELEMENT) -> _ELEMENT:
        """Copy something that is no text with all the names around it, and what it refers to."""
        copy = etree.fromstring(etree.tostring(node, with_tail=False))
        for each in list(copy.iter(*_DROPPED_INSIDE)):
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
        for each in copy.iter(P):
            for name in ("paraId", "textId"):
                if each.get(W14 + name) is not None:
                    del each.attrib[W14 + name]
        for each in copy.iter(_WP_PROPERTIES):
            each.set("id", self._revisions.next_id())
        for each in copy.iter():
            self._relations(each)
        self._adapt(copy)
        self._same(node, copy)
        return copy

    def _same(self, node: _ELEMENT, copy: _ELEMENT) -> None:
        self._symbols.same(node, copy)

    def _adapt(self, properties: _ELEMENT) -> None:
        """Have the styles and lists that are named in a copy be those of the target."""
        for child in list(properties.iter(*_STYLED)):
            mapped = self.styles.of(child.get(VAL) or "", _STYLED[str(child.tag)])
            if mapped is not None:
                child.set(VAL, mapped)
            elif (parent := child.getparent()) is not None:
                parent.remove(child)
        for child in properties.iter(W + "numId"):
            child.set(VAL, self.numbers.of(child.get(VAL) or "0"))

    def table_properties(self, properties: _ELEMENT) -> _ELEMENT:
        """Copy the properties of a table, row or cell."""
        copy = copy_of(properties)
        for name in ("tblPrChange", "trPrChange", "tcPrChange", "ins", "del", "cellIns", "cellDel"):
            for each in copy.findall(W + name):
                copy.remove(each)
        self._adapt(copy)
        return copy

    # What is referred to

    def _relations(self, node: _ELEMENT) -> None:
        for key, value in node.attrib.items():
            if str(key).startswith(_R_ATTRIBUTES) and value:
                mapped = self._relation(str(value))
                if mapped is None:
                    del node.attrib[key]
                else:
                    node.set(key, mapped)

    def _relation(self, relation_id: str) -> str | None:
        for relation in self._source.relations(self.source_part):
            if relation.id != relation_id:
                continue
            kind = self._source.relation_type(self.source_part, relation_id)
            if relation.external:
                return self._target.relate(self.part, kind, relation.target, external=True)
            if not self._source.has(relation.target):
                return None
            return self._target.relate(self.part, kind, self._picture(relation.target))
        return None

    def _picture(self, part: str) -> str:
        """Bring a part, unless the very same bytes are in the target under the same name."""
        if part not in self._parts and self._target.has(part) and self._target.read(part) == self._source.read(part):
            self._parts[part] = part
        return copy_part(self._source, part, self._target, self._parts)

    # Hyperlinks: an inserted one is a field, for a w:hyperlink cannot stand inside a revision

    def _link_begin(self, link: _ELEMENT) -> list[_ELEMENT]:
        return self._silent(_field_run("begin"), _code_run(self._code(link)), _field_run("separate"))

    def _link_end(self, _link: _ELEMENT) -> list[_ELEMENT]:
        return self._silent(_field_run("end"))

    def _silent(self, *runs: _ELEMENT) -> list[_ELEMENT]:
        for run in runs:
            self._symbols.names[run[0]] = SILENT
        return list(runs)

    def _code(self, link: _ELEMENT) -> str:
        if link.tag == W + "fldSimple":
            return link.get(W + "instr") or ""
        anchor = link.get(W + "anchor")
        target = ""
        for relation in self._source.relations(self.source_part):
            if relation.id == link.get(R + "id"):
                target = relation.target
        parts = ["HYPERLINK", *([f'"{target}"'] if target else []), *([f'\\l "{anchor}"'] if anchor else [])]
        return f" {' '.join(parts)} "


def _within(pieces: Sequence[Piece], start: int, end: int) -> Iterator[tuple[Piece, str]]:
    """Yield the pieces between two places, each with the part of its text that stands there."""
    for piece in pieces:
        if piece.at >= end:
            return
        if piece.at + len(piece.text) > start:
            text = (piece.node.text or "") if piece.node.tag == T else piece.text
            yield piece, text[max(0, start - piece.at) : end - piece.at]


def _link_around(piece: Piece, pieces: Sequence[Piece], start: int, end: int) -> _ELEMENT | None:
    """Return the hyperlink or simple field around a piece, where all of it lies between ``start`` and ``end``."""
    if piece.run is None:
        return None
    link = next((each for each in piece.run.iterancestors() if each.tag in _LINKS or each.tag == P), None)
    if link is None or link.tag == P:
        return None
    inside = [each for each in pieces if each.run is not None and link in each.run.iterancestors()]
    whole = inside[0].at >= start and inside[-1].at + len(inside[-1].text) <= end
    return link if whole else None


_LINKS: Final = frozenset({W + "hyperlink", W + "fldSimple"})


def _field_run(kind: str) -> _ELEMENT:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def _code_run(code: str) -> _ELEMENT:
    run = element("r")
    text = element("instrText")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = code
    run.append(text)
    return run
