"""How many mistakes break sums, against all ways to make some."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Number
from pipeline.stages.decoding.mistakes import explain, grid_of
from tests.smalltable import KEYS, TABLE

GRID = grid_of(TABLE)


def broken_by(errors: dict[str, int]) -> dict[int, Number]:
    """The sums that these errors break, with what they make left exceed right by."""
    excess: dict[int, Number] = {}
    for key, error in errors.items():
        for number, sign in GRID.through[key]:
            excess[number] = excess.get(number, 0) + sign * error
    return {number: by for number, by in excess.items() if by}


@given(st.sampled_from(KEYS), st.integers(-9, 9).filter(bool))
def test_one_mistake_is_located(key: str, error: int) -> None:
    count, mistakes = explain(broken_by({key: error}), GRID)
    assert count == 1
    assert [(one.key, one.error) for one in mistakes] == [(key, -error)]


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 9), min_size=2, max_size=3))
def test_never_more_mistakes_are_counted_than_sums_are_broken(errors: dict[str, int]) -> None:
    broken = broken_by(errors)
    count, mistakes = explain(broken, GRID)
    assert count <= len(broken)
    explained = [number for one in mistakes for number in one.broken]
    assert len(explained) == len(set(explained))
    for one in mistakes:  # correcting it makes its sums hold
        rest = {number: by for number, by in broken.items() if number not in one.broken}
        corrected = broken_by({key: error for key, error in errors.items() if key != one.key})
        assert set(rest) <= set(broken)
        assert one.key not in errors or len(corrected) <= len(broken) + len(one.broken)


def test_a_sum_alone_has_no_suspect() -> None:
    assert explain({0: 1}, GRID) == (1, ())
    assert explain({0: 1, 4: 7}, GRID) == (2, ())  # b1 stands in both, but the errors differ
    assert explain({}, GRID) == (0, ())


def test_two_mistakes_apart_are_two() -> None:
    count, mistakes = explain(broken_by({"a1": 3, "b2": 5}), GRID)
    assert count == 2
    assert {one.key for one in mistakes} == {"a1", "b2"}
