"""HTML pages, those of government sites above all: the document's own text, without the site around it."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from comparators.document import Document
from comparators.errors import InputError
from comparators.loading.encodings import decode
from comparators.loading.html_content import Element, Sizes, find_content, prune, snippet, told
from comparators.loading.html_pieces import Walker, collapse, source_line
from comparators.loading.pieces import Piece, to_blocks
from comparators.options import LoadLimits
from comparators.work import Work

_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
_TITLE_NAMES: Final = ("articletitle", "og:title", "title")
_SITE: Final = re.compile(r"\s*[-_|–—]{1,2}\s*[^-_|–—]{2,30}(?:政府|网|门户|网站|平台|局|厅|委)\S{0,20}$")


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read an HTML page. Raises :class:`InputError` where it is no text or too long."""
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, path, limits, declared[1].decode("ascii") if declared else "")
    work.step("loading", 0.2)
    root = parse(decoded.text, path)
    problems = list(decoded.problems)
    title = _title(root)
    bodies = list(root.iter("body"))
    body = bodies[0] if bodies else root
    dropped = prune(body)
    work.step("loading", 0.5)
    sizes = Sizes(body)
    content = find_content(body, sizes)
    heading = _heading_before(body, content, sizes)
    problems += told([*dropped, *_left_out(body, content, heading)])
    pieces = Walker().walk(content)
    if heading is not None:
        pieces = _with_heading(heading, pieces)
    work.step("loading", 0.9)
    return Document(path, "html", title=title, blocks=to_blocks(pieces), problems=tuple(problems))


def parse(text: str, path: str = "") -> Element:
    """Parse a page or a piece of one: network off, no depth too great, no entity but HTML's own."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    source = _DECLARATION.sub("", text).encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(source, parser) if source.strip() else None
    except etree.Error:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError("html-too-deep", path=path)  # what lies deeper would be lost
    if root is None:
        raise InputError("html-empty", path=path)
    return root


def _title(root: Element) -> str:
    """Return the title that the page declares: a meta element's, else ``title`` without the site's name."""
    for name in _TITLE_NAMES:
        for meta in root.iter("meta"):
            if name in ((meta.get("name") or "").lower(), (meta.get("property") or "").lower()):
                content = collapse(meta.get("content") or "").strip()
                if content:
                    return content
    title = next(root.iter("title"), None)
    text = collapse("".join(map(str, title.itertext()))).strip() if title is not None else ""
    return _SITE.sub("", text)


def _heading_before(body: Element, content: Element, sizes: Sizes) -> Element | None:
    """Return the page's ``h1`` (or the element named title) that stands outside the content and before it."""
    around = set(content.iterancestors())
    found: Element | None = None
    for element in sizes.order:
        if element is content:
            break
        names = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        named = "title" in names and element.tag in ("div", "p", "span", "h2", "h3", "td") and len(element) <= 3
        if element in around or not (element.tag == "h1" or named) or not 4 <= sizes.text[element] <= 200:
            continue
        if found is None or element.tag == "h1" or found.tag != "h1":
            found = element
    return found


def _with_heading(heading: Element, pieces: list[Piece]) -> list[Piece]:
    """Put the title that stands above the content first, unless the content begins with it."""
    title = "\n".join(piece.text for piece in Walker().walk(heading))
    joined = "".join(title.split())
    opening = "".join("".join(piece.text.split()) for piece in pieces[:6])
    if not joined or joined in opening:
        return pieces
    text = collapse(title.replace("\n", ""))
    return [Piece(text, source_line(heading), outline=1, centered=True), *pieces]


def _left_out(body: Element, content: Element, heading: Element | None) -> list[str]:
    """Return the first words of the parts of the page that stand outside the content."""
    kept = {content, *content.iterancestors()}
    if heading is not None:
        kept |= {heading, *heading.iterancestors()}
    dropped: list[str] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element not in kept:
            dropped.append(snippet(element))
        elif element is not content and element is not heading:
            if (element.text or "").strip():
                dropped.append((element.text or "").strip()[:24])
            stack.extend(reversed(list(element)))
        if element is not body and element.tail and element.tail.strip() and element.getparent() in kept:
            dropped.append(element.tail.strip()[:24])
    return dropped
