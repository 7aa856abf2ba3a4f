"""A page break may leave one row of a table at the top of a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.grids import find_grids
from pipeline.imaging.rules import find_rules
from pipeline.types.raster import PixelGrid

DPI = 200.0


def grids(xs: list[int], ys: list[int]) -> list[PixelGrid]:
    import cv2

    paper: NDArray[np.uint8] = np.full((400, 1400), 255, np.uint8)
    for y in ys:
        cv2.line(paper, (xs[0], y), (xs[-1], y), 0, 2)
    for x in xs:
        cv2.line(paper, (x, ys[0]), (x, ys[-1]), 0, 2)
    return find_grids(*find_rules(paper, dpi=DPI))


def test_a_row_of_many_cells_is_a_table() -> None:
    (grid,) = grids([40, 600, 700, 800, 900, 1000, 1100, 1200, 1340], [100, 140])
    assert (grid.rows, grid.columns, len(grid.cells)) == (1, 8, 8)


def test_a_label_and_its_two_figures_are_a_table() -> None:
    (grid,) = grids([40, 500, 900, 1340], [100, 140])
    assert (grid.rows, grid.columns, len(grid.cells)) == (1, 3, 3)


def test_a_frame_round_a_line_of_print_is_none() -> None:
    assert grids([40, 1340], [100, 140]) == []
    assert grids([40, 600, 1340], [100, 140]) == []
