"""Black and white print as other readers would like it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.softening import blunt, halve, soften, soften_coarse, widen


def arcs(gap: int) -> NDArray[np.uint8]:
    """Two strokes one above the other, so many pixels apart."""
    crop = np.full((40, 20), 255, np.uint8)
    crop[8:18, 8:12] = crop[18 + gap : 30 + gap, 8:12] = 0
    return crop


def test_wider_gaps_are_bridged_on_coarse_pages() -> None:
    assert soften(arcs(2))[18:20, 9:11].max() < 128
    assert soften(arcs(4))[18:22, 9:11].max() > soften_coarse(arcs(4))[18:22, 9:11].max()


def test_a_halved_crop_keeps_its_size_and_its_strokes() -> None:
    crop = arcs(4)
    halved = halve(crop)
    assert halved.shape == crop.shape
    assert halved[12, 9:11].max() < 64
    assert halved[12, 0] == 255


def test_views_for_the_reader_of_digits_keep_gaps_and_height() -> None:
    crop = arcs(2)
    assert blunt(crop).shape == crop.shape
    assert widen(crop).shape == (40, 23)
    assert blunt(crop)[18:20, 9:11].max() > soften(crop)[18:20, 9:11].max()  # dots stay dots, gaps stay gaps
