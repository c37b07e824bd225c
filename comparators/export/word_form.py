"""New Word documents in the form of official documents (GB/T 9704-2012), made from nothing.

A4 with margins of 37, 26, 35 and 28 mm (top, right, bottom, left), 22 lines of 28 characters, the body in 16-point
仿宋, the title in 22-point 小标宋, levels 一、 in 黑体, （一） in 楷体, 1. in 仿宋, the page number — 1 — in 14-point
宋体, to the right on odd pages and to the left on even ones. The fonts of the standard are named with those to take
where they are not installed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from comparators.loading.docx_names import WORD_NS

HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
FANG: Final = "仿宋_GB2312"
SONG: Final = "宋体"
TITLE: Final = "方正小标宋简体"
FALLBACKS: Final = {TITLE: "宋体", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}
"""For each font the one to take where it is missing."""

_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_BAD: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEFAULT: Final = ' w:default="1"'
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LINE: Final = 579  # twips: 225 mm of text in 22 lines
# 156 mm in 28 characters: a quarter of a point less than 16 pt each. As spacing of the style, since LibreOffice takes
# a grid of characters narrower than the font for one much wider.
_SPACING: Final = '<w:spacing w:val="-5"/>'


def escaped(text: str) -> str:
    """Return text as it stands in XML; what XML cannot hold is left out."""
    clean = _BAD.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, font: str = "", size: float | None = None, *, bold: bool = False, more: str = "") -> str:
    """Return a ``w:r`` with text (tabs and line feeds as their elements); ``more`` is further ``w:rPr`` content."""
    properties = f'<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/>' if font else ""
    properties += "<w:b/>" if bold else ""
    properties += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    properties += more
    inner = "".join(
        {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece) or f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
        for piece in re.split("([\t\n])", text)
        if piece
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """Return a ``w:p`` of runs; ``properties`` is further ``w:pPr`` content, in the schema's order."""
    own = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{content}</w:p>"


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """Return a ``w:tbl`` with borders; a cell is its paragraphs as XML, widths are in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=False)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def new_package(body: str, *, landscape: bool = False) -> bytes:
    """Return a .docx whose body holds ``body`` (block-level XML with the prefix ``w``) in the standard's form."""
    names = f'xmlns:w="{WORD_NS}" xmlns:r="{_REL}"'
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"{_HEAD}<w:document {names}><w:body>{body}{_section(landscape)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
            ("footer", "footer2.xml"),
        ),
        "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{WORD_NS}">{_styles()}</w:styles>',
        "word/settings.xml": (
            f'{_HEAD}<w:settings xmlns:w="{WORD_NS}"><w:evenAndOddHeaders/>'
            '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="compressPunctuation"/>'
            "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/><w:useFELayout/>"
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
            'w:val="15"/></w:compat></w:settings>'
        ),
        "word/fontTable.xml": f'{_HEAD}<w:fonts xmlns:w="{WORD_NS}">{_fonts()}</w:fonts>',
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, text)
    return out.getvalue()


def _types() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "footer1": "footer",
        "footer2": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'


def _section(landscape: bool) -> str:
    footers = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    if landscape:
        size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        margins = '<w:pgMar w:top="1474" w:right="1247" w:bottom="1474" w:left="1247" w:header="851" w:footer="907"/>'
        return f"<w:sectPr>{footers}{size}{margins}</w:sectPr>"
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = (
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1304" '
        'w:gutter="0"/>'
    )
    grid = f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/>'
    return f"<w:sectPr>{footers}{size}{margins}{grid}</w:sectPr>"


def _footer(side: str) -> str:
    fonts = f'<w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{SONG}"/><w:sz w:val="28"/>'

    def piece(inner: str) -> str:
        return f"<w:r><w:rPr>{fonts}</w:rPr>{inner}</w:r>"

    number = "".join(
        piece(inner)
        for inner in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    indent = f'<w:ind w:{side}="320"/>'  # one character in from the edge of the text
    return f'{_HEAD}<w:ftr xmlns:w="{WORD_NS}"><w:p><w:pPr>{indent}<w:jc w:val="{side}"/></w:pPr>{number}</w:p></w:ftr>'


def _fonts() -> str:
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in FALLBACKS.items()
    )


def _styles() -> str:
    exact = f'<w:spacing w:line="{_LINE}" w:lineRule="exact"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{FANG}" w:cs="Times New Roman"/>'
        '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    centred = '<w:jc w:val="center"/>'
    plain_indent = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    return defaults + "".join(
        (
            _style("Normal", "Normal", f'{exact}{indent}<w:jc w:val="both"/>', _look(FANG, 32), default=True),
            _style(
                "Title",
                "Title",
                f'<w:spacing w:after="{_LINE}" w:line="700" w:lineRule="exact"/>{plain_indent}{centred}',
                _look(TITLE, 44),
            ),
            _style("Subtitle", "Subtitle", f"{plain_indent}{centred}", _look(KAI, 32)),
            _style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', _look(HEI, 32)),
            _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', _look(KAI, 32)),
            _style("Heading3", "heading 3", '<w:keepNext/><w:outlineLvl w:val="2"/>', _look(FANG, 32) + "<w:b/>"),
            _style("Heading4", "heading 4", '<w:keepNext/><w:outlineLvl w:val="3"/>', _look(FANG, 32)),
            _style("Attachment", "附件", f"<w:pageBreakBefore/>{plain_indent}", _look(HEI, 32)),
            _style("Salutation1", "主送机关", plain_indent),
            _style(
                "Signature1",
                "落款",
                '<w:ind w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>',
            ),
            _style(
                "TableText",
                "表格文字",
                f'<w:spacing w:line="400" w:lineRule="exact"/>{plain_indent}<w:jc w:val="left"/>',
                _look(FANG, 24),
            ),
            _style(
                "NoteText", "注释文字", f'<w:spacing w:line="400" w:lineRule="exact"/>{plain_indent}', _look(FANG, 24)
            ),
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
            + "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            + '</w:tblBorders><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>",
        )
    )


def _look(font: str, half_points: int) -> str:
    return f'<w:rFonts w:eastAsia="{font}"/>{_SPACING}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(key: str, name: str, paragraph_properties: str = "", look: str = "", *, default: bool = False) -> str:
    bold = look.endswith("<w:b/>")
    fonts = look.removesuffix("<w:b/>").replace(_SPACING, f"<w:b/>{_SPACING}", 1) if bold else look
    return (
        f'<w:style w:type="paragraph"{_DEFAULT if default else ""} w:styleId="{key}"><w:name w:val="{name}"/>'
        + ("" if default else '<w:basedOn w:val="Normal"/>')
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph_properties}</w:pPr>" if paragraph_properties else "")
        + (f"<w:rPr>{fonts}</w:rPr>" if fonts else "")
        + "</w:style>"
    )
