"""Word files of drafts for the tests: runs, tables, breaks and links, and edit scripts made up at random."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass, replace

from comparators.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
LOOKS = (
    "",
    "<w:b/>",
    '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>',
    '<w:color w:val="FF0000"/>',
    '<w:rStyle w:val="Strong1"/>',
)


@dataclass(frozen=True)
class Run:
    """Text of one look; ``link`` puts it in a hyperlink. Tabs and line feeds become their elements."""

    text: str
    look: int = 0
    link: str = ""


@dataclass(frozen=True)
class Para:
    runs: tuple[Run, ...]
    style: str = ""
    numbered: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[tuple[Para, ...], ...], ...]


Item = Para | Table


def docx(items: list[Item], *, salt: int = 0) -> bytes:
    """A .docx of these items; ``salt`` changes what does not matter (rsids, ids of relationships)."""
    links: dict[str, str] = {}
    body = "".join(_item(item, links, salt) for item in items)
    if not items or isinstance(items[-1], Table):
        body += "<w:p/>"
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    relations = "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{url}" TargetMode="External"/>'
        for url, key in links.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}numbering+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{space}"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{space}">'
        f'<Relationship Id="s1" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="n1" Type="{R}/numbering" Target="numbering.xml"/>{relations}</Relationships>',
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
    '</w:pPr></w:style><w:style w:type="character" w:styleId="Strong1"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    "</w:style></w:styles>"
)
_NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _item(item: Item, links: dict[str, str], salt: int) -> str:
    if isinstance(item, Para):
        return _para(item, links, salt)
    width = max(len(row) for row in item.rows)
    grid = '<w:gridCol w:w="2000"/>' * width
    rows = "".join(
        "<w:tr>"
        + "".join(
            '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'
            + "".join(_para(each, links, salt) for each in cell)
            + "</w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in item.rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _para(item: Para, links: dict[str, str], salt: int) -> str:
    own = f'<w:pStyle w:val="{item.style}"/>' if item.style else ""
    if item.numbered:
        own += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{item.numbered}"/></w:numPr>'
    inner = ""
    for run in item.runs:
        made = _run(run)
        if run.link:
            key = links.setdefault(run.link, f"h{len(links) + salt}")
            made = f'<w:hyperlink r:id="{key}">{made}</w:hyperlink>'
        inner += made
    rsid = f' w:rsidR="00{salt:06X}"' if salt else ""
    return f"<w:p{rsid}>{f'<w:pPr>{own}</w:pPr>' if own else ''}{inner}</w:p>"


def _run(run: Run) -> str:
    look = f"<w:rPr>{LOOKS[run.look]}</w:rPr>" if LOOKS[run.look] else ""
    inner, text = "", ""
    for char in run.text + "\0":
        if char in "\t\n\0":
            if text:
                inner += f'<w:t xml:space="preserve">{escape(text)}</w:t>'
            text = ""
            inner += {"\t": "<w:tab/>", "\n": "<w:br/>", "\0": ""}[char]
        else:
            text += char
    return f"<w:r>{look}{inner}</w:r>"


def from_document(document: Document, chance: random.Random) -> list[Item]:
    """The blocks of a document as items, cut into runs of different looks at random."""
    items: list[Item] = []
    rows: list[tuple[tuple[Para, ...], ...]] = []
    for block in document.blocks:
        if block.layout.container == "table":
            rows.append(tuple((Para((Run(cell),)),) for cell in block.text.replace("\n", " ").split("\t")))
            continue
        if rows:
            items.append(Table(tuple(rows)))
            rows = []
        items.append(Para(_runs(block.text, chance), "1" if block.kind == "heading" and block.number_end else ""))
        if chance.random() < 0.05:
            items.append(Para(()))
    if rows:
        items.append(Table(tuple(rows)))
    return items


def _runs(text: str, chance: random.Random) -> tuple[Run, ...]:
    runs = []
    while text:
        size = chance.randrange(10, 90)
        runs.append(Run(text[:size], chance.choice((0, 0, 0, 1, 2))))
        text = text[size:]
    return tuple(runs)


# Made-up drafts and edit scripts

_TEXT = (
    "临江省 加快 培育 未来产业 “先导区” 100项 ２０项 到2027年 ， 。 、 \u3000\u3000 \t \n \u200b 𠮷 重点企业 "
    "低空经济 具身智能 “ ” (试行) （试行） 补助 最高 1000万元 省经信厅 AI + 3D 。 ， 推动 创新"
)
_WORDS = _TEXT.split(" ")


def sentence(chance: random.Random, length: int = 12) -> str:
    return "".join(chance.choice(_WORDS) for _ in range(chance.randrange(1, length)))


def para(chance: random.Random) -> Para:
    if chance.random() < 0.15:
        return Para(())
    runs = tuple(
        Run(sentence(chance), chance.randrange(len(LOOKS)), "https://example.org/a" if chance.random() < 0.08 else "")
        for _ in range(chance.randrange(1, 4))
    )
    return Para(runs, chance.choice(("", "", "", "1")), int(chance.random() < 0.1))


def cell(chance: random.Random) -> tuple[Para, ...]:
    return tuple(para(chance) for _ in range(chance.choice((1, 1, 1, 2))))


def table(chance: random.Random) -> Table:
    columns = chance.randrange(1, 4)
    return Table(tuple(tuple(cell(chance) for _ in range(columns)) for _ in range(chance.randrange(1, 5))))


def draft(chance: random.Random) -> list[Item]:
    return [table(chance) if chance.random() < 0.15 else para(chance) for _ in range(chance.randrange(1, 14))]


def edited(items: list[Item], chance: random.Random, edits: int) -> list[Item]:
    """What a made-up person makes of a draft: words, runs, paragraphs, rows, cells, splits, joins and moves."""
    made = list(items)
    for _ in range(edits):
        if not made:
            made.append(para(chance))
        place = chance.randrange(len(made))
        item = made[place]
        act = chance.randrange(10)
        if act == 0:
            made.insert(place, table(chance) if chance.random() < 0.2 else para(chance))
        elif act == 1:
            del made[place]
        elif act == 2:
            made.insert(chance.randrange(len(made)), made.pop(place))
        elif isinstance(item, Table):
            made[place] = _edited_table(item, chance)
        elif act == 3 and len(item.text) > 4:
            made[place : place + 1] = _split(item, chance.randrange(1, len(item.text)))
        elif act == 4 and place + 1 < len(made) and isinstance(following := made[place + 1], Para):
            made[place : place + 2] = [Para(item.runs + following.runs, item.style, item.numbered)]
        else:
            made[place] = edited_para(item, chance)
    return made


def edited_para(item: Para, chance: random.Random) -> Para:
    runs = list(item.runs)
    if not runs or chance.random() < 0.2:
        runs.insert(chance.randrange(len(runs) + 1), Run(sentence(chance, 4), chance.randrange(len(LOOKS))))
        return replace(item, runs=tuple(runs))
    place = chance.randrange(len(runs))
    text = runs[place].text
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.randrange(5))
    text = text[:start] + (sentence(chance, 3) if chance.random() < 0.6 else "") + text[end:]
    runs[place] = replace(runs[place], text=text)
    if not text and chance.random() < 0.5:
        del runs[place]
    return replace(
        item, runs=tuple(runs), numbered=int(chance.random() < 0.1) if chance.random() < 0.1 else item.numbered
    )


def _edited_table(item: Table, chance: random.Random) -> Table:
    rows = list(item.rows)
    place = chance.randrange(len(rows))
    act = chance.randrange(5)
    if act == 0:
        rows.insert(place, tuple(cell(chance) for _ in rows[place]))
    elif act == 1 and len(rows) > 1:
        del rows[place]
    elif act == 2 and chance.random() < 0.3:
        rows = [(*row, cell(chance)) for row in rows]
    else:
        column = chance.randrange(len(rows[place]))
        cells = list(rows[place])
        paras = list(cells[column])
        number = chance.randrange(len(paras))
        paras[number] = edited_para(paras[number], chance)
        cells[column] = tuple(paras)
        rows[place] = tuple(cells)
    return Table(tuple(rows))


def _split(item: Para, at: int) -> list[Para]:
    left: list[Run] = []
    right: list[Run] = []
    done = 0
    for run in item.runs:
        if done + len(run.text) <= at:
            left.append(run)
        elif done >= at:
            right.append(run)
        else:
            left.append(replace(run, text=run.text[: at - done]))
            right.append(replace(run, text=run.text[at - done :]))
        done += len(run.text)
    return [replace(item, runs=tuple(left)), replace(item, runs=tuple(right))]
