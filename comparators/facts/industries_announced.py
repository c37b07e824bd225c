"""Lists that do not stand before their class.

They follow it (``重点培育四大未来产业：A、B、C``, ``…产业集群，包括A、B``, ``主导产业：A、B``) or leave it to the
list behind them (``优先发展A、B，加快孵化C、D，探索布局E、F等未来产业``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comparators.document import Block
from comparators.facts.enumerations import Act, ActFinder, Enumeration, Piece, masked, trimmed
from comparators.facts.enumerations_words import CLASS, COUNT, STRONG
from comparators.facts.industries_names import is_task

_CLASS: Final = r"(?:产业集群|产业链|产业|集群|领域|赛道|方向)"
_OPENER: Final = re.compile(
    r"\s*(?P<size>[0-9一二三四五六七八九十两]+\s*个)?(?:[：:]|[，,]?\s*(?:主要|具体|重点|分别)?\s*(?:包括|涵盖|包含|即|分别是|分别为|重点[是为]|主要[是为有])\s*[：:]?|[（(](?:即|包括|含)?\s*[：:]?)"
)
_PRECLASS: Final = re.compile(rf"{_CLASS}(?={_OPENER.pattern})")  # 先行赛道2个（A、B） as well
_COLON: Final = re.compile(r"\s*[：:]")
_BARE_LABEL: Final = re.compile(r"(?:重点|主导|优势|特色|未来|新兴|战略性新兴|支柱|传统|先导|培育|发展|首位|布局)*")
# How far before its class an act may stand, and how long a list may be.
_REACH: Final = 40
_LONGEST: Final = 500
# A、B3大产业集群 closes with a class of its own and is read as such.
_CLOSED: Final = re.compile(rf"[0-9一二三四五六七八九十](?:大|个|条|类)[^、，。；]{{0,12}}{_CLASS}$")
_DEVELOPS: Final = frozenset({"发展", "培育", "布局", "壮大", "孵化", "做强", "打造", "做优", "做大", "跟踪"})
# What a list without a class of its own may hold: names, and not 材料研发 or 关键技术.
_PLAIN_NAME: Final = re.compile(
    r"[^的，“”等]{2,12}(?<!研发)(?<!攻关)(?<!转化)(?<!应用)(?<!建设)(?<!发展)(?<!合作)(?<!企业)(?<!项目)(?<!平台)(?<!基地)(?<!技术)(?<!中心)"
)
_MADE_INTO: Final = re.compile(
    rf"(?:将|把)(?P<list>[^，。；：等\n]{{4,200}})(?P<etc>等(?:{_CLASS})?)?"
    r"(?:列为|作为|确定为|明确为|定为|定位为|(?:培育|打造|发展)(?:成为|成|为))"
    rf"(?P<klass>[^，。；：、\n]{{0,14}}?{_CLASS})(?P<after>(?:加以|予以|来)?[\u4e00-\u9fff]{{0,8}})(?=[，。；]|$)"
    rf"|(?:确定|明确|选定|遴选)(?P<list2>[^，。；：等\n]{{4,200}})(?P<etc2>等(?:{_CLASS})?)?(?:作)?为"
    rf"(?P<klass2>[^，。；：、的\n]{{0,14}}?{_CLASS})(?P<after2>)(?=[，。；]|$)"
)
_CHOSEN: Final = re.compile(r"(?:主攻|重点|优先|首位|主导)(?:发展|培育)?(?:的)?(?:方向|领域)$")
# 未来产业重点发展A、B、C: the class is what the sentence is about.
_CLASS_FIRST: Final = (
    r"(?P<klass>(?:传统|优势|新兴|未来|主导|支柱|特色|战略性新兴|先导|现代|先进|高新技术)+(?:产业集群|产业|制造业|服务业|赛道))"
    r"(?:领域|方面|上)?[，：,:]?(?:要|将)?(?=[重优前超积大着加培发布谋探壮做打主突])"
)
_OPENS_WITH_CLASS: Final = re.compile(_CLASS_FIRST)
_ABOUT_CLASS: Final = re.compile(rf"[。；：\s]{_CLASS_FIRST}")
_MARKS: Final = "。；;！!？?，,\n：:\t"
_LIST_END: Final = re.compile(r"[。；;\n，,）)：:\t]|等(?![离级同])")


def announced_lists(block: Block, acts: ActFinder, labelled: bool) -> Iterator[Enumeration]:
    """Yield the lists of ``block`` that a class announces, where an act stands before the class.

    With ``labelled`` (in a regional list or under a heading that announces industries) a bare label such as
    主导产业： will do.
    """
    text = block.text
    for match in _PRECLASS.finditer(text) if "、" in text else ():
        opens = block.title_end if match.start() >= block.title_end else 0
        first = max(match.start() - _REACH, opens, block.number_end)
        start = max(text.rfind(mark, first, match.start()) for mark in "。；，,：）)\n\t") + 1
        before = text[max(start, first) : match.start()].strip(" 、　")
        act = acts.leads(before)
        if act is None and (found := acts.find_ranked(before)) is not None:
            act = found[0]
        opener = _OPENER.match(text, match.end())
        told = COUNT.match(before) or (opener and opener["size"])
        label = _BARE_LABEL.fullmatch(before) and (labelled or (before and opener and _COLON.match(text, match.end())))
        if act is None and not told and not (label and (labelled or STRONG.search(match[0]))):
            continue
        begin = opener.end() if opener else match.end()
        stop = _LIST_END.search(text, begin, begin + _LONGEST)
        end = stop.start() if stop else min(len(text), begin + _LONGEST)
        if "、" not in text[begin:end] or _CLOSED.search(text, begin, end):
            continue
        pieces = _pieces(text, begin, end)
        if len(pieces) > 1 and not any(acts.leads(piece.text) or is_task(piece.text) for piece in pieces):
            span = (pieces[0].start, pieces[-1].end)
            stated = COUNT.search(before)
            count = stated[0] if stated else ""
            yield Enumeration(pieces, act or Act(), "", before + match[0], count, False, "", span, end)


def lists_of_the_same_class(text: str, read: list[Enumeration], acts: ActFinder, start: int) -> Iterator[Enumeration]:
    """Yield the lists of ``text`` from ``start`` on that leave their class to one of those ``read`` from it."""
    plain = ""
    for classed in read:
        if STRONG.search(classed.klass) is None or classed.lead or acts.leads(classed.act.text) is None:
            continue
        at = _mark_before(text, start, classed.span[0])
        while at > start and text[at] in "，,":
            begin = _mark_before(text, start, at) + 1
            if text.find("、", begin, at) < 0:
                break
            plain = plain or masked(text)
            found = _unclassed(plain, begin, at, acts)
            if found is None:
                break
            act, pieces = found
            yield Enumeration(pieces, act, "", classed.klass, "", False, "", (pieces[0].start, at), at)
            at = begin - 1


def lists_made_into(text: str, acts: ActFinder, start: int) -> Iterator[Enumeration]:
    """Yield the lists of which a sentence makes a class: 将A、B等列为优先发展的未来产业, 把A、B作为主导产业重点培育."""
    for match in _MADE_INTO.finditer(text, start) if "、" in text else ():
        which = "" if match["list"] else "2"
        pieces = _pieces(masked(text), *match.span("list" + which))
        klass, etc = match["klass" + which], match["etc" + which]
        if len(pieces) < 2 or not (STRONG.search(klass) or _CHOSEN.search(klass)):
            continue
        if any(acts.leads(piece.text) or is_task(piece.text) for piece in pieces):
            continue
        act = acts.find_ranked(klass) or acts.find_ranked(match["after" + which] + "　")
        found = act[0] if act else Act()
        yield Enumeration(pieces, found, "", klass, "", etc is not None, "", match.span(), match.end())


def lists_about_a_class(text: str, acts: ActFinder, start: int) -> list[Enumeration]:
    """Return the lists without a class of their own in sentences about one: 未来产业重点发展A、B、C。"""
    if "、" not in text:
        return []
    opening = _OPENS_WITH_CLASS.match(text, start)
    read: list[Enumeration] = []
    for match in ([opening] if opening else []) + list(_ABOUT_CLASS.finditer(text, start)):
        end = next((at for at in range(match.end(), len(text)) if text[at] in _MARKS), len(text))
        found = _unclassed(masked(text), match.end(), end, acts)
        if found is not None:
            act, pieces = found
            read.append(Enumeration(pieces, act, "", match["klass"], "", False, "", (pieces[0].start, end), end))
    return read


def _mark_before(text: str, start: int, end: int) -> int:
    return max(max(text.rfind(mark, start, end) for mark in _MARKS), start - 1)


def _unclassed(plain: str, start: int, end: int, acts: ActFinder) -> tuple[Act, tuple[Piece, ...]] | None:
    """Return the act and the names of a clause that develops several things and classes none of them."""
    act = acts.leads(plain[start:end])
    if act is None or act.verb not in _DEVELOPS or CLASS.search(plain, start, end) is not None:
        return None
    pieces = _pieces(plain, start + len(act.text), end)
    plain_names = all(_PLAIN_NAME.fullmatch(piece.text) and acts.leads(piece.text) is None for piece in pieces)
    return (act, pieces) if len(pieces) > 1 and plain_names else None


def _pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for part in text[start:end].split("、"):
        piece = trimmed(part, at)
        if piece.text:
            pieces.append(piece)
        at += len(part) + 1
    return tuple(pieces)
