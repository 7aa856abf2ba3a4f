"""A PDF of pictures: one picture a page, perhaps with an invisible text layer, the same bytes each time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.synth.damage.optics import jpeg
from pipeline.synth.damage.page import POINTS, Box, Page, grey

Line = tuple[Box, str]  # points as displayed, origin top left, and the text that is there


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the file: its size in points, the picture that fills it, and invisible text."""

    size: tuple[float, float]
    picture: bytes
    pixels: tuple[int, int]
    filters: str
    layer: tuple[Line, ...] = ()


def leaf(page: Page, quality: int, layer: Sequence[Line] = ()) -> Leaf:
    """The page as it goes into a PDF: as JPEG, or by CCITT group 4 where it is only black and white."""
    width, height = page.size
    size = (width * POINTS / page.dpi[0], height * POINTS / page.dpi[1])
    if is_bilevel(page):
        params = f"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {width} /Rows {height} /BlackIs1 true >>"
        return Leaf(size, ccitt(page), page.size, f"/ColorSpace /DeviceGray /BitsPerComponent 1 {params}", tuple(layer))
    space = "/DeviceGray" if page.pixels.ndim == 2 else "/DeviceRGB"
    filters = f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode"
    return Leaf(size, jpeg(page.pixels, quality).tobytes(), page.size, filters, tuple(layer))


def is_bilevel(page: Page) -> bool:
    """Whether there is nothing but black and white."""
    return page.pixels.ndim == 2 and bool(np.isin(page.pixels, (0, 255)).all())


def ccitt(page: Page) -> bytes:
    """The data of one CCITT group 4 strip, its bits as Pillow writes them (1 is black)."""
    from PIL import Image

    target = io.BytesIO()
    picture = Image.fromarray(grey(page.pixels)).convert("1", dither=Image.Dither.NONE)
    picture.save(target, "TIFF", compression="group4", tiffinfo={278: picture.height})
    with Image.open(io.BytesIO(target.getvalue())) as tiff:
        offset, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]
    return target.getvalue()[offset : offset + length]


def write_pdf(leaves: Sequence[Leaf]) -> bytes:
    """The bytes of the PDF."""
    objects: list[bytes] = [b"", b"", *_fonts()]  # catalogue and page tree come last, when the pages are known
    kids: list[int] = []
    for each in leaves:
        picture = _add(
            objects,
            _stream(
                each.picture,
                f"/Type /XObject /Subtype /Image /Width {each.pixels[0]} /Height {each.pixels[1]} {each.filters}",
            ),
        )
        content = _add(objects, _stream(zlib.compress(_content(each)), "/Filter /FlateDecode"))
        box = f"[0 0 {each.size[0]:.3f} {each.size[1]:.3f}]"
        resources = f"<< /XObject << /P {picture} 0 R >> /Font << /F 3 0 R >> >>"
        kids.append(
            _add(
                objects,
                f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} "
                f"/Contents {content} 0 R >>".encode(),
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()
    return _file(objects)


def _fonts() -> tuple[bytes, ...]:
    """A font without a file for the invisible layer; its codes are UCS-2 (PDF 32000-1, table 118)."""
    face = b"/BaseFont /STSong-Light"
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    measures = (
        b"/Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58"
    )
    return (
        b"<< /Type /Font /Subtype /Type0 %b /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>" % face,
        b"<< /Type /Font /Subtype /CIDFontType0 %b %b /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>" % (face, system),
        b"<< /Type /FontDescriptor /FontName /STSong-Light %b >>" % measures,
    )


def _content(each: Leaf) -> bytes:
    width, height = each.size
    parts = [f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q"]
    if each.layer:
        parts.append("BT 3 Tr")
        for (x0, top, x1, bottom), text in each.layer:
            size = max(1.0, (bottom - top) * 0.9)
            natural = sum(0.5 if char.isascii() else 1.0 for char in text) * size
            stretch = 100 * (x1 - x0) / natural if natural else 100
            codes = text.encode("utf-16-be", errors="ignore").hex()
            base = height - bottom + size * 0.2
            parts.append(f"/F {size:.2f} Tf {stretch:.1f} Tz 1 0 0 1 {x0:.2f} {base:.2f} Tm <{codes}> Tj")
        parts.append("ET")
    return "\n".join(parts).encode()


def _stream(data: bytes, entries: str) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
