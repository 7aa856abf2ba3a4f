"""Pages as files: what other programs see in them."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from pipeline.errors import UsageError
from pipeline.synth.damage.packing import Coding, Packing, pack
from pipeline.synth.damage.page import Page, outline


def opened(content: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(content)


def pages(*, bilevel: bool = False, dpi: tuple[float, float] = (150, 150)) -> list[Page]:
    drawn: list[Page] = []
    for number in (1, 2):
        pixels = np.full((330, 225), 255 if bilevel else 246, np.uint8)
        pixels[100:150, 20 : 20 + 40 * number] = 0
        drawn.append(Page(pixels, dpi, {f"key{number}": outline((20, 100, 20 + 40 * number, 150), (1, 1))}))
    return drawn


def rendered(content: bytes, number: int, scale: float) -> Any:
    document = opened(content)
    return document[number - 1].render(scale=scale, grayscale=True).to_numpy().squeeze()


@pytest.mark.parametrize("bilevel", [False, True])
def test_a_pdf_shows_the_pages_at_their_size(bilevel: bool) -> None:
    packed = pack("a", pages(bilevel=bilevel), "pdf", Coding(85))
    document = opened(packed.content)
    assert [page.get_size() for page in document] == [pytest.approx((108, 158.4), abs=0.01)] * 2
    assert packed.places["key2"] == (2, pytest.approx((9.6, 48, 48, 72)))
    picture = rendered(packed.content, 2, 150 / 72)
    assert picture[125, 60] < 40
    assert picture[125, 150] > 220
    assert (b"CCITTFaxDecode" in packed.content) == bilevel


def test_pixels_need_not_be_square() -> None:
    packed = pack("a", pages(bilevel=True, dpi=(204, 98)), "pdf", Coding(85))
    assert opened(packed.content)[0].get_size() == pytest.approx((79.4, 242.4), abs=0.1)
    assert packed.places["key1"][1] == pytest.approx((7.06, 73.5, 21.2, 110.2), abs=0.1)


def test_an_invisible_layer_is_read_but_not_seen() -> None:
    layer = [((10.0, 20.0, 40.0, 30.0), "申请12")]
    packed = pack("a", pages(), "pdf", Coding(85), [layer, ()])
    document = opened(packed.content)
    assert document[0].get_textpage().get_text_range().strip() == "申请12"
    assert document[1].get_textpage().get_text_range().strip() == ""
    assert (rendered(packed.content, 1, 2)[40:60, 20:80] > 220).all()


@pytest.mark.parametrize("bilevel", [False, True])
def test_a_tiff_holds_all_pages(bilevel: bool) -> None:
    packed = pack("a", pages(bilevel=bilevel), "tiff", Coding(85))
    with Image.open(io.BytesIO(packed.content)) as picture:
        assert picture.n_frames == 2
        picture.seek(1)
        assert np.asarray(picture.convert("L"))[125, 60] < 40
        assert tuple(picture.info["dpi"]) == (150, 150)
    assert packed.places["key1"] == (1, (20, 100, 60, 150))


@pytest.mark.parametrize(("packing", "suffix"), [("pages", "jpg"), ("pages-png", "png"), ("pages-webp", "webp")])
def test_a_folder_has_a_picture_for_each_page(packing: Packing, suffix: str) -> None:
    packed = pack("name", pages(), packing, Coding(85))
    assert packed.kind == "pages"
    assert list(packed.beside) == [f"name/01.{suffix}", f"name/02.{suffix}"]
    with Image.open(io.BytesIO(packed.beside[f"name/02.{suffix}"])) as picture:
        assert np.asarray(picture.convert("L"))[125, 85] < 40
        if suffix != "webp":
            assert tuple(round(each) for each in picture.info["dpi"]) == (150, 150)


def test_one_picture_holds_one_page() -> None:
    assert pack("a", pages()[:1], "png", Coding(85)).kind == "png"
    with pytest.raises(UsageError, match="2 pages do not fit one png"):
        pack("a", pages(), "png", Coding(85))


@pytest.mark.parametrize("turned", [1, 2, 3])
def test_a_phone_that_was_held_sideways_says_so(turned: int) -> None:
    upright = pages()[0]
    content = pack("a", [upright], "jpg", Coding(85, turned)).content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (upright.size if turned == 2 else upright.size[::-1])
        held = np.asarray(ImageOps.exif_transpose(picture).convert("L"))
    assert np.abs(held.astype(int) - upright.pixels).mean() < 2
