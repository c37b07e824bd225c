"""The names of a list, one by one: where a last 和 joins two, and what is cut off."""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.enumerations import Enumeration, Piece
from comparators.facts.enumerations_words import STRONG
from comparators.facts.industries_names import EXPLAINED, printed_name
from comparators.numerals import parse_numeral

JOINTS: Final = re.compile(r"以及|和|与|及")
_SIZED: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})[0-9一二两三四五六七八九十]{1,2}[个大条][百千万五]+亿级$")
_SHORTEST_OF_TWO: Final = 4
_RANKED_ACT: Final = re.compile(r"重点|优先|积极|前瞻|大力|超前|培育|发展|壮大|做[强大优]|布局|巩固|提升")
_COUNTED_TAIL: Final = re.compile(r"[两二三四五六七八九十]大[^大]{0,4}(?:高地|支柱|板块|方向)$")


def without_explanation(piece: Piece, text: str) -> Piece:
    """Cut （创新药、医疗器械） off a name; an abbreviation or a variant in brackets is part of it."""
    match = EXPLAINED.search(text[piece.start : piece.end])
    return piece.cut(0, match.start()) if match is not None and match.start() >= 2 else piece


def names_in_list(each: Enumeration, known: frozenset[str]) -> list[Piece]:
    """Return the names of a list, one a piece: a last joint (和, 以及) taken for what it is.

    A count within the list ends it (“互联网+”、生命健康、新材料三大高地等领域).

    Where the list states its size, that decides whether the last piece is one name or two.
    """
    pieces: list[Piece] = []
    for piece in each.pieces[:-1]:
        sized = _SIZED.search(piece.text)
        if sized:  # A、B2个千亿级、C、D2个五百亿级产业集群
            piece = piece.cut(0, sized.start())
        first, joint, second = piece.text.partition("以及")
        if joint and min(len(first), len(second)) >= 2 and printed_name(piece.text) not in known:
            pieces.extend((piece.cut(0, len(first)), piece.cut(len(first) + len(joint))))
        else:
            pieces.append(piece)
    stated = parse_numeral(each.count.strip("个大条类项种 ")) if each.count else None
    if stated is not None and stated == len(pieces) + 1:
        return [*pieces, each.pieces[-1]]
    return [*pieces, *_last_names(each, known, stated is not None and stated == len(pieces) + 2)]


def _last_names(each: Enumeration, known: frozenset[str], two: bool) -> tuple[Piece, ...]:
    """Return the one or two names of a list's last piece; ``two`` where the stated size asks for two."""
    piece = each.pieces[-1]
    counted = _COUNTED_TAIL.search(piece.text) if len(each.pieces) > 1 else None
    piece = piece.cut(0, counted.start()) if counted and counted.start() >= 2 else piece
    if (printed_name(piece.text) in known or printed_name(piece.text).removesuffix("业") in known) and not two:
        return (piece,)
    joints = [
        joint for joint in JOINTS.finditer(piece.text) if joint.start() >= 2 and joint.end() + 2 <= len(piece.text)
    ]
    for joint in sorted(joints, key=lambda match: ("以及", "和", "及", "与").index(match[0])):
        first, second = piece.cut(0, joint.start()), piece.cut(joint.end())
        names = printed_name(first.text), printed_name(second.text)
        if two or _is_last_joint(joint[0], *names, each, known):
            return first, second
    return (piece,)


def _is_last_joint(joint: str, first: str, second: str, each: Enumeration, known: frozenset[str]) -> bool:
    """Say whether 和 joins a list's last two names, by what is known of them and by the form of the list."""
    if joint == "以及":
        return True
    if joint == "与":
        return False
    sure = (first in known) + (second in known)
    if sure == 2:
        return True
    if each.etc:
        if joint == "和" and first.endswith("产业"):
            return True
        alone = len(each.pieces) == 1 and first[-2:] != second[-2:]
        if len(each.pieces) == 1 and joint == "和" and min(len(first), len(second)) >= _SHORTEST_OF_TWO:
            return True
        return sure == 1 and joint == "和" and not alone
    if len(each.pieces) == 1 and not each.count:  # 重点布局深海科技和深海服务产业
        named = min(len(first), len(second)) >= _SHORTEST_OF_TWO and STRONG.search(each.klass) is not None
        return named and _RANKED_ACT.match(each.act.text) is not None
    # Without 等 a list needs a joint before its last item.
    return joint == "和" and len(each.pieces) > 1


def bare_span(piece: Piece) -> tuple[int, int]:
    """Return the span of the name without the quotation marks around it."""
    text = piece.text
    if len(text) > 2 and text[0] in "“「" and text[-1] in "”」":
        return piece.start + 1, piece.end - 1
    return piece.start, piece.end
