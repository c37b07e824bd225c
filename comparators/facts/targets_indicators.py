"""Indicators written as a line of their own: ``海洋生产总值：2020年486亿元，2025年800亿元，预期性。``"""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.model import Target
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_scene import Scene, make_target

_NAME: Final = re.compile(r"[—–\-·•\s]*(?P<name>[^：，。；、0-9]{2,40}?)(?:（[^（）]{1,12}）)?：")
# 1.数据流通交易额。2030年达到300亿元以上，为预期性指标。
_TITLE: Final = re.compile(r"(?P<name>[^，。；、：0-9]{2,40}?)。(?=(?:由|从|到|至)?20[0-9]{2}年)")
_YEAR: Final = re.compile(
    r"[，；、\s]*(?:目标|由|从)?(?:(?:提高|增加|提升|增长|扩大|下降|降低|减少|压减)[到至])?(?:到|至|预计|力争)*(?P<year>20[0-9]{2})年(?:底|末)?的?(?:目标值?|基期值?|基数|现状值?|预期)?"
    r"(?P<reach>(?:力争|实现|目标)*(?:达到?|突破|超过?|提高到|提升到|增加到|增长到|降至|降到|下降到)?)(?:为|是|：)?"
)
_SORTED: Final = re.compile(r"预期性|约束性|指导性")
_REST: Final = re.compile(
    r"(?:[，；、]?(?:（?(?:属于?|为|是)?(?:预期性|约束性|指导性)(?:指标)?）?|(?:年均|累计)[^，。；]{0,20}))*[。；，]?\s*"
)


def find_indicator(scene: Scene, quantities: list[Quantity]) -> list[Target] | None:
    """Return what a line commits to that gives one indicator's values by years, ``None`` where it is no such line.

    The first of several values is today's where it is what the next grows from, or in a list that sorts its
    indicators (预期性, 约束性), unless it is to be reached.
    """
    text = scene.line.text
    name = _NAME.match(text, scene.body) or (_TITLE.match(text, scene.body) if scene.block.title_end else None)
    if name is None:
        return None
    at = name.end()
    found: list[tuple[int, bool, Quantity]] = []
    for quantity in quantities:
        year = _YEAR.match(text, at)
        if year is None or year.end() != quantity.outer:
            break
        found.append((int(year["year"]), bool(year["reach"]) or quantity.explicit, quantity))
        at = quantity.outer_end
    if not found or _REST.fullmatch(text, at) is None:
        return None
    from_today = text.startswith(("由", "从"), name.end())  # 由2025年的610家增加到2030年的1000家
    if len(found) > 1 and (from_today or (not found[0][1] and _SORTED.search(text, at))):
        del found[0]
    return [
        make_target(scene, "goal", quantity, name.span("name"), quantity.comparator, year)
        for year, _, quantity in found
        if not scene.reference or year > scene.reference
    ]
