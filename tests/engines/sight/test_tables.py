"""What passes for a table of faint rules."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.engines.sight.tables import is_type
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid


@pytest.mark.parametrize(("grey", "rows", "type_"), [(90, 2, True), (236, 2, False), (90, 3, False)])
def test_a_row_or_two_whose_faint_rules_are_as_dark_as_print_are_lines_of_type(
    grey: int, rows: int, type_: bool
) -> None:
    pixels = np.full((300, 600), 255, np.uint8)
    rules = np.zeros_like(pixels)
    cells = []
    for row in range(rows):
        for column in range(4):
            box = PixelBox(100 + 90 * column, 50 + 36 * row, 190 + 90 * column, 86 + 36 * row)
            cells.append(PixelCell(box, row, column))
    for y in range(50, 51 + 36 * rows, 36):
        rules[y : y + 2, 100:461] = 255
    for x in range(100, 461, 90):
        rules[50 : 52 + 36 * rows, x : x + 2] = 255
    pixels[rules > 0] = grey
    grid = PixelGrid(PixelBox(100, 50, 460, 50 + 36 * rows), tuple(cells), rows, 4, "rules", 0.999)
    assert is_type(grid, rules, pixels, dpi=200) == type_
