"""A second process, which reads the new draft while this one reads the old, and then finds the facts of both while
this one aligns them and compares the words.

Where that cannot be (no ``fork``, one processor, other threads) or goes wrong, all is done here: the result is the
same.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comparators.document import Document
from comparators.facts.model import PolicyFacts

if TYPE_CHECKING:
    from comparators.alignment.pairs import Pair
    from comparators.comparison import FactFinder
    from comparators.facts.model import FactChanges
    from comparators.lexicon import Lexicon

_ROOM = 1 << 20  # bytes that a pipe may hold, so that the one who writes need not wait for the one who reads
_LENGTH = 8  # bytes that say how long a message is


class Helper:
    """The second process as seen from this one; without one (``None``) everything is done here."""

    def __init__(self, channel: Channel | None) -> None:
        self.channel = channel

    def give(self, old: Document) -> None:
        """Hand over the old draft as soon as it is read."""
        if self.channel is not None:
            from comparators.cli.packing import pack_document

            self.channel.send(lambda: pack_document(old))

    def take(self) -> Document | None:
        """Return the new draft; ``None`` where it is to be read here, since nobody has or it cannot be read."""
        packed = self.channel.receive() if self.channel is not None else None
        if packed is None:
            self.channel = None
            return None
        from comparators.cli.packing import unpack_document

        return unpack_document(packed)

    def finder(self, old: Document, new: Document, lexicon: Lexicon) -> FactFinder:
        """Return what finds the facts of the two drafts."""
        from comparators.comparison import FactsHere

        here = FactsHere(old, new, lexicon)
        return here if self.channel is None else _FactsBeside(self.channel, here)


class _FactsBeside:
    """Takes the facts from the second process, and from here where it came to grief: what went wrong will show."""

    def __init__(self, channel: Channel, here: FactFinder) -> None:
        self._channel = channel
        self._here = here
        self._both: tuple[PolicyFacts, PolicyFacts] | None = None

    def aligned(self, pairs: Sequence[Pair]) -> None:
        from comparators.cli.packing import pack_pairs
        from comparators.wording.tokens import load_segmenter

        self._here.aligned(pairs)
        self._channel.send(lambda: pack_pairs(pairs))
        load_segmenter()  # its dictionary takes a while, and comparing the words is what comes next

    @cached_property
    def names(self) -> frozenset[str]:
        found = self._channel.receive()
        return self._here.names if found is None else frozenset(found)

    @cached_property
    def facts(self) -> tuple[PolicyFacts, PolicyFacts]:
        from comparators.cli.packing import unpack_facts

        self.names  # noqa: B018  (they come first)
        packed = self._channel.receive()
        if packed is None:
            return self._here.facts
        self._both = unpack_facts(packed[0]), unpack_facts(packed[1])
        return self._both

    @cached_property
    def changes(self) -> FactChanges:
        from comparators.cli.packing import unpack_changes

        facts = self.facts
        packed = self._channel.receive() if self._both is not None else None
        return self._here.changes if packed is None else unpack_changes(packed, *facts)


class Channel:
    """A pair of pipes between two processes that carries messages :mod:`marshal` knows."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader = os.fdopen(reader, "rb")
        self._writer = writer
        self._broken = False

    def send(self, make: Callable[[], Any]) -> None:
        """Send what ``make`` returns, unless the other side has gone."""
        if self._broken:
            return
        data = marshal.dumps(make())
        view = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
        try:
            while view:
                view = view[os.write(self._writer, view) :]
        except OSError:
            self._broken = True

    def receive(self) -> Any:
        """Return the next message, ``None`` once the other side has gone."""
        try:
            length = self._reader.read(_LENGTH)
            data = self._reader.read(int.from_bytes(length, "big"))
            return marshal.loads(data)  # noqa: S302  (our own process wrote it)
        except (OSError, EOFError, ValueError, TypeError):
            self._broken = True
            return None

    def close(self) -> None:
        """Close both pipes."""
        with contextlib.suppress(OSError):
            self._reader.close()
        with contextlib.suppress(OSError):
            os.close(self._writer)


@contextmanager
def helper(path: str) -> Iterator[Helper]:
    """Give a helper that at once reads the new draft, ``path``; its process is gone when this is left."""
    if not _possible():
        yield Helper(None)
        return
    # What both will need is imported before they part.
    import comparators.cli.packing
    import comparators.folding
    import comparators.labels
    import comparators.lexicon
    import comparators.loading
    import comparators.structure  # noqa: F401

    (to_read, answer), (question, to_write) = os.pipe(), os.pipe()
    for pipe in (answer, to_write):
        _widen(pipe)
    child = os.fork()
    if child == 0:
        os.close(to_read)
        os.close(to_write)
        _help(path, question, answer)
    os.close(question)
    os.close(answer)
    channel = Channel(to_read, to_write)
    try:
        yield Helper(channel)
    finally:
        channel.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _possible() -> bool:
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) > 1


def _widen(pipe: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _help(path: str, reader: int, writer: int) -> None:
    """In the second process: do the work, and end without a word whatever happens."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        _answer(path, Channel(reader, writer))
    finally:
        os._exit(0)


def _answer(path: str, channel: Channel) -> None:
    """Read the new draft, find the facts of both, then what became of them once the pairs have come."""
    from queue import SimpleQueue

    from comparators import load
    from comparators.cli.packing import pack_changes, pack_document, pack_facts, unpack_document, unpack_pairs
    from comparators.compilations import keep_compilations

    draft = load(path)
    inbox: SimpleQueue[Any] = SimpleQueue()

    def read() -> None:
        for _ in range(2):
            inbox.put(channel.receive())

    # Read by a thread of its own, so that who sends the pairs need not wait until the facts are found.
    threading.Thread(target=read, daemon=True).start()
    channel.send(lambda: pack_document(draft))

    from comparators.facts import Memory, find_quantities, names_of
    from comparators.facts.fact_changes import fact_changes
    from comparators.facts.industries import find_industries
    from comparators.facts.responsibilities import find_responsibilities
    from comparators.lexicon import load_lexicon

    lexicon, memory = load_lexicon(), Memory()
    find_quantities(Document("", "txt"), lexicon)  # imports what it needs, since there is time
    drafts = unpack_document(inbox.get()), draft
    named = [
        PolicyFacts(
            industries=find_industries(each, lexicon, memory),
            responsibilities=find_responsibilities(each, lexicon, memory),
        )
        for each in drafts
    ]
    channel.send(lambda: sorted(names_of(named)))
    old, new = (
        PolicyFacts(found.industries, *find_quantities(each, lexicon, memory), found.responsibilities)
        for each, found in zip(drafts, named, strict=True)
    )
    keep_compilations()
    channel.send(lambda: (pack_facts(old), pack_facts(new)))
    changes = fact_changes(*drafts, old, new, unpack_pairs(inbox.get()), lexicon)
    keep_compilations()
    channel.send(lambda: pack_changes(changes, old, new))
