"""What is cut out of a cell: pixels of rules are erased, not boxes; what may be missing or covered is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.sight.tables import find_tables
from pipeline.imaging.cleaning import clean
from pipeline.imaging.crops import CellInk, crop_cell
from pipeline.imaging.seals import Marks, marks_over
from pipeline.types.raster import PixelBox, Raster
from tests.imaging.drawing import DPI, XS, YS, draw_rules, paper, table, tables_of

Grey = NDArray[np.uint8]
CELL = PixelBox(20, 20, 160, 80)


def cell() -> tuple[Grey, Grey]:
    """White paper and a mask of rules round a cell."""
    import cv2

    page, rules = np.full((100, 180), 255, np.uint8), np.zeros((100, 180), np.uint8)
    for one in (page, rules):
        cv2.rectangle(one, (CELL.x0, CELL.top), (CELL.x1, CELL.bottom), 0 if one is page else 255, 2)
    return page, rules


def look(page: Grey, rules: Grey, over: Grey | None = None, *, lifted: Grey | None = None) -> CellInk:
    nothing = np.zeros_like(page)
    marks = Marks(nothing if over is None else over, nothing if lifted is None else lifted)
    return crop_cell(page, rules, CELL, dpi=DPI, marks=marks)


def written(page: Grey, text: str, x: int = 80, y: int = 60) -> Grey:
    import cv2

    cv2.putText(page, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return page


def test_a_remnant_round_a_digit_does_not_take_the_digit_with_it() -> None:
    import cv2

    page, rules = cell()
    written(page, "0")
    cv2.line(page, (22, 23), (150, 23), 0, 2)  # an L that the mask of rules misses
    cv2.line(page, (23, 22), (23, 76), 0, 2)
    seen = look(page, rules)
    assert len(seen.lines) == 1
    assert seen.lines[0].shape[1] < 40
    assert not seen.torn


def test_a_digit_that_touches_the_rule_is_torn() -> None:
    page, rules = cell()
    assert not look(written(page.copy(), "5"), rules).torn
    assert look(written(page, "5", x=146), rules).torn


def test_a_lone_minus_sign_is_no_speck() -> None:
    import cv2

    page, rules = cell()
    cv2.line(page, (84, 50), (92, 50), 60, 1)
    cv2.line(page, (84, 51), (92, 51), 60, 1)
    assert len(look(written(page, "5", x=100), rules).lines) == 1
    assert look(page, rules).lines[0].shape[1] >= 28


def test_specks_are_no_ink() -> None:
    page, rules = cell()
    page[40, 60] = page[55:57, 120] = 0
    assert look(page, rules).lines == ()


def test_a_blank_cell_under_a_seal_is_covered() -> None:
    page, rules = cell()
    marks = np.zeros_like(page)
    assert not look(page, rules, marks).covered
    marks[40:60, 30:60] = 255
    seen = look(page, rules, marks)
    assert seen.lines == ()
    assert seen.covered
    assert not look(written(page, "0", x=110), rules, marks).covered  # the seal lies beside the print


def test_a_mark_beside_the_print_under_which_a_digit_may_lie_covers_it() -> None:
    page, rules = cell()
    marks = np.zeros_like(page)
    marks[20:70, 95:104] = 255
    seen = look(written(page, "2", x=110), rules, marks)
    assert seen.covered
    marks[20:70, 95:104] = 0
    marks[40:44, 70:107] = 255  # a thin stroke hides no digit
    assert not look(written(page, "2", x=110), rules, marks).covered


def test_a_mark_that_leaves_the_print_free_does_not_cover_it() -> None:
    page, rules = cell()
    written(page, "L")
    marks = np.zeros_like(page)
    marks[20:50, 91:96] = 255  # within the box of the print, in its upper right corner
    assert not look(page, rules, marks).covered
    marks[50:57, 91:96] = 255
    assert look(page, rules, marks).covered  # the lower stroke may run on under it


def test_a_mark_between_two_digits_may_hide_a_point() -> None:
    page, rules = cell()
    written(written(page, "1", x=60), "4", x=90)
    assert not look(page, rules, np.zeros_like(page)).covered
    marks = np.zeros_like(page)
    marks[56:60, 81:85] = 255
    assert look(page, rules, marks).covered


def test_what_is_left_of_ink_that_was_taken_out_is_no_faded_print() -> None:
    page, rules = cell()
    lifted = np.zeros_like(page)
    lifted[34:66, 104:146] = 255
    page[31:69, 101:149] = 238  # its rim too
    for one in (page, written(page.copy(), "5", x=40)):
        assert look(one, rules).torn
        assert not look(one, rules, lifted=lifted).torn


def test_a_grey_seal_covers_the_cells_under_it() -> None:
    import cv2

    page = table()
    cv2.circle(page, (700, 400), 110, (120, 120, 120), 8)
    tables = tables_of(page)
    assert tables.marks.over[400 + 78, 700 + 78]
    assert not tables.marks.over[YS[0] + 30, XS[0] + 160]


def test_a_red_seal_is_taken_out_and_remembered() -> None:
    import cv2

    page = table()
    cv2.circle(page, (700, 400), 110, (40, 40, 230), 8)
    tables = tables_of(page)
    assert tables.marks.over[400 + 78, 700 + 78]
    assert len(tables.grids) == 1


def test_what_is_left_of_a_seal_that_was_taken_out_is_no_other_mark() -> None:
    import cv2

    cleaned = clean(Raster(table(), DPI))
    seal = np.zeros_like(cleaned.raster.pixels)
    cv2.circle(seal, (700, 400), 110, (255,), 8)
    cleaned.raster.pixels[seal > 0] = 180
    assert find_tables(cleaned).marks.over.any()
    assert not find_tables(replace(cleaned, seal=seal)).marks.over.any()


def test_a_table_without_seal_has_no_marks() -> None:
    assert not tables_of(table()).marks.over.any()
    ink = 255 - draw_rules(paper())[..., 0]
    assert not marks_over(ink, ink, dpi=DPI).any()


def test_a_hyphen_alone_in_a_wide_cell_is_print() -> None:
    page = np.full((80, 400), 255, np.uint8)
    page[40:41, 196:204] = 60
    ink = crop_cell(page, np.zeros_like(page), PixelBox(0, 0, 400, 80), dpi=200.0, marks=None)
    assert len(ink.lines) == 1


def test_a_flat_stroke_beside_a_rule_may_be_the_rest_of_a_double_one() -> None:
    page = np.full((80, 200), 255, np.uint8)
    dash, rest = page.copy(), page.copy()
    dash[39:41, 90:106] = rest[71:73, 90:106] = 0
    seen = [crop_cell(one, np.zeros_like(page), PixelBox(0, 0, 200, 80), dpi=200.0, marks=None) for one in (dash, rest)]
    assert [len(ink.lines) for ink in seen] == [1, 1]
    assert [ink.torn for ink in seen] == [False, True]


def test_a_speck_is_no_print() -> None:
    page = np.full((80, 400), 255, np.uint8)
    page[40:42, 196:199] = 60
    ink = crop_cell(page, np.zeros_like(page), PixelBox(0, 0, 400, 80), dpi=200.0, marks=None)
    assert ink.lines == ()


@pytest.mark.parametrize(
    ("rows", "columns", "sure"),
    [((39, 41), (196, 199), False), ((39, 42), (196, 198), True), ((20, 22), (196, 199), True)],
)
def test_a_speck_where_a_hyphen_lies_leaves_no_surely_blank_cell(
    rows: tuple[int, int], columns: tuple[int, int], *, sure: bool
) -> None:
    page = np.full((80, 400), 255, np.uint8)
    page[slice(*rows), slice(*columns)] = 200
    ink = crop_cell(page, np.zeros_like(page), PixelBox(0, 0, 400, 80), dpi=200.0, marks=None)
    assert ink.lines == ()
    assert ink.torn is not sure


def test_dust_that_lies_together_like_a_character_leaves_no_surely_blank_cell() -> None:
    page, rules = cell()
    for x, y in ((82, 44), (88, 42), (93, 46), (90, 54), (82, 60), (90, 60)):  # what black and white leave of a 2
        page[y : y + 1, x : x + 2] = 0
    seen = look(page, rules)
    assert not seen.lines
    assert seen.torn


def test_dust_that_lies_far_apart_leaves_a_blank_cell() -> None:
    page, rules = cell()
    for x, y in ((40, 34), (62, 60), (90, 44), (110, 62), (130, 36), (140, 60)):
        page[y : y + 1, x : x + 2] = 0
    seen = look(page, rules)
    assert not seen.lines
    assert not seen.torn


def test_a_speck_before_the_print_is_kept_where_a_minus_sign_lies() -> None:
    page, rules = cell()
    written(page, "4")
    plain = look(page, rules)
    middle = written(np.full_like(page, 255), "4")
    top, bottom = np.flatnonzero((middle < 128).any(axis=1))[[0, -1]]
    page[(top + bottom) // 2 : (top + bottom) // 2 + 2, 72:76] = 60
    signed = look(page, rules)
    assert signed.lines[0].shape[1] >= plain.lines[0].shape[1] + 4
    assert signed.lines[0].min(axis=0)[:8].min() < 100


def test_a_speck_at_the_foot_of_the_print_is_dust() -> None:
    page, rules = cell()
    written(page, "4")
    plain = look(page, rules)
    page[60:62, 72:76] = 60
    assert look(page, rules).lines[0].shape == plain.lines[0].shape


def test_a_cell_of_faded_print_is_no_sure_blank() -> None:
    page, rules = cell()
    grain = np.random.default_rng(1).normal(0, 4, page.shape)
    blank = np.clip(page - 6.0 + grain * (page > 128), 0, 255).astype(np.uint8)
    assert look(blank, rules).lines == ()
    assert not look(blank, rules).torn
    print_left = np.full_like(page, 255)
    written(print_left, "36")
    faded = np.clip(blank - (255 - print_left) * 0.12, 0, 255).astype(np.uint8)
    assert look(faded, rules).lines == ()
    assert look(faded, rules).torn


@pytest.mark.parametrize(("shade", "torn"), [(195, True), (245, False)])
def test_a_one_that_faded_is_no_sure_blank(shade: int, torn: bool) -> None:
    page, rules = cell()
    page[46:56, 91] = 240
    page[46:56, 90] = shade
    grain = np.random.default_rng(3).normal(-3, 1.5, page.shape)
    seen = look(np.clip(page + grain, 0, 255).astype(np.uint8), rules)
    assert seen.lines == ()
    assert seen.torn is torn


def test_beside_faded_print_a_figure_may_not_be_whole() -> None:
    page, rules = cell()
    written(page, "1", x=50)
    assert not look(page, rules).torn
    print_left = written(np.full_like(page, 255), "7", x=90)
    faded = np.clip(page.astype(float) - (255 - print_left) * 0.14, 0, 255).astype(np.uint8)
    assert look(faded, rules).lines[0].shape == look(page, rules).lines[0].shape
    assert look(faded, rules).torn


def test_crumbs_of_a_blank_cell_are_counted_as_its_ink() -> None:
    page, rules = cell()
    assert look(page, rules).ink == 0
    for x, y in ((82, 44), (88, 42), (93, 46), (90, 54), (82, 60), (90, 60)):
        page[y : y + 1, x : x + 2] = 0
    assert look(page, rules).ink > 0.0005


@pytest.mark.parametrize("specks", [[(22, 140)], [(20, 140), (23, 144)]])
def test_a_speck_above_a_figure_is_no_line_of_print(specks: list[tuple[int, int]]) -> None:
    page, rules = cell()
    written(page, "5")
    alone = look(page.copy(), rules)
    for y, x in specks:
        page[y : y + 5, x : x + 5] = 0
    seen = look(page, rules)
    assert len(seen.lines) == len(alone.lines) == 1
    assert seen.lines[0].shape == alone.lines[0].shape


@pytest.mark.parametrize(("left", "right", "kept"), [(140, 145, False), (30, 33, False), (30, 38, True)])
def test_dust_far_beside_a_figure_is_no_other_but_a_sign_may_be(left: int, right: int, kept: bool) -> None:
    page, rules = cell()
    written(page, "36", x=75)
    alone = look(page.copy(), rules)
    page[48:53, left:right] = 0
    seen = look(page, rules)
    assert (seen.lines[0].shape == alone.lines[0].shape) is not kept
    assert seen.gapped is kept
