"""Quantities that commit to nothing: they say which cases are meant, describe a noun, or are where a change starts."""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_words import QuantityWords, longest_end, longest_start

BUILT_SIZE: Final = re.compile(
    r"(?:建成|形成|打造|建设)[^，。；0-9]{2,12}(?:规模|产能|算力|能力|面积|容量|总量)(?:达|达到|超过|超)?$"
)
KEEPS_FREE: Final = re.compile(r"(?:预留|单列|留出|配建)(?:出)?$")
CLOSES: Final = re.compile(
    r"[、，。；：！？）”\t（]|以及|其中|和(?![美谐平])|[与及或/]|并(?![购网联轨])|且(?=不|为)|等(?![级次额待离])|$"
)
LEVEL: Final = re.compile(
    r"的(?:规模|标准|比例|幅度|速度|增速)(?=配建|配置|配备|供应|设置|执行|确定|安排|给予|增长|递增|推进|建设|(?:逐步|逐年|分期)?补[足齐]|[，。；])|的?(?:总体|预期|年度|规划|既定)?(?:目标|水平|要求|标准|大关|增速|速度|增长|规模|新?台阶|新?关口|行列|阵营|梯队|门槛|方阵|比例|幅度|关口|以上水平|任务|区间|底线|红线|下降|提升|提高)(?:[，。；、）和并]|增长|递增|$)"
)
# 不少于5000亩优先保障重大项目; 按1%执行.
PUT_TO_USE: Final = re.compile(
    r"(?:专项|专门|优先|重点|主要)(?:用于|保障|支持|安排)|用于|执行|返还|计提|收取|提取|征收|缴纳|(?:安排|设定|入库|入库管理|入库培育)(?=[，。；、]|$)"
)
_PARTICLE: Final = re.compile(r"(?:了|出|起|着|好|完|各|至少|不少于|超过|约|近)+$")
_FROM: Final = re.compile(r"(?:从|由|自|较|比)(?:[^，。；、]{0,24}|[^，。；、]{0,16}[0-9.]+[^，。；、0-9]{1,6}、)$")
_TO: Final = re.compile(
    r"(?:左右|以上|以下)?的?(?:基础上)?(?:再)?(?:提高|增长|上升|增加|提升|下降|降低|扩大|缩小|减少|缩短|压缩|压减|跃升|增|升|降|调整|延长|放宽|恢复|回升|发展|整合|归并|精简|压降|缩减)?(?:到|至)|(?:提高|增长|上升|增加|提升|下降|降低|扩大|减少|缩短)"
)
PREPOSITION: Final = re.compile(
    r"(?:在|对|向|从|于|与|为|以|由|按|按照|将|把|给|针对|面向|围绕|依托|覆盖|同|和|跨|如|通过)$"
)
# 按每招用1人不超过1500元: the one case that the amount is for.
_PER_CASE: Final = re.compile(
    r"每(?:成功)?(?:新增|招用|招录|吸纳|引进|引育|培养|培育|认定|新建|建设|增加|培训|完成|购置|新购|消纳|减少|介绍|成功介绍|推荐|孵化|转化|发展|实现|新培育|新引进)[\u4e00-\u9fff]{0,6}$"
)
# 从209元、280元提高到217元、290元.
_FURTHER: Final = re.compile(r"^(?:[、和][0-9.]+[^，。；、0-9到至]{1,6}?(?=[、和提增调上降]))+")
# 每招收1名研究人员: one is what the amount is for.
_PER_ONE: Final = re.compile(r"每[\u4e00-\u9fff]{2,6}$")
REACHES: Final = re.compile(r"(?:(?:覆盖|惠及)|(?:推动|实现|引导|促进)(?:全[省市县区国])?)$")
_FUND: Final = re.compile(r"(?:设立|组建|成立|发起|打造|形成|建立|构建)")
_AND_ATTRIBUTE: Final = re.compile(r"、(?:具备|具有|拥有|带动|掌握)[^，。；、的]{2,20}的[^，。；、的]{2,12}")
_MERGED: Final = re.compile(
    r"[^，。；0-9]{2,20}?(?:整合|归并|压减|精简|优化|缩减|撤并)[^，。；0-9]{0,4}(?:为|到|至)[0-9]"
)
_OBJECT: Final = re.compile(r"(?:将|把)[^，。；0-9]{0,8}$")
# Clauses that say when what follows is granted.
_WHEN: Final = re.compile(
    r"(?:年(?!化)|首次|当年|上年|上一年|获得|新认定|经认定|注册|营业|年度|实际|总投资|投资|设备|固定资产|实缴|或(?:者)?(?!新)|规模|融资|累计为)"
)
# 产值2000万元及以上的企业每家给予5万元: the first amount says which firms.
_OF_WHOM: Final = re.compile(
    r"[^，。；]*?的[^，。；的0-9]{0,12}?(?:每[家户个人])?(?:一次性|分别)?(?:给予|奖励|补助|补贴|资助|支持)[^，。；]*[0-9]"
)
# 金额1000万元以下、费率不超过1.5%的业务，按发生额给予补助: which cases.
_OF_WHAT: Final = re.compile(r"、[^，。；]*的[^，。；的、]{2,24}")
_SIZE_OF: Final = re.compile(r"[^，。；、]{0,5}(?:[床托学泊车席工展]位|吨级|千瓦|公里|亩|平方米)的")
_OFFERED: Final = re.compile(r"的(?:长期|免租|免息|免费|宽限|过渡|保护|扶持|支持|孵化)")  # 不少于12个月的免租期
_OF_A_PART: Final = re.compile(r"(?:（[^（）]{0,6}）)?的?部分")
_POOL: Final = re.compile(r"(?:设立|组建|建立)[^，。；]{2,20}(?:资金池|补偿池|基金|专项资金)，$")
# 个人最高可申请15万元创业担保贷款.
MAY_BORROW: Final = re.compile(r"最[高多]可(?:申请|获得?|享受|贷)$")
_OF_A_CASE: Final = re.compile(r"[）)][^，。；：、）（]{2,40}的，")
_CASES: Final = re.compile(
    r"(?:申报|申请|参评|参选)(?:企业|单位|主体|项目|人|机构|对象|平台|者)?[^。；]{0,8}(?:应|须|需|必须|条件(?!的))|本(?:办法|规定|条例|意见|细则|措施)所称|是指"
)

