from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.stages.tabulate import tabulate
from pipeline.types.grid import Grid
from pipeline.types.layout import Layout
from pipeline.types.page import Block, Line, Page, Transcript
from tests.builders import forms
from tests.stages.tabulation.printed import HEAD, HEIGHT, WIDTH, figures, grid, laid_out, line, row, texts_of

XS = [60, 200, 250, 300, 350, 400, 450, 500]
NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
SECRET, LAW = "1.属于国家秘密", "2.其他法律行政法规禁止公开"
PROSE = "本年度收到的申请均在法定期限内答复，没有发生因答复引起的复议和诉讼，群众对办理结果表示满意。"


def table(*rows: tuple[float, list[str]], page: int = 1) -> list[Block]:
    return [piece for top, texts in rows for piece in row(texts, XS, top, page=page)]


def one(layout: Layout) -> Grid:
    (found,) = layout.grids
    assert found.engine == "aligned"
    assert found.shape == "rows"
    return found


def figure_rows(found: Grid) -> dict[str, list[str]]:
    """The figures of each row by the label left of them."""
    rows = {}
    for texts in texts_of(found):
        label = next((number for number in range(len(texts) - 1, -1, -1) if len(texts[number]) > 6), None)
        if label is not None and len(texts) > label + 1:
            rows[texts[label].replace("\n", "")] = texts[label + 1 :]
    return rows


def test_columns_of_figures_and_labels_make_a_table() -> None:
    blocks = [line(PROSE, 60, 60), *table((100, HEAD), (120, figures(NEW, 3)), (140, figures(CARRIED, 12, 1)))]
    layout = laid_out([*blocks, line(PROSE, 60, 200)])
    found = one(layout)
    assert figure_rows(found) == {NEW: figures(NEW, 3)[1:], CARRIED: figures(CARRIED, 12, 1)[1:]}
    assert [type(block).__name__ for block in layout.blocks] == ["Line", "Grid", "Line"]
    header = next(cell for cell in found.cells if cell.text == "自然人")
    assert header.column == next(cell for cell in found.cells if cell.text == "3").column


def test_labels_of_several_lines_go_with_the_figures_between_them() -> None:
    blocks = table((100, HEAD), (120, figures(NEW)))
    blocks += [line("2.其他法律行政法规", 60, 140), *row(["", *figures("", 4)[1:]], XS, 146), line("禁止公开", 60, 152)]
    blocks += table((172, figures("3.危及“三安全一稳定”")))
    assert figure_rows(one(laid_out(blocks)))[LAW][0] == "4"


def test_a_label_over_the_page_break_is_one() -> None:
    first = [*table((100, HEAD), (120, figures(NEW))), line("2.其他法律行政法规", 60, 800)]
    second = [*row(["", *figures("", 4)[1:]], XS, 60, page=2), line("禁止公开", 60, 66, page=2)]
    found = laid_out(first, [*second, *table((90, figures("3.危及“三安全一稳定”")), page=2)])
    assert figure_rows(one(found))[LAW][0] == "4"


def test_blank_figures_are_blank_cells() -> None:
    blocks = table((100, HEAD), (120, figures(NEW, 3)), (140, [CARRIED, "1", "", "", "0", "0", "0", "1"]))
    blocks += [line(SECRET, 60, 160), *table((180, figures(LAW, 2)))]
    rows = figure_rows(one(laid_out(blocks)))
    assert rows[CARRIED] == ["1", "", "", "0", "0", "0", "1"]
    assert rows[SECRET] == [""] * 7


def test_a_column_without_figures_is_known_by_its_header() -> None:
    rows = [[NEW, "3", "0", "", "0", "0", "0", "3"], [CARRIED, "1", "0", "", "0", "0", "0", "1"]]
    found = figure_rows(one(laid_out(table((100, HEAD), (120, rows[0]), (140, rows[1])))))
    assert found == {NEW: rows[0][1:], CARRIED: rows[1][1:]}


def test_figures_set_to_the_right_keep_their_headers() -> None:
    shifted = [60, *(x + 22 for x in XS[1:])]
    blocks: list[Block] = [*row(HEAD, XS, 100)]
    for top, texts in ((120, figures(NEW, 3)), (140, figures(CARRIED, 12))):
        blocks += row(texts, shifted, top)
    found = one(laid_out(blocks))
    columns = {cell.text: cell.column for cell in found.cells if cell.text in HEAD and cell.text}
    assert columns["总计"] - columns["自然人"] == 6
    assert figure_rows(found)[CARRIED] == figures(CARRIED, 12)[1:]


def test_a_number_on_two_lines_is_doubted() -> None:
    blocks = table((100, HEAD), (120, figures(NEW, 11398)), (140, figures(CARRIED, 1)))
    blocks.insert(16, line("889", XS[1], 131))
    found = one(laid_out(blocks))
    doubted = {cell.text for cell in found.cells if not cell.trusted}
    assert {"11398", "889"} <= doubted


