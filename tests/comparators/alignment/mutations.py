"""Made-up policies of any length, and a mutator that edits one and knows which block came from which."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from comparators.alignment.pairs import Pair
from comparators.document import Document
from tests.comparators.alignment.drafts import draft


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ACTS = words("推进 建设 完善 提升 培育 支持 引导 优化 健全 实施 开展 强化 深化 拓展 组织 探索 建立 打造 布局 发展 ")
_AREAS = words(
    "低空物流 深海装备 合成材料 量子传感 脑机接口 绿色甲醇 智能网联 高端轴承 工业母机 海上风电 "
    "冷链仓储 数字乡村 种业振兴 康养服务 文旅融合 港口航运 跨境电商 检验检测 知识产权 科技金融 "
    "人才公寓 农村公路 城市更新 污水治理 森林防火 普惠托育 职业教育 全民健身 应急广播 危化运输 "
    "建筑节能 园区循环 稀土回收 茶叶加工 渔业养殖 竹木制品 陶瓷工艺 玩具出口 医药研发 中药种植 "
)
_THINGS = words(
    "示范基地 公共平台 重点项目 标准体系 创新中心 产业联盟 监测网络 服务站点 试点县区 专项资金 "
    "实训课程 供应清单 评价办法 协调机制 数据目录 信用档案 首台套目录 应用场景 骨干企业 研究课题 "
    "技术路线 检测能力 运营主体 共享仓库 孵化载体 维护队伍 "
)
_PLACES = words("临江市 云溪县 北渡区 石桥镇 青屿岛 南陵新区 东浦港 白鹭湖 双塔街道 龙湾开发区 长汀盆地 枫岭山区 ")
_WAYS = words(
    "采取揭榜挂帅方式 按年度安排实施 由牵头单位按季通报 纳入目标考核 通过竞争性评审确定 "
    "实行清单化管理 探索容缺办理 允许先行先试 引入第三方评估 结合财力逐步落实 同步开展绩效跟踪 "
    "定期向社会公布进展 "
)
_NOTE = "（责任单位：省经信厅、省发展改革委、省科技厅，各市、县〔市、区〕政府）"
_HAN = "一二三四五六七八九十"


def han(number: int) -> str:
    """Return a Chinese numeral below a thousand."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_HAN[hundreds - 1]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _HAN[tens - 1]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN[ones - 1] if ones else "")


def sentence(dice: random.Random) -> str:
    """Make up a sentence."""
    form = dice.randrange(4)
    area, other = dice.sample(_AREAS, 2)
    act, deed = dice.choice(_ACTS), dice.choice(_ACTS)
    thing, place, way = dice.choice(_THINGS), dice.choice(_PLACES), dice.choice(_WAYS)
    number = dice.randrange(2, 900)
    if form == 0:
        return f"{act}{area}{thing}，在{place}{deed}{other}{dice.choice(_THINGS)}{number}个，{way}。"
    if form == 1:
        year = dice.randrange(2025, 2036)
        return f"到{year}年，{place}{area}{thing}达到{number}个以上，{other}规模突破{number * 3}亿元。"
    if form == 2:
        return f"支持{place}围绕{area}、{other}{deed}{thing}，{way}，对成效明显的给予最高{number}万元补助。"
    return f"{act}以{area}为重点的{thing}，{deed}{other}{dice.choice(_THINGS)}，{way}。"


def paragraph(dice: random.Random) -> str:
    """Make up a paragraph of one to three sentences."""
    return "".join(sentence(dice) for _ in range(dice.randrange(1, 4)))


@dataclass
class Line:
    """A line of a draft under edit: its label's form, its text, and the lines of the old draft it came from."""

    form: str  # "han", "paren", "arabic" or ""
    text: str
    origin: tuple[int, ...] = ()
    edited: bool = False


def made_up(length: int, seed: int, copies: int = 1) -> list[Line]:
    """Make up a policy of about ``length`` code points; with ``copies`` the same text over and over."""
    dice = random.Random(seed)
    lines: list[Line] = []
    size = 0
    while size * copies < length:
        area = dice.choice(_AREAS)
        lines.append(Line("han", f"{dice.choice(_ACTS)}{area}{dice.choice(_THINGS)}"))
        for _ in range(dice.randrange(3, 6)):
            lines.append(Line("paren", f"{dice.choice(_ACTS)}{dice.choice(_AREAS)}{dice.choice(_THINGS)}"))
            lines.extend(Line("", paragraph(dice)) for _ in range(dice.randrange(1, 4)))
            if dice.random() < 0.5:
                lines.extend(
                    Line("arabic", f"{dice.choice(_AREAS)}{dice.choice(_THINGS)}。{paragraph(dice)}")
                    for _ in range(dice.randrange(2, 6))
                )
            if dice.random() < 0.4:
                lines.append(Line("", _NOTE))
        size = sum(len(line.text) for line in lines)
    return [Line(line.form, line.text) for _ in range(copies) for line in lines]


def printed(lines: list[Line]) -> Document:
    """Number the lines through and make a document of them."""
    counts = {"han": 0, "paren": 0, "arabic": 0}
    texts: list[str] = []
    for line in lines:
        if line.form == "han":
            counts.update(han=counts["han"] + 1, paren=0, arabic=0)
            texts.append(f"{han(counts['han'] % 999 or 1)}、{line.text}")
        elif line.form == "paren":
            counts.update(paren=counts["paren"] + 1, arabic=0)
            texts.append(f"（{han(counts['paren'])}）{line.text}")
        elif line.form == "arabic":
            counts["arabic"] += 1
            texts.append(f"{counts['arabic']}.{line.text}")
        else:
            texts.append(line.text)
    return draft(*texts)


