"""The time that governs a quantity: its deadline, 每年, or the past."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from comparators.facts.targets_acts import opens_act
from comparators.facts.targets_phrases import Reading
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_time import Mark
from comparators.facts.targets_words import longest_start

_ANNUAL: Final = re.compile(r"每年度?|年均(?!浓度|气温|水位)|逐年|平均每年|按年度")
_ENDS_ANNUAL: Final = re.compile(
    r"累计|达到|占比|比重|比例|(?:提升|提高|扩大|增加|降低|压缩)[至到]|总数|总量|到20|力争|设立|组建|首期|总规模|[一二三四五两十0-9]年(?:内|共|累计)?[\u4e00-\u9fff]"
)
# Behind 每年转化成果50项，: these make what stands once.
_MAKES: Final = re.compile(r"(?<=，)(?:建设|建成|打造|创建|布局|搭建|构建|新建|总[数量])")
_BY_MONTH: Final = re.compile(r"月.*前$")  # 2024年12月底前制定方案。: a date for what is to be done, not for the rest
_COMPARED: Final = re.compile(r"[较比]上年")  # 规模比上年增加2300亿元
# 改造提升现有园区20个: what there is today is to change.
_WHAT_THERE_IS: Final = re.compile(r"(?<=改造|提升|升级|培育|打造|盘活|整合|优化|更新|利用|支持|扩建|做强)现有")
_FROM_BASE: Final = re.compile(r"(?:从|由)(?:目前|当前|现在|去年)[^，。；、]{0,6}?[0-9.]+")


def is_past(scene: Scene, clause: Clause, quantity: Quantity) -> bool:
    """Say whether the figure tells what has been: 2020年的56亿元, 目前共有…"""
    text = scene.line.text
    figure = _figure(scene, quantity)
    if figure is not None and quantity.unit != "倍":
        if re.search(r"(?:到|至)$", text[clause.start : figure.start]) or text[figure.start] in "到至":
            return False
        return not scene.reference or figure.years[-1] <= scene.reference
    governing = _governing(scene, clause, quantity)
    sentence = scene.sentence(quantity.start)[0]
    if governing is not None and governing.kind == "past":
        return True
    begin = max(sentence, governing.end if governing and governing.kind == "deadline" else 0)
    base = _FROM_BASE.search(text, begin, quantity.outer)
    begin = base.end() if base else begin
    words = scene.words
    in_clause = _WHAT_THERE_IS.sub("", _COMPARED.sub("", text[max(begin, clause.start) : quantity.outer]))
    ahead = governing is not None and governing.kind == "deadline"
    willed = ahead or scene.goal or words.named("commitments", text[sentence : quantity.outer])
    # 营收同比增长15%以上, 力争进出口同比增长20% are still to come.
    if willed or (quantity.explicit and quantity.comparator in ("at_least", "about")):
        in_clause = in_clause.replace("同比", "")
    opening = re.sub(r"^[—\-]+", "", text[sentence : sentence + 8])
    opened = begin <= sentence + 2 and longest_start(opening, words["past_openings"])
    return bool(opened) or words.named("past", in_clause) or words.named("past_openings", in_clause)


def deadline_of(scene: Scene, clause: Clause, quantity: Quantity, order: int) -> int | None:
    """Return the year by which; ``order`` chooses among 到2025年和2030年分别达到…"""
    text = scene.line.text
    figure = _figure(scene, quantity)
    if figure is not None and quantity.unit != "倍":
        return figure.years[-1]
    governing = _governing(scene, clause, quantity)
    years = scene.carried if governing is None else governing.years if governing.kind == "deadline" else ()
    if not years:
        return None
    if (
        len(years) > 1
        and "分别" in text[clause.start : quantity.start] + text[max(0, clause.start - 40) : clause.start]
    ):
        return years[min(order, len(years) - 1)]
    return years[-1]


def granted_until(scene: Scene, clause: Clause, quantity: Quantity, allotted: bool) -> int | None:
    """Return the year by which money is granted: one named in its clause, for 到2027年 governs results.

    For money that is set aside (``allotted``) one named in the same sentence counts as well.
    """
    begin = scene.line.text.rfind("。", 0, quantity.start) + 1 if allotted else clause.start
    mark = next((mark for mark in scene.marks_before(quantity.start) if mark.kind != "figure"), None)
    return deadline_of(scene, clause, quantity, 0) if mark is not None and mark.start >= begin else None


def is_annual(scene: Scene, clause: Clause, reading: Reading) -> bool:
    """Say whether 每年 governs the quantity, in its clause or from earlier in its sentence."""
    text, quantity = scene.line.text, reading.quantity
    sentence = scene.sentence(quantity.start)[0]
    if (
        text[clause.start] == "年"
        and not reading.subject.reach
        and opens_act(text[clause.start + 1 : quantity.start], scene.words)
    ):
        return True  # 年培养专业人才1000人
    last = max(_ANNUAL.finditer(text, sentence, quantity.start), key=lambda match: match.start(), default=None)
    if last is None:
        return False
    if "均" in last[0] and not last[0].startswith("平均") and last.start() < max(reading.begin, clause.start):
        return False
    if last.start() >= clause.start:
        return True
    held = reading.form == "before" and quantity.measure in ("rate", "count") and quantity.prior.startswith("不")
    part = text.startswith("其中", clause.start)  # 每年签约项目30个，其中10亿元以上项目不少于5个
    if held and not part and not reading.subject.act:  # 每年开展一次评估，满意度不低于90%
        return False
    grown = last.start() > sentence and not text.startswith(("新增", "净增"), last.end())
    if grown and longest_start(text[last.end() : last.end() + 8], scene.words["change"]):  # 占比每年提高2个百分点，…
        return False
    if _MAKES.search(text, last.end(), clause.start + 3):
        return False
    between = text[last.end() : quantity.start]
    return not _ENDS_ANNUAL.search(between) and not any(
        last.end() <= mark.start for mark in islice(scene.marks_before(quantity.start), 1)
    )


def _governing(scene: Scene, clause: Clause, quantity: Quantity) -> Mark | None:
    """Return the time that governs a quantity: the last before it, else one behind it in its clause."""
    sentence = scene.sentence(quantity.start)[0]
    for mark in scene.marks_before(quantity.start):
        if mark.kind == "figure" or (mark.kind == "past" and mark.start < sentence):
            continue
        if mark.start < sentence and _BY_MONTH.search(scene.line.text, mark.start, mark.end):
            continue
        return mark if mark.start >= clause.start or mark.kind == "past" else _later(scene, clause, quantity) or mark
    return _later(scene, clause, quantity)


def _later(scene: Scene, clause: Clause, quantity: Quantity) -> Mark | None:
    for mark in scene.marks_behind(quantity.end):
        if mark.end > clause.end:
            return None
        if mark.kind == "deadline":
            return mark
    return None


def _figure(scene: Scene, quantity: Quantity) -> Mark | None:
    """Return the year that is said of this figure alone: 2020年的56亿元."""
    mark = next(scene.marks_before(quantity.outer), None)
    return mark if mark is not None and mark.kind == "figure" and mark.end == quantity.outer else None
