"""Which quantities of a block are targets, and of which kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from comparators.document import Span
from comparators.facts.model import Comparator, Target, TargetKind
from comparators.facts.targets_funding import is_grant, own_recipient, recipient, shares, upper_bound
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_subjects import Subject, subject_before, subject_behind
from comparators.facts.targets_time import Mark

from comparators.facts.targets_words import QuantityWords, longest_end, longest_start
from comparators.numerals import HAN_NUMERAL

Form = Literal["before", "behind", "condition"]

_CLOSES: Final = re.compile(r"[、，。；：！？）\t（]|以及|其中|[和与及或并/]|等(?![级次额待离])|$")
_LEVEL: Final = re.compile(
    r"的(?:规模|标准|比例|幅度|速度|增速)(?=确定|安排|给予|增长|递增|推进|建设|[，。；])|的?(?:总体|预期|年度|规划|既定)?(?:目标|水平|要求|标准|大关|增速|速度|增长|规模|台阶|比例|幅度|关口|以上水平|任务|区间|底线|红线|下降|提升|提高)(?:[，。；、）和并]|增长|递增|$)"
)
_ANNUAL: Final = re.compile(r"每年度?|年均|逐年|平均每年|按年度")
_ENDS_ANNUAL: Final = re.compile(r"累计|达到|总数|总量|到20|[一二三四五两十0-9]年(?:内|共|累计)?[\u4e00-\u9fff]")
_PARTICLE: Final = re.compile(r"(?:了|出|起|着|好|完|各|至少|不少于|超过|约|近)+$")
_PREPOSITION: Final = re.compile(
    r"(?:在|对|向|从|于|与|为|以|由|按|按照|将|把|给|针对|面向|围绕|依托|覆盖|同|和|跨|如|通过)$"
)
_NO_VERB: Final = re.compile(
    r"^(?:全[省市国县区]|各地|我[省市国区]|其中|现有|目前|共|约|前|后|第|近|另有?|还有|以|的|等|其他|其余|其它|这|那|该|上述|下列|以下)+$"
)
_FROM: Final = re.compile(r"(?:从|由|自|较|比)[^，。；、]{0,24}$")
_GROWS: Final = re.compile(
    r"(?:实现|持续|稳步|大幅|显著|明显|不断|逐步|进一步|较快|快速|稳定|加快)*(?:翻番|翻一番|翻两番|倍增|增长|提升|提高|扩大|壮大|增加|下降|降低|攀升|跃升|优化|改善|突破)$"
)
_INDICATOR: Final = re.compile(r"(?:率|度|比重|占比|比例|强度)$")
_CASES: Final = re.compile(
    r"(?:申报|申请|参评|参选)(?:企业|单位|主体|项目|人|机构|对象|平台|者)?[^。；]{0,8}(?:应|须|需|必须|条件)|本(?:办法|规定|条例|意见|细则|措施)所称|是指"
)
# 至少建成1个: the comparator stands before the act.
_FURTHER: Final = re.compile(r"至少|不少于|最多|至多|不低于|不超过")
_FROM_BASE: Final = re.compile(r"(?:从|由)(?:目前|当前|现在|去年)[^，。；、]{0,6}?[0-9.]+")
_TO: Final = re.compile(
    r"(?:左右|以上|以下)?的?(?:基础上)?(?:再)?(?:提高|增长|上升|增加|提升|下降|降低|扩大|缩小|减少|缩短|压缩|压减|跃升|增|升|降|调整|延长|放宽|恢复|回升|发展)?(?:到|至)|(?:提高|增长|上升|增加|提升|下降|降低|扩大|减少|缩短)"
)
_FUND: Final = re.compile(r"(?:设立|组建|成立|发起|打造|形成|建立|构建)")
_RULED: Final = re.compile(r"不得|不应|不能|应当|须|必须|原则上|一般不|可达|可至|允许|上限|下限|最长|最高不")
_STRONG_BOUND: Final = re.compile(r"(?:费率|利率|存续期|有效期|宽限期|期限|时限|年限|任期|服务期|租期|保修期|追溯期)$")
_TERM_UNITS: Final = frozenset(
    {"日", "天", "个工作日", "工作日", "个自然日", "小时", "个小时", "分钟", "个月", "个交易日"}
)
_OWN_RULE: Final = re.compile(r"(?:自|从)?[^，。；]{0,20}(?:之日起|日起|后|时|前|应当|应|须|在|于|不超过|期限为|的)$")
_ISSUED: Final = re.compile(r"施行|实施之日|本(?:办法|规定|意见|细则|方案|措施|政策|通知|计划|行动计划|条例)")
_FINE: Final = re.compile(r"罚款|违约金|滞纳金")
_PENALTY: Final = re.compile(
    rf"(?:以上|以下)?(?:(?:[0-9.]+|{HAN_NUMERAL})(?:[万亿]?元|倍|%)(?:以上|以下)?)?的?(?:罚款|违约金|滞纳金)"
)
_LIFE: Final = re.compile(r"(?:寿命|年限|时间|时限|时长|周期|年龄|用时|工期)(?:总体)?$")


@dataclass(slots=True)
class _State:
    """What the clauses read so far in a sentence leave to the next ones."""

    sentence: Span = (-1, -1)
    granted: bool = False
    recipient: Span | None = None
    committed: bool = False
    subject: Span | None = None
    drafts: list[Target] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One quantity in its clause: ``before`` begins where the quantity before it ends, ``limit`` where the next begins."""

    quantity: Quantity
    form: Form
    begin: int
    subject: Subject


