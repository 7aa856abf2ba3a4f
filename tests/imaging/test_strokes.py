"""What the shape of ink says: a dash is one stroke, a blurred word is many."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.strokes import has_leading_minus, stroke_of


def _crop(*rows: tuple[int, int], width: int = 90, height: int = 30) -> NDArray[np.uint8]:
    page = np.full((height, width), 255, np.uint8)
    for top, bottom in rows:
        page[top:bottom, 4:-4] = 20
    return page


@pytest.mark.parametrize("thick", [2, 4, 8])
def test_one_level_stroke_is_a_dash(thick: int) -> None:
    assert stroke_of(_crop((12, 12 + thick))) == "dash"


def test_strokes_that_blur_joins_are_no_dash() -> None:
    word = _crop((5, 9), (12, 16), (19, 23))
    pale = word.copy()
    pale[5:23, 4:-4] = np.minimum(word[5:23, 4:-4], 190)
    assert stroke_of(pale) == "figure"


def test_two_level_strokes_side_by_side_are_a_dash() -> None:
    crop = _crop((12, 15))
    crop[:, 43:47] = 255
    assert stroke_of(crop) == "dash"


def test_a_slash_leans() -> None:
    crop = np.full((34, 30), 255, np.uint8)
    for y in range(4, 30):
        x = 24 - 2 * y // 3
        crop[y, x : x + 2] = 40
    assert stroke_of(crop) == "slash"


def _steep(thick: int, *, lean: float = 0.27) -> NDArray[np.uint8]:
    """A steep stroke of small print, blurred."""
    crop = np.full((24, 20), 255, np.uint8)
    for y in range(4, 19):
        x = 13 - round(lean * (y - 4))
        crop[y, x - thick : x] = 120
    return crop


def test_a_steep_slash_of_small_print_leans_too() -> None:
    assert stroke_of(_steep(3)) == "slash"
    assert stroke_of(_steep(4)) == "slash"


def test_an_upright_stroke_is_no_slash() -> None:
    assert stroke_of(_steep(3, lean=0.1)) == "figure"


def test_a_leaning_one_with_its_flag_and_a_seven_with_its_bar_are_no_slash() -> None:
    one, seven = _steep(3), _steep(3)
    one[5:8, 6:12] = 120
    seven[4:7, 4:13] = 120
    assert stroke_of(one) == "figure"
    assert stroke_of(seven) == "figure"


def test_a_blurred_hyphen_is_a_dash() -> None:
    import cv2

    crop = np.full((48, 60), 255, np.uint8)
    crop[22:27, 18:32] = 0
    assert stroke_of(cv2.GaussianBlur(crop, (0, 0), 2).astype(np.uint8)) == "dash"
    crop[18:32, 18:32] = 0
    assert stroke_of(cv2.GaussianBlur(crop, (0, 0), 2).astype(np.uint8)) == "figure"


@pytest.mark.parametrize(("height", "seen"), [(3, "dash"), (5, "figure")])
def test_a_row_of_level_strokes_is_dashes_a_row_of_dots_is_not(height: int, seen: str) -> None:
    crop = np.full((12, 40), 255, np.uint8)
    for x in (4, 12, 20, 28):
        crop[4 : 4 + height, x : x + 5] = 60
    assert stroke_of(crop) == seen
    crop[4:9, 20:25] = 60  # one of them is more than a stroke
    assert stroke_of(crop) == "figure"


@pytest.mark.parametrize(
    ("top", "wide", "minus"), [(14, 4, True), (20, 4, False), (20, 14, True), (4, 4, False), (27, 14, False)]
)
def test_a_stroke_before_a_digit_is_a_minus_sign_but_for_the_bar_of_a_four(top: int, wide: int, minus: bool) -> None:
    crop = np.full((36, 40), 255, np.uint8)
    crop[5:30, 20 : 20 + wide] = 0
    crop[top : top + 3, 8:18] = 0
    assert has_leading_minus(crop) is minus


def test_a_stroke_whose_ends_turn_up_is_the_foot_of_a_digit() -> None:
    crop = _crop((20, 23), width=24)
    assert stroke_of(crop) == "dash"
    crop[18:20, 4:6] = crop[18:20, -6:-4] = 20
    assert stroke_of(crop) == "figure"


@pytest.mark.parametrize(("inside", "said"), [((), "dash"), (((12, 14), (17, 19)), "figure")])
def test_a_row_of_dashes_holds_one_stroke_each_and_no_characters(
    inside: tuple[tuple[int, int], ...], said: str
) -> None:
    crop = np.full((30, 150), 255, np.uint8)
    for x in range(5, 140, 35):
        crop[10:21, x : x + 30] = 20
        for top, bottom in inside:
            crop[top:bottom, x + 2 : x + 28] = 255
    assert stroke_of(crop) == said
