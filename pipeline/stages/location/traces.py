"""Traces of a table that was not found: its labels, or figures that stand in no table.

That a document does not print a table is a claim. It is made only where nothing in it looks like that table.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.forms import Form, TableForm
from pipeline.stages.location.lines import is_blank
from pipeline.text.normalise import label_key
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Line

MENTIONS = 3  # labels of a table outside any table that was found
SHORT = 60  # characters; a longer line is prose, which may name labels
LOOSE_IN_LINE, LOOSE_IN_A_ROW, LOOSE_IN_GRID = 3, 5, 4


def traces(layout: Layout, form: Form, missing: Sequence[str], matched: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Those of the missing tables that the document may print all the same, in a shape that was not understood.

    `matched` gives the form's tables that were found in each grid of the layout.
    """
    if not missing:
        return ()
    strange = [grid for grid, tables in zip(layout.grids, matched, strict=True) if not tables]
    if _loose_lines(layout) or any(_figures(grid) >= LOOSE_IN_GRID for grid in strange):
        return tuple(missing)
    texts = {label_key(block.text) for block in layout.blocks if isinstance(block, Line) and len(block.text) < SHORT}
    texts |= {label_key(cell.text) for grid in strange for cell in grid.cells}
    # a rule that was not seen makes one cell of two rows
    texts |= {
        label_key(line)
        for grid in layout.grids
        for cell in grid.cells
        if "\n" in cell.text
        for line in cell.text.split("\n")
    }
    if any(cell.ink is not None for grid in layout.grids for cell in grid.cells):
        # what was seen in a picture may have been cut in two or put to another table: one label is a trace
        texts |= {label_key(cell.text) for grid in layout.grids for cell in grid.cells}
        return tuple(name for name in missing if _is_mentioned(form.table_by_id[name], texts, fewest=1))
    return tuple(name for name in missing if _is_mentioned(form.table_by_id[name], texts))


def _loose_lines(layout: Layout) -> bool:
    """Lines of figures in no table: several on one line, or a run of lines with nothing else."""
    run = 0
    for block in layout.blocks:
        if not isinstance(block, Line):
            run = 0
            continue
        words = block.text.split()
        figures = sum(_is_figure(word) for word in words)
        if figures >= LOOSE_IN_LINE and figures * 2 > len(words):
            return True
        run = run + 1 if words and figures == len(words) else 0
        if run >= LOOSE_IN_A_ROW:
            return True
    return False


def _figures(grid: Grid) -> int:
    return sum(_is_figure(cell.text) for cell in grid.cells if not is_blank(cell) and cell.trusted)


def _is_figure(text: str) -> bool:
    return parse_cell(text, money=True).meaning == "number"


def _is_mentioned(table: TableForm, texts: set[str], *, fewest: int = MENTIONS) -> bool:
    labels = {label_key(part.label) for part in (*table.rows, *table.columns)}
    if table.caption is not None:
        labels.add(label_key(table.caption))
    found = sum(any(label in text for text in texts) for label in labels if len(label) > 2)
    return found >= min(fewest, len(table.rows) + len(table.columns))
