"""Make the two sample drafts in resources/samples from the texts in tests/data/samples.

    python tests/data/build_samples.py

The form is that of GB/T 9704-2012 (fonts named with fallbacks, margins, 28-point lines, page numbers), with what
real files have: automatic numbers, a table, a box, a footnote, a comment, a header and a footer. The same texts give
the same bytes. A line of a text begins with its kind:

T title, S line under it, H1 H2 H3 headings with typed numbers, A2 a heading that Word numbers ((一), (二) …),
P a paragraph, BOX … ENDBOX, B an item of a box, TABLE … ENDTABLE with cells between ``|``, ATT and AT an attachment
and its title, COMMENT author|date|words it is about|comment. ``|`` ends the title of a run-in heading,
``[^…]`` is a footnote.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "resources" / "samples"
NAMES = {
    "consultation": "临江省未来产业培育行动方案（征求意见稿）.docx",
    "issued": "临江省未来产业培育行动方案（正式稿）.docx",
}
WHEN = {"consultation": datetime(2026, 3, 2, 9, 0), "issued": datetime(2026, 5, 18, 9, 0)}
HEI, KAI, FANG, SONG, TITLE = "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体", "方正小标宋简体"
# What to take where a font is not installed: the fonts that Windows, macOS and Linux have.
FALLBACKS = {TITLE: "宋体", FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTE = re.compile(r"\[\^(.+?)\]")


class Draft:
    """One draft in the making."""

    def __init__(self, name: str) -> None:
        self.document = Document()
        self.notes: list[str] = []
        self.comments: list[list[str]] = []
        self.name = name
        self._set_up()

    def _set_up(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        normal = self.document.styles["Normal"]
        _font(normal, FANG, 16)
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        normal.paragraph_format.line_spacing = Pt(28.5)
        normal.paragraph_format.space_after = Pt(0)
        for level, font in ((1, HEI), (2, KAI), (3, FANG)):
            style = self.document.styles[f"Heading {level}"]
            _font(style, font, 16, bold=False)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.keep_with_next = True
        self._number_list()
        properties = self.document.core_properties
        properties.author, properties.title = "临江省经济和信息化厅", "临江省未来产业培育行动方案"
        properties.created = properties.modified = WHEN[self.name]
        properties.comments = ""
        self._header_and_footer(section)

    def _number_list(self) -> None:
        """Define the list whose numbers Word computes: （一）（二）（三）."""
        numbering = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
            '<w:lvlText w:val="（%1）"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr>'
            f'<w:rPr><w:rFonts w:ascii="{KAI}" w:eastAsia="{KAI}" w:hAnsi="{KAI}"/></w:rPr></w:lvl></w:abstractNum>'
        )
        numbering.insert(0, abstract)
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def _header_and_footer(self, section: Any) -> None:
        self.document.settings.odd_and_even_pages_header_footer = True
        text = "征求意见稿" if self.name == "consultation" else "临江省未来产业培育行动方案"
        sides = (
            (section.header, section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_header, section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        )
        for header, footer, side in sides:
            head = header.paragraphs[0]
            head.alignment = side
            _run(head, text, KAI, 10.5)
            foot = footer.paragraphs[0]
            foot.alignment = side
            _run(foot, "— ", SONG, 14)
            for kind in ("begin", None, "end"):
                run = _run(foot, "", SONG, 14)
                if kind is None:
                    instruction = OxmlElement("w:instrText")
                    instruction.text = " PAGE "
                    run._r.append(instruction)
                else:
                    mark = OxmlElement("w:fldChar")
                    mark.set(qn("w:fldCharType"), kind)
                    run._r.append(mark)
            _run(foot, " —", SONG, 14)

    def add(self, lines: Iterator[str]) -> None:
        """Take the lines of the text, one after another."""
        for line in lines:
            kind, _, text = line.partition(" ")
            if kind == "COMMENT":
                self.comments.append(text.split("|"))
            elif kind == "BOX":
                self._box(text, lines)
            elif kind == "TABLE":
                self._table(lines)
            else:
                self._paragraph(kind, text)

    def _paragraph(self, kind: str, text: str) -> None:
        if kind == "ATT":
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            _run(self.document.add_paragraph(), text, HEI, 16)
            return
        if kind in ("T", "S", "AT"):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, text, KAI if kind == "S" else TITLE, 16 if kind == "S" else 22)
            if kind != "T" or self.name == "issued":
                paragraph.paragraph_format.space_after = Pt(14)
            return
        title, _, body = text.partition("|")
        if kind == "P":
            paragraph, title, body = self.document.add_paragraph(), "", text
        elif body:
            paragraph = self.document.add_paragraph()
        else:
            paragraph = self.document.add_paragraph(style=f"Heading {kind[1]}")
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if body or kind == "P" else WD_ALIGN_PARAGRAPH.LEFT
        if kind == "A2":
            properties = paragraph._p.get_or_add_pPr()
            numbers = properties.get_or_add_numPr()
            numbers.get_or_add_ilvl().val = 0
            numbers.get_or_add_numId().val = 90
        if title:
            _run(paragraph, title, {"1": HEI, "2": KAI}.get(kind[1], FANG), 16, bold=kind == "H3")
        self._body(paragraph, body)

    def _body(self, paragraph: Any, body: str) -> None:
        for number, piece in enumerate(_FOOTNOTE.split(body)):
            if number % 2 == 0:
                if piece:
                    _run(paragraph, piece, FANG, 16)
                continue
            self.notes.append(piece)
            run = _run(paragraph, "", FANG, 16)
            run.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(len(self.notes)))
            run._r.append(mark)

    def _box(self, title: str, lines: Iterator[str]) -> None:
        table = self.document.add_table(rows=1, cols=1, style="Table Grid")
        cell = table.cell(0, 0)
        head = cell.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.paragraph_format.space_before = Pt(6)
        _run(head, title, HEI, 14)
        for line in lines:
            if line == "ENDBOX":
                break
            name, _, body = line.partition(" ")[2].partition("|")
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(28)
            _run(paragraph, name, FANG, 14, bold=True)
            _run(paragraph, body, FANG, 14)

    def _table(self, lines: Iterator[str]) -> None:
        rows = []
        for line in lines:
            if line == "ENDTABLE":
                break
            rows.append(line.split("|"))
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        table.autofit = False
        widths = (Mm(16), Mm(58), Mm(20), Mm(30), Mm(32))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, row in enumerate(rows):
            for cell, text, width in zip(table.rows[number].cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.line_spacing = Pt(22)
                _run(paragraph, text, HEI if number == 0 else FANG, 12)

    def finish(self) -> bytes:
        """Put the notes and comments in and return the file."""
        for author, date, words, text in self.comments:
            self._comment(author, date, words, text)
        self._footnotes()
        self._fallbacks()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _same_bytes(buffer.getvalue())

    def _comment(self, author: str, date: str, words: str, text: str) -> None:
        """Cut the run that holds ``words`` in three and comment on the middle one."""
        for paragraph in self.document.paragraphs:
            for run in paragraph.runs:
                before, found, after = run.text.partition(words)
                if not found:
                    continue
                run.text = before
                middle, last = _run(paragraph, words, FANG, 16), _run(paragraph, after, FANG, 16)
                run._r.addnext(middle._r)
                middle._r.addnext(last._r)
                comment = self.document.add_comment(middle, text=text, author=author, initials=author[:1])
                comment._comment_elm.set(qn("w:date"), date)
                return
        raise SystemExit(f"no run holds {words!r}")

    def _footnotes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:line="280" w:lineRule="exact"/></w:pPr>'
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="18"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:rPr><w:rFonts w:eastAsia="{SONG}"/><w:sz w:val="18"/></w:rPr><w:t>{text}</w:t></w:r>'
            "</w:p></w:footnote>"
            for number, text in enumerate(self.notes, 1)
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            f"</w:footnote>{notes}</w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), self.document.part.package)
        self.document.part.relate_to(part, FOOTNOTES_REL)

    def _fallbacks(self) -> None:
        """Name, for each font that may be missing, the one to take instead."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith("/fontTable"):
                fonts = "".join(
                    f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                    for name, other in FALLBACKS.items()
                )
                relation.target_part._blob = (
                    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
                ).encode()


def _font(style: Any, name: str, size: float, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), bold
    style.font.italic = None
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    colour = properties.find(qn("w:color"))
    if colour is not None:
        properties.remove(colour)


def _run(paragraph: Any, text: str, font: str, size: float, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")
    if bold:
        run.font.bold = True
    return run


def _same_bytes(package: bytes) -> bytes:
    """Pack again with one fixed time, so that nothing but the text decides the bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()


def build(name: str) -> bytes:
    """Return the draft ``name`` (a key of :data:`NAMES`) as a .docx file."""
    draft = Draft(name)
    text = (HERE / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    draft.add(iter(text.splitlines()))
    return draft.finish()


def main() -> None:
    """Write both samples."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for name, file in NAMES.items():
        (SAMPLES / file).write_bytes(build(name))
        print(SAMPLES / file, file=sys.stderr)


if __name__ == "__main__":
    main()
