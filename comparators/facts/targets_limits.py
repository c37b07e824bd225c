"""Limits: rules that bound a term, a share, a rate or an amount, and fines."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span
from comparators.facts.model import Comparator, Target
from comparators.facts.targets_conditions import CLOSES, KEEPS_FREE, LOST, MAY_BORROW
from comparators.facts.targets_governing import deadline_of
from comparators.facts.targets_phrases import Reading
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene, make_target
from comparators.facts.targets_subjects import subject_before, subject_behind
from comparators.facts.targets_words import longest_start
from comparators.numerals import HAN_NUMERAL

_RULED: Final = re.compile(r"不得|不应|不能|应当|须|必须|原则上|一般不|可达|可至|允许|上限|下限|最长|最高不")
# 将不低于80%的净收益用于奖励.
_SPENT: Final = re.compile(r"的(?P<what>[^，]{2,20}?)(?:用于|投入|免费提供|提供|投向|让渡|让利|奖励|分配|返还)")
# 按不低于责任余额的0.5%安排风险补偿资金.
_TAKEN: Final = re.compile(r"(?:将|把|预留|安排|拿出|提取)$")
_RESERVED: Final = re.compile(
    r"的?(?:比例)?(?:安排|计提|提取|列支|设立|缴存|预留|确定)(?P<what>[^，。；、0-9]{2,16}(?:金|经费|预算|费用?|指标|用地|底价|地价|价格))"
)
# 园区可预留不低于5%的产业用地, 预留10%的编制
_KEPT_FREE: Final = re.compile(
    r"的(?P<what>[^，。；、的0-9]{0,8}(?:用地|指标|份额|额度|空间|面积|编制|岗位|比例))(?=[，。；、用]|$)"
)
_USUALLY: Final = re.compile(r"(?:一般|原则上)(?:为|是|不[超少低高][过于])?$")
_LONGEST_NAMED: Final = re.compile(r"最长|最高|最多")
_LEAST_NAMED: Final = re.compile(r"最低|最短|最少")
_BY_RULE: Final = re.compile(r"原则上|不得|一般")
_GIVES: Final = re.compile(r"(?:给予|提供|发放|予以)$")
_STRONG_BOUND: Final = re.compile(
    r"(?:费率|利率|贴息率|存续期|有效期|宽限期|期限|时限|年限|任期|服务期|租期|(?:资助|出资|补助|补贴|分担|支持|持股|返还|奖补)比例|(?:用于|奖励给|分配给|让渡给)[^，、]{2,20}的比例|单[笔个项家户][^，、]{0,8}(?:投资|出资|额度|金额)|返投比例|容忍率|容亏率|容损率|租金|保修期|追溯期|(?<![周工学长近初中])期)$"
)
# 提供最长3年的免租场地, 给予不少于12个月的免租期
# 担保机构对企业收取的担保费率
_CHARGED: Final = re.compile(r"[^，。；]{2,30}(?:收取|执行|适用|约定)的(?=[^，。；的]{0,6}(?:费率|利率)$)")
_OFFERS: Final = re.compile(
    r"(?:(?:提供|给予)(?:[^，。；的0-9]{0,10}(?:企业|单位|机构|团队|人才|个人|主体|项目|者))?|享受|予以|设置|安排)$"
)
_TERM_OF: Final = re.compile(r"的(?P<what>长期使用权|[^，。；、的]{2,14}(?=[，。；、]|$))")
_TERM_UNITS: Final = frozenset(
    {"日", "天", "个工作日", "工作日", "个自然日", "小时", "个小时", "分钟", "个月", "个交易日"}
)
_FROM_DATE: Final = re.compile(
    r"(?P<what>(?![在自收接于从]|受理)[^，。；：0-9]{2,16}?)(?:应当?|须|要|将)?"
    r"(?:(?:自|在|于|从)(?:[^，。；]{2,24}(?:之日起|之后|后|起))?|实行|推行|实现|承诺|原则上)?$"
)
_ONLY_DONE: Final = re.compile(
    r"(?:予以|及时|全部)?(?:拨付|兑付|兑现|办结|完成|答复|办理|发放|支付|到账|反馈|受理|审批|公示|下达|协调解决|解决|处理|处置)(?:到位|完毕|完成|到账)?"
)
_HELPED_FOR: Final = re.compile(r"(?P<what>(?:连续|累计)(?:支持|补助|资助|补贴|奖励|扶持))(?:期限|时间|年限)?$")
_ISSUED: Final = re.compile(r"施行|实施之日|本(?:办法|规定|意见|细则|方案|措施|政策|通知|计划|行动计划|条例)")
# 按不低于装机容量15%配置
_BY_AT_LEAST: Final = re.compile(r"按照?(?P<how>不[低少高超][于过])(?P<what>[^，。；、0-9]{2,16}?)的?$")
_COST: Final = re.compile(r"(?:担保|保险)[^，、]{0,4}费率$")
_TOLERANCE: Final = re.compile(r"(?:容忍率|容亏率|容损率|返投比例)$")
_RATE: Final = re.compile(r"[费利税]率$")
_MOVED: Final = re.compile(r"[降提升增减压在]")
# 管理费按1%以内收取.
_LEVIES: Final = re.compile(r"收取|提取|计提|计收")
# 允许基金最高承担40%的单项投资损失
_BEARS: Final = re.compile(r"(?:承担|分担|容忍)$")
_BEARS_MOST: Final = re.compile(r"最[高多大]可?(?:承担|分担|容忍)$")
_MAY_GIVE_UP: Final = re.compile(r"可(?:让渡|让利|用于|奖励|分配|返还)")
_BORNE: Final = re.compile(r"的(?P<what>[^，。；、的]{2,14}(?:损失|亏损|风险|代偿))(?=[，。；、]|$)")
# 基金容许单个项目最高100%亏损; 单个项目允许最高出现80%的亏损: whose loss is tolerated.
_MAY_LOSE: Final = re.compile(
    r"(?:[^，。；]*(?:允许|容许|容忍|接受|对))?(?P<what>(?!最[高多大]|不超过|出现|发生)[^，。；、的]{2,16}?)(?:可以?|允许|容许|容忍|最[高多大]|不超过|出现|发生|有|达到?)*$"
)
# 最高可让渡80%超额收益.
_YIELDS: Final = re.compile(r"(?:最[高多大]可?|可)(?:让渡|让利|享有|分配|承担|核销|允许)$")
# 省财政对单个项目支持强度不低于500万元.
_AGENT_TO: Final = re.compile(r"[^，。；对]{0,12}财政对(?=单[个户笔项家]|同一|每[个户家])")
_YEARLY: Final = re.compile(r"每年(?:度)?(?!度?总|最高)[^，。；得]*$")
_IS_SHARE_OF: Final = re.compile(
    r"(?P<what>[^，。；：、0-9的为]{2,12}(?:比例|标准|费率|利率))为[^，。；0-9为]{2,20}的$"
)
_CLAUSE_END: Final = re.compile(r"[，。；：]")
MAY_REACH: Final = re.compile(r"可[^，、率]{0,4}[至到](?:[^，、0-9]{2,8}的)?$")
_FINE: Final = re.compile(r"罚款|违约金|滞纳金")
_PENALTY: Final = re.compile(
    rf"(?:以上|以下)?(?:(?:[0-9.]+|{HAN_NUMERAL})(?:[万亿]?元|倍|%)(?:以上|以下)?)?的?(?:罚款|违约金|滞纳金)"
)
LIFE: Final = re.compile(r"(?:寿命|小时数|天数|年限|时间|时限|时长|机时|周期|年龄|用时|工期)(?:总体)?$")


def is_penalty(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the amount is a fine: 五千元以上二万元以下的罚款."""
    return (
        quantity.measure in ("money", "rate") and _PENALTY.match(scene.line.text[quantity.end : clause.end]) is not None
    )


