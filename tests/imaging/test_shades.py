"""How dark the print of cells is, of squares of several shades on white."""

from __future__ import annotations

import numpy as np

from pipeline.imaging.crops import CellInk
from pipeline.imaging.shades import find_pale


def ink(shade: int | None) -> CellInk:
    if shade is None:
        return CellInk((), 0.0, torn=False)
    line = np.full((20, 30), 255, np.uint8)
    line[5:15, 10:20] = shade
    return CellInk((line,), 0.2, torn=False)


def page(shade: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    pixels = np.full((400, 400), 255, np.uint8)
    pixels[:40, :40] = shade
    return pixels


def test_print_much_paler_than_that_of_its_table_is_pale() -> None:
    inks = [ink(30), ink(60), ink(None), ink(195), ink(130)]
    assert find_pale(inks, ["一"] * 5, page(30)) == [False, False, False, True, False]


def test_digits_are_darker_than_a_thin_stroke() -> None:
    plain = [ink(30)] * 6
    assert find_pale([*plain, ink(160)], ["0"] * 7, page(30))[6]
    assert find_pale([*plain, ink(160)], ["0"] * 6 + ["81"], page(30))[6]
    assert not find_pale([*plain, ink(160)], ["0"] * 6 + ["1"], page(30))[6]
    assert not find_pale([*plain, ink(120)], ["0"] * 7, page(30))[6]


def test_thin_marks_that_many_cells_print_as_pale_are_of_the_table() -> None:
    plain, dashes = [ink(30)] * 6, ["0"] * 6 + ["—"] * 4
    assert find_pale([*plain, ink(155), ink(160), ink(158), ink(170)], dashes, page(30))[6:] == [False] * 4
    ones = ["0"] * 6 + ["1"] * 4
    assert find_pale([*plain, ink(155), ink(160), ink(158), ink(170)], ones, page(30))[6:] == [False] * 3 + [True]
    assert find_pale([*plain, ink(155), ink(160), ink(170)], dashes[:9], page(30))[6:] == [False, False, True]
    found = find_pale([*plain, ink(155), ink(160), ink(158), ink(190)], dashes, page(30))
    assert found[6:] == [False, False, False, True]


def test_a_table_much_paler_than_the_page_is_pale_as_a_whole() -> None:
    assert find_pale([ink(195), ink(190), ink(None)], ["0"] * 3, page(20)) == [True, True, True]
    assert find_pale([ink(195), ink(190), ink(None)], ["0"] * 3, page(190)) == [False, False, False]


def test_a_table_without_print_is_not() -> None:
    assert find_pale([ink(None), ink(None)], [""] * 2, page(20)) == [False, False]


def test_a_digit_of_the_other_side_beside_one_of_this_side_is_pale() -> None:
    line = np.full((20, 50), 255, np.uint8)
    line[5:15, 5:15] = 30
    line[5:15, 20:30] = 190
    pair = CellInk((line,), 0.2, torn=False)
    assert find_pale([ink(30), ink(30), pair], ["0", "0", "50"], page(30)) == [False, False, True]
    line[5:11, 20:30] = 255  # as low as a sign or a point
    assert find_pale([ink(30), ink(30), pair], ["0", "0", "5"], page(30)) == [False] * 3
    assert find_pale([ink(30), ink(30), pair], ["0", "0", "5."], page(30)) == [False] * 3
