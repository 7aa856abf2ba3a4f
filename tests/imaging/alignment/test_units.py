"""Units between labels and figures."""

from __future__ import annotations

from pipeline.imaging.alignment.gridding import find_aligned
from pipeline.imaging.alignment.pieces import Piece
from pipeline.imaging.alignment.rows import FigureRow
from pipeline.imaging.alignment.units import has_unit, rows_below, units_above, without_unit_dashes
from pipeline.types.raster import PixelBox
from tests.imaging.alignment.tables import EM, figures, word

UNIT, FIGURE = 500, 700


def dash(x: int, y: int) -> Piece:
    """A dash centred there."""
    return Piece(PixelBox(x - 10, y - 1, x + 10, y + 2), figure=True)


def row(*pieces: Piece) -> FigureRow:
    """Figures of one row."""
    return FigureRow(pieces)


def line(y: int) -> list[Piece]:
    """A label and a unit."""
    return [word(100, y, 6), word(UNIT - EM // 2, y, 1)]


def test_a_dash_in_the_column_of_units_is_no_figure() -> None:
    run = [row(dash(UNIT, 100), dash(FIGURE, 100)), *(row(*figures(y, [FIGURE])) for y in (140, 180))]
    texts = [word(100, 100, 6), *line(140), *line(180)]
    kept, more = without_unit_dashes(run, texts, EM)
    assert [len(one.pieces) for one in kept] == [1, 1, 1]
    assert len(more) == len(texts) + 1


def test_dashes_in_a_column_of_figures_stay() -> None:
    run = [row(dash(UNIT, 100), *figures(100, [FIGURE])), row(dash(UNIT, 140), *figures(140, [FIGURE]))]
    texts = [word(100, 100, 6), *line(120)]
    assert without_unit_dashes(run, texts, EM) == (run, texts)


def test_rows_that_print_no_figure_go_on_under_the_last_that_does() -> None:
    run = [row(*figures(y, [FIGURE])) for y in (100, 140)]
    body = [*line(100), *line(140)]
    below = rows_below(run, [*body, *line(180), *line(220), *line(400)], body, EM, 1000)
    assert [piece.middle for piece in below] == [180, 180, 220, 220]
    assert rows_below(run, [*body, word(100, 180, 6)], body, EM, 1000) == []
    assert rows_below(run, [*body, *line(180)], body, EM, 190) == []


def test_rows_that_print_no_figure_go_on_over_the_first_that_does() -> None:
    run = [row(*figures(y, [FIGURE])) for y in (220, 260)]
    body = [*line(220), *line(260)]
    header = [word(100, 100, 4), word(UNIT - EM, 100, 2), word(FIGURE - EM, 100, 2)]
    above = units_above(run, [*body, *line(180), *line(140), *header], EM, 0)
    assert [piece.middle for piece in above] == [180, 140]
    assert units_above(run, [*body, word(UNIT - EM // 2, 180, 1)], EM, 0) == []
    assert units_above(run, [*body, *line(120)], EM, 0) == []


def test_a_list_goes_on_with_rows_that_print_nothing_at_the_top_of_a_page() -> None:
    blank = [piece for y in (100, 140, 180) for piece in line(y)]
    rows = [piece for y in (220, 260, 300) for piece in (*line(y), *figures(y, [FIGURE]))]
    (grid,) = find_aligned([*blank, *rows], (), (1200, 1000), dpi=200)
    assert (grid.rows, grid.columns) == (6, 3)
    assert {(cell.row, cell.column) for cell in grid.cells} >= {(0, 0), (0, 1)}


def test_a_label_in_two_lines_stands_beside_its_unit() -> None:
    label = [word(100, 100 - 15, 6), word(100, 100 + 15, 6)]
    assert has_unit(row(*figures(100, [FIGURE])), [*label, word(UNIT - EM // 2, 100, 1)], EM)


def test_a_unit_stands_well_apart_between_label_and_figure() -> None:
    assert has_unit(row(*figures(100, [FIGURE])), line(100), EM)
    assert not has_unit(row(*figures(100, [FIGURE])), [word(100, 100, 6)], EM)
    assert not has_unit(row(*figures(100, [FIGURE])), [word(100, 100, 6), word(225, 100, 1)], EM)


def test_numbers_of_labels_in_a_list_with_units_are_no_groups_where_their_point_is_not_seen() -> None:
    heights = (140, 180, 220, 260)
    numbers = [Piece(PixelBox(100, y - 7, 108, y + 7)) for y in heights]
    rows = [piece for y in heights for piece in (word(135, y, 6), word(420, y, 1), *figures(y, (600,)))]
    (grid,) = find_aligned([*numbers, *rows], (), (1200, 1000), dpi=200)
    assert (grid.columns, grid.rows) == (3, 4)
