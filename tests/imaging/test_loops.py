"""Loops of digits: closed ones say that thin strokes are there."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.loops import has_closed_loops


def zero(*, broken: bool) -> NDArray[np.uint8]:
    """A crop of a 0, or of its two sides."""
    import cv2

    crop = np.full((30, 24), 255, np.uint8)
    cv2.ellipse(crop, (12, 15), (6, 10), 0, 0, 360, 0, 2)
    if broken:
        crop[:7] = crop[23:] = 255
    return crop


def test_a_broken_zero_has_no_loop() -> None:
    assert has_closed_loops(zero(broken=False), "0") is True
    assert has_closed_loops(zero(broken=True), "0") is False


@pytest.mark.parametrize(("figure", "closed"), [("6", True), ("8", False), ("60", False)])
def test_as_many_loops_are_wanted_as_the_digits_have(figure: str, closed: bool) -> None:
    assert has_closed_loops(zero(broken=False), figure) is closed


@pytest.mark.parametrize("figure", ["1", "47", "—", ""])
def test_digits_without_loops_say_nothing(figure: str) -> None:
    assert has_closed_loops(zero(broken=False), figure) is None
