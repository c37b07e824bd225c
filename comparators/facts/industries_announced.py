"""Lists that follow their class: ``重点培育四大未来产业：A、B、C``, ``…产业集群，包括A、B``, ``主导产业：A、B``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comparators.document import Block
from comparators.facts.enumerations import COUNT, Act, ActFinder, Enumeration, Piece, trimmed
from comparators.facts.industries_names import is_task

_CLASS: Final = r"(?:产业集群|产业链|产业|集群|领域|赛道|方向)"
_OPENER: Final = re.compile(
    r"\s*(?P<size>[0-9一二三四五六七八九十两]+\s*个)?(?:[：:]|[，,]?\s*(?:主要|具体|重点|分别)?\s*(?:包括|涵盖|包含|即|分别是|分别为)\s*[：:]?|[（(](?:即|包括|含)?\s*[：:]?)"
)
_PRECLASS: Final = re.compile(rf"{_CLASS}(?={_OPENER.pattern})")  # 先行赛道2个（A、B） as well
_BARE_LABEL: Final = re.compile(r"(?:重点|主导|优势|特色|未来|新兴|战略性新兴|支柱|传统|先导|培育|发展|首位|布局)*")
# How far before its class an act may stand, and how long a list may be.
_REACH: Final = 40
_LONGEST: Final = 500
# A、B3大产业集群 closes with a class of its own and is read as such.
_CLOSED: Final = re.compile(rf"[0-9一二三四五六七八九十](?:大|个|条|类)[^、，。；]{{0,12}}{_CLASS}$")
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
        if act is None and not told and not (labelled and _BARE_LABEL.fullmatch(before)):
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


def _pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for part in text[start:end].split("、"):
        piece = trimmed(part, at)
        if piece.text:
            pieces.append(piece)
        at += len(part) + 1
    return tuple(pieces)
