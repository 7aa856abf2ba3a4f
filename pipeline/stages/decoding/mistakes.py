"""Sums that do not add up as the publisher's mistakes: how many it takes, which figures alone would explain them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.schema import Number
from pipeline.stages.decoding.equations import Equation


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
    through it are broken by what one error in it would do; the one that explains most comes first. Then come two
    figures whose errors cancel in a sum that both take part in, as those of a total and of what was computed with it;
    where several two would do, none is named. Every other sum counts as a mistake of its own.
    """
    left = dict(broken)
    found: list[Mistake] = []
    unnamed = 0
    while len(left) > 1:
        ways = _single(left, grid) or _pairs(left, grid)
        if not ways:
            break
        best = max(ways, key=_explained)
        if len(best) == 1 or _is_alone(best, ways):
            found.extend(best)
        else:
            unnamed += len(best)
        for mistake in best:
            for number in mistake.broken:
                del left[number]
    return len(found) + unnamed + len(left), tuple(found)


def _explained(mistakes: Sequence[Mistake]) -> int:
    return sum(len(mistake.broken) for mistake in mistakes)


def _is_alone(best: Sequence[Mistake], ways: Iterable[Sequence[Mistake]]) -> bool:
    """Whether no other figures explain as many sums."""
    keys = {frozenset(mistake.key for mistake in way) for way in ways if _explained(way) == _explained(best)}
    return len(keys) == 1


def _single(broken: Mapping[int, Number], grid: Grid) -> list[tuple[Mistake, ...]]:
    """Figures that alone explain several sums."""
    return [
        (mistake,)
        for key in _keys_of(broken, grid)
        if (mistake := _mistake(key, broken, grid)) is not None and len(mistake.broken) == len(grid.through[key])
    ]


def _pairs(broken: Mapping[int, Number], grid: Grid) -> list[tuple[Mistake, ...]]:
    """Two figures that together explain three sums or more, and cancel in one that holds."""
    pairs: list[tuple[Mistake, ...]] = []
    for key in _keys_of(broken, grid):
        one = _mistake(key, broken, grid)
        if one is None or len(one.broken) + 1 != len(grid.through[key]):
            continue
        [(shared, sign)] = [pair for pair in grid.through[key] if pair[0] not in broken]
        for other, other_sign in grid.equations[shared].terms:
            rest = {number: excess for number, excess in broken.items() if number not in one.broken}
            two = _mistake(other, rest, grid) if other != key else None
            if two is None or len(two.broken) + 1 != len(grid.through[other]):
                continue
            if round(sign * one.error + other_sign * two.error, 6) == 0:
                pairs.append((one, two))
    return pairs


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