def penalties(scene: Scene, clause: Clause, amounts: list[Quantity]) -> list[Target]:
    """Return the limits that the ``amounts`` of a fine set."""
    found = []
    for quantity in amounts:
        name = _FINE.search(scene.line.text, quantity.outer_end, clause.end)
        if name:
            found.append(make_target(scene, "limit", quantity, name.span(), quantity.comparator, None))
    return found


# 每个企业每年累计不超过800万元, 每个园区的主导产业不超过2个, 每年支持数量不超过20个: nobody is to reach that.
_PER_EACH: Final = re.compile(r"每[个家户名项场]|同一|每年(?:支持|资助|奖励|补助|评选|认定)")
_NO_MORE: Final = ("不超过", "不得超过", "不多于", "原则上不超过", "最多不超过", "一般不超过")


def is_yearly_count(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Say whether so many are to be done at least each year: 每年实施项目不少于20项."""
    counted = quantity.measure not in ("rate", "time", "money") and quantity.comparator == "at_least"
    return counted and _YEARLY.search(text, clause.start, quantity.outer) is not None


def limit_of(scene: Scene, clause: Clause, reading: Reading, subject: Span | None) -> Target | None:
    """Return the limit that a rule sets with the quantity: a term, a share, a rate, a penalty."""
    quantity, text = reading.quantity, scene.line.text
    sentence = text[slice(*scene.sentence(clause.start))]
    if quantity.measure == "time":
        return _term(scene, clause, reading, subject)
    may_borrow = MAY_BORROW.search(text, clause.start, quantity.outer) is not None
    bounding = (
        may_borrow
        or quantity.comparator == "at_most"
        or (quantity.prior and _GIVES.search(text, clause.start, quantity.outer) is not None)
    )
    if quantity.measure == "money" and reading.form == "behind" and bounding:
        span = (reading.subject.start, reading.subject.end)
        if scene.words.named("loans", text[slice(*span)]):
            return make_target(scene, "limit", quantity, span, "at_most" if may_borrow else quantity.comparator, None)
    behind = _bounded_behind(scene, clause, reading, subject) or _reckoned(text, clause, quantity)
    if behind is not None:
        return make_target(scene, "limit", quantity, *behind, None)
    if subject is None or subject[0] == subject[1] or reading.form != "before":
        return None
    subject = _without_payer(text, subject)
    name = text[slice(*subject)]
    bound = name.endswith(tuple(scene.words["bounded"]))
    deadline = deadline_of(scene, clause, quantity, 0)
    open_ended = deadline is None and not scene.goal
    if not quantity.prior:
        comparator = _bound_by_name(scene, clause, quantity, subject, bound, open_ended)
        if comparator is not None:
            return make_target(scene, "limit", quantity, subject, comparator, None)
    ruled = quantity.prior and scene.words.before.get(_first_prior(quantity, scene)) in ("at_most", "at_least")
    allowed = _is_allowed(text, quantity, subject)
    if allowed or _is_kept(text, quantity, name, sentence):
        return make_target(scene, "limit", quantity, subject, quantity.comparator if allowed else "at_most", None)
    if not ruled or quantity.prior.startswith("控制"):
        return None
    loan = quantity.measure == "money" and scene.words.named("loans", name[-8:])
    loan = loan and quantity.comparator != "at_least"  # 撬动银行贷款不少于10亿元
    if bound and deadline is not None and _rules_apart(scene, quantity, subject):
        return make_target(scene, "limit", quantity, subject, quantity.comparator, None)
    ruling = (
        bound
        or (quantity.measure == "rate" and quantity.prior.endswith("的"))  # 不超过应得收益的80%
        or quantity.prior.startswith("最")
        or _RULED.search(sentence)
        or text.startswith("的标准", quantity.outer_end)
    )
    if _STRONG_BOUND.search(name) or (loan and not scene.goal) or (open_ended and ruling):
        return make_target(scene, "limit", quantity, subject, quantity.comparator, None)
    return None


def _without_payer(text: str, subject: Span) -> Span:
    """Return what is bounded without who pays or charges it: 省财政对单个项目支持强度, 机构收取的担保费率."""
    agent = _AGENT_TO.match(text, *subject) if "财政对" in text[slice(*subject)] else None
    subject = (agent.end(), subject[1]) if agent else subject
    charged = _CHARGED.match(text, *subject)
    return (charged.end(), subject[1]) if charged else subject


def _is_allowed(text: str, quantity: Quantity, subject: Span) -> bool:
    """Say whether a share may be as high as that: 允许单个项目损失率达到40%."""
    return quantity.measure == "rate" and quantity.comparator != "at_least" and text.startswith("允许", subject[0] - 2)


def _is_kept(text: str, quantity: Quantity, name: str, sentence: str) -> bool:
    """Say whether a rule keeps a figure within bounds: 原则上控制在5%以内, 担保费率控制在1%以下."""
    told = quantity.prior.startswith("控制")
    if not told and text[quantity.outer - 3 : quantity.outer] != "控制在":
        return False
    inside = text[quantity.end : quantity.outer_end] in ("以内", "之内")
    cost = told and _COST.search(name) is not None and quantity.comparator == "at_most"
    return cost or (inside and _BY_RULE.search(sentence) is not None)


def _reckoned(text: str, clause: Clause, quantity: Quantity) -> tuple[Span, Comparator] | None:
    """Return what a share is reckoned by, and how it bounds: 装机容量 of 按不低于装机容量15%配置."""
    found = _BY_AT_LEAST.search(text, clause.start, quantity.outer) if quantity.measure == "rate" else None
    if found is None:
        return None
    return found.span("what"), "at_least" if found["how"][1] in "低少" else "at_most"


def _bound_by_name(
    scene: Scene, clause: Clause, quantity: Quantity, subject: Span, bound: bool, open_ended: bool
) -> Comparator | None:
    """Return how a figure without a comparator bounds what its subject names: 个人最高额度30万元, 保险费率执行1%."""
    text = scene.line.text
    if bound and quantity.measure == "money" and _LONGEST_NAMED.search(text, *subject):
        return "at_most"
    if bound and MAY_REACH.search(text, clause.start, quantity.outer):  # 补助比例可提高到40%
        return "at_most"
    if _TOLERANCE.search(text, *subject):
        return quantity.comparator
    fixed = open_ended and _RATE.search(text, *subject) and not _MOVED.search(text, subject[1], quantity.start)
    return quantity.comparator if fixed else None


def _rules_apart(scene: Scene, quantity: Quantity, subject: Span) -> bool:
    """Say whether a rule stands in a sentence of its own, behind one that has a deadline: 注册资本原则上不低于2亿元."""
    text = scene.line.text
    begin = text.rfind("。", 0, quantity.start) + 1
    if scene.goal or any(mark.start >= begin for mark in scene.marks_before(quantity.start)):
        return False
    return quantity.comparator == "at_most" or _BY_RULE.search(text, subject[1], quantity.start) is not None


def _bounded_behind(
    scene: Scene, clause: Clause, reading: Reading, subject: Span | None
) -> tuple[Span, Comparator] | None:
    """Return what a share bounds that stands behind it, and how: 按不低于0.5%计提准备金, 最高可让渡80%超额收益.

    Of other quantities, the ``subject`` of what each may have at most: 每个企业每年累计不超过800万元.
    """
    quantity, text = reading.quantity, scene.line.text
    if quantity.measure != "rate":
        each = _PER_EACH.match(text, clause.start, quantity.outer)
        return (subject, "at_most") if each and subject and quantity.prior.startswith(_NO_MORE) else None
    share = None if quantity.prior else _IS_SHARE_OF.search(text, clause.start, quantity.outer)
    if share:  # 贴息比例为同期贷款市场报价利率的50%
        return share.span("what"), quantity.comparator
    span = (reading.subject.start, reading.subject.end)
    reserved = _RESERVED.match(text, quantity.outer_end, clause.end)
    if reserved and (quantity.prior or "按" in text[clause.start : quantity.start]):
        return reserved.span("what"), quantity.comparator
    if quantity.prior.startswith("最") and _MAY_GIVE_UP.match(text, quantity.outer_end):
        given = subject_before(text, clause.start, quantity.outer, scene.words, rate=True)
        return (given.start, given.end), "at_most"  # 超额收益最高80%可让渡给其他出资人
    lost = LOST.match(text, quantity.outer_end, clause.end)
    borne = _BORNE.match(text, quantity.outer_end, clause.end)
    if borne and _BEARS_MOST.search(text, clause.start, quantity.outer):  # 单个项目最高可承担80%的投资损失
        return borne.span("what"), "at_most"
    if lost and lost["rate"].endswith("率"):  # 允许最高80%的投资损失容忍率
        return lost.span("rate"), "at_most"
    if lost:
        loser = _MAY_LOSE.match(text[: quantity.start], clause.start)
        if loser:
            return loser.span("what"), "at_most"
    yields = _YIELDS.search(text, clause.start, quantity.outer) or (
        quantity.prior and _BEARS.search(text, clause.start, quantity.outer)
    )
    if yields and (reading.form == "behind" or borne):
        return borne.span("what") if borne else span, "at_most"
    if quantity.comparator == "at_most" and span[0] < span[1] and _LEVIES.match(text, quantity.outer_end):
        return span, "at_most"
    free = _KEPT_FREE.match(text, quantity.outer_end) if quantity.prior else None
    if free and KEEPS_FREE.search(text, clause.start, quantity.outer):
        return free.span("what"), quantity.comparator
    taken = _TAKEN.search(text, clause.start, quantity.outer) is not None
    spent = _SPENT.match(text, quantity.outer_end, clause.end) if taken else None
    # 将不低于80%的净收益用于奖励: a share of something is given a use.
    return (spent.span("what"), quantity.comparator) if spent and quantity.prior else None


def _done_in_time(scene: Scene, clause: Clause, subject: Span | None) -> Span | None:
    """Return what is to be done in the clause behind a term: 印发之日起30日内，制定出台实施办法."""
    text = scene.line.text
    if clause.enclosed or text[clause.end : clause.end + 1] != "，":
        return subject
    stop = _CLAUSE_END.search(text, clause.end + 1, scene.sentence(clause.start)[1])
    end = stop.start() if stop else scene.sentence(clause.start)[1]
    done = subject_before(text, clause.end + 1, end, scene.words)
    return (done.start, done.end) if done.act and done.end > done.start + 1 else subject


def _first_prior(quantity: Quantity, scene: Scene) -> str:
    """Return the comparator word that opens what stands before the number (不超过 of 不超过投资额的)."""
    return longest_start(quantity.prior, scene.words.before)


def _is_shortened(reading: Reading, text: str, subject: Span | None) -> bool:
    """Say whether a time is what a term is brought to, which is a result: 办理时限压缩至3个工作日."""
    if subject is None or reading.form != "before" or not reading.subject.reach:
        return False
    told = not reading.quantity.prior or reading.quantity.prior.startswith("控制")
    return told and LIFE.search(text[slice(*subject)]) is not None


def _term(scene: Scene, clause: Clause, reading: Reading, subject: Span | None) -> Target | None:
    """Return the limit on a time: 20个工作日内作出决定, 存续期最长可至20年, 有效期为3年."""
    quantity, text = reading.quantity, scene.line.text
    rest = text[quantity.outer_end : clause.end]
    before = text[clause.start : quantity.outer]
    inside = rest.startswith("内") or text[quantity.end : quantity.outer_end] in ("以内", "之内")
    if _is_shortened(reading, text, subject):
        named = subject and ((inside and text.endswith("时限", *subject)) or _USUALLY.search(before))
        if subject and named:  # 审批时限压缩至30个工作日以内, 建设周期一般为3年
            return make_target(scene, "limit", quantity, subject, "at_most" if inside else quantity.comparator, None)
        return None
    if inside and quantity.unit in _TERM_UNITS and quantity.comparator != "at_least":
        start = quantity.outer_end + (1 if rest.startswith("内") else 0)
        behind = subject_behind(text, scene.flat, start, clause.end, scene.words)
        span = (behind.start, behind.end) if behind.end > behind.start else _done_in_time(scene, clause, subject)
        dated = _FROM_DATE.match(text[: quantity.outer], clause.start)
        if dated and _ONLY_DONE.fullmatch(text, behind.start, behind.end):  # 资金自通过之日起20日内拨付到位
            span = dated.span("what")
        if span is None or span[0] == span[1] or text[slice(*span)] in scene.words["manners"]:
            return None
        return make_target(scene, "limit", quantity, span, "at_most", None)
    helped = _HELPED_FOR.search(before) if quantity.comparator == "at_most" else None
    if helped:  # 连续补助不超过3年
        span = (clause.start + helped.start("what"), clause.start + helped.end("what"))
        return make_target(scene, "limit", quantity, span, "at_most", None)
    granted = _TERM_OF.match(text, quantity.outer_end, clause.end)
    offered = _OFFERS.search(before) or (granted and granted["what"].startswith("长期使用权"))
    if granted and quantity.comparator in ("at_most", "at_least") and offered:
        return make_target(scene, "limit", quantity, granted.span("what"), quantity.comparator, None)
    if subject is None or subject[0] == subject[1] or reading.form != "before":
        return None
    if text[subject[1] - 1] == "数" and deadline_of(scene, clause, quantity, 0) is not None:
        return None  # 年飞行小时数不少于20万小时
    if quantity.comparator in ("at_most", "at_least") and not re.search(r"注册|成立|连续|经营满?", before):
        return make_target(scene, "limit", quantity, subject, quantity.comparator, None)
    name = text[slice(*subject)]
    if (
        (_STRONG_BOUND.search(name) or _USUALLY.search(before))
        and not _ISSUED.search(text[slice(*scene.sentence(quantity.start))])
        and CLOSES.match(rest)
    ):
        comparator = "at_most" if MAY_REACH.search(before) or _LONGEST_NAMED.search(name) else quantity.comparator
        comparator = "at_most" if "最长" in before else comparator
        comparator = "at_least" if _LEAST_NAMED.search(name) else comparator
        return make_target(scene, "limit", quantity, subject, comparator, None)
    return None
