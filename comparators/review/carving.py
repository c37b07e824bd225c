"""Reading the rows of an SQLite file without SQLite: page by page, whatever of the file is left.

Only leaf pages of tables are read (https://www.sqlite.org/fileformat2.html sections 1.6 and 2.1), each by itself, so
that neither the header nor the pages above are needed. What cannot be read is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_LEAF = 0x0D
_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
_LONGEST = 1 << 30
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Cell = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as carved. ``whole`` is false where bytes of its last column were missing: those there are stand in it."""

    page: int
    cells: tuple[Cell, ...]
    whole: bool


def page_size(data: bytes) -> int:
    """Return the size of a file's pages: as the header says, else the one that gives most leaf pages."""
    stated = struct.unpack(">H", data[16:18])[0] if len(data) >= 18 and data.startswith(b"SQLite format 3\0") else 0
    stated = 65536 if stated == 1 else stated
    if stated in _SIZES:
        return int(stated)
    return max(_SIZES, key=lambda size: (sum(_is_leaf(data, at, size) for at in range(0, len(data), size)), -size))


def carve(data: bytes) -> Iterator[Row]:
    """Yield the rows of every leaf page that can be read, page by page."""
    size = page_size(data)
    for number, at in enumerate(range(0, len(data), size), 1):
        if _is_leaf(data, at, size):
            yield from _page(data, at, number, size)


def _start(at: int) -> int:
    """Return where a page's own header begins: the first page has the file's header before it."""
    return at + 100 if at == 0 else at


def _is_leaf(data: bytes, at: int, size: int) -> bool:
    start = _start(at)
    if start + 8 > len(data) or data[start] != _LEAF:
        return False
    cells, content = struct.unpack(">HH", data[start + 3 : start + 7])
    return 0 < cells <= size // 4 and (content == 0 or 8 + 2 * cells <= content <= size) and data[start + 7] <= 60


def _page(data: bytes, at: int, number: int, size: int) -> Iterator[Row]:
    start = _start(at)
    (count,) = struct.unpack(">H", data[start + 3 : start + 5])
    for index in range(count):
        place = start + 8 + 2 * index
        if place + 2 > len(data):
            return
        (offset,) = struct.unpack(">H", data[place : place + 2])
        if 8 <= offset < size and at + offset < len(data):
            row = _cell(data, at, offset, number, size)
            if row is not None:
                yield row


def _cell(data: bytes, at: int, offset: int, number: int, size: int) -> Row | None:
    try:
        length, place = _varint(data, at + offset)
        _, place = _varint(data, place)
        if not 0 < length < _LONGEST:
            return None
        payload = _payload(data, place, length, size)
        cells = _record(payload, length)
    except (IndexError, struct.error, ValueError):
        return None
    return None if cells is None else Row(number, cells, len(payload) == length)


def _payload(data: bytes, place: int, length: int, size: int) -> bytes:
    """Return a cell's payload, along its overflow pages, as far as they are there."""
    most = size - 35
    if length <= most:
        return data[place : place + length]
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    local = local if local <= most else least
    pieces = [data[place : place + local]]
    held = len(pieces[0])
    (following,) = struct.unpack(">I", data[place + local : place + local + 4])
    seen = set()
    while following and following not in seen and held < length:
        seen.add(following)
        begin = (following - 1) * size
        if begin + 4 > len(data):
            break
        piece = data[begin + 4 : begin + 4 + min(size - 4, length - held)]
        pieces.append(piece)
        held += len(piece)
        (following,) = struct.unpack(">I", data[begin : begin + 4])
    return b"".join(pieces)


def _record(payload: bytes, length: int) -> tuple[Cell, ...] | None:
    header, place = _varint(payload, 0)
    if not 1 < header <= min(length, 200):
        return None
    kinds = []
    while place < header:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != header or header + sum(map(_width, kinds)) != length:
        return None
    cells = []
    for kind in kinds:
        width = _width(kind)
        cells.append(_value(kind, payload[place : place + width]))
        place += width
    return tuple(cells)


def _width(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _INTEGERS.get(kind, 0)


def _value(kind: int, data: bytes) -> Cell:
    if kind >= 12:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", data)[0]) if len(data) == 8 else None
    return {8: 0, 9: 1}.get(kind)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9
