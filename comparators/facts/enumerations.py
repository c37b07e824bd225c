"""Classed enumerations: ``重点发展A、B和C等未来产业``, found by the form of the sentence.

An enumeration is read inside one clause (between ``，。；：``), from the class word (产业, 领域, 赛道 …) back: the
modifiers after 等 or a count, the items between ``、``, and before the first item the act. Nothing here knows
which class or act makes an item an industry; that is decided in ``industries_lists``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from comparators.document import Span
from comparators.facts.enumerations_words import (
    ADJECTIVES,
    CLASS,
    CLASS_WORD,
    CORE_RANKING,
    CORE_VERBS,
    COUNT,
    MANNERS,
    NO_NOUN,
)
from comparators.folding import fold_words

_ADJECTIVE_TAIL: Final = re.compile(rf"(?:{'|'.join(ADJECTIVES)})+$")
# How long a list may be, and how much of what follows its class is read.
_LONGEST: Final = 500
_AFTER: Final = 60
_SHORTEST_ACT: Final = 5  # two words, as 重点发展 or 甲市发展, and a name
_MOST_ITEMS: Final = 100  # more names do not fit into it; what looks so would be read again for each class in it
_COINED_TAIL: Final = re.compile(r"[“「][^“”「」]{1,8}[”」]$")
_COINED_HEAD: Final = re.compile(r"[“「][^“”「」、]{1,6}$")
# 等 that is part of a word.
_ETC: Final = re.compile(r"(?<![高中初平均同相对优])等(?![离级同候待于效价])")
_REPRESENTED: Final = re.compile(r"等?为(?:代表|重点|主导|核心|支撑|引领|主体|主|龙头|基础|特色|主攻方向|突破口)的")
_CLAUSE: Final = re.compile(r"[^。；;！!？?，,\n：:\t]+")
_COUNTED_LIST: Final = re.compile(rf"{COUNT.pattern}[\u4e00-\u9fff]{{0,8}}?(?:产业链|产业集群|产业|集群|赛道)")
_ENCLOSED: Final = re.compile(r"[（(〔][^（(〔）)〕\n]{0,80}[）)〕]|[“「][^“”「」\n]{0,60}[”」]|《[^《》\n]{0,80}》")
_OPENS: Final = re.compile(r"[（(〔“「《]")
_SEPARATORS: Final = str.maketrans(dict.fromkeys("、，。；：！？,;:等和与及的", "\ue000"))
_BETWEEN: Final = re.compile(r"、|[”」](?=[“「])")
_QUOTED_ROW: Final = re.compile(r"[”」](?=[“「])")
# What may stand between an act and the first name: 以…为代表的, 具有…优势的, 我省.
_MODIFIED: Final = re.compile(
    r"(?:以(?![^、]{0,12}为)|[^、“”（）向]{2,12}(?<![定面方多双单导反横纵])向(?!量|导|日)|[^、“”（）]{0,24}的(?!确)|(?:我|全|本)(?:省|市|区|县|国)(?!际)|一批|一系列|包括|如|诸如)+"
)
_SEVERAL: Final = re.compile("[、等和及与”]")  # one of these is in every list
_PAIR: Final = re.compile(
    r"[和与及][^、]{2,16}?[两2](?:[大个类])|[”」][“「]|[和及][\u4e00-\u9fff“”+]{3,16}?(?:产业|赛道|集群)"
)
# 重点布局深海科技和深海服务产业: two names without a count.
_JOINED: Final = re.compile(r"[\u4e00-\u9fff]{3,}(?<![以普涉])[和及](?![时其])[\u4e00-\u9fff“”+]{3,16}$")
_GOES_ON: Final = re.compile(
    r"(?:发展|升级|转型|培育|建设|创新|布局|服务|转移|治理)+(?:等|、[^，。；]{0,40}等[^，。；]{0,4}(?:资金|基金|经费))"
)
# 聚焦A、B产业和C等重点产业, 培育A产业、B产业和C产业: the class stands at an item, and the list goes on.
_JOINS_ETC: Final = re.compile(rf"(?:以及|[和及与])[^，。；、：等的]{{2,16}}等[^，。；、：]{{0,12}}?(?:{CLASS_WORD})")
_TWO: Final = re.compile(
    r"[\u4e00-\u9fff]{2}[和与及][\u4e00-\u9fff]{2}[\u4e00-\u9fff]*?(?:两|2)(?:大|个|类)[^、]{0,6}$"
)
# 万亿级…产业集群和千亿级… goes on to a second list inside one piece.
_SCALE: Final = re.compile(
    rf"(?:[^、“”（）]{{2,24}}(?:{CLASS_WORD})(?:与|(?:和|及|以及)(?=[百千万]+亿级|世界级|国家级)))?(?:[百千万]+亿级|世界级|国家级)?(?:的)?"
)
# 以A、B技术改造提升C等产业, 甲市立足A、B资源培育C等产业
_BY_MEANS: Final = re.compile(r"以|用|运用|利用|[^，、]{0,10}(?:立足|依托|结合|发挥|借助)")
_SUPPORTS_ONE: Final = re.compile(r"(?:支持|推动|鼓励|引导|推进)?[\u4e00-\u9fff]{2,3}")
_JOINTLY: Final = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,3}?)(?:等[市县区地]?)?(?=联动|协同|共同|联合|错位|携手|抱团|一体化?|合力|差异化)"
)
_AUXILIARY: Final = re.compile(r"(?:将|要|则|均)+$")
_JOINT_START: Final = re.compile(r"\s*(?:以及|和|与|及|、)\s*")
_TOWARDS: Final = re.compile(r"[\u4e00-\u9fff]{2}(?<!方|定|导|取)向(?!日葵|心)")
_GOING_ON: Final = re.compile(r"\s*(?:以及|和|及)")
_NAMELY_STARTS: Final = frozenset("即分主具包涵是")
_NAMELY: Final = re.compile(r"(?:即|分别(?:是|为)|(?:主要|具体)?(?:包括|包含|涵盖|是))")
_HALF_ACT: Final = re.compile(r"(?:进一步|大力|着力|持续|深入)?(?:加快|加速|加强|强化|促进|引导)(?:推进)?")
# 打造成为支柱产业、民生产业 says what one industry becomes.
_BECOMING: Final = re.compile(r"成为|为(?!主)")
_DEVELOPED: Final = re.compile(
    r"(?:的)?(?:前瞻|超前|高质量|集群|集聚|融合|创新|协同|规模化|跨越式?|提质|改造|转型|优化)*(?:化)?(?:发展|培育|布局|壮大|建设|成长|崛起|倍增|升级|集聚(?=[，。；]|$))"
    r"(?!趋势|方向|现状|规律|态势|动态|动向|需求|环境|问题)"
)
_RANKS_BEHIND: Final = re.compile(r"(?:前瞻|超前)(?P<verb>布局|谋划|部署)")
_WANTED: Final = re.compile(CLASS_WORD)
# 云浦市、江城市发展A、B: the act stands behind the last of several cities.
_PLACE_BEFORE: Final = re.compile(r"[市县区州省][\u4e00-\u9fff]|[等各]地|等[\u4e00-\u9fff]{0,4}(?:地区|城市|基地|地方)")
_PLACES_START: Final = re.compile(
    r"地(?!理|热|质|下|方特)|市(?!场|级)|县(?!域|级)|省(?!级)|城市|区(?!块|级|域)|企业|高校|院所|单位|部门|机构|方面|环节|方式|形式|模式|措施"
)
_TWO_KINDS: Final = re.compile(
    r"(?:战略性新兴|新兴|未来|优势|支柱|传统|特色)(?:和|及|与|、)(?=新兴|未来|优势|支柱|潜力)"
    r"|^[\u4e00-\u9fff]{2,4}(?:和|及|与)(?=[\u4e00-\u9fff]{0,2}(?:主导|优势|特色|支柱)$)"
)
_NO_MODIFIER: Final = re.compile(
    r"(?<!高新)(?<!高)技术(?!密集)|产品|研发|企业|项目|平台|场景|应用|人才|科学|研究|设施|系统|城市|地区|区域|园区|高校|院所"
    r"|部门|机构|环节|方面|措施|学科|工程|行动|政策|(?<!战略)资源(?!型)|要素|数据(?!$)|标准|民生|公共|社会|消费(?!新?$)|专业|岗位|成果|问题"
    r"|发展|培育|布局|打造|推动|推进|建设|壮大|构建|形成|加快|提升|支持|开展|实现|和|与|及|在|为(?!农服务)|对|向(?!型)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch between two ``、``, trimmed, with its place in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the piece ends in the text."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """Return the part from ``start`` to ``end`` (offsets in the piece), trimmed again."""
        return trimmed(self.text[start:end], self.start + start)


@dataclass(frozen=True, slots=True)
class Act:
    """The verb before a list: ``text`` as printed from its first adverb on, ``verb`` its last verb."""

    text: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """One list as read: its pieces in order, the last one perhaps still two names joined by 和.

    ``lead`` is what stands in the clause before the act; ``klass`` the class with its adjectives, as printed;
    ``count`` the size the list states, as printed; ``etc`` whether 等 closes it; ``after`` what follows the class
    in its clause; ``rest`` begins after that clause. ``span`` covers everything from the first item to the class.
    """

    pieces: tuple[Piece, ...]
    act: Act
    lead: str
    klass: str
    count: str
    etc: bool
    after: str
    span: Span
    rest: int


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words in the order in which they are tried, the same in every run."""
    return sorted(words, key=lambda word: (-len(word), word))


