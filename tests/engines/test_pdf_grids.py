from __future__ import annotations

from pathlib import Path

from pipeline.types.grid import Grid
from pipeline.types.page import Line
from tests.engines.pdffiles import HAN, PADDING, first_page, grid_of, lattice, pdf, reasons, show, show_han, texts

PAGE = show(PADDING, 72, 750)
XS, YS = [100, 200, 260, 320], [400, 430, 460]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.row(number)] for number in range(grid.rows)]


def test_cells_hold_the_text_whose_middle_is_in_them(tmp_path: Path) -> None:
    content = lattice(XS, YS) + show("first", 105, 440) + show("12", 205, 440) + show("3", 300, 440)
    content += show("second", 105, 410) + show("0", 205, 410)
    page = first_page(tmp_path, pdf([PAGE + content]))
    grid = grid_of(page)
    assert rows(grid) == [["first", "12", "3"], ["second", "0", ""]]
    assert (grid.rows, grid.columns, grid.engine, grid.shape, grid.pages) == (2, 3, "lines", "ruled", (1,))
    assert tuple(grid.cells[1].place.box) == (200, 842 - 460, 260, 842 - 430)
    assert texts(page.blocks) == [PADDING]


def test_lines_of_a_cell_stay_lines(tmp_path: Path) -> None:
    content = lattice(XS, [400, 460]) + show("11398", 205, 440) + show("889", 205, 428) + show("x", 105, 430)
    assert grid_of(first_page(tmp_path, pdf([PAGE + content]))).cells[1].text == "11398\n889"


def test_letters_under_each_other_come_out_as_such(tmp_path: Path) -> None:
    content = lattice(XS, [300, 460]) + b"".join(show(letter, 205, 440 - 14 * n) for n, letter in enumerate("total"))
    content += show("7", 300, 400)
    assert grid_of(first_page(tmp_path, pdf([PAGE + content]))).cells[1].text == "t\no\nt\na\nl"


def test_turned_text_in_a_cell_is_read_in_its_direction(tmp_path: Path) -> None:
    turned = b"BT /F1 10 Tf 0 1 -1 0 230 405 Tm (total) Tj ET "
    content = lattice(XS, [400, 460]) + show("label", 105, 430) + turned
    assert grid_of(first_page(tmp_path, pdf([PAGE + content]))).cells[1].text == "total"


def test_a_number_over_a_rule_stays_whole_and_is_doubted(tmp_path: Path) -> None:
    content = lattice(XS, [400, 430]) + show("12345", 247, 410) + show("label", 105, 410)
    page = first_page(tmp_path, pdf([PAGE + content]))
    grid = grid_of(page)
    assert [cell.text for cell in grid.cells] == ["label", "12345", ""]
    assert [cell.trusted for cell in grid.cells] == [True, False, False]
    assert reasons(page.unread) == ["cells: a number runs over a rule"]


def test_punctuation_that_hangs_over_a_rule_stays_with_its_word(tmp_path: Path) -> None:
    content = lattice(XS, [400, 430]) + show("a label,", 168, 410) + show("5", 240, 410)
    assert rows(grid_of(first_page(tmp_path, pdf([PAGE + content])))) == [["a label,", "5", ""]]


def test_boxes_and_frames_are_lines(tmp_path: Path) -> None:
    notice = lattice([100, 400], [400, 430, 460]) + show("one column", 105, 440) + show("of text", 105, 410)
    frame = lattice([50, 545], [50, 800])
    page = first_page(tmp_path, pdf([PAGE + notice + frame]))
    assert texts(page.blocks) == [PADDING, "one column", "of text"]
    assert len(page.blocks) == 3


def test_a_table_in_a_frame_is_found(tmp_path: Path) -> None:
    table = lattice(XS, YS) + show("first", 105, 440) + show("12", 205, 440)
    page = first_page(tmp_path, pdf([PAGE + lattice([50, 545], [50, 800]) + table]))
    assert rows(grid_of(page)) == [["first", "12", ""], ["", "", ""]]


