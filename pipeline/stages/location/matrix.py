"""Tables with many labelled rows and the same columns throughout: the requests table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.forms import Form, TableForm
from pipeline.forms.form import field_key
from pipeline.stages.location.align import align
from pipeline.stages.location.cellfinding import FoundCell, Header, assign, find_header
from pipeline.stages.location.lines import TableLine, is_blank, is_figure
from pipeline.types.grid import Cell

BY_LABEL, BY_LIKENESS, BY_ORDER = 0.9995, 0.98, 0.75
FEWEST_ROWS = 0.2  # of the form's rows; fewer are another table that shares a label


@dataclass(frozen=True, slots=True)
class _Row:
    """A table line cut into the label left of its figures and the figures, and the form's row that it is."""

    line: TableLine
    label: str
    figures: tuple[Cell, ...]
    name: str | None = None
    sure: float = 0.0


def find_matrix(lines: Sequence[TableLine], form: Form, table: TableForm) -> list[FoundCell]:
    """The cells of a matrix table among the lines of all grids, in document order."""
    rows = _name_rows([_cut(line, len(table.columns)) for line in lines], form, table)
    if sum(row.name is not None for row in rows) < max(2, FEWEST_ROWS * len(table.rows)):
        return []
    forms = {row.key: row for row in table.rows}
    columns = {column.key: column for column in table.columns}
    headers: dict[int, Header] = {}
    found: list[FoundCell] = []
    for index, row in enumerate(rows):
        if row.name is None:
            continue
        number = row.line.grid
        if number not in headers:
            headers[number] = _header_above(lines[:index], number, form, table)
        for key, (cell, certainty) in assign(row.figures, table.columns, headers[number], ruled=row.line.ruled).items():
            sure = certainty * row.sure * row.line.quality
            unit_text = f"{row.label} {headers[number].text(key)}"
            found.append(FoundCell(field_key(table, forms[row.name], columns[key]), cell, sure, row.line, unit_text))
    return found


def _name_rows(rows: list[_Row], form: Form, table: TableForm) -> list[_Row]:
    labels = form.row_labels[table.id]
    scores: list[Mapping[str, float]] = [labels.scores(row.label) if row.figures else {} for row in rows]
    names = align(scores, [row.key for row in table.rows])
    named = [
        replace(row, name=name, sure=_certainty(score.get(name, 0.0))) if name is not None else row
        for row, name, score in zip(rows, names, scores, strict=True)
    ]
    return _fill_by_order(named, [row.key for row in table.rows if not row.optional])


def _header_above(lines: Sequence[TableLine], grid: int, form: Form, table: TableForm) -> Header:
    above = [line for line in lines if line.grid == grid]
    header = find_header(above, table.columns, form.column_labels[table.id])
    return header if len(header.cells) * 2 > len(table.columns) else Header({})


def _cut(line: TableLine, columns: int) -> _Row:
    """The label left of the figures, and the figures: the last cells of the row."""
    cells = line.cells
    if not line.ruled:
        while len(cells) > columns + 1 and is_blank(cells[-1]) and is_figure(cells[-columns - 1]):
            cells = cells[:-1]  # an empty cell after the last separator
    if len(cells) > columns:
        label, figures = cells[-columns - 1], cells[-columns:]
        labelled = is_blank(label) or not is_figure(label)
        if labelled and sum(is_figure(cell) for cell in figures) * 2 > columns:
            return _Row(line, label.text if label.trusted else "", figures)
    last = max((number for number, cell in enumerate(cells) if not is_figure(cell)), default=-1)
    figures = cells[last + 1 :]
    return _Row(line, cells[last].text if last >= 0 else "", figures if len(figures) > 1 else ())


def _certainty(score: float) -> float:
    return BY_LABEL if score >= 0.95 else BY_LIKENESS * score / 0.9


def _fill_by_order(rows: list[_Row], keys: list[str]) -> list[_Row]:
    """Name rows without a readable label where exactly as many of the form's rows are missing there."""
    filled = list(rows)
    anchors = [(number, keys.index(row.name)) for number, row in enumerate(rows) if row.name in keys]
    for (row0, key0), (row1, key1) in zip(anchors, anchors[1:], strict=False):
        nameless = [number for number in range(row0 + 1, row1) if rows[number].figures and rows[number].name is None]
        missing = keys[key0 + 1 : key1]
        if nameless and len(nameless) == len(missing):
            for number, key in zip(nameless, missing, strict=True):
                filled[number] = replace(rows[number], name=key, sure=BY_ORDER)
    return filled
