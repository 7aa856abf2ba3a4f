"""Tables of coarse pictures: captions, headers and labels of which little was read are named by what is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.stages.locate import locate
from pipeline.types.layout import Layout
from pipeline.types.located import Located
from tests.grids import NO_OUTLINE, disputes_rows, forms
from tests.mutilated import ACCEPTED, Rows, seen, tables


def _tables(form: str) -> tuple[dict[str, str], list[Rows]]:
    keys, drawn = tables(form)
    return {key: str(1000 + number) for number, key in enumerate(keys)}, [[list(row) for row in rows] for rows in drawn]


def _located(rows: list[Rows], quality: float = 1.0) -> Located:
    layout = Layout(tuple(seen(own, at, quality=quality) for at, own in enumerate(rows)), pages=len(rows))
    return locate(layout, forms(), NO_OUTLINE, year=None)


def _found(located: Located, truth: dict[str, str]) -> dict[str, float]:
    """How surely each figure was found whose key it is."""
    return {one.key: one.found for one in located.readings if one.candidates[0].raw == truth[one.key]}


def test_a_misread_caption_is_the_one_that_it_is_clearly_most_like() -> None:
    truth, rows = _tables("2021")
    rows[1][0], rows[2][0], rows[3][0] = ["第二十条第1五：次"], ["第二十条第！六1顶"], ["第二十条第八11月"]
    rows[1][2][0] = "行政位可"
    found = _found(_located(rows), truth)
    assert found["disclosure.licensing.decisions"] >= ACCEPTED
    assert found["disclosure.penalties.decisions"] >= ACCEPTED


def test_a_caption_that_two_are_like_is_none() -> None:
    truth, rows = _tables("2021")
    rows[1][0], rows[1][2][0] = ["第二十条第项"], "行攻位口"
    assert 0 < _found(_located(rows), truth)["disclosure.licensing.decisions"] < ACCEPTED  # by the tables round it


def test_a_label_in_full_and_one_figure_under_a_caption_that_nobody_can_read_are_enough() -> None:
    truth, rows = _tables("2021")
    rows[1][0], rows[1][1][1] = ["第二十条第项"], "木午处埋央宗教散"
    assert rows[1][2][0] == "行政许可"
    assert _found(_located(rows), truth)["disclosure.licensing.decisions"] >= ACCEPTED
    for caption in ("其他情况", "第二十条第（六）项"):
        rows[1][0] = [caption]
        # all of the form's tables are there, in its order: for a person
        assert _found(_located(rows), truth).get("disclosure.licensing.decisions", 0.0) < ACCEPTED


@pytest.mark.parametrize(("caption", "label"), [("第 十条第顶", "行改规池生文作"), ("第二十条第（一）项", "14京")])
def test_a_row_of_a_table_that_its_other_row_names_is_named_by_place_for_a_person(caption: str, label: str) -> None:
    truth, rows = _tables("2021")
    at = 3 if label.startswith("行") else 2
    rows[0][0], rows[0][at][0] = [caption], label
    found = _found(_located(rows), truth)
    key = "disclosure.normative_documents.in_force" if at == 3 else "disclosure.rules.in_force"
    assert 0 < found[key] < ACCEPTED
    rows[0].insert(at, ["其他事项", "7", "7", "7"])
    assert key not in _found(_located(rows), truth)  # one row too many: which is meant is not known


def test_rows_before_the_first_that_is_read_are_named_by_place_whatever_other_tables_print() -> None:
    truth, rows = _tables("2021")
    requests = next(own for own in rows if len(own) > 20)
    first = next(number for number, row in enumerate(requests) if row[0].startswith("一"))
    requests[first][0] = "一本年所收政府信息公斗申清教最"
    assert _found(_located(rows), truth)["requests.new.total"] >= ACCEPTED


@pytest.mark.parametrize("header", [("统让指标", "单", "计数"), ("指林名你", "计童单位", "at")])
def test_a_misread_header_on_the_next_page_leaves_a_misread_row_its_place(header: tuple[str, ...]) -> None:
    truth, (statistics,) = _tables("2014")
    at = next(number for number, row in enumerate(statistics) if truth["statistics.received_letter"] in row)
    statistics[at][0] = "4.信|中情数"
    pages = [statistics[: at + 1], [[*header], *statistics[at + 1 :]]]
    found = _found(_located(pages), truth)
    assert "statistics.received_letter" in found
    assert found["statistics.received_online"] >= ACCEPTED
    assert found["statistics.closed"] >= ACCEPTED


def _disputes(figures: list[str]) -> list[float]:
    _, rows = _tables("2021")
    located = _located([*(own for own in rows if _is_another(own)), disputes_rows(figures)])
    return [one.found for one in located.readings if one.key.startswith("disputes.")]


def _is_another(rows: Rows) -> bool:
    """Whether it is another table than that of disputes."""
    return len(rows[-1]) != 15


def test_a_last_group_of_columns_without_figures_is_left_empty() -> None:
    found = _disputes(["7", "1", "2", "", "10", "", "", "", "2", "2", *[""] * 5])
    assert len(found) == 15
    assert min(found) >= ACCEPTED


def test_but_not_where_a_group_lacks_its_last_figure_too() -> None:
    assert max(_disputes(["7", "2", "", "10", "", "", "", "2", "2", "", *[""] * 5])) < ACCEPTED


def test_a_stroke_that_parts_a_figure_takes_no_place_from_the_first_column() -> None:
    assert max(_disputes([*[""] * 16]), default=0.0) < ACCEPTED


def test_a_worn_table_is_whole_where_two_votes_name_each_row() -> None:
    truth, rows = _tables("2021")
    requests = next(own for own in rows if len(own) > 20)
    at = next(number for number, row in enumerate(requests) if "过程性" in row[0])
    requests[at][0] = "6.属十四类过程注5息"
    found = _found(_located(rows, quality=0.88), truth)
    assert min(found[key] for key in truth if key.startswith("requests.") and key in found) >= ACCEPTED


def test_a_caption_that_nobody_can_read_is_the_one_that_those_round_it_leave() -> None:
    truth, rows = _tables("2019")
    disclosure = [row for own in rows[: len(rows) - 2] for row in own]
    captions = [at for at, row in enumerate(disclosure) if len(row) == 1]
    first, second = captions[0], captions[1]
    disclosure[first] = ["第二十条第项"]
    label = first + 2
    disclosure[label] = ["规成", *disclosure[label][1:]]
    found = _found(_located([disclosure, *rows[len(rows) - 2 :]], quality=0.95), truth)
    assert found["disclosure.rules.made"] >= ACCEPTED
    disclosure[second] = ["第二十条第项"]  # two in a row: which is which is not certain
    found = _found(_located([disclosure, *rows[len(rows) - 2 :]], quality=0.95), truth)
    assert found.get("disclosure.rules.made", 0.0) < ACCEPTED


def test_rows_under_a_caption_are_sure_where_all_are_there_each_likest_its_own_label() -> None:
    truth, rows = _tables("2021")
    penalties = next(own for own in rows if any(row[0] == "行政处罚" for row in own))
    at = next(number for number, row in enumerate(penalties) if row[0] == "行政处罚")
    penalties[at][0] = "行政处行"
    assert _found(_located(rows, quality=0.95), truth)["disclosure.penalties.decisions"] >= 0.975
    del penalties[at + 1]
    assert _found(_located(rows, quality=0.95), truth).get("disclosure.penalties.decisions", 0.0) < 0.975


@pytest.mark.parametrize("parts", [["1566", ""], ["15", "66"], ["2", "0", "4"]])
def test_of_a_row_of_a_list_that_a_stroke_parts_no_part_is_the_figure(parts: list[str]) -> None:
    truth, (statistics,) = _tables("2014")
    at = next(number for number, row in enumerate(statistics) if truth["statistics.received_letter"] in row)
    statistics[at][-1:] = parts
    located = _located([statistics])
    found = {one.key: one.found for one in located.readings}
    assert found["statistics.received_letter"] < ACCEPTED
    assert found["statistics.received_online"] >= ACCEPTED


def test_a_row_that_stands_instead_of_others_may_bear_a_label_that_nobody_can_read() -> None:
    truth, rows = _tables("2021")
    requests = next(own for own in rows if len(own) > 20)
    at = next(number for number, row in enumerate(requests) if "逾期不补正" in row[0])
    figures = requests[at][1:]
    requests[at : at + 4] = [["六其他处即", *figures], ["LΩi", *requests[at + 3][1:]]]
    found = _located(rows)
    values = {one.key: one.candidates[0].raw for one in found.readings}
    assert [values[f"requests.other.{name}"] for name in ("natural_person", "total")] == [figures[0], figures[-1]]
    assert values["requests.processed_total.total"] == truth["requests.processed_total.total"]
    assert "requests.other_else.total" not in values


def test_a_figure_of_a_group_alone_that_nobody_can_read_leaves_the_others_their_columns() -> None:
    truth, rows = _tables("2021")
    disputes = next(own for own in rows if _is_another(own) is False)
    labels, figures = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], disputes[-1]
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    parts = [[[group], labels, figures[5 * at : 5 * at + 5]] for at, group in enumerate(groups)]
    parts[2][2] = [*parts[2][2][:4], "d"]
    parts[1][0] = ["经复议直接起诉"]
    found = _found(_located([*(own for own in rows if _is_another(own)), *parts]), truth)
    assert found["disputes.litigation_after_reconsideration.pending"] >= ACCEPTED
    assert "disputes.litigation_after_reconsideration.total" not in found
    assert found["disputes.litigation_direct.total"] >= ACCEPTED
    parts[1][0] = ["复议起诉"]  # as like another: the only group that is left, for a person
    found = _found(_located([*(own for own in rows if _is_another(own)), *parts]), truth)
    assert 0 < found["disputes.litigation_direct.total"] < ACCEPTED


def test_a_row_whose_label_lies_in_the_cell_above_is_named_by_its_place_for_a_person() -> None:
    truth, (statistics,) = _tables("2014")
    at = next(number for number, row in enumerate(statistics) if truth["statistics.received_letter"] in row)
    whole = seen(statistics, 0)
    cells = tuple(cell for cell in whole.cells if (cell.row, cell.column) != (at, 0))
    located = locate(Layout((replace(whole, cells=cells),), pages=1), forms(), NO_OUTLINE, year=None)
    found = _found(located, truth)
    assert 0 < found["statistics.received_letter"] < 0.95
    assert found["statistics.received_online"] >= ACCEPTED
