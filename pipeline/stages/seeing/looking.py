"""A picture of a page at its real size, a screen at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.imaging.negative import as_dark_on_light
from pipeline.imaging.regions import cut_out
from pipeline.imaging.resolution import fit_resolution
from pipeline.imaging.tiles import cut_tall
from pipeline.schema import Box
from pipeline.types.page import Sight
from pipeline.types.raster import Raster

LEAST_SIDE = 24  # pixels at 200 dpi; a line of print is higher
Look = Callable[[Raster, int], Sight]


def look_closely(raster: Raster, page: int, look: Look, parts: Sequence[Box] = ()) -> Sight:
    """What `look` sees in the picture of page `page`, brought to its real size and cut where it is tall.

    `parts` are pictures (points of the page) that stand apart on it: each is looked at alone, as one that lies on its
    own. Of all together their type says how large they are.
    """
    fitted = fit_resolution(as_dark_on_light(raster))
    if min(fitted.pixels.shape[:2]) < LEAST_SIDE:
        return Sight(())
    tiles = cut_tall(fitted)
    if parts and len(tiles) == 1:
        cut = (cut_out(fitted, part) for part in parts)
        tiles = [part for part in cut if min(part.pixels.shape[:2]) >= LEAST_SIDE]
    sights = [look(tile, page) for tile in tiles]
    steps = dict.fromkeys(step for sight in sights for step in sight.steps)
    return Sight(tuple(block for sight in sights for block in sight.blocks), tuple(steps))
