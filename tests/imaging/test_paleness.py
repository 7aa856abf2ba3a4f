"""Print that is pale altogether is darkened; what is pale beside dark print stays."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.paleness import USUAL, darken

DPI = 200.0


def _page(*darkness: int) -> NDArray[np.uint8]:
    """A white page with rows of figures, each row as dark as the next of these grey levels."""
    import cv2

    page = np.full((1200, 800), 255, np.uint8)
    for row in range(20):
        dark = darkness[row % len(darkness)]
        cv2.putText(page, "2019 3071 4458", (30, 60 + 55 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (255 - dark,), 3)
    return page


def test_pale_print_becomes_as_dark_as_usual() -> None:
    darkened, times = darken(_page(44), dpi=DPI)
    assert times == pytest.approx(USUAL / 44)
    assert int(darkened.min()) == 255 - round(USUAL)
    assert int(darkened.max()) == 255


@pytest.mark.parametrize("darkness", [(180,), (90,), (180, 44)], ids=["dark", "grey", "shining through"])
def test_other_pages_stay_as_they_are(darkness: tuple[int, ...]) -> None:
    page = _page(*darkness)
    darkened, times = darken(page, dpi=DPI)
    assert times == 1.0
    assert darkened is page


@pytest.mark.parametrize("page", [np.full((1200, 800), 255, np.uint8), _page(44)[:90, :90]], ids=["empty", "small"])
def test_little_print_says_nothing(page: NDArray[np.uint8]) -> None:
    assert darken(page, dpi=DPI)[1] == 1.0