def judge(scene: Scene, groups: list[Clause]) -> list[Target]:
    """Return the targets among the quantities of ``groups``, a block's clauses from left to right."""
    state = _State()
    for clause in groups:
        sentence = scene.sentence(clause.start)
        if sentence != state.sentence:
            state.sentence, state.granted, state.committed = sentence, False, False
            state.subject = state.recipient = None
        _judge_clause(scene, clause, state)
    return state.drafts


def _judge_clause(scene: Scene, clause: Clause, state: _State) -> None:
    grants = [quantity for quantity in clause.quantities if is_grant(scene, clause, quantity, state.granted)]
    if grants:
        state.granted = True
        state.drafts.extend(_funding(scene, clause, grants, state))
    penalties = [
        quantity for quantity in clause.quantities if quantity not in grants and _is_penalty(scene, clause, quantity)
    ]
    state.drafts.extend(_penalties(scene, clause, penalties))
    others = [quantity for quantity in clause.quantities if quantity not in grants and quantity not in penalties]
    others = _without_conditions(scene, clause, others, bool(grants))
    readings = _apart(scene, clause, [_reading(scene, clause, others, index) for index in range(len(others))])
    for index, reading in enumerate(readings):
        target = _target(scene, clause, reading, state, _shared(scene, readings, index))
        if target is not None:
            state.drafts.append(target)


