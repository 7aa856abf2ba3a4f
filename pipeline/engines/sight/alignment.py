"""Tables without upright rules in a cleaned picture: words found, figures told from words, rows and columns aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.engines.protocols import CellReader
from pipeline.engines.sight.tables import Tables
from pipeline.imaging.alignment.gridding import ENGINE, find_aligned
from pipeline.imaging.alignment.levels import find_levels, is_level, level_boxes, lies_on
from pipeline.imaging.alignment.pieces import Piece, find_pieces, lean_of
from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.strokes import stroke_of
from pipeline.schema import PagePlace
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Grid
from pipeline.types.raster import PixelBox, PixelGrid, to_page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDEST = 1.2  # inches; no figure is wider
TALLEST = 0.3  # inches
HEADER_ROWS = 3  # of a table that may be a header alone
FEWEST = 2  # figures on a page that may hold a table
SHORTEST_SLASH = 0.1  # inches with its margins; a comma is shorter
FOOT = 0.08  # of a page's height at its lower edge, where its number stands; a table begins higher
DASHES = "-=—–_"
MARGIN = 0.02  # inches of paper round a word that is read


def add_unruled(cleaned: Cleaned, tables: Tables, reader: CellReader) -> Tables:
    """The tables with those that have no upright rules; `reader` tells figures from words.

    A small ruled table without a figure that is the header of one without rules is no table: shading made it.
    """
    heads = [grid for grid in tables.grids if grid.rows <= HEADER_ROWS]
    kept = [grid for grid in tables.grids if grid.rows > HEADER_ROWS]
    dpi = cleaned.raster.dpi
    broken, levels = find_levels(cleaned.raster.pixels, dpi=dpi)
    rules = tables.rules | broken
    pieces = _pieces(cleaned, rules, kept, reader)
    kept += [grid for grid in heads if any(piece.figure and _is_inside(piece.box, grid.box) for piece in pieces)]
    # print and what is left of rules at the edge of shade are told apart by their shape
    levels = [*level_boxes(tables.rules, dpi=dpi), *levels, *(one.box for one in pieces if is_level(one.box, dpi=dpi))]
    outside = [
        piece
        for piece in pieces
        if not any(_is_inside(piece.box, grid.box) for grid in kept) and not lies_on(piece.box, levels, dpi=dpi)
    ]
    if sum(piece.figure for piece in outside) < FEWEST:
        return tables
    outside = [replace(piece, lean=lean_of(cleaned.ink, piece.box)) for piece in outside]
    height, width = cleaned.ink.shape
    found = find_aligned(outside, levels, (height, width), dpi=dpi)
    found = [grid for grid in found if grid.box.top < (1 - FOOT) * height]
    kept += [
        grid
        for grid in heads
        if grid not in kept and not any(_is_inside(cell.box, grid.box) for other in found for cell in other.cells)
    ]
    grids = sorted([*kept, *found], key=lambda grid: (grid.box.top, grid.box.x0))
    return Tables(tuple(grids), rules if found else tables.rules, tables.marks)


def place_on_columns(grid: Grid, found: PixelGrid, cleaned: Cleaned) -> Grid:
    """The grid as it was read, its cells as wide as their columns: a label was read where its ink is."""
    if found.engine != ENGINE:
        return grid
    cuts = _column_cuts(found)
    cells = []
    for cell, pixels in zip(grid.cells, found.cells, strict=True):
        box = replace(pixels.box, x0=cuts[cell.column], x1=cuts[cell.column + cell.colspan])
        cells.append(replace(cell, place=PagePlace(page=grid.pages[0], box=to_page(box, cleaned.raster))))
    return replace(grid, cells=tuple(cells))


def _column_cuts(grid: PixelGrid) -> list[int]:
    """Where each column begins, and where the last ends: all in order, figures' columns where they were cut."""
    starts: list[int | None] = [None] * (grid.columns + 1)
    for cell in grid.cells:  # rows of figures come last and are cut at one place
        if cell.colspan == 1:
            starts[cell.column] = cell.box.x0
            starts[cell.column + 1] = cell.box.x1
    starts[0] = grid.box.x0
    cuts: list[int] = []
    for start in starts:
        cuts.append(max(cuts[-1] + 1 if cuts else 0, start if start is not None else 0))
    return cuts


def _is_inside(box: PixelBox, edge: PixelBox) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return edge.x0 <= x <= edge.x1 and edge.top <= y <= edge.bottom


def _pieces(cleaned: Cleaned, rules: NDArray[np.uint8], grids: Sequence[PixelGrid], reader: CellReader) -> list[Piece]:
    """The words outside the grids, figures marked."""
    dpi = cleaned.raster.dpi
    ink = _without_rules(cleaned, rules, grids)
    boxes = find_pieces(ink, dpi=dpi)
    small = [box for box in boxes if box.x1 - box.x0 <= WIDEST * dpi and box.bottom - box.top <= TALLEST * dpi]
    crops = [_crop(cleaned.raster.pixels, box, max(1, round(MARGIN * dpi))) for box in small]
    figures = {
        box
        for box, crop, seen in zip(small, crops, reader.read_figures(crops), strict=True)
        if _is_figure(seen[0].text, crop, dpi)
    }
    return [Piece(box, box in figures) for box in boxes]


def _without_rules(cleaned: Cleaned, rules: NDArray[np.uint8], grids: Sequence[PixelGrid]) -> NDArray[np.uint8]:
    import cv2
    import numpy as np

    ink = cleaned.ink.copy()
    ink[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 0
    for grid in grids:
        ink[grid.box.top : grid.box.bottom, grid.box.x0 : grid.box.x1] = 0
    return ink


def _crop(pixels: NDArray[np.uint8], box: PixelBox, margin: int) -> NDArray[np.uint8]:
    import numpy as np

    return np.ascontiguousarray(
        pixels[max(0, box.top - margin) : box.bottom + margin, max(0, box.x0 - margin) : box.x1 + margin]
    )


def _is_figure(text: str, crop: NDArray[np.uint8], dpi: float) -> bool:
    stroke = stroke_of(crop)
    dashes = bool(text) and not text.strip(DASHES)  # in a row, so near that they are read as one word
    mark = dashes or stroke == "dash" or (stroke == "slash" and crop.shape[0] >= SHORTEST_SLASH * dpi)
    return mark or parse_cell(text, money=True).meaning not in ("unparseable", "blank")
