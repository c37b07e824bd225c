"""The format is told from the content; the suffix decides only what the content leaves open."""

from __future__ import annotations

import io
import zipfile

import pytest

from comparators.document import Format
from comparators.errors import InputError
from comparators.loading.detect import OLE_MAGIC, detect
from comparators.options import LoadLimits
from tests.comparators.loading.docx_files import p, package

POLICY = "临江省未来产业培育方案\n\n一、总体要求\n\n（一）指导思想。以创新为动力，到２０２７年培育企业300家。\n"
PAGE = "<!DOCTYPE html>\n<html><head><title>方案</title></head><body><p>一、总体要求</p></body></html>"
MARKDOWN = "# 方案\n\n## 一、总体要求\n\n**（一）指导思想**。以创新为动力。\n"


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in files.items():
            target.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("Types", "[Content_Types]"), content
            )
    return out.getvalue()


def ole(stream: str, *, encrypted: bool = False) -> bytes:
    """An OLE file with one stream: a header, a directory sector, and the stream's first sector."""
    header = bytearray(512)
    header[:8] = OLE_MAGIC
    header[30:32] = (9).to_bytes(2, "little")
    name = stream.encode("utf-16-le") + b"\0\0"
    entry = bytearray(512)
    entry[128 : 128 + len(name)] = name
    entry[128 + 64 : 128 + 66] = len(name).to_bytes(2, "little")
    entry[128 + 116 : 128 + 120] = (1).to_bytes(4, "little")
    fib = bytearray(512)
    fib[:2] = b"\xec\xa5"
    fib[11] = 1 if encrypted else 0
    return bytes(header + entry + fib)


def kind(data: bytes | str, suffix: str = "") -> Format:
    return detect(data.encode() if isinstance(data, str) else data, "文件", suffix, LoadLimits())


def refusal(data: bytes, suffix: str = "") -> str:
    with pytest.raises(InputError) as caught:
        kind(data, suffix)
    return caught.value.code


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".pdf", ".wps", ""])
def test_a_word_document_is_one_whatever_its_name(suffix: str) -> None:
    assert kind(package(p("甲")), suffix) == "docx"
    assert kind(package(p("甲"), main="x/y.xml", strict=True), suffix) == "docx"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt"])
def test_a_pdf_is_one_whatever_its_name(suffix: str) -> None:
    assert kind(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nendobj", suffix) == "pdf"
    assert kind(b"\r\njunk of a mail gateway\r\n%PDF-1.4\n1 0 obj\nendobj", suffix) == "pdf"


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert kind("文件头为%PDF-1.7的文件", ".txt") == "txt"


def test_an_ofd_package_is_one() -> None:
    assert kind(archive(OFD_xml="<ofd:OFD/>", Doc_0__Document_xml="<x/>")) == "ofd"


@pytest.mark.parametrize(("suffix", "expected"), [(".doc", "doc"), ("", "doc"), (".docx", "doc"), (".wps", "wps")])
def test_an_old_word_document_is_told_by_its_streams(suffix: str, expected: str) -> None:
    assert kind(ole("WordDocument"), suffix) == expected


def test_rich_text_and_word_xml_are_for_libreoffice_to_read() -> None:
    assert kind(b"{\\rtf1\\ansi \\par}", ".doc") == "doc"
    assert kind('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>') == "doc"


def test_encrypted_files_are_told() -> None:
    assert refusal(ole("EncryptedPackage"), ".docx") == "input-encrypted"
    assert refusal(ole("WordDocument", encrypted=True), ".doc") == "input-encrypted"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole("Workbook"), "input-spreadsheet"),
        (ole("PowerPoint Document"), "input-presentation"),
        (ole("Something"), "input-binary"),
        (archive(Types_xml='<Override ContentType="a.spreadsheetml.sheet.main+xml"/>'), "input-spreadsheet"),
        (archive(Types_xml='<Override ContentType="a.presentationml.presentation.main+xml"/>'), "input-presentation"),
        (archive(Types_xml="<Types/>"), "input-no-body"),
        (archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="x"), "input-other-office"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "input-spreadsheet"),
        (archive(mimetype="application/epub+zip"), "input-other-office"),
        (archive(a_xml="x"), "input-compressed"),
        (b"Rar!\x1a\x07\x00junk", "input-compressed"),
        (b"\x1f\x8b\x08\x00junk", "input-compressed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "input-picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "input-picture"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "input-binary"),
        (bytes(range(256)) * 40, "input-binary"),
        (bytes(4000), "input-binary"),
        (b"PK\x03", "input-damaged"),
        (package(p("甲"))[:200], "input-damaged"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_named_format_with_other_bytes_inside_is_told_as_damaged_or_protected() -> None:
    assert refusal(bytes(range(256)) * 40, ".docx") == "input-not-as-named"
    assert refusal(bytes(range(256)) * 40, ".txt") == "input-binary"


@pytest.mark.parametrize("suffix", ["", ".html", ".txt", ".docx", ".md"])
def test_a_page_is_one_whatever_its_name(suffix: str) -> None:
    assert kind(PAGE, suffix) == "html"
    assert kind("\ufeff<?xml version='1.0'?><!-- 注 -->" + PAGE.lower(), suffix) == "html"


def test_a_piece_of_a_page_is_one_where_its_name_says_so() -> None:
    assert kind("<p>一、总体要求</p><p>二、主要目标</p>", ".html") == "html"
    assert kind("一、<p>总体要求</p>", ".htm") == "html"
    assert kind("# 方案\n\n<div align='center'>标题</div>\n", ".md") == "md"


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        (POLICY, "", "txt"),
        (POLICY, ".txt", "txt"),
        (POLICY, ".md", "md"),
        (POLICY, ".docx", "txt"),
        (MARKDOWN, ".txt", "md"),
        (MARKDOWN, "", "md"),
        ("---\ntitle: 方案\ntags:\n  - 政策\n---\n正文。\n", ".txt", "md"),
        ("--- 第一页 ---\n正文。\n", ".txt", "txt"),
        ("# 只有一处井号\n\n" + POLICY, ".txt", "txt"),
        ("|指标|数值|\n|---|---|\n|企业|300家|\n\n**注**：略。", ".txt", "md"),
    ],
)
def test_marks_tell_markdown_from_plain_text(text: str, suffix: str, expected: str) -> None:
    assert kind(text, suffix) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text_is_text_in_any_encoding(encoding: str) -> None:
    assert kind((POLICY * 5).encode(encoding), ".txt") == "txt"
    assert kind(POLICY.encode(encoding), ".txt") == "txt"


def test_big5_text_is_text() -> None:
    assert kind("一、總體要求\n到2027年培育企業300家。".encode("big5"), ".txt") == "txt"


def test_text_cut_inside_a_character_at_the_sample_s_end_is_text() -> None:
    for shift in range(4):
        assert kind(("a" * shift + POLICY * 3000).encode(), ".txt") == "txt"


def test_a_few_nul_characters_do_not_make_a_text_binary() -> None:
    assert kind("一、总则\0\n二、目标\n", ".txt") == "txt"


def test_a_text_in_which_some_bytes_are_damaged_is_text() -> None:
    assert kind(POLICY.encode() * 20 + b"\xff\xfe\xff" + POLICY.encode(), ".txt") == "txt"
