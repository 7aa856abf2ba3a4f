"""fields.xlsx: a sheet a form with a row a report, the same figures one a row, broken sums, failures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pipeline.atomic import whole_file
from pipeline.export.cells import FILLS, Cells
from pipeline.export.exporter import Add, Order
from pipeline.export.wording import words
from pipeline.forms import Form
from pipeline.schema import Field, Report

MOST_REPORTS_LISTED = 1_500  # beyond that a sheet with a row a figure helps nobody; Parquet has them all
PANEL = ("agency", "year", "region", "document", "name")
LISTED = (
    "agency",
    "year",
    "document",
    "key",
    "row",
    "column",
    "value",
    "raw",
    "meaning",
    "unit",
    "status",
    "confidence",
)
SUMS = ("agency", "year", "document", "id", "at", "left", "right", "blame", "level", "explanation")
FAILED = ("document", "reason", "stage", "message")
NO_TITLE = re.compile(r"[\[\]:*?/\\]")  # what a sheet's name cannot hold
WIDTHS = {"agency": 26, "document": 36, "name": 20, "key": 40, "row": 44, "explanation": 70, "message": 70, "id": 26}


@contextmanager
def export_workbook(order: Order) -> Iterator[Add]:
    """Write the workbook a row at a time, so that any number of reports needs the same memory."""
    from openpyxl import Workbook

    with whole_file(order.out / "fields.xlsx") as path:
        book = _Book(Workbook(write_only=True), order)
        try:
            yield book.add
            book.finish()
        except BaseException:
            book.abandon()
            raise
        book.workbook.save(path)


class _Book:
    """The open sheets."""

    def __init__(self, workbook: Any, order: Order) -> None:
        self.workbook, self.order = workbook, order
        self.cells = Cells(workbook)
        self.legend = workbook.create_sheet(words("legend").zh)
        self.panels: dict[str, Any] = {}
        self.rows: Counter[str] = Counter()  # by sheet, headings included
        self.filters: dict[str, tuple[int, int]] = {}  # by sheet: the row of headings, and how many columns
        listed = order.records <= MOST_REPORTS_LISTED
        self.listed = self._sheet(words("figures").zh, LISTED) if listed else None
        self.sums = self._sheet(words("sums").zh, SUMS)

    def add(self, name: str, report: Report) -> None:
        """One report into all sheets."""
        form = self.order.forms.get(report.form)
        blames = _blames(report)
        if form is not None:
            self._add_to_panel(name, report, form, blames)
        if self.listed is not None:
            self._add_to_list(report, form, blames)
        for check in report.checks:
            if check.verdict == "broken":
                blame = words(check.blame).zh if check.blame else None
                said = (
                    words(check.id).zh,
                    check.at,
                    check.left,
                    check.right,
                    blame,
                    words(check.level).zh,
                    check.explanation,
                )
                self._append(self.sums, [report.agency.value, report.year.value, report.source.path, *said])

    def finish(self) -> None:
        """What is known at the end: failures and the legend."""
        sheet = self._sheet(words("failures").zh, FAILED)
        for _, failure in self.order.failures:
            self._append(sheet, [failure.source.path, words(failure.reason).zh, failure.stage, failure.message])
        self._write_legend()
        for title, (row, columns) in self.filters.items():
            self.workbook[title].auto_filter.ref = f"A{row}:{_letter(columns - 1)}{self.rows[title]}"

    def abandon(self) -> None:
        """End the open sheets, which write to files of their own."""
        for sheet in self.workbook.worksheets:
            sheet.close()

    def _add_to_panel(self, name: str, report: Report, form: Form, blames: dict[str, str]) -> None:
        if form.name not in self.panels:
            self.panels[form.name] = self._panel(form)
        sheet = self.panels[form.name]
        head = [report.agency.value, report.year.value, report.region.value, report.source.path, name]
        row = [self.cells.value(sheet, said) for said in head]
        for key in form.specs:
            one = report.fields.get(key)
            row.append(None if one is None else self.cells.value(sheet, _shown(one), _style(key, one, blames)))
        self._write(sheet, row)

    def _add_to_list(self, report: Report, form: Form | None, blames: dict[str, str]) -> None:
        head = (report.agency.value, report.year.value, report.source.path)
        for key, one in report.fields.items():
            spec = form.specs.get(key) if form else None
            row, column = (spec.row_label, spec.column_label) if spec else (None, None)
            meaning = words(one.meaning).zh if one.meaning else None
            rest = (one.raw, meaning, one.unit, words(one.status).zh, one.confidence)
            self._append(self.listed, [*head, key, row, column, one.value, *rest], _style(key, one, blames))

    def _append(self, sheet: Any, row: Sequence[str | float | None], style: str | None = None) -> None:
        self._write(sheet, [self.cells.value(sheet, content, style) for content in row])

    def _write(self, sheet: Any, row: list[Any]) -> None:
        sheet.append(row)
        self.rows[sheet.title] += 1

    def _sheet(self, title: str, columns: Sequence[str]) -> Any:
        sheet = self.workbook.create_sheet(title)
        for number, column in enumerate(columns):
            sheet.column_dimensions[_letter(number)].width = WIDTHS.get(column, 13)
        sheet.freeze_panes = "A2"
        self._write(sheet, self.cells.head(sheet, [str(words(column)) for column in columns]))
        self.filters[sheet.title] = (1, len(columns))
        return sheet

    def _panel(self, form: Form) -> Any:
        """A sheet with a row a report; two rows of headings, the filter stands on the second."""
        sheet = self.workbook.create_sheet(NO_TITLE.sub("_", form.name)[:31])
        for number, column in enumerate((*PANEL, *form.specs)):
            sheet.column_dimensions[_letter(number)].width = WIDTHS.get(column, 12)
        sheet.row_dimensions[1].height = 64
        sheet.freeze_panes = "C3"
        labels = [spec.label for spec in form.specs.values()]
        self._write(sheet, self.cells.head(sheet, ["" for _ in PANEL] + labels))
        self._write(sheet, self.cells.head(sheet, [str(words(column)) for column in PANEL] + list(form.specs)))
        self.filters[sheet.title] = (2, len(PANEL) + len(form.specs))
        return sheet

    def _write_legend(self) -> None:
        sheet = self.legend
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
        for style, said in LEGEND.items():
            sheet.append([self.cells.value(sheet, "", style if style in FILLS else None), said])
        if self.listed is None:
            sheet.append(["", LEFT_OUT])


def _blames(report: Report) -> dict[str, str]:
    """For each figure in a broken error-level sum, whose mistake that is; the worst for us wins."""
    found: dict[str, str] = {}
    for check in report.checks:
        if check.verdict == "broken" and check.level == "error":
            for key in check.keys:
                if found.get(key, "publisher") == "publisher":
                    found[key] = check.blame or "undecided"
    return found


def _style(key: str, one: Field, blames: dict[str, str]) -> str | None:
    if one.status == "review":
        return "broken" if blames.get(key, "publisher") != "publisher" else "review"
    if one.status == "absent":
        return "absent"
    if one.origin == "person":
        return "person"
    return "publisher" if key in blames else None


def _shown(one: Field) -> str | float | None:
    if one.value is not None:
        return one.value
    return None if one.status == "absent" or one.meaning == "blank" else one.raw


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number + 1))


LEGEND = {
    "": "每种表式一张表，一份报告一行；“明细”一个数字一行。 A sheet a form, a row a report; one list of all figures.",
    "review": "待核对：请看 review.xlsx。 For review: see review.xlsx.",
    "broken": "待核对，且所在勾稽不平。 For review, in a sum that does not hold.",
    "publisher": "所在勾稽不平，但原件如此。 In a sum that does not hold as published.",
    "absent": "原件未载此数。 The report does not print this figure.",
    "person": "经人工更正。 Corrected by a person.",
}
LEFT_OUT = "报告过多，未列“明细”，见 fields.parquet。 Too many reports for the list of figures; see fields.parquet."
