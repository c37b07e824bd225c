"""The label at the start of a line (一、 （一） 1. ① 第十二条 专栏1 附件2), its number and its place.

Read line by line, without context, and hence cautious: what reads like running text (1.5亿元, 一、二级市场,
第十二条规定) is no label; what may be either is one that is not ``certain``, to be judged by its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from comparators.numerals import parse_numeral

LabelForm = Literal[
    "volume",  # 第一编, 第一篇
    "division",  # 第一部分
    "chapter",  # 第一章
    "section",  # 第一节
    "article",  # 第十二条, 第十二条之一
    "clause",  # 第一款
    "item",  # 第一项
    "subitem",  # 第一目
    "han",  # 一、
    "han_paren",  # （一）
    "arabic",  # 1.
    "arabic_comma",  # 1、
    "arabic_paren",  # （1）
    "arabic_close",  # 1）
    "circled",  # ①
    "padded",  # 01, 02 … 10 without a mark, as in boxes
    "decimal",  # 1.2 or 1.2.3, and the 1 above them (1 总则)
    "named",  # 赛道一：
    "box",  # 专栏1
    "attachment",  # 附件1
    "attached_table",  # 附表1
    "appendix",  # 附录1, 附录A
]

_TO_ASCII: Final = {ord("０") + n: ord("0") + n for n in range(10)}
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORM_OF_UNIT: Final[dict[str, LabelForm]] = {
    "编": "volume",
    "篇": "volume",
    "部分": "division",
    "章": "chapter",
    "节": "section",
    "条": "article",
    "款": "clause",
    "项": "item",
    "目": "subitem",
}
_FORM_OF_WORD: Final[dict[str, LabelForm]] = {
    "专栏": "box",
    "附件": "attachment",
    "附表": "attached_table",
    "附录": "appendix",
    "附": "attachment",
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a line.

    ``number`` is the label as it stands in a section path: as printed, without closing ``、`` or ``.``, with
    ASCII digits, without inner white space (``（一）``, ``1``, ``第十二条``, ``专栏1``). ``value`` is its
    place in its sequence, 0 where no number is printed (``附件``); ``sub`` is that of 第十二条之一 (1), else 0.
    ``end`` is where the label with its closing mark and the white space after it ends. ``certain`` is false
    where the line may as well be running text.
    """

    form: LabelForm
    number: str
    value: int
    end: int
    certain: bool = True
    sub: int = 0


