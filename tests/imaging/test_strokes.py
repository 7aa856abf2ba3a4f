"""Strokes by their shape."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.strokes import Stroke, stroke_of

Box = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("boxes", "stroke"),
    [
        ([(4, 10, 30, 13)], "dash"),
        ([(4, 10, 26, 13), (30, 10, 52, 13)], "dash"),
        ([(4, 4, 24, 24), (30, 4, 50, 24)], "figure"),  # two characters side by side
        ([(4, 4, 8, 30)], "figure"),
    ],
)
def test_a_dash_is_flat_and_so_is_each_of_two(boxes: list[Box], stroke: Stroke) -> None:
    crop = np.full((34, 60), 255, np.uint8)
    for x0, top, x1, bottom in boxes:
        crop[top:bottom, x0:x1] = 40
    assert stroke_of(crop) == stroke


def test_a_slash_leans() -> None:
    crop = np.full((34, 30), 255, np.uint8)
    for y in range(4, 30):
        x = 24 - 2 * y // 3
        crop[y, x : x + 2] = 40
    assert stroke_of(crop) == "slash"
