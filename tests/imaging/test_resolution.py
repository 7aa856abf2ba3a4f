"""The resolution of a picture by its type."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.resolution import em_height, fit_resolution
from pipeline.types.raster import PixelBox, Raster, to_page


def sheet(dpi: float, *, points: float = 12.0, width: float = 8.27, height: float = 11.0) -> NDArray[np.uint8]:
    """Paper with rows of blocks as large as characters of that size."""
    pixels = np.full((round(height * dpi), round(width * dpi)), 255, np.uint8)
    em = points * dpi / 72
    ink = 0.88 * em
    for top in np.arange(0.5 * dpi, (height - 0.5) * dpi, 1.8 * em):
        for left in np.arange(dpi, (width - 1) * dpi, 1.1 * em):
            stroke, x, y, side = max(1, round(ink / 8)), round(left), round(top), round(ink)
            pixels[y : y + side, x : x + side] = 0
            pixels[y + stroke : y + side - stroke, x + stroke : x + side - stroke] = 255
    return pixels


@pytest.mark.parametrize("dpi", [72, 100, 200, 300, 600])
def test_the_size_of_type_is_measured(dpi: int) -> None:
    measured = em_height(sheet(dpi))
    assert measured is not None
    assert measured == pytest.approx(12 * dpi / 72, rel=0.18)


@pytest.mark.parametrize("dpi", [100, 300, 600])
@pytest.mark.parametrize("carried", [72.0, 96.0, 0.0])
def test_a_false_dpi_is_found_out_and_the_picture_brought_to_200(dpi: int, carried: float) -> None:
    raster = fit_resolution(Raster(sheet(dpi), carried))
    assert raster.dpi == pytest.approx(200, rel=0.2)
    assert raster.pixels.shape[1] == pytest.approx(8.27 * raster.dpi, rel=0.2)


def test_a_true_dpi_is_kept_to_the_pixel() -> None:
    pixels = sheet(200)
    raster = fit_resolution(Raster(pixels, 200.0))
    assert raster.dpi == 200.0
    assert raster.pixels is pixels


def test_a_screenshot_is_measured_by_its_type() -> None:
    pixels = sheet(240, width=4.5, height=20)  # 1080 pixels wide, with large type
    raster = fit_resolution(Raster(pixels, 72.0))
    assert raster.dpi == pytest.approx(200, rel=0.2) or raster.dpi == pytest.approx(240, rel=0.2)


def test_dashes_of_rules_are_no_type() -> None:
    pixels = sheet(200, height=3)
    for x in range(4, pixels.shape[1] - 12, 10):
        for y in (20, 40, 60, 540, 560, 580):
            pixels[y : y + 6, x : x + 7] = 0
    assert em_height(pixels) == pytest.approx(12 * 200 / 72, rel=0.18)


def test_the_frames_that_double_rules_make_are_no_type() -> None:
    pixels = sheet(200)
    pixels[1000:2000] = 255
    for top in range(1000, 1950, 110):
        for left in range(150, 1500, 50):
            pixels[top : top + 95, left : left + 40] = 0
            pixels[top + 3 : top + 92, left + 3 : left + 37] = 255
    measured = em_height(pixels)
    assert measured is not None
    assert measured == pytest.approx(12 * 200 / 72, rel=0.18)


def test_dust_that_outnumbers_the_print_is_not_taken_for_it() -> None:
    pixels = sheet(200, height=3)
    for y in range(3, pixels.shape[0] - 8, 20):
        for x in range(3, pixels.shape[1] - 8, 20):
            if (pixels[y - 2 : y + 8, x - 2 : x + 8] == 255).all():
                pixels[y : y + 6, x : x + 6] = 0
    measured = em_height(pixels)
    assert measured is not None
    assert measured == pytest.approx(12 * 200 / 72, rel=0.18)


def test_points_are_those_of_the_file() -> None:
    pixels = sheet(600, height=12)
    raster = fit_resolution(Raster(pixels, 72.0))
    height, width = raster.pixels.shape
    assert width < pixels.shape[1] / 2
    assert tuple(to_page(PixelBox(0, 0, width, height), raster)) == (0, 0, pixels.shape[1], pixels.shape[0])
    assert "rescaled" in raster.steps[-1]


@pytest.mark.parametrize("shape", [(1, 1), (3, 400), (30, 40), (5, 40_000), (40_000, 5)])
def test_a_picture_without_type_has_a_resolution_all_the_same(shape: tuple[int, int]) -> None:
    raster = fit_resolution(Raster(np.full(shape, 255, np.uint8), 72.0))
    assert raster.dpi > 0
    assert min(raster.pixels.shape) >= 1


def test_the_grain_of_a_photograph_does_not_make_a_carried_dpi_false() -> None:
    rng = np.random.default_rng(7)
    page = np.full((1600, 1150), 255, np.uint8)
    for x, y in zip(rng.integers(0, 1140, 900), rng.integers(0, 1590, 900), strict=True):
        page[y : y + 12, x : x + 12] = 90  # pieces of 12 pixels: type of less than 5 points at 200 dpi
    kept = fit_resolution(Raster(page, 200.0))
    assert (kept.dpi, kept.pixels.shape) == (200.0, page.shape)


def test_crumbs_of_type_are_not_taken_for_type() -> None:
    page = np.full((2339, 1654), 255, np.uint8)
    for top in range(200, 2100, 40):
        for left in range(200, 1400, 30):
            page[top : top + 6, left : left + 4] = 0
    raster = fit_resolution(Raster(page, 200.0, bilevel=200.0))
    assert raster.pixels.shape == page.shape


def test_no_more_is_enlarged_than_memory_holds_at_once() -> None:
    page = np.full((3000, 2200), 255, np.uint8)
    page[300:2700, 200:2000] = np.tile(sheet(60, height=2.0), (20, 5))[:2400, :1800]
    raster = fit_resolution(Raster(page, 0.0))
    assert page.size < raster.pixels.size <= 12_000_000
