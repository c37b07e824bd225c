"""Industries that an enumeration names (I2), and those of regional lists (I3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from comparators.document import Block, Document
from comparators.facts.enumerations import ActFinder, Enumeration, find_enumerations
from comparators.facts.enumerations_words import LIGHT_VERBS, STRONG
from comparators.facts.headings import looks_ahead
from comparators.facts.industries_announced import (
    announced_lists,
    lists_about_a_class,
    lists_made_into,
    lists_of_the_same_class,
)
from comparators.facts.industries_items import TitleFacts, announces_group
from comparators.facts.industries_names import (
    is_bare_class,
    is_task,
    looks_like_item_name,
    looks_like_place,
    printed_name,
)
from comparators.facts.industries_pieces import JOINTS, bare_span, names_in_list, without_explanation
from comparators.facts.industries_places import further_leads, inline_regions, sentence_regions, supported_places
from comparators.facts.industries_tiers import act_tier, class_tier
from comparators.facts.industries_titled_places import COINED_PART, is_regional
from comparators.facts.model import Industry
from comparators.lexicon import Lexicon

_CHAIN: Final = re.compile(r"(?:重点|优势|特色|标志性|先进|关键|核心|主导|支柱|战略性新兴|新兴|未来|条)产业链")
# 前瞻部署A、B等领域，支持科研人员开展自由探索.
_LAID_OUT: Final = re.compile(r"(?:前瞻性?|超前|提前|优先|重点|梯次|接续|加快|先行|抢先)部署$")
# What follows the class and shows that not the industries but something of theirs is meant.
_OF_THEIRS: Final = re.compile(
    r"\s*(?:化|园|(?:协作|合作|协同|集聚|发展)?带(?!动)|平台|基地|先导|中心|联盟|基金|社区|技术|人才|项目|研究|学院|大脑|互联网|企业|龙头|小镇|政策|标准|数据|大会|博览|空间"
    r"|论坛|资本|工人|应用|场景|示范|试点|合作|交流|协会|专利|关键|重大|科学|攻关|科技|需求|(?:数字化|智能化|绿色化)(?!焕新|升级|改造|提升|跃升)|转型(?!升级|发展|[，。；]|$)|转移|招商"
    r"|法律|法规|立法|监管|研发|成果|专家|市场|服务|创新(?:平台|中心|载体|联盟|人才|企业|团队|大赛|创业)|创业|大赛|赛事|岗位"
    r"|专业|学科|工程|产品|装备|材料|安全|投资|融资|金融|信贷|保险|贷款|教育|培训|活动|行动|计划|清单|指数|统计|首台|优质"
    r"|骨干|头部|领军|重点企业|上市|民营|外资|用地|用能|出口|进口|贸易|消费|知识产权|新技术|新产品|前沿技术|共性|特色小镇"
    r"|发展(?:场景|平台|基金|联盟|专项|论坛|政策|环境|资金|规划|报告|研究)"
    r"|集聚(?:平台|区|地|中心|空间)|配套|供应链|生态圈|大数据|环节|上下游|对外|国际(?!竞争力|领先|影响力)|开放|[及和与][^，。；]{0,16}(?:监管|收费|执法|整治|检查))"
)
# 跟踪A、B等领域发展动态: that they are watched says nothing, unless closely or under a heading of industries.
_TRENDS: Final = re.compile(r"\s*(?:的?(?:技术|产业)?(?:演进|进展|(?:发展)?(?:动态|趋势|动向)|发展(?:态势|规律|方向)))")
_OF_GOOD: Final = re.compile(
    r"\s*的[^，。；、的]{0,4}产业(?=[，。；、]|$)|\s*的?\s*(?:加快|加速|快速|前瞻|超前|集聚|集群|高质量|规模化|创新|协同|融合|错位|率先|优先|跨越式|健康|蓬勃)?(?:化)?\s*"
    r"(?:[0-9]+(?:个|条)[^，。；]{0,4}(?:赛道|领域|方向|产业)|发展|培育|布局|壮大|集聚|集群|成长|提质|扩量|增效|做大|做强|能级|高地|优势|规模|建设|提升|突破|恢复|复苏|振兴|向[^，。；]{2,20}(?:化|高端)(?=[，。；、]|发展|迈进|转型)|向[^，。；]{2,12}(?:迈进|跃升|攀升|进军)|和|及|以及|与|等|$)"
)
# 加大对A、B等重点产业的支持
_BACKED: Final = re.compile(
    r"的(?:政策|资金|金融|信贷|要素|投入)*(?:支持|扶持|培育|投入|布局|(?:持续|密切)跟踪)(?:力度)?(?=[，。；、和]|$)"
)
# 为…，促进甲接二连三、乙产业集聚，…制定本方案: what the whole is for.
_PREAMBLE: Final = re.compile(r"^\s*为[^。]*(?:制定|提出)(?:本|如下|以下)")
# 甲市支持A和B产业创新发展若干措施: the name of a document.
_DOCUMENT_NAME: Final = re.compile(
    r"[^，。；]{0,16}(?:措施|政策|意见|方案|规划|办法|细则|通知|行动计划)(?:（[^（）]*）)?\s*$"
)
_WEAK: Final = frozenset({"加快发展", "突破性发展"})
# A paragraph behind the last item that is about others: 此外，…, 前瞻布局A、B等未来产业，….
_BESIDES: Final = re.compile(
    r"与此同时|此外|另外|(?:同时，)?(?:前瞻|超前|提前|积极|谋划|抢先|先行|探索)[^，。；、]{0,4}(?:布局|谋划|培育|部署|探索|发展)"
    r"[^。；]{4,90}?等[^，。；]{0,4}(?:未来产业|未来赛道|新赛道|前沿领域)"
)
# 支持科技强农、机械强农和乡村产业发展: tasks, the last of them about where.
_WHERE: Final = re.compile(r"乡村|农村|城乡|县域|区域|园区|社区")
# 重点引进A、B等战略性产业集群项目
_DRAWING_IN: Final = frozenset({"引进", "招引", "引育"})
_PROJECTS: Final = re.compile(r"\s*(?:重大|优质|高端|好|龙头)?(?:项目|企业)\s*")
# 聚焦“甲”工程、“乙”工程等重点领域: works, no industries.
_WORKS: Final = re.compile(r"(?:工程|行动|计划|专项)$")
# 支持领军企业、链主企业前瞻布局新赛道: they do it.
_ACTOR: Final = re.compile(
    r"(?:企业|高校|院校|院所|机构)(?:(?:前瞻|积极|加快|超前|提前|主动|率先)*(?:布局|发展|培育|开展|参与|进入))?$"
)
# 围绕A、B等四大领域，每年发布应用场景清单: there something is applied.
_SCENES: Final = re.compile(
    r"，(?:面向[^，。；]{2,6})?(?:每年|定期|分批|常态化|滚动|集中|首批|加快|加大|积极|主动|持续)*(?:发布|开放|推出|征集|遴选|打造|建设|拓展|挖掘)[^，。；]{0,16}场景"
)
# 打造算力资源池、智能终端产业发展高地 lists places, not industries.
_PLATFORM: Final = re.compile(r"(?:高地|池|中心|基地|枢纽|[区城港谷带]|平台|策源地|样板|标杆)$")
_PLATFORM_AFTER: Final = re.compile(r"(?:创新|应用|发展|集聚)*(?:高地|基地|中心|枢纽|示范区|先导区|集聚区|策源地)")
# 推动A产业与B、C等产业融合 is about A.
_WITH: Final = re.compile(r"\s*(?:的)?(?:深度|跨界|有机|紧密|协调|互动)*(?:融合|结合|衔接|联动|协作|渗透|协同)")
_DEEPLY_WITH: Final = re.compile(r"\s*(?:(?:深度|跨界|有机|交叉)+融合|融合(?!集群))")
_DISCIPLINE: Final = re.compile(r"[^医光数]学$")  # 材料学, 海洋科学
_SEVERAL: Final = 2
# 做强成渝地区电子信息、生物医药等产业集群.
_JOINED_AREA: Final = re.compile(
    r"(?![与和及同在对向由各本全])[\u4e00-\u9fff]{2,4}(?:地区|都市圈|经济圈|城市群|经济带)(?=[\u4e00-\u9fffA-Z]{2})"
)
# 以甲电气、乙电缆等为代表的电力设备制造产业: firms that stand for an industry.
_REPRESENTS: Final = re.compile(
    r"等?为代表的(?!(?:战略性)?(?:新兴|未来)|优势|特色|重点|先进制造)[\u4e00-\u9fff]{3,}?(?:产业|集群)"
)
_PURPOSE: Final = re.compile(
    r"(?:产业集群|(?:未来|新兴|优势)产业|赛道|产业链)(?!(?:的)?(?:典型|创新|示范)?(?:应用|场景))|新动能|增长极|强链|补链"
)
_OTHER_PURPOSE: Final = re.compile(
    r"研究|攻关|人才|标准|法律|法规|政策|场景|科学|技术|改革|试点|基金|贷款|平台|实验室|中心|项目|合作|应用"
)
# Acts whose fields are industries, unless it is said that something is applied or put in order there.
_TURNING: Final = frozenset({"围绕", "聚焦", "突出", "瞄准", "锚定", "紧盯"})
# 推动A、B等重点领域发展 develops them.
_ADVANCING: Final = frozenset({"推动", "推进", "促进", "支持", "带动"})
_ADVANCES: Final = re.compile(r"\s*(?:加快|创新|融合|集群|高质量|规模化)*(?:发展|壮大|突破)(?!动态|趋势)")
# 围绕A、B等领域开展技术攻关: the task may follow without a comma.
_TASK: Final = re.compile(
    r"(?:全面|重点|积极|深入|持续|集中|前瞻|超前|系统|大力|加紧)*"
    r"(?:开展|加强|实施|组织|加快|推进|推动|强化|部署|攻克|形成|支持|引进|建立|设立|启动|深化|探索|实现|取得|谋划|遴选|凝练|催生)"
)
# 甲高新区聚焦A、B等领域打造核心承载区, 乙园区围绕C、D等产业链招大引强
_AIMS: Final = re.compile(r"(?:重点|集中|加快)?(?:打造|构建|培育|布局|招大引强|招商)")
_APPLIED: Final = re.compile(
    r"场景|(?<!产品)应用(?!基础|研究|样板)|治理(?!技术|研究)|整治|清理|监管|执法|改革|立法|审批|服务(?!业)|市场准入|智慧化|数字化|信息化"
)
_RESEARCH: Final = re.compile(r"攻关|研发计划|科技计划|科研项目")
_PRODUCT: Final = re.compile(r"(?:系统|芯片|传感器|器件|装置|终端|算法|模型|火箭|(?<![汽整])车)$")
_OF_PEOPLE: Final = re.compile(r"培养|人才|骨干|专家(?!咨询|委员会)")
_PUBLIC_WORK: Final = re.compile(
    r"(?:公共|政务|社会|城市|民生|乡村|基层|基础)?(?:教育|医疗|医疗卫生|卫生|养老|托育|托幼|就业|社保|社会保障|民政|政务|政务服务"
    r"|服务|事业|管理|治理|安全|交通|交通运输|水利|气象|住房|住建|体育|文化|文旅|文化旅游|旅游|家政|应急|应急管理|市场监管"
    r"|生态环境|环境保护|生态环保|环保|自然资源|国土|税务|司法|商贸|商业|娱乐|零售|餐饮|会展|办公|协同办公|出行|社交|工程建设|消防|减灾|扶贫|法治|救助|金融)"
)
# Of the city that a regional list is about.
_CITY: Final = re.compile(r"(?:(?<![城各地])市|[县州盟旗镇])$|^[^核心]{1,2}[^核心新片城地]区$")
_SHORT_PLACES: Final = frozenset({"高新区", "经开区", "综保区", "开发区"})
_SENTENCE_END: Final = re.compile(r"[。；\n]")
# Sections that tell of the past or of the world, not of what is to be developed.
_BACKGROUND: Final = re.compile(
    r"基础(?!材料|软件|设施|零部件|元器件|工艺|装备|电子|化工)|现状|形势|背景|回顾|成效|面临|机遇|挑战|成就"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """An enumeration with the block it stands in; ``grouped`` says that the heading above is a class of them."""

    block: Block
    enumeration: Enumeration
    region: str = ""
    grouped: bool = False


def find_listed(
    document: Document,
    lexicon: Lexicon,
    acts: ActFinder,
    titles: TitleFacts,
    places: frozenset[str],
    memory: dict[Any, Any],
) -> tuple[Industry, ...]:
    """Return the industries that enumerations of ``document`` list, in reading order.

    ``memory`` keeps the lists found in a text, for the next block with the same one.
    """
    found = [each for each in _candidates(document, acts, titles, places, memory) if _is_act_on_industries(each)]
    known = _known_names(found, lexicon, titles)
    ranks = {section.path: tier for section, tier in zip(document.sections, titles.tiers, strict=True)}
    per_block = defaultdict(list)
    for each in found:
        per_block[each.block.index].append(each)
    # Where the item of one city ranks its list, that of the next does.
    ranked = {
        each.block.section.rpartition("/")[0]
        for each in found
        if each.region and act_tier(each.enumeration.act, lexicon)
    }
    entries: list[Industry] = []
    for group in per_block.values():
        contrast = len(group) > 1 and any(act_tier(each.enumeration.act, lexicon) for each in group)
        for each in group:
            beside = bool(each.region) and each.block.section.rpartition("/")[0] in ranked
            entries.extend(_entries(each, known, lexicon, ranks, contrast or beside))
    return tuple(entries)


def _candidates(
    document: Document, acts: ActFinder, titles: TitleFacts, places: frozenset[str], memory: dict[Any, Any]
) -> Iterator[_Found]:
    background = _background(document)
    regions = {path: _above(path, titles.regions) for path in {block.section for block in document.blocks}}
    own = {path for path in regions if _is_own(path, titles)}
    regional = _regional(document)
    announced = (section for section in document.sections if section.path in titles.announced)
    groups = {section.path for section in announced if announces_group(section.title, acts)}
    # A box in an industry's own section may be about all of them: 专栏1 with 优先布局赛道, 重点培育赛道.
    own -= {each.path for each in document.sections if "专栏" in each.path and announces_group(each.title, acts)}
    # 清洁能源领域 holds industries: 大力发展海上风电、氢能等清洁能源产业.
    fields = {each.path for each in document.sections if each.path in titles.own and each.title.endswith("领域")}
    wide = places | _SHORT_PLACES
    in_leads = any(each.startswith("#") for each in titles.own)
    for block in document.blocks:
        region = titles.leads.get(block.index) or regions[block.section]
        if block.kind == "title" or block.section in background:
            continue
        inside = block.section in own or (in_leads and f"#{block.index}" in titles.own)
        apart = inside and not region and (bool(block.number) or _BESIDES.match(block.text) is None)
        if apart and block.section not in fields:
            continue
        key = (block.text, block.number_end, block.title_end, bool(region) or block.section in titles.announced)
        if key not in memory:
            memory[key] = _read(block, acts, labelled=key[3])
        read: list[Enumeration] = memory[key]
        if not read:
            continue
        inline: dict[int, str] = {}
        near = wide if block.section in regional else places
        if not region:
            beside_each_other = inline_regions(read, acts, near, within=block.section in regional)
            supported = supported_places(block.text, beside_each_other)
            near = near | supported if supported else near
            inline = sentence_regions(block, read, near, onward=block.section in regional) | beside_each_other
            if 0 < len(inline) < len(read) and block.section not in regional:  # 甲经开区重点发展…；高新区重点打造…
                inline = sentence_regions(block, read, near | _SHORT_PLACES, onward=False, beside=True) | inline
        elif region.startswith(("其他", "其余")) or (_CITY.search(region) is None and region not in places):
            within = COINED_PART.fullmatch(region) is None  # 一核。以甲乙为核心，重点发展…
            inline = sentence_regions(block, read, near, onward=True, within=within)
            inline |= inline_regions(read, acts, near, within=True)
        elif block.index in titles.leads:
            inline = further_leads(block, read, near)
        wider = _above(block.section, titles.wider)
        for each in read:
            if apart and not (each.etc and STRONG.search(each.klass)):
                continue
            yield _Found(block, each, inline.get(each.span[0], region or wider), block.section in groups)


def _regional(document: Document) -> frozenset[str]:
    """Return the paths of the sections that tell of regions, with all that stands in them."""
    found: set[int] = set()
    for index, section in enumerate(document.sections):
        if section.parent in found or is_regional(section.title):
            found.add(index)
    return frozenset(document.sections[index].path for index in found)


def _read(block: Block, acts: ActFinder, labelled: bool) -> list[Enumeration]:
    """Return the lists of a block's text in order; ``labelled`` as for :func:`announced_lists`."""
    read = [*find_enumerations(block.text, acts, block.number_end), *announced_lists(block, acts, labelled)]
    read += lists_made_into(block.text, acts, block.number_end)
    read += lists_about_a_class(block.text, acts, block.number_end)
    read += list(lists_of_the_same_class(block.text, read, acts, block.number_end))
    return sorted(read, key=lambda each: each.span)


