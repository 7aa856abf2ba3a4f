"""Tall pictures cut at white rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.tiles import cut_tall
from pipeline.types.raster import PixelBox, Raster, to_page

WIDTH = 600


def screenshot(rows: int, *, line: int = 20, gap: int = 20) -> NDArray[np.uint8]:
    """Lines of print with white between them, and a scroll bar at the right."""
    pixels = np.full((rows * (line + gap), WIDTH), 255, np.uint8)
    for row in range(rows):
        top = row * (line + gap) + gap // 2
        pixels[top : top + line, 60:540] = np.random.default_rng(row).integers(0, 2, (line, 480)) * 255
    pixels[:, -4:] = 120
    return pixels


def test_a_page_stays_whole() -> None:
    raster = Raster(screenshot(20), 100)
    (tile,) = cut_tall(raster)
    assert tile.pixels is raster.pixels
    assert not tile.upright


def test_a_tall_picture_is_cut_between_lines_and_nothing_is_lost() -> None:
    raster = Raster(screenshot(150), 100, (0.5, 0, 0, 0, 0.5, 0, 0, 0, 1))
    tiles = cut_tall(raster)
    assert len(tiles) > 4
    assert np.array_equal(np.concatenate([tile.pixels for tile in tiles]), raster.pixels)
    assert all(tile.upright for tile in tiles)
    assert all((tile.pixels[[0, -1], 60:540] == 255).all() for tile in tiles)
    assert all(len(tile.pixels) <= 2 * WIDTH for tile in tiles)
    last = tiles[-1]
    box = to_page(PixelBox(0, 0, WIDTH, len(last.pixels)), last)
    assert (box.x0, box.x1, box.bottom) == (0, 300, 3000)


def test_a_ruled_table_is_never_cut() -> None:
    pixels = screenshot(150)
    pixels[1000:4000, [100, 300, 500]] = 0  # upright rules of a table five times as high as the picture is wide
    edges = np.cumsum([len(tile.pixels) for tile in cut_tall(Raster(pixels, 100))])
    assert not any(1000 < edge < 4000 for edge in edges)
    assert len(edges) > 2


def test_a_table_of_dashed_rules_is_never_cut() -> None:
    pixels = screenshot(150)
    pixels[1000:4000] = 255
    for top in range(1000, 4000, 8):
        pixels[top : top + 5, [100, 300, 500]] = 0
    edges = np.cumsum([len(tile.pixels) for tile in cut_tall(Raster(pixels, 150))])
    assert not any(1000 < edge < 4000 for edge in edges)
    assert len(edges) > 2


def test_a_cut_goes_where_the_widest_gap_is() -> None:
    pixels = screenshot(60)
    pixels[880:960] = 255
    first = cut_tall(Raster(pixels, 100))[0]
    assert 880 <= len(first.pixels) <= 960


def test_a_picture_without_white_rows_stays_whole() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (3000, 300)).astype(np.uint8)
    assert len(cut_tall(Raster(noise, 100))) == 1


def test_a_wide_picture_is_upright_where_white_rows_part_its_print() -> None:
    wide = screenshot(8)
    assert cut_tall(Raster(wide, 100))[0].upright
    turned = np.ascontiguousarray(screenshot(30)[:, :400].T)
    assert not cut_tall(Raster(turned, 100))[0].upright


def test_a_line_of_pixels_is_no_trouble() -> None:
    assert len(cut_tall(Raster(np.full((5000, 1), 255, np.uint8), 100))) >= 1
