"""Which quantities of a block are targets, and of which kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from comparators.document import Span
from comparators.facts.model import Comparator, Target, TargetKind
from comparators.facts.targets_conditions import (
    PREPOSITION,
    REACHES,
    YEARLY_OUTPUT,
    governed,
    is_base,
    is_fund,
    without_conditions,
)
from comparators.facts.targets_counts import counts_another, is_abstract, is_institute_number
from comparators.facts.targets_earlier import INDICATOR, before_colon, clause_subject, object_before, set_up_before
from comparators.facts.targets_funding import is_allotted, is_case, is_grant, upper_bound
from comparators.facts.targets_governing import deadline_of, granted_until, is_annual, is_past
from comparators.facts.targets_leads import is_headless, lead_before, named_ahead
from comparators.facts.targets_limits import LIFE, MAY_REACH, is_penalty, is_yearly_count, limit_of, penalties
from comparators.facts.targets_phrases import Reading, read_phrases, shared_subject
from comparators.facts.targets_quantities import Quantity, both_ends
from comparators.facts.targets_recipients import (
    YEARLY_SUM,
    is_condition_alone,
    own_recipient,
    recipient,
    supported_before,
)
from comparators.facts.targets_scene import Clause, Scene, make_target
from comparators.facts.targets_shares import shares
from comparators.facts.targets_subjects import subject_before

_NO_VERB: Final = re.compile(
    r"^(?:全[省市国县区]|各地|我[省市国区]|其中|现有|目前|共|约|前|后|第|近|另有?|还有|以|的|等|其他|其余|其它|这|那|该|上述|下列|以下)+$"
)
_EACH_PLACE: Final = re.compile(r"每[个所家县市区镇乡村][^，。；0-9]{0,8}$")
# 构建面向X的20类数据集: what is made is committed to, whatever it is for.
_MAKES: Final = re.compile(
    r"(?:构建|打造|建设|建成|建立|搭建|培育|形成|组建|创建|推出|研发)(?:面向|服务|覆盖|具有|具备|辐射|引领|支撑|适应)[^，。；0-9]{2,24}的$"
)
# 96%的事项实现“网上办”: what is to be is said behind.
_ATTAINS: Final = re.compile(r"(?:基本|全部|率先)?(?:实现|达到|完成|建成|纳入|实行|通过)")
_USES: Final = re.compile(r"(?:发挥|用好|依托|借助)(?:好|现有|全[省市县])?$")  # what there is
_CHOOSES: Final = re.compile(r"(?:选择|选取|选定|精选|聚焦)$")
_FIELD: Final = re.compile(
    r"[^，。；的]{0,6}(?:领域|产业|赛道|方向|环节)(?:错位|精准|重点|集中|率先|差异化|特色化|精耕|深耕)*"
    r"(?:发展|切入|突破|突围|培育|打造|形成|细作|深耕)[^，。；]{0,8}"
)
_WILLED: Final = re.compile(r"力争|确保")
_BARE: Final = re.compile(r"(?:且|并|但|最多|最高|最长|原则上|不超过|不得超过|不高于|总体|一般)+")
_GIVES: Final = re.compile(r"给予[^，。；]{0,8}(?:支持|补助|补贴|奖励|资助|贴息|配套)，")
_AIMS: Final = re.compile(r"目标(?:是|为|如下)?：")
_HAS_AT_LEAST: Final = re.compile(r"至少(?:有|具有|拥有|配备)$")
_SETS_ASIDE: Final = re.compile(r"每年(?:度)?(?:安排|新增|预留|单列|供应)(?:不少于|不低于|约)?[0-9]")
_SERVES_FIRST: Final = re.compile(
    r"(?P<what>[^，。；、]{2,16}(?:指标|用地|资金|经费|编制|额度|床位|名额))(?:优先|重点|主要|充分)(?:保障|支持|用于|投向|满足|向)"
)
_RUNNING: Final = ("动态", "滚动", "累计", "首批", "共建")  # 动态入库企业500家, 首批试点企业10家
_OF_THOSE: Final = re.compile(r"(?:取得|获得|通过|完成|获批)[^，。；]{1,12}的")  # 完成备案的机构12家
_SCORED: Final = re.compile(r"(?:满意度|安全感|获得感|幸福感|指数|成绩|平均分)$")
_PART_OF: Final = re.compile(r"占[^，、]{2,16}的")
_UNNAMED: Final = re.compile(
    r"[全我各][省市县区国域]|总数|总量|数量|每[月季周]度?|[一二三四五六七八九十两]年?(?:(?:累计|计划|共|内)*(?:安排|投入|统筹))?"
)
_ALLOTS: Final = re.compile(r"(?:安排|投入|统筹)$")
# 引导基金出资20亿元，联合社会资本组建基金群
_PAYS_IN: Final = re.compile(
    r"(?:基金|财政|平台|国企|集团|资金|公司|企业)(?:共同|计划|拟|首期)*(?:出资|注资|认缴)(?:不低于|不少于|约|超过)?$"
)
_STAGE: Final = re.compile(
    r"(?:(?:力争|确保|争取|再用[一二两三]年，?)*(?:到|至)?20[0-9]{2}年(?:底|末)?，?)(?:力争|确保|将|再|进一步|累计)*"
    r"(?:(?:达到?|突破|超过?|增至|增加到|增长到|提高到|提升到|提升至|提高至|扩大到|不低于|不少于|实现))*"
)
_GROWTH: Final = re.compile(r"(?:年均|平均|年|复合)*(?:增速|增长率|增幅|涨幅)$")
# 在10个领域大力开展职业培训: where something is done is committed to.
_DONE_THERE: Final = re.compile(
    r"[^，。；、]{0,12}(?:领域|行业|城市|地区|区域|[县市区镇乡村]|街道|社区|园区|企业|学校|高校|医院)"
    r"(?:全面|大力|率先|先行|积极|深入|稳步|组织|启动|部署|联合)*(?:开展|推广|实施|推进|布局|建设|试点|推行|普及)"
)
_NO_SUBJECT: Final = re.compile(
    r"第[0-9一二三四五六]+年?$|经(?:批|审|核|同意|[^，。；]{2,12}(?:同意|批准|审核|审定|审批))|可延|按照?(?![揭摩期时月年季需日])|在(?![线建职校岗研册])[^的]{0,6}扣除|(?:新增|其中)安排$"
)
# 将1010个开发区整合提升为134个 is about 开发区.
_WHAT_WAS_MERGED: Final = re.compile(
    r"(?:全[省市县区国])?[0-9]+余?[个家项所户](?P<what>[^，0-9]{2,}?)(?:整合|归并|压减|精简|优化|缩减|撤并)$"
)
_FURTHER_GRANT: Final = re.compile(r"^(?:再|额外|另外?|还)(?:一次性)?(?:给予|奖励|补助|补贴|资助)")
# 至少建成1个: the comparator stands before the act.
_FURTHER: Final = re.compile(r"至少|不少于|最多|至多|不低于|不超过")


@dataclass(slots=True)
class _State:
    """What the clauses read so far in a sentence leave to the next ones."""

    sentence: int = -1
    granted: bool = False
    recipient: Span | None = None
    last: Span | None = None
    committed: bool = False
    bounded: bool = False
    subject: Span | None = None
    staged: Span | None = None  # the subject of the sentence before
    counted: Span | None = None
    row: tuple[Span | None, ...] = ()
    drafts: list[Target] = field(default_factory=list)


def judge(scene: Scene, groups: list[Clause]) -> list[Target]:
    """Return the targets among the quantities of ``groups``, a block's clauses from left to right."""
    state = _State()
    for clause in groups:
        sentence = scene.sentence_number(clause.start)
        if sentence != state.sentence:
            state.staged = state.subject
            state.sentence, state.granted, state.committed, state.bounded = sentence, False, False, False
            state.subject = state.recipient = state.counted = None
            state.row = ()
        _judge_clause(scene, clause, state)
    return state.drafts


