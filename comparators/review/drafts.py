"""The two drafts of a review as documents: read from the bytes it holds, or from the texts it keeps beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comparators.document import Block, Document
from comparators.errors import OutputError
from comparators.review.store import SourceFile, Store
from comparators.work import IDLE, Work

if TYPE_CHECKING:
    from comparators.comparison import Comparison

_READING = 1
"""Counts up with every change in how drafts are read, so that texts kept by an older program are read anew."""


def read_source(path: str | Path) -> SourceFile:
    """Return a file's bytes under its name. Raises :class:`comparators.errors.InputError`."""
    from comparators.loading import read_bytes
    from comparators.options import LoadLimits

    return SourceFile(Path(path).name, read_bytes(str(path), LoadLimits()))


def load_draft(source: SourceFile, work: Work = IDLE) -> Document:
    """Read a draft's bytes into a structured document. Raises :class:`comparators.errors.InputError`."""
    from comparators.loading import read_data
    from comparators.options import LoadLimits
    from comparators.structure import build_structure

    return build_structure(read_data(source.data, source.name, LoadLimits(), work))


def keep_text(store: Store, sha256: str, document: Document) -> None:
    """Keep a draft's blocks beside it, so that an anchor can be made without reading the file again."""
    rows = [[block.text, block.section] for block in document.blocks]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    store.cache(_key(sha256), text.encode("utf-8", "surrogatepass"))


def text_of(store: Store, sha256: str) -> Document:
    """Return a draft with the text and section of each block and nothing else: what anchors are made of."""
    kept = store.cached(_key(sha256))
    if kept is not None:
        rows = json.loads(kept)
        blocks = tuple(Block(index, text, section=section) for index, (text, section) in enumerate(rows))
        return Document("", "txt", blocks=blocks)
    document = load_draft(store.source(sha256))
    keep_text(store, sha256, document)
    return document


def render(comparison: Comparison, request: Any) -> bytes:
    """Return what ``compare --session`` writes: a review of the two drafts, still without annotations.

    Raises :class:`OutputError` where the file exists: what it holds may be somebody's annotations.
    """
    from tempfile import TemporaryDirectory

    from comparators.review.session import Session

    for name, place in request.outputs:
        if name == "session" and Path(place).exists():
            raise OutputError("review-exists", path=place)
    old, new = read_source(comparison.old.path), read_source(comparison.new.path)
    with TemporaryDirectory(prefix="duigao-") as folder:
        path = Path(folder) / "review.duigao"
        with Session.create(path, old, new, request.author, comparison.options) as session:
            keep_text(session.store, old.sha256, comparison.old)
            keep_text(session.store, new.sha256, comparison.new)
        return path.read_bytes()


def _key(sha256: str) -> str:
    return f"text:{_READING}:{sha256}"
