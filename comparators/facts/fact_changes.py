"""The changes of all facts between two versions."""

from __future__ import annotations

from collections.abc import Sequence

from comparators.alignment.pairs import Pair
from comparators.document import Document
from comparators.facts.fact_changes_beside import find_beside
from comparators.facts.fact_changes_industries import industry_changes
from comparators.facts.fact_changes_targets import target_changes
from comparators.facts.fact_changes_units import responsibility_changes
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
    """Return what became of each fact of ``old`` and ``new``, whose blocks ``pairs`` put side by side.

    Each kind stands in the new document's order; a fact that is gone, after the one that holds its predecessor.
    """
    beside = find_beside(old, new, pairs)
    return FactChanges(
        industry_changes(old_facts.industries, new_facts.industries, beside, lexicon),
        target_changes(old_facts.targets, new_facts.targets, beside),
        responsibility_changes(old_facts.responsibilities, new_facts.responsibilities, beside, lexicon),
    )