def _judge_clause(scene: Scene, clause: Clause, state: _State) -> None:
    if not state.granted:  # 按1:1给予配套支持，最高不超过5000万元
        begin = max(scene.sentence(clause.start)[0], clause.start - 40)
        state.granted = _GIVES.search(scene.line.text, begin, clause.start) is not None
    grants = [
        quantity
        for quantity in clause.quantities
        if is_grant(scene, clause, quantity, state.granted) and not is_base(scene.line.text, clause, quantity)
    ]
    if grants:
        state.granted = True
        state.drafts.extend(_funding(scene, clause, grants, state))
    text = scene.line.text
    priced = any(quantity.measure == "money" for quantity in clause.quantities)
    given = priced and scene.words.named("grants", text, clause.start, clause.end)
    others = [
        quantity
        for quantity in clause.quantities
        if quantity not in grants and not (given and is_case(text, clause, quantity))
    ]
    fines = [quantity for quantity in others if is_penalty(scene, clause, quantity)]
    state.drafts.extend(penalties(scene, clause, fines))
    others = without_conditions(scene, clause, [item for item in others if item not in fines], bool(grants))
    if grants and others and others[0].start > grants[-1].end and text[grants[-1].outer_end] == "、":
        clause = replace(clause, start=grants[-1].outer_end + 1)  # 贴息不超过50万元、期限不超过24个月
    readings = read_phrases(scene, clause, others)
    respectively = len(readings) > 1 and "分别" in text[clause.start : readings[0].quantity.start]
    subjects = [shared_subject(scene, readings, index) for index in range(len(readings))]
    if respectively and len(state.row) == len(readings) and not any(subjects):
        subjects = list(state.row)  # A和B分别达到70%和80%，到2030年分别达到75%和85%
    elif respectively and not any(subjects):
        built = object_before(scene, clause, readings[0].quantity)  # 共建A、B，到2027年分别达到20家和30家
        subjects = [*shares(scene.flat, built, len(readings))] if built else subjects
    for reading, subject in zip(readings, subjects, strict=True):
        target = _target(scene, clause, reading, state, subject)
        if target is not None:
            state.drafts.append(target)
    if respectively:
        state.row = tuple(subjects)


