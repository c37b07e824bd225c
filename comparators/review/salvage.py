"""Saving what can be saved of a damaged review file, into a new file; the damaged one is only read.

First SQLite is asked, on a copy; then the file's pages are read one by one (see ``carving``), and last the raw bytes
are searched for acts. An act has an id, so that finding one twice does no harm.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from comparators.errors import InputError, OutputError
from comparators.review.acts import Act, Log, Value, now
from comparators.review.annotations import SIDES
from comparators.review.carving import Cell, carve
from comparators.review.migrations import act_of, spell
from comparators.review.sqlite_files import DAMAGE
from comparators.review.store import SourceFile, Store

_HEX = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ACT = re.compile(rb'\["[0-9a-f]{32}",[0-9]{1,12},"')
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved and what was lost. ``whole`` says that nothing is known to be lost.

    ``lost_acts`` counts the acts of packed groups that could be read in part only (more may be lost with pages that
    are gone altogether); ``lost_sources`` names the drafts that are missing or whose bytes have changed.
    """

    path: str
    out: str
    acts: int
    annotations: int
    replies: int
    sources: tuple[str, ...]
    lost_sources: tuple[str, ...]
    lost_acts: int
    sound: bool

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be lost."""
        return self.sound and not self.lost_acts and not self.lost_sources


@dataclass(slots=True)
class _Haul:
    """What was found so far. ``packs`` maps a packed group to how many acts it should hold and how many it gave."""

    acts: dict[str, Act] = field(default_factory=dict)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    damaged_sources: dict[str, str] = field(default_factory=dict)
    packs: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    sound: bool = False

    def take(self, acts: Iterable[Act]) -> None:
        for act in acts:
            self.acts.setdefault(act.id, act)


def salvage(path: str | Path, out: str | Path) -> Salvaged:
    """Save what can be saved of the review ``path`` into the new file ``out``.

    Raises :class:`InputError` where the file is missing, cannot be read or holds nothing of a review, and
    :class:`OutputError` where ``out`` exists or cannot be written.
    """
    damaged, target = Path(path), Path(out)
    if target.exists():
        raise OutputError("review-exists", path=str(target))
    haul = _Haul()
    data = _read(damaged)
    _ask_sqlite(damaged, haul)
    _read_pages(data, haul)
    if not haul.sound:
        _search_bytes(data, haul)
    if not haul.acts and not haul.sources:
        raise InputError("review-nothing-to-save", path=str(damaged))
    log = Log(haul.acts.values())
    acts = [*log, *_sides(log, haul)]
    Store.create(target, tuple(haul.sources.values()), acts).close()
    return _report(damaged, target, Log(acts), haul)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("review-missing", path=str(path)) from error
    except OSError as error:
        raise InputError("review-unreadable", path=str(path), reason=error.strerror or str(error)) from error


def _report(damaged: Path, target: Path, log: Log, haul: _Haul) -> Salvaged:
    names = {}
    for side in SIDES:
        register = log.register(f"source:{side}", "file")
        for head in register.heads if register is not None else ():
            value = cast("dict[str, Value]", head.value)
            names[str(value.get("sha256"))] = str(value.get("name"))
    lost = {**haul.damaged_sources, **names}
    kinds = Counter(act.field for act in log)
    return Salvaged(
        str(damaged),
        str(target),
        acts=len(log),
        annotations=kinds["made"],
        replies=kinds["reply"],
        sources=tuple(each.name for each in haul.sources.values()),
        lost_sources=tuple(name for sha256, name in sorted(lost.items()) if sha256 not in haul.sources),
        lost_acts=sum(count - len(found) for count, found in haul.packs if count > len(found)),
        sound=haul.sound,
    )


# -- by SQLite --------------------------------------------------------------------------------------------------


def _ask_sqlite(path: Path, haul: _Haul) -> None:
    """Read a copy the usual way, table by table and row by row, as far as that goes."""
    with tempfile.TemporaryDirectory(prefix="duigao-") as folder:
        copy = Path(folder) / "review.duigao"
        shutil.copyfile(path, copy)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            haul.sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            for table in ("segments", "acts", "sources"):
                _table(connection, table, haul)
        except DAMAGE:
            haul.sound = False
        finally:
            connection.close()


def _table(connection: sqlite3.Connection, table: str, haul: _Haul) -> None:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608  (one of three names)
            if not _take(row[1:] if table in ("segments", "acts") and isinstance(row[0], int) else row, haul):
                haul.sound = False
    except DAMAGE:
        haul.sound = False


# -- by pages and bytes -----------------------------------------------------------------------------------------


def _read_pages(data: bytes, haul: _Haul) -> None:
    for row in carve(data):
        cells = row.cells[1:] if row.cells and row.cells[0] is None else row.cells
        _take(cells, haul)


def _take(cells: tuple[Cell, ...], haul: _Haul) -> bool:
    """Take a row for what its columns look like; false where it is an act, a group or a draft and is damaged."""
    match cells:
        case (int(), str() as line) if line.startswith('["'):
            acts = list(_lines(line))
            haul.take(acts)
            return bool(acts)
        case (int(), int() as count, bytes() as packed) if _PACKED.match(packed):
            acts = list(_unpacked(packed))
            haul.take(acts)
            haul.packs.append((count, frozenset(act.id for act in acts)))
            return len(acts) == count
        case (str() as sha256, str() as name, bytes() as blob) if _HASH.fullmatch(sha256):
            source = SourceFile(name, blob)
            if source.sha256 == sha256:
                haul.sources[sha256] = source
                return True
            haul.damaged_sources[sha256] = name
            return False
        case (bytes() as name_, int(), str(), str(), _, str(), str(), _) if len(name_) == 16:
            act = _old_act(cells)
            haul.take([act] if act is not None else [])
            return act is not None
    return True


def _old_act(cells: tuple[Cell, ...]) -> Act | None:
    """Return the act of a row of schema version 1."""
    name, clock, time, author, subject, field_, value, base = cells
    known = base if isinstance(base, bytes) else b""
    try:
        row = [cast("bytes", name).hex(), clock, time, author, subject, field_, json.loads(cast("str", value))]
        return act_of([*row, *(known[at : at + 16].hex() for at in range(0, len(known), 16))])
    except ValueError:
        return None


def _search_bytes(data: bytes, haul: _Haul) -> None:
    """Look for acts and packed groups anywhere, also where no page can be made out."""
    decoder = json.JSONDecoder()
    for match in _ACT.finditer(data):
        text = data[match.start() : match.start() + 65_536].decode("utf-8", "ignore")
        try:
            row, _ = decoder.raw_decode(text)
            haul.take(_valid([act_of(row)]))
        except (ValueError, RecursionError):
            continue
    for match in _PACKED.finditer(data):
        haul.take(_unpacked(data[match.start() : match.start() + 4_096]))


def _unpacked(data: bytes) -> Iterator[Act]:
    """Yield the acts of a packed group, up to where it is damaged."""
    stream = zlib.decompressobj()
    pieces: list[bytes] = []
    with contextlib.suppress(zlib.error):
        pieces.extend(stream.decompress(data[at : at + 64]) for at in range(0, len(data), 64))
    text = b"".join(pieces).decode("utf-8", "replace")
    return _lines(text)


def _lines(text: str) -> Iterator[Act]:
    for line in text.split("\n"):
        if line.startswith('["') and "\ufffd" not in line:
            try:
                yield from _valid([act_of(json.loads(line))])
            except (ValueError, RecursionError):
                continue


def _valid(acts: Iterable[Act]) -> Iterator[Act]:
    """Yield what can be an act: its parts are of the right kind and can be written again."""
    for act in acts:
        texts = (act.time, act.author, act.subject, act.field, *act.base)
        if _HEX.fullmatch(act.id) and all(isinstance(each, str) for each in texts) and spell(act):
            yield act


def _sides(log: Log, haul: _Haul) -> list[Act]:
    """Return acts that put the saved drafts on their sides where the acts that did so are lost.

    Anchors say on which draft they were made; where none does, the draft that was stored first is the old one.
    """
    votes: Counter[tuple[str, str]] = Counter()
    for act in log:
        anchor = cast("dict[str, Value]", act.value).get("anchor") if act.field == "made" else None
        if isinstance(anchor, list) and len(anchor) >= 10:
            votes[str(anchor[0]), str(anchor[9])] += 1
    placed = []
    free = [sha256 for sha256 in haul.sources if not _is_placed(log, sha256)]
    for side in SIDES:
        if log.register(f"source:{side}", "file") is not None or not free:
            continue
        chosen = max(free, key=lambda sha256: (votes[side, sha256[:16]], -free.index(sha256)))
        free.remove(chosen)
        value: Value = {"sha256": chosen, "name": haul.sources[chosen].name}
        placed.append(Act(chosen[:32], 1, now(), "", f"source:{side}", "file", value))
    return placed


def _is_placed(log: Log, sha256: str) -> bool:
    registers = (log.register(f"source:{side}", "file") for side in SIDES)
    return any(
        cast("dict[str, Value]", head.value).get("sha256") == sha256
        for register in registers
        if register is not None
        for head in register.heads
    )
