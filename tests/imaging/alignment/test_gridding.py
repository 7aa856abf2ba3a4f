"""Tables without upright rules out of words and figures."""

from __future__ import annotations

from dataclasses import replace

from pipeline.imaging.alignment.gridding import find_aligned
from pipeline.imaging.alignment.pieces import Piece
from pipeline.types.raster import PixelBox, PixelCell, PixelGrid
from tests.imaging.alignment.tables import figures, word

COLUMNS = (500, 600, 700)


def grids(*pieces: list[Piece], rules: tuple[PixelBox, ...] = ()) -> list[PixelGrid]:
    """The tables among pieces on a page of 1000 x 1200 pixels."""
    return find_aligned([piece for some in pieces for piece in some], rules, (1200, 1000), dpi=200)


def texts(grid: PixelGrid, row: int) -> list[PixelCell]:
    """The cells of a row."""
    return [cell for cell in grid.cells if cell.row == row]


def header(y: int, columns: tuple[int, ...] = COLUMNS) -> list[Piece]:
    """A header over the columns and over the labels."""
    return [word(200, y, 4), *(word(x - 30, y, 3) for x in columns)]


def test_rows_columns_header_and_labels() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 5), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), rows)
    assert (grid.rows, grid.columns, grid.quality) == (4, 4, 1.0)
    assert [(cell.row, cell.column) for cell in texts(grid, 1)] == [(1, 0), (1, 1), (1, 2), (1, 3)]


def test_figures_stand_half_way_down_a_label_of_two_lines() -> None:
    rows = [word(100, 140, 8), word(100, 164, 3), *figures(152, COLUMNS), word(100, 200, 6), *figures(200, COLUMNS)]
    (grid,) = grids(header(100), rows)
    label = next(cell for cell in grid.cells if (cell.row, cell.column) == (1, 0))
    assert label.box.top <= 130
    assert label.box.bottom >= 174
    assert grid.rows == 3


def test_a_blank_in_a_row_is_an_empty_cell_in_its_column() -> None:
    rows = [word(100, 140, 5), *figures(140, COLUMNS), word(100, 180, 5), *figures(180, (500, 700))]
    (grid,) = grids(header(100), rows)
    empty = next(cell for cell in grid.cells if (cell.row, cell.column) == (2, 2))
    assert empty.box.x0 < 600 < empty.box.x1
    assert grid.quality == 1.0


def test_a_row_without_any_figure_is_a_row_all_the_same() -> None:
    rows = [word(100, 140, 5), *figures(140, COLUMNS), word(100, 180, 7), word(100, 220, 5), *figures(220, COLUMNS)]
    (grid,) = grids(header(100), rows)
    assert grid.rows == 4
    assert len(texts(grid, 2)) == 4


def test_the_lines_of_a_header_are_as_far_apart_as_wide_rows_are() -> None:
    """Four em: of a table of one row the other tables of the page tell how wide rows are."""
    rows = [piece for y in (180, 260, 340) for piece in (word(100, y, 5), *figures(y, COLUMNS))]
    alone = [word(100, 780, 5), *figures(780, COLUMNS)]
    caption = [word(560, 620, 4)]
    first, second = grids(header(100), rows, [word(100, 500, 30)], caption, header(700), alone)
    assert first.rows == 4
    assert {cell.column for cell in texts(first, 0)} >= {1, 2, 3}
    assert second.rows == 3
    narrow = [piece for y in (180, 210, 240) for piece in (word(100, y, 5), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), narrow)
    assert grid.rows == 3


def test_a_sentence_with_a_number_under_a_table_is_no_row_of_it() -> None:
    columns = (100, 200, 300, 400, 500, 600)
    below = [word(60, 180, 3), word(220, 180, 4), word(420, 180, 5), *figures(180, (600,))]
    (grid,) = grids(header(100, columns)[1:], figures(140, columns), below)
    assert grid.rows == 2


def test_a_caption_between_two_tables_parts_them() -> None:
    first = [word(100, 140, 5), *figures(140, COLUMNS)]
    second = [word(350, 180, 8), *header(220, (600,)), word(100, 260, 5), *figures(260, (600,))]
    assert [(grid.columns) for grid in grids(header(100), first, second)] == [4, 2]


def test_labels_of_groups_stand_left_of_labels_of_rows() -> None:
    ys = (140, 180, 220, 260)
    rows = [piece for y in ys for piece in (word(260, y, 7), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), rows, [word(100, 200, 5)])
    group = next(cell for cell in grid.cells if cell.column == 0 and cell.row > 0)
    assert group.box.x1 < 260
    assert all((row, 1) in {(cell.row, cell.column) for cell in grid.cells} for row in range(1, 5))


