"""All ways to read some cells that are worth a thought, each with its weight: exact within a stated window.

A way gives each open cell one of its candidates, or something that nobody proposed. Its weight is the product of what
readings give to the cells and of what each sum gives: 1 where it holds, SLIP for each mistake of the publisher that the
broken ones need. Depth first with a bound; what the bound cuts off is added up, so that the mass left out is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates
from pipeline.stages.decoding.mistakes import TOLERANCE, Grid, explain

SLIP = 2e-5  # that the publisher mistyped one certain figure into one certain other; some 4 % of reports have a slip
MISSING = 0.05  # that a cell without a number stands for something else than 0
ONE_VALUE = 0.05  # of what nobody proposed, the share of one certain value
MOST_OTHER = 2  # cells at once that print what nobody proposed
WINDOW = 14.0  # ways whose log-weight is lower than the best by more than this are left out
MOST_NODES = 8_000
OTHER = -1
MOST_BROKEN_BY_ONE = 3  # sums that one figure takes part in, at most


@dataclass(frozen=True, slots=True)
class Way:
    """A reading of the open cells: for each the index of its candidate or OTHER; and its weight."""

    choice: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """The ways that were found, heaviest first, and the share of all weight that was left out at most."""

    ways: tuple[Way, ...]
    left_out: float


@dataclass(frozen=True, slots=True)
class Totals:
    """Of one sum: by how much left exceeds right, and whether sides have terms that print no number."""

    excess: Number
    left_missing: bool = False
    right_missing: bool = False

    def plus(self, number: Number | None, sign: int) -> Totals:
        """With one more term; None prints no number."""
        if number is not None:
            return Totals(self.excess + sign * number, self.left_missing, self.right_missing)
        return Totals(self.excess, self.left_missing or sign > 0, self.right_missing or sign < 0)

    @property
    def holds(self) -> bool:
        """Whether it comes out, with what prints no number as 0."""
        return abs(self.excess) < TOLERANCE

    @property
    def may_hold(self) -> bool:
        """Whether some number from 0 up in the missing places would make it hold."""
        return self.holds or (self.right_missing if self.excess > 0 else self.left_missing)


def search(open_cells: Sequence[str], cells: Mapping[str, CellStates], grid: Grid, sums: Sequence[int]) -> Found | None:
    """All ways to read the open cells, every other cell of the sums printing its first candidate.

    `sums` are the numbers of the sums that count. Returns None where there are too many ways to look at.
    """
    task = _Task.of(open_cells, cells, grid, sums)
    try:
        task.descend(0, 0.0, 0)
    except _TooManyError:
        return None
    total = sum(way.weight for way in task.ways) + task.cut
    best_first = sorted(task.ways, key=lambda way: -way.weight)
    return Found(tuple(best_first), task.cut / total if total > 0 else 1.0)


class _TooManyError(Exception):
    """There are more nodes than are allowed."""


@dataclass
class _Task:
    """The state of one search; the only thing here that changes."""

    cells: list[CellStates]
    grid: Grid
    through: list[list[tuple[int, int]]]  # of each open cell: the sums with its sign
    totals: dict[int, Totals]
    remaining: dict[int, int]  # open cells of each sum that are not decided
    others: dict[int, int]  # cells of each sum that print what nobody proposed
    suffix: list[float]  # the product of all weights of the cells from here on
    choice: list[int] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    best: float = -math.inf
    cut: float = 0.0
    nodes: int = 0

    @classmethod
    def of(cls, open_cells: Sequence[str], cells: Mapping[str, CellStates], grid: Grid, sums: Sequence[int]) -> _Task:
        chosen = set(sums)
        totals, remaining = {}, {}
        for number in sums:
            total, count = Totals(0), 0
            for key, sign in grid.equations[number].terms:
                if key in open_cells:
                    count += 1
                else:
                    total = total.plus(cells[key].candidates[0].value, sign)
            totals[number], remaining[number] = total, count
        own = [cells[key] for key in open_cells]
        suffix = [1.0]
        for cell in reversed(own):
            suffix.append(suffix[-1] / cell.shares[0])
        return cls(
            cells=own,
            grid=grid,
            through=[[one for one in grid.through[key] if one[0] in chosen] for key in open_cells],
            totals=totals,
            remaining=remaining,
            others=dict.fromkeys(sums, 0),
            suffix=suffix[::-1],
        )

    def descend(self, at: int, log_weight: float, broken: int) -> None:
        """All ways from the open cell `at` on; `broken` sums are complete and cannot hold."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooManyError
        bound = log_weight + math.ceil(broken / MOST_BROKEN_BY_ONE) * math.log(SLIP)
        if bound < self.best - WINDOW:
            self.cut += math.exp(bound) * self.suffix[at]
            return
        if at == len(self.cells):
            weight = math.exp(log_weight) * self._sums_weight()
            if weight > 0:
                self.ways.append(Way(tuple(self.choice), weight))
                self.best = max(self.best, math.log(weight))
            return
        cell, first = self.cells[at], math.log(self.cells[at].shares[0])
        for index, share in self._states(cell):
            before = {number: self.totals[number] for number, _ in self.through[at]}
            newly = self._enter(at, index)
            self.choice.append(index)
            self.descend(at + 1, log_weight + math.log(share) - first, broken + newly)
            self.choice.pop()
            self._leave(at, index, before)

    def _states(self, cell: CellStates) -> Iterator[tuple[int, float]]:
        yield from ((index, share) for index, share in enumerate(cell.shares) if share > 0)
        if cell.other > 0:
            if self.choice.count(OTHER) < MOST_OTHER:
                yield OTHER, cell.other
            else:
                self.cut += self.suffix[len(self.choice)] * cell.other / cell.shares[0] * ONE_VALUE**MOST_OTHER

    def _enter(self, at: int, index: int) -> int:
        """Decide on a cell; how many sums are thereby complete and broken."""
        newly = 0
        for number, sign in self.through[at]:
            self.remaining[number] -= 1
            if index == OTHER:
                self.others[number] += 1
            else:
                self.totals[number] = self.totals[number].plus(self.cells[at].candidates[index].value, sign)
            complete = self.remaining[number] == 0 and self.others[number] == 0
            newly += complete and not self.totals[number].may_hold
        return newly

    def _leave(self, at: int, index: int, before: Mapping[int, Totals]) -> None:
        for number, _ in self.through[at]:
            self.remaining[number] += 1
            self.others[number] -= index == OTHER
        self.totals.update(before)

    def _sums_weight(self) -> float:
        others = [at for at, index in enumerate(self.choice) if index == OTHER]
        return self._weight_with(others, self.totals)

    def _weight_with(self, others: list[int], totals: Mapping[int, Totals]) -> float:
        """The weight of the sums, over the values that cells may have that print what nobody proposed."""
        if not others:
            return sums_weight(totals, self.grid)
        at, needed = self._most_determined(others, totals)
        rest = [other for other in others if other != at]
        known = set(self.cells[at].numbers)
        weight = 0.0
        for value in sorted(needed - known):
            own = {number: totals[number].plus(value, sign) for number, sign in self.through[at] if number in totals}
            changed = {**totals, **own}
            weight += ONE_VALUE * self._weight_with(rest, changed)
        without = {number: total for number, total in totals.items() if number not in dict(self.through[at])}
        free = ONE_VALUE if not needed and rest else SLIP  # one of two that share their sums; or no sum holds with it
        return weight + free * self._weight_with(rest, without)

    def _most_determined(self, others: list[int], totals: Mapping[int, Totals]) -> tuple[int, set[Number]]:
        """The cell for which most sums say what it must be, and those values."""
        best: tuple[int, set[Number]] = (others[0], set())
        for at in others:
            rivals = {number for other in others if other != at for number, _ in self.through[other]}
            needed = {
                -sign * totals[number].excess
                for number, sign in self.through[at]
                if number in totals and number not in rivals
            }
            needed = {value for value in needed if value >= 0}
            if len(needed) > len(best[1]):
                best = (at, needed)
        return best


def sums_weight(totals: Mapping[int, Totals], grid: Grid) -> float:
    """What the sums give to a way in which every cell has a value."""
    weight, broken = 1.0, {}
    for number, total in totals.items():
        if total.holds:
            continue
        if total.may_hold:
            weight *= MISSING
        else:
            broken[number] = total.excess
    if not broken:
        return weight
    return weight * SLIP ** explain(broken, grid)[0]
