"""Money granted: who or what receives it."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Span
from comparators.facts.targets_funding import TO_BEHIND, VOUCHERS, is_next_class, spent_on
from comparators.facts.targets_quantities import Quantity
from comparators.facts.targets_recipients_names import ASSESSED, recipient_name, trimmed_recipient
from comparators.facts.targets_scene import Clause, Scene
from comparators.facts.targets_subjects import subject_before

# 对A、B分别给予…: the recipient stands between 对 and what opens the grant.
_TO: Final = re.compile(
    r"(?:(?<=[，；。：、\t\x01])|^|(?<=[财政府方区省市局县部院要地行将内并再另续资金构各中优，]))(?:对于|针对|对|(?<![方导定面取走动意倾趋])向|为|给(?!予))(?=[^口应象外接]|外[资商国籍贸来省地])"
    r"|(?<=认定|审核|评审|评估|验收)对(?=[^象应])"
)
_WHO_END: Final = re.compile(
    r"，|：|(?<=[才员业位人者构队])可(?=分别|享受|按|获|申|一次|给)|(?:实行|采取)?“一[事企人团]队?一[议策]”|最高|分别|分阶段|分年度|分期|分批|分档|分级|连续|给予|予以|一次性|各(?=奖励|补助|给予|补贴|资助)|每[家个人项户年月辆台套件张名座亩头只艘架条所处场次班]|每(?:增加|新增|增长|完成|超过|满)|每千瓦时|每度|每平方米|每立方米|每公里|每吨|(?:由)?(?:省级|市级|区级|县级|中央|各级)?财政(?!收入|贡献|支出|局|厅|部|困难|供养)|按照?|(?:补助|奖励|补贴|资助)(?!政策|条件|对象|范围|目录)|奖补|发放|贴息|加补|择优|进行(?=奖励|补助|资助|补贴|奖补)|前[一二三四五两0-9]+年|第[一二三四五]年|首年|支持(?:最高|不超过|不高于|资金)*$|经[^，。；]{0,4}(?:评审|认定|评估|审核|考核)(?=可|最高|获得)"
)
_GIVEN_TO: Final = re.compile(
    r"(?:给予|奖励|补助|补贴|资助|支持|奖补)(?P<who>(?:[A-Z]、)*[^，。；、]{2,24}?)(?:不超过|不高于|最高|最多|一次性|每|分别|合计|共|总额)*$"
)
# 按规定给予每个团队最高500万元
_GIVEN_EACH: Final = re.compile(
    r"给予(?P<who>每[个家支名](?:[^，。；0-9的]{0,6}(?:团队|企业|项目|平台|人才|机构|单位|基地|中心|园区|实验室)))(?:最高|最多|不超过|一次性)*$"
)
# What a share is of stands behind who receives it: 给予企业地方财政贡献80%的奖励.
_OF_WHOM: Final = re.compile(
    r"(?P<who>[^，。；]{0,8}(?:单位|企业|机构|团队|个人|[采购应用供给建设]{2}方))(?:实际|年度|总|项目)*(?:投资额|合同额|采购金额|购房款|售价|支出|费用)的?"
)
_ANYONE: Final = re.compile(
    r"(?P<who>企业|单位|个人)(?:当年|年度|新增|同比)*(?:地方|财政|税收|经济|贡献|超出|增量)+(?:额|部分)?的?"
)
# 对国家级工厂奖励200万元，省级奖励100万元
_LEVEL_ALONE: Final = re.compile(
    r"(?:对)?(?P<who>(?:国家|省|市|县|区)级)(?:的|，)*(?:分别)?(?:给予|奖励|补助|资助|补贴|奖补)(?:最高|不超过|一次性)*$"
)
# 单个项目省级资助额度
_LEVEL_BEHIND: Final = re.compile(r"(?<=项目|企业|平台|单位)(?:省级|市级|区级|县级|中央|财政)+$")
# Who has been named before: 对该企业给予奖励, 对其缴纳的税款给予奖励.
_SAME: Final = re.compile(
    r"该|其(?!他|它|余|(?:承担|牵头|实施|主持|参与)的[^，。；]{2,24}?(?:项目|任务|课题|工程|平台|中心)(?:[，给按]|$))|上述|相关(?:企业|单位|机构)"
)
# 鼓励企业设立研发中心，对符合条件的最高奖补200万元: whom, the clause before says.
_WHO_QUALIFIES: Final = re.compile(
    r"(?:其中)?(?:经(?:认定|评审|审核))?(?:符合|满足)(?:相关|规定|上述)?(?:条件|要求)的?"
)
# 引育科技组织，开展交流活动，给予…
_ITS_TASK: Final = re.compile(r"(?:开展|举办|组织开展)[^，。；]*$")
_HELPING: Final = ("支持", "鼓励", "引导")
_SUPPORTED: Final = re.compile(
    r"(?:(?<=[，。；])|^)(?:加快|大力|积极)?(?P<how>支持|鼓励|引导|引育|培育|打造|建设|组建)(?P<who>[^，。；]{2,40})"
)
# 按每万平方米5000元、总额不超过100万元，对街道予以奖励.
_TO_AT_LAST: Final = re.compile(
    r"[^。；]{0,40}?，对(?P<who>(?!该|其|上述)[^，。；0-9]{2,16}?)(?:予以|给予)(?:一次性)?(?:奖励|补助|补贴|资助)"
)
# 对地方经济贡献不低于300万元，对固定资产投资5000万元以上，: what is asked of the recipient.
_MET: Final = re.compile(
    r"[^，的]{2,20}(?:(?:不低于|不少于|超过|达到?|满|高于|大于)[0-9.]+[万亿]*[^，0-9的]{1,4}|[0-9.]+[万亿]*[^，0-9的]{1,4}(?:及)?以上)"
)
_KIND_OF_MONEY: Final = re.compile(
    r"(?:共计|合计|总计)$|(?:一次性)?(?:扶持|补助|奖励|支持|资助|专项|建设|运营)?(?:资金|经费)(?:支持|扶持|补助|奖励)?$"
)
_WORKS: Final = re.compile(
    r"(?:基础设施|设施|项目|研发|科研|运营|开办|落户|装修|设备|平台)?(?:建设|购置|改造|补助|启动|运行)?$"
)
_SOME: Final = re.compile(r".*(?:一批|若干|一系列|一类)")
# 为人才提供1000套公寓，毕业生租房补贴每人每月1000元.
_PROVIDES: Final = re.compile(r"提供[^，0-9]{0,6}[0-9]")
_ITS_GRANT: Final = re.compile(
    r"(?P<who>[^，；：0-9对给为向按每的]{3,12}(?:补贴|补助|津贴)(?:标准)?为?(?=每[人户月年])|(?![^，]*财政|[省市区县]级?每)[^，；：0-9对给为向按每的最]{2,16}(?=每[^，0-9年月]{1,4}(?:补助|补贴|奖励|给予|奖补)))"
)
_AND_DID: Final = re.compile(r"，(?:并|且)(?![给予补奖资按])[^，]{2,80}的[^，的]{2,12}(?=，)")
# 对招录毕业生，签订合同的用人单位，按照每人2000元给予补贴
_WHO_IS: Final = re.compile(
    r"，[^，。；]{2,60}?的(?P<who>[^，的]{0,8}(?:单位|企业|机构|团队|个人|人员|平台|主体|学校|医院|农户|合作社))(?=，)"
)
# 发放创业补贴资金25万元
_PAID: Final = re.compile(
    r"(?:发放|兑付|拨付|兑现)(?P<who>[^，。；0-9]{2,20}?(?:补贴|补助|奖励|奖补|津贴)(?:资金|经费))(?:总额)?$"
    r"|(?:发放|投放|派发|兑付)(?P<vouchers>[^，。；、0-9]{1,8}券(?:总额|总规模|规模|额度))(?:不超过|不高于|不低于)?$"
)
# 每年奖励上限为零售企业100万元/家、餐饮企业50万元/家
# 年度贴息总额不超过100万元, 单个企业年度补贴不超过600万元: the sum itself is what is bounded.
YEARLY_SUM: Final = re.compile(
    r"(?<![分阶段年期])(?P<who>(?!分|阶段)[^，。；、0-9]{0,6}(?:年度|累计|全年)[^，。；、0-9按给]{0,6}(?:补贴|补助|奖励|贴息|配套|资助|奖补)(?:资金)?(?:总额|金额|额度?)?"
    r"|(?:单[户个家]|同一)[^，。；、0-9]{0,6}(?<!每)年(?:贴息|补贴|补助|奖励|资助)(?:总?额度?|金额)"
    r"|每[家个户名][^，。；、0-9]{1,6}每年(?:补贴|补助|奖励|贴息|资助|奖补)(?:资金)?(?:总?额度?|金额))(?:最高|最多|不超过|不高于|原则上)*$"
)
# 支持周期不超过3年，资助额度不超过2000万元
_SUM_ALONE: Final = re.compile(
    r"(?:其中|且|并)?(?P<who>(?:年度|累计)?(?:资助|支持|补助|奖励|补贴|奖补)(?:总额度?|额度|金额|强度))(?:原则上|一般|最高|不超过|不高于)*$"
)
_CEILING_OF: Final = re.compile(r"上限(?:分别)?(?:为|是)(?P<who>[^，。；0-9]{2,12})$")
_NEXT_CEILING: Final = re.compile(r"[、和](?P<who>[^，。；、0-9]{2,12})")
# …的，补贴2万元，购买小排量车的，补贴1.5万元: another case.
_NEXT_CASE: Final = re.compile(r"[0-9元%][^，。；]{0,6}[，；][^，。；0-9]{0,6}[^，。；]{4,60}的，$")
# 评价优秀的每年再给予30万元, 省级的给予10万元.
_NEW_CASE: Final = re.compile(
    r"(?:其中|对)?(?P<who>[^，。；0-9]{3,24}的(?=(?:每年|每[辆台套件艘架座条]|再|另|另外|一次性)+(?:给予|奖励|补助|资助|补贴|再?奖|再?补))"
    r"|(?:重新|再次|通过|首次)[^，。；0-9的]{2,10}(?=的(?:给予|奖励|补助|资助|补贴)(?:最高|不超过)*$)"
    r"|(?:国家|省|市|县|区)级(?=的(?:给予|奖励|补助|资助|补贴)(?:最高|不超过)*$))"
)
_COUNTY: Final = re.compile(
    r"(?P<who>每[县市区镇乡村校])(?:每年)?(?:安排|下达|拨付|切块|补助|奖励|给予|支持)(?:资金|经费|最高|不超过|不少于)*$"
)
_GIVEN_BEHIND: Final = re.compile(
    r"(?:(?:、[^，。；、]{0,6}[0-9.]+[万亿]*[元%])?的(?:标准|比例|额度|金额)，?|的[^，]{0,6})?给予(?:相关)?(?P<who>[^，。]{0,18}(?:企业|单位|个人|机构|团队|平台|者|[采购应用供给建设]{2}方|学校|园区|主体|基地|户|家庭|毕业生|人员|孵化器|中心|院|街道|乡镇|村|商会|协会))(?:(?:最高|不超过|不高于)*[0-9.]+[万亿]*元的)?(?:一次性|资金|财政|经费)*(?:补助|补贴|奖励|资助|贴息|支持|奖补)"
)
# 对企业贷款，按担保额的1%给予担保机构补助.
_TO_BACKER: Final = re.compile(
    r"(?:的[^，]{0,6})?给予(?P<who>[^，。的]{0,8}(?:银行|担保公司|担保机构|金融机构|保险机构|保险公司|承办单位|运营机构|运营单位))"
    r"(?:一次性|资金|财政|经费)*(?:补助|补贴|奖励|资助|补偿|奖补)"
)
_MONEY_WORD: Final = re.compile(
    r"额|风险投资|强度|力度|不超过|不高于|不低于|最高|按|标准|金额|比例|额度|上限|总额|资金|经费|一次性"
)
# 给予每吨标准煤300元奖励: by what it is reckoned.
_EACH_MEASURE: Final = re.compile(
    r"每(?:吨|千瓦|度|平方米|立方米|公里|千克|公斤|标箱|亩|升|班次|架次|班|[万千百]|单位|新增|增加)"
)
_KIND_OF_GRANT: Final = re.compile(
    r"(?:一次性)?(?:创业|就业|购房|租房|安家|生活|交通|培训|稳岗|见习|住房|科研启动|开办|落户|运营|建设)"
)
_OF_A_KIND: Final = re.compile(
    r"(?P<who>(?!每|单[个户项家])[^，。；、0-9的]{2,10}?(?:装备|设备|产品|项目|企业|机构|平台|团队|基地|中心|[器机站车船舱]))"
)
_OWN: Final = re.compile(
    r"[、，和与及]*(?:对)?(?P<who>[^，、]{2,24}?)的?(?:每[辆台套件艘架座条])?(?:给予|奖励|补助|补贴|资助|支持)(?:最高|不超过)*$"
)
_EACH: Final = re.compile(
    r"(?:(?:以上|上述)[^，。；每0-9]{2,8})?(?:省|市|县|区)?(?:级)?(?:财政)?(?:按照?)?每[个家户名位项所支条座](?P<who>(?!年度|累计|合计|给予|予以|补助|奖励|补贴|资助|支持|不|一次性|分别|最高|再)[^，每最0-9]{2,12}?)"
    r"(?=按|(?:省|市|县|区)(?:级)?财政|累计|合计|总额|连续|一次性|每年|年度|最高|定额|补助|补贴|奖励|资助|给予|支持|奖补|不超过|再|分别|安排|可|[0-9]|$)"
)
_HEADS_CLAUSE: Final = re.compile(
    r"(?:其中)?(?P<who>(?!并|且|其|单|每|同一|该|对|按|给|为|由|省级?财政|市级?财政)[^，。；0-9]{2,16}?(?:项目|企业|机构|平台|单位|团队|人才|基地|中心|园区|实验室|院|站|场所|产品))"
    r"(?:每[项个家名人])?(?:最高|一次性|再)*(?:可)?(?:给予|奖励|补助|补贴|资助)"
)
# 该地区总部可获得500万元奖励.
_MAY_OBTAIN: Final = re.compile(
    r"该?(?P<who>(?!在|可|均|还|每|单|同一|其|符合|经[^，。；]{0,4}(?:评审|认定|评估|审核|考核))[^，。；0-9]{2,14}?)"
    r"(?:经[^，。；]{0,4}(?:评审|认定|评估|审核|考核)后?)?(?:最高)?可(?:一次性)?(?:获得?|享受|领取|申领)(?:最高|不超过|一次性)*$"
)
_ANY: Final = frozenset({"企业", "单位", "机构", "项目", "团队", "园区", "平台", "人", "户"})
_FIRMS: Final = ("企业", "单位", "机构")
_FIRMS_BEFORE: Final = re.compile(r"(?:(?<=[。；，])|^)(?P<who>(?![对按给为凡])[^，。；的]{2,30}(?:企业|单位|机构))，$")
# 完成试验的，按照研发投入的20%，分别给予…
_BY_SHARE: Final = re.compile(r"(?:可)?按照?[^，。；]{2,24}[0-9.]+[%‰]")
# 从年度贡献中给予企业奖励，最高不超过300万元.
_GRANTS_ONLY: Final = re.compile(r"(?:中|(?<=，)|(?<=，再))给予[^，。；的]{0,8}(?:奖励|补助|补贴|资助|支持)$")
# 根据升级数量，以补助资金为标准，参照贡献，: how much is given, not to whom.
_BY_WHAT: Final = re.compile(
    r"(?:对|按照?|参照)?其(?![他它余])|(?:并且|且|并)(?![购网联轨])|(?:符合|满足)[^，]*的$|以[^，]{2,60}为(?:标准|基数|依据|基准)$|(?:参照|按照|根据|依据|自[^，]{2,20}起|在[^，]{2,30}(?:基础上|期间|前提下)$)"
)
# 落户项目租赁厂房的，前两年按租金全额补贴，第三年补贴50%
_IN_YEARS: Final = re.compile(
    r"(?:[前后第][一二两三四五0-9]+年|首年|[一二两三四五0-9]+年内)(?:内)?(?:按照?|给予|全额|予以)"
)
_CONDITION: Final = re.compile(
    r"(?:超过|达到|突破|高于|低于|不足|未达|被(?!投)|成功进入|晋级|(?:当年|年度|上一?年度?|首年|年)(?:营业|主营|销售|产值|纳税|进出口|交易|实缴|投资))[^，。；]*的$"
)
_SIZED: Final = re.compile(
    r"(?:(?:单户|单笔)?(?:贷款|授信)?(?:期限|额度|利率)|实缴|注册|投资|固定资产|年(?!均)|首年|上年|营业|营收|产值|销售|租用|面积|融资|规模|贡献|累计)[^，。；]*[0-9][^，。；]*的?$"
)
_REACHED: Final = re.compile(r"(?:突破|达到|超过|达)[0-9.]+[^，的0-9]{1,5}$")
# 分别给予应用方、供给方100万元、50万元奖励.
_GIVEN_APART: Final = re.compile(r"分别给予(?P<who>[^，。；0-9、]{2,10}(?:、[^，。；0-9、]{2,10})+)$")
_EACH_HEAD: Final = re.compile(
    r"给予(?P<who>[^，。；0-9]{2,40}?)(?:(?:分别)?每[人户家个名](?:每[年月])?|分别)(?:最高|不超过|不高于)*$"
)
# 每年安排转移支付资金不少于6亿元.
_SETS_FUND: Final = re.compile(
    r"(?:安排|统筹|投入|筹集|设立)(?P<who>(?!专项|资金|经费|财政)[^，；。、0-9的]{2,14}(?:资金|经费))(?:总额|规模)?$"
)
_SINGLE: Final = re.compile(
    r"(?:且|并|但|其中|对)?(?P<who>单项(?=(?:[省市县区]级)?财政|最高|不超过|给予)|(?:单[个家户项一场篇]|同一)(?P<noun>(?!每|年|累|最|合)[^，。；0-9]{1,10}?(?<!年)))"
    r"(?=(?:原则上)?(?:可以?)?(?:按照?|(?:(?:省|市|县|区)(?:级)?)?财政|(?:省|市|县|区)级(?=补助|补贴|资助|支持|奖励)|一次性|分别|分档|分级|不低于|每年|年度|全年|同一年度|当年|累计|合计|总计|最高|补助|补贴|奖励|资助|支持|给予|不超过|贴息|获得|享受|可?申[领请]|$))"
)
# 大型企业按30%返还，中小微企业按60%返还.
_RATED: Final = re.compile(
    r"(?P<who>[^，。；0-9按对给为]{2,12}(?:企业|单位|个人|机构|人员|者|户|毕业生|家庭|地区))按照?"
)
_PASSED: Final = re.compile(r"(?:通过|完成)(?:验收|评审|认定|考核|评估|备案|审核)[^，。；]{0,4}$")
_TURNS: Final = re.compile(r"[^，。；]{2,12}(?:转变|转型|延伸|升级|迈进|拓展)")  # 由提供场地向专业服务转变
_SELECTED: Final = re.compile(r"(?<![0-9.])[0-9]+[个家项名支](?:以上|左右)?(?P<who>(?!次|以)[^，、0-9]{2,20})$")
# 个人最高500万元安家补贴、团队最高5000万元资助.
_OWN_LISTED: Final = re.compile(r"(?:[^，、0-9]{2,8})?、(?:对)?(?P<who>[^，、0-9]{2,12})")
_COUNTED: Final = re.compile(r"(?<![0-9.])[0-9]+[个家名项支人位条座艘](?:以上|左右|，|$)")
_NOT_WHO: Final = re.compile(
    r"^(?:奖励性?|补助性?|补贴|资助|支持|奖金|扶持|奖补|补偿|津贴|贴息|定额|金额|标准|比例|额度|上限|最高|不超过|不高于|一次性|年化|每[\u4e00-\u9fff]{0,3}|每千瓦时|每度电?|每平方米|每公里|每吨|每张床位|分别|合计|共|总额|的|适当|资金|财政|省级财政|省财政|市财政|经费|专项|相应|累计|单个项目|一定)*$"
)
# 财政补助标准提高到每人每年700元 sets the level of a grant; 补贴比例最高为30% is a rule on it.
_SET_LEVEL: Final = re.compile(
    r"(?:标准|水平)(?:再)?(?:分别)?(?:从[^，。；]{1,30})?(?:提高|提升|增加|调整)(?:到|至|为)?(?:每人每[年月]|每[人户])?(?:不低于)?$"
)


def _says_more(known: str, noun: str) -> bool:
    """Say whether the recipient ``known`` already is a ``noun`` of some kind: 省级企业 for 单个企业."""
    return known.endswith(noun) and len(known) > len(noun)


def own_recipient(scene: Scene, before: Quantity, quantity: Quantity) -> Span | None:
    """Return the recipient named between two amounts of a clause: 国家级的奖励200万元、省级的奖励50万元."""
    vouchers = VOUCHERS.match(scene.flat, quantity.outer_end)
    if vouchers:
        return vouchers.span("who")
    own = _OWN.fullmatch(scene.flat, before.outer_end, quantity.outer)
    if own is None and _CEILING_OF.search(scene.flat, scene.sentence(before.start)[0], before.outer):
        own = _NEXT_CEILING.fullmatch(scene.flat, before.outer_end, quantity.outer)
    if own is None and quantity.prior:
        own = _OWN_LISTED.fullmatch(scene.flat, before.outer_end, quantity.outer)
    return own.span("who") if own and not _NOT_WHO.match(own["who"]) else None


def recipient(scene: Scene, clause: Clause, quantity: Quantity, known: Span | None) -> Span | None:
    """Return where it stands who or what receives the money, ``None`` where the sentence does not say.

    ``known`` is the recipient of an amount before it in the sentence, which holds until another is named. Of whom a
    case tells (物流企业被评为国家级的), only the name counts.
    """
    found = _recipient(scene, clause, quantity, known)
    payer = _LEVEL_BEHIND.search(scene.flat, found[0] + 2, found[1]) if found else None
    found = (found[0], payer.start()) if found and payer else found
    return recipient_name(scene.flat, *found) if found and found != known else found


def _recipient(scene: Scene, clause: Clause, quantity: Quantity, known: Span | None) -> Span | None:
    start, _ = scene.sentence(quantity.start)
    text = scene.flat
    level = _LEVEL_ALONE.match(text, clause.start, quantity.outer)
    if level and known and "级" in text[slice(*known)]:
        return level.span("who")
    named = _named_alone(scene, clause, quantity, known)
    if named:
        return named
    given = _given(scene, clause, quantity)
    if given:
        return given
    beyond = TO_BEHIND.match(text, quantity.outer_end, clause.end)
    if beyond and not _NOT_WHO.match(beyond[beyond.lastgroup or 0]):
        return beyond.span(beyond.lastgroup or 0)
    to = _given_to(text, start, quantity.outer, known)
    backer = _TO_BACKER.match(text, quantity.outer_end, clause.end)
    if backer:
        return backer.span("who")
    if to:
        return to
    for pattern in (_GIVEN_BEHIND, _TO_AT_LAST):
        behind = pattern.match(text, quantity.outer_end, scene.sentence(quantity.start)[1])
        if behind and not _NOT_WHO.match(behind["who"]):
            return behind.span("who")
    each = _EACH.match(text, clause.start, quantity.outer)
    if each and _is_another(text, each, start, clause.start, known):
        alone = each["who"] in _ANY  # 每家企业; but 每个试点县 are 试点县
        return text.rfind("每", clause.start, each.start("who")) if alone else each.start("who"), each.end("who")
    if known and _NEXT_CASE.search(text, known[1], clause.start):
        known = None
    return known or _clause_before(scene, clause, quantity, start)


def _given(scene: Scene, clause: Clause, quantity: Quantity) -> Span | None:
    """Return who stands between what gives and the amount: 给予研发机构最高100万元补助; for a standard, what has it."""
    if _SET_LEVEL.search(scene.flat, clause.start, quantity.outer):
        level = subject_before(scene.line.text, clause.start, quantity.outer, scene.words, rate=True)
        if level.end > level.start:
            return level.start, level.end
    apart = _GIVEN_APART.search(scene.flat, clause.start, quantity.outer)
    if apart:
        return apart.span("who")
    heads = _EACH_HEAD.search(scene.flat, clause.start, quantity.outer)
    if heads and not _NOT_WHO.match(heads["who"]):
        return heads.span("who")
    one = _GIVEN_EACH.search(scene.flat, clause.start, quantity.outer)
    if one:
        return one.span("who")
    given = _GIVEN_TO.search(scene.flat[clause.start : quantity.outer])
    if given is None or any(form.match(given["who"]) for form in (_NOT_WHO, _MONEY_WORD, _EACH_MEASURE)):
        return None
    if (
        given["who"][0] == "其"
        or given["who"][-1] in "和及与"
        or given["who"].endswith(("费", "费用", "租金", "利息", "成本", "投入", "额"))
    ):
        return None
    if given["who"] in _FIRMS:  # 新列入国家级“专精特新”中小企业，分别给予企业30万元
        named = _FIRMS_BEFORE.search(scene.flat, scene.sentence(quantity.start)[0], clause.start)
        if named:
            return named.span("who")
    of_whom = _OF_WHOM.fullmatch(given["who"])
    if of_whom:  # 给予建设单位投资额20%
        start = clause.start + given.start("who")
        return start, start + len(of_whom["who"])
    anyone = _ANYONE.fullmatch(given["who"])
    if anyone:  # 给予企业地方财政贡献80%的奖励
        start = clause.start + given.start("who")
        return start, start + len(anyone["who"])
    return _receiver(scene, clause, given)


def _receiver(scene: Scene, clause: Clause, given: re.Match[str]) -> Span | None:
    """Return who is given something in 给予该企业高管共计, 给予园区扶持资金; ``None`` where it is a kind of money."""
    end = _WHO_END.search(given["who"], 1)
    stop = given.start("who") + end.start() if end else given.end("who")
    start, stop = trimmed_recipient(scene.flat, clause.start + given.start("who"), clause.start + stop)
    money = _KIND_OF_MONEY.search(scene.flat, start, stop)
    stop = money.start() if money else stop
    start += scene.flat.startswith("该", start)
    works = money is not None and _WORKS.match(scene.flat, start, stop) is not None
    kind = _KIND_OF_GRANT.fullmatch(scene.flat, start, stop)  # 给予创业补贴1万元
    return None if works or kind or stop - start < 2 else (start, stop)


def is_condition_alone(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` is a case without a noun: 超过1亿元的, 被认定为国家级的."""
    return _CONDITION.match(text, start, end) is not None


