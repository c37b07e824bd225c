"""``compare --word``: the old document with every difference as a real revision.

Accepting all gives the new document's text, rejecting all the old one's: paragraph by paragraph, cell by cell, to the
character. The rows of the comparison say what belongs together; what exactly is marked is worked out on the XML of
both documents, since the loader's text leaves out what a Word file must keep (spaces at the edges, zero-width
characters, empty paragraphs).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol, cast

from lxml import etree

from comparators.comparison import Comparison
from comparators.document import Problem
from comparators.errors import OutputError
from comparators.export.word_accept import accept_all, has_deep_revisions
from comparators.export.word_check import doubled_ids, reading
from comparators.export.word_comments import Comments, Thread
from comparators.export.word_explain import annotation_threads, explanations
from comparators.export.word_import import Bringer
from comparators.export.word_marker import Marker
from comparators.export.word_notes import all_notes
from comparators.export.word_options import Explain, WordOptions
from comparators.export.word_package import WordPackage
from comparators.export.word_pieces import Symbols, read_pieces, text_of
from comparators.export.word_places import Finder, SideName
from comparators.export.word_revisions import Revisions
from comparators.export.word_shapes import Shapes
from comparators.export.word_sides import Side, side_of
from comparators.export.word_stories import FINENESS, Fineness
from comparators.loading.docx_names import W
from comparators.messages import Language
from comparators.options import CompareOptions, LoadLimits
from comparators.review.anchors import Placement
from comparators.review.annotations import Annotation

_ELEMENT = etree._Element


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

    Before a file is returned it is read once more. Where accepting all would not give the new text, or rejecting all
    not the old one, coarser marks are made and told of; :class:`OutputError` where not even those would do.
    """
    options = _dated(options or WordOptions())
    for fineness in FINENESS:
        made = _attempt(comparison, old, new, options, (annotations, placements or {}), fineness)
        if made is not None:
            return made
    raise OutputError("word-unsound", old=comparison.old.path, new=comparison.new.path)


def _attempt(
    comparison: Comparison,
    old: bytes,
    new: bytes,
    options: WordOptions,
    said: tuple[Sequence[Annotation], Mapping[str, Placement]],
    fineness: Fineness,
) -> Marked | None:
    """Return the marked-up file, ``None`` where accepting does not give the new text or rejecting the old one."""
    try:
        marked = _marked(comparison, old, new, options, said, fineness)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return None
    if marked is None or fineness == "fine":
        return marked
    return replace(marked, problems=(*marked.problems, Problem(f"word-coarse-{fineness}")))


def _marked(
    comparison: Comparison,
    old: bytes,
    new: bytes,
    options: WordOptions,
    said: tuple[Sequence[Annotation], Mapping[str, Placement]],
    fineness: Fineness,
) -> Marked | None:
    before, after, unnumbered = _both_sides(comparison, old, new)
    problems = _settle_revisions(before, after)
    doubled = doubled_ids(before.package)
    wanted = reading(before.package, "reject"), reading(after.package, "accept")
    marker = _marker(comparison, before, after, options if fineness == "fine" else replace(options, moves=False))
    marker.matcher.fineness = fineness
    marker.unnumbered = unnumbered
    package = before.package
    packages = (package, after.package)
    shapes = Shapes(marker.symbols, marker.rows)
    shapes.name(*((each, each.main, each.root(each.main)) for each in packages))
    notes = all_notes(packages, marker.rows, marker.symbols)
    marker.bringer.bring_note = lambda reference: notes[_kind(reference)].bring(marker, reference)
    _offer_moves(marker, comparison, before, after)
    marker.bringer.numbers.learn(_pairs(comparison, before, after))
    bodies = [each.root(each.main).find(W + "body") for each in packages]
    if bodies[0] is not None and bodies[1] is not None:
        marker.story(bodies[0], bodies[1])
    for kind in notes:
        kind.finish(marker)
    shapes.finish(marker)
    marker.moves.finish()
    threads = [
        *annotation_threads(comparison, *said, options.language),
        *explanations(comparison, options),
    ]
    if marker.revisions.count or threads:
        package.touch(package.main)
    if threads:
        _add_comments(marker, package, before, after, threads)
    if (reading(package, "reject"), reading(package, "accept")) != wanted or doubled_ids(package) > doubled:
        return None
    return Marked(package.save(), (*problems, *marker.problems))


