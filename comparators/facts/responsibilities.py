"""Notes that say who answers for a task: （责任单位：…）, （A牵头，B、C配合）, （A、B等负责）.

Found by their form: a pair of brackets, or a paragraph of its own, that opens with a key (责任单位：) or closes
with what the units do (负责, 牵头, 配合). The lexicon of units helps only where a name has no usual ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from comparators.document import Block, Document, Span
from comparators.facts.lines import Line, fold_line
from comparators.facts.memory import Memory
from comparators.facts.model import Responsibility
from comparators.lexicon import Lexicon

_LEAD_KEYS: Final = (
    "牵头责任单位|牵头责任部门|责任单位|责任部门|牵头单位|牵头部门|主办单位|主办部门|主办|牵头|主责单位|主责部门|责任主体|负责单位|负责部门|实施单位|实施主体|落实单位"
    "|责任处室|责任科室|承办单位|承办部门|责任分工|责任机构|任务分工|工作分工|组织单位"
)
_OTHER_KEYS: Final = (
    "协同责任单位|配合责任单位|协同责任部门|配合责任部门"
    "|配合单位|配合部门|协办单位|协办部门|协办|配合|参与单位|参与部门|参加单位|参加部门|协同单位|协同部门|支持单位|协作单位|协助单位"
)
_MAIN_KEY: Final = re.compile(r"牵头|主办|主责")
# 责任单位：, 【责任单位】, 责任单位（列第一位的为牵头单位）：, 牵头单位为：, and keys of no unit (完成时限：).
_KEY: Final = re.compile(
    rf"(?:^|(?<=[；。，、\t])|(?<=[部委局厅办院会府])(?=(?:{_LEAD_KEYS}|{_OTHER_KEYS})[：（]))"
    rf"(?:[省市县区州国家中央各级]{{1,3}}|指标|任务|主要|具体|项目)?(?P<key>(?P<lead>{_LEAD_KEYS})|(?P<other>{_OTHER_KEYS})"
    r"|[^：；。，、（）\t]{2,8})(?:及[^：；。，]{1,6})?(?:（[^（）]{0,40}）)?(?:(?:为|是)?：|】：?)"
)
_OPENING: Final = re.compile(
    rf"(?:[省市县区州国家中央各级]{{1,3}}|指标|任务|主要|具体|项目)?(?:{_LEAD_KEYS})(?:及[^：；。，]{{1,6}})?(?:（[^（）]{{0,40}}）)?(?:(?:为|是)?：|】：?)"
)
_HINT: Final = re.compile(
    r"[。；][（(](?:[^（()）]|[（(][^（()）]*[)）]){4,}[)）]\s*$|责任|牵头|负责|主办|承办|配合|落实单位|实施单位|实施主体|组织单位|主责|分工"
)
_DUTY: Final = re.compile(
    r"(?:负责|牵头|配合|参与|参加|组织实施|负责落实|落实|分工(?:协同)?推进|协同|协办|主办|分工|实施|指导)(?:。|，下同|。下同)?$"
    r"|(?:负责|牵头|配合|参与|分工|落实)[，。；](?:[^：]{0,40}(?:下同|均同|不再列出|不再一一列出|不再单独列出)|[列排]?在?第一位|[列排]在首位"
    r"|完成时[限间]|[^：，]{0,16}(?:推进|坚持|实施|完成|见效)。?$)|按照?(?:各自)?(?:职责|职能)(?:分工)?[^，；、：]{0,8}$"
)
# What ends the name of a body that can answer for something.
_BODY_END: Final = re.compile(
    r"(?:[部委局厅办院会行署府司团联室组处社所校盟关协]|中央|中心|公司|集团|总队|支队|单位|部门|机构|中支|大学|学院|银行|移动|联通|电信|铁塔|市|县|区|州|省|旗|各地|地区)(?:（[^（）]{1,30}）|〔[^〔〕]{1,30}〕)?$"
)
_PLACES: Final = re.compile(
    r"(?:各|有关|相关|沿海|全省|有条件的?){1,3}(?:设区|地级|省级|县级)?[省市州区县旗盟](?:[省市州区县旗盟]|自治[区州县]|直辖市|新区|开发区)*"
    r"(?:（[^（）]{1,14}）|〔[^〔〕]{1,14}〕|\[[^\[\]]{1,14}\])?"
    r"(?:行政公署|行署)?"
    r"(?:[、和及与](?:自治[区州县]|直辖市|县级市|计划单列市|新疆生产建设兵团|[市州区县旗盟]+|功能区|开发区|新区)(?:（[^（）]{1,14}）|〔[^〔〕]{1,14}〕|\[[^\[\]]{1,14}\])?)*"
    r"(?:人民政府|[\u4e00-\u9fff]{2,8}主管部门|党委政府|党委和政府|党委、政府|政府|管委会|党委)?(?:（[^（）]{1,10}）|〔[^〔〕]{1,10}〕)?(?=[、，；。）和及等]|按|负责|牵头|配合|落实|$)"
)
# 市规划局, 各部门, 云浦市局
_OWN_BODY: Final = re.compile(
    r"[省市县区州]|国家|中国|各|[\u4e00-\u9fff]{2,4}[省市县区州](?=[\u4e00-\u9fff]{0,8}[局委厅办]$)"
)
_OPEN: Final = {"（": "）", "【": "】", "〔": "〕", "[": "]", "［": "］", "《": "》"}
_BRACKET: Final = re.compile(r"[（）【】〔〕\[\]［］《》]")
_SEPARATOR: Final = re.compile(r"[、，；/\t]|以及|(?P<soft>[和及与])")
# What brackets, places, separators and joins begin with: nothing else ends a piece.
_MARKS: Final = re.compile(r"[（【〔\[［《各有相沿全、，；/\t以和及与牵会商]")
_SOFT_LEFT: Final = re.compile(
    r"(?:[部委局厅办院会行署府司团联室处]|中心|公司|集团|银行|政府|单位|部门)(?:（[^（）]*）)?等?$|等$"
)
_NO_SPLIT_RIGHT: Final = re.compile(r"(?:(?:人民)?政府|单位|部门|机构|企业)(?:[、，；。）等按和及与]|负责|牵头|配合|$)")
_REMARK: Final = re.compile(
    r"^(?:列|排|位列|排名|排在)?(?:在)?首位|^(?:列|排|排名|排序|排在|名列|位列)?.{0,6}第一.{0,8}(?:牵头|主办|主要责任|负责)|下同|不再列出|均为责任|^(?:按|按照|根据|依|依据)?(?:各自)?(?:职责|职能|分工)"
    r"|^(?:持续|长期)?(?:推进|实施|坚持)$|^完成时[限间]|^持续|^\d{4}年|^长期|^等$|^以下|^负责$|^[一二三四五六七八九十\d]+日?前$"
)
_HEAD: Final = re.compile(
    r"^(?:(?:以上|上述|此项)[^、，]{0,6}由|均由|由|以及|[和及与]|具体由|其中|会同|商(?![务业贸标])|联合|并由|请)+"
)
_TAIL: Final = re.compile(
    r"(?:等(?:国务院|中央|[省市县区]直|[省市县区]级|各)*(?:(?:有关|相关|牵头|责任|主管|成员)*(?:部门|单位|方面|机构)(?:[和及、](?:单位|部门|机构|企业))?)?)?(?:等)?"
    r"(?:(?:根据|按照?|依据?|依照)?(?:各自)?(?:职责|职能|责任)(?:分工)?|按?分工|分别|共同|联合|具体|各自|会同|统筹|负责|牵头并(?=按|共|联|会)|牵头|配合|参与|参加|协同|协办|主办|组织|实施|落实|推进|抓好|做好|加强|强化|完成|指导|承担|支持|为责任单位|为牵头单位|为责任主体|结合实际|因地制宜|、)*[。]?$"
)
_NO_BODY: Final = re.compile(r"[已须应可需不未均仍将]|属于|包括|含")
# What is said behind the units: 负责，以下均需各市政府落实，不再列出.
_ASIDE: Final = re.compile(
    r"。|[，；](?=以下|其他|均[需由为]|下同|各(?:地|市)[^、，]{0,6}均|(?:排|列)?在?(?:第一位|首位))"
)
# 省科技厅〔列第一位的为牵头单位，下同〕
_REMARK_BEHIND: Final = re.compile(
    r"[〔（\[][^〔〕（）\[\]]{0,30}(?:下同|第一位|牵头单位，)[^〔〕（）\[\]]{0,30}[〕）\]]$"
)
_LEAD_MARK: Final = re.compile(r"（(?:牵头|牵头单位|主办|主责|牵头负责)）")
_BOXED: Final = re.compile(r"^【|【(?:责任|牵头|主办|主责|负责)(?!分工)")  # …发展。【责任单位】市工信局、市科技局
_FIRST_LEADS: Final = re.compile(r"第一|首位|下同")  # 排名第一的为牵头单位，下同
_STAR: Final = re.compile(r"^[★☆※*]|[★☆※*]$")
_JOIN: Final = re.compile(r"牵头会同|会同|(?<=[部委局厅办院会行署府])商|(?<=[部委局厅办院行署府])会(?=[省市县国])")
# A会同有关部门 names A alone.
_VAGUE: Final = re.compile(
    r"(?:各|其他)?(?:有关|相关)(?:部门|单位|方面|部门和单位)(?:负责|牵头|组织实施|按职责分工负责)?"
)
# A web site's imprint (主办单位：… 版权：… 备案号：…) says who runs the site.
_IMPRINT: Final = ("版权所有", "版权：", "ICP备", "网站标识码", "公网安备", "电话：")
_LONGEST_UNIT: Final = 40


@dataclass(frozen=True, slots=True)
class _Unit:
    """Where in its note a unit stands, and whether the note names it as the lead."""

    start: int
    end: int
    lead: bool = False


def find_responsibilities(
    document: Document, lexicon: Lexicon, memory: Memory | None = None
) -> tuple[Responsibility, ...]:
    """Return one record for each note on responsible units, in reading order (policy-facts, "Responsible units").

    A text that ``memory`` has seen is not read again.
    """
    known: dict[str, list[Responsibility]] = (memory or Memory()).room("responsibilities")
    found: list[Responsibility] = []
    blocks = document.blocks
    skip = -1
    for position, block in enumerate(blocks):
        if position == skip:
            continue
        records = known.get(block.text)
        if records is None:
            records = known[block.text] = list(_records(block, lexicon)) if _HINT.search(block.text) else []
        if not records:
            continue
        found.extend(_in(block, record) for record in records)
        follower = blocks[position + 1] if position + 1 < len(blocks) else None
        if follower and _continues(fold_line(block.text), follower):
            found[-1] = _extend(found[-1], follower, lexicon)
            skip = position + 1
    return tuple(found)


def _records(block: Block, lexicon: Lexicon) -> Iterator[Responsibility]:
    line = fold_line(block.text)
    for start, end in _notes(line.text):
        record = _read(line, start, end, block, lexicon)
        if record is not None and not any(mark in line.text for mark in _IMPRINT):
            yield record


def _in(block: Block, record: Responsibility) -> Responsibility:
    """Return ``record``, which was read in a block of the same text, as one of ``block``."""
    if record.block == block.index and record.section == block.section:
        return record
    return Responsibility(record.lead, record.others, block.section, block.index, record.span, record.unit_spans)


def _notes(text: str) -> Iterator[Span]:
    """Yield the spans of what may be a note: in brackets, as its own paragraph, or behind a full stop."""
    end = 0
    for start, stop in _brackets(text):
        inner = text[start + 1 : stop]
        closes = stop + 1 >= len(text) or text[stop + 1] in "。；（［\t"
        if start < end:
            continue
        closes = closes or text[start - 1 : start] in ("。", "；")
        at_end = stop + 1 >= len(text) and start > 0 and text[start - 1] in "。；"
        done = closes and "：" not in inner[:12] and _DUTY.search(inner)
        keyed = _OPENING.match(inner) or (_KEY.match(inner) and _OPENING.search(inner))
        if keyed or done or (at_end and _is_roll(inner)):
            yield start, min(stop + 1, len(text))
            end = stop
    for match in _OPENING.finditer(text) if text.find("：", end) >= 0 or _BOXED.search(text) else ():
        if (match.start() >= end or match.start() == 1) and (
            match.start() == 0 or text[match.start() - 1] in "。\t；【—–"
        ):
            yield match.start(), len(text)
            return


def _is_roll(inner: str) -> bool:
    """Say whether brackets that close a paragraph hold nothing but bodies: （省财政厅、省税务局）, （市规划局）."""
    if "：" in inner:
        return False
    pieces = [inner[start:end] for start, end in _pieces(inner, 0, len(inner))]
    names = [name for name in pieces if not _REMARK.search(name)]
    if len(names) == 1:
        names = [names[0].removesuffix("等")]
        return len(names[0]) > 2 and _OWN_BODY.match(names[0]) is not None and _BODY_END.search(names[0]) is not None
    bodies = sum(_BODY_END.search(name) is not None and len(name) > 2 for name in names)
    remarked = any(_FIRST_LEADS.search(piece) for piece in pieces)
    return len(names) > 1 and (bodies == len(names) or (remarked and bodies * 2 > len(names)))


def _brackets(text: str) -> Iterator[Span]:
    """Yield the outermost round or square brackets, one left open up to the end of the text."""
    stack: list[str] = []
    first = 0
    for bracket in _BRACKET.finditer(text):
        position, char = bracket.start(), bracket[0]
        if char in _OPEN and (stack or char in "（【[［〔"):
            if not stack:
                first = position
            stack.append(_OPEN[char])
        elif stack and char == stack[-1]:
            stack.pop()
            if not stack:
                yield first, position
    if stack and _OPENING.match(text, first + 1):
        yield first, len(text)


def _read(line: Line, start: int, end: int, block: Block, lexicon: Lexicon) -> Responsibility | None:
    inner_start, inner_end = start, end
    if line.text[start] in "（【[［〔":
        inner_start += 1
        inner_end -= line.text[end - 1] in "）】]］〕"
    inner = line.text[inner_start:inner_end]
    keyed = bool(_OPENING.search(inner))
    units = _keyed(inner) if keyed else _unkeyed(inner, lexicon)
    if line.places:
        units = [part for unit in units for part in _apart(line, inner_start, unit)]
    if not units:
        return None
    ordered = sorted(units, key=lambda unit: not unit.lead) if any(unit.lead for unit in units) else units
    names: list[str] = []
    spans: list[Span] = []
    for unit in ordered:
        name = line.printed(inner_start + unit.start, inner_start + unit.end)
        if name not in names:
            names.append(name)
            spans.append(line.span(inner_start + unit.start, inner_start + unit.end))
    return Responsibility(
        lead=names[0],
        others=tuple(names[1:]),
        section=block.section,
        block=block.index,
        span=line.span(start, end),
        unit_spans=tuple(spans),
    )


def _apart(line: Line, offset: int, unit: _Unit) -> Iterator[_Unit]:
    """Yield the units that only white space separates: 市经信局 市商务局."""
    start = unit.start
    for at in range(start + 3, unit.end - 2):
        place = offset + at
        if (
            line.places[place] - line.places[place - 1] > 1
            and line.text[place - 1] in "部委局厅办院会"
            and at - start > 2
            and _OWN_BODY.match(line.text, place)
        ):
            yield _Unit(start, at, unit.lead)
            start = at
    yield _Unit(start, unit.end, unit.lead)


def _keyed(inner: str) -> list[_Unit]:
    """Return the units of 责任单位：A、B；配合单位：C, those of the leading key first."""
    keys = list(_KEY.finditer(inner))
    ends = [key.start() for key in keys[1:]] + [len(inner)]
    main = any(key["lead"] and _MAIN_KEY.search(key["lead"]) for key in keys)
    groups: list[tuple[int, list[_Unit]]] = []
    for key, end in zip(keys, ends, strict=True):
        if not (key["lead"] or key["other"]):
            continue
        rank = 2 if key["other"] else 0 if not main or _MAIN_KEY.search(key["lead"]) else 1
        groups.append((rank, _phrases(inner, key.end(), _before_aside(inner, key.end(), end))))
    return [unit for _, units in sorted(groups, key=lambda group: group[0]) for unit in units]


def _before_aside(text: str, start: int, end: int) -> int:
    """Return where what is said behind the units begins, the remarks in brackets at a unit apart."""
    for aside in _ASIDE.finditer(text, start, end):
        ahead = text[start : aside.start()]
        if all(ahead.count(mark) <= ahead.count(close) for mark, close in _OPEN.items()):
            return aside.start()
    return end


def _phrases(text: str, start: int, end: int) -> list[_Unit]:
    """Return the units of ``text[start:end]``, where A牵头，B配合 and A会同B put the lead first."""
    units: list[_Unit] = []
    for piece_start, piece_end in _pieces(text, start, end):
        bracketed = text[piece_end - 1] in "〕）]"
        remark = _REMARK_BEHIND.search(text, piece_start + 2, piece_end) if bracketed else None
        piece_end = remark.start() if remark else piece_end
        piece = text[piece_start:piece_end]
        if _REMARK.search(piece) or (
            _VAGUE.fullmatch(piece) and text.endswith("会同", 0, piece_start) and piece_end == end
        ):
            continue
        mark = _LEAD_MARK.search(piece)
        head = _HEAD.match(piece)
        unit_start = piece_start + (head.end() if head else 0)
        unit_end = mark.start() + piece_start if mark else piece_end
        starred = _STAR.search(text[unit_start:unit_end])  # ★市工信局, where ★ marks the lead
        if starred and starred.start() == 0:
            unit_start += starred.end()
        elif starred:
            unit_end = unit_start + starred.start()
        tail = _TAIL.search(text[unit_start:unit_end])
        unit_end = unit_start + tail.start() if tail else unit_end
        if unit_start < unit_end <= unit_start + _LONGEST_UNIT and not _REMARK.search(text[unit_start:unit_end]):
            units.append(_Unit(unit_start, unit_end, lead=bool(mark or starred)))
    return units


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the pieces between separators, keeping brackets and 各市、县〔市、区〕政府 whole."""
    position = piece = start
    while position < end:
        next_mark = _MARKS.search(text, position, end)
        if next_mark is None:
            break
        position, char = next_mark.start(), next_mark[0]
        places = _PLACES.match(text, position, end) if char in "各有相沿全" and position == piece else None
        if places and len(places[0]) > 1:
            position = places.end()
            continue
        if char in _OPEN:
            close = text.find(_OPEN[char], position, end)
            position = close + 1 if close >= 0 else position + 1
            continue
        cut = _JOIN.match(text, position, end) or _SEPARATOR.match(text, position, end)
        if cut and ("soft" not in cut.groupdict() or not cut["soft"] or _splits(text, piece, cut, end)):
            if piece < position:
                yield piece, position
            position = piece = cut.end()
            continue
        position += 1
    if piece < end:
        yield piece, end


