"""What the shape of ink says: a dash is one stroke, a blurred word is many."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.strokes import stroke_of


def _crop(*rows: tuple[int, int], width: int = 90, height: int = 30) -> NDArray[np.uint8]:
    page = np.full((height, width), 255, np.uint8)
    for top, bottom in rows:
        page[top:bottom, 4:-4] = 20
    return page


@pytest.mark.parametrize("thick", [2, 4, 8])
def test_one_level_stroke_is_a_dash(thick: int) -> None:
    assert stroke_of(_crop((12, 12 + thick))) == "dash"


def test_strokes_that_blur_joins_are_no_dash() -> None:
    word = _crop((5, 9), (12, 16), (19, 23))
    pale = word.copy()
    pale[5:23, 4:-4] = np.minimum(word[5:23, 4:-4], 190)
    assert stroke_of(pale) == "figure"