# 对链主企业给予总额不超过50亿元的授信: given to them, no condition.
_GIVES: Final = re.compile(r"给予|提供|予以|发放|设置|设立")
_RATED: Final = re.compile(r"(?:幅度|费率|利率)$")  # 对货车通行费优惠幅度不低于5%
_NO_AMOUNTS: Final = ("rate", "money", "time", "count", "bare")
_NEXT_OF_ROW: Final = re.compile(r"[^，。；、（）0-9的]{2,12}[、和]")
_FOLLOWING_CASES: Final = re.compile(r"(?:下列|以下|如下)(?:基本|相应|各项|全部)?条件：")


YEARLY_OUTPUT: Final = ("形成年产", "新增年产", "具备年产", "达到年产")
# 允许最高80%的亏损
LOST: Final = re.compile(
    r"的?(?:整体|总体)?(?P<rate>(?:投资)?(?:亏损|损失)容忍率|(?:投资)?(?:亏损|损失)率|(?:投资)?(?:亏损|损失)(?:容错|容忍)?)(?=[，。；、]|$)"
)


def without_conditions(scene: Scene, clause: Clause, quantities: list[Quantity], grants: bool) -> list[Quantity]:
    """Leave out the quantities that say which cases are meant, and those of a base or of the past."""
    text = scene.line.text
    whole = text[clause.start : clause.end]
    if whole.endswith("的") and len(whole) > 4 and not clause.enclosed:
        return []
    if not grants and _among_cases(scene, clause):
        return []
    case = re.match(r"(?:对于|对|凡是|凡|给|每(?=新|引|培|认|增))(?!外|口|接|标|照)", whole)
    sentence_end = scene.sentence(clause.start)[1]
    later_grant = not grants and scene.words.named("grants", text, clause.end, sentence_end)
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        rest = text[quantity.outer_end : clause.end]
        if (
            case
            and not _RATED.search(text, clause.start, quantity.outer)
            and (grants or later_grant or "的" in rest)
            and not _GIVES.search(text, clause.start, quantity.outer)
            and not LOST.match(rest)
        ):
            continue
        if quantity.unit == "年" and not quantity.explicit and _lasts(rest, scene.words):
            continue
        how_many = quantity.measure == "count" and (whole.startswith("年") or (not rest and quantity.explicit))
        pooled = _POOL.search(text, scene.sentence(clause.start)[0], clause.start) is not None  # 设立资金池，规模3亿元
        if later_grant and not (how_many or pooled) and _WHEN.match(whole):
            continue
        if later_grant and _OF_WHAT.fullmatch(rest):
            continue
        if rest in ("时", "后", "之后") or _OF_A_PART.match(rest):  # 不良贷款率达到5%时，暂停新增业务
            continue
        if _describes_noun(scene, clause, quantities, index) or _is_of_case(text, clause, quantity, grants):
            continue
        kept.append(quantity)
    return kept


