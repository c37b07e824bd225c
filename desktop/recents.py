"""The reviews opened last, with their state: what the start page lists, and what to offer after a crash."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from comparators.errors import OutputError
from comparators.files import write_whole

MOST = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """One review file and how far it was when it was last seen. ``open`` is true while a window has it open."""

    path: str
    title: str
    time: str
    changes: int = 0
    reviewed: int = 0
    annotations: int = 0
    open: bool = False


class Recents:
    """The list, newest first, in one small file. A damaged file is an empty list."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "recent.json"

    def all(self) -> list[Recent]:
        """Return the reviews whose files are still there."""
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            found = [Recent(**each) for each in data]
        except (OSError, ValueError, TypeError):
            return []
        return [each for each in found if Path(each.path).is_file()]

    def note(self, recent: Recent) -> None:
        """Put a review at the top, or note its new state."""
        rest = [each for each in self.all() if each.path != recent.path]
        self._write([recent, *rest][:MOST])

    def forget(self, path: str) -> None:
        """Take a review off the list; its file stays."""
        self._write([each for each in self.all() if each.path != path])

    def left_open(self) -> Recent | None:
        """Return the review that was open when the program last ended without closing it."""
        return next((each for each in self.all() if each.open), None)

    def _write(self, recents: list[Recent]) -> None:
        data = json.dumps([asdict(each) for each in recents], ensure_ascii=False, indent=1).encode()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, partial(_put, data))
        except (OSError, OutputError):
            return  # the list is a convenience: a full disk must not stop the review


def _put(data: bytes, out: BinaryIO) -> None:
    out.write(data)
