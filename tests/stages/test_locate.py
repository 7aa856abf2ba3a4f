"""Finding the cells of a form in grids of many shapes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.forms import Form, load_form
from pipeline.schema import Box
from pipeline.stages.decode import decode
from pipeline.stages.locate import locate
from pipeline.types.grid import Glimpse, Grid
from pipeline.types.layout import Layout
from pipeline.types.located import Located
from pipeline.types.page import Line, Region
from pipeline.types.reading import Value
from tests.grids import NO_OUTLINE, disputes_rows, forms, grid, layout, place, requests_rows, stream

SEVEN = ["11", "12", "13", "14", "15", "16", "81"]
DISCLOSURE_2021 = [
    ["第二十条第（一）项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "1", "2", "3"],
    ["行政规范性文件", "4", "5", "6"],
    ["第二十条第（五）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "7", "", ""],
    ["第二十条第（六）项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政处罚", "8", "", ""],
    ["行政强制", "9", "", ""],
    ["第二十条第（八）项", "", "", ""],
    ["信息内容", "本年收费金额（单位：万元）", "", ""],
    ["行政事业性收费", "10.5", "", ""],
]


def located(*grids: Grid, year: int | None = None) -> Located:
    return locate(layout(*grids), forms(), NO_OUTLINE, year=year)


def decoded(found: Located, form: Form | None = None) -> dict[str, Value]:
    """The values decided on by key."""
    return decode(found.readings, form or forms()[found.form])


def values(found: Located, form: Form | None = None) -> dict[str, object]:
    return {key: value.value for key, value in decoded(found, form).items()}


def sureness(found: Located, prefix: str) -> float:
    return min(reading.found for reading in found.readings if reading.key.startswith(prefix))


def test_every_cell_of_a_2021_report() -> None:
    requests = requests_rows({"new": SEVEN, "other_else": SEVEN})
    found = located(grid(DISCLOSURE_2021), grid(requests), grid(disputes_rows([str(n) for n in range(15)])))
    read = values(found)
    assert found.form == "2021"
    assert found.evidence.decided_by == "cells"
    assert set(read) == set(forms()["2021"].expected(set(read)))
    assert [read[f"disclosure.{key}"] for key in ("rules.in_force", "licensing.decisions", "fees.amount")] == [
        3,
        7,
        10.5,
    ]
    assert read["requests.new.total"] == 81
    assert read["requests.other_else.natural_person"] == 11
    assert read["disputes.litigation_after_reconsideration.total"] == 14
    assert min(reading.found for reading in found.readings) > 0.96


def test_the_year_never_decides_against_labels() -> None:
    assert located(grid(DISCLOSURE_2021), year=2019).form == "2021"


def test_a_stream_of_cells_without_row_ends() -> None:
    cells = [text for row in DISCLOSURE_2021 for text in row if text]
    cells += [text for row in requests_rows({"new": SEVEN}) for text in row if text]
    read = values(located(stream(cells)))
    assert read["disclosure.normative_documents.in_force"] == 6
    assert read["disclosure.compulsion.decisions"] == 9
    assert read["requests.new.business"] == 12


def test_a_hybrid_with_the_single_row_of_2019() -> None:
    rows = [row for row in requests_rows() if "逾期" not in row[0] and row[0] != "3.其他"]
    rows.insert(-2, ["（六）其他处理", *SEVEN])
    found = located(grid(DISCLOSURE_2021), grid(rows))
    read = values(found)
    assert found.form == "2021"
    assert read["requests.other.total"] == 81
    assert "requests.other_else.total" not in read


def test_a_label_with_a_typo_between_its_neighbours_is_believed() -> None:
    rows = requests_rows({"denied_internal_affairs": SEVEN})
    changed = [[row[0].replace("三类内部事务", "三类内邵事务"), *row[1:]] for row in rows]
    found = located(grid(DISCLOSURE_2021), grid(changed))
    assert values(found)["requests.denied_internal_affairs.total"] == 81
    assert sureness(found, "requests.denied_internal_affairs") > 0.98


def test_a_row_without_a_label_is_named_by_order_and_less_sure() -> None:
    rows = requests_rows({"denied_internal_affairs": SEVEN})
    changed = [["" if "内部事务" in row[0] else row[0], *row[1:]] for row in rows]
    found = located(grid(DISCLOSURE_2021), grid(changed))
    assert values(found)["requests.denied_internal_affairs.total"] == 81
    assert sureness(found, "requests.denied_internal_affairs") < 0.95


def test_a_local_row_of_another_name_moves_nothing() -> None:
    rows = requests_rows({"denied_internal_affairs": SEVEN})
    rows.insert(9, ["9.本地自设的情形", "5", "5", "5", "5", "5", "5", "30"])
    read = values(located(grid(DISCLOSURE_2021), grid(rows)))
    assert read["requests.denied_internal_affairs.total"] == 81
    assert 30 not in read.values()


def test_a_local_row_in_the_place_of_one_of_the_form_is_not_accepted_as_that() -> None:
    rows = requests_rows()
    changed = [["5.完全不同的本地事项说明" if "内部事务" in row[0] else row[0], *row[1:]] for row in rows]
    assert sureness(located(grid(DISCLOSURE_2021), grid(changed)), "requests.denied_internal_affairs") < 0.9


def test_a_header_that_contradicts_the_order_sends_the_columns_to_review() -> None:
    rows = requests_rows({"new": SEVEN})
    rows[0] = ["", "自然人", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert sureness(located(grid(DISCLOSURE_2021), grid(rows)), "requests.new") < 0.9


def test_an_empty_extra_column_does_not_shift_the_figures() -> None:
    rows = [[*row, "备注" if number == 0 else ""] for number, row in enumerate(requests_rows({"new": SEVEN}))]
    found = located(grid(DISCLOSURE_2021), grid(rows))
    assert values(found)["requests.new.natural_person"] == 11
    assert values(found)["requests.new.total"] == 81


def test_two_tables_with_other_figures_are_not_decided() -> None:
    other = requests_rows(dict.fromkeys(("new", "granted", "processed_total", "other_else"), SEVEN))
    found = located(grid(DISCLOSURE_2021), grid(requests_rows()), grid(other))
    assert sureness(found, "requests.new") <= 0.5
    same = located(grid(DISCLOSURE_2021), grid(requests_rows()), grid(requests_rows()))
    assert sureness(same, "requests.new") > 0.98


def test_an_empty_row_beside_a_nameless_one_is_doubted() -> None:
    rows = requests_rows({"denied_internal_affairs": [""] * 7})
    at = next(number for number, row in enumerate(rows) if "内部事务" in row[0])
    rows.insert(at, ["5.属", *SEVEN])
    assert sureness(located(grid(DISCLOSURE_2021), grid(rows)), "requests.denied_internal_affairs") <= 0.5


def test_columns_whose_label_was_cut_are_told_apart_by_order() -> None:
    rows = [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年新", "本年新", "对外公开总数量"],
        ["规章", "1", "2", "3"],
        ["规范性文件", "4", "5", "6"],
        ["第二十条第（九）项", "", "", ""],
        ["信息内容", "采购项目数量", "采购总金额", ""],
        ["政府集中采购", "4", "97.8万元", ""],
    ]
    found = located(grid(rows))
    read = values(found)
    assert found.form == "2019"
    assert [read[f"disclosure.rules.{key}"] for key in ("made", "published", "public_total")] == [1, 2, 3]
    assert read["disclosure.procurement.amount"] == 97.8


def test_an_amount_needs_a_unit_somewhere() -> None:
    rows = [["第二十条第（九）项", "", ""], ["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "4", "978"]]
    value = decoded(located(grid(rows)))["disclosure.procurement.amount"]
    assert (value.value, value.unit) == (978, None)
    rows[1][2] = "采购总金额（元）"
    value = decoded(located(grid(rows)))["disclosure.procurement.amount"]
    assert (value.value, value.unit) == (0.0978, "万元")


def test_a_single_row_beside_figures_that_nothing_names_is_doubted() -> None:
    rows = disputes_rows([str(n + 3) for n in range(15)])
    sure = located(grid(DISCLOSURE_2021), grid(rows))
    torn = located(grid(DISCLOSURE_2021), grid([*rows, ["", "3", "", "9", *[""] * 11]]))
    assert sureness(sure, "disputes") > 0.98
    assert sureness(torn, "disputes") < 0.6


def test_the_disputes_table_split_by_its_groups() -> None:
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    parts = [
        grid([[group, "", "", "", ""], labels, [str(start + n) for n in range(5)]])
        for group, start in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))
    ]
    read = values(located(grid(DISCLOSURE_2021), *parts))
    assert [read[key] for key in read if key.startswith("disputes")] == list(range(15))


def test_the_groups_of_the_disputes_table_under_one_another() -> None:
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows: list[list[str]] = []
    for group, start in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10)):
        rows += [[group] * 5, labels, [str(start + n) for n in range(5)]]
    found = located(grid(DISCLOSURE_2021), grid(rows))
    read = values(found)
    assert [read[key] for key in read if key.startswith("disputes")] == list(range(15))
    assert sureness(found, "disputes") > 0.98


def test_the_disputes_table_with_one_row_a_group() -> None:
    rows = [["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]]
    groups = (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))
    rows += [[group, *(str(start + n) for n in range(5))] for group, start in groups]
    read = values(located(grid(DISCLOSURE_2021), grid(rows)))
    assert [read[key] for key in read if key.startswith("disputes")] == list(range(15))


def statistics_rows() -> list[list[str]]:
    table = forms()["2014"].table_by_id["statistics"]
    rows = [["统计指标", "单位", "统计数"]]
    for number, row in enumerate(row for row in table.rows if not row.optional):
        rows.append([row.label, "——", "——"] if row.heading else [row.label, row.unit or "", str(number)])
    return rows


def test_a_list_with_labels_that_occur_twice() -> None:
    found = located(grid(statistics_rows()))
    read = values(found)
    assert found.form == "2014"
    assert len(read) == 58
    assert read["statistics.reconsideration.corrected"] != read["statistics.litigation.corrected"]
    assert all(value is not None for value in read.values())


def test_a_list_in_two_halves_side_by_side() -> None:
    rows = statistics_rows()
    half = len(rows) // 2 + 1
    right = [rows[0], *rows[half:]]
    beside = [[*left, *(right[n] if n < len(right) else ["", "", ""])] for n, left in enumerate(rows[:half])]
    assert values(located(grid(beside))) == values(located(grid(rows)))


def test_untrusted_cells_give_no_candidate() -> None:
    whole = grid(requests_rows({"new": SEVEN}))
    cells = tuple(replace(cell, trusted=cell.row != 1 or cell.column == 0) for cell in whole.cells)
    found = located(grid(DISCLOSURE_2021), replace(whole, cells=cells))
    assert decoded(found)["requests.new.total"].meaning == "unparseable"


def test_a_table_on_an_unread_page_is_not_called_absent() -> None:
    region = Region(2, Box(0, 0, 500, 700), "picture")
    hidden = locate(Layout((grid(DISCLOSURE_2021),), 2, unread=(region,)), forms(), NO_OUTLINE, year=2021)
    assert "requests" in hidden.unread
    assert "requests" not in located(grid(DISCLOSURE_2021)).unread


def test_without_a_table_and_with_a_picture_the_form_stays_unknown() -> None:
    region = Region(1, Box(0, 0, 500, 700), "picture")
    assert locate(Layout((), 1, unread=(region,)), forms(), NO_OUTLINE, year=2021).form == "unknown"


@pytest.mark.parametrize(("year", "form"), [(2012, "2014"), (2020, "2019"), (2024, "2021")])
def test_without_a_table_the_year_is_the_last_resort(year: int, form: str) -> None:
    found = locate(Layout((), 1), forms(), NO_OUTLINE, year=year)
    assert (found.form, found.evidence.decided_by) == (form, "year")
    assert found.evidence.confidence <= 0.5


def test_the_section_plan_decides_before_the_year() -> None:
    plan = replace(NO_OUTLINE, plan=(("2014", 0.9), ("2019", 0.1), ("2021", 0.1)))
    found = locate(Layout((), 1), forms(), plan, year=2021)
    assert (found.form, found.evidence.decided_by) == ("2014", "sections")


def test_no_section_plan_makes_a_report_one_of_a_form_that_was_not_there_yet() -> None:
    plan = replace(NO_OUTLINE, plan=(("2014", 0.0), ("2019", 1.0), ("2021", 0.5)))
    found = locate(Layout((), 1), forms(), plan, year=2018)
    assert (found.form, found.evidence.decided_by) == ("2014", "year")
    assert locate(Layout((), 1), forms(), plan, year=2019).form == "2019"


MADE_UP = """
form: '2031'
title: 虚构的新格式
legal_basis: 虚构
detect: {any_of: [智能答复件数]}
sections:
- {key: requests, title: 一、办理情况}
tables:
- id: handling
  key_prefix: handling
  unit: 件
  columns:
  - {key: replied, label: 智能答复件数}
  - {key: total, label: 合计件数}
  rows:
  - {key: city, label: 市级}
  - {key: county, label: 县级}
  - {key: town, label: 乡镇}
