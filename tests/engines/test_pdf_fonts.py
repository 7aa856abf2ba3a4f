from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.engines.pdf_fonts import judge_font
from pipeline.engines.pdf_ink import FontUse
from pipeline.engines.pdf_witness import digits_contradicted
from pipeline.types.page import Line, Page
from tests.engines.pdffiles import PADDING, PdfFile, first_page, reasons, show

TRUSTED = show(PADDING, 72, 700)
COMMON = "政府信息公开工作年度报告"
RARE = "仛仩仾伃伅伋伌伒伓伔伨伩"
DIGITS = "0123456789"


def to_unicode(texts: Mapping[int, str], *, width: int = 1) -> bytes:
    rows = "\n".join(f"<{code:0{2 * width}x}> <{text.encode('utf-16-be').hex()}>" for code, text in texts.items())
    return f"{len(texts)} beginbfchar\n{rows}\nendbfchar".encode()


def simple_font(
    file: PdfFile, *, texts: Mapping[int, str] | None, encoding: str = "", subtype: str = "Type1", flags: int = 4
) -> int:
    """An embedded subset font with codes of its own."""
    data = file.stream(b"")
    head = f"/Type /FontDescriptor /FontName /AAAAAA+Song /Flags {flags} /FontBBox [0 0 1000 1000]"
    descriptor = file.add(f"<< {head} /FontFile3 {data} 0 R >>".encode())
    mapped = "" if texts is None else f"/ToUnicode {file.stream(to_unicode(texts))} 0 R"
    extra = ""
    if subtype == "Type3":
        extra = "/FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << >>"
    return file.add(
        f"<< /Type /Font /Subtype /{subtype} /BaseFont /AAAAAA+Song /FontDescriptor {descriptor} 0 R "
        f"/FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}] {mapped} {encoding} {extra} >>".encode()
    )


def page_with(tmp_path: Path, font: int, file: PdfFile, content: bytes) -> Page:
    """A page with a line in Helvetica, which is trusted, and what `content` shows in /F2."""
    helvetica = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    stream = file.stream(TRUSTED + content)
    tree = stream + 2
    resources = f"/Resources << /Font << /F1 {helvetica} 0 R /F2 {font} 0 R >> >>"
    file.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] {resources} /Contents {stream} 0 R >>".encode()
    )
    file.add(f"<< /Type /Pages /Kids [{stream + 1} 0 R] /Count 1 >>".encode())
    return first_page(tmp_path, file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())))


def second_line(page: Page) -> Line:
    (line,) = [block for block in page.blocks if isinstance(block, Line) and block.text != PADDING]
    return line


def shown(codes: bytes) -> bytes:
    return f"BT /F2 10 Tf 1 0 0 1 72 500 Tm <{codes.hex()}> Tj ET".encode()


def test_a_font_with_to_unicode_is_believed(tmp_path: Path) -> None:
    file = PdfFile()
    font = simple_font(file, texts={1: "收", 2: "到", 3: "1", 4: "2"})
    page = page_with(tmp_path, font, file, shown(bytes([1, 2, 3, 4])))
    assert second_line(page).trusted
    assert second_line(page).text == "收到12"
    assert page.unread == ()


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({1: "收", 2: "到", 3: "1"}, [1, 2, 3, 4]),  # a code without a character: its look-alikes are worthless too
        ({1: "收", 2: "\ue123", 3: "1"}, [1, 2, 3]),
        ({1: "收", 2: "\ufffd", 3: "1"}, [1, 2, 3]),
        ({1: "收", 2: "\x07", 3: "1"}, [1, 2, 3]),
        (dict(enumerate(RARE)), list(range(len(RARE)))),
        ({1: "1", 2: "1", 3: "2"}, [1, 2, 3]),  # two glyphs of one width, one figure
        ({number: COMMON[number % 5] for number in range(12)}, list(range(12))),
    ],
)
def test_an_odd_to_unicode_is_not_believed(texts: dict[int, str], codes: list[int], tmp_path: Path) -> None:
    file = PdfFile()
    page = page_with(tmp_path, simple_font(file, texts=texts), file, shown(bytes(codes)))
    assert not second_line(page).trusted
    assert len(page.unread) == 1
    assert page.unread[0].why.startswith("font: ")
    box = page.unread[0].box
    assert box.top < 842 - 500 < box.bottom


def test_radicals_are_ideographs(tmp_path: Path) -> None:
    file = PdfFile()
    texts = dict(enumerate("⼀⼆⼈⼯⼤⼩⼼⽂⽅⽇"))
    page = page_with(tmp_path, simple_font(file, texts=texts), file, shown(bytes(texts)))
    assert second_line(page).trusted


def test_the_box_of_a_missing_glyph_dooms_its_line_only(tmp_path: Path) -> None:
    file = PdfFile()
    font = simple_font(file, texts={0: "\0", 1: "收", 2: "到", 3: "1"})
    lower = shown(bytes([0, 1])).replace(b"500", b"400")
    page = page_with(tmp_path, font, file, shown(bytes([1, 2, 3])) + lower)
    assert [block.trusted for block in page.blocks] == [True, True, False]


