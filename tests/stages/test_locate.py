"""Finding the cells of a form in grids of many shapes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.forms import load_form
from pipeline.schema import Box
from pipeline.stages.locate import locate
from pipeline.types.layout import Layout
from pipeline.types.page import Line, Region
from tests.grids import NO_OUTLINE, disputes_rows, forms, grid, layout, place, requests_rows, stream
from tests.stages.locating import DISCLOSURE_2021, SEVEN, decoded, located, statistics_rows, sureness, values


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


def test_a_unit_broken_over_two_lines_of_a_narrow_cell_is_one() -> None:
    header = ["信息内容", "采购项目数量", "采购总金额（单位：万\n元）"]
    rows = [["第二十条第（九）项", "", ""], header, ["政府集中采购", "4", "978"]]
    value = decoded(located(grid(rows)))["disclosure.procurement.amount"]
    assert (value.value, value.unit) == (978, "万元")


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
