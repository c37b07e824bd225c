"""How near the marks are to the shortest possible, and how often they cut a word, over a pair with 300 edits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rapidfuzz.distance import Indel

from comparators.document import Block
from comparators.wording.edits import WordDiffer
from comparators.wording.segmenting import load_segmenter

FIELDS = (
    "低空经济",
    "生物制造",
    "量子科技",
    "人工智能",
    "类脑智能",
    "前沿新材料",
    "氢能与储能",
    "空天信息",
    "商业航天",
)
UNITS = ("省经信厅", "省科技厅", "省发展改革委", "省财政厅", "省教育厅", "省自然资源厅", "省市场监管局")
VERBS = (("推动", "推进"), ("加快", "加速"), ("支持", "鼓励"), ("建设", "打造"), ("完善", "健全"), ("提升", "增强"))
CLAUSES = (
    "完善要素保障机制，",
    "推动创新链产业链深度融合，",
    "探索建立容错纠错机制，",
    "优先保障重大项目用地用能，",
)
WORDS = ("关键核心技术", "重点实验室", "创新联合体", "公共服务平台", "应用场景", "领军企业", "专精特新企业")
ADVERBS = ("积极", "大力", "有序", "持续", "重点")
PARAGRAPHS = (
    "支持{word}建设，{adverb}推动{field}、{other}等产业集群发展，完善从基础研究到成果转化的全链条服务体系。",
    "到{year}年，突破{word}{count}项以上，规上工业增加值年均增长{share}%，建设省级未来产业先导区{small}个左右。",
    "加快布局{field}、{other}、{third}等领域，支持龙头企业牵头组建{word}，单个项目最高给予{count}万元补助。",
    "提升{field}创新能力，每年引进高层次人才团队{small}个，依托{word}开展联合攻关。（责任单位：{unit}、{second}）",
)


@dataclass(frozen=True)
class Marks:
    marked: int
    shortest: int
    boundaries: int
    inside_words: int
    inside_numbers: int


def paragraph(rng: random.Random) -> str:
    field, other, third = rng.sample(FIELDS, 3)
    unit, second = rng.sample(UNITS, 2)
    return "".join(
        form.format(
            field=field,
            other=other,
            third=third,
            unit=unit,
            second=second,
            word=rng.choice(WORDS),
            adverb=rng.choice(ADVERBS),
            year=rng.choice((2025, 2027, 2030)),
            count=rng.choice((100, 300, 500, 1000)),
            share=rng.choice((5, 6.5, 8)),
            small=rng.choice((10, 20, 30)),
        )
        for form in rng.sample(PARAGRAPHS, 3)
    )


def exchange_verb(text: str, rng: random.Random) -> str:
    old, new = rng.choice(VERBS)
    return text.replace(old, new, 1)


def change_number(text: str, rng: random.Random) -> str:
    number = rng.choice(re.findall(r"\d+(?:\.\d+)?", text))
    return text.replace(number, str(rng.randint(11, 999)), 1)


def put_field_in(text: str, rng: random.Random) -> str:
    return text.replace("、", f"、{rng.choice(FIELDS)}、", 1)


def take_field_out(text: str, rng: random.Random) -> str:
    return re.sub(r"、[^、，。（）]{2,6}(?=[、等])", "", text, count=1)


def put_clause_in(text: str, rng: random.Random) -> str:
    clauses = re.split(r"(?<=，)", text)
    return "".join([*clauses[:1], rng.choice(CLAUSES), *clauses[1:]])


def take_clause_out(text: str, rng: random.Random) -> str:
    clauses = re.split(r"(?<=，)", text)
    return "".join(clauses[:1] + clauses[2:])


def exchange_unit(text: str, rng: random.Random) -> str:
    units = [unit for unit in UNITS if unit in text]
    return text.replace(units[0], rng.choice(UNITS), 1) if units else put_clause_in(text, rng)


def add_words(text: str, rng: random.Random) -> str:
    word = rng.choice(WORDS)
    return text.replace("、", f"、{word}、", 1) if word not in text else text.replace(word, f"高水平{word}", 1)


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    exchange_verb,
    change_number,
    put_field_in,
    take_field_out,
    put_clause_in,
    take_clause_out,
    exchange_unit,
    add_words,
)


def measure(pairs: list[tuple[str, str]]) -> Marks:
    differ, segment = WordDiffer({*FIELDS, *UNITS}), load_segmenter()
    marked = boundaries = inside_words = inside_numbers = 0
    for old, new in pairs:
        edits = differ.edits([Block(0, old)], [Block(0, new)])
        for text, spans in ((old, [edit.old for edit in edits]), (new, [edit.new for edit in edits])):
            ends, length = {0}, 0
            for word in segment(text):
                length += len(word)
                ends.add(length)
            whole = {
                place
                for match in re.finditer(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+", text)
                for place in range(match.start() + 1, match.end())
            }
            for span in spans:
                marked += span[1] - span[0]
                boundaries += len(set(span))
                inside_words += sum(place not in ends for place in set(span))
                inside_numbers += sum(place in whole for place in span)
    shortest = sum(Indel.distance(old, new) for old, new in pairs)
    return Marks(marked, shortest, boundaries, inside_words, inside_numbers)


@pytest.mark.parametrize("seed", range(3))
def test_300_edits_are_marked_near_the_shortest_and_between_words(seed: int) -> None:
    rng = random.Random(seed)
    pairs = []
    while len(pairs) < 300:
        old = paragraph(rng)
        new = rng.choice(EDITS)(old, rng)
        if old != new:
            pairs.append((old, new))
    marks = measure(pairs)
    assert marks.marked <= 1.15 * marks.shortest
    assert marks.inside_words < 0.02 * marks.boundaries
    assert marks.inside_numbers == 0
