"""Whether confidence says what is seen: error said beside error seen, and what it is worth."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.trust.intervals import LEVEL, interval

DRAWS = 1000
FEW = 5  # with fewer errors the bootstrap knows too little, and the exact interval counts
FEWEST_CELLS = 200  # bins with fewer say little
LAST_BIN = 6
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of a figure, and whether it was right."""

    document: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Figures whose -log10(1 - confidence) is at least `number` and below the next; rates of error, 0 to 1."""

    number: int
    cells: int
    wrong: int
    said: float
    low: float
    high: float

    @property
    def seen(self) -> float:
        """The share that is wrong."""
        return self.wrong / self.cells

    @property
    def counts(self) -> bool:
        """Whether the bin is large enough to judge by."""
        return self.cells >= FEWEST_CELLS

    @property
    def inside(self) -> bool:
        """Whether the error said lies in the 95 % interval of the error seen."""
        return self.low <= self.said <= self.high


def reliability(outcomes: Iterable[Outcome], *, seed: int = 0) -> tuple[Bin, ...]:
    """The bins from the lowest confidence up.

    The interval is a bootstrap over documents, exact binomial where a bin has fewer than five errors.
    """
    binned: defaultdict[int, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        binned[bin_of(one.confidence)].append(one)
    return tuple(_bin(number, cells, seed) for number, cells in sorted(binned.items()))


def bin_of(confidence: float) -> int:
    """Full nines of a confidence, at most six."""
    return min(LAST_BIN, int(-math.log10(max(LEAST, 1 - confidence))))


def log_loss(outcomes: Sequence[Outcome]) -> float:
    """The mean of -log of the probability that was given to what is true, in nats."""
    return math.fsum(_loss(one.confidence, right=one.right) for one in outcomes) / len(outcomes)


def best_constant_loss(outcomes: Sequence[Outcome]) -> float:
    """The log loss of saying the share that is right of every figure: what a confidence has to beat."""
    share = sum(one.right for one in outcomes) / len(outcomes)
    return math.fsum(_loss(share, right=one.right) for one in outcomes) / len(outcomes)


def _bin(number: int, cells: Sequence[Outcome], seed: int) -> Bin:
    wrong = sum(not one.right for one in cells)
    said = 1 - math.fsum(one.confidence for one in cells) / len(cells)
    if wrong < FEW:
        low, high = interval(wrong, len(cells))
    else:
        low, high = _by_documents(cells, random.Random(seed))
    return Bin(number, len(cells), wrong, said, low, high)


def _by_documents(cells: Sequence[Outcome], rng: random.Random) -> tuple[float, float]:
    """The interval of the error rate over documents drawn again with replacement."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in cells:
        counts[one.document][0] += not one.right
        counts[one.document][1] += 1
    documents = list(counts.values())
    rates = []
    for _ in range(DRAWS):
        drawn = rng.choices(documents, k=len(documents))
        rates.append(sum(wrong for wrong, _ in drawn) / sum(total for _, total in drawn))
    rates.sort()
    tail = round((1 - LEVEL) / 2 * DRAWS)
    return rates[tail], rates[DRAWS - 1 - tail]


def _loss(probability: float, *, right: bool) -> float:
    return -math.log(max(probability if right else 1 - probability, LEAST))
