"""Tables of pictures whose rules are poor, but whose labels name every row and column of the form: they are whole.

The form is the prior: rows that were merged, torn or lost leave a row of it unnamed, and columns one without its label.
Where they leave one, a row between two that the form has right before and after it is whole all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.forms import Form, Row, TableForm
from pipeline.stages.location.cellfinding import CONFIRMED, FoundCell
from pipeline.stages.location.lines import TableLine
from pipeline.stages.location.seendoubts import stray_rows

NAMED = 0.975  # the least sureness of a cell, apart from its grid's, where labels name its column and place its row
LIKEST = 0.95  # how sure a row under a caption is by its label alone, of which all others are less like
ALL_THERE = 0.99  # and where all rows under the caption are there


def confirm_seen(found: Sequence[FoundCell], lines: Sequence[TableLine], form: Form) -> list[FoundCell]:
    """The cells, those of pictures surer where their table has all rows and columns of the form, each by its label.

    So are those of a row whose neighbours are named as the form has them, where not all of the table is.
    """
    seen = [cell for cell in found if cell.cell.ink is not None and cell.line.confirmable]
    sure: set[tuple[int, int]] = set()  # the grid and the row of lines
    for table in form.tables if seen else ():
        own = [cell for cell in seen if form.specs[cell.key].table == table.id]
        if _is_whole(table, own, found, lines, form):
            sure |= {_line_of(cell) for cell in own}
        elif own:
            sure |= _between_neighbours(table, own, lines, form)
    return [
        replace(cell, found=max(_apart(cell), _least(cell, form)) * max(cell.line.quality, CONFIRMED))
        if cell.cell.ink is not None and _line_of(cell) in sure
        else cell
        for cell in found
    ]


def _least(cell: FoundCell, form: Form) -> float:
    """How sure a cell of a whole table is at least; under captions there are few rows, each by its likeness too."""
    return ALL_THERE if form.table_by_id[form.specs[cell.key].table].caption is not None else NAMED


def _line_of(cell: FoundCell) -> tuple[int, int]:
    return cell.line.grid, cell.line.row


def _between_neighbours(
    table: TableForm, own: Sequence[FoundCell], lines: Sequence[TableLine], form: Form
) -> set[tuple[int, int]]:
    """The lines between two others that the form has right before and after theirs, all figures in cells of one row.

    Of two rows between which no rule was seen the form's second would be lost, or a cell would reach over both.
    """
    printed = form.expected({cell.key for cell in own})
    order = list(dict.fromkeys(row.key for key in printed if (row := _row_of(key, table, form)) is not None))
    times = Counter(cell.key for cell in own)
    by_line: dict[tuple[int, int], list[FoundCell]] = defaultdict(list)
    for cell in own:
        by_line[_line_of(cell)].append(cell)
    places: dict[tuple[int, int], int] = {}
    for line, cells in by_line.items():
        row = _row_of(cells[0].key, table, form)
        whole = len(cells) == max(1, len(table.columns)) and all(
            _apart(cell) >= NAMED and cell.cell.rowspan == 1 and times[cell.key] == 1 for cell in cells
        )
        if row is not None and row.key in order and whole:
            places[line] = order.index(row.key)
    grids = {grid: sorted({line.row for line in lines if line.grid == grid}) for grid, _ in by_line}
    neighbours = [
        ((grid, before), (grid, at), (grid, after))
        for grid, rows in grids.items()
        for before, at, after in zip(rows, rows[1:], rows[2:], strict=False)
    ]
    return {
        at
        for before, at, after in neighbours
        if before in places
        and at in places
        and after in places
        and places[before] + 1 == places[at] == places[after] - 1
    }


def _row_of(key: str, table: TableForm, form: Form) -> Row | None:
    spec = form.specs[key]
    return spec.row if spec.table == table.id else None


def _is_whole(
    table: TableForm, own: Sequence[FoundCell], found: Sequence[FoundCell], lines: Sequence[TableLine], form: Form
) -> bool:
    if not own or any(_apart(cell) < (NAMED if table.caption is None else LIKEST) for cell in own):
        return False
    times = Counter(cell.key for cell in found)
    if any(times[cell.key] > 1 for cell in own):
        return False
    expected = {key for key in form.expected(set(times)) if form.specs[key].table == table.id}
    if not expected <= times.keys():
        return False
    return not any(stray_rows(lines, grid, found, form) for grid in {cell.line.grid for cell in own})


def _apart(cell: FoundCell) -> float:
    """How sure the cell is apart from the quality of its grid."""
    return cell.found / cell.line.quality if cell.line.quality > 0 else 0.0
