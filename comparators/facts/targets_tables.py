"""Tables of indicators: rows of a name, a unit, the value of the base year and that of the year to reach."""

from __future__ import annotations

from collections.abc import Iterator

from comparators.document import Document
from comparators.facts.model import Target
from comparators.facts.targets_words import QuantityWords


def find_table_targets(document: Document, words: QuantityWords, reference: int) -> Iterator[Target]:
    """Yield the targets of the document's tables of indicators."""
    yield from ()
