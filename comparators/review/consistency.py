"""Inner consistency of one draft: what contradicts itself, pointed at and left to the reader to judge.

A stated count against its list, a box (专栏) against the body, one name in two spellings, a character or word typed
twice, a year that contradicts the title. Word lists are in ``resources/lexicons/review-wording.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from comparators.document import Block, Document, Span
from comparators.facts.model import Industry, PolicyFacts
from comparators.folding import fold, fold_in_place
from comparators.lexicon import Lexicon

Check = Literal["list-count", "box", "spelling", "doubled", "year"]

_RANGE = re.compile(r"((?:19|20)\d{2})年?\s*(?:[-~至到])+\s*((?:19|20)\d{2})")
_DEADLINE = re.compile(r"(?:到|至)(20\d{2})年")
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
_MARKS_TWICE = re.compile(r"([，。；：、！？])\1+|，。|。，|、。|；。|，、|、，|：。")
_AND = re.compile("以及|[和与及]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may be a slip: ``code`` names its sentence (``check-…``), ``params`` fill it."""

    check: Check
    code: str
    block: int
    span: Span
    text: str
    params: tuple[tuple[str, str | int], ...] = ()


def check_document(document: Document, facts: PolicyFacts, lexicon: Lexicon) -> tuple[Finding, ...]:
    """Return what may be slips in a draft, in reading order. Linear in the length of the draft."""
    words = lexicon.tables.get("review", {})
    found = [
        *_list_counts(facts),
        *_boxes(document, facts),
        *_spellings(document, facts, lexicon),
        *_doubled(document, words),
        *_years(document, words),
    ]
    return tuple(sorted(found, key=lambda each: (each.block, each.span, each.code)))


# -- a stated count against its list ----------------------------------------------------------------------------


def _list_counts(facts: PolicyFacts) -> Iterator[Finding]:
    for each in facts.list_counts:
        if each.listed is not None and each.listed != each.stated:
            params = (("text", each.text), ("stated", each.stated), ("listed", each.listed))
            yield Finding("list-count", "check-list-count", each.block, each.span, each.text, params)


# -- boxes against the body -------------------------------------------------------------------------------------


def _boxes(document: Document, facts: PolicyFacts) -> Iterator[Finding]:
    """Compare each box's lists with the lists of the section it stands in, where they are plainly the same list."""
    boxes: dict[tuple[str, str, str], list[Industry]] = {}
    bodies: dict[tuple[str, str, int], list[Industry]] = {}
    for each in facts.industries:
        if each.region:
            continue
        parent, box = _box(each.section)
        if box:
            boxes.setdefault((parent, box, each.tier), []).append(each)
        else:
            bodies.setdefault((each.section, each.tier, each.block), []).append(each)
    for (parent, box, _), inside in boxes.items():
        body = _same_list(parent, inside, bodies)
        if body is None:
            continue
        yield from _differences(box, inside, body)


def _differences(box: str, inside: Sequence[Industry], body: Sequence[Industry]) -> Iterator[Finding]:
    """Yield the names that only one of the two lists has; a name that is part of the other's is the same, shortened."""
    only_body = [each for each in body if _plain(each.name) not in {_plain(other.name) for other in inside}]
    for each in inside:
        if _plain(each.name) in {_plain(other.name) for other in body}:
            continue
        like = next((other for other in only_body if other.name in each.name or each.name in other.name), None)
        if like is not None:
            only_body.remove(like)
            both = (("name", each.name), ("other", like.name), ("box", box))
            yield Finding("box", "check-box-differs", like.block, like.span, like.name, both)
        else:
            params = (("name", each.name), ("box", box))
            yield Finding("box", "check-body-omits", body[-1].block, body[-1].span, each.name, params)
    for each in only_body:
        params = (("name", each.name), ("box", box))
        yield Finding("box", "check-box-omits", inside[-1].block, inside[-1].span, each.name, params)


def _box(section: str) -> tuple[str, str]:
    """Split a path at its box: the section the box stands in, and the box; ``""`` where there is none."""
    steps = section.split("/")
    for index, step in enumerate(steps):
        if step.startswith("专栏"):
            return "/".join(steps[:index]), "/".join(steps[index:][:1])
    return section, ""


def _same_list(
    parent: str, inside: Sequence[Industry], bodies: Mapping[tuple[str, str, int], list[Industry]]
) -> list[Industry] | None:
    names = {_plain(each.name) for each in inside}
    best: tuple[int, list[Industry]] | None = None
    for (section, _, _), body in bodies.items():
        if section != parent:
            continue
        others = {_plain(each.name) for each in body}
        shared = len(names & others)
        most = max(len(names), len(others))
        if shared >= 3 and shared >= 0.6 * most and (best is None or shared > best[0]):
            best = (shared, body)
    return best[1] if best is not None else None


def _plain(name: str) -> str:
    return _AND.sub("和", fold(name))


# -- one name in two spellings ----------------------------------------------------------------------------------


def _spellings(document: Document, facts: PolicyFacts, lexicon: Lexicon) -> Iterator[Finding]:
    """Find names that are written now with one conjunction, now with another; the rarer spelling is pointed at."""
    text = "\n".join(fold_in_place(block.text) for block in document.blocks)
    names = {fold_in_place(each.name) for each in facts.industries}
    names |= {fold_in_place(unit) for note in facts.responsibilities for unit in (note.lead, *note.others)}
    names |= {name for name in lexicon.industries if _AND.search(name) and name in text}
    groups: dict[str, set[str]] = {}
    for name in names:
        if len(_AND.findall(name)) == 1 and len(name) >= 4:
            at = _AND.search(name)
            if at is not None and at.start() >= 2 and len(name) - at.end() >= 2:
                spellings = {name[: at.start()] + word + name[at.end() :] for word in ("和", "与", "及", "以及")}
                groups.setdefault(_plain(name), set()).update(each for each in spellings if each in text)
    for spellings in groups.values():
        if len(spellings) > 1:
            yield from _rarer(document, sorted(spellings))


