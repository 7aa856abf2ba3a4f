"""What was written, opened again with the libraries that readers use."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_workbook(path: Path) -> Any:
    """An Excel file."""
    from openpyxl import load_workbook

    return load_workbook(path)


def new_workbook() -> Any:
    """An empty Excel file."""
    from openpyxl import Workbook

    return Workbook()


def parquet_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def parquet_schema(path: Path) -> Any:
    """Its columns."""
    from pyarrow import parquet

    return parquet.read_schema(path)


def parquet_groups(path: Path) -> list[int]:
    """How many rows each of its groups has."""
    from pyarrow import parquet

    found = parquet.ParquetFile(path).metadata
    return [found.row_group(number).num_rows for number in range(found.num_row_groups)]
