"""Years in a text: which deadline governs a quantity, and which figures are of the past."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from comparators.document import Block, Document
from comparators.facts.lines import Line, covers, fold_line
from comparators.numerals import parse_numeral

MarkKind = Literal["deadline", "past", "figure", "reset"]

_YEAR: Final = r"(?:19|20)[0-9]{2}|二[〇零○O][一二三四五六七八九〇零○O]{2}"
_PLANS: Final = {"十": 0, "十一": 1, "十二": 2, "十三": 3, "十四": 4, "十五": 5, "十六": 6, "十七": 7, "十八": 8}
_DATED: Final = re.compile(
    rf"(?P<first>{_YEAR})年?(?:(?P<sep>[-—–~]{{1,2}}|至|到|和|、)(?P<second>{_YEAR})(?:年?[和、](?P<third>{_YEAR}))?)?年"
    r"(?P<tail>(?:[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|初|中旬|上旬|下旬)?|底|末|年底|年末|度|上半年|下半年|内|期间)?"
    r"(?:之前|以前|前|起|以来|之后|后|的)?)"
)
_PLANNED: Final = re.compile(
    r"(?<![一二三四五六七八九百千第])(?P<plan>十[一二三四五六七八]?)五"
    r"(?:”?(?:规划)?(?P<tail>期末|末期|末|时期末|规划期末|期间|时期|规划期内|规划期|以来|中期|前期|后期)"
    r"|”(?=[建培新共全实引打累，]))"
)
_RELATIVE: Final = re.compile(
    r"(?:(?<=[，。；：])|^)(?:力争)?(?:用|经过|再用)?(?:今年|本年度|年内|当年内|明年|到?本世纪中叶"
    r"|(?:未来|今后)[0-9一二三五十]+(?:[—-][0-9]+)?年|[0-9一二三五十两]+(?:[—-][0-9]+)?年(?:内|(?:左右)?的?时间))"
)
# 2025年的主要目标是：
_AIMS: Final = re.compile(r"(?:主要|发展|总体|具体|预期|工作|建设|阶段性)*目标(?:任务)?(?:是|为|如下)?：")
# What may stand before a year: it is looked for backwards, since forwards every 到 and 在 would be tried.
_TO: Final = re.compile(r"(?:截至|截止到?|到|至|力争|确保|争取|于|在)“?$")
_BASE: Final = re.compile(r"(?:较|比|从|由|自|以|相比|对比|对照|基于|超过|是|为|与|按|同|占|用)$")
_VISIONS: Final = ("远景", "愿景", "长远目标")
_AIMING: Final = ("面向", "瞄准", "着眼", "锚定", "对标")
_COMPARED: Final = frozenset("高低快慢优好多少大小")  # 高于2025年
_FULL_DATE: Final = re.compile(
    rf"(?P<year>{_YEAR}|二[〇零○O][一二三四五六七八九〇零○O]{{2}})年(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:[0-9一二三四五六七八九十]{{1,3}}日)?(?:印发)?"
)
_PERIOD: Final = re.compile(rf"(?P<year>{_YEAR})年?(?:[-—–~]{{1,2}}|至)(?:{_YEAR})年")
_PLAN_TITLE: Final = re.compile(
    r"“?(十[一二三四五六七八]?)五”?(?:时期|期间)?[^，。]{0,30}规划|第(十[一二三四五六七八]?)个五年规划"
)
# 2026年重点工作安排 looks ahead from the beginning of that year; 2026年工作总结 does not.
_YEAR_TITLE: Final = re.compile(
    rf"(?<![0-9—-])(?P<year>{_YEAR})年(?:度)?[^，。；]{{0,40}}(?:方案|计划|要点|任务|清单|措施|意见|安排|行动)(?:分解)?(?:（[^（）]*）)?$"
)
_TO_YEAR: Final = re.compile(rf"(?:到|至)(?P<year>{_YEAR})年")
_IN_FORCE: Final = re.compile(rf"自(?P<year>{_YEAR})年[0-9]{{1,2}}月[0-9]{{1,2}}日起(?:施行|实施|执行|生效)")
_TITLE_BLOCKS: Final = 12
_TITLE_LENGTH: Final = 60
_DATE_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A time in a folded line: a deadline, a past time, the year of one figure, or a time without a year (reset).

    ``years`` has two entries for 到2025年和2030年, three for 到2025年、2026年、2027年.
    """

    start: int
    end: int
    kind: MarkKind
    years: tuple[int, ...] = ()


# 有效期至2027年12月31日 is no date of issue.
_TERM: Final = re.compile(r"施行|实施|有效|废止|截[至止]|期满")


