"""Money granted: whether an amount, or a share of costs, is a grant."""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.targets_acts import opens_act
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene

_CARRIED: Final = re.compile(
    r"^(?:且|并|但|一般|原则上|其中|同时|和|再|另|另外)?(?:[一二三四五两0-9]+年内?累计|不低于|不少于|不高于|最多|最高|单[个家户项场台件次批张篇人]|每|同一|总额|累计|其中|分别|按|年度|合计|给予|不超过|总计|补助|奖励|补贴|每年|一次性|资助|单项|国家级|省级|市级)"
)
# 每县安排1000万元, 对受灾地区安排…
_ALLOTTED: Final = re.compile(
    r"(?:每[县市区镇乡村校]|每[个家所名][\u4e00-\u9fff]{1,6}?|(?:对|给|向)[^，0-9]{2,24}?)(?:每年)?(?:安排|下达|拨付|切块)(?:资金|经费)?$"
)
_SPENT_ON: Final = re.compile(
    r"(?:资金|经费)?，?(?:专项|专门|重点|主要|优先|统筹)?(?:用于(?:支持)?|充实|注入|支持|扶持|推动|打造|实施|开展)(?:[0-9.]+[^，。；的0-9]{1,8}的)?(?P<who>[^，。；0-9]{2,30})"
)
_SETS_ASIDE: Final = re.compile(
    r"(?:安排|投入|统筹|列支|切块|拿出|落实|筹集)(?:新增)?(?:资金|经费|预算|[^，；。0-9]{2,10}(?:国债|债券|资金|额度))?$"
)
# 每年安排产业发展专项资金10亿元，重点支持…
_NAMED_FUND: Final = re.compile(
    r"(?:统筹安排|安排|设立|投入|统筹)(?!安排|新增|财政|省级|市级|专项|各类|资金)[^，；。0-9]{2,16}(?:专项资金|发展资金|引导资金|扶持资金)$"
)
_INTO_FUND: Final = re.compile(
    r"(?:设立|组建)[^，。；0-9]{2,20}(?:基金|专项资金|专项)，(?:每年|每年度|[一二三四五]年)(?:安排|投入|统筹)$"
)
_PAYS_OUT: Final = re.compile(r"(?:发放|兑付|拨付|兑现)[^，。；0-9]{2,20}(?:资金|经费)(?:总额)?$")
_DRAWS_IN: Final = re.compile(r"带动|撬动|吸引|引导|社会资本")
_SUM_OF_GRANT: Final = re.compile(r"(?:支持|资助|补助|补贴|奖励)(?:总)?额度[^，。；0-9]{0,8}$")
_ISSUED_SUM: Final = re.compile(r"(?:发放|投放)(?:总额|规模|总量|金额)[^，。；0-9]{0,4}$")
# 每年发放总额不超过1000万元的算力券
VOUCHERS: Final = re.compile(r"的(?P<who>“?[^，。；、的“”]{0,8}券”?)(?=[，。；、和及与]|$)")
_ISSUES: Final = re.compile(r"发放|投放|派发|设立|安排")
_GIFT_CARD: Final = re.compile(r"(?:发放|投放|派发)[^，0-9]{0,10}(?:券|红包|卡)$")
# 按收入的5%对研发机构给予奖励, 按投资额的0.5‰奖励各街道.
TO_BEHIND: Final = re.compile(
    r"(?:的(?:标准|比例)?)?(?:对其?(?P<to>[^，。；0-9]{2,20}?)(?:给予|予以|进行)(?:一次性)?(?:奖励|补助|补贴|资助|奖补|支持)"
    r"|给予(?P<then>[^，。；、0-9的最]{2,16}?(?:单位|企业|机构|团队|个人|主体|平台))(?:最[高多]|不超过)[0-9.]+[万亿]?元"
    r"|(?:奖励|补助|补贴)(?P<of>[^，。；0-9的]{2,12})$)"
)
_GIFT: Final = re.compile(r"补助|补贴|奖励|贴息|奖补|资助|补偿|激励")
_GIFT_LAST: Final = re.compile(r"(?:贴息|补助|补贴|奖励|奖补)(?:比例)?(?:最高|不超过)*$")  # 设备更新贷款贴息2个百分点
_CLAIMED: Final = re.compile(
    r"可(?:申领|申请|领取)(?:最高|不超过|不高于)*$|经[^，]{0,6}(?:评审|认定|评估|审核)[^，]{0,6}(?:获得|享受)(?:最高|不超过|不高于)*$"
)
_PAID_AS: Final = re.compile(
    r"的[^，的]{0,8}(?:补助|补贴|奖励|资助|贴息|奖补)|(?:的标准)?(?:发放|计发)[^，。；0-9]{0,8}(?:补助|补贴|津贴|奖励)"
)
_GIVES_IN_ALL: Final = re.compile(r"给予(?:累计|合计|共计|总额)(?:最高|不超过|不高于)*$")
_SUPPORTS: Final = re.compile(r"支持(?:最高|不超过|资金|经费)*$")
# 大型无人机500万元，中型200万元: names of classes, no sums.
_INSTALMENT: Final = re.compile(r"(?:其中，?)?(?:第[一二三四五1-5]年|首年|次年|第[一二三]期|首期|首次)")
_CLASS: Final = re.compile(r"[^，、；：0-9为]{2,16}(?<![资投产收营额模值入贷款金费价计])")
_AND_SUM: Final = re.compile(r"[、和及与](?:[^，；。0-9]{0,6}(?:每|单[个家户项])[^，；。0-9]{1,8})?|以及")
# 资助青年项目100项，每项50万元.
_EACH_SUM: Final = re.compile(r"每[项个家人名位支件](?:最高|不超过|约)?")
_HELPS: Final = re.compile(r"资助|补助|奖励|补贴|奖补|支持|贴息")
_RECKONED: Final = re.compile(r"[^，。；]{0,24}?(?:按照?|参照)[^，。；0-9]{0,30}的?(?:不超过|最高)?$")
_THEN_GIVEN: Final = re.compile(r"，(?:分别|一次性|择优|每年|对[^，。；]{2,12})?(?:给予|予以)")
_GIVEN_NEXT: Final = re.compile(
    r"(?:的(?:标准|比例))?(?:分别)?(?:给予|予以|进行)(?:一次性)?[^，。；0-9]{0,6}(?:资金|奖励|补助|补贴|奖补|资助|支持|贴息|补偿)(?=[，。；]|$)"
)
# 技术改造项目支持上限提高至1亿元
_CEILING: Final = re.compile(
    r"(?:支持|补助|补贴|奖励|资助|奖补)(?:资金|金额|额度)?上限(?:由[^，。；]{2,12})?(?:提高|调整|提升|统一|增加)?(?:到|至|为)$"
)
# 其中第一年为80%，第二年、第三年为70%
_BY_YEAR: Final = re.compile(r"(?:其中)?(?:第[一二三四五六]年[、和及至]?)+(?:为|按照?)?$")
# 给予中小企业不低于合同金额50%的预付款
_PART_GIVEN: Final = re.compile(r"给予[^，0-9]{2,20}不(?:低于|少于|高于|超过)[^，0-9]{2,12}$")
# 每年实施专项15项，单项支持额度300万元
_EACH_AMOUNT: Final = re.compile(
    r"单[个项家户][^，、]{0,6}(?:支持|补助|补贴|资助|奖励|奖补)(?:资金|金额|额度)*(?:为|达到|达)?$"
)
_PAID_OUT: Final = re.compile(
    r"(?:予以|进行)?(?:发放|兑付|兑现|拨付)(?:[^，。；0-9]{0,6}券)?(?=[，。；])"
)  # 按照合同金额的20%发放
_AMOUNT: Final = re.compile(r"[0-9][万亿]*元[^，；、0-9]{0,4}[，；、]$")
# 单个企业每年…: it is another one than the project before it.
# 按照小型机每架次20元、中型机每架次40元给予补贴.
_BY_PIECE: Final = re.compile(r"按照?[^，]*每[^，0-9]{1,4}$")
# 首次突破1000万元的, 产值每新增1000万元: cases. 争取中央补助12亿元: raised.
_CASE_OF: Final = re.compile(
    r"(?:首次|当年|年度|分别|累计|上年)(?:突破|达到|超过|达)[^，。；元]{0,3}$|每(?:新增|增加|增长|达到|满|完成|超过)$"
)
_CASES: Final = re.compile(
    r"(?:首次|当年|年度|分别|累计|上年)(?:突破|达到|超过|达)[0-9.]+[万亿]*元(?:、[0-9.]+[万亿]*元)*、?$"
)
_PASSES: Final = ("突破", "超过", "超")
_OBTAINS: Final = re.compile(
    r"(?:争取|争得|获取|争引|向上争取|(?<!可)获得(?!.*(?:奖补|补助|补贴|资助)))(?!.*(?:给予|奖励|最高))[^，。；]*$"
)
# 按40%、30%、30%的比例分三年发放: when it is paid.
_BY_YEARS: Final = re.compile(r"(?:、[0-9.]+%)*的?比例，?(?:依次|分别)?分[一二两三四五2-5](?:年|期|次|批)")
_SET_SHARE: Final = re.compile(
    r"奖励[^，。；]{0,6}合计[^，。；]{0,40}$|(?:比例|费率)(?:最高|不超过|不高于|不低于|原则上)*为?$"
)
# 给予新设立的创新中心1000万元: what is given is not what is set up.
_MADE_BEFORE: Final = re.compile(r"(?:设立|组建|成立|引进|筹建|建立|募集|建成|落户|注册)的")
_UPPER: Final = re.compile(r"最高|不超过|不高于|最多|至多|上限|以内|封顶")


