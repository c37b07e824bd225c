"""What a name of an industry looks like: bare class words, acts and places told from names."""

from __future__ import annotations

import re
from typing import Final

from comparators.facts.enumerations_words import ADJECTIVES
from comparators.folding import fold_words

_QUOTES: Final = '“”"「」『』‘’'
# Between places beside each other: 甲市、乙县和丙区.
PLACE_JOINTS: Final = re.compile(r"[、和与及]")
_CLASS_WORDS: Final = "产业链|产业集群|产业|制造业|服务业|工业|集群|领域|赛道|方向|行业|板块|业态|经济"
_BARE: Final = re.compile(
    rf"(?:[“\"「]?[0-9A-Z+＋一二三四五六七八九十百若干多几两]{{0,8}}[”\"」]?(?:个|大|条|类|项|种)?)?"
    rf"(?:{'|'.join(ADJECTIVES)}|新型|绿色低碳|支撑|融合|交叉|高?成长[性型]?|远期|近期|先发|起步|接续|接力发展|发展|等|的|其他|相关|有关|各类|区域|地方"
    rf"|民生|幸福|先行|首位|富民|朝阳|龙头|县域|更多|培育|储备"
    rf"|{_CLASS_WORDS})*(?:{_CLASS_WORDS}|新技术|新业态|新模式|新动能)"
)
_ADJECTIVES: Final = re.compile(rf"(?:{'|'.join(ADJECTIVES)})+")
# “N”个萌芽赛道, whatever kind of class it is.
_COUNTED_CLASS: Final = re.compile(
    r"[“\"「]?[0-9A-Z+＋一二三四五六七八九十若干多几两]{1,5}[”\"」]?(?:个|大|条|类|项)[^，、和与及]{0,8}(?:产业集群|产业|集群|领域|赛道|方向)"
)
_LONGEST_CLASS: Final = 30
_CLASS_END: Final = re.compile(
    r"(?:(?:新兴|未来|支柱|优势|主导|先导|重点|传统|特色|潜力|前沿|(?<!高)新)(?:产业集群|产业|领域|赛道|方向|集群))$"
)
# 数字经济 is a class word by the definition; 低空经济 and the like are names.
_CLASS_NAMES: Final = frozenset({"数字经济", "实体经济", "民营经济", "先进制造业", "现代服务业", "新质生产力"})
_ACTION_START: Final = re.compile(
    r"加快|加大|加强|加速|深入|率先|储备(?=发展|培育|布局)|利用|凭借|借助|结合|针对|基于|承接|建强|建优|建好|提质|倍增|推动|推进|推广|强化|实施|建设|完善|优化|支持|鼓励|打造|构建|提升|提高|深化|健全|开展|培育|发展"
    r"|布局|壮大|做强|做优|做大|引导|引进|落实|促进|扩大|突破|探索|聚焦|围绕|抢占|营造|统筹|坚持|组建|制定|夯实|拓展"
    r"|激发|畅通|严格|规范|保障|优先|前瞻|积极|大力|着力|全力|持续|全面|重点(?!新材料)|建立|设立|增强|巩固|改造|举办"
    r"|争创|创建|提供|注重|突出|降低|盘活|用好|搭建|锻造|厚植|集聚|招引|梯度|分类|有序|推行|搞好|抓好|抓实|组织(?:实施|开展|领导|推进|保障)"
    r"|支撑|带动|拉动|构筑|筑牢|筑强|塑造|激活|释放|擦亮|打响|做精|做实|做好|做专|做深|健强|锚定|瞄准|紧盯|紧扣|抢抓|抢滩"
    r"|延伸|延展|补齐|补强|锻长|攻克|攻坚|催生|孵化|育强|培优|选育|引育|汇聚|整合|联动|赋能|引爆|点燃|跟踪|突进"
    r"|开辟|拓宽|放大|放宽|放开|挖掘|用足|守牢|防范|化解|规划|部署|启动|争取|争当|争做|勇当|当好|织密|稳住|稳定|稳步"
    r"|改善|改进|革新|重塑|再造|转变|转换|升级|迭代|普及|宣传|培养|吸引|留住|保护|防止|避免|减少|减轻|压减|淘汰"
    r"|推介|推行|策划|编制|出台|印发|细化|分解|压实|考核|监督|调度|统一|规范|明晰|理顺|破除|清理|简化"
    r"|以.{1,12}(?:为|引领|推动|促进|带动|赋能)|让|使|把|将|为|向|从|由|与.{1,8}(?:融合|协同)|明确|把握|形成|实现|力争|谋划|共同|联合(?!国)|携手|合力|聚力|奋力|科学(?:布局|谋划|规划|论证|推进|发展|制定)|依托|立足|充分|发挥|系统(?:推进|谋划|布局|提升|梳理)|主动(?:布局|对接|融入|服务)|精准(?:招|培育|施策|扶持|布局|发展|对接|服务|引|支持)|协同|广泛|切实|进一步"
)
_ACTION_END: Final = re.compile(
    r"(?:行动|(?<![基组生极海细])(?<![因织物地洋胞])工程|计划|体系|机制|平台|能力|水平|目标|原则|思想|要求|保障|措施|任务|突破|攻关|转化|培育|发展|布局|改革"
    r"|支持|赋能|引领|指引|政策|环境|生态|格局|管理|监管|评估|考核|监测|宣传|协同|协作|合作|统筹|领导|组织|落实|载体"
    r"|基础|现状|形势|背景|意义|优势|问题|方向|重点|成效|推广|升级|提升|建设|示范区|先导区|集聚区|基地|高地|项目|企业"
    r"|人才|资金|基金|标准|场景|实现|基础设施|规模|质量|效益|创新|开放|共享|转型|攻坚|引育|孵化|梯队|指标|附则|总则)$"
)
_PLACE_END: Final = re.compile(
    r"(?:^[\u4e00-\u9fff]{2,3}省|自治区|[\u4e00-\u9fff]{2}各[市县区地州]|[\u4e00-\u9fff]{2}(?:老工业基地|平原|盆地|三角洲|流域|半岛|高原|库区|林区|牧区)|市|县|州|盟|旗|新区|^[\u4e00-\u9fff]{2,3}工业园区|新城|科学城|科技城|大学城|开发区|高新区|经开区|示范区|地区|片区|城区|走廊|都市圈|经济圈|城市群|沿[海江河湖]带|经济带|产业带|制造业带|科创带|工业带|集聚带|旅游带|城镇带|开放带|示范带|发展带|创新带|生态带|协作带|经济区|[协合]作区|试验区|保税区|产业区|湾区|自治州|群岛"
    r"|[\u4e00-\u9fff]{2}(?:软件|科技|科创|产业|创意|创新|工业|高新|智造|物流|健康|数字|能源|化工)园|[东南西北中]部|[^社园校厂街]区|[^小城重村集乡]镇|[^家水城故名]乡|街道|^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇藏陕秦甘陇青宁新][东西南北中]{1,2}|^[\u4e00-\u9fff]{2,4}[市区县][\u4e00-\u9fff]{1,7}[湾港谷岛镇城园])$"
)
PLACE_LAST: Final = frozenset("省市县州盟旗区城廊圈群带岛部镇乡道湾港谷园东西南北中原地洲域")
_GENERIC_PLACES: Final = frozenset(
    {
        "高新区",
        "开发区",
        "新区",
        "经开区",
        "地区",
        "城区",
        "片区",
        "示范区",
        "城市群",
        "都市圈",
        "经济带",
        "产业带",
        "制造业带",
        "科创带",
        "工业带",
        "发展带",
        "创新带",
        "经济区",
        "走廊",
    }
)
_NO_PLACE: Final = re.compile(
    r"有条件|有基础|有实力|条件的|^国家级?(?:高新|经开|开发|自创|新)|全[省市县区国]|我|^[各每]|各(?![市县区地州]$)|本(?!溪)|^城市|(?:中心|节点|核心|重点|特大)城市|社区|(?<![\u4e00-\u9fff]{2}工业)园区|示范区|先导区|[、，]|都市(?!圈)|^功能|分区$"
    r"|^(?:各类|省级|市级|县级|国家级|特色|专业|现代|老旧|相关|重点|传统|智慧|绿色|零碳|低碳|新型).*园区"
)
# 望河科创轴, 大墩智谷: parts of a plan of space, where the heading says that it is one.
_SPATIAL: Final = re.compile(
    r"[东西南北中]{1,2}翼|[\u4e00-\u9fff]{2,4}(?:[—－-]{1,2}[\u4e00-\u9fff]{2,4})+|[\u4e00-\u9fff]{2,10}(?:[带轴廊圈极核翼片湾港城镇岛谷园区]|组团|板块|副中心|[东南西北中]部|基地|高地)(?<!赛区)(?<!社区)(?<!校园)"
)
# 核心区, 拓展区, 联动区: parts of one area, named by what they do.
_PART_OF_PLAN: Final = re.compile(r"(?:拓展|联动|协同|辐射|支撑|承接|承载|集聚|引领|培育|提升|储备)区")
_NO_PART: Final = re.compile(
    r"全[省市县区国]|^[我各该]|^(?:各类|省级|市级|县级|国家级|特色|专业|重点|有条件).*园区$|产业基地$|产业高地$|^功能|分区$|(?<![\u4e00-\u9fff]{2}老)工业基地$"
)
# What a name is explained with in brackets, which is no part of it.
EXPLAINED: Final = re.compile(r"[（(](?:[^（()）]*、[^（()）]*|(?:包括|含|如|即|主要)[^（()）]*)[）)]$")
_ABBREVIATION: Final = re.compile(r"[（(]([^（()）]*)[）)]$")


