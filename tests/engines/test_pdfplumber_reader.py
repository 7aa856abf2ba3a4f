from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.engines.pdfplumber_reader import PdfplumberReader
from pipeline.errors import DocumentError
from pipeline.types.source import SourceFile
from tests.engines.pdffiles import (
    PADDING,
    PdfFile,
    first_page,
    grid_of,
    image,
    lattice,
    pdf,
    picture_of,
    read_pdf,
    reasons,
    show,
    texts,
)

PAGE = show(PADDING, 72, 700)


def refused(folder: Path, content: bytes, **options: float) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_pdf(folder, content, **options)
    assert caught.value.message
    return caught.value


def encrypted(content: bytes, user: str) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user=user, R=4, aes=True))
    return out.getvalue()


def test_lines_have_text_size_and_place_from_the_top_left(tmp_path: Path) -> None:
    page = first_page(tmp_path, pdf([show(PADDING, 72, 700, size=12)]))
    assert (page.number, page.width, page.height) == (1, 595, 842)
    (line,) = page.blocks
    assert line.text == PADDING
    assert line.size == 12
    assert line.place.box.x0 == 72
    assert line.place.box.top < 842 - 700 < line.place.box.bottom


def test_the_empty_user_password_is_tried(tmp_path: Path) -> None:
    assert texts(read_pdf(tmp_path, encrypted(pdf([PAGE]), user="")).pages[0].blocks) == [PADDING]


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    assert refused(tmp_path, encrypted(pdf([PAGE]), user="secret")).reason == "encrypted"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_without_its_end_is_truncated(share: float, tmp_path: Path) -> None:
    content = pdf([PAGE] * 5)
    assert refused(tmp_path, content[: int(share * len(content))]).reason == "truncated"


def test_an_update_without_its_end_is_truncated(tmp_path: Path) -> None:
    content = pdf([PAGE]) + b"9 0 obj\n<< /Type /Page >>\nendobj\n10 0 obj\n<<"
    assert refused(tmp_path, content).reason == "truncated"


def test_what_servers_append_does_no_harm(tmp_path: Path) -> None:
    assert texts(first_page(tmp_path, pdf([PAGE]) + b"\n<!-- served in 3 ms -->\n" * 300).blocks) == [PADDING]


def test_a_lost_table_of_objects_is_made_anew_and_said(tmp_path: Path) -> None:
    content = pdf([PAGE]).replace(b"startxref\n", b"startxref\n99")
    transcript = read_pdf(tmp_path, content)
    assert texts(transcript.pages[0].blocks) == [PADDING]
    assert "rebuilt" in [remark.code for remark in transcript.remarks]


def test_pages_that_cannot_be_found_are_not_passed_over(tmp_path: Path) -> None:
    content = pdf([PAGE] * 3).replace(b"/Count 3", b"/Count 5")
    assert refused(tmp_path, content).reason == "damaged"


def test_garbage_is_damaged(tmp_path: Path) -> None:
    assert refused(tmp_path, b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\nstartxref\n0\n%%EOF\n").reason == "damaged"


def test_no_pages(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf([])).reason == "no_pages"


def test_empty_pages_have_no_text(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf([b"", b""])).reason == "no_text"


def test_pages_of_pictures_need_ocr(tmp_path: Path) -> None:
    content = pdf([b"q 595 0 0 842 0 0 cm /Im Do Q"], images={"Im": image()})
    assert refused(tmp_path, content).reason == "needs_ocr"


def test_a_stamp_on_scans_is_no_text(tmp_path: Path) -> None:
    content = pdf([b"q 595 0 0 780 0 0 cm /Im Do Q " + show("- 1 -", 280, 810)], images={"Im": image()})
    assert refused(tmp_path, content).reason == "needs_ocr"


def test_a_portfolio_is_named_as_such(tmp_path: Path) -> None:
    error = refused(tmp_path, pdf([PAGE], catalog="/Collection << /View /D >>"))
    assert error.reason == "unsupported_kind"
    assert "portfolio" in error.message


@pytest.mark.parametrize("entries", ["/NeedsRendering true", ""])
def test_an_xfa_form_is_named_as_such(entries: str, tmp_path: Path) -> None:
    page = show("Please wait... If this message is not eventually replaced", 72, 700)
    error = refused(tmp_path, pdf([page], catalog=f"{entries} /AcroForm << /XFA [] /Fields [] >>"))
    assert error.reason == "unsupported_kind"
    assert "XFA" in error.message


def test_limits(tmp_path: Path) -> None:
    content = pdf([PAGE] * 3)
    assert refused(tmp_path, content, max_pages=2).reason == "too_large"
    assert refused(tmp_path, content, max_chars=100).reason == "too_large"
    assert refused(tmp_path, content, max_file_mb=0.0001).reason == "too_large"
    assert len(read_pdf(tmp_path, content, max_pages=3, max_chars=1000).pages) == 3


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    source = SourceFile(tmp_path / "gone.pdf", ("gone.pdf",), "0" * 64, "pdf", 10)
    with pytest.raises(DocumentError) as caught:
        PdfplumberReader().read(source)
    assert caught.value.reason == "unreadable_file"


def test_a_broken_page_leaves_the_others(tmp_path: Path) -> None:
    file = PdfFile()
    font = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    good = file.stream(PAGE)
    bad = file.add(b"<< /Filter /FlateDecode /Length 30 >>\nstream\n" + b"\x78\x9c" + b"\xff" * 28 + b"\nendstream")
    resources = f"/Resources << /Font << /F1 {font} 0 R >> >> /MediaBox [0 0 595 842]"
    pages = [
        file.add(f"<< /Type /Page /Parent 6 0 R {resources} /Contents {stream} 0 R >>".encode())
        for stream in (good, bad)
    ]
    tree = file.add(f"<< /Type /Pages /Kids [{pages[0]} 0 R {pages[1]} 0 R] /Count 2 >>".encode())
    transcript = read_pdf(tmp_path, file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())))
    assert texts(transcript.pages[0].blocks) == [PADDING]
    assert len(transcript.pages[1].unread) == 1
    assert ("damaged_page", 2) in [(remark.code, remark.page) for remark in transcript.remarks]