identities:
- {id: never_more_than_all, level: error, table: handling, over: rows, op: <=, left: [replied], right: [total]}
"""


def test_a_new_form_is_one_file_and_no_python(tmp_path: Path) -> None:
    path = tmp_path / "2031.yaml"
    path.write_text(MADE_UP, encoding="utf-8")
    form = load_form(path)
    rows = [["地区", "智能答复件数", "合计件数"], ["市级", "1", "2"], ["县级", "3", "4"], ["乡镇", "5", "6"]]
    found = locate(layout(grid(rows)), {**forms(), form.name: form}, NO_OUTLINE, year=2031)
    assert found.form == "2031"
    assert values(found, form) == {
        f"handling.{row}.{column}": value
        for (row, column), value in zip(
            [(row, column) for row in ("city", "county", "town") for column in ("replied", "total")],
            range(1, 7),
            strict=True,
        )
    }


def test_figures_in_no_table_keep_a_missing_table_from_being_called_absent() -> None:
    loose = Line("3 0 1 2 6", place(0, 0))
    found = locate(Layout((grid(DISCLOSURE_2021), loose), 1), forms(), NO_OUTLINE, year=2021)
    assert set(found.unread) == {"requests", "disputes"}


def test_labels_in_no_table_keep_that_table_from_being_called_absent() -> None:
    labels = [Line(text, place(0, 0)) for text in ("结果维持", "结果纠正", "尚未审结", "其他结果")]
    found = locate(Layout((grid(DISCLOSURE_2021), *labels), 1), forms(), NO_OUTLINE, year=2021)
    assert set(found.unread) == {"disputes"}


def test_a_strange_table_of_figures_may_be_the_missing_one() -> None:
    strange = grid([["甲", "1", "2"], ["乙", "3", "4"]])
    assert set(located(grid(DISCLOSURE_2021), strange).unread) == {"requests", "disputes"}


def test_prose_and_found_tables_leave_no_traces() -> None:
    prose = Line("全年收到申请3件，办结3件。", place(0, 0))
    found = locate(Layout((grid(DISCLOSURE_2021), prose), 1), forms(), NO_OUTLINE, year=2021)
    assert (set(found.missing), set(found.unread)) == ({"requests", "disputes"}, set())


def test_where_anything_was_seen_in_a_picture_no_table_is_called_absent() -> None:
    seen = Line("政府信息公开工作年度报告", place(0, 0), seen=0.99)
    found = locate(Layout((grid(DISCLOSURE_2021), seen), 1), forms(), NO_OUTLINE, year=2021)
    assert set(found.unread) == {"requests", "disputes"}


def seen(rows: list[list[str]]) -> Grid:
    """The grid as it is read from a picture."""
    ruled = grid(rows, engine="pixels")
    cells = [
        replace(cell, ink=0.1 if cell.text else 0.0, glimpses=(Glimpse(cell.text, -0.001, "one"),) if cell.text else ())
        for cell in ruled.cells
    ]
    return replace(ruled, cells=tuple(cells))


def test_a_seen_single_row_is_found_though_figures_of_it_were_misread() -> None:
    texts = [str(n) for n in range(15)]
    texts[3], texts[7] = "()", "é"
    found = located(grid(DISCLOSURE_2021), seen(disputes_rows(texts)))
    read = {reading.key for reading in found.readings if reading.key.startswith("disputes")}
    assert len(read) == 15


def test_a_seen_row_is_named_though_most_of_its_figures_were_misread() -> None:
    rows = requests_rows()
    at = next(number for number, row in enumerate(rows) if any("没有现成信息" in text for text in row))
    rows[at] = [*rows[at][:-7], "0", "θ", "()", "0", "0", "θ", "{}"]
    key = "requests.unavailable_needs_creation.natural_person"
    assert key in {reading.key for reading in located(seen(rows)).readings}


def with_local_row(label: str, value: str = "7") -> list[list[str]]:
    """The statistics table with a row where the form has its optional ones."""
    table = forms()["2014"].table_by_id["statistics"]
    optional = [row.key for row in table.rows].index("ah_gov_documents")
    at = 1 + sum(not row.optional for row in table.rows[:optional])
    rows = statistics_rows()
    return [*rows[:at], [label, "条", value], *rows[at:]]


def test_optional_rows_are_claimed_absent_where_every_row_is_named() -> None:
    assert located(seen(statistics_rows())).hidden == ()


def test_an_optional_row_that_is_named_hides_nothing() -> None:
    found = located(seen(with_local_row("主动公开政府文件数")))
    assert "statistics.ah_gov_documents" in {reading.key for reading in found.readings}
    assert found.hidden == ()


@pytest.mark.parametrize("value", ["7", ""])
def test_a_seen_row_of_whose_label_nothing_is_made_may_be_any_optional_row(value: str) -> None:
    found = located(seen(with_local_row("王助么开取府义什效", value)))
    assert {key.split(".")[1][:3] for key in found.hidden} == {"ah_"}
    assert len(found.hidden) == 7


@pytest.mark.parametrize(("upper", "lower"), [(0, 2), (-1, 1), (0, 1)])
def test_rows_that_are_torn_between_grids_of_a_list_may_be_any_optional_row(upper: int, lower: int) -> None:
    rows = with_local_row("王助么开取府义什效")
    at = next(number for number, row in enumerate(rows) if row[0] == "王助么开取府义什效")
    parts = [rows[: at + upper], rows[at + upper : at + lower], rows[at + lower :]]
    assert len(located(*(seen(part) for part in parts)).hidden) == 7


def test_whole_rows_in_several_grids_hide_nothing() -> None:
    rows = statistics_rows()
    assert located(*(seen(part) for part in (rows[:9], rows[9:20], rows[20:]))).hidden == ()


def test_a_seen_list_that_lost_a_row_may_have_lost_an_optional_one() -> None:
    rows = statistics_rows()
    assert len(located(seen([*rows[:6], *rows[7:]])).hidden) == 7


def test_two_labels_in_one_cell_hide_the_optional_row_that_they_name() -> None:
    rows = statistics_rows()
    at = next(number for number, row in enumerate(rows) if row[1] == "条")
    rows[at] = [f"{rows[at][0]}\n主动公开政府文件数", *rows[at][1:]]
    assert "statistics.ah_gov_documents" in located(seen(rows)).hidden


def test_text_that_is_no_picture_hides_nothing() -> None:
    assert located(grid(with_local_row("王助么开取府义什效"))).hidden == ()


def list_with_blanks(heading: str) -> list[list[str]]:
    """The statistics table, its last headings with a figure and the rows half way down blank."""
    rows = statistics_rows()
    heads = {row.label for row in forms()["2014"].table_by_id["statistics"].rows if row.heading}
    last = max(number for number, row in enumerate(rows) if row[0] in heads)
    rows[last] = [rows[last][0], "", heading]
    return [[*row[:2], ""] if 20 < number < 24 and row[0] not in heads else row for number, row in enumerate(rows)]


def test_a_dash_of_a_heading_that_was_read_as_a_stroke_is_no_lost_row() -> None:
    assert sureness(located(seen(list_with_blanks("1"))), "statistics.") > 0.9
    assert located(seen(list_with_blanks("1"))).hidden == ()


def test_what_a_dash_in_the_column_of_units_is_read_as_says_nothing_of_rows() -> None:
    rows = [[row[0], "2", ""] if row[2] == "1" and not row[1] else row for row in list_with_blanks("1")]
    assert sureness(located(seen(rows)), "statistics.") > 0.9


def test_another_figure_beside_a_heading_may_be_a_row_that_slipped() -> None:
    found = located(seen(list_with_blanks("27")))
    assert sureness(found, "statistics.") <= 0.5
    assert found.hidden


def requests_with(blanks: list[tuple[int, int]]) -> Located:
    """The requests table of a picture, all zero, with these cells (row, column) blank."""
    rows = requests_rows()
    for row, column in blanks:
        rows[row][column] = ""
    return located(seen(rows))


def test_blanks_scattered_among_zeros_may_have_faded() -> None:
    assert sureness(requests_with([(2, 1), (5, 2), (9, 2)]), "requests.") <= 0.5


def test_one_blank_or_an_empty_column_among_zeros_is_believed() -> None:
    assert sureness(requests_with([(2, 1)]), "requests.") > 0.9
    assert sureness(requests_with([(row, 6) for row in range(1, len(requests_rows()))]), "requests.") > 0.9
    assert sureness(requests_with([(row, 6) for row in range(4, len(requests_rows()))]), "requests.") > 0.9


def test_an_empty_column_of_a_worn_table_is_believed_under_its_label() -> None:
    rows = requests_rows()
    for row in rows[1:]:
        row[4] = ""
    assert sureness(located(replace(seen(rows), quality=0.88)), "requests.") > 0.97
    rows[0][4] = ""
    assert sureness(located(replace(seen(rows), quality=0.88)), "requests.") <= 0.6


def test_a_column_that_alone_has_blanks_in_most_of_its_rows_was_left_empty() -> None:
    left_out = [(row, 6) for row in range(3, len(requests_rows()), 2)] + [(row, 6) for row in (4, 6, 8, 10, 12)]
    assert sureness(requests_with(left_out), "requests.") > 0.9
    assert sureness(requests_with([*left_out, (9, 2)]), "requests.") <= 0.6


def test_labels_confirm_no_table_that_leans() -> None:
    table = replace(seen(requests_rows({})), quality=0.5)
    assert sureness(located(table), "requests.") > 0.97
    assert sureness(located(replace(table, confirmable=False)), "requests.") <= 0.5


def worn(lost: int, *, quality: float = 0.88) -> tuple[Located, list[str]]:
    """The requests table of a picture with worn rules, two of its rows taken for one, and the keys of its rows."""
    rows = requests_rows({})
    rows[lost] = [f"{one}\n{other}" for one, other in zip(rows[lost], rows[lost + 1], strict=True)]
    del rows[lost + 1]
    found = located(replace(seen(rows), quality=quality))
    return found, [row.key for row in forms()["2021"].table_by_id["requests"].rows if not row.optional]


def test_of_a_worn_table_the_rows_between_neighbours_of_the_form_are_sure() -> None:
    found, keys = worn(12)
    by_row: dict[str, float] = {}
    for reading in found.readings:
        row = reading.key.split(".")[1]
        by_row[row] = min(by_row.get(row, 1.0), reading.found)
    sure = [key for key in keys if by_row.get(key, 0.0) >= 0.975]
    lost = [number for number, key in enumerate(keys) if key not in sure]
    assert sure
    assert 0 in lost  # its neighbour above is a header
    assert any(keys[at] not in by_row for at in lost)
    assert len(sure) > len(keys) // 2
    for number in lost[1:-1]:  # the row that was lost, that with its figures, and those beside them
        assert min(abs(number - at) for at in lost if keys[at] not in by_row) <= 2


def test_an_empty_column_under_a_seal_is_believed() -> None:
    rows = requests_rows()
    for row in rows[4:]:
        row[6] = ""
    table = seen(rows)
    under = [cell for cell in table.cells if cell.column == 6 and cell.row >= 4][:8]
    cells = (replace(cell, clear=cell not in under) for cell in table.cells)
    assert sureness(located(replace(table, cells=tuple(cells))), "requests.") > 0.9


def told_twice(rows: list[list[str]], *, coarse: bool = False, looped: bool | None = None, fine: bool = False) -> Grid:
    """A table that two readers saw alike, in grey, in coarse black and white or in fine."""
    table = seen(rows)
    cells = (
        replace(
            cell,
            bilevel=coarse or fine,
            coarse=coarse,
            looped=looped,
            glimpses=tuple(replace(one, reader=name) for name in "ab" for one in cell.glimpses),
        )
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


@pytest.mark.parametrize(("printed", "coarse", "sure"), [("9", False, True), ("9", True, False), ("-9", True, True)])
def test_a_change_without_a_sign_is_not_sure_in_a_coarse_picture(printed: str, coarse: bool, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", printed, "35"], ["其他对外管理服务事项", "54", "+1", "219"]]
    readings = {one.key: one for one in located(told_twice(rows, coarse=coarse)).readings}
    assert readings["disclosure.licensing.change"].trusted is sure
    assert readings["disclosure.licensing.decisions"].trusted


@pytest.mark.parametrize(
    ("printed", "stroke", "sure"),
    [("9", 0.02, True), ("9", 0.2, False), ("-9", 0.4, True), ("-9", 0.02, False), ("0", 0.2, True), ("+9", 0.3, True)],
)
def test_a_change_is_sure_where_its_sign_or_bare_paper_was_seen(printed: str, stroke: float | None, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", printed, "35"], ["其他对外管理服务事项", "54", "+1", "219"]]
    table = told_twice(rows)
    table = replace(table, cells=tuple(replace(cell, stroke=stroke) for cell in table.cells))
    readings = {one.key: one for one in located(table).readings}
    assert readings["disclosure.licensing.change"].trusted is sure
    assert readings["disclosure.licensing.decisions"].trusted  # what no form gives a sign needs none to be missing


@pytest.mark.parametrize(("printed", "coarse", "sure"), [("31", False, True), ("31", True, False), ("35", True, True)])
def test_a_one_of_a_coarse_picture_may_be_a_seven_without_its_bar(printed: str, coarse: bool, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "-9", printed], ["其他对外管理服务事项", "54", "+1", "229"]]
    readings = {one.key: one for one in located(told_twice(rows, coarse=coarse)).readings}
    assert readings["disclosure.licensing.decisions"].trusted is sure


@pytest.mark.parametrize(
    ("printed", "value", "sure"), [("1.022", 1022, False), ("0.", 0, False), ("1,022", 1022, True), ("1.", None, False)]
)
def test_a_point_that_was_seen_in_a_count_is_none_and_a_person_looks(
    printed: str, value: int | None, sure: bool
) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "-9", printed], ["其他对外管理服务事项", "54", "+1", "229"]]
    readings = {one.key: one for one in located(told_twice(rows)).readings}
    own = readings["disclosure.licensing.decisions"]
    assert (own.candidates[0].value, own.trusted) == (value, sure)
    assert own.candidates[0].raw == printed


@pytest.mark.parametrize(("printed", "sure"), [("9", False), ("0", True), ("-9", True)])
def test_a_hyphen_may_be_thinner_than_the_digits_that_coarse_dots_kept(printed: str, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", printed, "31"], ["其他对外管理服务事项", "54", "+1", "229"]]
    kept = [told_twice([["0"] * 20], coarse=True, looped=True)]
    readings = {one.key: one for one in located(told_twice(rows, coarse=True, looped=True), *kept).readings}
    assert readings["disclosure.licensing.change"].trusted is sure
    assert readings["disclosure.licensing.decisions"].trusted  # no 37: its bar would have been there


@pytest.mark.parametrize(("looped", "sure"), [(False, False), (True, True), (None, True)])
def test_a_change_without_a_sign_is_not_sure_where_fine_dots_lost_thin_strokes(looped: bool | None, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "9", "31"], ["其他对外管理服务事项", "54", "+1", "229"]]
    others = [told_twice([["0"] * 20], fine=True, looped=looped)]
    readings = {one.key: one for one in located(told_twice(rows, fine=True), *others).readings}
    assert readings["disclosure.licensing.change"].trusted is sure
    assert readings["disclosure.licensing.decisions"].trusted


@pytest.mark.parametrize(("looped", "sure"), [(False, False), (True, True)])
def test_dust_is_no_trace_of_print_where_the_thinnest_strokes_are_whole(looped: bool, sure: bool) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "-9", ""], ["其他对外管理服务事项", "54", "+1", "229"]]
    table = told_twice(rows, fine=True)
    dusty = (replace(cell, ink=0.01, clear=False, dusted=True) if not cell.text else cell for cell in table.cells)
    others = [told_twice([["0"] * 20], fine=True, looped=looped)]
    readings = {one.key: one for one in located(replace(table, cells=tuple(dusty)), *others).readings}
    assert readings["disclosure.licensing.decisions"].trusted is sure


@pytest.mark.parametrize(
    ("share", "looped", "printed", "sure"),
    [(0.999, False, "885", True), (0.9, False, "885", False), (0.9, True, "885", True), (0.9, False, "905", True)],
)
def test_of_an_eight_with_an_open_loop_two_readers_are_sure(
    share: float, looped: bool, printed: str, sure: bool
) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "-9", printed], ["其他对外管理服务事项", "54", "+1", "229"]]
    table = told_twice(rows, coarse=True, looped=looped)
    cells = (
        replace(cell, glimpses=tuple(replace(one, log_probability=math.log(share)) for one in cell.glimpses))
        for cell in table.cells
    )
    readings = {one.key: one for one in located(replace(table, cells=tuple(cells))).readings}
    assert readings["disclosure.licensing.decisions"].trusted is sure


@pytest.mark.parametrize(("unit", "sure"), [("万元", True), ("元", False)])
def test_a_smaller_unit_that_was_seen_may_be_the_forms_own(unit: str, sure: bool) -> None:
    rows = [[unit if cell == "万元" else cell for cell in row] for row in statistics_rows()]
    readings = {one.key: one for one in located(told_twice(rows)).readings}
    assert readings["statistics.budget"].trusted is sure


def test_rows_that_stand_for_another_leave_no_gap_where_it_would_be() -> None:
    table = forms()["2019"].table_by_id["requests"]
    rows = requests_rows(form="2019")
    other = next(row for row in table.rows if row.key == "other")
    at = next(number for number, row in enumerate(rows) if row[0] == other.label)
    parts = [row.label for row in table.rows if "other" in row.instead_of]
    rows[at : at + 1] = [[label, *["0"] * 7] for label in parts]
    rows = [rows[0], *([row[0], *["5"] * 7] for row in rows[1:])]
    rows[4] = [rows[4][0], *[""] * 7]  # a row without figures, which would be one that slipped
    hybrid = {"2019": forms()["2019"]}
    assert sureness(locate(layout(seen(rows)), hybrid, NO_OUTLINE, year=2020), "requests.") > 0.9
    del rows[at - 2]
    assert sureness(locate(layout(seen(rows)), hybrid, NO_OUTLINE, year=2020), "requests.") <= 0.5
