"""The tables of a cleaned picture, and the mask of their ruling lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.grids import find_grids
from pipeline.imaging.ink import PALE_BELOW, ink_mask
from pipeline.imaging.rules import find_rules
from pipeline.types.raster import PixelGrid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEEP = 50  # a doubtful table counts for little: .99 for six tenths of its cells


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tables top to bottom, and where their rules are (255), which is no ink of a cell."""

    grids: tuple[PixelGrid, ...]
    rules: NDArray[np.uint8]


def find_tables(cleaned: Cleaned) -> Tables:
    """The tables that ruling lines make: of plain ink, or of pale ink too where that makes more of them."""
    found = []
    for ink in (cleaned.ink, ink_mask(cleaned.raster.pixels, below=PALE_BELOW)):
        rules = find_rules(ink, dpi=cleaned.raster.dpi)
        found.append(Tables(tuple(find_grids(rules, dpi=cleaned.raster.dpi)), rules.level | rules.upright))
    return max(found, key=lambda tables: sum(len(grid.cells) * grid.quality**STEEP for grid in tables.grids))
