"""Rows of a label and no figure."""

from __future__ import annotations

from pipeline.imaging.alignment.blankrows import over_blank_rows
from pipeline.imaging.alignment.gridding import find_aligned
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow
from pipeline.types.raster import PixelBox, PixelGrid
from tests.imaging.alignment.tables import EM, figures, word

COLUMNS = (500, 600, 700)
HEADER = [word(200, 100, 4), *(word(x - 30, 100, 3) for x in COLUMNS)]


def grids(pieces: list[Piece], rules: tuple[PixelBox, ...] = ()) -> list[PixelGrid]:
    """The tables on a page of 1000 x 1600 pixels."""
    return find_aligned(pieces, rules, (1600, 1000), dpi=200)


def rule(y: int, x0: int = 80) -> PixelBox:
    """A level rule from there to the right side of the table."""
    return PixelBox(x0, y - 1, 760, y + 1)


def test_a_header_stands_over_a_first_row_that_prints_nothing() -> None:
    rows = [word(100, 140, 2), word(100, 180, 5), *figures(180, COLUMNS)]
    (grid,) = grids([*HEADER, *rows])
    assert (grid.rows, grid.columns) == (3, 4)
    assert {cell.column for cell in grid.cells if cell.row == 0} == {0, 1, 2, 3}


def test_the_corner_of_a_header_is_no_blank_row() -> None:
    corner = [word(100, 80, 9), word(100, 104, 6)]
    stacked = [piece for x in COLUMNS for piece in (word(x - 30, 82, 3), word(x - 30, 106, 3))]
    rows = [piece for y in (150, 190) for piece in (word(100, y, 5), *figures(y, COLUMNS))]
    (grid,) = grids([*corner, *stacked, *rows])
    assert all(cell.box.top < 75 for cell in grid.cells if cell.row == 0 and cell.column > 0)


def test_level_rules_say_that_a_table_goes_on_where_it_prints_nothing() -> None:
    heights = [140 + 40 * number for number in range(14)]  # 40 of them are two em, 13 em without a figure
    labels = [word(100, y, 5) for y in heights]
    printed = [*figures(heights[0], COLUMNS), *figures(heights[9], (500, 700))]
    rules = tuple(rule(y) for y in range(120, 140 + 40 * 14, 40))
    pieces = [*HEADER, *labels, *printed]
    (grid,) = grids(pieces, rules)
    assert (grid.rows, grid.columns, grid.quality) == (15, 4, 1.0)
    assert len([cell for cell in grid.cells if cell.row == 14]) == 4


def test_labels_say_that_a_table_goes_on_where_it_prints_nothing() -> None:
    heights = [140 + 40 * number for number in range(12)]
    printed = [*figures(heights[0], COLUMNS), *figures(heights[11], (500, 700))]
    (grid,) = grids([*HEADER, *(word(100, y, 5) for y in heights), *printed])
    assert (grid.rows, grid.columns) == (13, 4)
    apart = grids([*HEADER, *(word(100, heights[at], 5) for at in (0, 11)), *printed])
    assert [grid.rows for grid in apart] == [2, 1]


def test_rules_end_a_table_where_something_else_stands_between_them() -> None:
    labels = [word(100, y, 5) for y in (140, 180, 220)]
    caption = [word(400, 260, 8)]
    rules = tuple(rule(y) for y in (120, 160, 200, 240, 280))
    (grid,) = grids([*HEADER, *labels, *figures(140, COLUMNS), *caption], rules)
    assert grid.rows == 4


def test_labels_of_rows_that_print_nothing_fit_no_worse_for_it() -> None:
    heights = [140 + 2 * EM * number for number in range(9)]
    labels = [word(100, y, 9) for y in heights]
    (grid,) = grids([*HEADER, *labels, *(piece for y in heights[::4] for piece in figures(y, COLUMNS))])
    assert (grid.rows, grid.leans, grid.quality) == (10, False, 1.0)


def test_a_label_left_of_figures_set_to_the_right_is_that_of_their_column() -> None:
    rows = [piece for y in (140, 180) for piece in (word(100, y, 4), *figures(y, (700,)))]
    (grid,) = grids([word(300, 100, 4), word(500, 100, 6), *rows])
    assert any(cell.row == 0 and cell.box.x0 < 510 < cell.box.x1 and cell.column == 1 for cell in grid.cells)


def test_a_caption_between_the_rules_of_two_tables_is_no_row() -> None:
    rows = [piece for y in (140, 180) for piece in (word(100, y, 4), *figures(y, (700,)))]
    caption = [word(100, 240, 5)]  # in a band of 80 pixels between rows of 40
    rules = tuple(rule(y) for y in (120, 160, 200, 280))
    (grid,) = grids([word(500, 100, 6), *rows, *caption], rules)
    assert max(cell.box.bottom for cell in grid.cells) < 230


def test_lines_of_the_label_of_the_first_row_are_no_rows() -> None:
    row = FigureRow(tuple(figures(140, COLUMNS)))
    own = [word(100, y, 5) for y in (82, 106, 130, 154)]
    assert over_blank_rows(row, 400, own, 50) == 133
    assert over_blank_rows(row, 400, [*own, word(100, 40, 5)], 50) == 30
