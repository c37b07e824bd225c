"""A process that stands ready and compares drafts when told: for a window that must stay quick meanwhile.

It runs the same two processes as the command (:mod:`comparators.cli.beside`), forked from one that has everything
imported already. What it says are tuples that :mod:`marshal` knows, see :class:`Answer`.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from comparators.errors import Cancelled, DuigaoError, InputError, OutputError, UsageError
from comparators.options import CompareOptions
from comparators.work import Work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from comparators.comparison import Comparison

Answer = Literal["step", "done", "told", "defect"]
"""What a message from the process begins with: progress, the comparison, an error for a person, a traceback."""

_PATIENCE = 0.03  # seconds between two looks whether the person has asked to stop
_ERRORS = {kind.__name__: kind for kind in (DuigaoError, InputError, OutputError, UsageError)}
_LITTLE = (
    "一、总体要求\n到2027年，培育重点企业100家，重点发展低空经济、生物制造等未来产业。（责任单位：省科技厅）\n",
    "一、总体要求\n到2030年，培育重点企业200家以上，重点发展低空经济、合成生物等未来产业。（责任单位：省经信厅）\n",
)


class Defect(Exception):  # noqa: N818  (it carries the traceback of one)
    """Something was raised in the process that is no error a person can be told; the text is its traceback."""


class Gone(Exception):  # noqa: N818
    """The process is not there: it could not be started, or ended before it had answered."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's bytes under its name."""

    name: str
    data: bytes


class Service:
    """The process as seen from here. One comparison at a time; a second caller waits for the first to end."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._channel: Connection | None = None

    def start(self) -> None:
        """Start the process, unless it is there; it gets ready by itself. Where that fails, :meth:`compare` says so."""
        if self._process is not None and self._process.is_alive():
            return
        from multiprocessing import get_context

        self.stop()
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=True, name="duigao-service")
            self._process.start()
            theirs.close()
            self._channel = ours

    def stop(self) -> None:
        """End the process and whatever it is doing."""
        process, channel = self._process, self._channel
        self._process = self._channel = None
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
        if channel is not None:
            channel.close()

    def compare(
        self, old: Draft, new: Draft, options: CompareOptions, own_words: Path | None, work: Work
    ) -> Comparison:
        """Compare two drafts there. ``own_words`` is the folder of a person's own lexicon.

        Raises what :func:`comparators.compare` and :func:`comparators.load` raise; :class:`Defect` for anything else,
        :class:`Gone` where there is no process to ask.
        """
        with self._turn:
            self.start()
            try:
                return self._ask(old, new, options, own_words, work)
            except Cancelled:
                self.stop()
                self.start()  # the next request is not far
                raise
            except (OSError, EOFError, BrokenPipeError) as error:
                self.stop()
                raise Gone from error

    def _ask(self, old: Draft, new: Draft, options: CompareOptions, own_words: Path | None, work: Work) -> Comparison:
        from comparators.cli.packing_comparison import unpack_comparison

        channel = self._channel
        if channel is None:
            raise EOFError
        words = None if own_words is None else str(own_words)
        channel.send(((old.name, old.data), (new.name, new.data), options, words))
        while True:
            while not channel.poll(_PATIENCE):
                if work.cancelled is not None and work.cancelled():
                    raise Cancelled
            kind, *rest = marshal.loads(channel.recv_bytes())  # noqa: S302  (our own process wrote it)
            if kind == "step":
                work.step(*rest)
            elif kind == "done":
                return unpack_comparison(rest[0], options)
            elif kind == "told":
                name, code, params = rest
                raise _ERRORS.get(name, DuigaoError)(code, **params)
            else:
                raise Defect(rest[0])


def serve(channel: Connection) -> None:
    """Be the process: get ready, then compare what comes until the other side has gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    from comparators.compilations import kept_compilations

    gc.set_threshold(70_000, 10, 10)
    with kept_compilations():
        _get_ready()
    gc.freeze()
    try:
        while True:
            _answer(channel, *channel.recv())
    except (OSError, EOFError):
        os._exit(0)


def _get_ready() -> None:
    import comparators.cli.second
    import comparators.loading.docx  # noqa: F401

    first, second = ((f"{number}.txt", text.encode()) for number, text in enumerate(_LITTLE))
    # By this process alone, so that all is there before it divides.
    _compare(first, second, CompareOptions(), None, lambda _stage, _fraction: None, alone=True)


def _answer(channel: Connection, old: Any, new: Any, options: CompareOptions, words: str | None) -> None:
    from comparators.cli.packing_comparison import pack_comparison

    def say(*message: Any) -> None:
        channel.send_bytes(marshal.dumps(message))

    try:
        found = _compare(old, new, options, words, lambda stage, fraction: say("step", stage, fraction))
        say("done", pack_comparison(found))
    except DuigaoError as error:
        say("told", type(error).__name__, error.code, error.params)
    except (OSError, EOFError):
        raise
    except Exception:
        say("defect", traceback.format_exc())


def _compare(
    old: tuple[str, bytes],
    new: tuple[str, bytes],
    options: CompareOptions,
    words: str | None,
    progress: Callable[[str, float], None],
    *,
    alone: bool = False,
) -> Comparison:
    from comparators.cli.beside import helper
    from comparators.comparison import compare
    from comparators.lexicon import load_lexicon
    from comparators.loading import read_data
    from comparators.options import LoadLimits
    from comparators.structure import build_structure

    def read(name: str, data: bytes) -> Any:
        return build_structure(read_data(data, name, LoadLimits(), work))

    work = Work(progress)
    with helper(wanted=not alone) as beside:
        beside.read(new[0], new[1], words)
        work.step("loading", 0.0)
        first = read(*old)
        beside.give(first)
        lexicon = load_lexicon(own=None if words is None else Path(words))
        work.step("loading", 0.5)
        second = beside.take() or read(*new)
        return compare(first, second, options, lexicon, work, beside.finder(first, second, lexicon))