def _funding(scene: Scene, clause: Clause, grants: list[Quantity], state: _State) -> list[Target]:
    """Return the amounts of one clause, each with its recipient."""
    text = scene.line.text
    who = state.recipient = recipient(scene, clause, grants[0], state.recipient)
    if who and text.startswith(("按", "参照", "依照"), who[0]):  # 分三期按应奖励额的30%、30%和40%奖励
        return []
    if who and state.last and _is_further_case(scene, clause, grants[0], who, state.last):
        who = state.recipient = state.last
    if who and not text.startswith(("单", "每", "同一", "其"), who[0]):
        state.last = who
    shared: list[Span | None] = [who] * len(grants) if who is None else [*shares(scene.flat, who, len(grants))]
    apart = len(grants) > 1 and "分别" in text[max(0, clause.start - 6) : grants[-1].end]
    if who is None and state.last and _FURTHER_GRANT.match(text[clause.start : grants[0].outer].removeprefix("每年")):
        who = state.recipient = state.last  # 根据年度绩效，每年再给予最高80万元
        shared = [who] * len(grants)
    if who is None:
        noun = subject_before(text, clause.start, grants[0].outer, scene.words)
        named = noun.end > noun.start and text[noun.start] not in "按以"
        who = (noun.start, noun.end) if named else supported_before(scene, scene.sentence(clause.start)[0])
    ahead = named_ahead(scene.flat, scene.sentence(clause.start)[0], who) if who else None
    if ahead:
        who, shared = ahead, [ahead] * len(grants)
    name = ""
    if who and is_headless(text, who):
        above = lead_before(scene.flat, scene.body, who[0])
        name = "" if above else scene.recipient
        who = above or (None if name else who)
        shared = [who] * len(grants)
    found = []
    spans = shared if apart else [who] * len(grants)
    for index, (quantity, span) in enumerate(zip(grants, spans, strict=True)):
        own = own_recipient(scene, grants[index - 1], quantity) if index and not apart else None
        span = own or span
        comparator: Comparator = quantity.comparator
        if not quantity.explicit and upper_bound(scene, clause, quantity):
            comparator = "at_most"
        until = granted_until(scene, clause, quantity, is_allotted(scene, clause, quantity))
        summed = span is not None and text.startswith("同一", span[0]) and YEARLY_SUM.fullmatch(text, *span)
        kind: TargetKind = "limit" if summed and comparator == "at_most" else "funding"
        ends = both_ends(quantity, text) if quantity.measure == "money" else None
        if ends:  # 给予50万元至300万元: two amounts
            found.append(make_target(scene, kind, ends[0], span, ends[0].comparator, until, name))
            quantity, comparator = ends[1], "at_most"
        found.append(make_target(scene, kind, quantity, span, comparator, until, name))
    return found


