"""Tables with one row of figures under a deep header: the disputes table, whole or split by its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.forms import Column, Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.cellfinding import BY_BOTH, BY_POSITION, CONTRADICTED, FoundCell, stands_over
from pipeline.stages.location.groupshapes import name_by_shape
from pipeline.stages.location.lines import TableLine, is_blank, is_figure, is_scrawl
from pipeline.stages.location.twovotes import AGAINST_LABEL
from pipeline.text.matching import ALL_BUT, CLEARLY, likeness
from pipeline.text.normalise import label_key
from pipeline.types.grid import Cell

SURE = 0.9995
FEWEST_LABELS = 0.3  # of the column labels; fewer and it is another table with as many figures

_DataRow = tuple[list[tuple[Column, Cell]], TableLine, list[TableLine]]  # columns with cells, their line, lines above


def find_single_row(lines: Sequence[TableLine], form: Form, table: TableForm) -> list[FoundCell]:
    """The cells of a table with a single data row among the lines of all grids.

    Where a second row prints other figures for the same columns, both are given: which is meant is not ours to say.
    """
    found: list[FoundCell] = []
    first: dict[str, str] = {}
    named: dict[int, list[Column]] = {}
    for _, group in groupby(lines, key=lambda line: line.grid):
        own = list(group)
        rows = _filled(list(_data_rows(own, table)))
        taken_rows = {line.row for _, line, _ in rows}
        left_over = _bare_figures(own) - taken_rows
        beside = any({row - 1, row + 1} & taken_rows for row in left_over)
        for columns, line, above in rows:
            taken = [first.get(column.key) for column, _ in columns]
            if all(text == cell.text.strip() for text, (_, cell) in zip(taken, columns, strict=True)):
                continue
            unruled = CONTRADICTED if _is_disordered(above, table) else BY_POSITION
            for column, cell in columns:
                first.setdefault(column.key, cell.text.strip())
                sure = _column_vote(column, cell, above, form, table) if line.ruled else unruled
                if beside:
                    sure = CONTRADICTED  # which of the rows has the figures is not ours to say
                found.append(FoundCell(field_key(table, None, column), cell, sure * SURE * line.quality, line))
            if columns:
                named.setdefault(line.grid, []).extend(column for column, _ in columns)
    for shaped, line in name_by_shape(lines, table, named):
        sure = AGAINST_LABEL * SURE * line.quality
        for column, cell in zip(shaped, line.cells, strict=True):
            found.append(FoundCell(field_key(table, None, column), cell, sure, line))
    return found


def _filled(rows: list[_DataRow]) -> list[_DataRow]:
    """The rows that print something; of those for the same columns without one that does, the last.

    A row that numbers the columns is none, where another one follows.
    """
    kept: list[_DataRow] = []
    for number, (columns, line, above) in enumerate(rows):
        keys = {column.key for column, _ in columns}
        others = [row for at, row in enumerate(rows) if at != number and keys & {column.key for column, _ in row[0]}]
        texts = [cell.text.strip() for _, cell in columns]
        later = [row for row in others if row[1].row > line.row]
        if not any(texts) and (later or any(not is_blank(cell) for row in others for _, cell in row[0])):
            continue
        if later and _is_numbering(texts):
            continue
        kept.append((columns, line, above))
    return kept


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether these number the columns."""
    return list(texts) == [str(count + 1) for count in range(len(texts))]


def _bare_figures(lines: Sequence[TableLine]) -> set[int]:
    """The rows that print figures and nothing else, but for those that number the columns."""
    bare = set()
    for line in lines:
        printed = [cell.text.strip() for cell in line.cells if not is_blank(cell)]
        if printed and not _is_numbering(printed) and all(text.isdigit() for text in printed):
            bare.add(line.row)
    return bare


def _data_rows(lines: list[TableLine], table: TableForm) -> Iterator[_DataRow]:
    """Rows of figures with the columns they belong to, and the header lines above."""
    groups = _groups(table)
    begun = 0  # the line after the last row of figures
    for number, line in enumerate(lines):
        above = lines[begun:number] if _names_groups(lines[begun:number], table) else lines[:number]
        start = _start(line, above, table)
        labels = [cell for cell in line.cells[:start] if not is_figure(cell)]
        figures = line.cells[start:]
        while len(figures) > len(table.columns) and is_blank(figures[-1]) and not line.ruled:
            figures = figures[:-1]
        if not figures:
            continue
        columns = _columns_of(len(figures), [*above, _labels_only(line, start - 1)], labels, groups, table)
        if columns is not None:
            yield list(zip(columns, figures, strict=True)), line, above
            begun = number + 1


