"""Tables of pictures with strokes taken for rules: cells fall into two, and what they print stands in one of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Cell, Grid
from tests.mutilated import seen_cell

HALF, NONE_OR_ALL = 2, 0.4  # parts of a cell; the chance that all that is printed stands in the first, as in the second
Stroke = Callable[[Grid, random.Random], Grid]


def upright(grid: Grid, rng: random.Random) -> Grid:
    """A stroke down one column through one row, some rows or all of them."""
    column, first = rng.randrange(grid.columns), rng.randrange(grid.rows)
    last = first + rng.choice([0, 0, 1, 2, 5, grid.rows])
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.column == column and first <= cell.row <= last:
            left, right = _parts(cell.text, rng)
            cells += [_part(cell, left), replace(_part(cell, right), column=column + 1)]
        elif cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
        else:
            reaches = cell.column + cell.colspan > column
            cells.append(replace(cell, colspan=cell.colspan + reaches))
    return replace(grid, cells=tuple(_placed(cells)), columns=grid.columns + 1)


def level(grid: Grid, rng: random.Random) -> Grid:
    """A stroke along one row through one column, some columns or all of them. It runs between lines of print."""
    row, first = rng.randrange(grid.rows), rng.randrange(grid.columns)
    last = first + rng.choice([0, 0, 1, 2, 3, grid.columns])
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.row == row and first <= cell.column <= last:
            upper = rng.random() < 1 / HALF
            cells += [_part(cell, cell.text * upper), replace(_part(cell, cell.text * (not upper)), row=row + 1)]
        elif cell.row > row:
            cells.append(replace(cell, row=cell.row + 1))
        else:
            reaches = cell.row + cell.rowspan > row
            cells.append(replace(cell, rowspan=cell.rowspan + reaches))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(grid, cells=tuple(_placed(cells)), rows=grid.rows + 1)


def _parts(text: str, rng: random.Random) -> tuple[str, str]:
    where, half = rng.random(), max(1, len(text) // HALF)
    if where < NONE_OR_ALL:
        return text, ""
    return ("", text) if where < 2 * NONE_OR_ALL else (text[:half], text[half:])


def _part(cell: Cell, text: str) -> Cell:
    return seen_cell(replace(cell, text=text, glimpses=(), colspan=1, rowspan=1))


def _placed(cells: list[Cell]) -> list[Cell]:
    """The cells each where its row and column are."""
    return [
        replace(
            cell,
            place=PagePlace(
                page=1,
                box=Box(
                    cell.column * 50, cell.row * 20, (cell.column + cell.colspan) * 50, (cell.row + cell.rowspan) * 20
                ),
            ),
        )
        for cell in cells
    ]
