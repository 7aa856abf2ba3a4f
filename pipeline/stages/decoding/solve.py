"""The most probable values of all cells of a report together, and how probable each is given all readings and sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates
from pipeline.stages.decoding.equations import Equation
from pipeline.stages.decoding.mistakes import Grid, explain, grid_of
from pipeline.stages.decoding.search import ONE_VALUE, OTHER, SLIP, Found, search
from pipeline.stages.decoding.totals import Totals
from pipeline.stages.decoding.usable import falsely_built, usable_equations
from pipeline.types.reading import Candidate


@dataclass(frozen=True, slots=True)
class Decided:
    """Of one cell: the index of its candidate (OTHER: none of them), and the probability of each candidate."""

    index: int
    shares: tuple[float, ...]
    left_out: float = 0.0

    def share(self, cell: CellStates, candidate: Candidate) -> float:
        """The probability that the cell prints the candidate; 0 for one that no sum can use."""
        pairs = zip(cell.candidates, self.shares, strict=True)
        return next((share for one, share in pairs if one is candidate), 0.0)


@dataclass(frozen=True)
class Solution:
    """What was decided on for the cells that were searched, and the sums that speak for or against values.

    `totals` are those of each sum with all decisions made; sums with cells of which too many ways had to be looked at
    (`given_up`) are silent and not among them. `suspects` are figures that alone would explain several broken sums.
    """

    decided: Mapping[str, Decided]
    grid: Grid
    totals: Mapping[int, Totals]
    suspects: frozenset[str] = frozenset()
    given_up: frozenset[str] = frozenset()


def solve(cells: Mapping[str, CellStates], equations: Sequence[Equation]) -> Solution:
    """Decode all cells. Where most sums of one kind stay broken the structure may be false: they are not heard then."""
    solution = _solve(cells, usable_equations(equations, cells))
    excess = {solution.grid.equations[number].name: total.excess for number, total in solution.totals.items()}
    heard = [one for one in solution.grid.equations if one.name in excess]
    printed = {one.name for one in heard if any(_first_number(cells[key]) for key in one.keys)}
    banned = falsely_built(heard, excess, cells, printed)
    return _solve(cells, usable_equations(equations, cells, banned)) if banned else solution


def _first_number(cell: CellStates) -> float:
    return cell.numbers[0]


def _solve(cells: Mapping[str, CellStates], equations: Sequence[Equation]) -> Solution:
    grid = grid_of(equations)
    numbers = {key: cells[key].candidates[0].value for key in grid.through}
    totals = {number: _total(one, numbers) for number, one in enumerate(equations)}
    broken = {number for number, total in totals.items() if not total.may_hold}
    decided: dict[str, Decided] = {}
    given_up: set[str] = set()
    for keys, sums in _components(_open_cells(cells, grid, broken), grid, broken):
        found = search(keys, cells, grid, sums)
        if found is None:
            given_up.update(keys)
            for number in sums:
                del totals[number]
            continue
        decided.update(_decisions(keys, cells, found))
        for key in keys:
            index = decided[key].index
            numbers[key] = cells[key].candidates[max(index, 0)].value
    return settle(Solution(decided, grid, totals, given_up=frozenset(given_up)), numbers)


def settle(solution: Solution, numbers: Mapping[str, Number | None], unread: Collection[str] = ()) -> Solution:
    """The solution with these numbers in its cells; sums with a cell that is `unread` fall silent."""
    equations = solution.grid.equations
    totals = {
        number: _total(equations[number], numbers)
        for number in solution.totals
        if not any(key in unread for key in equations[number].keys)
    }
    broken = {number: total.excess for number, total in totals.items() if not total.may_hold}
    suspects = frozenset(mistake.key for mistake in explain(broken, solution.grid)[1])
    return replace(solution, totals=totals, suspects=suspects)


def _total(equation: Equation, numbers: Mapping[str, Number | None]) -> Totals:
    total = Totals(0)
    for key, sign in equation.terms:
        total = total.plus(numbers[key], sign)
    return total


def _open_cells(cells: Mapping[str, CellStates], grid: Grid, broken: Iterable[int]) -> list[str]:
    """The cells worth a search: those for which several things were proposed, and what is unsure beside them.

    A cell of which one thing was proposed is none in sums that hold: `doubt_of` says what those leave of its doubt.
    """
    suspicious = {key for number in broken for key in grid.equations[number].keys}
    torn = {
        key for key in grid.through if len(cells[key].candidates) > 1 and (key in suspicious or not cells[key].is_sure)
    }
    beside = {other for key in torn for number, _ in grid.through[key] for other in grid.equations[number].keys}
    return [
        key for key in grid.through if key in torn or (not cells[key].is_sure and (key in beside or key in suspicious))
    ]


def _components(open_cells: Sequence[str], grid: Grid, broken: Iterable[int]) -> list[tuple[list[str], list[int]]]:
    """Open cells that share sums, with their sums; so do broken sums that cross: one mistake may have broken both."""
    parent = list(range(len(grid.equations)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    opened = set(open_cells)
    heard = set(broken) | {number for key in open_cells for number, _ in grid.through[key]}
    for key, through in grid.through.items():
        crossing = [number for number, _ in through if number in (heard if key in opened else broken)]
        if crossing:
            for number in crossing[1:]:
                parent[root(number)] = root(crossing[0])
    groups: dict[int, tuple[list[str], list[int]]] = {}
    for key in open_cells:
        groups.setdefault(root(grid.through[key][0][0]), ([], []))[0].append(key)
    for number in sorted(heard):
        if root(number) in groups:
            groups[root(number)][1].append(number)
    return list(groups.values())


def _decisions(keys: Sequence[str], cells: Mapping[str, CellStates], found: Found) -> dict[str, Decided]:
    """The heaviest way's choice for each cell, and the share of all weight of each of its candidates."""
    whole = sum(way.weight for way in found.ways)
    decided = {}
    for at, key in enumerate(keys):
        weights = [0.0] * (len(cells[key].candidates) + 1)
        for way in found.ways:
            weights[way.choice[at]] += way.weight
        shares = tuple(weight / whole * (1 - found.left_out) for weight in weights[:OTHER])
        decided[key] = Decided(found.ways[0].choice[at], shares, found.left_out)
    return decided


