"""The ``duigao`` command: a thin skin over the engine. Every failure ends here, as one line and an exit status.

Exit status: 0 done (differences or none), 2 wrong usage, 3 an input that cannot be read, 4 an output that cannot be
written, 130 interrupted, 1 a defect of the program. Only what every command needs is imported at the top.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comparators.cli.beside import helper
from comparators.cli.interrupts import Interrupts
from comparators.compilations import kept_compilations
from comparators.errors import DuigaoError

if TYPE_CHECKING:
    from comparators.messages import Language

INTERNAL_ERROR = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; nothing is raised.

    Without ``argv`` the command is that of the process, which is ended with it.
    """
    if argv is not None:
        return _run(list(argv))
    status = _run(sys.argv[1:], ends=True)
    if sys.argv[1:2] in (["compare"], ["inspect"]):
        _end(status)
    return status


def interrupted() -> int:
    """Say that the command of this process was interrupted before it began, and return the exit status for that."""
    return _fail(_language(sys.argv[1:]), "cancelled", INTERRUPTED)


def _end(status: int) -> None:
    """End the process without taking apart first, one by one, the many values that it leaves."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return  # the interpreter's own way to end says so
    os._exit(status)


def _run(arguments: list[str], *, ends: bool = False) -> int:
    """Run one command; ``ends`` says that the process ends with it."""
    language = _language(arguments)
    interrupts = Interrupts()
    try:
        with interrupts, kept_compilations():
            if arguments[:1] == ["review"]:
                from comparators.cli.review import main as review

                return review(arguments[1:], language)
            # Of all commands only this one has work for two processes; the second starts before anything is known.
            with _few_collections(arguments[:1], ends=ends), helper(wanted=arguments[:1] == ["compare"]) as beside:
                from comparators.cli.commands import run

                return run(arguments, language, interrupts, beside)
    except DuigaoError as error:
        return _fail(language, error.code, error.exit_status, **error.params)
    except KeyboardInterrupt:
        return _fail(language, "cancelled", INTERRUPTED)
    except BrokenPipeError:
        return _reader_gone()
    except MemoryError:
        return _fail(language, "out-of-memory", 3)
    except Exception as error:
        if os.environ.get("DUIGAO_DEBUG") == "1":
            raise
        return _fail(language, "internal-error", INTERNAL_ERROR, reason=f"{type(error).__name__}: {error}"[:200])


@contextmanager
def _few_collections(command: list[str], *, ends: bool) -> Iterator[None]:
    """Look for garbage in circles a hundred times less often than usual: the engine leaves next to none behind.

    It stays so in a process that ``ends``: to go back would have all that there is looked through at once.
    """
    before = gc.get_threshold()
    if command in (["compare"], ["inspect"]):
        gc.set_threshold(100 * before[0], *before[1:])
    try:
        yield
    finally:
        if not ends:
            gc.set_threshold(*before)


def _language(arguments: Sequence[str]) -> Language:
    """Find the language before anything is parsed, since complaints about usage must be in it too."""
    for index, argument in enumerate(arguments):
        value = arguments[index + 1] if argument == "--lang" and index + 1 < len(arguments) else ""
        if "en" in (value, argument.removeprefix("--lang=")) and argument.startswith("--lang"):
            return "en"
    return "zh"


def _fail(language: Language, code: str, status: int, **params: str | int) -> int:
    """Put one line on standard error, if there is one, and return ``status``."""
    try:
        from comparators.messages import say

        sentence = say(code, language, **params)
    except Exception:  # the catalogue itself may be what is broken
        sentence = f"{code}: {params}"
    line = "".join(each if each.isprintable() else " " for each in sentence)
    data = f"duigao: {line}\n".encode(getattr(sys.stderr, "encoding", None) or "utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(sys.stderr.fileno(), data)
    except (OSError, ValueError, AttributeError):
        _say_without_file(data)
    return status


def _say_without_file(data: bytes) -> None:
    """Write where standard error is no real file (a test's capture), or nowhere where it is closed."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(data.decode("utf-8", "replace"))
        except (OSError, ValueError):
            return


def _reader_gone() -> int:
    """End quietly when whoever read our output has had enough (``duigao … | head``)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())  # so that the interpreter's last flush fails no more
    return 0
