"""List counts: the size of a list as the text states it, beside the number of items listed.

Forms: 未来网络等9个…未来产业; “A、B、C”五大工程; A、B、C三大高地; 以下5个方面：…; a heading that announces its
sections (优先发展9个…); and a name with its count (五大风口潜力产业) wherever the list itself stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from comparators.document import Block, Document, Section, Span
from comparators.facts.enumerations_words import CORE_VERBS
from comparators.facts.lines import Line, flatten, fold_line
from comparators.facts.memory import Memory
from comparators.facts.model import ListCount
from comparators.facts.targets_subjects import subject_before
from comparators.facts.targets_words import QuantityWords, longest_start, words_of
from comparators.lexicon import Lexicon
from comparators.numerals import parse_numeral

_COUNT: Final = re.compile(
    r"(?<![0-9.第前上数几成每十百千万全.+—\-A-Za-z])(?P<number>[0-9]{1,2}|[二两三四五六七八九]|十[一二三四五六七八九]?|[二三四五]十[一二三四五六七八九]?)"
    r"(?P<measure>大|个|类|项|家|种|所|条|座|处|支|方面|张|门|款|名|区|市|县|国|省|地)(?P<rest>[\u4e00-\u9fff“])"
)
_QUICK: Final = re.compile(r"[0-9０-９二两三四五六七八九十][^\S\n]*[大个类项家种所条座处支方张门款名市县国省地]")
_NO_COUNT: Final = re.compile(
    r"大(?:以来|精神|报告|部署|召开|会议|战略部署|学|气|小|力|批|量|多|型|于|局|会|概|致|规模|数据|家|道|事|众|师|户)|个(?:[月人性体别]|[一三五七](?![百千十]?亿|万亿)|小时|工作日|自然日|交易日|学[时年期]|季度|星期|百分点)|个[百千](?!亿)|个“(?![\u4e00-\u9fff]{2,6}”[^、，。；])|条[例件款]|家[庭具]|方面军|处[理置于在]|名[称单]|支[持撑付部]|门[类]|所[有在需属得]|类[似型别]|种[植子业]|项[目]"
)
_AROUND: Final = re.compile(r"^.{0,12}?(?:以上|左右|以内|以下)")
# A list of these may be counted again wherever they are named: 4个世界级先进产业群基本成型.
_INDUSTRIES: Final = ("产业", "集群", "产业群", "领域", "赛道")
# So many of these are a list that the document works through, and nothing to attain.
_TRACKS: Final = ("赛道", "细分赛道", "细分产业", "新赛道", "重点赛道")
_FEWEST_TRACKS: Final = 5
# 先行赛道2个（A、B）: the name before its count.
_NAMED_COUNT: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:赛道|产业|领域|集群))(?P<number>[0-9]{1,2}|[两三四五六七八九十])个（(?P<items>[^（）]+)）"
)
# 6个处于孕育阶段的未来产业: what comes before 的 is not yet the name.
_OF_INDUSTRIES: Final = re.compile(
    r"(?:、[^，。；、0-9]{2,14})?的[^，。；、的]{0,6}(?:产业|领域|赛道|集群)(?![\u4e00-\u9fff]{0,2}(?:企业|项目|平台))"
)
_LEADS_LIST: Final = re.compile(
    r"[^、，“”]{0,6}已(?:经|初步)?(?:形成|建成|培育|具备|拥有)|锚定|即|按照?|保证|瞄准|紧盯|突出|(?:主要)?(?:覆盖|涵盖|包括|采取|采用|设置|分为|分)"
)
# 基金投资采取A、B和C三种模式.
_TAKES_LIST: Final = re.compile(r"[^“”]{2,20}?(?:采取|采用|设置|分为|包括|涵盖)(?=[^、]{2})")
# 力争“十四五”末做优做强A、B、C3个产业集群, 巩固提升A、B2个产业, 加强A、B两个中心的协作.
_ACT_BEFORE: Final = re.compile(
    rf"(?:[^、]{{0,8}}[”年末底市区县])?(?:{'|'.join(CORE_VERBS)}|抢滩|加强|加快|重点|持续|聚力|实施|立足|开展|强化)+"
)
_BEFORE_LIST: Final = frozenset("以在从对将把为")
_STOP: Final = re.compile(r"[，。；：！？（）【】“”\t]")
_CLAUSE_ENDS: Final = re.compile(r"[，。；：]")
_COINED: Final = re.compile(r"“[\u4e00-\u9fff]{2,6}”")
_CLAUSE: Final = re.compile(r"[，。；：！？\t（]")
_FOLLOWS_NAME: Final = re.compile(
    r"$|[0-9，。；：！？、（）【】“”\t的和与及等为]|建设|向|编制|制定|组织|征集|遴选|分别|每个|各自|梳理|绘制|发展(?!带|轴|极)|做[大强优精]|快速|加快|加速|实施|推进|提升|培育|协同|联动|布局|融合|集聚|壮大|全面|进|落|取|形成|引领|竞相|突破|攻坚|创新|改造|开展|为|以|是|中|内|上|下|开|加|持|深|共|分|成|有|在|要|实|稳|不|转|高|升|工作|先行|方面|能级|规模|水平|竞争力|标志|核心|支撑|入|被|达|均|全|已|将|可|也|都|率|基本|初步|给|予|逐|加大|统|协|推|纳|获|通|产值|年产值|增加值|营业|营收|占|齐"
)
_COLON: Final = re.compile(r"[^，。；：、]{0,6}：")
_BRACKETED: Final = re.compile(r"（(?:即|包括|含)?：?([^（）。；]*、[^（）。；]*)）")
_NAMELY: Final = re.compile(r"，(?:即|分别[是为]|(?:具体|主要)?(?:包括|涵盖))：?(?P<items>[^，。；：]*、[^，。；：]*)")
_SOFT: Final = re.compile(r"[和与及或]|以及")
_OPENS_LIST: Final = re.compile(
    r"等|成为|打造|形成|建设|共建|支持|培育|包括|涵盖|围绕|聚焦|推动|发展|实施|以|在|把|将|对"
)
_ITEM_NUMBER: Final = re.compile(r"[0-9](?:[万亿]?[个家项名%所件座类级期型])|[两三四五六七八九十][个种大][^、]{1,8}、")
_ITEMS_AHEAD: Final = re.compile(r"[一二三四五六七八九十]是|第[一二三四五六七八九十]，")
_DASH: Final = re.compile(r"——|—|[·•●]|[一二三四五六七八九十]是|（[0-9]{1,2}）|[①-⑳]")


@dataclass(frozen=True, slots=True)
class _Count:
    """A stated count in a folded line; ``listed`` as far as its own sentence or section tells.

    One that is not ``certain`` may as well count anything.
    """

    block: Block
    line: Line
    start: int
    end: int
    stated: int
    name: str
    listed: int | None
    certain: bool


def find_list_counts(document: Document, lexicon: Lexicon, memory: Memory | None = None) -> tuple[ListCount, ...]:
    """Return the stated sizes of lists, each with the number of items listed, in reading order."""
    words = words_of(lexicon, memory)
    sections = {section.first_block: section for section in document.sections}
    items = _items_by_section(document)
    counts: list[_Count] = []
    for position, block in enumerate(document.blocks):
        if block.kind in ("title", "signature") or not _QUICK.search(block.text):
            continue
        line = fold_line(block.text)
        flat = flatten(line.text)
        counts.extend(_named_counts(block, line))
        for match in _candidates(line, block):
            found = _count(document, position, line, flat, match, sections.get(block.index), items, words)
            if found is not None:
                counts.append(found)
    return tuple(_resolved(counts))


def _named_counts(block: Block, line: Line) -> Iterator[_Count]:
    if "个（" not in line.text:
        return
    for match in _NAMED_COUNT.finditer(line.text, line.place(block.number_end)):
        value = parse_numeral(match["number"])
        if value is not None and "、" in match["items"]:
            stated, end = int(value), match.start("items") - 1
            listed = _number_of_items(match["items"], stated)
            yield _Count(block, line, match.start(), end, stated, match["name"], listed, True)


def _candidates(line: Line, block: Block) -> Iterator[re.Match[str]]:
    start = line.place(block.number_end)
    for match in _COUNT.finditer(line.text, start):
        before = line.text[max(0, match.start() - 2) : match.start()]
        if _NO_COUNT.match(line.text, match.start("measure")) or before.endswith(("党的", "第", "年")):
            continue
        if match["measure"] in "区市县国省地" and not before.endswith("等"):
            continue
        yield match


def _count(
    document: Document,
    position: int,
    line: Line,
    flat: str,
    match: re.Match[str],
    section: Section | None,
    items: Mapping[int, int],
    words: QuantityWords,
) -> _Count | None:
    value = parse_numeral(match["number"])
    if value is None or value < 2:
        return None
    stated = int(value)
    name_start = match.end("measure")
    end = _name_end(line.text, name_start, words)
    if end == name_start or _AROUND.match(line.text[name_start : end + 2]):
        return None
    block = document.blocks[position]
    name = line.text[name_start:end]
    start, listed, form = _enumerated(line.text, flat, line.place(block.number_end), match.start(), stated, words)
    titled = (
        section is not None
        and block.kind != "paragraph"
        and match.start() < line.place(block.title_end or len(block.text))
    )
    if form == "none" and titled and section is not None:
        listed = items.get(section.first_block)
        listed = listed if listed and listed > 1 else _under_title(document, position, name, stated)
        form = "title"
    if form == "none":
        listed = _announced(document, position, line, end, stated) or _explained(line.text, flat, end, stated)
        form = "ahead" if listed is not None else "name"
    if form == "name" and match["measure"] != "大" and not name.endswith(_INDUSTRIES):
        return None
    if form == "part" and (listed or 0) * 2 < stated and not _is_class(name, match["measure"], words):
        return None
    if form == "title" and listed != stated and not _is_class(name, match["measure"], words):
        return None
    if form == "name" and (
        (stated >= _FEWEST_TRACKS and name in _TRACKS)  # 系统谋划18个细分赛道
        or (
            match["measure"] == "类" and name.endswith(_INDUSTRIES) and name not in _INDUSTRIES
        )  # 聚力发展四类重点产品领域
    ):
        form = "tracks"
    enough = listed is not None and (form in ("title", "ahead", "all") or 5 * listed >= 3 * stated)
    return _Count(block, line, start, end, stated, name, listed if enough else None, form != "name")


def _is_class(name: str, measure: str, words: QuantityWords) -> bool:
    """Say whether the things counted are of the kinds that documents list: 产业, 领域, 工程 … or N大."""
    return measure == "大" or name.endswith(
        ("产业", "领域", "赛道", "集群", "工程", "行动", "方面", "任务", "方向", "环节", "专项", "产业链", "板块")
    )


def _name_end(text: str, start: int, words: QuantityWords) -> int:
    """Return where the name of what is counted ends: with the first class word that a name can end with."""
    coined = _COINED.match(text, start)
    stop = _STOP.search(text, coined.end() if coined else start)
    limit = min(stop.start() if stop else len(text), start + 40)
    position = start
    while position < limit:
        word = longest_start(text[position : min(position + 5, limit)], words["classes"])
        end = position + len(word)
        onward = word not in _INDUSTRIES and _OF_INDUSTRIES.match(text, end, limit)
        if word and _FOLLOWS_NAME.match(text[end : end + 2]) and not onward:
            return end
        position += 1
    mark = text.find("、", start, limit)
    end = mark if mark >= 0 else limit
    while end > start and text[end - 1] in "和与及":
        end -= 1
    return end if end - start <= 12 else start


def _enumerated(
    text: str, flat: str, body: int, number: int, stated: int, words: QuantityWords
) -> tuple[int, int | None, str]:
    """Return where the statement begins, how many items stand before the number, and the form of that list.

    Forms: ``all`` (the items are all there), ``part`` (cut short with 等), ``none``.
    """
    if number and text[number - 1] == "“":  # A、B等“八大产业集群”; a coined name where no list stands before it
        if not text[: number - 1].endswith("等"):
            return number, None, "none"
        _, listed, form = _enumerated(text, flat, body, number - 1, stated, words)
        return number, listed, form
    if number and text[number - 1] == "”":
        opening = text.rfind("“", 0, number)
        inner = text[opening + 1 : number - 1]
        if opening >= 0 and "、" in inner:
            return opening, _number_of_items(inner, stated), "all"
    cut = re.search(r"等(?:共|这)?$", text[max(0, number - 3) : number])
    stop = number - len(cut[0]) if cut else number
    begin = max(
        (
            match.end()
            for match in _CLAUSE.finditer(flat, max(0, stop - 400), stop)
            if match[0] != "（" or flat.find("）", match.end(), stop) < 0
        ),
        default=max(0, stop - 400),
    )
    begin = max(begin, body)
    items = flat[begin:stop]
    if not items or _ITEM_NUMBER.search(items):
        return number, None, "none"
    listed = _number_of_items(items, stated)
    if not cut and (listed != stated or "、" not in items):
        return number, None, "none"
    last = max((match.end() for match in re.finditer("、", items)), default=0)
    subject = subject_before(text, begin + last, stop, words)
    start = subject.start if subject.end > subject.start else begin + last
    act = _ACT_BEFORE.match(text, start, stop - 2) if cut and not last else None
    start = act.end() if act else start
    if not cut:  # A、B、C三大高地: the whole list is there
        first = begin + items.index("、")
        if items.count("、") + 1 > stated:  # 市、区共建A、B、C三个集聚区: an earlier list stands before it
            ahead, own = items.split("、")[:-stated], items.split("、")[-stated]
            opened = max(match.end() for match in _OPENS_LIST.finditer(own))
            begin += len("、".join([*ahead, ""])) + opened
            first = text.index("、", begin)
        whole = subject_before(text, begin, first, words)
        start = whole.start if whole.end > whole.start else begin
        taken = _TAKES_LIST.match(text, start, first)
        led = taken or _LEADS_LIST.match(text, start, first)
        start = led.end() if led and led.end() < first else start
        for kind in () if taken else ("manners", "causatives"):
            word = longest_start(text[start:first], words[kind])
            start += len(word) if (len(word) > 1 or word in _BEFORE_LIST) and len(word) < first - start else 0
        act = _ACT_BEFORE.match(text, start, first - 1)
        start = act.end() if act else start
    return start, listed, "all" if listed == stated else "part"


def _number_of_items(items: str, stated: int) -> int:
    """Return how many items a list has; a last 和 separates two where that gives the number stated."""
    plain = items.count("、") + 1
    if plain > stated and _OPENS_LIST.search(items.split("、")[-stated]):  # an earlier list stands in the clause
        return stated
    softened = plain + len(_SOFT.findall(items[items.rfind("、") + 1 :])) + items[: items.rfind("、")].count("或者")
    every = plain + len(_SOFT.findall(items))  # 甲、乙和丙、丁4个城市
    return stated if plain < stated <= softened or every == stated else plain


def _announced(document: Document, position: int, line: Line, end: int, stated: int) -> int | None:
    """Return the number of items behind 以下5个方面：, in the sentence or in the blocks that follow."""
    colon = _COLON.match(line.text, end)
    if colon:
        tail = line.text[colon.end() :]
        if tail.strip():
            ordered = len(_ITEMS_AHEAD.findall(tail))
            sentence = flatten(tail.partition("。")[0])
            first = sentence.partition("；")[0].rstrip("）")
            if first.count("、") + 1 == stated:  # 4大产业：A、B、C、D；3大产业：E、F、G
                return stated
            return ordered or (sentence.count("、") + 1 if "、" in sentence else None)
        own = document.blocks[position].section
        listed = 0
        for block in document.blocks[position + 1 :]:
            if block.section != own:
                if block.section.rpartition("/")[0] != own:
                    break
                listed += bool(block.number)
            elif _DASH.match(fold_line(block.text).text):
                listed += 1
            else:
                break
        return listed or None
    return None


def _under_title(document: Document, position: int, name: str, stated: int) -> int | None:
    """Return ``stated`` where the paragraph under 培育四大集群 lists as many of them: 培育A、B、C、D等集群，…"""
    after = document.blocks[position + 1] if position + 1 < len(document.blocks) else None
    if after is None or after.number or after.section != document.blocks[position].section:
        return None
    clause = _CLAUSE_ENDS.split(flatten(fold_line(after.text).text), maxsplit=1)[0]
    items = clause[: clause.rfind(name[-2:])] if name[-2:] in clause else ""
    return stated if "、" in items and _number_of_items(items, stated) == stated else None


def _explained(text: str, flat: str, end: int, stated: int) -> int | None:
    """Return the number of items of 三大集群，即A、B、C or 三大集群（A、B、C）, none where it is cut short."""
    namely = _NAMELY.match(flat, end)
    bracketed = _BRACKETED.match(text, end)
    items = namely["items"] if namely else bracketed[1] if bracketed else ""
    listed = _number_of_items(items, stated) if items else None
    return listed if listed == stated or (namely and "等" not in items) else None


def _items_by_section(document: Document) -> dict[int, int]:
    """Return how many sections stand directly inside each, else how many dashed paragraphs, by its first block."""
    counts: dict[int, int] = {}
    for section in document.sections:
        if section.parent >= 0 and section.form not in ("box", "attachment", "part"):
            parent = document.sections[section.parent]
            counts[parent.first_block] = counts.get(parent.first_block, 0) + 1
    first_of = {section.path: section.first_block for section in document.sections}
    with_sections = set(counts)
    for block in document.blocks:
        first = first_of.get(block.section, -1)
        if first >= 0 and first not in with_sections and _DASH.match(block.text):
            counts[first] = counts.get(first, 0) + 1
    return counts


def _resolved(counts: list[_Count]) -> Iterator[ListCount]:
    """Yield the counts with what is listed elsewhere for the same number of the same things."""
    by_name: dict[tuple[int, str], int] = {}
    by_class: dict[tuple[int, str], int] = {}
    for count in counts:
        if count.listed is not None and count.certain:
            by_name.setdefault((count.stated, count.name), count.listed)
            by_class.setdefault((count.stated, count.name[-2:]), count.listed)
    same_section = {(count.block.section, count.stated): count.listed for count in counts if count.listed is not None}
    known: list[int | None] = []
    for count in counts:
        listed = count.listed if count.listed is not None else by_name.get((count.stated, count.name))
        if listed is None and count.certain:
            listed = same_section.get((count.block.section, count.stated))
            if listed is not None:
                by_class.setdefault((count.stated, count.name[-2:]), listed)
        known.append(listed)
    for count, listed in zip(counts, known, strict=True):
        if listed is None:
            if not count.certain:
                continue
            listed = by_class.get((count.stated, count.name[-2:]))
        line = count.line
        yield ListCount(
            text=line.printed(count.start, count.end),
            stated=count.stated,
            listed=listed,
            section=count.block.section,
            block=count.block.index,
            span=line.span(count.start, count.end),
        )


__all__: tuple[str, ...] = ("Span", "find_list_counts")