def _rarer(document: Document, spellings: Sequence[str]) -> Iterator[Finding]:
    places = {
        spelling: [
            (block.index, match.span())
            for block in document.blocks
            for match in re.finditer(re.escape(spelling), fold_in_place(block.text))
        ]
        for spelling in spellings
    }
    usual = max(spellings, key=lambda each: (len(places[each]), each))
    for spelling in spellings:
        if spelling != usual and places[spelling]:
            block, span = places[spelling][0]
            params = (
                ("name", spelling),
                ("count", len(places[spelling])),
                ("usual", usual),
                ("usual_count", len(places[usual])),
            )
            yield Finding("spelling", "check-two-spellings", block, span, spelling, params)


# -- typed twice ------------------------------------------------------------------------------------------------


def _doubled(document: Document, words: Mapping[str, object]) -> Iterator[Finding]:
    single = re.compile(f"([{re.escape(str(words.get('single', '的')))}])\\1")
    legit = _around(words.get("doubled_words"))
    repeated = frozenset(_strings(words.get("repeated_words")))
    for block in document.blocks:
        text = block.text
        for match in single.finditer(text):
            if not _covered(text, match.span(), legit):
                yield _twice(block, match.span())
        for match in _TWICE.finditer(text):
            if match[0] not in repeated and not _is_name_again(text, match) and _is_words(text, match):
                yield _twice(block, match.span())
        for match in _MARKS_TWICE.finditer(text):
            yield _twice(block, match.span())


def _is_name_again(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is rightly repeated: a heading run into its body (组织领导组织领导小组…), numerals."""
    piece = match[1]
    if match.start() < 12 and not re.search(r"[，。；：]", text[: match.start()]):
        return True
    return not piece.strip("一二三四五六七八九十百千万亿零〇")


def _is_words(text: str, match: re.Match[str]) -> bool:
    """Say whether what is repeated are whole words: in 企业创业创新 nothing is."""
    from comparators.wording.segmenting import load_segmenter

    low = max(0, match.start() - 12)
    edges, at = {low}, low
    for word in load_segmenter()(text[low : match.end() + 12]):
        at += len(word)
        edges.add(at)
    return {match.start(), match.start() + len(match[1]), match.end()} <= edges


def _twice(block: Block, span: Span) -> Finding:
    start, end = span
    around = block.text[max(0, start - 6) : end + 6]
    params = (("text", block.text[start:end]), ("around", around))
    return Finding("doubled", "check-doubled", block.index, span, block.text[start:end], params)


def _around(value: object) -> dict[str, tuple[str, ...]]:
    """Group the legitimate words by each doubled character that they hold."""
    groups: dict[str, list[str]] = {}
    for word in _strings(value):
        for match in re.finditer(r"(.)\1", word):
            groups.setdefault(match[1], []).append(word)
    return {char: tuple(found) for char, found in groups.items()}


def _covered(text: str, span: Span, legit: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether one of the legitimate words lies over the doubled character at ``span``."""
    start, end = span
    return any(
        found >= 0 and found + len(word) >= end
        for word in legit.get(text[start], ())
        for found in (text.find(word, max(0, end - len(word)), start + len(word)),)
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, (list, tuple)) else ()


# -- years against the title ------------------------------------------------------------------------------------


def _years(document: Document, words: Mapping[str, object]) -> Iterator[Finding]:
    """Hold the document's own period, as stated in its body, against the years in its title."""
    title = fold_in_place(document.title)
    stated = _RANGE.search(_dashes(title))
    if stated is None:
        return
    first, last = int(stated[1]), int(stated[2])
    name = re.sub(r"[（(\[].*?[)）\]]", "", title)
    name = re.split(r"[“\"关]", name)[-1].strip('”"')[-12:]
    cues = "|".join(map(re.escape, _strings(words.get("period")) or ("实施期限",)))
    own = re.compile(rf"(?:{cues})[^，。；]{{0,12}}?(?={_RANGE.pattern})")
    for block in document.blocks:
        text = _dashes(fold_in_place(block.text))
        for match in own.finditer(text):
            yield from _against(block, text, match.end(), (first, last))
        if len(name) >= 6:
            for match in re.finditer(re.escape(name) + r"[(\[（]", text):
                yield from _against(block, text, match.end(), (first, last))
        for match in _DEADLINE.finditer(text):
            if int(match[1]) < first and "目标" in _heading(document, block):
                before = (("year", match[1]), ("title", f"{first}—{last}"))
                yield Finding("year", "check-year-before", block.index, match.span(1), match[1], before)


def _against(block: Block, text: str, at: int, years: Span) -> Iterator[Finding]:
    match = _RANGE.match(text, at)
    if match is not None and (int(match[1]), int(match[2])) != years:
        said = block.text[match.start() : match.end()]
        params = (("text", said), ("title", f"{years[0]}—{years[1]}"))
        yield Finding("year", "check-year", block.index, match.span(), said, params)


def _heading(document: Document, block: Block) -> str:
    """Return the titles of the sections that a block stands in, innermost last."""
    return "/".join(
        section.title for section in document.sections if section.first_block <= block.index <= section.last_block
    )


def _dashes(text: str) -> str:
    """Make every dash one that a range is written with, in place."""
    return re.sub("[—–―－─]", "-", text)


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are of each check."""
    return dict(Counter(each.check for each in findings))
