"""Which part of a list of recipients, or of things that are counted, each of several amounts is for (分别)."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span

_PARTS: Final = re.compile(r"、|(?<![共])和(?![谐])|以及|(?<![普涉波触危])及(?![其时格])|与")
_COUNTS: Final = re.compile(r"[0-9.]+[\u4e00-\u9fff%]")
# 对研制和示范应用单位分别给予…: both are of the units.
_DOING: Final = re.compile(r"(?:研制|研发|生产|制造|使用|应用|购买|采购|供给|建设|运营|牵头|参与|承担|申报|培育)$")
# 取得型号合格证、生产许可证的企业: both are of the firms.
_OBTAINING: Final = re.compile(r"(?:首次|新)?(?:取得|获得|通过|持有|具备|拿到)")
_RANK_ONLY: Final = re.compile(r"(?:级|型|类|期|以[上下]|年|次|^国家|^省|^市|[的定获评]国家|[的定获评]省)$")


def shares(text: str, span: Span, amounts: int) -> list[Span]:
    """Return the parts of a recipient for amounts given 分别, the whole for each if it has more or fewer."""
    parts: list[Span] = []
    begin = span[0]
    for match in _PARTS.finditer(text, *span):
        parts.append((begin, match.start()))
        begin = match.end()
    parts.append((begin, span[1]))
    names = [text[start:end] for start, end in parts]
    attributed = sum("的" in name for name in names)
    whole = (
        len(parts) != amounts
        or (_OBTAINING.match(names[0]) is not None and ("的" in names[-1] or names[0][-3:].startswith("的")))
        or any(_COUNTS.match(name) for name in names)
        or any(len(name) < 2 or _RANK_ONLY.search(name) for name in names)
        or any(_DOING.search(name) for name in names[:-1])
        or (attributed not in (0, len(names)) and not (attributed == 1 and "的" in names[0]))
    )
    return [span] * amounts if whole else parts
