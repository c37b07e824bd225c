"""Page furniture in printed lines: page numbers, running heads and feet, converters' debris.

What is taken out is named, piece by piece; where the pattern of the pages does not prove that a piece is furniture,
it stays.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from comparators.document import Problem
from comparators.loading.lines import BLANKS, Line, ascii_digits

_DASH: Final = "－—–‐‑―─━﹣\\-─"
_DASHED: Final = re.compile(rf"[{_DASH}·•.]{{1,3}}\s*(\d{{1,4}})\s*[{_DASH}·•.]{{1,3}}")
_WORDED: Final = re.compile(
    r"(?:第\s*(\d{1,4})\s*页|(?:页码|[Pp]age)\s*[:：]?\s*(\d{1,4}))"
    r"(?:\s*[,，/／|·]?\s*(?:(?:共|总)\s*\d{1,4}\s*页|of\s+\d{1,4}))?"
)
_OF_TOTAL: Final = re.compile(r"(\d{1,4})\s*[/／]\s*\d{1,4}")
_BARE: Final = re.compile(r"\d{1,4}")
# A page number glued into running text, between ideographs or at an end of the line: 省经—８—信厅, 资— 29 — 源.
_GLUED: Final = re.compile(
    rf"\s*(?<![{_DASH}\d０-９])([{_DASH}])\s*([0-9０-９]{{1,4}})\s*([{_DASH}])(?![{_DASH}\d０-９])\s*"
)
_GLUED_WORDED: Final = re.compile(r"\s*第\s*([0-9０-９]{1,4})\s*页\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页\s*")
_GLUED_HINT: Final = re.compile(rf"[{_DASH}]\s*\d|\d\s*页")
_DEBRIS: Final = re.compile(r"\[bookmark:[^\]\n]{0,80}\]\s?|\{(?:PAGE|NUMPAGES|TOC)\b[^}\n]{0,60}\}")
_URL: Final = re.compile(r"https?://\S+")
_HEAD_LENGTH: Final = 60


def take_out_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Problem]]:
    """Return the lines without page furniture, and what was taken out.

    A line that followed a taken-out page number begins a page (``page_start``).
    """
    problems: list[Problem] = []
    cleaned = _without_debris(lines, problems)
    cleaned = _without_stray_urls(cleaned, problems)
    numbers = _page_numbers(cleaned)
    glued = _glued_numbers(cleaned, numbers)
    heads = _running_heads(cleaned, numbers)
    if glued:
        problems.append(_told("text-glued-page-numbers", [(cleaned[i], piece) for i, piece, _ in glued]))
        for index, _, text in glued:
            cleaned[index] = dataclasses.replace(cleaned[index], text=text)
    if numbers:
        problems.append(_told("text-page-numbers", [(cleaned[i], cleaned[i].text) for i in sorted(numbers)]))
    if heads:
        problems.append(_told("text-running-heads", [(cleaned[i], cleaned[i].text) for i in sorted(heads)]))
    return _drop(cleaned, numbers.keys() | heads), problems


def place(line: Line) -> str:
    """Return where a line stands, for people: 第3页, 第12行."""
    return f"第{line.page}页" if line.page else f"第{line.number}行"


def _told(code: str, pieces: Iterable[tuple[Line, str]]) -> Problem:
    named = [(place(line), text) for line, text in pieces]
    listed = "；".join(f"{where}“{text}”" for where, text in named)
    return Problem(code, named[0][0], (("count", len(named)), ("pieces", listed)))


def _drop(lines: Sequence[Line], gone: set[int]) -> list[Line]:
    kept: list[Line] = []
    page_start, blank = False, 0
    for index, line in enumerate(lines):
        if index in gone:
            page_start, blank = True, blank + line.blank
        elif not line.text:
            blank += line.blank
        else:
            if page_start or blank:
                line = dataclasses.replace(line, page_start=line.page_start or page_start, blank=line.blank + blank)
            kept.append(line)
            page_start, blank = False, 0
    return kept


def _without_debris(lines: Sequence[Line], problems: list[Problem]) -> list[Line]:
    cleaned: list[Line] = []
    pieces: list[tuple[Line, str]] = []
    for line in lines:
        if "[" in line.text or "{" in line.text:
            found = _DEBRIS.findall(line.text)
            if found:
                pieces += [(line, piece.strip()) for piece in found]
                line = dataclasses.replace(line, text=_DEBRIS.sub("", line.text).strip())
        cleaned.append(line)
    if pieces:
        problems.append(_told("text-debris", pieces))
    return cleaned


def _without_stray_urls(lines: list[Line], problems: list[Problem]) -> list[Line]:
    """Take out a hidden link's address that stands alone between two halves of one sentence."""
    alone = {i for i, line in enumerate(lines) if line.right > 30 and _URL.fullmatch(line.text)}
    if not alone:
        return lines
    stray: list[int] = []
    for index in sorted(alone):
        before = next((k for k in range(index - 1, max(-1, index - 4), -1) if k not in alone), -1)
        after = next((k for k in range(index + 1, min(len(lines), index + 4)) if k not in alone), -1)
        if before < 0 or after < 0 or not lines[before].text or not lines[after].text:
            continue
        inside = "\u4e00" <= lines[before].text[-1] <= "\u9fff" and not lines[before].tail
        if inside and lines[before].right - lines[before].left > 12 and "\u4e00" <= lines[after].text[0] <= "\u9fff":
            stray.append(index)
    if stray:
        problems.append(_told("text-stray-links", [(lines[i], lines[i].text) for i in stray]))
    return _drop(lines, set(stray))