def test_forms_that_draw_themselves_end(tmp_path: Path) -> None:
    file = PdfFile()
    file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    file.stream(
        b"/Fm Do /Fm Do", "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm 2 0 R >> >>"
    )
    file.stream(PAGE + b"/Fm Do")
    file.add(
        b"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        b"/Resources << /Font << /F1 1 0 R >> /XObject << /Fm 2 0 R >> >> >>"
    )
    file.add(b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
    content = file.finish(file.add(b"<< /Type /Catalog /Pages 5 0 R >>"))
    assert texts(first_page(tmp_path, content).blocks) == [PADDING]


def test_forms_that_multiply_are_too_large(tmp_path: Path) -> None:
    file = PdfFile()
    form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Fm {} 0 R >> >>"
    for level in range(1, 15):
        file.stream(b"/Fm Do " * 10, form.format(level + 1))
    file.stream(b"0 0 m 1 1 l S " * 10, "/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    page = file.stream(b"/Fm Do")
    tree = page + 2
    file.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {page} 0 R "
        f"/Resources << /XObject << /Fm 1 0 R >> >> >>".encode()
    )
    file.add(f"<< /Type /Pages /Kids [{page + 1} 0 R] /Count 1 >>".encode())
    content = file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()))
    source = tmp_path / "bomb.pdf"
    source.write_bytes(content)
    reader = PdfplumberReader()
    reader.limits = type(reader.limits)(operators=20_000)
    with pytest.raises(DocumentError) as caught:
        reader.read(SourceFile(source, ("bomb.pdf",), "0" * 64, "pdf", len(content)))
    assert caught.value.reason == "too_large"


def test_library_noise_is_told_once_a_kind(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /A /Encoding /WinAnsiEncoding /FontDescriptor << >> >>"
    fonts = {f"T{number}": font for number in range(30)}
    level = logging.getLogger("pdfminer").level
    transcript = read_pdf(tmp_path, pdf([PAGE], fonts=fonts))
    assert [remark.code for remark in transcript.remarks] == ["library"]
    assert "30 times" in transcript.remarks[0].message
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert logging.getLogger("pdfminer").level == level


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [
        (0, "1 0 0 1 100 700"),
        (90, "0 1 -1 0 142 100"),
        (180, "-1 0 0 -1 495 142"),
        (270, "0 -1 1 0 453 742"),
    ],
)
def test_turned_pages_are_read_as_displayed(rotate: int, matrix: str, tmp_path: Path) -> None:
    content = f"BT /F1 10 Tf {matrix} Tm ({PADDING}) Tj ET".encode()
    page = first_page(tmp_path, pdf([content], page=f"/Rotate {rotate}"))
    assert (page.width, page.height) == ((595, 842) if rotate % 180 == 0 else (842, 595))
    (line,) = page.blocks
    assert line.text == PADDING
    assert line.place.box.x0 == pytest.approx(100, abs=0.1)
    assert line.place.box.top < 142 < line.place.box.bottom


@pytest.mark.parametrize(("matrix", "left"), [("0 1 -1 0 200 100", "bottom"), ("0 -1 1 0 200 700", "top")])
def test_tables_drawn_sideways_are_read(matrix: str, left: str, tmp_path: Path) -> None:
    sign = 1 if left == "bottom" else -1
    start = 100 if left == "bottom" else 700
    shown = b""
    for row, label in enumerate(("granted", "refused")):
        for column, text in enumerate((label, str(10 + row), str(20 + row))):
            a, b, c, d = matrix.split()[:4]
            x, y = 200 + sign * 30 * row, start + sign * 100 * column
            shown += f"BT /F1 10 Tf {a} {b} {c} {d} {x} {y} Tm ({text}) Tj ET\n".encode()
    xs = [200 - sign * 20 + sign * 30 * row for row in range(3)]
    ys = [start - sign * 5 + sign * 100 * column for column in range(4)]
    page = first_page(
        tmp_path,
        pdf(
            [
                PAGE.replace(b"Tf 1 0 0 1 72 700", f"Tf {' '.join(matrix.split()[:4])} 72 {start}".encode())
                + shown
                + lattice(sorted(xs), sorted(ys))
            ]
        ),
    )
    grid = grid_of(page)
    assert [[cell.text for cell in grid.row(row)] for row in range(2)] == [
        ["granted", "10", "20"],
        ["refused", "11", "21"],
    ]
    box = grid.row(0)[0].place.box
    assert box.bottom - box.top == pytest.approx(100, abs=1)
    assert box.x1 - box.x0 == pytest.approx(30, abs=1)


