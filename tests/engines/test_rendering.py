"""Pages as pictures: the way back to points, budgets, and pages that cannot be drawn."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from pipeline.engines import rendering
from pipeline.engines.rendering import draw, picture
from pipeline.errors import DocumentError
from pipeline.schema import Kind
from pipeline.types.raster import PixelBox, Raster, to_page
from pipeline.types.source import Part, SourceFile
from tests.engines import picturefiles


def source(location: Path, kind: Kind, *parts: Path) -> SourceFile:
    size = location.stat().st_size
    return SourceFile(location, ("a",), "0" * 64, kind, size, parts=tuple(Part(part, "1" * 64) for part in parts))


def pdf(path: Path, *sizes: tuple[float, float]) -> SourceFile:
    """A PDF with a picture over each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        page = document.new_page(width, height)
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(BytesIO(picturefiles.encoded(picturefiles.draw(), "JPEG")))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
    document.save(str(path))
    return source(path, "pdf")


def drawn(file: SourceFile, *pages: int) -> list[Raster]:
    found = [raster for _, raster in draw(file, pages)]
    assert all(isinstance(raster, Raster) for raster in found)
    return [raster for raster in found if isinstance(raster, Raster)]


def whole(raster: Raster) -> tuple[float, ...]:
    height, width = raster.pixels.shape[:2]
    return tuple(to_page(PixelBox(0, 0, width, height), raster))


def test_a_page_of_paper_is_drawn_at_200_dpi(tmp_path: Path) -> None:
    (raster,) = drawn(pdf(tmp_path / "a.pdf", (595, 842)), 1)
    assert raster.dpi == 200
    assert whole(raster) == pytest.approx((0, 0, 595, 842), abs=0.5)


@pytest.mark.parametrize("width", [150.0, 2000.0])
def test_a_page_of_no_size_of_paper_is_drawn_as_wide_as_a4(tmp_path: Path, width: float) -> None:
    (raster,) = drawn(pdf(tmp_path / "a.pdf", (width, width * 1.414)), 1)
    assert raster.dpi == 200
    assert raster.pixels.shape[1] == pytest.approx(1653, abs=3)
    assert whole(raster) == pytest.approx((0, 0, width, width * 1.414), rel=0.01)


def test_a_picture_in_a_page_is_counted_before_it_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = pdf(tmp_path / "a.pdf", (595, 842))
    monkeypatch.setattr(rendering, "MOST_DECODED", 59_999)
    ((number, trouble),) = draw(file, [1])
    assert isinstance(trouble, DocumentError)
    assert (number, trouble.reason, trouble.page) == (1, "too_large", 1)


@pytest.mark.parametrize(
    ("points", "dpi", "fine"), [(160.0, 165.0, 535.0), (240.0, 125.0, 357.0), (420.0, 200.0, 200.0)]
)
def test_a_picture_of_tiny_type_is_drawn_as_fine_as_it_is_and_taken_for_larger(
    tmp_path: Path, points: float, dpi: float, fine: float
) -> None:
    import cv2
    import numpy as np
    import pypdfium2

    print_ = np.full((4800, 1190, 3), 255, np.uint8)
    for y in range(60, 4800, 60):
        for x in range(20, 1150, 40):
            cv2.rectangle(print_, (x, y - 20), (x + 20, y), (0, 0, 0), 3)
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(BytesIO(cv2.imencode(".jpg", print_)[1].tobytes()))
    image.set_matrix(pypdfium2.PdfMatrix().scale(points, 640).translate(100, 100))
    page.insert_obj(image)
    page.gen_content()
    document.save(str(tmp_path / "a.pdf"))
    (raster,) = drawn(source(tmp_path / "a.pdf", "pdf"), 1)
    assert raster.dpi == pytest.approx(dpi, abs=12)
    assert raster.pixels.shape[1] / 595 * 72 == pytest.approx(fine, abs=5)
    assert whole(raster) == pytest.approx((0, 0, 595, 842), abs=0.5)


def test_a_page_as_thin_as_a_line_is_refused(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", (2, 14_000), (595, 842))
    (_, first), (_, second) = draw(file, [1, 2])
    assert isinstance(first, DocumentError)
    assert isinstance(second, Raster)


def test_fax_has_square_pixels_and_its_own_points() -> None:
    content = picturefiles.encoded(picturefiles.draw(816, 549, mode="1"), "TIFF", dpi=(204, 98))
    raster = picture(content)
    height, width = raster.pixels.shape[:2]
    assert (width, height) == (816, pytest.approx(549 * 204 / 98, abs=1))
    assert whole(raster) == pytest.approx((0, 0, 288, 403.3), abs=0.2)
    assert raster.dpi == pytest.approx(204, abs=0.5)
    assert raster.bilevel == pytest.approx(98, abs=0.5)
    assert picture(picturefiles.encoded(picturefiles.draw(), "PNG")).bilevel is None


def test_dots_of_black_and_white_in_a_pdf_are_those_of_its_picture(tmp_path: Path) -> None:
    from PIL import Image

    fax, grey = Image.new("1", (1686, 1146), 1), Image.new("L", (1686, 1146), 200)
    for name, image in (("fax", fax), ("grey", grey)):
        image.save(tmp_path / f"{name}.pdf", resolution=204)
    (raster,) = drawn(source(tmp_path / "fax.pdf", "pdf"), 1)
    assert raster.bilevel == pytest.approx(204, abs=1)
    assert drawn(source(tmp_path / "grey.pdf", "pdf"), 1)[0].bilevel is None


def test_pages_of_a_folder_come_in_order_and_a_bad_one_is_told(tmp_path: Path) -> None:
    files = picturefiles.pages(tmp_path, "1.png", "2.png", "3.png")
    files[1].write_bytes(files[1].read_bytes()[:60])
    found = dict(draw(source(tmp_path, "image", *files), [1, 2, 3]))
    assert isinstance(found[2], DocumentError)
    shapes = [page.pixels.shape[1] for page in (found[1], found[3]) if isinstance(page, Raster)]
    assert shapes == [100, 102]


def test_a_picture_that_cannot_be_decoded_says_so() -> None:
    with pytest.raises(DocumentError):
        picture(b"\xd7\xcd\xc6\x9a metafile")
