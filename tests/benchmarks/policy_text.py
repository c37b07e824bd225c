"""Made-up policy drafts of any length, with edits whose truth is known. The same seed gives the same pair."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape


def _words(text: str) -> list[str]:
    return text.split()


_FIELDS = _words(
    "具身智能 生物制造 量子信息 低空经济 商业航天 深海装备 类脑智能 第三代半导体 氢能和绿色燃料 新型储能 空天信息 "
    "人工智能 集成电路 先进材料 智能网联汽车 高端医疗器械 卫星互联网 可控核聚变 基因与细胞治疗 工业软件"
)
_ACTS = _words("加快推进 积极培育 统筹布局 着力提升 持续完善 深入实施 有序推动 重点支持 大力发展 稳步扩大")
_OBJECTS = _words(
    "关键核心技术攻关 公共服务平台建设 产业链协同创新 应用场景开放 科技成果转移转化 标准体系建设 人才队伍建设 "
    "知识产权保护 数据要素流通 中试验证能力 产业集群发展 企业梯度培育 投融资对接 国际交流合作 绿色低碳转型"
)
_MEANS = _words(
    "完善政策支持体系 健全协同推进机制 强化要素保障 优化营商环境 发挥龙头企业带动作用 推动大中小企业融通发展 "
    "引导社会资本参与 加强产学研用合作 建立动态调整机制 开展试点示范 组织供需对接活动 落实落细各项任务"
)
_COUNTED = _words(
    "前沿技术|项 重点企业|家 应用场景|个 先导区|个 中试基地|个 高层次人才团队|个 国际标准|项 发明专利|件 孵化器|家 "
    "产业基金|支 公共服务平台|个 示范项目|项"
)
_PLACES = _words("江城市 临海市 岭南市 东湖市 平川市 青山县 白河县 云溪区 高新区 滨江新区")
_UNITS = _words(
    "省经信厅 省科技厅 省发展改革委 省财政厅 省教育厅 省人力资源社会保障厅 省市场监管局 省数据局 省自然资源厅 省商务厅"
)
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a draft; ``level`` is that of a heading, 0 for the body. ``key`` stays with it through edits."""

    text: str
    level: int
    key: int


@dataclass(frozen=True, slots=True)
class DraftPair:
    """Two drafts and how many edits of each kind lead from one to the other."""

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    truth: dict[str, int]


def numeral(value: int) -> str:
    """Return 1 to 99 as a Chinese numeral."""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else ("" if tens == 1 else _DIGITS[tens - 1]) + "十") + (_DIGITS[ones - 1] if ones else "")


