from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.engines.ocr.crop_reader import CropReader, Network
from pipeline.engines.ocr.decode import Alphabet


class Counter:
    """A network that says "1" to everything and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked, self.loaded = 0, 0

    def load(self) -> Network:
        self.loaded += 1
        return Network(run=self.run, alphabet=Alphabet(("blank", *"0123456789")))

    def run(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        assert tensor.shape[0] == 1
        self.asked += 1
        steps = np.zeros((3, 11), dtype=np.float32)
        steps[:, 0] = 1
        steps[1] = np.eye(11, dtype=np.float32)[2]
        return steps


def crop(shade: int) -> NDArray[np.uint8]:
    return np.full((20, 20), shade, dtype=np.uint8)


def test_equal_crops_are_read_once_within_a_call_and_across_calls() -> None:
    counter = Counter()
    reader = CropReader("test:one", counter.load, narrowest=96)
    assert counter.loaded == 0
    assert [glimpse.text for glimpse in reader.read([crop(1), crop(1), crop(2)])] == ["1", "1", "1"]
    assert [glimpse.text for (glimpse,) in reader.read_figures([crop(2), crop(1)])] == ["1", "1"]
    assert (counter.loaded, counter.asked) == (1, 2)


def test_the_oldest_answer_is_forgotten() -> None:
    counter = Counter()
    reader = CropReader("test:one", counter.load, narrowest=96, kept=2)
    reader.read([crop(1), crop(2), crop(1), crop(3), crop(1)])
    assert counter.asked == 3
    reader.read([crop(2)])
    assert counter.asked == 4


def test_no_pixels_are_nothing_seen_and_load_nothing() -> None:
    counter = Counter()
    (glimpse,) = CropReader("test:one", counter.load, narrowest=96).read([np.zeros((0, 4), dtype=np.uint8)])
    assert (glimpse.text, glimpse.log_probability, glimpse.reader, counter.loaded) == ("", 0.0, "test:one", 0)
