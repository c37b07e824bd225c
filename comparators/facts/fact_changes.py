"""The changes of all facts between two versions."""

from __future__ import annotations

from collections.abc import Sequence

from comparators.alignment.pairs import Pair
from comparators.document import Document
from comparators.facts.model import FactChanges, PolicyFacts
from comparators.lexicon import Lexicon


def fact_changes(
    old: Document,
    new: Document,
    old_facts: PolicyFacts,
    new_facts: PolicyFacts,
    pairs: Sequence[Pair],
    lexicon: Lexicon,
) -> FactChanges:
    """Return what became of each fact of ``old`` and ``new``, whose blocks ``pairs`` put side by side."""
    return FactChanges()
