"""Markdown inside a line: emphasis, links, code, escapes and HTML tags down to the text that is printed."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

# Marks that stand for what must not be read again: escaped and literal characters, tags.
_MARK: Final = re.compile("\ue000([0-9]+)\ue001")
_MARKS: Final = re.compile("[\ue000\ue001]")
_TAGS: Final = (
    "a|abbr|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|img"
    "|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt"
    "|u|ul|var|wbr|article|main|nav"
)
_TAG: Final = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAKING: Final = re.compile(r"</?(?:br|p|div|center|h[1-6]|li|tr|blockquote|section|hr|dd|dt)\b", re.IGNORECASE)
_CENTER: Final = re.compile(r"<center|align\s*=\s*[\"']?center|text-align\s*:\s*center", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(.{1,2000}?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK: Final = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,100})>")
_INLINE_LINK: Final = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,1000})\]\(\s*<?[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?>?"
    r"(?:\s+[\"'(][^\"')]{0,500}[\"')])?\s*\)"
)
_REFERENCE: Final = re.compile(r"(!?)\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,200})\])?")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,60}\]")
_RUN: Final = re.compile(r"\*+|_+|~~+|==")


def plain_text(text: str, references: Mapping[str, str]) -> tuple[str, bool, list[str]]:
    """Return the text that a line prints, whether its tags centre it, and what was left out (pictures).

    ``references`` are the link definitions of the document. Line breaks that tags make become line feeds.
    """
    left_out: list[str] = []
    centered = "<" in text and bool(_CENTER.search(text))
    kept: list[str] = []

    def keep(literal: str) -> str:
        kept.append(literal)
        return f"\ue000{len(kept) - 1}\ue001"

    text = _MARKS.sub("", text)
    # The order of the steps is the order of precedence: what an earlier one keeps, no later one reads.
    if "`" in text:
        text = _CODE.sub(lambda m: keep(m[2].strip()), text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: keep(m[1]), text)
    if "<" in text:
        text = _AUTOLINK.sub(lambda m: keep(m[1]), _COMMENT.sub("", text))
        text = _TAG.sub(lambda m: keep("\n" if _BREAKING.match(m[0]) else ""), text)
    if "[" in text:
        text = _links(text, references, left_out)
    text = without_emphasis(text)
    if "&" in text:
        text = html.unescape(text).replace("\u00a0", " ")
    while kept and _MARK.search(text):  # one kept piece may hold another
        text = _MARK.sub(lambda m: kept[int(m[1])], text)
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line), centered, left_out


def _links(text: str, references: Mapping[str, str], left_out: list[str]) -> str:
    def linked(match: re.Match[str]) -> str:
        if match[1]:
            left_out.append(match[0])
            return ""
        return match[2]

    def referred(match: re.Match[str]) -> str:
        name = (match[3] or match[2]).strip().lower()
        if name not in references:
            return match[0]
        return linked(match)

    for _ in range(2):  # a picture may stand inside a link
        text = _INLINE_LINK.sub(linked, text)
    text = _FOOTNOTE.sub("", text)
    return _REFERENCE.sub(referred, text) if references else text


def without_emphasis(text: str) -> str:
    """Take out the marks of emphasis that come in pairs; those that stand alone (27000*) are text."""
    runs = list(_RUN.finditer(text))
    if len(runs) < 2:
        return text
    gone: list[tuple[int, int]] = []
    open_runs: dict[str, list[list[int]]] = {}
    for match in runs:
        char, start, end = match[0][0], match.start(), match.end()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        word = char == "_" and before.isalnum() and after.isalnum()
        stack = open_runs.setdefault(char, [])
        if stack and not before.isspace() and not word:
            start = _close(stack, gone, start, end)
        # A single mark between a figure and punctuation (27000*、) opens nothing.
        loose = len(match[0]) == 1 and before.isalnum() and not after.isalnum()
        if start < end and not after.isspace() and not word and not loose:
            stack.append([start, end])
    if not gone:
        return text
    pieces: list[str] = []
    at = 0
    for start, end in sorted(gone):
        pieces.append(text[at:start])
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _close(stack: list[list[int]], gone: list[tuple[int, int]], start: int, end: int) -> int:
    """Pair a closing run with the open ones before it; return where what is left of it begins."""
    while stack and start < end:
        opened = stack[-1]
        length = min(opened[1] - opened[0], end - start, 3)
        gone += [(opened[1] - length, opened[1]), (start, start + length)]
        start += length
        opened[1] -= length
        if opened[0] >= opened[1]:
            stack.pop()
    return start