def _background(document: Document) -> frozenset[str]:
    """Return the paths of the sections that tell of the past, with all that stands in them."""
    found: set[int] = set()
    for index, section in enumerate(document.sections):
        told = _BACKGROUND.search(section.title) and not looks_ahead(section.title)
        if section.parent in found or (told and len(section.title) <= 12):
            found.add(index)
    return frozenset(document.sections[index].path for index in found)


def _is_own(path: str, titles: TitleFacts) -> bool:
    """Say whether ``path`` is that of an industry's own section or lies in one."""
    while path and titles.own:
        if path in titles.own:
            return True
        path = path.rpartition("/")[0]
    return False


def _above(path: str, regions: dict[str, str]) -> str:
    """Return the place that the nearest section at or above ``path`` has, ``""`` where none has."""
    while path and regions:
        if path in regions:
            return regions[path]
        path = path.rpartition("/")[0]
    return ""


def _is_act_on_industries(found: _Found) -> bool:
    """Say whether the list's class and what follows make its items industries to develop."""
    each = found.enumeration
    strong = STRONG.search(each.klass) is not None or _CHAIN.search(each.count[-1:] + each.klass) is not None
    if (
        "产业链" in each.klass
        and not strong
        and not (found.region and each.etc)
        and _CHAIN.search(each.count[-1:] + each.klass) is None
        and not each.count
    ):
        return False
    if strong and each.etc and each.act.verb in _DRAWING_IN and _PROJECTS.fullmatch(each.after):
        return True
    if each.lead.rstrip().endswith(("已", "已经")) or _DOCUMENT_NAME.match(found.block.text, each.span[1]):
        return False
    trends = _TRENDS.match(each.after)
    if _OF_THEIRS.match(each.after) or (trends and not found.grouped and each.act.text == each.act.verb):
        return False
    if found.block.text[max(each.span[0] - 1, 0)] in "与同" and _WITH.match(each.after):
        return False
    if "与" in each.pieces[0].text and _DEEPLY_WITH.match(each.after):
        return False
    follows = each.after.strip().lstrip("”」")
    if each.etc and each.act.verb.endswith("对"):
        return _BACKED.match(follows) is not None
    if follows.startswith("的") and _OF_GOOD.match(follows) is None and not (trends and each.etc):
        return False
    if (strong and bool(each.etc or each.count)) or follows == "" or _OF_GOOD.match(follows) is not None:
        return True
    aimed = _TASK.match(follows) or (found.region and _AIMS.match(follows))
    return bool(each.etc and aimed) and each.act.verb in _TURNING