def _by_first(words: Iterable[str]) -> str:
    """Return an expression for any of ``words`` that compares each first character once, else in their order."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


def trimmed(text: str, start: int) -> Piece:
    """Return ``text`` without outer white space as a piece that begins at ``start``."""
    if text and not text[0].isspace() and not text[-1].isspace():
        return Piece(text, start)
    bare = text.lstrip()
    return Piece(bare.rstrip(), start + len(text) - len(bare))


def masked(text: str) -> str:
    """Return ``text`` with the separators inside brackets and quotation marks made unreadable, offsets kept."""
    plain = fold_words(text)
    if _OPENS.search(plain) is None:
        return plain
    return _ENCLOSED.sub(_mask, plain)


def _mask(match: re.Match[str]) -> str:
    """Mask what stands in brackets or quotation marks; the names of “A、B、C”3个产业 stay, without the marks."""
    inside = match[0]
    if inside[0] in "“「" and "、" in inside and _COUNTED_LIST.match(match.string, match.end()):
        return f" {inside[1:-1]} "
    return inside.translate(_SEPARATORS)


class ActFinder:
    """Finds the act in the words before a list's first item."""

    __slots__ = ("_ranked", "_run", "_verbs", "places", "tiers")

    def __init__(self, verbs: frozenset[str], ranking: frozenset[str], places: frozenset[str] = frozenset()) -> None:
        """``verbs`` add to the core verbs, ``ranking`` are the adverbs that rank a list, ``places`` are known cities.

        ``tiers`` keeps what headings have been found to say of what stands under them.
        """
        self.tiers: dict[str, str] = {}
        self.places = places
        self._verbs = longest_first({*CORE_VERBS, *verbs})
        verbs_as_read = [re.escape(verb) + NO_NOUN.get(verb, "") for verb in self._verbs]
        every = _by_first(verbs_as_read)
        either = _by_first([*longest_first({*MANNERS, *ranking}), *verbs_as_read])
        both = rf"(?:(?:{either})(?:和(?={every}))?)*(?P<verb>{every})"
        self._run = re.compile(both)
        words = "|".join(longest_first(ranking or CORE_RANKING))
        self._ranked = re.compile(rf"(?:{words}){both}")

    def find(self, text: str) -> tuple[Act, int, int] | None:
        """Return the last act in ``text`` that leaves a name behind it, with where it starts and ends."""
        best = None
        for match in self._run.finditer(text):
            if len(text) - match.end() >= 2 or best is None:
                best = match
        if best is None or len(text.strip()) - best.end() < 1:
            return None
        return Act(best[0], best["verb"]), best.start(), best.end()

    def find_ranked(self, text: str) -> tuple[Act, int, int] | None:
        """Return the last act of ``text`` that begins with a ranking adverb."""
        best = None
        for match in self._ranked.finditer(text):
            best = match
        if best is None or best.end() == len(text):
            return None
        return Act(best[0], best["verb"]), best.start(), best.end()

    def leads(self, text: str) -> Act | None:
        """Return the act with which ``text`` begins, if it begins with one."""
        match = self._run.match(text)
        return Act(match[0], match["verb"]) if match else None