def _named_alone(scene: Scene, clause: Clause, quantity: Quantity, known: Span | None) -> Span | None:
    """Return the recipient that the form of the clause names: 用于A, 单个A最高…, A的再给予…, A按30%返还, 每县安排…"""
    text = scene.flat
    spent = spent_on(scene, clause, quantity)
    if spent:
        return spent.span("who")
    fund = _SETS_FUND.search(text, clause.start, quantity.outer) if quantity.outer_end == clause.end else None
    if fund:
        return fund.span("who")
    if known and is_next_class(scene, clause, quantity):
        return trimmed_recipient(text, clause.start, quantity.outer)
    vouchers = VOUCHERS.match(text, quantity.outer_end)
    if vouchers:
        return vouchers.span("who")
    total = _SUM_ALONE.match(text, clause.start, quantity.outer)
    if total and (known is None or text[known[1] - 1] in "期限"):
        return total.span("who")
    for pattern in (_COUNTY, _PAID, _CEILING_OF, YEARLY_SUM):
        alone = pattern.search(text, clause.start, quantity.outer)
        if alone:
            return alone.span(alone.lastgroup or "who")
    single = _SINGLE.match(text, clause.start, quantity.outer)
    if single:
        return single.span("who")
    its = (
        _ITS_GRANT.match(text, clause.start, quantity.outer)
        if text.find("每", clause.start, quantity.outer) > 0
        else None
    )
    if its:
        return its.span("who")
    further = _another_case(scene, clause, quantity) if known else None
    if further:
        return further
    heads = _HEADS_CLAUSE.match(text, clause.start, quantity.outer)
    another = heads and clause.start > scene.sentence(clause.start)[0]
    if heads and another and not (known and heads["who"] in text[slice(*known)]):
        return trimmed_recipient(text, *heads.span("who"))  # 对A最高给予3000万元，B最高可给予1亿元
    named = _MAY_OBTAIN.match(text, clause.start, quantity.outer) or _RATED.match(text, clause.start, quantity.outer)
    return named.span("who") if named else None


