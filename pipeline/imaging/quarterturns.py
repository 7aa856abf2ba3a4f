"""Pages that lie on their side or stand on their head."""

from __future__ import annotations

from dataclasses import replace

from pipeline.imaging.components import components
from pipeline.imaging.ink import grey
from pipeline.types.raster import Matrix, Raster

SMALL = 0.25  # of the size, where print is looked for
BLOCK = 0.8  # inches between pieces of one block of print
INK = 60  # of 255 by which print is darker than the paper of most of the page


def turn_back(raster: Raster, degrees: int) -> Raster:
    """The picture turned counter-clockwise by `degrees` (0, 90, 180, 270), which undoes a clockwise turn."""
    import numpy as np

    quarters = degrees // 90 % 4
    if quarters == 0:
        return raster
    height, width = raster.pixels.shape[:2]
    back = {
        1: [[0, -1, width - 1], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, height - 1], [0, 0, 1]],
    }[quarters]
    matrix = np.array(raster.to_page, np.float64).reshape(3, 3) @ np.array(back, np.float64)
    values: Matrix = tuple(float(value) for value in matrix.ravel())  # type: ignore[assignment]
    pixels = np.ascontiguousarray(np.rot90(raster.pixels, quarters))
    steps = (*raster.steps, f"turned back by {degrees} degrees")
    return Raster(pixels, raster.dpi, values, steps, bilevel=raster.bilevel)


def main_print(raster: Raster) -> Raster:
    """The largest block of print of the picture alone, for a look at it: its place on the page is not kept.

    The number of the page, far from all else, would make it a picture of paper.
    """
    import cv2
    import numpy as np

    small = cv2.resize(grey(raster.pixels), None, fx=SMALL, fy=SMALL, interpolation=cv2.INTER_AREA)
    ink = np.where(small < np.median(small) - INK, 255, 0).astype(np.uint8)
    if not ink.any():
        return raster
    near = max(3, round(BLOCK * raster.dpi * SMALL)) | 1
    blocks = components(cv2.dilate(ink, np.ones((near, near), np.uint8)).astype(np.uint8))
    largest = np.arange(blocks.count) == blocks.pixels_in(ink).argmax()
    rows, columns = np.nonzero(blocks.painted(largest) & ink)
    (top, bottom), (x0, x1) = ((int(at.min() / SMALL), round((at.max() + 1) / SMALL)) for at in (rows, columns))
    return replace(raster, pixels=np.ascontiguousarray(raster.pixels[top:bottom, x0:x1]))
