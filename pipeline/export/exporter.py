"""What an exporter is, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from pipeline.export.pictures import Location
from pipeline.forms import Form
from pipeline.schema import Failure, Report

Add = Callable[[str, Report], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is exported: to which folder, read with which forms, beside which failures.

    `records` is how many there are. `locations` says where the file of a record is, `urls` where it was published;
    both by the record's name.
    """

    out: Path
    forms: Mapping[str, Form]
    records: int = 0
    failures: tuple[tuple[str, Failure], ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)


# An exporter is a context manager that gives the function to hand records to, in sorted order; what it made takes the
# place of the old only when it ends well. name -> ("module:function", the files that it writes)
EXPORTERS = {
    "jsonl": ("pipeline.export.jsonl:export_jsonl", ("reports.jsonl",)),
    "parquet": ("pipeline.export.parquet:export_parquet", ("fields.parquet", "checks.parquet")),
    "excel": ("pipeline.export.workbook:export_workbook", ("fields.xlsx",)),
    "review": ("pipeline.export.review:export_review", ("review.xlsx",)),
    "html": ("pipeline.export.html:export_html", ("index.html", "html")),
}
Exporter = Callable[[Order], AbstractContextManager[Add]]


def exporter(name: str) -> Exporter:
    """The exporter of that name, imported now."""
    module, _, attribute = EXPORTERS[name][0].partition(":")
    found: Exporter = getattr(import_module(module), attribute)
    return found


def export(names: Iterable[str], order: Order, reports: Iterable[tuple[str, Report]]) -> None:
    """Hand every record to every exporter of `names`, once; `reports` are sorted by name."""
    with ExitStack() as stack:
        adders = [stack.enter_context(exporter(name)(order)) for name in names]
        for name, report in reports:
            for add in adders:
                add(name, report)
