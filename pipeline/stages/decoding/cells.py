"""What a cell may print, as the search sees it: numbers with their weights, and something that nobody proposed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.schema import Meaning, Number
from pipeline.types.reading import Candidate, Reading

SURE = 0.999  # a cell that its readings leave no more doubt about is searched only where a sum through it is broken
DOUBTFUL = 0.98  # a cell below it counts as doubtful in its sums


@dataclass(frozen=True)
class CellStates:
    """What one cell may print: `ranked` all its candidates, best first, with their probabilities.

    `candidates` and `shares` leave out those that say nothing a sum can use (unparseable); `other` is the probability
    that the cell prints none of the candidates.
    """

    reading: Reading
    ranked: tuple[Candidate, ...]
    all_shares: tuple[float, ...]

    @property
    def first(self) -> Candidate | None:
        """The most probable candidate by the cell's readings alone."""
        return self.ranked[0] if self.ranked else None

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The candidates that sums can use."""
        return tuple(one for one in self.ranked if one.meaning != "unparseable")

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Their probabilities."""
        return tuple(
            share for one, share in zip(self.ranked, self.all_shares, strict=True) if one.meaning != "unparseable"
        )

    @cached_property
    def other(self) -> float:
        """The probability of everything else."""
        return max(0.0, 1 - sum(self.shares))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """What each candidate adds to a sum: what prints no number adds 0."""
        return tuple(0 if candidate.value is None else candidate.value for candidate in self.candidates)

    @cached_property
    def is_sure(self) -> bool:
        """Whether the readings leave no doubt worth searching."""
        return bool(self.shares) and self.shares[0] >= SURE

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether the cell may well print something else than its first candidate."""
        return not self.shares or self.shares[0] < DOUBTFUL

    def seen(self, candidate: Candidate) -> float:
        """The probability that the readings alone give to one of the candidates."""
        return next(share for one, share in zip(self.ranked, self.all_shares, strict=True) if one is candidate)


def states_of(reading: Reading) -> CellStates:
    """The states of a reading. Candidates exclude each other: if they sum to more than 1, all are scaled down."""
    ranked = tuple(sorted(reading.candidates, key=lambda candidate: -candidate.log_probability))
    return CellStates(reading, ranked, tuple(_shares(ranked)))


def _shares(ranked: Sequence[Candidate]) -> list[float]:
    """The probability of each candidate. The same value proposed twice counts once."""
    found: set[tuple[Number | None, Meaning]] = set()
    shares = []
    for candidate in ranked:
        same = (candidate.value, candidate.meaning)
        shares.append(0.0 if same in found else math.exp(candidate.log_probability))
        found.add(same)
    whole = max(sum(shares), 1.0)
    return [share / whole for share in shares]


def doubtful_in(keys: Iterable[str], cells: Mapping[str, CellStates]) -> int:
    """How many of the cells are doubtful."""
    return sum(cells[key].is_doubtful for key in keys)