def _describes_noun(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> bool:
    """Say whether a quantity is but an attribute: one of its size, the first of several, or any other."""
    return (
        (index > 0 and is_sized_by(scene, quantities[index - 1], quantities[index]))
        or _is_first_attribute(scene, clause, quantities, index)
        or _is_attribute(scene, clause, quantities, index)
    )


def _is_of_case(text: str, clause: Clause, quantity: Quantity, grants: bool) -> bool:
    """Say whether a quantity is where a change starts, or tells of one case or of whom money is granted to."""
    if is_base(text, clause, quantity) or _PER_CASE.search(text, clause.start, quantity.outer):
        return True
    if not grants:
        return False
    one = quantity.value == "1" and _PER_ONE.search(text, clause.start, quantity.start) is not None
    return one or _OF_WHOM.match(text, quantity.outer_end, clause.end) is not None


def _among_cases(scene: Scene, clause: Clause) -> bool:
    """Say whether a sentence only tells for whom something is: 应符合下列条件：…, 申报企业应…"""
    text = scene.line.text
    if clause.enclosed and _OF_A_CASE.match(text, clause.end):
        return True  # 人员占25%（超过100人的企业占15%）并签订合同的，…
    if _FOLLOWING_CASES.search(text, text.rfind("。", 0, clause.start) + 1, clause.start):
        return True
    return _CASES.search(text[scene.sentence(clause.start)[0] : clause.end]) is not None


def _lasts(rest: str, words: QuantityWords) -> bool:
    """Say whether a number of years only says how long it takes: 五年下降5%, 三年培育100家."""
    return rest.startswith(("累计", "共", "内")) or bool(
        longest_start(rest, words["change"]) or longest_start(rest, words["acts"])
    )


def _is_attribute(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> bool:
    """Say whether a quantity only describes a noun: 规模超千亿元的集群, 5亿元以上项目100个, 3岁以下婴幼儿."""
    quantity = quantities[index]
    text, words = scene.line.text, scene.words
    rest = scene.flat[quantity.outer_end : clause.end]
    if CLOSES.match(rest) or LEVEL.match(rest) or PUT_TO_USE.match(rest) or LOST.match(rest):
        return False
    head = _head_of_row(text, quantities, index)
    begin = quantities[head - 1].outer_end if head else clause.start
    before = text[begin : quantities[head].outer]
    acted = governed(before, scene) or before.endswith(YEARLY_OUTPUT)
    if rest.startswith(("组成的", "频段", "带宽")) or _names_class(text, quantity, before):
        return True
    if quantity.measure == "count":
        if not acted or not before:
            return _describes(before, rest) or _leads_on(scene, clause, quantities, index, before)
        return False
    attribute = _is_sized(text, quantity, before, rest, words)
    if attribute is not None:
        return attribute
    if _bounds_or_builds(quantity, before, rest):
        return False
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    if following is not None:
        between = scene.flat[quantity.outer_end : following.outer]
        if not re.search(r"[、和与及]|以及|其中", between) and not re.match(r"(?:，|到|至)", between):
            return not _TO.match(between)
    if quantity.measure in ("other", "time") or (
        quantity.measure == "money" and quantity.prior and not before.strip("、和与及")
    ):
        return True  # 超千亿元开发区数量倍增
    borrowed = quantity.prior or MAY_BORROW.search(text, clause.start, quantity.outer)
    if is_fund(text[clause.start : quantity.outer], rest) or (borrowed and words.named("loans", rest[:12])):
        return False
    if not acted and quantity.measure == "rate":  # 园区可预留不低于5%的产业用地 bounds it
        plain = PREPOSITION.search(before) is None and KEEPS_FREE.search(before) is None
        return bool(before) and plain and "的" in rest
    return not acted and bool(before.strip("、和与及—-约"))


def _bounds_or_builds(quantity: Quantity, before: str, rest: str) -> bool:
    """Say whether a term bounds something or a size is that of what is built: 建成智算规模3000P的公共算力设施."""
    if quantity.measure == "time":
        return rest.startswith("内") or quantity.comparator == "at_most" or _OFFERED.match(rest) is not None
    return quantity.measure != "money" and rest.startswith("的") and BUILT_SIZE.search(before) is not None


def is_sized_by(scene: Scene, quantity: Quantity, size: Quantity) -> bool:
    """Say whether the size of what ``quantity`` counts stands right behind it: 2所100张床位的医院."""
    return (
        quantity.measure == "count"
        and size.outer == quantity.outer_end
        and _SIZE_OF.match(scene.flat, size.end - len(size.unit)) is not None
    )


def _is_first_attribute(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> bool:
    """Say whether a quantity is the first of several attributes: 产值超百亿元、具备竞争力的企业2家, 2家…的企业."""
    quantity = quantities[index]
    following = quantities[index + 1] if index + 1 < len(quantities) else None
    end = following.outer if following else clause.end
    if not quantity.explicit or not _AND_ATTRIBUTE.fullmatch(scene.flat, quantity.outer_end, end):
        return False
    if following is not None:
        return following.measure == "count"
    before = quantities[index - 1] if index else None
    return before is not None and before.measure == "count" and "、" not in scene.flat[before.end : quantity.start]


def _head_of_row(text: str, quantities: list[Quantity], index: int) -> int:
    """Return the index of the first of a row: of 分别承担20%、40%、40%的风险, of 新增300万千瓦风电、200万千瓦光伏."""
    while index:
        last, own = quantities[index - 1], quantities[index]
        between = text[last.outer_end : own.outer]
        shares = own.measure == "rate" and last.unit == own.unit and between in ("、", "和")
        amounts = {last.measure, own.measure}.isdisjoint(_NO_AMOUNTS) and _NEXT_OF_ROW.fullmatch(between)
        if not (shares or amounts):
            break
        index -= 1
    return index


def _names_class(text: str, quantity: Quantity, before: str) -> bool:
    """Say whether a bound names a class of things to be ended: 淘汰三类及以下货车, 消除66人以上大班额."""
    after = text[quantity.end : quantity.outer_end]
    return (quantity.unit == "类" and after in ("及以下", "及以上")) or (
        quantity.unit == "人" and after == "以上" and before.endswith("消除")
    )


def _is_sized(text: str, quantity: Quantity, before: str, rest: str, words: QuantityWords) -> bool | None:
    """Say whether a size with its comparator opens an attribute, ``None`` where the form does not tell."""
    after = text[quantity.end : quantity.outer_end]
    if after in ("及以下", "及以上", "以下"):
        return True  # 淘汰10万千瓦及以下燃煤机组
    if quantity.measure == "rate" and REACHES.search(before):
        return False  # 覆盖80%以上的城市社区
    weak = (after or quantity.measure == "money") and rest.startswith("的") and _ends_weak(before, words)
    return True if rest == "的" or weak else None


def is_fund(before: str, rest: str) -> bool:
    """Say whether a fund is set up of that size: 设立总规模500亿元的基金."""
    return bool(_FUND.search(before)) and bool(
        re.search(r"基金|资金池|(?:专项|引导|发展|扶持|补助|奖补|周转)资金|信贷|专项贷款", rest)
    )


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


def governed(before: str, scene: Scene) -> bool:
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


def is_base(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the figure is where a change starts from: 从10%提高到15%."""
    rest = text[quantity.outer_end : clause.end]
    if _MERGED.match(rest) and _OBJECT.search(text[clause.start : quantity.outer]):
        return True  # 将1010个开发区整合提升为134个
    rest = _FURTHER.sub("", rest, count=1)
    return (
        bool(_FROM.search(text[clause.start : quantity.outer]))
        and bool(_TO.match(rest))
        and not re.match(r"[0-9]", rest)
    )
