"""What a quantity is said of: the words before it or behind it, without verbs, connectives and adverbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from comparators.facts.targets_acts import (
    ABLE,
    LONGEST,
    NO_CAUSE,
    act_after_cause,
    act_at,
    act_of_agent,
    inner_act,
    last_act,
    opens_act,
)
from comparators.facts.targets_words import QuantityWords, longest_end, longest_start

_CONNECTIVES: Final = re.compile(
    r"(?:以及|其中|[、，；：,与或且的了]|和(?![美谐平])|及(?!时)|并(?![购网联轨])|——?|[—–-]+)+"
)
_PLACE: Final = re.compile(
    r"(?:[^，；：0-9的]{2,12}?村(?=新建|建成|发展|改造|引进|盘活|流转|种植|打造|培育)|[^，；：、0-9的]{2,8}内(?=集聚|新增|建成|落户)|赴[^，、；：0-9]{2,12}?(?=开展|举办|组织|实施)|(?:面向|向|对)(?:社会|公众|企业|市场|全社会|全国|全球|基层|农村|海外|市民|群众|居民)(?=开放|提供|投放|发布|推出|推送)|[一二三五十0-9]+(?:[—-][0-9]+)?年(?:内|来)?(?:累计|共|内)?|[^，；：、0-9]{2,12}领域(?=集聚|汇聚|引进|引育|建成|形成|新增)|全[省市县区国域]|我[省市国区县]|[省市区县]内|各[级地省市县区]{1,4}(?:（[^（）]{1,10}）)?|每[个家所名]?[^，、]{1,8}?|[^，；：0-9]{2,24}[市县区镇乡省州盟](?=各|均|分别|都)|[^，、；：0-9的]{2,8}(?:[谷港湾城]|园区|新区|高新区|开发区|经开区)(?=新建|建成|引进|新增|落户|入驻)|(?:中央|省|市|县|区|各级)(?:级)?财政(?:每年|计划|统筹|[一二三四五两0-9]+年(?:内|共|累计)?)*(?=安排|投入|统筹|新增|设立)|(?:省地|部省|省部|上下|市区|央地)(?:联动|协同)|(?:(?:省市县(?:三级)?|市县|三级)联动)?向[^，、0-9]{2,12}(?=派遣|选派|输送|下派|派出)|省市县(?:三级)?联动|市县联动|三级联动)(?:都|均|各|分别|要|应|至少)?"
)
# 探索与沿海地区共建园区, 校企共建实验室
_BUILDS_WITH: Final = re.compile(
    r"(?:(?:探索|积极|主动|我[省市县区])*与[^，、；：0-9的]{2,16}?(?:合作|联合|携手|共同)*|校企|校地|院地|央地|政校|政企|企地)(?=共建|合建|组建)"
)
# 三年累计实际使用外资
_YEARS_TOGETHER: Final = re.compile(
    r"(?:(?:未来)?[一二三四五六七八九十两0-9]+年(?:间|来|内)?(?:累计|共计|合计)|(?:“[^”]{2,4}”|规划期)?[前后][一二两三四五]年)(?=[\u4e00-\u9fff]{2})"
)
_ALLOWED: Final = re.compile(r"允许(?=[\u4e00-\u9fff]{3})(?!不|最|将|超|其|在)")  # 允许单个项目损失率最高达到40%
# 完成200个公共数据集的清洗标注: what is worked on is counted.
_WORKED_ON: Final = re.compile(
    r"的(?:清洗|标注|清洗标注|数字化|智能化|绿色化)?(?:改造|升级|建设|整治|治理|开发|编制|修订|验收|认定|评估|部署|标注|清洗|诊断|排查)+$"
)
_MADE_FROM: Final = re.compile(r"利用[^，、；：0-9]{2,10}?年?(?=生产|发电|制备)")  # 利用工业固废年生产新型墙材
_WHO_DOES: Final = re.compile(
    r"[^，、]{11,16}?每年|[^，、]{1,10}?(?:每年度?|年均|将|累计|共计|至少|力争|确保|计划|拟|应当|要)"
)
# 支持企业围绕安全、质量等研制标准: what the act is about does not matter for what is counted.
_AROUND: Final = re.compile(
    r"(?:采用|采取|通过)[^，；：0-9]{2,24}?(?:方式|形式|机制|模式)|[^，；：、0-9]{0,14}(?:围绕|聚焦|针对)[^，；：0-9]{2,40}?(?:等(?:领域|方面|环节|方向|需求)?|领域|方面|环节|方向|需求)"
)
# 全国示范步行街, 全省试点医院: what they are, and no act.
_NAMED_SCALE: Final = re.compile(r"全[省市县区国](?:示范|试点)(?!推广|应用|带动|建设|创建)")
# Words that end in a character which is an adverb or a predicate by itself.
_WHOLE: Final = re.compile(
    r"(?:行为|许可|供应|响应|反应|效应|内需|公共|青少年|少年|持有|所有|国有|私有|拥有|潜在|外在|适应|纪要|需要|主要|概要|摘要|作为|占有"
    r"|必需|急需|亟需|刚需|军需|标志|效果|大都|首都|古都|成都|水平|平均|人均|每年|学年|财年|首年|虚拟|模拟|草拟|常年|青年|中年|老年|成年|周年|丰年|百年|千年|住院|以为|认为|雷达|马达)$"
)
_WHOLE_ETC: Final = frozenset({"高等", "中等", "初等", "平等", "同等", "优等", "对等", "均等", "相等"})
# 年均增速 is one word.
_MEAN: Final = re.compile(r"(?:年均|平均)(?:增速|增长率|增幅|降幅)$")
# Words that only begin like a connective.
_JOINT_WORDS: Final = frozenset({"和美", "和谐", "和平", "及时", "与会", "并购", "并网", "并联", "并轨"})
_BASE: Final = re.compile(
    r"(?<![比相])较(?![大好高强多为快低长小少重])[^，、]{2,14}(?:时限|标准|水平|均值|基数|要求|时间|率)$|(?:较|与|同|(?<![占对可环评无])比(?!重|例|较))(?:20[0-9]{2}年|上一?年|去年|[“\"]?十[一二三四五六]?五[”\"]?|同期|现状|全国|全省|全市|国家|平均|基准|基期)[^，、]{0,12}$|在[^，、]{1,12}基础上$"
    r"|[较比]同(?:类|等|档)[^，、]{0,8}$"
    r"|(?:高于|低于|快于|优于|好于|领先|超过|高出|超出)(?:于)?(?:20[0-9]{2}年|上一?年|去年|同期|全国|全省|全市|全县|国家|省|平均|GDP|经济)[^，、]{0,10}$"
    r"|(?:高于|低于|快于|大于)[^，、]{2,16}(?:增速|增幅|平均|速度)$"
)
_MAY_BASE: Final = re.compile(r"[较与同比在于先出过]")  # every base has one of these, and most subjects have none
# Verbs through and through: 部署实施技术攻关, 发布技术攻关榜单.
_PURE_ACTS: Final = frozenset({"实施", "发布", "开展", "举办"})
# 高标准农田累计建成面积: the act is part of what is measured.
_MEASURED_ACT: Final = re.compile(
    r"[^，、]{2,12}累计[\u4e00-\u9fff]{2,4}(?:面积|数量|总数|总量|规模|里程|金额|总额|比例|率|人数|人次|容量|装机|能力)"
)
_RANKED: Final = re.compile(
    r"(?:保持|位?居|位列|处于|稳居|跻身|进入|达到)[^，、]{1,10}(?:前列|前茅|领先|方阵|水平|前[0-9一二三四五十]+位?)$"
)
_SPAN: Final = re.compile(r"(?<!20)每?(?:[一二三四五十两]|(?<![0-9])[0-9])+年(?:内|间)?$")
_SHARE: Final = re.compile(r"(?:达到|占到|提高到|超过|占)[^，、]{2,16}的$")
# 覆盖率在重点区域达到95%.
_HELPED_YEARLY: Final = re.compile(r"每年(?:补助|资助|支持|奖励)$")  # 每个单位每年补助不超过两场
_WITHIN: Final = re.compile(r"(?<![潜内外存实所现正])在[^，、在]{2,8}(?:区域|地区|城区|范围|领域|环节)$")
_EACH: Final = re.compile(
    r"(?:每(?:[百千万]?[人户亩生床村]|[年月周日天]|小时|张|吨|辆|公里|万?平方公里|公顷|平方米|千瓦时|度电|公斤|立方米))+$"
)
# 机器人密度达到每万名工人500台
_OF_SO_MANY: Final = re.compile(r"(?:达到?|为|超过?|突破)每[万千百][名人户家亩台辆][^，、0-9]{0,6}$")
_AT_YEAR: Final = re.compile(r"(?:到|至)?20[0-9]{2}年(?:底|末)?的?$")
_FROM_FIGURE: Final = re.compile(r"(?<!“)(?:从|由)[^，、]{0,16}[0-9.]+[^，、0-9]{1,8}(?:、[0-9.]+[^，、0-9]{1,8})?$")
_REGROUPED: Final = re.compile(
    r"(?:优化重组|重组整合|整合重组|优化整合|整合提升|重组)后?$"
)  # 实验室优化重组后达到200家
# What is cut from the end of a subject, how much must be left before it, what it says of the predicate, and the
# characters that it may end with (any where there are none), which spare most searches.
_CUTS: Final = (
    (_BASE, 0, "change", ""),
    (_OF_SO_MANY, 2, "reach", ""),
    (_REGROUPED, 3, "", "组合升后"),
    (_EACH, 1, "", "人户亩生床村年月周日天时张吨辆里顷米电斤"),
    (_AT_YEAR, 0, "reach", "年底末的"),
    (_RANKED, 2, "reach", "列茅先阵平位0123456789一二三四五十"),
    (_SPAN, 2, "", "年内间"),
    (_FROM_FIGURE, 0, "reach", ""),
    (_SHARE, 2, "reach", "的"),
    (_HELPED_YEARLY, 2, "", "助持励"),
    (_WITHIN, 3, "", "域区围节"),
)
_DELIMITERS: Final = frozenset("，。；：！？")
_PLACE_BEHIND: Final = re.compile(r"(?<![潜内外存实所现正])在(?![线建职校岗研册])|赴")
_ALLOTS_NEW: Final = re.compile(r"(?:安排|供应|保障|落实|单列|预留)新增$")
_LAND: Final = re.compile(r"(?:工业|建设|产业)?用地")
# 为企业提供诊断服务1000次
_FOR_WHOM: Final = re.compile(r"为[^，、；：0-9的]{2,12}?(?=提供|开展|解决|发放|培养|输送|减免|节约)")
_SHORTEST_DOING: Final = 8  # 基础较好的园区开展试点: what the noun behind 的 does
_WHERE_DONE: Final = re.compile(r"(?<![潜内外存实所现正])在(?![线建职校岗研册])[^，、在]{2,10}$")
_ADJECTIVE: Final = re.compile(
    r"[\u4e00-\u9fff](?:强|广|高|好|优|足|活|实|显著|突出|明显|完善|合理|鲜明|齐全|完备|先进)$"
)
# Names of things done: 知识更新名家讲座, 技术改造城市试点.
_NAMED_ACT: Final = re.compile(r"(?:知识|设备|城市|技术|危房|旧房|老旧)(?:更新|改造)")
_COUNTING: Final = re.compile(r"(?:率|度|比例|比重|数|量|额|面积|强度|水平|标准)$")
# 以公共云方式提供服务的智算规模达到60EFlops: what it does is part of the name.
_RELATIVE: Final = re.compile(
    r"(?:以[^，、的]{2,10}(?:方式|形式|模式))?(?:提供|从事|参与|使用|采用|享受|接受|获批|获评|入选|通过|进入|列入)[^，、的]{1,14}的[^，、的]{2,14}"
)
_AIM: Final = re.compile(
    r"的(?:(?:总装|生产|制造|供给|发射|处理)?能力|规模|格局)$|的?(?:目标|目标任务|目标要求)$|(?:实现)?全覆盖$"
)
_PREDICATE: Final = re.compile(r"进行|予以|加以|给予|用于|投向|让渡给?")
_NO_OBJECT: Final = re.compile(r"将[来近军要会士]|把[握关手控脉柄]")
_FUND_FOR: Final = re.compile(r"(?<=资金|基金|经费|指标|用地|额度|份额)(?:支持|扶持|推动|保障|促进)")
# 新增取得证书人员: those who hold it are counted.
_HOLDERS: Final = re.compile(r"(?:取得|获得|持有|获评|入选)[^，、]{2,30}(?:人员|人才|人数|企业|者)")
# 完成林分优化提升200万亩: what was done is counted.
_COMPLETED: Final = re.compile(r"完成(?:[^，。；]*、)?$")
_UNTIL: Final = re.compile(r"[到至为超达]")
_OF_ACT: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:面积|数量|总数|总量|规模|里程|金额|总额|额度|比例|人数|人次|容量|能力|额|率|量|数)"
)
_PAID_INTO: Final = re.compile(r"(?<=[省市县区政内年累计])[向对](?P<who>[^，、]{3,20}?)(?:累计|新增|再)?(?:注资|增资)$")
_REALISED: Final = re.compile(r"分别(?:实现|完成)(?P<what>[^，、]{2,12})$")  # A、B分别实现年产值80亿元、20亿元
_AMID: Final = re.compile(r"（(?=包括|其中|含|包含|分别)")
_MEASURES: Final = frozenset({"次数", "数量", "人数", "规模", "面积", "总数", "场次", "金额", "总额", "里程", "产量"})
_DONE: Final = re.compile(r"(?:倍增|翻番|翻[一两]番|清零|全覆盖|[显大明持][著幅显续](?:提升|增长|改善|下降))、$")
# 促进100家企业与高校对接: they meet.
_TOGETHER: Final = re.compile(r"[与同][^，、与]{2,14}(?:对接|合作|结对|联动|签约|融通|融合)(?=[，、]|$)")
# 选派农村科技特派员服务县域发展.
_SERVES: Final = re.compile(
    r"(?<=员)服务(?=[^，、]{4,}|(?:企业|基层|农村|园区|一线)$)(?!团|队|站|点|中心|平台|体系|机构)"
)
# 选派青年科技人员到企业挂职锻炼.
_SENT_TO: Final = re.compile(
    r"(?<=[员师生才部家])(?:[入进驻]企|[驻下]村|下沉|下乡)[^，、]{0,10}|(?<=[员师生才部家])到[^，、]{2,14}(?:挂职|任职|服务|锻炼|实习|就业|交流)"
)
_DOUBLED: Final = re.compile(r"(?:实现)?(?:倍增|翻番|翻[一两]番)、?$")  # 产值实现翻番、超过2000亿元
_ALLOTTED: Final = re.compile(r"(?<=财政)(?:每年|每年度|年度)?(?:安排|投入|统筹)$")  # 市级财政每年安排2亿元
# 1个调度中心和N个节点: a number that is no number ends the noun as well.
_UNCOUNTED: Final = re.compile(
    r"[和与及](?=[0-9.]+[万亿千百]*(?:元|亩|个|家|项|套|台|平方米|名|人|支|条|座))|[和与及]“[0-9A-Z]+[+×][0-9A-Z+×]+”|、[0-9]+(?=[\u4e00-\u9fff])|[、和与及]?(?:[A-ZX]|若干|一批|一系列|多)(?:[个家项座条]|(?<=[批列干]))"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Offsets of a subject, and what was cut: an act before it, a predicate (达到) or a change (提高) behind it."""

    start: int
    end: int
    act: bool = False
    reach: bool = False
    change: bool = False