def _is_further_case(scene: Scene, clause: Clause, quantity: Quantity, who: Span, last: Span) -> bool:
    """Say whether a case has the recipient named ``last``: 给予A50万元；超过1亿元的，再给予20万元."""
    text = scene.line.text
    who, last = _without_de(text, who), _without_de(text, last)
    if text[last[1] : last[1] + 1] == "的" or text[who[1] : who[1] + 1] != "的":
        return False
    if is_condition_alone(text, who[0], who[1] + 1):
        return True
    if text[who[0] - 1] == "对":  # 对升级为国家级先导区的，再奖励2000万元
        return False
    return _FURTHER_GRANT.match(text[clause.start : quantity.outer]) is not None


def _without_de(text: str, span: Span) -> Span:
    return (span[0], span[1] - 1) if text[span[1] - 1] == "的" else span


def _target(scene: Scene, clause: Clause, reading: Reading, state: _State, subject: Span | None) -> Target | None:
    """Return the target that a quantity is, ``None`` where nothing commits to it."""
    quantity, text = reading.quantity, scene.line.text
    if is_past(scene, clause, quantity) or is_abstract(scene, reading, subject):
        return None
    if counts_another(scene, clause, reading, subject) or (
        quantity.unit == "所" and not reading.subject.reach and is_institute_number(reading, text)
    ):
        return None
    if subject is None and reading.form == "before" and quantity.prior:
        subject = clause_subject(scene, clause)
    bounded = _bound(scene, clause, reading, state, subject)
    if bounded is not None:
        return bounded
    deadline = deadline_of(scene, clause, quantity, _order(reading, clause))
    if quantity.measure in ("time", "other") and not _is_measured(reading, text, subject):
        return None
    subject = _named_subject(scene, clause, reading, state, subject)
    if subject is None or not re.search(r"[\u4e00-\u9fffA-Za-z]", text[slice(*subject)]):
        return None
    if _is_no_result(reading, text, subject):
        return None
    share = _PART_OF.fullmatch(text, *subject)
    if share and state.subject:  # 聚合负荷100万千瓦，占用电负荷的5%以上
        subject = state.subject
    merged = _WHAT_WAS_MERGED.match(text, *subject)
    subject = merged.span("what") if merged else subject
    if _NO_SUBJECT.match(text, *subject):
        return None  # 经批准可延长两次, 按核定额的110%计提
    annual = is_annual(scene, clause, reading)
    if not (annual or _is_committed(scene, clause, reading, state, deadline)):
        return None
    state.committed, state.subject = True, subject
    state.counted = subject if quantity.measure == "count" else state.counted
    comparator = _comparator(scene, reading)
    return make_target(scene, "annual" if annual else "goal", quantity, subject, comparator, deadline)


def _is_no_result(reading: Reading, text: str, subject: Span) -> bool:
    """Say whether a figure is part of a rule or of what there is.

    按40%、60%比例发放, 延续实施1%的失业保险费率政策, 发挥9条步行街的作用.
    """
    behind, quantity = reading.form == "behind", reading.quantity
    if quantity.measure == "rate" and (
        text.endswith("政策", *subject) or (behind and text.startswith(("比例", "幅度"), subject[0]))
    ):
        return True
    if behind and _CHOOSES.search(text, reading.begin, quantity.outer) and _FIELD.fullmatch(text, *subject):
        return True  # 各地选择1至2个细分领域错位发展
    return behind and _USES.search(text, reading.begin, quantity.outer) is not None


def _named_subject(scene: Scene, clause: Clause, reading: Reading, state: _State, subject: Span | None) -> Span | None:
    """Return the subject, looked for further back where the words before the quantity name nothing (全市, 总数)."""
    text, quantity = scene.line.text, reading.quantity
    if reading.form != "before":
        return subject
    if subject is not None:
        if text[slice(*subject)] == "规模" and not reading.subject.reach:  # 设立风险补偿资金池，规模3亿元
            return set_up_before(scene, clause, quantity) or subject
        if not _UNNAMED.fullmatch(text, *subject):
            return subject
        subject = object_before(scene, clause, quantity) or (
            None if text[subject[0]] in "全我各" or _ALLOTS.search(text, *subject) else subject
        )
    return subject or (
        _before_bracket(scene, clause, state)
        or _served_before(scene, clause)
        or before_colon(scene, clause)
        or clause_subject(scene, clause)
        or set_up_before(scene, clause, quantity)
        or object_before(scene, clause, quantity)
        or (state.counted if quantity.measure == "count" else None)
        or _grown(state.subject, quantity, text)
        or _next_stage(scene, clause, state, quantity)
    )