def find_enumerations(text: str, acts: ActFinder, start: int = 0) -> Iterator[Enumeration]:
    """Yield the classed enumerations of ``text``, a block's text, in order. Spans count its code points.

    Reading begins at ``start``, behind the block's number, whose ``、`` separates nothing.
    """
    if _WANTED.search(text) is None or _SEVERAL.search(text) is None:
        return
    plain = masked(text)
    last: Enumeration | None = None
    for clause in _CLAUSE.finditer(plain, start):
        segment = clause[0]
        if "、" not in segment and "等" not in segment:
            joined = "和" in segment or "及" in segment or "与" in segment or "”“" in segment or "」「" in segment
            if not joined or _PAIR.search(segment) is None:
                continue
        if _WANTED.search(segment) is not None:
            hangs = last is not None or segment[0] in _NAMELY_STARTS or segment.startswith("以及")
            before = _act_before(plain, clause, last, acts) if hangs else None
            for each in _in_clause(plain, clause.start(), clause.end(), acts, before):
                last = each
                yield each


def _act_before(plain: str, clause: re.Match[str], last: Enumeration | None, acts: ActFinder) -> Act | None:
    """Return the act that a clause without one takes over: from the list before it or what it explains (，即A、B)."""
    start, segment = clause.start(), clause[0]
    if _NAMELY.match(segment) is not None and plain[start - 1 : start] in "，,：:":
        before = max(plain.rfind(mark, 0, start - 1) for mark in "。；;，,") + 1
        found = acts.find(plain[before : start - 1]) if _WANTED.search(plain, before, start - 1) else None
        return found[0] if found else None
    if last is None or (last.rest < start - 1 and segment.startswith("以及")):
        before = max(plain.rfind(mark, 0, start - 1) for mark in "。；;，,\n") + 1
        found = acts.find(plain[before : start - 1]) if segment.startswith("以及") else None
        return found[0] if found else None
    if last.rest == start - 1 and (_GOING_ON.match(segment) or last.count):
        return last.act
    return last.act if plain[start - 1] in "；;" and "。" not in plain[last.rest : start] else None


