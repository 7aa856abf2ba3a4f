"""Rules of dashes where they cross each other, and beside strokes of type that lie in rows."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.dashes import (
    Strokes,
    _alike,
    _bridges,
    _met,
    beside,
    find_crossing_dashes,
    find_dashed,
    strokes_of,
)

DPI = 200.0
XS = tuple(100 + 80 * step for step in range(11))  # columns narrower than a rule of dashes must be long
YS = tuple(100 + 46 * step for step in range(10))
DASH, PERIOD, THICK = 6, 10, 4
Mask = NDArray[np.uint8]


def _lattice() -> Mask:
    """Dashes as each cell draws its own edges: where they cross they make pieces that are no dashes."""
    ink = np.zeros((700, 1100), np.uint8)
    for y in YS:
        for left, right in itertools.pairwise(XS):
            for x in range(left, right, PERIOD):
                ink[y : y + THICK, x : x + DASH] = 255
    for x in XS:
        for top, bottom in itertools.pairwise(YS):
            for y in range(top, bottom, PERIOD):
                ink[y : y + DASH, x : x + THICK] = 255
            ink[bottom - 6 : bottom + 10, x : x + THICK] = 255
    return ink


def _both(ink: Mask) -> tuple[Strokes, Strokes]:
    return strokes_of(ink, dpi=DPI, level=True), strokes_of(ink, dpi=DPI, level=False)


def _covered(rows: Mask) -> float:
    """The least share that any level rule has of its length."""
    return float(min((rows[y : y + THICK, XS[0] : XS[-1]] > 0).any(axis=0).mean() for y in YS))


def test_rules_of_dashes_are_whole_where_they_cross() -> None:
    ink = _lattice()
    strokes = _both(ink)
    found = find_crossing_dashes(*strokes)
    assert found is not None
    level, upright = found
    assert _covered(level) > 0.97
    assert min((upright[YS[0] : YS[-1], x : x + THICK] > 0).any(axis=1).mean() for x in XS) > 0.97
    assert _covered(find_dashed(strokes[0])) < 0.5


@pytest.mark.parametrize("ruled", [True, False])
def test_strokes_of_type_that_end_in_the_open_are_no_rules(ruled: bool) -> None:
    ink = _lattice() if ruled else _lattice() * 0
    type_ = np.zeros_like(ink)
    for at in range(600, 760, 12):
        type_[640:643, at : at + 8] = 255
    both = find_crossing_dashes(*_both(ink | type_))
    assert (both is not None) == ruled
    assert not any((rows[630:] > 0).any() for rows in both or ())


@pytest.mark.parametrize(("regular", "kept"), [(True, False), (False, True)])
def test_of_regular_dashes_rows_of_other_strokes_are_type(*, regular: bool, kept: bool) -> None:
    rows, dashes = np.zeros((600, 60), np.uint8), np.zeros((600, 60), np.uint8)
    rows[50:550, [10, 40]] = 255
    lengths = [6] * 50 if regular else [3, 9, 5, 2, 8] * 10
    for number, length in enumerate(lengths):
        dashes[50 + 10 * number : 50 + 10 * number + length, 10] = 255
    for top in range(50, 550, 46):
        dashes[top + 10 : top + 35, 40] = 255
    found = _alike(rows, rows * 0, replace(strokes_of(dashes, dpi=DPI, level=False), dashes=dashes), rows * 0)
    assert found[50:550, 10].all()
    assert bool(found[50:550, 40].any()) is kept


def _even_lattice() -> Mask:
    """Dashes as whole rules draw them, one after the other over all cells."""
    ink = np.zeros((700, 1100), np.uint8)
    for y in YS:
        for x in range(XS[0], XS[-1], PERIOD):
            ink[y : y + THICK, x : x + DASH] = 255
    for x in XS:
        for y in range(YS[0], YS[-1], PERIOD):
            ink[y : y + DASH, x : x + THICK] = 255
    return ink


def _upright(ink: Mask) -> Mask:
    found = find_crossing_dashes(*_both(ink))
    assert found is not None
    return found[1]


def _share(rows: Mask, x: int, top: int, bottom: int) -> float:
    return float((rows[top:bottom, x : x + THICK] > 0).any(axis=1).mean())


def test_a_tall_row_whose_last_dash_is_lost_is_a_rule() -> None:
    ink = _even_lattice()
    ink[YS[0] + THICK : YS[0] + 20, XS[3] : XS[3] + THICK] = 0
    assert _share(_upright(ink), XS[3], YS[1], YS[-1]) > 0.97


def test_where_dashes_cross_the_plus_may_touch_its_neighbours() -> None:
    """Larger than what is taken for a crossing by itself, it is one between two rows of dashes in both directions."""
    ink = np.zeros((400, 400), np.uint8)
    for start in [*range(20, 180, 12), *range(208, 380, 12)]:
        ink[193:199, start : start + 8] = ink[start : start + 8, 193:199] = ink[293:299, start : start + 8] = 255
    ink[193:199, 188:205] = ink[188:205, 193:199] = 255  # the plus, with its neighbours
    ink[286:303, 188:205] = 255  # type in a row of strokes of type
    level, upright = _both(ink)
    bridges = _bridges(level, level.dashes), _bridges(upright, upright.dashes)
    assert (bridges[0][296, 188:205] > 0).all()
    for bridged in (_met(*bridges), _met(*bridges[::-1]).T):
        assert (bridged[196, 189:204] > 0).all()
        assert not bridged[296].any()


def test_a_stroke_between_two_level_rules_is_no_row_of_one_dash() -> None:
    dashes, rows = np.zeros((600, 60), np.uint8), np.zeros((600, 60), np.uint8)
    rows[50:550, 10] = rows[50:112, 40] = 255
    for number in range(50):
        dashes[50 + 10 * number : 56 + 10 * number, 10] = 255
    dashes[104:110, 40] = 255  # a dash of the level rule below
    found = _alike(rows, rows * 0, replace(strokes_of(dashes, dpi=DPI, level=False), dashes=dashes), rows * 0)
    assert found[50:550, 10].all()
    assert not found[50:112, 40].any()


def test_the_edge_of_a_picture_cuts_rules_off() -> None:
    ink = _even_lattice()[YS[0] + 8 : YS[-1] - 8]
    assert min(_share(_upright(ink), x, 0, len(ink)) for x in XS) > 0.97


@pytest.mark.parametrize("strokes", [((12, 34),), ((10, 14), (24, 36))])
def test_type_above_a_row_of_dashes_is_no_part_of_it(strokes: tuple[tuple[int, int], ...]) -> None:
    ink = _even_lattice()
    for top in YS[:2]:  # a header over several columns, its characters above a rule
        ink[top + THICK + 6 : top + 44, XS[3] - 2 : XS[3] + THICK + 2] = 0
        for first, last in strokes:
            ink[top + first : top + last, XS[3] : XS[3] + THICK] = 255
    rows = _upright(ink)
    assert _share(rows, XS[3], YS[2], YS[-1]) > 0.97
    assert _share(rows, XS[3], YS[0] + 12, YS[1] - 6) < 0.2


def test_rows_of_dashes_upon_each_other_are_a_rule() -> None:
    ink = _even_lattice()
    for top, bottom in itertools.pairwise(YS):
        for y in range(top + 5, bottom - 6, 2 * PERIOD):
            ink[y : y + DASH, XS[3] : XS[3] + THICK] = 255
    assert _share(_upright(ink), XS[3], YS[0], YS[-1]) > 0.97


def test_strokes_of_a_header_as_long_as_dashes_are_none_where_they_are_not_as_far_apart() -> None:
    ink = _even_lattice()
    x = (XS[2] + XS[3]) // 2
    for y in (8, 20, 30, 43):
        ink[YS[0] + y - 2 : YS[0] + y + 3, x : x + 3] = 255
    for y in (10, 17, 34):
        ink[YS[1] + y - 2 : YS[1] + y + 3, x : x + 3] = 255
    assert not _upright(ink)[YS[0] + 10 : YS[2] - 10, x].any()


def test_a_tall_row_of_one_dash_has_no_step() -> None:
    rows, dashes = np.zeros((600, 60), np.uint8), np.zeros((600, 60), np.uint8)
    rows[50:550, [10, 40]] = 255
    for top in range(50, 550, 10):
        dashes[top : top + 6, 10] = 255
    dashes[200:206, 40] = 255
    found = _alike(rows, rows * 0, replace(strokes_of(dashes, dpi=DPI, level=False), dashes=dashes), rows * 0)
    assert found[50:550, 10].all()


def test_a_character_in_each_row_is_no_dash_of_an_upright_rule() -> None:
    """A list of level rules with its units one under the other; a dash in each row that reaches a rule may be one."""
    ink, x = _lattice() * 0, XS[5]
    for y in YS:
        ink[y : y + THICK, XS[0] : XS[-1]] = 255
    for left in (XS[0], XS[-1] - THICK):
        ink[YS[0] : YS[-1] + THICK, left : left + THICK] = 255
    dashed = ink.copy()
    for top in YS[:-1]:
        ink[top + 14 : top + 36, x : x + THICK] = 255
        dashed[top + 14 : top + 46, x : x + THICK] = 255
    shares = []
    for mask in (ink, dashed):
        found = find_crossing_dashes(*_both(mask))
        assert found is not None
        shares.append(_share(found[1], x, YS[0], YS[-1]))
    assert shares[0] < 0.1
    assert shares[1] > 0.9


def test_what_lies_beside_a_pixel_is_looked_up_on_both_sides_of_a_line() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (40, 60)).astype(np.uint8)
    for level, axis in ((True, 0), (False, 1)):
        before, after = beside(picture, 6, level=level)
        assert np.array_equal(before, np.roll(picture, 6, axis))
        assert np.array_equal(after, np.roll(picture, -6, axis))


@pytest.mark.parametrize(
    ("lengths", "kept"), [((6, 16, 6, 16, 6), True), ((16, 16, 6, 16, 6), False), ((6, 20, 6, 20, 6), False)]
)
def test_dashes_of_a_short_row_may_have_run_together_but_not_most(lengths: tuple[int, ...], *, kept: bool) -> None:
    rows, dashes = np.zeros((600, 60), np.uint8), np.zeros((600, 60), np.uint8)
    rows[50:550, 10] = 255
    for top in range(50, 550, 10):
        dashes[top : top + 6, 10] = 255
    at = 50
    for length in lengths:
        dashes[at : at + length, 40] = 255
        at += length + 4
    rows[50:at, 40] = 255
    found = _alike(rows, rows * 0, replace(strokes_of(dashes, dpi=DPI, level=False), dashes=dashes), rows * 0)
    assert bool(found[50:at, 40].all()) is kept


def test_where_the_row_of_most_dashes_is_worn_the_next_one_says_how_long_these_are() -> None:
    rows, dashes = np.zeros((600, 60), np.uint8), np.zeros((600, 60), np.uint8)
    rows[50:550, [10, 25]] = rows[50:150, 40] = 255
    for number, length in enumerate([6, 3, 8, 2, 6] * 10):
        dashes[50 + 10 * number : 50 + 10 * number + length, 10] = 255
        dashes[50 + 10 * number : 56 + 10 * number, 25] = 255 * (number < 45)
    for top in (60, 110):  # strokes of type
        dashes[top : top + 25, 40] = 255
    found = _alike(rows, rows * 0, replace(strokes_of(dashes, dpi=DPI, level=False), dashes=dashes), rows * 0)
    assert found[50:550, 25].all()
    assert not found[:, 40].any()
