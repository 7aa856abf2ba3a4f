"""Figures put into clauses, with a note of what was said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import Agreement, Hedge, Number, SectionKey
from pipeline.synth.values import Values

DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Told:
    """What a clause states: the sum of `keys` is `value`, and how that stands to the tables."""

    keys: tuple[str, ...]
    value: Number
    text: str
    agreement: Agreement
    hedge: Hedge | None = None
    section: SectionKey | None = None


class Teller:
    """Puts figures into clauses; a clause whose figure is not printed is left out."""

    def __init__(self, values: Values, rng: random.Random, *, slips: int = 0, exact: bool = False) -> None:
        self.values = values
        self.rng = rng
        self.told: list[Told] = []
        self.section: SectionKey | None = None
        self._slips = slips
        self._exact = exact

    def tell(self, clause: str, *keys: str) -> str:
        """The clause with the sum of the keys' figures at {}, exact; empty where one prints no number."""
        value = self._sum(keys)
        if value is None:
            return ""
        if self._slips and value > 1 and self.rng.random() < 0.35:
            self._slips -= 1
            value += self.rng.choice((-1, 1, 2, 10))
            return self._note(clause.format(value), keys, value, "disagrees")
        if value <= 10 and value not in (2, 0) and isinstance(value, int) and self.rng.random() < 0.04:
            return self._note(clause.format(DIGITS[value]), keys, value, "agrees")
        return self._note(clause.format(value), keys, value, "agrees")

    def round(self, clause: str, *keys: str) -> str:
        """The clause with the figure rounded and hedged where that is worth it."""
        value = self._sum(keys)
        if value is None or self._exact or value < 130 or self.rng.random() < 0.4:
            return self.tell(clause, *keys)
        step = 10 ** (len(str(int(value))) - 2)
        hedge: Hedge = self.rng.choice(("余", "近", "约", "超"))
        near = int(value // step) * step if hedge in ("余", "超") else -int(-value // step) * step
        if near == value:
            return self.tell(clause, *keys)
        shown = f"{near / 10_000:g}万" if near >= 20_000 else str(near)
        shown = shown + hedge if hedge == "余" else hedge + shown
        return self._note(clause.format(shown), keys, near, "agrees", hedge)

    def none(self, clause: str, *keys: str) -> str:
        """The clause where all of the keys' figures are 0, else nothing."""
        if not all(self.values.number(key) == 0 for key in keys):
            return ""
        for key in keys:
            self._note(clause, (key,), 0, "agrees")
        return clause

    def aside(self, clause: str, *numbers: Number) -> str:
        """A clause whose numbers have no cell in the form, or another meaning than the cell they remind of."""
        text = clause.format(*numbers)
        self.told += [Told((), number, text, "not_comparable", section=self.section) for number in numbers]
        return text

    def is_zero(self, *keys: str) -> bool:
        """Whether all of the keys print 0."""
        return all(self.values.number(key) == 0 for key in keys)

    def _sum(self, keys: Sequence[str]) -> Number | None:
        numbers = [self.values.number(key) for key in keys]
        if not numbers or any(number is None for number in numbers):
            return None
        total = sum(number for number in numbers if number is not None)
        return int(total) if total == int(total) else round(total, 6)

    def _note(
        self, text: str, keys: tuple[str, ...], value: Number, agreement: Agreement, hedge: Hedge | None = None
    ) -> str:
        self.told.append(Told(keys, value, text, agreement, hedge, self.section))
        return text


def sentence(clauses: Sequence[str], *, lead: str = "", end: str = "。") -> str:
    """The clauses that there are, as one sentence; empty where there is none."""
    kept = [clause for clause in clauses if clause]
    return lead + "，".join(kept) + end if kept else ""
