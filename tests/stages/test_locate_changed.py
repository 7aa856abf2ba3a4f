"""Tables that agencies changed: more or fewer rows and columns, other orders, tables printed twice, odd units."""

from __future__ import annotations

import pytest

from pipeline.stages.locate import locate
from pipeline.types.layout import Layout
from pipeline.types.page import Line
from tests.grids import NO_OUTLINE, disputes_rows, forms, grid, place, requests_rows
from tests.stages.test_locate import DISCLOSURE_2021, SEVEN, decoded, located, statistics_rows, sureness, values

DISPUTES = [str(n) for n in (5, 6, 3, 4, 18, 1, 6, 0, 5, 12, 8, 7, 2, 3, 20)]


def disputes_of(*rows: list[str]) -> list[list[str]]:
    """A disputes table with these rows under its header."""
    return [*disputes_rows(DISPUTES)[:-1], *rows]


def test_a_second_disputes_table_with_other_figures_is_not_decided() -> None:
    other = disputes_of([str(n + 30) for n in range(15)])
    assert sureness(located(grid(DISCLOSURE_2021), grid(other), grid(disputes_of(DISPUTES))), "disputes") <= 0.5
    assert sureness(located(grid(DISCLOSURE_2021), grid(disputes_of(DISPUTES, other[-1]))), "disputes") <= 0.5
    same = located(grid(DISCLOSURE_2021), grid(disputes_of(DISPUTES)), grid(disputes_of(DISPUTES)))
    assert sureness(same, "disputes") > 0.98


@pytest.mark.parametrize(
    "above", [[str(n + 1) for n in range(15)], ["件"] * 15, [""] * 15], ids=["numbers", "units", "blank"]
)
def test_a_row_that_numbers_the_columns_or_is_blank_is_not_the_disputes(above: list[str]) -> None:
    found = located(grid(DISCLOSURE_2021), grid(disputes_of(above, DISPUTES)))
    read = values(found)
    assert [str(read[key]) for key in read if key.startswith("disputes")] == DISPUTES
    assert sureness(found, "disputes") > 0.98


def test_a_blank_disputes_row_above_a_note_is_found() -> None:
    found = located(grid(DISCLOSURE_2021), grid(disputes_of([""] * 15, ["注：本年度无", *[""] * 14])))
    assert {value.meaning for value in decoded(found).values() if value.key.startswith("disputes")} == {"blank"}


def test_disputes_in_another_order_of_groups_are_for_a_person() -> None:
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    groups = [name for name in ("未经复议直接起诉", "行政复议", "复议后起诉") for _ in range(5)]
    found = located(grid(DISCLOSURE_2021), grid([groups, labels, DISPUTES]))
    assert sureness(found, "disputes.reconsideration") <= 0.5
    assert sureness(found, "disputes.litigation_after_reconsideration") > 0.98


def test_one_figure_that_cannot_be_read_leaves_the_others_in_their_places() -> None:
    figures = ["5（上年3）", *DISPUTES[1:]]
    read = values(located(grid(DISCLOSURE_2021), grid(disputes_of(figures))))
    assert [read[key] for key in read if key.startswith("disputes")] == [None, *map(int, DISPUTES[1:])]


def test_swapped_columns_are_for_a_person() -> None:
    rows = requests_rows({"new": SEVEN})
    rows[0][2], rows[0][3] = rows[0][3], rows[0][2]
    found = located(grid(DISCLOSURE_2021), grid(rows))
    assert sureness(found, "requests.new.business") <= 0.5
    assert max(r.found for r in found.readings if r.key in ("requests.new.business", "requests.new.research")) <= 0.5


def test_a_table_without_its_last_column_keeps_its_rows() -> None:
    rows = [[row[0], *row[1:7]] for row in requests_rows({"denied_internal_affairs": SEVEN})]
    rows = [["三、本年度办理结果" if 2 < number < 24 else "", *row] for number, row in enumerate(rows)]
    read = values(located(grid(DISCLOSURE_2021), grid(rows)))
    assert read["requests.denied_internal_affairs.natural_person"] == 11
    assert "requests.denied_internal_affairs.total" not in read


def test_a_row_with_a_cell_left_out_is_for_a_person() -> None:
    rows = requests_rows({"granted": ["1", "2", "3", "4", "5", "15"]})
    found = located(grid(DISCLOSURE_2021), grid(rows))
    assert sureness(found, "requests.granted") < 0.9
    assert sureness(found, "requests.new") > 0.98


