"""What a reviewer sends back in a Word file: comments on the draft, and tracked changes as suggested wordings.

The file is read as the draft that was sent out, all its tracked changes rejected, so that what was marked is found in
our draft word for word. Where the file was sent out with tracked changes of its own (a redline), those of the author
whose acceptance gives our draft are part of it and no suggestions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from comparators.document import Block, Comment, Document
from comparators.loading.docx import trace
from comparators.loading.docx_names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    ID,
    PPR,
    RPR,
    TEXTBOX_CONTENT,
    P,
    T,
    W,
)
from comparators.options import LoadLimits

_ELEMENT = etree._Element
_INSERTED = (W + "ins", W + "moveTo")
_DELETED = (W + "del", W + "moveFrom")
_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SKIPPED = frozenset({PPR, RPR, FALLBACK, TEXTBOX_CONTENT, W + "instrText", W + "delInstrText", W + "sdtPr"})

Saying = tuple[str, str]
"""Who wrote a revision and when: all those that one export makes have the same."""

_OURS = 0.8
"""From this share of the lines that only the new draft has, revisions are those from the old draft to the new."""

_MOST_SAYINGS = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """Who put something in or took it out, and when (as printed in the file)."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch of text of one kind; ``mark`` is a comment's beginning (``(id``) or end (``)id``) instead."""

    text: str = ""
    inserted: Revision | None = None
    deleted: Revision | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the base text: line and code points, first and last, as an anchor has them."""

    block: int
    start: int
    last_block: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording that a reviewer suggests: ``quote`` of the base text is to become ``replacement``."""

    author: str
    date: str
    place: Stretch
    quote: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned file: its base text, one block a line, the comments with their places in it, and the proposals."""

    base: Document
    comments: tuple[tuple[Comment, Stretch | None], ...]
    proposals: tuple[Proposal, ...]
    ours: frozenset[Saying] = frozenset()


def read_returned(data: bytes, path: str, drafts: Mapping[str, Document]) -> tuple[str, Returned]:
    """Read a returned .docx; also say on which of ``drafts`` (by side) it was made.

    Raises :class:`comparators.errors.InputError` where the file cannot be read. The base is the one of all readings
    that has most lines in common with a draft: everything rejected, or the changes of one author and moment accepted,
    as a file exported from the review holds the changes from the old draft to the new one. Such a reading is taken
    where it has nearly all the lines that only the new draft has.
    """
    traced = trace(data, path, LoadLimits())
    tokens = tuple(_tokens(traced.roots[traced.package.main]))
    known = {side: Counter(_line(block) for block in draft.blocks) for side, draft in drafts.items()}
    said = Counter(
        (each.author, each.date) for token in tokens for each in (token.inserted, token.deleted) if each is not None
    )
    nothing = ours = frozenset[Saying]()
    lines = _lines(tokens, nothing)
    if "new" in known:
        own = known["new"] - known.get("old", Counter())
        best = max(_share(own, lines), _OURS)
        for saying, _ in said.most_common(_MOST_SAYINGS):
            share = _share(own, _lines(tokens, frozenset({saying})))
            if share > best:
                best, ours = share, frozenset({saying})
    if ours:
        return "new", _returned(tokens, ours, path, traced.document.comments)
    side = max(known, key=lambda each: (sum((lines & known[each]).values()), each == "new"), default="new")
    return side, _returned(tokens, ours, path, traced.document.comments)


def _line(block: Block) -> str:
    """Return a block as it stands in the file: without the number that Word computes."""
    return block.text[block.source.generated :].strip()


def _lines(tokens: tuple[_Token, ...], accepted: frozenset[Saying]) -> Counter[str]:
    return Counter(line.strip() for line in _base(tokens, accepted).split("\n"))


def _share(wanted: Counter[str], lines: Counter[str]) -> float:
    """Return how many of the lines wanted are there, 0 to 1; 0 where none is wanted."""
    return sum((wanted & lines).values()) / sum(wanted.values()) if wanted else 0.0


def _returned(
    tokens: tuple[_Token, ...], accepted: frozenset[Saying], path: str, comments: tuple[Comment, ...]
) -> Returned:
    text = _base(tokens, accepted)
    places = _Places(text)
    ranges: dict[str, list[int]] = {}
    at = 0
    for token in tokens:
        if token.mark:
            ranges.setdefault(token.mark[1:], []).append(at)
        elif _is_base(token, accepted):
            at += len(token.text)
    base = Document(path, "docx", blocks=tuple(Block(index, line) for index, line in enumerate(text.split("\n"))))
    placed = []
    for comment in comments:
        ends = ranges.get(comment.id) or ranges.get(comment.reply_to) or []
        placed.append((comment, places.stretch(min(ends), max(ends)) if ends else None))
    return Returned(base, tuple(placed), tuple(_proposals(tokens, accepted, places)), accepted)


class _Places:
    """From offsets of a text to lines and code points in them."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts += [at + 1 for at, char in enumerate(text) if char == "\n"]

    def stretch(self, start: int, end: int) -> Stretch:
        first, begin = self._at(start)
        last, stop = self._at(end)
        return Stretch(first, begin, last, stop)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]


