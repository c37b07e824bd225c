"""A lock that says which program writes to a review file, and that the system drops when that program dies."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import sys
from pathlib import Path
from typing import IO


class FileLock:
    """A lock held on a small file beside the review, which names its holder for those who come second."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    @staticmethod
    def _beside(path: Path) -> Path:
        return path.with_name(f".{path.name}.lock")

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Take the lock of the review ``path``; ``None`` where another program has it or the folder is read-only."""
        beside = cls._beside(path)
        try:
            file = beside.open("a+b")
        except OSError:
            return None
        if not _lock(file):
            file.close()
            return None
        with contextlib.suppress(OSError):
            file.seek(1)
            file.truncate()
            file.write(f"\n{_who()}".encode())
            file.flush()
        return cls(beside, file)

    @classmethod
    def holder(cls, path: Path) -> str:
        """Return who holds the lock, as they wrote it down; empty where that is unknown."""
        try:
            return cls._beside(path).read_bytes()[1:200].decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def release(self) -> None:
        """Give the lock back and take its file away."""
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._file.close()


def _who() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "?"
    return f"{name}@{platform.node()} ({os.getpid()})"


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
        # The holder may have unlinked the file between our open and our lock: then this lock guards nothing.
        with contextlib.suppress(OSError):
            return os.fstat(file.fileno()).st_ino == Path(file.name).stat().st_ino
        return False
