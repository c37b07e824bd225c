"""``compare --word``: the old document with every difference as a real revision.

Accepting all gives the new document's text, rejecting all the old one's: paragraph by paragraph, cell by cell, to the
character. The rows of the comparison say what belongs together; what exactly is marked is worked out on the XML of
both documents, since the loader's text leaves out what a Word file must keep (spaces at the edges, zero-width
characters, empty paragraphs).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from comparators.comparison import Comparison
from comparators.document import Problem
from comparators.export.word_import import Bringer
from comparators.export.word_marker import Marker
from comparators.export.word_options import WordOptions
from comparators.export.word_package import WordPackage
from comparators.export.word_pieces import Symbols, read_pieces, text_of
from comparators.export.word_revisions import Revisions
from comparators.export.word_sides import Side, side_of
from comparators.loading.docx_names import W
from comparators.review.anchors import Placement
from comparators.review.annotations import Annotation

if TYPE_CHECKING:
    from comparators.cli.arguments import Request


@dataclass(frozen=True, slots=True)
class Marked:
    """A Word file with tracked changes, and what could not be done as it should."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def write_word(
    comparison: Comparison,
    old: bytes,
    new: bytes,
    options: WordOptions | None = None,
    annotations: Sequence[Annotation] = (),
    placements: Mapping[str, Placement] | None = None,
) -> bytes:
    """Return a .docx that holds the comparison as tracked changes; see :func:`mark_up`."""
    return mark_up(comparison, old, new, options, annotations, placements).data


def mark_up(
    comparison: Comparison,
    old: bytes,
    new: bytes,
    options: WordOptions | None = None,
    annotations: Sequence[Annotation] = (),
    placements: Mapping[str, Placement] | None = None,
) -> Marked:
    """Return a .docx that holds the comparison as tracked changes, and what could not be done.

    ``old`` and ``new`` are the bytes of the two files compared. ``annotations`` become comments; ``placements`` says,
    by annotation id, where each stands now (where its anchor says, if nothing is said).
    """
    options = _dated(options or WordOptions())
    before, after = _side(comparison, old, 0), _side(comparison, new, 1)
    package = before.package
    raw_parts = [package.read(name) for name in package.names() if name.startswith("word/") and name.endswith(".xml")]
    revisions = Revisions(options.author, options.date, raw_parts)
    symbols = Symbols()
    bringer = Bringer(after.package, package, symbols, revisions, formatted=after.formatted)
    rows = _rows(comparison, before, after)
    marker = Marker(comparison, rows, symbols, revisions, bringer, _moved(comparison, options))
    _offer_moves(marker, comparison, before, after)
    bringer.numbers.learn(_pairs(comparison, before, after))
    old_root, new_root = package.root(package.main), after.package.root(after.package.main)
    old_body, new_body = old_root.find(W + "body"), new_root.find(W + "body")
    if old_body is not None and new_body is not None:
        marker.story(old_body, new_body)
    marker.moves.finish()
    if revisions.count:
        package.touch(package.main)
    return Marked(package.save(), tuple(marker.problems))


def _dated(options: WordOptions) -> WordOptions:
    from dataclasses import replace

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return options if options.date else replace(options, date=now)


def _side(comparison: Comparison, data: bytes, index: int) -> Side:
    document = comparison.new if index else comparison.old
    return side_of(document, WordPackage(data, document.path))


def _rows(comparison: Comparison, old: Side, new: Side) -> tuple[dict, dict]:  # type: ignore[type-arg]
    of_old = {block: number for number, row in enumerate(comparison.rows) for block in row.old}
    of_new = {block: number for number, row in enumerate(comparison.rows) for block in row.new}
    return old.rows(of_old), new.rows(of_new)


def _moved(comparison: Comparison, options: WordOptions) -> frozenset[int]:
    if not options.moves:
        return frozenset()
    return frozenset(number for number, row in enumerate(comparison.rows) if row.kind == "moved")


def _offer_moves(marker: Marker, comparison: Comparison, old: Side, new: Side) -> None:
    for number in marker.moves.rows:
        row = comparison.rows[number]
        before, after = old.paragraphs[row.old[0]], new.paragraphs[row.new[0]]
        if len(before) == len(after) == 1:
            texts = [text_of(read_pieces(each, marker.symbols)) for each in (before[0], after[0])]
            marker.moves.offer(number, texts[0], texts[1])


def _pairs(comparison: Comparison, old: Side, new: Side) -> list[tuple]:  # type: ignore[type-arg]
    return [
        (old.paragraphs[row.old[0]][-1], new.paragraphs[row.new[0]][-1])
        for row in comparison.rows
        if len(row.old) == len(row.new) == 1 and old.paragraphs[row.old[0]] and new.paragraphs[row.new[0]]
    ]


def render(comparison: Comparison, request: Request) -> bytes:
    """Return what ``compare --word`` writes."""
    from comparators.loading import read_bytes
    from comparators.options import LoadLimits

    limits = LoadLimits()
    old, new = (read_bytes(document.path, limits) for document in (comparison.old, comparison.new))
    options = WordOptions(
        author=request.author,
        explain=request.explain,  # type: ignore[arg-type]
        moves=request.options.moves,
        language=request.language,
    )
    return write_word(comparison, old, new, options)
