"""Grids that hold more than one table: boxes round text become lines again, notes and headings come out of them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.edges import cut_lines, on_cuts, sides_of
from pipeline.stages.tabulation.halves import is_blank
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.text.normalise import clean, squeeze
from pipeline.types.grid import NO_INK, Cell, Grid
from pipeline.types.page import Block, Line

LONG = 40  # characters; a label that spans a whole table is shorter
A_LABEL, A_SECTION = 0.9, 0.7
NOTE = re.compile(r"注[:：]|备注[:：]|说明[:：]|註[:：]|備註[:：]|說明[:：]")
SENTENCE = re.compile(r"[。；;]")


def unframe(grid: Grid, labels: FormLabels) -> list[Block]:
    """The grid without rows that are one cell of prose across; these as lines in their place.

    One that is empty goes too if the next names a group of columns: it is the gap between two tables.
    """
    blocks: list[Block] = []
    start = 0
    across = [cell for cell in grid.cells if _is_across(cell, grid)]
    titles = {cell.row for cell in across if labels.group(cell.text) >= A_LABEL}
    for cell in across:
        is_gap = is_blank(cell) and (cell.ink or 0.0) < NO_INK and cell.row + cell.rowspan in titles
        if cell.row >= start and (is_gap or _is_prose(cell.text, labels)):
            blocks += _part(grid, start, cell.row)
            blocks += cell_lines(cell)
            start = cell.row + cell.rowspan
    return [*blocks, *_part(grid, start, grid.rows)] if start else [grid]


def dissolve(grid: Grid, labels: FormLabels) -> list[Block]:
    """The grid, or its text as lines where it is no table: sentences, and no label of any form."""
    sentences = any(len(cell.text) > LONG and SENTENCE.search(clean(cell.text)) for cell in grid.cells)
    if not sentences or any(labels.any(cell.text) >= A_LABEL for cell in grid.cells if cell.text.strip()):
        return [grid]
    return [line for cell in grid.cells for line in cell_lines(cell)]


def cell_lines(cell: Cell) -> list[Line]:
    """The text of a cell as lines; on a page each has its share of the cell's box."""
    texts = [text for text in cell.text.split("\n") if text.strip()]
    if not isinstance(cell.place, PagePlace):
        return [Line("".join(texts), cell.place, whole=True, trusted=cell.trusted)] if texts else []
    box = cell.place.box
    height = (box.bottom - box.top) / max(len(texts), 1)
    lines = []
    for number, text in enumerate(texts):
        own = Box(box.x0, round(box.top + number * height, 2), box.x1, round(box.top + (number + 1) * height, 2))
        lines.append(Line(text, PagePlace(page=cell.place.page, box=own), trusted=cell.trusted))
    return lines


def _is_across(cell: Cell, grid: Grid) -> bool:
    return cell.column == 0 and cell.colspan >= grid.columns > 1


def _is_prose(text: str, labels: FormLabels) -> bool:
    text = squeeze(clean(text))
    if NOTE.match(text) is not None:
        return True
    if labels.any(text) >= A_LABEL:
        return False
    return len(text) > LONG or labels.section(text) >= A_SECTION


def _part(grid: Grid, start: int, end: int) -> list[Block]:
    """Rows `start` to `end` as a grid of their own, with the columns that they need; none if they print nothing."""
    cells = [replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end]
    if not any(cell.text.strip() for cell in cells):
        return []
    part = replace(grid, cells=tuple(cells), rows=end - start)
    sides = sides_of(part)
    cuts = [] if sides is None else cut_lines(sides)
    if sides is None or len(cuts) < 2:
        return [part]
    return [replace(part, cells=tuple(on_cuts(part, sides, cuts)), columns=len(cuts) - 1)]
