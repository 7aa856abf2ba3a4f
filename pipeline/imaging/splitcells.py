"""Cells that a stroke of a seal, a pen or a character parts, though the table has no rule there: joined again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.imaging.components import components
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid, hull

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

USUAL, FEWEST = 0.5, 4  # share of the rows, and how many, in which the parts are one cell
REACH = 0.08  # inches beyond a mark at which its strokes still end
MOST_PARTS = 4  # of one cell
MANY_ROWS, MANY_COLUMNS = 15, 8  # of a table whose rows all have the same columns


def with_whole_cells(grid: PixelGrid, marks: NDArray[np.uint8], *, dpi: float) -> PixelGrid:
    """The grid with neighbours joined that are one cell in most rows, where a mark lies over what parts them here.

    Or where nothing parts any other row there. `marks` is the mask (255) of marks over the picture. A cell that was
    joined is doubtful. A table of few rows or columns stays: its sections have columns of their own.
    """
    if grid.rows < MANY_ROWS or grid.columns < MANY_COLUMNS:
        return grid
    reach = round(REACH * dpi)
    areas = [
        PixelBox(x - reach, y - reach, x + width + reach, y + height + reach)
        for _, (x, y, width, height) in (components(marks).boxes() if marks.any() else ())
    ]
    rows: dict[int, list[PixelCell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.rowspan == 1:
            rows[cell.row].append(cell)
    spans = Counter((cell.column, cell.colspan) for own in rows.values() for cell in own)
    usual = {span for span, count in spans.items() if count >= max(FEWEST, USUAL * len(rows))}
    starts = Counter(column for own in _columns_by_row(grid) for column in own)
    alone = {column for column, count in starts.items() if count == 1}
    joined: dict[PixelCell, PixelCell | None] = {}
    for own in rows.values() if areas or alone else ():
        for parts in _parted(sorted(own, key=lambda cell: cell.column), usual, areas, alone):
            first, last = parts[0], parts[-1]
            colspan = last.column + last.colspan - first.column
            whole = replace(first, box=hull([part.box for part in parts]), colspan=colspan, doubtful=True)
            joined |= dict.fromkeys(parts, None) | {first: whole}
    if not joined:
        return grid
    cells = (joined.get(cell, cell) for cell in grid.cells)
    return replace(grid, cells=tuple(cell for cell in cells if cell is not None))


def _columns_by_row(grid: PixelGrid) -> list[set[int]]:
    """The columns at which a cell begins in each row, of a cell over several rows in all of them."""
    columns: list[set[int]] = [set() for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            columns[row].add(cell.column)
    return columns


def _parted(
    row: Sequence[PixelCell], usual: set[tuple[int, int]], areas: Sequence[PixelBox], alone: set[int]
) -> list[Sequence[PixelCell]]:
    """Neighbours of a row that are one cell elsewhere, parted by what lies in one of the areas or in this row alone."""
    found = []
    for number in range(len(row)):
        for end in range(number + 2, min(number + MOST_PARTS, len(row)) + 1):
            parts = row[number:end]
            span = parts[0].column, parts[-1].column + parts[-1].colspan - parts[0].column
            whole = sum(part.colspan for part in parts) == span[1]
            if whole and span in usual and all(part.column in alone or _lies_in(part, areas) for part in parts[1:]):
                found.append(parts)
    return found


def _lies_in(cell: PixelCell, areas: Sequence[PixelBox]) -> bool:
    """Whether the left side of a cell does."""
    middle = (cell.box.top + cell.box.bottom) / 2
    return any(area.x0 <= cell.box.x0 <= area.x1 and area.top <= middle <= area.bottom for area in areas)
