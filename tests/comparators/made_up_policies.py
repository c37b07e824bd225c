"""Two made-up documents, a plan and a regulation, numbered as they are written down in one format or another.

A line is a kind and its words: ``title``, ``h1`` (一、), ``h2`` (（一）), ``run-in`` (a （一） whose body follows its
title after ``|``), ``h3`` (1.), ``chapter``, ``article``, ``item`` (（一） of an article), ``text``. Numbers are
counted when the document is written, so that a line put in or taken out renumbers those after it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from comparators import CompareOptions, Comparison, compare, load
from tests.comparators.alignment.mutations import han
from tests.comparators.loading import docx_files
from tests.comparators.loading.test_same_text_from_every_format import cut_as_printed

Line = tuple[str, str]
FORMATS = ("txt", "md", "docx", "html")

PLAN: tuple[Line, ...] = (
    ("title", "临江省加快建设现代化产业体系行动计划"),
    ("text", "为加快构建以先进制造业为骨干的现代化产业体系，结合我省实际，制定本行动计划。"),
    ("h1", "总体要求"),
    ("run-in", "基本原则|坚持创新驱动、市场主导、绿色低碳、开放合作，统筹发展和安全。"),
    (
        "run-in",
        "主要目标|到2028年，规模以上工业增加值突破1.2万亿元，高新技术企业达到8500家，研发经费投入占地区生产总值比重达到2.6%。",
    ),
    ("h1", "重点任务"),
    ("h2", "做强优势产业"),
    ("h3", "绿色铝材。推动水电铝材一体化发展，建设三个百亿级铝精深加工园区，培育龙头企业20家。"),
    ("h3", "稀贵金属。依托重点实验室突破高纯金属制备、催化材料等关键核心技术，实施重大科技专项15项。"),
    ("text", "（责任单位：省经信厅、省发展改革委、省科技厅，各市、县〔市、区〕政府）"),
    ("h2", "培育新兴产业"),
    (
        "text",
        "围绕新一代信息技术、生物医药、高端装备、低空经济等新兴产业，实施强链补链行动，每年引进亿元以上项目100个。",
    ),
    ("text", "支持园区建设中试基地，对通过验收的，按照建设投入的百分之二十给予补助，单个项目最高不超过500万元。"),
    ("text", "（责任单位：省发展改革委、省经信厅）"),
    ("h2", "布局未来产业"),
    (
        "text",
        "前瞻布局量子信息、人形机器人、深地深海、合成生物等未来产业，建设未来产业先导区五个，遴选典型应用场景六十个。",
    ),
    ("text", "建立未来产业投入增长机制，省级财政安排专项资金3亿元，引导社会资本设立总规模不低于50亿元的母基金。"),
    ("h1", "保障措施"),
    ("run-in", "加强组织领导|建立省级统筹、部门协同、市县落实的工作机制，定期研究解决重大问题。"),
    ("run-in", "强化要素保障|优先保障重大产业项目用地、用能需求，新增建设用地计划指标的30%用于工业项目。"),
)
LAW: tuple[Line, ...] = (
    ("title", "临江省数据流通促进条例"),
    ("chapter", "总则"),
    (
        "article",
        "为了规范数据流通活动，保护自然人、法人和非法人组织的合法权益，促进数字经济高质量发展，根据有关法律、行政法规，结合本省实际，制定本条例。",
    ),
    ("article", "本省行政区域内数据的登记、交易、开放、授权运营以及监督管理，适用本条例。"),
    ("text", "涉及国家秘密、商业秘密、个人隐私的数据，依照有关法律、法规的规定执行。"),
    ("chapter", "数据登记"),
    ("article", "省数据主管部门负责建设全省统一的数据登记平台，制定登记规则，并向社会公布。"),
    ("article", "申请数据登记的，应当提交下列材料："),
    ("item", "登记申请书；"),
    ("item", "数据来源合法性说明；"),
    ("item", "法律、法规规定的其他材料。"),
    ("article", "登记凭证有效期为三年。有效期届满需要继续使用的，应当在届满前三十日内申请续期。"),
    ("chapter", "数据交易"),
    ("article", "依法设立的数据交易场所应当建立交易规则、争议解决和风险处置制度，保存交易记录不少于十年。"),
    ("article", "数据交易双方应当订立书面合同，约定数据用途、使用期限、安全责任、收益分配等事项。"),
    ("chapter", "附则"),
    ("article", "本条例自2026年10月1日起施行。"),
)
_INSIDE = {"h1": ("h2", "h3"), "h2": ("h3",), "article": ("item",)}
_LEVELS = {"h1": 0, "h2": 1, "run-in": 1, "h3": 2}


def numbered(lines: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, number and words of each line."""
    counts: dict[str, int] = {}
    for kind, words in lines:
        form = "h2" if kind == "run-in" else kind
        counts[form] = counts.get(form, 0) + 1
        for inner in _INSIDE.get(form, ()):
            counts[inner] = 0
        number = {
            "h1": f"{han(counts[form])}、",
            "h2": f"（{han(counts[form])}）",
            "item": f"（{han(counts[form])}）",
            "h3": f"{counts[form]}.",
            "chapter": f"第{han(counts[form])}章 ",
            "article": f"第{han(counts[form])}条 ",
        }.get(form, "")
        yield kind, number, words.replace("|", "。")