EDITS = ("number", "word", "drop", "extend", "insert", "delete", "move", "split", "merge", "clause", "section")
Truth = set[tuple[tuple[int, ...], tuple[int, ...]]]


def edited(lines: list[Line], edits: int, seed: int, kinds: tuple[str, ...] = EDITS) -> tuple[list[Line], Truth]:
    """Make ``edits`` edits to a draft; return the new lines and the true pairs ``(old blocks, new blocks)``."""
    dice = random.Random(seed)
    work = [Line(line.form, line.text, (index,)) for index, line in enumerate(lines)]
    done = 0
    tries = 0
    while done < edits and tries < edits * 50:
        tries += 1
        if _edit(work, dice.choice(kinds), dice):
            done += 1
    truth: dict[tuple[int, ...], list[int]] = {}
    result: Truth = set()
    for index, line in enumerate(work):
        if line.origin:
            truth.setdefault(line.origin, []).append(index)
        else:
            result.add(((), (index,)))
    result.update((old, tuple(new)) for old, new in truth.items())
    kept = {block for old in truth for block in old}
    result.update(((index,), ()) for index in range(len(lines)) if index not in kept)
    return work, result


def _edit(work: list[Line], kind: str, dice: random.Random) -> bool:
    """Make one edit at a random place; say whether the place suited it."""
    at = dice.randrange(len(work))
    line = work[at]
    if kind == "insert":
        return _insert(work, at, dice)
    if kind == "clause":
        return _insert_clause(work, at, dice)
    if kind == "section":
        return _swap_sections(work, at)
    plain = line.text != _NOTE and not line.edited and len(line.origin) == 1 and len(line.text) > 30
    if not plain or line.form not in ("", "arabic"):
        return False
    if kind == "delete":
        del work[at]
        return True
    if kind == "move":
        return _move(work, at, dice.randrange(len(work)))
    if kind == "merge":
        return _merge(work, at)
    if kind == "split":
        return _split(work, at)
    text = _reworded(line.text, kind, dice)
    if text is None:
        return False
    line.text, line.edited = text, True
    return True


def _insert(work: list[Line], at: int, dice: random.Random) -> bool:
    if work[at].form in ("han", "paren"):
        return False
    work.insert(at, Line(work[at].form, paragraph(dice), edited=True))
    return True


def _move(work: list[Line], at: int, target: int) -> bool:
    if abs(target - at) < 5 or work[target].form != work[at].form:
        return False
    work[at].edited = True
    work.insert(target, work.pop(at))
    return True


def _merge(work: list[Line], at: int) -> bool:
    line, following = work[at], work[at + 1] if at + 1 < len(work) else None
    if following is None or line.form or following.form or len(following.origin) != 1 or following.edited:
        return False
    if following.text == _NOTE:
        return False
    work[at : at + 2] = [Line("", line.text + following.text, line.origin + following.origin, True)]
    return True


def _split(work: list[Line], at: int) -> bool:
    line = work[at]
    stop = line.text.find("。", len(line.text) // 4)
    if line.form or not 15 < stop < len(line.text) - 15:
        return False
    halves = line.text[: stop + 1], line.text[stop + 1 :]
    work[at : at + 1] = [Line("", half, line.origin, True) for half in halves]
    return True


def _insert_clause(work: list[Line], at: int, dice: random.Random) -> bool:
    if work[at].form != "paren":
        return False
    title = f"{dice.choice(_ACTS)}{dice.choice(_AREAS)}{dice.choice(_THINGS)}"
    work[at:at] = [Line("paren", title, edited=True), Line("", paragraph(dice), edited=True)]
    return True


def _swap_sections(work: list[Line], at: int) -> bool:
    """Swap a （一） section with the next one."""
    if work[at].form != "paren":
        return False
    middle = next((i for i in range(at + 1, len(work)) if work[i].form in ("han", "paren")), 0)
    if not middle or work[middle].form != "paren":
        return False
    end = next((i for i in range(middle + 1, len(work)) if work[i].form in ("han", "paren")), len(work))
    if any(line.edited for line in work[at:end]):
        return False
    work[at:end] = work[middle:end] + work[at:middle]
    for line in work[at:end]:
        line.edited = True
    return True


def _reworded(text: str, kind: str, dice: random.Random) -> str | None:
    if kind == "number":
        found = re.search(r"\d+", text)
        return text[: found.start()] + str(dice.randrange(2, 900)) + text[found.end() :] if found else None
    if kind == "word":
        word = next((area for area in _AREAS if area in text), None)
        return text.replace(word, dice.choice(_AREAS) + "装备", 1) if word else None
    if kind == "drop":
        stop = text.find("。")
        return text[stop + 1 :] if 0 < stop < len(text) // 2 and not text[:stop].endswith("件") else None
    return text + sentence(dice)  # extend


def accuracy(pairs: tuple[Pair, ...], truth: Truth) -> tuple[float, list[tuple[tuple[int, ...], tuple[int, ...]]]]:
    """Return the share of true pairs that were found, and the pairs that are wrong."""
    found = {(pair.old, pair.new) for pair in pairs}
    return len(found & truth) / len(truth), sorted(found - truth)
