"""Tables of pictures whose cells fall into two, by strokes taken for rules, or are one where two should be."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.types.grid import Cell, Grid
from tests.mutilated import seen_cell

HALF, NONE_OR_ALL = 2, 0.4  # parts of a cell; the chance that all that is printed stands in the first, as in the second
Change = Callable[[Grid, random.Random], Grid]


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


def joined_below(grid: Grid, rng: random.Random) -> Grid:
    """A cell and the one below it are one: a piece of a level rule is not seen."""
    cell = rng.choice(grid.cells)
    below = [one for one in grid.cells if _starts(one) == (cell.row + cell.rowspan, cell.column, cell.colspan)]
    return _joined(grid, cell, below[0], "\n") if below else grid


def joined_beside(grid: Grid, rng: random.Random) -> Grid:
    """A cell and the one right of it are one: a piece of an upright rule is not seen."""
    cell = rng.choice(grid.cells)
    beside = [one for one in grid.cells if (one.row, one.column) == (cell.row, cell.column + cell.colspan)]
    beside = [one for one in beside if one.rowspan == cell.rowspan]
    return _joined(grid, cell, beside[0], rng.choice(["", " "])) if beside else grid


def _starts(cell: Cell) -> tuple[int, int, int]:
    return cell.row, cell.column, cell.colspan


def _joined(grid: Grid, cell: Cell, other: Cell, between: str) -> Grid:
    text = between.join(text for text in (cell.text, other.text) if text)
    rowspan, colspan = other.row + other.rowspan - cell.row, other.column + other.colspan - cell.column
    whole = seen_cell(replace(cell, text=text, glimpses=(), rowspan=rowspan, colspan=colspan))
    kept = [one for one in grid.cells if one not in (cell, other)]
    cells = sorted([*kept, whole], key=lambda one: (one.row, one.column))
    return replace(grid, cells=tuple(_placed(cells)))


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
