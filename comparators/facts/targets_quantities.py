"""Quantities in a line: a number, its unit and how it is meant. What it is said of is for others to find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from comparators.facts.model import Comparator
from comparators.facts.targets_words import Measure, QuantityWords, longest_end, longest_start
from comparators.numerals import HAN_DIGITS, HAN_MULTIPLIERS, HAN_NUMERAL, parse_numeral, plain

_NUMBER: Final = re.compile(
    r"(?P<ratio>[一二三四五六七八九十]分之[一二三四五六七八九](?![一二三四五六七八九十百千万点])"
    r"|(?<![0-9：])[0-9]+(?:\.[0-9]+)?：[0-9]+(?:\.[0-9]+)?(?![0-9：]))|"
    rf"(?P<arabic>[0-9]+(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?)|(?P<part>[百千]分之)(?P<of>{HAN_NUMERAL}|[0-9.]+)|(?P<han>{HAN_NUMERAL})"
)
_DIGIT: Final = re.compile(f"[0-9{HAN_DIGITS}{HAN_MULTIPLIERS}]")
# A Chinese numeral with a measure behind it, given the characters that measures begin with: 三百家, but not 三大.
HAN_WITH_MEASURE: Final = "[一二两三四五六七八九十百千万亿][{}万亿百千倍]"
_MULTIPLIER: Final = re.compile(r"[十百千万亿]+")
_MULTIPLIERS: Final = frozenset("十百千万亿")
_RANGE: Final = re.compile(r"(?:[-—–~]{1,2}|至|到)")
_FROM: Final = re.compile(rf"[百千万亿]?{_RANGE.pattern}")
_NAMES_BELOW: Final = re.compile(r"[几简方内条措一二三四五六七八九十]")
_JOINTS: Final = frozenset("-—–~至到")
_PART_UNIT: Final = {"百分之": "%", "千分之": "‰"}
_NO_NUMBER_AFTER: Final = re.compile(r"[A-Za-z+×#±№.\-/〔第]")
_COUNTED_APPS: Final = re.compile(
    r"[A-Za-z]{2}[0-9]{2,}[万]?[款个项家套台件种](?:以上|左右|，|。|、|；|$)"
)  # 工业APP1000款
_AFTER_LATIN: Final = re.compile(r"[A-Za-z+#×]|-[A-Za-z]")
_OTHER_MEASURE: Final = re.compile(r"（([\u4e00-\u9fff]{1,2})）")
# What an amount is reckoned by, which a noun may follow without a break: 1000元/辆生产奖励.
_EVERY: Final = (
    "平方公里|平方米|立方米|千瓦时|公里|标准箱|标箱|架次|班次|人次|车次|床位|小时|学期|季度|工作日|吨公里"
    "|[年月日天人家户亩辆台项件次吨度场个名位套座箱张条艘列班架款所期批]"
)
_PER: Final = re.compile(
    rf"/(?:[百千万亿]{{0,2}}(?:[\u4e00-\u9fff]{{1,4}}(?![\u4e00-\u9fff])|{_EVERY}|[\u4e00-\u9fff]{{1,4}})"
    r"|年|[A-Za-z]{1,3}[23²³]?)(?:[·・](?:学期|小时|[年月日天次]|[\u4e00-\u9fff]{1,2}))?"
)
_SHARE: Final = re.compile(r"/(?:10|十|百)万(?![元吨千人])|/10万人")
_PER_END: Final = re.compile(r"(?:以上|以下|以内|左右|补助|补贴|奖励|给予|的).*$")
_BLANK: Final = re.compile(r"[，。；：、！？）】\t]|$|以上|以内|以下|左右|大关|目标|规模|台阶|和|与|及")
# A ratio or an index has no unit: 缩小到1.9以内.
_BARE_BEFORE: Final = re.compile(
    r"(?:达到|[小大在]到|控制在|降至|降到|高到|升到|稳定在|缩小至|提高至|放宽至|放宽到|可至|保持在|不?[得应]?[高低大小优少]于|至少|不超过|指数超过|指数突破|指数达|指数为)$"
)
# 须经三分之二以上成员同意: how a body decides.
_VOTES: Final = re.compile(r"以上(?:的)?(?:成员|委员|出席|同意|表决|多数|股东|业主|代表|董事|常委)")
_PROPORTION: Final = re.compile(r"(?:[达到至为在]|不[高低小大]于|不超过|优于)$")
_BARE_AFTER: Final = re.compile(r"以[上内下]|左右|[，。；、）]|$")
_RESPONDS: Final = frozenset("供响反效适感呼相")
_BASE_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_DATE: Final = re.compile(r"[月年]$")
_VAGUE: Final = frozenset("数几第前每多十百千万两〇零")
# 不超过投资额的30%: the bound stands before what the share is of.
_SHARE_OF: Final = re.compile(
    r"(不超过|不低于|不高于|不少于|不得超过|不得低于|控制在|最高可达|最高可至|最高为)[^，；。、：0-9]{1,24}的$"
)
# 通过3年努力, 经过2轮.
_PASSING: Final = re.compile(r"[^\u4e00-\u9fff]过$|[通经不渡越错难路]过$")
_SHARED: Final = frozenset("额入本产费价投款息值")
_SHARE_BARE: Final = re.compile(r"(不超过|不低于|不高于|不少于|不得超过|不得低于)[^，；。、：0-9的]{2,20}$")
_SPREAD: Final = re.compile(r"(不超过|不高于|不得超过|不得高于)[^，；。、：0-9]{1,20}[加减]$")
_EACH: Final = re.compile(r"每[\u4e00-\u9fff]{1,2}$")
_RATINGS: Final = frozenset(
    {"千伏", "kV", "伏", "纳米", "nm", "微米", "毫米", "GHz", "MHz", "Hz", "吉帕", "GPa", "MPa", "兆帕"}
)
_RATED_NOUN: Final = re.compile(
    r"(?:[和、及][0-9.]+[A-Za-z\u4e00-\u9fff]{1,3})*(?!及?以[上下内]|左右|的?(?:水平|目标))[\u4e00-\u9fff]{2}"
)
# 开发8兆瓦以上陆上机组: which machines.
_POWERS: Final = frozenset({"兆瓦", "千瓦", "万千瓦", "MW", "kW", "马力"})
_MACHINE: Final = re.compile(
    r"(?:及?以上|级)的?[\u4e00-\u9fff]{0,6}?(?:机组|风机|电机|变压器|逆变器|电解槽|发动机|燃机)"
)
_FEW: Final = frozenset("一二三四五")
# Sports whose names count something.
_SPORT: Final = re.compile(r"(?:冬季|北欧|铁人|现代|男子|女子)$")
_VAGUE_PAIR: Final = re.compile(r"[一二三四五六七八九]{2}[十百千万亿]*")
_REACHED: Final = re.compile(r"(?:超过|突破|超|逾|达到|达|近|约|到|至|(?<![通经超不])过|跨越|迈上|跨上|不低于|不少于)$")
_EXCEEDS: Final = re.compile(r"(?:超过|突破|超|逾)$")
_ROUND: Final = {"百": "100", "千": "1000", "十": "10", "百万": "100", "千万": "1000", "十万": "10"}
# Behind digits these are classifiers whatever follows: 10家园区, 20名企业家; others before some words only.
_SURE: Final = frozenset("家名台条座支门张只处所")
_FREE: Final = re.compile(r"个(?:人[工才文形口民居机]|体[育验系制]|性能|股[权份])|项目标|场[景馆]|人工|部[省级]")
_UNKNOWN: Final = re.compile(r"([百千万亿]{0,2}[\u4e00-\u9fff])(?=以上|以内|左右|以下|[，。；、]|$)")
# 每个省培育一家龙头机构, 至少建设一所学校: here one is a number, otherwise it is an article.
_AT_LEAST_ONE: Final = re.compile(
    r"(?:至少|不少于|每[个家所]?(?:[省市区县州乡镇村]|街道|园区|学校|高校|地区)(?:（[^（）]{1,20}）)?[^，。；0-9（）]{0,10}?)"
    r"(?:培育|新增|净增|建设|建成|打造|创建|设立|建立|配备|引进|形成|组建|设置|新建|改造|布局|举办|开展|配有|拥有|有|配置|建好|办好)?$"
)
_INSTALMENTS: Final = re.compile(r"[批期步档阶级类]|个阶段")
_ORDINALS: Final = re.compile(r"第(?:[0-9]+|[一二三四五六七八九十]+)[、和及至]$")
_REACHED_BEFORE: Final = re.compile(r"(?:[增升扩降减高提展]至|[增升扩降减高]到|达到?|突破|超过|不少于|不?[低高]于)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in a folded line.

    ``start`` to ``end`` covers number and unit; ``outer`` to ``outer_end`` the comparators around them as well.
    ``explicit`` says whether a comparator is printed; ``han`` whether the number is in Chinese numerals;
    ``prior`` is the comparator before the number as printed.
    """

    outer: int
    start: int
    end: int
    outer_end: int
    value: str
    unit: str
    measure: Measure
    comparator: Comparator = "exactly"
    explicit: bool = False
    han: bool = False
    prior: str = ""


