from __future__ import annotations

import numpy as np
import pytest

from pipeline.engines.names import ORIENTATION_FINDERS, engine
from pipeline.types.raster import Raster
from tests.engines.ocr.drawing import page_of

LINES = [f"{number}. Requests were received and answered in time" for number in range(1, 15)]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_page_is_known(turns: int) -> None:
    page = np.ascontiguousarray(np.rot90(page_of(LINES), -turns))  # clockwise
    degrees, probability = engine(ORIENTATION_FINDERS, "rapid").orientation(Raster(page, 150))
    assert degrees == 90 * turns
    assert 0.5 < probability <= 1


@pytest.mark.parametrize("shape", [(1, 1), (3, 5000), (700, 40, 3)])
def test_odd_pictures_are_answered(shape: tuple[int, ...]) -> None:
    blank = Raster(np.full(shape, 255, dtype=np.uint8), 0)
    degrees, probability = engine(ORIENTATION_FINDERS, "rapid").orientation(blank)
    assert degrees in (0, 90, 180, 270)
    assert 0 < probability <= 1
