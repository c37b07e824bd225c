"""A Word package to write: the parts of an existing one, taken over as they are but for those that are changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from comparators.errors import InputError
from comparators.loading.archive import part_key
from comparators.loading.docx_names import RELS, STRICT, TYPES
from comparators.loading.docx_package import Package, Relation, open_package
from comparators.loading.xml import parse_xml
from comparators.options import LoadLimits

_ELEMENT = etree._Element
OFFICE_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPES = "[Content_Types].xml"
_STRICT_MARK = b"purl.oclc.org/ooxml"
_STRICT_RELS = (
    b"http://purl.oclc.org/ooxml/officeDocument/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/",
)
_DATE = (1980, 1, 1, 0, 0, 0)


def to_bytes(root: _ELEMENT) -> bytes:
    """Return a part's XML as it is written."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class WordPackage:
    """The package of an existing document, its parts read when asked for and written back only where changed.

    A Strict document is brought to the transitional names as a whole, since both cannot stand in one package.
    """

    def __init__(self, data: bytes, shown: str, limits: LoadLimits | None = None) -> None:
        self.source: Package = open_package(data, shown, limits or LoadLimits())
        self.shown = shown
        self.main = self.source.main
        self.strict = _STRICT_MARK in self.source.archive.read(self.main)[:8192]
        self._roots: dict[str, _ELEMENT] = {}
        self._changed: dict[str, bytes | None] = {}
        self._new: dict[str, bytes] = {}

    # Reading

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return [*self.source.archive.names(), *self._new]

    def has(self, part: str) -> bool:
        """Say whether there is a part of that name."""
        return self.source.archive.has(part) or part in self._new

    def read(self, part: str) -> bytes:
        """Return a part's bytes as they stand in the source, or as added."""
        return self._new[part] if part in self._new else self.source.archive.read(part)

    def root(self, part: str) -> _ELEMENT:
        """Return the root of a part, parsed once; what is done to it is written after :meth:`touch`."""
        key = part_key(part)
        if key not in self._roots:
            if part in self._new:
                self._roots[key] = parse_xml(self._new[part], self.shown, part)
            else:
                self._roots[key] = self.source.parse(part)
        return self._roots[key]

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the document relates to under ``kind``, added ones included.

        One that is missing or damaged is passed over, as the loader does.
        """
        for relation in self.relations(self.main):
            if relation.kind == kind and not relation.external and self.has(relation.target):
                try:
                    self.root(relation.target)
                except InputError:
                    continue
                return relation.target
        return None

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield the relationships of a part, targets as part names."""
        rels = rels_name(part)
        if not self.has(rels):
            return
        folder = posixpath.dirname(part)
        for entry in self.root(rels).iter(RELS + "Relationship"):
            kind = (entry.get("Type") or "").rstrip("/").rpartition("/")[2]
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target") or ""
            if not external:
                target = unquote(target.replace("\\", "/").partition("#")[0])
                absolute = target.startswith("/")
                target = target.lstrip("/") if absolute else posixpath.normpath(posixpath.join(folder, target))
            yield Relation(entry.get("Id") or "", kind, target, external)

    def relation_type(self, part: str, relation_id: str) -> str:
        """Return the whole type of a relationship."""
        for entry in self.root(rels_name(part)).iter(RELS + "Relationship"):
            if entry.get("Id") == relation_id:
                return entry.get("Type") or ""
        return ""

    # Changing

    def touch(self, part: str) -> None:
        """Have a part's root written in place of the bytes in the source."""
        self._changed[part_key(part)] = None

    def add_part(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part under a name that is free, and declare it."""
        self._new[name] = data
        types = self.root(_CONTENT_TYPES)
        if content_type and not _is_declared(types, name, content_type):
            etree.SubElement(types, TYPES + "Override", PartName=f"/{name}", ContentType=content_type)
            self.touch(_CONTENT_TYPES)

    def content_type(self, part: str) -> str:
        """Return a part's declared content type, ``""`` for none."""
        types = self.root(_CONTENT_TYPES)
        for entry in types.iter(TYPES + "Override"):
            if part_key(entry.get("PartName") or "") == part_key(part):
                return entry.get("ContentType") or ""
        suffix = part.rpartition(".")[2].lower()
        for entry in types.iter(TYPES + "Default"):
            if (entry.get("Extension") or "").lower() == suffix:
                return entry.get("ContentType") or ""
        return ""

    def free_name(self, name: str) -> str:
        """Return a part name like ``name`` that is free."""
        stem, dot, suffix = name.rpartition(".")
        number, made = 1, name
        while self.has(made):
            made = f"{stem}{number}{dot}{suffix}"
            number += 1
        return made

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """Add a relationship from ``part`` to a part (or address), or find it; return its id.

        ``kind`` is the last step of an office relationship's type, or a whole type.
        """
        for relation in self.relations(part):
            if (relation.kind, relation.target, relation.external) == (kind.rpartition("/")[2], target, external):
                return relation.id
        rels = rels_name(part)
        if not self.has(rels):
            self._new[rels] = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
            )
        root = self.root(rels)
        used = {entry.get("Id") for entry in root}
        number = len(used) + 1
        while f"rId{number}" in used:
            number += 1
        entry = etree.SubElement(
            root,
            RELS + "Relationship",
            Id=f"rId{number}",
            Type=kind if "/" in kind else OFFICE_REL + kind,
            Target=target if external else _relative(target, part),
        )
        if external:
            entry.set("TargetMode", "External")
        self.touch(rels)
        return f"rId{number}"

    # Writing

    def save(self) -> bytes:
        """Return the package; parts that nobody touched have the very bytes that they had."""
        out = io.BytesIO()
        archive = self.source.archive
        with zipfile.ZipFile(out, "w") as package:
            for info in archive.file.infolist():
                key = part_key(info.filename)
                if archive.parts.get(key) is not info:
                    continue
                made = zipfile.ZipInfo(info.filename, info.date_time)
                made.compress_type = (
                    info.compress_type if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else 8
                )
                made.external_attr = info.external_attr
                data = to_bytes(self._roots[key]) if key in self._changed else archive.read(info.filename)
                package.writestr(made, self._transitional(info.filename, data), compresslevel=4)
            for name, data in self._new.items():
                made = zipfile.ZipInfo(name, _DATE)
                made.compress_type = zipfile.ZIP_DEFLATED
                changed = part_key(name) in self._changed
                package.writestr(made, to_bytes(self._roots[part_key(name)]) if changed else data, compresslevel=4)
        return out.getvalue()

    def _transitional(self, name: str, data: bytes) -> bytes:
        if not self.strict or not name.lower().endswith((".xml", ".rels")) or _STRICT_MARK not in data:
            return data
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
        return data.replace(*_STRICT_RELS)


