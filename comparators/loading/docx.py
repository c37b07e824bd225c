"""A Word document (.docx) by content: walked as XML, so that nothing that prints is passed over.

:func:`read` is the loader. :func:`trace` does the same and keeps the way back from every code point of every block
to the element that it stands in, for exports that go back into the package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from comparators.document import Document, Problem
from comparators.errors import InputError
from comparators.loading.archive import printable
from comparators.loading.docx_blocks import BlockReader, Setting, Story
from comparators.loading.docx_chunks import insert_chunks
from comparators.loading.docx_comments import read_comments
from comparators.loading.docx_names import FALLBACK, ID, P, V, W
from comparators.loading.docx_numbering import read_numbering
from comparators.loading.docx_package import Package, open_package
from comparators.loading.docx_styles import StyleSheet, read_styles
from comparators.loading.docx_text import Atom, TextReader
from comparators.options import LoadLimits
from comparators.work import IDLE, Work

_ELEMENT = etree._Element
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_PAGE_NUMBER = re.compile(r"[\s\d０-９ivxlcIVXLC第页共总/／|·.—–\-－―]*")
_QUOTED = 60
# What is dropped or read in part, in the order in which it is told.
_TOLD = ("revisions", "hidden", "invisible", "pictures", "formulas", "subdocuments")


@dataclass(frozen=True, slots=True)
class Traced:
    """A document as read, with the way back into its package.

    ``atoms[i]`` are those of ``document.blocks[i]``: joined they give its text. ``roots`` are the parsed parts
    (Strict names made transitional) whose elements the atoms point to, by part name.
    """

    document: Document
    atoms: tuple[tuple[Atom, ...], ...]
    roots: Mapping[str, _ELEMENT]
    package: Package


def read(data: bytes, path: str, limits: LoadLimits, work: Work = IDLE) -> Document:
    """Read a .docx held in memory; :class:`InputError` where it is damaged, encrypted or beyond ``limits``."""
    return _read(data, path, limits, work, trace=False).document


def trace(data: bytes, path: str, limits: LoadLimits | None = None, work: Work = IDLE) -> Traced:
    """Read as :func:`read` does and keep atoms and parts."""
    return _read(data, path, limits or LoadLimits(), work, trace=True)


def _read(data: bytes, path: str, limits: LoadLimits, work: Work, *, trace: bool) -> Traced:
    package = open_package(data, printable(path), limits)
    unread: list[str] = []
    root = package.parse(package.main)
    body = root.find(W + "body")
    if body is None:
        raise InputError("input-no-body", path=package.archive.shown)
    roots = {package.main: root}
    styles = read_styles(_optional(package, "styles", unread))
    numbering = read_numbering(_optional(package, "numbering", unread), styles)
    dropped: Counter[str] = Counter()
    notes = _notes(package, styles, dropped, roots, unread)
    setting = Setting(styles, numbering, notes, limits, work, package.archive.shown, trace)
    reader = BlockReader(_story(package.main, root, styles, dropped), setting)
    reader.read(body)
    comments, damaged = read_comments(package, reader.anchors)
    document = Document(
        path,
        "docx",
        blocks=tuple(reader.blocks),
        comments=comments,
        problems=(
            *_problems(dropped, package.main),
            *_furniture(package, styles),
            *(Problem("docx-part-unread", part, (("part", printable(part)),)) for part in (*unread, *damaged)),
        ),
    )
    atoms = tuple(reader.atoms)
    if reader.chunks:
        document, atoms = insert_chunks(document, atoms, reader.chunks, package, limits, work)
    return Traced(document, atoms, roots, package)


def _story(part: str, root: _ELEMENT, styles: StyleSheet, dropped: Counter[str]) -> Story:
    """Return a part as a story, its paragraphs counted as :class:`comparators.document.Source` says."""
    reader = TextReader(styles, dropped, may_hide=next(root.iter(W + "vanish"), None) is not None)
    return Story(part, {paragraph: index for index, paragraph in enumerate(root.iter(P))}, reader)


def _optional(package: Package, kind: str, unread: list[str]) -> _ELEMENT | None:
    """Return the root of a part that may be missing; one that is damaged is told and left out."""
    for part in package.related(kind):
        try:
            return package.parse(part)
        except InputError as error:
            if error.code != "input-damaged-part":
                raise
            unread.append(part)
    return None


def _notes(
    package: Package,
    styles: StyleSheet,
    dropped: Counter[str],
    roots: dict[str, _ELEMENT],
    unread: list[str],
) -> dict[str, tuple[Story, Mapping[str, _ELEMENT]]]:
    """Return the footnotes and endnotes by id, without those that only draw the line above them."""
    notes: dict[str, tuple[Story, Mapping[str, _ELEMENT]]] = {}
    for name in ("footnote", "endnote"):
        root = _optional(package, f"{name}s", unread)
        if root is not None:
            part = next(package.related(f"{name}s"))
            roots[part] = root
            elements = {
                note.get(ID) or "": note
                for note in root.iterchildren(W + name)
                if note.get(W + "type") not in _SEPARATORS
            }
            notes[name] = (_story(part, root, styles, dropped), elements)
    return notes


def _problems(dropped: Counter[str], part: str) -> list[Problem]:
    return [Problem(f"docx-{name}", part, (("count", dropped[name]),)) for name in _TOLD if dropped[name]]


def _furniture(package: Package, styles: StyleSheet) -> list[Problem]:
    """Name what stands in headers and footers beside page numbers: it is no part of the text."""
    problems = []
    for kind in ("header", "footer"):
        texts: dict[str, None] = {}
        for part in package.related(kind):
            try:
                root = package.parse(part)
            except InputError:
                continue
            reader = TextReader(styles)
            words = [reader.read(paragraph).text.strip() for paragraph in root.iter(P) if not _is_fallback(paragraph)]
            words += [node.get("string") or "" for node in root.iter(V + "textpath")]
            texts.update(dict.fromkeys(word for word in words if not _PAGE_NUMBER.fullmatch(word)))
        if texts:
            quoted = "；".join(texts).replace("\n", " ").replace("\t", " ")
            short = quoted if len(quoted) <= _QUOTED else quoted[:_QUOTED] + "…"
            problems.append(Problem(f"docx-{kind}", "", (("text", short),)))
    return problems


def _is_fallback(paragraph: _ELEMENT) -> bool:
    return next(paragraph.iterancestors(FALLBACK), None) is not None
