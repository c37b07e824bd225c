"""Documents embedded whole in a Word document (``w:altChunk``): HTML, text, RTF or .docx that Word reads in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from comparators.document import Block, Comment, Document, Problem, Source
from comparators.errors import InputError
from comparators.loading.archive import printable
from comparators.loading.docx_package import Package
from comparators.loading.docx_text import Atom
from comparators.options import LoadLimits
from comparators.work import Work

# A chunk may hold a document with chunks; each step down must be much smaller than the one before.
_SHRINK = 4

_Atoms = tuple[tuple[Atom, ...], ...]


def insert_chunks(
    document: Document,
    atoms: _Atoms,
    chunks: Sequence[tuple[int, str]],
    package: Package,
    limits: LoadLimits,
    work: Work,
) -> tuple[Document, _Atoms]:
    """Return the document with its embedded chunks' blocks in place, and the atoms to match.

    ``chunks`` are the number of blocks before each chunk and its relationship id. A chunk's blocks have the
    chunk's part as source and no paragraphs; one that cannot be read is told and left out.
    """
    blocks: list[Block] = []
    traced: list[tuple[Atom, ...]] = []
    places: list[int] = []
    problems = list(document.problems)
    limits = dataclasses.replace(
        limits, max_unpacked=limits.max_unpacked // _SHRINK, max_part=limits.max_part // _SHRINK
    )

    def keep(first: int, last: int) -> None:
        for block in document.blocks[first:last]:
            places.append(len(blocks))
            blocks.append(dataclasses.replace(block, index=len(blocks)))
        traced.extend(atoms[first:last])

    done = 0
    for before, relation_id in chunks:
        keep(done, before)
        done = before
        part, inner = _read_chunk(package, relation_id, limits, work)
        if inner is None:
            problems.append(Problem("docx-chunk-unread", printable(part), (("part", printable(part)),)))
            continue
        problems.append(Problem("docx-chunk", printable(part), (("part", printable(part)),)))
        problems += [dataclasses.replace(problem, where=printable(part)) for problem in inner.problems]
        for block in inner.blocks:
            blocks.append(dataclasses.replace(block, index=len(blocks), source=Source(part=part)))
            traced.append((Atom(block.text, None),))
    keep(done, len(document.blocks))
    comments = tuple(_moved(comment, places) for comment in document.comments)
    changed = dataclasses.replace(document, blocks=tuple(blocks), comments=comments, problems=tuple(problems))
    return changed, tuple(traced) if atoms or not document.blocks else ()


def _moved(comment: Comment, places: list[int]) -> Comment:
    if comment.anchor is None:
        return comment
    first, start, last, end = comment.anchor
    return dataclasses.replace(comment, anchor=(places[first], start, places[last], end))


def _read_chunk(package: Package, relation_id: str, limits: LoadLimits, work: Work) -> tuple[str, Document | None]:
    """Return the part that a chunk is in, and its document where it can be read."""
    from comparators.loading import read_data  # the loaders know this one; it needs them only here

    relation = package.target(relation_id)
    if relation is None or relation.external or not package.archive.has(relation.target):
        return relation.target if relation else relation_id, None
    if limits.max_unpacked < 1_000_000:  # chunks in chunks in chunks
        return relation.target, None
    try:
        return relation.target, read_data(package.archive.read(relation.target), relation.target, limits, work)
    except InputError:
        return relation.target, None
