"""Industries: the names that a document itself lists as an industry, field, track or cluster to develop."""

from __future__ import annotations

from comparators.document import Document
from comparators.facts.enumerations import ActFinder
from comparators.facts.industries_items import find_titles
from comparators.facts.industries_lists import find_listed
from comparators.facts.industries_places import document_places
from comparators.facts.memory import Memory
from comparators.facts.model import Industry
from comparators.lexicon import Lexicon


def find_industries(document: Document, lexicon: Lexicon, memory: Memory | None = None) -> tuple[Industry, ...]:
    """Return the industry entries of ``document`` in reading order; spans count code points of the block's text.

    Lists in a text that ``memory`` has seen are not read again.
    """
    known = (memory or Memory()).room("industries")
    if "acts" not in known:
        known["acts"] = ActFinder(lexicon.acts, lexicon.ranking_adverbs, lexicon.places)
    acts: ActFinder = known["acts"]
    places = lexicon.places | document_places(document)
    titles = find_titles(document, lexicon, acts, places)
    entries = [*titles.entries, *find_listed(document, lexicon, acts, titles, places, known)]
    seen: set[tuple[int, tuple[int, int]]] = set()
    unique = []
    for entry in sorted(entries, key=lambda entry: (entry.block, entry.span)):
        if (entry.block, entry.span) not in seen:
            seen.add((entry.block, entry.span))
            unique.append(entry)
    return tuple(unique)