# White space inside a line, the ideographic one included.
_S = r"[^\S\n]*"
_H = "[零〇○一二三四五六七八九十百]"
_D = "[0-9０-９]"
# What plans count and set apart in headings: 赛道一：, 方向/赛道二：.
_NAMES: Final = "(?:重点|特色|优势|主攻|细分|产业)?(?:赛道|领域|方向|产业链|产业集群|产业|集群|板块)"
_SURE_NAMES: Final = ("赛道", "重点赛道", "特色赛道")
_PATTERN: Final = re.compile(
    rf"""\s*(?:
      第{_S}(?P<unit_no>{_H}{{1,7}}|{_D}{{1,4}}){_S}(?P<unit>部分|[编篇章节条款项目])(?:{_S}之{_S}(?P<sub>{_H}{{1,3}}))?
    | (?P<han>{_H}{{1,5}}){_S}(?P<han_mark>[、.．﹒])
    | (?P<paren>[（(]{_S}(?:(?P<paren_han>{_H}{{1,5}})|(?P<paren_digits>{_D}{{1,3}})){_S}[）)])
    | (?P<decimal>{_D}{{1,2}}(?:[.．]{_D}{{1,2}}){{1,4}})(?![0-9０-９])
    | (?P<padded>[0０][1-9１-９](?=[^\S\n]*[\u4e00-\u9fffA-Z]|[^\S\n]+{_D}[A-Za-z])|{_D}{{2}}(?=[\u4e00-\u9fff]))
    | (?P<digits>{_D}{{1,3}})(?:{_S}(?P<mark>[.．﹒、）)])|(?P<blank>[^\S\n]+)(?=[\u4e00-\u9fff]))
    | (?P<circled>[{_CIRCLED}])
    | (?:[\u4e00-\u9fff]{{2}}/)?(?P<name>{_NAMES}){_S}(?P<name_no>{_H}{{1,3}}|{_D}{{1,2}}){_S}(?:[：:]|$)
    | [【\[]?(?P<word>专{_S}栏|附{_S}[件表录]|附(?={_S}(?:{_D}|{_H}|[：:]))){_S}
      (?P<word_no>{_H}{{1,4}}|{_D}{{1,3}}(?:[-－—.]{_D}{{1,2}})?|[A-Z](?![A-Za-z]))?
      (?P<word_mark>{_S}[：:】\]])?
    )\s*""",
    re.VERBOSE,
)
_MOST_PADDED: Final = 40
_NUMERAL: Final = re.compile(_H)
_FIRST_STEP: Final = re.compile(rf"{_D}{{1,2}}[.．]")
_DIGITS: Final = "一二三四五六七八九"
_TENS: Final = ("", "十", *(f"{tens}十" for tens in _DIGITS[1:]))
# The numerals that nearly all labels are written with, 1 to 99.
_COMMON: Final = {
    f"{ten}{one}": n * 10 + m for n, ten in enumerate(_TENS) for m, one in enumerate(("", *_DIGITS)) if n or m
}
_STARTS: Final = frozenset(
    f"第零〇○一二三四五六七八九十百（(0123456789０１２３４５６７８９{_CIRCLED}【[专附赛方重特领产集板优主细"
) | {""}
_YEAR_AFTER: Final = r"[到至与和及]\s*(?:[12１２][0-9０-９]{3}|[一二][〇零○九][〇零○一二三四五六七八九]{2})\s*年"
# What follows a reference in running text: （一）项规定, （一）至（三）项, 专栏1所列.
# Not （一）到2025年.
_REFERENCE: Final = re.compile(
    rf"(?!{_YEAR_AFTER})"
    r"[、，和或及与至到]\s*第?\s*[（(零〇一二三四五六七八九十百\d]|[，。；]"
    r"|(?:之?规定|所[列述称规]|第\s*[一二三四五六七八九十百\d]+\s*[款项条])"
    r"|[项款](?:之?规定|所[列述称规]|的|情形|[、，。；和或及至]|之一|中)|目(?:规定|所|之一|[、，。；])"
)
_SENTENCE: Final = re.compile(r"[。；，]")
_WORD_REFERENCE: Final = re.compile(r"[的中所列和及与或至、，。；）)]")
# 一、二级市场, 三、四线城市, 七、八月: a pair of neighbouring numbers, no label. 四、五大工程 may be one.
_PAIR_TAIL: Final = "级类线产次期季月年日档代环审班孩胎层等楼号车组批本流手把星十百千万亿"
# After 1. a digit begins a number (1.5亿元) unless it begins a name (6.6G) or a year (1.2025年).
_NAME_OR_YEAR: Final = re.compile(r"[0-9０-９]{1,2}[A-Za-zＡ-Ｚａ-ｚ]|(?:19|20|２０)[0-9０-９]{2}\s*[年—－-]")
# 11.121人才项目: no number has three decimals and a name behind them.
_LONG_NAME: Final = re.compile(r"[0-9０-９]{3,4}(?![0-9０-９])[\u4e00-\u9fff]{3}")
# After a number a unit makes a quantity of it; some of these words may also begin a title (2.1 省级机构).
_UNIT: Final = re.compile(
    r"(?!人[工力才形口民机因居文]|名[优特牌录单]|升级|克隆|瓦斯|立[体法项]|多[元式层模]|余热|年度|日常|月度|个[体性])"
    r"[亿万千百%％‰元吨米倍人名次秒克升瓦立兆赫岁余多至到—~～\-－+＋×xX*/）),，。、；;：:]|[个年月日]|分(?![类级步层区行业工布期片块批])|左右|以[上下内]"
)
_WORD: Final = re.compile(r"[项家位所户件条座批支只台套期级亩度点时公平届县市省种类艘架辆辈]")


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _COMMON.get(number) or int(parse_numeral("".join(number.split())) or 0)


def _bare(number: str) -> str:
    """Return a label's number as it stands in a path: ASCII digits, no white space."""
    return "".join(number.translate(_TO_ASCII).split())


def match_label(text: str) -> Label | None:
    """Return the label with which ``text`` begins (white space before it apart), or ``None``.

    Only the start of ``text`` is read: the time taken does not grow with its length.
    """
    head = text[:64]
    if head.lstrip()[:1] not in _STARTS:
        return None
    match = _PATTERN.match(head)
    if match is None:
        return None
    if match["unit"]:
        return _unit_label(match, head)
    if match["han"]:
        return _han_label(match, head)
    if match["paren"]:
        return _paren_label(match, head)
    if match["decimal"]:
        return _decimal_label(match, head)
    if match["digits"]:
        return _arabic_label(match, head)
    if match["padded"]:
        return _padded_label(match, head)
    if match["circled"]:
        value = _CIRCLED.index(match["circled"]) + 1
        return Label("circled", match["circled"], value, match.end())
    if match["name"]:
        name, number = match["name"], match["name_no"]
        return Label("named", name + _bare(number), _value(number), match.end(), name in _SURE_NAMES)
    return _word_label(match, head)


