"""OFD (GB/T 33190), through the optional ofdkit: the text by its place on the page, then as for any printed page."""

from __future__ import annotations

import io
from typing import Any

from comparators.document import Document, Problem
from comparators.errors import InputError
from comparators.loading.encodings import clean
from comparators.loading.printed import read_sheets
from comparators.loading.sheets import Run, Sheet
from comparators.options import LoadLimits
from comparators.work import Work


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read an OFD file. Raises :class:`InputError` where ofdkit is absent, or the file damaged or without text."""
    try:
        import ofdkit
    except ImportError as error:
        raise InputError("ofd-missing", path=path) from error
    problems: list[Problem] = []
    try:
        with ofdkit.open(io.BytesIO(data)) as ofd:
            title = (ofd.info.title or "").strip()
            count = len(ofd.pages)
            if count > limits.max_pages:
                raise InputError("pdf-too-many-pages", path=path, count=count, limit=limits.max_pages)
            sheets = [_sheet(page) for page in work.over("loading", ofd.pages, count, every=8)]
            problems += [Problem("ofd-warning", params=(("text", text),)) for text in ofd.warnings]
    except ofdkit.OFDLimitError as error:
        raise InputError("ofd-too-large", path=path) from error
    except ofdkit.OFDError as error:
        raise InputError("ofd-damaged", path=path, reason=str(error)) from error
    letters = sum(len(run.text) for sheet in sheets for run in sheet.runs)
    if not letters:
        raise InputError("ofd-without-text", path=path)
    if letters > limits.max_text:
        raise InputError("text-too-long", path=path, count=letters, limit=limits.max_text)
    blocks = read_sheets(sheets, problems, work)
    return Document(path, "ofd", title=title, blocks=blocks, problems=tuple(problems))


def _sheet(page: Any) -> Sheet:
    """Return a page of OFD, in millimetres from its top left corner."""
    x0, y0, width, height = page.box
    runs = [
        Run(clean(run.text)[0], run.x - x0, run.x - x0 + run.width, run.y - y0, max(run.size, 0.5))
        for run in page.runs
        if run.text and -2 <= run.x - x0 <= width + 2 and -2 <= run.y - y0 <= height + 2
    ]
    return Sheet(page.index + 1, width, height, tuple(run for run in runs if run.text))
