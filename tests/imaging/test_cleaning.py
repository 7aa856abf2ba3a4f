"""Pages askew, photographed and bent are laid flat, each place is found again, and the steps say what was done."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.sight.tables import find_tables
from pipeline.imaging.cleaning import clean
from pipeline.imaging.quarterturns import turn_back
from pipeline.imaging.sheets import corners_of
from pipeline.types.raster import Raster, to_page
from tests.imaging.drawing import DPI, XS, YS, Picture, draw_figures, draw_rules, paper, size_of, table

Back = Callable[[float, float], tuple[float, float]]
Map = NDArray[np.float32]
NEAR = 8.0  # pixels


def page_of_two() -> Picture:
    page = table()
    page = np.vstack([page, paper(1100)])
    low = [y + 700 for y in YS]
    return draw_figures(draw_rules(page, ys=low), ys=low)


def assert_found(raster: Raster, back: Back, tables: int = 2) -> tuple[str, ...]:
    """Every cell is found, and its place leads back to where it was drawn."""
    cleaned = clean(raster)
    grids = find_tables(cleaned).grids
    assert [size_of(grid) for grid in grids] == [(6, 5, 30)] * tables
    for number, grid in enumerate(grids):
        for cell in grid.cells:
            box = to_page(cell.box, cleaned.raster)
            x, y = back((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
            assert x == pytest.approx((XS[cell.column] + XS[cell.column + 1]) / 2, abs=NEAR)
            assert y == pytest.approx((YS[cell.row] + YS[cell.row + 1]) / 2 + 700 * number, abs=NEAR)
    return cleaned.raster.steps


def warped(page: Picture, x: Map, y: Map, background: int = 255) -> tuple[Picture, Back]:
    """The page drawn anew: pixel (i, j) is what lies at x[i, j], y[i, j]."""
    import cv2

    picture = cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=(background, background, background))
    return picture.astype(np.uint8), lambda at, down: (
        float(x[round(down), round(at)]),
        float(y[round(down), round(at)]),
    )


def pixels(height: int, width: int) -> tuple[Map, Map]:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


def photographed(page: Picture) -> tuple[Picture, Back]:
    import cv2

    height, width = page.shape[:2]
    corners = np.array([[150, 90], [width + 60, 160], [width + 120, height + 60], [60, height + 150]], np.float32)
    sheet = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    back = cv2.getPerspectiveTransform(corners, sheet)
    x, y = pixels(height + 220, width + 200)
    w = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    at = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / w
    down = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) / w
    picture, found = warped(page, at.astype(np.float32), down.astype(np.float32), background=70)
    light = 0.55 + 0.45 * x / x.max()
    shadow = 1 - 0.35 / (1 + np.exp(-(x - y + 300) / 60))  # its edge is soft and crosses the sheet
    lit = picture * (light * shadow)[..., np.newaxis] * np.array([0.8, 0.95, 1.0])
    return lit.astype(np.uint8), found


def test_a_straight_page_is_left_as_it_is() -> None:
    assert assert_found(Raster(page_of_two(), DPI), lambda x, y: (x, y)) == ()


@pytest.mark.parametrize("degrees", [-5.0, -1.3, 3.0, 6.0])
def test_a_page_askew_is_turned(degrees: float) -> None:
    import cv2

    page = page_of_two()
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    picture = cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255))
    back = cv2.invertAffineTransform(matrix)
    steps = assert_found(
        Raster(picture.astype(np.uint8), DPI),
        lambda x, y: (back[0, 0] * x + back[0, 1] * y + back[0, 2], back[1, 0] * x + back[1, 1] * y + back[1, 2]),
    )
    assert any("degrees" in step for step in steps)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_keeps_its_places(degrees: int) -> None:
    page = page_of_two()
    height, width = page.shape[:2]
    turned = np.ascontiguousarray(np.rot90(page, -degrees // 90))  # clockwise
    back: Back = {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }[degrees]
    steps = assert_found(turn_back(Raster(turned, DPI), degrees), back)
    assert steps[0] == f"turned back by {degrees} degrees"


def test_a_photographed_sheet_is_cut_out_and_laid_flat() -> None:
    picture, back = photographed(page_of_two())
    steps = assert_found(Raster(picture, DPI), back)
    assert steps[0].startswith("sheet of paper cut out")


def test_a_sheet_on_a_table_that_is_as_bright_elsewhere_is_found_by_its_sides() -> None:
    import cv2

    corners = np.array([[140, 120], [1380, 60], [1460, 1900], [90, 1960]], np.float64)
    picture = np.full((2060, 1560, 3), 165, np.uint8)
    cv2.fillConvexPoly(picture, corners.astype(np.int32), (250, 250, 250))
    picture = (picture * np.linspace(0.5, 1.0, 2060)[:, np.newaxis, np.newaxis]).astype(np.uint8)
    assert picture[1900, 30].min() > picture[200, 700].max()  # no one brightness parts them
    found = corners_of(picture)
    assert found is not None
    assert np.abs(found - corners).max() < 3 * NEAR


def test_a_bent_page_is_laid_flat() -> None:
    page = page_of_two()
    x, y = pixels(page.shape[0] + 80, page.shape[1])
    bend = 26 * np.sin(np.pi * x / page.shape[1]) * (0.6 + 0.4 * y / y.max())
    picture, back = warped(page, x, (y - 40 + bend).astype(np.float32))
    steps = assert_found(Raster(picture, DPI), back)
    assert "bent rules laid level and upright" in steps


def test_dashed_rules_of_a_page_in_perspective_are_laid_level() -> None:
    page = paper(1500)
    for y in range(200, 1300, 100):
        for x in range(200, 1240, 12):
            page[y : y + 2, x : x + 8] = 190
    for x in (200, 500, 800, 1100, 1236):
        for y in range(200, 1200, 12):
            page[y : y + 8, x : x + 2] = 190
    x, y = pixels(1500, 1500)
    picture, _ = warped(page, x, (y + (y - 750) * (x - 750) / 26000).astype(np.float32))
    assert "bent rules laid level and upright" in clean(Raster(picture, DPI)).raster.steps


def test_a_bar_across_a_screen_does_not_make_a_sheet_of_the_rest() -> None:
    page = page_of_two()
    page[:150] = (120, 60, 20)
    assert corners_of(page) is None


def test_a_page_that_fills_the_picture_is_no_sheet() -> None:
    assert corners_of(page_of_two()) is None


@pytest.mark.parametrize("shape", [(1, 1, 3), (5, 400, 3), (60, 33_000, 3)])
def test_a_strip_of_pixels_is_left_as_it_is(shape: tuple[int, int, int]) -> None:
    assert clean(Raster(np.full(shape, 255, np.uint8), DPI)).raster.steps == ()
