"""The values that every stage passes on: a document, its blocks, its sections, and what was lost on the way.

All offsets count Unicode code points; all indices count from 0; a span is half open, ``(start, end)``.
Nothing here imports a sibling, and nothing here changes after it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["docx", "pdf", "ofd", "md", "html", "txt", "doc", "wps"]
BlockKind = Literal["title", "heading", "paragraph", "item", "box", "table", "signature", "note"]
Container = Literal["body", "box", "table", "textbox", "footnote", "endnote"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something dropped, guessed or unreadable, told to the reader and never kept silent.

    ``code`` names an entry of ``resources/messages/*.toml``; ``params`` fill the entry's placeholders;
    ``where`` says where in the file (``第3页``, ``word/document.xml``), empty for the whole of it.
    """

    code: str
    where: str = ""
    params: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block came from in its file, so that an export can go back to the very place.

    ``part`` and ``paragraphs`` are of .docx: the package part (``word/document.xml``) and the ordinals of the
    block's ``w:p`` among all ``w:p`` of that part in document order (``root.iter(W + "p")``).
    ``generated`` is how many leading code points of the block's text stand in no ``w:t``, because Word computes
    them (an automatic number). ``pages`` and ``lines`` are first and last, counted from 1.
    """

    part: str = ""
    paragraphs: tuple[int, ...] = ()
    generated: int = 0
    pages: Span | None = None
    lines: Span | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the file says of a block's look: evidence for the structure stage, never a decision.

    ``outline`` is the heading level that the file itself declares (Word's outline level + 1, Markdown's ``#``
    count, HTML's ``h1`` …), ``None`` if none. ``container`` says what the block stands in and ``group`` tells two
    neighbouring containers of one kind apart (all rows of one table, all paragraphs of one box share a number).
    """

    outline: int | None = None
    style: str = ""
    centered: bool = False
    bold: bool = False
    size: float | None = None
    container: Container = "body"
    group: int = -1
    gap_before: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item of a box or row of a table, in reading order.

    ``text`` is the text as printed, without outer white space; the cells of a table row are joined by a tab and
    the paragraphs inside one cell by a line feed. Numbers that Word computes are part of it.

    The structure stage fills the rest: ``section`` (the path of the section it stands in, its own included for a
    heading), ``number`` (the label as it stands in a section path: ``（一）``, ``1``, ``第十二条``), ``number_end``
    (where the label with its closing mark and white space ends in ``text``) and ``title_end`` (where a heading's
    title ends; the body of a run-in heading follows). For a block without a label these are ``""``, 0 and 0.
    """

    index: int
    text: str
    kind: BlockKind = "paragraph"
    section: str = ""
    number: str = ""
    number_end: int = 0
    title_end: int = 0
    source: Source = field(default_factory=Source)
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the tree of sections.

    ``path`` joins the numbers from the outermost in (``二/（一）/1``). ``level`` counts from 1. ``parent`` is the
    index of the enclosing section in ``Document.sections``, or -1. ``first_block`` and ``last_block`` are inclusive
    and span the sections inside it. ``form`` names the label's form (see ``labels.LabelForm``), ``heading`` for
    a heading without a number, ``part`` for a document bound in.
    """

    path: str
    number: str
    level: int
    title: str
    first_block: int
    last_block: int
    parent: int = -1
    form: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that the file already carries, anchored to blocks of the document.

    ``anchor`` is ``(first block, start, last block, end)``, code points in the two blocks' texts; ``None`` where the
    place is unknown. ``reply_to`` is the id of the comment answered, ``""`` for the first of a thread. ``date`` is
    as printed in the file (ISO 8601).
    """

    id: str
    author: str
    initials: str
    date: str
    text: str
    anchor: tuple[int, int, int, int] | None = None
    reply_to: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. Loading fills ``blocks`` with text and layout; structure fills kinds and ``sections``.

    ``path`` is as the caller gave it. ``title`` is filled by the structure stage (by loading where the file itself
    declares one, in front matter or in HTML's ``title``).
    """

    path: str
    format: Format
    title: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
