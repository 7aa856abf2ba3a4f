"""Tables of which the rules are whole and hardly a label can be read: named by their shape, for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.stages.locate import locate
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from pipeline.types.located import Located
from tests.grids import NO_OUTLINE, forms, grid, place
from tests.mutilated import ACCEPTED, Rows, seen, seen_cell, tables

SCRAWL = "口曰巳末"
FIGURES = [str(2000 + number) for number in range(15)]
GROUPS = ("行政复议", "未经复议直接起诉", "复议后起诉")
LABELS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def _tables(form: str) -> tuple[dict[str, str], list[Rows]]:
    keys, drawn = tables(form)
    return {key: str(1000 + number) for number, key in enumerate(keys)}, [[list(row) for row in rows] for rows in drawn]


def _located(grids: list[Grid], *, year: int | None = None) -> Located:
    return locate(Layout(tuple(grids), pages=len(grids)), forms(), NO_OUTLINE, year=year)


def _found(located: Located, truth: dict[str, str]) -> dict[str, float]:
    """How surely each figure was found whose key it is."""
    return {one.key: one.found for one in located.readings if one.candidates[0].raw == truth.get(one.key)}


def _scrawled(rows: Rows) -> Rows:
    """The rows with nothing but figures that can be read."""
    return [[text if text.isdigit() else SCRAWL for text in row] for row in rows]


def _deep(spans: list[list[tuple[str, int]]], figures: list[str]) -> Grid:
    """A table with a row of figures under header cells of these texts, each over so many columns."""
    cells, below = [], 0
    for row, own in enumerate(spans):
        column = below if sum(width for _, width in own) < len(figures) else 0
        for text, width in own:
            cells.append(Cell(text, row, column, place(row, column), colspan=width))
            column += width
        below = own[0][1] if row == 0 else 0
    last = len(spans)
    cells += [Cell(text, last, column, place(last, column)) for column, text in enumerate(figures)]
    return Grid(tuple(seen_cell(cell) for cell in cells), last + 1, len(figures), "pixels", pages=(9,))


DEEP = [[(SCRAWL, 5), (SCRAWL, 10)], [(SCRAWL, 5), (SCRAWL, 5)], [(SCRAWL, 1)] * 15]


def _with_disputes(*disputes: Grid) -> Located:
    _, rows = _tables("2021")
    others = [seen(own, at) for at, own in enumerate(rows) if len(own[-1]) != 15]
    return _located([*others, *disputes])


def _disputes_of(located: Located) -> list[tuple[str, bool]]:
    return [
        (one.candidates[0].raw, one.found >= ACCEPTED) for one in located.readings if one.key.startswith("disputes.")
    ]


def test_a_deep_header_that_nobody_can_read_is_told_by_its_groups_for_a_person() -> None:
    assert _disputes_of(_with_disputes(_deep(DEEP, FIGURES))) == [(figure, False) for figure in FIGURES]


def test_but_not_one_with_other_groups_nor_where_two_are_alike() -> None:
    other = [[(SCRAWL, 10), (SCRAWL, 5)], [(SCRAWL, 5), (SCRAWL, 5)], [(SCRAWL, 1)] * 15]
    assert _disputes_of(_with_disputes(_deep(other, FIGURES))) == []
    assert _disputes_of(_with_disputes(_deep(DEEP, FIGURES), _deep(DEEP, FIGURES[::-1]))) == []


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_group_alone_that_nobody_can_read_is_the_one_that_is_left(lost: int) -> None:
    names = [SCRAWL if at == lost else group for at, group in enumerate(GROUPS)]
    parts = [seen([[name], LABELS, FIGURES[5 * at : 5 * at + 5]], 10 + at) for at, name in enumerate(names)]
    own = _disputes_of(_with_disputes(*parts))
    assert own == [(figure, at // 5 != lost) for at, figure in enumerate(FIGURES)]
    another = seen([[SCRAWL], LABELS, FIGURES[:5]], 20)
    before, after = parts[: lost + 1], parts[lost + 1 :]
    assert len(_disputes_of(_with_disputes(*before, another, *after))) == 10  # one too many


def _requests(rows: list[Rows]) -> int:
    return next(at for at, own in enumerate(rows) if len(own) > 20)


def test_rows_as_many_as_the_forms_are_its_rows_where_no_label_can_be_read() -> None:
    truth, rows = _tables("2019")
    at = _requests(rows)
    rows[at] = _scrawled(rows[at])
    found = _found(_located([seen(own, number) for number, own in enumerate(rows)]), truth)
    keys = [key for key in truth if key.startswith("requests.") and ".other_" not in key]
    assert all(0 < found[key] < ACCEPTED for key in keys if forms()["2019"].specs[key].optional is False)
    del rows[at][-1]
    found = _found(_located([seen(own, number) for number, own in enumerate(rows)]), truth)
    assert not any(key.startswith("requests.") for key in found)


def test_a_label_that_was_read_as_a_figure_is_no_figure() -> None:
    truth, rows = _tables("2021")
    at = _requests(rows)
    number = next(number for number, row in enumerate(rows[at]) if "法律行政" in row[0])
    rows[at][number][0], rows[at][number][3] = "22", "u"
    found = _found(_located([seen(own, page) for page, own in enumerate(rows)]), truth)
    assert 0 < found["requests.denied_prohibited_by_law.natural_person"] < 0.95
    assert 0 < found["requests.denied_prohibited_by_law.total"] < 0.95


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_small_tables_of_which_nothing_can_be_read_are_the_forms_where_all_are_there(form: str) -> None:
    truth, rows = _tables(form)
    small = [own for own in rows if len(own) < 6 and len(own[-1]) < 6]
    rest = [own for own in rows if own not in small]
    disclosure = [row for own in small for row in _scrawled(own)]
    for row in disclosure:
        row[1:] = ["u." if text.isdigit() and number % 2 else text for number, text in enumerate(row[1:])]
    grids = [seen(disclosure, 0), *(seen(own, at) for at, own in enumerate(rest, 1))]
    located = _located(grids, year=int(form))
    keys = {one.key for one in located.readings if one.key.startswith("disclosure.")}
    assert keys == {key for key in truth if key.startswith("disclosure.") and not forms()[form].specs[key].optional}
    assert all(one.found < ACCEPTED for one in located.readings if one.key.startswith("disclosure."))
    short = seen(disclosure[:-1], 0)
    assert not any(one.key.startswith("disclosure.") for one in _located([short, *grids[1:]], year=2021).readings)


def test_a_list_begins_under_its_header() -> None:
    truth, (rows,) = _tables("2014")
    first = next(number for number, row in enumerate(rows) if truth["statistics.disclosed_items"] in row)
    rows[1], rows[first][0] = [f"{SCRAWL}公开", "", ""], "动公开政信数不事"
    assert _found(_located([seen(rows, 0)]), truth)["statistics.disclosed_items"] > 0
    rows[0] = ["结果", "维持", "纠正"]
    assert "statistics.disclosed_items" not in _found(_located([seen(rows, 0)]), truth)


def test_a_row_that_need_not_be_there_is_named_by_a_misread_label() -> None:
    truth, (rows,) = _tables("2014")
    at = next(number for number, row in enumerate(rows) if truth["statistics.normative_documents_issued"] in row)
    rows.insert(at + 1, ["主功公升财务预决第对政专项经弗管理便用和二公经帮信自", "条", "77"])
    located = _located([seen(rows, 0)])
    values = {one.key: one.candidates[0].raw for one in located.readings}
    assert values["statistics.ah_budget"] == "77"
    assert _found(located, truth)["statistics.channel_gazette"] >= ACCEPTED


def test_a_label_that_lost_its_brackets_is_like_the_forms_with_them() -> None:
    truth, rows = _tables("2021")
    at = _requests(rows)
    for label, key in (("部分公开", "partially_granted"), ("总计", "processed_total")):
        number = next(number for number, row in enumerate(rows[at]) if label in row[0])
        rows[at][number][0] = {"总计": "（七1总计"}.get(label, "二部分公开区分处理的，只计这情形，不计其他情形！")
        found = _found(_located([seen(own, page) for page, own in enumerate(rows)]), truth)
        assert found[f"requests.{key}.total"] >= 0.99


@pytest.mark.parametrize(("unit", "value"), [("月元", 12.5), ("万j元", 12.5), ("元", 0.00125), ("万元", 12.5)])
def test_a_unit_that_was_misread_is_none(unit: str, value: float) -> None:
    _, (rows,) = _tables("2014")
    at = next(number for number, row in enumerate(rows) if "收取的费用" in row[0])
    rows[at][1:] = [unit, "12.5"]
    located = _located([seen(rows, 0)])
    own = next(one for one in located.readings if one.key == "statistics.request_fees")
    assert own.candidates[0].value == value
    assert (own.candidates[0].unit is None) == (len(unit) > 1 and unit != "万元")


def test_which_form_a_small_table_is_of_the_year_alone_does_not_say_surely() -> None:
    truth, rows = _tables("2021")
    penalties = next(own for own in rows if any(row[0] == "行政处罚" for row in own))
    penalties[1] = ["口曰", SCRAWL]
    for year, own in ((2022, [penalties]), (None, rows)):
        found = _found(_located([seen(part, at) for at, part in enumerate(own)], year=year), truth)
        assert (found["disclosure.penalties.decisions"] >= ACCEPTED) == (year is None)


def test_what_is_not_seen_in_a_picture_is_not_told_by_its_shape() -> None:
    _, rows = _tables("2021")
    plain = _deep(DEEP, FIGURES)
    digital = replace(plain, cells=tuple(replace(cell, ink=None, glimpses=()) for cell in plain.cells), engine="html")
    others = [grid(own) for own in rows if len(own[-1]) != 15]
    assert not any(one.key.startswith("disputes.") for one in _located([*others, digital]).readings)
