"""Long openings and closings are those of OpenCV, at the edge of the picture too."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.openings import along, closed, opened, opened_both, opened_rows, runs_of

LENGTHS = [1, 2, 3, 11, 12, 36, 37, 64, 70, 130, 300]


def _mask() -> np.ndarray:
    import cv2

    smooth = cv2.blur(np.random.default_rng(3).random((90, 140)), (9, 9))
    return np.where(smooth > 0.49, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("level", [True, False])
@pytest.mark.parametrize("length", LENGTHS)
def test_lines_are_opened_and_closed_as_by_opencv(length: int, level: bool) -> None:
    import cv2

    mask, kernel = _mask(), along(length, level=level)
    assert np.array_equal(opened(mask, length, level=level), cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel))
    assert np.array_equal(closed(mask, length, level=level), cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel))


@pytest.mark.parametrize("level", [True, False])
@pytest.mark.parametrize("gap", [0, 5, 12])
def test_gaps_are_closed_before_long_lines_are_opened(gap: int, level: bool) -> None:
    mask = _mask()
    expected = opened(closed(mask, gap, level=level), 40, level=level)
    assert np.array_equal(opened_rows(mask, gap, 40, level=level), expected)


@pytest.mark.parametrize("level", [True, False])
@pytest.mark.parametrize("width", [5, 63, 64, 65, 140])
def test_strokes_are_made_a_pixel_thicker_on_both_sides_as_by_opencv(width: int, level: bool) -> None:
    import cv2

    mask = _mask()[:, :width]
    mask = mask if not level else np.ascontiguousarray(mask.T)
    thick = cv2.dilate(mask, np.ones((3, 1) if level else (1, 3), np.uint8)).astype(np.uint8)
    expected = opened(thick, 12, level=level)
    assert np.array_equal(opened(mask, 12, level=level, thick=True), expected)
    assert np.array_equal(opened_rows(mask, 5, 20, level=level, thick=True), opened_rows(thick, 5, 20, level=level))
    both = opened_both(mask, 3, 12, level=level)
    assert np.array_equal(both[0], opened(mask, 3, level=level))
    assert np.array_equal(both[1], expected)


def test_a_mask_of_which_nothing_is_left_is_a_mask_of_its_own() -> None:
    mask = np.zeros((20, 90), np.uint8)
    mask[4, 4] = 255
    left = opened(mask, 9, level=True)
    assert left.shape == mask.shape
    assert not left.any()
    left[:] = 255  # whoever asked may write to it
    assert not opened(mask, 9, level=True).any()


@pytest.mark.parametrize("side", [1, 7, 8, 63, 64, 65])
def test_sides_need_not_fill_words(side: int) -> None:
    mask = np.zeros((side, side), np.uint8)
    mask[:, -1] = mask[-1] = 255
    for level in (True, False):
        assert np.array_equal(
            opened(mask, side, level=level) > 0, mask * 0 + (mask[:1] if not level else mask[:, :1]) > 0
        )


def test_runs_reach_from_their_first_place_to_behind_their_last() -> None:
    assert runs_of(np.array([True, True, False, True, False, False, True])) == [(0, 2), (3, 4), (6, 7)]
    assert runs_of(np.zeros(3, bool)) == []
