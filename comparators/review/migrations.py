"""The versions of the review file's schema, and the way from each to the next.

``PRAGMA user_version`` says which one a file has. A version is never edited once files of it are out: a new one is
added, with the step that leads to it. Each step is run inside one transaction, so that a file is of one version or of
the next and never between.

1: one row for each act.
2: acts in rows first, then packed into segments, which makes a file a third as large and as quick to open.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping

from comparators.review.acts import Act

SCHEMA_VERSION = 2

SCHEMA = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE acts(seq INTEGER PRIMARY KEY, clock INTEGER NOT NULL, act TEXT NOT NULL)",
    "CREATE TABLE segments(seq INTEGER PRIMARY KEY, clock INTEGER NOT NULL, count INTEGER NOT NULL, acts BLOB)",
    "CREATE TABLE sources(sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE cache(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
)
"""The statements that make an empty review of :data:`SCHEMA_VERSION`."""

SEGMENT = 128
"""So many acts are packed together."""


MADE = ',null,"made",'
"""What stands in the line of an act that made an annotation."""


def spell(act: Act) -> str:
    """Return an act as the line of JSON that the file holds; a subject that the act itself makes is left out."""
    row = [*act[:4], None if act.subject == act.id else act.subject, act.field, act.value, *act.base]
    line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no database takes as it is
        return json.dumps(row, separators=(",", ":"))
    return line


def read_lines(lines: str) -> list[Act]:
    """Return the acts of lines that :func:`spell` wrote. Raises ``ValueError`` where one is none."""
    rows = json.loads(f"[{lines.replace(chr(10), ',')}]")
    return [act_of(row) for row in rows]


def act_of(row: list[object]) -> Act:
    """Return the act of a row as :func:`spell` lays it out; ``ValueError`` where it is none."""
    try:
        name, clock, time, author, subject, field, value, *base = row
    except (TypeError, ValueError) as error:
        raise ValueError("no act") from error
    if not isinstance(name, str) or not isinstance(clock, int) or not isinstance(field, str):
        raise ValueError("no act")
    return Act(name, clock, time, author, subject or name, field, value, tuple(base))  # type: ignore[arg-type]


def pack(lines: Iterable[str]) -> bytes:
    """Return lines of acts as a segment holds them."""
    return zlib.compress("\n".join(lines).encode(), 9)


def unpack(data: bytes) -> str:
    """Return the lines that :func:`pack` packed. Raises ``ValueError`` where the bytes are damaged."""
    try:
        return zlib.decompress(data).decode()
    except zlib.error as error:
        raise ValueError(str(error)) from error


def add_acts(connection: sqlite3.Connection, acts: Iterable[Act]) -> None:
    """Add acts, inside the caller's transaction: as rows, or packed into segments as soon as they fill one."""
    fresh = [(act.clock, spell(act)) for act in acts]
    held = connection.execute("SELECT count(*) FROM acts").fetchone()[0]
    if held + len(fresh) >= SEGMENT:
        fresh = [*connection.execute("SELECT clock, act FROM acts ORDER BY seq"), *fresh]
        connection.execute("DELETE FROM acts")
        whole = len(fresh) // SEGMENT * SEGMENT
        for start in range(0, whole, SEGMENT):
            rows = fresh[start : start + SEGMENT]
            packed = (max(row[0] for row in rows), len(rows), pack(row[1] for row in rows))
            connection.execute("INSERT INTO segments(clock, count, acts) VALUES(?, ?, ?)", packed)
        fresh = fresh[whole:]
    connection.executemany("INSERT INTO acts(clock, act) VALUES(?, ?)", fresh)


def migrate(connection: sqlite3.Connection) -> int:
    """Bring a file to :data:`SCHEMA_VERSION`; return the version it had. Raises ``sqlite3.Error``, ``ValueError``."""
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    version = found
    while version < SCHEMA_VERSION:
        step = _STEPS.get(version)
        if step is None:
            raise ValueError(f"user_version {version}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            version += 1
            connection.execute(f"PRAGMA user_version={version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return found


def _from_1(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT id, clock, time, author, subject, field, value, base FROM acts ORDER BY rowid")
    acts = [_act_of_1(row) for row in rows.fetchall()]
    connection.execute("DROP TABLE acts")
    for statement in SCHEMA:
        if statement.startswith(("CREATE TABLE acts", "CREATE TABLE segments")):
            connection.execute(statement)
    add_acts(connection, acts)


def _act_of_1(row: tuple[bytes, int, str, str, str | None, str, str, bytes | None]) -> Act:
    name, base = row[0].hex(), row[7] or b""
    known = tuple(base[start : start + 16].hex() for start in range(0, len(base), 16))
    return Act(name, row[1], row[2], row[3], row[4] or name, row[5], json.loads(row[6]), known)


_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _from_1}