@pytest.mark.parametrize(
    ("encoding", "flags", "believed"),
    [
        ("/Encoding /WinAnsiEncoding", 32, True),
        ("/Encoding /WinAnsiEncoding", 4, False),
        ("/Encoding << /Differences [48 /zero /one /two] >>", 4, True),
        ("/Encoding << /Differences [48 /g11 /g12 /g13] >>", 4, False),
        ("", 4, False),
    ],
)
def test_without_to_unicode_the_encoding_must_say_the_characters(
    encoding: str, flags: int, believed: bool, tmp_path: Path
) -> None:
    file = PdfFile()
    font = simple_font(file, texts=None, encoding=encoding, flags=flags)
    assert second_line(page_with(tmp_path, font, file, shown(b"012"))).trusted == believed


def test_type_3_without_to_unicode_is_never_believed(tmp_path: Path) -> None:
    file = PdfFile()
    font = simple_font(file, texts=None, encoding="/Encoding << /Differences [48 /zero /one] >>", subtype="Type3")
    assert not second_line(page_with(tmp_path, font, file, shown(b"01"))).trusted


def test_glyph_names_bear_witness_against_to_unicode(tmp_path: Path) -> None:
    file = PdfFile()
    encoding = "/Encoding << /Differences [1 /three /four] >>"
    font = simple_font(file, texts={1: "3", 2: "9"}, encoding=encoding)
    assert not second_line(page_with(tmp_path, font, file, shown(bytes([1, 2])))).trusted


def test_bytes_that_the_encoding_has_no_code_for_are_not_lost(tmp_path: Path) -> None:
    file = PdfFile()
    descendant = file.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor >> >>"
    )
    font = file.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Nowhere /DescendantFonts [%d 0 R] >>" % descendant
    )
    page = page_with(tmp_path, font, file, shown(bytes([0, 17, 0, 18])))
    assert not second_line(page).trusted
    assert len(second_line(page).text) == 2


def test_adobe_collections_need_no_to_unicode(tmp_path: Path) -> None:
    file = PdfFile()
    descendant = file.add(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor << /Type /FontDescriptor >> >>"
    )
    font = file.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [%d 0 R] >>" % descendant
    )
    line = second_line(page_with(tmp_path, font, file, shown("收到12件".encode("utf-16-be"))))
    assert line.text == "收到12件"
    assert line.trusted


def test_to_unicode_may_not_name_an_identity(tmp_path: Path) -> None:
    file = PdfFile()
    descendant = file.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor >> >>"
    )
    font = file.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode /Identity-H "
        b"/DescendantFonts [%d 0 R] >>" % descendant
    )
    assert not second_line(page_with(tmp_path, font, file, shown(bytes([0, 0x31, 0, 0x32])))).trusted


def test_bullets_of_symbol_fonts_do_not_doom_their_line(tmp_path: Path) -> None:
    file = PdfFile()
    font = file.add(b"<< /Type /Font /Subtype /TrueType /BaseFont /Wingdings /Encoding /WinAnsiEncoding >>")
    content = shown(b"l") + show("first item 12", 80, 500)
    line = second_line(page_with(tmp_path, font, file, content))
    assert line.trusted
    assert line.text.split(" ", 1) == ["\N{BULLET}", "first item 12"]


def test_a_broken_font_leaves_the_page(tmp_path: Path) -> None:
    file = PdfFile()
    font = file.add(b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /DescendantFonts 17 /Encoding /Identity-H >>")
    page = page_with(tmp_path, font, file, shown(b"01"))
    assert page.blocks[0].text == PADDING
    assert reasons(page.unread)


def truetype(table: bytes) -> bytes:
    """A TrueType file with nothing but a cmap table."""
    head = struct.pack(">LHHHH", 0x00010000, 1, 16, 0, 0)
    return head + struct.pack(">4sLLL", b"cmap", 0, 28, len(table)) + table


def digit_table(first_glyph: int) -> bytes:
    """A cmap that gives the figures the glyphs from `first_glyph` on."""
    segments = [(0x30, 0x39, (first_glyph - 0x30) & 0xFFFF), (0xFFFF, 0xFFFF, 1)]
    body = struct.pack(">HHHH", 2 * len(segments), 0, 0, 0)
    body += b"".join(struct.pack(">H", end) for _, end, _ in segments) + b"\0\0"
    body += b"".join(struct.pack(">H", start) for start, _, _ in segments)
    body += b"".join(struct.pack(">H", delta) for _, _, delta in segments) + b"\0" * 2 * len(segments)
    subtable = struct.pack(">HHH", 4, 6 + len(body), 0) + body
    return struct.pack(">HHHHL", 0, 1, 3, 1, 12) + subtable


class Embedded:
    """As much of pdfminer's composite font as a verdict asks for."""

    fontname, flags, descriptor, cidcoding, cmap = "AAAAAA+Song", 4, {}, "Adobe-Identity", None

    def __init__(self, data: bytes) -> None:
        self.fontfile = self
        self._data = data

    def get_data(self) -> bytes:
        return self._data


@pytest.mark.parametrize(("shift", "contradicted"), [(0, False), (1, True)])
def test_the_embedded_table_bears_witness(shift: int, contradicted: bool) -> None:
    texts = {20 + number: DIGITS[(number + shift) % 10] for number in range(10)}
    use = FontUse(Embedded(truetype(digit_table(20))), 1.0, -0.14, texts, dict.fromkeys(texts, 0.5))  # type: ignore[arg-type]
    assert digits_contradicted(use, {"ToUnicode": None, "Encoding": None}, texts) == contradicted


def test_a_font_that_is_not_described_is_not_believed() -> None:
    use = FontUse(Embedded(b""), 1.0, -0.14, {1: "1"}, {1: 0.5})  # type: ignore[arg-type]
    assert judge_font(use, None, broken=False).why
    assert judge_font(use, {}, broken=True).why
