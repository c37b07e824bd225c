"""Writing a new Word document from scratch, fast: paragraphs, runs and tables as strings, packed with what they need.

Lengths are twips (1/20 pt, 567 to the centimetre), font sizes half points. What a function takes as ``properties`` is
the XML inside ``w:rPr``, ``w:pPr`` or ``w:tcPr``, its elements in the order of ECMA-376 part 1.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape as _escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same input gives the same bytes
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\n\r]|[^\t\n\r]+")
# Marks that Chinese and Latin fonts share: Word sets them in the Latin font, too narrow, unless told otherwise.
_SHARED_MARKS = re.compile("[“”‘’…—·×±°→]")
_LATIN = re.compile("[A-Za-z]")
_CHINESE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")

A4_LANDSCAPE = (16838, 11906)
A4_PORTRAIT = (11906, 16838)


@dataclass(frozen=True, slots=True)
class Font:
    """A font the document names, with what may stand in for it where it is not installed, best first."""

    name: str
    alternatives: tuple[str, ...]
    roman: bool = True


# The fonts of GB/T 9704 (7.2.2, 7.3) and their common forms. Those of 方正 and *_GB2312 are named, never shipped.
XIAOBIAOSONG = Font("方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "SimSun"))
FANGSONG = Font("仿宋", ("仿宋_GB2312", "FangSong", "FangSong_GB2312", "STFangsong", "华文仿宋", "Noto Serif CJK SC"))
HEITI = Font("黑体", ("SimHei", "STHeiti", "华文黑体", "Noto Sans CJK SC"), roman=False)
KAITI = Font("楷体", ("楷体_GB2312", "KaiTi", "KaiTi_GB2312", "STKaiti", "华文楷体", "Noto Serif CJK SC"))
SONGTI = Font("宋体", ("SimSun", "STSong", "华文宋体", "Noto Serif CJK SC"))
LATIN = "Times New Roman"
FONTS = (XIAOBIAOSONG, FANGSONG, HEITI, KAITI, SONGTI)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins."""

    size: tuple[int, int] = A4_LANDSCAPE
    top: int = 1134
    right: int = 1134
    bottom: int = 1134
    left: int = 1134
    footer: int = 680

    @property
    def text_width(self) -> int:
        """How wide the text is."""
        return self.size[0] - self.left - self.right


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, based on the body style; ``run`` and ``paragraph`` are its properties as XML."""

    id: str
    name: str
    run: str = ""
    paragraph: str = ""


def escape(text: str) -> str:
    """Return text as safe content of an element or of a quoted attribute; what XML cannot hold becomes ``\ufffd``."""
    return _escape(_UNPRINTABLE.sub("\ufffd", text), {'"': "&quot;"})


def font(chinese: Font, latin: str = LATIN) -> str:
    """Return the run property that sets a font for Chinese and one for Latin text."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese.name}" w:cs="{latin}"/>'


def size(half_points: int) -> str:
    """Return the run property that sets the font size."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def run(text: str, properties: str = "") -> str:
    """Return a run; tabs and line feeds in ``text`` become tabs and line breaks. Empty text gives nothing."""
    if not text:
        return ""
    if _SHARED_MARKS.search(text) and (_CHINESE.search(text) or not _LATIN.search(text)):
        properties = _hinted(properties)
    pieces = []
    for piece in _BREAKS.findall(text) if "\t" in text or "\n" in text or "\r" in text else (text,):
        if piece == "\t":
            pieces.append("<w:tab/>")
        elif piece in "\n\r":
            pieces.append("<w:br/>")
        else:
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


def _hinted(properties: str) -> str:
    if properties.startswith("<w:rFonts "):
        return '<w:rFonts w:hint="eastAsia" ' + properties.removeprefix("<w:rFonts ")
    return '<w:rFonts w:hint="eastAsia"/>' + properties


def field(code: str, properties: str = "") -> str:
    """Return a field that Word computes: ``PAGE``, ``NUMPAGES``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:fldSimple w:instr=" {code} "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of ready-made runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{look}{runs}</w:p>"


def cell(content: str, width: int, properties: str = "", span: int = 1) -> str:
    """Return a table cell; ``content`` is paragraphs (and tables, before a last paragraph)."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{properties}</w:tcPr>{content}</w:tc>'


def table_row(cells: Iterable[str], *, header: bool = False, whole: bool = False, height: int = 0) -> str:
    """Return a row: repeated on every page where it is a ``header``, on one page where it is to stay ``whole``."""
    look = "<w:cantSplit/>" if whole or header else ""
    if height:
        look += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if header:
        look += "<w:tblHeader/>"
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], properties: str = "") -> str:
    """Return a table with thin borders all round and columns of fixed width, centred on the page."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders>{properties}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def shading(fill: str) -> str:
    """Return the property that shades a cell, a paragraph or a run; ``fill`` is RRGGBB."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def package(
    body: str, *, title: str, footer: str, styles: Sequence[Style], page: Page | None = None, half_points: int = 21
) -> bytes:
    """Return the bytes of a .docx whose one section holds ``body``, and whose pages end with the runs ``footer``.

    ``half_points`` is the size of the body style (21: 五号).
    """
    page = page or Page()
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            (_CORE, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(title),
        "docProps/app.xml": _HEAD
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Duigao</Application></Properties>",
        "word/document.xml": _document(body, page),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(styles, half_points),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer1.xml": f'{_HEAD}<w:ftr xmlns:w="{_W}">{paragraph(footer, "Footer")}</w:ftr>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"), compresslevel=4)
    return out.getvalue()


def _document(body: str, page: Page) -> str:
    width, height = page.size
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}<w:sectPr>'
        f'<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.footer}" w:footer="{page.footer}" w:gutter="0"/><w:cols w:space="425"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _content_types() -> str:
    named = {
        "word/document.xml": f"{_TYPES}.document.main+xml",
        "word/styles.xml": f"{_TYPES}.styles+xml",
        "word/settings.xml": f"{_TYPES}.settings+xml",
        "word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "word/footer1.xml": f"{_TYPES}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items())
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{_R}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{_HEAD}{head}{lines}</Relationships>"


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def _styles(styles: Sequence[Style], half_points: int) -> str:
    base = font(FANGSONG) + size(half_points)
    made = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ]
    footer = Style("Footer", "footer", font(SONGTI) + size(18), '<w:jc w:val="center"/>')
    made += [
        f'<w:style w:type="paragraph" w:styleId="{each.id}"><w:name w:val="{each.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{each.paragraph}</w:pPr><w:rPr>{each.run}</w:rPr></w:style>'
        for each in (footer, *styles)
    ]
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{base}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        f"</w:docDefaults>{''.join(made)}</w:styles>"
    )


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    made = [
        f'<w:font w:name="{each.name}"><w:altName w:val="{",".join(each.alternatives)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"roman" if each.roman else "modern"}"/><w:pitch w:val="variable"/></w:font>'
        for each in FONTS
    ]
    made.append(
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f'{_HEAD}<w:fonts xmlns:w="{_W}">{"".join(made)}</w:fonts>'
