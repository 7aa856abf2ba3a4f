"""What a cell is taken to print: its first reading, or another one that sums decide on, where they may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.schema import Repair
from pipeline.stages.decoding.cells import CellStates
from pipeline.stages.decoding.search import OTHER
from pipeline.stages.decoding.solve import Solution
from pipeline.text.normalise import has_ideograph
from pipeline.text.numerals import lacks_bars
from pipeline.types.reading import Candidate

SURE_REPAIR = 0.99  # a repair of lower probability is for a person
FOUND_FOR_REPAIR = 0.97
MOST_DOUBTFUL_FOR_REPAIR = 2  # cells of a sum that decides, the repaired one among them
CROSSING = 2  # sums that decide; one alone does where all else in it is sure
CLEAR_TO = 2  # independent readers that see a value clearly are never overruled


@dataclass(frozen=True, slots=True)
class Chosen:
    """The candidate taken, None where there is none; and why, where it is not the first reading."""

    candidate: Candidate | None
    repair: Repair | None = None


def choose(key: str, cells: Mapping[str, CellStates], solution: Solution) -> Chosen:
    """The first reading of the cell, or the one that sums decide on.

    A repair never overrules what two independent readers see clearly, and takes nothing that no reading proposed. It
    needs two sums that cross, or one in which all else is sure; all their cells found for sure and few in doubt.
    Ink shows how many digits there are: a 44 where sums need a 4 is the publisher's, unless a reader saw the 4.
    """
    own = cells[key]
    first, decided = own.first, solution.decided.get(key)
    if first is None or decided is None or decided.index == OTHER:
        return Chosen(first)
    chosen = own.candidates[decided.index]
    if chosen is first:
        return Chosen(first)
    deciding = _deciding(key, first, chosen, solution)
    allowed = own.reading.origin == "ocr" and first.clear_to < CLEAR_TO and decided.shares[decided.index] >= SURE_REPAIR
    allowed = allowed and (chosen.seen_by > 0 or is_as_long(first, chosen))
    if not allowed or not _is_backed(key, chosen, deciding, cells, solution):
        return Chosen(first)
    return Chosen(chosen, _repair(first, chosen, [solution.grid.equations[number].name for number in deciding], own))


def is_as_long(first: Candidate, chosen: Candidate) -> bool:
    """Whether two figures have as many digits; what was not read as a figure has any number."""
    digits = [sum(char.isdigit() for char in one.raw) for one in (first, chosen)]
    return first.meaning != "number" or digits[0] == digits[1]


def _deciding(key: str, first: Candidate, chosen: Candidate, solution: Solution) -> list[int]:
    """The sums that hold with the value decided on, and could not with the first reading.

    Letters that no reader knows may be a word that says that there is none: with it the sums of a 0 hold too.
    """
    found: list[int] = []
    if chosen.value == 0 and has_ideograph(first.raw):
        return found
    for number, sign in solution.grid.through[key]:
        total = solution.totals.get(number)
        if total is None or not total.holds:
            continue
        change = (first.value or 0) - (chosen.value or 0)
        if first.meaning == "unparseable" or (change and not total.plus(change, sign).may_hold):
            found.append(number)
    return found


def _is_backed(
    key: str, chosen: Candidate, deciding: Sequence[int], cells: Mapping[str, CellStates], solution: Solution
) -> bool:
    """Whether these sums are of a kind in which repairs were measured to be right.

    One sum alone makes no 4 of a 1 that no reader takes for a 4: its publisher may as well have mistyped the sum.
    """
    first = cells[key].first
    barred = first is not None and not chosen.seen_by and lacks_bars(first.raw, chosen.raw)
    sound, alone = 0, False
    for number in deciding:
        keys = solution.grid.equations[number].keys
        doubtful = sum(cells[other].is_doubtful for other in keys)
        if doubtful > MOST_DOUBTFUL_FOR_REPAIR or any(cells[other].reading.found < FOUND_FOR_REPAIR for other in keys):
            continue
        sound += 1
        others = [cells[other] for other in keys if other != key]
        sure = all(other.is_sure for other in others) and any(other.numbers[0] for other in others)
        alone = alone or (sure and not barred)
    return sound >= CROSSING or alone


def _repair(first: Candidate, chosen: Candidate, sums: Sequence[str], own: CellStates) -> Repair:
    share = own.seen(first)
    return Repair(
        value=first.value,
        raw=first.raw,
        meaning=first.meaning,
        confidence=round(share, 6),
        sums=tuple(sums),
        reason=f"read as {first.raw!r} ({share:.2f}); {' and '.join(sums)} add up only with {chosen.raw!r}",
    )
