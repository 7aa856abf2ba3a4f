"""Where points go when a page is turned, skewed, projected and bent: a black patch stays under its marks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.synth.damage.effects import askew, sampled
from pipeline.synth.damage.page import Page, Pixels, outline
from pipeline.synth.damage.warps import Move, bent, projected, quarter_turned, scaled, skewed

BOXES = {"near": (30.0, 40.0, 60.0, 55.0), "far": (210.0, 330.0, 250.0, 350.0), "middle": (120.0, 190.0, 150.0, 215.0)}
DESK = np.full((460, 360, 3), 90, np.uint8)
CORNERS = np.array([[25.0, 20.0], [320.0, 35.0], [335.0, 440.0], [12.0, 425.0]])


def page() -> Page:
    pixels = np.full((400, 300), 255, np.uint8)
    for x0, top, x1, bottom in BOXES.values():
        pixels[int(top) : int(bottom), int(x0) : int(x1)] = 0
    return Page(pixels, (72, 72), {key: outline(box, (1, 1)) for key, box in BOXES.items()})


@pytest.mark.parametrize(
    "warp",
    [
        *(lambda pixels, by=by: quarter_turned(pixels, by) for by in range(4)),
        lambda pixels: skewed(pixels, 4.0),
        lambda pixels: skewed(pixels, -1.3),
        lambda pixels: scaled(pixels, 0.5, 0.8),
        lambda pixels: projected(np.dstack([pixels] * 3), CORNERS, DESK),
        lambda pixels: bent(pixels, 0.06, 0.1),
        lambda pixels: bent(pixels, -0.05, -0.12),
    ],
)
def test_marks_go_where_the_ink_goes(warp: Callable[[Pixels], tuple[Pixels, Move]]) -> None:
    before = page()
    after = before.moved(*warp(before.pixels))
    grey = after.pixels if after.pixels.ndim == 2 else after.pixels[..., 0]
    for key, points in after.marks.items():
        x, y = points.mean(axis=0).round().astype(int)
        assert grey[y, x] < 60, key
        x0, top, x1, bottom = (round(each) for each in after.boxes()[key])
        outside = grey[max(0, top - 9) : bottom + 9, max(0, x0 - 9) : x1 + 9].copy()
        outside[9 - 3 : -9 + 3, 9 - 3 : -9 + 3] = 255
        assert (outside < 60).mean() < 0.01, key


def test_paper_comes_into_view_and_the_desk_lies_around() -> None:
    turned, _ = skewed(np.full((100, 80), 255, np.uint8), 10, 240)
    assert turned[0, 0] == 240
    laid, _ = projected(np.full((400, 300, 3), 255, np.uint8), CORNERS, DESK)
    assert laid.shape == DESK.shape
    assert tuple(laid[2, 2]) == (90, 90, 90)
    assert laid[230, 170, 0] == 255


def test_a_bent_sheet_grows_by_its_sag() -> None:
    sagged, move = bent(np.full((100, 200), 0, np.uint8), 0.1, 0.0)
    assert sagged.shape[1] == 200
    assert sagged.shape[0] > 100 + 15
    moved = move(np.array([[0.0, 0.0], [100.0, 0.0], [199.0, 0.0]]))
    assert moved[1, 1] == pytest.approx(20, abs=1)  # a tenth of the width
    assert abs(moved[0, 1]) < 0.5
    assert abs(moved[2, 1]) < 0.5


def test_a_sheet_lies_askew_before_it_is_sampled_at_pixels_that_are_not_square() -> None:
    sheet = Page(
        np.full((400, 400), 255, np.uint8),
        (204, 204),
        {"rules": np.array([[100.0, 200], [300, 200], [200, 100], [200, 300]])},
    )
    (fax,) = sampled((204, 98))(askew(3, 3)([sheet], np.random.default_rng(1)), np.random.default_rng(2))
    assert fax.pixels.shape == (192, 400)
    assert fax.dpi == (204, 98)
    left, right, upper, lower = fax.marks["rules"] / (204, 98)  # inches
    assert np.dot(right - left, lower - upper) == pytest.approx(0, abs=0.01)  # still at right angles
