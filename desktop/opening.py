"""Opening: what runs off the window's thread between choosing files and showing rows."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from comparators.lexicon import Lexicon, load_lexicon
from comparators.messages import known
from comparators.options import CompareOptions, LoadLimits
from comparators.review.store import SourceFile

if TYPE_CHECKING:
    from comparators.cli.service import Service
    from comparators.comparison import Comparison
    from comparators.document import Document
    from comparators.work import Work


@dataclass(frozen=True, slots=True)
class Opened:
    """Two drafts read and compared, with their bytes for the review file."""

    old: SourceFile
    new: SourceFile
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Glance:
    """What the start page says of a chosen file: format, characters, sections of the first and of deeper levels."""

    path: str
    format: str
    characters: int
    chapters: int
    sections: int


def read_draft(path: str | Path) -> SourceFile:
    """Return a file's bytes under its name."""
    from comparators.loading import read_bytes

    return SourceFile(Path(path).name, read_bytes(str(path), LoadLimits()))


def load_draft(source: SourceFile, work: Work) -> Document:
    """Read a draft's bytes into a structured document."""
    from comparators.loading import read_data
    from comparators.structure import build_structure

    return build_structure(read_data(source.data, source.name, LoadLimits(), work))


def open_pair(
    old: SourceFile,
    new: SourceFile,
    options: CompareOptions,
    lexicon: Lexicon,
    work: Work,
    service: Service | None = None,
    own_words: Path | None = None,
) -> Opened:
    """Read and compare two drafts: in ``service``'s process where there is one, else here.

    ``own_words`` is the folder of the person's own words that ``lexicon`` was read with.
    """
    if service is not None:
        from comparators.cli.service import Draft, Gone

        drafts = Draft(old.name, old.data), Draft(new.name, new.data)
        with suppress(Gone):  # then it is done here
            return Opened(old, new, service.compare(*drafts, options, own_words, work))
    from comparators.comparison import compare

    work.step("loading", 0.0)
    old_document = load_draft(old, work)
    work.step("loading", 0.5)
    new_document = load_draft(new, work)
    return Opened(old, new, compare(old_document, new_document, options, lexicon, work))


def glance(path: str, work: Work) -> Glance:
    """Look at a file: is it readable, and what is in it."""
    document = load_draft(read_draft(path), work)
    chapters = sum(section.level == 1 for section in document.sections)
    return Glance(
        path,
        document.format,
        sum(len(block.text) for block in document.blocks),
        chapters,
        len(document.sections) - chapters,
    )


def review_path(folder: Path, title: str) -> Path:
    """Return where a new review is kept: a name of its own in the program's folder of reviews."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).strip()[:40] or "对稿"
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    path = folder / f"{name} {stamp}.duigao"
    number = 2
    while path.exists():
        path = folder / f"{name} {stamp}-{number}.duigao"
        number += 1
    return path


def warm_up(work: Work) -> None:
    """Load what this process needs to show a comparison, while nobody waits for it."""
    import_module("comparators.loading.docx")
    import_module("comparators.comparison")
    known("loading")
    load_lexicon()
    work.step("loading", 1.0)