def _before_bracket(scene: Scene, clause: Clause, state: _State) -> Span | None:
    """Return what the quantity before a bracket is said of: 重点实验室 in 重点实验室10家（其中新增3家）."""
    if not clause.enclosed:
        return None
    start = scene.line.span(clause.start - 1, clause.start)[0]
    for draft in reversed(state.drafts):
        if draft.block != scene.block.index:
            break
        if draft.span[1] <= start <= draft.span[1] + 2 and draft.subject_span:
            return scene.line.place(draft.subject_span[0]), scene.line.place(draft.subject_span[1])
    return None


def _served_before(scene: Scene, clause: Clause) -> Span | None:
    """Return what the clause before is about, of which this one says how much: 用地指标优先保障A，每年安排800亩."""
    text = scene.line.text
    begin = scene.sentence(clause.start)[0]
    if begin >= clause.start - 1 or _SETS_ASIDE.match(text, clause.start, clause.end) is None:
        return None
    start = max(text.rfind(mark, begin, clause.start - 1) for mark in "，；") + 1 or begin
    served = _SERVES_FIRST.match(text, max(start, begin), clause.start)
    return served.span("what") if served else None


def _next_stage(scene: Scene, clause: Clause, state: _State, quantity: Quantity) -> Span | None:
    """Return what the sentence before is about, where this one only gives its next value: …；2026年，达到380亿元."""
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.block != scene.block.index or last.unit != quantity.unit:
        return None
    sentence = scene.sentence(clause.start)[0]
    return state.staged if _STAGE.fullmatch(scene.line.text, sentence, quantity.start) else None


def _grown(subject: Span | None, quantity: Quantity, text: str) -> Span | None:
    """Return what an amount is said of behind a rate: 规模 of 规模年均增速保持在15%以上，突破300亿元."""
    if subject is None or quantity.measure == "rate":
        return subject
    growth = _GROWTH.search(text, *subject)
    return (subject[0], growth.start()) if growth and growth.start() > subject[0] + 1 else subject


def _comparator(scene: Scene, reading: Reading) -> Comparator:
    """Return how a result's quantity is meant, where a comparator may stand further off."""
    quantity, text = reading.quantity, scene.line.text
    if quantity.explicit:
        return quantity.comparator
    if quantity.measure in ("count", "money", "mass"):
        further = _FURTHER.search(text, reading.begin, quantity.outer)
        return scene.words.before.get(further[0], quantity.comparator) if further else quantity.comparator
    inside = quantity.measure == "time" and text[quantity.outer_end : quantity.outer_end + 1] == "内"
    return "at_most" if inside else quantity.comparator


def _bound(scene: Scene, clause: Clause, reading: Reading, state: _State, subject: Span | None) -> Target | None:
    """Return the limit that a rule sets, or a further one on the same thing: …控制在5%以内，最多不超过10亩."""
    if is_yearly_count(scene.line.text, clause, reading.quantity):
        return None
    bounded = limit_of(scene, clause, reading, subject)
    if bounded is not None:
        state.bounded, state.subject = True, subject if reading.form == "before" else None
        return bounded
    quantity = reading.quantity
    if state.bounded and quantity.measure == "rate" and quantity.comparator == "at_most" and _is_alike(scene, reading):
        return make_target(scene, "limit", quantity, subject, "at_most", None)
    text, outer = scene.line.text, quantity.outer
    if state.bounded and quantity.measure == "rate" and subject and MAY_REACH.search(text, clause.start, outer):
        return make_target(scene, "limit", quantity, subject, "at_most", None)
    of_it = quantity.measure == "rate" and quantity.prior.endswith("的")  # 不超过应得收益的80%
    bare = (
        of_it
        or _BARE.fullmatch(scene.line.text, clause.start, quantity.start) is not None
        or (
            scene.line.text.startswith("、", quantity.outer - 1)
            and any(other.end == quantity.outer - 1 and other.unit == quantity.unit for other in clause.quantities)
        )
    )
    if state.bounded and state.subject and quantity.comparator == "at_most" and bare:
        return make_target(scene, "limit", quantity, state.subject, "at_most", None)
    return None


