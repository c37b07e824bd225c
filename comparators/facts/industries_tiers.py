"""Which words rank a list of industries: those of its act, of its class, of the heading above it."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Document
from comparators.facts.enumerations import Act, ActFinder, longest_first
from comparators.facts.enumerations_words import CORE_RANKING, COUNT, LIGHT_VERBS, MANNERS
from comparators.facts.industries_names import printed_name
from comparators.lexicon import Lexicon

_TRACK: Final = re.compile(r"(?:先行|新兴|新|特色|潜力|优势|核心|风口|潜在|前沿|未来|黄金|热点|专业|主)赛道")
_OF_INDUSTRIES: Final = re.compile(r"产业|领域|赛道|集群|行业|制造业|服务业|方向|增长[点极]|增长引擎")
_LONG_TITLE: Final = 14
_ENDS_IN_CLASS: Final = re.compile(r"(?:产业|领域|赛道|集群|行业|制造业|服务业|方向)(?:（[^（）]*）)?$")
# As a heading 培育壮大新兴产业 ranks, beside 前瞻布局未来产业; in a text it is but an act.
_RAISES: Final = re.compile(r"培育壮大[^，、]{0,8}(?:产业|集群|赛道|产业链)")
_OF_SPACE: Final = re.compile(r"区域|空间|各[地市县区]|错位|县域|分市|分区")
_MAKES: Final = frozenset({"打造", "建设", "构建", "形成"})
_HOW: Final = re.compile(r"^(?:进一步|因地制宜|分类|同步|集中力量(?=加快))+")
# 梯次培育, 稳慎布局, 动态储备: how something is begun that is not there yet ranks, whatever else stands beside it.
_BEGINS: Final = frozenset({"布局", "谋划", "部署", "储备", "跟踪", "关注", "培育", "探索"})
_MANNERS: Final = re.compile("(?:" + "|".join(longest_first({*MANNERS} - {"鼓励", "引导", "集中力量"})) + ")+")
# 重点发展领域 says what kind of field it is; 优先发展9个…产业 and 重点发展方向 rank.
_KIND_OF_FIELD: Final = re.compile(r"(?:的)?(?:重点|产业)?(?:领域|目标|任务|重点|布局|行动|$)")


def act_tier(act: Act, lexicon: Lexicon, contrast: bool = False) -> str:
    """Return the words of ``act`` that rank a list, from its ranking adverb on.

    With ``contrast`` (another list in its paragraph ranks) two-part acts such as 巩固提升 or 加快布局 rank too.
    """
    text = act.text.removeprefix("分别").removeprefix("因地制宜")
    starts = [text.find(adverb) for adverb in lexicon.ranking_adverbs or CORE_RANKING if adverb in text]
    if starts and min(starts) < len(text) - len(act.verb):
        return text[min(starts) :]
    ends = [each for each in lexicon.ranking_acts if text.endswith(each)]
    begun = act.verb in _BEGINS and _MANNERS.fullmatch(text, 0, len(text) - len(act.verb))
    if (
        not ends
        and (contrast or begun)
        and text != act.verb
        and act.verb not in LIGHT_VERBS - {"突破", "部署", "关注", "探索"}
    ):
        ranks = _HOW.sub("", text)
        return "" if ranks == act.verb else ranks
    return max(ends, key=len, default="")


def class_tier(klass: str, lexicon: Lexicon) -> str:
    """Return the class of a list as a tier where it ranks (新赛道, 特色赛道)."""
    match = _TRACK.search(klass)
    if match:
        return match[0]
    return max(
        (each for each in lexicon.ranking_classes if each in klass), key=lambda each: (len(each), each), default=""
    )


def heading_tier(title: str, acts: ActFinder, lexicon: Lexicon) -> str:
    """Return the words of a heading that rank what stands under it, ``""`` where none does."""
    title = printed_name(title)
    act = acts.leads(title)
    if act is not None and title[len(act.text) : len(act.text) + 1] in ("型", "性"):  # 前瞻布局探索型产业
        act = acts.leads(title[: len(act.text) - len(act.verb)])
    if act is None and _TRACK.fullmatch(title):
        return title
    if (
        act is None
        or (act.text == "主攻" and title.startswith("主攻方向"))
        or _KIND_OF_FIELD.match(title, len(act.text))
    ):
        return ""
    if title == act.text + "类":
        return act.text
    if len(title) > len(act.text) + 4 and _OF_INDUSTRIES.search(title) is None:  # 积极打造国际一流的科创高地
        return ""
    first = title.partition("，")[0]
    if len(first) > _LONG_TITLE and _ENDS_IN_CLASS.search(first) is None:  # 大力推进科技创新和产业创新深度融合
        return ""
    if _RAISES.fullmatch(title):
        return act.text
    counted = COUNT.match(title, len(act.text)) is not None and act.verb not in _MAKES
    return act_tier(act, lexicon, contrast=counted)  # 巩固提升4个…, but no 聚力打造3个…


def heading_tiers(document: Document, acts: ActFinder, lexicon: Lexicon) -> tuple[str, ...]:
    """Return for each section of ``document`` the tier that its own heading or the nearest above it gives."""
    tiers: list[str] = []
    known = acts.tiers
    for section in document.sections:
        above = tiers[section.parent] if 0 <= section.parent < len(tiers) and section.form != "box" else ""
        if above and _OF_SPACE.search(section.title):  # under 优选支持赛道: 引导各地错位布局
            above = ""
        if section.title not in known:
            known[section.title] = heading_tier(section.title, acts, lexicon)
        tiers.append(known[section.title] or above)
    return tuple(tiers)