def _another_case(scene: Scene, clause: Clause, quantity: Quantity) -> Span | None:
    """Return the recipient of a further case: 评价优秀的每年再给予30万元; 成套装备最高500万元，单台设备最高200万元."""
    new = _NEW_CASE.match(scene.flat, clause.start, quantity.outer)
    kind = _OF_A_KIND.fullmatch(scene.flat, clause.start, quantity.outer)
    if new:
        return new.span("who")
    return kind.span("who") if kind and quantity.prior.startswith("最高") else None


def _given_to(text: str, start: int, end: int, known: Span | None) -> Span | None:
    """Return whom 对, 向, 为 or 给 names in the sentence before the amount, behind what is ``known``."""
    before = text[start:end]
    for to in reversed(list(_TO.finditer(before))):
        if known and start + to.start() < known[1]:
            return None
        stop = _WHO_END.search(before, to.end() + 1)
        also = (
            _AND_DID.match(before, stop.start()) if stop and stop[0] == "，" else None
        )  # 对完成任务，并获得资金的企业，给予…
        if also is None and stop and stop[0] == "，" and "的" not in before[to.end() : stop.start()]:
            head = _WHO_IS.match(before, stop.start())
            if head:
                return start + head.start("who"), start + head.end("who")
        end = also.end() if also else stop.start() if stop else len(before)
        span = trimmed_recipient(text, start + to.end(), start + end)
        inner = to[0] == "为" and "提供" in text[span[0] : span[1]]  # 对为企业提供服务的机构
        inner = inner or _WHO_QUALIFIES.fullmatch(text, *span) is not None
        if stop and stop[0] == "，" and text[span[1]] != "的" and _MET.fullmatch(text, *span):
            continue
        inner = inner or _TURNS.fullmatch(text, *span) is not None
        if span[1] - span[0] >= 2 and not (inner or _SAME.match(text, *span) or _PROVIDES.search(text, *span)):
            return span
    return None


