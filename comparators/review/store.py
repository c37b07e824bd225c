"""The review file ``*.duigao``: one SQLite database that survives a crash at any moment.

It holds the acts (see ``acts``), the source files byte for byte, and a cache that may be lost without harm. Each call
that writes is one transaction, on disk when the call returns (rollback journal, ``synchronous=FULL``). One program at
a time may write: the writer holds an operating system lock on a small file beside the review, which the system drops
when the program dies; a second program may read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comparators.errors import InputError, OutputError
from comparators.review.acts import Act
from comparators.review.locking import FileLock

APPLICATION_ID = 0x44474147
"""``DGAG`` in the database header: says that this SQLite file is a review."""

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE acts(
    id BLOB NOT NULL, clock INTEGER NOT NULL, time TEXT NOT NULL, author TEXT NOT NULL,
    subject TEXT, field TEXT NOT NULL, value TEXT NOT NULL, base BLOB);
CREATE TABLE sources(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE cache(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One of the two files under review, byte for byte, under the name it had."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Store:
    """An open review file. Use :meth:`create` or :meth:`open`, and :meth:`close` when done."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: FileLock | None) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock

    @property
    def read_only(self) -> bool:
        """Whether another program holds the file or its folder cannot be written."""
        return self._lock is None

    @classmethod
    def create(cls, path: Path, sources: Sequence[SourceFile], acts: Iterable[Act]) -> Store:
        """Write a new review file and open it. Raises :class:`OutputError`; then nothing is left behind."""
        if path.exists():
            raise OutputError("review-exists", path=str(path))
        lock = FileLock.take(path)
        if lock is None:
            raise OutputError("review-locked", path=str(path), holder=FileLock.holder(path))
        draft = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
        try:
            _write_new(draft, sources, acts)
            draft.replace(path)
            return cls(path, _connect(path, read_only=False), lock)
        except sqlite3.Error as error:
            lock.release()
            raise _output_error(path, error) from error
        except OSError as error:
            lock.release()
            raise OutputError("review-not-written", path=str(path), reason=error.strerror or str(error)) from error
        finally:
            for leftover in (draft, draft.with_name(draft.name + "-journal")):
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a review file; read only where another program holds it or its folder cannot be written.

        Raises :class:`InputError` with the code ``review-missing``, ``review-newer``, ``review-not-ours`` or
        ``review-damaged``; a damaged file may be given to :func:`comparators.review.salvage.salvage`.
        """
        _check_header(path)
        lock = None if read_only or not os.access(path, os.W_OK) else FileLock.take(path)
        try:
            connection = _connect(path, read_only=lock is None)
            _check_schema(path, connection)
        except (sqlite3.Error, InputError) as error:
            if lock is not None:
                lock.release()
            if isinstance(error, InputError):
                raise
            raise InputError("review-damaged", path=str(path), reason=str(error)) from error
        return cls(path, connection, lock)

    def close(self) -> None:
        """Close the file and let others write to it."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def acts(self) -> Iterator[Act]:
        """Yield every act. Raises :class:`InputError` where the file turns out damaged."""
        try:
            for row in self._connection.execute(
                "SELECT id, clock, time, author, subject, field, value, base FROM acts ORDER BY rowid"
            ):
                yield _act(row)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise InputError("review-damaged", path=str(self.path), reason=str(error)) from error

    def append(
        self, acts: Iterable[Act], sources: Iterable[SourceFile] = (), keep: Iterable[str] | None = None
    ) -> None:
        """Add acts and sources in one transaction, on disk on return; drop the sources not in ``keep`` if given.

        Raises :class:`OutputError` where that cannot be; then the file is as it was.
        """
        if self.read_only:
            raise OutputError("review-locked", path=str(self.path), holder=FileLock.holder(self.path))
        try:
            with self._connection:
                _insert(self._connection, sources, acts)
                if keep is not None:
                    kept = tuple(keep)
                    marks = ",".join("?" * len(kept))
                    self._connection.execute(f"DELETE FROM sources WHERE sha256 NOT IN ({marks})", kept)  # noqa: S608
        except sqlite3.Error as error:
            raise _output_error(self.path, error) from error

    def source_names(self) -> dict[str, str]:
        """Return the sources that the file holds: SHA-256 to name."""
        return dict(self._connection.execute("SELECT sha256, name FROM sources"))

    def source(self, sha256: str) -> SourceFile:
        """Return a source byte for byte. Raises :class:`InputError` where it is lost or its bytes have changed."""
        try:
            row = self._connection.execute("SELECT name, data FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise InputError("review-damaged", path=str(self.path), reason=str(error)) from error
        if row is None:
            raise InputError("review-source-lost", path=str(self.path))
        found = SourceFile(row[0], row[1])
        if found.sha256 != sha256:
            raise InputError("review-damaged", path=str(self.path), reason="SHA-256")
        return found

    def cached(self, key: str) -> bytes | None:
        """Return what was cached under ``key``, or ``None``; a damaged cache is no cache."""
        try:
            row = self._connection.execute("SELECT value FROM cache WHERE key = ?", (key,)).fetchone()
            return None if row is None else zlib.decompress(row[0])
        except (sqlite3.Error, zlib.error):
            return None

    def cache(self, key: str, value: bytes) -> None:
        """Keep ``value`` under ``key`` where that is possible; its loss does no harm."""
        if self.read_only:
            return
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO cache VALUES(?, ?)", (key, zlib.compress(value, 6)))

    def check(self) -> str:
        """Return ``ok`` or what SQLite finds wrong with the file."""
        try:
            return str(self._connection.execute("PRAGMA integrity_check").fetchone()[0])
        except sqlite3.Error as error:
            return str(error)


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _write_new(draft: Path, sources: Sequence[SourceFile], acts: Iterable[Act]) -> None:
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        connection.executescript(
            f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={SCHEMA_VERSION}; {_SCHEMA}"
        )
        with connection:
            _insert(connection, sources, acts)
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, sources: Iterable[SourceFile], acts: Iterable[Act]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO sources VALUES(?, ?, ?)",
        ((each.sha256, each.name, each.data) for each in sources),
    )
    connection.executemany("INSERT INTO acts VALUES(?, ?, ?, ?, ?, ?, ?, ?)", map(_columns, acts))


