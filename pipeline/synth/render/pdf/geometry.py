"""Where the cells of a table lie: columns, row heights, lines of text, and what is left of it on each page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.synth.document import PrintedCell, PrintedTable
from pipeline.synth.render.pdf.lettering import Lettering, break_lines

PAD = 2.5
LEADING = 1.28


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with its place in the grid and its lines of text."""

    cell: PrintedCell
    row: int
    column: int
    lines: tuple[str, ...]
    height: float


@dataclass(frozen=True)
class LaidTable:
    """A table of a given width in points: `edges` its columns' edges from the left, `heights` of its rows."""

    table: PrintedTable
    lettering: Lettering
    edges: tuple[float, ...]
    cells: tuple[LaidCell, ...]
    heights: tuple[float, ...]

    @cached_property
    def header_height(self) -> float:
        """The height of the rows that are repeated."""
        return sum(self.heights[: self.table.header_rows])


def lay_out(table: PrintedTable, width: float, lettering: Lettering, *, pad: float = 0) -> LaidTable:
    """The table laid out in that width, `pad` points added above and below the text of each cell."""
    scale = width / sum(table.widths)
    edges = [0.0]
    for share in table.widths:
        edges.append(edges[-1] + share * scale)
    cells = tuple(_lay_cell(cell, row, column, edges, lettering) for row, column, cell in table.placed())
    return LaidTable(table, lettering, tuple(edges), cells, _row_heights(table, cells, lettering, pad))


def _lay_cell(cell: PrintedCell, row: int, column: int, edges: list[float], lettering: Lettering) -> LaidCell:
    room = edges[column + cell.colspan] - edges[column] - 2 * PAD - cell.indent * lettering.size
    lines = tuple(break_lines(cell.text, room, lettering))
    return LaidCell(cell, row, column, lines, len(lines) * lettering.size * LEADING + 2 * PAD)


def _row_heights(
    table: PrintedTable, cells: tuple[LaidCell, ...], lettering: Lettering, pad: float
) -> tuple[float, ...]:
    heights = [lettering.size * LEADING + 2 * (PAD + pad)] * len(table.rows)
    for laid in sorted(cells, key=lambda laid: laid.cell.rowspan):
        spanned = range(laid.row, laid.row + laid.cell.rowspan)
        missing = laid.height + 2 * pad - sum(heights[row] for row in spanned)
        if missing > 0:
            for row in spanned:
                heights[row] += missing / len(spanned)
    return tuple(heights)
