"""Reading what is easily read with little: small networks read known words and clear figures as well as a large one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines.protocols import CellReader

SURE = -0.11  # log-probability: .9
CLEAR = -0.0202  # log-probability: .98, from which a reading leaves next to no doubt


class ThriftyCells:
    """A reader of cells that asks `sure` only where little readers do not do.

    The answer of `quick` is taken for words that `is_known` knows, and for a number that `digits`, whose weights are
    others, reads as clearly as the same. A crop's answer depends on the crop alone, as the readers' do.
    """

    def __init__(
        self, sure: CellReader, quick: CellReader, digits: CellReader, is_known: Callable[[str], bool]
    ) -> None:
        self.name = sure.name
        self._sure, self._quick, self._digits, self._is_known = sure, quick, digits, is_known

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        answers = self._quick.read_figures(crops)
        figures = [number for number, answer in enumerate(answers) if _is_clear_number(answer[0])]
        seconds = self._digits.read_figures([crops[number] for number in figures])
        agreed = {
            number
            for number, second in zip(figures, seconds, strict=True)
            if _is_clear_number(second[0]) and _says(second[0]) == _says(answers[number][0])
        }
        doubtful = [number for number, one in enumerate(answers) if number not in agreed and not self._is_word(one[0])]
        for number, answer in zip(
            doubtful, self._sure.read_figures([crops[number] for number in doubtful]), strict=True
        ):
            answers[number] = answer
        return answers

    def _is_word(self, glimpse: Glimpse) -> bool:
        return _of_letters(glimpse) >= SURE and self._is_known(glimpse.text)


def _of_letters(glimpse: Glimpse) -> float:
    """How surely the letters of a word were seen; whether its brackets are narrow or wide says nothing."""
    if len(glimpse.characters) != len(glimpse.text):
        return glimpse.log_probability
    return sum(math.log(max(ranked[0][1], 1e-9)) for ranked in glimpse.characters if ranked[0][0].isalnum())


def _is_clear_number(glimpse: Glimpse) -> bool:
    return glimpse.log_probability >= CLEAR and parse_cell(glimpse.text, money=True).meaning == "number"


def _says(glimpse: Glimpse) -> object:
    return parse_cell(glimpse.text, money=True)
