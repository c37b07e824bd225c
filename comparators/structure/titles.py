"""Where the title of a numbered block ends: the whole line, or the sentence that runs in before the body."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span
from comparators.labels import Label, match_label

# How long a sentence may be that is a title without any body below it.
SLOGAN: Final = 12
# What a task begins with.
TASK: Final = re.compile(
    r"(?:进一步|全面|切实|大力|积极|着力|持续)?(?:建立|健全|完善|加强|强化|推进|推动|促进|加快|加大|深化|优化|提升|提高|落实|规范|实施"
    r"|开展|构建|打造|培育|壮大|改进|拓展|扩大|夯实|明确|统筹|保障|做好|组织|坚持|牢固树立|树牢|践行|深入贯彻|贯彻|弘扬|坚定|筑牢|创新|鼓励|支持|引导|建设|发展|推广|引进|集聚|吸引|激发|营造|增强|做[大强优]|降低|盘活|搭建|布局)(?!的)"
)
# How far a title with the note of responsible units behind it may reach.
_FURTHEST: Final = 600
# How long a title may be, in characters: a line of its own, the sentence before a body, a lead before a colon,
# a sentence that is the whole block (longer where it names a task), and the caption of an article or of an item
# of an article.
_LINE: Final = 80
_RUN_IN: Final = 45
_LEAD: Final = 30
_SENTENCE: Final = 30
_TASK_SENTENCE: Final = 45
_CAPTION: Final = 12
_TASK_CAPTION: Final = 22

_OPEN: Final = "“‘（《「『〔【([｛{"
_CLOSE: Final = "”’）》」』〕】)]｝}"
_STOP: Final = re.compile(r"[。：:；;！？!?\n“‘（《「『〔【(\[｛{”’）》」』〕】)\]｝}]")
_BRACKETED: Final = re.compile(r"[【〔\[]([^】〕\]\n]{1,30})[】〕\]]|[（(]([^（）()\n，。；：]{2,12})[）)](?=\s*\S)")
# A note of who is responsible is no part of the title before it.
_NOTE: Final = re.compile(
    r"\s*[（(〔\[](?:责任|牵头|主办|配合|完成时[限间]|负责)[^\n]{0,400}$|\s*[（(][^（）()\n]{1,80}(?:负责|牵头|配合)[）)]。?$"
)
_NOTE_WORD: Final = re.compile(r"责任|负责|牵头|主办|配合|完成时")
# Amounts, conditions and rules make a sentence, not a title.
_RULE: Final = re.compile(r"应当|不得|万元|亿元|[0-9０-９]\s*[%％]|本(?:办法|规定|条例|法|细则|意见)|负责(?:解释|实施)")
_RULE_START: Final = re.compile(r"^(?:本|任何|国家[^级]|县级以上|各级|对于|根据|依照|按照|违反|自)")
# 要 and 应 where they say what must be done (not 重要, 要素, 应用, 响应); a sentence with them is short to be a title.
_MUST: Final = re.compile(
    r"(?<![重主需首纪紧摘概提])要(?![素求点闻害务塞地件领约道事])|(?<![适响供对效呼反感相顺])应(?![用急对变答收届])|必须|可以"
)
# （一）“强基”行动：夯实创新能力, alone on its line: the name of the action and what it is for.
_NAMED_ACTION: Final = re.compile(r"[^，。；：:]{0,12}[”」](?:行动|工程|计划)[：:][^，。；：:\n]{2,24}\s*")
# 1.东翼：滨江街道、望潮街道。发挥…: a part of a plan of space and what belongs to it.
_NAMED_PART: Final = re.compile(
    r"“?(?:[一二三四五六多两][核翼带轴极区心廊圈片点城园]|[东南西北中]{1,2}[翼部片区])”?[：:][^，。；：:\n]{2,24}(?=[。\n]|$)"
)
_SHORT: Final = 20
_LIST_LEAD: Final = re.compile(r"下列|如下|以下|之一|包括|分为|[是指为]$")
_TRAILING: Final = " \t\u3000。．.：:；;，,、"


def title_span(text: str, label: Label, *, in_article: bool, declared: bool) -> Span | None:
    """Return the span of the title in ``text`` after its ``label``, or ``None`` where a person would name none.

    ``in_article`` says that the block is an article (第十二条) or stands in one, where sentences are rules and not
    titles; ``declared`` that the file itself marks the block as a heading.
    """
    start = label.end
    inner = match_label(text[start : start + _LEAD])
    if inner is not None and inner.form == "named":  # （一）赛道一：智能终端
        start += inner.end
    if start >= len(text):
        return None
    caption = _BRACKETED.match(text, start) if in_article else None
    if caption:
        return caption.span()
    part = _NAMED_PART.match(text, start)
    stop = part.end() if part else len(text) if _NAMED_ACTION.fullmatch(text, start) else _first_stop(text, start)
    if stop - start > _FURTHEST:
        return None
    note = _NOTE.search(text, start, stop) if _NOTE_WORD.search(text, start, stop) else None
    end = note.start() if note else stop
    article = label.form == "article"
    if not _is_title(text, start, end, stop, in_article=in_article, article=article, declared=declared):
        return None
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return (start, end) if end > start else None


def _first_stop(text: str, start: int) -> int:
    """Return where the first sentence or lead ends, marks inside quotation marks and brackets apart."""
    depth = 0
    for match in _STOP.finditer(text, start, start + 400):
        mark, at = match[0], match.start()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark == "\n" or (depth == 0 and not _in_number(text, at)):
            return at
    return len(text)


def _in_number(text: str, at: int) -> bool:
    """Say whether the colon at ``at`` stands in a time or a ratio (8:30)."""
    return text[at] in ":：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _is_title(text: str, start: int, end: int, stop: int, *, in_article: bool, article: bool, declared: bool) -> bool:
    body = text[stop + 1 :].strip()
    if body.startswith(("（", "(", "〔", "[")):
        body = _NOTE.sub("", body)  # who is responsible is no text below the title
    mark = text[stop : stop + 1]
    words, length = text[start:end], end - start
    commas = words.count("，") + words.count(",")
    if declared and not body:
        return length <= 2 * _LINE
    if mark in ("；", ";"):
        return False
    if in_article:
        bare = not mark or (article and mark == "。")
        longest = _TASK_CAPTION if (article or body) and TASK.match(words) else _CAPTION
        short = length <= longest and not commas and bool(body or bare)
        return short and not any(rule.search(words) for rule in (_RULE, _RULE_START, _LIST_LEAD))
    if not mark or mark == "\n":
        return length <= _LINE
    if _RULE.search(words) or (length > _SHORT and _MUST.search(words)):
        return False
    if mark in "：:":
        return length <= _LEAD and commas <= 1 and not _LIST_LEAD.search(words)
    if body:
        return length <= _RUN_IN and commas <= 2
    if TASK.match(words):  # 坚持实体经济为本、制造业当家，加快构建更加强大的现代化产业体系。
        return length <= _TASK_SENTENCE and commas <= 2
    return length <= _SENTENCE and commas <= 1
