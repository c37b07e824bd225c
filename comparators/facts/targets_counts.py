"""Counts that commit to nothing: they sort or place what another one counts, or say how many there are."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span
from comparators.facts.targets_conditions import governed, is_sized_by
from comparators.facts.targets_phrases import Reading
from comparators.facts.targets_scene import Clause, Scene

_SORTS: Final = re.compile(r"(?:划|细|共|拟)?分为[^，。；]{0,24}$|面[值额]")
_WHERE: Final = re.compile(r"(?:围绕|面向|依托|聚焦|按照|在|以|从|针对|结合|立足|对标)$")
_ORDINAL: Final = re.compile(r"[0-9一二三四五]{1}[类级期种型]")
# 12条产业链营业收入突破3万亿元: that they have it is committed to, not how many they are.
_ALL_OF_THEM: Final = re.compile(r"[^，。；、的0-9]{0,6}产业链[^，。；、的0-9]{2,8}")
# 聚焦8个重点赛道凝练科学问题, 促进三个产业相互支撑: how many there are is no aim.
_TURNED_TO: Final = re.compile(r"(?:聚焦|围绕|瞄准|针对|锚定|紧扣|兼顾)(?:的|到)?$")
_FIELDS_IN_WHICH: Final = re.compile(
    r"[^，。；、]{0,8}?(?:赛道|领域|方向|产业|环节|行业)[\u4e00-\u9fff]{2}|[^，。；、]{0,8}的[^，。；、]{0,6}(?:赛道|领域|产业)(?=[，。；])"
)
# 引导14个县（市、区）依托特色资源发展…: how many there are.
_PLACES_THAT_ACT: Final = re.compile(
    r"(?:[县市区]|县（市、区）|县（市）|市（州）|乡镇|街道)(?:依托|结合|立足|发挥|围绕|聚焦|利用|重点|因地制宜|错位|差异化)"
)
# 力争在3—5个方向形成先发优势: where something general is attained.
_WHERE_ATTAINED: Final = re.compile(
    r"(?:方向|领域|环节|方面|行业)(?:上)?(?:率先|逐步|初步)*(?:形成|实现|达到|取得|建立|确立|具备)"
)
_AMONG_THEM: Final = re.compile(
    r"(?:产业|领域|板块|行业|环节|链条)(?:间|之间|相互|互相|互促|深度融合|融合发展|协同发展|联动发展|协同升级|协同推进)"
)
# 每年召开两次会议, but 十八届三中全会, 第三次会议.
_HELD: Final = re.compile(r"(?:召开|举行|举办|组织|安排|开展)(?:不少于|至少)?$")
_JOINT: Final = re.compile(r"以及|[、和与及]|其中|，")


def counts_another(scene: Scene, clause: Clause, reading: Reading, subject: Span | None) -> bool:
    """Say whether a count only sorts what another one counts, or says where: the 12类 of 12类45件民生实事."""
    text, quantity = scene.line.text, reading.quantity
    if _SORTS.search(text, clause.start, quantity.outer):
        return True
    following = next((other for other in clause.quantities if other.start > quantity.start), None)
    if following is not None and is_sized_by(scene, quantity, following):
        return False  # 2所100张床位的医院
    if quantity.measure == "count" and reading.form == "behind" and following is not None:
        between = scene.flat[quantity.outer_end : following.outer]
        if not _JOINT.search(between) and (
            between.startswith(tuple(scene.words["abstract"]))
            or (_WHERE.search(text, clause.start, quantity.outer) and len(between) > 2)
            or _ORDINAL.fullmatch(text, quantity.start, quantity.end)
            or (quantity.outer == clause.start and _ALL_OF_THEM.fullmatch(between))
        ):
            return True
    return (
        subject is not None
        and reading.form == "behind"
        and any(other.start == subject[0] for other in clause.quantities)
    )


def is_institute_number(reading: Reading, text: str) -> bool:
    """Say whether the number is part of an institute's name: 中电52所, 海洋二所."""
    name = text[reading.subject.start : reading.subject.end]
    numbered = re.search(r"(?:电科?|兵器|兵装|航天|航空|船舶|核工业|铁科|海洋)$", text[: reading.quantity.start][-4:])
    return bool(numbered) or (
        reading.form == "before" and (reading.quantity.han or (len(name) < 3 and not reading.subject.act))
    )


def is_abstract(scene: Scene, reading: Reading, subject: Span | None) -> bool:
    """Say whether a small Chinese number with 个 counts no things: 两个方面, 三个一批."""
    quantity = reading.quantity
    if quantity.measure == "count" and reading.form == "behind":
        text = scene.line.text
        end = quantity.outer_end
        if (
            _AMONG_THEM.match(text, end)
            or _PLACES_THAT_ACT.match(text, end)
            or (
                quantity.comparator == "exactly"
                and text[reading.begin : quantity.outer].endswith("在")
                and _WHERE_ATTAINED.match(text, end)
            )
            or (
                quantity.comparator == "exactly"
                and _TURNED_TO.search(text, reading.begin, quantity.outer)
                and _FIELDS_IN_WHICH.match(text, end)
            )
        ):
            return True
    if not quantity.han or quantity.measure != "count":
        return False
    rest = scene.line.text[quantity.outer_end : quantity.outer_end + 6]
    held = _HELD.search(scene.line.text, reading.begin, quantity.outer) is not None
    if quantity.unit == "次" and not held and re.match(r"产业|全会|会议|、|党代会|代表", rest):
        return True
    if re.match(r"[一二三四五六七八九十“]|合计|累计|相加|之和", rest) or rest.startswith(
        tuple(scene.words["abstract"])
    ):
        return True
    begin = quantity.outer
    if not scene.line.text[reading.begin : begin].strip("、和与及以") and reading.begin > scene.body:
        return False
    return (
        quantity.value.isdigit()
        and int(quantity.value) < 10
        and not governed(scene.line.text[reading.begin : begin], scene)
        and reading.form == "behind"
    )