def is_page_number(text: str) -> bool:
    """Say whether a line can be nothing but a page number (— 8 —, 第3页, 第 3 页 共 20 页)."""
    digits = ascii_digits(text)
    return len(text) <= 24 and bool(_DASHED.fullmatch(digits) or _WORDED.fullmatch(digits))


def _page_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines that are page numbers, each with its number."""
    sure: dict[int, int] = {}
    bare: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if len(line.text) > 24 or not line.text:
            continue
        text = ascii_digits(line.text)
        if match := _DASHED.fullmatch(text) or _WORDED.fullmatch(text):
            sure[index] = int(match[1] or match[match.lastindex or 1])
        elif match := _BARE.fullmatch(text) or _OF_TOTAL.fullmatch(text):
            bare.append((index, int(match[match.lastindex or 0])))
    sure.update(_numbers_in_sequence(lines, bare))
    return sure


def _numbers_in_sequence(lines: Sequence[Line], bare: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return those bare numbers that count the pages: at the edges of pages, or at regular distances.

    A number alone on a line may as well be a cell of a table or an item of a list. It is a page number where the
    numbers rise by one from page to page and either each stands at an edge of its page (form feeds say so), or
    three or more stand about one page apart.
    """
    edges = {i for i, line in enumerate(lines) if line.page_start}
    edges |= {i - 1 for i in edges} | ({len(lines) - 1, 0} if edges else set())
    at_edge = [(i, n) for i, n in bare if i in edges]
    found = dict(chain) if len(chain := _longest_chain(at_edge, 1)) >= 2 else {}
    chain = _longest_chain([pair for pair in bare if pair[0] not in found], 12)
    gaps = [b[0] - a[0] for a, b in pairwise(chain)]
    if len(chain) >= 3 and max(gaps) <= 1.8 * min(gaps) + 6:
        inside = sum(1 for i, _ in chain if i and lines[i - 1].text and "\u4e00" <= lines[i - 1].text[-1] <= "\u9fff")
        if inside * 3 >= len(chain) or max(gaps) <= 1.3 * min(gaps) + 2:
            found.update(chain)
            last = len(lines) - 1
            if bare[-1] == (last, chain[-1][1] + 1):  # the last page may be short
                found[last] = bare[-1][1]
    return found


def _longest_chain(numbers: Sequence[tuple[int, int]], distance: int) -> list[tuple[int, int]]:
    """Return the longest run of numbers that rise by one, each at least ``distance`` lines below the last."""
    best_at: dict[int, tuple[int, int]] = {}  # last number -> (length, position in numbers)
    back: list[int] = []
    lengths: list[int] = []
    for position, (index, number) in enumerate(numbers):
        length, previous = best_at.get(number - 1, (0, -1))
        if previous >= 0 and index - numbers[previous][0] < distance:
            length, previous = 0, -1
        back.append(previous)
        lengths.append(length + 1)
        if length + 1 >= best_at.get(number, (0, -1))[0]:
            best_at[number] = (length + 1, position)
    if not lengths:
        return []
    position = max(range(len(lengths)), key=lengths.__getitem__)
    chain: list[tuple[int, int]] = []
    while position >= 0:
        chain.append(numbers[position])
        position = back[position]
    return chain[::-1]


