"""All ways to read some cells that are worth a thought, each with its weight: exact within a stated window.

A way gives each open cell one of its candidates, or something that nobody proposed. Its weight is the product of what
readings give to the cells and of what the sums give: 1 where they hold, `weight_of_slips` for the mistakes of the
publisher that the broken ones need.

The search starts from the first reading of every cell and changes cells. At a sum that does not hold it divides what is
left: the first of the sum's cells that changes is this one or that one, or none does and the publisher is wrong. Where
all sums hold it divides by the first cell of all that changes. So each way is met once, and only ways are followed that
mend what they break. How far it looks grows until a way is found, then to a window below that one. What falls below
the window is added up: the mass left out is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates
from pipeline.stages.decoding.equations import Equation
from pipeline.stages.decoding.mistakes import MOST_BROKEN_BY_ONE, Grid, explain
from pipeline.stages.decoding.totals import Totals

SLIP = 2e-5  # that the publisher mistyped one certain figure into one certain other; some 4 % of reports have a slip
FURTHER_SLIP = 2e-4  # the same for one more in a report that has a slip: who mistypes once is likelier to do so again
COST_OF_SLIP, COST_OF_FURTHER_SLIP = -math.log(SLIP), -math.log(FURTHER_SLIP)
MISSING = 0.05  # that a cell which may print no number stands for something else than 0 if it does
ONE_VALUE = 0.05  # of what nobody proposed, the share of one certain value
MOST_OTHER = 2  # cells at once that print what nobody proposed
WINDOW = 14.0  # ways whose log-weight is lower than the best by more than this are left out
MOST_LEFT_OUT = 0.5  # of all weight; where more was not looked at, nothing is said
NARROWER = (4.0, 8.0, 11.0)  # windows tried before it: what they leave out counts where there is too much to look at
FIRST_STEP, STEP = 4.0, 6.0  # by how much the search looks further, beyond what is needed at least
MOST_NODES = 10_000
OTHER = -1
ROUNDING = 1e-6


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


def weight_of_slips(number: int) -> float:
    """The probability that the publisher made this number of certain mistakes in one report."""
    return SLIP * FURTHER_SLIP ** (number - 1) if number else 1.0


def search(open_cells: Sequence[str], cells: Mapping[str, CellStates], grid: Grid, sums: Sequence[int]) -> Found | None:
    """All ways to read the open cells, every other cell of the sums printing its first candidate.

    `sums` are the numbers of the sums that count. Returns None where there are too many ways to look at.
    """
    return _Task.of(open_cells, cells, grid, sums).start()


class _TooManyError(Exception):
    """There are more nodes than are allowed."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Another state of an open cell, and how much less probable it is than the first: a log-weight of at most 0."""

    index: int
    log_weight: float


_Broken: TypeAlias = tuple[frozenset[int], frozenset[int]]  # by the publisher, and sums not decided on yet


