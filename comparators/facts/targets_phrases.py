"""The phrase around a quantity: whether its subject stands before it or behind it, and what that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from comparators.document import Span
from comparators.facts.targets_acts import next_act
from comparators.facts.targets_conditions import CLOSES, LEVEL, PUT_TO_USE
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_shares import shares
from comparators.facts.targets_subjects import Subject, subject_before, subject_behind
from comparators.facts.targets_time import Mark
from comparators.facts.targets_words import longest_end

Form = Literal["before", "behind"]
_KIND: re.Pattern[str] = re.compile(r"[0-9一二三四五][类级期种型]")
# 服务事项95%以上实行“一件事一次办”: the subject stands before the share.
_ATTAINS: re.Pattern[str] = re.compile(r"(?:实行|实现|达到|纳入|享受|采用|网上|掌上|线上|当场|全程|即时)")
# 链主企业5家、中小企业600家的梯队格局
_IN_ALL: re.Pattern[str] = re.compile(
    r"的(?:[^，。；、的]{0,6}(?:格局|梯队|矩阵|方阵|集群|体系|队伍)|(?:年?生产|制造|建造)?(?:能力|产能))(?=[，。；]|$)"
)
# 建成智算规模3000P的公共算力设施
_SIZE_OF: re.Pattern[str] = re.compile(r"(?:规模|产能|算力|能力|面积|容量|总量)$")
_RULE: re.Pattern[str] = re.compile(r"原则上|不得")
_JOINT: re.Pattern[str] = re.compile(r"以及|[、与及]|和(?![美谐平])|其中|，")


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity in its clause: its form, where its phrase begins, and its subject."""

    quantity: Quantity
    form: Form
    begin: int
    subject: Subject


def read_phrases(scene: Scene, clause: Clause, quantities: list[Quantity]) -> list[Reading]:
    """Return the phrase of each of a clause's ``quantities``."""
    return _apart(scene, clause, [_reading(scene, clause, quantities, index) for index in range(len(quantities))])


def _reading(scene: Scene, clause: Clause, quantities: list[Quantity], index: int) -> Reading:
    """Find the form of the phrase around a quantity, and its subject."""
    quantity = quantities[index]
    text, flat, words = scene.line.text, scene.flat, scene.words
    begin = _behind_bracket(scene, quantities[index - 1].outer_end) if index else clause.start
    last = next((mark for mark in scene.marks_before(quantity.start) if mark.kind != "figure"), None)
    begin = last.end if last is not None and last.start >= begin else begin
    begin = _act_between(scene, quantities, index, begin)
    kind = _of_a_kind(scene, quantities, index, begin)
    # 新增1类新药15个: the act stands before the kind.
    acted_on = kind < begin and bool(longest_end(text[max(0, kind - 8) : kind], words["acts"]))
    begin = kind
    limit = quantities[index + 1].outer if index + 1 < len(quantities) else clause.end
    rest = (flat if not clause.enclosed else text)[quantity.outer_end : clause.end]
    ruled = quantity.prior and _RULE.search(text, begin, quantity.start)
    indicator = ruled or quantity.measure in ("rate", "time", "other", "bare") or rest.startswith("的标准")
    before = subject_before(
        text,
        _behind_noun(scene, quantities, index, begin),
        quantity.outer,
        words,
        bool(indicator),
        bool(quantity.prior),
    )
    before = replace(before, act=True) if acted_on else before
    if last is not None and before.start == before.end and last.end == begin:
        before = _before_time(scene, quantities, index, last, before)
    used = PUT_TO_USE.match(rest) is not None
    basis = text.rfind("按", begin, quantity.outer) if used else -1
    if basis > begin + 1:  # 退出期按投资额的1%收取
        before = subject_before(text, begin, basis, words)
    if used and not before.reach:
        before = replace(before, reach=True)
    if (
        used
        or CLOSES.match(rest)
        or LEVEL.match(rest)
        or (
            rest.startswith("的")
            and quantity.measure != "money"
            and before.act
            and _SIZE_OF.search(text, begin, quantity.outer)
        )
        or (quantity.measure == "time" and quantity.prior and rest.startswith(("在", "到")))  # 至少1个月在企业实训
        or (before.end > before.start and (before.reach or before.change) and quantity.measure != "count")
    ):
        if quantity.prior and not before.reach:
            before = replace(before, reach=True)
        return Reading(quantity, "before", begin, before)
    if index + 1 < len(quantities):
        inner = text if clause.enclosed else flat
        joint = list(_JOINT.finditer(inner[quantity.outer_end : limit]))
        here = quantity.outer_end
        limit = here + joint[-1].start() if joint else _act_between(scene, quantities, index + 1, here)
        limit = clause.end if limit == here else limit
    acted = longest_end(text[begin : quantity.outer], words["acts"])
    if quantity.prior == "突破" and quantity.measure == "count":  # 突破30项关键技术: here it is the act
        plain_one = words.after.get(text[quantity.end : quantity.outer_end], "exactly")
        quantity = replace(quantity, outer=quantity.start, comparator=plain_one, explicit=plain_one != "exactly")
    later = next(scene.marks_behind(quantity.outer_end), None)
    limit = min(limit, later.start) if later is not None and later.start > quantity.outer_end + 1 else limit
    behind = subject_behind(
        text,
        flat,
        quantity.outer_end,
        limit,
        words,
        bool(acted) and not (acted in words["causatives"] or acted in words["drawing"]),
    )
    following = text[behind.start : behind.end]
    if (
        quantity.measure == "count"
        and before.end > before.start
        and _IN_ALL.match(text, quantity.outer_end, clause.end)
    ):
        return Reading(quantity, "before", _behind_noun(scene, quantities, index, begin), before)
    closed = following in ("建设", "创建", "改造", "覆盖", "全覆盖")  # 完成中心1个、平台11个建设
    attains = quantity.measure == "rate" and _ATTAINS.match(text, quantity.outer_end) is not None
    if before.end > before.start and (closed or attains or (before.act and _is_predicate(following, scene))):
        return Reading(quantity, "before", begin, before)
    return Reading(quantity, "behind", _behind_noun(scene, quantities, index, begin), behind)


