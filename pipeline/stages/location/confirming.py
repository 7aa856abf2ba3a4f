"""Tables of pictures whose rules are poor, but whose labels name every row and column of the form: they are whole.

The form is the prior: rows that were merged, torn or lost leave a row of it unnamed, and columns one without its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.forms import Form, TableForm
from pipeline.stages.location.cellfinding import FoundCell
from pipeline.stages.location.lines import TableLine
from pipeline.stages.location.seendoubts import stray_rows

NAMED = 0.975  # the least sureness of a cell, apart from its grid's, where labels name its column and place its row
CONFIRMED = 0.985  # of a grid all of whose rows and columns are named


def confirm_seen(found: Sequence[FoundCell], lines: Sequence[TableLine], form: Form) -> list[FoundCell]:
    """The cells, those of pictures surer where their table has all rows and columns of the form, each by its label."""
    seen = [cell for cell in found if cell.cell.ink is not None]
    whole = {table.id for table in form.tables if seen and _is_whole(table, seen, found, lines, form)}
    return [
        replace(cell, found=_apart(cell) * max(cell.line.quality, CONFIRMED))
        if cell.cell.ink is not None and form.specs[cell.key].table in whole
        else cell
        for cell in found
    ]


def _is_whole(
    table: TableForm, seen: Sequence[FoundCell], found: Sequence[FoundCell], lines: Sequence[TableLine], form: Form
) -> bool:
    own = [cell for cell in seen if form.specs[cell.key].table == table.id]
    if not own or any(_apart(cell) < NAMED for cell in own):
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
