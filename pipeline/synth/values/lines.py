"""A line of figures, a column, a row or a list, that keeps its identities."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.synth.values.habits import FOLLOWS, share_out


@dataclass(frozen=True, slots=True)
class Equality:
    """The sum of the left terms is the sum of the right terms."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def draw_line(
    terms: Sequence[str], equalities: Sequence[Equality], usual: Callable[[str], int], rng: random.Random
) -> dict[str, int]:
    """Figures for the terms, from totals down to their parts.

    A term that is part of no total is a root and as large as is usual; what stands on the left of an equality is
    shared out of what stands on its right.
    """
    parts = {term for equality in equalities for term in equality.left}
    roots = [term for term in terms if term not in parts]
    figures: dict[str, int] = {}
    for term in sorted(roots, key=lambda term: FOLLOWS.get(term) in roots):
        leader = figures.get(FOLLOWS.get(term, ""))
        figures[term] = usual(term) if leader is None else leader + int(leader * rng.random() * 0.05)
    _hand_down(figures, equalities, rng)
    return {term: figures[term] if term in figures else usual(term) for term in terms}


def _hand_down(figures: dict[str, int], equalities: Sequence[Equality], rng: random.Random) -> None:
    waiting = list(equalities)
    while waiting:
        ready = next((equality for equality in waiting if all(term in figures for term in equality.right)), None)
        if ready is None:  # a circle of equalities: what is left is drawn freely
            return
        waiting.remove(ready)
        total = sum(figures[term] for term in ready.right) - sum(figures.get(term, 0) for term in ready.left)
        free = tuple(term for term in ready.left if term not in figures)
        if free and total >= 0:
            figures.update(share_out(total, free, rng))
