"""Reports of three forms as one table that mixes nothing that cannot be compared."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.corpus.panel import build_panel
from pipeline.export.panel import FILES, export_panel
from pipeline.schema import Number, Report, Stated
from pipeline.types.panel import Panel
from tests.builders import forms, make_report
from tests.preflight.cases import AGENCY, changed, clean, of_year


def _panel(**reports: Report) -> Panel:
    return build_panel(reports.items(), forms())


def _value(panel: Panel, name: str, column: str) -> Number | None:
    number = [one.name for one in panel.columns].index(column)
    (row,) = [row for row in panel.rows if row.name == name]
    return row.values[number]


def _of_2014() -> Report:
    year = Stated[int](value=2017, raw="2017", confidence=0.99)
    agency = Stated[str](value=AGENCY, raw=AGENCY, confidence=0.98)
    figures = {"statistics.received": 9, "statistics.reply_granted": 4, "statistics.reply_already_public": 1}
    return make_report("2017.pdf", form="2014", values=figures, year=year, agency=agency)


@pytest.fixture(scope="module")
def panel() -> Panel:
    return _panel(new=clean(), middle=of_year(2020), old=_of_2014())


def test_a_row_a_report_by_year(panel: Panel) -> None:
    assert [(row.name, row.year, row.form) for row in panel.rows] == [
        ("old", 2017, "2014"),
        ("middle", 2020, "2019"),
        ("new", 2023, "2021"),
    ]


def test_what_means_the_same_shares_a_column(panel: Panel) -> None:
    column = "requests.new.total"
    assert _value(panel, "old", column) == 9
    assert _value(panel, "new", column) == clean().fields[column].value
    assert _value(panel, "middle", column) == of_year(2020).fields[column].value


def test_what_is_partly_comparable_stands_apart(panel: Panel) -> None:
    assert _value(panel, "old", "requests.granted.total") is None
    assert _value(panel, "old", "requests.granted.total@2014") == 5


def test_what_is_not_comparable_stands_apart(panel: Panel) -> None:
    names = {column.name for column in panel.columns}
    assert "disclosure.normative_documents.in_force@2021" in names
    assert "disclosure.normative_documents.in_force" not in names
    for column in panel.columns:
        forms_of = {source.form for source in column.sources}
        assert len(forms_of) == 1 or {source.comparability for source in column.sources} <= {"same", "good"}


def test_every_figure_of_every_form_has_its_place(panel: Panel) -> None:
    for name, form in forms().items():
        sources = [source for column in panel.columns for source in column.sources if source.form == name]
        told = {key for source in sources for key in source.keys}
        assert told == set(form.specs)


def test_parts_are_added_where_the_other_form_asks_for_the_sum() -> None:
    parts = ("other_not_amended", "other_fee_unpaid", "other_else")
    panel = _panel(new=clean())
    (column,) = [one for one in panel.columns if one.name == "requests.other.total"]
    assert tuple(f"requests.{part}.total" for part in parts) in {source.keys for source in column.sources}


def test_only_accepted_figures_count() -> None:
    panel = _panel(new=changed(clean(), "requests.new.total", status="review"))
    assert _value(panel, "new", "requests.new.total") is None
    assert panel.rows[0].in_review == 1


def test_files_say_the_same(panel: Panel, tmp_path: Path) -> None:
    import pyarrow.parquet as pq
    from openpyxl import load_workbook

    export_panel(panel, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    table = pq.read_table(tmp_path / "panel.parquet").to_pydict()
    rows = list(csv.DictReader((tmp_path / "panel.csv").read_text("utf-8-sig").splitlines()))
    sheet = load_workbook(tmp_path / "panel.xlsx")["panel"]
    head = [cell.value for cell in sheet[1]]
    assert head == list(table) == list(rows[0])
    for number, row in enumerate(rows):
        assert float(row["requests.new.total"]) == table["requests.new.total"][number]
        assert sheet.cell(number + 2, head.index("requests.new.total") + 1).value == table["requests.new.total"][number]