def is_grant(scene: Scene, clause: Clause, quantity: Quantity, after_grant: bool) -> bool:
    """Say whether ``quantity`` is money, or a share of costs, that is granted.

    ``after_grant`` says that its sentence granted some before.
    """
    if quantity.measure not in ("money", "rate") and quantity.unit not in ("万", "亿"):
        return False
    words = scene.words
    text = scene.line.text
    before = text[clause.start : quantity.start]
    behind = text[quantity.outer_end : clause.end]
    if _only_tells_when(scene, clause, after_grant):
        return False
    fund = quantity.measure == "money" and _NAMED_FUND.search(text, clause.start, quantity.outer)
    if (
        fund
        or is_case(text, clause, quantity)
        or _is_obtained(text, clause, quantity)
        or _is_schedule(text, before, quantity)
    ):
        return False
    if quantity.measure == "money" and (
        _ALLOTTED.search(text, clause.start, quantity.outer)
        or spent_on(scene, clause, quantity)
        or (VOUCHERS.match(text, quantity.outer_end) and _ISSUES.search(before))
    ):
        return True
    granted = words.last("grants", before)
    raised = words.last("raised", _MADE_BEFORE.sub(lambda made: "　" * len(made[0]), before))
    lent = words.named("loans", behind[:8]) or words.named("loans", before[-12:])
    if lent and not (_GIFT.search(behind) or _SUM_OF_GRANT.search(before) or _GIFT_LAST.search(before)):
        return False
    if _is_amount_then_grant(scene, clause, quantity):
        return quantity.measure != "rate" or words.named("grants", text, clause.start, clause.end)
    if quantity.measure == "rate":
        if (after_grant and _BY_YEAR.fullmatch(before)) or (granted >= 0 and _is_share(before, behind)):
            return True
        return _share_is_given(scene, clause, quantity)
    if quantity.measure == "money" and any(
        form.search(before) for form in (_SUPPORTS, _CEILING, _EACH_AMOUNT, _CLAIMED, _GIVES_IN_ALL)
    ):
        return True
    if quantity.measure == "money" and _BY_PIECE.search(before) and words.named("grants", behind):
        return True
    if granted >= 0 and granted > raised and not _is_condition(behind):
        return True
    return _goes_on(scene, clause, quantity, after_grant)


