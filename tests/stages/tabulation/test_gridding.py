"""Rows of what stands in lines become a grid."""

from __future__ import annotations

from pipeline.schema import Box
from pipeline.stages.tabulation.aligned.gridding import to_grid
from pipeline.stages.tabulation.aligned.parts import Item
from pipeline.stages.tabulation.aligned.textrows import Piece
from tests.stages.tabulation.printed import line


def test_a_row_of_which_nothing_is_printed_is_none() -> None:
    box, lower = Box(60, 100, 90, 110), Box(60, 120, 90, 130)
    piece = Piece(line("26", 60, 100), box, 1, 0.0)
    grid = to_grid([[Item((), lower, 0), Item((), lower, 1)], [Item((piece,), box, 0), Item((), box, 1)]])
    assert grid.rows == 1
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [(0, 0, "26"), (0, 1, "")]
