"""Every kind of picture, as it is shown, within the budget, or with a reason."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pipeline.engines import picture_files
from pipeline.engines.picture_files import Frame, list_frames, load_frame
from pipeline.errors import DocumentError
from tests.engines.picturefiles import CORNER, draw, encoded, turned_jpeg


def only(content: bytes) -> Frame:
    (frame,) = list_frames([content], most=10)
    assert isinstance(frame, Frame)
    return frame


def trouble(content: bytes) -> str:
    (frame,) = list_frames([content], most=10)
    if isinstance(frame, DocumentError):
        return frame.reason
    with pytest.raises(DocumentError) as caught:
        load_frame(frame)
    return caught.value.reason


def is_upright(image: Image.Image) -> bool:
    grey = image.convert("L")
    inside = grey.getpixel((CORNER[0] // 2, CORNER[1] // 2))
    others = [grey.getpixel((x, y)) for x, y in ((image.width - 4, 4), (4, image.height - 4))]
    return int(inside) < 90 and all(int(value) > 200 for value in others)  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "JPEG2000"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_form_is_decoded(form: str, mode: str) -> None:
    frame = only(encoded(draw(mode=mode), form))
    assert (frame.width, frame.height) == (200, 300)
    image = load_frame(frame)
    assert image.mode in ("RGB", "L")
    assert is_upright(image)


def test_a_photograph_is_shown_as_it_was_held() -> None:
    frame = only(turned_jpeg())
    assert (frame.width, frame.height) == (200, 300)
    assert load_frame(frame).size == (200, 300)
    assert is_upright(load_frame(frame))


def test_a_turned_tiff_is_shown_as_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    frame = only(encoded(draw().rotate(90, expand=True), "TIFF", exif=exif, dpi=(100, 200)))
    assert (frame.width, frame.height) == (200, 300)
    assert is_upright(load_frame(frame))


def test_all_pages_of_a_bilevel_tiff_and_no_small_copies() -> None:
    sheets = [draw(200 + 10 * number, 300, mode="1") for number in range(3)]
    content = encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(200, 200))
    frames = list_frames([content], most=10)
    assert [frame.width for frame in frames if isinstance(frame, Frame)] == [200, 210, 220]
    assert isinstance(frames[2], Frame)
    assert load_frame(frames[2]).size == (220, 300)
    assert load_frame(frames[2]).mode == "L"
    copy = BytesIO()
    sheets[0].save(copy, "TIFF", tiffinfo={254: 1})
    only(content=encoded(sheets[0], "TIFF"))
    assert list_frames([_joined(sheets[0])], most=10)[1:] == []


def _joined(sheet: Image.Image) -> bytes:
    """A TIFF whose second page is a reduced copy of its first."""
    small = sheet.resize((50, 75))
    small.encoderinfo = {"tiffinfo": {254: 1}}  # type: ignore[attr-defined]
    return encoded(sheet, "TIFF", save_all=True, append_images=[small])


def test_only_the_first_picture_of_an_animation() -> None:
    content = encoded(draw(), "GIF", save_all=True, append_images=[Image.new("RGB", (200, 300), "red")])
    assert is_upright(load_frame(only(content)))


@pytest.mark.parametrize(
    ("dpi", "size"),
    [
        ((100, 100), (144.0, 216.0)),
        ((204, 98), (70.59, 220.41)),
        ((1, 1), (200.0, 300.0)),
        ((100, 2000), (200.0, 300.0)),
    ],
)
def test_a_dpi_that_can_be_gives_the_size(dpi: tuple[int, int], size: tuple[float, float]) -> None:
    assert only(encoded(draw(mode="1"), "TIFF", dpi=dpi)).size == size


def test_what_is_transparent_is_paper() -> None:
    image = Image.new("RGBA", (200, 300), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, *CORNER))
    assert is_upright(load_frame(only(encoded(image, "PNG"))))


def test_sixteen_bits_are_scaled_down() -> None:
    grey = draw(mode="L").point(lambda value: value * 257, "I").convert("I;16")
    assert is_upright(load_frame(only(encoded(grey, "PNG"))))


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert trouble(encoded(Image.new("L", (40_000, 3_100)), "PNG")) == "too_large"
        assert trouble(encoded(Image.new("1", (40_000, 20_000)), "PNG")) == "too_large"


def test_a_large_photograph_comes_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_files, "MOST_COLOURED", 20_000)
    image = load_frame(only(encoded(draw(), "JPEG", quality=95)))
    assert image.size == (100, 150)
    monkeypatch.setattr(picture_files, "MOST_COLOURED", 2_000)
    assert trouble(encoded(draw(), "JPEG")) == "too_large"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "GIF"])
def test_a_picture_that_breaks_off_is_refused(form: str) -> None:
    content = encoded(Image.effect_noise((200, 300), 90).convert("RGB"), form)
    assert trouble(content[: len(content) // 2]) in ("truncated", "damaged")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(50), b"\xff\xd8\xff", b"GIF89a", b"II*\0" + bytes(8)])
def test_what_only_begins_like_a_picture_is_damaged(content: bytes) -> None:
    assert trouble(content) in ("damaged", "truncated", "no_pages")


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    draw().save(tmp_path / "good.png")
    bad, good = list_frames([tmp_path / "bad.png", tmp_path / "good.png"], most=10)
    assert isinstance(bad, DocumentError)
    assert isinstance(good, Frame)


def test_pages_are_counted() -> None:
    content = encoded(draw(mode="1"), "TIFF", save_all=True, append_images=[draw(mode="1")] * 3)
    with pytest.raises(DocumentError, match="more than 3 pages") as caught:
        list_frames([content], most=3)
    assert caught.value.reason == "too_large"
