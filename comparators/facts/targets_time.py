"""Years in a text: which deadline governs a quantity, and which figures are of the past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from comparators.document import Block, Document
from comparators.facts.lines import Line, fold_line
from comparators.numerals import parse_numeral

MarkKind = Literal["deadline", "past", "figure", "reset"]

_YEAR: Final = r"(?:19|20)[0-9]{2}|二[〇零○O][一二三四五六七八九〇零○O]{2}"
_PLANS: Final = {"十": 0, "十一": 1, "十二": 2, "十三": 3, "十四": 4, "十五": 5, "十六": 6, "十七": 7, "十八": 8}
_MARK: Final = re.compile(
    rf"(?P<to>截至|截止到?|到|至|力争|确保|争取|于|在)?(?P<first>{_YEAR})年?(?:(?P<sep>[-—–~]{{1,2}}|至|到|和|、)(?P<second>{_YEAR}))?年"
    r"(?P<tail>(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|初|中旬|上旬|下旬)?|底|末|年底|年末|度|上半年|下半年|内|期间)?(?:之前|以前|前|起|以来|之后|后|的)?)"
    r"|(?P<to2>截至|到|至|在)?(?<![一二三四五六七八九百千第])“?(?P<plan>十[一二三四五六七八]?)五(?:”?(?:规划)?(?P<plan_tail>期末|末期|末|时期末|规划期末|期间|时期|规划期内|规划期|以来|中期|前期|后期)|”(?=[建培新共全实引打累，]))"
    r"|(?:(?<=[，。；：])|^)(?:力争)?(?:用|经过|再用)?(?P<reset>今年|本年度|年内|当年内|明年|未来[0-9一二三五十]+(?:[—-][0-9]+)?年|今后[0-9一二三五十]+(?:[—-][0-9]+)?年|[0-9一二三五十两]+年内|[0-9一二三五十两]+年(?:左右)?的?时间|到?本世纪中叶)"
)
_BASE: Final = re.compile(r"(?:较|比|从|由|自|以|相比|对比|对照|基于|超过|是|为|与|按|同|占|用)$")
_FULL_DATE: Final = re.compile(
    rf"(?P<year>{_YEAR}|二[〇零○O][一二三四五六七八九〇零○O]{{2}})年(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:印发)?"
)
_PERIOD: Final = re.compile(rf"(?P<year>{_YEAR})年?(?:[-—–~]{{1,2}}|至)(?:{_YEAR})年")
_PLAN_TITLE: Final = re.compile(
    r"“?(十[一二三四五六七八]?)五”?(?:时期|期间)?[^，。]{0,30}规划|第(十[一二三四五六七八]?)个五年规划"
)
_TO_YEAR: Final = re.compile(rf"(?:到|至)(?P<year>{_YEAR})年")
_IN_FORCE: Final = re.compile(rf"自(?P<year>{_YEAR})年[0-9]{{1,2}}月[0-9]{{1,2}}日起(?:施行|实施|执行|生效)")
_TITLE_BLOCKS: Final = 12
_TITLE_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A time in a folded line: a deadline, a past time, the year of one figure, or a time without a year (reset).

    ``years`` has two entries for 到2025年和2030年.
    """

    start: int
    end: int
    kind: MarkKind
    years: tuple[int, ...] = ()


def reference_year(document: Document) -> int:
    """Return the year from which the document looks ahead, by its title, its date or its earliest deadline; 0 if unknown."""
    title_years: list[int] = []
    for text in (document.title, *(block.text for block in document.blocks[:_TITLE_BLOCKS])):
        folded = fold_line(text).text
        if len(folded) <= _TITLE_LENGTH:
            title_years += _title_years(folded)
    if title_years:
        return min(title_years)
    dates = [
        year(match["year"])
        for block in document.blocks
        if len(block.text) <= 40
        and (match := _FULL_DATE.search(fold_line(block.text).text))
        and "施行" not in block.text
    ]
    if dates:
        return max(dates)
    starts = [
        year(match["year"]) for block in document.blocks for match in _IN_FORCE.finditer(fold_line(block.text).text)
    ]
    if starts:
        return max(starts)
    ahead = [
        year(match["year"]) for block in document.blocks for match in _TO_YEAR.finditer(fold_line(block.text).text)
    ]
    return min(ahead) - 4 if ahead else 0