def _names_groups(lines: Sequence[TableLine], table: TableForm) -> bool:
    """Whether these lines are a header of their own, as where tables of a group each stand under one another."""
    labels = [cell for line in lines for cell in line.cells if not is_blank(cell)]
    if any(is_figure(cell) for cell in labels):
        return False
    groups = {label_key(name) for column in table.columns for name in column.group}
    return any(name in label_key(cell.text) for cell in labels for name in groups)


def _start(line: TableLine, above: Sequence[TableLine], table: TableForm) -> int:
    """Where the figures of the line begin: after the last label. A figure that cannot be read is no label.

    Nor is an empty cell under a group of columns: there is one cell too many then, and which one is not ours to say.
    """
    alone = {len(columns) for _, columns in _groups(table)}  # where each group has a table of its own
    width = len(line.cells) if len(line.cells) in alone else len(table.columns)
    before, whole = line.cells[:-width], line.cells[-width:]
    figures = [cell for cell in whole if is_figure(cell)]
    mostly = line.ruled and len(whole) == width and 2 * len(figures) > len(whole)
    labelled = not any(_has_digit(cell) and is_figure(cell) for cell in before) and (
        not before or not is_figure(before[-1]) or (is_blank(before[-1]) and not _is_grouped(before[-1], above, table))
    )
    if mostly and labelled and all(is_figure(cell) or _has_digit(cell) or is_scrawl(cell) for cell in whole):
        return len(before)
    return max((number + 1 for number, cell in enumerate(line.cells) if not is_figure(cell)), default=0)


def _is_grouped(cell: Cell, above: Sequence[TableLine], table: TableForm) -> bool:
    """Whether a group of the table's columns stands over the cell."""
    groups = {label_key(name) for column in table.columns for name in column.group}
    over = [other for line in above for other in line.cells if stands_over(other, cell)]
    return any(name in label_key(other.text) for other in over for name in groups)


def _has_digit(cell: Cell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _labels_only(line: TableLine, last: int) -> TableLine:
    return replace(line, cells=line.cells[: last + 1])


def _groups(table: TableForm) -> list[tuple[str, list[Column]]]:
    """The innermost group label of neighbouring columns, with these columns."""
    grouped = groupby(table.columns, key=lambda column: column.group[-1] if column.group else "")
    return [(name, list(columns)) for name, columns in grouped]


def _columns_of(
    count: int, header: list[TableLine], labels: list[Cell], groups: list[tuple[str, list[Column]]], table: TableForm
) -> Sequence[Column] | None:
    """The columns that a row with `count` figures under `header` gives; None where it is not of this table."""
    names = [label_key(name) for name, _ in groups]
    printed = (_group_key(cell, names) for line in header for cell in line.cells if not is_figure(cell))
    seen = list(dict.fromkeys(printed))  # in the order of print: a set has another in each run
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


def _group_key(cell: Cell, names: Sequence[str]) -> str:
    """The label of a header cell; seen in a picture, the name of the group that it is all but, where it is none."""
    text = label_key(cell.text)
    if cell.ink is None or any(name in text for name in names):
        return text
    alike = sorted((likeness(text, name), name) for name in names)
    clearly = alike[-1][0] >= ALL_BUT and alike[-1][0] >= alike[-2][0] + CLEARLY if len(alike) > 1 else False
    return alike[-1][1] if clearly else text


def _speaks_of(seen: Sequence[str], table: TableForm) -> bool:
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
        if stands_over(other, cell) and not is_figure(other) and other.trusted
    ]
    if not over:
        return BY_POSITION
    if any(_names_another_group(other.text, column, table) for other in over):
        return CONTRADICTED
    nearest = max(over, key=lambda other: other.row)
    scores = form.column_labels[table.id].scores(nearest.text)
    if column.key in scores:
        return BY_BOTH
    return CONTRADICTED if scores else BY_POSITION


def _is_disordered(above: Sequence[TableLine], table: TableForm) -> bool:
    """Whether two groups of columns that one header row names stand the other way round than in the form."""
    names = [label_key(name) for name in dict.fromkeys(name for column in table.columns for name in column.group)]
    for line in above:
        named = [(cell.row, at) for cell in line.cells for at, name in enumerate(names) if label_key(cell.text) == name]
        if any(row == other_row and at > other for (row, at), (other_row, other) in pairwise(named)):
            return True
    return False


def _names_another_group(text: str, column: Column, table: TableForm) -> bool:
    """Whether a header label names groups of the table, and none that the column belongs to."""
    label = label_key(text)
    named = {name for other in table.columns for name in other.group if label_key(name) in label}
    return bool(named) and not named & set(column.group)
