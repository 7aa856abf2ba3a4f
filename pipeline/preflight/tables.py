"""Tables: missing, or without rows or columns that the form has; rows of another edition of the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.forms import Row, TableForm
from pipeline.preflight.case import Case, is_garbled, printed_numbers, row_label, shortened
from pipeline.preflight.finding import Spot
from pipeline.preflight.hit import Hint, Hit, Said
from pipeline.schema import Field, Level, Table
from pipeline.text.matching import LabelIndex

SURELY = 0.9  # a printed label that fits this well is the form's: the row is there, it was only not read


def form_unknown(case: Case) -> Iterator[Hit]:
    """No table of a known form could be found."""
    if case.form is None:
        level: Level = "warning" if any(True for _ in part_not_read(case)) else "error"  # it may stand there
        yield Hit(level, {"form": case.due.file.title if case.due is not None else "—"})


def table_missing(case: Case) -> Iterator[Hit]:
    """A table of the form is not there. The narrative may state its figures, in words that are understood or not."""
    for table in _tables(case):
        fields = _fields(case, table)
        lost = any(field.status == "absent" or field.origin == "prose" for field in fields.values())
        if lost and all(field.origin == "prose" or field.place is None for field in fields.values()):
            yield Hit("error", {"table": case.table_label(table.id), "parts": _parts(table)}, keys=tuple(fields))


def row_missing(case: Case) -> Iterator[Hit]:
    """A table lacks a row of the form."""
    for table, missing in _partly_read(case):
        for row in table.rows:
            keys = _keys(case, table, row=row.key)
            if keys and set(keys) <= missing and not _prints(case, table, row.key, rows=True):
                label = " / ".join((*row.group, row.label))
                yield Hit("error", {"table": case.table_label(table.id), "row": label}, _near(case, table), keys)


def column_missing(case: Case) -> Iterator[Hit]:
    """A table lacks a column of the form."""
    for table, missing in _partly_read(case):
        for column in table.columns:
            keys = _keys(case, table, column=column.key)
            if keys and set(keys) <= missing and not _prints(case, table, column.key, rows=False):
                label = " / ".join((*column.group, column.label))
                yield Hit("error", {"table": case.table_label(table.id), "column": label}, _near(case, table), keys)


def row_of_other_form(case: Case) -> Iterator[Hit]:
    """A row of another edition of the form stands in place of this form's rows."""
    for table in _tables(case):
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in table.rows:
            if row.instead_of and _printed_keys(case, table, row):
                found.setdefault(row.instead_of, []).append(row)
        for replaced, rows in found.items():
            keys = tuple(key for row in rows for key in _printed_keys(case, table, row))
            values: dict[str, Said] = {
                "table": case.table_label(table.id),
                "printed": tuple(row_label(row) for row in rows),
                "replaced": tuple(row_label(row) for row in table.rows if row.key in replaced),
            }
            yield Hit("warning", values, case.cells([_printed_keys(case, table, row)[-1] for row in rows]), keys)


def cells_not_read(case: Case) -> Iterator[Hit]:
    """Figures of a table were not found or not read: the check cannot speak of them."""
    for table in _tables(case):
        fields = _fields(case, table)
        found = printed_numbers(fields)
        missing = tuple(key for key in fields if key not in found and fields[key].status == "review")
        if not missing:
            continue
        if found:
            missing = tuple(key for key in missing if not _is_missing_line(case, table, key, set(fields) - set(found)))
        if missing:
            yield _of_cells(case, "warning", table, missing)


def cells_doubtful(case: Case) -> Iterator[Hit]:
    """Figures were read with doubt: what is said of them may be a misreading."""
    for table in _tables(case):
        fields = printed_numbers(_fields(case, table))
        doubted = tuple(k for k, f in fields.items() if f.status == "review" and not is_garbled(f))
        if doubted:
            yield _of_cells(case, "info", table, doubted)