def _behind_bracket(scene: Scene, end: int) -> int:
    """Return where the words behind a quantity go on, behind a bracket at it: 10家（其中新增3家）、省实验室5家."""
    bracket = next((span for span in scene.brackets if span[0] == end + 1), None)
    return bracket[1] + 1 if bracket else end


def _before_time(scene: Scene, quantities: list[Quantity], index: int, time: Mark, empty: Subject) -> Subject:
    """Return the subject that a time parts from its predicate: 投入比重“十四五”期末达到50%; ``empty`` if none is."""
    text = scene.line.text
    begin = max(
        quantities[index - 1].outer_end if index else scene.body,
        *(text.rfind(mark, scene.body, time.start) + 1 for mark in "，。；："),
    )
    found = subject_before(text, begin, time.start, scene.words, rate=True)
    named = found.end > found.start + 1 and (empty.reach or bool(quantities[index].prior))
    return replace(found, reach=True) if named else empty


def _act_between(scene: Scene, quantities: list[Quantity], index: int, begin: int) -> int:
    """Return where an act begins between two quantities that nothing else parts: 围绕6个维度设置29项指标.

    ``begin`` where none does.
    """
    end = quantities[index].outer
    if not index or begin != quantities[index - 1].outer_end or _JOINT.search(scene.flat, begin, end):
        return begin
    before = scene.line.text[max(0, quantities[index - 1].outer - 2) : quantities[index - 1].outer]
    placed = before.endswith(("面向", "围绕", "依托", "在", "针对", "对", "为", "聚焦", "按照"))
    return next_act(scene.line.text, begin + 2, end, scene.words, sure=not placed) or begin


def _of_a_kind(scene: Scene, quantities: list[Quantity], index: int, begin: int) -> int:
    """Return ``begin``, or where the number of a kind begins that belongs to the noun: 上市1类新药5个."""
    before = quantities[index - 1] if index else None
    kind = before is not None and begin == before.outer_end and _KIND.fullmatch(scene.line.text, before.start, begin)
    between = scene.flat[begin : quantities[index].outer]
    return before.start if before is not None and kind and not _JOINT.search(between) else begin


def _is_predicate(rest: str, scene: Scene) -> bool:
    """Say whether what follows goes on with a verb: 改造企业500家实现…"""
    return bool(
        re.match(
            r"(?:实现|达到|进入|完成|成为|带动|入选|入库|列入|纳入|全部|基本|优先|予以|给予|(?:专项|专门|重点|主要)?用于|(?:到|赴)[^，。；]{2,12}(?:服务|挂职|任职|工作|创业|就业)|服务[\u4e00-\u9fff]{2,10}$|(?:开展|参加|参与|对接|入驻)[\u4e00-\u9fff]{2,12}$|落地$|(?:保障|支持)[\u4e00-\u9fff]{2,8}(?:项目|企业|建设|产业|发展)$)",
            rest,
        )
    )


def _behind_noun(scene: Scene, quantities: list[Quantity], index: int, begin: int) -> int:
    """Return where the words before a quantity begin, behind the noun of the one before: 30家企业、平台10个."""
    if not index:
        return begin
    between = scene.flat[begin : quantities[index].outer]
    if CLOSES.match(between):
        return begin
    joint = list(re.finditer(r"以及|[、与及]|和(?![美谐平])|其中", between))
    return begin + joint[-1].end() if joint else begin


def _apart(scene: Scene, clause: Clause, readings: list[Reading]) -> list[Reading]:
    """Give each of the amounts behind 分别 its own part of the subject, and the comparator of the first."""
    if len(readings) < 2 or "分别" not in scene.line.text[clause.start : readings[0].quantity.start]:
        return readings
    first = readings[0]
    together = all(
        re.fullmatch(r"[、和与及]|以及", scene.line.text[left.quantity.outer_end : right.quantity.outer])
        for left, right in pairwise(readings)
    )
    if not together or first.form != "before":
        return readings
    span = (first.subject.start, first.subject.end)
    parts = shares(scene.flat, span, len(readings))
    tails = {scene.line.text[end - 1] for _, end in parts}
    named = first.quantity.measure == "count" and all(end - start > 3 for start, end in parts)
    if (len(tails) > 1 and not named) or parts[0] == span:
        parts = [span] * len(readings)
    return [
        replace(
            reading,
            subject=replace(first.subject, start=start, end=end),
            quantity=reading.quantity if reading.quantity.explicit else _like(reading.quantity, first.quantity),
        )
        for reading, (start, end) in zip(readings, parts, strict=True)
    ]


def _like(quantity: Quantity, first: Quantity) -> Quantity:
    """Return ``quantity`` with the comparator printed before the first of its row."""
    return replace(quantity, comparator=first.comparator, explicit=True) if first.prior else quantity


def shared_subject(scene: Scene, readings: list[Reading], index: int) -> Span | None:
    """Return the subject for a quantity without one: that of its neighbour in 分别建设50个、30个X or 达到10家、20家."""
    own = readings[index].subject
    if own.end > own.start:
        return own.start, own.end
    for other in (*readings[index + 1 :], *reversed(readings[:index])):
        if other.subject.end > other.subject.start and (
            other.form == "behind" or other.quantity.start < readings[index].quantity.start
        ):
            return other.subject.start, other.subject.end
    return None
