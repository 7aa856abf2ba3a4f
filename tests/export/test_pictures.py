from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from pipeline.export import pictures
from pipeline.export.pictures import Pictures
from pipeline.export.render import MOST_PIXELS, Request, draw
from pipeline.schema import Box
from tests.builders import make_report
from tests.engines import picturefiles
from tests.export.paper import draw_page, write_pdf

REPORT = make_report(values={"requests.new.total": 888})


def _picture(octets: bytes) -> Image.Image:
    return Image.open(io.BytesIO(octets)).convert("RGB")


def test_a_page_is_drawn_and_says_how_large_it_is(tmp_path: Path) -> None:
    with Pictures({"a": write_pdf(tmp_path / "a.pdf", REPORT)}) as drawn:
        page = drawn.page("a", "pdf", 2)
    assert page is not None
    picture = _picture(page.octets)
    assert picture.width * page.points_a_pixel == pytest.approx(595, abs=1)
    assert picture.height * page.points_a_pixel == pytest.approx(842, abs=1)


def test_a_part_of_a_page_is_what_stands_there(tmp_path: Path) -> None:
    mark = Box(200, 100, 260, 136)
    with Pictures({"a": write_pdf(tmp_path / "a.pdf", REPORT)}) as drawn:
        part = drawn.part("a", "pdf", 1, clip=Box(190, 90, 270, 146), mark=mark)
    assert part is not None
    picture = _picture(part.octets)
    assert picture.width * part.points_a_pixel == pytest.approx(80, abs=1)
    x, y = round(10 / part.points_a_pixel), round(28 / part.points_a_pixel)  # the left side of the mark
    red, green, blue = picture.getpixel((x, y))  # type: ignore[misc]
    assert red - max(green, blue) > 60


def test_a_turned_page_is_drawn_as_it_is_shown(tmp_path: Path) -> None:
    import pypdfium2

    path = write_pdf(tmp_path / "a.pdf", REPORT)
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(90)
    document.save(str(tmp_path / "turned.pdf"))
    request = Request([str(tmp_path / "turned.pdf")], "pdf", 1, 72, "png", clip=(800, 500, 842, 595))
    _, octets = draw(request, lambda files, kind: pypdfium2.PdfDocument(files[0]))
    assert _picture(octets).size == (42, 95)


def test_a_picture_is_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "scan.jpg"
    path.write_bytes(draw_page(REPORT, 1).getvalue())
    with Pictures({"a": path}) as drawn:
        page = drawn.page("a", "image", 1)
        part = drawn.part("a", "image", 1, clip=Box(-50, 90, 9999, 146), mark=Box(80, 100, 140, 136))
    assert page is not None
    assert part is not None
    assert _picture(page.octets).width * page.points_a_pixel == pytest.approx(595, abs=1)
    assert _picture(part.octets).width * part.points_a_pixel == pytest.approx(595, abs=1)


def test_pages_of_several_pictures_are_counted_through(tmp_path: Path) -> None:
    sheets = [picturefiles.draw(300 + number, 200, mode="1") for number in range(2)]
    options = {"save_all": True, "append_images": sheets[1:], "dpi": (204, 102)}
    (tmp_path / "1.tif").write_bytes(picturefiles.encoded(sheets[0], "TIFF", **options))
    (tmp_path / "2.jpg").write_bytes(picturefiles.turned_jpeg(500, 700))
    with Pictures({"a": (tmp_path / "1.tif", tmp_path / "2.jpg")}) as drawn:
        found = [drawn.page("a", "image", number) for number in (1, 2, 3)]
    sizes = []
    for page in found:
        assert page is not None
        picture = _picture(page.octets)
        sizes.append((picture.width * page.points_a_pixel, picture.height * page.points_a_pixel))
    points = 72 / 204
    assert sizes[0] == pytest.approx((300 * points, 200 * points * 2), rel=0.02)
    assert sizes[1] == pytest.approx((301 * points, 200 * points * 2), rel=0.02)
    assert sizes[2] == pytest.approx((500, 700), rel=0.02)


def test_a_giant_page_is_drawn_within_the_budget(tmp_path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    document.save(str(tmp_path / "giant.pdf"))
    with Pictures({"a": tmp_path / "giant.pdf"}) as drawn:
        page = drawn.page("a", "pdf", 1)
    assert page is not None
    picture = _picture(page.octets)
    assert picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.width * page.points_a_pixel == pytest.approx(14_400, rel=0.01)


def test_what_cannot_be_drawn_is_none_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    good = write_pdf(tmp_path / "a.pdf", REPORT)
    with Pictures({"a": good, "broken": tmp_path / "broken.pdf", "gone": tmp_path / "gone.pdf"}) as drawn:
        assert drawn.page("broken", "pdf", 1) is None
        assert drawn.page("gone", "pdf", 1) is None
        assert drawn.page("unknown", "pdf", 1) is None
        assert drawn.page("a", "pdf", 99) is None
        assert drawn.page("a", "pdf", 1) is not None


def test_a_child_that_dies_is_replaced(tmp_path: Path) -> None:
    with Pictures({"a": write_pdf(tmp_path / "a.pdf", REPORT)}) as drawn:
        assert drawn.page("a", "pdf", 1) is not None
        child = drawn._child
        assert child is not None
        child.kill()
        child.wait()
        assert drawn.page("a", "pdf", 1) is not None


def test_a_page_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.7)
    path = tmp_path / "pipe.pdf"
    import os

    os.mkfifo(path)  # opening it waits for a writer who never comes
    started = time.monotonic()
    with Pictures({"a": path, "b": write_pdf(tmp_path / "b.pdf", REPORT)}) as drawn:
        assert drawn.page("a", "pdf", 1) is None
        assert drawn.page("a", "pdf", 2) is None
        assert drawn.page("a", "pdf", 3) is None  # not tried a third time
        monkeypatch.setattr(pictures, "PATIENCE", 20.0)
        assert drawn.page("b", "pdf", 1) is not None
    assert time.monotonic() - started < 10
