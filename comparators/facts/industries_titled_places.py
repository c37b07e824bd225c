"""Titles and leads that are places (I3): the items of a regional plan, each with the industries of its city.

A plan of space tells so in its heading; elsewhere several places beside each other do.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Final

from comparators.document import Block, Document, Section
from comparators.facts.enumerations import ActFinder
from comparators.facts.enumerations_words import CLASS, STRONG
from comparators.facts.industries_names import (
    PLACE_JOINTS,
    is_bare_class,
    is_task,
    looks_like_part,
    looks_like_place,
    printed_name,
)

FEWEST_PLACES: Final = 3
_LONGEST_PLACE: Final = 14
_BARE_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{2,3}(?<![化产业展强新度平制力局业链])")
_FEWEST_BESIDE: Final = 2
# What a short title ends with that names a thing, and what is said of a place behind its name.
_THING: Final = re.compile(r"[业品药材料械车机器能源电光织食茶酒氢硅铝钢铜锂医算网云脑芯件备具]$")
_TELLS_OF_PLACE: Final = re.compile(
    r"^.{0,8}[。：:]\s*(?:发挥|依托|立足|利用|结合|借助|用好|凭借|围绕|聚焦|突出|重点|做优|做强|做大|承接|强化|因地制宜|深化|着力|大力|优先|主攻|巩固|放大)"
)
_REGIONAL: Final = re.compile(
    r"区域|空间|各市|各地|各区|各镇|乡镇|镇街|分市|分区|市县|地市|市州|盟市|地区|片区|县区|区县|县域|错位|园区(?:分工|布局|定位)|(?:产业|发展|总体|优化.{0,6})布局$"
)
# 一核, 两翼协同, 多点支撑: parts of a plan of space that others are named in.
COINED_PART: Final = re.compile(r"“?[一二两三四五六多][核翼带轴极区心廊圈片点城园]”?(?:引领|协同|支撑|联动|驱动)?")
# 东翼：滨江街道、望潮街道: the places behind the part they make.
_PART_NAMED: Final = re.compile(
    r"^“?(?:[一二两三四五六多][核翼带轴极区心廊圈片点城园]|[东南西北中]{1,2}[翼部片区])”?[：:](?=.{2})"
)
_ETC_PLACES: Final = re.compile(r"^[^、，]{2,6}(?:、[^、，]{2,6})+等.{0,3}[地市县区州盟]$")
_CONTAINED: Final = re.compile(
    r"(?<=[县市州区])[（(](?P<kinds>[县市州区旗](?:、[县市州区旗])*)[）)]$|[（(][^（()）]*[）)]$"
)
_PLACE_IN_TITLE: Final = re.compile(
    r"(?:支持|推动|推进|促进|鼓励)(?P<place>.{2,12}?)(?:加快|打造|建设|做[大强优]|争创|争当|率先|创建|发展|提升|振兴|高质量)"
)


@lru_cache(maxsize=4096)
def is_regional(title: str) -> bool:
    """Say whether a heading tells of space, of regions or of places."""
    return _REGIONAL.search(title) is not None


class PlaceTitles:
    """The places that the titles and leads of one document name, gathered as its headings are read.

    ``regions`` leads from the path of a regional item to its place, ``leads`` from the index of a block to the place
    with which it begins, ``wider`` from the path of a task to the place in its title. ``children`` are the indices
    of the sections under each, ``places`` the known names of places, ``names`` those of industries.
    """

    def __init__(
        self,
        document: Document,
        acts: ActFinder,
        children: dict[int, list[int]],
        places: frozenset[str],
        names: Set[str],
    ) -> None:
        self.document = document
        self.acts = acts
        self.children = children
        self.places = places
        self.names = names
        self.regions: dict[str, str] = {}
        self.leads: dict[int, str] = {}
        self.wider: dict[str, str] = {}

    def take_items(self, index: int) -> bool:
        """Take the titles under a heading as places where they are; say whether they were."""
        children = [self.document.sections[child] for child in self.children[index]]
        titles = [printed_name(child.title) for child in children]
        found = [self._is_place(title, child) for title, child in zip(titles, children, strict=True)]
        regional = self.is_regional(self.document.sections[index])
        if regional:
            found = [
                place or self._is_part(title) or self._tells_of_place(title, child)
                for title, child, place in zip(titles, children, found, strict=True)
            ]
            self._places_in_tasks(children, titles)
        beside = regional or sum(found) >= _FEWEST_BESIDE or self.has_bare_places(index)
        if beside and self._are_bare_places(children, titles, found):
            found = [True] * len(titles)
        others = [not (regional and (COINED_PART.match(title) or is_task(title))) for title in titles]
        if not any(found) or sum(found) * 2 < sum(map(max, found, others)):
            return False
        for title, child, place, other in zip(titles, children, found, others, strict=True):
            if place or (regional and other and len(title) <= 12):
                self.regions[child.path] = _PART_NAMED.sub("", title)
        return True

    def is_regional(self, section: Section) -> bool:
        """Say whether a heading tells of space, or is itself a part of it (（一）沿海产业带)."""
        return is_regional(section.title) or section.path in self.regions

    def has_bare_places(self, index: int) -> bool:
        """Say whether what stands under any heading tells of places all through: 1.云浦。做优A、B等产业，… 2.石岭。…"""
        below = self.children.get(index, ())
        if len(below) < FEWEST_PLACES or _BARE_PLACE.fullmatch(self.document.sections[below[0]].title) is None:
            return False
        children = [self.document.sections[child] for child in below]
        titles = [printed_name(child.title) for child in children]
        told = all(self._tells_of_place(title, child) for title, child in zip(titles, children, strict=True))
        return told and self._are_bare_places(children, titles, [False] * len(titles))

    def _tells_of_place(self, title: str, section: Section) -> bool:
        """Say whether a short title may be a bare name and its text tells what is developed there: 云浦。依托…"""
        if _BARE_PLACE.fullmatch(title) is None or _THING.search(title) or title in self.names or is_task(title):
            return False
        text = self.document.blocks[section.first_block].text
        return _TELLS_OF_PLACE.search(text) is not None and STRONG.search(text) is not None and "等" in text

    def _are_bare_places(self, children: list[Section], titles: list[str], found: list[bool]) -> bool:
        """Say whether the short titles under a heading about space are places, each with its industries.

        （一）江城。发挥…优势，重点发展…等产业。（二）石岭、望海。…（三）其他地区。… Those ``found`` to be places are.
        """
        bare = [(child, title) for child, title, place in zip(children, titles, found, strict=True) if not place]
        parts = [part for _, title in bare for part in PLACE_JOINTS.split(title)]
        short = all(_BARE_PLACE.fullmatch(part) and not is_task(part) and part not in self.names for part in parts)
        if not bare or not short or len(titles) < FEWEST_PLACES:
            return False
        texts = [self.document.blocks[child.first_block].text for child, _ in bare]
        return all(CLASS.search(text) and self.acts.find(text) for text in texts)

    def _places_in_tasks(self, children: list[Section], titles: list[str]) -> None:
        """Take the place out of a regional task: 支持甲市打造制造业高地."""
        for title, child in zip(titles, children, strict=True):
            named = _PLACE_IN_TITLE.match(title)
            if named and (named["place"] in self.places or looks_like_place(named["place"])):
                self.wider[child.path] = named["place"]

    def begins_with_place(self, index: int) -> bool:
        """Say whether the first item under a heading is titled as a place."""
        first = self.children.get(index)
        title = self.document.sections[first[0]].title if first else ""
        return title in self.places or looks_like_place(title)

    def _is_part(self, title: str) -> bool:
        """Say whether a title under a heading about space is a part of it and no industry or task."""
        return looks_like_part(title) and title not in self.names

    def _is_place(self, title: str, section: Section) -> bool:
        title = _CONTAINED.sub("", title)
        if title in self.places or looks_like_place(title) or _ETC_PLACES.search(title):
            return True
        if all(part in self.places or looks_like_place(part) for part in PLACE_JOINTS.split(title)):
            return True  # 湖州市、嘉兴市
        if not 2 <= len(title) <= 8:
            return False
        text = self.document.blocks[section.first_block].text[:200]
        return title in text and any(word + title in text for word in ("发挥", "依托", "支持", "立足", "以"))

    def take_lead(self, block: Block, lead: str, regional: bool) -> bool:
        """Take the ``lead`` of a block as a place where it is one; ``regional``: its section tells of space."""
        named = printed_name(lead)
        contained = _CONTAINED.search(named)
        place = named[: contained.start()] if contained else named
        parts = PLACE_JOINTS.split(place)
        if all(part in self.places or (regional and (looks_like_place(part) or self._is_part(part))) for part in parts):
            self.leads[block.index] = named if contained and contained["kinds"] else place  # 沿海县（市）
            return True
        return False

    def is_beside_places(self, block: Block, lead: str) -> bool:
        """Say whether a lead beside several places names another by whatever name: 石屏岛海洋试验区：聚焦…"""
        named = len(lead) <= _LONGEST_PLACE and not is_task(lead) and lead not in self.names and not is_bare_class(lead)
        return named and CLASS.search(block.text) is not None and self.acts.find(block.text) is not None
