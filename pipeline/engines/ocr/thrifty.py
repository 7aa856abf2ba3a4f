"""Reading what is easily read with little: labels are known words, and a small network reads them as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines.protocols import CellReader

SURE = -0.11  # log-probability: .9


class ThriftyCells:
    """A reader of cells that takes the answer of `quick` for words that `is_known` knows, and asks `sure` for the rest.

    Figures are always read by `sure`. A crop's answer depends on the crop alone, as both readers' do.
    """

    def __init__(self, sure: CellReader, quick: CellReader, is_known: Callable[[str], bool]) -> None:
        self.name = sure.name
        self._sure, self._quick, self._is_known = sure, quick, is_known

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        answers = self._quick.read_figures(crops)
        doubtful = [number for number, answer in enumerate(answers) if not self._is_enough(answer[0])]
        for number, answer in zip(
            doubtful, self._sure.read_figures([crops[number] for number in doubtful]), strict=True
        ):
            answers[number] = answer
        return answers

    def _is_enough(self, glimpse: Glimpse) -> bool:
        return glimpse.log_probability >= SURE and self._is_known(glimpse.text)
