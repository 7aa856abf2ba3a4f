from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.export import workbook
from pipeline.export.cells import FILLS
from pipeline.export.exporter import Order, export
from pipeline.schema import Report, Stated
from tests.builders import forms, make_failure, make_field, make_report
from tests.export.opened import open_workbook

RISKY = ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "\t=1"]


def _written(out: Path, *reports: Report, failures: bool = False) -> Any:
    failed = (("f-1", make_failure("=cmd.pdf")),) if failures else ()
    named = [(f"r{number}-1", report) for number, report in enumerate(reports)]
    export(["excel"], Order(out, forms(), len(reports), failed), named)
    return open_workbook(out / "fields.xlsx")


def _rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_sheet_a_form_with_a_row_a_report(tmp_path: Path) -> None:
    book = _written(tmp_path, make_report(values={"requests.new.total": 12}), make_report("b.pdf", form="2014"))
    labels, keys, row = _rows(book["2021"])
    at = keys.index("requests.new.total")
    assert (labels[at], row[at]) == ("一、本年新收政府信息公开申请数量 / 总计", 12)
    assert isinstance(row[at], int)
    assert row[:2] == ["云岭市档案局", 2023]
    assert book["2021"].freeze_panes == "C3"
    assert book["2021"].auto_filter.ref.startswith("A2:")
    assert len(_rows(book["2014"])) == 3


def test_the_list_has_a_row_a_figure_and_filters(tmp_path: Path) -> None:
    report = make_report(values={"disclosure.fees.amount": 25.1})
    sheet = _written(tmp_path, report)["明细"]
    rows = _rows(sheet)
    assert len(rows) == 1 + len(report.fields)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:L{len(rows)}")
    amount = next(row for row in rows if row[3] == "disclosure.fees.amount")
    assert amount[6] == 25.1


def test_doubtful_cells_are_coloured(tmp_path: Path) -> None:
    report = make_report(values={"requests.new.total": 12}, doubts=["requests.granted.total"])
    absent = make_field(None, status="absent", meaning=None, origin=None)
    fields = {**report.fields, "disclosure.fees.amount": absent}
    book = _written(tmp_path, report.model_copy(update={"fields": fields}))
    keys = _rows(book["2021"])[1]

    def colour(key: str) -> str:
        return str(book["2021"].cell(3, keys.index(key) + 1).fill.start_color.rgb)[-6:]

    assert colour("requests.granted.total") == FILLS["review"]
    assert colour("requests.new.total") == FILLS["publisher"]
    assert colour("disclosure.fees.amount") == FILLS["absent"]
    assert (
        colour("requests.new.business") not in FILLS.values() or colour("requests.new.business") == FILLS["publisher"]
    )


@pytest.mark.parametrize("risky", RISKY)
def test_no_text_becomes_a_formula(tmp_path: Path, risky: str) -> None:
    report = make_report(agency=Stated[str](value=risky, raw=risky))
    report = report.model_copy(
        update={"fields": {"disclosure.fees.amount": make_field(None, raw=risky, meaning="dash")}}
    )
    book = _written(tmp_path, report, failures=True)
    found = 0
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type != "f"
            if cell.value == risky.strip() or cell.value == risky:
                found += 1
                assert cell.data_type in ("s", "inlineStr")
                assert cell.quotePrefix
    assert found >= 3


def test_what_a_sheet_cannot_hold_is_replaced(tmp_path: Path) -> None:
    book = _written(tmp_path, make_report(agency=Stated[str](value="a\x00\x1bb" + "长" * 40_000)))
    name = _rows(book["2021"])[2][0]
    assert name.startswith("a\ufffd\ufffdb长")
    assert len(name) < 32_767


def test_broken_sums_and_failures_have_their_sheets(tmp_path: Path) -> None:
    book = _written(tmp_path, make_report(values={"requests.new.total": 12}), failures=True)
    sums = _rows(book["勾稽"])
    assert sums[-1][3:7] == ["申请人合计", "new", 0, 12]
    assert _rows(book["未能读取"])[1][:2] == ["=cmd.pdf", "需要文字识别"]


def test_too_many_reports_for_a_list_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_REPORTS_LISTED", 1)
    book = _written(tmp_path, make_report(), make_report("b.pdf"))
    assert "明细" not in book.sheetnames
    assert "fields.parquet" in str(_rows(book["说明"])[-1][1])


def test_a_form_of_any_name_has_a_sheet(tmp_path: Path) -> None:
    named = forms()["2021"]
    odd = type(named)(file=named.file.model_copy(update={"form": "a/b:c[" + "x" * 40}), specs=named.specs)
    export(
        ["excel"], Order(tmp_path, {odd.name: odd}, 1), [("r-1", make_report().model_copy(update={"form": odd.name}))]
    )
    assert any(title.startswith("a_b_c_xxx") for title in open_workbook(tmp_path / "fields.xlsx").sheetnames)
