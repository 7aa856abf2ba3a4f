"""Plain text in the layouts that tables are written down in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.textlayout.layout import lay_out
from pipeline.engines.textlayout.spans import TextLine
from pipeline.errors import DocumentError
from pipeline.schema import TextPlace
from pipeline.types.grid import Grid
from pipeline.types.page import Line
from tests.engines.reading import grids, lines, read, rows

TITLE = "沅溪县教育局2022年政府信息公开工作年度报告"
HEADING, AFTER = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
EXPECTED = [
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "", "3"],
    ["行政规范性文件", "/", "-", "14"],
]


def tab_dump() -> str:
    """Layout A: a TAB before each cell, a blank line after each row."""
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in EXPECTED)


def text_of(table: str) -> bytes:
    return f"{TITLE}\n\n{HEADING}\n{table}\n{AFTER}\n我局收到申请2件，均已答复。\n".encode()


def check(tmp_path: Path, table: str, shape: str, expected: list[list[str]]) -> Grid:
    transcript = read(tmp_path, text_of(table), "txt")
    (grid,) = grids(transcript)
    assert (grid.shape, grid.engine) == (shape, "text")
    assert rows(grid) == expected
    assert lines(transcript)[-2:] == [AFTER, "我局收到申请2件，均已答复。"]
    return grid


def test_a_dump_with_a_tab_before_each_cell(tmp_path: Path) -> None:
    grid = check(tmp_path, tab_dump(), "rows", EXPECTED)
    assert grid.cells[0].place == TextPlace(paragraph=3, start=1, end=10)


def test_a_cell_goes_on_in_lines_without_a_tab(tmp_path: Path) -> None:
    table = "\t商业\n企业\n\t三、\n本\n年\n度\n\t97.8\n万元\n\n\t规章\n\t0\n\t1\n\n"
    check(tmp_path, table, "rows", [["商业\n企业", "三、\n本\n年\n度", "97.8\n万元"], ["规章", "0", "1"]])


def test_a_heading_right_after_the_last_cell_is_no_part_of_it(tmp_path: Path) -> None:
    table = "\t规章\n\t0\n\t1\n\n\t行政规范性文件\n\t2\n\t3"
    check(tmp_path, table, "rows", [["规章", "0", "1"], ["行政规范性文件", "2", "3"]])


def test_a_covered_cell_is_an_empty_one(tmp_path: Path) -> None:
    table = "\t三、本年度办理结果\n\t（一）予以公开\n\t1\n\n\t\n\t（二）部分公开\n\t2\n\n"
    check(tmp_path, table, "rows", [["三、本年度办理结果", "（一）予以公开", "1"], ["", "（二）部分公开", "2"]])


def test_rows_of_cells_with_tabs_between(tmp_path: Path) -> None:
    check(tmp_path, "\n".join("\t".join(row) for row in EXPECTED) + "\n", "rows", EXPECTED)


def test_quoted_cells_of_a_spreadsheet_hold_line_breaks(tmp_path: Path) -> None:
    table = '"商业\n企业"\t"科研\n机构"\t其他\n规章\t1\t2\n行政许可\t3\t4\n'
    check(tmp_path, table, "rows", [["商业\n企业", "科研\n机构", "其他"], ["规章", "1", "2"], ["行政许可", "3", "4"]])


def test_prose_indented_with_tabs_is_prose(tmp_path: Path) -> None:
    text = "\t2022年，我局主动公开信息12条。\n\t全年收到申请3件，均按时答复。\n\t一、总体情况\n\t我局重视公开工作。\n"
    assert grids(read(tmp_path, text.encode(), "txt")) == []


def test_rows_with_bars_behind_the_cells(tmp_path: Path) -> None:
    check(tmp_path, "".join("".join(f"{cell} | " for cell in row) + "\n" for row in EXPECTED), "rows", EXPECTED)


def test_a_label_over_two_lines_before_a_bar(tmp_path: Path) -> None:
    table = "商业\n企业 | 科研机构 | 其他 |\n规章 | 1 | 2 |\n行政许可 | 3 | 4 |\n"
    check(tmp_path, table, "rows", [["商业\n企业", "科研机构", "其他"], ["规章", "1", "2"], ["行政许可", "3", "4"]])


def test_markdown(tmp_path: Path) -> None:
    table = (
        "| 统计指标 | 单位 | 统计数 |\n|:--|:-:|--:|\n| 收到申请数 | 件 | **5** |\n| 其中：<br>当面申请数 | 件 | — |\n"
    )
    expected = [["统计指标", "单位", "统计数"], ["收到申请数", "件", "5"], ["其中：\n当面申请数", "件", "—"]]
    check(tmp_path, table, "rows", expected)


def test_a_drawn_box(tmp_path: Path) -> None:
    head = "┌────┬────┐\n│信息内容│本年  │\n│        │制发件数│\n"
    body = "├────┼────┤\n│规章│ 3 │\n├────┼────┤\n│行政许可│ 4 │\n└────┴────┘\n"
    expected = [["信息内容", "本年\n制发件数"], ["规章", "3"], ["行政许可", "4"]]
    check(tmp_path, head + body, "rows", expected)


def test_one_cell_a_line_with_a_bar_behind_it(tmp_path: Path) -> None:
    table = "".join("".join(f"{cell} |\n" for cell in row[:-1]) + f"{row[-1]} ||\n" for row in EXPECTED)
    check(tmp_path, table, "rows", EXPECTED)


def test_an_empty_last_cell_before_the_end_of_its_row(tmp_path: Path) -> None:
    table = "规章 |\n1 |\n ||\n行政许可 |\n2 |\n3 ||\n"
    check(tmp_path, table, "rows", [["规章", "1", ""], ["行政许可", "2", "3"]])


def test_row_ends_on_lines_of_their_own(tmp_path: Path) -> None:
    table = "规章 |\n1 |\n2 |\n||\n行政许可 |\n3 |\n4 |\n||\n"
    check(tmp_path, table, "rows", [["规章", "1", "2"], ["行政许可", "3", "4"]])


def test_links_parted_by_bars_are_no_table(tmp_path: Path) -> None:
    text = "首页 | 政务公开 | 年报\n登录 | 注册 | 无障碍\n网站地图 | 联系我们 | 帮助\n"
    assert grids(read(tmp_path, text.encode(), "txt")) == []


def test_links_right_above_a_table_stay_lines(tmp_path: Path) -> None:
    text = "首页 | 政务公开 | 年报\n规章 | 1 | 2\n行政许可 | 3 | 4\n登录 | 注册 | 帮助\n"
    transcript = read(tmp_path, text.encode(), "txt")
    assert rows(grids(transcript)[0]) == [["规章", "1", "2"], ["行政许可", "3", "4"]]
    assert lines(transcript) == ["首页 | 政务公开 | 年报", "登录 | 注册 | 帮助"]


def test_columns_aligned_by_spaces_keep_their_blanks(tmp_path: Path) -> None:
    table = (
        "第二十条第（一）项\n"
        "信息内容          本年制发件数   本年废止件数   现行有效件数\n"
        "规章                   0                            3\n"
        "行政规范性文件         /              -             14\n"
        "其他主动公开文件       5              6             7\n"
    )
    check(tmp_path, table, "rows", [*EXPECTED, ["其他主动公开文件", "5", "6", "7"]])


def test_a_label_with_its_figures_behind_it(tmp_path: Path) -> None:
    table = "统计指标 单位 统计数\n（一）收到申请数 件 5\n1．当面申请数 件 2\n2．传真申请数 件 3\n"
    expected = [["统计指标", "单位", "统计数"], ["（一）收到申请数", "件", "5"], ["1．当面申请数", "件", "2"]]
    check(tmp_path, table, "rows", [*expected, ["2．传真申请数", "件", "3"]])


def test_a_stream_of_cells_with_blank_lines_between(tmp_path: Path) -> None:
    cells = ["第二十条第（一）项", "信息内容", "本年制发件数", "规章", "0", "行政规范性文件", "12"]
    check(tmp_path, "\n\n".join(cells) + "\n", "stream", [[cell] for cell in cells])


def test_an_empty_cell_of_a_stream_shows_as_more_blank_lines(tmp_path: Path) -> None:
    cells = ["信息内容", "本年制发件数", "本年废止件数", "规章", "", "1", "行政许可", "2", "", "行政处罚", "3", "4"]
    check(tmp_path, "\n\n".join(cells) + "\n", "stream", [[cell] for cell in cells])


def test_wider_gaps_between_rows_are_no_empty_cells(tmp_path: Path) -> None:
    body = [
        ["规章", "0", "1"],
        ["行政许可", "2", "3"],
        ["行政处罚", "4", "5"],
        ["行政强制", "6", "7"],
        ["其他处理", "8", "9"],
    ]
    table = "\n\n\n\n".join("\n\n".join(row) for row in body)
    check(tmp_path, table + "\n", "stream", [[cell] for row in body for cell in row])


def test_a_label_of_a_stream_over_two_lines_or_two_cells(tmp_path: Path) -> None:
    table = "结果\n维持\n\n本年新\n\n公开数量\n\n规章\n\n1\n\n2\n\n行政许可\n\n3\n\n4\n"
    cells = ["结果\n维持", "本年新\n公开数量", "规章", "1", "2", "行政许可", "3", "4"]
    check(tmp_path, table, "stream", [[cell] for cell in cells])


def test_a_stream_without_blank_lines(tmp_path: Path) -> None:
    cells = ["信息内容", "本年制发件数", "规章", "0", "行政规范性文件", "12", "行政许可", "3"]
    check(tmp_path, "\n".join(cells) + "\n", "stream", [[cell] for cell in cells])


def test_row_headings_of_the_old_list_are_cells_of_its_stream(tmp_path: Path) -> None:
    cells = ["统计指标", "单位", "统计数", "一、主动公开情况", "——", "——", "制发规范性文件总数", "件", "7"]
    cells += ["三、依申请公开情况", "——", "——", "（一）收到申请数", "件", "2"]
    check(tmp_path, "\n\n".join(cells) + "\n", "stream", [[cell] for cell in cells])


def test_a_note_stands_after_the_table(tmp_path: Path) -> None:
    transcript = read(tmp_path, text_of(tab_dump() + "\n注：规章数为历年累计。\n"), "txt")
    assert rows(grids(transcript)[0]) == EXPECTED
    assert "注：规章数为历年累计。" in lines(transcript)


def test_wrapped_prose_is_joined(tmp_path: Path) -> None:
    sentence = "全县各部门按照要求梳理公开事项，更新目录，完善栏目，回应群众关切，" * 4
    wrapped = "\n".join(sentence[n : n + 32] for n in range(0, len(sentence), 32))
    transcript = read(tmp_path, f"一、总体情况\n{wrapped}\n".encode(), "txt")
    assert lines(transcript) == ["一、总体情况", sentence]


def test_unwrapped_prose_is_left_alone(tmp_path: Path) -> None:
    text = "第一段说的是主动公开的情况。\n第二段说的是依申请公开的情况。\n第三段说的是平台建设的情况。\n"
    assert lines(read(tmp_path, text.encode(), "txt")) == text.split("\n")[:-1]


def test_what_the_page_said_of_the_report_is_kept(tmp_path: Path) -> None:
    text = "索 引 号 | 014/2023-1 | 发布机构 | 沅溪县教育局 |\n发布日期：2023-01-20    浏览次数：12\n正文\n"
    site = read(tmp_path, text.encode(), "txt").site
    assert site == (("索引号", "014/2023-1"), ("发布机构", "沅溪县教育局"), ("发布日期", "2023-01-20"))


def test_the_encoding_is_said(tmp_path: Path) -> None:
    transcript = read(tmp_path, "沅溪县教育局政府信息公开工作年度报告\n".encode("gbk"), "txt")
    assert (transcript.encoding, transcript.remarks) == ("gb18030", ())


def test_nothing_but_white_space_is_empty(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, " \n\u3000\n".encode(), "txt")
    assert caught.value.reason == "empty"


def test_a_file_beyond_the_limit_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, b"0" * 101, "txt", largest=100)
    assert caught.value.reason == "too_large"


LINES = st.lists(
    st.text("\t |0３1/-（）：。一二三、规章件政府信息公开申请总计结果维持abc\u3000", max_size=14), max_size=60
)


@given(LINES)
def test_every_line_with_text_is_kept_once(texts: list[str]) -> None:
    """Whatever the finders make of lines, no text is lost and none is doubled."""
    blocks = lay_out([TextLine(number, text) for number, text in enumerate(texts)])
    got = "".join(
        "".join(cell.text for cell in block.cells) if isinstance(block, Grid) else block.text
        for block in blocks
        if isinstance(block, Grid | Line)
    )
    marks = str.maketrans("", "", " \t\n|\u3000-")  # what parts cells and draws rules
    assert sorted(got.translate(marks)) == sorted("".join(texts).translate(marks))


@given(LINES)
def test_places_point_at_the_lines(texts: list[str]) -> None:
    for block in lay_out([TextLine(number, text) for number, text in enumerate(texts)]):
        for part in block.cells if isinstance(block, Grid) else (block,):
            assert isinstance(part.place, TextPlace)
            assert 0 <= part.place.start <= part.place.end <= len(texts[part.place.paragraph])
