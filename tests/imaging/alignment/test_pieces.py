"""Words of a picture."""

from __future__ import annotations

import numpy as np

from pipeline.imaging.alignment.pieces import find_pieces
from pipeline.types.raster import PixelBox


def paper(*boxes: tuple[int, int, int, int]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A mask of ink with these boxes (x0, top, x1, bottom) filled."""
    ink = np.zeros((300, 600), np.uint8)
    for x0, top, x1, bottom in boxes:
        ink[top:bottom, x0:x1] = 255
    return ink


def test_characters_of_a_line_are_one_word_and_a_figure_far_off_another() -> None:
    line = [(100 + 22 * n, 100, 118 + 22 * n, 120) for n in range(4)]
    found = find_pieces(paper(*line, (300, 103, 308, 118)), dpi=200)
    assert found == [PixelBox(100, 100, 184, 120), PixelBox(300, 103, 308, 118)]


def test_lines_under_each_other_stay_apart() -> None:
    found = find_pieces(paper((100, 100, 180, 120), (100, 126, 180, 146)), dpi=200)
    assert len(found) == 2


def test_strokes_of_one_character_are_one_but_dashes_of_two_rows_two() -> None:
    assert len(find_pieces(paper((100, 100, 120, 103), (100, 106, 120, 109), (100, 112, 120, 115)), dpi=200)) == 1
    assert len(find_pieces(paper((100, 100, 110, 103), (100, 132, 110, 135)), dpi=200)) == 2


def test_dust_is_no_word_but_a_minus_sign_is() -> None:
    assert find_pieces(paper((100, 100, 102, 101)), dpi=200) == []
    assert len(find_pieces(paper((100, 100, 109, 103)), dpi=200)) == 1
