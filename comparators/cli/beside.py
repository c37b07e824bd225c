"""The facts of both drafts, extracted in a second process while this one aligns: on long drafts that halves the wait.

Where that cannot be (no ``fork``, one processor, other threads, a short draft) or goes wrong, they are extracted here:
the result is the same.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from comparators.comparison import BothFacts, both_facts
from comparators.document import Document
from comparators.facts.model import Industry, ListCount, PolicyFacts, Responsibility, Target
from comparators.lexicon import Lexicon
from comparators.wording.tokens import load_segmenter

_WORTH_IT = 30_000  # code points of both drafts together: below, a process costs more than it saves
_KINDS: tuple[Callable[..., Any], ...] = (Industry, Target, ListCount, Responsibility)  # as in PolicyFacts


@contextmanager
def facts_beside(old: Document, new: Document, lexicon: Lexicon) -> Iterator[BothFacts]:
    """Give a function that returns the facts of both documents; the other process is gone when this is left."""
    if not _possible(old, new):
        yield lambda: both_facts(old, new, lexicon)
        return
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _extract(old, new, lexicon, reader, writer)
    os.close(writer)

    def facts() -> tuple[PolicyFacts, PolicyFacts]:
        load_segmenter()  # its dictionary takes a while, and comparing the words is what comes next
        with os.fdopen(os.dup(reader), "rb") as pipe:
            data = pipe.read()
        try:
            packed_old, packed_new = marshal.loads(data)  # noqa: S302  (our own process wrote it)
        except (EOFError, ValueError, TypeError):  # it came to grief: what went wrong will show here too
            return both_facts(old, new, lexicon)
        return _unpacked(packed_old), _unpacked(packed_new)

    try:
        yield facts
    finally:
        os.close(reader)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _possible(old: Document, new: Document) -> bool:
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    if len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) < 2:
        return False
    return sum(len(block.text) for document in (old, new) for block in document.blocks) >= _WORTH_IT


def _extract(old: Document, new: Document, lexicon: Lexicon, reader: int, writer: int) -> None:
    """In the child: extract, write, and end without a word whatever happens."""
    try:
        os.close(reader)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        data = marshal.dumps(tuple(map(_packed, both_facts(old, new, lexicon))))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(data)
    finally:
        os._exit(0)


def _packed(facts: PolicyFacts) -> tuple[Any, ...]:
    return tuple(
        tuple(tuple(getattr(fact, each.name) for each in fields(fact)) for fact in found)
        for found in (facts.industries, facts.targets, facts.list_counts, facts.responsibilities)
    )


def _unpacked(packed: tuple[Any, ...]) -> PolicyFacts:
    return PolicyFacts(*(tuple(make(*values) for values in found) for make, found in zip(_KINDS, packed, strict=True)))
