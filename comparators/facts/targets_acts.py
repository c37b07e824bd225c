"""Where an act begins in the words about a quantity, and where its object does (新建, 支持企业建设…)."""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.targets_words import QuantityWords, longest_end, longest_start

# Characters that make another word of a one-character opening: 对口, 以上, 在建.
NO_CAUSE: Final = re.compile(
    r"对[口外接标应照]|对[^，。；]{2,30}的(?![补奖资])[^，。；的]{0,6}(?:比例|比重|占比|贡献率|支撑率|满意率|满意度)|以[上下内后来及]|在[线建职校岗研册]|向[上阳]|从[业事]|为[民主]|由[此]|与[会]"
)
LONGEST: Final = 60
ABLE: Final = re.compile(r"(?:能够?|具有|具备|拥有|善于|熟悉|掌握|符合|满足|站在|达到)[^，。；]*的[^的，。；]{2,16}$")
# 承保金额, 签约面积: what is measured of an act, whichever it is.
_MEASURED: Final = ("金额", "总额", "余额", "数量", "人数", "人次", "占比", "比重")
_SIZE: Final = re.compile(r"(?:超过|不低于|不少于|达到|超|达|过|逾)?(?:[0-9]|[千百十]?[亿万]元)")  # 投资超10亿元项目
_OBTAINS: Final = frozenset({"取得", "获得", "持有", "拥有", "具备", "获批", "通过", "完成"})
_CERTIFIED: Final = re.compile(
    r"(?:[^，。；、]{1,12}(?:证|证书|认证|资质|资格|许可|评价|批件|备案|登记|注册|认定)|备案|登记|注册|认定|验收)的"
)
_LATER_ACT: Final = re.compile(r"[、并]")
# 引导机构发放贷款增长20%.
_AGENT: Final = re.compile(r"[^，、]{0,8}(?:机构|银行|企业|单位|高校|院所)")
_FORMS_NOUN: Final = re.compile(r"[^桥路坝渠闸井塔码馆]$|型|式(?!样)|性(?!能)|化(?![工学肥妆纤石塑])|版(?!权|图)")


def opens_act(rest: str, words: QuantityWords, cutting: str = "acts") -> bool:
    """Say whether an act follows, perhaps behind a second manner (前瞻谋划布局)."""
    manner = longest_start(rest, words["manners"])
    return bool(act_at(rest, words, cutting) or (manner and act_at(rest[len(manner) :], words, cutting)))


def _is_no_act(rest: str, length: int, words: QuantityWords) -> bool:
    """Say whether an act only opens a longer word (建设工程), unless another begins behind it (建设工程中心)."""
    longer = longest_start(rest, words["not_acts"])
    if longer == "建成区" and rest.startswith("级", 3):  # 建成区级平台
        return False
    if rest[:length] in _OBTAINS and _CERTIFIED.match(rest, length):  # 取得适航证的机型
        return True
    apart = longest_start(rest[length:], words["no_compounds"])
    return bool(longer) and (length + len(apart) <= len(longer) or bool(longest_start(apart, words["acts"])))


