"""The review file ``*.duigao``: one SQLite database that survives a crash at any moment.

It holds the acts (see ``acts``), the source files byte for byte, and a cache that may be lost without harm. Each call
that writes is one transaction, on disk when the call returns (rollback journal, ``synchronous=FULL``). One program at
a time may write: the writer holds an operating system lock on a small file beside the review, which the system drops
when the program dies; a second program may read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from comparators.errors import InputError, OutputError
from comparators.review import migrations
from comparators.review.acts import Act
from comparators.review.locking import FileLock
from comparators.review.migrations import SCHEMA_VERSION
from comparators.review.sqlite_files import (
    DAMAGE,
    connect,
    connect_to_read,
    identity,
    input_error,
    output_error,
    sync_folder,
    transaction,
)

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

APPLICATION_ID = 0x44474147
"""``DGAG`` in the database header: says that this SQLite file is a review."""

HEADER = b"SQLite format 3\0"
CACHE_SHARE = 2
"""The cache of one draft's text takes at most the size of the sources divided by this."""

Blocked = Literal["", "asked", "locked", "read-only"]


class SourceFile(NamedTuple):
    """One of the two files under review, byte for byte, under the name it had."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class Store:
    """An open review file. Use :meth:`create` or :meth:`open`, and :meth:`close` when done."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lock: FileLock | None,
        blocked: Blocked = "",
        copy: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = path
        self.blocked: Blocked = blocked
        self._connection = connection
        self._lock = lock
        self._copy = copy
        self._identity = identity(path)

    @property
    def read_only(self) -> bool:
        """Whether another program holds the file or its folder cannot be written; :attr:`blocked` says which."""
        return self._lock is None

    @property
    def holder(self) -> str:
        """Who writes to the file, where another program does."""
        return FileLock.holder(self.path) if self.blocked == "locked" else ""

    @classmethod
    def create(
        cls,
        path: Path,
        sources: Sequence[SourceFile],
        acts: Iterable[Act],
        notes: Mapping[str, str] | None = None,
    ) -> Store:
        """Write a new review file and open it. Raises :class:`OutputError`; then nothing is left behind."""
        from comparators.files import check_place

        check_place(path)
        if path.exists():
            raise OutputError("review-exists", path=str(path))
        lock = FileLock.take(path)
        if lock is None:
            raise OutputError("review-locked", path=str(path), holder=FileLock.holder(path))
        draft = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
        try:
            _write_new(draft, sources, acts, notes or {})
            draft.replace(path)
            sync_folder(path.parent)
            return cls(path, connect(path, "rw"), lock)
        except sqlite3.Error as error:
            lock.release()
            raise output_error(path, error) from error
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

        A file of an older version is brought up to date, or read as if it were where it cannot be written. Raises
        :class:`InputError` with the code ``review-missing``, ``review-unreadable``, ``review-newer``,
        ``review-not-ours`` or ``review-damaged``; a damaged file may be given to
        :func:`comparators.review.salvage.salvage`.
        """
        check_header(path)
        blocked: Blocked = "asked" if read_only else ""
        lock = None
        if not blocked:
            if not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
                blocked = "read-only"
            else:
                lock = FileLock.take(path)
                blocked = "" if lock is not None else "locked"
        try:
            return cls._opened(path, lock, blocked)
        except BaseException as error:
            if lock is not None:
                lock.release()
            if isinstance(error, DAMAGE):
                raise input_error(path, error) from error
            raise

    @classmethod
    def _opened(cls, path: Path, lock: FileLock | None, blocked: Blocked) -> Store:
        if lock is not None:
            connection = connect(path, "rw")
            try:
                if check_schema(path, connection) < SCHEMA_VERSION:
                    migrations.migrate(connection)
            except sqlite3.OperationalError:
                connection.close()
                if not _is_stubborn(path):
                    raise
                lock.release()
                return cls._opened(path, None, "read-only")
            except BaseException:
                connection.close()
                raise
            return cls(path, connection, lock)
        connection, copy = connect_to_read(path)
        try:
            if check_schema(path, connection) < SCHEMA_VERSION:
                memory = sqlite3.connect(":memory:", isolation_level=None)
                connection.backup(memory)
                connection.close()
                connection = memory
                migrations.migrate(connection)
        except BaseException:
            connection.close()
            if copy is not None:
                copy.cleanup()
            raise
        return cls(path, connection, None, blocked, copy)

    def close(self) -> None:
        """Close the file and let others write to it."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            self.blocked = "asked"
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    # -- acts ---------------------------------------------------------------------------------------------------

    def acts(self) -> Iterator[Act]:
        """Yield every act. Raises :class:`InputError` where the file turns out damaged."""
        try:
            for (packed,) in self._connection.execute("SELECT acts FROM segments ORDER BY seq"):
                yield from migrations.read_lines(migrations.unpack(packed))
            lines = [line for (line,) in self._connection.execute("SELECT act FROM acts ORDER BY seq")]
            yield from migrations.read_lines("\n".join(lines))
        except DAMAGE as error:
            raise input_error(self.path, error) from error

    def acts_holding(self, needles: Sequence[str]) -> Iterator[Act]:
        """Yield the acts without those that made an annotation which nothing else was done to and that lacks a needle.

        A needle is a piece of an act as :func:`migrations.spell` writes it. To read the lines of a large review takes
        a fraction of the time that it takes to make values of them. Raises :class:`InputError` as :meth:`acts` does.
        """
        try:
            texts = [migrations.unpack(packed) for (packed,) in self._connection.execute("SELECT acts FROM segments")]
            texts += [line for (line,) in self._connection.execute("SELECT act FROM acts")]
            kept, aside = [], {}
            for text in texts:
                for line in text.split("\n"):
                    # Escaped characters might hide a needle.
                    if migrations.MADE in line and "\\" not in line and not all(each in line for each in needles):
                        aside[line[2:34]] = line
                    else:
                        kept.append(line)
            acts = migrations.read_lines("\n".join(kept))
            yield from acts
            touched = {act.subject for act in acts} & aside.keys()
            yield from migrations.read_lines("\n".join(aside[name] for name in sorted(touched)))
        except DAMAGE as error:
            raise input_error(self.path, error) from error

    def clock(self) -> int:
        """Return the greatest clock of all acts, without reading them."""
        try:
            row = self._connection.execute(
                "SELECT max(coalesce((SELECT max(clock) FROM acts), 0), coalesce((SELECT max(clock) FROM segments), 0))"
            ).fetchone()
            return int(row[0])
        except DAMAGE as error:
            raise input_error(self.path, error) from error

    def append(
        self,
        acts: Iterable[Act],
        sources: Iterable[SourceFile] = (),
        keep: Iterable[str] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Add acts and sources in one transaction, on disk on return; drop the sources not in ``keep`` if given.

        ``notes`` say again what follows from the acts (:meth:`note`), for those who have not read them.

        Raises :class:`OutputError` where that cannot be; then the file is as it was.
        """
        self.check_writable()
        try:
            with transaction(self._connection):
                _insert(self._connection, sources, acts, notes or {})
                if keep is not None:
                    kept = tuple(keep)
                    marks = ",".join("?" * len(kept))
                    self._connection.execute(f"DELETE FROM sources WHERE sha256 NOT IN ({marks})", kept)  # noqa: S608
                    self._connection.execute("DELETE FROM cache")
        except sqlite3.Error as error:
            raise output_error(self.path, error) from error

    def check_writable(self) -> None:
        """Raise :class:`OutputError` where nothing can be written: held elsewhere, read-only, or taken away."""
        if self.blocked == "locked":
            raise OutputError("review-locked", path=str(self.path), holder=self.holder)
        if self._lock is None:
            raise OutputError("review-read-only", path=str(self.path))
        if identity(self.path) != self._identity:
            # What is written to a file that lost its name would be lost with it.
            raise OutputError("review-vanished", path=str(self.path))

    def copy_to(self, path: Path) -> None:
        """Write the whole review to another file, also where its own file was taken away meanwhile.

        Raises :class:`OutputError`; then nothing is left behind.
        """
        from comparators.files import check_place

        check_place(path)
        draft = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
        try:
            draft.unlink(missing_ok=True)
            target = sqlite3.connect(draft)
            try:
                self._connection.backup(target)
            finally:
                target.close()
            draft.replace(path)
            sync_folder(path.absolute().parent)
        except sqlite3.Error as error:
            raise output_error(path, error) from error
        except OSError as error:
            raise OutputError("review-not-written", path=str(path), reason=error.strerror or str(error)) from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def note(self, key: str) -> str:
        """Return what was noted under ``key``, empty where nothing was."""
        try:
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        except DAMAGE as error:
            raise input_error(self.path, error) from error
        return "" if row is None else str(row[0])

    # -- sources and cache --------------------------------------------------------------------------------------

    def source_names(self) -> dict[str, str]:
        """Return the sources that the file holds: SHA-256 to name."""
        try:
            return dict(self._connection.execute("SELECT sha256, name FROM sources"))
        except DAMAGE as error:
            raise input_error(self.path, error) from error

    def source(self, sha256: str) -> SourceFile:
        """Return a source byte for byte. Raises :class:`InputError` where it is lost or its bytes have changed."""
        try:
            row = self._connection.execute("SELECT name, data FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        except DAMAGE as error:
            raise input_error(self.path, error) from error
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
        except (*DAMAGE, zlib.error):
            return None

    def cache(self, key: str, value: bytes) -> None:
        """Keep ``value`` under ``key`` where that is possible and small beside the sources; its loss does no harm."""
        if self.read_only:
            return
        packed = zlib.compress(value, 9)
        with contextlib.suppress(sqlite3.Error, OutputError):
            self.check_writable()
            held = self._connection.execute("SELECT total(length(data)) FROM sources").fetchone()[0]
            if len(packed) <= held / CACHE_SHARE:
                with transaction(self._connection):
                    self._connection.execute("INSERT OR REPLACE INTO cache VALUES(?, ?)", (key, packed))

    def check(self) -> str:
        """Return ``ok`` or what SQLite finds wrong with the file."""
        try:
            return str(self._connection.execute("PRAGMA integrity_check").fetchone()[0])
        except DAMAGE as error:
            return str(error)


def _is_stubborn(path: Path) -> bool:
    """Say whether a file that seemed writable is not: on a read-only medium, or with no room to migrate it."""
    try:
        connection, copy = connect_to_read(path)
    except sqlite3.Error:
        return False
    connection.close()
    if copy is not None:
        copy.cleanup()
    return True


def _write_new(draft: Path, sources: Sequence[SourceFile], acts: Iterable[Act], notes: Mapping[str, str]) -> None:
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        with transaction(connection):
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            for statement in migrations.SCHEMA:
                connection.execute(statement)
            _insert(connection, sources, acts, notes)
    finally:
        connection.close()


def _insert(
    connection: sqlite3.Connection,
    sources: Iterable[SourceFile],
    acts: Iterable[Act],
    notes: Mapping[str, str],
) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES(?, ?)", notes.items())
    connection.executemany(
        "INSERT OR IGNORE INTO sources VALUES(?, ?, ?)",
        ((each.sha256, each.name, each.data) for each in sources),
    )
    migrations.add_acts(connection, acts)


def check_header(path: Path) -> None:
    """Raise :class:`InputError` where a file is missing or its first bytes are no review's."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise InputError("review-missing", path=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("review-not-ours", path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise InputError("review-unreadable", path=str(path), reason=reason) from error
    if header.startswith(HEADER) and len(header) == 100:
        return
    is_ours = header.startswith(HEADER) or (path.suffix.lower() == ".duigao" and not _is_text(header))
    raise InputError("review-damaged" if is_ours else "review-not-ours", path=str(path), reason="header")


def _is_text(beginning: bytes) -> bool:
    """Say whether a file begins as text does, which no review ever did, however damaged it is."""
    text = beginning.decode("utf-8", "ignore")
    cut_short = len(beginning) - len(text.encode()) <= 3
    return bool(text) and cut_short and all(char.isprintable() or char.isspace() for char in text)


def check_schema(path: Path, connection: sqlite3.Connection) -> int:
    """Return the schema version of a review; :class:`InputError` where it is no review or a newer one."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise InputError("review-not-ours", path=str(path))
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise InputError("review-newer", path=str(path), version=version, known=SCHEMA_VERSION)
    connection.execute("SELECT count(*) FROM meta").fetchone()
    return version
