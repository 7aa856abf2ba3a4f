"""Scores and errors -> steps on which the error never falls as the score does.

Isotonic by pooling adjacent violators, over bins of tied scores. Each step says the mean of Jeffreys' prior after its
errors, with the judge's own guess counted as a few figures more: a step without an error in n figures says about
1/(2n), never 0, and one that rests on a handful of figures says about what the judge guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

FEWEST_CELLS = 200  # figures that a step rests on, where its region of scores has so many
ENOUGH_WRONG = 10  # a step with so many errors may rest on fewer figures
GUESS = 5  # figures that the judge's own guess counts as
REGIONS = (0.999, 0.99, 0.97, 0.9, 0.8, 0.5, 0.0)  # a step lies in one: what is sure says nothing of what is doubtful


@dataclass(frozen=True, slots=True)
class Block:
    """Figures with scores from `score` up to the next block's; `total` is the sum of their scores."""

    score: float
    cells: int
    wrong: int
    total: float

    @property
    def error(self) -> float:
        """The error rate that the block says."""
        guessed = 1 - self.total / self.cells
        return (self.wrong + 0.5 + GUESS * guessed) / (self.cells + 1 + GUESS)

    @property
    def rate(self) -> float:
        """The share that is wrong."""
        return self.wrong / self.cells

    @property
    def is_thick(self) -> bool:
        """Whether it says enough by itself."""
        return self.cells >= FEWEST_CELLS or self.wrong >= ENOUGH_WRONG

    def joined(self, lower: Block) -> Block:
        """This block and the one below it."""
        return Block(lower.score, self.cells + lower.cells, self.wrong + lower.wrong, self.total + lower.total)


def blocks(scored: Iterable[tuple[float, bool]]) -> tuple[Block, ...]:
    """The steps for (score, right), the highest score first."""
    bins = [block for region in _regions(_ties(scored)) for block in _bins(region)]
    seen = _pooled(bins, lambda upper, lower: upper.is_thick and lower.is_thick and lower.rate <= upper.rate)
    return tuple(_pooled(seen, lambda upper, lower: lower.error <= upper.error))


def _pooled(found: Iterable[Block], violate: Callable[[Block, Block], bool]) -> list[Block]:
    """Adjacent blocks joined until no pair violates."""
    pooled: list[Block] = []
    for block in found:
        pooled.append(block)
        while len(pooled) > 1 and violate(pooled[-2], pooled[-1]):
            lower = pooled.pop()
            pooled[-1] = pooled[-1].joined(lower)
    return pooled


def _ties(scored: Iterable[tuple[float, bool]]) -> list[Block]:
    ordered = sorted(scored, key=lambda pair: -pair[0])
    found = []
    for score, same in groupby(ordered, key=lambda pair: pair[0]):
        rights = [right for _, right in same]
        found.append(Block(score, len(rights), rights.count(False), score * len(rights)))
    return found


def _regions(ties: Sequence[Block]) -> list[list[Block]]:
    return [list(some) for _, some in groupby(ties, key=lambda tie: next(low for low in REGIONS if tie.score >= low))]


def _bins(ties: Sequence[Block]) -> list[Block]:
    """Blocks that are large enough; what is left at the bottom joins the last."""
    bins: list[Block] = []
    gathering: Block | None = None
    for tie in ties:
        gathering = tie if gathering is None else gathering.joined(tie)
        if gathering.is_thick:
            bins.append(gathering)
            gathering = None
    if gathering is not None:
        if bins:
            bins[-1] = bins[-1].joined(gathering)
        else:
            bins.append(gathering)
    return bins
