"""Dust on black and white pages."""

from __future__ import annotations

import numpy as np

from pipeline.imaging.dust import without_dust


def test_specks_that_stand_alone_go_and_print_stays() -> None:
    page = np.full((200, 300), 255, np.uint8)
    page[50:72, 60:63] = page[50:72, 70:73] = 0  # a broken zero
    page[69:71, 78:80] = 0  # a point beside it
    page[120:122, 100:116] = 0  # a dash
    page[150:152, 200:203] = page[150:152, 210:213] = page[150:152, 220:223] = 0  # another that broke
    clean = page.copy()
    for x, y in ((20, 20), (200, 60), (150, 150), (156, 156)):
        page[y : y + 3, x : x + 3] = 0
    assert (without_dust(page, dpi=200.0, dots=200.0) == clean).all()


def test_dots_of_coarse_pages_are_larger() -> None:
    page = np.full((100, 100), 255, np.uint8)
    page[40:46, 40:43] = 0
    assert without_dust(page, dpi=200.0, dots=98.0).min() == 255
    assert without_dust(page, dpi=200.0, dots=200.0).min() == 0


def test_dots_of_a_stroke_that_crumbled_are_no_dust() -> None:
    page = np.full((100, 100), 255, np.uint8)
    for step in range(4):
        page[40 + 3 * step : 42 + 3 * step, 60 - step] = 0
    assert (without_dust(page, dpi=200.0, dots=200.0) == page).all()
    page[49:51] = 255  # three of them may have fallen together
    assert without_dust(page, dpi=200.0, dots=200.0).min() == 255