# -- the base text and what is proposed for it ------------------------------------------------------------------


def _saying(revision: Revision) -> Saying:
    return revision.author, revision.date


def _is_base(token: _Token, accepted: frozenset[Saying]) -> bool:
    if token.inserted is not None and _saying(token.inserted) not in accepted:
        return False
    return token.deleted is None or _saying(token.deleted) not in accepted


def _base(tokens: tuple[_Token, ...], accepted: frozenset[Saying]) -> str:
    return "".join(token.text for token in tokens if token.text and _is_base(token, accepted)).removesuffix("\n")


def _proposals(tokens: tuple[_Token, ...], accepted: frozenset[Saying], places: _Places) -> Iterator[Proposal]:
    """Yield each run of changes by one person that nothing unchanged interrupts."""
    at = start = 0
    quote, replacement = "", ""
    who: Revision | None = None
    for token in (*tokens, _Token("\n")):
        if token.mark:
            continue
        revision = _revision(token, accepted)
        if who is not None and (revision is None or revision.author != who.author) and (quote or replacement):
            if quote != replacement:
                yield _proposal(who, places, start, quote, replacement)
            who = None
        if revision is not None:
            if who is None:
                who, start, quote, replacement = revision, at, "", ""
            if _is_base(token, accepted):
                quote += token.text
            elif token.deleted is None:
                replacement += token.text
        if _is_base(token, accepted):
            at += len(token.text)


def _proposal(who: Revision, places: _Places, start: int, quote: str, replacement: str) -> Proposal:
    """Make a proposal; a line feed that both sides end with is no part of it."""
    if quote.endswith("\n") and replacement.endswith("\n"):
        quote, replacement = quote[:-1], replacement[:-1]
    return Proposal(who.author, who.date, places.stretch(start, start + len(quote)), quote, replacement)


def _revision(token: _Token, accepted: frozenset[Saying]) -> Revision | None:
    """Return who proposes what a token shows; ``None`` for text as it is in the draft."""
    if token.inserted is not None and _saying(token.inserted) not in accepted:
        return token.inserted
    if token.deleted is not None and _saying(token.deleted) not in accepted:
        return token.deleted
    return None


# -- tokens -----------------------------------------------------------------------------------------------------


def _tokens(root: _ELEMENT) -> Iterator[_Token]:
    """Yield the text of every paragraph with its revisions, each paragraph ended by a line feed, and comment marks."""
    for element in root.iter(P, W + "commentRangeStart", W + "commentRangeEnd"):
        if next(element.iterancestors(FALLBACK), None) is not None:
            continue
        if element.tag != P:
            if next(element.iterancestors(P), None) is None:
                yield _mark(element)
            continue
        yield from _inside(element, None, None)
        inserted, deleted = _paragraph_mark(element)
        yield _Token("\n", inserted, deleted)


def _paragraph_mark(paragraph: _ELEMENT) -> tuple[Revision | None, Revision | None]:
    properties = paragraph.find(f"{PPR}/{RPR}")
    if properties is None:
        return None, None
    inserted, deleted = properties.find(W + "ins"), properties.find(W + "del")
    return (
        None if inserted is None else _who(inserted),
        None if deleted is None else _who(deleted),
    )


def _inside(element: _ELEMENT, inserted: Revision | None, deleted: Revision | None) -> Iterator[_Token]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or tag == P:
            continue
        if tag in (T, W + "delText"):
            text = (child.text or "").replace("\n", " ")
            if text:
                yield _Token(text, inserted, deleted)
        elif tag in _SIGNS:
            yield _Token(" " if _SIGNS[tag] == "\n" else _SIGNS[tag], inserted, deleted)
        elif tag in (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
            yield _mark(child)
        elif tag in _INSERTED:
            yield from _inside(child, _who(child), deleted)
        elif tag in _DELETED:
            yield from _inside(child, inserted, _who(child))
        elif tag == ALTERNATE:
            for choice in child.iterchildren(CHOICE):
                yield from _inside(choice, inserted, deleted)
        else:
            yield from _inside(child, inserted, deleted)


def _mark(element: _ELEMENT) -> _Token:
    kind = "(" if element.tag.endswith("Start") else ")"
    return _Token(mark=kind + (element.get(ID) or ""))


def _who(element: _ELEMENT) -> Revision:
    return Revision(element.get(W + "author") or "", element.get(W + "date") or "")
