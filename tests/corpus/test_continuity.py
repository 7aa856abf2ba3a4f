"""Rules between two years, as form files state them."""

from __future__ import annotations

import pytest

from pipeline.corpus.continuity import continue_figures
from pipeline.forms.language import CrossYear
from pipeline.schema import Field
from tests.builders import make_field

CARRIED = CrossYear(id="carried", level="warning", op="==", this="requests.carried_in.*", last="requests.carried_out.*")
IN_FORCE = CrossYear(
    id="in_force",
    level="warning",
    op="==",
    this="d.*.in_force",
    last="d.*.in_force",
    plus_this="d.*.issued",
    minus_this="d.*.repealed",
)
ITEMS = CrossYear(id="items", level="info", op="==", this="d.*.previous", last_sum=("d.*.previous", "d.*.change"))


def _fields(**values: int | float | None) -> dict[str, Field]:
    return {key.replace("__", "."): make_field(value) for key, value in values.items()}


def test_each_column_is_its_own_rule() -> None:
    this = _fields(requests__carried_in__a=3, requests__carried_in__b=0, requests__carried_in__c=1)
    last = _fields(requests__carried_out__a=3, requests__carried_out__b=2, requests__carried_out__c=1)
    found = continue_figures([CARRIED], this, last)
    assert (found.held, found.not_assessable) == (2, 0)
    (broken,) = found.breaks
    assert (broken.rule, broken.key, broken.this, broken.expected) == ("carried", "requests.carried_in.b", 0, 2)
    assert broken.terms == (("last", "requests.carried_out.b", 1, 2),)


def test_last_years_stock_plus_and_minus_this_years_changes() -> None:
    this = _fields(d__rules__in_force=10, d__rules__issued=3, d__rules__repealed=1)
    assert continue_figures([IN_FORCE], this, _fields(d__rules__in_force=8)).held == 1
    (broken,) = continue_figures([IN_FORCE], this, _fields(d__rules__in_force=9)).breaks
    assert broken.expected == 11
    assert [(year, sign, value) for year, _, sign, value in broken.terms] == [
        ("last", 1, 9),
        ("this", 1, 3),
        ("this", -1, 1),
    ]


def test_sums_of_last_year() -> None:
    last = _fields(d__licensing__previous=20, d__licensing__change=-4)
    assert continue_figures([ITEMS], _fields(d__licensing__previous=16), last).held == 1
    assert len(continue_figures([ITEMS], _fields(d__licensing__previous=20), last).breaks) == 1


def test_a_figure_that_prints_no_number_cannot_be_assessed() -> None:
    this, last = _fields(requests__carried_in__a=None), _fields(requests__carried_out__a=0)
    assert continue_figures([CARRIED], this, last).not_assessable == 1
    assert continue_figures([CARRIED], _fields(requests__carried_in__a=0), _fields(requests__carried_out__a=None)) == (
        (),
        0,
        1,
    )


def test_a_figure_that_last_years_form_did_not_ask_for_is_no_rule() -> None:
    assert continue_figures([CARRIED], _fields(requests__carried_in__a=3), {}) == ((), 0, 0)
    assert continue_figures([IN_FORCE], _fields(d__rules__in_force=3), _fields(d__rules__in_force=3)) == ((), 0, 0)


@pytest.mark.parametrize(
    ("op", "this", "last", "held"),
    [
        ("<=", 3, 3, 1),
        ("<=", 4, 3, 0),
        (">=", 3, 3, 1),
        (">=", 2, 3, 0),
        ("zero_together", 0, 0, 1),
        ("zero_together", 0, 2, 0),
    ],
)
def test_other_operators(op: str, this: int, last: int, held: int) -> None:
    rule = CARRIED.model_copy(update={"op": op})
    found = continue_figures([rule], _fields(requests__carried_in__a=this), _fields(requests__carried_out__a=last))
    assert found.held == held
    assert len(found.breaks) == 1 - held


def test_a_star_stands_for_one_part_and_dots_are_dots() -> None:
    this = _fields(requests__carried_in__a__b=3)
    this["requestsxcarried_in.a"] = make_field(3)
    assert continue_figures([CARRIED], this, _fields(requests__carried_out__a=1)) == ((), 0, 0)


def test_fractions_that_floats_cannot_hold() -> None:
    this, last = _fields(d__fees__previous=0.3), _fields(d__fees__previous=0.1, d__fees__change=0.2)
    assert continue_figures([ITEMS], this, last).held == 1
