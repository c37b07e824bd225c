"""Industries that are titles (I1): numbered items under a heading that announces industries, and rows of tables.

The same walk has the titles read that are places (I3).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comparators.document import Block, Document, Section, Span
from comparators.facts.enumerations import ActFinder
from comparators.facts.enumerations_words import COUNT, STRONG
from comparators.facts.industries_names import (
    is_bare_class,
    is_task,
    looks_like_place,
    looks_like_title_name,
    printed_name,
)
from comparators.facts.industries_tables import find_in_tables
from comparators.facts.industries_tiers import heading_tier, heading_tiers
from comparators.facts.industries_titled_places import FEWEST_PLACES, PlaceTitles, is_regional
from comparators.facts.model import Industry
from comparators.lexicon import Lexicon

_CLASS_TAIL: Final = re.compile(
    r"(?:(?:新兴|新的?|潜力|未来)增长(?:点|引擎)|产业链|产业集群|产业群|产业|制造业|服务业|集群|领域|赛道|方向)"
    r"(?:发展|能级|竞争力|规模|培育|布局|壮大)*(?:领域|方向|重点|布局|指引|目录|清单|导向|图谱|名录|一览表?|（[^（）]*）|\([^()]*\)|[”』」])*$"
)
# 做强先进基础材料, 前沿新材料: kinds of materials, as plans for them sort their chief parts.
_MATERIALS: Final = re.compile(
    r"(?:先进|关键|前沿|战略|基础|优势|特色|传统|新型|未来|紧缺|短板|急需)+(?:基础|战略|新)?材料(?:领域|产业|方向)?$"
)
_CLASSED: Final = re.compile(r".{2}(?:产业链|产业集群|产业|集群|赛道)$")
# 发展区块链产业, 打造未来健康产业集群: one of several such tasks beside each other.
_DEVELOPED: Final = re.compile(
    r"(?:加快|大力|积极|重点|优先|前瞻|着力|全力|创新)*(?:发展|培育|壮大|打造|布局|做强|做大|做优|提升|推进|推动|建设|谋划|巩固)+"
    r"(?P<name>[^，。、的]{2,16}?)(?:产业集群|产业|集群)(?:集群|发展|建设|提升|培育)?"
)
_OF_FIELDS: Final = re.compile(r"(?:产业|领域|赛道|集群)[^，。]")
_FEWEST_TASKS: Final = 3
_OTHER_HEADINGS: Final = re.compile(
    r"重点?发展方向$|^发展(?:方向|重点|领域)$|^(?:重点|主要|主攻)(?:领域|方向|产业)|(?:产业|集群|赛道)(?:发展|建设|培育)重点|布局重点"
    r"|^(?:聚焦|围绕|瞄准|面向|锚定)[^，]{0,6}(?:领域|产业|赛道|方向)，"
)
# 率先突破类, 前瞻探索类: how far along the industries below are.
_STAGES: Final = re.compile(
    r"^.{0,4}(?:突破|成长|探索|发展|培育|布局|储备|壮大|跟踪|谋划|引领|拓展|巩固|提升|潜力)(?:类|型|梯队|梯次)$"
    r"|^.{2,6}类(?:重点|优势)?(?:产业链|产业集群|产业|集群|赛道|领域)$"
    r"|^(?:优势|新兴|未来|传统|特色|主导|支柱|前沿|潜力|成长)[\u4e00-\u9fff]{2}(?:提升|壮大|探索|升级|焕新|跃升|巩固|倍增|提质|育新|扩量|做优|做强|做大){1,2}$"
)
# 构建现代化产业体系, 重点行业: headings whose items may be industries, if they are names and nothing else.
_MAY_LIST: Final = re.compile(
    r"产业(?:体系|门类|选择|定位|结构|任务|板块|版图|矩阵|格局|图谱)$|(?:重点|主要|优势|支柱|特色|传统|新兴|发展)行业$|聚链成群|强链补链|延链|产业(?:集聚|聚集)(?:发展)?$"
    r"|产业集群(?:建设|发展|培育)|产业(?:高质量)?发展(?:路径|任务)?$"
    r"|(?:重点|优势|关键|核心)?(?:领域|产业|赛道)(?:攻关|突破|提升|培育|壮大|跃升|创新|发展|强链|补链)*(?:行动|工程|计划|专项)$"
)
# Headings that list technologies, projects or the like, whatever they end with.
_NO_ANNOUNCEMENT: Final = re.compile(
    r"(?<!高新)(?<!高)技术|攻关|研究|科研|学科|人才|改革|开放|合作|场景|应用|设施|项目|工程|任务|指标|平台|企业|创新(?!打造|发展|培育|提升)|服务领域|民生|风险|安全"
    r"|支持|资助|申报|补贴|培训|就业|宣传|监管|执法|整治|治理|保护|帮扶|救助|立法|审批|信用|投资"
)
# 率先发展7个技术相对成熟的未来产业: of industries, not of technologies.
_RIPE: Final = re.compile(
    r"技术[^，。的]{0,6}(?:成熟|先进|领先|可行|突破)的|(?:创新|应用|市场)[^，。的]{0,8}(?:好|大|广|强|广阔|明朗|良好|较好)的"
)
_SUPPORTED_FIELDS: Final = re.compile(
    r"(?:明确|确定|突出|聚焦)?(?:重点|优先)?支持(?:的)?(?:重点)?(?:产业|领域|方向|赛道)(?:和方向|和领域)?"
)
# 未来产业培育工程 announces them as 未来产业 does.
_WORKS: Final = re.compile(
    r"(?<=产业|集群|赛道|领域)(?:培育|发展|布局|壮大|提升|倍增|跃升|引领|创新)+(?:工程|行动|计划|专项)$"
)
_CLASSES: Final = frozenset({"赛道", "产业", "领域", "方向", "产业集群", "集群"})
# 重点支持以下五个领域：
_FOLLOWING: Final = re.compile(
    r"(?:发展|培育|布局|支持|聚焦|围绕|打造)(?:以下|下列|如下)[0-9一二三四五六七八九十两]*(?:个|大|类)?(?:重点|主要|优势|新兴|未来|细分|前沿|特色)?(?:产业集群|产业|领域|赛道|方向)$"
    r"|(?:对|为)(?:以下|下列|如下)[0-9一二三四五六七八九十两]*(?:个|大|类)?(?:重点|主要|优势|新兴|未来)*(?:产业)?(?:产业集群|产业|赛道)"
    r"(?:实行|给予|予以|开展|提供)[^，。；]{2,12}$"
)
_SUPPORTS_FOLLOWING: Final = re.compile(
    r"(?:重点|优先|集中)+(?:发展|培育|布局|支持)(?:以下|下列|如下)[0-9一二三四五六七八九十两]*(?:个|大|类)?"
    r"(?:重点|主要|优势|新兴|未来|细分|前沿|特色)*(?:产业)?(?:产业集群|产业|领域|赛道|方向)(?=[，。：:])"
)
# 在以下重点领域率先建设中试基地。
_IN_FOLLOWING: Final = re.compile(
    r"(?:在|围绕|聚焦|面向)(?:以下|下列|如下)[0-9一二三四五六七八九十两]*(?:个|大)?(?:重点|主要|优势|优先)*(?:产业|领域|赛道|方向)(?=[\u4e00-\u9fff])"
)
_BEFORE_COLON: Final = re.compile(r"([^。；，,]+)([：:。])$")
_OTHER_FORMS: Final = ("box", "attachment", "part", "attached_table", "appendix")
_LEAD: Final = re.compile(r"\s*[—–―\-·•●◆■▪*]*\s*([^。：:，；\t\n]{2,24})[。：:]")
_DASHED: Final = re.compile(r"\s*(?:[—–―]{1,}|[-·•●◆■▪])")


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the titles say: ``entries`` are the industries among them; ``own`` the paths that belong to one, and
    ``#`` with the index of a block for one that stands in a lead.

    ``regions`` leads from the path of a regional item to its city, ``leads`` from a block to the city with which
    it begins where that is no numbered item; ``wider`` are the places that only a task's title names (支持甲市打造…),
    which a place named in the text goes before. ``announced`` are the paths whose heading announces industries,
    ``tiers`` what the headings rank, section by section.
    """

    entries: tuple[Industry, ...]
    own: frozenset[str]
    regions: dict[str, str]
    leads: dict[int, str]
    wider: dict[str, str]
    announced: frozenset[str]
    tiers: tuple[str, ...]


