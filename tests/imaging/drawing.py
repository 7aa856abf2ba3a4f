"""Tables drawn with OpenCV, and what is found of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.sight.tables import Tables, find_tables
from pipeline.imaging.cleaning import clean
from pipeline.types.raster import PixelGrid, Raster

DPI = 200.0
XS, YS = (200, 520, 700, 880, 1060, 1240), (200, 260, 320, 380, 440, 500, 560)
Picture = NDArray[np.uint8]


def paper(height: int = 900, width: int = 1500) -> Picture:
    return np.full((height, width, 3), 255, np.uint8)


def draw_rules(
    page: Picture, xs: Sequence[int] = XS, ys: Sequence[int] = YS, *, thick: int = 2, grey: int = 0
) -> Picture:
    import cv2

    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), (grey, grey, grey), thick)
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), (grey, grey, grey), thick)
    return page


def draw_figures(page: Picture, xs: Sequence[int] = XS, ys: Sequence[int] = YS, *, grey: int = 0) -> Picture:
    import cv2

    for top, bottom in itertools.pairwise(ys):
        for x0, x1 in itertools.pairwise(xs):
            at = ((x0 + x1) // 2 - 9, (top + bottom) // 2 + 11)
            cv2.putText(page, "0", at, cv2.FONT_HERSHEY_SIMPLEX, 0.9, (grey, grey, grey), 2, cv2.LINE_AA)
    return page


def table(**looks: int) -> Picture:
    return draw_figures(draw_rules(paper(), **looks))


def tables_of(page: Picture) -> Tables:
    return find_tables(clean(Raster(page, DPI)))


def grid_of(page: Picture) -> PixelGrid:
    (grid,) = tables_of(page).grids
    return grid


def size_of(grid: PixelGrid) -> tuple[int, int, int]:
    return grid.rows, grid.columns, len(grid.cells)
