"""A picture of a page at its real size, a screen at a time."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.imaging.resolution import fit_resolution
from pipeline.imaging.tiles import cut_tall
from pipeline.types.page import Sight
from pipeline.types.raster import Raster

LEAST_SIDE = 24  # pixels at 200 dpi; a line of print is higher
Look = Callable[[Raster, int], Sight]


def look_closely(raster: Raster, page: int, look: Look) -> Sight:
    """What `look` sees in the picture of page `page`, brought to its real size and cut where it is tall."""
    fitted = fit_resolution(raster)
    if min(fitted.pixels.shape[:2]) < LEAST_SIDE:
        return Sight(())
    sights = [look(tile, page) for tile in cut_tall(fitted)]
    steps = dict.fromkeys(step for sight in sights for step in sight.steps)
    return Sight(tuple(block for sight in sights for block in sight.blocks), tuple(steps))
