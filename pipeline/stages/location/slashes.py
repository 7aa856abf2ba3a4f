"""Tables that print a slash where there is nothing: what one reader and the shape of the ink say of cell after cell.

Recognisers take a lone slash for a 1, so that two of them seldom agree on it. One cell proves nothing, since a slanted
1 has nearly the same outline; but no table is full of ones, whose sums could not hold, and who prints slashes for
nothing prints no zeros beside them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.forms import FieldSpec
from pipeline.types.reading import Reading

OTHERWISE = 0.01  # of the probability of another candidate in a table of slashes, what is left of it
LEAST = 20  # slashes of a table, at least
MOSTLY = 0.6  # the share of its figures that they are
LIKELY = 0.05  # that a cell prints a slash, by its shape, though readers took it for a 1
SURE = 0.95  # that it does, in such a table


def agree_on_slashes(readings: Sequence[Reading], specs: Mapping[str, FieldSpec]) -> list[Reading]:
    """The readings, those that are surely one slash of many trusted as if two readers agreed on it."""
    tables: dict[tuple[int | None, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.origin == "ocr" and reading.candidates:
            tables[reading.grid, specs[reading.key].table].append(reading)
    agreed = {
        reading.key: _in_company(reading)
        for own in tables.values()
        if _prints_slashes(own)
        for reading in own
        if _may_be_slash(reading)
    }
    return [agreed.get(reading.key, reading) for reading in readings]


def _prints_slashes(readings: Sequence[Reading]) -> bool:
    slashes = sum(map(_may_be_slash, readings))
    zeros = any(reading.candidates[0].value == 0 for reading in readings)
    return slashes >= max(LEAST, MOSTLY * len(readings)) and not zeros


def _may_be_slash(reading: Reading) -> bool:
    """Whether the shape of the ink is a slash, and no reader is clear that it is something else."""
    return any(
        one.meaning == "slash" and math.exp(one.log_probability) >= LIKELY for one in reading.candidates
    ) and all(one.meaning == "slash" or not one.clear_to for one in reading.candidates)


def _in_company(reading: Reading) -> Reading:
    """The reading as it is in a table of slashes: all else that was proposed less probable, and agreed on if sure."""
    shares = [
        math.exp(one.log_probability) * (1 if one.meaning == "slash" else OTHERWISE) for one in reading.candidates
    ]
    rest = max(0.0, 1 - sum(math.exp(one.log_probability) for one in reading.candidates))
    whole = sum(shares) + rest * OTHERWISE
    weighed = [
        replace(one, log_probability=math.log(max(share / whole, 1e-12)))
        for one, share in zip(reading.candidates, shares, strict=True)
    ]
    weighed.sort(key=lambda one: -one.log_probability)
    sure = weighed[0].meaning == "slash" and math.exp(weighed[0].log_probability) >= SURE
    return replace(reading, candidates=tuple(weighed), trusted=reading.trusted or sure)
