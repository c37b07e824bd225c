"""The names of WordprocessingML that the loader (and the Word exporters) ask for, in Clark notation.

Strict documents (ISO/IEC 29500 Strict) are brought to these transitional names before they are parsed.
"""

from __future__ import annotations

from typing import Final

WORD_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{WORD_NS}}}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"

P: Final = W + "p"
PPR: Final = W + "pPr"
RUN: Final = W + "r"
RPR: Final = W + "rPr"
T: Final = W + "t"
TBL: Final = W + "tbl"
TR: Final = W + "tr"
TC: Final = W + "tc"
VAL: Final = W + "val"
ID: Final = W + "id"
SDT_CONTENT: Final = W + "sdtContent"
TEXTBOX_CONTENT: Final = W + "txbxContent"
ALTERNATE: Final = MC + "AlternateContent"
CHOICE: Final = MC + "Choice"
FALLBACK: Final = MC + "Fallback"

# What Strict calls the namespaces above (ISO/IEC 29500-1, Annex A), by the start of each name.
STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD_NS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


def is_on(parent_value: str | None) -> bool:
    """Read an on/off property's ``w:val`` (ST_OnOff): absent means on."""
    return parent_value not in ("0", "false", "off")
