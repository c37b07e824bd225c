"""A lock that says which program writes to a review file, and that the system drops when that program dies."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import IO

_TRIES = 5


class FileLock:
    """A lock held on a small file beside the review, which names its holder for those who come second.

    The lock is the system's, not the file's: a file that a killed program left behind holds nobody up.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    @staticmethod
    def _beside(path: Path) -> Path:
        return path.with_name(f".{path.name[:200]}.lock")

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Take the lock of the review ``path``; ``None`` where another program has it or the folder is read-only."""
        beside = cls._beside(path)
        for _ in range(_TRIES):
            try:
                file = beside.open("a+b", buffering=0)
            except OSError:
                return None
            if not _lock(file):
                file.close()
                return None
            if _is_there(file, beside):
                _sign(file)
                return cls(beside, file)
            file.close()  # its holder took it away between our opening and our locking it: it guards nothing
        return None

    @classmethod
    def holder(cls, path: Path) -> str:
        """Return who holds the lock, as they wrote it down; empty where that is unknown."""
        try:
            return cls._beside(path).read_bytes()[1:200].decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def release(self) -> None:
        """Give the lock back and take its file away."""
        if sys.platform == "win32":  # an open file cannot be taken away there
            self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()


def _sign(file: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        file.seek(1)
        file.truncate()
        file.write(f"\n{_who()}".encode())
        file.flush()


def _who() -> str:
    name = os.environ.get("USERNAME") or os.environ.get("USER") or os.environ.get("LOGNAME") or "?"
    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{name}@{node} ({os.getpid()})"


def _is_there(file: IO[bytes], path: Path) -> bool:
    try:
        return sys.platform == "win32" or os.fstat(file.fileno()).st_ino == path.stat().st_ino
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
