"""The tables of a cleaned picture, and the mask of their ruling lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.grids import find_grids
from pipeline.imaging.ink import PALE_BELOW, ink_mask
from pipeline.imaging.lattice import CLEAR
from pipeline.imaging.rules import LOOSE, STRICT, contrast_of, find_rules, has_paler_rules
from pipeline.imaging.seals import marks_over
from pipeline.types.raster import PixelBox, PixelGrid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEEP = 50  # a doubtful table counts for little: .99 for six tenths of its cells


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tables top to bottom, where their rules are (255), which is no print, and the marks that lie over print."""

    grids: tuple[PixelGrid, ...]
    rules: NDArray[np.uint8]
    marks: NDArray[np.uint8]


def find_tables(cleaned: Cleaned) -> Tables:
    """The tables that ruling lines make: of plain strokes, or of pale ones too where those make more of a region."""
    found: list[tuple[PixelGrid, NDArray[np.uint8]]] = []
    pixels, dpi = cleaned.raster.pixels, cleaned.raster.dpi
    strokes = contrast_of(pixels, dpi=dpi)
    for contrast in (STRICT, LOOSE):
        rules, edges = find_rules(pixels, dpi=dpi, contrast=contrast, strokes=strokes)
        mask = rules.level | rules.upright
        found = _better(found, [(grid, mask) for grid in find_grids(rules, edges)])
        if found and all(grid.quality >= CLEAR for grid, _ in found) and not has_paler_rules(strokes, rules, dpi=dpi):
            break  # whole tables, and nothing that would add to them
    mask = pixels * 0
    for grid, own in found:
        part = slice(grid.box.top, grid.box.bottom), slice(grid.box.x0, grid.box.x1)
        mask[part] |= own[part]
    grids = tuple(sorted((grid for grid, _ in found), key=lambda grid: (grid.box.top, grid.box.x0)))
    marks = marks_over(ink_mask(pixels, below=PALE_BELOW), mask, dpi=dpi) if grids else mask
    return Tables(grids, mask, marks | cleaned.seal)


def _better(
    first: list[tuple[PixelGrid, NDArray[np.uint8]]], second: list[tuple[PixelGrid, NDArray[np.uint8]]]
) -> list[tuple[PixelGrid, NDArray[np.uint8]]]:
    """Of two findings the one that makes more of a region, region by region."""
    kept = list(first)
    for grid, mask in second:
        rivals = [one for one in kept if _overlap(one[0].box, grid.box)]
        if sum(_worth(one[0]) for one in rivals) < _worth(grid):
            kept = [one for one in kept if not _overlap(one[0].box, grid.box)]
            kept.append((grid, mask))
    return kept


def _worth(grid: PixelGrid) -> float:
    return len(grid.cells) * float(grid.quality**STEEP)


def _overlap(a: PixelBox, b: PixelBox) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom
