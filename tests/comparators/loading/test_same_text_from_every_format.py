"""One made-up policy document, written in every format: its blocks' texts are the same from each."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from comparators.document import Document
from comparators.loading import html as html_loader
from comparators.loading import markdown, pdf, text
from comparators.loading.lines import width
from comparators.options import LoadLimits
from comparators.work import IDLE

TITLE = "临江省人民政府办公厅关于加快培育壮大未来产业推动高质量发展的若干实施意见"
HEAD = "各市、县（市、区）人民政府，省政府直属各单位："
CONTENT: tuple[tuple[str, str], ...] = (
    (
        "p",
        "为深入贯彻落实党中央、国务院关于培育未来产业的决策部署，抢抓新一轮科技革命和产业变革机遇，加快发展新质生产力，经省政府同意，现提出如下意见。",
    ),
    ("h1", "一、总体要求"),
    (
        "p",
        "（一）指导思想。以科技创新和产业创新深度融合为根本路径，统筹教育、科技、人才“三位一体”发展，强化原始创新，推动未来技术多路径探索和交叉融合，为全省“两个先行”提供引领力量。",
    ),
    (
        "p",
        "（二）发展目标。到2027年，突破关键未来技术100项，数字经济核心产业增加值占GDP比重达12.5%，培育头部企业30家、专精特新企业200家以上，研发经费投入年均增长8%左右；到2030年，形成有竞争力的未来产业体系，未来产业规模突破1.5万亿元。",
    ),
    ("p", "———技术创新能力显著增强。构建“315”科技力量体系，高质量打造未来产业研究中心。"),
    ("p", "———创新主体活力竞相迸发。引育一批国际一流的未来产业创新领军人才和高水平创新团队，科技型企业倍增提质。"),
    ("h1", "二、重点任务"),
    ("h2", "（一）优先发展快速成长的未来产业"),
    (
        "p",
        "1.未来网络。加快智能计算理论技术突破，探索超高速光电太赫兹通信、第六代移动通信（6G）等前沿技术，构建多模态智慧网络。",
    ),
    (
        "p",
        "2.空天信息。深化低轨卫星互联网、高精度导航定位、高分辨率遥感技术等研究，带动卫星火箭研发设计、空天装备制造全产业链发展。（责任单位：省经信厅、省发展改革委、省科技厅，各市、县〔市、区〕政府。列第一位的为牵头单位，下同）",
    ),
    (
        "p",
        "3.合成生物。加快发展定量合成、基因编辑等前沿技术，对认定的中试平台最高给予1000万元资金支持。（责任单位：省科技厅、省财政厅）",
    ),
    ("box", "专栏1 重点工程"),
    ("box", "1.算力筑基工程。建设省级算力调度平台，到2027年智能算力规模达到50EFLOPS，算力券年发放额度不低于2亿元。"),
    ("box", "2.场景牵引工程。每年发布标志性场景100个，培育应用示范项目50项。"),
    ("h2", "（二）积极布局远期潜力巨大的未来产业"),
    ("p", "围绕量子信息、脑科学与类脑智能、深地深海、可控核聚变等领域，加强基础研究和应用研究，取得一批重大科技成果。"),
    ("h1", "三、保障措施"),
    ("p", "（一）加强组织领导。建立省级统筹、部门协同、市县联动的工作机制，细化年度任务清单。"),
    ("p", "（二）强化要素保障。优化用地、用能、数据等要素配置，存续期最长可至20年。"),
    ("p", "本意见自2026年5月1日起施行，有效期至2030年12月31日。"),
    ("sign", "临江省人民政府办公厅"),
    ("sign", "2026年3月28日"),
)
TABLE = (("指标", "2025年", "2027年"), ("未来产业先导区（个）", "20", "35"), ("研发经费投入强度（%）", "3.2", "3.5"))
EXPECTED = [TITLE, HEAD, *(words for _, words in CONTENT)]
NO_LINE_BEGINS_WITH = "，。、；：？！）》〉”’」』〕】％%"
LIMITS = LoadLimits()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def without_spaces(blocks: list[str]) -> list[str]:
    return ["".join(block.split()) for block in blocks]


def cut_anywhere(paragraph: str, columns: int) -> list[str]:
    return [paragraph[at : at + columns] for at in range(0, len(paragraph), columns)]


def cut_as_printed(paragraph: str, columns: float, indent: float = 0.0) -> list[str]:
    """Wrap as typesetters do: numbers and words whole, no line begins with a closing mark."""
    lines, line, used = [], "", indent
    for word in re.findall(r"[0-9A-Za-z.%+-]+|.", paragraph):
        if line and used + width(word) > columns and word[0] not in NO_LINE_BEGINS_WITH:
            lines.append(line)
            line, used = "", 0.0
        line += word
        used += width(word)
    return [*lines, line]


def read_text(lines: list[str], separator: str = "\n") -> Document:
    return text.read(separator.join(lines).encode(), "意见.txt", LIMITS, IDLE)


@pytest.mark.parametrize("columns", [18, 24, 28, 30, 36])
@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"])
def test_text_cut_anywhere_reads_as_it_was_written(columns: int, separator: str) -> None:
    lines = [line for paragraph in EXPECTED for line in cut_anywhere(paragraph, columns)]
    assert without_spaces(texts(read_text(lines, separator))) == without_spaces(EXPECTED)


@pytest.mark.parametrize("columns", [20, 25, 28, 32, 40])
def test_text_wrapped_as_printed_reads_as_it_was_written(columns: int) -> None:
    lines = [line for paragraph in EXPECTED for line in cut_as_printed(paragraph, columns)]
    assert texts(read_text(lines)) == EXPECTED


@pytest.mark.parametrize("columns", [20, 26, 30])
def test_lost_indents_and_a_blank_line_after_every_line_do_not_matter(columns: int) -> None:
    lines = [line for paragraph in EXPECTED for line in cut_as_printed(paragraph, columns, indent=2)]
    assert texts(read_text(lines, "\n\n")) == EXPECTED


@pytest.mark.parametrize("columns", [22, 28, 36])
def test_indents_mark_paragraphs(columns: int) -> None:
    lines = [line for paragraph in EXPECTED for line in cut_as_printed("　　" + paragraph, columns)]
    assert texts(read_text(lines)) == EXPECTED


@pytest.mark.parametrize("number", ["— {} —", "－ {} －", "第{}页", "第 {} 页 共 9 页", "- {} -", "{}"])
def test_page_numbers_wherever_they_fall_are_taken_out_and_named(number: str) -> None:
    lines = [line for paragraph in EXPECTED * 2 for line in cut_as_printed(paragraph, 26)]
    printed: list[str] = []
    for at in range(0, len(lines), 16):
        printed += [*lines[at : at + 16], number.format(at // 16 + 1)]
    document = read_text(printed)
    assert texts(document) == EXPECTED * 2
    told = next(problem for problem in document.problems if problem.code == "text-page-numbers")
    assert f"“{number.format(2)}”" in dict(told.params)["pieces"]  # type: ignore[operator]


def test_one_paragraph_a_line_reads_as_it_was_written() -> None:
    assert texts(read_text(EXPECTED)) == EXPECTED


def test_markdown_reads_as_it_was_written() -> None:
    source = [f"# {TITLE}", HEAD]
    for kind, words in CONTENT:
        source.append({"h1": "## ", "h2": "### "}.get(kind, "> " if kind == "box" else "") + words)
    document = markdown.read("\n\n".join(source).encode(), "意见.md", LIMITS, IDLE)
    assert texts(document) == EXPECTED
    assert [block.layout.outline for block in document.blocks if block.text[0] in "一二三"] == [2, 2, 2]


def test_markdown_wrapped_by_hand_reads_as_it_was_written() -> None:
    source = ["\n".join(cut_as_printed(paragraph, 30)) for paragraph in EXPECTED]
    assert texts(markdown.read("\n\n".join(source).encode(), "意见.md", LIMITS, IDLE)) == EXPECTED


def test_a_page_reads_as_it_was_written() -> None:
    body = "".join(
        f"<h2>{html.escape(words)}</h2>" if kind == "h1" else f"<p>　　{html.escape(words)}</p>\n"
        for kind, words in CONTENT
    )
    head = f"<head><meta charset=utf-8><title>{TITLE}</title></head>"
    page = f"<html>{head}<body><h1>{TITLE}</h1><p>{HEAD}</p>{body}</body></html>"
    assert texts(html_loader.read(page.encode(), "意见.html", LIMITS, IDLE)) == EXPECTED


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document in Word's format and printed from it by LibreOffice; the folder of both."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("printed")
    write_docx(folder / "意见.docx")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, folder / "意见.docx"], check=True, capture_output=True, timeout=180)
    return folder


def write_docx(path: Path) -> None:
    docx = pytest.importorskip("docx")
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    def add(words: str, paragraph: object, size: int = 16) -> None:
        run = paragraph.add_run(words)  # type: ignore[attr-defined]
        run.font.size, run.font.name = Pt(size), "Noto Serif CJK SC"
        run._element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(28), Mm(26), Mm(37)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.alignment = footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add("临江省人民政府公报", header, 10)
    add("— ", footer, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._element.append(field)
    add(" —", footer, 14)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add(TITLE, title, 22)
    add(HEAD, document.add_paragraph())
    box = None
    for kind, words in CONTENT:
        if kind == "box":
            paragraph = box.add_paragraph() if box else None
            if box is None:
                table = document.add_table(1, 1)
                table.style = "Table Grid"
                box = table.cell(0, 0)
                paragraph = box.paragraphs[0]
            add(words, paragraph, 12)
            continue
        if words.startswith("三、"):
            table = document.add_table(len(TABLE), 3)
            table.style = "Table Grid"
            for row, cells in zip(table.rows, TABLE, strict=True):
                for cell, content in zip(row.cells, cells, strict=True):
                    add(content, cell.paragraphs[0], 12)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), Pt(28)
        if kind == "sign":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(32)
        add(words, paragraph)
    document.save(str(path))


@pytest.mark.libreoffice
def test_a_printed_page_reads_as_it_was_written(printed: Path) -> None:
    document = pdf.read((printed / "意见.pdf").read_bytes(), "意见.pdf", LIMITS, IDLE)
    rows = ["\t".join(cells) for cells in TABLE]
    at = EXPECTED.index("三、保障措施")
    assert texts(document) == [*EXPECTED[:at], *rows, *EXPECTED[at:]]
    assert [block.text for block in document.blocks if block.kind == "table"] == rows
    boxed = [block.text for block in document.blocks if block.layout.container == "box"]
    assert boxed == [words for kind, words in CONTENT if kind == "box"]
    told = {problem.code: str(dict(problem.params)["pieces"]) for problem in document.problems}
    assert "“临江省人民政府公报”" in told["text-running-heads"]
    assert "第2页“— 2 —”" in told["text-page-numbers"]


@pytest.mark.libreoffice
def test_word_and_its_print_have_the_same_blocks(printed: Path) -> None:
    docx = pytest.importorskip("comparators.loading.docx", exc_type=ImportError)
    from_word = docx.read((printed / "意见.docx").read_bytes(), "意见.docx", LIMITS, IDLE)
    from_print = pdf.read((printed / "意见.pdf").read_bytes(), "意见.pdf", LIMITS, IDLE)
    assert texts(from_print) == texts(from_word)
