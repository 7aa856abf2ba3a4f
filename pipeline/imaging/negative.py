"""Light print on a dark ground, as screens show it at night: read from its negative."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.imaging.ink import grey
from pipeline.types.raster import Raster

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DARK = 80  # grey levels of a ground at most: three quarters of the picture are no lighter
LIGHTER = 60  # grey levels by which print is lighter than its ground
LEAST, MOST = 0.005, 0.25  # share of the picture that is lighter; more is a sheet of paper on a dark table
SURELY_LESS = 0.7  # share of a picture that is dark, below which no three quarters of it are
EVERY = 2  # one pixel in so many is looked at, across and down


def as_dark_on_light(raster: Raster) -> Raster:
    """The picture with dark print on light paper, as nearly all have it."""
    if not _is_light_on_dark(raster.pixels[::EVERY, ::EVERY]):
        return raster
    steps = (*raster.steps, "light print on a dark ground taken from its negative")
    return replace(raster, pixels=255 - raster.pixels, steps=steps)


def _is_light_on_dark(pixels: NDArray[np.uint8]) -> bool:
    import numpy as np

    levels = grey(np.ascontiguousarray(pixels))
    if np.count_nonzero(levels <= DARK) < SURELY_LESS * levels.size:  # counting takes a tenth of the time
        return False
    middle, most = np.percentile(levels, (50, 75))
    return bool(most <= DARK and LEAST <= (levels > middle + LIGHTER).mean() <= MOST)
