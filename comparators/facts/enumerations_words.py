"""The words that enumerations are read by: verbs and manners of the act, class words, adjectives of a class."""

from __future__ import annotations

import re
from typing import Final

# Verbs that open an enumeration, with an empty lexicon too. Only those that hardly ever stand inside a name.
CORE_VERBS: Final = (
    "发展", "培育", "布局", "打造", "提升", "推动", "推进", "做强", "做大", "做优", "做精", "壮大", "开辟", "跟踪",
    "聚焦", "围绕", "突进", "谋划", "抢占", "瞄准", "培优", "巩固", "深耕", "竞逐", "主攻", "锚定", "抢抓", "发力",
    "育强", "紧盯", "部署", "扶持", "支持", "促进", "集聚", "构建", "形成", "催生", "孵化", "改造", "升级", "建设",
    "拓展", "开拓", "抓好", "做好", "带动", "厚植",
    "招引", "引进", "引育", "加大", "加大对", "强化对", "加强对", "面向", "助推", "助力", "突出", "振兴", "进军",
    "构筑", "争创", "突破", "跟踪研究",
)  # fmt: skip
# What makes a noun of a verb: 孵化园, 集聚区.
NO_NOUN: Final = {"孵化": "(?!园|器|基地|平台|载体|空间|中心)", "集聚": "(?![区地])"}
# Verbs that only turn to something: what they turn to is an industry if the class or the names say so.
LIGHT_VERBS: Final = frozenset(
    {
        "聚焦",
        "围绕",
        "面向",
        "瞄准",
        "锚定",
        "紧盯",
        "支持",
        "促进",
        "推动",
        "推进",
        "突出",
        "建设",
        "部署",
        "突破",
        "投向",
        "关注",
        "探索",
        "侧重",
        "抓好",
        "做好",
        "带动",
    }
)
# Words before a verb that rank a list, where the lexicon names none.
CORE_RANKING: Final = frozenset({"优先", "重点", "前瞻", "积极", "超前", "探索", "率先"})
# Words before a verb that say how, and no more.
MANNERS: Final = (
    "优先", "重点", "前瞻性", "前瞻", "突破性", "先行", "积极", "适度超前", "超前", "率先", "探索", "加快",
    "大力", "着力", "全力",
    "加速", "持续", "深入", "扎实", "稳步", "系统", "全面", "协同", "统筹", "科学", "精准", "主动", "聚力", "有序",
    "集中", "进一步", "不断", "大幅", "显著", "择优", "择机", "鼓励", "引导", "共同", "联合", "努力", "切实", "深度",
    "整体", "梯次",
    "分类", "差异化", "高水平", "高标准", "高质量", "一体化", "同步", "强力", "合力", "奋力", "接续", "滚动",
    "承接", "错位", "配套", "联动", "抢先", "创新", "因地制宜", "适度", "适时", "稳妥", "分别",
    "主要", "将", "要", "则", "均", "集中力量", "特色化", "集群化", "规模化", "专业化", "高端化", "品牌化", "链式",
    "联手", "携手", "引领",
    "靶向", "主力", "竞相", "顺势", "全速", "用心", "先手", "抢位", "预先", "倾斜", "定向", "集中攻坚", "攻坚", "倾力",
    "提速", "精心", "逐步", "组团", "融合", "延伸", "着重", "首位", "前沿", "特色", "集约", "加力", "全域", "先行先试",
    "差别化", "多元化", "全链条", "园区化", "基地化", "精品化", "国际化", "绿色化", "智能化", "数字化", "集聚化",
)  # fmt: skip
CLASS_WORD: Final = "产业链群|产业链|产业集群|产业|制造业|服务业(?!务)|集群|领域|赛道|方向|行业"
CLASS: Final = re.compile(
    rf"(?:{CLASS_WORD})(?!化(?!工|学|纤|妆))(?:(?:的|和|及|新|、)?(?:战略性新兴|新兴|未来|前沿|重点)?(?:{CLASS_WORD}))*"
)
# Classes that only industries have; a field or a direction may be of anything.
STRONG: Final = re.compile(r"产业(?!链(?!群))|集群|赛道|制造业|服务业")
_NUMBER: Final = r"(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3}|X|N|若干)"
COUNT: Final = re.compile(rf"{_NUMBER}\s*(?:个|大|条|类|项|种)")
# Adjectives that belong to the class and not to the name before it.
ADJECTIVES: Final = (
    "战略性", "战略", "新兴", "未来", "支柱", "优势", "特色", "主导", "先导", "重点", "前沿", "传统",
    "高新技术", "高技术", "先进", "万亿级", "千亿级", "五千亿级", "百亿级", "万亿", "千亿", "百亿", "世界级", "国家级",
    "省级", "标志性", "潜力", "风口", "细分", "关键", "核心", "高端", "现代", "主攻", "引领性", "先导性", "支柱性",
    "地标", "拳头", "新", "大",
)  # fmt: skip
