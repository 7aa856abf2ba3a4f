"""Ruled tables of every look; a doubtful grid says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.imaging.grids import _on_strokes
from pipeline.imaging.ink import even_light
from pipeline.imaging.rules import FAINT, LOOSE, find_rules
from tests.imaging.drawing import XS, YS, Picture, draw_figures, draw_rules, grid_of, paper, size_of, table, tables_of

WHOLE = (6, 5, 30)
SURE = 0.9


@pytest.mark.parametrize("thick", [1, 2, 4, 6])
def test_rules_of_any_thickness_make_a_table(thick: int) -> None:
    grid = grid_of(table(thick=thick))
    assert size_of(grid) == WHOLE
    assert grid.quality > SURE


@pytest.mark.parametrize("apart", [6, 9, 12, 20])
def test_tables_one_above_the_other_are_two_however_near(apart: int) -> None:
    page = paper()
    below = tuple(y + YS[3] + apart - YS[0] for y in YS[:4])
    for ys in (YS[:4], below):
        draw_figures(draw_rules(page, ys=ys), ys=ys)
    assert [(size_of(grid), grid.quality > SURE) for grid in tables_of(page).grids] == [((3, 5, 15), True)] * 2


def test_a_speck_between_two_tables_is_no_rule_that_crosses_the_paper() -> None:
    page = paper()
    below = tuple(y + YS[3] + 14 - YS[0] for y in YS[:4])
    for ys in (YS[:4], below):
        draw_figures(draw_rules(page, ys=ys), ys=ys)
    page[YS[3] + 6 : YS[3] + 8, XS[2] : XS[2] + 2] = 0
    assert [size_of(grid) for grid in tables_of(page).grids] == [(3, 5, 15)] * 2


def test_a_line_of_prose_between_tables_whose_strokes_join_their_rules_parts_them() -> None:
    import cv2

    page, between = paper(), YS[3] + 70
    below = tuple(y + between - YS[0] for y in YS[:4])
    for ys in (YS[:4], below):
        draw_figures(draw_rules(page, ys=ys, grey=200), ys=ys)
    whole = tables_of(page).grids
    for x in XS[1:-1]:  # characters whose upright strokes go on from the rules of the tables
        cv2.line(page, (x, YS[3] + 8), (x, between - 8), (0, 0, 0), 3)
    page = draw_figures(page, ys=(YS[3], between))
    assert [(size_of(grid), grid.quality) for grid in tables_of(page).grids] == [
        ((3, 5, 15), grid.quality) for grid in whole
    ]


def test_a_row_whose_outer_rules_are_lost_parts_no_table() -> None:
    page = table()
    for x in (XS[0], XS[-1]):
        page[YS[2] + 3 : YS[3] - 2, x - 3 : x + 4] = 255
    assert len(tables_of(page).grids) == 1


def test_a_double_rule_parts_no_tables() -> None:
    page = table()
    page[YS[3] + 7 : YS[3] + 9, XS[0] : XS[-1]] = 0
    assert len(tables_of(page).grids) == 1


@pytest.mark.parametrize("grey", [120, 190, 222])
def test_pale_rules_make_a_table(grey: int) -> None:
    assert size_of(grid_of(table(grey=grey))) == WHOLE


def test_a_rule_that_is_paler_here_and_there_is_one() -> None:
    page = table()
    for top in (YS[0], YS[1]):
        for start in (14, 38):
            page[top + start : top + start + 7, XS[4] - 2 : XS[4] + 3] = 255
            page[top + start : top + start + 7, XS[4] - 1 : XS[4] + 1] = 215
    assert size_of(grid_of(page)) == WHOLE


def test_a_table_cut_off_within_its_outermost_rows_and_columns_keeps_them() -> None:
    page = draw_figures(paper())
    for y in YS[1:-1]:
        page[y - 1 : y + 1, XS[0] : XS[-1]] = 0
    for x in XS[1:-1]:
        page[YS[0] : YS[-1], x - 1 : x + 1] = 0
    grid = grid_of(page)
    assert size_of(grid) == WHOLE
    assert (grid.cells[0].box.x0, grid.cells[-1].box.bottom) == (
        pytest.approx(XS[0], abs=4),
        pytest.approx(YS[-1], abs=4),
    )


def test_a_label_beside_all_rows_of_an_open_table_is_a_column() -> None:
    page = draw_figures(draw_rules(paper(), xs=XS[1:]), xs=XS[1:])
    page[YS[0] - 1 : YS[0] + 1, XS[0] : XS[1]] = page[YS[-1] - 1 : YS[-1] + 1, XS[0] : XS[1]] = 0
    assert size_of(grid_of(page)) == (6, 5, 25)


def test_a_dark_and_a_pale_table_on_one_page_are_both_found() -> None:
    page = table()
    low = [y + 420 for y in YS[:5]]
    draw_figures(draw_rules(page, ys=low, grey=222), ys=low)
    assert [size_of(grid) for grid in tables_of(page).grids] == [WHOLE, (4, 5, 20)]


def _grained(page: Picture, grain: int) -> Picture:
    noise = np.random.default_rng(3).normal(0, grain, page.shape[:2])
    return np.clip(page - np.abs(noise)[..., None], 0, 255).astype(np.uint8)


def test_rules_no_darker_than_the_grain_of_the_picture_make_a_table() -> None:
    page = _grained(draw_figures(draw_rules(paper(), grey=235)), 6)
    assert size_of(grid_of(page)) == WHOLE


def test_grain_alone_makes_no_table() -> None:
    assert tables_of(_grained(draw_figures(paper()), 12)).grids == ()


@pytest.mark.parametrize(("dash", "gap"), [(12, 5), (3, 4)])
def test_dashed_and_dotted_rules_make_a_table(dash: int, gap: int) -> None:
    import cv2

    page = paper()
    for y in YS:
        for x in range(XS[0], XS[-1], dash + gap):
            cv2.line(page, (x, y), (min(x + dash - 1, XS[-1]), y), (0, 0, 0), 2)
    for x in XS:
        for y in range(YS[0], YS[-1], dash + gap):
            cv2.line(page, (x, y), (x, min(y + dash - 1, YS[-1])), (0, 0, 0), 2)
    assert size_of(grid_of(draw_figures(page))) == WHOLE


def _dashed(page: Picture, grey: int, ys: Sequence[int] = YS) -> Picture:
    import cv2

    for y in ys:
        for x in range(XS[0], XS[-1], 14):
            cv2.line(page, (x, y), (min(x + 8, XS[-1]), y), (grey, grey, grey), 2)
    for x in XS:
        for y in range(ys[0], ys[-1], 14):
            cv2.line(page, (x, y), (x, min(y + 8, ys[-1])), (grey, grey, grey), 2)
    return draw_figures(page, ys=ys)


def test_headings_above_tables_of_dashes_whose_strokes_reach_these_part_them() -> None:
    import cv2

    page, between, above = paper(), YS[3] + 70, YS[0] - 55
    below = tuple(y + between - YS[0] for y in YS[:4])
    for ys in (YS[:4], below):
        _dashed(page, 0, ys)
    for top, bottom in ((above, YS[0]), (YS[3], between)):
        for x in XS[1:-1]:  # characters whose upright strokes go on from the rules of the tables
            cv2.line(page, (x, top + 8), (x, bottom - 8), (0, 0, 0), 3)
        page = draw_figures(page, ys=(top, bottom))
    assert [(size_of(grid), grid.box.top) for grid in tables_of(page).grids] == [
        ((3, 5, 15), pytest.approx(top, abs=8)) for top in (YS[0], between)
    ]


@pytest.mark.parametrize("grey", [225, 232])
def test_dashes_hardly_darker_than_paper_make_a_table(grey: int) -> None:
    assert size_of(grid_of(_dashed(paper(), grey))) == WHOLE


@pytest.mark.parametrize("grey", [0, 195])
def test_double_rules_of_two_pixels_between_are_one(grey: int) -> None:
    import cv2

    page = draw_figures(paper())
    for off in (-4, 4):
        for x in XS:
            cv2.line(page, (x + off, YS[0]), (x + off, YS[-1]), (grey, grey, grey), 3)
        for y in YS:
            cv2.line(page, (XS[0], y + off), (XS[-1], y + off), (grey, grey, grey), 3)
    grid = grid_of(page)
    assert (size_of(grid), grid.quality > SURE) == (WHOLE, True)


def test_double_rules_are_one() -> None:
    import cv2

    page = table()
    for x in XS:
        cv2.line(page, (x + 6, YS[0]), (x + 6, YS[-1]), (0, 0, 0), 2)
    for y in YS:
        cv2.line(page, (XS[0], y + 6), (XS[-1], y + 6), (0, 0, 0), 2)
    assert size_of(grid_of(page)) == WHOLE


@pytest.mark.parametrize(("shade", "print_"), [(210, 0), (150, 0), (60, 255)])
def test_shaded_header_cells_are_cells(shade: int, print_: int) -> None:
    import cv2

    page = paper()
    cv2.rectangle(page, (XS[0], YS[0]), (XS[-1], YS[1]), (shade, shade, shade), -1)
    draw_figures(draw_rules(page), ys=YS[:2], grey=print_)
    draw_figures(page, ys=YS[1:])
    grid = grid_of(page)
    assert size_of(grid) == WHOLE
    assert grid.quality > SURE


def test_merged_cells_with_print_on_the_cut_lines_stay_merged() -> None:
    import cv2

    page = table()
    page[YS[0] + 2 : YS[1] - 1, XS[1] + 2 : XS[4] - 1] = 255
    page[YS[1] + 2 : YS[4] - 1, XS[0] + 2 : XS[1] - 1] = 255
    for y in (YS[2], YS[3]):
        cv2.putText(page, "HHEEBB", (XS[0] + 60, y + 10), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    cv2.putText(page, "EHBHEHBHEHBHE", (XS[1] + 100, YS[0] + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    grid = grid_of(page)
    spans = {(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells}
    assert {(0, 1, 1, 3), (1, 0, 3, 1)} <= spans
    assert len(grid.cells) == 26
    assert grid.quality > SURE


def _wear(page: Picture, share: float) -> Picture:
    """White gaps of a twelfth of an inch at random in all rules."""
    rng = np.random.default_rng(3)
    for x0, top, x1, bottom in [*((x, YS[0], x, YS[-1]) for x in XS), *((XS[0], y, XS[-1], y) for y in YS)]:
        for at in range(0, max(x1 - x0, bottom - top), 16):
            if rng.random() < share:
                x, y = (x0, top + at) if x0 == x1 else (x0 + at, top)
                page[max(0, y - 4) : y + 5, x - 4 : x + 5] = 255
    return page


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_torn_rules_are_bridged(share: float) -> None:
    page = draw_figures(_wear(draw_rules(paper()), share))
    assert size_of(grid_of(page)) == WHOLE


def test_a_rule_missing_between_two_figures_is_restored_and_said_to_be() -> None:
    page = draw_rules(paper())
    page[YS[2] + 3 : YS[3] - 2, XS[2] - 6 : XS[2] + 7] = 255
    grid, whole = grid_of(draw_figures(page)), grid_of(table())
    assert size_of(grid) == WHOLE
    assert grid.quality < whole.quality


def test_a_table_that_runs_into_the_edge_of_the_picture_has_implied_borders() -> None:
    page = table()[:, XS[0] + 40 : XS[-1] - 40]
    assert size_of(grid_of(np.ascontiguousarray(page))) == WHOLE


def test_a_stroke_of_a_word_in_a_row_that_is_cut_off_is_no_end_of_the_table() -> None:
    import cv2

    page = table()
    cv2.line(page, (XS[0], 533), (XS[0] + 120, 533), (0, 0, 0), 2)
    grid = grid_of(page[:550])
    assert size_of(grid) == WHOLE
    assert max(cell.box.bottom for cell in grid.cells) == 549


def test_neighbouring_tables_are_two() -> None:
    page = table()
    low = [y - YS[0] + YS[-1] + 40 for y in YS[:4]]
    draw_figures(draw_rules(page, ys=low), ys=low)
    assert [size_of(grid) for grid in tables_of(page).grids] == [WHOLE, (3, 5, 15)]


def test_prose_makes_no_table() -> None:
    import cv2

    page = paper()
    for y in range(100, 800, 44):
        cv2.putText(page, "HEEBHH EHBHE HHEB EHHBE HBEHBE", (80, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
    assert tables_of(page).grids == ()


def test_of_faint_level_strokes_words_that_meet_no_rule_are_left_out() -> None:
    page = draw_rules(paper(), grey=235)
    page[288:292, 260:440] = 236  # in the open, in the first column
    one = page[..., 0]
    faint, _ = find_rules(one, dpi=200.0, contrast=FAINT)
    pale, _ = find_rules(np.where(one < 255, 200, 255).astype(np.uint8), dpi=200.0, contrast=LOOSE)
    assert faint.level[258:262, 300].any()
    assert not faint.level[286:294, 260:440].any()
    assert pale.level[286:294, 260:440].any()


@pytest.mark.parametrize("bottom", [259, 262, 263])
def test_paper_beside_a_dark_cell_stays_paper(bottom: int) -> None:
    page = paper()[..., 0]
    page[201:bottom, 200:1240] = 90
    page[bottom - 2 : bottom, 200:1240] = 0
    assert even_light(page)[bottom : bottom + 12, 300:500].min() > 200


def test_dense_white_print_leaves_no_hole_in_a_dark_cell() -> None:
    page = paper()[..., 0]
    page[200:260, 200:1240] = 60
    for x in range(300, 400, 8):
        page[212:248, x : x + 4] = 255
    evened = even_light(page)[230]
    assert evened[341] < 60
    assert evened[346] > 200


def test_an_open_side_whose_level_rules_end_beside_dashes_ends_on_them() -> None:
    upright = np.zeros((200, 100), np.uint8)
    for top in range(0, 200, 12):
        upright[top : top + 6, 84:87] = 80
    assert _on_strokes(90, upright, 200.0) in {84, 85, 86}
    assert _on_strokes(40, upright, 200.0) is None


def test_a_side_whose_rule_is_paler_than_all_others_lies_on_that_rule() -> None:
    page = draw_rules(paper(), xs=(*XS[:-1], XS[-1] + 6))
    page[YS[0] : YS[-1], XS[-1] + 2 : XS[-1] + 10] = 255  # the dark rule there
    for y in YS:
        page[y : y + 2, XS[-2] : XS[-1] + 6] = 0
    page[YS[0] : YS[-1], XS[-1]] = 205
    grid = grid_of(draw_figures(page))
    assert size_of(grid) == WHOLE
    assert abs(max(cell.box.x1 for cell in grid.cells) - XS[-1]) <= 1


def _under_a_seal(page: Picture) -> Picture:
    """A red seal pasted over the second inner upright rule at the top of a table."""
    import cv2

    cv2.circle(page, (XS[2], (YS[0] + YS[1]) // 2), 130, (40, 40, 220), 8)
    cv2.circle(page, (XS[2], (YS[0] + YS[1]) // 2), 40, (40, 40, 220), -1)
    return page


def test_an_edge_that_a_seal_hides_runs_on_as_the_edges_round_it_do() -> None:
    grid = grid_of(_under_a_seal(draw_figures(draw_rules(paper(), thick=1, grey=190))))
    assert size_of(grid) == WHOLE
    assert grid.quality >= 0.99


def test_what_a_seal_hides_of_a_row_of_one_cell_is_no_edge() -> None:
    page = draw_rules(paper(), thick=1, grey=190)
    page[YS[0] + 3 : YS[1] - 2, XS[0] + 3 : XS[-1] - 2] = 255
    assert size_of(grid_of(_under_a_seal(page))) == (WHOLE[0], WHOLE[1], WHOLE[2] - 4)
