"""Long openings and closings are those of OpenCV, at the edge of the picture too."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.openings import SHORT, along, closed, opened

LENGTHS = [1, 2, SHORT - 1, SHORT, SHORT + 1, SHORT + 2, 36, 37, 70, 130, 300]


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


@pytest.mark.parametrize("length", [2, 36, 37])
def test_a_closing_may_reach_across(length: int) -> None:
    import cv2

    mask = _mask()
    expected = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, length), np.uint8))
    assert np.array_equal(closed(mask, length, level=True, thick=3), expected)
