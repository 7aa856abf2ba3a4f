"""Figures drawn with known chances of error, so that what is fitted can be compared with what is true."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from pipeline.trust.observation import Observation

Chance = Callable[[float], float]
CEILING = 0.9999


def steep(score: float) -> float:
    """Overconfident as judges are: at a score of .9999 one in 5,000 is wrong, at .9 one in 20."""
    return min(1.0, 0.5 * (1 - score) ** 0.85 + 0.00002)


def draw(
    documents: int,
    *,
    seed: int,
    cells: int = 80,
    chance: Chance = steep,
    group: str = "pixels/sums",
    mishap: float = 0.0,
) -> Iterator[Observation]:
    """Figures of so many documents; with the chance `mishap` a document has a table of surely read, wrong figures."""
    rng = random.Random(f"{seed}/{group}")
    for number in range(documents):
        shifted = rng.random() < mishap
        for cell in range(cells):
            score = min(1 - 10 ** -rng.uniform(0.5, 5.5), CEILING)
            wrong = rng.random() < chance(score) or (shifted and cell < 10)
            yield Observation(f"{seed}-{number}", group, score, not wrong)