def subject_before(
    text: str, start: int, end: int, words: QuantityWords, rate: bool = False, bounded: bool = False
) -> Subject:
    """Return the subject in ``text[start:end]``, which stands before a quantity; empty where nothing is left.

    ``rate`` says that an indicator is looked for (a share, a term): acts inside its name stay
    where a predicate or a comparator (``bounded``) stands behind it.
    """
    paid = _PAID_INTO.search(text, start, end) if text[end - 1 : end] == "资" else None
    if paid:  # 三年内向再担保集团注资30亿元
        return Subject(*paid.span("who"), act=True)
    stop, reach, change = _cut_end(text, start, end, words)
    for pattern in (_DOUBLED, _ALLOTTED):
        said = pattern.search(text, start + 2, stop)
        stop = said.start() if said else stop
    realised = _REALISED.search(text, start, stop)
    if realised:
        start = realised.start("what")
    joint = text.rfind("、", start, stop) + 1
    if joint > start and _DONE.search(text, start, joint):  # 开发区数量倍增、产值增长20%
        start = joint
    if reach or change:
        start = _behind_object_mark(text, start, stop)
        if _RELATIVE.fullmatch(text, start, stop):
            return Subject(start, stop, False, reach, change)
    indicator = text.endswith(("率", "强度"), start, stop)
    cutting = (
        "soft_acts"
        if (rate or text.endswith("强度", start, stop)) and (reach or change or bounded or indicator)
        else "acts"
    )
    begin, act = _cut_start(text, start, stop, words, cutting)
    process = act and text[max(start, begin - 2) : begin] in ("完成", "实施", "推进") and text[stop - 1] == "建"
    if stop > begin and (process or not act) and not reach:  # 完成农村公路新改建2000公里
        tail = longest_end(text[begin:stop], words["tail_acts"])
        if tail and len(tail) < stop - begin - 1:
            stop, act = stop - len(tail), True
            where = _WHERE_DONE.search(text, begin + 2, stop)
            stop = where.start() if where else stop  # 数据产品在交易所挂牌
            stop = _cut_end(text, begin, stop, words)[0]
    completed = change and not reach and end > stop and _COMPLETED.search(text, max(0, begin - LONGEST), begin)
    if completed and not _UNTIL.search(text, stop, end):
        stop, change = end, False
    if text[begin:stop] in words["acts"]:
        noun = longest_end(text[begin:stop], words["act_nouns"])
        begin, act = stop - len(noun), True
    if begin > start and text[start] == "年" and text[begin:stop] in _MEASURES:
        begin = start  # 年发射次数 is what is measured
    begin, stop = _without_rest(text, begin, stop, words, rate)
    return Subject(begin, stop, act, reach, change)


