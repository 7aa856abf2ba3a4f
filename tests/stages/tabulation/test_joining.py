from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import pytest

from pipeline.schema import Box, PagePlace
from pipeline.stages.tabulation.joining import join_tables
from pipeline.stages.tabulation.labels import FormLabels
from pipeline.types.grid import Cell, Grid
from pipeline.types.layout import Layout
from tests.builders import forms
from tests.stages.tabulation.printed import CUTS, HEAD, figures, grid, labels, laid_out, line, texts_of

NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
GRANTED, SECRET, LAW, SAFETY = "（一）予以公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”"
LAST = "四、结转下年度继续办理"
BLANK = [""] * 7


def one(layout: Layout) -> Grid:
    (found,) = layout.grids
    return found


def test_a_table_without_repeated_header_goes_on() -> None:
    layout = laid_out(
        [grid([HEAD, figures(NEW, 3)])],
        [grid([figures(CARRIED, 1), figures(LAST, 2)], page=2)],
    )
    found = one(layout)
    assert texts_of(found) == [HEAD, figures(NEW, 3), figures(CARRIED, 1), figures(LAST, 2)]
    assert found.pages == (1, 2)
    assert [cell.place.page for cell in found.cells if cell.column == 0] == [1, 1, 2, 2]


def test_a_repeated_header_is_left_out() -> None:
    layout = laid_out([grid([HEAD, figures(NEW, 3)])], [grid([HEAD, figures(CARRIED, 1)], page=2)])
    assert texts_of(one(layout)) == [HEAD, figures(NEW, 3), figures(CARRIED, 1)]


def test_a_row_that_looks_like_the_first_is_no_header() -> None:
    zero = figures(NEW)
    layout = laid_out([grid([zero, figures(CARRIED)])], [grid([zero, figures(LAST)], page=2)])
    assert len(texts_of(one(layout))) == 4


def test_three_pages_are_one_table() -> None:
    layout = laid_out(
        [grid([HEAD, figures(NEW, 3)])], [grid([figures(CARRIED, 1)], page=2)], [grid([figures(LAST, 2)], page=3)]
    )
    assert one(layout).pages == (1, 2, 3)


def test_a_part_with_fewer_columns_is_counted_on_all() -> None:
    first = grid([["第二十条第（五）项", None, None]], cuts=(60, 200, 340, 480), spans={(0, 0): (1, 3)})
    second = grid([["信息内容", "本年处理决定数量"], ["行政许可", "12"]], cuts=(60, 200, 480), page=2)
    found = one(laid_out([first], [second]))
    assert [(cell.text, cell.row, cell.column, cell.colspan) for cell in found.cells] == [
        ("第二十条第（五）项", 0, 0, 2), ("信息内容", 1, 0, 1), ("本年处理决定数量", 1, 1, 1),
        ("行政许可", 2, 0, 1), ("12", 2, 1, 1),
    ]  # fmt: skip


def test_a_sliver_of_a_cell_at_the_right_edge_is_no_column() -> None:
    sliver = (*CUTS, CUTS[-1] + 0.5)
    upper = grid([[*HEAD, ""], [*figures(NEW, 3), ""]], cuts=sliver)
    found = one(laid_out([upper], [grid([figures(LAST, 2)], page=2)]))
    assert found.columns == len(CUTS) - 1
    assert max(cell.column + cell.colspan for cell in found.cells) == found.columns
    assert [cell.column for cell in found.cells if cell.row == 2] == list(range(len(HEAD)))


def test_pages_shifted_for_binding_are_joined() -> None:
    shifted = [cut + 20 for cut in CUTS]
    layout = laid_out([grid([HEAD, figures(NEW, 3)])], [grid([figures(LAST, 2)], page=2, cuts=shifted)])
    assert texts_of(one(layout)) == [HEAD, figures(NEW, 3), figures(LAST, 2)]


@pytest.mark.parametrize(
    "between",
    [line("三、收到和处理政府信息公开申请情况", 60, 300), line("注：含派出机构。", 60, 300)],
    ids=["heading", "note"],
)
def test_prose_between_keeps_tables_apart(between: object) -> None:
    layout = laid_out([grid([HEAD, figures(NEW, 3)]), between], [grid([figures(LAST, 2)], page=2)])  # type: ignore[list-item]
    assert len(layout.grids) == 2