def _splits(text: str, piece: int, cut: re.Match[str], end: int) -> bool:
    """Say whether 和, 及 or 与 stands between two units, and not inside one (工业和信息化部)."""
    return bool(_SOFT_LEFT.search(text[piece : cut.start()])) and not _NO_SPLIT_RIGHT.match(text, cut.end(), end)


def _unkeyed(inner: str, lexicon: Lexicon) -> list[_Unit]:
    """Return the units of A牵头，B、C配合 or A、B等负责; none where it does not name bodies."""
    stop = _ASIDE.search(inner)
    units = _phrases(inner, 0, stop.start() if stop else len(inner))
    names = [inner[unit.start : unit.end] for unit in units]
    bodies = sum(1 for name in names if _BODY_END.search(name) or name in lexicon.units)
    if not names or 2 * bodies < len(names) or _NO_BODY.match(names[0]):
        return []
    return units


def _continues(line: Line, follower: Block) -> bool:
    """Say whether the next paragraph goes on with 配合单位： or 责任单位： after this one's 牵头单位：."""
    opening = _OPENING.match(line.text)
    key = _KEY.match(fold_line(follower.text).text) if opening else None
    if opening is None or key is None or follower.number:
        return False
    if key["other"]:
        return True
    return bool(key["lead"]) and bool(_MAIN_KEY.search(opening[0])) and not _MAIN_KEY.search(key["lead"])


def _extend(record: Responsibility, follower: Block, lexicon: Lexicon) -> Responsibility:
    line = fold_line(follower.text)
    names = [line.printed(unit.start, unit.end) for unit in _keyed(line.text)]
    others = (*record.others, *(name for name in names if name != record.lead and name not in record.others))
    return Responsibility(record.lead, others, record.section, record.block, record.span)


__all__: Sequence[str] = ("find_responsibilities",)
