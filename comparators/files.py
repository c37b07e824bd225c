"""Where the program's own data lies, and how a file is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
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

    Raises :class:`OutputError` where that cannot be; then ``path`` is as it was and nothing is left beside it.
    """
    if path.is_dir():
        raise OutputError("output-is-folder", path=str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise OutputError("output-read-only", path=str(path))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        _copy_mode(path, Path(temporary))
        Path(temporary).replace(path)
    except OSError as error:
        raise _output_error(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)


def _copy_mode(path: Path, temporary: Path) -> None:
    """Give the new file the permissions that ``path`` has, or those that a new file would have."""
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    temporary.chmod(mode)


def _output_error(path: Path, error: OSError) -> OutputError:
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
    }.get(error.errno or 0, "output-failed")
    return OutputError(code, path=str(path), folder=str(path.parent), reason=error.strerror or str(error))
