"""Industries in tables: a column of names, and regional lists with a row for each city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comparators.document import Block, Document, Span
from comparators.facts.enumerations import ActFinder
from comparators.facts.industries_names import (
    EXPLAINED,
    is_task,
    looks_like_item_name,
    looks_like_title_name,
    printed_name,
)
from comparators.facts.industries_tiers import act_tier
from comparators.facts.model import Industry
from comparators.lexicon import Lexicon

_KIND: Final = r"(?:重点|主导|优势|特色|未来|新兴|战略性新兴|支柱|细分|传统|先导|培育|发展)*"
_CLASS: Final = r"(?:产业集群|产业链|产业|集群|领域|赛道|方向)(?:名称|类别|方向|领域|门类)?"
_NAMES: Final = re.compile(_KIND + _CLASS)
_LISTS: Final = re.compile(rf"[\u4e00-\u9fff]{{0,6}}(?:{_KIND}{_CLASS}|发展重点|布局重点|产业布局|重点发展)")
_REGION: Final = re.compile(
    r"地区|市|区域|城市|设区市|市州|各市|县区|片区|市县|区县|所在地|[县区市州]?（[县区市州、]+）|地市|行政区"
)
_ITEM: Final = re.compile(r"(?:[（(][^（()）\n]*[）)]|[^、，；;\n])+")  # 智能终端（脑机接口、无人机） is one
# A table with one of these beside its fields tells who does what in them.
_TASKS: Final = re.compile(
    r"(?:主要|重点|工作|具体|目标)?(?:任务|举措|内容|措施|要求)(?:清单|名称|内容)?"
    r"|(?:建议)?(?:责任|牵头|配合|主责|负责)(?:单位|部门)(?:（.*）)?|政策诉求"
)
_FIELDS: Final = re.compile(_KIND + r"(?:领域|方向)(?:名称|类别|门类)?")
_NO_NAME: Final = re.compile(r"合计|总计|小计|备注|其他")


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table that matter: of names, of the region, of lists with the tier their head gives."""

    names: int = -1
    region: int = -1
    lists: tuple[tuple[int, str], ...] = ()


def find_in_tables(document: Document, acts: ActFinder, lexicon: Lexicon) -> Iterator[Industry]:
    """Yield the industries that the rows of tables name; a table is what shares a section and a group."""
    head = _Head()
    here: tuple[str, int] | None = None
    for block in document.blocks:
        if block.kind != "table" or "\t" not in block.text:
            if block.kind != "table":
                here = None
            continue
        cells = _cells(block)
        if (block.section, block.layout.group) != here:
            here = (block.section, block.layout.group)
            head = _read_head([name for name, _ in cells], acts, lexicon)
        elif head.region >= 0:
            yield from _region_row(block, cells, head)
        elif 0 <= head.names < len(cells):
            name, span = cells[head.names]
            if looks_like_title_name(name) and "、" not in name and _NO_NAME.fullmatch(name) is None:
                yield Industry(name, "", "", block.section, block.index, span)


def _cells(block: Block) -> list[tuple[str, Span]]:
    """Return the cells of a row, each as its printed name and its span without outer white space."""
    found, at = [], 0
    for cell in block.text.split("\t"):
        start = at + len(cell) - len(cell.lstrip())
        end = at + len(cell.rstrip())
        found.append((printed_name(cell), (min(start, end), end)))
        at += len(cell) + 1
    return found


def _read_head(cells: list[str], acts: ActFinder, lexicon: Lexicon) -> _Head:
    region = next((at for at, cell in enumerate(cells) if _REGION.fullmatch(cell)), -1)
    if region < 0:
        names = next((at for at, cell in enumerate(cells) if _NAMES.fullmatch(cell)), -1)
        of_tasks = names >= 0 and _FIELDS.fullmatch(cells[names]) and any(_TASKS.fullmatch(cell) for cell in cells)
        return _Head() if of_tasks else _Head(names=names)
    lists = []
    for at, cell in enumerate(cells):
        act = acts.leads(cell)
        tier = act_tier(act, lexicon) if act else ""
        if _LISTS.fullmatch(cell) or (tier and act is not None and act.text == cell):
            lists.append((at, tier))
    return _Head(region=region, lists=tuple(lists)) if lists else _Head()


def _region_row(block: Block, cells: list[tuple[str, Span]], head: _Head) -> Iterator[Industry]:
    """Yield the industries of one city's row, each list cell split at its ``、`` or line feeds."""
    if head.region >= len(cells):
        return
    region = cells[head.region][0]
    for column, tier in head.lists:
        if column >= len(cells):
            continue
        start, end = cells[column][1]
        for match in _ITEM.finditer(block.text[start:end]):
            printed = EXPLAINED.sub("", match[0].rstrip("。等 "))
            name = printed_name(printed)
            if looks_like_item_name(name) and not is_task(name):
                left = start + match.start() + len(match[0]) - len(match[0].lstrip())
                right = start + match.start() + len(printed.rstrip())
                yield Industry(name, tier, region, block.section, block.index, (left, right))
