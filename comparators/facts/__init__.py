"""The facts of one document: industries, targets, list counts and responsible units."""

from __future__ import annotations

from collections.abc import Iterable

from comparators.document import Document
from comparators.facts.memory import Memory
from comparators.facts.model import ListCount, PolicyFacts, Target
from comparators.lexicon import Lexicon

__all__ = ["Memory", "extract_facts", "find_quantities", "names_of"]


def extract_facts(document: Document, lexicon: Lexicon, memory: Memory | None = None) -> PolicyFacts:
    """Return the facts that ``document`` (with its structure) states, each kind in reading order.

    With a ``memory`` that an earlier draft has filled, only the paragraphs that are new have to be read.
    """
    # Imported here, for their many patterns take a while to compile and not every user of this package needs them.
    from comparators.facts.industries import find_industries
    from comparators.facts.responsibilities import find_responsibilities

    memory = memory or Memory()
    targets, list_counts = find_quantities(document, lexicon, memory)
    return PolicyFacts(
        industries=find_industries(document, lexicon, memory),
        targets=targets,
        list_counts=list_counts,
        responsibilities=find_responsibilities(document, lexicon, memory),
    )


def find_quantities(
    document: Document, lexicon: Lexicon, memory: Memory | None = None
) -> tuple[tuple[Target, ...], tuple[ListCount, ...]]:
    """Return the facts that are numbers: the targets and the sizes of lists, which are none."""
    from comparators.facts.list_counts import find_list_counts
    from comparators.facts.targets import find_targets

    list_counts = find_list_counts(document, lexicon, memory)
    return find_targets(document, lexicon, list_counts, memory), list_counts


def names_of(facts: Iterable[PolicyFacts]) -> frozenset[str]:
    """Return the industries and units that ``facts`` name."""
    names: set[str] = set()
    for each in facts:
        names.update(industry.name for industry in each.industries)
        for note in each.responsibilities:
            names.update((note.lead, *note.others))
    return frozenset(names)
