"""Dots where a dash would stand, in cells of 60 by 200 pixels at 200 dpi."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.dashtraces import holds_dash_trace


@pytest.mark.parametrize(
    ("pieces", "traced"),
    [
        ([], False),
        ([(98, 29, 6, 2)], True),  # a flat piece
        ([(94, 29, 1, 2), (102, 30, 1, 2)], True),  # two dots of one line
        ([(94, 29, 1, 2)], False),  # one speck
        ([(94, 26, 1, 2), (102, 34, 1, 2)], False),  # two at different heights
        ([(60, 29, 1, 2), (102, 29, 1, 2)], False),  # two far apart
        ([(94, 44, 1, 2), (102, 44, 1, 2)], False),  # below the middle
        ([(2, 29, 5, 2)], False),  # of the rule at the left
    ],
)
def test_dots_in_a_row_at_half_the_height_are_traces_of_a_dash(
    pieces: list[tuple[int, int, int, int]], traced: bool
) -> None:
    ink = np.zeros((60, 200), np.uint8)
    for x, y, width, height in pieces:
        ink[y : y + height, x : x + width] = 255
    assert holds_dash_trace(ink, 200.0) is traced


def test_a_cell_lower_than_its_rules_are_thick_holds_none() -> None:
    assert not holds_dash_trace(np.zeros((12, 14), np.uint8), 200.0)
