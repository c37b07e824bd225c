"""The city or area that a list of industries is for, read from the sentence around it (I3)."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Block, Document
from comparators.facts.enumerations import ActFinder, Enumeration
from comparators.facts.enumerations_words import CORE_RANKING, MANNERS, STRONG
from comparators.facts.industries_names import (
    PLACE_JOINTS,
    PLACE_LAST,
    is_task,
    looks_like_part,
    looks_like_place,
    printed_name,
)

_AREA: Final = re.compile(
    r"\s*(?:[—–―\-·•●]+\s*)?(?:其中，?)?(?P<core>“?[一二两三四五六][核翼带轴极区心廊圈片]”?(?:即|是指|[指为]|：))?(?:支持|推动|鼓励|引导|推进|(?P<by>以))?(?P<capital>(?:(?:省会|首府)(?:城市)?|副?中心城市)(?=[\u4e00-\u9fff]{2}))?(?P<area>(?!在)[^，。；：、（]{2,12}?(?:、[^，。；：、（]{2,12}?){0,4}?)(?:（[^（）]{2,40}）)?"
    r"(?:各(?:区县|县区|市县|县市|[市县区地]))?(?P<etc>等(?:山区|沿海|沿江|沿边|内陆|重点)?(?:县（市）|县市|地区|[市县区地州]))?(?:(?:要|应|将)?(?:(?(by)为[\u4e00-\u9fff]{1,5}，|(?!))|在|要|依托|发挥|立足|充分|利用|围绕|聚焦|突出|瞄准|结合|加快|强化|深化|重点|主要|大力|积极|着力|优先|前瞻|主攻|有序|承接|加速|持续|巩固|改造|做[大强优精]|壮大|布局|谋划|发展|培育|打造|建设|用好|用足|抢抓|借助|放大|深耕|擦亮|建好|建强|面向|紧扣|锚定|对接|融入|承担|释放|挖掘|彰显|争创|坚持|着眼|打响|激活|盘活|主动|创建|提升|完善|实施|开展|推进|率先|全面|争取|把握|对标|统筹|协同|联动|联合|携手|错位|抱团|共同|集聚|引进|凭借|借助|基于|包括|涵盖|包含|覆盖|位于|高标准|高质量|高水平|(?(core)，|(?!))|(?P<centre>以[^，。；]{2,30}?为(?:重点|核心|龙头|主体|主|支撑|引领|载体|依托|平台|基础|牵引|支点|节点)，)|以[^，。；]{2,30}?为[\u4e00-\u9fff]{1,5}，)|\s*[：:。])"
)
_KINDS: Final = re.compile(r"(?<=[县市州区])（[县市州区旗](?:、[县市州区旗])*）")
_COUNTED_PLACES: Final = re.compile(r"[二两三四五六七八九十](?:个)?[市区县州地]$")
_SUPPORTS_PLACE: Final = ("支持", "推动", "鼓励", "引导")
_SUPPORTED: Final = re.compile(
    r"[。；：](?:支持|推动|鼓励|引导)([\u4e00-\u9fff]{2,4}?)(?=发挥|依托|立足|利用|用好|突出|加快|重点|大力|积极|着力|优先|前瞻|主攻)"
)
# 聚焦A、B等领域，集中力量建设甲走廊。聚焦C、D等领域，支持乙走廊建设: the places stand behind their lists.
_AREA_NAME: Final = (
    r"[\u4e00-\u9fff]{2,14}?(?:走廊|都市圈|城市群|经济区|自创区|示范区|新区|新城|科学城|科技城)"
    r"(?![\u4e00-\u9fff]{0,4}[市县区])"
)
_BUILT_BEHIND: Final = re.compile(
    rf"，(?:集中力量|全力|加快|大力|协同|着力|共同|高水平|高标准|推进|支持)*(?:建设|打造|支持|推进)?(?P<area>{_AREA_NAME})(?:建设)?(?=[，。；])"
)
_BUILT: Final = re.compile(rf"(?:建设|打造|支持|推进)(?P<area>{_AREA_NAME})")
# How many sentences back the city of a paragraph is looked for.
_MOST_BACK: Final = 6
_OF_A_PLACE: Final = re.compile(r"[^，。；：、]{1,6}[市县区旗州]")
_ETC_PLACES: Final = re.compile(r"[^企][^、]等(?:山区|沿海|沿江|沿边|内陆|重点)?(?:地区|城市|老工业基地|[地市县区州])$")
# 在工业园区布局…: what a list is laid out in is a place, whatever its name.
_STANDS_IN: Final = re.compile(r"(?:^|[—，])在[^，。的]{2,12}[市区县州园城港湾岛镇]$")
# In a section about space 支持柏川培育… names a place, unless it is someone who acts.
_SUPPORTS_SHORT: Final = re.compile(r"(?:支持|推动|鼓励|引导)(?P<name>[\u4e00-\u9fff]{2,4})$")
_ACTORS: Final = re.compile(
    r"企业|高校|院所|机构|单位|部门|园区|地方|地区|资本|团队|基金|银行|平台|传统|新兴|未来|优势|重点|特色|各|产业"
)
# 发挥云浦市高校集中的优势，重点发展…: whose they are.
_STRENGTHS_OF: Final = re.compile(
    r"\s*(?:充分)?(?:发挥|依托|用好|放大)(?P<area>[\u4e00-\u9fff]{2,5}?[市县区])(?=[^，。；]{2,24}(?:优势|资源|条件|基础|作用)，)"
)
# （一）一核。以云石两地为核心，重点发展…
_CORE: Final = re.compile(r"[\u4e00-\u9fff]{2,6}(?<![业品药材料械车机器能源电网化新展等])")
_AT_THE_CORE: Final = re.compile(r"为(?:核心|中心|龙头|极核|主核|支点|节点)，")
_PLACE_FIRST: Final = re.compile(
    r"\s*(?:[—–―\-·•●]+\s*)?(?:支持|推动|鼓励|引导)?(?P<area>(?!在|以|由|包括|涵盖|包含|覆盖|位于|含|对标|对接|对照|连接|联结|串联|编制|高质量|高标准|高水平|建强|做强|打造|建设|构建)[^，。；：（“以在将把由对向]{3,24})"
)
# 甲市级平台, 乙新区企业: not the place itself.
_NOT_ITSELF: Final = re.compile(
    r"[级场域块内属委政民长的]|企业|财政|居民|高校|医院|产业|工业|为|及其|等|主要领导|负责|有关|以及|和|与|、"
)
# Two or three characters that can be a bare name of a city, and are no other word that begins a sentence.
_BARE: Final = re.compile(
    r"(?!未来|近期|远期|中期|当前|目前|今后|同时|此外|其中|项目|科技|资金|人才|链主|龙头|部门|园区|城区|主城|高校|院所|银行|基金"
    r"|上述|其他|相关|主导|优势|传统|新兴|特色|县域|集群|平台|载体|基地|创新|绿色|数字|智能|市场|社会|区域|城市|乡村)"
    r"[\u4e00-\u9fff]{2,3}(?<![化产业展强新度平制力局业链的])"
)
_NO_PLACES: Final = frozenset(
    {
        *MANNERS,
        *CORE_RANKING,
        "紧紧",
        "全域",
        "抓紧",
        "尽快",
        "跟踪",
        "先期",
        "统一",
        "牢牢",
        "对接",
        "融入",
        "服务",
        "利用",
        "衔接",
        "联动",
        "辐射",
    }
)
# 甲市。依托…。乙市。发挥…: the second of several in one paragraph.
_FURTHER_LEAD: Final = re.compile(r"(?<=[。；])\s*(?P<place>[^，。；：]{2,24})[。：]")
_LONGEST_LEAD: Final = 24
_SKIPPED_LEAD: Final = re.compile(
    r"^(?:[—–―\-·•●\s]|支持|推动|鼓励|引导|推进|促进|以及|并|和(?!平)|由|在|其中)+|等(?:(?:山区|沿海|沿江|沿边|内陆|重点)?(?:地区|[地市区县]))?$"
)
# 云浦市 once, and 云浦 alone is a place everywhere in the document.
_CITY_OR_COUNTY: Final = re.compile(r"[市县](?![场级区值政民容委直内外域城情长府辖属州])")
_NAMED_BEFORE: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?:和|与|及|在|以|由|支持|推动)?(?P<name>[\u4e00-\u9fff]{2,3}?)[两二三四]?$"
)
_LONGEST_BEFORE: Final = 7
_NO_NAME: Final = re.compile(
    r"[每个各全我本省该有其县市区城都上超和与及在等的]|[强立大小名兴美互]$|[一二三四五]是|相关|其他|重点|直辖|地级|实行|享受|采用"
)
_NO_REGION: Final = re.compile(
    r"全[省市县区国]|我|有条件|有基础|有实力|具备|^[各每]|各(?![市县区地州]$)|本(?!溪)|国家(?![级高经])|企业|政府|产业(?!带|园|走廊|新城|[协合]作区|集聚区|转移(?:示范|承接)?区|转移示范)|重点|加快|发挥|依托|围绕|按照"
)


def document_places(document: Document) -> frozenset[str]:
    """Return the bare names of the cities and counties that ``document`` names in full anywhere (云浦 of 云浦市)."""
    text = "\n".join([block.text for block in document.blocks])
    ends = {text[max(0, city.start() - _LONGEST_BEFORE) : city.start()] for city in _CITY_OR_COUNTY.finditer(text)}
    names = {named["name"] for end in ends if (named := _NAMED_BEFORE.search(end))}
    return frozenset(name for name in names if _NO_NAME.search(name) is None and not is_task(name))


def inline_regions(
    read: list[Enumeration], acts: ActFinder, places: frozenset[str], *, within: bool = False
) -> dict[int, str]:
    """Return the city that stands before the act of a list (``支持甲市重点发展…，乙市重点发展…``).

    ``within`` a text that tells of areas, cities beside each other need no act that ranks.
    """
    leads: dict[int, tuple[str, bool]] = {}
    told: set[int] = set()
    for each in read:
        if len(each.lead) < 2:
            continue
        if _ETC_PLACES.search(each.lead.rstrip()) or _STANDS_IN.search(each.lead.rstrip()):
            told.add(each.span[0])
        supported = within and _SUPPORTS_SHORT.search(each.lead.rstrip())
        if supported and _ACTORS.search(supported["name"]) is None and not is_task(supported["name"]):
            told.add(each.span[0])
        lead = printed_name(_SKIPPED_LEAD.sub("", _SKIPPED_LEAD.sub("", each.lead.strip())))
        if 2 <= len(lead) <= _LONGEST_LEAD and _NO_REGION.search(lead) is None:
            ranked = within or acts.find_ranked(each.act.text + "　") is not None
            short = all(2 <= len(part) <= 4 for part in PLACE_JOINTS.split(lead))
            alike = ranked and short and not is_task(lead) and STRONG.search(each.klass) is not None
            leads[each.span[0]] = (lead, alike)
    parallel = len({lead for lead, alike in leads.values() if alike}) >= 2
    return {
        start: lead
        for start, (lead, alike) in leads.items()
        if (parallel and alike) or start in told or _are_places(lead, places, within)
    }


def further_leads(block: Block, read: list[Enumeration], places: frozenset[str]) -> dict[int, str]:
    """Return the city of each list of a paragraph that tells of several, one behind the other: 甲市。…乙市。…"""
    leads = [
        (lead.end(), printed_name(lead["place"]))
        for lead in _FURTHER_LEAD.finditer(block.text)
        if _are_places(printed_name(lead["place"]), places)
    ]
    found: dict[int, str] = {}
    for each in read:
        named = [place for end, place in leads if end <= each.span[0]]
        if named:
            found[each.span[0]] = named[-1]
    return found


def supported_places(text: str, named: dict[int, str]) -> frozenset[str]:
    """Return the places beside each other in a paragraph, with those whose list does not follow them at once.

    ``支持甲州重点发展A等产业，前瞻布局B等赛道；支持乙港发挥…优势，积极发展C等产业``.
    """
    names = {part for name in named.values() for part in PLACE_JOINTS.split(name)}
    if len(names) < 2:
        return frozenset()
    supported = {match[1] for match in _SUPPORTED.finditer(text) if _NO_REGION.search(match[1]) is None}
    return frozenset(names | supported)


def _are_places(text: str, places: frozenset[str], planned: bool = False) -> bool:
    """Say whether a text is the name of a place or of several (甲、乙、丙三区).

    ``planned`` says that the section plans the use of space, where parts of it have names of their own (港口板块).
    """
    if planned and looks_like_part(text):
        return True
    parts = PLACE_JOINTS.split(text)
    if looks_like_place(text) or all(part in places or looks_like_place(part) for part in parts):
        return True
    counted = _COUNTED_PLACES.search(text)
    return counted is not None and len(parts) > 1 and all(2 <= len(part) <= 4 for part in parts)


def sentence_regions(
    block: Block,
    read: list[Enumeration],
    places: frozenset[str],
    *,
    onward: bool,
    within: bool = False,
    beside: bool = False,
) -> dict[int, str]:
    """Return the city with which a list's sentence begins: 甲市依托…优势，重点发展…；东翼以乙市为重点，重点发展….

    With ``onward``, in a section about space, the sentences that follow it in a paragraph are of the same city;
    ``within`` an area no centre of it (以乙市为重点) goes before it; ``beside`` others that are known, a bare name is
    a place as it is in such a section.
    """
    found: dict[int, str] = {}
    planned = onward or beside
    begin = max(block.title_end, block.number_end)
    past = begin
    for each in read:
        stop = each.span[0]
        start = _sentence_start(block.text, begin, stop)
        area = None
        if start < past < stop and not each.lead.strip():  # 甲市发展…，乙市承接…，做强…
            area = _area_at(block.text, past + 1, stop, places, within, planned)
        past = each.rest
        area = (
            area
            or _nearest_area(block.text, start, stop, places, within, planned)
            or _led_by(block.text, begin, stop, places)
            or _built_behind(block.text, each)
        )
        if area is not None and not (each.lead.strip() and area[0] not in each.lead):
            found[stop] = area[1]
        for _ in range(_MOST_BACK if onward and not each.lead.strip() else 0):
            if area is not None or start <= begin:
                break
            start = _sentence_start(block.text, begin, start - 1)
            area = _area_at(block.text, start, stop, places, within, planned)
            if area is not None:
                found[stop] = area[1]
    return found


def _nearest_area(
    text: str, start: int, stop: int, places: frozenset[str], within: bool, planned: bool
) -> tuple[str, str] | None:
    """Return the place that the clauses before a list name, the nearest first: 支持甲…，支持乙、丙重点发展…"""
    clause = text.rfind("，", start, stop)
    while clause >= start:
        if text.startswith(_SUPPORTS_PLACE, clause + 1) or _OF_A_PLACE.match(text, clause + 1):
            area = _area_at(text, clause + 1, stop, places, within, planned)
            if area is not None:
                own = text.startswith("以", clause + 1)  # 中部片区…，以甲产业园为载体，重点发展…
                return (own and _area_at(text, start, stop, places, within, planned)) or area
        clause = text.rfind("，", start, clause)
    return _area_at(text, start, stop, places, within, planned)


def _led_by(text: str, begin: int, stop: int, places: frozenset[str]) -> tuple[str, str] | None:
    """Return the place that leads a sentence of several parts: 甲新城：建设…；聚焦A、B等产业…"""
    start = _sentence_start(text, begin, stop, "。\n")
    if text.find("：", start, stop) < 0 and text.find(":", start, stop) < 0:
        return None
    area = _area_at(text, start, stop, places, False, False)
    return area if area is not None and text.startswith(("：", ":"), start + len(area[0])) else None


def _built_behind(text: str, each: Enumeration) -> tuple[str, str] | None:
    """Return the area that the clause behind a list builds, where the paragraph builds several, one a sentence."""
    built = _BUILT_BEHIND.match(text, each.rest) if not each.lead.strip() else None
    if built is None or len({other["area"] for other in _BUILT.finditer(text)}) < 2:
        return None
    return built["area"], printed_name(built["area"])


def _sentence_start(text: str, begin: int, stop: int, marks: str = "。；;\n") -> int:
    start = begin
    for mark in marks:
        at = text.rfind(mark, start, stop)
        start = at + 1 if at >= 0 else start
    return start


def _area_at(
    text: str, start: int, stop: int, places: frozenset[str], within: bool, planned: bool
) -> tuple[str, str] | None:
    """Return the place with which a sentence begins, as it stands there and as a name."""
    opening = _AREA.match(text, start, stop)
    strengths = _STRENGTHS_OF.match(text, start, stop) if planned and not within else None
    if strengths:
        return strengths["area"], printed_name(strengths["area"])
    if opening is None:
        return _heading_place(text, start, stop, places)
    if within and (opening["centre"] or opening["by"]):
        return None
    area = printed_name(opening["area"])
    if opening["capital"] or opening["centre"] or opening["etc"] or _are_places(area, places, planned):
        return opening["area"], area + _further_kinds(text, opening.end("area"))
    core = planned and opening["by"] and _AT_THE_CORE.match(text, opening.end("area"))
    if core and _CORE.fullmatch(area) and _ACTORS.search(area) is None:
        return opening["area"], area
    if planned and not opening["by"] and all(map(_is_bare_place, PLACE_JOINTS.split(area))):
        return opening["area"], area
    return _heading_place(text, start, stop, places)


def _heading_place(text: str, start: int, stop: int, places: frozenset[str]) -> tuple[str, str] | None:
    """Return the places with which a sentence begins, whatever follows them: 甲新区、乙县集中力量发展…"""
    opening = _PLACE_FIRST.match(text, start, stop)
    if opening is None:
        return None
    area = opening["area"]
    for end in range(len(area), 2, -1):
        if area[end - 1] not in PLACE_LAST:
            continue
        named = area[:end]
        *first, last = PLACE_JOINTS.split(named)
        if looks_like_place(last) and all(part in places or looks_like_place(part) for part in first):
            if _NOT_ITSELF.match(text, opening.start("area") + end):
                return None
            return named, printed_name(named) + _further_kinds(text, opening.start("area") + end)
    return None


def _further_kinds(text: str, at: int) -> str:
    """Return the brackets that name further kinds of places: （市、区） of 14个县（市、区）, ``""`` where none do."""
    kinds = _KINDS.match(text, at)
    return kinds[0] if kinds else ""


def _is_bare_place(name: str) -> bool:
    """Say whether ``name``, the subject of a sentence in a section about space, may be a city without its 市."""
    return (
        _BARE.fullmatch(name) is not None
        and name not in _NO_PLACES
        and _NO_REGION.search(name) is None
        and not is_task(name)
    )