def test_a_column_of_units_is_none_of_labels() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 9), word(420, y, 1), *figures(y, (600,)))]
    (grid,) = grids(header(100, (600,)), rows)
    assert grid.columns == 3
    assert [cell.column for cell in texts(grid, 2)] == [0, 1, 2]


def test_figures_set_to_the_right_stand_under_their_own_labels() -> None:
    head = [word(120, 100, 4), *(word(x - 130, 100, 3) for x in COLUMNS)]
    rows = [piece for y in (140, 180) for piece in (word(40, y, 5), *figures(y, COLUMNS))]
    (grid,) = grids(head, rows)
    assert grid.columns == 4
    assert [cell.column for cell in texts(grid, 0)] == [0, 1, 2, 3]


def test_columns_that_nearly_touch_lower_the_quality() -> None:
    near = (500, 514, 600)
    rows = [piece for y in (140, 180) for piece in (word(100, y, 5), *figures(y, near))]
    (grid,) = grids(header(100, (500, 600)), rows)
    assert grid.quality < 0.9


def test_a_level_rule_parts_two_labels() -> None:
    rows = [word(100, 140, 5), *figures(140, COLUMNS), word(100, 166, 4), word(100, 192, 5), *figures(192, COLUMNS)]
    rule = PixelBox(80, 152, 760, 154)
    (grid,) = grids(header(100), rows, rules=(rule,))
    first = next(cell for cell in grid.cells if (cell.row, cell.column) == (1, 0))
    assert first.box.bottom <= 160


def test_prose_with_a_number_in_it_and_a_page_number_are_no_table() -> None:
    prose = [word(100, 300, 12), *figures(300, (355,)), word(370, 300, 12)]
    assert grids(prose, [word(100, 340, 20)], figures(900, (480, 500, 520))) == []


def test_the_number_before_a_label_is_no_figure_of_the_table() -> None:
    rows = [piece for y in (140, 180) for piece in (*figures(y, (105,)), word(120, y, 6), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), rows)
    assert grid.columns == 4


def test_labels_of_columns_that_start_left_of_narrow_figures_are_a_header() -> None:
    columns = tuple(200 + 75 * number for number in range(6))
    upper = [word(x - 32, 60, 3) for x in columns]  # words that stand nearer than words of a sentence do
    lower = [word(x - 10, 84, 1) for x in columns]
    (grid,) = grids(upper, lower, figures(130, columns))
    assert [cell.box.bottom - cell.box.top > 40 for cell in texts(grid, 0)] == [True] * 6


def test_a_row_of_a_label_and_a_unit_alone_is_a_row_that_prints_nothing() -> None:
    heights = (140, 164, 188, 212, 236)
    rows = [piece for y in heights for piece in (word(100, y, 7), word(360, y, 1))]
    values = [piece for y in heights if y != 188 for piece in figures(y, (500,))]
    (grid,) = grids(header(100, (500,)), rows, values)
    assert (grid.rows, grid.columns) == (6, 3)
    assert [max(cell.box.bottom - cell.box.top for cell in texts(grid, row)) < 35 for row in range(1, 6)] == [True] * 5


def test_a_page_that_leans_lowers_the_quality() -> None:
    def leaning(rise: int) -> list[PixelGrid]:
        heights = (140, 180, 220, 260)
        return grids(header(100), [piece for y in heights for piece in (word(100, y, 5), *figures(y - rise, COLUMNS))])

    assert [grid.quality for grid in leaning(2)] == [1.0]
    assert [grid.quality for grid in leaning(14)] == [0.5]


def comma(x: int, y: int) -> Piece:
    """A mark as high as wide that was taken for a figure."""
    return Piece(PixelBox(x, y - 3, x + 7, y + 3), figure=True)


def dash(x: int, y: int) -> Piece:
    """A dash centred there."""
    return Piece(PixelBox(x - 10, y - 1, x + 10, y + 2), figure=True)


def test_the_mark_after_the_number_of_a_label_makes_no_column() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 5), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), rows, [word(20, 180, 1), comma(45, 181)])
    assert (grid.rows, grid.quality) == (4, 1.0)
    assert max(cell.column for cell in grid.cells if cell.box.x0 < 300) <= 1


