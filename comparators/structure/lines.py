"""What one line looks like by itself: a title, a unit's name, a date, a tail, an entry of a table of contents."""

from __future__ import annotations

import re
from typing import Final

from comparators.document import Block

_LONGEST_TITLE: Final = 60
_D: Final = r"[0-9０-９]"
_YEAR: Final = rf"(?:{_D}{{4}}|[一二][〇○零ＯO0一二三四五六七八九]{{3}})\s*年"
_DATE: Final = re.compile(
    rf"\s*{_YEAR}\s*(?:{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}}|[×xX]{{1,2}})\s*月"
    rf"\s*(?:{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}}|[×xX]{{1,2}})\s*日\s*"
)
_TAIL: Final = re.compile(
    r"\s*(?:(?:抄\s*送|主\s*送|分\s*送|报\s*送|抄\s*报|抄\s*发|送)\s*[：:].{2,}"
    r"|[（(]此件.{0,20}[）)]|.{0,40}日\s*印\s*发|印\s*发|[（(]联系人[：:].{0,80}[）)])\s*"
)
_TAIL_STARTS: Final = frozenset("抄主分报送印（(")
_UNIT: Final = re.compile(
    r"[\u4e00-\u9fff（）()\s　、]{2,40}"
    r"(?:政府|办公厅|办公室|委员会|委|办|厅|局|部|院|会|署|[银分支总]行|司|处|室|中心|公司|集团|大学|学院|法院|检察院|小组|联席会议|协会|总队|支队)(?:（(?:代章|章|盖章|公章)）)?"
)
_PREAMBLE: Final = re.compile(r"根据|按照|依据|为[了贯深全加推进促落抓更切培]|经.{1,20}同意|现将|现就")
_SITE_FRAME: Final = re.compile(
    r"\s*(?:简\s*[|丨]?\s*繁|请输入(?:搜索)?关键[词字]|首页(?:\s|$|>|＞)|(?:您?的?当前|您所在的?|您的)位置|打印(?:本页|关闭|$)|关闭(?:窗口|$)"
    r"|(?:无障碍|适老化|长者|关怀)[^，。]{0,4}(?:浏览|模式|版)|(?:字体|字号)\s*[：:【\[]|设为首页|联系我们|网站(?:地图|标识码)|浏览次数|分享到)"
)
_TITLE_WORDS: Final = re.compile(r"关于|印发|的")
_KIND: Final = re.compile(
    r"(?:规划|计划|方案|意见|通知|办法|条例|规定|决定|决议|细则|措施|纲要|指南|指引|公告|通告|报告|说明|章程|准则|规则|规范|标准"
    r"|要点|清单|目录|名单|汇总表|一览表|分工表|任务表|分工|批复|白皮书|建议|解读|预案|政策|公报|通报|命令|函|草案|法|安排|若干举措"
    r"|行动|意见书|倡议书|路线图|计划书|征求意见稿)"
    r"[”》]?\s*(?:[（(〔][^（）()〔〕]{1,40}[）)〕]\s*)*(?:的(?:通知|意见|批复|决定|公告|通告|函|报告|说明|决议))?\s*$"
)
_PAREN_LINE: Final = re.compile(r"\s*[（(〔][^（）()〔〕\n]{1,190}[）)〕]\s*")
_NUMBER_LINE: Final = re.compile(
    rf"\s*[\u4e00-\u9fffA-Za-z]{{1,20}}\s*[〔\[（(【]?{_YEAR[:-4]}[〕\]）)】]?\s*{_D}{{1,5}}\s*号\s*"
)
_CODE_LINE: Final = re.compile(r"\s*[A-Z0-9]{2,8}(?:[-－—][0-9A-Z]{1,8}){1,4}\s*")
_RED_HEAD: Final = re.compile(r"(?!.*关于)[\u4e00-\u9fff\s　]{2,40}文\s*件\s*")
_META: Final = re.compile(
    r"\s*(?:索\s*引\s*号|发布(?:时间|日期|机构)|成文日期|公开方式|文\s*号|来源|信息来源|主题分类|有效性|统一编号|组配分类|体裁分类|字体|浏览|时间|日期|作者)"
    r"[^：:\n]{0,12}[：:].{0,120}"
)
_CONTENTS_HEAD: Final = re.compile(r"\s*[【\[]?\s*目\s*[录次]\s*[】\]]?\s*")
_LEADER: Final = re.compile(r"(?:[.．…·•‥⋯。_－-]\s*){3,}[（(]?\s*[0-9０-９ivxIVX—－-]{1,6}\s*[）)]?\s*$")
_PAGE: Final = re.compile(r"(?:\t|[ 　]{2,}|[\u4e00-\u9fff”）》])\s*[（(—－-]?\s*[0-9０-９]{1,3}\s*[）)—－-]?\s*$")
_PAGE_ENDS: Final = frozenset("0123456789０１２３４５６７８９ivxIVX）)—－- 　")
_BULLET: Final = re.compile(r"\s*(?:[—－―-]{2,}|[●•■◆▪◇□★☆※○·>]|[-*]\s)")
_ENDS_SENTENCE: Final = "。；;，,、：:！!？?…"
# Two or more single ideographs with white space between them; two of them must be the whole text.
_SPREAD: Final = re.compile(
    r"^[\u4e00-\u9fff]\s+[\u4e00-\u9fff]$|(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff](?![\u4e00-\u9fff])){2,}"
    r"|(?<=[\u4e00-\u9fff])(?:\s+[\u4e00-\u9fff](?![\u4e00-\u9fff])){3,}"
)
UNNUMBERED: Final = re.compile(r"\s*(?:引\s*言|前\s*言|序\s*言|结\s*语|后\s*记|概\s*述|导\s*言|编制说明)\s*")