def _is_schedule(text: str, before: str, quantity: Quantity) -> bool:
    """Say whether a share only tells of which sum a grant is a part, or when it is paid: 按40%、60%的比例分两年发放."""
    if quantity.measure != "rate":
        return False
    return _SET_SHARE.search(before) is not None or _BY_YEARS.match(text, quantity.outer_end) is not None


def _is_obtained(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Say whether money is won from others (争取中央补助12亿元) or given away as vouchers."""
    if _GIFT_CARD.search(text, clause.start, quantity.outer):
        return True
    if quantity.prior and _ISSUED_SUM.search(text, clause.start, quantity.outer):
        return VOUCHERS.match(text, quantity.outer_end) is None  # 发放总额不超过1亿元
    return quantity.measure == "money" and _OBTAINS.search(text, clause.start, quantity.outer) is not None


def _share_is_given(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether a share by which it is reckoned is granted: 按收入的5%对机构给予奖励, 按投入的20%，给予…"""
    text = scene.line.text
    if _RECKONED.match(text, clause.start, quantity.outer) is None:
        return False
    if quantity.outer_end == clause.end:
        return _THEN_GIVEN.match(text, clause.end) is not None
    if _PAID_OUT.match(text, quantity.outer_end) or _GIVEN_NEXT.match(text, quantity.outer_end):
        return True
    return TO_BEHIND.match(text, quantity.outer_end, clause.end) is not None


def _only_tells_when(scene: Scene, clause: Clause, after_grant: bool) -> bool:
    """Say whether a clause is a case (年度贡献1000万元以上的) or tells of instalments: （第一年奖励5万元，…）."""
    text = scene.line.text
    if text[clause.end - 1] == "的" and not scene.words.named("grants", text, clause.start, clause.end):
        return True
    return clause.enclosed and after_grant and _INSTALMENT.match(text, clause.start) is not None


def is_case(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Say whether an amount of money only says when something is granted: 首次突破1亿元的, 每新增1000万元."""
    if quantity.measure != "money":
        return False
    end = quantity.start if quantity.prior in _PASSES else quantity.outer
    return any(pattern.search(text, clause.start, end) for pattern in (_CASE_OF, _CASES))


def _goes_on(scene: Scene, clause: Clause, quantity: Quantity, after_grant: bool) -> bool:
    """Say whether a clause goes on about money that its sentence grants: 资助项目100项，每项50万元."""
    text = scene.line.text
    behind = text[quantity.outer_end : clause.end]
    if not behind and quantity.measure == "money" and _EACH_SUM.fullmatch(text, clause.start, quantity.start):
        return _HELPS.search(text, scene.sentence(clause.start)[0], clause.start) is not None
    if not after_grant or _is_condition(behind):
        return False
    if quantity.measure == "money" and not behind and quantity.prior in ("最高", "最高不超过"):
        return True  # 固定站最高500万元，撬装站最高200万元
    return bool(_CARRIED.match(text[clause.start : quantity.start]) or is_next_class(scene, clause, quantity))


def is_next_class(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether a clause is but the next of those who receive money, and how much: 大型的奖励50万元，中型20万元."""
    text = scene.line.text
    return (
        quantity.measure == "money"
        and quantity.outer_end == clause.end
        and len(clause.quantities) == 1
        and _CLASS.fullmatch(text, clause.start, quantity.outer) is not None
        and not scene.words.named("grants", text, clause.start, quantity.outer)
        and not opens_act(text[clause.start : quantity.outer], scene.words)
        and _CARRIED.match(text[clause.start : quantity.outer]) is None
        and _AMOUNT.search(text, max(0, clause.start - 12), clause.start) is not None
    )


def spent_on(scene: Scene, clause: Clause, quantity: Quantity) -> re.Match[str] | None:
    """Return what money that is set aside is for: 安排不少于2000万元用于冷链设施建设."""
    text = scene.line.text
    if quantity.measure != "money" or not _SETS_ASIDE.search(text, clause.start, quantity.outer):
        return None
    fund = _NAMED_FUND.search(text, clause.start, quantity.outer)
    if fund or _INTO_FUND.search(text, scene.sentence(clause.start)[0], quantity.outer):
        return None  # the fund itself is to have so much
    if _DRAWS_IN.search(text, clause.start, quantity.outer):  # 带动社会资本投入50亿元: others give it
        return None
    return _SPENT_ON.match(scene.flat, quantity.outer_end, scene.sentence(quantity.start)[1])


def is_allotted(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether a sum is set aside or paid out as a whole: 安排2亿元用于…, 发放创业补贴资金25万元."""
    text = scene.line.text
    paid = _SETS_ASIDE.search(text, clause.start, quantity.outer) or _PAYS_OUT.search(
        text, clause.start, quantity.outer
    )
    return quantity.measure == "money" and paid is not None


def _is_share(before: str, behind: str) -> bool:
    if behind.startswith(("以上的", "的企业", "以上，", "的，")):
        return False
    if _PART_GIVEN.search(before) and behind.startswith("的"):
        return True
    return bool(
        re.search(
            r"(?:给予|补助|补贴|贴息|奖励|资助|补偿)(?:比例)?(?:最高|不超过|不高于|为|的)*$|(?:补助|补贴|奖励|资助|贴息)(?:标准|比例|额度)?(?:为|按照?)[^，]{0,16}$|(?:给予|予以)[^，]{0,10}$|(?:奖补|补助|补贴|奖励|资助)(?:资金|金额|标准|额度)按照?[^，0-9]{2,16}的$|(?:补助|补贴|资助|补偿)(?!比例|标准|总?额|金额|[^，]{0,8}不[超高])[^，0-9]{2,14}的$|返还[^，0-9]{2,20}的$",
            before,
        )
    ) and not _is_condition(behind)


def _is_condition(behind: str) -> bool:
    """Say whether what follows makes the amount a condition (500万元以上的项目)."""
    return bool(
        re.match(
            r"(?:（[^）]{0,10}）)?的?[^，、]{0,12}(?:企业|项目|单位|个人|机构|平台|团队|部分)(?:给予|，|$|的|按|[0-9])",
            behind,
        )
    ) and not behind.startswith(
        ("补", "奖", "资", "的补", "的奖", "的资", "支持", "经费", "的一次", "一次", "的财", "财政")
    )


def _is_amount_then_grant(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the amount, perhaps with further amounts behind it, is followed by 补助, 奖励 …"""
    text = scene.line.text
    position = quantity.outer_end
    for other in clause.quantities:
        if other.start > quantity.start and _AND_SUM.fullmatch(text, position, other.outer):
            position = other.outer_end
    behind = re.sub(r"^（[^）]{0,12}）", "", text[position : clause.end])
    if behind.startswith(tuple(scene.words["after_amount"])):
        return True
    return _PAID_AS.match(behind) is not None


def upper_bound(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether a 最高 before it governs the amount from further off (最高分别给予100万元、300万元)."""
    return _UPPER.search(scene.line.text, clause.start, quantity.start) is not None