# White space, full-width forms, quotation marks: what the printed name may have to lose.
_ODD: Final = re.compile(r"[\s\u200b-\u200f\ufeff\xad\uff00-\uffef“”\"「」『』‘’]")
_SPACES: Final = re.compile(
    r"[\u200b-\u200f\ufeff\xad]|(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])|(?<=[A-Za-z0-9])\s+(?=\d)|(?<=\d)\s+(?=[A-Za-z])"
)


def printed_name(text: str) -> str:
    """Return a name as it is written down: widths folded, spaces between Chinese dropped, quotes around it gone."""
    if _ODD.search(text) is None:
        return text
    name = _SPACES.sub("", fold_words(text).strip())
    if len(name) > 2 and name[0] in _QUOTES and name[-1] in _QUOTES and not set(name[1:-1]) & set(_QUOTES):
        return name[1:-1]
    return name


_NO_TITLE: Final = re.compile(r"[，。；：！？\t]|责任单位|其他|其它|上述|有关")
# “N”个后备力量, 储备发展4个前沿探索产业: what is counted below.
_COUNTED_TITLE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:发展|培育|布局|储备|谋划|打造|跟踪)[0-9一二三四五六七八九十]{1,3}(?:个|大|条|类)"
    r"|[“\"]?[NXM0-9一二三四五六七八九十]{1,3}[”\"]?(?:个|大类)"
)
_NO_ITEM: Final = re.compile(
    r"[，。；：！？\t的、]|^(?:与|在(?![线轨])|将|把|对(?![外虾])|向(?!日)|从|由|使|让|被(?!动)|为|于|以)|[在向对为从由于将]$|^(?:一批|一系列|若干|多个|各类)$"
    r"|^(?:了|更多|一批|\d+[个家条项]|[一二两三四五六七八九十]+[个家条项])|^[百千万数十]*亿元?级?$|个以上$"
    r"|.性$|(?<!模)(?<!^)型$|相结合$|^相|[和与及]$|体系$|.赋能.|^“?\d{2,}X?(?:”|$)|(?:传统|新兴|未来|优势|支柱|主导|新)产业.|(?:供给|转化|协同|培育|升级|壮大|焕新|攻关|提升|攻坚)$"
)
_LETTER: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Za-z]")


