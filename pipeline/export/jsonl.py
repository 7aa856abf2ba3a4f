"""reports.jsonl: one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.atomic import whole_file
from pipeline.export.exporter import Add, Order
from pipeline.schema import Report


@contextmanager
def export_jsonl(order: Order) -> Iterator[Add]:
    """Write the records as they are, each on its line, sorted by name."""
    with whole_file(order.out / "reports.jsonl") as path, path.open("w", encoding="utf-8", newline="\n") as file:

        def add(_: str, report: Report) -> None:
            file.write(report.model_dump_json())
            file.write("\n")

        yield add
        file.flush()