def _in_clause(plain: str, start: int, end: int, acts: ActFinder, before: Act | None = None) -> Iterator[Enumeration]:
    """Yield the lists of one clause; ``before`` is the act of the list before where this clause goes on with 以及 or
    stands beside it behind a semicolon.
    """
    position, inherited = start, before or Act()
    for match in CLASS.finditer(plain, start, end):
        found = _closed_by(plain, max(position, match.start() - _LONGEST), match)
        if found is None:
            continue
        listed, etc, count, klass = found
        if sum(plain.count(mark, *listed) for mark in "、”」") > _MOST_ITEMS:
            continue
        pieces = _pieces(plain, *listed)
        beside = position > start and plain[position] == "、"  # 发展A等优势产业、B等新兴产业
        opened = _opening(pieces, acts, inherited if position > start or before else None, beside)
        if opened is None and pieces and _DEVELOPED.match(plain, match.end(), end):
            opened = _around(pieces, _RANKS_BEHIND.match(plain, match.end(), end))
        if opened is None and before is not None and count and pieces:
            named = _NAMELY.match(pieces[0].text)  # 重点发展A、B等4个产业，…；C、D等4个产业，…
            opened = before, "", (pieces[0].cut(named.end()) if named else pieces[0], *pieces[1:])
        if opened is None or any(acts.leads(piece.text) for piece in opened[2][1:]):
            continue  # 培育壮大新兴产业、前瞻布局未来产业 lists tasks
        act, lead, names = opened
        names = _with_class(names, match[0], etc or bool(count), plain)
        yield Enumeration(
            names,
            act,
            _AUXILIARY.sub("", lead),
            klass,
            count,
            etc,
            plain[match.end() : min(end, match.end() + _AFTER)],
            (names[0].start, match.end()),
            end,
        )
        position, inherited = match.end(), act


