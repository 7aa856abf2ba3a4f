"""Words of a picture."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging.alignment.pieces import find_pieces, lean_of
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


LINE = [(100 + 22 * n, 20, 118 + 22 * n, 44) for n in range(6)]  # print of 24 pixels


def test_parts_of_one_character_are_one_and_so_is_a_stroke_over_a_word() -> None:
    halves = [(300, 100, 320, 108), (298, 110, 322, 121)]
    assert PixelBox(298, 100, 322, 121) in find_pieces(paper(*LINE, *halves), dpi=200)
    roofed = [(300, 103, 309, 120), (312, 103, 321, 120), (311, 98, 320, 101)]
    assert PixelBox(300, 98, 321, 120) in find_pieces(paper(*LINE, *roofed), dpi=200)


def test_two_level_strokes_are_a_character_but_dashes_of_two_rows_are_two() -> None:
    character = [(302, 100, 322, 103), (299, 117, 326, 120)]
    assert PixelBox(299, 100, 326, 120) in find_pieces(paper(*LINE, *character), dpi=200)
    dashes = [(300, 100, 324, 103), (300, 134, 324, 137)]
    assert len(find_pieces(paper(*LINE, *dashes), dpi=200)) == 3


def test_a_point_is_one_with_its_digits_where_these_are_set_wide() -> None:
    figure = [(300, 100, 311, 116), (320, 113, 323, 116), (331, 100, 342, 116)]
    assert PixelBox(300, 100, 342, 116) in find_pieces(paper(*LINE, *figure), dpi=200)


def test_figures_of_neighbouring_columns_stay_apart() -> None:
    columns = [(300, 100, 311, 117), (323, 100, 334, 117)]
    assert len(find_pieces(paper(*LINE, *columns), dpi=200)) == 3


def test_the_lean_of_a_line_of_print_is_measured_and_that_of_a_short_word_is_not() -> None:
    falling = paper(*((100 + 22 * n, 100 + n, 118 + 22 * n, 120 + n) for n in range(10)))
    lean = lean_of(falling, PixelBox(100, 100, 316, 129))
    assert lean == pytest.approx(1 / 22, abs=0.005)
    level = paper(*((100 + 22 * n, 100, 118 + 22 * n, 120) for n in range(10)))
    assert lean_of(level, PixelBox(100, 100, 316, 120)) == pytest.approx(0, abs=0.001)
    assert lean_of(level, PixelBox(100, 100, 162, 120)) is None


def test_a_page_of_many_pieces_is_joined_as_a_few_are() -> None:
    """More than are compared at a time; each is a character of an upper and a lower part."""
    characters = [(10 + 16 * n, 10 + 18 * line) for line in range(16) for n in range(36)]
    upper = [(x, y, x + 9, y + 3) for x, y in characters]
    lower = [(x, y + 5, x + 9, y + 8) for x, y in characters]
    found = find_pieces(paper(*lower, *upper), dpi=100)
    assert found == [PixelBox(x, y, x + 9, y + 8) for x, y in characters]


def test_texture_is_no_print() -> None:
    specks = [(x, y, x + 3, y + 3) for x in range(2, 590, 9) for y in range(2, 290, 9)]
    assert find_pieces(paper(*specks), dpi=100) == []


def test_the_hole_of_a_punch_is_no_print() -> None:
    ink = paper((100, 100, 180, 120))
    y, x = np.mgrid[:300, :600]
    hole = (y - 200) ** 2 + (x - 50) ** 2 < 25**2
    ring = (y - 200) ** 2 + (x - 150) ** 2 < 25**2
    ring &= (y - 200) ** 2 + (x - 150) ** 2 > 21**2
    ink[hole | ring] = 255
    assert find_pieces(ink, dpi=200) == [PixelBox(100, 100, 180, 120), PixelBox(126, 176, 175, 225)]
