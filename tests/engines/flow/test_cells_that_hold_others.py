"""Cells whose figure stands in a small table of its own, or in a picture."""

from __future__ import annotations

from pipeline.engines.flow.flow import flow
from pipeline.engines.flow.items import Image, Item, Paragraph, RawCell, RawTable
from pipeline.types.grid import Cell, Grid

LABELS = ("本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "结转下年度继续办理")


def table_with(*items: Item) -> RawTable:
    """A table of the report; what stands in its first figure's cell is given."""
    cells = []
    for row, label in enumerate(LABELS):
        cells.append(RawCell((Paragraph(label),), row, 0))
        cells += [RawCell(items if (row, column) == (0, 1) else (Paragraph("3"),), row, column) for column in (1, 2)]
    return RawTable(tuple(cells))


def cell_with(*items: Item) -> Cell:
    grid = next(block for block in flow([table_with(*items)], engine="html") if isinstance(block, Grid))
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (0, 1))


def inner(*figures: str) -> RawTable:
    return RawTable(tuple(RawCell((Paragraph(figure),), 0, column) for column, figure in enumerate(figures)))


def test_a_table_that_only_frames_a_figure_is_the_figure() -> None:
    assert cell_with(inner("7")).text == "7"


def test_two_figures_in_a_table_inside_stay_apart() -> None:
    assert cell_with(inner("5", "3")).text == "5  3"


def test_a_table_beside_text_is_not_the_cells() -> None:
    assert cell_with(Paragraph("2"), inner("7")).text == "2"
    assert cell_with(inner(*"1234567")).text == ""


def test_a_cell_with_a_picture_alone_is_not_blank_but_unread() -> None:
    assert not cell_with(Image(80, 60)).trusted
    assert cell_with(Paragraph("2"), Image(80, 60)).trusted
    assert cell_with().trusted