def _with_class(names: tuple[Piece, ...], klass: str, closed: bool, plain: str) -> tuple[Piece, ...]:
    """Give the last name its class back where every other name ends with it: 新材料产业、装备制造产业.

    制造业 and 服务业 are always part of the name that they stand at.
    """
    alike = all(piece.text.endswith(klass) for piece in names[:-1]) or klass in ("制造业", "服务业", "行业")
    if closed or len(names) < 2 or not alike:
        return names
    last = names[-1]
    end = last.end + len(klass)
    return (*names[:-1], Piece(plain[last.start : end], last.start)) if plain[last.end : end] == klass else names


def _closed_by(plain: str, position: int, match: re.Match[str]) -> tuple[Span, bool, str, str] | None:
    """Return the span of the list that this class closes, whether 等 stands there, its count and its class."""
    region = plain[position : match.start()]
    etc = None
    for each in _ETC.finditer(region):
        etc = each
    behind = plain[match.end() : match.end() + 1]
    if behind == "等" or (behind == "、" and (etc is None or "、" in region[etc.end() :])):
        return None
    represented = _REPRESENTED.search(region)
    if etc is not None and (represented is None or represented.start() == etc.start()):
        modifier = region[etc.end() :]
        if (parts := _modifier(modifier)) is None:
            return None
        return (position, position + etc.start()), True, parts[0], parts[1] + match[0]
    if represented is not None:
        return (position, position + represented.start()), False, "", region[represented.end() :] + match[0]
    return None if _lists_on(plain, region, match) else _direct(region, position, match)


def _lists_on(plain: str, region: str, match: re.Match[str]) -> bool:
    """Say whether the class that ``match`` found stands at an item but the last of its list."""
    if "、" not in region:
        return False
    if _JOINS_ETC.match(plain, match.end()):
        return True
    items = region.split("、")
    if not all(item.endswith(match[0]) for item in items[1:-1]) or not items[0].endswith(match[0]):
        return False
    return re.compile(rf"(?:以及|[和及与])[^，。；、：等的]{{2,12}}?{match[0]}").match(plain, match.end()) is not None


def _direct(region: str, position: int, match: re.Match[str]) -> tuple[Span, bool, str, str] | None:
    """Read ``A、B和C六大方向产业`` or ``A、B、C产业``: a class without 等 before it."""
    single = "、" not in region
    if single and not any(form.search(region) for form in (_QUOTED_ROW, _TWO, _JOINED)):
        return None
    if _GOES_ON.match(match.string, match.end()):  # 工程保障、海洋产业发展等场景: the class is within an item
        return None
    last = region.rfind("、") + 1
    tail = region[last:]
    if "的" in tail or "转化为" in tail or _TOWARDS.search(tail):  # 推动人才、资本、数据向重点产业集聚
        return None
    coined = _COINED_TAIL.search(tail)
    if coined and coined.start() >= 2:  # 新能源、新材料“双新”产业
        tail = tail[: coined.start()]
    elif (opened := _COINED_HEAD.search(tail)) and opened.start() >= 2:  # 新能源、新材料“六新产业”
        return (position, position + last + opened.start()), False, "", opened[0][1:] + match[0]
    counts = [each for each in COUNT.finditer(tail) if each.start() > 0]
    if counts:
        modifier = tail[counts[-1].end() :]
        named = tail[: counts[-1].start()]
        pair = "、" not in region
        if (
            len(modifier) > 12
            or _NO_MODIFIER.search(modifier.removesuffix("产品"))
            or (_WANTED.search(named) and not pair)
        ):
            return None
        stop = position + last + len(named.rstrip("“「"))
        return (position, stop), False, counts[-1][0], modifier + match[0]
    adjectives = _ADJECTIVE_TAIL.search(tail)
    cut = adjectives.start() if adjectives and adjectives.start() >= 2 else len(tail)
    if cut < 2:
        return None
    return (position, position + last + cut), False, "", tail[cut:] + match[0]


