"""What readers saw in a cell -> candidates, and whether they support each other.

Nothing that one reader alone saw is trusted: two readings support each other where their weights differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from pipeline.types.grid import Cell, Glimpse
from pipeline.types.reading import Candidate

AGREED = 0.9995  # the most that two agreeing readers are believed, until calibrated
ALONE, CONTRADICTED = 0.85, 0.45
NO_INK, BLANK, NEARLY_BLANK = 0.0005, 0.985, 0.6
WEAKEST = 0.5  # a character below it is not read, whatever else agrees


def seen_candidates(cell: Cell, parse: Callable[[str], Candidate]) -> tuple[tuple[Candidate, ...], bool]:
    """The candidates of a cell that was read from pixels, best first, and whether two readers agree on the first.

    A cell without ink is blank as far as its ink says; a cell with ink that nobody could read has no candidate.
    """
    if not cell.glimpses:
        if cell.ink is not None and cell.ink < NO_INK:
            return (_with(parse(""), BLANK, "ink"),), True
        return (_with(parse(""), NEARLY_BLANK, "ink"),), False
    first, *others = cell.glimpses
    best = parse(first.text)
    readings = {glimpse.reader: glimpse for glimpse in reversed(others) if glimpse.reader != first.reader}
    rivals = [(glimpse, parse(glimpse.text)) for glimpse in readings.values()]
    agreeing = [glimpse for glimpse, candidate in rivals if _same(candidate, best)]
    if not rivals:
        return (_with(best, min(_probability(first), ALONE), first.reader),), False
    if len(agreeing) == len(rivals) and _weakest(first) >= WEAKEST:
        doubt = (1 - _probability(first)) * min(1 - _probability(glimpse) for glimpse in agreeing)
        own = math.exp(best.log_probability)  # what the grammar of the column says of it
        return (_with(best, min(AGREED, 1 - doubt) * min(1.0, own / 0.9999), first.reader),), True
    candidates = [_with(best, CONTRADICTED * _probability(first), first.reader)]
    candidates += [
        _with(candidate, CONTRADICTED * _probability(glimpse), glimpse.reader)
        for glimpse, candidate in rivals
        if not _same(candidate, best)
    ]
    return tuple(candidates), False


def _with(candidate: Candidate, probability: float, reader: str) -> Candidate:
    return replace(candidate, log_probability=math.log(max(probability, 1e-6)), reader=reader)


def _same(one: Candidate, other: Candidate) -> bool:
    return (one.value, one.meaning) == (other.value, other.meaning)


def _probability(glimpse: Glimpse) -> float:
    return math.exp(max(glimpse.log_probability, -30.0))


def _weakest(glimpse: Glimpse) -> float:
    return min((ranked[0][1] for ranked in glimpse.characters), default=1.0)
