"""What the second process of a comparison does (see :mod:`comparators.cli.beside`)."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from comparators import load
from comparators.cli.packing import pack_changes, pack_document, pack_facts, unpack_document, unpack_facts, unpack_pairs
from comparators.compilations import keep_compilations
from comparators.document import Document
from comparators.facts.model import PolicyFacts
from comparators.loading import read_data
from comparators.options import LoadLimits
from comparators.structure import build_structure
from comparators.work import IDLE

if TYPE_CHECKING:
    from comparators.cli.beside import Channel


def work_for(channel: Channel) -> None:
    """Read the new draft, find the facts of both, then what became of them once the pairs have come.

    The industries are left to the first process.
    """
    path, data, words = channel.receive()
    draft = load(path) if data is None else build_structure(read_data(data, path, LoadLimits(), IDLE))
    inbox: SimpleQueue[Any] = SimpleQueue()

    def read() -> None:
        for _ in range(2):
            inbox.put(channel.receive())

    # Read by a thread of its own, so that who sends the pairs need not wait until the facts are found.
    threading.Thread(target=read, daemon=True).start()
    channel.send(lambda: pack_document(draft))

    from comparators.facts import Memory, find_quantities, names_of
    from comparators.facts.fact_changes import fact_changes
    from comparators.facts.responsibilities import find_responsibilities
    from comparators.lexicon import load_lexicon

    lexicon, memory = load_lexicon(own=None if words is None else Path(words)), Memory()
    find_quantities(Document("", "txt"), lexicon, memory)  # imports what it needs
    drafts = unpack_document(inbox.get()), draft
    units = [find_responsibilities(each, lexicon, memory) for each in drafts]
    channel.send(lambda: sorted(names_of(PolicyFacts(responsibilities=found) for found in units)))
    old, new = (
        PolicyFacts((), *find_quantities(each, lexicon, memory), found)
        for each, found in zip(drafts, units, strict=True)
    )
    keep_compilations()
    channel.send(lambda: (pack_facts(old), pack_facts(new)))
    packed_pairs, *industries = inbox.get()
    # With the industries, which the first process has found meanwhile.
    old, new = (
        replace(found, industries=unpack_facts(more).industries)
        for found, more in zip((old, new), industries, strict=True)
    )
    changes = fact_changes(*drafts, old, new, unpack_pairs(packed_pairs), lexicon)
    keep_compilations()
    channel.send(lambda: pack_changes(changes, old, new))
