"""Cells of pictures that are not as high as their row or as wide as their column: parts of a cell, or two in one.

The stroke of a seal or a streak that crosses a cell is taken for a rule. What stands on one side of it is then read
with certainty: nothing, or half of the digits. Where a piece of a rule is not seen two cells are one, and a figure
beside a blank is read for the wrong one of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipeline.forms import Form
from pipeline.stages.location.cellfinding import FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.types.grid import Cell

LIST_CELLS = 3  # of a row of a list: its label, its unit and its value
Extent = tuple[int, int]  # the first column of a cell and the first after it
Position = tuple[int, int]  # the row and the column of a cell


def misfits(found: Collection[FoundCell], lines: Sequence[TableLine], form: Form) -> set[Position]:
    """Where the cells of one table stand that do not fit their row or column. `lines` are those of its grid."""
    rows: dict[int, list[FoundCell]] = defaultdict(list)
    columns: dict[str, list[FoundCell]] = defaultdict(list)
    for cell in found:
        column = form.specs[cell.key].column
        rows[cell.line.row].append(cell)
        columns["" if column is None else column.key].append(cell)
    whole = {line.row: line for line in lines}
    low = {_position(cell) for row, cells in rows.items() for cell in _low(cells, whole[row])}
    high = {_position(cell) for cell in found if any(_reaches_into(cell.cell, line) for line in lines)}
    usual = {key: Counter(_across(cell.cell) for cell in cells).most_common(1)[0][0] for key, cells in columns.items()}
    odd = set()
    for key, cells in columns.items():
        others = [extent for other, extent in usual.items() if other != key]
        whole_columns = _extents(cells, others, fewest=1 if key else LIST_CELLS)
        odd |= {
            _position(cell)
            for cell in cells
            if _holds(cell, others) or _is_part(cell, whole[cell.line.row], whole_columns)
        }
    return low | high | odd


def _position(cell: FoundCell) -> Position:
    return cell.line.row, cell.cell.column


def _low(cells: Collection[FoundCell], line: TableLine) -> list[FoundCell]:
    """The cells of a row that are lower than its label; where it has none, than others."""
    height = _label_height(cells, line) or max(cell.cell.rowspan for cell in cells)
    return [cell for cell in cells if cell.cell.rowspan < height]


def _label_height(cells: Collection[FoundCell], line: TableLine) -> int:
    """How many rows of the grid the label beside the figures is high; 0 where there is none."""
    first = min(cell.cell.column for cell in cells)
    labels = [cell for cell in line.cells if cell.column < first and not is_blank(cell) and not is_figure(cell)]
    return labels[-1].rowspan if labels else 0


def _reaches_into(cell: Cell, line: TableLine) -> bool:
    """Whether the cell stands in a row below its own, too, that has a label or figures."""
    others = (one for one in line.cells if not is_blank(one))
    return cell.row < line.row < cell.row + cell.rowspan and any(one.column != cell.column for one in others)


def _extents(cells: Collection[FoundCell], others: Collection[Extent], *, fewest: int) -> set[Extent]:
    """From where to where the cells of a column reach, but for those that hold another column's figure.

    A row with fewer cells than that says nothing of it: in a list unit and value may be one.
    """
    return {_across(cell.cell) for cell in cells if len(cell.line.cells) >= fewest and not _holds(cell, others)}


def _holds(cell: FoundCell, others: Iterable[Extent]) -> bool:
    """Whether the cell reaches over another column."""
    return any(_lies_in(other, _across(cell.cell)) for other in others)


def _is_part(cell: FoundCell, line: TableLine, extents: Iterable[Extent]) -> bool:
    """Whether the cell lies in a wider one of its column, and another cell of its row does too."""
    own = _across(cell.cell)
    beside = [extent for one in line.cells if (extent := _across(one)) != own]
    return any(_lies_in(own, extent) and any(_lies_in(other, extent) for other in beside) for extent in extents)


def _across(cell: Cell) -> Extent:
    return cell.column, cell.column + cell.colspan


def _lies_in(part: Extent, whole: Extent) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]