def test_a_subtotal_beside_the_rows_it_adds_is_for_a_person() -> None:
    rows = requests_rows()
    at = next(number for number, row in enumerate(rows) if "逾期不补正" in row[0])
    rows.insert(at, ["（六）其他处理", *SEVEN])
    found = located(grid(DISCLOSURE_2021), grid(rows))
    assert max(r.found for r in found.readings if r.key.startswith("requests.other.")) < 0.9
    assert sureness(found, "requests.other_not_amended") > 0.98


def test_the_first_of_two_forms_tables_is_the_reports_own() -> None:
    rows_2019 = [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["规章", "1", "2", "3"],
        ["第二十条第（五）项", "", "", ""],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["其他对外管理服务事项", "1", "2", "3"],
        ["第二十条第（九）项", "", "", ""],
        ["信息内容", "采购项目数量", "采购总金额", ""],
        ["政府集中采购", "4", "97.8万元", ""],
    ]
    found = located(grid(DISCLOSURE_2021), grid(rows_2019))
    assert found.form == "2021"
    assert found.evidence.confidence <= 0.6
    assert located(grid(rows_2019), grid(DISCLOSURE_2021)).form == "2019"


def test_a_unit_of_money_that_is_not_known_leaves_the_amount_without_one() -> None:
    rows = [
        ["第二十条第（九）项", "", ""],
        ["信息内容", "采购项目数量", "采购总金额（千元）"],
        ["政府集中采购", "4", "978"],
    ]
    value = decoded(located(grid(rows)))["disclosure.procurement.amount"]
    assert (value.value, value.unit) == (978, None)


def test_tens_of_thousands_named_in_a_header_or_above_the_table_are_multiplied_out_and_doubted() -> None:
    rows = [[cell.replace("数量", "数量（万件）") for cell in row] for row in DISCLOSURE_2021]
    value = decoded(located(grid(rows)))["disclosure.licensing.decisions"]
    assert value.value == 70_000
    assert value.read < 0.9
    above = Line("单位：万件", place(0, 0))
    found = locate(
        Layout((grid(DISCLOSURE_2021), above, grid(requests_rows({"new": SEVEN}))), 1), forms(), NO_OUTLINE, year=2021
    )
    assert decoded(found)["requests.new.total"].value == 810_000
    assert decoded(found)["disclosure.rules.issued"].value == 1


@pytest.mark.parametrize("figure", ["7①", "7（上年10）", "1"])
def test_a_figure_off_the_line_of_its_label_is_for_a_person(figure: str) -> None:
    at = next(number for number, row in enumerate(DISCLOSURE_2021) if row[0] == "行政许可")
    rows = [*DISCLOSURE_2021[:at], ["", figure, "", ""], ["行政许可", "", "", ""], *DISCLOSURE_2021[at + 1 :]]
    found = located(grid(rows, shape="rows"))
    assert sureness(found, "disclosure.licensing") <= 0.8
    assert sureness(found, "disclosure.penalties") > 0.9
    assert sureness(located(grid(rows)), "disclosure.licensing") > 0.9  # where rules part the rows, it is blank


def test_a_figure_of_a_list_off_the_line_of_its_label_is_for_a_person() -> None:
    rows = statistics_rows()
    at = next(number for number, row in enumerate(rows) if "信函申请数" in row[0])
    rows[at : at + 1] = [["", "", "7①"], [*rows[at][:2], ""]]
    found = located(grid(rows, shape="rows"))
    assert sureness(found, "statistics.received_letter") <= 0.8
    assert sureness(found, "statistics.closed_on_time") > 0.9


def test_columns_in_another_order_are_seen_without_rules_too() -> None:
    rows = requests_rows({"new": SEVEN})
    rows[0] = [rows[0][0], rows[0][7], *rows[0][1:7]]
    assert sureness(located(grid(DISCLOSURE_2021), grid(rows, shape="rows")), "requests.new") <= 0.5
    straight = requests_rows({"new": SEVEN})
    assert sureness(located(grid(DISCLOSURE_2021), grid(straight, shape="rows")), "requests.new") > 0.9


def test_groups_in_another_order_are_seen_without_rules_too() -> None:
    groups = ["行政诉讼", "未经复议直接起诉", "行政复议"]
    rows = [groups, *disputes_of(DISPUTES)[-2:]]
    assert sureness(located(grid(DISCLOSURE_2021), grid(rows, shape="rows")), "disputes") <= 0.5