def test_rows_of_dashes_say_nothing_of_the_size_of_print() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 5), *(dash(x, y) for x in COLUMNS))]
    (grid,) = grids(header(100), rows)
    assert (grid.rows, grid.columns, grid.quality) == (4, 4, 1.0)


def test_a_colon_does_not_part_a_label_that_others_begin_under() -> None:
    def label(y: int) -> list[Piece]:
        dots = [Piece(PixelBox(150, y + up, 154, y + up + 4)) for up in (-8, 4)]
        return [word(100, y, 2), *dots, word(166, y, 6)]

    rows = [piece for y in (140, 180, 220) for piece in (*label(y), *figures(y, COLUMNS))]
    (grid,) = grids(header(100), rows)
    assert grid.columns == 4
    assert {cell.box.x0 for cell in grid.cells if cell.column == 0 and cell.row} == {96}


def test_a_lone_row_with_a_unit_is_a_table_only_under_the_figures_of_another() -> None:
    def row(y: int, x: int) -> list[Piece]:
        return [word(100, y, 8), word(400, y, 1), *figures(y, (x,))]

    table = [*row(140, 600), *row(180, 600)]
    caption = word(450, 240, 9)
    under, aside = row(320, 600), row(320, 500)
    assert [grid.rows for grid in grids(table, [caption], under)] == [2, 1]
    assert [grid.rows for grid in grids(table, [caption], aside)] == [2]
    assert grids(under) == []


def test_marks_of_a_sentence_over_a_figure_are_no_header() -> None:
    mark = Piece(PixelBox(496, 105, 504, 119))
    assert grids([word(440, 150, 1), mark, *figures(150, (500,))]) == []


def test_labels_that_fall_towards_the_figures_of_another_row_are_none_of_theirs() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 9), *figures(y, COLUMNS))]
    level = [replace(piece, lean=None if piece.figure else 0.002) for piece in rows]
    falling = [replace(piece, lean=None if piece.figure else 0.06) for piece in rows]
    (sound,), (leaning,) = grids(header(100), level), grids(header(100), falling)
    assert (sound.leans, sound.quality) == (False, 1.0)
    assert leaning.leans
    assert leaning.quality <= 0.5


def test_a_label_whose_characters_lean_says_nothing_of_a_page_whose_lines_are_level() -> None:
    prose = [replace(word(100, 300 + 30 * number, 20), lean=0.001) for number in range(5)]
    one = [replace(word(100, 140, 9), lean=0.03), *figures(140, COLUMNS)]
    (sound,) = grids(header(100), one, prose)
    assert (sound.leans, sound.quality) == (False, 1.0)
    bent = [replace(piece, lean=0.06) for piece in prose]
    (leaning,) = grids(header(100), one, bent)
    assert leaning.leans


def test_the_hole_of_a_punch_beside_a_row_is_no_figure_of_it() -> None:
    rows = [piece for y in (140, 180, 220) for piece in (word(100, y, 2), *figures(y, COLUMNS))]
    hole = Piece(PixelBox(10, 146, 60, 196), figure=True)
    (grid,) = grids(header(100), rows, [hole])
    assert (grid.rows, grid.columns, grid.quality) == (4, 4, 1.0)


def test_strokes_in_the_upper_line_of_a_label_part_no_table() -> None:
    lines = [word(100, 140, 2), *figures(140, COLUMNS), word(140, 176, 2), word(100, 204, 6), *figures(190, COLUMNS)]
    strokes = [dash(110, 172), dash(110, 181)]
    (grid,) = grids(header(100), lines, strokes, [word(100, 240, 5), *figures(240, COLUMNS)])
    assert (grid.rows, grid.columns) == (4, 4)


def test_a_word_of_a_header_beside_that_of_a_column_makes_none() -> None:
    columns = tuple(range(400, 1000, 100))
    rows = [piece for y in (140, 180) for piece in (word(100, y, 5), *figures(y, columns))]
    head = [word(200, 100, 4), *(word(x - 22, 100, 1) for x in columns), word(624, 100, 1)]
    (grid,) = grids(head, rows)
    assert grid.columns == 7


def test_labels_as_far_apart_as_each_other_tell_of_blank_columns() -> None:
    columns = tuple(range(200, 690, 61))  # labels of two characters, 1.05 em apart
    head = [word(x - 20, y, 2) for y in (100, 126) for x in columns]
    (grid,) = grids(head, figures(170, [columns[number] for number in (0, 1, 4, 5, 8)]))
    assert grid.columns == 1 + len(columns)  # one for labels of rows
