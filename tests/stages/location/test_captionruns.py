"""Tables under captions none of whose labels can be read are named by the tables round them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.stages.location.captionruns import Named, name_runs
from pipeline.stages.location.lines import TableLine, table_lines
from tests.grids import forms
from tests.mutilated import Rows, seen

FORM = forms()["2021"]
TABLES = [table for table in FORM.tables if table.caption is not None]
RULES = [["山市", "0", "0", "0"], ["之伴", "2", "0", "1"]]
LICENSING = [["1 :", "49"]]
PENALTIES = [["行政处罚", "3"], ["行政强制", "4"]]
FEES = [["行政事业性收费", "0.1"]]


def _lines(*parts: Rows) -> list[TableLine]:
    return [line for number, rows in enumerate(parts) for line in table_lines(number, seen(rows, number))]


def _name(line: TableLine) -> Named | None:
    for table in TABLES:
        key, score = FORM.row_labels[table.id].best(line.cells[0].text)
        if key is not None and score > 0.8:
            return table, next(row for row in table.rows if row.key == key)
    return None


def _named(*parts: Rows) -> Sequence[tuple[str, str]]:
    lines = _lines(*parts)
    placed = name_runs(lines, TABLES, _name)
    return [(lines[at].cells[1].text, row.key) for at, (_, row) in sorted(placed.items())]


def test_as_many_tables_as_the_form_has_before_the_first_that_is_named() -> None:
    named = _named(RULES, LICENSING, PENALTIES, FEES)
    assert named[:3] == [("0", "rules"), ("2", "normative_documents"), ("49", "licensing")]
    assert named[3:] == [("3", "penalties"), ("4", "compulsion"), ("0.1", "fees")]  # all are there: so are these


def test_in_one_grid_too_where_captions_part_them() -> None:
    rows = [["第上条"], *RULES, ["第..十条第直项"], *LICENSING, ["第二十条第（六）项"], *PENALTIES]
    assert [key for _, key in _named(rows, FEES)][:3] == ["rules", "normative_documents", "licensing"]


def test_none_where_one_is_missing_or_of_another_shape() -> None:
    assert _named(RULES, PENALTIES, FEES) == []
    assert _named(RULES[:1], LICENSING, PENALTIES, FEES) == []
    assert _named(RULES, LICENSING, LICENSING, PENALTIES, FEES) == []


def test_none_where_no_table_is_named_unless_all_are_there() -> None:
    scrawled: list[Rows] = [[["口曰", *row[1:]] for row in own] for own in (RULES, LICENSING, PENALTIES, FEES)]
    assert _named(RULES, LICENSING) == []
    assert _named(*scrawled[:3]) == []
    assert [key for _, key in _named(*scrawled)][2:] == ["licensing", "penalties", "compulsion", "fees"]


def test_of_figures_that_nobody_can_read_rules_say_where_the_rows_are() -> None:
    rows = [["第上条"], ["内容", "口", "曰", "巳"], ["口曰", "u", ":", "0"], ["之伴", "o", "", "末"]]
    rows += [["第直条"], ["内容", "口"], ["1A14", "it"], ["第条"], ["内容", "口"], *PENALTIES]
    assert [key for _, key in _named(rows, [["内容", "口"], ["行事", "u"]])] == [
        "rules", "normative_documents", "licensing", "penalties", "compulsion", "fees",
    ]  # fmt: skip


def test_what_has_the_shape_of_no_table_that_is_missing_is_passed_over() -> None:
    assert [key for _, key in _named([["二十条", "1", "一"]], RULES, LICENSING, PENALTIES)] == [
        "rules",
        "normative_documents",
        "licensing",
    ]


def test_the_last_tables_too() -> None:
    fees = [["行改事", "0.1"]]
    requests = [["一新", *"1234567"], ["二上", *"1234567"]]
    assert _named(RULES, LICENSING, PENALTIES, fees, requests)[-1] == ("0.1", "fees")
