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

OTHERWISE = 0.02  # of the probability of another candidate in a table of slashes, what is left of it
LEAST = 20  # slashes of a table, at least
MOSTLY = 0.6  # the share of its figures that they are
SURE = 0.95  # that a cell prints a slash, by its own readings


def agree_on_slashes(readings: Sequence[Reading], specs: Mapping[str, FieldSpec]) -> list[Reading]:
    """The readings, those that are surely one slash of many trusted as if two readers agreed on it."""
    tables: dict[tuple[int | None, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.origin == "ocr" and reading.candidates:
            tables[reading.grid, specs[reading.key].table].append(reading)
    agreed = {
        reading.key: _trusted(reading)
        for own in tables.values()
        if _prints_slashes(own)
        for reading in own
        if _is_slash(reading) and math.exp(reading.candidates[0].log_probability) >= SURE
    }
    return [agreed.get(reading.key, reading) for reading in readings]


def _prints_slashes(readings: Sequence[Reading]) -> bool:
    slashes = sum(_is_slash(reading) for reading in readings)
    zeros = any(reading.candidates[0].value == 0 for reading in readings)
    return slashes >= max(LEAST, MOSTLY * len(readings)) and not zeros


def _is_slash(reading: Reading) -> bool:
    return reading.candidates[0].meaning == "slash"


def _trusted(reading: Reading) -> Reading:
    """The reading as it is in a table of slashes: agreed on, and all else that was proposed less probable."""
    first, *others = reading.candidates
    others = [replace(one, log_probability=one.log_probability + math.log(OTHERWISE)) for one in others]
    share = math.exp(first.log_probability) + sum(math.exp(one.log_probability) * (1 / OTHERWISE - 1) for one in others)
    first = replace(first, log_probability=math.log(min(share, 1.0)))
    return replace(reading, candidates=(first, *others), trusted=True)
