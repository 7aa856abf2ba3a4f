"""The tables of a form as a report prints them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.forms import Column, Form, Row, TableForm
from pipeline.forms.form import field_key
from pipeline.schema import SectionKey
from pipeline.synth.cells import column_label, figure_text, group_label, row_label
from pipeline.synth.document import Passage, PrintedCell, PrintedTable
from pipeline.synth.values import Values
from pipeline.synth.values.values import rows_of
from pipeline.synth.words import Words

ITEM = "信息内容"
BANNER = "申请人情况"
HEADING_MARKS = ("——", "—", "----", "")
Rows = list[tuple[PrintedCell, ...]]


@dataclass(frozen=True, slots=True)
class Printer:
    """What the printing of a table needs."""

    form: Form
    values: Values
    words: Words
    rng: random.Random

    def figure(self, table: TableForm, row: Row | None, column: Column | None, colspan: int = 1) -> PrintedCell:
        """The cell of a figure."""
        key = field_key(table, row, column)
        text = figure_text(self.values.figures[key], self.form.specs[key], self.words, self.rng)
        return PrintedCell(text, "figure", colspan=colspan, key=key)


def print_tables(printer: Printer, section: SectionKey | None) -> list[Passage | PrintedTable]:
    """The tables of a section, small ones joined as the report has it."""
    tables = [table for table in printer.form.tables if table.section == section]
    small = [table for table in tables if table.columns and table.rows and table.column_header_rows == 1]
    if len(small) > 1 and len(small) == len(tables):
        return _print_small(printer, small)
    return [part for table in tables for part in _print_table(printer, table)]


def _print_table(printer: Printer, table: TableForm) -> list[PrintedTable]:
    if table.single_data_row and printer.words.split_disputes:
        groups = dict.fromkeys(column.group for column in table.columns)
        return [
            _single_row(printer, table, tuple(column for column in table.columns if column.group == group))
            for group in groups
        ]
    if table.single_data_row:
        return [_single_row(printer, table, table.columns)]
    return [_matrix(printer, table) if table.columns else _list(printer, table)]


def _print_small(printer: Printer, tables: Sequence[TableForm]) -> list[Passage | PrintedTable]:
    columns = max(len(table.columns) for table in tables)
    if printer.words.disclosure == "one":
        rows = [row for table in tables for row in _small(printer, table, columns)]
        return [PrintedTable(tables[0].id, tuple(rows), (1.2, *[1.0] * columns), header_rows=0)]
    printed: list[Passage | PrintedTable] = []
    for table in tables:
        rows = _small(printer, table, len(table.columns))
        if printer.words.disclosure == "above" and table.caption is not None:
            printed.append(Passage(table.caption, "caption", table.section))
            rows = rows[1:]
        printed.append(PrintedTable(table.id, tuple(rows), (1.2, *[1.0] * len(table.columns)), header_rows=0))
    return printed


def _small(printer: Printer, table: TableForm, columns: int) -> Rows:
    """Caption, header and rows of a small table, stretched over `columns` columns of figures."""
    spans = _stretch(len(table.columns), columns)
    rows: Rows = [(PrintedCell(table.caption or table.id, "caption", colspan=columns + 1),)]
    header = [PrintedCell(ITEM, "header")]
    for column, span in zip(table.columns, spans, strict=True):
        label = column.label
        if column.unit_in_cell and printer.words.money_in_header:
            label += "（单位：万元）"
        header.append(PrintedCell(column_label(label, printer.words, narrow=False), "header", colspan=span))
    rows.append(tuple(header))
    for row in rows_of(table, printer.values.rows):
        figures = [printer.figure(table, row, column, span) for column, span in zip(table.columns, spans, strict=True)]
        rows.append((PrintedCell(row_label(row.label, printer.words, printer.rng), "label"), *figures))
    return rows


def _stretch(count: int, columns: int) -> list[int]:
    return [1] * (count - 1) + [columns - count + 1]


def _matrix(printer: Printer, table: TableForm) -> PrintedTable:
    rows = rows_of(table, printer.values.rows)
    depth = max(len(row.group) for row in rows) + 1
    header = _header(printer, table.columns)
    if table.column_header_rows > len(header):
        banner = PrintedCell(BANNER, "header", colspan=len(table.columns))
        header.insert(0, (banner,))
    corner = PrintedCell(_corner(printer, table), "header", rowspan=len(header), colspan=depth)
    header[0] = (corner, *header[0])
    body: Rows = []
    for number, row in enumerate(rows):
        labels = _labels(printer, rows, number, depth)
        body.append((*labels, *(printer.figure(table, row, column) for column in table.columns)))
    labels_width = (0.7, 1.7, 3.4)[-depth:] if depth <= 3 else (1.5,) * depth
    widths = (*labels_width, *[0.95] * len(table.columns))
    return PrintedTable(table.id, (*header, *body), widths, len(header))


def _corner(printer: Printer, table: TableForm) -> str:
    notes = (table.corner_note or "", *table.corner_note_aliases)
    return notes[min(printer.words.official_corner, len(notes) - 1)] if printer.words.corner_note else ""


def _labels(printer: Printer, rows: Sequence[Row], number: int, depth: int) -> list[PrintedCell]:
    """The label cells that start in a row: groups that begin here, then the row's own label."""
    row = rows[number]
    cells: list[PrintedCell] = []
    for level in range(len(row.group)):
        group = row.group[: level + 1]
        if number == 0 or rows[number - 1].group[: level + 1] != group:
            members = [other for other in rows[number:] if other.group[: level + 1] == group]
            cells.append(PrintedCell(group_label(group[-1], printer.words), "label", rowspan=len(members)))
    label = row_label(row.label, printer.words, printer.rng)
    cells.append(PrintedCell(label, "label", colspan=depth - len(row.group)))
    return cells


