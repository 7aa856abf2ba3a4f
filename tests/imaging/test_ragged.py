"""What stands out of the rules of black and white tables, and specks beside figures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.ragged import without_ragged_rules, without_specks_aside


def table() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A page with one level rule, and the mask of it."""
    page = np.full((120, 300), 255, np.uint8)
    page[60:63] = 0
    return page, (255 - page).astype(np.uint8)


def test_steps_of_a_rule_and_dust_beside_it_are_no_print() -> None:
    page, rules = table()
    page[64:66, 100:140] = 0  # the rule goes on a dot lower, a dot of white between
    page[70:72, 200:202] = 0  # dust that is not alone: the rule is near
    assert without_ragged_rules(page, rules, dpi=200.0, dots=200.0).min() == 255


def test_print_near_a_rule_stays() -> None:
    page, rules = table()
    page[68:90, 100:103] = page[68:71, 95:110] = 0  # a 7 under the rule
    page[66:70, 150:166] = 0  # a dash lies further away than a step
    print_alone = page.copy()
    print_alone[60:63] = 255
    assert (without_ragged_rules(page, rules, dpi=200.0, dots=200.0) == print_alone).all()


def test_steps_of_coarse_rules_are_higher() -> None:
    page, rules = table()
    page[65:67, 100:140] = 0
    assert without_ragged_rules(page, rules, dpi=200.0, dots=98.0).min() == 255
    assert without_ragged_rules(page, rules, dpi=200.0, dots=200.0).min() == 0


def figure(*specks: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """A crop of 3.4 or the like: two upright strokes, and specks of the boxes (x0, top, x1, bottom)."""
    crop = np.full((40, 90), 255, np.uint8)
    crop[10:32, 40:43] = crop[10:32, 56:59] = 0
    for x0, top, x1, bottom in specks:
        crop[top:bottom, x0:x1] = 0
    return crop


def test_specks_before_behind_and_above_a_figure_go() -> None:
    dusty = figure((20, 30, 22, 32), (70, 12, 73, 14), (48, 2, 50, 4))
    assert (without_specks_aside(dusty, dpi=200.0, dots=200.0) == figure()).all()


def test_a_point_a_sign_and_a_crumb_of_a_stroke_stay() -> None:
    for kept in ((48, 29, 51, 32), (28, 20, 31, 22), (59, 20, 61, 22)):
        crop = figure(kept)
        assert (without_specks_aside(crop, dpi=200.0, dots=200.0) == crop).all()


def test_many_specks_on_one_side_may_be_a_character() -> None:
    crop = figure((70, 10, 72, 12), (70, 16, 72, 18), (70, 24, 72, 26))
    assert (without_specks_aside(crop, dpi=200.0, dots=200.0) == crop).all()


def test_nothing_but_specks_is_left_as_it_is() -> None:
    crop = np.full((40, 40), 255, np.uint8)
    crop[20:22, 20:22] = 0
    assert (without_specks_aside(crop, dpi=200.0, dots=200.0) == crop).all()
