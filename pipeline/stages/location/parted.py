"""Cells of pictures that a stroke parts: of two parts of a cell none is the figure.

The stroke of a seal or a streak that crosses a cell is taken for a rule. What stands on one side of it is then read
with certainty: nothing, or half of the digits. What gives it away is that the row's label, or the other cells of the
column, reach further than the cell; where there is no label, that other cells of the row do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipeline.forms import Form
from pipeline.stages.location.cellfinding import FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.types.grid import Cell

LIST_CELLS = 2  # cells of a row of a list, whose last is unit and value joined
Extent = tuple[int, int]  # the first column of a cell and the first after it; rows likewise


def parted(found: Collection[FoundCell], lines: Sequence[TableLine], form: Form) -> set[tuple[int, int]]:
    """Row and column of the cells of one table that are parts of a cell. `lines` are those of its grid."""
    return _lower_than_their_row(found, lines) | _narrower_than_their_column(found, form)


def _lower_than_their_row(found: Iterable[FoundCell], lines: Sequence[TableLine]) -> set[tuple[int, int]]:
    whole = {line.row: line for line in lines}
    rows: dict[int, list[FoundCell]] = defaultdict(list)
    for cell in found:
        rows[cell.line.row].append(cell)
    low = set()
    for row, cells in rows.items():
        height = _label_height(cells, whole[row]) or max(cell.cell.rowspan for cell in cells)
        low |= {(row, cell.cell.column) for cell in cells if cell.cell.rowspan < height}
    return low


def _label_height(cells: Collection[FoundCell], line: TableLine) -> int:
    """How many rows of the grid the label beside the figures is high; 0 where there is none."""
    first = min(cell.cell.column for cell in cells)
    labels = [cell for cell in line.cells if cell.column < first and not is_blank(cell) and not is_figure(cell)]
    return labels[-1].rowspan if labels else 0


def _narrower_than_their_column(found: Iterable[FoundCell], form: Form) -> set[tuple[int, int]]:
    columns: dict[str, list[FoundCell]] = defaultdict(list)
    for cell in found:
        column = form.specs[cell.key].column
        columns["" if column is None else column.key].append(cell)
    usual = {key: Counter(_across(cell.cell) for cell in cells).most_common(1)[0][0] for key, cells in columns.items()}
    narrow = set()
    for key, cells in columns.items():
        others = [extent for other, extent in usual.items() if other != key]
        joined = LIST_CELLS if not key else 0
        whole = {_across(cell.cell) for cell in cells if len(cell.line.cells) > joined and not _holds(cell, others)}
        narrow |= {
            (cell.line.row, cell.cell.column)
            for cell in cells
            if any(_lies_in(_across(cell.cell), extent) for extent in whole)
        }
    return narrow


def _holds(cell: FoundCell, others: Iterable[Extent]) -> bool:
    """Whether the cell reaches over another column: the rule between them was lost."""
    return any(_lies_in(other, _across(cell.cell)) for other in others)


def _across(cell: Cell) -> Extent:
    return cell.column, cell.column + cell.colspan


def _lies_in(part: Extent, whole: Extent) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]
