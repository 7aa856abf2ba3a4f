"""Digits that stand further apart than digits do: a point was printed between them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.steps import has_room_between

HIGH, WIDE, STEP = 20, 13, 17  # of a digit, and from one to the next


def digits(count: int, *, after: int = 0, room: int = 0, point: bool = False, unit: int = 0) -> NDArray[np.uint8]:
    """A crop of so many digits, with white of `room` after one of them, and of characters behind them."""
    crop = np.full((34, 20 + STEP * count + room + 30 * unit), 255, np.uint8)
    x = 8
    for number in range(1, count + 1):
        crop[7 : 7 + HIGH // 2 - 1, x : x + WIDE] = crop[7 + HIGH // 2 + 1 : 7 + HIGH, x : x + WIDE] = 0  # broken
        x += STEP
        if number == after:
            if point:
                crop[5 + HIGH : 7 + HIGH, x + 2 : x + 5] = 0
            x += room
    for _ in range(unit):
        crop[4:30, x + 2 : x + 12] = crop[4:30, x + 18 : x + 28] = 0  # one in two halves
        x += 30
    return crop


@pytest.mark.parametrize("point", [True, False])
def test_where_a_point_stood_digits_are_further_apart(point: bool) -> None:
    assert has_room_between(digits(4, after=2, room=8, point=point))
    assert not has_room_between(digits(4))
    assert not has_room_between(digits(1))
    assert not has_room_between(np.full((20, 20), 255, np.uint8))


def test_the_characters_of_a_unit_stand_as_they_like() -> None:
    assert not has_room_between(digits(4, after=4, room=12, unit=2), unit=2)
    assert has_room_between(digits(4, after=2, room=12, unit=2), unit=2)
