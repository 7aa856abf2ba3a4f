"""Sums that do not add up as the publisher's mistakes: how many it takes, which figures alone would explain them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.schema import Number
from pipeline.stages.decoding.equations import Equation

MOST_BROKEN_BY_ONE = 3  # sums that one figure takes part in, at most
LEAST_FEWER = 2  # sums that a mistake explains at least, if not all explanations are gone through
MOST_TRIED = 6  # broken sums of which all explanations are gone through; of more, one that is near at hand
# Sums that do not hold, by number, with what left exceeds right by.
_Broken: TypeAlias = tuple[tuple[int, Number], ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A figure that would make sums through it hold if it were greater by `error`."""

    key: str
    error: Number


@dataclass(frozen=True)
class Grid:
    """The sums that are looked at, by number, and those that each key takes part in, with its sign."""

    equations: Sequence[Equation]
    through: Mapping[str, Sequence[tuple[int, int]]]


def grid_of(equations: Sequence[Equation]) -> Grid:
    """The equations, indexed by key."""
    through: dict[str, list[tuple[int, int]]] = {}
    for number, equation in enumerate(equations):
        for key, sign in equation.terms:
            through.setdefault(key, []).append((number, sign))
    return Grid(equations, through)


def explain(broken: Mapping[int, Number], grid: Grid) -> tuple[int, tuple[Mistake, ...]]:
    """How many mistakes break these sums at least, and those figures that are mistaken in every such explanation.

    `broken` holds for each sum, by its number, by how much left exceeds right. A figure may explain all sums through
    it, or some of them while others do the rest: mistakes of one sum add up in it or cancel, as those of a total and of
    what was computed with it; in a sum that holds, two may cancel. A sum that no figure explains together with others
    counts as a mistake of its own, which may be in any of its figures. Of more than MOST_TRIED sums, and of more than
    four mistakes that cancel in several sums, the count may be too high.
    """
    state = tuple(sorted(broken.items()))
    if len(state) > MOST_TRIED:
        ways = [_nearest(state, grid)]
        count = len(ways[0]) + len(_after(state, ways[0], grid))
    else:
        trial = _Trial(grid, len(state))
        trial.follow(state)
        count, ways = trial.count, trial.ways
    named = [one for one in ways[0] if all(any(one.key == other.key for other in way) for way in ways[1:])]
    return count, tuple(named)


@dataclass
class _Trial:
    """All explanations of the fewest mistakes."""

    grid: Grid
    count: int
    ways: list[tuple[Mistake, ...]] = field(default_factory=list)
    seen: set[tuple[frozenset[tuple[str, Number]], bool]] = field(default_factory=set)

    def follow(self, state: _Broken, made: tuple[Mistake, ...] = (), *, spare: bool = True) -> None:
        """Those that begin with the mistakes `made`, which leave the sums of `state`.

        Each of these has a mistake of its own, or further figures are mistaken: in whatever order, since what a sum
        lacks is known only of a sum in which one mistake is left. `spare` says whether a figure may still break a sum
        that holds for the one that it makes hold, as one of two that cancel in it.
        """
        known = (frozenset((one.key, one.error) for one in made), spare)
        if known in self.seen or len(made) + math.ceil(len(state) / MOST_BROKEN_BY_ONE) > self.count:
            return
        self.seen.add(known)
        count = len(made) + len(state)
        if count < self.count:
            self.count, self.ways = count, []
        if count == self.count:
            self.ways.append(made)
        for mistake in _mistakes(state, self.grid, spare=spare):
            if all(mistake.key != one.key for one in made):
                left = _after(state, (mistake,), self.grid)
                self.follow(left, (*made, mistake), spare=spare and len(left) < len(state))


def _nearest(state: _Broken, grid: Grid) -> tuple[Mistake, ...]:
    """One explanation: always the figure that leaves the fewest sums, the first in the order of the form."""
    made: list[Mistake] = []
    while True:
        left = [(len(_after(state, (one,), grid)), one) for one in _mistakes(state, grid)]
        best = min(left, key=lambda pair: pair[0], default=(len(state), None))
        if best[1] is None or best[0] > len(state) - LEAST_FEWER:
            return tuple(made)
        made.append(best[1])
        state = _after(state, (best[1],), grid)


def _mistakes(state: _Broken, grid: Grid, *, spare: bool = False) -> list[Mistake]:
    """Figures with an error that makes one of these sums hold and leaves fewer in all.

    With `spare` also those in as many sums as a figure may be that leave as many: only then can the figures that
    cancel with it make up for the sum that it breaks.
    """
    broken = dict(state)
    found = []
    for key in _keys_of(broken, grid):
        through = grid.through[key]
        most = len(state) - (not spare or len(through) < MOST_BROKEN_BY_ONE)
        for error in sorted({round(-sign * broken[number], 6) for number, sign in through if number in broken}):
            one = Mistake(key, error)
            if len(_after(state, (one,), grid)) <= most:
                found.append(one)
    return found


def _after(state: _Broken, mistakes: Iterable[Mistake], grid: Grid) -> _Broken:
    """The sums that do not hold once these figures are greater by their errors."""
    excess = dict(state)
    for one in mistakes:
        for number, sign in grid.through[one.key]:
            excess[number] = round(excess.get(number, 0) + sign * one.error, 6)
    return tuple(sorted((number, by) for number, by in excess.items() if by))


def _keys_of(broken: Mapping[int, Number], grid: Grid) -> list[str]:
    """The keys in two broken sums or more, in the order of the form."""
    seen: dict[str, int] = {}
    for number in broken:
        for key in grid.equations[number].keys:
            seen[key] = seen.get(key, 0) + 1
    return [key for key, count in seen.items() if count > 1]