def make_pair(characters: int, edits: int, seed: int = 1, copies: int = 1) -> DraftPair:
    """Return a draft of about ``characters`` code points and what ``edits`` edits make of it.

    With ``copies`` the draft is one text repeated verbatim that many times, as a document that repeats itself does.
    """
    chance = random.Random(seed)
    old = _draft(chance, characters // copies)
    if copies > 1:
        old = [Paragraph(each.text, each.level, number) for number, each in enumerate(old * copies)]
    new, truth = _edited(chance, old, edits)
    return DraftPair(tuple(old), tuple(new), truth)


def as_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return a draft as plain text, one paragraph a line."""
    return "\n".join(each.text for each in paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    # About four figures in 1,000 characters, as in real plans.
    form = chance.choice((0, 1, 1, 2, 2, 2, 3, 4, 4, 4))
    pick: Callable[[list[str]], str] = chance.choice
    if form == 0:
        subject, unit = pick(_COUNTED).split("|")
        more = chance.choice(("", "以上", "左右"))
        year, figure = chance.randrange(2027, 2036), chance.randrange(5, 2000)
        return f"到{year}年，{pick(_ACTS)}{subject}{figure}{unit}{more}，{pick(_MEANS)}。"
    if form == 1:
        names = "、".join(chance.sample(_FIELDS, chance.randrange(2, 5)))
        return f"{pick(_ACTS)}{names}等领域{pick(_OBJECTS)}，{pick(_MEANS)}，{pick(_MEANS)}。"
    if form == 2:
        return f"支持{pick(_PLACES)}围绕{pick(_FIELDS)}{pick(_ACTS)}{pick(_OBJECTS)}，{pick(_MEANS)}。"
    if form == 3:
        amount = chance.randrange(1, 60) * 50
        return f"对{pick(_FIELDS)}领域{pick(_OBJECTS)}成效突出的单位，最高给予{amount}万元补助，{pick(_MEANS)}。"
    return f"{pick(_ACTS)}{pick(_OBJECTS)}，{pick(_MEANS)}，推动{pick(_FIELDS)}与{pick(_FIELDS)}融合发展。"


def _draft(chance: random.Random, characters: int) -> list[Paragraph]:
    paragraphs = [Paragraph("临江省产业高质量发展规划", 0, 0)]
    length, chapter = 0, 0
    while length < characters:
        chapter += 1
        heads = [(1, f"{numeral((chapter - 1) % 90 + 1)}、{chance.choice(_ACTS)}{chance.choice(_OBJECTS)}")]
        for section in range(1, chance.randrange(4, 8)):
            title = chance.choice(_ACTS) + chance.choice(_FIELDS) + chance.choice(_OBJECTS)
            heads.append((2, f"（{numeral(section)}）{title}"))
            for item in range(1, chance.randrange(2, 6)):
                body = "".join(_sentence(chance) for _ in range(chance.randrange(2, 5)))
                lead = f"{item}.{chance.choice(_OBJECTS)}。" if chance.random() < 0.5 else ""
                heads.append((0, lead + body))
            units = "、".join(chance.sample(_UNITS, chance.randrange(1, 4)))
            heads[-1] = (0, f"{heads[-1][1]}（责任单位：{units}）")
        for level, text in heads:
            paragraphs.append(Paragraph(text, level, len(paragraphs)))
            length += len(text)
            if length >= characters:
                break
    return paragraphs


def _edited(chance: random.Random, old: list[Paragraph], edits: int) -> tuple[list[Paragraph], dict[str, int]]:
    """Edit a draft in as many different places as there are edits: most inside a paragraph, some of whole ones."""
    new: list[list[Paragraph]] = [[each] for each in old]
    bodies = [number for number, each in enumerate(old) if each.level == 0 and number > 0]
    places = chance.sample(bodies, min(edits, len(bodies)))
    truth = {"worded": 0, "figure": 0, "inserted": 0, "removed": 0, "moved": 0, "split": 0}
    for number, place in enumerate(places):
        paragraph = new[place][0]
        share = number / len(places)
        if share < 0.55:
            kind, new[place] = "worded", [_reworded(chance, paragraph)]
        elif share < 0.75:
            kind, new[place] = "figure", [_refigured(chance, paragraph)]
        elif share < 0.84:
            extra = Paragraph(_sentence(chance) + _sentence(chance), 0, -1)
            kind, new[place] = "inserted", [paragraph, extra]
        elif share < 0.93:
            kind, new[place] = "removed", []
        elif share < 0.97:
            target = chance.choice(bodies)
            kind, new[place] = "moved", []
            new[target].append(paragraph)
        else:
            middle = paragraph.text.find("。", len(paragraph.text) // 3) + 1
            kind = "split"
            if 0 < middle < len(paragraph.text):
                new[place] = [
                    Paragraph(paragraph.text[:middle], 0, paragraph.key),
                    Paragraph(paragraph.text[middle:], 0, paragraph.key),
                ]
        truth[kind] += 1
    return [each for group in new for each in group], truth


def _reworded(chance: random.Random, paragraph: Paragraph) -> Paragraph:
    """Replace one wording by another, drop one, or put one in."""
    found = [word for word in (*_MEANS, *_OBJECTS, *_FIELDS) if word in paragraph.text]
    if not found:
        return Paragraph(paragraph.text + _sentence(chance), paragraph.level, paragraph.key)
    word = chance.choice(found)
    family = next(words for words in (_MEANS, _OBJECTS, _FIELDS) if word in words)
    other = chance.choice([each for each in family if each not in paragraph.text] or ["有关工作"])
    text = paragraph.text
    form = chance.randrange(3)
    if form == 0 and f"，{word}" in text:
        text = text.replace(f"，{word}", "", 1)
    elif form == 1:
        text = text.replace(word, f"{word}和{other}", 1)
    else:
        text = text.replace(word, other, 1)
    return Paragraph(text, paragraph.level, paragraph.key)


def _refigured(chance: random.Random, paragraph: Paragraph) -> Paragraph:
    """Change the last figure of a paragraph, or add a sentence with one."""
    text = paragraph.text
    end = max((at for at, each in enumerate(text) if each.isdigit() and at > 8), default=-1)
    if end < 0:
        return Paragraph(text + _sentence(chance), paragraph.level, paragraph.key)
    start = end
    while text[start - 1].isdigit():
        start -= 1
    value = int(text[start : end + 1])
    changed = value + chance.choice((1, 2, 3)) if 2000 < value < 2100 else value + chance.randrange(1, 9) * 5
    return Paragraph(text[:start] + str(changed) + text[end + 1 :], paragraph.level, paragraph.key)


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/settings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SETTINGS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="{}"/>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2)
    )
    + "</w:styles>"
)


def as_docx(paragraphs: tuple[Paragraph, ...], seed: int = 1) -> bytes:
    """Return a draft as a .docx file, its paragraphs cut into runs with formatting as Word writes them."""
    chance = random.Random(seed)
    fonts = (
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/>'
        '<w:sz w:val="32"/></w:rPr>'
    )
    body = []
    for paragraph in paragraphs:
        style = f'<w:pStyle w:val="Heading{paragraph.level}"/>' if paragraph.level else ""
        runs = []
        text = paragraph.text
        while text:
            cut = chance.randrange(20, 90)
            runs.append(f'<w:r>{fonts}<w:t xml:space="preserve">{escape(text[:cut])}</w:t></w:r>')
            text = text[cut:]
        body.append(f'<w:p><w:pPr>{style}<w:ind w:firstLine="640"/></w:pPr>{"".join(runs)}</w:p>')
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_W}"><w:body>'
        f'{"".join(body)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations(officeDocument="word/document.xml"))
        package.writestr("word/document.xml", document)
        package.writestr("word/styles.xml", _STYLES)
        package.writestr("word/settings.xml", _SETTINGS.format(_W))
        relations = _relations(styles="styles.xml", settings="settings.xml")
        package.writestr("word/_rels/document.xml.rels", relations)
    return buffer.getvalue()


def _relations(**targets: str) -> str:
    """Return a part of relationships: each name is the end of its type."""
    members = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{target}"/>'
        for number, (name, target) in enumerate(targets.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{members}</Relationships>'
    )
