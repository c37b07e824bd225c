"""One side of a row as HTML: what was added or removed, and the facts that stand in it, marked in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape as _escape
from typing import NamedTuple

# What no HTML document may hold, and what would break a line where the text has none.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Mark(NamedTuple):
    """A stretch of a side's text with the tag and attributes it is to be wrapped in."""

    start: int
    end: int
    tag: str
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Paragraphs of text (the blocks of one side) and the marks over their concatenation, outermost layer first."""

    texts: tuple[str, ...]
    layers: tuple[tuple[Mark, ...], ...]


def escape(text: str) -> str:
    """Return text as safe content of an element or of a quoted attribute."""
    return _escape(_UNPRINTABLE.sub("\ufffd", text), quote=True)


def paragraphs(marked: MarkedText) -> list[str]:
    """Return each text as HTML, with the marks put in; a mark over two texts, or across another, is cut there."""
    if not any(marked.layers):
        return [_plain(text) for text in marked.texts]
    whole = "".join(marked.texts)
    layers = [_tidy(layer) for layer in marked.layers]
    ends: list[int] = []
    for text in marked.texts:
        ends.append((ends[-1] if ends else 0) + len(text))
    cuts = _cuts(layers, [0, *ends])
    result: list[str] = []
    at = 0
    pointers = [0] * len(layers)
    for end in ends:
        pieces: list[str] = []
        while at < len(cuts) - 1 and cuts[at] < end:
            pieces.append(_piece(whole[cuts[at] : cuts[at + 1]], _over(layers, pointers, cuts[at])))
            at += 1
        result.append("".join(pieces))
    return result


def _tidy(layer: Iterable[Mark]) -> list[Mark]:
    """Return the marks of a layer in order, without the empty ones and those that begin inside another."""
    kept: list[Mark] = []
    for mark in sorted(layer, key=lambda each: (each.start, -each.end)):
        if mark.start < mark.end and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return kept


def _cuts(layers: Sequence[Sequence[Mark]], ends: Sequence[int]) -> list[int]:
    cuts = set(ends)
    for layer in layers:
        for mark in layer:
            cuts.update((mark.start, mark.end))
    return sorted(cut for cut in cuts if 0 <= cut <= ends[-1])


def _over(layers: Sequence[Sequence[Mark]], pointers: list[int], place: int) -> list[Mark]:
    """Return the marks that cover ``place``, one at most of each layer; ``pointers`` move on with it."""
    found = []
    for number, layer in enumerate(layers):
        while pointers[number] < len(layer) and layer[pointers[number]].end <= place:
            pointers[number] += 1
        if pointers[number] < len(layer) and layer[pointers[number]].start <= place:
            found.append(layer[pointers[number]])
    return found


def _piece(text: str, marks: Sequence[Mark]) -> str:
    html = _plain(text)
    for mark in reversed(marks):
        html = f"<{mark.tag}{mark.attributes}>{html}</{mark.tag}>"
    return html


def _plain(text: str) -> str:
    html = escape(text)
    if "\t" in html:
        html = html.replace("\t", '<span class="cell"> </span>')
    return html.replace("\n", "<br>") if "\n" in html else html