def _title_years(text: str) -> Iterable[int]:
    for match in _PERIOD.finditer(text):
        yield year(match["year"])
    if plan := _PLAN_TITLE.search(text):
        yield plan_end(plan[1] or plan[2]) - 4


def year(text: str) -> int:
    """Return the year that ``text`` writes in Arabic digits or in Chinese ones (二〇三五)."""
    value = parse_numeral(text.replace("O", "〇"))
    return int(value) if value is not None else 0


def plan_end(ordinal: str) -> int:
    """Return the last year of a five-year plan: 十四 (of 十四五) is 2025."""
    return 2005 + 5 * _PLANS[ordinal]


def find_marks(line: Line, reference: int, goal: bool, ignored: list[tuple[int, int]]) -> list[Mark]:
    """Return the times that the folded line names, those inside the ``ignored`` spans (titles, quotes) left out.

    A bare year without a known ``reference`` is one to come where the section is one of goals (``goal``).
    """
    marks: list[Mark] = []
    for match in _MARK.finditer(line.text):
        if any(start < match.start() and match.end() < end for start, end in ignored):
            continue
        mark = _mark(line.text, match, reference, goal)
        if mark is not None:
            marks.append(mark)
    return marks


def _mark(text: str, match: re.Match[str], reference: int, goal: bool) -> Mark | None:
    start, end = match.span()
    if match["reset"]:
        return Mark(start, end, "reset")
    if match["plan"]:
        return _plan_mark(text, match, reference)
    years = tuple(year(match[name]) for name in ("first", "second") if match[name])
    tail, to = match["tail"], match["to"]
    if match["sep"] and match["sep"] not in ("和", "、"):
        years = years[-1:]
    last = years[-1]
    if tail.endswith("以来") or to in ("截至", "截止", "截止到"):
        return Mark(
            start, end, "past" if not reference or last <= reference or tail.endswith("以来") else "deadline", years
        )
    if tail.endswith(("起", "后", "之后")) or (not to and _BASE.search(text[max(0, start - 2) : start])):
        return None
    if tail.endswith("的"):
        return Mark(start, end, "figure", years)
    if to in ("到", "至") or tail.endswith("前"):
        return Mark(start, end, "deadline" if not reference or last >= reference else "past", years)
    ahead = last >= reference if reference else bool(to) or goal
    return Mark(start, end, "deadline" if ahead else "past", years)


def _plan_mark(text: str, match: re.Match[str], reference: int) -> Mark | None:
    start, end = match.span()
    last = plan_end(match["plan"])
    tail = match["plan_tail"] or ""
    if tail.endswith("以来") or match["to2"] == "截至":
        return Mark(start, end, "past", (last,))
    if not match["to2"] and _BASE.search(text[max(0, start - 2) : start]):
        return None
    if reference and last < reference:
        return Mark(start, end, "past", (last,))
    return Mark(start, end, "deadline", (last,))


@dataclass(frozen=True, slots=True)
class _Left:
    years: tuple[int, ...]
    wide: bool


class Carry:
    """The deadlines that paragraphs leave to those after them: to a list under 到2025年, in a section of goals."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}

    def into(self, section: str, listed: bool, goal: bool) -> tuple[int, ...]:
        """Return the years that govern a block of ``section`` from its start.

        ``listed`` says that the block is an item of a list without sections (——, 一是), ``goal`` that its section
        is one of goals.
        """
        own = self._left.get(section)
        if own is not None:
            return own.years if goal or listed or own.wide else ()
        path = section
        while "/" in path:
            path = path.rpartition("/")[0]
            above = self._left.get(path)
            if above is not None:
                return above.years if above.wide else ()
        return ()

    def after(self, block: Block, marks: list[Mark], goal: bool) -> None:
        """Take in what ``block`` says of time."""
        last = next((mark for mark in reversed(marks) if mark.kind in ("deadline", "reset")), None)
        if last is not None:
            self._left[block.section] = _Left(last.years, goal or block.text.rstrip().endswith(("：", ":")))
