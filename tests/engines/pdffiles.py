"""PDF files written by hand for tests: content streams, fonts, pictures, with a cross-reference that is right."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pipeline.engines.pdfplumber_reader import PdfplumberReader
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line, Page, Picture, Region, Transcript
from pipeline.types.source import SourceFile

A4 = (0, 0, 595, 842)
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
HAN = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    b"/FontDescriptor << /Type /FontDescriptor /FontBBox [0 0 1000 1000] >> >>] >>"
)
PADDING = "The quick brown fox jumps over the lazy dog"  # so that a page has text to be believed


@dataclass
class PdfFile:
    """Objects of a file; `add` returns an object's number."""

    objects: list[bytes] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        self.objects.append(content)
        return len(self.objects)

    def stream(self, content: bytes, entries: str = "", *, packed: bool = False) -> int:
        if packed:
            content, entries = zlib.compress(content), f"{entries} /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(content), content))

    def finish(self, catalog: int, trailer: str = "") -> bytes:
        out = BytesIO()
        out.write(b"%PDF-1.7\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        for place in places:
            out.write(b"%010d 00000 n \n" % place)
        out.write(
            b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(places) + 1, catalog, trailer.encode(), start)
        )
        return out.getvalue()


def pdf(
    contents: Sequence[bytes],
    *,
    fonts: Mapping[str, bytes] | None = None,
    images: Mapping[str, bytes] | None = None,
    page: str = "",
    catalog: str = "",
) -> bytes:
    """A file with a page for each content stream; /F1 is Helvetica; `page` and `catalog` are further entries."""
    file = PdfFile()
    named = {"F1": HELVETICA, **(fonts or {})}
    numbers = {name: file.add(font) for name, font in named.items()}
    pictures = {name: file.add(image) for name, image in (images or {}).items()}
    state = file.add(b"<< /ca 0 /CA 0 >>")
    resources = (
        f"<< /Font << {_references(numbers)} >> /XObject << {_references(pictures)} >> "
        f"/ExtGState << /Clear {state} 0 R >> >>"
    )
    tree = len(file.objects) + 2 * len(contents) + 1
    kids = []
    for content in contents:
        stream = file.stream(content)
        box = "" if "/MediaBox" in page else f"/MediaBox [{' '.join(map(str, A4))}]"
        entries = f"/Type /Page /Parent {tree} 0 R {box} /Resources {resources} /Contents {stream} 0 R {page}"
        kids.append(file.add(f"<< {entries} >>".encode()))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    assert file.add(f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()) == tree
    return file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R {catalog} >>".encode()))


def _references(numbers: Mapping[str, int]) -> str:
    return " ".join(f"/{name} {number} 0 R" for name, number in numbers.items())


def image(width: int = 1000, height: int = 1400, entries: str = "") -> bytes:
    """A grey picture object."""
    content = zlib.compress(bytes(width * height // 8 + width))
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 1 /Filter /FlateDecode {entries} /Length {len(content)} >>"
    )
    return head.encode() + b"\nstream\n" + content + b"\nendstream"


def show(text: str, x: float, y: float, *, size: float = 10, before: str = "", font: str = "F1") -> bytes:
    """Operators that show a text at a place from the bottom left; `before` stands in front of it."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n".encode()


def show_han(text: str, x: float, y: float, *, size: float = 10) -> bytes:
    """Operators that show Chinese text in /F2, which must be HAN."""
    return f"BT /F2 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def lattice(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """Operators that draw every rule between cut lines, in points from the bottom."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return ("\n".join([*across, *down]) + "\n").encode()


def read_pdf(folder: object, content: bytes, **options: float) -> Transcript:
    """What the reader makes of the file."""
    return PdfplumberReader(**options).read(source(folder, content))  # type: ignore[arg-type]


def source(folder: object, content: bytes) -> SourceFile:
    """The file in the folder."""
    path = folder / "report.pdf"  # type: ignore[operator]
    path.write_bytes(content)
    return SourceFile(path, ("report.pdf",), "0" * 64, "pdf", len(content))


def first_page(folder: object, content: bytes) -> Page:
    """The first page of the file."""
    return read_pdf(folder, content).pages[0]


def texts(blocks: Sequence[Block]) -> list[str]:
    """The texts of the lines among blocks."""
    return [block.text for block in blocks if isinstance(block, Line)]


def grid_of(page: Page) -> Grid:
    """The one grid of a page."""
    (grid,) = [block for block in page.blocks if isinstance(block, Grid)]
    return grid


def picture_of(page: Page) -> Picture:
    """The one picture of a page."""
    (picture,) = [block for block in page.blocks if isinstance(block, Picture)]
    return picture


def reasons(regions: Sequence[Region]) -> list[str]:
    """Why regions are not read."""
    return [region.why for region in regions]
