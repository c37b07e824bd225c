"""SQLite files as a review needs them: opened to write or to read, in transactions, their errors put into words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from comparators.errors import InputError, OutputError
from comparators.review.locking import FileLock

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


DAMAGE: Final = (sqlite3.Error, ValueError, TypeError)
"""How reading a damaged file fails; what SQLite quotes from it may be no text, which is a ``ValueError``."""


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run what stands inside as one transaction: all of it is on disk afterwards, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an SQLite file (``mode`` ``ro`` or ``rw``). Raises ``sqlite3.Error``."""
    # One thread at a time uses a review, but a long merge runs on another than the one that opened it.
    connection = sqlite3.connect(
        f"{uri(path)}?mode={mode}", uri=True, timeout=5, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def uri(path: Path) -> str:
    """Return a path as SQLite reads it in a URI (``Path.as_uri`` takes longer to import than the file to open)."""
    text = path.absolute().as_posix()
    for char in "%?#":
        text = text.replace(char, f"%{ord(char):02x}")
    return f"file://{text}" if text.startswith("/") else f"file:///{text}"


def connect_to_read(path: Path) -> tuple[sqlite3.Connection, TemporaryDirectory[str] | None]:
    """Open a file for reading only. Where a killed program left a journal that cannot be played back there, a copy."""
    journal = path.with_name(path.name + "-journal")
    try:
        connection = connect(path, "ro")
    except sqlite3.OperationalError:
        if not journal.exists():
            raise
    else:
        return connection, None
    import shutil
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="duigao-")
    try:
        copy = Path(folder.name) / "review.duigao"
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
        return connect(copy, "rw"), folder
    except OSError as error:
        folder.cleanup()
        raise sqlite3.OperationalError(str(error)) from error


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another under the same name, ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def input_error(path: Path, error: Exception) -> InputError:
    """Return what a person is told of an error in reading."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return InputError("review-unreadable", path=str(path), reason=str(error))
    return InputError("review-damaged", path=str(path), reason=str(error))


def output_error(path: Path, error: sqlite3.Error) -> OutputError:
    """Return what a person is told of an error in writing."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE"):
        return OutputError("review-disk-full", path=str(path))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return OutputError("review-read-only", path=str(path))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return OutputError("review-locked", path=str(path), holder=FileLock.holder(path))
    return OutputError("review-not-written", path=str(path), reason=str(error))
