"""From the step-by-step probabilities of a recogniser (CTC) to glimpses: what it reads, how surely, what else.

A recogniser gives for each step, eight pixels wide, a distribution over its characters and "blank". The text is the
best character of each step, runs of one character taken once, blanks dropped. Its probability is that of the text, not
of one way to write it: the sum over all alignments (the CTC forward sum). A character that was nearly seen between two
others, such as a faint minus sign, lowers it; where a run begins does not. Each character's own probability is that of
the surest step of its run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from pipeline.engines.ocr.beam import BLANK, likeliest_texts
from pipeline.types.grid import Glimpse

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOWN = 3  # a character and its two runners-up
ALTERNATIVES, LEAST_ALTERNATIVE = 5, 1e-4  # how many texts are given beside the first, and how likely they must be
LOST = 1e-60  # of all probability at a step: nothing that is read comes of what is behind or ahead by so much
LONGEST = 16  # characters; a longer text is no figure, and has no alternatives
# What looks like a figure where only figures stand. A bar is not among them: it may be the border of the cell.
LOOKALIKES = {
    **{str(digit): chr(0xFF10 + digit) for digit in range(10)},
    "0": "０OoＯｏΟο〇○",
    "1": "１lIｌＩⅠ",
}
ALIKE = frozenset("".join(LOOKALIKES.values()))
FIGURES = frozenset("0123456789.,-+/%．，、：:－−–—―一＋／％無无万萬元亿億 ")


@dataclass(frozen=True)
class Alphabet:
    """The characters of a model by their place, blank first."""

    characters: tuple[str, ...]

    @cached_property
    def lookalikes(self) -> dict[int, NDArray[np.intp]]:
        """The place of each digit -> the places of it and of what looks like it."""
        places = {character: place for place, character in enumerate(self.characters)}
        return {
            places[digit]: np.array([places[digit], *(places[other] for other in others if other in places)])
            for digit, others in LOOKALIKES.items()
            if digit in places
        }

    @cached_property
    def digit_of(self) -> dict[int, int]:
        """The place of a digit or of what looks like one -> the place of the digit."""
        return {int(place): digit for digit, places in self.lookalikes.items() for place in places}

    @cached_property
    def figures(self) -> frozenset[int]:
        """The places of what figures are written with."""
        return frozenset(place for place, character in enumerate(self.characters) if character in FIGURES)

    @cached_property
    def space(self) -> int | None:
        """The place of the space, if there is one."""
        return self.characters.index(" ") if " " in self.characters else None

    def share(self, digit: int, named: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of a digit at each step, given those (steps x names) of its names."""
        share: NDArray[np.float32] = named.max(axis=-1) if self.characters[digit] == "1" else named.sum(axis=-1)
        return share

    def name(self, place: int) -> str:
        """The character at `place`; "" is blank."""
        return "" if place == BLANK else self.characters[place]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recogniser says of a crop: freely, and if it holds a figure.

    `figures` begins with the reading. Where the free text is made of figures, signs and their look-alikes only, that is
    the text with look-alikes settled ("O" is 0); otherwise it is the free one: a stroke, a dash or a word is never made
    a digit. Other texts of figures and signs follow, likeliest first. No two are the same event, so their probabilities
    add up to 1 at most, and what is missing belongs to texts that are not given.
    """

    free: Glimpse
    figures: tuple[Glimpse, ...]


def decode(probabilities: NDArray[np.float32], alphabet: Alphabet, reader: str) -> Answer:
    """The answer in `probabilities`, steps x characters, of the recogniser called `reader`.

    A space counts as blank: it is the room at a crop's end as often as one between two words.
    """
    probabilities = probabilities.copy()
    if alphabet.space is not None:
        probabilities[:, BLANK] += probabilities[:, alphabet.space]
        probabilities[:, alphabet.space] = 0
    free = _glimpse(_Free(probabilities), alphabet, reader)
    if len(free.text) > LONGEST:
        return Answer(free=free, figures=(free,))
    steps = _Settled(probabilities, alphabet)
    first = _glimpse(steps, alphabet, reader) if set(free.text) <= FIGURES | ALIKE else free
    return Answer(free=free, figures=(first, *_alternatives(steps, alphabet, first)))


def _alternatives(steps: _Settled, alphabet: Alphabet, first: Glimpse) -> list[Glimpse]:
    """The likeliest other texts of figures and signs; none where the first leaves too little for any of them."""
    if first.log_probability > math.log1p(-LEAST_ALTERNATIVE):
        return []
    likely = {place for place in alphabet.figures if float(steps.column(place).max()) >= LEAST_ALTERNATIVE}
    columns = {place: steps.column(place).tolist() for place in sorted(likely | {BLANK})}
    found = []
    for places in likeliest_texts(columns, ALTERNATIVES + 1):
        text = "".join(alphabet.characters[place] for place in places)
        log_probability = text_log_probability(columns, places)
        if text != first.text and log_probability >= math.log(LEAST_ALTERNATIVE):
            found.append(Glimpse(text, log_probability, first.reader))
    return sorted(found, key=lambda glimpse: (-glimpse.log_probability, glimpse.text))[:ALTERNATIVES]


class _Free:
    """The probabilities as they are."""

    def __init__(self, probabilities: NDArray[np.float32]) -> None:
        self.probabilities = probabilities
        self.best = probabilities.argmax(axis=-1)

    def column(self, place: int) -> NDArray[np.float32]:
        """The probability of a character at each step."""
        column: NDArray[np.float32] = self.probabilities[:, place]
        return column

    def row(self, step: int) -> NDArray[np.float32]:
        """The probability of each character at a step; the caller's own copy."""
        row: NDArray[np.float32] = self.probabilities[step].copy()
        return row


