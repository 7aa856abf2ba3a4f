"""From the step-by-step probabilities of a recogniser (CTC) to glimpses: what it reads, how surely, what else it may be.

A recogniser gives for each step, eight pixels wide, a distribution over its characters and "blank". The text is the
best character of each step, runs of one character taken once, blanks dropped. Its probability is that of the text, not
of one way to write it: the sum over all alignments (the CTC forward sum). A character that was nearly seen between two
others, such as a faint minus sign, lowers it; where a run begins does not. Each character's own probability is that of
the surest step of its run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLANK = 0  # its place among the characters of every PaddleOCR model
SHOWN = 3  # a character and its two runners-up
# What looks like a figure where only figures stand. A bar is not among them: it may be the border of the cell.
LOOKALIKES = {
    **{str(digit): chr(0xFF10 + digit) for digit in range(10)},
    "0": "０OoＯｏΟο〇○",
    "1": "１lIｌＩⅠ",
}
FIGURES = frozenset("0123456789.,-+/%．，、：:－−–—―一＋／％無无万萬元亿億 ")


@dataclass(frozen=True)
class Alphabet:
    """The characters of a model by their place, blank first."""

    characters: tuple[str, ...]

    @cached_property
    def lookalikes(self) -> dict[int, NDArray[np.intp]]:
        """For each digit that has any its place -> the places of it and of what looks like it."""
        places = {character: place for place, character in enumerate(self.characters)}
        return {
            places[digit]: np.array([places[digit], *(places[other] for other in others if other in places)])
            for digit, others in LOOKALIKES.items()
        }

    def name(self, place: int) -> str:
        """The character at `place`; "" is blank."""
        return "" if place == BLANK else self.characters[place]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recogniser says of a crop: freely, and if it holds a figure.

    `figures` is best first. Where the free text is made of figures, signs and their look-alikes only, the first is the
    text with look-alikes settled ("O" is 0), and the free one follows if it differs. Otherwise it is the free one
    alone: a stroke, a dash or a word is never made a digit.
    """

    free: Glimpse
    figures: tuple[Glimpse, ...]


def decode(probabilities: NDArray[np.float32], alphabet: Alphabet, reader: str) -> Answer:
    """The answer in `probabilities`, steps x characters, of the recogniser called `reader`."""
    best = probabilities.argmax(axis=-1)
    free = _glimpse(probabilities, best, alphabet, reader)
    settled, best_settled = _settle(probabilities, best, alphabet)
    figure = _glimpse(settled, best_settled, alphabet, reader)
    if not figure.text or not set(figure.text) <= FIGURES:
        return Answer(free=free, figures=(free,))
    return Answer(free=free, figures=(figure,) if figure.text == free.text else (figure, free))


def _settle(
    probabilities: NDArray[np.float32], best: NDArray[np.intp], alphabet: Alphabet
) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """The probabilities with those of look-alikes given to their digit, and the best character of each step."""
    settled = probabilities.copy()
    best = best.copy()
    for digit, places in alphabet.lookalikes.items():
        mass = probabilities[:, places].sum(axis=-1)
        settled[:, places] = 0
        settled[:, digit] = mass
        best[np.isin(best, places)] = digit
    steps = np.arange(len(best))
    for digit in alphabet.lookalikes:
        best[settled[:, digit] > settled[steps, best]] = digit
    return settled, best


def _glimpse(
    probabilities: NDArray[np.float32], best: NDArray[np.intp], alphabet: Alphabet, reader: str
) -> Glimpse:
    peaks = _peaks(probabilities, best)
    if not peaks:
        return Glimpse(text="", log_probability=0.0, reader=reader)
    places = [int(best[step]) for step in peaks]
    return Glimpse(
        text="".join(alphabet.characters[place] for place in places),
        log_probability=text_log_probability(probabilities, places),
        reader=reader,
        characters=tuple(_ranked(probabilities[step], alphabet) for step in peaks),
    )


def _peaks(probabilities: NDArray[np.float32], best: NDArray[np.intp]) -> list[int]:
    """The surest step of each run of one character."""
    peaks = []
    for place, run in groupby(range(len(best)), key=lambda step: int(best[step])):
        if place != BLANK:
            peaks.append(max(run, key=lambda step: float(probabilities[step, place])))
    return peaks


def _ranked(step: NDArray[np.float32], alphabet: Alphabet) -> tuple[tuple[str, float], ...]:
    top = np.argpartition(step, -SHOWN)[-SHOWN:]
    ranked = sorted(top, key=lambda place: (-step[place], place))
    return tuple((alphabet.name(int(place)), min(1.0, float(step[place]))) for place in ranked)


def text_log_probability(probabilities: NDArray[np.float32], places: Sequence[int]) -> float:
    """The log-probability of the text at `places` over all its alignments (Graves et al. 2006, section 4.1), at most 0."""
    labels = [BLANK]
    for place in places:
        labels += [place, BLANK]
    columns: list[list[float]] = probabilities[:, labels].astype(np.float64).tolist()
    reached = [0.0] * len(labels)
    reached[0] = 1.0
    log_scale = 0.0
    for number, column in enumerate(columns):
        reached = [
            share * _entering(reached, labels, state, first=number == 0) for state, share in enumerate(column)
        ]
        total = sum(reached)
        if total <= 0:
            return -math.inf
        log_scale += math.log(total)
        reached = [value / total for value in reached]
    ending = reached[-1] + (reached[-2] if len(reached) > 1 else 0.0)
    return min(0.0, log_scale + math.log(ending)) if ending > 0 else -math.inf


def _entering(reached: list[float], labels: list[int], state: int, *, first: bool) -> float:
    """What may come into `state` from the step before: from itself, its forerunner, or over a blank between two others."""
    if first:
        return 1.0 if state <= 1 else 0.0
    value = reached[state]
    if state >= 1:
        value += reached[state - 1]
    if state >= 2 and labels[state] not in (BLANK, labels[state - 2]):
        value += reached[state - 2]
    return value
