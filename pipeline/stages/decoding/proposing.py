"""What cells in doubt print most probably, all together: where too many are in doubt to be decided on.

It is what a person is shown first, and never accepted: with many doubtful cells in one sum nearly anything adds up. So
it need not be exact: from the first readings, changes of one cell or of two at once are made as long as sums that then
hold weigh more than what the readings lose.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates
from pipeline.stages.decoding.choose import is_as_long
from pipeline.stages.decoding.equations import Equation
from pipeline.stages.decoding.mistakes import Grid, grid_of
from pipeline.stages.decoding.search import COST_OF_SLIP, MISSING, ONE_VALUE, SLIP
from pipeline.stages.decoding.totals import TOLERANCE, Totals
from pipeline.text.normalise import has_ideograph
from pipeline.text.numerals import may_be_zero
from pipeline.types.reading import Candidate

FOUND = 0.95  # with a cell that may be another's a sum says nothing
UNREAD = 0.5  # probability of what nobody proposed, from which a cell was hardly read
MOST_CHANGES = 60
LEAST_GAIN = 1e-6

_Move = tuple[str, int]  # a cell and the index of another of its candidates


@dataclass
class _State:
    """The candidate of each cell by its index, and what the sums come to; the only thing here that changes."""

    cells: Mapping[str, CellStates]
    grid: Grid
    prices: list[float]  # what each sum costs that does not hold
    index: dict[str, int] = field(default_factory=dict)
    totals: list[Totals] = field(default_factory=list)

    @classmethod
    def of(cls, cells: Mapping[str, CellStates], grid: Grid) -> _State:
        """The state in which each cell prints its first reading."""
        prices = [_price(equation, cells) for equation in grid.equations]
        state = cls(cells, grid, prices, {key: _first_of(cells[key]) for key in grid.through})
        for equation in grid.equations:
            total = Totals(0)
            for key, sign in equation.terms:
                total = total.plus(cells[key].candidates[state.index[key]].value, sign)
            state.totals.append(total)
        return state

    def with_moves(self, moves: Sequence[_Move]) -> dict[int, Totals]:
        """What sums come to by number, of those that the moves change."""
        changed: dict[int, Totals] = {}
        for key, index in moves:
            candidates = self.cells[key].candidates
            for number, sign in self.grid.through[key]:
                total = changed.get(number, self.totals[number])
                changed[number] = total.plus(candidates[self.index[key]].value, sign, -1).plus(
                    candidates[index].value, sign
                )
        return changed

    def gain(self, moves: Sequence[_Move]) -> float:
        """By how much the moves make all more probable, in log-weight."""
        changed = self.with_moves(moves)
        read = sum(self._weight(key, index) - self._weight(key, self.index[key]) for key, index in moves)
        return read + sum(
            self._cost(number, self.totals[number]) - self._cost(number, total) for number, total in changed.items()
        )

    def _cost(self, number: int, total: Totals) -> float:
        if total.holds:
            return 0.0
        return min(-math.log(MISSING), self.prices[number]) if total.may_hold else self.prices[number]

    def _weight(self, key: str, index: int) -> float:
        return math.log(max(self.cells[key].shares[index], SLIP / 2))

    def moves(self, key: str) -> list[_Move]:
        """The other numbers that a cell may print, as long as its first unless a reader saw them so.

        What is seen less often than publishers mistype is none of them.
        """
        cell, first = self.cells[key], self.cells[key].first
        if first is None or has_ideograph(first.raw):  # a word, though none that is known
            return []
        pairs = enumerate(zip(cell.candidates, cell.shares, strict=True))
        return [
            (key, index)
            for index, (one, share) in pairs
            if index != self.index[key] and one.value is not None and share >= SLIP
            if one.seen_by > 0 or is_as_long(first, one)
        ]

    def change(self, move: _Move) -> Number:
        """What a move adds to its cell."""
        numbers = self.cells[move[0]].numbers
        return numbers[move[1]] - numbers[self.index[move[0]]]

    def make(self, moves: Sequence[_Move]) -> None:
        """Make the moves."""
        for number, total in self.with_moves(moves).items():
            self.totals[number] = total
        self.index.update(moves)


def propose(cells: Mapping[str, CellStates], equations: Iterable[Equation]) -> dict[str, Candidate]:
    """The candidate of each cell that sums make more probable than its first reading, by key."""
    grid = grid_of([one for one in equations if _speaks(one, cells)])
    state = _State.of(cells, grid)
    for _ in range(MOST_CHANGES):
        moves = _best_moves(state)
        if not moves:
            break
        state.make(moves)
    zeros = {key: zero for key, cell in cells.items() if key not in grid.through and (zero := _zero_of(cell))}
    return zeros | {
        key: cells[key].candidates[index]
        for key, index in state.index.items()
        if cells[key].candidates[index] is not cells[key].first
        if index or (_is_scrawl(cells[key]) and all(state.totals[number].holds for number, _ in grid.through[key]))
    }


def _zero_of(cell: CellStates) -> Candidate | None:
    """The 0 that signs without a figure look like; None where they look like none."""
    first = cell.first
    if first is None or first.meaning != "unparseable" or not may_be_zero(first.raw):
        return None
    return next((one for one in cell.candidates if one.value == 0), replace(first, value=0, meaning="number"))


def _is_scrawl(cell: CellStates) -> bool:
    """Whether signs were read that are no figure and no word, and a number may be."""
    first = cell.first
    scrawl = first is not None and first.meaning == "unparseable" and not has_ideograph(first.raw)
    return scrawl and cell.candidates[0].value is not None


def _first_of(cell: CellStates) -> int:
    """The index of the first candidate, or of the 0 that it looks like."""
    zero = _zero_of(cell)
    return next((index for index, one in enumerate(cell.candidates) if one is zero), 0)


def _speaks(equation: Equation, cells: Mapping[str, CellStates]) -> bool:
    return (
        equation.identity.op == "=="
        and equation.identity.level == "error"
        and bool(equation.right)
        and all(key in cells and cells[key].candidates and cells[key].reading.found >= FOUND for key in equation.keys)
    )


def _price(equation: Equation, cells: Mapping[str, CellStates]) -> float:
    """What the sum costs if it does not hold: a slip of the publisher, or a cell that nobody may have read."""
    other = max(cells[key].other for key in equation.keys)
    return -math.log(other * ONE_VALUE) if other >= UNREAD else COST_OF_SLIP


def _best_moves(state: _State) -> Sequence[_Move]:
    """The change of a cell, or of one and of another that its sums then need, that gains most; none if none gains."""
    best: tuple[float, Sequence[_Move]] = (LEAST_GAIN, ())
    broken = {
        key
        for equation, total in zip(state.grid.equations, state.totals, strict=True)
        if not total.holds
        for key in equation.keys
    }
    for key in state.grid.through:
        for move in state.moves(key) if key in broken else ():
            for changes in ((move,), *((move, other) for other in _completing(state, move))):
                gain = state.gain(changes)
                if gain > best[0]:
                    best = gain, changes
    return best[1]


def _completing(state: _State, move: _Move) -> Iterator[_Move]:
    """Changes of another cell that mend a sum which does not hold after the move."""
    for number, total in state.with_moves((move,)).items():
        if total.holds:
            continue
        for key, sign in state.grid.equations[number].terms:
            for other in state.moves(key) if key != move[0] else ():
                if abs(total.excess + sign * state.change(other)) < TOLERANCE:
                    yield other