def doubt_of(key: str, doubts: Mapping[str, float], solution: Solution) -> float:
    """The doubt that sums leave of a cell which was not searched, from that of its readings.

    If it is misread, a sum that holds needs a second mistake that makes up for it. A sum that does not hold has one
    mistake among its cells, or its publisher's; which of them, their doubts say.
    """
    doubt = doubts[key]
    heard = [number for number, _ in solution.grid.through.get(key, ()) if number in solution.totals]
    holding = [number for number in heard if _speaks(solution.totals[number])]
    elsewhere = {number: _mistaken(key, number, doubts, solution) for number in heard}
    if holding:
        return doubt * min(1.0, *(elsewhere[number] for number in holding))
    broken = [number for number in heard if not solution.totals[number].may_hold]
    if broken and (len(broken) == 1 or key in solution.suspects):
        return doubt * ONE_VALUE / (doubt * ONE_VALUE + min(elsewhere[number] for number in broken))
    return doubt


def _speaks(total: Totals) -> bool:
    return total.holds and not (total.left_missing or total.right_missing)


def _mistaken(key: str, number: int, doubts: Mapping[str, float], solution: Solution) -> float:
    """The probability that another cell of the sum, or the publisher, is wrong by one certain amount."""
    return SLIP + sum(ONE_VALUE * doubts[other] for other in solution.grid.equations[number].keys if other != key)


def supports(key: str, solution: Solution, numbers: Mapping[str, Number | None]) -> list[int]:
    """The sums that hold and that a wrong figure in this cell would have broken.

    For a cell that prints no number those do not count in which everything is 0: a table that was not read is, too.
    """
    through = [number for number, _ in solution.grid.through.get(key, ()) if number in solution.totals]
    if numbers[key] is not None:
        return [number for number in through if _speaks(solution.totals[number])]
    equations = solution.grid.equations
    return [
        number
        for number in through
        if solution.totals[number].holds and any(numbers[other] for other in equations[number].right)
    ]
