"""Sums: what breaks them, who is named, and what is left alone."""

from __future__ import annotations

import pytest

from tests.builders import forms
from tests.preflight.cases import changed, clean, codes, findings, of_year


def test_a_clean_report_has_no_finding() -> None:
    for year in (2019, 2020, 2021, 2023):
        assert codes(of_year(year) if year != 2023 else clean()) == []


def test_a_broken_balance_is_named_with_both_sides_and_its_cells() -> None:
    report = clean(values={"requests.carried_out.natural_person": 5, "requests.carried_out.total": 5})
    found = findings(report, "sum-broken")
    assert len(found) == 2
    first = found[0]
    assert first.level == "error"
    assert "自然人" in first.says
    assert "= 13，应等于：" in first.says
    assert "= 16，相差 -3" in first.says
    assert "requests.carried_out.natural_person" in first.keys
    assert {spot.excerpt for spot in first.spots} == {"12", "1", "11", "5"}
    assert all(spot.place is not None and spot.label for spot in first.spots)


def test_the_one_figure_that_mends_all_crossing_sums_is_named() -> None:
    report = clean(values={"requests.granted.natural_person": 19})
    found = findings(report, "sum-broken")
    assert len(found) == 2
    for finding in found:
        assert "（一）予以公开 / 自然人”：把 19 改为 9" in finding.mend


def test_no_figure_is_named_where_several_would_do() -> None:
    report = clean(values={"disputes.reconsideration.upheld": 3})
    found = findings(report, "sum-broken")
    assert len(found) == 1
    assert "最可能" not in found[0].mend
    assert "行政复议" in found[0].says


def test_no_figure_is_named_where_no_crossing_sum_agrees() -> None:
    report = clean(values={"requests.granted.natural_person": 10, "requests.granted.total": 12})
    found = findings(report, "sum-broken")
    assert found
    assert not any("最可能" in finding.mend for finding in found)


def test_a_remedy_is_never_below_zero() -> None:
    report = clean(values={"requests.carried_in.natural_person": 0, "requests.carried_in.total": 0})
    assert not any("改为 -" in finding.mend for finding in findings(report, "sum-broken"))


def test_a_blank_that_the_sums_want_filled_is_proposed() -> None:
    report = clean(values={"requests.granted.natural_person": None, "requests.granted.total": 11})
    assert all(
        "把 — 改为 9" in finding.mend for finding in findings(report, "sum-broken") if "一）予以公开" in finding.says
    )


def test_a_sum_that_we_may_have_misread_is_a_warning() -> None:
    report = changed(clean(), "requests.granted.natural_person", value=19, raw="19", found=0.5, read=0.5)
    found = findings(report, "sum-broken")
    assert found
    assert {finding.level for finding in found} == {"warning"}
    assert all("读错" in finding.mend for finding in found)


def test_a_sum_that_holds_if_blanks_are_0_is_a_hint_for_its_table() -> None:
    report = clean(values={"requests.new.research": None, "requests.carried_in.business": None})
    assert findings(report, "sum-broken") == ()
    (found,) = findings(report, "sum-needs-zero")
    assert found.level == "info"
    assert set(found.keys) == {"requests.new.research", "requests.carried_in.business"}
    assert "一、本年新收政府信息公开申请数量 / 法人或其他组织·科研机构" in found.says


def test_many_blanks_are_counted_and_the_first_named() -> None:
    form = forms()["2021"]
    blanks = {key: None for key in form.specs if key.endswith(".research")}
    (found,) = findings(clean(values=blanks), "sum-needs-zero")
    assert "25 个" in found.says
    assert found.says.count(" / ") == 6
    assert len(found.spots) == 12


def test_relations_of_lower_level_are_doubts() -> None:
    report = of_year(2020)
    report = changed(report, "disclosure.licensing.previous_items", value=3, raw="3")
    report = changed(report, "disclosure.licensing.change", value=-5, raw="-5")
    (found,) = findings(report, "sum-doubtful")
    assert found.level == "warning"
    assert "不小于：0" in found.says
    report = changed(of_year(2020), "disclosure.procurement.projects", value=3, raw="3")
    (found,) = findings(report, "sum-doubtful")
    assert found.level == "info"
    assert "同为 0" in found.says


def test_items_that_fell_to_none_are_fine() -> None:
    report = changed(of_year(2020), "disclosure.licensing.previous_items", value=5, raw="5")
    report = changed(report, "disclosure.licensing.change", value=-5, raw="-5")
    assert findings(report, "sum-doubtful") == ()


@pytest.mark.parametrize("form", ["2014", "2019", "2021"])
def test_every_single_slip_is_named(form: str) -> None:
    report = clean(form)
    for check in report.checks:
        if check.level == "error" and check.keys:
            key = check.keys[0]
            wrong = (report.fields[key].value or 0) + 7
            found = findings(changed(report, key, value=wrong, raw=str(wrong)), "sum-broken")
            assert any(key in finding.keys for finding in found), f"{check.id} at {check.at}"


def test_a_record_whose_sums_name_unknown_keys_is_no_reason_to_stop() -> None:
    report = clean()
    odd = report.checks[0].model_copy(update={"keys": ("requests.gone.total",), "verdict": "broken"})
    assert codes(report.model_copy(update={"checks": (odd, *report.checks)})) == []
