from __future__ import annotations

import io
import sys
import zipfile

import pytest

from comparators.errors import InputError
from comparators.loading import ofd
from comparators.messages import error_text
from comparators.options import LoadLimits
from comparators.work import IDLE

SPACE = "http://www.ofdspec.org/2016"


def write_ofd(pages: list[list[tuple[float, float, str]]], size: float = 5.0) -> bytes:
    """Return an OFD file: texts as ``(x, baseline, text)`` in millimetres, one list a page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "OFD.xml",
            f'<ofd:OFD xmlns:ofd="{SPACE}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:Title>意见</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        package.writestr(
            "Doc_0/Document.xml",
            f'<ofd:Document xmlns:ofd="{SPACE}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for number, texts in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject ID="{100 + order}" Boundary="{x} {y - size} 200 {size}" Font="1" Size="{size}">'
                f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(words) - 1} {size}">{words}</ofd:TextCode>'
                "</ofd:TextObject>"
                for order, (x, y, words) in enumerate(texts)
            )
            package.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f'<ofd:Page xmlns:ofd="{SPACE}"><ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>'
                "</ofd:Page>",
            )
    return out.getvalue()


def test_the_text_of_an_ofd_is_read_as_of_any_printed_page() -> None:
    pytest.importorskip("ofdkit")
    first = [
        (40.0, 40.0, "一、总体要求"),
        (40.0, 50.0, "（一）发展目标。坚持创新驱动发展，推动未来产业"),
        (30.0, 60.0, "规模持续扩大，到二〇二七年，培育头部企业三十家，"),
        (100.0, 285.0, "— 1 —"),
    ]
    second = [(30.0, 40.0, "建成全国重要的创新高地。"), (100.0, 285.0, "— 2 —")]
    document = ofd.read(write_ofd([first, second]), "意见.ofd", LoadLimits(), IDLE)
    assert [block.text for block in document.blocks] == [
        "一、总体要求",
        "（一）发展目标。坚持创新驱动发展，推动未来产业规模持续扩大，到二〇二七年，培育头部企业三十家，建成全国重要的创新高地。",
    ]
    assert document.blocks[1].source.pages == (1, 2)
    assert document.title == "意见"
    assert [problem.code for problem in document.problems] == ["text-page-numbers"]


def test_a_damaged_ofd_and_one_without_text_are_refused() -> None:
    pytest.importorskip("ofdkit")
    for data, code in ((b"PK\x03\x04nothing", "ofd-damaged"), (write_ofd([[]]), "ofd-without-text")):
        with pytest.raises(InputError) as caught:
            ofd.read(data, "意见.ofd", LoadLimits(), IDLE)
        assert caught.value.code == code
        assert "意见.ofd" in error_text(caught.value)


def test_the_missing_component_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ofdkit", None)
    with pytest.raises(InputError) as caught:
        ofd.read(b"", "意见.ofd", LoadLimits(), IDLE)
    assert "duigao[ofd]" in error_text(caught.value)
