"""Scores and errors -> steps on which the error never falls as the score does.

Isotonic by pooling adjacent violators, over bins of tied scores. Each step says the mean of Jeffreys' prior after its
errors, (wrong + 1/2) / (cells + 1): a step without an error in n figures says about 1/(2n), never 0, so the far tail
claims no more than was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

FEWEST_CELLS = 200  # figures that a step rests on, unless the group has fewer
ENOUGH_WRONG = 10  # a step with so many errors may rest on fewer figures


@dataclass(frozen=True, slots=True)
class Block:
    """Figures with scores from `score` up to the next block's."""

    score: float
    cells: int
    wrong: int

    @property
    def error(self) -> float:
        """The error rate that the block says."""
        return (self.wrong + 0.5) / (self.cells + 1)

    def joined(self, lower: Block) -> Block:
        """This block and the one below it."""
        return Block(lower.score, self.cells + lower.cells, self.wrong + lower.wrong)


def blocks(scored: Iterable[tuple[float, bool]]) -> tuple[Block, ...]:
    """The steps for (score, right), the highest score first."""
    seen = _pooled(_bins(_ties(scored)), lambda block: block.wrong / block.cells)
    return tuple(_pooled(seen, lambda block: block.error))  # a few figures say more than many with the same rate


def _pooled(found: Iterable[Block], rate: Callable[[Block], float]) -> list[Block]:
    """Adjacent blocks joined until the rate rises from each to the next below it."""
    pooled: list[Block] = []
    for block in found:
        pooled.append(block)
        while len(pooled) > 1 and rate(pooled[-1]) <= rate(pooled[-2]):
            lower = pooled.pop()
            pooled[-1] = pooled[-1].joined(lower)
    return pooled


def _ties(scored: Iterable[tuple[float, bool]]) -> list[Block]:
    ordered = sorted(scored, key=lambda pair: -pair[0])
    found = []
    for score, same in groupby(ordered, key=lambda pair: pair[0]):
        rights = [right for _, right in same]
        found.append(Block(score, len(rights), rights.count(False)))
    return found


def _bins(ties: Sequence[Block]) -> list[Block]:
    """Blocks that are large enough; what is left at the bottom joins the last."""
    bins: list[Block] = []
    gathering: Block | None = None
    for tie in ties:
        gathering = tie if gathering is None else gathering.joined(tie)
        if gathering.cells >= FEWEST_CELLS or gathering.wrong >= ENOUGH_WRONG:
            bins.append(gathering)
            gathering = None
    if gathering is not None:
        if bins and gathering.cells < FEWEST_CELLS // 4 and gathering.wrong < ENOUGH_WRONG // 2:
            bins[-1] = bins[-1].joined(gathering)
        else:
            bins.append(gathering)
    return bins