def _known_names(found: Iterable[_Found], lexicon: Lexicon, titles: TitleFacts) -> frozenset[str]:
    """Return names that surely are one: of the lexicon, of titles, and items that no 和 can be part of."""
    names = set(lexicon.industries | lexicon.aliases.keys())
    names.update(entry.name for entry in titles.entries)
    for each in found:
        names.update(printed_name(piece.text) for piece in each.enumeration.pieces[:-1] if "以及" not in piece.text)
        last = printed_name(each.enumeration.pieces[-1].text)
        if not JOINTS.search(last):
            names.add(last)
    return frozenset(names)


def _entries(
    found: _Found, known: frozenset[str], lexicon: Lexicon, ranks: dict[str, str], contrast: bool
) -> Iterator[Industry]:
    each = found.enumeration
    text = found.block.text
    found_pieces = [without_explanation(piece, text) for piece in names_in_list(each, known)]
    joined = _JOINED_AREA.match(text, found_pieces[0].start, found_pieces[0].end) if found_pieces else None
    if joined is not None:
        found_pieces[0] = found_pieces[0].cut(joined.end() - joined.start(), len(found_pieces[0].text))
        found = replace(found, region=joined[0])
    named = [(piece, printed_name(text[piece.start : piece.end])) for piece in found_pieces]
    good = [(piece, name) for piece, name in named if looks_like_item_name(name) and name not in lexicon.places]
    loose = not each.etc and not each.count and (any(len(name) > 12 for _, name in named) or _is_unsure(each, lexicon))
    loose_end = not each.etc and _PLATFORM_AFTER.match(each.after) is not None
    places = sum(looks_like_place(name) or name in _SHORT_PLACES for _, name in named)
    several = sum(not is_bare_class(name) for _, name in good) > 1 or bool(each.etc or each.count)
    if (
        loose
        or not several
        or sum(is_task(name) and name not in lexicon.industries for _, name in named) * 2 > len(named)
        or (loose_end and any(_PLATFORM.search(name) for _, name in named[:-1]))
        or any(_ACTOR.search(name) for _, name in named)
        or sum(_WORKS.search(name) is not None for _, name in named) * 2 > len(named)
        or (not each.etc and _WHERE.fullmatch(named[-1][1]) is not None)
        or (
            _REPRESENTS.match(text, named[-1][0].end) is not None
            and not any(name in lexicon.industries for _, name in named)
        )
        or places * 2 > len(named)
        or len(good) * 2 <= len(named)
        or not _belongs(found, [name for _, name in good], known, lexicon)
    ):
        return
    if not (each.etc or each.count) and _PREAMBLE.search(text):
        return
    tier = (
        act_tier(each.act, lexicon, contrast)
        or class_tier(each.klass, lexicon)
        or ranks.get(found.block.section, "")
        or _weak_tier(each.act.text, contrast)
    )
    regions = _regions_of(found, len(good))
    for (piece, name), region in zip(good, regions, strict=True):
        if not is_bare_class(name):
            span = bare_span(piece)
            yield Industry(name, tier, region, found.block.section, found.block.index, span)