def _add_comments(marker: Marker, package: WordPackage, before: Side, after: Side, threads: Sequence[Thread]) -> None:
    comments = Comments(package, marker.revisions, marker.symbols)
    finders = {
        name: Finder(
            name, marker.places, side.paragraphs, [block.text for block in side.document.blocks], marker.symbols
        )
        for name, side in _sides(before, after)
    }
    for thread in threads:
        finder = finders[thread.side]
        start = finder.spot(thread.block, thread.start, end=False)
        is_point = (thread.block, thread.start) == (thread.last_block, thread.end)
        end = start if is_point else finder.spot(thread.last_block, thread.end, end=True)
        if start is None or end is None:
            marker.problems.append(Problem("word-comment-unplaced", "", (("text", thread.first.text[:40]),)))
        else:
            comments.add(thread, start, end)


def _sides(before: Side, after: Side) -> tuple[tuple[SideName, Side], tuple[SideName, Side]]:
    return ("old", before), ("new", after)


def _marker(comparison: Comparison, before: Side, after: Side, options: WordOptions) -> Marker:
    package = before.package
    parts = [package.read(name) for name in package.names() if name.startswith("word/") and name.endswith(".xml")]
    symbols = Symbols()
    revisions = Revisions(options.author, options.date, parts, symbols.own)
    bringer = Bringer(after.package, package, symbols, revisions, formatted=after.formatted)
    return Marker(
        comparison, _rows(comparison, before, after), symbols, revisions, bringer, _moved(comparison, options)
    )


def _kind(reference: _ELEMENT) -> int:
    return 0 if reference.tag == W + "footnoteReference" else 1


def _settle_revisions(before: Side, after: Side) -> list[Problem]:
    """Accept all revisions of the new document, and those of the old one where none could be laid upon them."""
    for part in _stories(after.package):
        accept_all(after.package.root(part))
    roots = {part: before.package.root(part) for part in _stories(before.package)}
    if not any(has_deep_revisions(root) for root in roots.values()):
        return []
    for part, root in roots.items():
        accept_all(root)
        before.package.touch(part)
    return [Problem("word-revisions-accepted")]


def _stories(package: WordPackage) -> list[str]:
    return [package.main, *(part for kind in ("footnotes", "endnotes") if (part := package.related(kind)))]


def _dated(options: WordOptions) -> WordOptions:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return options if options.date else replace(options, date=now)


def _both_sides(comparison: Comparison, old: bytes, new: bytes) -> tuple[Side, Side, frozenset[_ELEMENT]]:
    """Return both sides as Word packages, and the paragraphs that lose their automatic number.

    What is no .docx is set anew from its blocks.
    """
    from comparators.export.word_plain import plain_side, typed_numbers

    if comparison.old.format != "docx":
        return plain_side(comparison.old), plain_side(comparison.new), frozenset()
    before = side_of(comparison.old, WordPackage(old, comparison.old.path))
    if comparison.new.format == "docx":
        return before, side_of(comparison.new, WordPackage(new, comparison.new.path)), frozenset()
    without, unnumbered = typed_numbers(comparison, before)
    return before, plain_side(comparison.new, formatted=False, without=without), unnumbered


def _rows(comparison: Comparison, old: Side, new: Side) -> tuple[dict[_ELEMENT, int], dict[_ELEMENT, int]]:
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


def _pairs(comparison: Comparison, old: Side, new: Side) -> list[tuple[_ELEMENT, _ELEMENT]]:
    return [
        (old.paragraphs[row.old[0]][-1], new.paragraphs[row.new[0]][-1])
        for row in comparison.rows
        if len(row.old) == len(row.new) == 1 and old.paragraphs[row.old[0]] and new.paragraphs[row.new[0]]
    ]


class Asked(Protocol):
    """What the command line was asked for, as far as it concerns this output."""

    @property
    def author(self) -> str:
        """Whose revisions and comments they are."""
        ...

    @property
    def explain(self) -> str:
        """Which changes carry a comment."""
        ...

    @property
    def language(self) -> Language:
        """The language of the comments."""
        ...

    @property
    def options(self) -> CompareOptions:
        """Those of the comparison."""
        ...


def render(comparison: Comparison, request: Asked) -> Marked:
    """Return what ``compare --word`` writes, and what is to be told about it."""
    from comparators.loading import read_bytes

    limits = LoadLimits()
    old, new = (read_bytes(document.path, limits) for document in (comparison.old, comparison.new))
    options = WordOptions(
        author=request.author,
        explain=cast("Explain", request.explain),
        moves=request.options.moves,
        language=request.language,
    )
    return mark_up(comparison, old, new, options)
