"""Publishers' own errors: figures that do not add up."""

from __future__ import annotations

import random
from collections.abc import Callable

from pipeline.forms import Form
from pipeline.synth.values.figures import Figure
from pipeline.synth.values.sums import broken_checks, sums_of

TRIES = 40
MOST_BROKEN = 5


def blunder(form: Form, figures: dict[str, Figure], count: int, rng: random.Random) -> dict[str, Figure]:
    """The figures with `count` of them mistyped, each so that a sum breaks that held before."""
    for _ in range(count):
        figures = _one(form, figures, rng)
    return figures


def _one(form: Form, figures: dict[str, Figure], rng: random.Random) -> dict[str, Figure]:
    before = set(broken_checks(form, figures))
    keys = sorted({key for sum_ in sums_of(form, figures) for key in sum_.keys if _is_count(figures.get(key))})
    weighed = [key for key in keys if figures[key].value] or keys  # mistakes stand where there is something to count
    for _ in range(TRIES if keys else 0):
        key = rng.choice(weighed if rng.random() < 0.8 else keys)
        number = figures[key].value
        wrong = rng.choice(SLIPS)(int(number or 0), rng)
        changed = {**figures, key: Figure(wrong)}
        after = set(broken_checks(form, changed))
        if wrong != number and len(after) > len(before) and len(after) <= MOST_BROKEN:
            return changed
    return figures


def _is_count(figure: Figure | None) -> bool:
    return figure is not None and isinstance(figure.value, int)


def _off_by_one(number: int, rng: random.Random) -> int:
    return abs(number + rng.choice((-1, 1)))


def _swapped(number: int, rng: random.Random) -> int:
    digits = list(str(number))
    place = rng.randrange(len(digits))
    other = rng.randrange(len(digits))
    digits[place], digits[other] = digits[other], digits[place]
    return int("".join(digits))


def _dropped(number: int, rng: random.Random) -> int:
    digits = str(number)
    place = rng.randrange(len(digits))
    return int(digits[:place] + digits[place + 1 :] or "0")


def _doubled(number: int, rng: random.Random) -> int:
    digits = str(number)
    place = rng.randrange(len(digits))
    return int(digits[: place + 1] + digits[place:])


def _left_out(number: int, rng: random.Random) -> int:
    return 0 if number else rng.randint(1, 9)


SLIPS: tuple[Callable[[int, random.Random], int], ...]
SLIPS = (_off_by_one, _off_by_one, _swapped, _dropped, _doubled, _left_out)