def find_quantities(text: str, words: QuantityWords) -> list[Quantity]:
    """Return the quantities of a folded ``text`` from left to right, ranges as one (``1—2个``).

    Years, dates, ordinals (第3位), vague numbers (数十家), coined names (6G, 5+X) and bare multipliers (万亩) are
    none.
    """
    found: list[Quantity] = []
    pending: re.Match[str] | None = None
    for match in _numbers(text):
        if match["ratio"]:
            ratio = _ratio(text, match)
            found.extend([ratio] if ratio else [])
            continue
        if pending and match.start() == pending.end() and _MULTIPLIER.fullmatch(match[0]):
            continue  # 500万—1000万元
        if match["han"] and not pending and not _worth(text, match.end(), words):
            pending = match if len(match["han"]) < 3 and text[match.end() : match.end() + 1] in _JOINTS else None
            continue
        first = pending if pending and _FROM.fullmatch(text, pending.end(), match.start()) else None
        pending = None
        start = first.start() if first else match.start()
        if not _may_begin(text, start, match, found):
            continue
        quantity = _quantity(text, start, match, first, words)
        if quantity is None:
            if match["arabic"] or (match["han"] and len(match["han"]) < 3):
                pending = match
            continue
        joined = _join(found, quantity, text)
        if joined is not None:
            found[-1] = joined
        else:
            found.append(quantity)
    return [_compared(quantity, text, words) for quantity in found if not _is_rating(text, quantity)]


