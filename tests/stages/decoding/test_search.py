"""The search against trying everything."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schema import Number
from pipeline.stages.decoding.cells import CellStates, states_of
from pipeline.stages.decoding.equations import Equation
from pipeline.stages.decoding.mistakes import explain, grid_of
from pipeline.stages.decoding.search import MISSING, NARROWER, ONE_VALUE, OTHER, SLIP, Found, search, weight_of_slips
from pipeline.types.reading import Candidate, Reading
from tests.smalltable import KEYS, SUM, TABLE

Proposed = list[tuple[Number | None, float]]


def states(key: str, proposed: Proposed) -> CellStates:
    """A cell with these candidates and shares; None prints no number."""
    candidates = tuple(
        Candidate(str(value), value, "blank" if value is None else "number", math.log(share), "r")
        for value, share in proposed
    )
    return states_of(Reading(key, candidates, "ocr", None, 1.0, trusted=True))


@st.composite
def tables(draw: st.DrawFn) -> dict[str, CellStates]:
    """A table that adds up; here and there other numbers are proposed, some more probable than the true ones."""
    a1, a2, b1, b2 = (draw(st.integers(0, 5)) for _ in range(4))
    true = dict(zip(KEYS, (a1, a2, a1 + a2, b1, b2, b1 + b2, a1 + b1, a2 + b2, a1 + a2 + b1 + b2), strict=True))
    cells = {}
    for key in KEYS:
        numbers: list[Number | None] = [true[key]]
        if draw(st.booleans()):
            more = st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=2, unique=True)
            numbers += [number for number in draw(more) if number not in numbers]
        weights = [draw(st.floats(0.001, 1)) for _ in numbers]
        cells[key] = states(key, [(n, w / sum(weights)) for n, w in zip(numbers, weights, strict=True)])
    return cells


def try_everything(cells: dict[str, CellStates], opened: list[str]) -> dict[tuple[int, ...], float]:
    """The weight of each choice, relative to the first candidates' own."""
    weights = {}
    for choice in product(*(range(len(cells[key].candidates)) for key in opened)):
        index = dict(zip(opened, choice, strict=True))
        weight, broken = 1.0, {}
        for key, number in index.items():
            weight *= cells[key].shares[number] / cells[key].shares[0]
        for number, equation in enumerate(TABLE):
            excess: Number = 0
            missing = {1: 0, -1: 0}
            for key, sign in equation.terms:
                value = cells[key].candidates[index.get(key, 0)].value
                excess += sign * (value or 0)
                missing[sign] += value is None
            if excess and missing[-1 if excess > 0 else 1]:
                vague = any(all(one.value is None for one in cells[key].candidates) for key in equation.keys)
                weight *= 1.0 if vague else MISSING
            elif excess:
                broken[number] = excess
        weights[choice] = weight * weight_of_slips(explain(broken, grid_of(TABLE))[0])
    return weights


def searched(cells: dict[str, CellStates], opened: list[str]) -> Found:
    found = search(opened, cells, grid_of(TABLE), range(len(TABLE)))
    assert found is not None
    return found


@settings(max_examples=150, deadline=None)
@given(tables())
def test_the_search_finds_all_that_trying_everything_finds(cells: dict[str, CellStates]) -> None:
    opened = [key for key in KEYS if len(cells[key].candidates) > 1]
    expected = try_everything(cells, opened)
    found = searched(cells, opened)
    ways = {way.choice: way.weight for way in found.ways}
    assert len(ways) == len(found.ways)
    assert found.ways[0].weight == pytest.approx(max(expected.values()))
    for choice, weight in expected.items():
        if choice in ways:
            assert ways[choice] == pytest.approx(weight)
        else:  # below the window, or a narrower one where there is too much to look at
            assert weight <= math.exp(-NARROWER[0]) * found.ways[0].weight * 1.000001
    lost = sum(expected.values()) - sum(ways.values())
    assert lost <= found.left_out * sum(expected.values()) * 1.01 + 1e-12


@settings(max_examples=50, deadline=None)
@given(tables())
def test_the_order_of_the_cells_does_not_matter(cells: dict[str, CellStates]) -> None:
    opened = [key for key in KEYS if len(cells[key].candidates) > 1]
    one = heavy(searched(cells, opened))
    other = {choice[::-1]: weight for choice, weight in heavy(searched(cells, opened[::-1])).items()}
    assert other == pytest.approx(one)


def heavy(found: Found) -> dict[tuple[int, ...], float]:
    """The ways well within the window."""
    least = math.exp(0.1 - NARROWER[0]) * found.ways[0].weight
    return {way.choice: way.weight for way in found.ways if way.weight >= least}


def table(**changed: Proposed) -> dict[str, CellStates]:
    """The table 1 2 / 3 4 with its totals, read for sure but for what is changed."""
    true = dict(zip(KEYS, (1, 3, 4, 2, 4, 6, 3, 7, 10), strict=True))
    return {key: states(key, changed.get(key, [(number, 1.0)])) for key, number in true.items()}


def test_two_sums_that_cross_outbid_a_reading() -> None:
    cells = table(a1=[(7, 0.99), (1, 0.01)])
    found = searched(cells, ["a1"])
    assert found.ways[0].choice == (1,)
    assert found.ways[0].weight == pytest.approx(0.01 / 0.99)
    assert found.ways[1].weight == pytest.approx(SLIP)  # one slip of the publisher would break both


def test_what_nobody_proposed_is_weighed_by_the_value_that_sums_ask_for() -> None:
    found = searched(table(a1=[(7, 0.9)]), ["a1"])
    by_choice = {way.choice: way.weight for way in found.ways}
    assert by_choice[(OTHER,)] == pytest.approx(0.1 / 0.9 * (ONE_VALUE + SLIP), rel=0.01)
    assert by_choice[(0,)] == pytest.approx(SLIP)


def test_what_nobody_proposed_is_not_what_somebody_did() -> None:
    found = searched(table(a1=[(1, 0.9)]), ["a1"])
    by_choice = {way.choice: way.weight for way in found.ways}
    assert by_choice[(0,)] == 1.0
    assert by_choice.get((OTHER,), 0.0) <= 2 * SLIP


def test_too_many_ways_are_given_up() -> None:
    columns = tuple(f"c{number}" for number in range(30))
    row = (Equation(SUM, "row", columns, ("total",)),)
    cells = {key: states(key, [(0, 0.51), (1, 0.49)]) for key in columns} | {"total": states("total", [(9, 1.0)])}
    assert search(list(columns), cells, grid_of(row), [0]) is None
