"""Readers of cells that were made for grey print, reading black and white."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from pipeline.imaging.softening import soften
from pipeline.text.normalise import has_ideograph
from pipeline.text.numerals import parse_cell
from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines.protocols import CellReader

View: TypeAlias = "Callable[[NDArray[np.uint8]], NDArray[np.uint8]]"
CLEAR = 0.98  # a reading that leaves next to no doubt: no other view of the crop is asked for
LEAST = 0.0001  # probability of a text that is still told


class SoftenedCells:
    """Softens each crop and has `reader` read it."""

    def __init__(self, reader: CellReader) -> None:
        self.name = reader.name
        self._reader = reader

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        return self._reader.read_figures([soften(crop) for crop in crops])


class TwoViews:
    """Has `reader` read the `first` view of each crop, and the `second` too of those that it is not sure of.

    Of these each text is as probable as in the mean of both views: what one view alone shows is doubtful.
    """

    def __init__(self, reader: CellReader, first: View, second: View) -> None:
        self.name = reader.name
        self._reader, self._first, self._second = reader, first, second

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        seen = self._reader.read_figures([self._first(crop) for crop in crops])
        unsure = [number for number, own in enumerate(seen) if own[0].log_probability < math.log(CLEAR)]
        again = self._reader.read_figures([self._second(crops[number]) for number in unsure])
        for number, other in zip(unsure, again, strict=True):
            seen[number] = _mean(seen[number], other)
        return seen


def _mean(one: Sequence[Glimpse], other: Sequence[Glimpse]) -> tuple[Glimpse, ...]:
    """The texts of two views, best first, each as its likelier view shows it."""
    best: dict[str, Glimpse] = {}
    share: dict[str, float] = {}
    for glimpse in sorted((*one, *other), key=lambda glimpse: -glimpse.log_probability):
        best.setdefault(glimpse.text, glimpse)
        share[glimpse.text] = share.get(glimpse.text, 0.0) + math.exp(glimpse.log_probability) / 2
    ranked = sorted(share, key=lambda text: -share[text])
    told = [text for place, text in enumerate(ranked) if not place or share[text] >= LEAST]
    return tuple(replace(best[text], log_probability=math.log(max(share[text], 1e-12))) for text in told)


class KnownWords:
    """Has `reader` read each crop as it is, and `views` of words that nobody knows, until one shows a known word.

    Strokes of Chinese characters lie so near together that no one view is best for all of them.
    """

    def __init__(self, reader: CellReader, views: Sequence[View], is_known: Callable[[str], bool]) -> None:
        self.name = reader.name
        self._reader, self._views, self._is_known = reader, views, is_known

    def read_figures(self, crops: Sequence[NDArray[np.uint8]]) -> list[tuple[Glimpse, ...]]:
        """What each crop says, best first."""
        seen = self._reader.read_figures(crops)
        for view in self._views:
            unknown = [number for number, own in enumerate(seen) if self._is_unknown(own[0].text)]
            again = self._reader.read_figures([view(crops[number]) for number in unknown])
            for number, other in zip(unknown, again, strict=True):
                if len(other[0].text) >= len(seen[number][0].text) and self._is_word(other[0].text):
                    seen[number] = other
        return seen

    def _is_unknown(self, text: str) -> bool:
        return has_ideograph(text) and not self._is_word(text)

    def _is_word(self, text: str) -> bool:
        return self._is_known(text) or parse_cell(text).meaning == "none_word"
