"""The panel as Parquet, CSV and Excel, with a list of its columns and where each form's figures come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.atomic import whole_file, write_whole
from pipeline.export.cells import RISKY, Cells
from pipeline.types.panel import HEAD, Panel

FILES = ("panel.parquet", "panel.csv", "panel.xlsx", "panel_columns.csv")
COLUMNS = ("column", "label", "unit", "form", "keys", "comparability", "note")
Row = tuple[str | int | float | None, ...]


def export_panel(panel: Panel, folder: Path) -> None:
    """Write the four files into the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    head = [*HEAD, *(column.name for column in panel.columns)]
    rows = list(_rows(panel))
    _write_parquet(panel, folder / "panel.parquet", rows)
    _write_csv(folder / "panel.csv", head, rows)
    _write_csv(folder / "panel_columns.csv", list(COLUMNS), list(_columns(panel)))
    _write_excel(folder / "panel.xlsx", {"panel": [tuple(head), *rows], "columns": [COLUMNS, *_columns(panel)]})


def _rows(panel: Panel) -> Iterator[Row]:
    for row in panel.rows:
        yield (row.agency, row.region, row.year, row.form, row.name, row.in_review, *row.values)


def _columns(panel: Panel) -> Iterator[Row]:
    for column in panel.columns:
        for source in column.sources:
            yield (
                column.name,
                column.label,
                column.unit,
                source.form,
                " + ".join(source.keys),
                source.comparability,
                source.note,
            )


def _write_parquet(panel: Panel, path: Path, rows: list[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = [pa.string(), pa.string(), pa.int32(), pa.string(), pa.string(), pa.int32()]
    fields = [pa.field(name, kind) for name, kind in zip(HEAD, types, strict=True)]
    fields += [pa.field(column.name, pa.float64()) for column in panel.columns]
    schema = pa.schema(fields)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    with whole_file(path) as made:
        pq.write_table(pa.table(arrays, schema=schema), str(made), compression="zstd")


def _write_csv(path: Path, head: list[str], rows: list[Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8-sig"))  # Excel reads UTF-8 only with the mark


def _harmless(value: str | float | None) -> str | float:
    """The value as a spreadsheet takes it for no formula."""
    if isinstance(value, str) and value.startswith(RISKY):
        return "'" + value
    return "" if value is None else value


def _write_excel(path: Path, sheets: dict[str, list[Row]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    cells = Cells(book)
    for name, (head, *rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(cells.head(sheet, [str(title) for title in head]))
        for row in rows:
            sheet.append([cells.value(sheet, value) for value in row])
    with whole_file(path) as made:
        book.save(str(made))