@dataclass
class _Task:
    """The state of one search; the only thing here that changes."""

    cells: list[CellStates]
    grid: Grid
    through: list[list[tuple[int, int]]]  # of each open cell: the sums with its sign
    members: dict[int, list[int]]  # of each sum: its open cells
    moves: list[list[_Move]]
    totals: dict[int, Totals]
    whole: float  # the product over the cells that are not fixed of the weights of all their states
    choice: list[int]
    fixed: list[bool]
    vague: frozenset[int]  # sums with a term that prints no number whatever is chosen
    given: set[int] = field(default_factory=set)  # sums that the publisher broke
    ways: list[Way] = field(default_factory=list)
    unsettled: set[int] = field(default_factory=set)  # sums that do not hold, and of which nothing was decided yet
    others: dict[int, int] = field(default_factory=dict)  # cells of each sum that print what nobody proposed
    others_in_all: int = 0
    floor: float = 0.0  # the log-weight below which no way is followed
    costs: dict[_Broken, float] = field(default_factory=dict)  # of sums that do not hold, at least
    cut: float = 0.0
    nodes: int = 0
    slips: dict[tuple[tuple[int, Number], ...], float] = field(default_factory=dict)

    @classmethod
    def of(cls, open_cells: Sequence[str], cells: Mapping[str, CellStates], grid: Grid, sums: Sequence[int]) -> _Task:
        """The task of `search`."""
        chosen = set(sums)
        own = [cells[key] for key in open_cells]
        through = [[one for one in grid.through[key] if one[0] in chosen] for key in open_cells]
        members: dict[int, list[int]] = {number: [] for number in sums}
        for at, pairs in enumerate(through):
            for number, _ in pairs:
                members[number].append(at)
        totals = {}
        for number in sums:
            total = Totals(0)
            for key, sign in grid.equations[number].terms:
                total = total.plus(cells[key].candidates[0].value, sign)
            totals[number] = total
        return cls(
            cells=own,
            grid=grid,
            through=through,
            members=members,
            moves=[_moves(cell) for cell in own],
            totals=totals,
            whole=math.prod(1 / cell.shares[0] for cell in own),
            choice=[0] * len(own),
            fixed=[False] * len(own),
            vague=frozenset(number for number in sums if _is_vague(grid.equations[number], cells)),
        )

    def start(self) -> Found | None:
        """Look further and further until a way is found, then as far below it as the window and the nodes reach."""
        for number in self.members:
            self.others[number] = 0
            self._look_at(number)
        self.floor = -self._cost() - FIRST_STEP
        found: Found | None = None
        try:
            while (found := self._look_as_far_as(self.floor)) is None:
                self.floor -= STEP
            for window in (*NARROWER, WINDOW):
                floor = math.log(found.ways[0].weight) - window
                if floor < self.floor:
                    found = self._look_as_far_as(floor) or found
        except _TooManyError:
            pass
        return found if found is not None and found.left_out <= MOST_LEFT_OUT else None

    def _look_as_far_as(self, floor: float) -> Found | None:
        """All ways that weigh more than the floor; None where there is none."""
        self.floor, self.ways, self.cut = floor, [], 0.0
        self.descend(0.0)
        if not self.ways:
            return None
        total = sum(way.weight for way in self.ways) + self.cut
        return Found(tuple(sorted(self.ways, key=lambda way: -way.weight)), self.cut / total)

    def _cost(self) -> float:
        """What all sums that do not hold cost at least.

        The cost of a change or a mistake is shared out equally among the sums through its cell that do not hold now;
        then each of these sums bears at least the share of the cheapest that could mend or explain it.
        """
        state = (frozenset(self.given), frozenset(self.unsettled))
        if state not in self.costs:
            self.costs[state] = self._least_cost()
        return self.costs[state]

    def _least_cost(self) -> float:
        slips = sum(1 / self._explained_at_most(number) for number in self.given)
        unsettled = sum(self._price(number) for number in self.unsettled)
        first = COST_OF_SLIP - COST_OF_FURTHER_SLIP if self.given else 0.0
        return first + max(math.ceil(slips - ROUNDING) * COST_OF_FURTHER_SLIP, slips * COST_OF_FURTHER_SLIP + unsettled)

    def _price(self, number: int) -> float:
        """The least that a sum bears which was not decided on yet."""
        prices = [COST_OF_FURTHER_SLIP / self._explained_at_most(number)]
        for at in self.members[number]:
            prices += [-move.log_weight / self._broken_through(self.through[at]) for move in self.moves[at][:1]]
        return max(0.0, min(prices))

    def _explained_at_most(self, number: int) -> int:
        """How many sums that do not hold, this one among them, one mistake breaks at most."""
        return max(self._broken_through(self.grid.through[key]) for key in self.grid.equations[number].keys)

    def _broken_through(self, through: Iterable[tuple[int, int]]) -> int:
        return sum(number in self.given or number in self.unsettled for number, _ in through)

    def descend(self, log_weight: float) -> None:
        """All ways that differ from this one in cells that are not fixed, and this one."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooManyError
        number = min(self.unsettled, default=None)
        if number is None:
            weight = math.exp(log_weight) * self._sums_weight()
            if weight > 0:
                self.ways.append(Way(tuple(self.choice), weight))
            self._change(range(len(self.cells)), log_weight)
            return
        freed = self._change(self.members[number], log_weight, keep=True)
        self.given.add(number)
        self._look_at(number)
        if self._is_worth(log_weight):
            self.descend(log_weight)
        self.given.discard(number)
        self._look_at(number)
        self._free(freed)

    def _look_at(self, number: int) -> None:
        """Note whether the sum does not hold, and what to make of that was not decided yet."""
        settled = number in self.given or self.others[number] > 0 or self.totals[number].may_hold
        if settled:
            self.unsettled.discard(number)
        else:
            self.unsettled.add(number)

    def _change(self, places: Iterable[int], log_weight: float, *, keep: bool = False) -> list[int]:
        """Follow the ways in which the first of these cells that changes is the first, the second and so on.

        Leaves the cells fixed, and returns those that it fixed, if they are to `keep` what they print.
        """
        freed = []
        for at in places:
            if self.fixed[at]:
                continue
            self.fixed[at] = True
            self.whole *= self.cells[at].shares[0]
            freed.append(at)
            for move in self.moves[at]:
                before = {number: self.totals[number] for number, _ in self.through[at]}
                self._put(at, move.index)
                if self.others_in_all > MOST_OTHER:
                    bound = log_weight + move.log_weight - self._cost()
                    self.cut += math.exp(bound) * self.whole * (MOST_BROKEN_BY_ONE * ONE_VALUE) ** self.others_in_all
                elif self._is_worth(log_weight + move.log_weight):
                    self.descend(log_weight + move.log_weight)
                self._take_back(at, before)
        if keep:
            return freed
        self._free(freed)
        return []

    def _put(self, at: int, index: int) -> None:
        """Let a cell print another state; one that nobody proposed adds nothing to the totals yet."""
        candidates = self.cells[at].candidates
        self.choice[at] = index
        self.others_in_all += index == OTHER
        for number, sign in self.through[at]:
            total = self.totals[number].plus(candidates[0].value, sign, -1)
            self.totals[number] = total if index == OTHER else total.plus(candidates[index].value, sign)
            self.others[number] += index == OTHER
            self._look_at(number)

    def _take_back(self, at: int, before: Mapping[int, Totals]) -> None:
        """Let a cell print its first state again, which made these totals."""
        other = self.choice[at] == OTHER
        self.choice[at] = 0
        self.others_in_all -= other
        self.totals.update(before)
        for number in before:
            self.others[number] -= other
            self._look_at(number)

    def _is_worth(self, log_weight: float) -> bool:
        """Whether ways from here can weigh enough; what they weigh at most is left out otherwise."""
        bound = log_weight - self._cost()
        if bound >= self.floor:
            return True
        self.cut += math.exp(bound) * self.whole
        return False

    def _free(self, places: Iterable[int]) -> None:
        for at in places:
            self.fixed[at] = False
            self.whole /= self.cells[at].shares[0]

    def _sums_weight(self) -> float:
        others = [at for at, index in enumerate(self.choice) if index == OTHER]
        return self._weight_with(others, self.totals)

    def _weight_with(self, others: list[int], totals: Mapping[int, Totals]) -> float:
        """The weight of the sums, over the values that cells may have that print what nobody proposed."""
        if not others:
            return self._known_weight(totals)
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

    def _known_weight(self, totals: Mapping[int, Totals]) -> float:
        """What the sums give to a way in which every cell has a value."""
        weight, broken = 1.0, {}
        for number, total in totals.items():
            if total.holds:
                continue
            if total.may_hold:
                weight *= 1.0 if number in self.vague else MISSING
            else:
                broken[number] = total.excess
        if not broken:
            return weight
        key = tuple(sorted(broken.items()))
        if key not in self.slips:
            self.slips[key] = weight_of_slips(explain(broken, self.grid)[0])
        return weight * self.slips[key]


def _is_vague(equation: Equation, cells: Mapping[str, CellStates]) -> bool:
    return any(all(one.value is None for one in cells[key].candidates) for key in equation.keys)


def _moves(cell: CellStates) -> list[_Move]:
    """The states of a cell besides its first, likeliest first."""
    first = cell.shares[0]
    moves = [_Move(index, math.log(share / first)) for index, share in enumerate(cell.shares) if index and share > 0]
    if cell.other > 0:
        moves.append(_Move(OTHER, math.log(cell.other / first)))
    return sorted(moves, key=lambda move: -move.log_weight)
