"""Accepting and rejecting tracked changes, written from the standard alone: no line of the exporter is used here.

ISO/IEC 29500-1, 17.13.5. A paragraph whose mark goes is joined with the paragraph after it, which keeps its own
properties; a row that goes takes its cells along, a table without rows is none.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import unquote

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ADDED, GONE = ("ins", "moveTo"), ("del", "moveFrom")
RANGES = [f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End")]
CHANGES = [
    W + f"{name}Change" for name in ("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "numbering")
]


def patched(data: bytes, *changes: tuple[str, str], name: str = "word/document.xml") -> bytes:
    """The package with the first occurrence of each text in a part replaced by another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            for text_before, text_after in changes if each == name else ():
                assert text_before.encode() in content
                content = content.replace(text_before.encode(), text_after.encode(), 1)
            after.writestr(each, content)
    return out.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def accepted(root: etree._Element) -> etree._Element:
    return _resolved(deepcopy(root), keep=ADDED, drop=GONE)


def rejected(root: etree._Element) -> etree._Element:
    return _resolved(deepcopy(root), keep=GONE, drop=ADDED)


def _resolved(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> etree._Element:
    for element in list(root.iter(*RANGES)):
        element.getparent().remove(element)
    _rows(root, keep, drop)
    marks = _marks(root, keep, drop)
    for kind in drop:
        for element in list(root.iter(W + kind)):
            if element.getparent() is not None:
                element.getparent().remove(element)
    for kind in keep:
        for element in list(root.iter(W + kind)):
            for child in list(element):
                element.addprevious(child)
            element.getparent().remove(element)
    for paragraph in list(root.iter(W + "p")):
        if paragraph in marks:
            _join(paragraph)
    for element in list(root.iter(*CHANGES)):
        _property_change(element, restore="del" in keep)
    for element in list(root.iter(W + "delText", W + "delInstrText")):
        element.tag = W + ("t" if element.tag == W + "delText" else "instrText")
    return root


def _rows(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> None:
    for row in list(root.iter(W + "tr")):
        properties = row.find(W + "trPr")
        if properties is None:
            continue
        if any(properties.find(W + kind) is not None for kind in drop):
            row.getparent().remove(row)
            continue
        for kind in keep:
            for element in properties.findall(W + kind):
                properties.remove(element)
        if not len(properties):
            row.remove(properties)
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(W + "tr"), None) is None:
            table.getparent().remove(table)


def _marks(root: etree._Element, keep: tuple[str, ...], drop: tuple[str, ...]) -> set[etree._Element]:
    """Take the revisions off paragraph marks; return the paragraphs whose mark goes."""
    marks: set[etree._Element] = set()
    for paragraph in list(root.iter(W + "p")):
        run = paragraph.find(f"{W}pPr/{W}rPr")
        if run is None:
            continue
        for kind in drop:
            for element in run.findall(W + kind):
                run.remove(element)
                marks.add(paragraph)
        for kind in keep:
            for element in run.findall(W + kind):
                run.remove(element)
    return marks


def _join(paragraph: etree._Element) -> None:
    following = paragraph.getnext()
    blocks = (W + "p", W + "tbl", W + "sdt", W + "sectPr")  # what else may stand there marks places only
    while following is not None and following.tag not in blocks:
        following = following.getnext()
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if following is not None and following.tag == W + "p":
        place = 1 if following.find(W + "pPr") is not None else 0
        for child in reversed(content):
            following.insert(place, child)
        paragraph.getparent().remove(paragraph)
    elif not any(child.tag == W + "r" for child in content):
        paragraph.getparent().remove(paragraph)


def _property_change(change: etree._Element, restore: bool) -> None:
    properties = change.getparent()
    if restore:
        before = change[0] if len(change) else None
        kept = [child for child in properties if child.tag in (W + "rPr", W + "sectPr") and properties.tag == W + "pPr"]
        for child in list(properties):
            properties.remove(child)
        properties.extend([*(list(before) if before is not None else []), *kept])
    else:
        properties.remove(change)


# What is compared


def paragraphs(root: etree._Element) -> list[str]:
    """The text of each paragraph in document order; what is no text is a word in brackets."""
    return [text(paragraph) for paragraph in root.iter(W + "p") if not _in_fallback(paragraph)]


def _in_fallback(element: etree._Element) -> bool:
    return any(ancestor.tag == FALLBACK for ancestor in element.iterancestors())


def text(paragraph: etree._Element) -> str:
    return "".join(_words(paragraph))


def _words(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if child.tag == W + "t":
            yield _shown(child)
        elif child.tag == W + "tab" and element.tag == W + "r":
            yield "\t"
        elif child.tag in (W + "br", W + "cr"):
            kind = child.get(W + "type", "textWrapping")
            yield "\n" if kind == "textWrapping" else f"[{kind}]"
        elif name in ("drawing", "pict", "object"):  # a text box may be drawn either way
            yield "[picture]"
        elif name in ("footnoteReference", "endnoteReference", "oMath", "sym"):
            yield f"[{name}]"
        elif name in ("pPr", "rPr", "Fallback", "del", "moveFrom") or child.tag == W + "instrText":
            continue
        else:
            yield from _words(child)


def _shown(node: etree._Element) -> str:
    """What Word shows of a text: spaces at its edges only where it says that they are to be kept."""
    said = next((each.get(XML_SPACE) for each in (node, *node.iterancestors()) if each.get(XML_SPACE)), "")
    return (node.text or "") if said == "preserve" else (node.text or "").strip(" \t\r\n")


def cells(root: etree._Element) -> list[list[list[list[str]]]]:
    """The tables as rows of cells of paragraphs."""
    return [
        [[[text(p) for p in cell.iter(W + "p")] for cell in _inside(row, "tc")] for row in _inside(table, "tr")]
        for table in root.iter(W + "tbl")
    ]


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from _inside(child, name)


def canonical(root: etree._Element) -> bytes:
    """The XML with what revisions cannot help but change set aside: rsids, where runs are cut, empty properties."""
    root = deepcopy(root)
    for element in root.iter():
        for name in list(element.attrib):
            if "rsid" in name or name.endswith(("}paraId", "}textId")) or name == XML_SPACE:
                del element.attrib[name]
    for name in ("rPr", "pPr", "trPr"):
        for element in list(root.iter(W + name)):
            if not len(element) and not element.attrib and element.getparent() is not None:
                element.getparent().remove(element)
    _coalesce(root)
    text_only = re.compile(rb">\s+<")
    return text_only.sub(b"><", etree.tostring(root, method="c14n", with_comments=False))


def _coalesce(root: etree._Element) -> None:
    """Join runs, links and texts that were cut in two."""
    for link in list(root.iter(W + "hyperlink")):  # a paragraph cut inside a link has two
        before = link.getprevious()
        if before is not None and before.tag == link.tag and dict(before.attrib) == dict(link.attrib):
            before.extend(list(link))
            link.getparent().remove(link)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        while before is not None and before.tag == W + "r" and before.getparent() is not None:
            if _properties(before) != _properties(run):
                break
            for child in list(run):
                if child.tag != W + "rPr":
                    before.append(child)
            run.getparent().remove(run)
            break
    for node in list(root.iter(W + "t")):
        before = node.getprevious()
        if before is not None and before.tag == W + "t":
            before.text = (before.text or "") + (node.text or "")
            node.getparent().remove(node)


def _properties(run: etree._Element) -> bytes:
    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)


def revision_ids(data: bytes) -> list[str]:
    """The ids of all revisions, and of comments and notes with their kind, in all parts."""
    found: list[str] = []
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {W + name for name in (*ADDED, *GONE, "moveFromRangeStart", "moveToRangeStart")} | set(CHANGES)
    for name in archive.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [e.get(W + "id") for e in etree.fromstring(archive.read(name)).iter(*names)]
    return found


def undeclared(data: bytes) -> list[str]:
    """The parts that [Content_Types].xml does not speak of."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    types = etree.fromstring(archive.read("[Content_Types].xml"))
    overrides = {(e.get("PartName") or "").lower() for e in types if e.get("PartName")}
    suffixes = {(e.get("Extension") or "").lower() for e in types if e.get("Extension")}
    return [
        name
        for name in archive.namelist()
        if name != "[Content_Types].xml"
        and f"/{name}".lower() not in overrides
        and name.rpartition(".")[2].lower() not in suffixes
    ]


def dangling(data: bytes) -> list[str]:
    """The relationships that lead to no part, and the ones used in a part that it does not have."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = {name.lower() for name in archive.namelist()}
    found: list[str] = []
    for name in archive.namelist():
        folder, _, file = name.rpartition("/")
        if file.endswith(".rels"):
            source = folder.removesuffix("_rels") + file.removesuffix(".rels")
            known = set()
            for entry in etree.fromstring(archive.read(name)):
                known.add(entry.get("Id"))
                target = (entry.get("Target") or "").partition("#")[0]
                base = "/" + folder.removesuffix("_rels")
                where = posixpath.normpath(posixpath.join(base, unquote(target))).lstrip("/").lower()
                if entry.get("TargetMode") != "External" and target and where not in names:
                    found.append(f"{name} {target}")
            if source in archive.namelist() and source.endswith(".xml"):
                space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
                for element in etree.fromstring(archive.read(source)).iter(etree.Element):
                    used = [value for key, value in element.attrib.items() if key.startswith(space) and value]
                    found += [f"{source} {value}" for value in used if value not in known]
    return found


def unlike_pairs(root: etree._Element) -> list[str]:
    """The moves whose halves do not both stand there, and ranges that begin or end alone."""
    found: list[str] = []
    for kind in ("moveFrom", "moveTo", "comment"):
        starts, ends = ([e.get(W + "id") for e in root.iter(f"{W}{kind}Range{end}")] for end in ("Start", "End"))
        found += [f"{kind} {each}" for each in {*starts} ^ {*ends}]
    names = [{e.get(W + "name") for e in root.iter(f"{W}{kind}RangeStart")} for kind in ("moveFrom", "moveTo")]
    return [*found, *(str(each) for each in names[0] ^ names[1])]


def marked_characters(root: etree._Element) -> int:
    """How many characters stand in insertions, deletions and moves."""
    kinds = {W + name for name in (*ADDED, *GONE)}
    return sum(
        len(node.text or "")
        for node in root.iter(W + "t", W + "delText")
        if any(ancestor.tag in kinds for ancestor in node.iterancestors())
    )


def assert_accepts_and_rejects(old: bytes, new: bytes, out: bytes) -> None:
    """Accepting gives the new text, rejecting the old text and the old XML, and the package is sound."""
    before, after, made = part(old), part(new), part(out)
    accept, reject = accepted(made), rejected(made)
    wanted_new, wanted_old = accepted(after), rejected(before)
    assert paragraphs(accept) == paragraphs(wanted_new)
    assert cells(accept) == cells(wanted_new)
    assert paragraphs(reject) == paragraphs(wanted_old)
    assert cells(reject) == cells(wanted_old)
    assert canonical(reject) == canonical(wanted_old)
    ids = revision_ids(out)
    assert len(ids) == len(set(ids))
    assert undeclared(out) == undeclared(old)


def main_part(data: bytes) -> str:
    """The name of the document part."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for entry in etree.fromstring(archive.read("_rels/.rels")):
        if (entry.get("Type") or "").endswith("/officeDocument"):
            return (entry.get("Target") or "").lstrip("/")
    return "word/document.xml"


def changed_parts(old: bytes, out: bytes) -> set[str]:
    """The parts of ``old`` that have other bytes in ``out`` or are missing there."""
    before, after = zipfile.ZipFile(io.BytesIO(old)), zipfile.ZipFile(io.BytesIO(out))
    names = set(after.namelist())
    return {
        name
        for name in before.namelist()
        if not name.endswith("/") and (name not in names or before.read(name) != after.read(name))
    }


def notes(data: bytes, resolve: str = "") -> dict[str, list[list[str]]]:
    """The footnotes and endnotes that the document refers to, in order of reference, as paragraphs."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = _view(etree.fromstring(archive.read(main_part(data))), resolve)
    found: dict[str, list[list[str]]] = {}
    for kind in ("footnote", "endnote"):
        name = f"word/{kind}s.xml"
        if name not in archive.namelist():
            continue
        root = _view(etree.fromstring(archive.read(name)), resolve)
        by_id = {note.get(W + "id"): note for note in root}
        for reference in body.iter(W + f"{kind}Reference"):
            if _in_fallback(reference) or reference.get(W + "id") not in by_id:
                continue
            note = by_id[reference.get(W + "id")]
            found.setdefault(kind, []).append([text(p) for p in note.iter(W + "p")])
    return found


def _view(root: etree._Element, resolve: str) -> etree._Element:
    return accepted(root) if resolve == "accept" else rejected(root) if resolve == "reject" else root


def assert_all(old: bytes, new: bytes, out: bytes, *, settled: bool = False) -> None:
    """:func:`assert_accepts_and_rejects` for any document part, notes and untouched parts too.

    ``settled`` says that the revisions that ``old`` had were taken as accepted.
    """
    before, after, made = part(old, main_part(old)), part(new, main_part(new)), part(out, main_part(out))
    accept, reject = accepted(made), rejected(made)
    wanted_new, wanted_old = accepted(after), accepted(before) if settled else rejected(before)
    assert paragraphs(accept) == paragraphs(wanted_new), "accept"
    assert cells(accept) == cells(wanted_new), "accept cells"
    assert paragraphs(reject) == paragraphs(wanted_old), "reject"
    assert cells(reject) == cells(wanted_old), "reject cells"
    assert canonical(reject) == canonical(wanted_old), "reject xml"
    assert notes(out, "accept") == notes(new, "accept"), "notes accept"
    assert notes(out, "reject") == notes(old, "accept" if settled else "reject"), "notes reject"
    ids = revision_ids(out)
    assert len(ids) - len(set(ids)) <= len(revision_ids(old)) - len(set(revision_ids(old))), "ids"
    assert set(undeclared(out)) <= set(undeclared(old)), "undeclared"
    assert set(dangling(out)) <= set(dangling(old)), "dangling"
    assert set(unlike_pairs(made)) <= set(unlike_pairs(before)), "ranges"
    allowed = {
        main_part(old),
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/comments.xml",
        "word/commentsExtended.xml",
        "word/people.xml",
        "word/_rels/footnotes.xml.rels",
        "word/_rels/endnotes.xml.rels",
    }
    assert not changed_parts(old, out) - allowed, "parts"