def _header(printer: Printer, columns: Sequence[Column]) -> Rows:
    """The header's rows over the columns: groups above what they hold, the rest reaching down."""
    depth = max(len(column.group) for column in columns) + 1
    header: list[list[PrintedCell]] = [[] for _ in range(depth)]
    for number, column in enumerate(columns):
        for level in range(len(column.group)):
            group = column.group[: level + 1]
            if number == 0 or columns[number - 1].group[: level + 1] != group:
                members = [other for other in columns[number:] if other.group[: level + 1] == group]
                deeper = max(len(member.group) for member in members)
                rowspan = depth - deeper if level == deeper - 1 else 1
                label = column_label(group[-1], printer.words) if len(members) == 1 else group[-1]
                header[level].append(PrintedCell(label, "header", rowspan=rowspan, colspan=len(members)))
        level = len(column.group) and depth - 1
        cell = PrintedCell(column_label(column.label, printer.words), "header", rowspan=depth - level)
        header[level].append(cell)
    return [tuple(row) for row in header]


def _single_row(printer: Printer, table: TableForm, columns: Sequence[Column]) -> PrintedTable:
    header = _header(printer, columns)
    figures = tuple(printer.figure(table, None, column) for column in columns)
    return PrintedTable(table.id, (*header, figures), (1.0,) * len(columns), len(header))


def _list(printer: Printer, table: TableForm) -> PrintedTable:
    names = table.header or ("指标", "单位", "数量")
    if table.header_aliases and printer.rng.random() < 0.3:
        names = printer.rng.choice(table.header_aliases)
    rows: Rows = [tuple(PrintedCell(name, "header") for name in names)]
    mark = printer.rng.choice(HEADING_MARKS)
    levels: dict[str, int] = {}
    for row in rows_of(table, printer.values.rows):
        levels[row.key] = levels[row.parent] + 1 if row.parent else 0
        label = PrintedCell(row_label(row.label, printer.words, printer.rng), "label", indent=levels[row.key])
        if row.heading:
            rows.append((label, PrintedCell(mark, "unit"), PrintedCell(mark, "unit")))
        else:
            unit = PrintedCell(row.unit or table.unit or "", "unit")
            rows.append((label, unit, printer.figure(table, row, None)))
    return PrintedTable(table.id, tuple(rows), (6.4, 1.0, 1.6), header_rows=1)
