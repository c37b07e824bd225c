"""Money granted to whom a lead above names: 对总部型企业给予落户奖励：（1）实缴注册资本1亿元以上的，奖励600万元."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Block, Span
from comparators.facts.lines import fold_line

_WHO: Final = (
    r"(?:企业|机构|单位|平台|团队|人才|项目|基地|园区|中心|总部|个人|公司|银行|合作社|农户|家庭|学校|医院|主体|载体|高校|院所|协会"
    r"|联合体|孵化器|实验室|服务商|[买售经营从业消费引荐]者)"
)
_LEAD: Final = re.compile(
    rf"(?:^|(?<=[，。；：的.、）例]))对(?:于)?(?P<who>[^，。；：0-9]{{0,60}}?(?P<noun>[^，。；：的0-9和及]{{0,14}}?{_WHO}))"
    r"(?=：|$|[，]?(?:根据|按照?|参照|依据|以)[^，。；]{2,30}(?:给予|进行|予以|享受)|(?:给予|进行|予以)[^，。；0-9]{0,10}(?:奖励|补助|扶持|补贴|资助|支持)[^，。；0-9]{0,6}(?:[，。：；]|$))"
)
_PREFIXES: Final = re.compile(
    r"(?:新(?:设立|落户|引进|认定|注册|迁入)|已|经|符合条件|上述|首次)+(?:及|并|和)?(?:认定|落户)?的?"
)
_NAMES_NOBODY: Final = re.compile(r"[0-9]")


class Recipients:
    """Whom the sections of a document grant money, as the text is read from above."""

    def __init__(self) -> None:
        self._by_path: dict[str, str] = {}

    def after(self, block: Block) -> None:
        """Take note of whom ``block`` says that what stands below it grants money."""
        if "对" not in block.text or not block.section or len(block.text) > _LONGEST:
            return
        line = fold_line(block.text)
        found = _LEAD.search(line.text, line.place(block.number_end))
        if found is not None:
            self._by_path[block.section] = _bare(found)

    def into(self, block: Block) -> str:
        """Return whom the sections around ``block`` grant money, ``""`` where none says so."""
        path = block.section
        while path and self._by_path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rpartition("/")[0]
        return ""


_LONGEST: Final = 400


def lead_before(text: str, start: int, end: int) -> Span | None:
    """Return whom a sentence of the same text names before ``end``: …对总部企业进行扶持，标准为：…的，扶持12%."""
    found = list(_LEAD.finditer(text, start, end))
    return found[-1].span("noun") if found else None


def is_headless(text: str, who: Span) -> bool:
    """Say whether what was taken for the recipient is but a case with a figure: 实缴注册资本超过5000万元(的)."""
    if text[who[1] : who[1] + 1] not in ("的", "，", ""):
        return False
    return _NAMES_NOBODY.search(text, *who) is not None and re.search(_WHO + "$", text[slice(*who)]) is None


def _bare(found: re.Match[str]) -> str:
    noun = found["noun"]
    prefix = _PREFIXES.match(noun)
    return noun[prefix.end() :] if prefix and len(noun) - prefix.end() >= 2 else noun
