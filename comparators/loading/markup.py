"""Whether a text is an HTML page, Markdown or plain: the signs of each, weighed."""

from __future__ import annotations

import re

_COMMENTS = re.compile(r"\A(?:\s|\ufeff|<\?xml[^>]{0,500}\?>|<!--(?:[^-]|-(?!->)){0,5000}-->)*")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"</(?:p|div|table|span|h[1-6]|body|html|li|td)\s*>", re.IGNORECASE)
_KEY = re.compile(r"[\w-]+:(?:\s|$)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_TABLE_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*\r?$", re.MULTILINE)
_STRONG = re.compile(r"\*\*[^*\n]{1,200}\*\*")
_LINK = re.compile(r"!?\[[^\]\n]{0,200}\]\((?:https?:|/|\.|#|\w)[^)\n]{0,500}\)")
_FENCE = re.compile(r"^ {0,3}```", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}> \S", re.MULTILINE)


def looks_like_html(text: str, suffix: str) -> bool:
    """Say whether ``text`` is a page: a root tag at its start, or tags throughout where the name says so."""
    opening = _COMMENTS.match(text)
    start = opening.end() if opening else 0
    if _PAGE.match(text, start):
        return True
    if suffix in (".md", ".markdown", ".txt"):
        return False
    tags = len(_TAG.findall(text))
    if suffix in (".html", ".htm", ".xhtml", ".shtml"):
        return tags > 0 or bool(_PAGE.search(text))
    return text.startswith("<", start) and tags >= 2


def looks_like_markdown(text: str, suffix: str) -> bool:
    """Say whether ``text`` is Markdown: by its marks, or by ``suffix`` where it bears none."""
    if suffix in (".md", ".markdown", ".mdown", ".mkd"):
        return True
    if has_front_matter(text):
        return True
    # Plain Chinese drafts write none of these; one alone may be chance, two are a habit.
    signs = 2 * min(len(_HEADING.findall(text)), 2)
    signs += 2 * bool(_TABLE_RULE.search(text)) + bool(_FENCE.search(text)) + bool(_QUOTE.search(text))
    signs += min(len(_STRONG.findall(text)), 2) + min(len(_LINK.findall(text)), 2)
    return signs >= 3


def has_front_matter(text: str) -> bool:
    """Say whether ``text`` opens with a YAML header: ``---``, lines of which one is ``key: …``, and ``---``."""
    lines = text.lstrip("\ufeff")[:20_000].split("\n")
    if lines[0].rstrip() != "---":
        return False
    keys = 0
    for line in lines[1:300]:
        if line.rstrip() in ("---", "..."):
            return keys > 0
        keys += bool(_KEY.match(line))
    return False
