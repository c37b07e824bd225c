"""Subjects that stand in a clause before the one with the quantity: 规模持续增长，达到100亿元."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span
from comparators.facts.targets_conditions import governed
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_subjects import subject_before
from comparators.facts.targets_words import longest_end

INDICATOR: Final = re.compile(r"(?:率|度|比重|占比|比例|强度|涨幅|增幅|增速|总?规模|到位资金|资金到位额)$")
_GROWS: Final = re.compile(
    r"(?:实现|持续|稳步|大幅|显著|明显|不断|逐步|进一步|较快|快速|稳定|加快)*(?:翻番|翻一番|翻两番|倍增|增长|提升|提高|扩大|壮大|增加|下降|降低|攀升|跃升|优化|改善|突破|全覆盖)$"
)
_LONGEST_INDICATOR: Final = 40
_ALLOTS: Final = re.compile(r"(?:安排|投入|统筹|筹集|筹措|列支|不少于|不低于|规模)+$")
_FUNDS: Final = re.compile(r"(?:专项|资金|基金|经费|预算|资金池|补偿池|贷款池)$")
_POOLED: Final = re.compile(r"(?:资金池|补偿池|贷款池)$")
_RAISES: Final = re.compile(r"(?:20[0-9]{2}年(?:底|末)?)?(?:从|由)[0-9.]+%")
_RAISED: Final = re.compile(r"(?:提高|提升|降低|压减|扩大)")
# 加大研发经费投入力度，全年增长10%.
_EFFORT: Final = re.compile(r"(?:加大|加强)(?P<what>[^，。；]{2,16}(?:投入|投资|投放))(?:力度|强度)?$")
_GROWS_BY: Final = re.compile(r"(?:力争|确保|全年|年均|每年|同比|比上年)*(?:增长|提高|提升|增加)")
_BY_YEAR: Final = re.compile(r"，(?:力争|争取|确保)?(?:到|至)?20[0-9]{2}年(?:底|末)?前?$")
# 培育高新技术企业，到2027年累计达到1万家: only how many there are to be is left to say.
_ONLY_REACHES: Final = re.compile(
    r"(?:力争|争取|确保|每[年月季]度?|分别|[一二三四五六七八九十两]年内?|(?:到|至)?20[0-9]{2}年(?:底|末)?前?|全[省市区县国]|累计|总数|总量|数量|规模)*"
    r"(?:建成|培育|认定|新增|净增|开放|打造|推广|布局|引进|改造|创建|上线|发布|投用|达到?|突破|超过?)?"
)
_SOME: Final = re.compile(r"一批|若干|一系列")
_STRENGTHENS: Final = re.compile(r"(?:进一步|着力|持续|不断)?(?:加强|强化|加大|加快|抓好|做好|深化)")
_OF_WHAT_IS_BUILT: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:建设|培育|队伍|培育(?:成效|力度)[^，]*)$")
_DIGIT: Final = re.compile(r"[0-9](?![A-Z])")
_PACE: Final = re.compile(r"以(?:每年|年均|平均|不低于)[^，]*$")
_POOLS: Final = re.compile(r"(?:统筹|整合|用好|发挥好?)(?:安排|使用|用好)?")


def clause_subject(scene: Scene, clause: Clause) -> Span | None:
    """Return the subject of the clause just before, where that is one of change: 规模持续增长，达到100亿元."""
    text = scene.line.text
    sentence = scene.sentence(clause.start)[0]
    end = clause.start - 1
    if end <= sentence or text[end] != "，" or clause.enclosed:
        return None
    start = max(sentence, scene.flat.rfind("，", 0, end) + 1)
    last = next(scene.marks_before(end), None)
    start = last.end if last is not None and last.start >= start else start
    if text.startswith(("报", "经", "确需", "确有"), start):  # 确有必要的，报批后可适当提高，最高不超过30%
        return None
    tail = _GROWS.search(text, start, end)
    if tail is None:
        return _ruled_before(scene, start, end)
    pace = _PACE.search(text, start, tail.start())  # 覆盖率以每年1—3个百分点的速度增长，达到45%
    subject = subject_before(text, start, pace.start() if pace else tail.start(), scene.words, rate=True)
    return (subject.start, subject.end) if subject.end > subject.start + 1 else None


def _ruled_before(scene: Scene, start: int, end: int) -> Span | None:
    """Return what a rule bounds, where a clause ends with it: 对大额业务收取的费率，原则上不高于0.5%."""
    text = scene.line.text
    if not text.endswith(tuple(scene.words["bounded"]), start, end):
        return None
    subject = subject_before(
        text, max(start, text.rfind("的", start, end) + 1), end, scene.words, rate=True, bounded=True
    )
    raised = _RAISED.match(text, subject.start, end - 2)
    return raised.end() if raised else subject.start, end


def before_colon(scene: Scene, clause: Clause) -> Span | None:
    """Return the indicator before a colon in a list of goals: 1.国家5A级旅游景区：17家。"""
    text = scene.line.text
    end = clause.start - 1
    if not scene.goal or end <= scene.body or text[end] != "：" or end - scene.body > _LONGEST_INDICATOR:
        return None
    start = max(scene.body, *(text.rfind(mark, scene.body, end) + 1 for mark in "，。；：\t"))
    subject = subject_before(text, start, end, scene.words, rate=True)
    return (subject.start, subject.end) if subject.end > subject.start + 1 else None


def set_up_before(scene: Scene, clause: Clause, quantity: Quantity) -> Span | None:
    """Return the money set up in the clause just before: 设立专项资金，每年安排10亿元."""
    text = scene.line.text
    sentence = scene.sentence(clause.start)[0]
    end = clause.start - 1
    if (
        quantity.measure != "money"
        or end <= sentence
        or text[end] != "，"
        or not _ALLOTS.search(text, clause.start, quantity.outer)
    ):
        return None
    subject = subject_before(text, max(sentence, scene.flat.rfind("，", 0, end) + 1), end, scene.words)
    sized = text[clause.start : quantity.outer] == "规模"
    if not (_POOLED if sized else _FUNDS).search(text, subject.start, subject.end):
        return None
    pooled = _POOLS.match(text, subject.start, subject.end)
    return (pooled.end() if pooled else subject.start), subject.end


def object_before(scene: Scene, clause: Clause, quantity: Quantity) -> Span | None:
    """Return the object of the act in the clause just before: 加快淘汰老旧货车，2025年底前淘汰4万辆."""
    text = scene.line.text
    sentence = scene.sentence(clause.start)[0]
    end = clause.start - 1
    effort = _EFFORT.search(text, sentence, end) if quantity.measure == "rate" else None
    if effort and _GROWS_BY.fullmatch(text, clause.start, quantity.outer):
        return effort.span("what")
    share = quantity.measure == "rate" and _RAISES.match(text, clause.start, quantity.outer) is not None
    reaches = _ONLY_REACHES.fullmatch(text, clause.start, quantity.outer) is not None
    counted = quantity.measure not in ("rate", "time", "bare") and (reaches or quantity.measure != "money")
    if not (share or counted) or end <= sentence or text[end] != "，":
        return None
    year = _BY_YEAR.search(text, sentence, end) if reaches else None
    end = year.start() if year else end
    start = max(sentence, scene.flat.rfind("，", 0, end) + 1)
    known = share or reaches or governed(text[clause.start : quantity.outer][-8:], scene)
    if not known or _DIGIT.search(text, start, end):
        return None
    strengthened = _STRENGTHENS.match(text, start, end) if reaches else None
    begun = start = strengthened.end() if strengthened else start
    subject = subject_before(text, start, end, scene.words)
    if share:  # 提高本地消纳比例，2027年从18%提升至22%
        raised = _RAISED.match(text, subject.start, end)
        named = INDICATOR.search(text, subject.start, end) is not None
        return ((raised.end() if raised else subject.start), end) if named and (raised or subject.act) else None
    built = _OF_WHAT_IS_BUILT.search(text, subject.start, subject.end) if reaches else None
    stop = built.start() if built else subject.end
    some = _SOME.match(text, subject.start, stop)
    start, stop = (some.end() if some else subject.start), stop
    topic = reaches and longest_end(text[start:stop], scene.words["classes"]) and subject.start == begun
    return (start, stop) if (subject.act or built or topic) and stop > start + 1 else None