def _unit_label(match: re.Match[str], head: str) -> Label | None:
    form = _FORM_OF_UNIT[match["unit"]]
    end = match.end()
    spaced = end == len(head) or head[end - 1].isspace() or head[end] in "【（(“：:"
    if _REFERENCE.match(head, end) or (not spaced and head[end] in "的中之内"):
        return None
    if form in ("clause", "item", "subitem") and not spaced:
        return None
    sub = match["sub"] or ""
    number = f"第{_bare(match['unit_no'])}{match['unit']}" + (f"之{_bare(sub)}" if sub else "")
    colon = 1 if head[end : end + 1] in ("：", ":") else 0
    while colon and end + colon < len(head) and head[end + colon].isspace():
        colon += 1
    return Label(form, number, _value(match["unit_no"]), end + colon, spaced, _value(sub) if sub else 0)


def _han_label(match: re.Match[str], head: str) -> Label | None:
    value, end = _value(match["han"]), match.end()
    certain = match["han_mark"] == "、"
    after = _NUMERAL.match(head, end)
    if after and after[0] not in "十百":
        following = head[after.end() : after.end() + 1]
        neighbours = value < 10 and parse_numeral(after[0]) == value + 1
        if following in ("、", "") or (neighbours and following in _PAIR_TAIL):
            return None
        certain = certain and not neighbours
    return Label("han", _bare(match["han"]), value, end, certain)


def _paren_label(match: re.Match[str], head: str) -> Label | None:
    if _REFERENCE.match(head, match.end()):
        return None
    han = match["paren_han"]
    value = _value(han or match["paren_digits"])
    form: LabelForm = "han_paren" if han else "arabic_paren"
    return Label(form, _bare(match["paren"]), value, match.end())


def _decimal_label(match: re.Match[str], head: str) -> Label | None:
    number = _bare(match["decimal"]).replace("．", ".")
    end = match.end()
    steps = number.split(".")
    first = _FIRST_STEP.match(match["decimal"])
    if len(steps) == 2 and first:
        start = match.start("decimal") + first.end()
        if _NAME_OR_YEAR.match(head, start):  # 6.6G。 is item 6, named 6G
            return Label("arabic", steps[0], int(steps[0]), start, certain=False)
        if end == len(head):
            return None
    spaced = end < len(head) and head[end - 1].isspace()
    sure = len(steps) > 2 and spaced
    if not all(step.strip("0") for step in steps) or (not sure and _UNIT.match(head, end)):
        return None
    if not spaced and _WORD.match(head, end):
        return None
    return Label("decimal", number, int(steps[-1]), end, sure)


def _arabic_label(match: re.Match[str], head: str) -> Label | None:
    value, end, mark = _value(match["digits"]), match.end(), match["mark"]
    number = _bare(match["digits"])
    if value == 0:
        return None
    if mark is None:  # 1 总则
        return (
            None
            if value > 30 or _UNIT.match(head, end) or _WORD.match(head, end)
            else Label("decimal", number, value, end, certain=False)
        )
    following = head[end : end + 1]
    if mark in "）)":
        return Label("arabic_close", f"{number}{mark}", value, end, bool(following) and following not in "，。；、,;")
    form: LabelForm = "arabic_comma" if mark == "、" else "arabic"
    if following.translate(_TO_ASCII).isdecimal():
        spaced = head[end - 1].isspace()
        if not spaced and not _NAME_OR_YEAR.match(head, end) and not _LONG_NAME.match(head, end):
            return None
        return Label(form, number, value, end, certain=False)
    return Label(form, number, value, end, bool(following) and value < 100)


def _padded_label(match: re.Match[str], head: str) -> Label | None:
    """Return the label of 01人形机器人 or 10新型显示; only beside others of its kind is it one."""
    number, end = _bare(match["padded"]), match.end()
    counts = number[0] != "0" and (_UNIT.match(head, end) or _WORD.match(head, end))  # 10人, 12家
    if int(number) > _MOST_PADDED or counts:
        return None
    return Label("padded", number, int(number), end, certain=False)


def _word_label(match: re.Match[str], head: str) -> Label | None:
    word, number, mark = _bare(match["word"]), match["word_no"] or "", match["word_mark"]
    end = match.end()
    alone = end == len(head)
    spaced = alone or mark is not None or head[end - 1].isspace()
    if not mark and _WORD_REFERENCE.match(head, end):
        return None
    if word == "附" and not spaced and (_UNIT.match(head, end) or _WORD.match(head, end)):  # 附3张图
        return None
    titled = word in ("专栏", "附件") and spaced and not _SENTENCE.search(head)  # 专栏　重点工程, 附件　目标表
    if not number and not (mark or alone or titled):
        return None
    value = 0
    if number:
        first = re.split(r"[-－—.]", number)[0]
        value = ord(first) - ord("A") + 1 if "A" <= first <= "Z" else _value(first)
    return Label(_FORM_OF_WORD[word], word + _bare(number), value, end, spaced)
