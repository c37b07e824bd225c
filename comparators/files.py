"""Where the program's own data lies, and how a file is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from comparators.errors import OutputError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file under ``resources/``."""
    return RESOURCES.joinpath(*parts)


def same_file(first: Path, second: Path) -> bool:
    """Say whether two paths lead to one file, links followed; false where either is missing."""
    try:
        return first.samefile(second)
    except OSError:
        return False


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Call ``write`` with a new file beside ``path`` and put it in ``path``'s place once it is safely on disk.

    Raises :class:`OutputError` where that cannot be; then ``path`` is as it was and nothing is left beside it. What
    a link leads to is replaced, not the link; a device or a pipe is written straight into.
    """
    temporary = ""
    try:
        check_place(path)
        place = path.resolve()
        if place.exists() and not place.is_file():
            with place.open("wb") as out:
                write(out)
            return
        import tempfile  # only who writes waits for it

        handle, temporary = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
        with os.fdopen(handle, "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        _copy_mode(place, Path(temporary))
        Path(temporary).replace(place)
    except OSError as error:
        raise _output_error(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Raise :class:`OutputError` where a file at ``path`` plainly cannot be written, before any work is done for it."""
    try:
        place = path.resolve()
        if place.is_dir():
            raise OutputError("output-is-folder", path=str(path))
        if place.exists():
            if not os.access(place, os.W_OK):
                raise OutputError("output-read-only", path=str(path))
        elif not place.parent.stat() or not place.parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(place.parent, os.W_OK) and (place.is_file() or not place.exists()):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself, before Python 3.13
        raise _output_error(path, error) from error


def _copy_mode(path: Path, temporary: Path) -> None:
    """Give the new file the permissions that ``path`` has, or those that a new file would have."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(PermissionError):  # some file systems know no modes
        temporary.chmod(mode)


def _output_error(path: Path, error: OSError | RuntimeError) -> OutputError:
    number = getattr(error, "errno", None) or 0
    reason = getattr(error, "strerror", None) or str(error)
    code = {
        errno.ENOENT: "output-no-folder",
        errno.ENOTDIR: "output-no-folder",
        errno.EACCES: "output-not-permitted",
        errno.EPERM: "output-not-permitted",
        errno.EROFS: "output-not-permitted",
        errno.ENOSPC: "output-disk-full",
        errno.EDQUOT: "output-disk-full",
        errno.EFBIG: "output-disk-full",
        errno.ENAMETOOLONG: "output-name-too-long",
    }.get(number, "output-failed")
    return OutputError(code, path=str(path), folder=str(path.parent), reason=reason)
