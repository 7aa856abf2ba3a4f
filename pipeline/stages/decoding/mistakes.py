"""Sums that do not add up as the publisher's mistakes: how many it takes, which figures alone would explain them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    through it are broken by what one error in it would do; the one that explains most comes first. Every other sum
    counts as a mistake of its own.
    """
    left = dict(broken)
    found: list[Mistake] = []
    while len(left) > 1:
        mistakes = [mistake for key in _keys_of(left, grid) if (mistake := _mistake(key, left, grid)) is not None]
        if not mistakes:
            break
        best = max(mistakes, key=lambda mistake: len(mistake.broken))
        found.append(best)
        for number in best.broken:
            del left[number]
    return len(found) + len(left), tuple(found)


def _keys_of(broken: Mapping[int, Number], grid: Grid) -> list[str]:
    """The keys in two broken sums or more, in the order of the form."""
    seen: dict[str, int] = {}
    for number in broken:
        for key in grid.equations[number].keys:
            seen[key] = seen.get(key, 0) + 1
    return [key for key, count in seen.items() if count > 1]


def _mistake(key: str, broken: Mapping[int, Number], grid: Grid) -> Mistake | None:
    through = grid.through[key]
    if any(number not in broken for number, _ in through):
        return None
    errors = {round(-sign * broken[number], 6) for number, sign in through}
    if len(errors) != 1:
        return None
    return Mistake(key, errors.pop(), tuple(number for number, _ in through))
