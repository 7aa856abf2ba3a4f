"""The exports that programs read: JSON lines and Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.export import parquet
from pipeline.export.exporter import EXPORTERS, Order, export, exporter
from pipeline.schema import CellPlace, Report, TextPlace
from tests.builders import forms, make_field, make_report
from tests.export.opened import parquet_groups, parquet_rows, parquet_schema

REPORTS = [
    ("a-1", make_report("a.pdf", values={"requests.new.total": 12, "disclosure.fees.amount": 25.1})),
    ("b-1", make_report("b.docx", kind="docx", form="2019", doubts=["requests.new.total"])),
    ("c-1", make_report("c.txt", kind="txt", fields={}, checks=()).model_copy(update={"form": "unknown"})),
]


def _order(out: Path) -> Order:
    return Order(out, forms(), len(REPORTS))


def test_every_exporter_can_be_had_and_writes_what_it_says(tmp_path: Path) -> None:
    export(EXPORTERS, _order(tmp_path), REPORTS)
    for name, (_, files) in EXPORTERS.items():
        assert callable(exporter(name))
        assert all((tmp_path / file).exists() for file in files)


def test_a_line_is_a_record(tmp_path: Path) -> None:
    export(["jsonl"], _order(tmp_path), REPORTS)
    lines = (tmp_path / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Report.model_validate_json(line) for line in lines] == [report for _, report in REPORTS]


def test_a_row_is_a_figure_with_its_labels(tmp_path: Path) -> None:
    export(["parquet"], _order(tmp_path), REPORTS)
    rows = parquet_rows(tmp_path / "fields.parquet")
    assert len(rows) == sum(len(report.fields) for _, report in REPORTS)
    by_key = {(row["name"], row["key"]): row for row in rows}
    amount = by_key["a-1", "disclosure.fees.amount"]
    assert (amount["value"], amount["raw"], amount["unit"]) == (25.1, "25.1", "万元")
    new = by_key["a-1", "requests.new.total"]
    assert (new["value"], new["row"], new["column"], new["table"]) == (12.0, "new", "total", "requests")
    assert new["label"] == "一、本年新收政府信息公开申请数量 / 总计"
    assert (new["agency"], new["year"], new["form"], new["place"], new["page"]) == (
        "云岭市档案局",
        2023,
        "2021",
        "page",
        1,
    )
    assert new["in_broken_sum"]
    assert by_key["b-1", "requests.new.total"]["status"] == "review"
    assert by_key["b-1", "requests.new.total"]["place"] == "cell"


def test_checks_are_rows(tmp_path: Path) -> None:
    export(["parquet"], _order(tmp_path), REPORTS)
    rows = parquet_rows(tmp_path / "checks.parquet")
    assert len(rows) == sum(len(report.checks) for _, report in REPORTS)
    broken = [row for row in rows if row["verdict"] == "broken"]
    assert {row["at"] for row in broken} == {"new", "total"}
    assert all(row["left"] != row["right"] and row["blame"] == "publisher" for row in broken)


@pytest.mark.parametrize("file", ["fields.parquet", "checks.parquet"])
def test_columns_do_not_depend_on_what_is_in_them(tmp_path: Path, file: str) -> None:
    (tmp_path / "none").mkdir()
    export(["parquet"], Order(tmp_path / "none", forms()), [])
    export(["parquet"], _order(tmp_path), REPORTS)
    empty, full = parquet_schema(tmp_path / "none" / file), parquet_schema(tmp_path / file)
    assert empty.equals(full)
    if file == "fields.parquet":
        assert [str(full.field(name).type) for name in ("value", "raw", "year")] == ["double", "string", "int32"]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        export(["parquet", "jsonl"], _order(tmp_path / name), iter(REPORTS))
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]


def test_row_groups_do_not_depend_on_the_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_A_GROUP", 150)
    export(["parquet"], _order(tmp_path), REPORTS)
    assert parquet_groups(tmp_path / "fields.parquet") == [150, 150, 98]


def test_every_kind_of_place_has_its_columns(tmp_path: Path) -> None:
    fields = {
        "a": make_field(1, place=CellPlace(table=1, row=2, column=3)),
        "b": make_field(1, place=TextPlace(paragraph=4, start=5, end=6)),
        "c": make_field(None),
    }
    export(["parquet"], _order(tmp_path), [("x", make_report(fields=fields, checks=(), form="2021"))])
    cell, text, nowhere = parquet_rows(tmp_path / "fields.parquet")
    assert (cell["place_table"], cell["place_row"], cell["place_column"], cell["page"]) == (1, 2, 3, None)
    assert (text["paragraph"], text["start"], text["end"], text["place_row"]) == (4, 5, 6, None)
    assert (nowhere["place"], nowhere["value"], nowhere["meaning"]) == (None, None, "blank")


def test_what_was_there_stays_when_an_export_fails(tmp_path: Path) -> None:
    export(["jsonl", "parquet", "excel"], _order(tmp_path), REPORTS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken() -> object:
        yield REPORTS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export(["jsonl", "parquet", "excel"], _order(tmp_path), broken())  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_numbers_are_numbers_in_the_json_too(tmp_path: Path) -> None:
    export(["jsonl"], _order(tmp_path), REPORTS[:1])
    record = json.loads((tmp_path / "reports.jsonl").read_text(encoding="utf-8"))
    assert record["fields"]["requests.new.total"]["value"] == 12
    assert isinstance(record["fields"]["requests.new.total"]["value"], int)
