"""What a marked-up part reads as once all its revisions are accepted or rejected: the exporter's check on itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from comparators.export.word_pieces import DELETED, INSERTED, Symbols, View, is_skipped, read_pieces, text_of
from comparators.loading.docx_names import PPR, RPR

_ELEMENT = etree._Element
_MARKS: Final = DELETED | INSERTED


def mark_is_gone(paragraph: _ELEMENT, symbols: Symbols, view: View) -> bool:
    """Say whether a paragraph runs on into the next in this view."""
    properties = paragraph.find(PPR)
    run = None if properties is None else properties.find(RPR)
    return run is not None and any(child.tag in _MARKS and is_skipped(child, symbols, view) for child in run)


def views(paragraphs: Iterable[_ELEMENT], symbols: Symbols, view: View) -> list[str]:
    """Return the tokens of paragraphs that follow one another, those whose mark is gone joined with the next."""
    texts: list[str] = []
    pending: str | None = None
    for paragraph in paragraphs:
        text = (pending or "") + text_of(read_pieces(paragraph, symbols, view))
        if mark_is_gone(paragraph, symbols, view):
            pending = text
        else:
            texts.append(text)
            pending = None
    if pending:
        texts.append(pending)
    return texts