class _Settled(_Free):
    """The probabilities with those of look-alikes given to their digit.

    A ring is a zero whatever it is called, so its names are added up. An upright stroke may be a letter, a slash or the
    border of the cell, and what is a one for sure needs no help: of its names the likeliest counts alone.
    """

    def __init__(self, probabilities: NDArray[np.float32], alphabet: Alphabet) -> None:
        super().__init__(probabilities)
        self._groups = alphabet.lookalikes
        self._mass = {digit: alphabet.share(digit, probabilities[:, places]) for digit, places in self._groups.items()}
        for step, place in enumerate(self.best.tolist()):
            if place != BLANK and place not in alphabet.digit_of:
                continue  # a dash or a stroke that was freely read stays one
            kept = alphabet.digit_of.get(place, place)
            likeliest = max(self._mass, key=lambda digit: float(self._mass[digit][step]))
            self.best[step] = likeliest if self._mass[likeliest][step] > self.column(kept)[step] else kept

    def column(self, place: int) -> NDArray[np.float32]:
        return self._mass[place] if place in self._mass else super().column(place)

    def row(self, step: int) -> NDArray[np.float32]:
        row = super().row(step)
        for digit, places in self._groups.items():
            row[places] = 0
            row[digit] = self._mass[digit][step]
        return row


def _glimpse(steps: _Free, alphabet: Alphabet, reader: str) -> Glimpse:
    peaks = _peaks(steps)
    places = [int(steps.best[peak]) for peak in peaks]
    columns = {place: steps.column(place).tolist() for place in {BLANK, *places}}
    return Glimpse(
        text="".join(alphabet.characters[place] for place in places),
        log_probability=text_log_probability(columns, places),
        reader=reader,
        characters=tuple(_ranked(steps.row(peak), alphabet) for peak in peaks),
    )


def _peaks(steps: _Free) -> list[int]:
    """The surest step of each run of one character."""
    peaks = []
    for place, run in groupby(range(len(steps.best)), key=lambda step: int(steps.best[step])):
        if place != BLANK:
            column = steps.column(place)
            peaks.append(max(run, key=lambda step: float(column[step])))
    return peaks


def _ranked(row: NDArray[np.float32], alphabet: Alphabet) -> tuple[tuple[str, float], ...]:
    """The likeliest characters of a step; overwrites `row`."""
    ranked = []
    for _ in range(SHOWN):
        place = int(row.argmax())
        ranked.append((alphabet.name(place), min(1.0, float(row[place]))))
        row[place] = -1
    return tuple(ranked)


def text_log_probability(columns: Mapping[int, Sequence[float]], places: Sequence[int]) -> float:
    """The log-probability of the text at `places` over all its alignments, at most 0.

    `columns` holds the probability at each step of every place in the text and of blank. The sum is the forward
    variable of Graves et al. (2006), "Connectionist Temporal Classification", section 4.1.
    """
    labels = [BLANK]
    for place in places:
        labels += [place, BLANK]
    # what may come over the blank between two characters: another character than the one before it
    over = [state >= 2 and place not in (BLANK, labels[state - 2]) for state, place in enumerate(labels)]
    along = [columns[label] for label in labels]
    first, reached = 0, [along[0][0], *(column[0] for column in along[1:2])]  # the states from `first` on
    log_scale = 0.0
    for step in range(len(along[0])):
        if step:
            reached = _stepped(reached, first, step, along, over)
        total = sum(reached)
        if total <= 0:
            return -math.inf
        log_scale += math.log(total)
        least = LOST * total
        while reached[0] < least:
            del reached[0]
            first += 1
        while reached[-1] < least:
            del reached[-1]
        reached = [value / total for value in reached]
    ending = sum(reached[max(0, len(labels) - 2 - first) :])
    return min(0.0, log_scale + math.log(ending)) if ending > 0 else -math.inf


def _stepped(
    reached: Sequence[float], first: int, step: int, along: Sequence[Sequence[float]], over: Sequence[bool]
) -> list[float]:
    """The forward variable a step on: what comes from the same state, its forerunner, or over the blank between.

    It has up to two more states than before, into which something comes for the first time.
    """
    found = []
    last = before = 0.0
    for state, value in enumerate([*reached, 0.0, 0.0][: len(over) - first], first):
        found.append(along[state][step] * (value + last + before if over[state] else value + last))
        last, before = value, last
    return found