def reference_year(document: Document, *, guess: bool = True) -> int:
    """Return the year from which the document looks ahead, 0 if unknown.

    Its title tells it (2025—2027年, “十四五”), else its date, else, as a ``guess``, the earliest deadline.
    """
    title_years: list[int] = []
    for text in (document.title, *(block.text for block in document.blocks[:_TITLE_BLOCKS])):
        folded = fold_line(text).text
        if len(folded) <= _TITLE_LENGTH:
            title_years += _title_years(folded)
    if title_years:
        return min(title_years)
    dates = [year(match["year"]) for text in _short(document) if (match := _FULL_DATE.search(text))]
    if dates:
        return max(dates)
    starts = [year(match["year"]) for text in _with(document, "起") for match in _IN_FORCE.finditer(text)]
    if starts:
        return max(starts)
    if not guess:
        return 0
    ahead = [year(match["year"]) for text in _with(document, "年") for match in _TO_YEAR.finditer(text)]
    if ahead:
        return min(ahead) - 4
    plans = [plan_end(match["plan"]) for text in _with(document, "五") for match in _PLANNED.finditer(text)]
    return max(plans) - 5 if plans else 0


def _short(document: Document) -> Iterator[str]:
    """Yield the folded texts that may be a date by themselves or under a name."""
    for block in document.blocks:
        if len(block.text) <= _DATE_LENGTH and "年" in block.text and _TERM.search(block.text) is None:
            yield fold_line(block.text).text


def _with(document: Document, word: str) -> Iterator[str]:
    for block in document.blocks:
        if word in block.text:
            yield fold_line(block.text).text


def _title_years(text: str) -> Iterable[int]:
    for match in _PERIOD.finditer(text):
        yield year(match["year"])
    if plan := _PLAN_TITLE.search(text):
        yield plan_end(plan[1] or plan[2]) - 4
    if one := _YEAR_TITLE.search(text):
        yield year(one["year"])


def year(text: str) -> int:
    """Return the year that ``text`` writes in Arabic digits or in Chinese ones (二〇三五)."""
    value = parse_numeral(text.replace("O", "〇"))
    return int(value) if value is not None else 0


def plan_end(ordinal: str) -> int:
    """Return the last year of a five-year plan: 十四 (of 十四五) is 2025."""
    return 2005 + 5 * _PLANS[ordinal]


def find_marks(line: Line, reference: int, ignored: list[tuple[int, int]]) -> list[Mark]:
    """Return the times that the folded line names, those inside the ``ignored`` spans (titles, quotes) left out.

    A bare year without a known ``reference`` is one to come.
    """
    text = line.text
    marks = [_dated(text, match, reference) for match in _DATED.finditer(text)] if "年" in text else []
    if "五" in text:
        marks += [_planned(text, match, reference) for match in _PLANNED.finditer(text)]
    if "年" in text or "世纪" in text:
        marks += [Mark(*match.span(), "reset") for match in _RELATIVE.finditer(text)]
    found = [mark for mark in marks if mark is not None and not covers(ignored, mark.start, mark.end)]
    return sorted(found, key=lambda mark: mark.start)


def _led(text: str, start: int) -> tuple[int, str]:
    """Return where a time begins with the word before it (到, 截至), and that word."""
    to = _TO.search(text, max(0, start - 4), start)
    if to is None:
        return start - (text[start - 1 : start] == "“"), ""
    return to.start(), to[0].rstrip("“")


def _dated(text: str, match: re.Match[str], reference: int) -> Mark | None:
    (start, to), end = _led(text, match.start()), match.end()
    years = tuple(year(match[name]) for name in ("first", "second", "third") if match[name])
    tail = match["tail"]
    if match["sep"] and match["sep"] not in ("和", "、"):
        years = years[-1:]
    last = years[-1]
    if tail.endswith("以来") or to.startswith("截"):
        past = not reference or last <= reference or tail.endswith("以来")
        return Mark(start, end, "past" if past else "deadline", years)
    aims_at = text[max(0, start - 2) : start] in _AIMING and text[end : end + 1] not in "，,"
    if aims_at or text.startswith(_VISIONS, end):  # 面向2035年远景目标, 瞄准2035年产业竞争
        return None
    if to == "于" and text[start - 1 : start] in _COMPARED:
        return None
    if tail.endswith(("起", "后")) or (not to and _BASE.search(text, max(0, start - 2), start)):
        return None
    if tail.endswith("的"):
        return Mark(start, end, "deadline" if _AIMS.match(text, end) else "figure", years)
    if to in ("到", "至") or tail.endswith("前"):
        return Mark(start, end, "deadline" if not reference or last >= reference else "past", years)
    return Mark(start, end, "deadline" if last >= reference else "past", years)


def _planned(text: str, match: re.Match[str], reference: int) -> Mark | None:
    (start, to), end = _led(text, match.start() - (text[match.start() - 1 : match.start()] == "“")), match.end()
    years = (plan_end(match["plan"]),)
    if (match["tail"] or "").endswith("以来") or to == "截至":
        return Mark(start, end, "past", years)
    if not to and _BASE.search(text, max(0, start - 2), start):
        return None
    return Mark(start, end, "past" if reference and years[0] < reference else "deadline", years)


@dataclass(frozen=True, slots=True)
class _Left:
    """The years that a block leaves to what follows it; ``wide`` ones govern whatever that is."""

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

    def after(self, block: Block, marks: Sequence[Mark], goal: bool) -> None:
        """Take in what ``block`` says of time."""
        last = next((mark for mark in reversed(marks) if mark.kind in ("deadline", "reset")), None)
        if last is not None:
            self._left[block.section] = _Left(last.years, goal or block.text.rstrip().endswith(("：", ":")))
