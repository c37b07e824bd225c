"""Made-up drafts and random edits of them in which every character is followed, so that the truth is known."""

from __future__ import annotations

import random
from dataclasses import dataclass

from comparators.document import Block, Document

_ACTS = [
    "加快推进",
    "积极培育",
    "统筹布局",
    "着力提升",
    "持续完善",
    "深入实施",
    "有序推动",
    "重点支持",
    "大力发展",
    "稳步扩大",
]
_FIELDS = [
    "具身智能",
    "生物制造",
    "量子信息",
    "低空经济",
    "商业航天",
    "深海装备",
    "类脑智能",
    "第三代半导体",
    "氢能和绿色燃料",
    "新型储能",
]
_OBJECTS = [
    "关键核心技术攻关",
    "公共服务平台建设",
    "产业链协同创新",
    "应用场景开放",
    "科技成果转移转化",
    "标准体系建设",
    "人才队伍建设",
]
_MEANS = [
    "完善政策支持体系",
    "健全协同推进机制",
    "强化要素保障",
    "优化营商环境",
    "引导社会资本参与",
    "加强产学研用合作",
]
_UNITS = [
    "省经信厅",
    "省科技厅",
    "省发展改革委",
    "省财政厅",
    "省教育厅",
    "省市场监管局",
    "省数据局",
    "省自然资源厅",
]
_CHARACTERS = "国家省市县区发展改革创新企业平台技术项目资金支持建设服务机制标准应用人才数据绿色开放重点领域体系能力"


def sentence(random_: random.Random) -> str:
    """Return one sentence of a made-up policy."""
    parts = [
        f"{random_.choice(_ACTS)}{random_.choice(_FIELDS)}{random_.choice(_OBJECTS)}",
        f"{random_.choice(_MEANS)}",
        f"到{random_.randrange(2026, 2036)}年，{random_.choice(_FIELDS)}{random_.choice(_OBJECTS)}达到"
        f"{random_.randrange(3, 500)}{random_.choice('项个家')}以上",
    ]
    random_.shuffle(parts)
    return "，".join(parts[: random_.randrange(2, 4)]) + "。"


def draft(random_: random.Random, blocks: int) -> list[str]:
    """Return the blocks of a made-up draft, with notes and phrases that are repeated word for word."""
    texts = []
    for index in range(blocks):
        kind = random_.random()
        if kind < 0.15:
            texts.append(f"（{index % 9 + 1}）{random_.choice(_FIELDS)}。{sentence(random_)}")
        elif kind < 0.3:
            texts.append(f"（责任单位：{random_.choice(_UNITS)}、{random_.choice(_UNITS)}）")
        else:
            texts.append("".join(sentence(random_) for _ in range(random_.randrange(1, 5))))
    return texts


def document(texts: list[str]) -> Document:
    """Return texts as a document."""
    return Document("made-up.txt", "txt", blocks=tuple(Block(index, text) for index, text in enumerate(texts)))


@dataclass(frozen=True, slots=True)
class Redraft:
    """A newer version of a draft: its texts, and where each old character stands in it, ``None`` where it is gone."""

    texts: list[str]
    places: dict[tuple[int, int], tuple[int, int]]

    def truth(self, block: int, start: int, end: int) -> list[tuple[int, int]]:
        """Return where the characters of an old stretch stand now."""
        found = (self.places.get((block, at)) for at in range(start, end))
        return [place for place in found if place is not None]


def redraft(
    texts: list[str],
    random_: random.Random,
    quote: tuple[int, int, int],
    *,
    share: float = 0.0,
    elsewhere: float = 0.03,
) -> Redraft:
    """Edit a draft: up to ``share`` of the quote ``(block, start, end)``, and ``elsewhere`` of all other characters.

    Blocks come, go, move, split and merge; the quote's own block stays in one piece where the quote is.
    """
    block, start, end = quote
    rows: list[list[tuple[str, tuple[int, int] | None]]] = []
    for index, text in enumerate(texts):
        row = [(char, (index, at)) for at, char in enumerate(text)]
        if index == block:
            before = _edited(row[:start], elsewhere, random_)
            inside = _changed(row[start:end], share, random_)
            after = _edited(row[end:], elsewhere, random_)
            rows.append([*before, *inside, *after])
            continue
        kind = random_.random()
        if kind < 0.04:
            continue
        if kind < 0.08:
            rows.append([(char, None) for char in sentence(random_)])
        edited = _edited(row, elsewhere, random_)
        if 0.08 <= kind < 0.11 and len(edited) > 20:
            cut = random_.randrange(8, len(edited) - 8)
            rows += [edited[:cut], edited[cut:]]
        elif 0.11 <= kind < 0.13 and rows and all(place is None or place[0] != block for _, place in rows[-1]):
            rows[-1] = [*rows[-1], *edited]
        else:
            rows.append(edited)
    if random_.random() < 0.3 and len(rows) > 3:
        rows.insert(random_.randrange(len(rows)), rows.pop(random_.randrange(len(rows))))
    places = {
        place: (row, at) for row, chars in enumerate(rows) for at, (_, place) in enumerate(chars) if place is not None
    }
    return Redraft(["".join(char for char, _ in row) for row in rows], places)


def _edited(
    row: list[tuple[str, tuple[int, int] | None]], share: float, random_: random.Random
) -> list[tuple[str, tuple[int, int] | None]]:
    """Change about ``share`` of a stretch, in pieces of one to four characters."""
    result: list[tuple[str, tuple[int, int] | None]] = []
    at = 0
    while at < len(row):
        if random_.random() < share / 2:
            length = random_.randrange(1, 5)
            kind = random_.random()
            if kind > 0.33:
                result += [(random_.choice(_CHARACTERS), None) for _ in range(random_.randrange(1, 5))]
            if kind < 0.67:
                at += length
                continue
        result.append(row[at])
        at += 1
    return result


def _changed(
    row: list[tuple[str, tuple[int, int] | None]], share: float, random_: random.Random
) -> list[tuple[str, tuple[int, int] | None]]:
    """Change ``share`` of a stretch (rounded down to whole characters): replace, take out, put in."""
    left = int(len(row) * share)
    result = list(row)
    while left > 0:
        length = min(left, random_.randrange(1, 4))
        at = random_.randrange(0, max(1, len(result) - length + 1))
        fresh = [(random_.choice(_CHARACTERS), None) for _ in range(length)]
        kind = random_.random()
        if kind < 0.6:
            result[at : at + length] = fresh
        elif kind < 0.8:
            del result[at : at + length]
        else:
            result[at:at] = fresh
        left -= length
    return result
