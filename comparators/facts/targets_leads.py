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
    r"(?<![^，。；：的.、）例])对于?(?P<who>[^，。；：0-9]{2,70}?)"
    r"(?=：|$|，?(?:根据|按照?|参照|依据|以)[^，。；]{2,30}(?:给予|进行|予以|享受)"
    r"|(?:给予|进行|予以)[^，。；0-9]{0,10}(?:奖励|补助|扶持|补贴|资助|支持)[^，。；0-9]{0,6}(?:[，。：；]|$))"
)
_NOUN: Final = re.compile(rf"[^的和及]{{0,14}}{_WHO}$")
_ENDS_IN_WHO: Final = re.compile(_WHO + "$")
_PREFIXES: Final = re.compile(
    r"(?:新(?:设立|落户|引进|认定|注册|迁入)|已|经|符合条件|上述|首次)+(?:及|并|和)?(?:认定|落户)?的?"
)
_BARE_CASE: Final = re.compile(r"新(?:获批|认定|入选|评定|获评|建成|设立|引进|纳入)的?")
_WORKED_ON: Final = re.compile(
    r"(?:推动|推进|支持|鼓励|加快|培育|建设|布局|争创|创建)"
    r"(?:(?:企业|高校|院所|机构|单位|园区|各地|开发区)(?:创建|申报|争创|建设|组建|申创))?(?P<what>[^，。；0-9的]{3,20}?)"
    r"(?:优化重组|提质增效|提质|建设|发展|提升|升级|申报|创建|布局)*(?=，对$|，对新)"
)
_GRANTS: Final = re.compile("奖励|补助|补贴|扶持|资助|[：:]$")
_FIGURE: Final = re.compile(r"[0-9]")
_HEADED: Final = re.compile(r"[0-9][^，。；]*的[\u4e00-\u9fff]{2,12}$")  # 年交易额达到100万元的数据商
_LONGEST: Final = 400


class Recipients:
    """Whom the sections of a document grant money, as the text is read from above."""

    def __init__(self) -> None:
        self._by_path: dict[str, str] = {}

    def after(self, block: Block) -> None:
        """Take note of whom ``block`` says that what stands below it grants money."""
        text = block.text
        opens = block.number or text.endswith(("：", ":"))
        if not opens or "对" not in text or len(text) > _LONGEST or not _GRANTS.search(text):
            return
        line = fold_line(text)
        found = _lead(line.text, line.place(block.number_end), len(line.text))
        if found is not None:
            noun = line.text[slice(*found)]
            prefix = _PREFIXES.match(noun)
            self._by_path[block.section] = noun[prefix.end() :] if prefix and len(noun) - prefix.end() > 1 else noun

    def into(self, block: Block) -> str:
        """Return whom the sections around ``block`` grant money, ``""`` where none says so."""
        path = block.section
        while path and self._by_path:
            if path in self._by_path:
                return self._by_path[path]
            path = path.rpartition("/")[0]
        return ""


def lead_before(text: str, start: int, end: int) -> Span | None:
    """Return whom a sentence of the same text names before ``end``: …对总部企业进行扶持，标准为：…的，扶持12%."""
    return _lead(text, start, end) if "对" in text[start:end] else None


def named_ahead(text: str, start: int, who: Span) -> Span | None:
    """Return of what a bare case is one: the laboratories of 推动实验室优化重组，对新获批的给予最高2000万元支持."""
    if _BARE_CASE.fullmatch(text, *who) is None:
        return None
    ahead = None
    for match in _WORKED_ON.finditer(text, start, who[0]):
        ahead = match.span("what")
    return ahead


def is_headless(text: str, who: Span) -> bool:
    """Say whether what was taken for the recipient is but a case with a figure: 实缴注册资本超过5000万元(的)."""
    if text[who[1] : who[1] + 1] not in ("的", "，", ""):
        return False
    noun = text[slice(*who)]
    return _FIGURE.search(noun) is not None and _ENDS_IN_WHO.search(noun) is None and _HEADED.search(noun) is None


def _lead(text: str, start: int, end: int) -> Span | None:
    """Return the noun of the last lead in ``text[start:end]``."""
    noun = None
    for lead in _LEAD.finditer(text, start, end):
        named = _NOUN.search(text, lead.start("who"), lead.end("who"))
        noun = named.span() if named else noun
    return noun