def texts(lines: Sequence[Line]) -> list[str]:
    """Return the lines as printed."""
    return [number + words for _, number, words in numbered(lines)]


def write(lines: Sequence[Line], path: Path) -> Path:
    """Write a document in the format that the name ends with; .docx with automatic numbers."""
    if path.suffix == ".docx":
        path.write_bytes(_docx(lines))
    elif path.suffix == ".html":
        body = "".join(
            f"<h1>{words}</h1>" if kind == "title" else f"<p>　　{number}{html.escape(words)}</p>\n"
            for kind, number, words in numbered(lines)
        )
        path.write_text(f"<html><head><meta charset=utf-8></head><body>{body}</body></html>", encoding="utf-8")
    elif path.suffix == ".md":
        marks = {"title": "# ", "h1": "## ", "chapter": "## ", "h2": "### "}
        parts = [marks.get(kind, "") + number + words for kind, number, words in numbered(lines)]
        path.write_text("\n\n".join(parts), encoding="utf-8")
    else:
        path.write_text("\n".join(texts(lines)), encoding="utf-8")
    return path


def wrapped(lines: Sequence[Line], columns: int, indent: str = "　　") -> str:
    """Return a document as hard-wrapped text, paragraphs indented."""
    printed: list[str] = []
    for kind, number, words in numbered(lines):
        printed += cut_as_printed(("" if kind == "title" else indent) + number + words, columns)
    return "\n".join(printed)


def compared(
    old: Sequence[Line], new: Sequence[Line], folder: Path, form: str = "txt", options: CompareOptions | None = None
) -> Comparison:
    """Compare two documents, both written in one format."""
    paths = [write(lines, folder / f"{name}.{form}") for name, lines in (("old", old), ("new", new))]
    return compare(load(paths[0]), load(paths[1]), options)


def told(comparison: Comparison) -> list[str]:
    """Return the rows that are not equal as ``kind old texts → new texts``, texts cut short."""
    sides = (comparison.old.blocks, comparison.new.blocks)
    shown = []
    for row in comparison.rows:
        if row.kind != "equal":
            old, new = (
                "|".join(blocks[at].text[:14] for at in part)
                for blocks, part in zip(sides, (row.old, row.new), strict=True)
            )
            shown.append(f"{row.kind} {old} → {new}")
    return shown


def kinds(comparison: Comparison) -> dict[str, int]:
    """Return how many rows there are of each kind, the equal ones apart."""
    counts: dict[str, int] = {}
    for row in comparison.rows:
        if row.kind != "equal":
            counts[row.kind] = counts.get(row.kind, 0) + 1
    return counts


def _docx(lines: Sequence[Line]) -> bytes:
    plan = "".join(
        docx_files.level(index, form, text, '<w:suff w:val="nothing"/>')
        for index, (form, text) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
        )
    )
    units = [
        docx_files.level(0, "chineseCountingThousand", text, '<w:suff w:val="space"/>') for text in ("第%1章", "第%1条")
    ]
    item = docx_files.level(0, "chineseCounting", "（%1）", '<w:suff w:val="nothing"/>')
    body: list[str] = []
    restarts: list[str] = []
    for kind, _, words in numbered(lines):
        if kind in _LEVELS:
            body.append(docx_files.numbered(words, _LEVELS[kind], 1))
        elif kind in ("chapter", "article"):
            body.append(docx_files.numbered(words, 0, 2 if kind == "chapter" else 3))
            if kind == "article":
                restarts.append(
                    f'<w:num w:numId="{10 + len(restarts)}"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0">'
                    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
                )
        elif kind == "item":
            body.append(docx_files.numbered(words, 0, 9 + len(restarts)))
        else:
            body.append(docx_files.p(words, properties='<w:jc w:val="center"/>' if kind == "title" else ""))
    parts = {"numbering.xml": docx_files.numbering(plan, *units, item, instances="".join(restarts))}
    return docx_files.package("".join(body), parts)