def test_other_columns_are_another_table() -> None:
    other = grid([["结果维持", "结果纠正", "其他结果"], ["1", "0", "0"]], cuts=(60, 190, 330, 480), page=2)
    assert len(laid_out([grid([HEAD, figures(NEW, 3)])], [other]).grids) == 2


def test_a_table_with_a_title_across_is_its_own() -> None:
    cuts = (60, 160, 260, 360)
    first = grid([["结果维持", "结果纠正", "总计"], ["1", "0", "1"]], cuts=cuts)
    second = grid(
        [["行政诉讼", None, None], ["结果维持", "结果纠正", "总计"], ["2", "0", "2"]],
        cuts=cuts,
        page=2,
        spans={(0, 0): (1, 3)},
    )
    assert len(laid_out([first], [second]).grids) == 2


def test_page_numbers_heads_and_continued_do_not_keep_parts_apart() -> None:
    def page(number: int, *blocks: object) -> list[object]:
        return [
            line("云岭市档案局年度报告", 200, 30, page=number),
            *blocks,
            line(f"- {number} -", 280, 800, page=number),
        ]

    layout = laid_out(
        page(1, grid([HEAD, figures(NEW, 3)])),  # type: ignore[arg-type]
        page(2, line("续表", 60, 60, page=2), grid([figures(CARRIED, 1)], page=2)),  # type: ignore[arg-type]
    )
    assert len(layout.blocks) == 1
    assert texts_of(one(layout))[-1] == figures(CARRIED, 1)


def test_rows_cut_by_the_page_break_are_one_row() -> None:
    halves = [
        (["2.其他法律行政法", *BLANK], ["规禁止公开", *figures("", 4)[1:]]),
        (["2.其他法律行政法", *figures("", 4)[1:]], ["规禁止公开", *BLANK]),
        ([LAW, *BLANK], ["", *figures("", 4)[1:]]),
        (["", *figures("", 4)[1:]], [LAW, *BLANK]),
        ([LAW, *figures("", 4)[1:]], ["", *BLANK]),
        (["", *BLANK], [LAW, *figures("", 4)[1:]]),
    ]
    for above, below in halves:
        layout = laid_out([grid([figures(SECRET), above])], [grid([below, figures(SAFETY)], page=2)])
        rows = texts_of(one(layout))
        assert [[text.replace("\n", "") for text in row] for row in rows] == [
            figures(SECRET), figures(LAW, 4), figures(SAFETY),
        ]  # fmt: skip


def test_a_label_that_is_one_already_may_go_on_in_brackets() -> None:
    above = ["（二）部分公开（区分处理的，只计", *BLANK]
    below = ["这一情形，不计其他情形）", *figures("", 5)[1:]]
    rows = texts_of(one(laid_out([grid([figures(GRANTED, 1), above])], [grid([below, figures(SECRET)], page=2)])))
    assert len(rows) == 3
    assert rows[1][1] == "5"


def test_blank_rows_at_the_break_stay_rows() -> None:
    layout = laid_out([grid([figures(SECRET), [LAW, *BLANK]])], [grid([[SAFETY, *BLANK], figures(LAST)], page=2)])
    assert texts_of(one(layout)) == [figures(SECRET), [LAW, *BLANK], [SAFETY, *BLANK], figures(LAST)]


def test_a_row_of_blanks_and_a_row_of_figures_stay_two() -> None:
    layout = laid_out([grid([figures(SECRET), [LAW, *BLANK]])], [grid([figures(SAFETY, 2), figures(LAST)], page=2)])
    assert texts_of(one(layout)) == [figures(SECRET), [LAW, *BLANK], figures(SAFETY, 2), figures(LAST)]


GROUPED = (60.0, 90.0, *CUTS[1:])


