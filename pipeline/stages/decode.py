"""Readings -> values: the most probable values of all figures together, given what readers saw and what must add up.

See docs/decoding.md. With one sure candidate a figure, as text gives it, take that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.forms import Form
from pipeline.stages.decoding.cells import CellStates, states_of
from pipeline.stages.decoding.choose import CROSSING, Chosen, choose
from pipeline.stages.decoding.equations import equations_of
from pipeline.stages.decoding.hollow import hollow_cells
from pipeline.stages.decoding.proposing import propose
from pipeline.stages.decoding.solve import Solution, doubt_of, settle, solve, supports
from pipeline.types.reading import CLEARLY_SEEN, Candidate, Reading, Value

UNREAD = 0.0
READ = 0.9  # of what readers saw, from which sums with doubtful terms speak for it


def decode(readings: Iterable[Reading], form: Form) -> dict[str, Value]:
    """The value of each key, in the order of the readings."""
    by_key = {reading.key: reading for reading in readings}
    cells = {key: states_of(reading) for key, reading in by_key.items()}
    equations = tuple(equations_of(form, by_key))
    solution = solve(cells, equations)
    chosen = {key: choose(key, cells, solution) for key in by_key}
    numbers = {key: one.candidate.value if one.candidate is not None else None for key, one in chosen.items()}
    unread = {key for key, one in chosen.items() if one.candidate is None or one.candidate.meaning == "unparseable"}
    settled = settle(solution, numbers, unread)
    settled = replace(settled, suspects=settled.suspects | hollow_cells(numbers, settled, form))
    doubts = {key: _doubt(cell, chosen[key], settled) for key, cell in cells.items()}
    support = {
        key: _support(key, supports(key, settled, numbers), cells, settled)
        for key in settled.grid.through
        if cells[key].reading.trusted or numbers[key] is not None  # a sum does not tell a dash from a word or a blank
    }
    proposed = propose(cells, equations)
    decided = {
        key: _value(cell, chosen[key], _read(cell, chosen[key], doubts, settled), support.get(key, 0), settled)
        for key, cell in cells.items()
    }
    return {key: replace(value, proposed=proposed.get(key)) for key, value in decided.items()}


def _support(key: str, sums: Sequence[int], cells: Mapping[str, CellStates], solution: Solution) -> int:
    """How many sums speak for a figure: those with sure terms, or two that cross as one.

    In sums that cross two others would have to be misread by the same amount.
    """
    firm = len(_firm(key, sums, cells, solution))
    return firm or int(len(sums) >= CROSSING and _is_read(cells[key]))


def _is_read(cell: CellStates) -> bool:
    return bool(cell.ranked) and cell.ranked[0].seen_by > 0 and cell.all_shares[0] >= READ


def _firm(key: str, sums: Iterable[int], cells: Mapping[str, CellStates], solution: Solution) -> list[int]:
    """Of the sums that hold with a doubtful figure those whose other terms are sure by themselves.

    Two doubtful figures under one seal may be misread so that they add up: neither then speaks for the other.
    """
    if cells[key].reading.trusted:
        return list(sums)
    equations = solution.grid.equations
    return [
        number for number in sums if all(_is_sure(cells[other]) for other in equations[number].keys if other != key)
    ]


def _is_sure(cell: CellStates) -> bool:
    """Whether its readings are trusted, or two of them leave next to no doubt though a mark lies on the print."""
    return cell.reading.trusted or (bool(cell.ranked) and cell.ranked[0].clear_to >= CLEARLY_SEEN)


def _doubt(cell: CellStates, chosen: Chosen, solution: Solution) -> float:
    """The doubt of a cell as far as it was searched, or as its readings leave it."""
    if chosen.candidate is None:
        return 1.0
    decided = solution.decided.get(cell.reading.key)
    return 1 - (cell.seen(chosen.candidate) if decided is None else decided.share(cell, chosen.candidate))


def _read(cell: CellStates, chosen: Chosen, doubts: Mapping[str, float], solution: Solution) -> float:
    """The probability that the cell was read right, given all readings and sums."""
    key = cell.reading.key
    if key in solution.decided or key not in solution.grid.through or chosen.candidate is None:
        return 1 - doubts[key]
    doubt = doubt_of(key, doubts, solution)
    if cell.reading.origin != "ocr":  # trusted text is as it is printed, whatever it adds up to
        doubt = min(doubt, doubts[key])
    return 1 - doubt


def _value(cell: CellStates, chosen: Chosen, read: float, support: int, solution: Solution) -> Value:
    key, candidate = cell.reading.key, chosen.candidate
    if candidate is None:
        return Value(key, "", None, "unparseable", None, UNREAD, cell.reading, seen_by=0)
    decided = solution.decided.get(key)
    return Value(
        key=key,
        raw=candidate.raw,
        value=candidate.value,
        meaning=candidate.meaning,
        unit=candidate.unit,
        read=read,
        reading=cell.reading,
        alternatives=_without(cell.ranked, candidate),
        seen=cell.seen(candidate),
        seen_by=candidate.seen_by,
        clear_to=candidate.clear_to,
        support=support,
        repair=chosen.repair,
        suspect=key in solution.suspects,
        given_up=key in solution.given_up,
        left_out=decided.left_out if decided is not None else 0.0,
    )


def _without(ranked: tuple[Candidate, ...], chosen: Candidate) -> tuple[Candidate, ...]:
    return tuple(one for one in ranked if one is not chosen)
