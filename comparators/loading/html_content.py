"""What of an HTML page is its document: hidden and navigating parts are dropped and told, the content is found."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from comparators.document import Problem

Element = etree._Element
_SILENT: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "meta",
        "link",
        "svg",
        "math",
        "object",
        "embed",
        "iframe",
        "canvas",
        "audio",
        "video",
        "map",
        "img",
    ]
)
_APART: Final = frozenset(
    ["nav", "footer", "aside", "button", "select", "option", "textarea", "input", "dialog", "menu"]
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Names that content management systems of government sites give to the document's own element.
_CONTENT: Final = re.compile(
    r"^(?:zoom|zoomcon|ucap-content|trs_editor|trs_editor_view|trs_ueditor|custom_unionstyle|pages_content|js_content"
    r"|article[-_]?(?:content|body|con|text)|rich_media_content|b12c|gknb_content|zhengwen)$",
    re.IGNORECASE,
)
_LIKELY_CONTENT: Final = re.compile(
    r"^(?:article|(?:news|main|info|text|detail|view|xxgk|bt|my|page)[-_]?(?:content|con|text|body|txt|article)"
    r"|content(?:[-_]?(?:text|body|main|article|box))?|wenzhang)$",
    re.IGNORECASE,
)
_NAMED_TAGS: Final = frozenset(["div", "section", "td", "article", "p", "span", "table"])
_BOILERPLATE: Final = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|breadcrumb|crumbs?|location|position|footer|foot|copyright|share|sidebar|side|related|recommend|"
    r"pager|pagination|toolbar|tools|print|search|login|top-?bar|banner|header|qrcode|ewm|fontsize|dqwz|lanmu|links?)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HOLDERS: Final = frozenset(["div", "td", "section", "article", "main", "form", "table", "tbody", "tr", "center"])
_SNIPPET: Final = 24


class Sizes:
    """How much text every element of a tree holds, counted once for all (nesting may be deep)."""

    def __init__(self, root: Element) -> None:
        self.order = [element for element in root.iter() if isinstance(element.tag, str)]
        self.text: dict[Element, int] = {}
        self.link_text: dict[Element, int] = {}
        self.links: dict[Element, int] = {}
        self.headings: dict[Element, int] = {}
        for element in reversed(self.order):
            self._count(element, root)

    def _count(self, element: Element, root: Element) -> None:
        text = self.text.get(element, 0) + _length(element.text)
        link = text if element.tag == "a" else self.link_text.get(element, 0)
        links = self.links.get(element, 0) + (element.tag == "a")
        headings = self.headings.get(element, 0) + (element.tag == "h1")
        self.text[element], self.link_text[element] = text, link
        self.links[element], self.headings[element] = links, headings
        parent = element.getparent()
        if parent is None or element is root:
            return
        self.text[parent] = self.text.get(parent, 0) + text + _length(element.tail)
        self.link_text[parent] = self.link_text.get(parent, 0) + link
        self.links[parent] = self.links.get(parent, 0) + links
        self.headings[parent] = self.headings.get(parent, 0) + headings


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def prune(body: Element) -> list[str]:
    """Take hidden and navigating parts out of the tree; return the first words of each."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            _remove(element)
    sizes = Sizes(body)
    whole = max(1, sizes.text[body])
    dropped: list[str] = []
    gone: set[Element] = set()
    for element in sizes.order[1:]:
        if element.getparent() in gone:
            gone.add(element)
        elif _is_hidden(element) or element.tag in _APART or _is_boilerplate(element, sizes, whole):
            dropped.append(snippet(element))
            gone.add(element)
            _remove(element)
    return dropped


def told(dropped: list[str]) -> list[Problem]:
    """Name the dropped pieces in one problem; those without text need no telling."""
    named = [text for text in dropped if text]
    if not named:
        return []
    pieces = "；".join(f"“{text}”" for text in named)
    return [Problem("html-dropped", params=(("count", len(named)), ("pieces", pieces)))]


def snippet(element: Element) -> str:
    """Return the first words of an element."""
    text = ""
    for piece in element.itertext():
        text += "".join(str(piece).split())
        if len(text) > _SNIPPET:
            return text[: _SNIPPET - 1] + "…"
    return text


def find_content(body: Element, sizes: Sizes) -> Element:
    """Return the element that holds the document: one with a known name, else the densest with nearly all text."""
    whole = max(1, sizes.text[body])
    for names in (_CONTENT, _LIKELY_CONTENT):
        enough = [e for e in sizes.order if _is_named(e, names) and sizes.text[e] >= 0.4 * whole]
        if enough:
            most = max(sizes.text[e] for e in enough)
            # The innermost of those that hold (nearly) all of it.
            return [e for e in enough if sizes.text[e] >= 0.95 * most][-1]
    for tag in ("article", "main"):
        found = max(body.iter(tag), key=sizes.text.__getitem__, default=None)
        if found is not None and sizes.text[found] >= 0.4 * whole:
            return found
    return _densest(body, sizes)


def _is_named(element: Element, names: re.Pattern[str]) -> bool:
    if element.tag not in _NAMED_TAGS:
        return names is _CONTENT and element.tag in ("ucapcontent", "founder-content")
    return any(names.match(n) for n in (element.get("id") or "", *(element.get("class") or "").split()))


def _densest(body: Element, sizes: Sizes) -> Element:
    """Go down from the body as long as one child holds nearly all that is not links."""
    current = body
    while True:
        own = {c: sizes.text[c] - sizes.link_text[c] for c in current if isinstance(c.tag, str)}
        total = sum(own.values()) + _length(current.text)
        child = max(own, key=own.__getitem__, default=None)
        if child is None or child.tag not in _HOLDERS or own[child] < 0.9 * total:
            return current
        current = child


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _is_boilerplate(element: Element, sizes: Sizes, whole: int) -> bool:
    """Say whether an element is furniture of the page: named so, or a header or form of little text, or all links."""
    tag, size = element.tag, sizes.text[element]
    if tag in ("header", "form"):
        return size < 0.3 * whole and not sizes.headings[element]
    if tag not in ("div", "ul", "ol", "dl", "section"):
        return False
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if _BOILERPLATE.search(names) and not sizes.headings[element]:
        return size < 0.25 * whole and not any(_CONTENT.match(name) for name in names.split())
    all_links = sizes.link_text[element] >= 0.8 * size and sizes.links[element] >= 3
    return 0 < size < min(0.3 * whole, 3000) and all_links


def _remove(element: Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