def grouped(above: str, below: str) -> Cell:
    """The label left of all rows after joining, when the pages print these parts of it."""
    first = grid([[above, *figures(GRANTED, 1)], [None, *figures(SECRET)]], cuts=GROUPED, spans={(0, 0): (2, 1)})
    second = grid([[below, *figures(LAW, 2)], [None, *figures(SAFETY)]], cuts=GROUPED, page=2, spans={(0, 0): (2, 1)})
    found = one(laid_out([first], [second]))
    cells = [cell for cell in found.cells if cell.column == 0]
    assert len(cells) == 1, cells
    assert found.rows == 4
    return cells[0]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("三、本年度办", "理结果", "三、本年度办\n理结果"),
        ("三、本年度办理结果", "", "三、本年度办理结果"),
        ("", "三、本年度办理结果", "三、本年度办理结果"),
        ("三、本年度办理结果", "三、本年度办理结果", "三、本年度办理结果"),
        ("", "", ""),
    ],
)
def test_a_merged_label_goes_on(above: str, below: str, whole: str) -> None:
    cell = grouped(above, below)
    assert (cell.text, cell.rowspan) == (whole, 4)


def test_another_merged_label_starts_anew() -> None:
    first = grid([["（三）不予公开", *figures(SECRET)]], cuts=GROUPED)
    second = grid([["（四）无法提供", *figures("1.本机关不掌握相关政府信息")]], cuts=GROUPED, page=2)
    found = one(laid_out([first], [second]))
    assert [cell.text for cell in found.cells if cell.column == 0] == ["（三）不予公开", "（四）无法提供"]


def test_a_header_cut_by_the_break_is_one_header() -> None:
    first = grid([["（本列数据的勾稽关系为：第", "申请人情况", *[None] * 6]], spans={(0, 1): (1, 7)})
    second = grid([["一项加第二项之和，等于第三项加第四项之和）", *HEAD[1:]], figures(NEW, 3)], page=2)
    found = one(laid_out([first], [second]))
    corner = next(cell for cell in found.cells if cell.column == 0)
    assert corner.text.replace("\n", "").startswith("（本列数据的勾稽关系为：第一项加第二项之和")
    assert corner.rowspan == 2
    assert found.rows == 3


