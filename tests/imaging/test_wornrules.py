"""Rules with pieces missing, in pictures of strokes at 200 dpi."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.sight.tables import find_tables
from pipeline.imaging.cleaning import Cleaned
from pipeline.imaging.dashes import strokes_of
from pipeline.imaging.rules import contrast_of
from pipeline.imaging.wornrules import find_worn
from pipeline.types.raster import Raster

DPI = 200.0
Gaps = tuple[tuple[int, int], ...]


def strokes(gaps: Gaps, *, first: int = 100, last: int = 900) -> NDArray[np.uint8]:
    """A level stroke at 100 from `first` to `last` without what lies in the gaps."""
    ink = np.zeros((200, 1000), np.uint8)
    ink[100:102, first:last] = 255
    for x0, x1 in gaps:
        ink[:, x0:x1] = 0
    return ink


def crossing(*places: int) -> NDArray[np.uint8]:
    rules = np.zeros((200, 1000), np.uint8)
    for x in places:
        rules[:, x : x + 3] = 255
    return rules


def worn(ink: NDArray[np.uint8], across: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return find_worn(strokes_of(ink, dpi=DPI, level=True), across, ink)


def covered(found: NDArray[np.uint8]) -> list[int]:
    """The first and the last place of each run of the rule."""
    line = np.concatenate(([0], (found[100] > 0).astype(np.int8), [0]))
    return [int(place) for place in np.flatnonzero(np.diff(line))]


@pytest.mark.parametrize("level", [True, False])
def test_gaps_between_long_pieces_are_filled(level: bool) -> None:
    ink, across = strokes(((300, 340), (600, 700))), crossing()
    if not level:
        ink, across = ink.T.copy(), across.T.copy()
    found = find_worn(strokes_of(ink, dpi=DPI, level=level), across, ink)
    assert covered(found if level else found.T) == [100, 900]


def test_a_dash_on_the_way_parts_a_long_gap() -> None:
    assert covered(worn(strokes(((400, 600),)), crossing())) == [100, 400, 600, 900]
    gapped = strokes(((400, 490), (510, 600)))
    assert covered(worn(gapped, crossing())) == [100, 900]


def test_between_two_rules_that_cross_nothing_is_missing() -> None:
    ink = strokes(((400, 500),))
    assert covered(worn(ink, crossing(397, 500))) == [100, 400, 500, 900]


def test_a_rule_that_ends_before_one_that_crosses_is_drawn_out_to_it() -> None:
    found = covered(worn(strokes((), first=180, last=850), crossing(100, 930)))
    assert found == [103, 930]
    assert covered(worn(strokes(()), crossing(99, 899))) == [100, 900]


def test_a_rule_near_the_edge_of_the_picture_ends_where_it_ends() -> None:
    assert covered(worn(strokes((), first=30, last=980), crossing())) == [30, 980]


def crumbled() -> NDArray[np.uint8]:
    """The stroke, of which every sixth dot is left, here and there three on end."""
    ink = np.zeros((200, 1000), np.uint8)
    ink[100, 100:900:6] = 255
    for x in range(130, 880, 90):
        ink[100, x : x + 3] = 255
    return ink


@pytest.mark.parametrize("level", [True, False])
def test_a_rule_of_which_crumbs_are_left_is_one(level: bool) -> None:
    ink = crumbled() if level else crumbled().T.copy()
    found = find_worn(strokes_of(ink, dpi=DPI, level=level), crossing() if level else crossing().T.copy(), ink)
    first, last = covered(found if level else found.T)
    assert (first, last) == (pytest.approx(100, abs=8), pytest.approx(900, abs=8))


def test_strokes_in_a_line_of_type_are_no_crumbs_of_a_rule() -> None:
    ink = crumbled()
    for x in range(100, 900, 20):  # characters that stand on the line, as the lower strokes of type are
        ink[80:98, x : x + 4] = 255
    assert not worn(ink, crossing()).any()


@pytest.mark.parametrize(("first", "last"), [(100, 170), (100, 300)])
def test_strokes_of_type_and_short_lines_are_no_worn_rules(first: int, last: int) -> None:
    assert not worn(strokes((), first=first, last=last), crossing()).any()


def test_type_that_hangs_together_with_a_rule_does_not_take_it_away() -> None:
    ink = strokes(((300, 340), (600, 640)))
    for y in range(103, 150, 3):  # short strokes of type under the rule, the first of them right under it
        for x in range(400, 900, 60):
            ink[y, x : x + 6] = 255
    assert covered(worn(ink, crossing())) == [100, 900]


def test_a_table_whose_level_rules_have_lost_pieces_is_found_whole() -> None:
    pixels = np.full((960, 1200), 255, np.uint8)
    for row in range(16):
        y = 60 + 56 * row
        pixels[y : y + 2, 100:1100] = 0
        for x in range(160 + 37 * (row % 3), 1000, 250):  # where a coarse fax took a rule askew
            pixels[y : y + 2, x : x + 70] = 255
    for x in (100, 700, 820, 1098):
        pixels[60:902, x : x + 2] = 0
    for row in range(15):
        for x in (740, 960):
            pixels[78 + 56 * row : 96 + 56 * row, x : x + 12] = 0
    nothing = np.zeros_like(pixels)
    tables = find_tables(Cleaned(Raster(pixels, DPI), 255 - pixels, nothing, nothing, contrast_of(pixels, dpi=DPI)))
    assert [(grid.rows, grid.columns, len(grid.cells)) for grid in tables.grids] == [(15, 3, 45)]
    assert tables.grids[0].quality < 0.9  # what is missing does not show: a person looks


def test_doubtful_edges_of_black_and_white_are_looked_for_among_crumbs() -> None:
    pixels = np.full((900, 1400), 255, np.uint8)
    xs, ys = (100, 500, 650, 800, 950, 1100, 1250), range(60, 60 + 56 * 13, 56)
    for y in ys:
        pixels[y : y + 2, xs[0] : xs[-1] + 2] = 0
    for x in xs:
        pixels[ys[0] : ys[-1] + 2, x : x + 2] = 0
    for y in ys[1:-1:3]:  # over two columns a quarter of the rule is gone
        for x in range(652, 950, 24):
            pixels[y : y + 2, x + 18 : min(x + 24, 950)] = 255
    for row, x in product(range(12), xs[1:-1]):
        pixels[78 + 56 * row : 96 + 56 * row, x + 60 : x + 72] = 0
    nothing = np.zeros_like(pixels)
    for bilevel, cells in ((None, 64), (200.0, 72)):
        raster = Raster(pixels, DPI, bilevel=bilevel)
        tables = find_tables(Cleaned(raster, 255 - pixels, nothing, nothing, contrast_of(pixels, dpi=DPI)))
        assert [len(grid.cells) for grid in tables.grids] == [cells]
