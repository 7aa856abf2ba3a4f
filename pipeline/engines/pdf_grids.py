"""Lattices with the text in them as grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.engines.pdf_filling import Filled
from pipeline.engines.pdf_fonts import Verdict
from pipeline.engines.pdf_frame import Frame, turn_glyph
from pipeline.engines.pdf_ink import OBLIQUE, Glyph
from pipeline.engines.pdf_text import Row, group_rows, to_print, write_row
from pipeline.schema import Box, PagePlace
from pipeline.types.boxes import around
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Print, Region

MARGIN = 0.6  # share of the rows that one empty cell spans beside a table
ENGINE = "lines"


def to_grid(
    item: Filled, verdicts: Sequence[Verdict], frame: Frame, page: int
) -> tuple[Grid, list[Region], list[Print]]:
    """The grid of a filled lattice, its doubtful cells as regions, one a reason, and what print is believed."""
    lattice = item.lattice
    cells: list[Cell] = []
    doubts: dict[str, Box] = {}
    prints: list[Print] = []
    for number, slot in enumerate(lattice.slots):
        if number in item.gone:
            continue
        rows = cell_rows(item.glyphs.get(number, ()), verdicts)
        why = next((row.why for row in rows if row.why is not None), None)
        if number in item.doubtful:
            why = item.doubtful[number]
        elif why is None and number in item.hidden and not _are_twins(item.hidden[number], item.glyphs.get(number, ())):
            why = f"text is {item.hidden[number][0].hidden}"
        box = frame.outward(lattice.slot_box(slot))
        if why is not None:
            doubts[why] = around([doubts.get(why, box), box])
        else:
            prints += [to_print(row, frame, page) for row in rows if not row.turn]
        place = PagePlace(page=page, box=box)
        text = "\n".join(row.text for row in rows)
        cells.append(Cell(text, slot.row, slot.column, place, slot.rowspan, slot.colspan, why is None))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    grid = Grid(tuple(cells), len(lattice.ys) - 1, len(lattice.xs) - 1, ENGINE, "ruled", (page,))
    return _without_margins(grid), [Region(page, box, f"cells: {why}") for why, box in doubts.items()], prints


def _without_margins(grid: Grid) -> Grid:
    """The grid without empty columns on both its sides: the space between a table and the frame round it."""
    if not (_is_margin(grid, 0) and _is_margin(grid, grid.columns - 1)):
        return grid
    last = grid.columns - 1
    kept = []
    for cell in grid.cells:
        end = cell.column + cell.colspan
        narrower = cell.colspan - (cell.column == 0) - (end > last)
        if narrower > 0:
            kept.append(replace(cell, column=max(0, cell.column - 1), colspan=narrower))
    return replace(grid, cells=tuple(kept), columns=grid.columns - 2)


def _is_margin(grid: Grid, column: int) -> bool:
    """Whether a column at the side holds nothing and is hardly divided."""
    side = [cell for cell in grid.cells if cell.column == column and cell.colspan == 1]
    undivided = any(cell.rowspan >= max(3, MARGIN * grid.rows) for cell in side)
    return grid.columns > 3 and undivided and not any(cell.text for cell in side)


def cell_rows(glyphs: Sequence[Glyph], verdicts: Sequence[Verdict]) -> list[Row]:
    """The rows of text of a cell, top to bottom; turned text in the order that it reads."""
    glyphs = [glyph for glyph in glyphs if glyph.turn != OBLIQUE]
    turned = [glyph for glyph in glyphs if glyph.turn != 0]
    turn = 0
    if len(turned) * 2 > len(glyphs):
        turn = turned[0].turn
        frame = Frame(0.0, 0.0, turn)
        glyphs = [turn_glyph(glyph, frame) for glyph in turned if glyph.turn == turn]
    rows = (write_row(row, verdicts) for row in group_rows(glyphs))
    return [row.moved(row.box, turn) for row in rows if row is not None]


def _are_twins(hidden: Iterable[Glyph], seen: Sequence[Glyph]) -> bool:
    """Whether every hidden glyph has the same one over it that is seen."""
    return all(
        any(
            other.text == glyph.text and abs(other.x0 - glyph.x0) < 1.5 and abs(other.baseline - glyph.baseline) < 1.5
            for other in seen
        )
        for glyph in hidden
    )