def _weak_tier(act: str, contrast: bool) -> str:
    """Return an act that ranks where nothing else does: 培育 only beside a list that is ranked."""
    bare = act.removeprefix("集中力量")
    return bare if bare in _WEAK or (contrast and bare == "培育") else ""


def _regions_of(found: _Found, names: int) -> list[str]:
    """Return the region of each name: 甲区、乙区分别打造A、B gives each its own."""
    parts = found.region.split("、")
    apart = "分别" in found.enumeration.act.text and len(parts) == names
    return parts if apart else [found.region] * names


def _is_unsure(each: Enumeration, lexicon: Lexicon) -> bool:
    """Say whether a list without 等 or count that only 领域 or the like closes holds no name of the lexicon."""
    if each.klass not in ("领域", "方向", "行业"):
        return False
    listed = lexicon.industries | lexicon.aliases.keys()
    return not any(printed_name(piece.text) in listed for piece in each.pieces)


def _belongs(found: _Found, names: list[str], known: frozenset[str], lexicon: Lexicon) -> bool:
    """Say whether a list of a mere field (领域, 方向) that an act only turns to names industries all the same."""
    each = found.enumeration
    chain = found.region and "产业链" in each.klass  # 甲园区围绕A、B等产业链招大引强
    if chain or STRONG.search(each.klass) or _CHAIN.search(each.count[-1:] + each.klass):
        return True
    if each.act.verb in _TURNING and _SCENES.match(found.block.text, each.rest):
        return False
    aimed = each.klass.endswith("方向") and each.act.verb in _TURNING  # 聚焦A、B、C三个主攻方向: of whatever
    if (
        (each.count and not (aimed and not any(name in lexicon.industries for name in names)))
        or each.act.verb not in LIGHT_VERBS
        or (each.etc and _LAID_OUT.search(each.act.text))
        or (
            found.region
            and found.region not in _SHORT_PLACES
            and each.lead.strip()
            and each.act.verb != "面向"  # 支持甲市面向医疗、教育等行业培育模型
        )
    ):
        return True
    if found.region and each.etc and each.act.verb == "探索":  # 甲县积极探索A等前沿领域
        return True
    if _serves_industries(found.block.text, each.rest):
        return True
    if found.grouped and each.etc and not _OTHER_PURPOSE.search("".join(names)):
        return _RESEARCH.search(found.block.text, each.span[1], _sentence_end(found.block.text, each.rest)) is None
    if "领域" not in each.klass:
        return False
    public = sum(_PUBLIC_WORK.fullmatch(name) is not None for name in names)
    if each.etc and each.act.verb in _ADVANCING and _ADVANCES.match(each.after) and public * 2 < len(names):
        return True
    listed = lexicon.industries | lexicon.aliases.keys()
    sure = sum(name in listed for name in names)
    return sure * 2 > len(names) or _turned_to(found, names)


