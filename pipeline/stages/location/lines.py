"""Grids as table lines: for each row its cells in order, whatever is known of the grid's topology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

from pipeline.text.numerals import parse_cell
from pipeline.types.grid import PIXELS, Cell, Grid

# How sure the place of a cell in its grid is, by what found the grid. Guesses until calibrated.
QUALITY = {"lines": 0.9999, "docx": 0.9999, "html": 0.9999, "text": 0.999, PIXELS: 0.998}
OTHER_QUALITY = 0.995
LONGEST_FIGURE = 12  # characters, with what may stand in brackets after it


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a grid: the cells that start in it, left to right. `grid` is the grid's index in the layout.

    `confirmable` and `quality` are the grid's.
    """

    grid: int
    row: int
    cells: tuple[Cell, ...]
    ruled: bool
    quality: float
    confirmable: bool = True


def table_lines(number: int, grid: Grid) -> list[TableLine]:
    """The lines of grid `number` of the layout."""
    ruled = grid.shape == "ruled"
    quality = QUALITY.get(grid.engine, OTHER_QUALITY) * grid.quality
    if grid.shape == "stream":
        rows = [(cells[0].row, cells) for cells in _stream_rows(grid)]
    else:
        ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
        rows = [(row, list(cells)) for row, cells in groupby(ordered, key=lambda cell: cell.row)]
    return [TableLine(number, row, tuple(cells), ruled, quality, grid.confirmable) for row, cells in rows]


def is_figure(cell: Cell) -> bool:
    """Whether the cell may hold a figure or what stands for one (blank, slash, dash, 无)."""
    return not cell.trusted or parse_cell(cell.text, money=True).meaning != "unparseable" or is_count(cell)


def is_count(cell: Cell) -> bool:
    """Whether the cell holds a number with a unit that is not money."""
    return parse_cell(cell.text).meaning == "number"


def is_scrawl(cell: Cell) -> bool:
    """Whether signs without a character of Chinese print were seen in a picture: 0, read as brackets or another letter.

    Such a cell is no label, though no figure was read in it.
    """
    return cell.ink is not None and all(east_asian_width(char) != "W" for char in cell.text)


def is_blank(cell: Cell) -> bool:
    """Whether the cell is empty."""
    return not cell.text.strip()


def is_torn(lines: Sequence[TableLine], number: int) -> bool:
    """Whether a line of figures without a label stands next to this one where no rules part rows.

    It may be this row's: a note mark or a second line of digits moves a figure off the line of its label.
    """
    line = lines[number]
    around = [lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines)]
    return not line.ruled and any(other.grid == line.grid and _is_all_figures(other) for other in around)


def _is_all_figures(line: TableLine) -> bool:
    inked = [cell.text for cell in line.cells if not is_blank(cell)]
    return bool(inked) and all(text.strip()[0].isdigit() and len(text.strip()) <= LONGEST_FIGURE for text in inked)


def _stream_rows(grid: Grid) -> list[list[Cell]]:
    """Cells without row ends: a row ends where a label follows a figure."""
    rows: list[list[Cell]] = []
    after_figure = True
    for cell in grid.cells:
        figure = is_figure(cell)
        if after_figure and not figure:
            rows.append([])
        if not rows:
            rows.append([])
        rows[-1].append(cell)
        after_figure = figure
    return rows