def rels_name(part: str) -> str:
    """Return the name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relative(target: str, part: str) -> str:
    folder = posixpath.dirname(part)
    return posixpath.relpath(target, folder) if folder else target


def _is_declared(types: _ELEMENT, name: str, content_type: str) -> bool:
    suffix = name.rpartition(".")[2].lower()
    return any(
        (entry.get("Extension") or "").lower() == suffix and entry.get("ContentType") == content_type
        for entry in types.iter(TYPES + "Default")
    )


def copy_part(source: WordPackage, part: str, target: WordPackage, known: dict[str, str]) -> str:
    """Bring a part of another package and all that it relates to; return its name here.

    ``known`` remembers what was brought under which name.
    """
    if part in known:
        return known[part]
    name = target.free_name(part)
    known[part] = name
    target.add_part(name, source.read(part), source.content_type(part))
    rels = rels_name(part)
    if source.has(rels):
        root = parse_xml(source.read(rels), source.shown, rels)
        relations = {relation.id: relation for relation in source.relations(part)}
        for entry in list(root):
            relation = relations.get(entry.get("Id") or "")
            if relation is None or relation.external:
                continue
            if not source.has(relation.target):
                root.remove(entry)
                continue
            entry.set("Target", "/" + copy_part(source, relation.target, target, known))
        target.add_part(rels_name(name), to_bytes(root), "")
    return name
