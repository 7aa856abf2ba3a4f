"""Identities, their verdicts and whose mistake a broken one is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import Check, Meaning, Number
from pipeline.stages.check import check
from pipeline.types.reading import Reading, Value
from tests.grids import forms

ROW = "disputes.reconsideration"
FOUR = ("upheld", "corrected", "other", "pending")


def value(key: str, number: Number | None, *, meaning: Meaning = "blank", found: float = 1.0) -> Value:
    reading = Reading(key, (), "text", None, found, trusted=True)
    return Value(key, "", number, "number" if number is not None else meaning, "件", 1.0, reading)


def reconsideration(numbers: Mapping[str, Number | None], **changes: object) -> Check:
    values = {f"{ROW}.{name}": value(f"{ROW}.{name}", number, **changes) for name, number in numbers.items()}  # type: ignore[arg-type]
    return next(found for found in check(values, forms()["2021"]) if found.id == "disputes_reconsideration")


def row(*numbers: Number | None) -> dict[str, Number | None]:
    return dict(zip((*FOUR, "total"), numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        (row(1, 2, 3, 4, 10), "holds"),
        (row(1, 2, 3, 4, 11), "broken"),
        (row(1, 2, None, 4, 7), "holds_if_blank_is_0"),
        (row(1, 2, None, 4, 8), "not_assessable"),  # the blank may stand for 1
        (row(1, 2, None, 4, 6), "broken"),  # the printed ones alone are more than the total
        (row(1, 2, 3, 4, None), "not_assessable"),
        (row(0, 0, 0, 0, None), "holds_if_blank_is_0"),
        (row(None, None, None, None, None), "holds_if_blank_is_0"),
        (row(None, None, None, None, 5), "not_assessable"),
    ],
)
def test_verdicts(numbers: dict[str, Number | None], verdict: str) -> None:
    assert reconsideration(numbers).verdict == verdict


def test_a_cell_that_was_not_read_is_not_blank() -> None:
    assert reconsideration(row(1, 2, None, 4, 7), meaning="unparseable").verdict == "not_assessable"


def test_a_broken_sum_of_sure_cells_is_the_publishers() -> None:
    assert reconsideration(row(1, 2, 3, 4, 11)).blame == "publisher"
    assert reconsideration(row(1, 2, 3, 4, 11), found=0.8).blame == "undecided"
    assert reconsideration(row(1, 2, 3, 4, 10)).blame is None


def test_the_explanation_says_both_sides() -> None:
    broken = reconsideration(row(1, 2, 3, 4, 11))
    assert (broken.left, broken.right) == (10, 11)
    assert "10 against 11" in broken.explanation
    assert set(broken.keys) == {f"{ROW}.{name}" for name in (*FOUR, "total")}


def test_every_identity_of_the_requests_table_is_assessed_once() -> None:
    form = forms()["2021"]
    values = {key: value(key, 0) for key in form.expected(frozenset())}
    found = [(one.id, one.at) for one in check(values, form)]
    assert len(found) == len(set(found)) == 7 + 7 + 25 + 3


def test_alternatives_take_the_rows_that_are_printed() -> None:
    form = forms()["2021"]
    values = {key: value(key, 0) for key in form.expected({"requests.other.total"})}
    values["requests.other.total"] = value("requests.other.total", 5)
    values["requests.processed_total.total"] = value("requests.processed_total.total", 5)
    outcomes = {one.at: one for one in check(values, form) if one.id == "requests_outcomes"}
    assert "requests.other.total" in outcomes["total"].keys
    assert outcomes["total"].verdict == "holds"


def test_a_signed_change_may_be_negative() -> None:
    form = forms()["2019"]
    keys = ("disclosure.licensing.previous_items", "disclosure.licensing.change")
    values = dict(zip(keys, (value(keys[0], 3), value(keys[1], -5)), strict=True))
    assert {one.id: one.verdict for one in check(values, form)}["items_not_negative"] == "broken"
    values[keys[0]] = value(keys[0], None)
    assert {one.id: one.verdict for one in check(values, form)}["items_not_negative"] == "not_assessable"


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_a_true_sum_holds_and_any_one_change_breaks_it(numbers: list[int]) -> None:
    assert reconsideration(row(*numbers, sum(numbers))).verdict == "holds"
    assert reconsideration(row(*numbers, sum(numbers) + 1)).verdict == "broken"


@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=5, max_size=5))
def test_broken_means_that_no_numbers_in_the_blanks_would_do(numbers: list[int | None]) -> None:
    *terms, total = numbers
    known = sum(number for number in terms if number is not None)
    possible = (total is None or known <= total) if None in terms else (total is None or known == total)
    assert (reconsideration(row(*numbers)).verdict == "broken") == (not possible)


@pytest.mark.parametrize(("found", "blame"), [(0.99, "undecided"), (1.0, "publisher")])
def test_sums_broken_row_by_row_may_be_columns_taken_for_others(found: float, blame: str) -> None:
    rows = ("new", "carried_in", "granted", "partially_granted", "carried_out")
    columns = [column.key for column in forms()["2021"].table_by_id["requests"].columns]
    numbers = [9, 1, 2, 3, 1, 2, 0]  # the total stands first
    values = {
        key: value(key, number, found=found)
        for row_key in rows
        for column, number in zip(columns, numbers, strict=True)
        for key in [f"requests.{row_key}.{column}"]
    }
    broken = [one for one in check(values, forms()["2021"]) if one.id == "requests_applicants"]
    assert {one.blame for one in broken} == {blame}
    assert len(broken) == len(rows)
