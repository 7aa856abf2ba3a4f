"""The sheet for blind reading shows where to look, never what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.export.blind import COLUMNS, sample_of, write_blind
from pipeline.export.wording import words
from pipeline.schema import AuditSample, DrawnFigure, Report
from tests.builders import forms, make_report
from tests.export.opened import open_workbook
from tests.export.paper import write_pdf

KEYS = ("requests.new.natural_person", "requests.new.total")
OURS = 4711


def sample_for(report: Report) -> AuditSample:
    figures = tuple(
        DrawnFigure(sha256=report.source.sha256, path=report.source.path, key=key, value=OURS, meaning="number")
        for key in reversed(KEYS)
    )
    return AuditSample(seed=7, count=2, population=100, documents=1, max_error=None, figures=figures)


def sheet_for(folder: Path, report: Report, locations: dict[str, Path] | None = None) -> Any:
    path = folder / "audit.xlsx"
    write_blind(path, sample_for(report), [("a-1", report)], forms=forms(), locations=locations or {})
    assert sample_of(path) == (7, 2)
    return open_workbook(path).worksheets[0]


def texts(sheet: Any) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if cell is not None]


def test_figures_stand_in_the_order_of_the_form_with_their_labels_and_picture(tmp_path: Path) -> None:
    report = make_report(values=dict.fromkeys(KEYS, OURS))
    sheet = sheet_for(tmp_path, report, {"a-1": write_pdf(tmp_path / "a.pdf", report)})
    titles = [cell.value for cell in sheet[1]]
    assert titles == [str(words(name)) for name in COLUMNS]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row["key"] for row in rows] == list(KEYS)
    assert all(row["row"] and row["column"] and row["answer"] is None for row in rows)
    assert len(sheet._images) == 2
    assert str(OURS) not in texts(sheet)
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_what_was_read_from_pixels_is_never_shown_as_text(tmp_path: Path) -> None:
    report = make_report(values=dict.fromkeys(KEYS, OURS))
    seen = {key: one.model_copy(update={"origin": "ocr"}) for key, one in report.fields.items()}
    sheet = sheet_for(tmp_path, report.model_copy(update={"fields": seen}))
    assert not [text for text in texts(sheet) if str(OURS) in text]


def test_printed_text_stands_as_it_is_printed(tmp_path: Path) -> None:
    sheet = sheet_for(tmp_path, make_report("a.txt", kind="txt", values=dict.fromkeys(KEYS, OURS)))
    assert any("【4711】" in text for text in texts(sheet))


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_another_file_is_no_sheet_of_an_audit(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"other\.xlsx"):
        sample_of(path)