@lru_cache(maxsize=4096)
def announces(title: str) -> bool:
    """Say whether a heading announces industries, fields, tracks or clusters."""
    title = printed_name(title).rstrip("。：:")
    if title.endswith(("工程", "行动", "计划", "专项")):
        title = _WORKS.sub("", title)
    if _NO_ANNOUNCEMENT.search(_RIPE.sub("", title)) and not _SUPPORTED_FIELDS.fullmatch(title):
        return False
    return any(pattern.search(title) for pattern in (_CLASS_TAIL, _OTHER_HEADINGS, _STAGES, _MATERIALS))


def _groups(title: str) -> bool:
    """Say whether a title is no name but a class of industries: 未来产业, 成长壮大类产业链."""
    return is_bare_class(title) or _STAGES.search(title) is not None


def announces_group(title: str, acts: ActFinder) -> bool:
    """Say whether a heading only groups industries (前瞻谋划N个远期赛道, 前瞻探索类) and is no industry itself."""
    title = printed_name(title).rstrip("。：:")
    act = acts.leads(title)
    rest = title.removeprefix(act.text) if act else ""
    ranked = COUNT.match(rest) or rest in _CLASSES  # 优先布局赛道
    return is_bare_class(rest if ranked else title) or _STAGES.search(title) is not None


