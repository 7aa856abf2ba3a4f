from __future__ import annotations

from dataclasses import replace

from pipeline.schema import CellPlace
from pipeline.stages.tabulation.unframing import dissolve, unframe
from pipeline.types.grid import Cell, Grid
from pipeline.types.page import Line
from tests.stages.tabulation.printed import figures, grid, labels, laid_out, line

CUTS = (60, 200, 340, 480)
PROSE = "一年来，各科室按照分工落实任务，公开的内容更全，办理申请的时限更短；群众反映的问题逐项答复。"


def test_prose_across_a_table_comes_out_of_it() -> None:
    framed = grid([["规章", "1", "2"], [PROSE, None, None], ["行政许可", "5", "6"]], cuts=CUTS, spans={(1, 0): (1, 3)})
    blocks = unframe(framed, labels())
    assert [type(block).__name__ for block in blocks] == ["Grid", "Line", "Grid"]
    assert [block.text for block in blocks if isinstance(block, Line)] == [PROSE]
    last = blocks[-1]
    assert isinstance(last, Grid)
    assert [(cell.text, cell.row) for cell in last.cells] == [("行政许可", 0), ("5", 0), ("6", 0)]


def test_headings_and_notes_in_a_table_are_lines() -> None:
    for text in ("四、政府信息公开行政复议、行政诉讼情况", "注：本表含派出机构办理的申请。"):
        framed = grid([["规章", "1", "2"], [text, None, None]], cuts=CUTS, spans={(1, 0): (1, 3)})
        assert [type(block).__name__ for block in unframe(framed, labels())] == ["Grid", "Line"], text


def test_an_empty_row_before_the_name_of_a_group_parts_two_tables() -> None:
    rows: list[list[str | None]] = [["1", "2", "3"], ["", None, None], ["行政诉讼", None, None], ["4", "5", "6"]]
    table = grid(rows, cuts=CUTS, spans={(1, 0): (1, 3), (2, 0): (1, 3)})
    parts = unframe(table, labels())
    assert [part.rows for part in parts if isinstance(part, Grid)] == [1, 2]
    inked = replace(table, cells=tuple(replace(one, ink=1.0) if one.row == 1 else one for one in table.cells))
    assert unframe(inked, labels()) == [inked]


def test_captions_and_headings_of_the_list_stay_rows() -> None:
    for text in ("第二十条第（五）项", "一、主动公开情况"):
        table = grid([["规章", "1", "2"], [text, None, None], ["规章", "1", "2"]], cuts=CUTS, spans={(1, 0): (1, 3)})
        assert unframe(table, labels()) == [table]


def test_a_box_of_prose_is_lines_and_a_table_is_not() -> None:
    box = grid([[PROSE, "附件", "说明"]], cuts=CUTS)
    assert all(isinstance(block, Line) for block in dissolve(box, labels()))
    table = grid([figures("一、本年新收政府信息公开申请数量", 3), figures(PROSE)])
    assert dissolve(table, labels()) == [table]


def test_lines_out_of_a_cell_share_its_box() -> None:
    box = grid([[f"{PROSE}\n第二行。", "", ""]], cuts=CUTS, top=100)
    first, second = dissolve(box, labels())
    assert (first.place.box.top, first.place.box.bottom) == (100, 110)  # type: ignore[union-attr]
    assert (second.place.box.top, second.place.box.bottom) == (110, 120)  # type: ignore[union-attr]


def test_where_there_are_no_pages_a_cell_is_a_paragraph() -> None:
    place = CellPlace(table=0, row=0, column=0)
    box = Grid((Cell(f"{PROSE}\n第二行。", 0, 0, place),), 1, 1, "docx")
    (paragraph,) = dissolve(box, labels())
    assert isinstance(paragraph, Line)
    assert paragraph.whole
    assert paragraph.text.endswith("第二行。")


def test_frames_over_a_page_do_not_hide_the_table_after_them() -> None:
    framed = grid([[PROSE, None, None], ["行政许可", "5", "6"]], cuts=CUTS, spans={(0, 0): (1, 3)})
    layout = laid_out([line("一、总体情况", 60, 60), framed])
    assert [type(block).__name__ for block in layout.blocks] == ["Line", "Line", "Grid"]
