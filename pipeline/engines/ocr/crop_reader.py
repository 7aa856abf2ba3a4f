"""What every recogniser of cells shares: each crop alone, equal crops once, answers kept by content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.engines.ocr.crops import STEP, fingerprint, is_empty, prepare
from pipeline.engines.ocr.decode import Alphabet, Answer, decode
from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 4_000  # answers a reader remembers, a few kilobytes each; a page has some hundreds


@dataclass(frozen=True, slots=True)
class Network:
    """A loaded recogniser: `run` takes 1 x 3 x 48 x width and gives steps x characters, `step` pixels each."""

    run: Callable[[NDArray[np.float32]], NDArray[np.float32]]
    alphabet: Alphabet
    step: int = STEP


class CropReader:
    """A CellReader over a network that is loaded when it is first asked.

    `name` is engine and weights. `narrowest` is the least width in pixels that the network is given: some weights
    misread a lone digit without room on its right.
    """

    def __init__(self, name: str, load: Callable[[], Network], *, narrowest: int, kept: int = KEPT) -> None:
        self.name = name
        self._load, self._narrowest, self._kept = load, narrowest, kept
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, crops: Sequence[NDArray[np.uint8]]) -> list[Glimpse]:
        """What each crop says, freely read."""
        return [answer.free for answer in self.answers(crops)]

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says where a figure is expected, the reading first; see `Answer.figures`."""
        return [answer.figures for answer in self.answers(crops)]

    def answers(self, crops: Sequence[NDArray[np.uint8]]) -> list[Answer]:
        """The answer for each crop; one process's threads take turns."""
        with self._lock:
            return [self._answer(crop) for crop in crops]

    @cached_property
    def _network(self) -> Network:
        return self._load()

    def _answer(self, crop: NDArray[np.uint8]) -> Answer:
        if is_empty(crop):
            nothing = Glimpse(text="", log_probability=0.0, reader=self.name)
            return Answer(free=nothing, figures=(nothing,))
        key = fingerprint(crop)
        known = self._answers.get(key)
        if known is None:
            prepared = prepare(crop, narrowest=self._narrowest)
            steps = self._network.run(prepared.tensor)[: prepared.steps(self._network.step)]
            known = self._answers[key] = decode(steps, self._network.alphabet, self.name)
            if len(self._answers) > self._kept:
                self._answers.popitem(last=False)
        self._answers.move_to_end(key)
        return known
