"""The level of black and white, on pages whose print is of several shades."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.synth.damage.effects import black_and_white
from pipeline.synth.damage.legible import legible_level
from pipeline.synth.damage.page import Page, Pixels, outline

DPI = (200.0, 200.0)


def typed(shade: int) -> Pixels:
    """A page with black rules, and type of that shade between them."""
    page = np.full((400, 400), 240, np.uint8)
    page[10:380:60] = page[13:380:60] = 20
    for y in range(30, 380, 60):
        for x in range(20, 380, 24):
            page[y : y + 18, x : x + 12] = shade
    return page


def test_a_level_that_leaves_the_page_as_it_was_stays() -> None:
    assert legible_level(typed(90), 127, DPI, ()) == 127
    assert legible_level(np.full((50, 50), 255, np.uint8), 127, DPI, ()) == 127


def test_a_level_that_leaves_rules_and_no_type_is_raised() -> None:
    page = np.hstack([typed(160), np.full((400, 300), 240, np.uint8)])
    page[:360, 480:660] = np.where(np.arange(360)[:, None] % 30 < 12, 20, 240)  # most of the ink is black, and stays
    assert 160 < legible_level(page, 127, DPI, ()) <= 165


@pytest.mark.parametrize(("x0", "level"), [(100, 177), (200, 127)])
def test_a_level_at_which_one_figure_vanishes_is_raised(x0: float, level: float) -> None:
    page = typed(90)
    page[100:140, 100:300] = 240
    page[119:121, 140:156] = 175  # a dash that is paler than all type
    assert legible_level(page, 127, DPI, [(x0, 100, x0 + 100, 140)]) == level


def test_grain_and_dashed_rules_are_no_print() -> None:
    page = typed(90)
    page[100:140, 100:300] = 240
    page[120:122, 140:142] = 190
    page[250, 20:380] = np.where(np.arange(360) % 20 < 14, 195, 240)
    assert legible_level(page, 127, DPI, [(100, 100, 200, 140)]) == 127


def test_a_level_is_raised_no_further_than_shaded_paper() -> None:
    page = typed(170)
    page[70:200] = np.where(page[70:200] == 240, 205, page[70:200])
    assert legible_level(page, 127, DPI, ()) == 172
    page[:] = np.where(page == 170, 195, page)
    assert 180 <= legible_level(page, 127, DPI, ()) < 185


def test_the_boxes_of_figures_are_those_of_the_page() -> None:
    page = typed(90)
    page[100:140, 100:300] = 240
    page[119:121, 140:156] = 175
    marks = {"a": outline((100, 100, 200, 140), (1.0, 1.0))}
    rng = np.random.default_rng(1)
    (seen,), (bare,) = (black_and_white(127)([one], rng) for one in (Page(page, DPI, marks), Page(page, DPI)))
    assert (seen.pixels[119:121, 140:156] == 0).all()
    assert (bare.pixels[119:121, 140:156] == 255).all()
