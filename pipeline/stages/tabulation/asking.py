"""Asking a table finder about pages that seem to hold a table which neither rules nor alignment gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.furniture import line_box
from pipeline.stages.tabulation.halves import is_figure
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.grid import Grid
from pipeline.types.page import Block, Line

Finder = Callable[[Sequence[int]], dict[int, tuple[Grid, ...]]]
A_LABEL = 0.9
FEWEST_LABELS = 3  # labels of rows among the lines of a page that make it look like one with a table
LABELLED = 0.6  # share of the rows with figures that must bear a label of a form


def ask_finder(blocks: Sequence[Block], labels: FormLabels, finder: Finder) -> list[Block]:
    """The blocks with the finder's tables in place of lines that look like tables."""
    mentions: Counter[int] = Counter()
    for block in blocks:
        if isinstance(block, Line) and isinstance(block.place, PagePlace) and labels.row(block.text) >= A_LABEL:
            mentions[block.place.page] += 1
    pages = sorted(page for page, count in mentions.items() if count >= FEWEST_LABELS)
    if not pages:
        return list(blocks)
    changed = list(blocks)
    for page, grids in sorted(finder(pages).items()):
        for grid in grids:
            if _is_plausible(grid, labels):
                changed = _insert(changed, _doubt_blanks(grid, labels), page)
    return changed


def _is_plausible(grid: Grid, labels: FormLabels) -> bool:
    """Whether most rows with figures bear a label of a form."""
    rows = [grid.row(number) for number in range(grid.rows)]
    figured = [row for row in rows if any(is_figure(cell) for cell in row)]
    labelled = [row for row in figured if any(labels.row(cell.text) >= A_LABEL for cell in row)]
    return len(labelled) >= FEWEST_LABELS and len(labelled) >= LABELLED * len(figured)


def _doubt_blanks(grid: Grid, labels: FormLabels) -> Grid:
    """The grid, its empty rows doubted where figures stand without a label: a label on two lines was torn apart."""
    rows = [grid.row(number) for number in range(grid.rows)]
    lost = [
        row
        for row in rows
        if any(is_figure(cell) for cell in row) and not any(labels.row(cell.text) >= A_LABEL for cell in row)
    ]
    if not lost:
        return grid
    empty = {number for number, row in enumerate(rows) if not any(is_figure(cell) for cell in row)}
    cells = tuple(replace(cell, trusted=cell.trusted and cell.row not in empty) for cell in grid.cells)
    return replace(grid, cells=cells)


def _insert(blocks: Sequence[Block], grid: Grid, page: int) -> list[Block]:
    """The grid where the first line in it stands, without the lines in it; lines on its page only."""
    boxes = [cell.place.box for cell in grid.cells if isinstance(cell.place, PagePlace)]
    edge = Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
    changed: list[Block] = []
    placed = False
    for block in blocks:
        box = line_box(block)
        own = isinstance(block, Line) and isinstance(block.place, PagePlace) and block.place.page == page
        if own and box is not None and _inside(box, edge):
            changed += [] if placed else [grid]
            placed = True
        else:
            changed.append(block)
    return changed


def _inside(box: Box, edge: Box) -> bool:
    middle_x, middle_y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return edge.x0 <= middle_x <= edge.x1 and edge.top <= middle_y <= edge.bottom
