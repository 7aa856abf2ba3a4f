"""The sheet of an audit: pictures of figures to read, without what the program read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.atomic import whole_file
from pipeline.errors import UsageError
from pipeline.export.pictures import Location, Pictures
from pipeline.export.queue import look_at
from pipeline.export.review import ReviewSheet, Sheaf, sheaf_of
from pipeline.forms import Form
from pipeline.schema import AuditSample, Report

COLUMNS = {
    "document": 30, "place": 11, "section": 11, "row": 36, "column": 18, "answer": 14, "picture": 92, "sha256": 8,
    "key": 30,
}  # fmt: skip
ABOUT = "sample"


def write_blind(
    path: Path,
    sample: AuditSample,
    reports: Iterable[tuple[str, Report]],
    *,
    forms: Mapping[str, Form],
    locations: Mapping[str, Location],
) -> None:
    """Write the sheet; documents by name, their figures in the order of the form.

    A figure that was read from pixels and cannot be drawn has neither picture nor text: its document has to be opened,
    for text of ours would not be blind.
    """
    from openpyxl import Workbook

    keys: defaultdict[str, set[str]] = defaultdict(set)
    for figure in sample.figures:
        keys[figure.sha256].add(figure.key)
    sheaves = [
        _sheaf(name, report, forms.get(report.form), keys[report.source.sha256])
        for name, report in reports
        if report.source.sha256 in keys
    ]
    with whole_file(path) as temporary, Pictures(locations) as pictures:
        workbook = Workbook()
        ReviewSheet(workbook, pictures, COLUMNS).fill(sheaves)
        _tell(workbook.create_sheet(ABOUT), sample)
        workbook.save(temporary)


def sample_of(path: Path) -> tuple[int, int]:
    """Seed and count of the sample that a sheet belongs to.

    Raises:
        UsageError: the file is no sheet of an audit.
    """
    from openpyxl import load_workbook

    with suppress(Exception):  # whatever openpyxl raises, it is not a sheet of ours
        workbook = load_workbook(path, read_only=True, data_only=True)
        said = {str(row[0]): str(row[1]) for row in workbook[ABOUT].iter_rows(values_only=True)}
        workbook.close()
        return int(said["seed"]), int(said["count"])
    raise UsageError(f"{path}: not a sheet that `gongkai audit` drew")


def _sheaf(name: str, report: Report, form: Form | None, keys: set[str]) -> Sheaf:
    order = [key for key in report.fields if key in keys]
    return sheaf_of(name, report, form, look_at(report, form, order))


def _tell(sheet: Any, sample: AuditSample) -> None:
    rows: Sequence[tuple[str, int]] = (
        ("seed", sample.seed), ("count", sample.count), ("population", sample.population),
        ("documents", sample.documents),
    )  # fmt: skip
    for row in rows:
        sheet.append(row)
