"""Parts of a page in its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.schema import Box
from pipeline.types.boxes import around
from pipeline.types.raster import Matrix, PixelBox, Raster, apply

TOUCHING = 1.0  # points between two pictures that are one


def keep_only(raster: Raster, boxes: Sequence[Box]) -> Raster:
    """The picture with all but the boxes (points of the page) painted white."""
    painted = raster.pixels.copy()
    painted[:] = 255
    for box in boxes:
        kept = from_page(box, raster)
        rows, columns = slice(kept.top, kept.bottom), slice(kept.x0, kept.x1)
        painted[rows, columns] = raster.pixels[rows, columns]
    return replace(raster, pixels=painted)


def cut_out(raster: Raster, box: Box) -> Raster:
    """The part of the picture within the box (points of the page), its outline the edge of the picture."""
    part = from_page(box, raster)
    a, b, c, d, e, f, g, h, i = raster.to_page
    x, y = part.x0, part.top
    moved = (a, b, a * x + b * y + c, d, e, d * x + e * y + f, g, h, g * x + h * y + i)
    return replace(raster, pixels=raster.pixels[part.top : part.bottom, part.x0 : part.x1].copy(), to_page=moved)


def apart(boxes: Sequence[Box]) -> list[Box]:
    """The boxes round those that touch or overlap, top to bottom: strips of one picture are one."""
    rest, found = sorted(boxes, key=lambda box: (box.top, box.x0)), []
    while rest:
        whole = rest.pop(0)
        while near := [box for box in rest if _touch(whole, box)]:
            rest = [box for box in rest if box not in near]
            whole = around([whole, *near])
        found.append(whole)
    return found


def _touch(one: Box, other: Box) -> bool:
    across = one.x0 - TOUCHING <= other.x1 and other.x0 - TOUCHING <= one.x1
    return across and one.top - TOUCHING <= other.bottom and other.top - TOUCHING <= one.bottom


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
