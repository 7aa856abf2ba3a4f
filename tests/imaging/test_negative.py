"""Light print on a dark ground is turned round; paper on a dark table is not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.imaging.negative import as_dark_on_light
from pipeline.types.raster import Raster


def _raster(pixels: NDArray[np.uint8]) -> Raster:
    return Raster(pixels, 200.0, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0), ())


def _printed(ground: int, print_: int) -> NDArray[np.uint8]:
    import cv2

    page = np.full((600, 800), ground, np.uint8)
    for row in range(10):
        cv2.putText(page, "2019 3071 4458", (30, 50 + 55 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (print_,), 3)
    return page


def test_light_print_on_a_dark_ground_is_read_from_its_negative() -> None:
    page = _printed(17, 221)
    turned = as_dark_on_light(_raster(page))
    assert np.array_equal(turned.pixels, 255 - page)
    assert turned.steps == ("light print on a dark ground taken from its negative",)
    coloured = np.stack([page, page, np.maximum(page, 40)], axis=2)
    assert np.array_equal(as_dark_on_light(_raster(coloured)).pixels, 255 - coloured)


def _sheet_on_a_dark_table() -> NDArray[np.uint8]:
    page = np.full((1000, 1400), 20, np.uint8)
    page[200:800, 300:1100] = _printed(250, 10)
    return page


@pytest.mark.parametrize(
    "page",
    [
        _printed(255, 10),
        _printed(130, 240),
        _printed(20, 50),
        np.full((600, 800), 15, np.uint8),
        _sheet_on_a_dark_table(),
    ],
    ids=["paper", "grey ground", "hardly lighter", "nothing", "a sheet on a dark table"],
)
def test_other_pictures_stay_as_they_are(page: NDArray[np.uint8]) -> None:
    raster = _raster(page)
    assert as_dark_on_light(raster) is raster


def test_a_ground_of_which_hardly_three_quarters_are_dark_is_dark() -> None:
    page = np.full((600, 800), 20, np.uint8)
    page[:, :190] = 90  # a little less than a quarter, and print
    page[:, 184:190] = 200
    assert as_dark_on_light(_raster(page)).steps
    page[:, :210] = 90
    assert not as_dark_on_light(_raster(page)).steps