def _without_rest(text: str, begin: int, stop: int, words: QuantityWords, rate: bool) -> tuple[int, int]:
    """Cut what is left of no noun: 但 of 但最多不超过六批; the 的 of 安排新增指标的60%, but not of 占负荷的5%."""
    if text[begin - 2 : begin] == "新增" and _LAND.match(text, begin, stop):
        bounded = _LAND.fullmatch(text, begin, stop) and text.startswith(("不少于", "不低于"), stop)
        if bounded or _ALLOTS_NEW.search(text, 0, begin):
            begin -= 2  # 安排新增工业用地5000亩, but 新增工业用地5000亩 of 工业用地
    if rate and stop > begin + 2 and text[stop - 1] == "的" and text[begin] != "占":
        stop -= 1
    return (stop if text[begin:stop] in words["openings"] else begin), stop


def _behind_object_mark(text: str, start: int, stop: int) -> int:
    """Return where the object of 将 or 把 begins: 引导机构逐步将平均费率降至1%."""
    mark = max(text.rfind("将", start, stop - 1), text.rfind("把", start, stop - 1))
    return mark + 1 if mark >= 0 and not _NO_OBJECT.match(text, mark) else start


def _cut_end(text: str, start: int, end: int, words: QuantityWords) -> tuple[int, bool, bool]:
    reach = change = False
    while end > start:
        found = _phrase_at_end(text, start, end)
        if found is not None:
            end, effect = found
            reach, change = reach or effect == "reach", change or effect == "change"
            continue
        tail = text[max(start, end - 8) : end]
        if tail[-1] in "，、：；“—-（ 的等":
            if (tail[-1] == "的" and not reach) or (tail[-1] == "等" and (tail[-2:] in _WHOLE_ETC or len(tail) < 4)):
                break
            end -= 1
            continue
        word = longest_end(tail, words["tails"])
        if not word or _MEAN.search(tail) or (len(word) == 1 and _WHOLE.search(tail)):
            break
        if text[start:end] in words["acts"]:  # 巩固提升
            break
        reach |= word in words["reach"]
        change |= word in words["change"]
        end -= len(word)
    return end, reach, change