def test_headers_are_not_merged_with_blank_figures_below() -> None:
    first = grid([["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]], cuts=(60, 200, 300, 400, 480))
    second = grid([["规章", "", "", "12"]], cuts=(60, 200, 300, 400, 480), page=2)
    assert texts_of(one(laid_out([first], [second]))) == [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "", "", "12"],
    ]  # fmt: skip


def test_a_list_is_not_torn_at_a_heading_row() -> None:
    cuts = (60, 300, 400, 480)
    first = grid([["一、主动公开情况", "——", "——"], ["二、回应解读情况", "", ""]], cuts=cuts)
    second = grid(
        [["（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "5"]], cuts=cuts, page=2
    )
    assert len(texts_of(one(laid_out([first], [second])))) == 3


def part(rows: list[list[str]], page: int, *, lean: float = 0.0, scale: float = 1.0) -> Grid:
    """Some rows in a picture, a hundred points below the top, leaning and as large as is asked."""
    cells = tuple(
        Cell(
            text, row, column,
            PagePlace(page=page, box=Box(*(
                round(value, 2) for value in (
                    50 + scale * 60 * column + lean * row, 100 + 20 * row,
                    50 + scale * 60 * (column + 1) + lean * row, 120 + 20 * row,
                )
            ))),
            ink=0.1,
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )  # fmt: skip
    return Grid(cells, len(rows), len(rows[0]), "pixels", "ruled", (page,))


def test_a_table_that_leans_on_one_picture_and_is_larger_on_the_next_is_one() -> None:
    first = part([["项目", "甲", "乙"], *([f"第{row}行", str(row), "0"] for row in range(9))], 1, lean=1.1, scale=1.0)
    second = part([["末行", "7", "8"]], 2, lean=0.0, scale=1.1)
    (joined,) = join_tables([[first], [second]], FormLabels(tuple(forms().values())))
    assert isinstance(joined, Grid)
    assert (joined.rows, joined.columns, joined.pages) == (11, 3, (1, 2))


def leaning(flat: Grid, degrees: float, page: int) -> Grid:
    """The grid as a picture shows it that was turned about a corner: each cell has the bounding box of its corners."""
    sine, cosine = sin(radians(degrees)), cos(radians(degrees))

    def turned(box: Box) -> Box:
        corners = [(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = zip(*((x * cosine - y * sine, x * sine + y * cosine) for x, y in corners), strict=True)
        return Box(*(round(value + 200, 2) for value in (min(xs), min(ys), max(xs), max(ys))))

    cells = tuple(
        replace(cell, place=PagePlace(page=page, box=turned(cell.place.box)), ink=0.1)
        for cell in flat.cells
        if isinstance(cell.place, PagePlace)
    )
    return replace(flat, cells=cells, engine="pixels", pages=(page,))


@pytest.mark.parametrize(("first", "second"), [(4.0, -3.5), (-4.5, 4.0)])
def test_columns_of_some_rows_alone_are_those_of_the_next_page_though_both_lean(first: float, second: float) -> None:
    cuts = (80.0, 130.0, 200.0, 300.0, 400.0)
    heads = [[f"项目{number}", None, None, "1"] for number in range(8)]
    upper = grid(
        [*heads, *(["", "小项", "明细", str(number)] for number in range(12))],
        cuts=cuts,
        spans={(number, 0): (1, 3) for number in range(8)},
    )
    lower = grid([["", "小项", "余项", str(number)] for number in range(3)], cuts=cuts)
    pages = [[leaning(upper, first, 1)], [leaning(lower, second, 2)]]
    (joined,) = join_tables(pages, FormLabels(tuple(forms().values())))
    assert isinstance(joined, Grid)
    assert (joined.rows, joined.columns, joined.pages) == (23, 4, (1, 2))


def test_pictures_of_two_pages_on_one_page_are_one_table_where_the_second_begins_with_figures() -> None:
    first, second = part([["项目", "甲", "乙"], ["首行", "1", "0"]], 1), part([["末行", "7", "8"]], 1)
    header = part([["项目", "丙", "丁"], ["末行", "7", "8"]], 1)
    labels = FormLabels(tuple(forms().values()))
    (joined,) = join_tables([[first, second]], labels)
    assert isinstance(joined, Grid)
    assert (joined.rows, joined.columns) == (3, 3)
    assert len(join_tables([[first, header]], labels)) == 2


def test_a_table_is_as_sure_as_the_less_sure_of_its_parts() -> None:
    upper = grid([HEAD, figures(NEW, 3)])
    lower = replace(grid([figures(CARRIED, 1)], page=2), quality=0.4, confirmable=False)
    found = one(laid_out([upper], [lower]))
    assert (found.quality, found.confirmable) == (0.4, False)


def test_a_header_that_pictures_repeat_is_left_out_however_it_was_read() -> None:
    labels = FormLabels(tuple(forms().values()))
    head = ["申請人情況", "商業企業", "科研機構"]
    upper = part([head, ["首行", "1", "0"]], 1)
    for read, rows in ((["申请人情况", "商業企", "科研機構"], 3), (["行政許可", "商業企", "科研機構"], 4)):
        (joined,) = join_tables([[upper], [part([read, ["末行", "7", "8"]], 2)]], labels)
        assert isinstance(joined, Grid)
        assert joined.rows == rows


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_parts_of_a_table_on_pages_fed_in_turned_join_the_way_their_columns_run(quarters: int) -> None:
    def turned(found: Grid, by: int) -> Grid:
        cells = []
        for cell in found.cells:
            assert isinstance(cell.place, PagePlace)
            x0, top, x1, bottom = cell.place.box
            for _ in range(by):  # a quarter to the right on a page 842 points high
                x0, top, x1, bottom = 842 - bottom, x0, 842 - top, x1
            place = PagePlace(page=cell.place.page, box=Box(x0, top, x1, bottom))
            cells.append(replace(cell, place=place))
        return replace(found, cells=tuple(cells), engine="pixels")

    upper = turned(grid([HEAD, figures(NEW, 3)]), quarters)
    lower = turned(grid([figures(CARRIED, 1), figures(LAST, 2)], page=2), quarters)
    (found,) = (block for block in join_tables([[upper], [lower]], labels()) if isinstance(block, Grid))
    assert texts_of(found) == [HEAD, figures(NEW, 3), figures(CARRIED, 1), figures(LAST, 2)]