def is_bare_class(name: str) -> bool:
    """Say whether ``name`` is only a class (未来产业, X个前沿领域产业, “X”新赛道) and names nothing."""
    name = _ABBREVIATION.sub("", name)
    if name in _CLASS_NAMES or (len(name) <= _LONGEST_CLASS and _BARE.fullmatch(name) is not None):
        return True
    if _ADJECTIVES.fullmatch(name) is not None or _COUNTED_CLASS.fullmatch(name) is not None:
        return True
    return _CLASS_END.search(name) is not None and not is_task(name)


def is_task(title: str) -> bool:
    """Say whether a title begins with a verb and so names a task."""
    return _ACTION_START.match(title.lstrip(_QUOTES)) is not None


def looks_like_title_name(name: str) -> bool:
    """Say whether a heading's title reads as the name of an industry and not as a task or an act."""
    bare = _ABBREVIATION.sub("", name)
    return (
        2 <= len(bare) <= 24
        and _NO_TITLE.search(name) is None
        and not is_task(bare)
        and _ACTION_END.search(bare) is None
        and not is_bare_class(name)
        and _COUNTED_TITLE.match(name) is None
    )


def looks_like_item_name(name: str) -> bool:
    """Say whether an item of an enumeration reads as a name."""
    return 2 <= len(name) <= 26 and _NO_ITEM.search(name) is None and _LETTER.search(name) is not None


def looks_like_part(name: str) -> bool:
    """Say whether ``name``, under a heading about space, reads as a part of it (东部组团, 望河科创轴)."""
    return _SPATIAL.fullmatch(name) is not None and not is_task(name) and _NO_PART.search(name) is None


def looks_like_place(name: str) -> bool:
    """Say whether ``name`` reads as a city or an area."""
    return (
        2 <= len(name) <= 12
        and name[-1] in PLACE_LAST
        and name not in _GENERIC_PLACES
        and _PLACE_END.search(name) is not None
        and _NO_PLACE.search(name) is None
        and (_ACTION_START.match(name) is None or _PART_OF_PLAN.fullmatch(name) is not None)
    )
