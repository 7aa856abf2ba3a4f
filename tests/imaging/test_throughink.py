"""What ink leaves of print, by the rules that run under it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.throughink import Veil, veil_over

DARK = 0.6


def rules(*, dash: int = 0) -> NDArray[np.float32]:
    """By what share places are darker than paper: level rules and upright ones, of dashes if they have a length."""
    level = np.zeros((400, 400), np.float32)
    for at in range(20, 400, 60):
        level[at : at + 2] = DARK
    if dash:
        level[:, np.arange(400) // dash % 2 == 1] = 0
    return np.maximum(level, level.T)


def veil(*, covered: float, dash: int = 0, least: float = 1.0) -> Veil | None:
    """Under ink in bands, full in some and half as full in others, that covers a share of print where it is full."""
    amount = np.zeros((400, 400), np.float32)
    for at in range(45, 360, 80):
        amount[10:390, at : at + 25] = 1.0 if at % 160 == 45 else 0.5
    dark = rules(dash=dash) * least
    return veil_over(dark * (1 - covered * amount), amount > 0, 100 * amount)


def test_ink_that_covers_nothing_is_clear() -> None:
    seen = veil(covered=0.1)
    assert seen is not None
    assert seen.clear
    assert not seen.hides.any()


@pytest.mark.parametrize("covered", [0.45, 0.6])
def test_what_is_left_is_measured_place_by_place_and_the_rest_brought_back(covered: float) -> None:
    seen = veil(covered=covered)
    assert seen is not None
    assert not seen.clear
    assert seen.left.min() == pytest.approx(1 - covered, abs=0.1)
    assert seen.back
    assert not seen.hides.any()
    assert seen.brought_back(np.full((400, 400), DARK * (1 - covered), np.float32)).max() == pytest.approx(
        DARK, abs=0.15
    )


def test_where_too_little_is_left_ink_hides() -> None:
    seen = veil(covered=0.95)
    assert seen is not None
    assert seen.hides[100, 50]


def test_pale_rules_say_it_too() -> None:
    seen = veil(covered=0.1, least=0.3)
    assert seen is not None
    assert seen.clear


def test_dashes_say_how_much_is_left_but_not_whether_that_is_all() -> None:
    seen = veil(covered=0.5, dash=6)
    assert seen is not None
    assert seen.clear is None
    assert seen.hides.all()
    assert seen.left.min() == pytest.approx(0.5, abs=0.2)


def test_nothing_is_said_without_rules() -> None:
    dark = np.zeros((200, 200), np.float32)
    under = np.zeros((200, 200), bool)
    under[50:100] = True
    assert veil_over(dark, under, under.astype(np.float32)) is None
