"""Loading: a file goes in, a document comes out, and nothing is lost in silence."""

from __future__ import annotations

import dataclasses
import importlib
import os
import stat
from pathlib import Path
from typing import Protocol, cast

from comparators.document import Document, Format
from comparators.errors import InputError
from comparators.loading.archive import printable
from comparators.loading.detect import detect
from comparators.loading.mhtml import page_of
from comparators.options import LoadLimits
from comparators.work import IDLE, Work

# Which module reads which format; each is imported when its format is met.
READERS: dict[Format, str] = {
    "docx": "docx",
    "pdf": "pdf",
    "ofd": "ofd",
    "md": "markdown",
    "html": "html",
    "txt": "text",
    "doc": "office",
    "wps": "office",
}


class _Reader(Protocol):
    def read(self, data: bytes, path: str, limits: LoadLimits, work: Work) -> Document: ...


def load_file(path: str | Path, limits: LoadLimits | None = None, work: Work = IDLE) -> Document:
    """Read the file at ``path`` into blocks of text with layout, comments and problems.

    The format is told from the content; the suffix only decides where the content leaves it open (Markdown or
    plain text, .doc or .wps). Raises :class:`InputError` where the file is missing, empty, no file, not
    readable, larger than ``limits`` allow, of no known format, damaged, encrypted, or holds no text.
    """
    limits = limits or LoadLimits()
    given = os.fspath(path)
    data = read_bytes(given, limits)
    work.step("loading", 0.0)
    document = read_data(data, given, limits, work)
    if not document.blocks:
        raise InputError("input-no-text", path=printable(given))
    work.step("loading", 1.0)
    return document


def read_data(data: bytes, path: str, limits: LoadLimits, work: Work = IDLE) -> Document:
    """Read a file that is already in memory; ``path`` gives its name and suffix. See :func:`load_file`."""
    data = page_of(data) or data
    kind = detect(data, printable(path), Path(path).suffix.lower(), limits)
    reader = cast("_Reader", importlib.import_module(f"comparators.loading.{READERS[kind]}"))
    document = reader.read(data, path, limits, work)
    return dataclasses.replace(document, path=path, format=kind)


def read_bytes(path: str, limits: LoadLimits) -> bytes:
    """Return the bytes of an ordinary file; :class:`InputError` where there is none to read."""
    shown = printable(path)
    try:
        found = Path(path).stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("input-is-folder", path=shown)
        if not stat.S_ISREG(found.st_mode):  # a device or a pipe may never end
            raise InputError("input-not-file", path=shown)
        if found.st_size > limits.max_file:
            raise _too_large(shown, found.st_size, limits)
        with Path(path).open("rb") as file:
            data = file.read(limits.max_file + 1)
    except PermissionError as error:
        raise InputError("input-not-permitted", path=shown) from error
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputError("input-missing", path=shown) from error
    except OSError as error:
        raise InputError("input-unreadable", path=shown, reason=error.strerror or str(error)) from error
    if len(data) > limits.max_file:
        raise _too_large(shown, len(data), limits)
    if not data:
        raise InputError("input-empty", path=shown)
    return data


def _too_large(shown: str, size: int, limits: LoadLimits) -> InputError:
    return InputError("input-too-large", path=shown, size=size // 1_000_000, limit=limits.max_file // 1_000_000)