def test_a_label_and_a_figure_in_one_line_are_parted() -> None:
    blocks = table((100, HEAD), (120, figures(NEW, 3)))
    blocks += [line(f"{CARRIED} 1", 60, 140), *row(["", "", *["0"] * 5, "1"], XS, 140)]
    assert figure_rows(one(laid_out(blocks)))[CARRIED][0] == "1"


def test_a_list_with_units_is_read() -> None:
    xs = [60, 400, 450]
    blocks: list[Block] = []
    listed = [
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", "——", "——"],
        ["制发规范性文件总数", "件", "12"],
        ["其中：主动公开规范性文件数", "条", "7"],
    ]
    for top, texts in zip((100, 120, 140, 160), listed, strict=True):
        blocks += row(texts, xs, top)
    rows = texts_of(one(laid_out(blocks)))
    assert ["制发规范性文件总数", "件", "12"] in rows
    assert ["其中：主动公开规范性文件数", "条", "7"] in rows


def test_small_tables_under_their_captions_are_tables_of_their_own() -> None:
    blocks: list[Block] = []
    for top, name, figure in ((100, "（五）", "12"), (160, "（六）", "34")):
        blocks += [line(f"第二十条第{name}项", 220, top), *row(["信息内容", "本年处理决定数量"], [60, 300], top + 15)]
        blocks += row(["行政许可" if name == "（五）" else "行政处罚", figure], [60, 330], top + 30)
    found = laid_out(blocks).grids
    assert [texts_of(part)[-1] for part in found] == [["行政许可", "12"], ["行政处罚", "34"]]


@pytest.mark.parametrize(
    "blocks",
    [
        [line("2023年", 60, 100), line("12", 200, 100), line("件", 300, 100)],
        [line(PROSE, 60, 100), line("1", 280, 120), line("2", 300, 120)],
        [line("联系电话", 60, 100), line("0999", 200, 100), line("邮编", 60, 120), line("223100", 200, 120)],
    ],
)
def test_figures_without_labels_of_a_form_are_no_table(blocks: list[Block]) -> None:
    assert laid_out(blocks).grids == ()


def test_headings_between_tables_stay_lines() -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    blocks = table((100, HEAD), (120, figures(NEW)), (140, figures(CARRIED)))
    blocks += [line(heading, 60, 170, size=14)]
    blocks += row(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], [60, 120, 180, 240, 300], 200)
    blocks += row(["1", "0", "0", "0", "1"], [70, 130, 190, 250, 310], 220)
    layout = laid_out(blocks)
    assert heading in [block.text for block in layout.blocks if isinstance(block, Line)]
    assert len(layout.grids) == 2


def test_a_finder_is_asked_where_labels_speak_of_a_table_and_nothing_was_found() -> None:
    asked: list[list[int]] = []
    names = [NEW, CARRIED, SECRET, LAW]
    found = grid([[name, "1", *["0"] * 6] for name in names], top=100, page=2)
    page = Page(2, WIDTH, HEIGHT, tuple(line(name, 60, 105 + 20 * n, page=2) for n, name in enumerate(names)))

    def finder(pages: list[int]) -> dict[int, tuple[Grid, ...]]:
        asked.append(list(pages))
        return {2: (found,)}

    transcript = Transcript((Page(1, WIDTH, HEIGHT, (line(PROSE, 60, 100),)), page))
    layout = tabulate(transcript, tuple(forms().values()), finder)  # type: ignore[arg-type]
    assert asked == [[2]]
    assert layout.grids == (found,)
    assert [block.text for block in layout.blocks if isinstance(block, Line)] == [PROSE]


def test_an_implausible_answer_is_not_taken() -> None:
    names = [NEW, CARRIED, SECRET, LAW]
    blocks = [line(name, 60, 105 + 20 * n) for n, name in enumerate(names)]
    found = grid([["不相干的文字", "1", *["0"] * 6] for _ in names], top=100)
    transcript = Transcript((Page(1, WIDTH, HEIGHT, tuple(blocks)),))
    assert tabulate(transcript, tuple(forms().values()), lambda _: {1: (found,)}).grids == ()


def test_a_table_of_lines_read_from_pixels_has_one_reader_and_proves_no_blank() -> None:
    blocks = table((100, HEAD), (120, figures(NEW, 3)), (140, [CARRIED, "1", "", "", "0", "0", "0", "1"]))
    seen = [replace(block, seen=0.9) if isinstance(block, Line) else block for block in blocks]
    found = one(laid_out(seen))
    cells = [cell for cell in found.cells if cell.row == found.rows - 1]
    assert all(cell.ink for cell in cells)
    assert [len(cell.glimpses) for cell in cells] == [1, 1, 0, 0, 1, 1, 1, 1]
    assert all(cell.ink is None for cell in one(laid_out(blocks)).cells)