def part_not_read(case: Case) -> Iterator[Hit]:
    """A page or picture of the document was not read: what stands there was not checked."""
    pages = sorted({remark.page for remark in case.report.warnings if remark.code == "unread_region" and remark.page})
    whole = any(remark.code == "unread_region" and remark.page is None for remark in case.report.warnings)
    if pages or whole:
        hints = (Hint("pages", {"pages": tuple(map(str, pages))}),) if pages else ()
        yield Hit("warning", {"count": max(1, len(pages))}, hints=hints)


def _of_cells(case: Case, level: Level, table: TableForm, keys: tuple[str, ...]) -> Hit:
    values: dict[str, Said] = {"table": case.table_label(table.id), "count": len(keys), "cells": case.named(keys)}
    return Hit(level, values, case.cells(keys), keys)


def _tables(case: Case) -> tuple[TableForm, ...]:
    return case.form.tables if case.form is not None else ()


def _fields(case: Case, table: TableForm) -> dict[str, Field]:
    specs = case.form.specs if case.form is not None else {}
    return {key: field for key, field in case.report.fields.items() if key in specs and specs[key].table == table.id}


def _partly_read(case: Case) -> Iterator[tuple[TableForm, set[str]]]:
    """The tables that are there, each with its keys that were not found."""
    for table in _tables(case):
        fields = _fields(case, table)
        found = printed_numbers(fields)
        if found:
            yield table, set(fields) - set(found)


def _keys(case: Case, table: TableForm, *, row: str | None = None, column: str | None = None) -> tuple[str, ...]:
    """The record's keys of a row or column of the table."""
    return tuple(
        key
        for key in _fields(case, table)
        if (spec := case.spec(key)) is not None
        and (row is None or (spec.row is not None and spec.row.key == row))
        and (column is None or (spec.column is not None and spec.column.key == column))
    )


def _printed_keys(case: Case, table: TableForm, row: Row) -> tuple[str, ...]:
    """The keys of a row that the document prints in its tables."""
    printed = printed_numbers(case.report.fields)
    return tuple(key for key in _keys(case, table, row=row.key) if key in printed)


def _is_missing_line(case: Case, table: TableForm, key: str, missing: set[str]) -> bool:
    """Whether the key's whole row or column is said to be missing."""
    spec = case.spec(key)
    if spec is None:
        return False
    row, column = spec.row, spec.column
    if (
        row is not None
        and set(_keys(case, table, row=row.key)) <= missing
        and not _prints(case, table, row.key, rows=True)
    ):
        return True
    return (
        column is not None
        and set(_keys(case, table, column=column.key)) <= missing
        and not _prints(case, table, column.key, rows=False)
    )


def _prints(case: Case, table: TableForm, part: str, *, rows: bool) -> bool:
    """Whether a cell of the document prints the label of that row or column: then it is there, and was not read."""
    if case.form is None:
        return False
    labels = (case.form.row_labels if rows else case.form.column_labels)[table.id]
    for printed in case.report.tables:
        if table.id not in printed.matched:
            continue
        heads = _header_rows(printed, case.form.column_labels[table.id], least=min(2, len(table.columns)))
        texts = (cell.text for cell in printed.cells if (cell.row in heads) != rows and cell.text.strip())
        if any(labels.scores(text).get(part, 0.0) >= SURELY for text in texts):
            return True
    return False


def _header_rows(printed: Table, columns: LabelIndex, *, least: int) -> set[int]:
    """The rows that print labels of columns; 其他 and 总计 are labels of rows as well."""
    labelled = Counter(cell.row for cell in printed.cells if columns.best(cell.text)[1] >= SURELY)
    return {row for row, count in labelled.items() if count >= max(1, least)}


def _near(case: Case, table: TableForm) -> tuple[Spot, ...]:
    """The first figure of the table that was found: what is missing has no place of its own."""
    found = printed_numbers(_fields(case, table))
    return (case.cell(next(iter(found))),) if found else ()


def _parts(table: TableForm) -> tuple[str, ...]:
    """The rows of a table, or the groups of its columns where it has one row."""
    rows = [row_label(row) for row in table.rows if not row.heading and not row.optional]
    groups = dict.fromkeys("·".join(column.group) or column.label for column in table.columns)
    return shortened(tuple(rows or groups))
