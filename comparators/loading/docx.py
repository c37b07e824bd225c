"""A .docx file."""

from __future__ import annotations

import io
import zipfile

from comparators.document import Block, Document, Source
from comparators.loading.xml import parse_xml
from comparators.options import LoadLimits
from comparators.work import Work

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read the paragraphs (a first version)."""
    root = parse_xml(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"), path, "word/document.xml")
    blocks: list[Block] = []
    for ordinal, paragraph in enumerate(root.iter(W + "p")):
        text = "".join(node.text or "" for node in paragraph.iter(W + "t")).strip()
        if text:
            blocks.append(Block(len(blocks), text, source=Source("word/document.xml", (ordinal,))))
    return Document(path, "docx", blocks=tuple(blocks))
