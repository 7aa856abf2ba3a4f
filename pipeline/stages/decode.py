"""Readings -> values: the most probable value of each figure. With one candidate a figure, take it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pipeline.types.reading import Candidate, Reading, Value

UNREAD = 0.0


def decode(readings: Iterable[Reading]) -> dict[str, Value]:
    """The value of each key, in the order of the readings."""
    return {reading.key: _value(reading) for reading in readings}


def _value(reading: Reading) -> Value:
    if not reading.candidates:
        return Value(reading.key, "", None, "unparseable", None, UNREAD, reading)
    ranked = sorted(reading.candidates, key=lambda candidate: -candidate.log_probability)
    best = ranked[0]
    return Value(
        key=reading.key,
        raw=best.raw,
        value=best.value,
        meaning=best.meaning,
        unit=best.unit,
        read=_probability(best, ranked),
        reading=reading,
        alternatives=tuple(ranked[1:]),
    )


def _probability(best: Candidate, ranked: list[Candidate]) -> float:
    """The best candidate's probability; candidates of one reader exclude each other."""
    probability = math.exp(best.log_probability)
    rivals = [c for c in ranked[1:] if (c.value, c.meaning) != (best.value, best.meaning)]
    total = probability + sum(math.exp(rival.log_probability) for rival in rivals)
    return probability / max(total, 1.0)
