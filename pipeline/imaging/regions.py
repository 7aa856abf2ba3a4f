"""Parts of a page in its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.schema import Box
from pipeline.types.raster import Matrix, PixelBox, Raster, apply


def keep_only(raster: Raster, boxes: Sequence[Box]) -> Raster:
    """The picture with all but the boxes (points of the page) painted white."""
    painted = raster.pixels.copy()
    painted[:] = 255
    for box in boxes:
        kept = from_page(box, raster)
        rows, columns = slice(kept.top, kept.bottom), slice(kept.x0, kept.x1)
        painted[rows, columns] = raster.pixels[rows, columns]
    return replace(raster, pixels=painted)


def from_page(box: Box, raster: Raster) -> PixelBox:
    """The pixels of a box in points of the page: the bounds of its four corners, within the picture."""
    import numpy as np

    back = np.linalg.inv(np.array(raster.to_page, np.float64).reshape(3, 3)).ravel()
    matrix: Matrix = tuple(float(value) for value in back)  # type: ignore[assignment]
    corners = [(box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom)]
    points = [apply(matrix, x, y) for x, y in corners]
    height, width = raster.pixels.shape[:2]
    xs = [min(max(round(x), 0), width) for x, _ in points]
    ys = [min(max(round(y), 0), height) for _, y in points]
    return PixelBox(min(xs), min(ys), max(xs), max(ys))
