"""How many mistakes break sums, against all ways to make some."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline.schema import Number
from pipeline.stages.decoding.equations import equations_of
from pipeline.stages.decoding.mistakes import MOST_TRIED, Grid, explain, grid_of
from tests.grids import forms
from tests.smalltable import KEYS, TABLE

# Mistakes some of which cancel in sums that hold: three of which every one leaves fewer sums broken in one order only,
# and four of which the first, whichever it is, leaves as many.
CANCELLING = {
    "requests.processed_total.legal_service": 1,
    "requests.processed_total.public_interest": 1,
    "requests.not_processed_reconfirmation.public_interest": 1,
}
CHAINED = {
    "requests.unavailable_needs_creation.natural_person": -1,
    "requests.processed_total.natural_person": -1,
    "requests.processed_total.research": -1,
    "requests.not_processed_repeated.research": 1,
}
GRID = grid_of(TABLE)
FORM = grid_of(list(equations_of(forms()["2021"], forms()["2021"].expected(frozenset()))))


def broken_by(errors: dict[str, int], grid: Grid = GRID) -> dict[int, Number]:
    """The sums that these errors break, with what they make left exceed right by."""
    excess: dict[int, Number] = {}
    for key, error in errors.items():
        for number, sign in grid.through[key]:
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
    assert -(-len(broken) // 2) <= count <= len(broken)
    assert len(mistakes) <= count
    for one in mistakes:
        assert any(number in broken for number, _ in GRID.through[one.key])


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(FORM.through)), st.integers(-9, 9).filter(bool), max_size=4))
@example(CANCELLING)
@example(CHAINED)
def test_no_more_mistakes_are_counted_than_were_made(errors: dict[str, int]) -> None:
    broken = broken_by(errors, FORM)
    assume(len(broken) <= MOST_TRIED)
    assert explain(broken, FORM)[0] <= len(errors)


def test_a_sum_alone_has_no_suspect() -> None:
    assert explain({0: 1}, GRID) == (1, ())
    assert explain({0: 1, 4: 7}, GRID) == (2, ())  # b1 stands in both, but the errors differ
    assert explain({}, GRID) == (0, ())


def test_two_mistakes_apart_are_two() -> None:
    count, mistakes = explain(broken_by({"a1": 3, "b2": 5}), GRID)
    assert count == 2
    assert {one.key for one in mistakes} == {"a1", "b2"}


def assert_all_named(errors: dict[str, int], broken: dict[int, Number]) -> None:
    """As many mistakes as were made are counted, and each is named with what corrects it."""
    count, mistakes = explain(broken, FORM)
    assert count == len(errors)
    assert {one.key: one.error for one in mistakes} == {key: -error for key, error in errors.items()}


def test_two_mistakes_that_cancel_in_a_sum_are_two_and_named() -> None:
    errors = {"requests.processed_total.total": -1, "requests.carried_out.total": 1}
    broken = broken_by(errors, FORM)
    assert {FORM.equations[number].name for number in broken} == {
        "requests_outcomes@total",
        "requests_applicants@processed_total",
        "requests_applicants@carried_out",
    }
    assert_all_named(errors, broken)


def test_two_mistakes_that_add_up_in_a_sum_are_two_and_named() -> None:
    errors = {"requests.unavailable_not_held.natural_person": 10, "requests.not_processed_repeated.natural_person": 1}
    broken = broken_by(errors, FORM)
    assert len(broken) == 3
    assert_all_named(errors, broken)


def test_mistakes_that_share_sums_one_by_one_are_named() -> None:
    errors = {"processed_total.business": 20, "processed_total.total": 20, "new.total": -2}
    errors = {f"requests.{name}": error for name, error in errors.items()}
    broken = broken_by(errors, FORM)
    assert len(broken) == 5
    assert_all_named(errors, broken)


def test_only_what_every_explanation_has_is_named() -> None:
    errors = {"processed_total": -1, "new": -1, "carried_in": 1, "carried_out": 1}
    broken = broken_by({f"requests.{row}.total": error for row, error in errors.items()}, FORM)
    count, mistakes = explain(broken, FORM)
    assert count == 4
    assert [one.key for one in mistakes] == ["requests.processed_total.total"]


def test_of_very_many_sums_an_explanation_near_at_hand_is_given() -> None:
    rows = ("granted", "partially_granted", "denied_third_party", "unavailable_unclear", "unavailable_not_held")
    errors = {f"requests.{row}.business": 3 + number for number, row in enumerate(rows)}
    errors["requests.new.research"] = 4
    errors["requests.carried_in.legal_service"] = 5
    broken = broken_by(errors, FORM)
    assert len(broken) > MOST_TRIED
    count, mistakes = explain(broken, FORM)
    assert count <= len(broken) - 2
    assert {"requests.new.research", "requests.carried_in.legal_service"} <= {one.key for one in mistakes}
