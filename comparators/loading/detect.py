"""Which format a file is of, told from its content; the suffix decides only what the content leaves open."""

from __future__ import annotations

import re
import struct

from comparators.document import Format
from comparators.errors import InputError
from comparators.loading.archive import Archive, open_archive
from comparators.loading.markup import looks_like_html, looks_like_markdown
from comparators.options import LoadLimits

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAMPLE = 65_536
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_COMPRESSED = (b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_WORD_TYPES = (
    b"wordprocessingml.document.main",
    b"wordprocessingml.template.main",
    b"ms-word.document.macroenabled",
    b"ms-word.template.macroenabled",
)
_SHEET_TYPES = (b"spreadsheetml.", b"ms-excel.")
_SLIDE_TYPES = (b"presentationml.", b"ms-powerpoint.")
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps", ".pdf", ".ofd")
# XML kinds of the word processors, which LibreOffice opens: Word 2003 XML, flat OPC, UOF, flat ODF.
_OFFICE_XML = re.compile(r"<(?:\w+:)?wordDocument\b|<pkg:package\b|<uof:UOF\b|<(?:uof:)?文字处理\b|<office:document\b")


def detect(data: bytes, shown: str, suffix: str, limits: LoadLimits) -> Format:
    """Return the format of ``data``; ``suffix`` is lower-case with its dot.

    Raises :class:`InputError`, naming the file as ``shown``, where the content is of no format that is read.
    """
    if data[:2] == b"PK" and data[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _zip_format(open_archive(data, shown, limits), shown)
    if data.startswith(OLE_MAGIC):
        return _ole_format(data, shown, suffix)
    if _is_pdf(data):
        return "pdf"
    _refuse_known_binary(data, shown)
    text = sample_text(data)
    if text is None:
        if suffix in _DOCUMENTS:
            raise InputError("input-not-as-named", path=shown, suffix=suffix)
        raise InputError("input-binary", path=shown)
    if text.startswith("{\\rtf") or _OFFICE_XML.search(text[:4096]):
        return "wps" if suffix == ".wps" else "doc"
    if looks_like_html(text, suffix):
        return "html"
    if looks_like_markdown(text, suffix):
        return "md"
    return "txt"


def sample_text(data: bytes) -> str | None:
    """Return the first 64 KB as text, in whichever encoding fits; ``None`` where the bytes are no text."""
    sample = data[:SAMPLE]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _plausible(sample[: len(sample) // 2 * 2].decode("utf-16", "replace"))
    if sample.count(0) * 50 > len(sample):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
            if _common_share(text) > 0.95:
                return text
    for encoding in ("utf-8-sig", "gb18030", "big5"):
        text = sample.decode(encoding, "replace")
        # The sample may cut a character at its end, and a lone wrong byte is no sign of another kind.
        if text.count("\N{REPLACEMENT CHARACTER}") * 200 <= len(text) + 199:
            return _plausible(text)
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        if _common_share(text) > 0.95:
            return text
    return _plausible(sample.decode("utf-8", "replace")) if _mostly_utf8(sample) else None


def _mostly_utf8(sample: bytes) -> bool:
    """Say whether damaged bytes are still UTF-8 for the most part (one in twenty characters may be lost)."""
    text = sample.decode("utf-8", "replace")
    return text.count("\N{REPLACEMENT CHARACTER}") * 20 < len(text)


def _plausible(text: str) -> str | None:
    """Return ``text`` unless more than 15 in 100 of its characters are controls, as in no text."""
    controls = len(re.findall(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]", text))
    return None if controls * 100 > len(text) * 15 else text


def _common_share(text: str) -> float:
    """Return which share of the characters is of the kind that Chinese and English text is made of."""
    common = len(re.findall(r"[\t\n\r\x20-\x7e\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", text))
    return common / max(len(text), 1)


def _is_pdf(data: bytes) -> bool:
    """Say whether this is a PDF: its header may stand after up to 1,024 bytes of other matter."""
    # ISO 32000-1, H.3.4.1
    found = data.find(b"%PDF-", 0, 1024)
    if found < 0:
        return False
    return not data[:found].strip(b"\xef\xbb\xbf\0 \t\r\n") or b"endobj" in data


def _refuse_known_binary(data: bytes, shown: str) -> None:
    if data.startswith(_PICTURES) or (data[:2] == b"BM" and data[6:10] == b"\0\0\0\0") or data[8:12] == b"WEBP":
        raise InputError("input-picture", path=shown)
    if data.startswith(_COMPRESSED):
        raise InputError("input-compressed", path=shown)
    if data[:2] == b"PK":  # the beginning of a zip file, and no more of it
        raise InputError("input-damaged", path=shown)


def _zip_format(archive: Archive, shown: str) -> Format:
    if archive.has("[Content_Types].xml"):
        return _opc_format(archive, shown)
    if archive.has("OFD.xml"):
        return "ofd"
    if archive.has("mimetype"):
        kind = archive.read("mimetype")[:80].decode("ascii", "replace").strip()
        _refuse_by_type(kind.encode(), shown)
        raise InputError("input-other-office", path=shown, kind="EPUB" if "epub" in kind else "ODF")
    if archive.has("word/document.xml"):
        return "docx"
    raise InputError("input-compressed", path=shown)


def _opc_format(archive: Archive, shown: str) -> Format:
    """Tell by the content types which of the Office formats a package is of."""
    types = archive.read("[Content_Types].xml")
    if types[:2] in (b"\xff\xfe", b"\xfe\xff"):
        types = types.decode("utf-16", "replace").encode()
    lowered = types.lower()
    if any(name in lowered for name in _WORD_TYPES) or archive.has("word/document.xml"):
        return "docx"
    _refuse_by_type(lowered, shown)
    if archive.has("OFD.xml"):
        return "ofd"
    if b"visio" in lowered or b"xps" in lowered or archive.has("FixedDocSeq.fdseq"):
        raise InputError("input-other-office", path=shown, kind="XPS/VSDX")
    raise InputError("input-no-body", path=shown)


def _refuse_by_type(types: bytes, shown: str) -> None:
    if any(name in types for name in _SHEET_TYPES) or b"opendocument.spreadsheet" in types:
        raise InputError("input-spreadsheet", path=shown)
    if any(name in types for name in _SLIDE_TYPES) or b"opendocument.presentation" in types:
        raise InputError("input-presentation", path=shown)


def _ole_format(data: bytes, shown: str, suffix: str) -> Format:
    """Tell by its streams what an OLE file is ([MS-CFB] 2.6: directory entries of 128 bytes, UTF-16 names)."""
    if _ole_stream(data, "EncryptedPackage") >= 0:
        raise InputError("input-encrypted", path=shown)
    word = _ole_stream(data, "WordDocument")
    if word >= 0:
        if _is_word_encrypted(data, word):
            raise InputError("input-encrypted", path=shown)
        return "wps" if suffix == ".wps" else "doc"
    if _ole_stream(data, "Workbook") >= 0 or _ole_stream(data, "Book") >= 0:
        raise InputError("input-spreadsheet", path=shown)
    if _ole_stream(data, "PowerPoint Document") >= 0:
        raise InputError("input-presentation", path=shown)
    if suffix == ".wps":
        return "wps"
    raise InputError("input-damaged" if suffix == ".doc" else "input-binary", path=shown)


def _ole_stream(data: bytes, name: str) -> int:
    """Return where the directory entry of the stream ``name`` begins, or -1."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    start = data.find(wanted)
    while start >= 0:
        if start % 128 == 0 and data[start + 64 : start + 66] == struct.pack("<H", len(wanted)):
            return start
        start = data.find(wanted, start + 1)
    return -1


def _is_word_encrypted(data: bytes, entry: int) -> bool:
    """Read the flag fEncrypted of the Fib that the WordDocument stream begins with ([MS-DOC] 2.5.2)."""
    shift = int.from_bytes(data[30:32], "little")
    first = int.from_bytes(data[entry + 116 : entry + 120], "little")
    if shift not in (9, 12) or first > len(data) >> shift:
        return False
    base = (first + 1) << shift
    return data[base : base + 2] == b"\xec\xa5" and len(data) > base + 11 and bool(data[base + 11] & 0x01)
