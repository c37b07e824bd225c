"""The facts of one document: industries, targets, list counts and responsible units."""

from __future__ import annotations

from comparators.document import Document
from comparators.facts.memory import Memory
from comparators.facts.model import PolicyFacts
from comparators.lexicon import Lexicon

__all__ = ["Memory", "extract_facts", "get_ready"]


def extract_facts(document: Document, lexicon: Lexicon, memory: Memory | None = None) -> PolicyFacts:
    """Return the facts that ``document`` (with its structure) states, each kind in reading order.

    With a ``memory`` that an earlier draft has filled, only the paragraphs that are new have to be read.
    """
    # Imported here, for their many patterns take a while to compile and not every user of this package needs them.
    from comparators.facts.industries import find_industries
    from comparators.facts.list_counts import find_list_counts
    from comparators.facts.responsibilities import find_responsibilities
    from comparators.facts.targets import find_targets

    memory = memory or Memory()
    list_counts = find_list_counts(document, lexicon)
    return PolicyFacts(
        industries=find_industries(document, lexicon, memory),
        targets=find_targets(document, lexicon, list_counts, memory),
        list_counts=list_counts,
        responsibilities=find_responsibilities(document, lexicon, memory),
    )


def get_ready() -> None:
    """Import what :func:`extract_facts` needs, for one who has to wait for the document anyway."""
    extract_facts(Document("", "txt"), Lexicon())