def _is_rating(text: str, quantity: Quantity) -> bool:
    """Say whether a measure only tells which kind of thing is meant: 750千伏和330千伏电网工程, 5纳米芯片."""
    if quantity.unit in _POWERS:
        return _MACHINE.match(text, quantity.end) is not None
    return quantity.unit in _RATINGS and _RATED_NOUN.match(text, quantity.end) is not None


def _ratio(text: str, match: re.Match[str]) -> Quantity | None:
    """Return a fraction (三分之二 as 2/3) or what a proportion is to be (达到1:15), no time of day and no 按1:1."""
    start, end = match.span()
    whole, fraction, part = match[0].partition("分之")
    if _VOTES.match(text, end):
        return None
    if fraction:
        value = f"{plain(parse_numeral(part) or Decimal(0))}/{plain(parse_numeral(whole) or Decimal(1))}"
        return _make(text, start, end, value, "", "rate", False)
    reached = _PROPORTION.search(text, max(0, start - 4), start)
    return _make(text, start, end, match[0].replace("：", ":"), "", "bare", False) if reached else None


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a text; finding first where one may begin takes a third of the time."""
    start = _DIGIT.search(text)
    while start:
        match = _NUMBER.match(text, start.start())
        if match:
            yield match
        start = _DIGIT.search(text, match.end() if match else start.end())


def _worth(text: str, end: int, words: QuantityWords) -> bool:
    """Say whether a measure can begin behind a Chinese numeral: most of them are words (一体化, 三大)."""
    following = text[end : end + 1]
    return following in words.openers or following in "余多"


def _may_begin(text: str, start: int, match: re.Match[str], found: list[Quantity]) -> bool:
    """Say whether what stands before a number leaves it a number."""
    if start == 0:
        return True
    end = found[-1].end if found else 0
    before = text[start - 1]
    if start < end:
        return False
    if before == "分" and _INSTALMENTS.match(text, match.end()):  # 分两批认定
        return False
    if before in "、和及至" and _ORDINALS.search(text, max(0, start - 8), start):  # 第2、3条
        return False
    if match["han"] or match["part"]:
        if (before == "上" and text[start] in "十百千万亿" and text[start - 2 : start - 1] not in "以迈跨站跃登") or (
            before == "成" and text[start + 1 : start + 2] == "上"
        ):
            return False
        return before not in _VAGUE and not (before.isascii() and before.isalnum())
    if before == "前":
        return bool(re.search(r"[年月日底末之]前$", text[max(0, start - 2) : start]))
    if before in "-—" and end and _RANGE.fullmatch(text, end, start):
        return True
    return not _NO_NUMBER_AFTER.match(before) or _COUNTED_APPS.match(text, start - 2) is not None


def _quantity(
    text: str, start: int, match: re.Match[str], first: re.Match[str] | None, words: QuantityWords
) -> Quantity | None:
    end = match.end()
    if match["part"]:
        value = parse_numeral(match["of"])
        return None if value is None else _make(text, start, end, plain(value), _PART_UNIT[match["part"]], "rate", True)
    plus = text[end : end + 1] == "+" and _measure(text, end + 1, words)  # 50+个示范场景
    if match["arabic"] and not plus and _AFTER_LATIN.match(text, end) and not _latin_unit(text, end, words):
        return None
    if (
        match["arabic"]
        and len(match["arabic"]) == 4
        and _BASE_YEAR.match(match["arabic"])
        and text[end : end + 1] == "年"
    ):
        return None
    if match["han"]:
        return _han_quantity(text, start, match, first, words)
    found = _unit(text, end, words) or _unknown_unit(text, start, end, words)
    if found is None:
        bare = _BARE_BEFORE.search(text, max(0, start - 4), start) and _BARE_AFTER.match(text, end)
        return _make(text, start, end, match["arabic"], "", "bare", False) if bare and first is None else None
    unit, measure, unit_end = found
    if measure == "time" and unit in ("日", "年", "月") and _DATE.search(text[max(0, start - 1) : start]):
        return None
    value_text = match["arabic"].replace(",", "")
    if first is not None:
        joint = text[first.end() : match.start()]
        joint = joint.lstrip("百千万亿") if joint[0] == unit[0] else joint  # 500万—1000万元 is 500—1000万元
        value_text = first[0].replace(",", "") + joint + value_text
        if first["arabic"] and len(first["arabic"]) == 4 and _BASE_YEAR.match(first["arabic"]) and measure == "time":
            return None
    return _make(text, start, unit_end, value_text, unit, measure, False)


def _make(text: str, start: int, end: int, value: str, unit: str, measure: Measure, han: bool) -> Quantity:
    return Quantity(start, start, end, end, value, unit, measure, "exactly", False, han)


def _latin_unit(text: str, position: int, words: QuantityWords) -> bool:
    """Say whether a unit in Latin letters (GW, kWh) stands at ``position``, not the start of a name (5G-A)."""
    unit = longest_start(text[position : position + 8], words.measures)
    return bool(unit) and not re.match(r"[A-Za-z0-9\-+]", text[position + len(unit) :][:1])


def _unit(text: str, position: int, words: QuantityWords) -> tuple[str, Measure, int] | None:
    """Return the unit at ``position`` with its multiplier and its denominator, its class and its end."""
    # One look at a character spares most searches: this is done for every number.
    first = text[position : position + 1]
    share = _SHARE.match(text, position) if first == "/" else None
    if share:  # 死亡率控制在9/10万以内
        return share[0], "rate", share.end()
    begin = position + (first in words.between)
    multiplier = _MULTIPLIER.match(text, begin) if text[begin : begin + 1] in _MULTIPLIERS else None
    longest = min(len(multiplier[0]) if multiplier else 0, 3)
    for skip in range(longest + 1):
        measure = _measure(text, begin + skip, words)
        if measure:
            end = begin + skip + len(measure)
            kind = words.measures[measure]
            other = _OTHER_MEASURE.match(text, end) if kind == "count" and text.startswith("（", end) else None
            if other and other[1] in words.measures:
                end = other.end()
            per = _PER.match(text, end) if text.startswith("/", end) else None
            if per:
                per_text = _PER_END.sub("", per[0])
                end += len(per_text) if len(per_text) > 1 else 0
            if text.startswith("级", end):
                return None
            return text[begin:end], kind, end
    if multiplier and multiplier[0] in ("万", "亿", "万亿", "百万", "千万") and _BLANK.match(text, multiplier.end()):
        return multiplier[0], "bare", multiplier.end()
    return None


def _unknown_unit(text: str, start: int, end: int, words: QuantityWords) -> tuple[str, Measure, int] | None:
    """Return a classifier that no list has, where the sentence leaves no doubt: 增至12席，, 12席以上."""
    unit = _UNKNOWN.match(text, end)
    if (
        unit is None
        or unit[1][-1] in "年月日时分秒点号版届期代级环线档及或和与"
        or not (
            _REACHED_BEFORE.search(text, max(0, start - 4), start) or text.startswith(("以上", "左右"), unit.end(1))
        )
    ):
        return None
    return unit[1], "count", unit.end(1)


def _measure(text: str, position: int, words: QuantityWords) -> str:
    """Return the longest measure at ``position`` that what follows leaves a measure, else ``""``."""
    if text[position : position + 1] not in words.openers:
        return ""
    for length in range(min(9, len(text) - position), 0, -1):
        word = text[position : position + length]
        if word in words.measures:
            following = text[position + length : position + length + 1]
            if not following or following not in words.not_before.get(word, ""):
                return word
            if text[position - 1].isdigit() and (word in _SURE or _FREE.match(text, position)):
                return word
    return ""


def _han_quantity(
    text: str, start: int, match: re.Match[str], first: re.Match[str] | None, words: QuantityWords
) -> Quantity | None:
    """Return the quantity of a Chinese numeral: 三百家, 两个百分点, 一万亿元, 超千亿元; 万 and 亿 go to the unit."""
    numeral = match["han"]
    if _VAGUE_PAIR.fullmatch(numeral):  # 三四家
        return None
    if text.startswith("元", match.end()) and len(numeral) == 1 and numeral in _FEW:  # 高镍三元, 二元
        return None
    if text.startswith("项", match.end()) and _SPORT.search(text, max(0, start - 2), start):  # 冬季两项
        return None
    head = numeral.rstrip("万亿")
    found = _unit(text, match.end(), words)
    if found is None:
        return None
    unit, measure, unit_end = found
    if not head or head in _ROUND:
        return (
            _round_quantity(text, start, match, found, words)
            if head != "十"
            else _make(text, start, unit_end, "10", numeral[1:] + unit, measure, True)
        )
    # 二轮土地承包 is the second one (two things are 两个), 三期 a third stage.
    if measure == "count" and (numeral in ("一", "二") or unit == "期"):
        alone = numeral == "一" and unit != "期" and _AT_LEAST_ONE.search(text, max(0, start - 40), start)
        return _make(text, start, unit_end, "1", unit, measure, True) if alone else None
    tail = numeral[len(head) :]
    value = parse_numeral(head) if head else Decimal(1)
    if value is None:
        return None
    if tail and value >= 10**4:
        value = (parse_numeral(numeral) or Decimal(0)) / (parse_numeral(tail) or Decimal(1))
    value_text = plain(value)
    if first is not None:
        low = parse_numeral(first[0])
        if low is None or low >= value:
            return None
        value_text = f"{plain(low)}{text[first.end() : match.start()]}{value_text}"
    return _make(text, start, unit_end, value_text, tail + unit, measure, True)


def _round_quantity(
    text: str, start: int, match: re.Match[str], found: tuple[str, Measure, int], words: QuantityWords
) -> Quantity | None:
    """Return 超千亿元, 突破万亿元 and 突破百项 as 1000亿元, 1万亿元 and 100项.

    A multiplier that nothing compares and no act governs is a name (千亿级, 百家争鸣).
    """
    unit, measure, end = found
    numeral = match["han"]
    if text[end : end + 1] in ("万", "千", "百"):  # 千家万户
        return None
    before = text[max(0, start - 8) : start]
    if measure == "count":
        if numeral not in _ROUND or not (
            longest_end(before, words["acts"]) or _EXCEEDS.search(before[-2:]) or text.startswith("以上", end)
        ):
            return None
    elif measure not in ("money", "mass", "bare") or not _REACHED.search(before[-3:]):
        return None
    for head in ("百", "千", "十"):
        if numeral.startswith(head):
            return _make(text, start, end, _ROUND[head], numeral[1:] + unit, measure, True)
    return _make(text, start, end, "1", numeral + unit, measure, True)


def _join(found: list[Quantity], quantity: Quantity, text: str) -> Quantity | None:
    """Return one quantity for 10%—15% or 100万元至500万元, else ``None``."""
    if not found or not _RANGE.fullmatch(text, found[-1].end, quantity.start) or found[-1].unit != quantity.unit:
        return None
    low = found[-1]
    value = f"{low.value}{text[low.end : quantity.start]}{quantity.value}"
    return replace(quantity, outer=low.start, start=low.start, value=value)


def both_ends(quantity: Quantity, text: str) -> tuple[Quantity, Quantity] | None:
    """Return the two amounts of 100万元至500万元, where each has its unit; ``None`` for 3—5家 and all else."""
    joined = _RANGE.search(quantity.value, 1)
    if joined is None:
        return None
    low, joint, high = quantity.value[: joined.start()], joined[0], quantity.value[joined.end() :]
    at = text.find(quantity.unit + joint, quantity.start, quantity.end) if quantity.unit else -1
    if at < 0:
        return None
    end = at + len(quantity.unit)
    return (
        replace(quantity, end=end, outer_end=end, value=low),
        replace(quantity, outer=end + len(joint), start=end + len(joint), value=high, prior=""),
    )


def _compared(quantity: Quantity, text: str, words: QuantityWords) -> Quantity:
    """Return ``quantity`` with the comparators that stand around it."""
    before, outer = _prior(quantity.start, text, words, quantity.unit)
    after = ""
    if text[quantity.end : quantity.end + 1] in words.after_starts:
        after = longest_start(text[quantity.end : quantity.end + 6], words.after)
    if after == "以下" and _NAMES_BELOW.match(text, quantity.end + 2):
        after = ""
    prior = words.before.get(before, "exactly")
    if before and not (after and (prior == "about" or before.startswith("控制"))):
        comparator = prior
    elif after:
        comparator = words.after[after]
    else:
        comparator = _middle(quantity, text, words)
    if not before and not after and comparator == "exactly":
        return quantity
    return replace(
        quantity,
        outer=outer,
        outer_end=quantity.end + len(after),
        comparator=comparator,
        explicit=comparator != "exactly",
        prior=text[outer : quantity.start],
    )


def _prior(start: int, text: str, words: QuantityWords, end_unit: str) -> tuple[str, int]:
    """Return the comparator before a number and where the comparators there begin (力争不低于 is two)."""
    each = _EACH.search(text, max(0, start - 4), start)
    if each is not None and longest_end(text[max(0, each.start() - 9) : each.start()], words.before):
        start = each.start()  # 不低于每项300万元
    last = text[start - 1 : start]
    if last in "加减":  # 利率不高于同期LPR加20个基点
        spread = _SPREAD.search(text, max(0, start - 24), start)
        return (spread[1], spread.start()) if spread else ("", start)
    if last == "的":
        share = _SHARE_OF.search(text, max(0, start - 24), start)
        return (share[1], share.start()) if share else ("", start)
    if last in _SHARED and end_unit == "%":  # 不超过注册资本20%
        share = _SHARE_BARE.search(text, max(0, start - 24), start)
        if share:
            return share[1], share.start()
    if last not in words.before_ends:
        return "", start
    before = longest_end(text[max(0, start - 9) : start], words.before)
    if before[:1] == "应" and text[start - len(before) - 1 : start - len(before)] in _RESPONDS:
        before = before[1:]  # 工业用地供应不少于4000亩
    if before == "过" and _PASSING.search(text, max(0, start - 3), start):
        return "", start
    outer = start - len(before)
    if before and text[outer - 1 : outer] in words.before_ends:
        outer -= len(longest_end(text[max(0, outer - 9) : outer], words.before))
    return before, outer


def _middle(quantity: Quantity, text: str, words: QuantityWords) -> Comparator:
    """Return the comparator between number and unit (100余家), ``exactly`` where there is none."""
    unit_start = quantity.end - len(quantity.unit)
    if text[unit_start - 1 : unit_start].isdigit():
        return "exactly"
    return words.between.get(longest_end(text[quantity.start : unit_start], words.between), "exactly")
