"""Tables with one row of figures under a deep header: the disputes table, whole or split by its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.forms import Column, Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.cellfinding import BY_BOTH, BY_POSITION, CONTRADICTED, FoundCell
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.text.normalise import label_key
from pipeline.types.grid import Cell

SURE = 0.9995
FEWEST_LABELS = 0.3  # of the column labels; fewer and it is another table with as many figures


def find_single_row(lines: Sequence[TableLine], form: Form, table: TableForm) -> list[FoundCell]:
    """The cells of a table with a single data row among the lines of all grids."""
    found: list[FoundCell] = []
    taken: set[str] = set()
    for _, group in groupby(lines, key=lambda line: line.grid):
        for columns, line, above in _data_rows(list(group), table):
            fresh = [(column, cell) for column, cell in columns if column.key not in taken]
            if len(fresh) != len(columns):
                continue
            taken |= {column.key for column, _ in fresh}
            for column, cell in fresh:
                sure = _column_vote(column, cell, above, form, table) if line.ruled else BY_POSITION
                found.append(FoundCell(field_key(table, None, column), cell, sure * SURE * line.quality, line))
    return found


def _data_rows(
    lines: list[TableLine], table: TableForm
) -> Iterator[tuple[list[tuple[Column, Cell]], TableLine, list[TableLine]]]:
    """Rows of figures with the columns they belong to, and the header lines above."""
    groups = _groups(table)
    for number, line in enumerate(lines):
        above = lines[:number]
        labels = [cell for cell in line.cells if not is_figure(cell)]
        last = max((n for n, cell in enumerate(line.cells) if not is_figure(cell)), default=-1)
        figures = line.cells[last + 1 :]
        while len(figures) > len(table.columns) and is_blank(figures[-1]) and not line.ruled:
            figures = figures[:-1]
        if not figures or (all(is_blank(cell) for cell in figures) and number + 1 < len(lines)):
            continue
        columns = _columns_of(len(figures), [*above, _labels_only(line, last)], labels, groups, table)
        if columns is not None:
            yield list(zip(columns, figures, strict=True)), line, above


def _labels_only(line: TableLine, last: int) -> TableLine:
    return TableLine(line.grid, line.row, line.cells[: last + 1], line.ruled, line.quality)


def _groups(table: TableForm) -> list[tuple[str, list[Column]]]:
    """The innermost group label of neighbouring columns, with these columns."""
    grouped = groupby(table.columns, key=lambda column: column.group[-1] if column.group else "")
    return [(name, list(columns)) for name, columns in grouped]


def _columns_of(
    count: int, header: list[TableLine], labels: list[Cell], groups: list[tuple[str, list[Column]]], table: TableForm
) -> Sequence[Column] | None:
    """The columns that a row with `count` figures under `header` gives; None where it is not of this table."""
    seen = {label_key(cell.text) for line in header for cell in line.cells if not is_figure(cell)}
    own = {label_key(cell.text) for cell in labels}
    named = [columns for name, columns in groups if any(label_key(name) in text for text in own)]
    if len(named) == 1 and count == len(named[0]):  # one row a group
        return named[0]
    if not _speaks_of(seen, table):
        return None
    if count == len(table.columns):
        return table.columns
    present = [columns for name, columns in groups if any(label_key(name) in text for text in seen)]
    chosen = [column for columns in present for column in columns]
    return chosen if chosen and count == len(chosen) else None


def _speaks_of(seen: set[str], table: TableForm) -> bool:
    """Whether the labels above are this table's: its groups, or enough of its column labels."""
    text = "".join(seen)
    groups = {label_key(name) for column in table.columns for name in column.group}
    labels = {label_key(column.label) for column in table.columns}
    return any(name in text for name in groups) or sum(label in text for label in labels) > FEWEST_LABELS * len(labels)


def _column_vote(column: Column, cell: Cell, above: list[TableLine], form: Form, table: TableForm) -> float:
    """Whether the nearest header label over the cell is the column's."""
    over = [
        other
        for line in above
        for other in line.cells
        if other.column <= cell.column < other.column + other.colspan and not is_figure(other) and other.trusted
    ]
    if not over:
        return BY_POSITION
    nearest = max(over, key=lambda other: other.row)
    scores = form.column_labels[table.id].scores(nearest.text)
    if column.key in scores:
        return BY_BOTH
    return CONTRADICTED if scores else BY_POSITION
