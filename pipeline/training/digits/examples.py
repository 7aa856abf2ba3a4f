"""Labelled crops as a network takes them: grey, 48 pixels high, grouped by width."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from pipeline.engines.ocr.crops import HEIGHT, prepare
from pipeline.training.digits.cells import LabelledCrop
from pipeline.training.digits.strings import CHARACTERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDEST = 480  # pixels; wider crops are no figures
PLACES = {character: place for place, character in enumerate(CHARACTERS, 1)}


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Crops by padded width: pictures (count x 48 x width, 255 is white), how much is filled, and labels."""

    pictures: dict[int, NDArray[np.uint8]]
    filled: dict[int, NDArray[np.int64]]
    labels: dict[int, list[str]]

    def __len__(self) -> int:
        return sum(len(labels) for labels in self.labels.values())

    def batches(self, rng: Random, size: int) -> Iterator[tuple[int, list[int]]]:
        """Width and numbers of examples for one pass over all of them, in random order."""
        groups = []
        for width, labels in self.labels.items():
            order = list(range(len(labels)))
            rng.shuffle(order)
            groups += [(width, order[start : start + size]) for start in range(0, len(order), size)]
        rng.shuffle(groups)
        yield from groups


def gather(crops: Iterable[LabelledCrop], count: int) -> Examples:
    """The first `count` crops that are not too wide."""
    import numpy as np

    pictures: dict[int, list[NDArray[np.uint8]]] = defaultdict(list)
    filled: dict[int, list[int]] = defaultdict(list)
    labels: dict[int, list[str]] = defaultdict(list)
    found = 0
    for crop in crops:
        if found >= count:
            break
        height, breadth = crop.crop.shape
        if breadth * HEIGHT > WIDEST * height:
            continue
        prepared = prepare(crop.crop)
        width = int(prepared.tensor.shape[3])
        pictures[width].append(np.round((prepared.tensor[0, 0] + 1) * 127.5).astype(np.uint8))
        filled[width].append(prepared.filled)
        labels[width].append(crop.label)
        found += 1
    return Examples(
        {width: np.stack(group) for width, group in sorted(pictures.items())},
        {width: np.array(group, dtype=np.int64) for width, group in sorted(filled.items())},
        {width: labels[width] for width in sorted(labels)},
    )
