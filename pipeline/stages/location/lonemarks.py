"""Tables that print a slash or a dash where there is nothing: what readers and the shape of ink say cell after cell.

Recognisers take a lone slash for a 1, so that two of them seldom agree on it, and are never sure of a hyphen. One cell
proves nothing, since a slanted 1 has nearly the same outline as a slash; but no table is full of ones, whose sums could
not hold, and who prints marks for nothing prints no zeros beside them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from pipeline.forms import FieldSpec
from pipeline.types.reading import Reading

Mark = Literal["slash", "dash", "none_word"]

OTHERWISE = 0.01  # of the probability of another candidate in a table of marks, what is left of it
LEAST = 20  # marks of a table, at least
MOSTLY = 0.6  # the share of its figures that they are
INSTEAD = 8  # marks of a table without zeros
LIKELY = 0.05  # that a cell prints a slash, by its shape, though readers took it for a 1
SEEN_BY = 2  # readers that see a dash, the shape of the ink among them
SURE = 0.95  # that it does, in such a table
MARKS: tuple[Mark, ...] = ("slash", "dash")
USUAL: tuple[Mark, ...] = (*MARKS, "none_word")


def agree_on_marks(readings: Sequence[Reading], specs: Mapping[str, FieldSpec]) -> list[Reading]:
    """The readings, those of one mark of many likelier than by themselves.

    Those that are surely one of many are trusted as if two readers agreed on it. A dash is what is left of much else:
    nothing may lie over it, and two must see it first.
    """
    tables: dict[tuple[int | None, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.origin == "ocr" and reading.candidates:
            tables[reading.grid, specs[reading.key].table].append(reading)
    alone = _may_print(tables.values(), MARKS, _prints)
    agreed = {reading.key: _in_company(reading, mark) for reading, mark in alone}
    usual = _may_print(tables.values(), USUAL, _usually_prints)
    instead = _may_print(tables.values(), MARKS, _prints_instead)
    leaning = {reading.key: _leaning(reading, mark) for reading, mark in chain(instead, usual)}
    return [agreed.get(reading.key) or leaning.get(reading.key, reading) for reading in readings]


def _may_print(
    tables: Iterable[Sequence[Reading]], marks: Sequence[Mark], prints: Callable[[Sequence[Reading], Mark], bool]
) -> Iterator[tuple[Reading, Mark]]:
    """The readings that may be a mark which their table `prints`, with that mark."""
    for own in tables:
        for mark in marks:
            if prints(own, mark):
                yield from ((reading, mark) for reading in own if _may_be(reading, mark))


def _usually_prints(readings: Sequence[Reading], mark: Mark) -> bool:
    """Whether most of a table is the mark, or the word, though zeros or other marks may stand beside."""
    marks = sum(_may_be(reading, mark) for reading in readings)
    return marks >= max(LEAST, MOSTLY * len(readings))


def _prints_instead(readings: Sequence[Reading], mark: Mark) -> bool:
    """Whether the mark stands in several cells of a table, and nowhere a zero: it stands for nothing there."""
    first = [reading.candidates[0] for reading in readings]
    return sum(one.meaning == mark for one in first) >= INSTEAD and not any(one.value == 0 for one in first)


def _leaning(reading: Reading, mark: Mark) -> Reading:
    """The reading with the mark first where that is likelier in such a table: what a person is shown, not believed."""
    company = _in_company(reading, mark)
    same = company.candidates[0] == reading.candidates[0] or company.candidates[0].meaning != mark
    return reading if same or reading.candidates[0].meaning == mark else replace(company, trusted=False)


def _prints(readings: Sequence[Reading], mark: Mark) -> bool:
    """Whether most of a table is the mark, and nothing in it a zero."""
    zeros = any(reading.candidates[0].value == 0 for reading in readings)
    return not zeros and _usually_prints(readings, mark)


def _may_be(reading: Reading, mark: Mark) -> bool:
    """Whether the shape of the ink or a reader says that it is the mark, and no reader is clear that it is another."""
    return any(one.meaning == mark and math.exp(one.log_probability) >= LIKELY for one in reading.candidates) and all(
        one.meaning == mark or not one.clear_to for one in reading.candidates
    )


def _in_company(reading: Reading, mark: Mark) -> Reading:
    """The reading as it is in a table of marks: all else that was proposed less probable; a sure slash is agreed on."""
    shares = [math.exp(one.log_probability) * (1 if one.meaning == mark else OTHERWISE) for one in reading.candidates]
    rest = max(0.0, 1 - sum(math.exp(one.log_probability) for one in reading.candidates))
    whole = sum(shares) + rest * OTHERWISE
    weighed = [
        replace(one, log_probability=math.log(max(share / whole, 1e-12)))
        for one, share in zip(reading.candidates, shares, strict=True)
    ]
    weighed.sort(key=lambda one: -one.log_probability)
    sure = weighed[0].meaning == mark and math.exp(weighed[0].log_probability) >= SURE
    seen = mark == "slash" or (reading.clear and weighed[0].seen_by >= SEEN_BY)
    return replace(reading, candidates=tuple(weighed), trusted=reading.trusted or (sure and seen))
