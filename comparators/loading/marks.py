"""What the ends and beginnings of printed lines tell: sentence ends, leads, dates, titles, what cannot stand there."""

from __future__ import annotations

import re
from typing import Final

from comparators.labels import match_label

_FINAL: Final = re.compile(r"[。！？!?；;…][”’」』）)\]】〕》]{0,4}$|[.:：][”\"’）)]{0,3}$|[）)〕】]$")
# 一、总体要求………3, a line of a table of contents.
_LEADERS: Final = re.compile(r"(?:[.．…·]\s?){3,}\s*\d{1,4}$")
_LAST: Final = frozenset('。！？!?；;…”’」』）)]】〕》.:："')
CANNOT_END: Final = frozenset("，、（(《〈“‘「『〔［[【＋+·・,")
CANNOT_BEGIN: Final = frozenset("，。、；：！？）》〉”’」』〕］】…％%‰,.;:!?)]}～℃")
OPENING: Final = "（(《〈“「『〔［[【"
CLOSING: Final = "）)》〉”」』〕］]】"
PARTNER: Final = dict(zip(CLOSING, OPENING, strict=True))
LEAD: Final = re.compile(r"[—－─―–-]{2,}\s*[^\d\s—－─-]|[●○■□◆◇★☆▲►➢√•·]\s*\S")
_DATE: Final = re.compile(
    r"[(（]?(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?[)）]?"
)
_HARD_LINE: Final = re.compile(
    r"[抄主]\s*[送报]\s*[：:]|主题词\s*[：:]|[（(]\s*(?:征求意见稿|此件|送审稿|讨论稿|公开征求意见)"
    r"|表\s*\d{1,3}(?:[-－—.]\d{1,2})?(?:\s|[：:])|图\s*\d{1,3}(?:[-－—.]\d{1,2})?(?:\s|[：:])"
)
# 临江省人民政府办公厅 2026年3月28日印发
_IMPRINT: Final = re.compile(r"\S{2,30}\s+\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?印发")
FIRST_UNIT: Final = re.compile(
    r"(?:[0-9A-Za-z０-９.%/+-]+|[—…]{2,}.?|[“‘（《〔「](?:[0-9A-Za-z０-９.%/+-]+|.)|.)[，。、；：！？）》”’」』〕】]*",
    re.DOTALL,
)
_KIND: Final = (
    "意见|方案|规划|通知|办法|计划|决定|条例|规定|规则|细则|措施|纲要|公告|通告|报告|指南|目录"
    "|要点|批复|决议|命令|章程|政策|说明|指引|规程|标准|清单|函"
)
# What a title ends with: the kind of document, then (2026—2030年), （征求意见稿）, （试行） …
TITLE_END: Final = re.compile(rf"(?:{_KIND})(?:\s*[（(〔][^（）()]{{1,30}}[）)〕])*$")

# White space between two columns.
_GAP: Final = re.compile(r"(?<=\S)(?: {2,}|\t)(?=\S)")

# Lines that stand alone whatever is above: （征求意见稿）, a date.
_ALONE: Final = re.compile(r"[（(]\s*(?:征求意见稿|送审稿|讨论稿|试行|此件公开发布|此件主动公开)\s*[）)]")
# To whom it is addressed: 各市、县（市、区）人民政府，省政府直属各单位：
_ADDRESSEE: Final = re.compile(
    r"[^。；：]{2,120}(?:政府|单位|部门|机构|企业|委员会|协会|高校|[厅局委办会院部处所])[：:]"
)

# How closing provisions begin: 本意见自2026年5月1日起施行, 特此通知.
_CLOSING_WORDS: Final = re.compile(
    rf"本(?:{_KIND}|行动计划|实施意见|若干措施)自.{{4,30}}(?:施行|实施|执行|生效)|特此(?:通知|公告|通告|函告|批复|说明)"
)


def stands_alone(text: str) -> bool:
    """Say whether a line is one by itself: （征求意见稿）, a date."""
    return bool(_ALONE.fullmatch(text) or (len(text) < 20 and _DATE.fullmatch(text)))


def is_addressee(text: str) -> bool:
    """Say whether a text names those it is addressed to and nothing else."""
    return _ADDRESSEE.fullmatch(text) is not None


def is_title(text: str) -> bool:
    """Say whether a text can be a document's title, to its end."""
    whole = 6 <= len(text) <= 70 and not any(mark in text for mark in "。；：，")
    return whole and text[0] not in "为根按经依据近当" and TITLE_END.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Say whether a line ends as a sentence, a clause of a list or a note in parentheses does."""
    return text[-1:] in _LAST and _FINAL.search(text, max(0, len(text) - 6)) is not None


def is_contents_line(text: str) -> bool:
    """Say whether a line is one of a table of contents: leaders, then a page number."""
    return text[-1:].isdigit() and _LEADERS.search(text, max(0, len(text) - 16)) is not None


def is_row(text: str) -> bool:
    """Say whether a line is a row of a table set with white space: two gaps or more."""
    return "  " in text and len(_GAP.findall(text)) >= 2


def begins_by_itself(text: str) -> bool:
    """Say whether a line can only begin a paragraph: a certain label, a lead, a date, 抄送 …"""
    label = match_label(text)
    return (label is not None and label.certain) or is_hard(text)


def is_hard(text: str) -> bool:
    """Say whether a line is a lead (———…), a bullet, a date, 抄送, a caption: none of these goes on from above."""
    if (
        LEAD.match(text)
        or _CLOSING_WORDS.match(text)
        or _HARD_LINE.match(text)
        or (len(text) < 20 and _DATE.fullmatch(text))
    ):
        return True
    return len(text) < 60 and _IMPRINT.fullmatch(text) is not None