def _is_another(text: str, each: re.Match[str], start: int, begin: int, known: Span | None) -> bool:
    """Say whether 每个… names whom the amount is for: 建设30个基地和60个工作室，每个基地补助…，每个工作室补助…"""
    if known:
        if text[known[0]] in "每单" and each["who"] not in text[slice(*known)]:
            return True  # 每个项目支持30万元，每个平台资助100万元
        if each["who"] in _FIRMS and "的" in text[known[1] - 1 : known[1] + 1]:
            return True  # 对投保保险的，给予…，每家企业最高…
        apart = each["who"] in _FIRMS or each["who"] in text[start:begin]
        return apart and each["who"] not in text[slice(*known)]
    if len(each["who"]) > 3 and each["who"] not in text[start:begin]:
        return True
    return not re.search(r"^[^0-9]*(?:支持|鼓励|对|向)[^0-9]*$", text[start:begin])


def _clause_before(scene: Scene, clause: Clause, quantity: Quantity, sentence: int) -> Span | None:
    """Return the head of the clause, else of the one before it: 新认定的A，给予…; 实施一批B，最高给予…"""
    text = scene.flat
    begin = clause.start + 2 * text.startswith("首年", clause.start)
    end = _WHO_END.search(text, begin, quantity.outer)
    own = trimmed_recipient(text, begin, end.start() if end else quantity.outer)
    if own[1] - own[0] >= 4 and not re.match(
        r"[省市区县级]+$|由|[省市县区]财政|经[^，]{0,2}(?:认定|评审|审核|验收|评估|考核)后$|通过(?:验收|评审|认定|考核|评估)(?!的[\u4e00-\u9fff]{2})|财政|省市县|地方|鼓励|或?按|分阶段|合计|共计|总计|累计|再次?$|符合条件$|前[0-9一二三四五两]+年|首年?$|在[^，]{1,4}期间",
        text[own[0] : own[1]],
    ):
        return own
    earlier_end = clause.start - 1
    if earlier_end <= sentence:
        return None
    earlier = text.rfind("，", sentence, earlier_end) + 1 or sentence
    while earlier > sentence and (
        ASSESSED.match(text, earlier, earlier_end)
        or _PASSED.match(text, earlier, earlier_end)
        or _SIZED.match(text, earlier, earlier_end)
        or _BY_SHARE.match(text, earlier, earlier_end)
        or _GRANTS_ONLY.search(text, earlier, earlier_end)
        or _BY_WHAT.match(text, earlier, earlier_end)
        or _IN_YEARS.match(text, earlier, earlier_end)
        or is_condition_alone(text, earlier, earlier_end)
        or (text.startswith(("并", "且"), earlier) and text[earlier_end - 1] == "的")
        or (_ITS_TASK.match(text, earlier, earlier_end) and _SUPPORTED.match(text, sentence, earlier))
    ):  # 新引进的总部，经认定，给予…; 新落户的总部，实缴资本1亿元以上的，给予…
        earlier_end, earlier = earlier - 1, text.rfind("，", sentence, earlier - 1) + 1 or sentence
    if text.startswith("根据", earlier):
        return None
    case = text[earlier_end - 1] == "的"  # 带动就业3人以上的，再给予2万元
    digit = None if case else _COUNTED.search(text, earlier, earlier_end)
    if digit is not None:  # 引进人才团队30个左右，分档给予…
        counted = subject_before(scene.line.text, earlier, digit.start(), scene.words)
        if counted.act and counted.end - counted.start >= 2:
            return counted.start, counted.end
    listed = _SELECTED.search(text, earlier, earlier_end)
    if listed is not None:  # 每年遴选30个示范项目，每个项目…
        return listed.span("who")
    reached = _REACHED.search(text, earlier, earlier_end)
    if reached is not None:  # 箱量突破20万标箱，每标箱补助200元
        measured = subject_before(scene.line.text, earlier, reached.start(), scene.words)
        return measured.start, measured.end
    some = _SOME.match(text, earlier, earlier_end)
    span = trimmed_recipient(text, some.end() if some else earlier, earlier_end)
    return span if span[1] - span[0] >= 2 else None


def supported_before(scene: Scene, start: int) -> Span | None:
    """Return whom or what the sentence before the one at ``start`` supports: 支持企业开展研究。按照规定给予…

    Where it names nothing, what the block's title is about does: 培育发展仪器产业。….
    """
    text = scene.flat
    begin = max(scene.body, text.rfind("。", scene.body, max(scene.body, start - 1)) + 1)
    found = list(_SUPPORTED.finditer(text, begin, start))
    best = next((match for match in reversed(found) if match["how"] in _HELPING), found[-1] if found else None)
    if best is None:
        title = subject_before(scene.line.text, scene.body, scene.line.place(scene.block.title_end), scene.words)
        return (title.start, title.end) if title.act and title.end > title.start + 1 else None
    return trimmed_recipient(text, best.start("how" if best["how"] in _HELPING else "who"), best.end())
