"""Small .docx packages written by hand, so that a test shows the very XML that it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from comparators.document import Document
from comparators.loading import docx
from comparators.options import LoadLimits

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    }.items()
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def xml(root: str, inner: str) -> str:
    """A part whose root element has all names declared."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMES}>{inner}</w:{root}>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; text without markup becomes a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run with one text."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph with an automatic number."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    """A paragraph of a style."""
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def field(code: str, result: str) -> str:
    """A complex field: its code and its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is its paragraphs, with its ``w:tcPr`` first where it has one."""
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def level(index: int, form: str, text: str, extra: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, instances: str = "") -> str:
    """numbering.xml: list n has the instance n; further ``instances`` as given."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>' for index, levels in enumerate(lists, 1)
    )
    own = "".join(
        f'<w:num w:numId="{index}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(1, len(lists) + 1)
    )
    return xml("numbering", abstracts + own + instances)


def package(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    main: str = "word/document.xml",
    document: str | None = None,
    strict: bool = False,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A .docx with ``body`` and further ``parts`` by name (``numbering.xml``), each related by its name's stem."""
    relations = []
    for name in parts or {}:
        stem = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
        kind = {"commentsExtended": EXTENDED, "chunk": RELATION + "aFChunk"}.get(stem, RELATION + stem)
        relations.append(f'<Relationship Id="r{len(relations)}" Type="{kind}" Target="{name}"/>')
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="{MAIN_TYPE}"/></Types>'
        ),
        "_rels/.rels": _rels(f'<Relationship Id="r1" Type="{RELATION}officeDocument" Target="{main}"/>'),
        main: document if document is not None else xml("document", f"<w:body>{body}</w:body>"),
    }
    folder, _, name = main.rpartition("/")
    files[f"{folder}/_rels/{name}.rels"] = _rels("".join(relations))
    files.update({f"{folder}/{name}": content for name, content in (parts or {}).items()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, _strict(content) if strict and isinstance(content, str) else content)
    return out.getvalue()


def _rels(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _strict(text: str) -> str:
    head = "http://schemas.openxmlformats.org/"
    for transitional, strict in (
        ("wordprocessingml/2006/main", "wordprocessingml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ("officeDocument/2006/math", "officeDocument/math"),
        ("drawingml/2006/", "drawingml/"),
    ):
        text = text.replace(head + transitional, "http://purl.oclc.org/ooxml/" + strict)
    return text


def load(body: str, parts: Mapping[str, str | bytes] | None = None) -> Document:
    """Read a package with that body and those parts."""
    return docx.read(package(body, parts), "稿.docx", LoadLimits())


def texts(body: str, parts: Mapping[str, str | bytes] | None = None) -> list[str]:
    """The texts of the blocks of a package with that body."""
    return [block.text for block in load(body, parts).blocks]


def told(document: Document) -> dict[str, str | int | None]:
    """What a document's problems say, by code: the count, the text or the part that each names."""
    return {problem.code: next((value for _, value in problem.params), None) for problem in document.problems}


def comment_part(number: int, text: str) -> str:
    """comments.xml with one comment."""
    return xml("comments", f'<w:comment w:id="{number}" w:author="李四">{p(text)}</w:comment>')