def act_at(rest: str, words: QuantityWords, cutting: str = "acts") -> str:
    """Return the act that ``rest`` opens with, unless it opens a noun (研发投入) or is all there is."""
    acts = words[cutting]
    if len(rest) > 2 and rest in acts:
        return ""
    for length in acts.starts.get(rest[:1], ()):
        if not 1 < length < len(rest):  # no act is a single character
            continue
        act = rest[:length]
        if act not in acts or _is_no_act(rest, length, words):
            continue
        if rest[length] == "于" or (act == "投资" and _SIZE.match(rest, length)):
            continue  # 投资于种子期的基金规模, 投资2000万元以上的项目
        if length > 2 and longest_start(rest[length - 2 :], words["not_acts"]):
            continue  # 出台实施细则
        following = rest[length:]
        if following[0] in "和与及、" and length > 1 and len(following) > 2:
            second = act_at(following[1:], words, cutting)  # 建设和改造, 新建、改造, 新建和美乡村
            if second or (act not in words["ambiguous"] and following[0] != "、"):
                return act + (following[0] + second if second else "")
            continue
        if following[0] in "、，和与及（）率" or (following[0] == "等" and following[:2] not in ("等离", "等级")):
            continue
        if ((len(following) == 1 or following[0] in "型式性化版") and _FORMS_NOUN.match(following)) or (
            act in words["namers"] and longest_start(following, words["places"])
        ):
            continue  # 加注站, 嵌入式设施, 救援队伍
        last = longest_end(act, words["ambiguous"])
        compound = last and longest_start(following, words["compounds"])
        apart = longest_start(following, words["no_compounds"]) or longest_start(
            last + following, words["no_compounds"]
        )
        level = act == "建设" and following == "标准"  # 建设标准提高到2000元, but 建设标准厂房
        if length == 1 or level or (compound and not apart) or following.startswith(_MEASURED):
            continue
        return act
    return ""


def last_act(text: str, start: int, end: int, words: QuantityWords) -> int:
    """Return where the last part of a list of acts begins: of 优化结构、建设平台 at 建设, of 新建A、新建B at 新建."""
    first = act_at(text[start:end], words)
    for match in reversed(list(_LATER_ACT.finditer(text, start, end))):
        act = act_at(text[match.end() : end], words)
        if act and act not in words["ambiguous"] and act != first and not ABLE.match(text, match.end(), end):
            return match.end()
    return start


def inner_act(text: str, start: int, end: int, words: QuantityWords) -> int:
    """Return where the object of an act begins that never stands inside a noun: 全区企业新增岗位."""
    pattern = words.patterns.get("inner_acts")
    found = start
    for match in pattern.finditer(text, max(start + 1, end - LONGEST), end) if pattern else ():
        divided = match[0].startswith("争") and text[match.start() - 1] == "力"  # 力争创建
        if match.end() < end - 1 and not divided and not longest_start(text[match.start() : end], words["not_acts"]):
            found = match.end()
    return found


def act_after_cause(rest: str, words: QuantityWords, sure: bool = False) -> int:
    """Return where the object of 支持企业建设… or 在全省布局… begins, 0 where there is no such form.

    ``sure`` says that the cause may itself be the act: then only acts that nothing else can be count.
    """
    cause = longest_start(rest, words["causatives"])
    if not cause or NO_CAUSE.match(rest):
        return 0
    for position in range(len(cause) + 1, min(len(rest) - 1, 2 * LONGEST)):
        act = act_at(rest[position:], words)
        following = rest[position + len(act) :]
        noun = longest_start(following, words["compounds"]) if longest_end(act, words["ambiguous"]) else ""
        noun = "" if longest_start(following, words["no_compounds"]) else noun  # 工业机器人, 数控机床
        if act and (act in words["sure_acts"] or not (sure or noun)):
            return position + len(act)
    return 0


def act_of_agent(rest: str, act: str, words: QuantityWords, cutting: str) -> int:
    """Return where the object of what others are made to do begins: 贷款 of 推动银行发放贷款, 0 for no such form."""
    if cutting == "acts":
        return act_after_cause(rest, words, sure=True)
    agent = _AGENT.match(rest, len(act))
    done = longest_start(rest[agent.end() :], words["sure_acts"]) if agent else ""
    return agent.end() + len(done) if agent and done else 0


def next_act(text: str, start: int, end: int, words: QuantityWords, sure: bool = True) -> int:
    """Return where the first act begins in ``text[start:end]``, 0 where none does; ``sure``: one that is no noun."""
    for position in range(start, end):
        act = longest_start(text[position:end], words["acts"])
        if len(act) < 2 or (sure and act in words["ambiguous"]):
            continue
        if position + len(act) == end or act_at(text[position:end], words):
            return position
    return 0