def _is_alike(scene: Scene, reading: Reading) -> bool:
    """Say whether a bound is another of the rule before it: 大型企业比例不超过30%，中小企业不超过60%."""
    bounding = reading.quantity.prior.startswith(("不", "最"))
    return reading.form == "before" and reading.subject.end > reading.subject.start and bounding and not scene.goal


def _is_measured(reading: Reading, text: str, subject: Span | None) -> bool:
    """Say whether a time or an age is itself the goal: 平均受教育年限达到11.3年, 办理时限压缩至3个工作日."""
    if subject is None or reading.form != "before":
        return False
    scored = reading.quantity.unit == "分" and reading.subject.reach and _SCORED.search(text, *subject)
    return bool(scored or LIFE.search(text[slice(*subject)]))


def _order(reading: Reading, clause: Clause) -> int:
    starts = [quantity.start for quantity in clause.quantities]
    return starts.index(reading.quantity.start)


def _is_announced(text: str, position: int) -> bool:
    """Say whether a list of goals was announced before: 主要预期目标是：…；…"""
    return _AIMS.search(text, max(0, position - 600), position) is not None


def _is_committed(scene: Scene, clause: Clause, reading: Reading, state: _State, deadline: int | None) -> bool:
    """Say whether the sentence commits to the quantity."""
    text, quantity, words = scene.line.text, reading.quantity, scene.words
    sentence = scene.sentence(quantity.start)[0]
    led = text[max(sentence, clause.start) : quantity.outer]
    willed = deadline is not None or scene.goal or words.named("commitments", led)
    willed = willed or _WILLED.search(text, sentence, quantity.outer) is not None
    if willed or state.committed or _is_announced(text, quantity.outer):
        return True
    if reading.form == "before":
        name = text[reading.subject.start : reading.subject.end]
        running = "新增" in name or (len(name) > 3 and name.startswith(_RUNNING)) or _OF_THOSE.match(name)
        indicator = bool(running) or INDICATOR.search(name) is not None
        paid_in = quantity.measure == "money" and _PAYS_IN.search(text, reading.begin, quantity.outer) is not None
        return reading.subject.act or reading.subject.reach or reading.subject.change or indicator or paid_in
    before = text[reading.begin : quantity.outer]
    if before in words["abstract"] or _commits_by_form(reading, text, before, text[quantity.outer_end : clause.end]):
        return True  # 4个方向8条走廊
    if PREPOSITION.search(before) or _NO_VERB.match(before):
        there = before.endswith("在") and quantity.measure == "count"
        return there and _DONE_THERE.match(text, quantity.outer_end) is not None
    if not before.strip("、和与及以"):
        return bool(reading.begin > clause.start and state.drafts and state.drafts[-1].block == scene.block.index)
    if quantity.measure != "count":
        return governed(before, scene) or (quantity.measure == "rate" and REACHES.search(before) is not None)
    if len(before) <= 4 or governed(before, scene):
        return True
    led_by = subject_before(text, reading.begin, quantity.outer, words)
    return quantity.explicit and led_by.act  # 推动六大领域300个以上场景落地


def _commits_by_form(reading: Reading, text: str, before: str, rest: str) -> bool:
    """Say whether the words around a quantity commit to it whatever its sentence says."""
    quantity = reading.quantity
    if before.endswith(YEARLY_OUTPUT) or is_fund(before, rest) or _HAS_AT_LEAST.search(before) or _MAKES.match(before):
        return True
    if quantity.prior and quantity.comparator == "at_least" and _EACH_PLACE.search(before):
        return True
    if before.endswith("为") and len(before) < 5 and quantity.measure == "count":  # 免费为800个村配置器材
        return True
    if before == "覆盖" and quantity.explicit and "的" not in rest:  # 覆盖5000家以上企业
        return True
    return quantity.measure == "rate" and not before and _ATTAINS.match(text, reading.subject.end) is not None