def _is_penalty(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the amount is a fine: 五千元以上二万元以下的罚款."""
    return (
        quantity.measure in ("money", "rate") and _PENALTY.match(scene.line.text[quantity.end : clause.end]) is not None
    )


def _penalties(scene: Scene, clause: Clause, amounts: list[Quantity]) -> list[Target]:
    found = []
    for quantity in amounts:
        name = _FINE.search(scene.line.text, quantity.outer_end, clause.end)
        if name:
            found.append(_make(scene, "limit", quantity, name.span(), quantity.comparator, None))
    return found


def _funding(scene: Scene, clause: Clause, grants: list[Quantity], state: _State) -> list[Target]:
    """Return the amounts of one clause, each with its recipient."""
    text = scene.line.text
    who = state.recipient = recipient(scene, clause, grants[0], state.recipient)
    shared = [who] * len(grants) if who is None else list(shares(scene.flat, who, len(grants)))
    apart = len(grants) > 1 and "分别" in text[clause.start - 6 : grants[-1].end]
    if who is None:
        noun = subject_before(text, clause.start, grants[0].outer, scene.words)
        who = (noun.start, noun.end) if noun.end > noun.start else None
    found = []
    spans = shared if apart else [who] * len(grants)
    for index, (quantity, span) in enumerate(zip(grants, spans, strict=True)):
        own = own_recipient(scene, grants[index - 1], quantity) if index and not apart else None
        span = own or span
        comparator: Comparator = quantity.comparator
        if not quantity.explicit and upper_bound(scene, clause, quantity):
            comparator = "at_most"
        found.append(_make(scene, "funding", quantity, span, comparator, _deadline(scene, clause, quantity, 0)))
    return found


def _without_conditions(scene: Scene, clause: Clause, quantities: list[Quantity], grants: bool) -> list[Quantity]:
    """Leave out the quantities that say which cases are meant, and those of a base or of the past."""
    text = scene.line.text
    whole = text[clause.start : clause.end]
    if whole.endswith("的") and len(whole) > 4 and not clause.enclosed:
        return []
    if not grants and _CASES.search(text[slice(*scene.sentence(clause.start))]):
        return []
    case = re.match(r"(?:对于|对|凡是|凡|给|每(?=新|引|培|认|增))(?!外|口|接|标|照)", whole)
    sentence_end = scene.sentence(clause.start)[1]
    later_grant = not grants and any(word in text[clause.end : sentence_end] for word in scene.words["grants"])
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        rest = text[quantity.outer_end : clause.end]
        if case and (grants or later_grant or "的" in rest):
            continue
        if later_grant and re.match(
            r"(?:年|首次|当年|上年|上一年|获得|新认定|经认定|注册|营业|年度|实际|总投资|投资|设备)", whole
        ):
            continue
        if _is_attribute(scene, clause, quantities, index):
            continue
        if _is_base(text, clause, quantity):
            continue
        kept.append(quantity)
    return kept


def _is_attribute(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> bool:
    """Say whether a quantity only describes a noun: 规模超千亿元的集群, 5亿元以上项目100个, 3岁以下婴幼儿."""
    quantity = quantities[index]
    text, words = scene.line.text, scene.words
    rest = scene.flat[quantity.outer_end : clause.end]
    if _CLOSES.match(rest) or _LEVEL.match(rest):
        return False
    begin = quantities[index - 1].outer_end if index else clause.start
    before = text[begin : quantity.outer]
    governed = _governed(before, scene)
    if quantity.measure == "count":
        if not governed or not before:
            return _describes(before, rest) or _leads_on(scene, clause, quantities, index, before)
        return False
    if rest == "的" or (quantity.end != quantity.outer_end and rest.startswith("的") and _ends_weak(before, words)):
        return True
    if quantity.measure == "time" and (rest.startswith("内") or quantity.comparator == "at_most"):
        return False
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    if following is not None:
        between = scene.flat[quantity.outer_end : following.outer]
        if not re.search(r"[、和与及]|以及|其中", between) and not re.match(r"(?:，|到|至)", between):
            return not _TO.match(between)
    if quantity.measure in ("other", "time"):
        return True
    if _is_fund(before, rest) or (quantity.prior and any(word in rest[:12] for word in words["loans"])):
        return False
    if not governed and quantity.measure == "rate":
        return bool(before) and not _PREPOSITION.search(before) and "的" in rest
    return not governed and bool(before.strip("、和与及—-约"))


def _is_fund(before: str, rest: str) -> bool:
    """Say whether a fund is set up of that size: 设立总规模500亿元的基金."""
    return bool(_FUND.search(before)) and bool(re.search(r"基金|资金池|专项资金|信贷", rest))


def _describes(before: str, rest: str) -> bool:
    """Say whether a count stands in an attribute: 拥有3名以上院士的平台."""
    return bool(re.search(r"(?:拥有|具有|配备|超过|不少于|包含|满|服务|涉及)$", before)) and "的" in rest


def _ends_weak(before: str, words: QuantityWords) -> bool:
    """Say whether the word before is a noun as well (总投资1亿元以上的项目)."""
    return bool(longest_end(before, words["ambiguous"]))


def _leads_on(scene: Scene, clause: Clause, quantities: list[Quantity], index: int, before: str) -> bool:
    """Say whether a count opens a name that another quantity is said of: 20户以上自然村通硬化路比例达到100%."""
    quantity = quantities[index]
    if before or quantity.end == quantity.outer_end or index + 1 == len(quantities):
        return False
    between = scene.flat[quantity.outer_end : quantities[index + 1].start]
    return not re.search(r"[、和与及，]", between) and bool(re.search(r"达到|达|为|率|比例|比重", between))


def _governed(before: str, scene: Scene) -> bool:
    """Say whether an act stands directly before a quantity, or nothing else than an adverb does."""
    words = scene.words
    tail = before
    for _ in range(6):
        word = longest_end(tail, words["adverbs"])
        if not word or (len(word) == 1 and word in "年度不最"):
            break
        tail = tail[: -len(word)]
    if longest_end(tail, words["acts"]):
        return True
    tail = _PARTICLE.sub("", tail)
    return not tail or bool(longest_end(tail, words["acts"])) or tail in words["openings"]


def _reading(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> _Reading:
    """Find the form of the phrase around a quantity, and its subject."""
    quantity = quantities[index]
    text, flat, words = scene.line.text, scene.flat, scene.words
    begin = quantities[index - 1].outer_end if index else clause.start
    begin = max([begin, *(mark.end for mark in scene.marks if begin <= mark.start and mark.end <= quantity.start)])
    limit = quantities[index + 1].outer if index + 1 < len(quantities) else clause.end
    rest = (flat if not clause.enclosed else text)[quantity.outer_end : clause.end]
    indicator = quantity.measure in ("rate", "time", "other", "bare")
    before = subject_before(text, _behind_noun(scene, quantities, index, begin), quantity.outer, words, indicator, bool(quantity.prior))
    if (
        _CLOSES.match(rest)
        or _LEVEL.match(rest)
        or (before.end > before.start and (before.reach or before.change) and quantity.measure != "count")
    ):
        return _Reading(quantity, "before", begin, replace(before, reach=before.reach or bool(quantity.prior)))
    if index + 1 < len(quantities):
        joint = list(re.finditer(r"以及|[、和与及]|其中|，", flat[quantity.outer_end : limit]))
        limit = quantity.outer_end + joint[-1].start() if joint else clause.end
    acted = longest_end(text[begin : quantity.outer], words["acts"])
    if quantity.prior == "突破" and quantity.measure == "count":  # 突破30项关键技术: here it is the act
        plain_one = words.after.get(text[quantity.end : quantity.outer_end], "exactly")
        quantity = replace(quantity, outer=quantity.start, comparator=plain_one, explicit=plain_one != "exactly")
    behind = subject_behind(text, flat, quantity.outer_end, limit, words, bool(acted) and acted not in words["causatives"])
    if before.act and before.end > before.start and _is_predicate(text[behind.start : behind.end], scene):
        return _Reading(quantity, "before", begin, before)
    return _Reading(quantity, "behind", begin, behind)


def _is_predicate(rest: str, scene: Scene) -> bool:
    """Say whether what follows goes on with a verb: 改造企业500家实现…"""
    return bool(re.match(r"(?:实现|达到|进入|完成|成为|带动|入选|纳入|全部|基本)", rest))


def _behind_noun(scene: Scene, quantities: list[Quantity], index: int, begin: int) -> int:
    """Return where the words before a quantity begin, behind the noun of the one before: 30家企业、平台10个."""
    if not index:
        return begin
    between = scene.flat[begin : quantities[index].outer]
    if _CLOSES.match(between):
        return begin
    joint = list(re.finditer(r"以及|[、和与及]|其中", between))
    return begin + joint[-1].end() if joint else begin


def _apart(scene: Scene, clause: Clause, readings: list[_Reading]) -> list[_Reading]:
    """Give each of the amounts behind 分别 its own part of the subject, and the comparator of the first."""
    if len(readings) < 2 or "分别" not in scene.line.text[clause.start : readings[0].quantity.outer]:
        return readings
    first = readings[0]
    together = all(
        re.fullmatch(r"[、和与及]|以及", scene.line.text[left.quantity.outer_end : right.quantity.outer])
        for left, right in pairwise(readings)
    )
    if not together or first.form != "before":
        return readings
    span = (first.subject.start, first.subject.end)
    parts = shares(scene.flat, span, len(readings))
    tails = {scene.line.text[end - 1] for _, end in parts}
    if len(tails) > 1 or parts[0] == span:
        parts = [span] * len(readings)
    return [
        replace(
            reading,
            subject=replace(first.subject, start=start, end=end),
            quantity=reading.quantity if reading.quantity.explicit else _like(reading.quantity, first.quantity),
        )
        for reading, (start, end) in zip(readings, parts, strict=True)
    ]


def _like(quantity: Quantity, first: Quantity) -> Quantity:
    """Return ``quantity`` with the comparator printed before the first of its row."""
    return replace(quantity, comparator=first.comparator, explicit=True) if first.prior else quantity


def _shared(scene: Scene, readings: list[_Reading], index: int) -> Span | None:
    """Return the subject for a quantity without one: that of its neighbour in 分别建设50个、30个X or 达到10家、20家."""
    own = readings[index].subject
    if own.end > own.start:
        return own.start, own.end
    for other in (*readings[index + 1 :], *reversed(readings[:index])):
        if other.subject.end > other.subject.start and (
            other.form == "behind" or other.quantity.start < readings[index].quantity.start
        ):
            return other.subject.start, other.subject.end
    return None


def _target(scene: Scene, clause: Clause, reading: _Reading, state: _State, subject: Span | None) -> Target | None:
    """Return the target that a quantity is, ``None`` where nothing commits to it."""
    quantity, text = reading.quantity, scene.line.text
    if _is_past(scene, clause, quantity, state) or _is_abstract(scene, reading, subject):
        return None
    if quantity.unit == "所" and reading.form == "before" and not reading.subject.reach and _is_name(reading, text):
        return None
    bounded = _limit(scene, clause, reading, subject)
    if bounded is not None:
        return bounded
    deadline = _deadline(scene, clause, quantity, _order(reading, clause))
    if quantity.measure in ("time", "other") and not _is_measured(reading, text, subject):
        return None
    if subject is None and reading.form == "before":
        subject = _clause_subject(scene, clause) or state.subject
    if subject is None or not re.search(r"[\u4e00-\u9fffA-Za-z]", text[slice(*subject)]):
        return None
    annual = _is_annual(scene, clause, reading)
    if not (annual or _is_committed(scene, clause, reading, state, deadline)):
        return None
    state.committed, state.subject = True, subject
    comparator = quantity.comparator
    if not quantity.explicit and quantity.measure == "count":
        further = _FURTHER.search(text, reading.begin, quantity.outer)
        comparator = scene.words.before.get(further[0], comparator) if further else comparator
    if quantity.measure == "time" and not quantity.explicit and text[quantity.outer_end : quantity.outer_end + 1] == "内":
        comparator = "at_most"
    return _make(scene, "annual" if annual else "goal", quantity, subject, comparator, deadline)


def _clause_subject(scene: Scene, clause: Clause) -> Span | None:
    """Return the subject of the clause just before, where that is one of change: 规模持续增长，达到100亿元."""
    text = scene.line.text
    sentence = scene.sentence(clause.start)[0]
    end = clause.start - 1
    if end <= sentence or text[end] != "，" or clause.enclosed:
        return None
    start = max(sentence, scene.flat.rfind("，", 0, end) + 1)
    start = max([start, *(mark.end for mark in scene.marks if start <= mark.start and mark.end <= end)])
    tail = _GROWS.search(text, start, end)
    if tail is None:
        return None
    subject = subject_before(text, start, tail.start(), scene.words, rate=True)
    return (subject.start, subject.end) if subject.end > subject.start + 1 else None


def _is_name(reading: _Reading, text: str) -> bool:
    """Say whether the number is part of an institute's name: 中电52所, 海洋二所."""
    name = text[reading.subject.start : reading.subject.end]
    return reading.quantity.han or name.endswith("中电") or len(name) < 3


def _is_measured(reading: _Reading, text: str, subject: Span | None) -> bool:
    """Say whether a time or an age is itself the goal: 平均受教育年限达到11.3年, 办理时限压缩至3个工作日."""
    return subject is not None and reading.form == "before" and bool(_LIFE.search(text[slice(*subject)]))


def _is_abstract(scene: Scene, reading: _Reading, subject: Span | None) -> bool:
    """Say whether a small Chinese number with 个 counts no things: 两个方面, 三个一批."""
    quantity = reading.quantity
    if not quantity.han or quantity.measure != "count":
        return False
    rest = scene.line.text[quantity.outer_end : quantity.outer_end + 6]
    if quantity.unit == "次" and re.match(r"全会|会议|、|党代会|代表", rest):
        return True
    if re.match(r"[一二三四五六七八九十“]", rest) or any(rest.startswith(word) for word in scene.words["abstract"]):
        return True
    begin = quantity.outer
    if not scene.line.text[reading.begin : begin].strip("、和与及以") and reading.begin > scene.body:
        return False
    return (
        quantity.value.isdigit()
        and int(quantity.value) < 10
        and not _governed(scene.line.text[reading.begin : begin], scene)
        and reading.form == "behind"
    )


def _is_base(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the figure is where a change starts from: 从10%提高到15%."""
    rest = text[quantity.outer_end : clause.end]
    return (
        bool(_FROM.search(text[clause.start : quantity.outer]))
        and bool(_TO.match(rest))
        and not re.match(r"[0-9]", rest)
    )


def _is_past(scene: Scene, clause: Clause, quantity: Quantity, state: _State) -> bool:
    """Say whether the figure tells what has been: 2020年的56亿元, 目前共有…"""
    text = scene.line.text
    figure = next((mark for mark in scene.marks if mark.kind == "figure" and mark.end == quantity.outer), None)
    if figure is not None and quantity.unit != "倍":
        if re.search(r"(?:到|至)$", text[clause.start : figure.start]) or text[figure.start] in "到至":
            return False
        return not scene.reference or figure.years[-1] <= scene.reference
    governing = _governing(scene, clause, quantity)
    sentence = scene.sentence(quantity.start)[0]
    if governing is not None and governing.kind == "past":
        return True
    begin = max(sentence, governing.end if governing and governing.kind == "deadline" else 0)
    base = _FROM_BASE.search(text, begin, quantity.outer)
    begin = base.end() if base else begin
    words = scene.words
    in_clause = text[max(begin, clause.start) : quantity.outer]
    opening = re.sub(r"^[—\-]+", "", text[sentence : sentence + 8])
    opened = begin <= sentence + 2 and longest_start(opening, words["past_openings"])
    return bool(opened) or any(word in in_clause for name in ("past", "past_openings") for word in words[name])


def _governing(scene: Scene, clause: Clause, quantity: Quantity) -> Mark | None:
    """Return the time that governs a quantity: the last before it, else one behind it in its clause."""
    sentence = scene.sentence(quantity.start)[0]
    before = [mark for mark in scene.marks if mark.end <= quantity.start and mark.kind != "figure"]
    for mark in reversed(before):
        if mark.kind != "past" or mark.start >= sentence:
            if mark.start >= clause.start or mark.kind != "past":
                behind = None if mark.start >= clause.start else _later(scene, clause, quantity)
                return behind or mark
            return mark
    return _later(scene, clause, quantity)


def _later(scene: Scene, clause: Clause, quantity: Quantity) -> Mark | None:
    return next(
        (
            mark
            for mark in scene.marks
            if quantity.end <= mark.start and mark.end <= clause.end and mark.kind == "deadline"
        ),
        None,
    )


def _deadline(scene: Scene, clause: Clause, quantity: Quantity, order: int) -> int | None:
    """Return the year by which; ``order`` chooses among 到2025年和2030年分别达到…"""
    text = scene.line.text
    figure = next((mark for mark in scene.marks if mark.kind == "figure" and mark.end == quantity.outer), None)
    if figure is not None and quantity.unit != "倍":
        return figure.years[-1]
    governing = _governing(scene, clause, quantity)
    years = scene.carried if governing is None else governing.years if governing.kind == "deadline" else ()
    if not years:
        return None
    if (
        len(years) > 1
        and "分别" in text[clause.start : quantity.start] + text[max(0, clause.start - 40) : clause.start]
    ):
        return years[min(order, len(years) - 1)]
    return years[-1]


def _order(reading: _Reading, clause: Clause) -> int:
    starts = [quantity.start for quantity in clause.quantities]
    return starts.index(reading.quantity.start)


def _is_annual(scene: Scene, clause: Clause, reading: _Reading) -> bool:
    """Say whether 每年 governs the quantity, in its clause or from earlier in its sentence."""
    text, quantity = scene.line.text, reading.quantity
    sentence = scene.sentence(quantity.start)[0]
    last = None
    for last in _ANNUAL.finditer(text, sentence, quantity.start):
        pass
    if last is None:
        return False
    if "均" in last[0] and not last[0].startswith("平均") and last.start() < max(reading.begin, clause.start):
        return False
    if last.start() >= clause.start:
        return True
    between = text[last.end() : quantity.start]
    return not _ENDS_ANNUAL.search(between) and not any(
        last.end() <= mark.start < quantity.start for mark in scene.marks
    )


def _is_committed(scene: Scene, clause: Clause, reading: _Reading, state: _State, deadline: int | None) -> bool:
    """Say whether the sentence commits to the quantity."""
    text, quantity, words = scene.line.text, reading.quantity, scene.words
    sentence = scene.sentence(quantity.start)[0]
    led = text[max(sentence, clause.start) : quantity.outer]
    willed = deadline is not None or scene.goal or any(word in led for word in words["commitments"])
    if willed or state.committed:
        return True
    if reading.form == "before":
        name = text[reading.subject.start : reading.subject.end]
        indicator = quantity.explicit and _INDICATOR.search(name) is not None
        return reading.subject.act or reading.subject.reach or reading.subject.change or indicator
    before = text[reading.begin : quantity.outer]
    if _is_fund(before, text[quantity.outer_end : clause.end]):
        return True
    if _PREPOSITION.search(before) or _NO_VERB.match(before):
        return False
    if not before.strip("、和与及以"):
        return bool(reading.begin > clause.start and state.drafts and state.drafts[-1].block == scene.block.index)
    return _governed(before, scene) or (quantity.measure == "count" and len(before) <= 4)


def _limit(scene: Scene, clause: Clause, reading: _Reading, subject: Span | None) -> Target | None:
    """Return the limit that a rule sets with the quantity: a term, a share, a rate, a penalty."""
    quantity, text = reading.quantity, scene.line.text
    sentence = text[slice(*scene.sentence(clause.start))]
    if quantity.measure == "time":
        return _term(scene, clause, reading, subject)
    if quantity.measure == "money" and reading.form == "behind" and quantity.comparator == "at_most":
        noun = text[reading.subject.start : reading.subject.end]
        if any(word in noun for word in scene.words["loans"]):
            return _make(scene, "limit", quantity, (reading.subject.start, reading.subject.end), "at_most", None)
    if subject is None or subject[0] == subject[1] or reading.form != "before":
        return None
    name = text[slice(*subject)]
    bound = any(name.endswith(word) for word in scene.words["bounded"])
    deadline = _deadline(scene, clause, quantity, 0)
    ruled = quantity.prior and scene.words.before.get(_first_prior(quantity, scene)) in ("at_most", "at_least")
    if not ruled or quantity.prior.startswith("控制"):
        return None
    open_ended = deadline is None and not scene.goal
    loan = quantity.measure == "money" and any(word in name[-8:] for word in scene.words["loans"])
    if _STRONG_BOUND.search(name) or (open_ended and (bound or loan or _RULED.search(sentence))):
        return _make(scene, "limit", quantity, subject, quantity.comparator, None)
    return None


def _first_prior(quantity: Quantity, scene: Scene) -> str:
    """Return the comparator word that opens what stands before the number (不超过 of 不超过投资额的)."""
    return longest_start(quantity.prior, scene.words.before)


def _term(scene: Scene, clause: Clause, reading: _Reading, subject: Span | None) -> Target | None:
    """Return the limit on a time: 20个工作日内作出决定, 存续期最长可至20年, 有效期为3年."""
    quantity, text = reading.quantity, scene.line.text
    rest = text[quantity.outer_end : clause.end]
    before = text[clause.start : quantity.outer]
    inside = rest.startswith("内") or text[quantity.end : quantity.outer_end] in ("以内", "之内")
    shortened = reading.form == "before" and reading.subject.reach and subject and _LIFE.search(text[slice(*subject)])
    if shortened:
        return None
    if inside and quantity.unit in _TERM_UNITS and quantity.comparator != "at_least":
        start = quantity.outer_end + (1 if rest.startswith("内") else 0)
        behind = subject_behind(text, scene.flat, start, clause.end, scene.words)
        span = (behind.start, behind.end) if behind.end > behind.start else subject
        if span is None or span[0] == span[1]:
            return None
        return _make(scene, "limit", quantity, span, "at_most", None)
    if subject is None or subject[0] == subject[1] or reading.form != "before":
        return None
    if quantity.comparator in ("at_most", "at_least") and not re.search(r"注册|成立|连续|经营满?", before):
        return _make(scene, "limit", quantity, subject, quantity.comparator, None)
    name = text[slice(*subject)]
    if (
        _STRONG_BOUND.search(name)
        and not _ISSUED.search(text[slice(*scene.sentence(quantity.start))])
        and not rest.strip("。")
    ):
        return _make(scene, "limit", quantity, subject, quantity.comparator, None)
    return None


def _make(
    scene: Scene,
    kind: TargetKind,
    quantity: Quantity,
    subject: Span | None,
    comparator: Comparator,
    deadline: int | None,
) -> Target:
    line = scene.line
    return Target(
        kind=kind,
        subject=line.printed(*subject) if subject else "",
        value=quantity.value,
        unit=quantity.unit,
        comparator=comparator,
        deadline=deadline,
        section=scene.block.section,
        block=scene.block.index,
        span=line.span(quantity.start, quantity.end),
        subject_span=line.span(*subject) if subject else None,
    )