def _phrase_at_end(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where a phrase begins that the subject does not take, and whether it reaches or changes something."""
    last = text[end - 1]
    for pattern, least, effect, ends in _CUTS:
        if ends and last not in ends:
            continue
        if pattern is _BASE and not _MAY_BASE.search(text, max(start, end - LONGEST), end):
            continue
        match = pattern.search(text, max(start, end - LONGEST), end)
        if match is not None and match.start() >= start + least:
            return match.start(), effect
    return None


def _beginning(text: str, start: int, end: int, acted: bool) -> int:
    """Return the length of a connective, or of what tells with whom an act is done, at the start of a subject."""
    together = None if acted else _BUILDS_WITH.match(text, start, end) or _MADE_FROM.match(text, start, end)
    return together.end() - start if together else _connective(text, start, end)


def _cut_start(text: str, start: int, end: int, words: QuantityWords, cutting: str) -> tuple[int, bool]:
    """Cut openings, acts and what stands before the governing act from the start of a subject."""
    acted = False
    governed = text[start - 1 : start] == "、"  # 建成交易中心1个、研发检测中心1个
    if cutting == "acts":
        start = last_act(text, start, end, words)
        inner = inner_act(text, start, end, words)
        if inner > start:
            start, acted = inner, True
    for _ in range(12):
        rest = text[start:end]
        if _is_whole(rest, acted):
            break
        connective = _beginning(text, start, end, acted)
        if connective:
            start += connective
            continue
        act = act_at(rest, words, cutting)
        beyond = act_of_agent(rest, act, words, cutting) if act in words["causatives"] else 0
        if beyond:
            start, acted = start + beyond, True
            continue
        noun = governed and act not in _PURE_ACTS and _opens_compound(rest[len(act) :], words)
        if act and not noun:
            start, acted = start + len(act), True
            governed |= act not in words["commitments"]
            continue
        opening = longest_start(rest, words["openings"])
        able = opening == "可" and acted  # 发布可转化成果
        if opening and len(opening) < len(rest) and not able and not _opens_noun(rest, opening, words):
            start += len(opening)
            continue
        manner = "" if longest_start(rest, words["not_acts"]) else longest_start(rest, words["manners"])
        if manner and (
            opens_act(rest[len(manner) :], words, cutting)
            or rest[len(manner) :] in words["acts"]
            or (rest.startswith("在", len(manner)) and act_after_cause(rest[len(manner) :], words))
        ):
            start += len(manner)
            continue
        place = _place(rest, words, cutting)
        if place:
            start += place
            continue
        later = act_after_cause(rest, words) if cutting == "acts" else 0
        if not later:
            break
        start, acted = start + later, True
    return min(start, end), acted


def _opens_compound(rest: str, words: QuantityWords) -> bool:
    """Say whether what follows an act makes one noun with it (技术攻关榜单), as 技术技能人才 does not."""
    return bool(longest_start(rest, words["compounds"])) and not longest_start(rest, words["no_compounds"])


def _place(rest: str, words: QuantityWords, cutting: str) -> int:
    """Return the length of what tells where, when or by whom the act behind it is done, 0 where nothing does."""
    each = _behind_each(rest, words, cutting)
    if each:
        return each
    together = _YEARS_TOGETHER.match(rest) or _ALLOWED.match(rest)
    if together and rest[together.end() :] not in words["acts"]:
        return together.end()
    for match in (_PLACE.match(rest), _WHO_DOES.match(rest), _AROUND.match(rest)):
        if match and not _NAMED_SCALE.match(rest) and opens_act(rest[match.end() :], words, cutting):
            return 0 if _is_measure_of(rest[match.end() :], words) else match.end()
    return 0


def _behind_each(rest: str, words: QuantityWords, cutting: str) -> int:
    """Return where the act begins that is done for each: of 每家实验室汇聚人才 at 汇聚, 0 for no such form."""
    if rest[:1] != "每" or _COUNTING.search(rest):
        return 0
    for position in range(3, min(len(rest) - 2, 26)):
        if rest[position - 1] in "，：的" or rest[position - 1].isdigit():
            return 0
        act = act_at(rest[position:], words, cutting)
        if act and act not in words["ambiguous"]:
            return position
    return 0


def _is_whole(rest: str, acted: bool) -> bool:
    """Say whether ``rest`` is a name from which no act is to be cut."""
    return bool(_MEASURED_ACT.fullmatch(rest) or (acted and _HOLDERS.fullmatch(rest)) or _MEAN.match(rest))


def _is_measure_of(rest: str, words: QuantityWords) -> bool:
    """Say whether an act and what is measured of it is all there is: 申领额度, 建成面积."""
    return _OF_ACT.fullmatch(rest) is not None and rest[:2] in words["acts"]


def _connective(text: str, start: int, end: int) -> int:
    """Return the length of the connectives with which ``text[start:end]`` begins: 和, 、, 以及 …, but not 和美.

    Behind a delimiter 对 is one of them, and a quotation mark that closes what stands before: “揭榜挂帅”发布….
    """
    if text[start : start + 1] == "”":
        return 1
    served = _FOR_WHOM.match(text, start, end) if text[start : start + 1] == "为" else None
    if served:
        return served.end() - start
    delimited = text[start - 1 : start] in _DELIMITERS | {""}
    if delimited and text[start : start + 1] in ("对", "为") and not NO_CAUSE.match(text, start):
        return 1
    if delimited and text[start : start + 1] in ("将", "把") and not _NO_OBJECT.match(text, start):
        return 1
    if delimited and text[start : start + 1] == "但":
        return 1
    if text[start - 1 : start] == "（" and text.startswith(("含", "包括"), start):
        return 1 if text[start] == "含" else 2
    found = _CONNECTIVES.match(text, start, end)
    if found is None or longest_start(text[start:end], _JOINT_WORDS):
        return 0
    return 0 if found[0] in ("与", "和") and text[start - 1 : start] in _DELIMITERS else found.end() - start


def _opens_noun(rest: str, opening: str, words: QuantityWords) -> bool:
    """Say whether a one-character opening is the start of a word (新材料, 共享, 再生)."""
    if opening == "使" and rest[1:2] in "全我":
        return False
    return len(opening) == 1 and not act_at(rest[1:], words)


def _before_next_act(text: str, flat: str, start: int, end: int, words: QuantityWords) -> int:
    """Return where what is counted ends and the next act of a row begins: 企业 of 企业、建设平台."""
    for match in re.finditer(r"、|并(?![购网联轨])|等", flat[start:end]):
        act = act_at(text[start + match.end() : end], words)
        last = match[0] == "等" and start + match.end() == end
        if match[0] == "、" and _ADJECTIVE.search(text, start, start + match.start()):
            continue  # 吸引力强、带动面广的场景
        if match[0] == "、" and (ABLE.match(text, start, end) or ABLE.match(text, start + match.end(), end)):
            continue  # 能够突破技术、带动学科的人才; 产值超百亿元、具备竞争力的企业
        if match.start() and (last or (act and (match[0] == "等" or act not in words["ambiguous"]))):
            return start + match.start()
    return end


def subject_behind(text: str, flat: str, start: int, end: int, words: QuantityWords, governed: bool = False) -> Subject:
    """Return the subject in ``text[start:end]``, which stands behind a quantity and its comparators.

    ``governed`` says that an act stands before the quantity: then the subject ends where a place follows (在…).
    """
    while start < end and text[start] in "的、":
        start += 1
    start += 3 * text.startswith("规模的", start, end)  # 100亿元规模的发展资金
    predicate = _PREDICATE.search(text, start + 1, end) or _FUND_FOR.search(text, start + 1, end)
    if predicate:
        end = predicate.start()
    end = _before_next_act(text, flat, start, end, words)
    place = _PLACE_BEHIND.search(flat, start + 2, end)
    if place and (governed or "的" not in text[place.end() : end]):
        end = place.start()
    for pattern in (_TOGETHER, _SERVES, _SENT_TO):
        apart = pattern.search(text, start + 2, end)
        if apart:
            end = apart.start()
    amid = _AMID.search(text, start + 2, end) if text.find("（", start + 2, end) > 0 else None
    if amid:  # 125个村庄（包括63个省级补助村）
        end = amid.start()
    uncounted = _UNCOUNTED.search(text, start + 2, end)
    if uncounted:
        end = uncounted.start()
    worked = _WORKED_ON.search(text, start + 2, end)
    if worked:
        end = worked.start()
    end = _before_verb(text, start, end, words, "plain_follow" if governed else "follow_verbs")
    aim = _AIM.search(text, start, end)
    if aim and aim.start() > start + 1:
        end = aim.start()
    while end > start and text[end - 1] in "、的和与及（，":
        end -= 1
    return Subject(start, end)


def _before_verb(text: str, start: int, end: int, words: QuantityWords, verbs: str) -> int:
    """Return where a counted noun ends and what it does begins: 企业 of 企业上市, 乡镇 of 乡镇开展试点."""
    relative = text.rfind("的", start, end)
    if relative >= 0 and (verbs != "plain_follow" or end - relative < _SHORTEST_DOING):
        return end
    for position in range(max(start, relative + 1) + 2, end - 1):
        if text[position - 1] in "”》、和与及" or _NAMED_ACT.match(text, position - 2):
            continue
        if text.rfind("“", start, position) > text.rfind("”", start, position) or text.startswith("联合体", position):
            continue  # “大学生创业能手”, 创新联合体
        verb = longest_start(text[position:end], words[verbs])
        if verb and (position + len(verb) < end or verb in words["tail_follow"]):
            following = text[position + len(verb) : end]
            noun = longest_start(following, words["compounds"])
            named = noun and noun not in words["acts"] and not longest_start(following, words["no_compounds"])
            return end if named else position
    return end
