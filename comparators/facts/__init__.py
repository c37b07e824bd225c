"""The facts of one document: industries, targets, list counts and responsible units."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from comparators.document import Document
from comparators.facts.model import PolicyFacts
from comparators.lexicon import Lexicon

__all__ = ["extract_facts"]


def extract_facts(document: Document, lexicon: Lexicon) -> PolicyFacts:
    """Return the facts that ``document`` (with its structure) states, each kind in reading order."""
    list_counts = _found("list_counts", document, lexicon)
    return PolicyFacts(
        industries=_found("industries", document, lexicon),
        targets=_found("targets", document, lexicon, list_counts),
        list_counts=list_counts,
        responsibilities=_found("responsibilities", document, lexicon),
    )


def _found(kind: str, *arguments: Any) -> tuple[Any, ...]:
    """Ask the finder of ``kind`` as long as not every one of them is written."""
    try:
        finder = getattr(import_module(f"comparators.facts.{kind}"), f"find_{kind}")
    except ModuleNotFoundError:
        return ()
    found: tuple[Any, ...] = finder(*arguments)
    return found
