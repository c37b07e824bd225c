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

if TYPE_CHECKING:
    from comparators.alignment.pairs import Pair
    from comparators.comparison import FactFinder
    from comparators.document import Document
    from comparators.facts.model import FactChanges, PolicyFacts
    from comparators.lexicon import Lexicon

_ROOM = 1 << 20  # bytes that a pipe may hold, so that the one who writes need not wait for the one who reads
_LENGTH = 8  # bytes that say how long a message is


class Helper:
    """The second process as seen from this one; without one (``None``) everything is done here."""

    def __init__(self, channel: Channel | None) -> None:
        self.channel = channel

    def read(self, path: str, data: bytes | None = None, words: str | None = None) -> None:
        """Let it read the new draft, ``path`` (or ``data`` under that name); ``words``: a folder of one's own words."""
        if self.channel is not None:
            self.channel.send(lambda: (path, data, words))

    def give(self, old: Document) -> None:
        """Hand over the old draft as soon as it is read."""
        if self.channel is not None:
            from comparators.cli.packing import pack_document

            self.channel.send(lambda: pack_document(old, sources=False))

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

        if self.channel is None:
            return FactsHere(old, new, lexicon)
        return _FactsBeside(self.channel, old, new, lexicon)


class _FactsBeside:
    """Takes the facts from the second process, but for the industries, so that both have their share of work.

    Where it came to grief, all is found here: what went wrong will show.
    """

    def __init__(self, channel: Channel, old: Document, new: Document, lexicon: Lexicon) -> None:
        from comparators.comparison import FactsHere

        self._channel = channel
        self._drafts = old, new
        self._lexicon = lexicon
        self._here = FactsHere(old, new, lexicon)
        self._both: tuple[PolicyFacts, PolicyFacts] | None = None

    def aligned(self, pairs: Sequence[Pair]) -> None:
        from comparators.cli.packing import pack_facts, pack_pairs

        self._here.aligned(pairs)
        self._channel.send(lambda: (pack_pairs(pairs), *map(pack_facts, self._industries)))

    @cached_property
    def names(self) -> frozenset[str]:
        from comparators.facts import names_of

        industries = names_of(self._industries)
        units = self._channel.receive()
        return self._here.names if units is None else industries.union(units)

    @cached_property
    def facts(self) -> tuple[PolicyFacts, PolicyFacts]:
        from dataclasses import replace

        from comparators.cli.packing import unpack_facts

        self.names  # noqa: B018  (they come first)
        packed = self._channel.receive()
        if packed is None:
            return self._here.facts
        old, new = (
            replace(unpack_facts(found), industries=more.industries)
            for found, more in zip(packed, self._industries, strict=True)
        )
        self._both = old, new
        return self._both

    @cached_property
    def changes(self) -> FactChanges:
        from comparators.cli.packing import unpack_changes

        facts = self.facts
        packed = self._channel.receive() if self._both is not None else None
        return self._here.changes if packed is None else unpack_changes(packed, *facts)

    @cached_property
    def _industries(self) -> tuple[PolicyFacts, PolicyFacts]:
        """The industries of both drafts, as facts without any others."""
        from comparators.facts import Memory
        from comparators.facts.industries import find_industries
        from comparators.facts.model import PolicyFacts

        memory = Memory()
        old, new = (PolicyFacts(find_industries(draft, self._lexicon, memory)) for draft in self._drafts)
        return old, new


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
def helper(wanted: bool = True) -> Iterator[Helper]:
    """Give a helper whose process gets ready at once, and is gone when this is left; a lame one if not ``wanted``."""
    if not wanted or not _possible():
        yield Helper(None)
        return
    (to_read, answer), (question, to_write) = os.pipe(), os.pipe()
    for pipe in (answer, to_write):
        _widen(pipe)
    child = os.fork()
    if child == 0:
        os.close(to_read)
        os.close(to_write)
        _help(question, answer)
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


def _help(reader: int, writer: int) -> None:
    """In the second process: do the work, and end without a word whatever happens."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        from comparators.cli.second import work_for

        work_for(Channel(reader, writer))
    finally:
        os._exit(0)
