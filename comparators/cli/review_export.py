"""``review export``: the table of opinions, a Word file with comments, or JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from comparators.cli.review_json import annotation_values, encode
from comparators.errors import UsageError
from comparators.review.session import Session


def export_outputs(session: Session, given: Namespace) -> Iterator[tuple[str, bytes]]:
    """Yield the outputs that were asked for: place and bytes."""
    if given.table:
        yield given.table, _table(session, given)
    if given.word:
        yield given.word, _word(session, given)
    if given.json:
        annotations = annotation_values(session.annotations())
        names = {"old": session.source_name("old"), "new": session.source_name("new")}
        yield given.json, encode(drafts=names, count=len(annotations), annotations=annotations)


def _table(session: Session, given: Namespace) -> bytes:
    is_sheet = given.table.lower().endswith(".xlsx")
    module = "opinion_table_xlsx" if is_sheet else "opinion_table"
    write = _part(module, "opinion_table_xlsx" if is_sheet else "opinion_table_docx")
    options = _part("opinion_table", "OpinionOptions")(
        document=Path(session.source_name("new")).stem, mask=not given.no_mask, language=given.lang
    )
    data: bytes = write(session.annotations(), options)
    return data


def _word(session: Session, given: Namespace) -> bytes:
    from comparators.cli.review_checks import compared

    comparison = compared(session)
    placements = session.placements({"old": comparison.old, "new": comparison.new})
    options = _part("word_options", "WordOptions")(author=given.author, explain="none", language=given.lang)
    data: bytes = _part("word_markup", "write_word")(
        comparison,
        session.source("old").data,
        session.source("new").data,
        options,
        session.annotations(),
        placements,
    )
    return data


def _part(module: str, name: str) -> Any:
    """Return a name of an exporter, or say that this build has none."""
    try:
        return getattr(import_module(f"comparators.export.{module}"), name)
    except (ImportError, AttributeError) as error:
        raise UsageError("review-export-missing", what=name) from error
