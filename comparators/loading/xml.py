"""XML from a stranger, parsed safely: no entities, no network, no nesting that would exhaust the stack."""

from __future__ import annotations

import re

from lxml import etree

from comparators.errors import InputError

# libxml2's own limit without XML_PARSE_HUGE; real documents stay below 60.
MAX_DEPTH = 256
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ASCII_ENCODINGS = re.compile(rb"utf-?8|us-ascii|ascii|iso-8859-\d+|windows-\d+|gb(k|2312|18030)|big5", re.IGNORECASE)


def parse_xml(data: bytes, shown: str, part: str) -> etree._Element:
    """Return the root element of ``data``.

    ``shown`` and ``part`` name the file and its part in what is said. Raises :class:`InputError` for a document
    type declaration (no office file needs one, and entity bombs and external entities come in by it), for
    nesting beyond :data:`MAX_DEPTH`, and for XML that is not well-formed.
    """
    data = _utf8(data, shown, part)
    # A declaration may only stand before the root element; a `<!` further on can be no declaration.
    if _DOCTYPE.search(data, 0, _prolog_end(data)):
        raise InputError("input-entities", path=shown, part=part)
    try:
        return etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise InputError("input-nesting", path=shown, part=part, limit=MAX_DEPTH) from error
        if "huge" not in str(error).lower():
            raise InputError("input-damaged-part", path=shown, part=part) from error
    return _parse_huge(data, shown, part)


def _parser(huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )


def _parse_huge(data: bytes, shown: str, part: str) -> etree._Element:
    """Parse a part that holds one very long text (10 MB and more), measuring the depth ourselves."""
    try:
        root = etree.fromstring(data, _parser(huge=True))
    except etree.XMLSyntaxError as error:
        code = "input-nesting" if "depth" in str(error).lower() else "input-damaged-part"
        raise InputError(code, path=shown, part=part, limit=MAX_DEPTH) from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise InputError("input-nesting", path=shown, part=part, limit=MAX_DEPTH)
    return root


def _utf8(data: bytes, shown: str, part: str) -> bytes:
    """Return ``data`` in an encoding whose markup is ASCII, so that no declaration can hide in another."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        elif data[:2] in (b"<\0", b"\0<"):
            text = data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be")
        else:
            declared = _ENCODING.match(data.lstrip(b"\xef\xbb\xbf \t\r\n")[:300])
            if declared and not _ASCII_ENCODINGS.fullmatch(declared[1]):
                raise InputError("input-damaged-part", path=shown, part=part)
            return data.removeprefix(b"\xef\xbb\xbf").lstrip()
    except UnicodeDecodeError as error:
        raise InputError("input-damaged-part", path=shown, part=part) from error
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    return body.encode("utf-8", "replace")


def _prolog_end(data: bytes) -> int:
    """Return where the root element's tag begins: the first ``<`` that a letter follows."""
    found = re.search(rb"<[A-Za-z_:\x80-\xff]", data)
    return found.start() if found else len(data)