def is_date(text: str) -> bool:
    """Say whether the line is a date and nothing else (２０２３年２月１０日)."""
    return len(text) < 30 and "日" in text and _DATE.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Say whether the line is the name of one body or of several, as at the end of a notice."""
    return len(text) <= 50 and _UNIT.fullmatch(text) is not None and not _TITLE_WORDS.search(text)


def is_tail(text: str) -> bool:
    """Say whether the line closes a published document: 抄送, 印发, （此件公开发布）."""
    may_be = text.lstrip()[:1] in _TAIL_STARTS or text.rstrip().endswith("发")
    return may_be and len(text) <= 600 and _TAIL.fullmatch(text) is not None


def is_contents_head(text: str) -> bool:
    """Say whether the line announces a table of contents."""
    return len(text) < 12 and _CONTENTS_HEAD.fullmatch(text) is not None


def has_leader(text: str) -> bool:
    """Say whether dots and a page number end the line."""
    return len(text) <= 200 and text[-1:] in _PAGE_ENDS and _LEADER.search(text) is not None


def ends_in_page(text: str) -> bool:
    """Say whether something like a page number ends the line, leaders or not."""
    if len(text) > 200 or text[-1:] not in _PAGE_ENDS:
        return False
    return _PAGE.search(text) is not None or _LEADER.search(text) is not None


def is_bullet(text: str) -> bool:
    """Say whether the line begins with a dash or a dot instead of a number."""
    return _BULLET.match(text) is not None


def is_title_like(block: Block) -> bool:
    """Say whether a block could be a line of a title: short, no sentence, no bullet, no row of a table."""
    text = block.text.strip()
    return (
        0 < len(text) <= _LONGEST_TITLE
        and block.layout.container in ("body", "textbox")
        and text[-1] not in _ENDS_SENTENCE
        and "\t" not in text
        and "。" not in text
        and not is_bullet(text)
        and not _PREAMBLE.match(text)
    )


def names_document(text: str) -> bool:
    """Say whether the line ends as the title of a document does: 规划, 关于…的通知, perhaps with （征求意见稿）."""
    text = text.strip()
    return len(text) <= _LONGEST_TITLE and _KIND.search(text) is not None


def is_parenthesis(text: str) -> bool:
    """Say whether the line is one parenthesis: （征求意见稿）, （2026—2030年）."""
    return len(text) <= 200 and _PAREN_LINE.fullmatch(text) is not None


def is_site_frame(text: str) -> bool:
    """Say whether a line is what a web site prints around a document: 首页 > 政策文件, 打印本页, 网站标识码…"""
    return _SITE_FRAME.match(text) is not None


def is_apparatus(text: str) -> bool:
    """Say whether the line is of a title block but not of the title: number, code, red head, data of publication."""
    return len(text) <= 160 and any(
        pattern.fullmatch(text) is not None for pattern in (_NUMBER_LINE, _CODE_LINE, _RED_HEAD, _META)
    )


def close_up(text: str) -> str:
    """Return ``text`` without the spaces that only spread single characters (总　　则, 应 急 预 案)."""
    return _SPREAD.sub(lambda match: "".join(match[0].split()), text)
