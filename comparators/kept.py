"""Results that every start of the program would work out anew, kept beside it as Python keeps compiled modules.

They lie in ``__pycache__`` folders, are made again when what they were made of has changed, and nothing is lost with
them. Where nothing may be written (``PYTHONDONTWRITEBYTECODE``, a read-only folder) the program only starts slower.
"""

from __future__ import annotations

import contextlib
import marshal
import mmap
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

_WORD: Final = 8  # bytes that say how long the head of a mapped store is, and to whose multiples its blocks are moved


def kept(place: Path, stamp: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns, from the store for ``place`` where that holds it under the same ``stamp``.

    ``place`` is the file or folder that the result belongs to; the store lies beside it. Result and stamp are made of
    what :mod:`marshal` knows: strings, numbers, lists, tuples and dictionaries.
    """
    found = look_up(place, stamp)
    if found is None:
        found = make()
        keep(place, stamp, found)
    return found


def read_tables(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the TOML files of one of the program's own folders as read, by their names without ``.toml``.

    Raises ``tomllib.TOMLDecodeError`` (naming the line) where a file is no TOML.
    """
    paths = sorted(folder.glob("*.toml"))
    states = ((path, path.stat()) for path in paths)
    stamp = tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)
    found: dict[str, dict[str, Any]] = kept(folder, stamp, lambda: {path.stem: parse(path) for path in paths})
    return found


def parse(path: Path) -> dict[str, Any]:
    """Return a TOML file as read."""
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


def look_up(place: Path, stamp: tuple[Any, ...]) -> Any:
    """Return what is kept for ``place`` under ``stamp``, ``None`` where there is nothing."""
    try:
        stored, result = marshal.loads(_store(place).read_bytes())  # noqa: S302  (our own, as a compiled module is)
    except (OSError, ValueError, TypeError, EOFError):
        return None
    return result if stored == stamp else None


def keep(place: Path, stamp: tuple[Any, ...], result: Any) -> None:
    """Keep ``result`` for ``place``, if that can be done."""
    with contextlib.suppress(ValueError):
        _write(place, marshal.dumps((stamp, result)))


def _write(place: Path, data: bytes) -> None:
    if sys.dont_write_bytecode:
        return
    store = _store(place)
    new = store.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        try:
            store.parent.mkdir(exist_ok=True)
            new.write_bytes(data)
            new.replace(store)
        except OSError:
            new.unlink(missing_ok=True)
            raise


def look_up_mapped(place: Path, stamp: tuple[Any, ...]) -> tuple[Any, list[memoryview]] | None:
    """Return what :func:`keep_mapped` has kept for ``place`` under ``stamp``, ``None`` where there is nothing.

    The blocks are read from the disk where they are looked at, and only there.
    """
    try:
        with _store(place).open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = _WORD + int.from_bytes(view[:_WORD], "big")
        stored, result, sizes = marshal.loads(view[_WORD:start])  # noqa: S302  (as above)
        if stored != stamp:
            return None
        blocks = []
        for size in sizes:
            start += -start % _WORD
            blocks.append(view[start : start + size])
            start += size
        return (result, blocks) if start <= len(view) else None
    except (OSError, ValueError, TypeError, EOFError):
        return None


def keep_mapped(place: Path, stamp: tuple[Any, ...], result: Any, blocks: Sequence[bytes]) -> None:
    """Keep ``result`` and large ``blocks`` of bytes, each at a multiple of eight bytes, for ``place``, if possible."""
    head = marshal.dumps((stamp, result, [len(block) for block in blocks]))
    whole = bytearray(len(head).to_bytes(_WORD, "big") + head)
    for block in blocks:
        whole += bytes(-len(whole) % _WORD)
        whole += block
    _write(place, bytes(whole))


def _store(place: Path) -> Path:
    return Path(cache_from_source(str(place.with_suffix(".py")))).with_suffix(".kept")