def test_text_off_the_page_or_cropped_away_is_not_read(tmp_path: Path) -> None:
    content = PAGE + show("cut", 20, 700) + show("off the page", -200, 500)
    page = first_page(tmp_path, pdf([content], page="/CropBox [60 60 500 800]"))
    assert (page.width, page.height) == (440, 740)
    (line,) = page.blocks
    assert line.text == PADDING
    assert line.place.box.x0 == 12
    assert line.place.box.top < 100 < line.place.box.bottom


def test_a_media_box_that_does_not_start_at_0(tmp_path: Path) -> None:
    page = first_page(tmp_path, pdf([show(PADDING, 172, 900)], page="/MediaBox [100 200 695 1042]"))
    (line,) = page.blocks
    assert line.place.box.x0 == 72
    assert line.place.box.top < 142 < line.place.box.bottom


def test_pictures_and_what_they_may_hide(tmp_path: Path) -> None:
    small = b"q 20 0 0 20 30 800 cm /Im Do Q "
    seal = b"q 110 0 0 110 400 100 cm /Im Do Q "
    table = b"q 400 0 0 200 100 300 cm /Im Do Q "
    page = first_page(tmp_path, pdf([PAGE + small + seal + table], images={"Im": image()}))
    boxes = [block.place.box for block in page.blocks if hasattr(block, "width")]
    assert sorted(box.x0 for box in boxes) == [100, 400]
    assert reasons(page.unread) == ["picture"]
    assert tuple(page.unread[0].box) == (100, 342, 500, 542)


def test_a_long_table_made_to_fit_a_page_is_narrow(tmp_path: Path) -> None:
    long = b"q 160 0 0 640 200 100 cm /Im Do Q"
    page = first_page(tmp_path, pdf([PAGE + long], images={"Im": image(1230, 4900)}))
    assert reasons(page.unread) == ["picture"]


def test_a_picture_keeps_its_pixels(tmp_path: Path) -> None:
    page = first_page(tmp_path, pdf([PAGE + b"q 400 0 0 200 100 300 cm /Im Do Q"], images={"Im": image(800, 400)}))
    picture = picture_of(page)
    assert (picture.width, picture.height) == (800, 400)


def test_letters_drawn_as_outlines_are_not_read(tmp_path: Path) -> None:
    letter = "{0} {1} m {0} {2} {3} {2} {3} {1} c h f\n"
    outlines = "".join(
        letter.format(100 + 12 * column, 400 - 14 * row, 408 - 14 * row, 108 + 12 * column)
        for row in range(5)
        for column in range(20)
    )
    page = first_page(tmp_path, pdf([PAGE + outlines.encode()]))
    assert reasons(page.unread) == ["outlines"]


def test_what_a_note_on_the_page_shows_is_read(tmp_path: Path) -> None:
    file = PdfFile()
    font = file.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    resources = f"/Resources << /Font << /F1 {font} 0 R >> >>"
    look = file.stream(show("1234", 2, 4), f"/Type /XObject /Subtype /Form /BBox [0 0 50 20] {resources}")
    shown = file.add(f"<< /Type /Annot /Subtype /FreeText /Rect [300 500 350 520] /AP << /N {look} 0 R >> >>".encode())
    hidden = file.add(
        f"<< /Type /Annot /Subtype /FreeText /F 2 /Rect [300 300 350 320] /AP << /N {look} 0 R >> >>".encode()
    )
    stream = file.stream(PAGE)
    file.add(
        f"<< /Type /Page /Parent {stream + 2} 0 R /MediaBox [0 0 595 842] {resources} /Contents {stream} 0 R "
        f"/Annots [{shown} 0 R {hidden} 0 R] >>".encode()
    )
    tree = file.add(f"<< /Type /Pages /Kids [{stream + 1} 0 R] /Count 1 >>".encode())
    page = first_page(tmp_path, file.finish(file.add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())))
    assert texts(page.blocks) == [PADDING, "1234"]
    assert page.blocks[1].place.box.x0 == 302


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    content = b"".join(
        show(f"left column line {row:02}", 60, 700 - 14 * row)
        + show(f"right column line {row:02}", 320, 700 - 14 * row)
        for row in range(12)
    )
    lines = texts(first_page(tmp_path, pdf([content])).blocks)
    assert lines == [f"{side} column line {row:02}" for side in ("left", "right") for row in range(12)]
