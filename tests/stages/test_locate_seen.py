"""Finding the cells of a form in tables that were read from pictures."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from pipeline.stages.locate import locate
from pipeline.types.grid import Glimpse, Grid
from pipeline.types.located import Located
from tests.grids import NO_OUTLINE, disputes_rows, forms, grid, layout, requests_rows
from tests.stages.locating import DISCLOSURE_2021, located, statistics_rows, sureness


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
    ("printed", "value", "sure"),
    [("1.022", 1022, False), ("0.", 0, False), ("1,022", 1022, True), ("1.", None, False), ("-21", 21, False)],
)
def test_a_point_or_a_sign_that_was_seen_in_a_count_is_none_and_a_person_looks(
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
    others = [told_twice([["0"] * 20], fine=True, looped=looped), told_twice([["0"] * 5], fine=True, looped=True)]
    readings = {one.key: one for one in located(told_twice(rows, fine=True), *others).readings}
    assert readings["disclosure.licensing.change"].trusted is sure
    assert readings["disclosure.licensing.decisions"].trusted


@pytest.mark.parametrize(("closed", "printed", "sure"), [(0, "6116", False), (0, "6226", True), (5, "6116", True)])
def test_a_one_may_be_a_four_whatever_readers_see_where_hardly_any_loop_is_closed(
    closed: int, printed: str, sure: bool
) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "-9", printed], ["其他对外管理服务事项", "54", "+2", "229"]]
    others = [told_twice([["0"] * 20], fine=True, looped=False), told_twice([["0"] * closed], fine=True, looped=True)]
    readings = {one.key: one for one in located(told_twice(rows, fine=True), *others[: 2 if closed else 1]).readings}
    assert (readings["disclosure.licensing.decisions"].candidates[0].clear_to > 0) is sure


@pytest.mark.parametrize("spaced", [True, False])
def test_an_amount_with_room_for_a_point_may_have_lost_it(spaced: bool) -> None:
    rows = [
        ["第二十条第（九）项", "", ""],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", "22", "277352万元"],
    ]
    table = told_twice(rows, fine=True)
    table = replace(table, cells=tuple(replace(cell, spaced=spaced) for cell in table.cells))
    readings = {one.key: one for one in located(table).readings}
    assert readings["disclosure.procurement.amount"].trusted is not spaced
    assert readings["disclosure.procurement.projects"].trusted  # a count has no point


@pytest.mark.parametrize(("looped", "sure"), [(False, False), (True, True)])
def test_a_figure_whose_own_loop_is_open_is_worn_though_those_of_the_document_are_closed(
    looped: bool, sure: bool
) -> None:
    rows = [["第二十条第（五）项", "", "", ""], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    rows += [["行政许可", "4", "9", "35"], ["其他对外管理服务事项", "54", "+1", "229"]]
    table = told_twice(rows, fine=True)
    own = tuple(replace(cell, looped=looped) if cell.text == "9" else cell for cell in table.cells)
    others = [told_twice([["0"] * 60], fine=True, looped=True)]
    readings = {one.key: one for one in located(replace(table, cells=own), *others).readings}
    assert readings["disclosure.licensing.change"].trusted is sure


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


def test_a_row_that_bears_the_caption_of_others_hides_them_where_rows_were_lost() -> None:
    table = forms()["2021"].table_by_id["requests"]
    rows = requests_rows(form="2021")
    parts = [row for row in table.rows if row.key.startswith("other_")]
    other = next(row for row in table.rows if row.key == "other")
    at = next(number for number, row in enumerate(rows) if row[0] == parts[0].label)
    rows[at : at + len(parts)] = [[other.label, *["0"] * 7]]
    only = {"2021": forms()["2021"]}
    assert locate(layout(seen(rows)), only, NO_OUTLINE, year=2022).hidden == ()
    del rows[6]
    hidden = set(locate(layout(seen(rows)), only, NO_OUTLINE, year=2022).hidden)
    assert {key.split(".")[1] for key in hidden} == {row.key for row in parts}
