"""Streaks of a scanner's glass and rules of tables: both are upright, one of them ends."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.cleaning import clean
from pipeline.imaging.streaks import without_streaks
from pipeline.types.raster import Raster

DPI = 200
Grey = NDArray[np.uint8]


def page(seed: int = 1) -> Grey:
    """A page with a table of four columns and lines of print above it."""
    grain = np.random.default_rng(seed).normal(0, 4, (2200, 1600))
    paper = np.full((2200, 1600), 250.0)
    for x in (200, 600, 1000, 1400):
        paper[500:1800, x : x + 3] = 30
    for y in range(500, 1801, 100):
        paper[y : y + 3, 200:1403] = 30
    for y in range(200, 400, 60):
        paper[y : y + 24, 200:1400:16] = 30
    return np.clip(paper + grain, 0, 255).astype(np.uint8)


def streaked(printed: Grey, *places: int, tone: int = 120) -> Grey:
    drawn = printed.copy()
    for x in places:
        drawn[:, x : x + 2] = np.minimum(drawn[:, x : x + 2], tone)
    return drawn


@pytest.mark.parametrize("tone", [60, 150, 215])
def test_lines_down_the_whole_page_are_taken_out_and_hide_what_they_crossed(tone: int) -> None:
    printed = page()
    cleaned, where = without_streaks(streaked(printed, 333, 871, tone=tone), dpi=DPI)
    assert where[:, 333:335].all()
    assert where[:, 871:873].all()
    assert not where[:, 360:850].any()
    paper = printed > 200
    assert float(cleaned[:, 330:340][paper[:, 330:340]].mean()) > 240
    assert (cleaned[500:503, 333:335] < 100).all()  # a level rule goes on


@pytest.mark.parametrize(
    "drawn",
    [page(), page()[500:1803, 200:1403], page()[430:1870], page()[430:1870, 300:1300], streaked(page(), 333)[:1100]],
)
def test_rules_of_a_table_and_pictures_that_may_be_one_stay(drawn: Grey) -> None:
    cleaned, where = without_streaks(drawn, dpi=DPI)
    assert not where.any()
    assert cleaned is drawn


def test_rules_that_go_on_over_the_whole_picture_are_known_by_the_level_ones_that_end_at_them() -> None:
    rows = page()[510:650]
    rows[:60, 203:1400] = rows[:60, 610:990].mean()
    middle = streaked(np.tile(rows, (12, 1)), 333)
    assert (middle[:50, 333] < 200).all()
    assert not without_streaks(middle, dpi=DPI)[1].any()


def test_clean_says_so_and_keeps_the_place_in_mind() -> None:
    cleaned = clean(Raster(streaked(page(), 333, 871), DPI, (0.36, 0, 0, 0, 0.36, 0, 0, 0, 1)))
    assert "streaks down the page taken out" in cleaned.raster.steps
    assert cleaned.hiding[900, 333]
    assert not cleaned.hiding[900, 700]
    assert not clean(Raster(page(), DPI, (0.36, 0, 0, 0, 0.36, 0, 0, 0, 1))).hiding.any()