def _turned_to(found: _Found, names: list[str]) -> bool:
    """Say whether a list of fields (围绕A、B等领域，…) names industries, not where something is applied."""
    each = found.enumeration
    if not each.etc or each.act.verb not in _TURNING:
        return False
    text, start = found.block.text, each.span[1]
    comma = text.find("，", each.rest + 1, _sentence_end(text, each.rest))
    stop = comma if comma >= 0 else _sentence_end(text, each.rest)
    if found.region and each.after.strip():  # 甲岛：聚焦A、B等领域开展试点，打造应用样板
        stop = each.rest
    if _APPLIED.search(text, start, stop) or _OF_PEOPLE.search(text, start, stop):
        return False
    if text.find("场景", start, _sentence_end(text, each.rest)) >= 0:  # 聚焦A、B等领域，围绕…环节，建设场景
        return False
    public = sum(_PUBLIC_WORK.fullmatch(name) is not None for name in names)
    products = sum(_PRODUCT.search(name) is not None for name in names)
    disciplines = sum(_DISCIPLINE.search(name) is not None for name in names)
    return public * 2 < len(names) and products < len(names) and disciplines < _SEVERAL


def _sentence_end(text: str, start: int) -> int:
    stop = _SENTENCE_END.search(text, start)
    return stop.start() if stop else len(text)


def _serves_industries(text: str, start: int) -> bool:
    """Say whether the sentence that goes on at ``start`` is about industries before it is about anything else."""
    rest = text[start : _sentence_end(text, start)]
    purpose, other = _PURPOSE.search(rest), _OTHER_PURPOSE.search(rest)
    return purpose is not None and (other is None or purpose.start() < other.start())
