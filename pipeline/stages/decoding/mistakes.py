"""Sums that do not add up as the publisher's mistakes: how many it takes, which figures alone would explain them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.schema import Number
from pipeline.stages.decoding.equations import Equation

TOGETHER = (2, 3)  # figures of one sum that are looked at together


@dataclass(frozen=True, slots=True)
class Mistake:
    """A figure that would make all sums through it hold if it were greater by `error`, and the sums it breaks."""

    key: str
    error: Number
    broken: tuple[int, ...]


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
    """How many mistakes break these sums, and those single figures that break several at once.

    `broken` holds for each sum, by its number, by how much left exceeds right. A figure explains sums where all sums
    through it are broken by what one error in it would do; the one that explains most comes first. Then come figures
    that share a sum, in which their errors add up or cancel, as those of a total and of what was computed with it;
    where others would do as well, none is named. Every other sum counts as a mistake of its own.
    """
    left = dict(broken)
    found: list[Mistake] = []
    unnamed = 0
    while len(left) > 1:
        ways = _single(left, grid) or _together(left, grid)
        if not ways:
            break
        best = max(ways, key=_saved)
        if len(best) == 1 or _is_alone(best, ways):
            found.extend(best)
        else:
            unnamed += len(best)
        for mistake in best:
            for number in mistake.broken:
                del left[number]
    return len(found) + unnamed + len(left), tuple(found)


def _saved(mistakes: Sequence[Mistake]) -> int:
    """How many mistakes fewer these are than the sums that they explain."""
    return sum(len(mistake.broken) - 1 for mistake in mistakes)


def _is_alone(best: Sequence[Mistake], ways: Iterable[Sequence[Mistake]]) -> bool:
    """Whether no other figures explain as many sums."""
    keys = {frozenset(mistake.key for mistake in way) for way in ways if _saved(way) == _saved(best)}
    return len(keys) == 1


def _single(broken: Mapping[int, Number], grid: Grid) -> list[tuple[Mistake, ...]]:
    """Figures that alone explain several sums."""
    return [
        (mistake,)
        for key in _keys_of(broken, grid)
        if (mistake := _mistake(key, broken, grid)) is not None and len(mistake.broken) == len(grid.through[key])
    ]


def _together(broken: Mapping[int, Number], grid: Grid) -> list[tuple[Mistake, ...]]:
    """Two or three figures of one sum that together explain more sums than they are.

    All other sums through each of them are broken by what one error in it would do, and their errors make up what the
    sum that they share is broken by, which may be nothing.
    """
    ways: list[tuple[Mistake, ...]] = []
    for shared in range(len(grid.equations)):
        rest = {number: excess for number, excess in broken.items() if number != shared}
        own = [
            (sign, mistake)
            for key, sign in grid.equations[shared].terms
            if (mistake := _mistake(key, rest, grid)) is not None and len(mistake.broken) + 1 == len(grid.through[key])
        ]
        for size in TOGETHER:
            for few in combinations(own, size):
                if round(sum(sign * one.error for sign, one in few) + broken.get(shared, 0), 6):
                    continue
                way = _with_shared([one for _, one in few], [shared] if shared in broken else [])
                if way is not None:
                    ways.append(way)
    return ways


def _with_shared(mistakes: Sequence[Mistake], shared: Sequence[int]) -> tuple[Mistake, ...] | None:
    """The mistakes, the first of which also breaks the shared sum, if each breaks others and they are worth it."""
    broken = [number for one in mistakes for number in one.broken]
    if len(set(broken)) < len(broken) or len(broken) + len(shared) <= len(mistakes):
        return None
    first = mistakes[0]
    return (Mistake(first.key, first.error, (*first.broken, *shared)), *mistakes[1:])


def _keys_of(broken: Mapping[int, Number], grid: Grid) -> list[str]:
    """The keys in two broken sums or more, in the order of the form."""
    seen: dict[str, int] = {}
    for number in broken:
        for key in grid.equations[number].keys:
            seen[key] = seen.get(key, 0) + 1
    return [key for key, count in seen.items() if count > 1]


def _mistake(key: str, broken: Mapping[int, Number], grid: Grid) -> Mistake | None:
    """The one error of the figure that would break those sums through it that are broken; None if no one error does."""
    through = [(number, sign) for number, sign in grid.through[key] if number in broken]
    errors = {round(-sign * broken[number], 6) for number, sign in through}
    if len(errors) != 1:
        return None
    return Mistake(key, errors.pop(), tuple(number for number, _ in through))
