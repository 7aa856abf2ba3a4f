"""Cells: what is no figure, what prints none, and figures that cannot be."""

from __future__ import annotations

import pytest

from tests.preflight.cases import changed, clean, codes, findings, of_year

KEY = "requests.new.research"


def test_words_where_a_figure_should_be() -> None:
    report = changed(clean(), KEY, value=None, meaning="unparseable", raw="约\n三件", status="review")
    (found,) = findings(report, "cell-unparseable")
    assert found.level == "error"
    assert "“约 三件”" in found.says
    assert found.spots[0].row[0] == "一、本年新收政府信息公开申请数量"


def test_what_may_be_our_misreading_is_a_warning() -> None:
    report = changed(clean(), KEY, value=None, meaning="unparseable", raw="l2", origin="ocr", status="review")
    (found,) = findings(report, "cell-unparseable")
    assert found.level == "warning"
    assert "读错" in found.mend


def test_a_cell_that_was_found_and_not_read_is_doubtful_not_wrong() -> None:
    report = changed(clean(), KEY, value=None, meaning="unparseable", raw="", status="review")
    assert codes(report) == ["cells-doubtful"]


@pytest.mark.parametrize(
    ("meaning", "raw", "mark"),
    [
        ("blank", "", "空白"),
        ("slash", "/", "斜线"),
        ("dash", "—", "横线"),
        ("none_word", "无", "“无”字"),
        ("not_applicable", "不适用", "不适用"),
    ],
)
def test_marks_where_the_form_wants_0(meaning: str, raw: str, mark: str) -> None:
    report = changed(clean(), "disclosure.rules.issued", value=None, meaning=meaning, raw=raw)
    report = changed(report, "disclosure.rules.repealed", value=None, meaning=meaning, raw=raw)
    (found,) = findings(report, "cell-without-figure")
    assert found.level == "warning"
    assert mark in found.says
    assert "2 个单元格" in found.says


def test_marks_of_two_tables_and_kinds_are_told_apart() -> None:
    report = changed(clean(), "disclosure.rules.issued", value=None, meaning="slash", raw="/")
    report = changed(report, "disclosure.rules.repealed", value=None, meaning="blank", raw="")
    report = changed(report, KEY, value=None, meaning="blank", raw="")
    assert len(findings(report, "cell-without-figure")) == 3


def test_a_printed_0_is_a_figure() -> None:
    assert findings(changed(clean(), KEY, value=0, raw="0"), "cell-without-figure") == ()


def test_counts_are_whole() -> None:
    (found,) = findings(changed(clean(), KEY, value=1.5, raw="1.5"), "cell-fraction")
    assert found.level == "error"
    assert findings(changed(clean(), KEY, value=1.0, raw="1.00"), "cell-fraction") == ()
    assert findings(changed(clean(), "disclosure.fees.amount", value=1.5, raw="1.5"), "cell-fraction") == ()


def test_only_a_change_may_be_negative() -> None:
    (found,) = findings(changed(clean(), "disclosure.licensing.decisions", value=-4, raw="-4"), "cell-negative")
    assert found.level == "error"
    report = changed(of_year(2020), "disclosure.licensing.previous_items", value=9, raw="9")
    assert findings(changed(report, "disclosure.licensing.change", value=-4, raw="-4"), "cell-negative") == ()


def test_money_needs_a_unit_where_the_heading_has_none() -> None:
    report = changed(of_year(2020), "disclosure.procurement.projects", value=1, raw="1")
    key = "disclosure.procurement.amount"
    (found,) = findings(changed(report, key, value=36.0, raw="36", unit=None), "cell-without-unit")
    assert found.level == "warning"
    assert findings(changed(report, key, value=36.0, raw="36万元", unit="万元"), "cell-without-unit") == ()
    assert findings(changed(report, key, value=0, raw="0", unit=None), "cell-without-unit") == ()
    fees = changed(clean(), "disclosure.fees.amount", value=3, raw="3", unit=None)
    assert findings(fees, "cell-without-unit") == ()