def _glued_numbers(lines: Sequence[Line], known: dict[int, int]) -> list[tuple[int, str, str]]:
    """Return ``(line, piece, text without it)`` for page numbers inside running text that the pages prove."""
    candidates: list[tuple[int, int, re.Match[str]]] = []
    for index, line in enumerate(lines):
        if index in known or not _GLUED_HINT.search(line.text):
            continue
        for match in (*_GLUED.finditer(line.text), *_GLUED_WORDED.finditer(line.text)):
            if _splits_words(line.text, match):
                number = next(g for g in match.groups() if g and g.isdecimal())
                candidates.append((index, int(ascii_digits(number)), match))
    places = [(index, match.start(), number) for index, number, match in candidates]
    order = sorted([*places, *((index, 0, number) for index, number in known.items())])
    rank = {place: position for position, place in enumerate(order)}
    proven: list[tuple[int, int, re.Match[str]]] = []
    for place, candidate in zip(places, candidates, strict=True):
        at = rank[place]
        before = any(0 < place[2] - number <= 2 for _, _, number in order[max(0, at - 3) : at])
        after = any(0 < number - place[2] <= 2 for _, _, number in order[at + 1 : at + 4])
        if before or after or (len(order) == 1 and _is_unmistakable(candidate[2])):
            proven.append(candidate)
    taken: dict[int, tuple[list[str], str]] = {}
    for index, _, match in reversed(proven):
        pieces, text = taken.get(index, ([], lines[index].text))
        taken[index] = ([match[0].strip(), *pieces], text[: match.start()] + text[match.end() :])
    return [(index, " ".join(pieces), text) for index, (pieces, text) in sorted(taken.items())]


def _splits_words(text: str, match: re.Match[str]) -> bool:
    """Say whether a glued number stands between ideographs, or between one and the line's end."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return all(not c or c > "\u2e80" or c in "”’" for c in (before, after)) and bool(before or after)


def _is_unmistakable(match: re.Match[str]) -> bool:
    """Judge the only page number of a text: long dashes on both sides (no hyphens), no year between them."""
    if match.re is _GLUED_WORDED:
        return True
    return match[1] == match[3] and match[1] in "—－" and len(match[2]) <= 3


def head_key(text: str) -> str:
    """Return what two running heads have in common: the text without its numbers and white space."""
    return re.sub(r"\d+", "#", BLANKS.sub("", ascii_digits(text)))


def _running_heads(lines: Sequence[Line], numbers: dict[int, int]) -> set[int]:
    """Return the lines that repeat at the edges of pages."""
    boundaries = sorted({*numbers, *(i for i, line in enumerate(lines) if line.page_start)})
    if len(boundaries) < 2:
        return _interrupting_heads(lines, numbers)
    near: dict[tuple[str, int], dict[int, int]] = {}
    for order, boundary in enumerate(boundaries):
        for index, side in _around(boundary, numbers, len(lines)):
            key = head_key(lines[index].text)
            if 2 < len(key) <= _HEAD_LENGTH and key != "#":
                near.setdefault((key, side), {}).setdefault(index, order)
    heads: set[int] = set()
    for found in near.values():
        pages = max(found.values()) - min(found.values()) + 1
        if len(found) >= 3 and 3 * len(found) >= pages:
            heads |= {i for i in found if not _reads_on(lines, i)}
    # The first page has no edge above it; a head that counts (第3期) is one there too, another may be the title.
    keys = {head_key(lines[i].text) for i in heads}
    return heads | {i for i in range(min(2, len(lines))) if "#" in (key := head_key(lines[i].text)) and key in keys}


def _around(boundary: int, numbers: dict[int, int], count: int) -> Iterable[tuple[int, int]]:
    """Yield the two lines before a page's edge (-1) and the two after it (1), page numbers passed over."""
    for step in (-1, 1):
        index, seen = boundary if boundary not in numbers and step == 1 else boundary + step, 0
        while 0 <= index < count and seen < 2 and abs(index - boundary) < 6:
            if index not in numbers:
                seen += 1
                yield index, step
            index += step


def _reads_on(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line ends as a sentence does: no running head, however often it repeats."""
    return lines[index].text[-1] in "。；，：;"


def _interrupting_heads(lines: Sequence[Line], numbers: dict[int, int]) -> set[int]:
    """Return lines that repeat three times or more, each time between two halves of a sentence."""
    counts = Counter(line.text for line in lines if 3 < len(line.text) <= 40)
    often = {text for text, count in counts.items() if count >= 3}
    if not often:
        return set()
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text in often and index not in numbers:
            places.setdefault(line.text, []).append(index)
    heads: set[int] = set()
    for found in places.values():
        cuts = [i for i in found if 0 < i < len(lines) - 1 and _cuts_a_sentence(*lines[i - 1 : i + 2])]
        gaps = [b - a for a, b in pairwise(found)]
        regular = min(gaps) >= 8 and max(gaps) <= 2 * min(gaps) + 4 and max(gaps) <= 120
        if regular and len(cuts) >= 3 and len(cuts) * 2 >= len(found):
            heads |= set(found)
    return heads


def _cuts_a_sentence(before: Line, head: Line, after: Line) -> bool:
    """Say whether a short line stands between two halves of a sentence."""
    width = before.right - before.left
    cut = "\u4e00" <= before.text[-1] <= "\u9fff" or before.text[-1] in "，、"
    return width >= 15 and head.right - head.left <= 0.8 * width and cut and after.left < 1
