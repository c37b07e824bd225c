"""Where a text may be cut: between words, and never inside a number, a Latin word or a name.

Words are those of the jieba algorithm. They are then regrouped: a number with its unit, whatever it is written in, a
Latin word or code (``AI+``, ``5G-A``, ``3D``), a short quoted term and a name of the lexicon or of the drafts are one
token each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from comparators.folding import drop_spaces, fold_words
from comparators.wording.segmenting import Segment, load_segmenter

FREE = 0
WORD = 4
NAME = 3
HARD = 100
"""What an edit pays, in characters marked, for a boundary at a place.

Nothing between words and where a name ends; ``WORD`` inside a word; ``NAME`` between the words of a name, twice that
where a name stands on either side (a name exchanged for another is marked whole, a word put into a long one alone);
``HARD`` inside a number."""

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
_HAN_DIGIT = "〇零○一二三四五六七八九十百千万亿两"
_UNITS = (
    "个百分点|平方公里|平方千米|平方米|立方米|公里|千米|公顷|千瓦时|千瓦|万千瓦|兆瓦|吉瓦|英寸|纳米|微米|毫米|厘米|"
    "美元|欧元|港元|元|年|月|日|天|周|小时|分钟|个|家|项|名|人|次|种|类|批|套|台|件|条|款|章|节|编|届|期|级|档|倍|亩|吨|"
    "克|千克|公斤|米|升|位|户|座|所|处|场|篇|部|支|只|间|辆|架|艘|册|份|例|度|点|岁|层|代|大|强|省|市|县|区|卷|门|颗|枚|"
    "组|轮|成|折|字|页|行|列|幅|株|头|匹|块|片|根|张|把|对|双|道"
)
_NUMBER_FORMS = rf"""
    (?P<code>(?=[0-9]*[{_LETTER}])[{_LETTER}0-9]+(?:[-.&/+_'][{_LETTER}0-9]+)*\+{{0,2}})
  | (?P<digits>(?:(?<![0-9{_LETTER}\-])-)?[0-9]+(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)*(?:/[0-9]+(?![0-9/]))?[%‰]?)
  | (?P<han>第[{_HAN_DIGIT}]+|[{_HAN_DIGIT}]+(?:分之[{_HAN_DIGIT}]+)?(?:点[{_HAN_DIGIT}]+)?)
"""
_NUMBER = re.compile(
    rf"(?:{_NUMBER_FORMS})(?P<unit>(?:(?<![{_LETTER}+])(?:[十百千万亿]++(?![{_HAN_DIGIT}]))?(?:{_UNITS})?)?)",
    re.VERBOSE,
)
_SPAN = re.compile(_NUMBER_FORMS, re.VERBOSE)
_NUMBER_START = re.compile(rf"[0-9{_LETTER}{_HAN_DIGIT}第\-]")
_LONGEST_CODE = 24
_ALNUM = re.compile(rf"[0-9{_LETTER}]+")
_QUOTED = re.compile(r"[“「『‘《][^\s，。；、：！？“”「」『』‘’《》（）]{2,10}[”」』’》]")

_LONGEST_NAME = 16


def number_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of numbers and Latin words in ``text``, which no edit may cut."""
    for match in _matches(_SPAN, text):
        yield match.span()


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern of numbers; finding first where one may begin takes a third of the time."""
    start = _NUMBER_START.search(text)
    while start:
        match = pattern.match(text, start.start())
        if match:
            yield match
        start = _NUMBER_START.search(text, match.end() if match else start.end())


class Boundaries:
    """What a cut costs at each place of one text (0 to its length), known inside the given windows only.

    ``costs`` holds a cost for each place, ``WORD`` outside the windows; ``joints`` are the places between a number
    and its unit: an edit may end there (the unit stays) but not begin (``５万元`` → ``５亿元`` is marked whole).
    ``names`` are the places inside names.
    """

    __slots__ = ("costs", "joints", "names")

    def __init__(self, length: int) -> None:
        self.costs = bytearray([WORD]) * (length + 1)
        self.joints: set[int] = set()
        self.names: set[int] = set()
        self.costs[0] = self.costs[length] = FREE

    def opening(self, place: int) -> int:
        """Return what it costs to begin an edit at ``place``."""
        return HARD if place in self.joints else self.costs[place]


class Tokenizer:
    """Finds the boundaries of words and tokens. ``terms`` are the names to be kept whole, in any width."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._segment: Segment | None = None
        self._terms: dict[str, list[str]] = {}
        names = {fold_words(drop_spaces(term)) for term in terms}
        for term in sorted(names, key=lambda each: (-len(each), each)):
            if 2 <= len(term) <= _LONGEST_NAME:
                self._terms.setdefault(term[:2], []).append(term)

    def words(self, text: str) -> list[str]:
        """Return the words of ``text``, without any regrouping."""
        if self._segment is None:
            self._segment = load_segmenter()
        return self._segment(text)

    def boundaries(self, text: str, windows: Iterable[tuple[int, int]]) -> Boundaries:
        """Return what cuts cost in ``text``, looking only into ``windows`` (sorted, apart, at word boundaries)."""
        found = Boundaries(len(text))
        for start, end in windows:
            self._fill(found, text, start, end)
        return found

    def _fill(self, found: Boundaries, text: str, start: int, end: int) -> None:
        window, costs = text[start:end], found.costs
        costs[start] = costs[end] = FREE
        place = start
        for word in self.words(window):
            place += len(word)
            costs[place] = FREE
        for first, last in self._names(window):
            for place in range(start + first + 1, start + last):
                costs[place] = min(costs[place], WORD) + NAME
                found.names.add(place)
            for place in (start + first, start + last):
                if costs[place] == WORD:
                    costs[place] = FREE
        for match in _matches(_NUMBER, window):
            self._keep_number(found, match, start)

    def _keep_number(self, found: Boundaries, match: re.Match[str], offset: int) -> None:
        """Mark the inside of a number and of its unit as never cut, and the place between them as a joint."""
        costs = found.costs
        first, last = match.start() + offset, match.end() + offset
        joint = match.start("unit") + offset
        if match["han"]:
            # 统一|一批: the 一 that ends a word is no numeral.
            if joint - first <= 2 and costs[first] == WORD and match.string[match.start()] == "一":
                return
        else:
            for place in (first, joint):
                if costs[place] == WORD:
                    costs[place] = FREE
        whole = [(first, last)]
        if match["code"] and last - first > _LONGEST_CODE:  # an address: its words are whole, not all of it
            whole = [
                (word.start() + offset, word.end() + offset) for word in _ALNUM.finditer(match.string, *match.span())
            ]
        for start, end in whole:
            for inside in range(start + 1, end):
                if inside != joint:
                    costs[inside] = HARD
        if joint < last:
            found.joints.add(joint)

    def _names(self, window: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of names and of short quoted terms (without their quotation marks)."""
        terms, end = self._terms, 0
        for place in [at for at, head in enumerate(map("".join, pairwise(window))) if head in terms]:
            if place < end:
                continue
            for term in terms[window[place : place + 2]]:
                if window.startswith(term, place):
                    end = place + len(term)
                    yield place, end
                    break
        for match in _QUOTED.finditer(window):
            yield match.start() + 1, match.end() - 1
