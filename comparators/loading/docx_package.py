"""The package around a Word document: its parts and the relationships between them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from comparators.errors import InputError
from comparators.loading.archive import Archive, open_archive
from comparators.loading.docx_names import RELS, STRICT, TYPES
from comparators.loading.xml import parse_xml
from comparators.options import LoadLimits

_MAIN_TYPES = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroenabled.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: ``kind`` is the last step of its type (``footnotes``, ``aFChunk``)."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An open .docx: ``main`` is the name of its document part, ``relations`` are that part's."""

    archive: Archive
    main: str
    relations: tuple[Relation, ...]

    def parse(self, part: str) -> etree._Element:
        """Return the root of a part, Strict names made transitional; :class:`InputError` where it is damaged."""
        return _parse(self.archive, part)

    def related(self, kind: str) -> Iterator[str]:
        """Yield the names of the parts that the document relates to under ``kind`` and that are there."""
        for relation in self.relations:
            if relation.kind == kind and not relation.external and self.archive.has(relation.target):
                yield relation.target

    def target(self, relation_id: str | None) -> Relation | None:
        """Return the document's relationship of that id."""
        return next((relation for relation in self.relations if relation.id == relation_id), None)


def open_package(data: bytes, shown: str, limits: LoadLimits) -> Package:
    """Open a .docx held in memory; :class:`InputError` where it is damaged or holds no document part."""
    archive = open_archive(data, shown, limits)
    main = _main_part(archive)
    if main is None:
        raise InputError("input-no-body", path=shown)
    return Package(archive, main, tuple(_relations(archive, main)))


def _parse(archive: Archive, part: str) -> etree._Element:
    data = archive.read(part)
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
    return parse_xml(data, archive.shown, part)


def _main_part(archive: Archive) -> str | None:
    """Find the document part: by the package's relationships, by content type, by its usual name."""
    candidates = [relation.target for relation in _relations(archive, "") if relation.kind == "officeDocument"]
    if not any(archive.has(name) for name in candidates) and archive.has("[Content_Types].xml"):
        candidates += [
            (entry.get("PartName") or "").lstrip("/")
            for entry in _parse(archive, "[Content_Types].xml").iter(TYPES + "Override")
            if (entry.get("ContentType") or "").lower().endswith(_MAIN_TYPES)
        ]
    candidates.append("word/document.xml")
    return next((name for name in candidates if archive.has(name)), None)


def _relations(archive: Archive, part: str) -> Iterator[Relation]:
    """Yield the relationships of ``part`` (of the package itself for ``""``), targets as part names."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(rels):
        return
    for entry in _parse(archive, rels).iter(RELS + "Relationship"):
        kind = (entry.get("Type") or "").rstrip("/").rpartition("/")[2]
        external = entry.get("TargetMode") == "External"
        target = entry.get("Target") or ""
        yield Relation(entry.get("Id") or "", kind, target if external else _resolve(folder, target), external)


def _resolve(folder: str, target: str) -> str:
    """Return the part name that a target means: absolute, or seen from the folder of the part that refers."""
    target = unquote(target.replace("\\", "/").partition("#")[0])
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
