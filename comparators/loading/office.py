""".doc, .wps and their kin: LibreOffice, where it is installed, converts them to .docx in a profile of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from comparators.document import Document
from comparators.errors import InputError
from comparators.loading import docx
from comparators.loading.archive import printable
from comparators.options import LoadLimits
from comparators.work import IDLE, Work

TIMEOUT = 120.0
_NAMES = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.com",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.com",
)
# A stranger's file runs no macros and fetches nothing from anywhere.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read(data: bytes, path: str, limits: LoadLimits, work: Work = IDLE) -> Document:
    """Convert the file to .docx and read that.

    Raises :class:`InputError` where LibreOffice is absent (saying how to get it), fails, or takes longer than
    :data:`TIMEOUT` seconds. The sources of the blocks are those of the converted file, which is not kept.
    """
    shown = printable(path)
    program = find_libreoffice()
    if program is None:
        raise InputError("input-needs-libreoffice", path=shown)
    converted = convert(program, data, Path(path).suffix.lower(), shown, work)
    return docx.read(converted, path, limits, work)


def find_libreoffice() -> str | None:
    """Return the path of LibreOffice's program, ``None`` where it is not installed."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def convert(program: str, data: bytes, suffix: str, shown: str, work: Work = IDLE, timeout: float = TIMEOUT) -> bytes:
    """Return what LibreOffice makes of ``data`` as .docx; nothing is left on disk."""
    # The names are ours: a path that LibreOffice or a URL could misread never reaches it.
    suffix = suffix if suffix in (".doc", ".wps", ".rtf", ".dot", ".xml", ".uot", ".uof") else ".doc"
    with tempfile.TemporaryDirectory(prefix="duigao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"in{suffix}"
        source.write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        with _running(command, folder) as process:
            _wait(process, shown, work, timeout)
        result = folder / "out" / "in.docx"
        if not result.is_file() or not result.stat().st_size:
            raise InputError("input-conversion-failed", path=shown)
        return result.read_bytes()


@contextlib.contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run LibreOffice as a group of its own and end the whole group, for its launcher starts a second program."""
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise InputError("input-needs-libreoffice", path=command[-1]) from error
    try:
        yield process
    finally:
        if process.poll() is None:
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], shown: str, work: Work, timeout: float) -> None:
    """Wait for the conversion, asking now and then whether to stop."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            process.wait(0.2)
            return
        except subprocess.TimeoutExpired:
            work.step("loading", 0.0)
        if time.monotonic() > deadline:
            raise InputError("input-conversion-slow", path=shown, seconds=int(timeout))
