"""Pages that lie on their side or stand on their head."""

from __future__ import annotations

from pipeline.types.raster import Matrix, Raster


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
