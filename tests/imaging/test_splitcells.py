"""A stroke of a seal through a cell, and rules that part a few rows alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.splitcells import with_whole_cells
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid

DPI = 200.0
WIDE, HIGH = 100, 30
ROWS, SPLIT, COLUMNS = 16, 5, 9


def table(*, split: tuple[int, ...] = (SPLIT,), rows: int = ROWS, columns: int = COLUMNS) -> PixelGrid:
    """A column, one over two cut lines but for the rows that are `split` there, and columns as the first."""

    def cell(row: int, column: int, colspan: int = 1) -> PixelCell:
        box = PixelBox(column * WIDE, row * HIGH, (column + colspan) * WIDE, (row + 1) * HIGH)
        return PixelCell(box, row, column, colspan=colspan)

    cells = []
    for row in range(rows):
        middle = [cell(row, 1), cell(row, 2)] if row in split else [cell(row, 1, 2)]
        cells += [cell(row, 0), *middle, *(cell(row, column) for column in range(3, columns))]
    return PixelGrid(PixelBox(0, 0, columns * WIDE, rows * HIGH), tuple(cells), rows, columns, "ruled", 0.99)


def marks(*, at: int | None) -> NDArray[np.uint8]:
    mask = np.zeros((ROWS * HIGH, COLUMNS * WIDE), np.uint8)
    if at is not None:
        mask[at * HIGH + 5 : (at + 1) * HIGH, WIDE + 60 : 2 * WIDE + 40] = 255
    return mask


@pytest.mark.parametrize("split", [(SPLIT, SPLIT + 1), (SPLIT, SPLIT + 1, 0)])
def test_what_a_mark_parts_is_one_cell_where_it_is_in_most_rows(split: tuple[int, ...]) -> None:
    mask = marks(at=SPLIT) | marks(at=SPLIT + 1)
    whole = with_whole_cells(table(split=split), mask, dpi=DPI)
    own = [cell for cell in whole.cells if cell.row == SPLIT]
    assert [(cell.column, cell.colspan, cell.doubtful) for cell in own[:3]] == [
        (0, 1, False), (1, 2, True), (3, 1, False),
    ]  # fmt: skip
    assert own[1].box == PixelBox(WIDE, SPLIT * HIGH, 3 * WIDE, (SPLIT + 1) * HIGH)
    assert sum(cell.row == 0 for cell in whole.cells) == (COLUMNS if 0 in split else COLUMNS - 1)


def test_what_one_row_alone_parts_is_one_cell_without_a_mark_too() -> None:
    whole = with_whole_cells(table(), marks(at=None), dpi=DPI)
    assert [cell.colspan for cell in whole.cells if cell.row == SPLIT] == [1, 2, *[1] * (COLUMNS - 3)]


@pytest.mark.parametrize(
    "grid", [table(split=(3, 4)), table(split=(2,), rows=6), table(columns=4), table(split=tuple(range(9)))]
)
def test_rules_that_part_some_rows_stay(grid: PixelGrid) -> None:
    assert with_whole_cells(grid, marks(at=None), dpi=DPI) is grid


def test_of_a_table_of_few_columns_what_lies_under_a_mark_may_be_its_own() -> None:
    grid = table(split=(SPLIT, SPLIT + 1), columns=4)
    assert with_whole_cells(grid, marks(at=SPLIT) | marks(at=SPLIT + 1), dpi=DPI) is grid
