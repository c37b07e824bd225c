"""Made-up drafts that the tests of the window open."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

from comparators.files import resource
from comparators.lexicon import load_lexicon
from comparators.options import CompareOptions
from comparators.review.store import SourceFile
from comparators.work import IDLE
from desktop.opening import Opened, open_pair

OLD = """临江省未来产业培育行动方案（征求意见稿）

一、总体要求
（一）指导思想
坚持创新驱动，推动未来产业加快发展。
（二）主要目标
到2027年，培育重点企业300家，突破前沿技术120项，建设先导区10个。
二、发展布局
（一）重点领域
重点发展人形机器人、量子信息、元宇宙等领域。
鼓励各市按照一个平台的原则，差异化布局。
（二）区域布局
支持江州市建设先导区，支持海城市建设试验区。
三、重点任务
（一）科研攻关
攻关项目最高给予1000万元补助。（责任单位：省科技厅、省经信厅）
支持龙头企业牵头组建创新联合体，开展协同攻关。
（二）企业培育
建立企业梯度培育库，分类施策。
（三）场景开放
每年发布应用场景清单不少于20个。
四、保障措施
加强组织领导，建立协调机制，及时研究重大问题。
强化督促检查，定期通报进展情况。
"""
NEW = """临江省未来产业培育行动方案（正式稿）

一、总体要求
（一）指导思想
坚持创新驱动，推动未来产业加快发展。
（二）主要目标
到2030年，培育重点企业500家以上，突破前沿技术80项，建设先导区10个。
二、发展布局
（一）重点领域
重点发展人形机器人、量子信息、低空经济等领域。
（二）区域布局
支持江州市建设先导区，支持海城市建设试验区。
三、重点任务
（一）科研攻关
攻关项目最高给予1500万元补助。（责任单位：省经信厅、省科技厅）
（二）企业培育
建立企业梯度培育库，分类施策。
支持龙头企业牵头组建创新联合体，开展协同攻关。
（三）场景开放
每年发布应用场景清单不少于30个，𠮷祥江畔👩‍🔬示范区先行。
（四）国际合作
支持企业参与国际大科学计划，建设海外研发中心。
四、保障措施
加强组织领导，建立协调机制，及时研究重大问题。
强化督促检查，定期通报进展情况。
"""


def _long(changed: frozenset[int]) -> str:
    lines = ["临江省产业发展规划（送审稿）" if changed else "临江省产业发展规划（初稿）", ""]
    for chapter, number in enumerate("一二三四五六"):
        lines.append(f"{number}、第{number}章的工作")
        for part in range(20):
            clause = chapter * 20 + part
            change = "并按季度报送进展" if clause in changed else "并按年度报送进展"
            lines.append(f"第{clause}项工作由有关单位牵头落实，{change}，确保各项任务按时完成。")
    return "\n".join(lines) + "\n"


LONG_OLD = _long(frozenset())
LONG_NEW = _long(frozenset({3, 47, 48, 111}))


def sample_paths() -> tuple[Path, Path]:
    """Return the paths of the sample drafts."""
    found = sorted(resource("samples").glob("*.docx"))
    old = next(path for path in found if "征求意见稿" in path.name)
    return old, next(path for path in found if "正式稿" in path.name)


@cache
def compared(old: str, new: str) -> Opened:
    """Read and compare two texts, once for all tests."""
    sources = SourceFile("原稿.txt", old.encode()), SourceFile("修改稿.txt", new.encode())
    found = open_pair(*sources, CompareOptions(), load_lexicon(), IDLE)
    gc.freeze()
    return found
