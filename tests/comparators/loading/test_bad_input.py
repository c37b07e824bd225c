"""Input that cannot be read: one clear error for each, and never another exception."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import os
import random
import struct
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from comparators.document import Problem
from comparators.errors import InputError
from comparators.loading import load_file, office
from comparators.messages import Language, error_text, known, problem_text
from comparators.options import LoadLimits
from tests.comparators.loading.docx_files import NAMES, p, package, table, xml

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def refused(path: Path | str, limits: LoadLimits | None = None) -> str:
    """The code of the error that loading raises, its sentence checked."""
    with pytest.raises(InputError) as caught:
        load_file(path, limits)
    for language in LANGUAGES:
        sentence = error_text(caught.value, language)
        assert "\n" not in sentence
        sentence.encode("utf-8")
    assert caught.value.exit_status == 3
    return caught.value.code


def written(folder: Path, data: bytes, name: str = "稿.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def document(inner: str, head: str = "") -> bytes:
    return package("", document=f'<?xml version="1.0"?>{head}<w:document {NAMES}><w:body>{inner}</w:body></w:document>')


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.docx") == "input-missing"
    assert refused(written(tmp_path, b"x") / "里面.docx") == "input-missing"
    assert refused("含\0字符.docx") == "input-missing"


def test_the_error_names_the_file_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_file(tmp_path / "没有.docx")
    assert "没有.docx" in error_text(caught.value)
    assert "请" in error_text(caught.value)
    assert "没有.docx" in error_text(caught.value, "en")


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == "input-is-folder"


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"")) == "input-empty"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    assert refused(tmp_path / "管道") == "input-not-file"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device() -> None:
    assert refused("/dev/zero") == "input-not-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = written(tmp_path, package(p("甲")))
    path.chmod(0)
    assert refused(path) == "input-not-permitted"


def test_permission_is_told_whoever_runs_this(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, b"x")
    monkeypatch.setattr(Path, "open", deny)
    assert refused(path) == "input-not-permitted"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert refused(tmp_path / ("长" * 300)) in ("input-unreadable", "input-missing")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    limits = dataclasses.replace(LoadLimits(), max_file=1000)
    assert refused(written(tmp_path, b"x" * 1001), limits) == "input-too-large"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    bad = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.docx")
    assert refused(bad) == "input-missing"
    Path(bad).write_bytes(package(p("甲")))
    assert load_file(bad).blocks[0].text == "甲"


def test_a_document_without_text(tmp_path: Path) -> None:
    assert refused(written(tmp_path, package(p("") + p(" ")))) == "input-no-text"


def test_a_document_cut_off_anywhere(tmp_path: Path) -> None:
    data = package(p("甲") * 50)
    for length in range(3, len(data), max(len(data) // 40, 1)):
        assert refused(written(tmp_path, data[:length])) in ("input-damaged", "input-not-as-named")


def test_a_document_with_a_wrong_checksum(tmp_path: Path) -> None:
    data = bytearray(package(p("独一无二的文字"), compression=zipfile.ZIP_STORED))
    place = data.find("独一无二的文字".encode())
    data[place] ^= 0x01
    assert refused(written(tmp_path, bytes(data))) == "input-damaged-part"


def test_a_document_damaged_in_any_byte_is_read_or_refused(tmp_path: Path) -> None:
    data = package(p("甲乙丙") * 20, {"comments.xml": xml("comments", ""), "styles.xml": xml("styles", "")})
    chance = random.Random(7)
    for _ in range(150):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        with contextlib.suppress(InputError):  # anything else that is raised is a defect
            assert load_file(written(tmp_path, bytes(changed))).blocks


def test_a_zip_entry_under_a_password(tmp_path: Path) -> None:
    data = bytearray(package(p("甲")))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 0x01
        place = data.find(b"PK\x01\x02", place + 1)
    assert refused(written(tmp_path, bytes(data))) == "input-encrypted"


def test_a_zip_bomb(tmp_path: Path) -> None:
    bomb = package("", {"media1.bin": bytes(30_000_000)})
    assert len(bomb) < 100_000
    assert refused(written(tmp_path, bomb)) == "input-bomb"


def test_a_large_blank_picture_is_no_bomb(tmp_path: Path) -> None:
    data = package(p("甲"), {"media/image1.bmp": bytes(30_000_000)})
    assert load_file(written(tmp_path, data)).blocks[0].text == "甲"


def test_many_parts_that_are_large_together(tmp_path: Path) -> None:
    limits = dataclasses.replace(LoadLimits(), max_unpacked=50_000)
    parts: dict[str, str | bytes] = {f"media{n}.bin": random.Random(n).randbytes(9_000) for n in range(6)}
    assert refused(written(tmp_path, package(p("甲"), parts)), limits) == "input-bomb"


def test_too_many_parts(tmp_path: Path) -> None:
    limits = dataclasses.replace(LoadLimits(), max_parts=20)
    data = package(p("甲"), {f"media{n}.bin": b"" for n in range(30)})
    assert refused(written(tmp_path, data), limits) == "input-too-many-parts"


def test_a_size_that_the_zip_directory_lies_about(tmp_path: Path) -> None:
    data = bytearray(package(p("甲") * 1000))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[place + 24 : place + 28] = struct.pack("<I", 50)
    assert refused(written(tmp_path, bytes(data))).startswith("input-damaged")


def test_a_clause_copied_a_thousand_times_is_no_bomb(tmp_path: Path) -> None:
    assert len(load_file(written(tmp_path, package(p("依法予以处理。") * 3000))).blocks) == 3000


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\a", "word/../../x"])
def test_names_that_climb_out_of_the_package_are_never_followed(tmp_path: Path, name: str) -> None:
    out = io.BytesIO(package(p("甲")))
    with zipfile.ZipFile(out, "a") as target:
        target.writestr(zipfile.ZipInfo(name), b"x")
    assert load_file(written(tmp_path, out.getvalue())).blocks[0].text == "甲"


def test_entities_that_multiply(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "哈"}">' for n in range(12))
    head = f"<!DOCTYPE w:document [{laughs}]>"
    assert refused(written(tmp_path, document(p("&a11;"), head))) == "input-entities"
    assert refused(written(tmp_path, document('<w:p w:x="&a11;"/>', head))) == "input-entities"


def test_entities_from_outside(tmp_path: Path) -> None:
    secret = written(tmp_path, "机密".encode(), "secret.txt")
    head = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    assert refused(written(tmp_path, document(p("&x;"), head))) == "input-entities"
    outer = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert refused(written(tmp_path, document(p("甲"), outer))) == "input-entities"


def test_a_declaration_cannot_hide_in_another_encoding(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><w:document {NAMES}/>'
    for data in (text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-16-be")):
        path = written(tmp_path, package("", {"styles.xml": data}))
        assert refused(path) == "input-entities"
    odd = f'<?xml version="1.0" encoding="UTF-7"?><w:document {NAMES}/>'
    assert refused(written(tmp_path, package("", document=odd))) == "input-damaged-part"


def test_utf_16_parts_are_read(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMES}><w:body>{p("甲")}</w:body></w:document>'
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(package("")))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, text.encode("utf-16") if name == "word/document.xml" else source.read(name))
    assert load_file(written(tmp_path, out.getvalue())).blocks[0].text == "甲"


def test_nesting_beyond_all_measure(tmp_path: Path) -> None:
    for depth in (300, 3_000, 100_000):
        inner = "<w:sdt><w:sdtContent>" * depth + p("甲") + "</w:sdtContent></w:sdt>" * depth
        assert refused(written(tmp_path, document(inner))) == "input-nesting"


def test_nesting_that_is_deep_but_bearable_is_read(tmp_path: Path) -> None:
    cell = p("底")
    for _ in range(80):
        cell = table((cell + p("甲"),))
    assert load_file(written(tmp_path, document(cell))).blocks[0].text == "底"
    cell = p("底")
    for _ in range(80):
        cell = table((cell, p("乙")))
    assert load_file(written(tmp_path, document(cell))).blocks[0].text.startswith("底")
    runs = "<w:smartTag>" * 240 + "<w:r><w:t>甲</w:t></w:r>" + "</w:smartTag>" * 240
    assert load_file(written(tmp_path, document(f"<w:p>{runs}</w:p>"))).blocks[0].text == "甲"


def test_deep_nesting_is_bearable_in_a_thread_too(tmp_path: Path) -> None:
    cell = p("底")
    for _ in range(80):
        cell = table((cell, p("乙")))
    path = written(tmp_path, document(cell))
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(load_file(path).blocks[0].text))
    thread.start()
    thread.join()
    assert found


def test_a_document_without_a_body(tmp_path: Path) -> None:
    assert refused(written(tmp_path, package("", document=f"<w:document {NAMES}/>"))) == "input-no-body"


def test_xml_that_is_none(tmp_path: Path) -> None:
    assert refused(written(tmp_path, package("", document="正文"))) == "input-damaged-part"


def test_one_text_of_many_megabytes_is_read(tmp_path: Path) -> None:
    long = "创新驱动发展" * 800_000
    (block,) = load_file(written(tmp_path, package(p(long), compression=zipfile.ZIP_STORED))).blocks
    assert len(block.text) == len(long)


def test_attributes_that_are_no_numbers_do_no_harm(tmp_path: Path) -> None:
    body = p(
        "甲",
        properties='<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="99999999999999"/><w:numId w:val=""/></w:numPr>',
    )
    assert load_file(written(tmp_path, document(body))).blocks[0].text == "甲"


def test_without_libreoffice_an_old_document_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    path = written(tmp_path, b"{\\rtf1 x}", "稿.doc")
    with pytest.raises(InputError) as caught:
        load_file(path)
    assert caught.value.code == "input-needs-libreoffice"
    assert "LibreOffice" in error_text(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
@pytest.mark.parametrize(
    ("script", "code"), [("exit 1", "input-conversion-failed"), ("sleep 30", "input-conversion-slow")]
)
def test_a_conversion_that_fails_or_hangs_is_told(tmp_path: Path, script: str, code: str) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    with pytest.raises(InputError) as caught:
        office.convert(str(program), b"x", ".doc", "稿.doc", timeout=0.4)
    assert caught.value.code == code
    assert error_text(caught.value)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_an_old_document_is_read_through_libreoffice(tmp_path: Path) -> None:
    if office.find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    text = "".join(f"\\u{ord(char)}?" for char in "一、总体要求") + "\\par " + "".join(f"\\u{ord(c)}?" for c in "正文")
    found = load_file(written(tmp_path, f"{{\\rtf1\\ansi {text}\\par}}".encode(), "稿.wps"))
    assert found.format == "wps"
    assert [block.text for block in found.blocks] == ["一、总体要求", "正文"]


def test_every_sentence_of_this_room_stands_in_both_languages() -> None:
    for name in ("revisions", "hidden", "invisible", "pictures", "formulas", "subdocuments"):
        assert known(f"docx-{name}")
        for language in LANGUAGES:
            assert "3" in problem_text(Problem(f"docx-{name}", "", (("count", 3),)), language)
    for name, key in (
        ("header", "text"),
        ("footer", "text"),
        ("part-unread", "part"),
        ("chunk", "part"),
        ("chunk-unread", "part"),
    ):
        for language in LANGUAGES:
            assert "某处" in problem_text(Problem(f"docx-{name}", "", ((key, "某处"),)), language)
