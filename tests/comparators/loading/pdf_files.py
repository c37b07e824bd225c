"""Small PDFs written by hand: text at given places, ruled lines, pictures, encryption. No library writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class PdfPage:
    """A page of A4: texts as ``(x, y from the top, size, text)``, lines as ``(x0, y0, x1, y1)`` from the top."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False
    rotate: int = 0

    def put(self, x: float, y: float, text: str, size: float = 16) -> PdfPage:
        self.texts.append((x, y, size, text))
        return self

    def column(self, x: float, y: float, lines: Sequence[str], size: float = 16, step: float = 28) -> float:
        for number, line in enumerate(lines):
            self.put(x, y + number * step, line, size)
        return y + len(lines) * step

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PdfPage:
        self.lines += [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]
        return self

    def content(self) -> bytes:
        parts = [f"{x0} {842 - y0} m {x1} {842 - y1} l S" for x0, y0, x1, y1 in self.lines]
        for x, y, size, text in self.texts:
            parts.append(f"BT /F1 {size} Tf {x} {842 - y} Td <{text.encode('utf-16-be').hex()}> Tj ET")
        if self.picture:
            parts.append("q 500 0 0 700 40 70 cm /Im1 Do Q")
        return "\n".join(parts).encode("ascii")


def write_pdf(pages: Sequence[PdfPage], encrypted: bool = False) -> bytes:
    """Return a PDF of the pages, set in a font for simplified Chinese that every reader brings along."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        6: b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 4 >>\nstream\n\x00\xff\xff\x00\nendstream",
    }
    for number, page in enumerate(pages):
        content = page.content()
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {page.rotate}"
            f" /Contents {11 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 6 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    locked = b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"41" * 32,
        b"42" * 32,
    )
    out += b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        locked if encrypted else b"",
        start,
    )
    return bytes(out)