def _modifier(text: str) -> tuple[str, str] | None:
    """Return count and adjectives of what stands between 等 and its class, ``None`` where they are not of it."""
    if len(text) > 44 or _PLACES_START.match(text.strip()):
        return None
    count = COUNT.match(text.strip())
    relative, _, own = text.rpartition("的")
    own = own.strip()
    if not relative and count:
        own = own[count.end() :]
    if len(own) > 16 or _NO_MODIFIER.search(_TWO_KINDS.sub("", own.removesuffix("产品"))):
        return None
    return (count[0] if count else ""), own


def _pieces(plain: str, start: int, end: int) -> tuple[Piece, ...]:
    """Split a list at its ``、`` and between quotation marks that stand side by side."""
    found: list[Piece] = []
    at = start
    for match in _BETWEEN.finditer(plain, start, end):
        stop = match.start() if match[0] == "、" else match.end()
        found.append(trimmed(plain[at:stop], at))
        at = match.end()
    found.append(trimmed(plain[at:end], at))
    return tuple(piece for piece in found if piece.text)


def _around(pieces: tuple[Piece, ...], ranks: re.Match[str] | None) -> tuple[Act, str, tuple[Piece, ...]] | None:
    """Cut the first half of an act off that stands around its list: 加快…等产业发展; its second half may rank it."""
    found = _HALF_ACT.match(pieces[0].text)
    if found is None or found.end() + 2 > len(pieces[0].text) or "向" in pieces[0].text:  # 引导资源向A、B等产业集聚
        return None
    act = Act(ranks[0], ranks["verb"]) if ranks else Act(found[0], found[0])  # 加强…等领域前瞻布局
    return act, "", (pieces[0].cut(found.end()), *pieces[1:])


def _opening(
    pieces: tuple[Piece, ...], acts: ActFinder, inherited: Act | None, beside: bool
) -> tuple[Act, str, tuple[Piece, ...]] | None:
    """Cut the act and what stands before it off the first item; ``None`` where there is no act.

    ``inherited`` is the act of the list before; ``beside`` says that this one goes on behind a ``、``.
    """
    for index in range(len(pieces) - 1, 0, -1):
        text = pieces[index].text
        found = _act_behind(pieces[0].text, text, acts) if len(text) >= _SHORTEST_ACT else None
        if found is not None:
            act, start, end = found
            lead = "、".join(piece.text for piece in pieces[:index]) + "、" + text[:start]
            return act, lead, (_unmodified(pieces[index].cut(end)), *pieces[index + 1 :])
    if not pieces:
        return None
    first = pieces[0]
    if inherited is not None:
        if beside and inherited.verb and acts.find(first.text) is None:
            return inherited, "", pieces
        joint = _JOINT_START.match(first.text)
        if joint is not None and inherited.verb and acts.leads(first.text[joint.end() :]) is None:
            return inherited, "", (first.cut(joint.end()), *pieces[1:])
    found = acts.find_ranked(first.text) or acts.find(first.text)
    if found is None:
        return None
    act, start, end = found
    name = first.cut(end)
    if _BECOMING.match(name.text):
        return None
    return act, first.text[:start], (_unmodified(name), *pieces[1:])


def _act_behind(first: str, text: str, acts: ActFinder) -> tuple[Act, int, int] | None:
    """Return the act in a piece behind the ``first`` one, where those before it are places or means and no names."""
    found = acts.find_ranked(text)
    placed = text[:2] in acts.places or text[:3] in acts.places or _PLACE_BEFORE.search(text)
    jointly = _JOINTLY.match(text) if not placed and _SUPPORTS_ONE.fullmatch(first) else None
    if found is not None or not (placed or jointly or _BY_MEANS.match(first)):
        return found
    bare = acts.find(text)
    if bare is None:
        return None
    if placed:
        before = text[: bare[1]]
        return bare if before in acts.places or _PLACE_BEFORE.search(f"{before}发") else None
    if jointly:  # 支持甲州、乙阳联动发展A、B等产业
        return bare if bare[1] == jointly.end("place") else None
    return bare if bare[1] >= 2 else None  # 以A、B技术改造提升C、D等产业


def _unmodified(name: Piece) -> Piece:
    """Cut off what stands between an act and the first name: 以…为代表的, 世界级."""
    for pattern in (_MODIFIED, _SCALE):
        modified = pattern.match(name.text)
        if modified is not None and len(name.text) - modified.end() >= 2:
            name = name.cut(modified.end())
    return name