def find_titles(document: Document, lexicon: Lexicon, acts: ActFinder, places: frozenset[str]) -> TitleFacts:
    """Return the industries and regions that headings, leads and table rows of ``document`` name."""
    walk = _Walk(document, lexicon, acts, places)
    walk.sections()
    walk.leads()
    walk.entries.extend(find_in_tables(document, acts, lexicon))
    entries = sorted(walk.entries, key=lambda entry: (entry.block, entry.span))
    return TitleFacts(
        tuple(entries),
        frozenset(walk.own),
        walk.space.regions,
        walk.space.leads,
        walk.space.wider,
        frozenset(walk.announced),
        walk.tiers,
    )


class _Walk:
    """One pass over the headings of a document, gathering what they name."""

    def __init__(self, document: Document, lexicon: Lexicon, acts: ActFinder, places: frozenset[str]) -> None:
        self.document = document
        self.lexicon = lexicon
        self.acts = acts
        self.names = lexicon.industries | lexicon.aliases.keys()
        self.entries: list[Industry] = []
        self.own: set[str] = set()
        self.announced: set[str] = set()
        self.divided: dict[int, bool] = {}
        self.tiers = heading_tiers(document, acts, lexicon)
        self.children: dict[int, list[int]] = defaultdict(list)
        self.parents = {document.sections[each.parent].path for each in document.sections if each.parent >= 0}
        for index, section in enumerate(document.sections):
            self.children[section.parent].append(index)
        self.space = PlaceTitles(document, acts, self.children, places, self.names)

    def sections(self) -> None:
        """Read every heading with the items under it, from the outermost in."""
        for index, section in enumerate(self.document.sections):
            own = section.path in self.own
            if index not in self.children:  # nothing stands under it: most sections are but items
                if not own and announces(section.title):
                    self.announced.add(section.path)
                continue
            told = self._told(index)
            own = own and not told
            announced = own or told or announces(section.title)
            if not announced and not self._boxes_industries(index) and not self._names_only(index):
                if (
                    self.space.is_regional(section)
                    or self.space.begins_with_place(index)
                    or self.space.has_bare_places(index)
                ):
                    self.space.take_items(index)
                continue
            if not own:
                self.announced.add(section.path)
            if not self.space.take_items(index):
                self._items(index, own, heading_tier(told, self.acts, self.lexicon) or self.tiers[index])
        for index, section in enumerate(self.document.sections):
            # 赛道五：智慧医疗 says itself what it is, under whatever heading.
            named = section.form == "named" and section.path not in self.own
            if named and self._names_industry(section, self._title(section)):
                self._enter(section, self.tiers[index])

    def _boxes_industries(self, index: int) -> bool:
        """Say whether a box lists industries though its title tells of works in them: 重点领域平台建设方向."""
        section = self.document.sections[index]
        if section.form != "box" or _OF_FIELDS.search(section.title) is None:
            return False
        items = [(child, self._title(child)) for child in self._numbered(index)]
        known = sum(self._is_known(title) for _, title in items)
        named = sum(self._names_industry(*item) for item in items)
        others = sum(_groups(title) for _, title in items)
        if STRONG.search(section.title) and named + others == len(items):
            return named >= _FEWEST_TASKS and known > 0
        return len(items) >= _FEWEST_TASKS and 5 * known >= 3 * len(items)

    def _names_only(self, index: int) -> bool:
        """Say whether all items of a section that tells of industries are names, and some of them known."""
        if index not in self.children:
            return False
        if _MAY_LIST.search(printed_name(self.document.sections[index].title).rstrip("。：:")) is None:
            return False
        titles = [self._title(child) for child in self._numbered(index)]
        return len(titles) > 1 and all(map(looks_like_title_name, titles)) and any(map(self._is_known, titles))

    def _told(self, index: int) -> str:
        """Return the clause that announces industries before a section's first item: 重点发展下列产业：."""
        items = self.children.get(index)
        if not items:
            return ""
        text = self.document.blocks[self.document.sections[items[0]].first_block - 1].text.rstrip()
        begun = (_SUPPORTS_FOLLOWING.search(text) or _IN_FOLLOWING.search(text)) if "下" in text else None
        if begun:  # 本市重点支持以下八个领域，并每年调整。…
            return begun[0]
        if not text.endswith(("：", ":")) and "下" not in text[-40:]:
            return ""
        clause = _BEFORE_COLON.search(text[-60:])
        if clause is None or (clause[2] == "。" and _FOLLOWING.search(clause[1]) is None):
            return ""
        if not (announces(clause[1]) or _FOLLOWING.search(clause[1])):
            return ""
        found = self.acts.find(clause[1])
        return clause[1][found[1] :] if found else clause[1]

    def _items(self, index: int, own: bool, tier: str) -> None:
        """Take the titles under a heading as names where most of them read as names.

        Those under an industry's ``own`` title must in addition divide it into industries.
        """
        titled = [(child, self._title(child)) for child in self._numbered(index)]
        named = [(child, title) for child, title in titled if self._names_industry(child, title)]
        taken = {child.path for child, _ in named}
        tasks = [title for child, title in titled if child.path not in taken and not _groups(title)]
        known = any(self._is_known(title) or child.form == "named" for child, title in named)
        if not own and len(tasks) * 10 >= 7 * len(titled) and self._developed(titled, tier):
            return
        if not named and not own and self._grouped_by_tasks(index, tier):
            return
        if len(named) <= len(tasks) or (len(named) < 2 and not known) or (own and not self._divides(index)):
            return
        for child, _ in named:
            self._enter(child, tier)

    def _names_industry(self, section: Section, title: str) -> bool:
        """Say whether a title reads as a name; what is told to be one (赛道一：开源生态) is, unless it is a task."""
        if _STAGES.search(title):
            return False
        told = section.form == "named" and bool(title) and not is_task(title)
        return told or looks_like_title_name(title)

    def _grouped_by_tasks(self, index: int, tier: str) -> bool:
        """Take the names that stand under tasks which only group them: 做强消费终端 with AI手机, AI计算机 …"""
        groups = [
            (child, self._numbered(at))
            for at in self.children[index]
            if (child := self.document.sections[at]).form not in _OTHER_FORMS
        ]
        titles = [[self._title(each) for each in group] for _, group in groups]
        every = [title for group in titles for title in group]
        if len(groups) < 2 or len(set(every)) < len(every) or not all(len(group) > 1 for group in titles):
            return False
        if not all(looks_like_title_name(title) for title in every):
            return False
        for child, group in groups:
            for section in group:
                self._enter(section, heading_tier(child.title, self.acts, self.lexicon) or tier)
        return True

    def _developed(self, titled: list[tuple[Section, str]], tier: str) -> bool:
        """Take the names out of tasks that all develop one industry each: 发展区块链产业; say whether they do."""
        found = [(child, _DEVELOPED.fullmatch(title)) for child, title in titled]
        named = [(child, match) for child, match in found if match and looks_like_title_name(match["name"])]
        named = [(child, match) for child, match in named if child.path not in self.parents]
        if len(named) < _FEWEST_TASKS or len(named) * 10 < 7 * len(titled):
            return False
        for child, match in named:
            block = self.document.blocks[child.first_block]
            at = block.text.find(match["name"], block.number_end)
            if at >= 0:
                own = heading_tier(child.title, self.acts, self.lexicon)
                span = (at, at + len(match["name"]))
                self.entries.append(Industry(match["name"], own or tier, "", child.path, block.index, span))
                self.own.add(child.path)
        return True

    def _numbered(self, index: int) -> list[Section]:
        sections = [self.document.sections[child] for child in self.children[index]]
        return [section for section in sections if section.form not in _OTHER_FORMS]

    def _title(self, section: Section) -> str:
        """Return a section's title, or all of an item that is but a name: （一）人工智能；."""
        if section.title:
            return printed_name(section.title)
        block = self.document.blocks[section.first_block]
        return printed_name(block.text[block.number_end :].rstrip("；;。，, ")) if len(block.text) < 40 else ""

    def _is_known(self, name: str) -> bool:
        """Say whether a name is one of the lexicon or ends with a class."""
        bare = name.partition("（")[0]
        return name in self.names or bare in self.names or _CLASSED.search(bare) is not None

    def _divides(self, index: int) -> bool:
        """Say whether the items under an industry's own title are industries too, and not its 现状 or 产品.

        Seen from all the industries beside it: no item may recur under another, and some must be known names or
        end with a class (光刻材料产业链).
        """
        parent = self.document.sections[index].parent
        if parent not in self.divided:
            beside = [each for each in self.children[parent] if self.document.sections[each].path in self.own]
            items = [[(child, self._title(child)) for child in self._numbered(each)] for each in beside]
            titles = [title for group in items for _, title in group]
            named = sum(
                len(group) >= _FEWEST_TASKS and all(self._names_industry(*item) for item in group) for group in items
            )
            divided = named > 1 or any(map(self._is_known, titles))
            self.divided[parent] = len(set(titles)) == len(titles) and divided
        return self.divided[parent]

    def _enter(self, section: Section, tier: str) -> None:
        block = self.document.blocks[section.first_block]
        span = _title_span(block, section)
        if span is not None:
            name = printed_name(block.text[slice(*span)])
            self.entries.append(Industry(name, tier, "", section.path, block.index, span))
            self.own.add(section.path)

    def leads(self) -> None:
        """Read ``未来制造。发展…`` in boxes and ``——新材料。…`` under headings that announce industries."""
        groups: dict[str, list[tuple[Block, Span]]] = defaultdict(list)
        titles = {section.path: section.title for section in self.document.sections}
        tiers = {section.path: tier for section, tier in zip(self.document.sections, self.tiers, strict=True)}
        leads = [
            (block, match)
            for block in self.document.blocks
            if not block.number and block.section in titles and block.kind not in ("table", "title", "note")
            if (match := _LEAD.match(block.text)) is not None
        ]
        # Where several begin with a place, it needs no heading to say so: 甲市。重点发展….
        placed = Counter(block.section for block, match in leads if looks_like_place(printed_name(match[1])))
        counted = Counter(block.section for block, _ in leads)
        for block, match in leads:
            regional = placed[block.section] >= FEWEST_PLACES or is_regional(titles[block.section])
            if self.space.take_lead(block, match[1], regional):
                continue
            mostly = placed[block.section] >= 2 and placed[block.section] * 2 > counted[block.section]
            if mostly and self.space.is_beside_places(block, printed_name(match[1])):
                self.space.leads[block.index] = printed_name(match[1])
                continue
            boxed = block.section.rpartition("/")[2].startswith("专栏") or block.kind == "box"
            if block.section in self.announced and (boxed or _DASHED.match(block.text)):
                groups[block.section].append((block, match.span(1)))
        for path, found in groups.items():
            self._lead_entries(path, tiers[path], found)

    def _lead_entries(self, path: str, tier: str, found: list[tuple[Block, Span]]) -> None:
        named = [
            (block, span) for block, span in found if looks_like_title_name(printed_name(block.text[slice(*span)]))
        ]
        if len(named) < 2 or len(named) * 2 <= len(found):
            return
        for block, (start, end) in named:
            span = _unquoted(block.text, start, end)
            name = printed_name(block.text[slice(*span)])
            self.entries.append(Industry(name, tier, "", path, block.index, span))
            self.own.add(f"#{block.index}")


def _title_span(block: Block, section: Section) -> Span | None:
    """Return where a section's title stands in its block."""
    start, end = block.number_end, block.title_end
    if end <= start and not section.title:
        end = len(block.text)
    elif end <= start:
        at = block.text.find(section.title)
        if at < 0 or not section.title:
            return None
        start, end = at, at + len(section.title)
    return _unquoted(block.text, start, end)


def _unquoted(text: str, start: int, end: int) -> Span:
    """Return the span without white space, closing marks and one pair of quotation marks around it."""
    while start < end and (text[start].isspace() or text[start] in "*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。：:.*；;，,"):
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in "“「" and text[end - 1] in "”」" and not set(inner) & set("“”「」"):
        return start + 1, end - 1
    return start, end
