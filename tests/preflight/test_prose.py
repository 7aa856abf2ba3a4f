"""Figures of the narrative against the tables."""

from __future__ import annotations

import pytest

from tests.preflight.cases import changed, claim, clean, codes, findings

KEY = "requests.new.total"
TEXT = "共收到政府信息公开申请 16 件"


def test_a_figure_that_differs_is_shown_with_the_tables() -> None:
    (found,) = findings(clean(prose=(claim(KEY, 16, TEXT, note="the table has 16 nowhere"),)))
    assert (found.code, found.level) == ("prose-disagrees", "error")
    assert "“共收到政府信息公开申请16件”（16）" in found.says
    assert "一、本年新收政府信息公开申请数量 / 总计 15" in found.says
    assert "the table has 16 nowhere" in found.mend
    assert len(found.spots) == 2


@pytest.mark.parametrize("agreement", ["agrees", "agrees_in_other_scope", "not_comparable", "only_source"])
def test_other_verdicts_are_no_finding(agreement: str) -> None:
    assert codes(clean(prose=(claim(KEY, 16, TEXT, agreement=agreement),))) == []


def test_a_rounded_figure_or_one_of_the_area_is_a_warning() -> None:
    (found,) = findings(clean(prose=(claim(KEY, 16, TEXT, hedge="余"),)))
    assert found.level == "warning"
    assert "“余”" in found.mend
    (found,) = findings(clean(prose=(claim(KEY, 16, TEXT, scope="area"),)))
    assert found.level == "warning"
    assert "口径" in found.mend


def test_against_a_doubtful_cell_it_is_a_warning() -> None:
    report = changed(clean(), KEY, status="review")
    report = report.model_copy(update={"prose": (claim(KEY, 16, TEXT),)})
    assert {f.level for f in findings(report, "prose-disagrees")} == {"warning"}


def test_a_figure_that_may_mean_several_cells_names_them() -> None:
    both = claim(KEY, 19, TEXT, keys=(KEY, "requests.carried_in.total"))
    (found,) = findings(clean(prose=(both,)))
    assert "总计 15、二、上年结转政府信息公开申请数量 / 总计 1" in found.says


def test_a_figure_of_no_known_cell() -> None:
    (found,) = findings(clean(prose=(claim("requests.gone", 19, TEXT),)))
    assert found.level == "warning"
