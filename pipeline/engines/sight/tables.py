"""The tables of a cleaned picture, and the mask of their ruling lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.grids import find_grids
from pipeline.imaging.ink import PALE_BELOW, ink_mask
from pipeline.imaging.lattice import CLEAR
from pipeline.imaging.rules import FAINT, LOOSE, STRICT, Contrast, Rules, contrast_of, find_rules, has_paler_rules
from pipeline.imaging.seals import marks_over
from pipeline.types.raster import PixelBox, PixelGrid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIDY = 0.99  # the least quality of a table of rules no darker than grain; strokes of grain alone make no tidy one


REACH = 0.04  # inches from the edge of a cell within which its rules lie, double ones too
STEEP = 50  # a doubtful table counts for little: .99 for six tenths of its cells


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Tables top to bottom, where their rules are (255), which is no print, and the marks that lie over print."""

    grids: tuple[PixelGrid, ...]
    rules: NDArray[np.uint8]
    marks: NDArray[np.uint8]


def find_tables(cleaned: Cleaned) -> Tables:
    """The tables that ruling lines make: of plain strokes, or of pale ones too where those make more of a region.

    Where these make none, strokes as pale as the grain of the picture are tried; only tidy tables are taken of them.
    """
    found: list[tuple[PixelGrid, NDArray[np.uint8]]] = []
    pixels, dpi = cleaned.raster.pixels, cleaned.raster.dpi
    strokes = contrast_of(pixels, dpi=dpi)
    for contrast in (STRICT, LOOSE):
        new, rules = _found(pixels, dpi, contrast, strokes)
        found = _better(found, new)
        if found and all(grid.quality >= CLEAR for grid, _ in found) and not has_paler_rules(strokes, rules, dpi=dpi):
            break  # whole tables, and nothing that would add to them
    if not found:
        found = [(grid, mask) for grid, mask in _found(pixels, dpi, FAINT)[0] if grid.quality >= TIDY]
    mask = pixels * 0
    for grid, own in found:
        _keep_rules(mask, own, grid, dpi)
    grids = tuple(sorted((grid for grid, _ in found), key=lambda grid: (grid.box.top, grid.box.x0)))
    marks = marks_over(ink_mask(pixels, below=PALE_BELOW), mask, dpi=dpi) if grids else mask
    return Tables(grids, mask, marks | cleaned.seal)


def _found(
    pixels: NDArray[np.uint8], dpi: float, contrast: int, strokes: Contrast | None = None
) -> tuple[list[tuple[PixelGrid, NDArray[np.uint8]]], Rules]:
    """The tables of rules of this contrast, each with the mask of all rules, and these rules."""
    rules, edges = find_rules(pixels, dpi=dpi, contrast=contrast, strokes=strokes)
    mask = rules.level | rules.upright
    return [(grid, mask) for grid in find_grids(rules, edges)], rules


def _keep_rules(mask: NDArray[np.uint8], own: NDArray[np.uint8], grid: PixelGrid, dpi: float) -> None:
    """Add to the mask the rules of a grid: those along the edges of its cells. What lies further inside is type."""
    reach = max(3, round(REACH * dpi))
    for cell in grid.cells:
        x0, top, x1, bottom = cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom
        across, down = slice(max(0, x0 - reach), x1 + reach), slice(max(0, top - reach), bottom + reach)
        for y in (top, bottom):
            part = slice(max(0, y - reach), y + reach), across
            mask[part] |= own[part]
        for x in (x0, x1):
            part = down, slice(max(0, x - reach), x + reach)
            mask[part] |= own[part]


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
