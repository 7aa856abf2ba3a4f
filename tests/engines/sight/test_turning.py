"""Turning pictures upright: when the model is believed, and what else is heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from pipeline.engines.sight.turning import Turner
from pipeline.types.raster import PixelBox, Raster, SeenLine

LABELS = ("自然人", "商业企业", "总计")
PROSE = ("本机关认真贯彻落实条例", "全年主动公开信息")


@dataclass(frozen=True)
class Model:
    """Says the same of every picture."""

    degrees: int
    probability: float

    def orientation(self, raster: Raster) -> tuple[int, float]:
        """The degrees and the probability that it was made with."""
        return self.degrees, self.probability


@dataclass(frozen=True)
class Reader:
    """Reads some lines in a landscape picture and others in an upright one."""

    landscape: tuple[str, ...] = ()
    portrait: tuple[str, ...] = ()
    name: str = "two sides"

    def lines(self, raster: Raster) -> list[SeenLine]:
        """The lines for the picture's shape, all read surely."""
        height, width = raster.pixels.shape[:2]
        texts = self.landscape if width > height else self.portrait
        return [SeenLine(PixelBox(0, 0, 10, 10), text, 0.99) for text in texts]


LANDSCAPE = Raster(np.full((200, 300), 255, np.uint8), 200)


def is_turned(model: Model, reader: Reader) -> bool:
    upright = Turner(model, reader, LABELS.__contains__).upright(LANDSCAPE)
    return upright.pixels.shape != LANDSCAPE.pixels.shape


@pytest.mark.parametrize("probability", [0.58, 0.7, 0.81, 0.91])
def test_an_upright_landscape_page_stays_where_its_labels_are_read(probability: float) -> None:
    sideways_noise = PROSE * 5  # much print, none of it a label
    assert not is_turned(Model(90, probability), Reader(landscape=LABELS, portrait=sideways_noise))


def test_an_unsure_turn_is_made_where_labels_are_read_on_the_other_side() -> None:
    assert is_turned(Model(90, 0.7), Reader(landscape=PROSE * 5, portrait=LABELS))


def test_a_label_on_each_side_decides_nothing() -> None:
    assert not is_turned(Model(90, 0.7), Reader(landscape=LABELS[:1], portrait=LABELS[:1]))


def test_without_labels_the_side_decides_that_is_read_clearly_better() -> None:
    assert is_turned(Model(270, 0.7), Reader(landscape=PROSE[:1], portrait=PROSE))
    assert not is_turned(Model(270, 0.7), Reader(landscape=PROSE, portrait=PROSE))


def test_a_sure_model_is_believed_and_a_doubtful_one_is_not() -> None:
    assert is_turned(Model(90, 0.92), Reader(landscape=(*PROSE, LABELS[0])))
    assert not is_turned(Model(90, 0.49), Reader(portrait=LABELS))
    assert not is_turned(Model(0, 0.99), Reader(portrait=LABELS))


def test_no_model_is_so_sure_that_labels_count_for_nothing() -> None:
    assert not is_turned(Model(90, 0.92), Reader(landscape=LABELS))


@dataclass(frozen=True)
class NearSighted:
    """Knows how a picture lies that is full of print, and not where there is much paper."""

    def orientation(self, raster: Raster) -> tuple[int, float]:
        """Surely turned where most is dark."""
        return (90, 0.92) if raster.pixels.mean() < 128 else (0, 0.3)


def test_of_a_page_with_little_print_the_model_is_asked_of_that() -> None:
    pixels = np.full((200, 300), 255, np.uint8)
    pixels[40:80, 20:100] = 0
    pixels[194:198, 290:294] = 0  # the number of the page, far from all else
    for reader, turned in ((Reader(portrait=LABELS), True), (Reader(landscape=LABELS), False)):
        upright = Turner(NearSighted(), reader, LABELS.__contains__).upright(Raster(pixels, 100))
        assert (upright.pixels.shape != pixels.shape) is turned


@dataclass(frozen=True)
class Deceived:
    """Takes a page of much paper for upright, and its print for turned."""

    def orientation(self, raster: Raster) -> tuple[int, float]:
        """Upright where most is paper."""
        return (90, 0.92) if raster.pixels.mean() < 128 else (0, 0.84)


def test_a_page_that_is_not_surely_upright_is_looked_at_again_without_its_paper() -> None:
    pixels = np.full((200, 300), 255, np.uint8)
    pixels[40:80, 20:100] = 0
    for reader, turned in ((Reader(portrait=LABELS), True), (Reader(landscape=LABELS), False)):
        upright = Turner(Deceived(), reader, LABELS.__contains__).upright(Raster(pixels, 100))
        assert (upright.pixels.shape != pixels.shape) is turned
