"""Where results go: checked before the work begins, computed all, and only then put in place one by one."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import BinaryIO

from comparators.cli.interrupts import Interrupts
from comparators.errors import OutputError, UsageError
from comparators.files import check_place, same_file, write_whole
from comparators.messages import Language, say

STANDARD_OUTPUT = "-"
TEXT_OUTPUTS = ("json", "html")


def check_outputs(outputs: Iterable[tuple[str, str]], inputs: Sequence[str]) -> None:
    """Refuse what can be seen to be wrong beforehand: an input as output, one place twice, no such folder.

    ``outputs`` holds ``(name, place)``, where a place is a path or ``-``.
    """
    named = tuple(outputs)
    for name, place in named:
        if not place:
            raise UsageError("usage-empty-output", option=f"--{name}")
        if place == STANDARD_OUTPUT and name not in TEXT_OUTPUTS:
            raise UsageError("usage-not-text", option=f"--{name}")
    for (first, place), (second, other) in combinations(named, 2):
        if _same_place(place, other):
            raise UsageError("usage-same-output", first=f"--{first}", second=f"--{second}", path=place)
    for _, place in named:
        if place == STANDARD_OUTPUT:
            continue
        for source in inputs:
            if same_file(Path(place), Path(source)):
                raise OutputError("output-over-input", path=place, source=source)
        check_place(Path(place))


def _same_place(first: str, second: str) -> bool:
    if STANDARD_OUTPUT in (first, second):
        return first == second
    try:
        return same_file(Path(first), Path(second)) or Path(first).resolve() == Path(second).resolve()
    except (OSError, RuntimeError):
        return False


def deliver(results: Iterable[tuple[str, bytes]], interrupts: Interrupts, language: Language) -> None:
    """Put every result, ``(place, bytes)``, in its place; standard output comes last."""
    ready = sorted(results, key=lambda result: result[0] == STANDARD_OUTPUT)
    for place, data in ready:
        if place == STANDARD_OUTPUT:
            write_standard_output(data, language)
        else:
            with interrupts.held():
                write_whole(Path(place), partial(_write, data))


def _write(data: bytes, out: BinaryIO) -> None:
    out.write(data)


def write_standard_output(data: bytes, language: Language) -> None:
    """Write bytes to standard output and make sure that they arrived; ``BrokenPipeError`` is the caller's."""
    stream = sys.stdout
    try:
        if stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        buffer = getattr(stream, "buffer", None)
        if buffer is None:  # a capture that takes text only
            stream.write(data.decode("utf-8", "replace"))
        else:
            stream.flush()
            buffer.write(data)
            buffer.flush()
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_unwritten()
        code = "output-disk-full" if error.errno == errno.ENOSPC else "output-failed"
        name = say("standard-output", language)
        raise OutputError(code, path=name, reason=error.strerror or str(error)) from error


def write_text(text: str, language: Language) -> None:
    """Write text for people to standard output, in whatever characters the terminal can show."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    write_standard_output(text.encode(encoding, "backslashreplace"), language)


def _drop_unwritten() -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush does not fail a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
