"""Money granted: the name of who receives it, without what is asked of them or done to them."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span

ASSESSED: Final = re.compile(
    r"经(?:[^，]{0,8}(?:评审|认定|审核|考核|评估|核定|批准|备案|评定|核准|验收|绩效评价)[^，]{0,6})$"
)
# 认定为省级和国家级的中试平台 are 省级和国家级的中试平台.
_RANKED_AS: Final = re.compile(r"(?:认定|评定)为(?=(?:(?:国家|省|市|县|区)级[和、及与]?)+的[^的，。；]{2,12}$)")
_IS_CASE: Final = re.compile(
    r"(?!新|首次认定|国家级|省级|市级|符合)(?=[^的]*(?:超过|达到|突破|[0-9]|购置|租用|租赁|自建|上市|进入|取得|获得|通过|完成|使用|采用|购买|委托|参加|参与|引进|投保|开展|实施|建设|主导|制定|承担|投资|设立|落户|销售|出口|采购|服务|评估|考核|评价|排名|列入|入选))"
    r"(?!.*(?:企业|机构|单位|平台|团队|人才|项目|基地|园区|中心|总部|实验室|高校|院所|孵化器|载体|产品|费用?|额|价款?|租金|利息|投入|支出|贡献)$)"
)
_NAMED_AS: Final = re.compile(
    r"(?:[^，；、]{0,10}[并且]经[^，；、]{0,8}(?=认定为|评定为)|(?:新|首次)?(?:被)?)(?:评为|获评为?|认定为|评定为|列为)(?=[^，。；]{3})(?!(?:(?:国家|省|市|县)级[、和及]?)+(?:的|$))"
)
# 新型研发机构建设期内，每年资助…
_WHILE: Final = re.compile(r"(?:建设|运营|培育|考核|试点|孵化)期(?:内|间)?$")
_EXCLUDING: Final = re.compile(r"（(?:不含|不包括|除)[^（）]*）$")
_TIMED: Final = re.compile(r"20[0-9]{2}年[^，、的]{0,8}?(?:前|起|后|期间)(?=[\u4e00-\u9fff]{2})")
_THEN: Final = re.compile(r"(?:后|期间|以上|以内|年内)$")
# 物流企业被评为国家级, 地区总部租赁办公用房, 企业年营业收入首次突破10亿元.
_CASE_OF_ONE: Final = re.compile(
    r"(?P<who>[^，；]*?(?:企业|机构|单位|平台|团队|人才|项目|基地|园区|中心|联合体|总部|街道|[乡镇村]|个人|经理人|经纪人|带头人|投资人|[者员]|公司|银行|协会|合作社|农户"
    r"|家庭|店|[院校]|旅行社|毕业生|博士后|青年|人员|品种|产品|医院|实验室|孵化器|载体|集群))(?:（[^（）]*）)?"
    r"(?:被|促成|每年|年均|报废|转出|置换|实缴|于|在|为|与|将|把|从|因|经(?![营济])|实施|租[赁用]|购[置买]|新(?:建|增|购|引|设|招|落|认|获)|建[设成]|开展|完成|取得|获得?|入选|通过|接收|接纳|录用|雇用"
    r"|承担|参与|投资|引[进入]|首次|年(?:度|营|主|产|销|支|纳)|当年|连续|受托|围绕|委托|入驻|达到|超过|突破|实现|组织|服务|吸纳|招[用聘]"
    r"|升规|上规|来(?:我|本)|到|落户|迁[入至]|销售|生产|研发|开发|设立|成立|认定|评定|继续|支付|实际|累计|营业|产值|注册|使用|利用|申[报请]"
    r"|举办|参加|牵头|制定|主导|创办|出站|回国|返乡|签订|缴纳|上市|挂牌|固定资产|总投资|自(?:落户|认定|投产))[^的]*"
)
_OPENING: Final = re.compile(
    r"(?:支持|鼓励|引导|(?:择优)?(?:遴选|评选|筛选|征集|选取)(?:支持|出)?(?=[\u4e00-\u9fff]{2})(?![^，。；0-9给]*的)|(?:全职|柔性|刚性)引进(?=[\u4e00-\u9fff])(?![^，。；0-9给]*的)|(?:引进|招引|引育)(?![^，。；]*的)|对于|针对|(?:对|向|(?<!对)为(?![^，。；的]{0,16}提供)|给)(?![外口接标上予])|凡是|凡|或(?:者)?(?=新|对|符)|其中|并(?![购网轨联])|且|同时|(?:实施|推行|开展|推进)(?=[^，。；的]{4,30}(?:试点|项目|工程|行动|改造|攻关|任务|课题)$))+"
)
# 支持企业为他人服务: who does it receives the money.
_AGENT: Final = re.compile(
    r"[^，。；]*?(?:企业|单位|机构|高校|院所|平台|团队|人才|主体|学校|医院|园区|合作社|农户)"
    r"(?=为|与|在|向|对|通过|开展|实施|参与|参加|牵头|联合|组织|“|申报|购买|购置|入驻|租用|使用|承担)"
)
# 加快首台（套）重大技术装备推广，按30%给予补助
_SPREADS: Final = re.compile(
    r"(?:加快|加大|促进|推动|推进|加强)(?P<who>[^，。；]{3,20}?)(?:的?(?:示范|推广|普及|应用|使用|购置|建设|落地)){1,2}(?:力度)?"
    r"|落实(?P<of>[^，。；]{3,24}?)(?:补偿|补贴|奖励|支持|扶持)?政策"
)
# 支持企业联合高校组建创新联合体, 支持协会承办国际赛事: what is built or held.
_BUILDS: Final = re.compile(
    r"(?:企业|高校|院所|机构|单位|协会|商会|平台|园区|开发区)[^，。；]*?(?:组建|引进共建|引进建设|建设|共建|创建|搭建|打造|承办|举办|主办)(?P<who>[^，。；的]{2,20}?"
    r"(?:联合体|平台|中心|实验室|基地|机构|园区|研究院|工作站|赛事|会议|活动|展会|论坛|大会|大赛))$"
)
# 由链主企业牵头、高校院所参与组建的创新联合体
_MADE_BY: Final = re.compile(
    r"由[^，。；]{2,40}?(?:组建|建设|承担|实施|牵头|运营|举办|研制|研发)的(?=[\u4e00-\u9fff]{2,16}$)"
)
_RAISED_TO: Final = re.compile(r"(?:提高|调整|增加|提升|统一|确定)(?:到|至|为)$")
_QUALIFIED: Final = re.compile(
    r"符合[^，。；]{2,24}?条件(?:的|新?(?:落户|认定|引进|设立)(?:[及并和](?:认定|落户|引进|设立))?的)(?=[^，。；的]{2,24}$)"
    r"|其(?:承担|牵头|实施|主持|参与)的(?=[^，。；的]{2})"
)
_APPROVED: Final = re.compile(
    r"经(?:[省市区县]?[^，。；、]{0,8})?(?:认定|评定|评选|评审|备案|批准|审核|评估|考核)(?:合格|通过)?的(?=[^，。；的]{2})"
)
_HOW_MANY: Final = re.compile(r"[0-9]+[个家项名](?:以上|左右)?(?=[\u4e00-\u9fff]{2})")
_BUILT_WELL: Final = re.compile(
    r"(?:举办|承办|主办)(?=[^，。；的]{2,16}(?:赛事|大赛|展会|展览|论坛|会议|大会|活动)$)"
    r"|(?:高水平|高标准|高质量|加快|积极|大力)+(?:建设|打造|培育|创建)(?=[^，。；的]{2,24}(?:中心|平台|基地|实验室|园区|企业|机构|团队))"
)
# 采用“揭榜挂帅”方式组织实施攻关项目
_BY_WAY_OF: Final = re.compile(
    r"(?:采用|采取|通过|以)[^，。；]{2,14}?(?:方式|形式|机制)(?:组织实施|遴选支持|组织|实施|遴选|支持|开展|推进)(?=[^，。；]{2})"
)
# 每个项目按照不超过投资额30%的标准，给予…; 单个项目可最高…
_RECKONED_BY: Final = re.compile(r"(?:按照?[^，；]*的(?:标准|比例|额度|金额)|(?:原则上)?可以?)$")
_TAKEN_INTO: Final = re.compile(r"(?:将|把)(?P<who>[^，；。]{2,40}?)(?:纳入|列入)[^，；。]{2,24}$")


def recipient_name(text: str, start: int, end: int) -> Span:
    """Return the name with which a case begins that has no noun of its own, without what it leaves out in brackets."""
    ranked = _RANKED_AS.match(text[start:end])
    start += ranked.end() if ranked else 0
    headless = text[end : end + 1] == "的" or _THEN.search(text, start, end) is not None
    timed = _TIMED.match(text, start, end) if headless else None
    start = timed.end() if timed else start
    excluded = _EXCLUDING.search(text, start + 2, end)
    end = excluded.start() if excluded else end
    if headless:
        named = _NAMED_AS.match(text, start, end)
        start = named.end() if named else start
        case = _CASE_OF_ONE.fullmatch(text, start, end)
        if case:
            end = case.end("who")
        elif not named and not excluded and _IS_CASE.match(text, start, end) and text[end : end + 1] == "的":
            end += 1  # 在北交所上市的, 购置办公用房的: nobody is named
    return start, end


def trimmed_recipient(text: str, start: int, end: int) -> Span:
    """Return who receives money in ``text[start:end]``, without what supports, assesses or qualifies them."""
    opening = _OPENING.match(text, start, end)
    if opening:
        start = opening.end()
        helped = opening[0].endswith(("支持", "鼓励", "引导"))
        built = _BUILDS.search(text, start, end) if helped else None
        if built:
            return built.span("who")
        agent = _AGENT.match(text, start, end) if helped else None
        end = agent.end() if agent else end
    spread = _SPREADS.fullmatch(text, start, end)
    if spread:
        return spread.span("who" if spread["who"] else "of")
    for skipped in (_MADE_BY, _BY_WAY_OF, _BUILT_WELL, _HOW_MANY, _QUALIFIED, _APPROVED):
        match = skipped.match(text, start, end)
        start = match.end() if match else start
    while end > start and text[end - 1] in "，的、：\t":
        end -= 1
    during = _WHILE.search(text, start + 2, end)
    end = during.start() if during else end
    assessed = ASSESSED.search(text, start + 2, end) if text.find("经", start + 2, end) > 0 else None
    end = assessed.start() if assessed else end
    raised = _RAISED_TO.search(text, start, end)
    listed = _TAKEN_INTO.match(text, start, end)
    if listed:  # 将A、B等产品纳入补贴范围，按照售价的15%给予…
        return listed.span("who")
    reckoned = _RECKONED_BY.search(text, start + 2, raised.start() if raised else end)
    return start, reckoned.start() if reckoned else raised.start() if raised else end