def _columns(act: Act) -> tuple[object, ...]:
    """Return an act as it is stored: ids as 16 bytes, and no subject where the act makes the subject it is about."""
    return (
        bytes.fromhex(act.id),
        act.clock,
        act.time,
        act.author,
        None if act.subject == act.id else act.subject,
        act.field,
        json.dumps(act.value, ensure_ascii=False, separators=(",", ":")),
        b"".join(map(bytes.fromhex, act.base)) or None,
    )


def _act(row: tuple[bytes, int, str, str, str | None, str, str, bytes | None]) -> Act:
    name = row[0].hex()
    base = row[7] or b""
    return Act(
        id=name,
        clock=row[1],
        time=row[2],
        author=row[3],
        subject=name if row[4] is None else row[4],
        field=row[5],
        value=json.loads(row[6]),
        base=tuple(base[start : start + 16].hex() for start in range(0, len(base), 16)),
    )


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise InputError("review-missing", path=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("review-not-ours", path=str(path)) from error
    except OSError as error:
        raise InputError("review-unreadable", path=str(path), reason=error.strerror or str(error)) from error
    if not header.startswith(b"SQLite format 3\0"):
        code = "review-damaged" if not header.strip(b"\0") or len(header) < 100 else "review-not-ours"
        raise InputError(code, path=str(path), reason="header")


def _check_schema(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise InputError("review-not-ours", path=str(path))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise InputError("review-newer", path=str(path), version=version, known=SCHEMA_VERSION)
    connection.execute("SELECT count(*) FROM meta").fetchone()


def _output_error(path: Path, error: sqlite3.Error) -> OutputError:
    text = str(error).lower()
    if "full" in text or "disk i/o" in text:
        return OutputError("review-disk-full", path=str(path))
    if "readonly" in text or "unable to open" in text:
        return OutputError("review-read-only", path=str(path))
    if "locked" in text or "busy" in text:
        return OutputError("review-locked", path=str(path), holder=FileLock.holder(path))
    return OutputError("review-not-written", path=str(path), reason=str(error))