def test_columns_of_prose_are_lines(tmp_path: Path) -> None:
    long = "a sentence that goes on and on, "
    content = lattice([50, 300, 545], [300, 600])
    content += b"".join(show(long, 55 + 250 * column, 580 - 14 * row) for row in range(8) for column in range(2))
    page = first_page(tmp_path, pdf([PAGE + content]))
    assert all(isinstance(block, Line) for block in page.blocks)


def test_figures_that_no_rule_parts_are_lines(tmp_path: Path) -> None:
    beside = lattice([100, 200, 400], YS)
    for row, y in enumerate((440, 410)):
        beside += show(f"label {row}", 105, y) + b"".join(show(str(n), 210 + 40 * n, y) for n in range(4))
    page = first_page(tmp_path, pdf([PAGE + beside]))
    assert all(isinstance(block, Line) for block in page.blocks)
    below = lattice([100, 200, 260, 320], [300, 460])
    for row in range(6):
        below += show(f"label {row}", 105, 440 - 20 * row)
        below += show("12", 205, 440 - 20 * row) + show("3", 265, 440 - 20 * row)
    page = first_page(tmp_path, pdf([PAGE + below]))
    assert all(isinstance(block, Line) for block in page.blocks)


def test_cells_without_rules_between_but_shaded_are_one_cell_each(tmp_path: Path) -> None:
    shades = b"".join(b"q 0.9 g 100 %d 220 30 re f Q " % y for y in (400, 430))
    content = shades + lattice(XS, YS) + show("first", 105, 440) + show("12", 205, 440)
    assert rows(grid_of(first_page(tmp_path, pdf([PAGE + content]))))[0] == ["first", "12", ""]


def test_rules_drawn_as_rectangles(tmp_path: Path) -> None:
    across = b"".join(b"100 %d 220 0.5 re f " % y for y in YS)
    down = b"".join(b"%d 400 0.5 60 re f " % x for x in XS)
    page = first_page(tmp_path, pdf([PAGE + across + down + show("first", 105, 440) + show("12", 205, 440)]))
    assert rows(grid_of(page)) == [["first", "12", ""], ["", "", ""]]


def test_the_space_between_a_table_and_its_frame_is_no_column(tmp_path: Path) -> None:
    ys = [400, 420, 440, 460, 480]
    table = lattice(XS, ys) + b"".join(
        show(f"label {n}", 105, 405 + 20 * n) + show("1", 205, 405 + 20 * n) for n in range(4)
    )
    frame = b"80 400 m 340 400 l S 80 480 m 340 480 l S 80 400 m 80 480 l S 340 400 m 340 480 l S "
    grid = grid_of(first_page(tmp_path, pdf([PAGE + table + frame])))
    assert (grid.rows, grid.columns) == (4, 3)


def test_prose_in_a_frame_with_a_table_is_lines_and_the_table_stays(tmp_path: Path) -> None:
    frame = lattice([80, 340], [380, 500, 700]) + b"80 480 m 340 480 l S "
    prose = b"".join(show_han("公开的内容更全，办理申请的时限更短，群众满意。", 85, 680 - 16 * row) for row in range(9))
    table = lattice(XS, [380, 410, 440, 480]) + show("first", 105, 450) + show("12", 205, 450) + show("3", 300, 450)
    table += show("second", 105, 420) + show("0", 205, 420) + show("third", 105, 390) + show("7", 205, 390)
    page = first_page(tmp_path, pdf([PAGE + frame + prose + table], fonts={"F2": HAN}))
    assert [row for row in rows(grid_of(page)) if any(row)] == [
        ["first", "12", "3"],
        ["second", "0", ""],
        ["third", "7", ""],
    ]
    assert len(texts(page.blocks)) == 10
