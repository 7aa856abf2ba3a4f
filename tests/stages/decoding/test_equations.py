from __future__ import annotations

from pipeline.stages.decoding.equations import equations_of
from tests.grids import forms


def test_every_identity_stands_where_its_table_has_it() -> None:
    form = forms()["2021"]
    found = list(equations_of(form, form.expected(frozenset())))
    assert len(found) == 7 + 7 + 25 + 3
    balance = next(one for one in found if one.name == "requests_balance@total")
    assert balance.left == ("requests.new.total", "requests.carried_in.total")
    assert balance.terms[-1] == ("requests.carried_out.total", -1)


def test_without_any_of_its_keys_a_sum_is_not_there() -> None:
    found = list(equations_of(forms()["2021"], {"disputes.reconsideration.total"}))
    assert [one.name for one in found] == ["disputes_reconsideration"]


def test_of_alternatives_those_that_are_printed_count() -> None:
    form = forms()["2021"]
    outcomes = {one.name: one for one in equations_of(form, form.expected({"requests.other.total"}))}
    assert "requests.other.total" in outcomes["requests_outcomes@total"].keys
    assert "requests.other_else.total" not in outcomes["requests_outcomes@total"].keys
